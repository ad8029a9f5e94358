"""Power of one satellite: loads awake and in shadow, what the array must give, the battery."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.orbit.sun_synchronous import nodal_period, sun_synchronous_inclination
from dawndusk.satellite import Numbers
from dawndusk.satellite.array import array_power_required
from dawndusk.satellite.battery import battery, delivered_energy_wh
from dawndusk.satellite.inputs import Design, SatelliteInputs
from dawndusk.satellite.shadow_policy import shadow_policy
from dawndusk.satellite.voltage_frequency import chip_speed

__all__ = ["PowerBudget", "power_budget"]


class PowerBudget(NamedTuple):
    """Loads and sources of one satellite, at the end of its life.

    Attributes
    ----------
    bus_load_w, shadow_load_w, sleep_load_w : ndarray [W]
        Electrical load in sunlight, in the shadow by design, and asleep.
    array_required_w : ndarray [W]
        Taken from the array in sunlight.
    heat_w : ndarray [W]
        Of that, what does not go into the battery: it ends at the radiator.
    moving_heat_w : ndarray [W]
        Electricity of the coolant pumps and the heat pump, part of the load.
    battery_wh : ndarray [Wh]
        Nameplate that must be left at the end of life.
    shadow_depth : ndarray [1]
        Depth to which the longest shadow draws that.
    shadow_speed : ndarray [1]
        Work of the chips in the shadow over that in sunlight; 0 asleep.
    """

    bus_load_w: FloatArray
    shadow_load_w: FloatArray
    sleep_load_w: FloatArray
    array_required_w: FloatArray
    heat_w: FloatArray
    moving_heat_w: FloatArray
    battery_wh: FloatArray
    shadow_depth: FloatArray
    shadow_speed: FloatArray


def power_budget(given: SatelliteInputs, design: Design, moving_share: Numbers) -> PowerBudget:
    r"""Size array and battery for the load at the chips.

    .. math::

        P_{bus} = P_{IT} (1 + o) + m\,Q, \quad
        P_{sa} = \frac{P_e T_e}{X_d \zeta T_d} + \frac{P_{bus}}{X_d}, \quad
        Q = P_{sa} - \frac{P_e T_e}{\sqrt{\zeta}\,T_d}, \quad
        C = \max\Big(\frac{P_e T_e}{D \sqrt\zeta}, \frac{P_s T_s}{\sqrt\zeta}\Big)

    Parameters
    ----------
    given : SatelliteInputs
        The satellite and its orbit.
    design : Design
        What its chips do in the shadow: that load is P_e.
    moving_share : array_like [1]
        Electricity of the pumps and the heat pump per heat rejected, m.

    Returns
    -------
    PowerBudget
        Every load is in proportion to the load awake, so that the pumps' own heat is solved
        exactly. nan where moving the heat would take more than all of it.

    Notes
    -----
    The worst revolution of the year, the array at the end of its life. All electrical power ends
    as heat at the radiator, losses and the links' light too.

    References
    ----------
    Wertz and Larson (ed.), Space Mission Analysis and Design, 3rd ed., 1999, eqs. 11-5 and 11-8.
    """
    node, bus, cells, orbit = given.node, given.bus, given.battery, given.orbit
    it_w = 1e3 * np.asarray(node.it_power_kw, dtype=np.float64)
    base = it_w * (1.0 + np.asarray(given.compute.overhead_share))
    chips = given.compute
    way = shadow_policy(
        design.in_shadow,
        node.throttle_share,
        bus.sleep_load_share,
        lambda power: chip_speed(power, chips.static_share, chips.floor_share),
    )
    in_shadow = way.load_share
    shadow_min = np.asarray(orbit.lost_sunlight_min, dtype=np.float64)
    inclination = sun_synchronous_inclination(orbit.altitude_km)
    sunlit_min = nodal_period(orbit.altitude_km, inclination) / 60.0 - shadow_min
    Xd = np.asarray(given.array.regulation_efficiency)
    zeta = np.asarray(cells.round_trip_efficiency)
    one_way = np.sqrt(zeta)
    # per watt of load awake
    required = array_power_required(in_shadow, shadow_min, 1.0, sunlit_min, Xd * zeta, Xd)
    heat = required - in_shadow * shadow_min / (one_way * sunlit_min)
    left = 1.0 - np.asarray(moving_share) * heat
    load = base / np.where(left > 0.0, left, np.nan)
    asleep = load * bus.sleep_load_share
    usual = battery(
        delivered_energy_wh(load * in_shadow, shadow_min), cells.depth_of_discharge, 1.0, one_way
    ).capacity_wh
    rare = delivered_energy_wh(asleep, cells.safe_mode_minutes) / one_way
    capacity = np.maximum(usual, rare)
    with np.errstate(invalid="ignore", divide="ignore"):
        depth = np.where(capacity > 0.0, usual * cells.depth_of_discharge / capacity, 0.0)
    return PowerBudget(
        bus_load_w=load,
        shadow_load_w=np.asarray(load * in_shadow),
        sleep_load_w=np.asarray(asleep),
        array_required_w=np.asarray(load * required),
        heat_w=np.asarray(load * heat),
        moving_heat_w=np.asarray(load * heat * moving_share),
        battery_wh=capacity,
        shadow_depth=np.asarray(depth),
        shadow_speed=way.speed,
    )
