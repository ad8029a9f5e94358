"""Satellite production: dollars per kW by part, learning with what was built, yearly capacity.

The chips are not here: they cost the same on both sides and are bought apart.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import FloatArray, FloatLike
from dawndusk.fleet.learning import learning_exponent
from dawndusk.workload.growth import growth_index

__all__ = ["BuiltPower", "ProductionCost", "built_power", "non_recurring_cost", "production_cost"]


class BuiltPower(NamedTuple):
    """Power built into satellites, by year."""

    kw_per_year: FloatArray
    cumulative_kw: FloatArray
    available_kw_per_year: FloatArray


class ProductionCost(NamedTuple):
    """Cost of a satellite without chips per kW of compute: parts at the experience of 2025, shape
    (n, 1), the learning factor, shape (n, Y), and their product.
    """

    usd_per_kw: FloatArray
    learning_factor: FloatArray
    array_usd_per_kw: FloatArray
    radiator_usd_per_kw: FloatArray
    heat_transport_usd_per_kw: FloatArray
    battery_usd_per_kw: FloatArray
    power_conversion_usd_per_kw: FloatArray
    structure_usd_per_kw: FloatArray
    avionics_usd_per_kw: FloatArray
    communications_usd_per_kw: FloatArray
    integration_usd_per_kw: FloatArray


def built_power(
    industry_kw_2025: FloatLike,
    industry_cumulative_2025_kw: FloatLike,
    industry_growth: FloatLike,
    buyer_share: FloatLike,
    years: FloatLike,
    own_kw_per_year: FloatLike = 0.0,
) -> BuiltPower:
    """Power the industry builds by year, all it has built, and what one buyer can get.

    Equation
    --------
    k(y) = k_2025 prod (1 + g) + own(y),  Q(y) = Q_2025 + sum_{<y} k + k(y) / 2

    Parameters
    ----------
    industry_kw_2025 : array_like [kW/year], shape (n, 1)
        Satellite power built in 2025.
    industry_cumulative_2025_kw : array_like [kW], shape (n, 1)
        Built until the end of 2025.
    industry_growth : array_like [1/year], shape (n, Y)
        Growth of what everybody else builds.
    buyer_share : array_like [1], shape (n, 1)
        What one buyer can have built, over what everybody else builds that year.
    years : array_like [year], shape (Y,)
        Consecutive calendar years from 2026 on; a gap is filled with the later year's power.
    own_kw_per_year : array_like [kW/year], shape (n, Y)
        What the buyer itself has built.

    Returns
    -------
    BuiltPower
        kw_per_year [kW/year]; cumulative_kw [kW] up to the middle of each year;
        available_kw_per_year [kW/year] for this buyer.

    Notes
    -----
    One kW of communication satellite is taken to teach as much as one kW of compute satellite.

    Examples
    --------
    >>> built = built_power(100.0, 100.0, 1.0, 0.5, [2026, 2027])
    >>> built.cumulative_kw, built.available_kw_per_year
    (array([[200., 500.]]), array([[100., 200.]]))
    """
    at = np.asarray(years, dtype=float).ravel()
    step = np.diff(at, prepend=2025.0)
    others = growth_index(industry_growth, at, 2025.0) * industry_kw_2025
    total = others + own_kw_per_year
    in_step = total * step
    before = np.cumsum(in_step, axis=-1) - in_step
    cumulative = before + (in_step - 0.5 * total) + industry_cumulative_2025_kw
    return BuiltPower(total, cumulative, np.asarray(others * buyer_share))


def production_cost(
    array_w_per_kw: FloatLike,
    radiator_m2_per_kw: FloatLike,
    heat_kw_per_kw: FloatLike,
    battery_kwh_per_kw: FloatLike,
    bus_kw_per_kw: FloatLike,
    structure_kg_per_kw: FloatLike,
    satellites_per_kw: FloatLike,
    array_usd_per_w: FloatLike,
    radiator_usd_per_m2: FloatLike,
    heat_transport_usd_per_kw: FloatLike,
    battery_usd_per_kwh: FloatLike,
    power_conversion_usd_per_kw: FloatLike,
    structure_usd_per_kg: FloatLike,
    avionics_usd_per_satellite: FloatLike,
    communications_usd_per_satellite: FloatLike,
    integration_share: FloatLike,
    learning_rate: FloatLike,
    cumulative_kw: FloatLike,
    industry_cumulative_2025_kw: FloatLike,
) -> ProductionCost:
    """Cost of a satellite without chips, per kW of compute, by part and by year.

    Equation
    --------
    c(y) = (1 + s) sum_i q_i c_i (Q(y) / Q_2025)^-b

    Parameters
    ----------
    array_w_per_kw : array_like [W/kW], shape (n, 1)
        Array at beginning of life per kW of compute.
    radiator_m2_per_kw : array_like [m2/kW], shape (n, 1)
        Radiator planform per kW of compute.
    heat_kw_per_kw : array_like [kW/kW], shape (n, 1)
        Heat carried to the radiator per kW of compute.
    battery_kwh_per_kw : array_like [kWh/kW], shape (n, 1)
        Nameplate battery per kW of compute.
    bus_kw_per_kw : array_like [kW/kW], shape (n, 1)
        Whole electrical load per kW of compute.
    structure_kg_per_kw : array_like [kg/kW], shape (n, 1)
        Structure, mechanisms and shielding per kW of compute.
    satellites_per_kw : array_like [1/kW], shape (n, 1)
        One over the compute power of a satellite.
    array_usd_per_w : array_like [USD_2026/W], shape (n, 1)
        Unit cost of the array at the experience of 2025, as all unit costs here.
    radiator_usd_per_m2 : array_like [USD_2026/m2], shape (n, 1)
        Of the radiator.
    heat_transport_usd_per_kw : array_like [USD_2026/kW], shape (n, 1)
        Of cold plates, pumps and lines, per kW of heat.
    battery_usd_per_kwh : array_like [USD_2026/kWh], shape (n, 1)
        Of the battery.
    power_conversion_usd_per_kw : array_like [USD_2026/kW], shape (n, 1)
        Of regulation and distribution, per kW of electrical load.
    structure_usd_per_kg : array_like [USD_2026/kg], shape (n, 1)
        Of structure.
    avionics_usd_per_satellite : array_like [USD_2026], shape (n, 1)
        Of computers, attitude control and propulsion, per satellite.
    communications_usd_per_satellite : array_like [USD_2026], shape (n, 1)
        Of laser terminals and radios, per satellite.
    integration_share : array_like [1], shape (n, 1)
        Assembly and test over hardware.
    learning_rate : array_like [1], shape (n, 1)
        Fall of unit cost per doubling of power built.
    cumulative_kw : array_like [kW], shape (n, Y)
        Power built by the industry until the middle of each year.
    industry_cumulative_2025_kw : array_like [kW], shape (n, 1)
        Power built until the end of 2025.

    Returns
    -------
    ProductionCost
        usd_per_kw [USD_2026/kW] by year, learning_factor [1] by year, and the parts
        [USD_2026/kW] at the experience of 2025; parts times factor add up to the total.

    Notes
    -----
    Crawford's unit curve read at the middle of the year's lot: for a year's growth below twofold
    this is within 1 % of the lot's mean (`learning.lot_average_cost`). Reading it at the last unit
    would understate a first lot by up to a half. All parts learn alike.

    Examples
    --------
    >>> cost = production_cost(1400.0, 1.2, 1.1, 0.5, 1.1, 5.0, 0.01,
    ...                        10.0, 2000.0, 1000.0, 600.0, 1000.0, 400.0, 4e5, 2e5,
    ...                        0.25, 0.12, 400.0, 100.0)
    >>> float(cost.array_usd_per_kw), float(cost.radiator_usd_per_kw)
    (14000.0, 2400.0)
    >>> float(cost.learning_factor.round(4)), round(float(cost.usd_per_kw))
    (0.7744, 26039)
    """
    array = np.asarray(array_w_per_kw) * array_usd_per_w
    radiator = np.asarray(radiator_m2_per_kw) * radiator_usd_per_m2
    transport = np.asarray(heat_kw_per_kw) * heat_transport_usd_per_kw
    battery = np.asarray(battery_kwh_per_kw) * battery_usd_per_kwh
    conversion = np.asarray(bus_kw_per_kw) * power_conversion_usd_per_kw
    structure = np.asarray(structure_kg_per_kw) * structure_usd_per_kg
    avionics = np.asarray(satellites_per_kw) * avionics_usd_per_satellite
    communications = np.asarray(satellites_per_kw) * communications_usd_per_satellite
    hardware = (
        array + radiator + transport + battery + conversion + structure + avionics + communications
    )
    integration = hardware * integration_share
    logs = np.log(np.asarray(cumulative_kw) / industry_cumulative_2025_kw)
    factor = np.exp(-learning_exponent(learning_rate) * logs)
    return ProductionCost(
        np.asarray((hardware + integration) * factor), factor, array, radiator, transport, battery,
        conversion, structure, avionics, communications, integration,
    )  # fmt: skip


def non_recurring_cost(non_recurring_usd: FloatLike, fleet_kw: FloatLike) -> FloatArray:
    """Design, qualification, tooling and licences, spread over the fleet.

    Equation
    --------
    c = C_0 / P

    Parameters
    ----------
    non_recurring_usd : array_like [USD_2026]
        Paid once for the fleet.
    fleet_kw : array_like [kW]
        Compute power of the whole fleet.

    Returns
    -------
    ndarray [USD_2026/kW]

    Examples
    --------
    >>> float(non_recurring_cost(1e9, 1e6))
    1000.0
    """
    return np.asarray(np.asarray(non_recurring_usd) / fleet_kw)
