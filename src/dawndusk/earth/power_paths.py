"""Six ways to power a facility: what each costs, how long it takes, how much of it there is.

Figures are per kW of facility load (IT times PUE) and per MWh the load takes. They are physical
and money figures by year; economics turns them into a levelised cost.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import FloatArray, FloatLike
from dawndusk.errors import InputError, nearest

__all__ = [
    "PATHS",
    "PathFigures",
    "fuelled_plant",
    "path_figures",
    "purchased_power",
    "solar_storage",
]


class PathFigures(NamedTuple):
    """One power path, per kW of facility load."""

    capital_usd_per_kw: FloatArray
    fixed_usd_per_kw_year: FloatArray
    variable_usd_per_mwh: FloatArray
    life_years: FloatArray
    served_share: FloatArray
    time_to_power_years: FloatArray
    cap_gw_per_year: FloatArray


def _figures(
    capital: FloatLike, fixed: FloatLike, variable: FloatLike, life_years: FloatLike,
    curtailed_share: FloatLike, time_to_power_years: FloatLike,
    national_gw_per_year: FloatLike, buyer_share: FloatLike,
) -> PathFigures:  # fmt: skip
    return PathFigures(
        np.asarray(capital, dtype=float), np.asarray(fixed, dtype=float),
        np.asarray(variable, dtype=float), np.asarray(life_years, dtype=float),
        1.0 - np.asarray(curtailed_share, dtype=float),
        np.asarray(time_to_power_years, dtype=float),
        np.asarray(np.asarray(national_gw_per_year, dtype=float) * buyer_share),
    )  # fmt: skip


def purchased_power(
    *,
    tariff_usd_per_mwh: FloatLike,
    connection_usd_per_kw: FloatLike,
    curtailed_share: FloatLike,
    time_to_power_years: FloatLike,
    national_gw_per_year: FloatLike,
    buyer_share: FloatLike,
    life_years: FloatLike,
) -> PathFigures:
    """Power bought over the grid: firm, interruptible, or under contract with a restarted plant.

    Equation
    --------
    capital = connection, variable = tariff, served = 1 - curtailed, cap = national x share

    Parameters
    ----------
    tariff_usd_per_mwh : array_like [USD_2026/MWh]
        All-in price of energy at the load.
    connection_usd_per_kw : array_like [USD_2026/kW]
        Line, substation and upgrades paid by the customer.
    curtailed_share : array_like [1]
        Share of the compute lost for want of power.
    time_to_power_years : array_like [year]
        Request to full power.
    national_gw_per_year : array_like [GW/year]
        What is connected a year in the country.
    buyer_share : array_like [1]
        Share of it that one buyer can get.
    life_years : array_like [year]
        Life over which the connection is paid off.

    Returns
    -------
    PathFigures
        Per kW of facility load.

    Notes
    -----
    One tariff for all hours. No public record exists of how long large loads wait; the default
    rows lean on a queue of generators as a proxy and say so.

    Examples
    --------
    >>> grid = purchased_power(tariff_usd_per_mwh=75.0, connection_usd_per_kw=300.0,
    ...     curtailed_share=0.0, time_to_power_years=4.0, national_gw_per_year=10.0,
    ...     buyer_share=0.1, life_years=25.0)
    >>> float(grid.variable_usd_per_mwh), float(grid.cap_gw_per_year)
    (75.0, 1.0)
    """
    return _figures(
        connection_usd_per_kw, 0.0, tariff_usd_per_mwh, life_years, curtailed_share,
        time_to_power_years, national_gw_per_year, buyer_share,
    )  # fmt: skip


def fuelled_plant(
    *,
    plant_usd_per_kw: FloatLike,
    oversize: FloatLike,
    interest_share: FloatLike,
    fixed_usd_per_kw_year: FloatLike,
    operation_usd_per_mwh: FloatLike,
    heat_rate_mmbtu_per_mwh: FloatLike,
    fuel_usd_per_mmbtu: FloatLike,
    curtailed_share: FloatLike,
    time_to_power_years: FloatLike,
    national_gw_per_year: FloatLike,
    buyer_share: FloatLike,
    life_years: FloatLike,
) -> PathFigures:
    """A plant of the buyer's own beside the load: gas behind the meter, or small reactors.

    Equation
    --------
    capital = x C (1 + i),  fixed = x F,  variable = V + HR p_fuel

    Parameters
    ----------
    plant_usd_per_kw : array_like [USD_2026/kW]
        Overnight capital per kW installed.
    oversize : array_like [1]
        Installed over firm load: the spare units.
    interest_share : array_like [1]
        Interest during construction over overnight capital.
    fixed_usd_per_kw_year : array_like [USD_2026/kW/year]
        Fixed operation per kW installed.
    operation_usd_per_mwh : array_like [USD_2026/MWh]
        Variable operation without fuel.
    heat_rate_mmbtu_per_mwh : array_like [MMBtu/MWh]
        Fuel per energy.
    fuel_usd_per_mmbtu : array_like [USD_2026/MMBtu]
        Price of fuel delivered.
    curtailed_share, time_to_power_years, national_gw_per_year : array_like
        As in `purchased_power`.
    buyer_share, life_years : array_like
        As in `purchased_power`.

    Returns
    -------
    PathFigures
        Per kW of facility load.

    Notes
    -----
    No carbon price, no sale of surplus, no grid as back-up.

    References
    ----------
    NREL, Annual Technology Baseline 2024 (definitions of overnight capital and finance factor).

    Examples
    --------
    >>> gas = fuelled_plant(plant_usd_per_kw=2000.0, oversize=1.25, interest_share=0.0,
    ...     fixed_usd_per_kw_year=40.0, operation_usd_per_mwh=3.0, heat_rate_mmbtu_per_mwh=7.0,
    ...     fuel_usd_per_mmbtu=4.0, curtailed_share=0.0, time_to_power_years=3.0,
    ...     national_gw_per_year=5.0, buyer_share=0.1, life_years=25.0)
    >>> float(gas.capital_usd_per_kw), float(gas.fixed_usd_per_kw_year)
    (2500.0, 50.0)
    >>> float(gas.variable_usd_per_mwh)
    31.0
    """
    size = np.asarray(oversize, dtype=float)
    return _figures(
        size * plant_usd_per_kw * (1.0 + np.asarray(interest_share)),
        size * fixed_usd_per_kw_year,
        np.asarray(heat_rate_mmbtu_per_mwh) * fuel_usd_per_mmbtu + operation_usd_per_mwh,
        life_years, curtailed_share, time_to_power_years, national_gw_per_year, buyer_share,
    )  # fmt: skip


def solar_storage(
    *,
    pv_usd_per_kw: FloatLike,
    storage_usd_per_kwh: FloatLike,
    pv_kw_per_kw: FloatLike,
    storage_kwh_per_kw: FloatLike,
    pv_fixed_usd_per_kw_year: FloatLike,
    storage_fixed_share: FloatLike,
    curtailed_share: FloatLike,
    time_to_power_years: FloatLike,
    national_gw_per_year: FloatLike,
    buyer_share: FloatLike,
    life_years: FloatLike,
) -> PathFigures:
    """Panels and batteries off the grid, sized to serve nearly all hours at a sunny site.

    Equation
    --------
    capital = n_pv C_pv + h C_st,  fixed = n_pv F_pv + phi h C_st,  variable = 0

    Parameters
    ----------
    pv_usd_per_kw : array_like [USD_2026/kW]
        Per kW of panel (dc).
    storage_usd_per_kwh : array_like [USD_2026/kWh]
        Per kWh of battery.
    pv_kw_per_kw : array_like [1]
        kW of panel per kW of load.
    storage_kwh_per_kw : array_like [hour]
        kWh of battery per kW of load.
    pv_fixed_usd_per_kw_year : array_like [USD_2026/kW/year]
        Fixed operation per kW of panel.
    storage_fixed_share : array_like [1/year]
        Operation and augmentation of the battery over its capital.
    curtailed_share, time_to_power_years, national_gw_per_year : array_like
        As in `purchased_power`.
    buyer_share, life_years : array_like
        As in `purchased_power`.

    Returns
    -------
    PathFigures
        Per kW of facility load.

    Notes
    -----
    The share served is an input that goes with the sizes and the site; it is not computed from
    weather here. The fixed cost stands whether the load draws its power or not.

    References
    ----------
    Ember, "Solar electricity every hour of every day is here", June 2025: 6 GW and 17 GWh per GW.

    Examples
    --------
    >>> sun = solar_storage(pv_usd_per_kw=500.0, storage_usd_per_kwh=165.0, pv_kw_per_kw=6.0,
    ...     storage_kwh_per_kw=17.0, pv_fixed_usd_per_kw_year=15.0, storage_fixed_share=0.025,
    ...     curtailed_share=0.03, time_to_power_years=1.6, national_gw_per_year=5.0,
    ...     buyer_share=0.1, life_years=25.0)
    >>> float(sun.capital_usd_per_kw), float(sun.served_share)
    (5805.0, 0.97)
    """
    storage = np.asarray(storage_kwh_per_kw) * storage_usd_per_kwh
    panels = np.asarray(pv_kw_per_kw, dtype=float)
    return _figures(
        panels * pv_usd_per_kw + storage,
        panels * pv_fixed_usd_per_kw_year + storage * storage_fixed_share,
        0.0, life_years, curtailed_share, time_to_power_years, national_gw_per_year, buyer_share,
    )  # fmt: skip


PATHS: Final = MappingProxyType[str, Callable[..., PathFigures]](
    {
        "grid": purchased_power,
        "flexible_grid": purchased_power,
        "gas_behind_the_meter": fuelled_plant,
        "solar_storage": solar_storage,
        "restarted_nuclear": purchased_power,
        "small_modular_reactor": fuelled_plant,
    }
)


def path_figures(name: str, **figures: FloatLike) -> PathFigures:
    """Return the figures of a path by its name.

    Parameters
    ----------
    name : str
        grid, flexible_grid, gas_behind_the_meter, solar_storage, restarted_nuclear or
        small_modular_reactor.
    **figures : array_like
        What the path's function takes.

    Returns
    -------
    PathFigures
        Per kW of facility load.

    Examples
    --------
    >>> list(PATHS)[:3]
    ['grid', 'flexible_grid', 'gas_behind_the_meter']
    >>> path_figures("grid", tariff_usd_per_mwh=75.0, connection_usd_per_kw=300.0,
    ...     curtailed_share=0.01, time_to_power_years=4.0, national_gw_per_year=10.0,
    ...     buyer_share=0.1, life_years=25.0).served_share.item()
    0.99
    """
    if name not in PATHS:
        raise InputError(
            "no such power path", got=name, allowed=", ".join(PATHS), remedy=nearest(name, PATHS)
        )
    return PATHS[name](**figures)
