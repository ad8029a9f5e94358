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
from dawndusk.satellite.array import STANDARD_CELL_K
from dawndusk.satellite.chip_speed import governed_speed
from dawndusk.satellite.node_state import NodeModel, NodeState
from dawndusk.satellite.radiator import fourth_power

__all__ = [
    "GAMMA",
    "Flows",
    "Implicit",
    "Step",
    "flows",
    "implicit",
    "step",
]

GAMMA: Final = 1.0 - np.sqrt(0.5)  # of the integrator: second order, and stiff parts die out
HALF_LIT: Final = 0.5


class Flows(NamedTuple):
    """Heat [W] into array, radiator and coolant, and what else flows at one moment.

    power_w of the array, load_w, loss_w of regulation and battery, stored_w into the battery;
    absorbed_w from outside and radiated_w to it; rejected_w by the radiator; speed [1] in the
    light, and junction_k [K].
    """

    array_w: FloatArray
    radiator_w: FloatArray
    coolant_w: FloatArray
    power_w: FloatArray
    load_w: FloatArray
    loss_w: FloatArray
    stored_w: FloatArray
    absorbed_w: FloatArray
    radiated_w: FloatArray
    rejected_w: FloatArray
    speed: FloatArray
    junction_k: FloatArray


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
    they work, over full clock; junction_k [K] at the start; throttled, asleep and resting are 0 or
    1 each.
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


