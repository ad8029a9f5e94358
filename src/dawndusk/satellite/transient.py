"""One satellite in time: array, radiator, coolant and battery from one step to the next.

Three temperatures and a charge. The array and the radiator see each other as in
`dawndusk.satellite.exchange`, so that where nothing changes the closed satellite comes out. Plain
equations on arrays, any shape; `dawndusk.twin.kernels_node` is the same, compiled.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.orbit.lit_share import lit_share
from dawndusk.satellite import Numbers
from dawndusk.satellite.node_heat import heat, light
from dawndusk.satellite.node_power import HALF_LIT, electricity
from dawndusk.satellite.node_state import NodeModel, NodeState

__all__ = [
    "GAMMA",
    "Implicit",
    "Step",
    "implicit",
    "step",
]

GAMMA: Final = 1.0 - np.sqrt(0.5)  # of the integrator: second order, and stiff parts die out


class Implicit(NamedTuple):
    """What the integrator needs for steps of one length: see :func:`implicit`."""

    step_s: float
    array: float
    radiator: float
    cross: float
    coolant: float
    array_w_k: float
    radiator_w_k: float


class Step(NamedTuple):
    """What one step brings: the state at its end, and means [W] over it.

    lit [1] is the mean visible share of the Sun; compute [1] the chips' clock times the time that
    they work, over full clock; junction_k [K]; throttled and asleep are 0 or 1.
    """

    state: NodeState
    lit: FloatArray
    compute: FloatArray
    power_w: FloatArray
    load_w: FloatArray
    loss_w: FloatArray
    absorbed_w: FloatArray
    radiated_w: FloatArray
    rejected_w: FloatArray
    junction_k: FloatArray
    throttled: FloatArray
    asleep: FloatArray


def implicit(model: NodeModel, step_s: float) -> Implicit:
    r"""Make the integrator of one satellite for steps of one length.

    .. math::

        (C - \gamma h K)\,k_1 = F(T), \quad (C - \gamma h K)\,k_2 = F(T + h k_1) - 2 C k_1, \quad
        T' = T + \tfrac{h}{2} (3 k_1 + k_2)

    with K the loop's conductance and the radiation at the temperatures of the closed satellite: a
    constant matrix, inverted once for all satellites and steps.

    Parameters
    ----------
    model : NodeModel
        The satellite.
    step_s : float [s]
        Length of a step, h.

    Returns
    -------
    Implicit
        Elements of the inverse [K/W] and of K [W/K].

    Notes
    -----
    Of second order whatever K is, which only has to be near enough for stability (a W-method).
    Coolant and panel come level within 20 s, and a step of 60 s is still stable.

    References
    ----------
    Steihaug and Wolfbrandt, Mathematics of Computation 33, 1979, 521 (W-methods); Verwer, Spee,
    Blom and Hundsdorfer, SIAM J. Sci. Comput. 20, 1999, 1456 (ROS2, gamma = 1 - 1/sqrt 2).
    """
    gh = GAMMA * step_s
    ga = 4.0 * model.array_emission_w_k4 * model.start_array_k**3
    gr = 4.0 * model.fin_efficiency * model.radiator_emission_w_k4 * model.start_radiator_k**3
    G = model.loop_w_k
    rr, cc = model.radiator_j_k + gh * (gr + G), model.coolant_j_k + gh * G
    over = rr * cc - gh * G * gh * G
    return Implicit(
        step_s, 1.0 / (model.array_j_k + gh * ga), cc / over, gh * G / over, rr / over, ga, gr
    )


def step(
    model: NodeModel,
    by: Implicit,
    state: NodeState,
    cosine: tuple[Numbers, Numbers],
    way: tuple[Numbers, Numbers],
    demand: Numbers = 1.0,
) -> Step:
    r"""Take satellites one step on.

    Parameters
    ----------
    model : NodeModel
        The satellite.
    by : Implicit
        From :func:`implicit`.
    state : NodeState
        At the start.
    cosine, way : tuple of array_like [1]
        Cosine of the Sun's angle from the zenith, and way through the penumbra as in
        :func:`dawndusk.orbit.lit_share.lit_share`, at the start and at the end.
    demand : array_like [1]
        Share of the full clock that is asked for.

    Returns
    -------
    Step
        Flows of both stages are booked alike, so that what is absorbed less what is radiated is
        what is stored, to rounding.

    Notes
    -----
    Sunlight is the mean of the step; the Earth's light is that of its middle, and electricity goes
    by temperatures half a step ahead, as they moved in the step before. Chips that sleep
    through the shadow wake `wake_s` after it and draw their load meanwhile. A battery below
    `rest_below` puts them to sleep from the next step on.

    References
    ----------
    As :func:`implicit`; `dawndusk.satellite.node_heat`, `dawndusk.satellite.node_power`.
    """
    h = by.step_s
    w0, w1 = (np.asarray(w, dtype=np.float64) for w in way)
    of = light(model, lit_share(w0, w1), 0.5 * (np.asarray(cosine[0]) + cosine[1]))
    nu = of.share
    low = state.charge_j < model.rest_below * model.battery_j
    still_low = state.charge_j < model.rest_until * model.battery_j
    resting = np.where(low | ((state.resting > 0.0) & still_low), 1.0, 0.0)
    T = state[:3]
    now = electricity(
        model, nu, T[0] + state.array_trend_k, T[2] + state.coolant_trend_k, state.charge_j,
        resting, demand, h,
    )  # fmt: skip
    spent = now.load_w + now.loss_w
    one = heat(model, of, now.power_w, spent, *T)
    k1 = _solve(by, one.array_w, one.radiator_w, one.coolant_w)
    two = heat(model, of, now.power_w, spent, T[0] + h * k1[0], T[1] + h * k1[1], T[2] + h * k1[2])
    k2 = _solve(
        by,
        two.array_w - 2.0 * model.array_j_k * k1[0],
        two.radiator_w - 2.0 * model.radiator_j_k * k1[1],
        two.coolant_w - 2.0 * model.coolant_j_k * k1[2],
    )
    half_gh = 0.5 * GAMMA * h
    by_array = half_gh * by.array_w_k * (k1[0] + k2[0])
    by_radiator = half_gh * by.radiator_w_k * (k1[1] + k2[1])
    rises = [0.5 * h * (3.0 * first + second) for first, second in zip(k1, k2, strict=True)]

    dark = np.minimum(w0, w1) < HALF_LIT
    leaving = w1 >= w0
    owed = np.where(dark & leaving, model.wake_s, state.waking_s)
    late = np.minimum(owed / h, nu)  # of the step, lit but not yet awake
    left = np.where(dark & ~leaving, model.wake_s, owed - late * h)
    awake = 1.0 - resting
    work = (nu - late) * now.speed + (1.0 - nu) * np.minimum(now.speed, model.shadow_speed)
    at_work = nu if model.shadow_speed == 0.0 else np.ones_like(nu)
    asleep = np.where((at_work < HALF_LIT) | (resting > 0.0), 1.0, 0.0)
    dose = h * model.dose_rad_per_s
    after = NodeState(
        array_k=T[0] + rises[0],
        radiator_k=T[1] + rises[1],
        coolant_k=T[2] + rises[2],
        charge_j=np.maximum(state.charge_j + h * now.stored_w, 0.0),  # never less by rounding
        waking_s=left,
        resting=resting,
        dose_rad=state.dose_rad + dose,
        upsets=state.upsets + dose * model.upsets_per_rad * awake * at_work,
        array_trend_k=0.5 * rises[0],
        coolant_trend_k=0.5 * rises[2],
    )
    return Step(
        state=after,
        lit=nu,
        compute=np.asarray(awake * work),
        power_w=now.power_w,
        load_w=now.load_w,
        loss_w=now.loss_w,
        absorbed_w=np.asarray(of.array_w + of.radiator_w),
        radiated_w=0.5 * (one.radiated_w + two.radiated_w) + by_array + by_radiator,
        rejected_w=0.5 * (one.rejected_w + two.rejected_w) + by_radiator,
        junction_k=now.junction_k,
        throttled=np.where((now.speed < np.minimum(demand, 1.0)) & (asleep == 0.0), 1.0, 0.0),
        asleep=asleep,
    )


def _solve(
    by: Implicit, array_w: FloatArray, radiator_w: FloatArray, coolant_w: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    return (
        np.asarray(by.array * array_w),
        np.asarray(by.radiator * radiator_w + by.cross * coolant_w),
        np.asarray(by.cross * radiator_w + by.coolant * coolant_w),
    )
