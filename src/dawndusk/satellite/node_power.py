"""Electricity of a satellite within a step: array, load and battery."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.satellite import Numbers
from dawndusk.satellite.array import STANDARD_CELL_K
from dawndusk.satellite.chip_speed import governed_speed
from dawndusk.satellite.node_state import NodeModel

__all__ = ["HALF_LIT", "Electricity", "electricity"]

HALF_LIT: Final = 0.5  # less of the Sun than this is shadow, where it must be one or the other


class Electricity(NamedTuple):
    """Means over a step [W]: power of the array, load, loss of regulation and battery, into it.

    speed [1] in the light, and junction_k [K].
    """

    power_w: FloatArray
    load_w: FloatArray
    loss_w: FloatArray
    stored_w: FloatArray
    speed: FloatArray
    junction_k: FloatArray


def electricity(
    model: NodeModel,
    share: Numbers,
    array_k: Numbers,
    coolant_k: Numbers,
    charge_j: Numbers,
    resting: Numbers,
    demand: Numbers,
    step_s: float,
) -> Electricity:
    r"""Power, load and what the battery takes or gives.

    .. math::

        P = \nu \min\Big(p + p' T_a, \frac{L_\nu + B}{X_d}\Big), \quad
        L = \nu L_\nu + (1 - \nu) L_e, \quad L_\nu = L_0 + L_1 s^3

    with B what the battery takes until it is full, and the load L_e of the shadow.

    Parameters
    ----------
    model : NodeModel
        The satellite.
    share : array_like [1]
        Visible share of the Sun: time in full light, the rest is shadow.
    array_k, coolant_k : array_like [K]
        Temperatures.
    charge_j, resting : array_like [J], [1]
        Of the battery, and 1 where it keeps the chips asleep.
    demand : array_like [1]
        Share of the full clock that is asked for.
    step_s : float [s]
        Over which the battery is neither overfilled nor emptied.

    Returns
    -------
    Electricity

    Notes
    -----
    What the array could give and nobody takes stays in it as heat.

    References
    ----------
    Wertz and Larson (ed.), Space Mission Analysis and Design, 3rd ed., 1999, ch. 11.
    """
    nu, q = np.asarray(share, dtype=np.float64), np.asarray(charge_j, dtype=np.float64)
    dark = 1.0 - nu
    s = np.minimum(governed_speed(coolant_k, model.rule), demand)
    slow = np.minimum(s, model.shadow_speed)
    sleepy = model.shadow_speed == 0.0
    rests = np.asarray(resting) > 0.0
    reserve = model.one_way * q / step_s
    # in the light
    warmth = np.asarray(array_k, dtype=np.float64) - STANDARD_CELL_K
    offered = np.maximum(model.cells_w + model.cells_w_k * warmth, 0.0)
    lit_load = np.where(rests, model.asleep_w, model.awake_w + model.chips_w * s * s * s)
    lit_load = np.minimum(lit_load, model.regulation * offered + reserve)
    room = (model.battery_j - q) / (model.one_way * step_s)
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
    static = model.static_share
    working = static + (1.0 - static) * s * s * s
    shaded = 0.0 if sleepy else static + (1.0 - static) * slow * slow * slow
    drawn = np.where(rests, 0.0, np.where(nu >= HALF_LIT, working, shaded))
    return Electricity(
        power_w=np.asarray(power),
        load_w=np.asarray(load),
        loss_w=np.asarray((1.0 - model.regulation) * power + wasted),
        stored_w=np.asarray(stored),
        speed=np.asarray(s),
        junction_k=np.asarray(coolant_k + model.rise_k * drawn),
    )
