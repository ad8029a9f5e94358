"""One design of satellite as it is stepped through time, and the state of many of them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.satellite.chip_speed import Governor

__all__ = ["NodeModel", "NodeState", "start_state", "stored_energy"]


class NodeModel(NamedTuple):
    """One design of satellite at one altitude, per satellite, SI.

    Attributes
    ----------
    array_sun_w : float [W]
        Sunlight that the array absorbs where nothing shades it.
    array_infrared_w : tuple of float [W]
        Infrared of the Earth that it absorbs, both faces: powers 0 to 4 of the cosine of the Sun's
        angle from the zenith.
    array_reflected_w, radiator_reflected_w : tuple of float [W]
        Sunlight of the Earth that array and radiator absorb, all faces: powers 2 to 5 of
        max(0, cosine + horizon).
    horizon : float [1]
        As above.
    array_emission_w_k4, radiator_emission_w_k4 : float [W/K4]
        Area of all faces times emissivity times sigma.
    exchange_w_k4 : float [W/K4]
        Between array and radiator.
    fin_efficiency : float [1]
        Net heat of the radiator over that of one at the root of its fins throughout.
    radiator_infrared_w, radiator_leak_w : float [W]
        Infrared (and the sky) that the radiator absorbs; sunlight, in full sunlight.
    array_j_k, radiator_j_k, coolant_j_k : float [J/K]
        Heat capacities; the last of loop, cold plates and chips.
    loop_w_k : float [W/K]
        From the coolant to the root of the fins.
    cells_w, cells_w_k : float [W], [W/K]
        Power of the array in full sunlight at 28 degC, and its change with temperature.
    regulation, one_way : float [1]
        Efficiencies from the array to the bus, and of the battery one way.
    battery_j, charge_w : float [J], [W]
        Capacity, and the most that it is charged with, at the bus.
    awake_w, chips_w : float [W]
        Load awake without what follows the clock, and that at full clock.
    asleep_w : float [W]
        Load asleep.
    static_share : float [1]
        Of the chips' full power, what does not follow the clock.
    shadow_speed : float [1]
        Highest clock in the shadow; 0 is asleep.
    rise_k : float [K]
        Of the junction over the coolant at full power.
    rule : Governor
        Of the chips' speed.
    rest_below, rest_until : float [1]
        Charge over capacity below which the chips are put to sleep, and from which they may wake.
    wake_s : float [s]
        From the end of a shadow slept through until the chips work again.
    freezing_k : float [K]
        Of the coolant in the radiator.
    dose_rad_per_s, upsets_per_rad : float [rad/s], [1/rad]
        Behind the shield; upsets of all chips together, while awake.
    start_array_k, start_radiator_k, start_coolant_k : float [K]
        The closed satellite in full sunlight.
    """

    array_sun_w: float
    array_infrared_w: tuple[float, float, float, float, float]
    array_reflected_w: tuple[float, float, float, float]
    radiator_reflected_w: tuple[float, float, float, float]
    horizon: float
    array_emission_w_k4: float
    radiator_emission_w_k4: float
    exchange_w_k4: float
    fin_efficiency: float
    radiator_infrared_w: float
    radiator_leak_w: float
    array_j_k: float
    radiator_j_k: float
    coolant_j_k: float
    loop_w_k: float
    cells_w: float
    cells_w_k: float
    regulation: float
    one_way: float
    battery_j: float
    charge_w: float
    awake_w: float
    chips_w: float
    asleep_w: float
    static_share: float
    shadow_speed: float
    rise_k: float
    rule: Governor
    rest_below: float
    rest_until: float
    wake_s: float
    freezing_k: float
    dose_rad_per_s: float
    upsets_per_rad: float
    start_array_k: float
    start_radiator_k: float
    start_coolant_k: float


class NodeState(NamedTuple):
    """State of satellites: temperatures [K], charge [J], time until awake [s], rest, dose, upsets.

    `resting` is 1 where a low battery keeps the chips asleep; dose [rad] and upsets [1] add up;
    the trends [K] are half of what changed in the last step.
    """

    array_k: FloatArray
    radiator_k: FloatArray
    coolant_k: FloatArray
    charge_j: FloatArray
    waking_s: FloatArray
    resting: FloatArray
    dose_rad: FloatArray
    upsets: FloatArray
    array_trend_k: FloatArray
    coolant_trend_k: FloatArray


def start_state(model: NodeModel, shape: tuple[int, ...]) -> NodeState:
    """Return satellites as they are closed, in full sunlight, with full batteries.

    Parameters
    ----------
    model : NodeModel
        The satellite.
    shape : tuple of int
        Of the arrays.

    Returns
    -------
    NodeState
    """
    values = (model.start_array_k, model.start_radiator_k, model.start_coolant_k, model.battery_j)
    full, zero = (np.full(shape, value) for value in values), (np.zeros(shape) for _ in range(6))
    return NodeState(*full, *zero)


def stored_energy(model: NodeModel, state: NodeState) -> FloatArray:
    """Heat over absolute zero and charge of satellites [J]."""
    heat = model.array_j_k * state.array_k + model.radiator_j_k * state.radiator_k
    return np.asarray(heat + model.coolant_j_k * state.coolant_k + state.charge_j)