def flows(
    model: NodeModel,
    state: NodeState,
    lit: Numbers,
    cosine: Numbers,
    demand: Numbers,
    step_s: float,
    held: NodeState | None = None,
) -> Flows:
    r"""All that flows in a satellite at one moment.

    .. math::

        F_a &= \nu\,Q_\odot + Q_E + X M - P - \varepsilon_a A_a \sigma T_a^4, \quad
        F_r = G (T_c - T_r) - \eta\,(E\,T_r^4 - S), \quad
        F_c = L + V - G (T_c - T_r)

        S &= Q_s + X T_a^4, \quad M = \eta\,T_r^4 + (1 - \eta)\,S/E, \quad
        P = \nu \min\Big(p + p' T_a, \frac{L_\nu + B}{X_d}\Big), \quad
        L = \nu L_\nu + (1 - \nu) L_e, \quad L_\nu = L_0 + L_1 s^3

    with V the losses of regulation and battery, B what the battery takes until it is full, and the
    load L_e of the shadow.

    Parameters
    ----------
    model : NodeModel
        The satellite.
    state : NodeState
        Its temperatures.
    lit, cosine, demand : array_like [1]
        Visible share of the Sun; cosine of the Sun's angle from the zenith; share of the full clock
        that is asked for.
    step_s : float [s]
        Over which a battery is neither overfilled nor emptied.
    held : NodeState, optional
        Whose charge and rest count, the state's own unless given.

    Returns
    -------
    Flows

    Notes
    -----
    What the array could give and nobody takes stays in it as heat. All electricity ends as heat in
    the coolant. A visible share of the Sun is time in full light, and the rest is shadow.

    References
    ----------
    Gilmore (ed.), Spacecraft Thermal Control Handbook, 2002, ch. 15 (lumped network); as
    `dawndusk.satellite.exchange`.
    """
    kept = state if held is None else held
    Ta, Tr, Tc = state.array_k, state.radiator_k, state.coolant_k
    nu, c = np.asarray(lit, dtype=np.float64), np.asarray(cosine, dtype=np.float64)
    dark = 1.0 - nu
    s = np.minimum(governed_speed(Tc, model.rule), demand)
    slow = np.minimum(s, model.shadow_speed)
    sleepy = model.shadow_speed == 0.0
    rests = kept.resting > 0.0
    reserve = model.one_way * kept.charge_j / step_s
    # in the light
    offered = np.maximum(model.cells_w + model.cells_w_k * (Ta - STANDARD_CELL_K), 0.0)
    to_bus = model.regulation * offered
    lit_load = np.where(rests, model.asleep_w, model.awake_w + model.chips_w * s * s * s)
    lit_load = np.minimum(lit_load, to_bus + reserve)
    room = (model.battery_j - kept.charge_j) / (model.one_way * step_s)
    wanted = lit_load + np.minimum(room, model.charge_w)
    taken = np.minimum(offered, wanted / model.regulation)
    surplus = model.regulation * taken - lit_load
    # in the shadow
    in_shadow = model.asleep_w if sleepy else model.awake_w
    dark_load = np.where(rests, model.asleep_w, in_shadow + model.chips_w * slow * slow * slow)
    dark_load = np.minimum(dark_load, reserve)
    power, load = nu * taken, nu * lit_load + dark * dark_load
    into = nu * np.maximum(surplus, 0.0)
    out_of = nu * np.maximum(-surplus, 0.0) + dark * dark_load
    stored = model.one_way * into - out_of / model.one_way
    wasted = (1.0 - model.one_way) * into + (1.0 / model.one_way - 1.0) * out_of
    loss = (1.0 - model.regulation) * power + wasted

    t = np.maximum(c + model.horizon, 0.0)
    polynomial = np.polynomial.polynomial.polyval
    earth = polynomial(c, model.array_infrared_w) + t * t * polynomial(t, model.array_reflected_w)
    around = model.radiator_infrared_w + nu * model.radiator_leak_w
    around = around + t * t * polynomial(t, model.radiator_reflected_w)
    x, root = fourth_power(Ta), fourth_power(Tr)
    seen = model.exchange_w_k4 * x
    received = around + seen
    rejected = model.fin_efficiency * (model.radiator_emission_w_k4 * root - received)
    emitted = rejected + received
    back = model.exchange_w_k4 / model.radiator_emission_w_k4 * emitted
    glow = model.array_emission_w_k4 * x
    sunlight = nu * model.array_sun_w + earth
    across = model.loop_w_k * (Tc - Tr)
    working = model.static_share + (1.0 - model.static_share) * s * s * s
    shaded = 0.0 if sleepy else model.static_share + (1.0 - model.static_share) * slow**3
    drawn = np.where(rests, 0.0, np.where(nu >= HALF_LIT, working, shaded))
    return Flows(
        array_w=np.asarray(sunlight + back - power - glow),
        radiator_w=np.asarray(across - rejected),
        coolant_w=np.asarray(load + loss - across),
        power_w=np.asarray(power),
        load_w=np.asarray(load),
        loss_w=np.asarray(loss),
        stored_w=np.asarray(stored),
        absorbed_w=np.asarray(sunlight + around),
        radiated_w=np.asarray(glow - seen + emitted - back),
        rejected_w=np.asarray(rejected),
        speed=np.asarray(s),
        junction_k=np.asarray(Tc + model.rise_k * drawn),
    )


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
    Sunlight is the mean of the step; the Earth's light is that of its middle. Chips that sleep
    through the shadow wake `wake_s` after it and draw their load meanwhile. A battery below
    `rest_below` puts them to sleep from the next step on.

    References
    ----------
    As :func:`implicit` and :func:`flows`.
    """
    h = by.step_s
    nu = lit_share(*way)
    w0, w1 = (np.asarray(w, dtype=np.float64) for w in way)
    c = 0.5 * (np.asarray(cosine[0], dtype=np.float64) + cosine[1])
    full = state.charge_j / model.battery_j
    low, high = full < model.rest_below, full < model.rest_until
    resting = np.where(low | ((state.resting > 0.0) & high), 1.0, 0.0)
    held = state._replace(resting=resting)

    one = flows(model, held, nu, c, demand, h)
    k1 = _solve(by, one.array_w, one.radiator_w, one.coolant_w)
    ahead = held._replace(
        array_k=state.array_k + h * k1[0],
        radiator_k=state.radiator_k + h * k1[1],
        coolant_k=state.coolant_k + h * k1[2],
    )
    two = flows(model, ahead, nu, c, demand, h, held)
    k2 = _solve(
        by,
        two.array_w - 2.0 * model.array_j_k * k1[0],
        two.radiator_w - 2.0 * model.radiator_j_k * k1[1],
        two.coolant_w - 2.0 * model.coolant_j_k * k1[2],
    )
    half_gh = 0.5 * GAMMA * h
    by_array = half_gh * by.array_w_k * (k1[0] + k2[0])
    by_radiator = half_gh * by.radiator_w_k * (k1[1] + k2[1])

    dark = np.minimum(w0, w1) < HALF_LIT
    leaving = w1 >= w0
    owed = np.where(dark & leaving, model.wake_s, state.waking_s)
    late = np.minimum(owed / h, nu)  # of the step, lit but not yet awake
    left = np.where(dark & ~leaving, model.wake_s, owed - late * h)
    speed = 0.5 * (one.speed + two.speed)
    awake = 1.0 - resting
    work = (nu - late) * speed + (1.0 - nu) * np.minimum(speed, model.shadow_speed)
    compute = awake * work
    at_work = nu if model.shadow_speed == 0.0 else 1.0
    asleep = np.where((at_work < HALF_LIT) | (resting > 0.0), 1.0, 0.0)
    dose = h * model.dose_rad_per_s
    after = NodeState(
        array_k=state.array_k + 0.5 * h * (3.0 * k1[0] + k2[0]),
        radiator_k=state.radiator_k + 0.5 * h * (3.0 * k1[1] + k2[1]),
        coolant_k=state.coolant_k + 0.5 * h * (3.0 * k1[2] + k2[2]),
        charge_j=state.charge_j + 0.5 * h * (one.stored_w + two.stored_w),
        waking_s=left,
        resting=resting,
        dose_rad=state.dose_rad + dose,
        upsets=state.upsets + dose * model.upsets_per_rad * awake * at_work,
    )
    return Step(
        state=after,
        lit=nu,
        compute=np.asarray(compute),
        power_w=0.5 * (one.power_w + two.power_w),
        load_w=0.5 * (one.load_w + two.load_w),
        loss_w=0.5 * (one.loss_w + two.loss_w),
        absorbed_w=0.5 * (one.absorbed_w + two.absorbed_w),
        radiated_w=0.5 * (one.radiated_w + two.radiated_w) + by_array + by_radiator,
        rejected_w=0.5 * (one.rejected_w + two.rejected_w) + by_radiator,
        junction_k=one.junction_k,
        throttled=np.where((one.speed < np.minimum(demand, 1.0)) & (asleep == 0.0), 1.0, 0.0),
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
