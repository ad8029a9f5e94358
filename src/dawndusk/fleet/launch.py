"""Launch: what the industry lifts, what a flight costs, and what a buyer pays for a kilogram.

Price and cost are kept apart. Cost is the larger of a bottom-up floor (what one flight uses up)
and a learning curve on cumulative mass, or lies between the two by a stated weight. Price is cost
with a margin that falls by year as competition comes, and never above what the market already
asks today.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import FloatArray, FloatLike
from dawndusk.fleet.learning import learned_cost
from dawndusk.workload.growth import growth_index

__all__ = ["LaunchPrice", "LaunchedMass", "launch_cost_floor", "launch_price", "launched_mass"]

_KG_PER_TONNE = 1000.0


class LaunchedMass(NamedTuple):
    """Mass lifted by the industry, by year."""

    kg_per_year: FloatArray
    cumulative_kg: FloatArray
    available_kg_per_year: FloatArray


class LaunchPrice(NamedTuple):
    """What a buyer pays, and what it rests on."""

    usd_per_kg: FloatArray
    cost_usd_per_kg: FloatArray
    floor_usd_per_kg: FloatArray
    learned_usd_per_kg: FloatArray
    flights_per_year: FloatArray


def launched_mass(
    industry_mass_2025_t: FloatLike,
    industry_cumulative_2025_t: FloatLike,
    industry_growth: FloatLike,
    buyer_share: FloatLike,
    years: FloatLike,
    own_kg_per_year: FloatLike = 0.0,
) -> LaunchedMass:
    """Mass the industry lifts by year, all it has lifted, and what one buyer can get.

    Equation
    --------
    m(y) = m_2025 prod (1 + g),  Q(y) = Q_2025 + sum_{<y} (m + own) + (m + own)(y) / 2

    Parameters
    ----------
    industry_mass_2025_t : array_like [tonne], shape (n, 1)
        Lifted in 2025 by everybody.
    industry_cumulative_2025_t : array_like [tonne], shape (n, 1)
        Lifted until the end of 2025 with the kind of launcher that sets today's cost.
    industry_growth : array_like [1/year], shape (n, Y)
        Growth of what everybody else lifts.
    buyer_share : array_like [1], shape (n, 1)
        What one buyer can get on top, over what everybody else lifts that year.
    years : array_like [year], shape (Y,)
        Consecutive calendar years from 2026 on; a gap is filled with the later year's mass.
    own_kg_per_year : array_like [kg/year], shape (n, Y)
        What the buyer itself lifts; it teaches the industry too.

    Returns
    -------
    LaunchedMass
        kg_per_year [kg/year] with the buyer's own; cumulative_kg [kg] up to the middle of each
        year; available_kg_per_year [kg/year] that this buyer can get.

    Notes
    -----
    Growth does not respond to the price that results.

    Examples
    --------
    >>> mass = launched_mass(100.0, 100.0, 1.0, 0.5, [2026, 2027])
    >>> mass.kg_per_year / 1000, mass.cumulative_kg / 1000
    (array([[200., 400.]]), array([[200., 500.]]))
    """
    at = np.asarray(years, dtype=float).ravel()
    step = np.diff(at, prepend=2025.0)
    others = growth_index(industry_growth, at, 2025.0) * (
        np.asarray(industry_mass_2025_t) * _KG_PER_TONNE
    )
    total = others + own_kg_per_year
    in_step = total * step
    before = np.cumsum(in_step, axis=-1) - in_step
    cumulative = before + (in_step - 0.5 * total)
    cumulative = cumulative + np.asarray(industry_cumulative_2025_t) * _KG_PER_TONNE
    return LaunchedMass(total, cumulative, np.asarray(others * buyer_share))


def launch_cost_floor(
    vehicle_usd: FloatLike,
    reuses: FloatLike,
    refurbishment_usd: FloatLike,
    propellant_usd: FloatLike,
    fixed_operations_usd_per_year: FloatLike,
    flights_per_year: FloatLike,
    payload_t: FloatLike,
) -> FloatArray:
    """What a flight uses up, per kilogram delivered.

    Equation
    --------
    c = [C_vehicle / n + C_refurbishment + C_propellant + C_fixed / f] / m

    Parameters
    ----------
    vehicle_usd : array_like [USD_2026]
        Cost to build one vehicle, all stages.
    reuses : array_like [1]
        Flights per vehicle, 1 for an expendable one.
    refurbishment_usd : array_like [USD_2026]
        Recovery and refurbishment per flight.
    propellant_usd : array_like [USD_2026]
        Propellant per flight.
    fixed_operations_usd_per_year : array_like [USD_2026/year]
        Pads, staff, ships of the provider.
    flights_per_year : array_like [1/year]
        Flights that share the fixed cost.
    payload_t : array_like [tonne]
        Satellites delivered per flight to the target orbit.

    Returns
    -------
    ndarray [USD_2026/kg]

    Notes
    -----
    Development of the launcher is sunk and left to the margin; losses of vehicles are in the
    number of reuses.

    Examples
    --------
    >>> float(launch_cost_floor(90e6, 10.0, 6e6, 1e6, 400e6, 100.0, 100.0))
    200.0
    """
    flight = (
        np.asarray(vehicle_usd) / reuses
        + refurbishment_usd
        + propellant_usd
        + np.asarray(fixed_operations_usd_per_year) / flights_per_year
    )
    return np.asarray(flight / (np.asarray(payload_t) * _KG_PER_TONNE))


def launch_price(
    market_usd_per_kg_2025: FloatLike,
    cost_usd_per_kg_2025: FloatLike,
    margin: FloatLike,
    learning_rate: FloatLike,
    cumulative_kg: FloatLike,
    industry_cumulative_2025_t: FloatLike,
    kg_per_year: FloatLike,
    vehicle_usd: FloatLike,
    reuses: FloatLike,
    refurbishment_usd: FloatLike,
    propellant_usd: FloatLike,
    fixed_operations_usd_per_year: FloatLike,
    payload_t: FloatLike,
    bottom_up_weight: FloatLike = 0.0,
) -> LaunchPrice:
    """Price per kilogram by year: the larger of floor and learned cost, with the year's margin.

    Equation
    --------
    c(y) = floor(y)^w max[ floor(y), c_2025 (Q(y)/Q_2025)^-b ]^(1 - w)
    p(y) = min{ p_2025, (1 + margin(y)) c(y) }

    Parameters
    ----------
    market_usd_per_kg_2025 : array_like [USD_2026/kg], shape (n, 1)
        What a full dedicated flight is sold at today; the price is never above it.
    cost_usd_per_kg_2025 : array_like [USD_2026/kg], shape (n, 1)
        What such a flight costs its provider today: the price stripped of its margin.
    margin : array_like [1], shape (n, Y)
        Margin on cost by year.
    learning_rate : array_like [1], shape (n, 1)
        Fall of cost per doubling of cumulative mass.
    cumulative_kg : array_like [kg], shape (n, Y)
        Mass lifted until the middle of each year.
    industry_cumulative_2025_t : array_like [tonne], shape (n, 1)
        Mass lifted until the end of 2025.
    kg_per_year : array_like [kg/year], shape (n, Y)
        Mass lifted in each year, from which the flights of the floor follow.
    vehicle_usd, reuses, refurbishment_usd, propellant_usd : array_like
        As in `launch_cost_floor`.
    fixed_operations_usd_per_year, payload_t : array_like
        As in `launch_cost_floor`.
    bottom_up_weight : array_like [1], shape (n, 1)
        Weight w of the floor: 0, cost is the larger of floor and curve; 1, cost is the floor.

    Returns
    -------
    LaunchPrice
        usd_per_kg (price), cost_usd_per_kg, floor_usd_per_kg, learned_usd_per_kg [USD_2026/kg],
        flights_per_year [1/year].

    Notes
    -----
    One provider flies the whole industry's mass, which spreads its fixed cost as thinly as can be.
    Where even the cost is above today's price the buyer still pays today's price: the older
    launcher is still on sale.

    Examples
    --------
    >>> price = launch_price(3600.0, 900.0, 0.5, 0.2, 4e6, 1000.0, 1e7,
    ...                      90e6, 10.0, 6e6, 1e6, 400e6, 100.0)
    >>> float(price.learned_usd_per_kg.round(6)), float(price.floor_usd_per_kg)
    (576.0, 200.0)
    >>> float(price.usd_per_kg.round(6))
    864.0
    """
    flights = np.asarray(kg_per_year) / (np.asarray(payload_t) * _KG_PER_TONNE)
    floor = launch_cost_floor(
        vehicle_usd, reuses, refurbishment_usd, propellant_usd,
        fixed_operations_usd_per_year, flights, payload_t,
    )  # fmt: skip
    learned = learned_cost(
        cost_usd_per_kg_2025, cumulative_kg,
        np.asarray(industry_cumulative_2025_t) * _KG_PER_TONNE, learning_rate,
    )  # fmt: skip
    above = np.log(np.maximum(learned / floor, 1.0))
    cost = floor * np.exp((1.0 - np.asarray(bottom_up_weight)) * above)
    price = np.minimum(cost * (1.0 + np.asarray(margin)), market_usd_per_kg_2025)
    return LaunchPrice(price, cost, floor, learned, flights)
