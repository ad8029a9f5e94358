"""How long a battery lasts, and what is left of it after some years."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import SECONDS_PER_DAY, FloatArray
from dawndusk.errors import InputError
from dawndusk.orbit.sun_synchronous import nodal_period, sun_synchronous_inclination
from dawndusk.orbit.sunlight import sunlight
from dawndusk.satellite import Numbers
from dawndusk.satellite.battery_wear import calendar_fade, cycle_life, season_wear

__all__ = [
    "END_OF_LIFE",
    "BatteryLife",
    "battery_life",
    "capacity_share",
    "years_to_end",
]

END_OF_LIFE: Final = 0.8  # share of the capacity at which cycle lives are quoted, by convention


class BatteryLife(NamedTuple):
    """Life of one battery, as the calculator gives it.

    Attributes
    ----------
    capacity_share : float [1]
        Capacity at the end over that when new.
    years_to_80_percent : float [year]
        Until four fifths of the capacity are left.
    cycles_per_year : float [1/year]
        Passages of the shadow.
    cycles_to_80_percent : float [1]
        Of the greatest depth, age apart.
    calendar_fade_per_year : float [1/year]
        By age alone.
    """

    capacity_share: float
    years_to_80_percent: float
    cycles_per_year: float
    cycles_to_80_percent: float
    calendar_fade_per_year: float


def capacity_share(
    years: Numbers,
    cycles_per_year: Numbers,
    depth_of_discharge: Numbers,
    cycles_at_full_depth: Numbers,
    depth_exponent: Numbers,
    calendar_fade_per_year: Numbers,
) -> FloatArray:
    r"""Capacity after some years over that when new.

    .. math:: s = 0.8^{\,n\,L\,m(k) / N(D)}\,(1 - f)^L

    Parameters
    ----------
    years : array_like [year]
        L.
    cycles_per_year : array_like [1/year]
        Passages of the shadow, n.
    depth_of_discharge : array_like [1]
        Depth at the longest shadow of the year, D.
    cycles_at_full_depth, depth_exponent : array_like [1]
        N_1 and k of :func:`cycle_life`.
    calendar_fade_per_year : array_like [1/year]
        By age, f, from :func:`calendar_fade`.

    Returns
    -------
    ndarray [1]
        Share that is left, above 0.

    Notes
    -----
    Wear adds up (Miner), each year's over the whole season as :func:`season_wear` says. The depth
    is that of the worn battery at the end of its life; until then it is shallower, so this errs
    on the safe side by at most the power k of what is lost. Neglects what cycles and age do to each
    other, and the knee that cells show well below 80 %.

    References
    ----------
    Miner 1945, J. Applied Mechanics 12, A159.

    Examples
    --------
    1,300 shadows a year to 45 % at the deepest, five years: cycles take 8 %, age 9 %.

    >>> round(float(capacity_share(5.0, 1300.0, 0.45, 2500.0, 1.8, 0.0)), 3)
    0.91
    >>> round(float(capacity_share(5.0, 1300.0, 0.45, 2500.0, 1.8, 0.018)), 3)
    0.831
    """
    rate = _log_rate(
        cycles_per_year, depth_of_discharge, cycles_at_full_depth, depth_exponent,
        calendar_fade_per_year,
    )  # fmt: skip
    return np.asarray(np.exp(rate * years))


def years_to_end(
    cycles_per_year: Numbers,
    depth_of_discharge: Numbers,
    cycles_at_full_depth: Numbers,
    depth_exponent: Numbers,
    calendar_fade_per_year: Numbers,
) -> FloatArray:
    r"""Years until four fifths of the capacity are left.

    .. math:: L = \frac{\ln 0.8}{\dfrac{n\,m(k)}{N(D)} \ln 0.8 + \ln(1 - f)}

    Parameters
    ----------
    cycles_per_year : array_like [1/year]
        Passages of the shadow, n.
    depth_of_discharge : array_like [1]
        Depth at the longest shadow of the year, D.
    cycles_at_full_depth, depth_exponent : array_like [1]
        N_1 and k of :func:`cycle_life`.
    calendar_fade_per_year : array_like [1/year]
        By age, f.

    Returns
    -------
    ndarray [year]
        Infinite where nothing wears.

    References
    ----------
    Inverse of :func:`capacity_share`.

    Examples
    --------
    >>> round(float(years_to_end(1300.0, 0.45, 2500.0, 1.8, 0.018)), 1)
    6.0
    """
    rate = _log_rate(
        cycles_per_year, depth_of_discharge, cycles_at_full_depth, depth_exponent,
        calendar_fade_per_year,
    )  # fmt: skip
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(END_OF_LIFE) / np.where(rate == 0.0, -0.0, rate))


def battery_life(
    altitude_km: float,
    local_time_h: float,
    year: int,
    years: float,
    depth_of_discharge: float,
    cycles_at_full_depth: float,
    depth_exponent: float,
    calendar_fade_per_year: float,
    temperature_c: float,
    mean_charge: float,
    activation_kj_per_mol: float,
    charge_sensitivity: float,
) -> BatteryLife:
    r"""Life of a battery that carries a load through the shadows of a sun-synchronous orbit.

    .. math:: s = 0.8^{\,n\,L\,m(k)\,D^k / N_1}\,(1 - f)^L, \qquad
              f = f_0 \exp\Big[\frac{E_a}{R} \Big(\frac{1}{T_0} - \frac{1}{T}\Big)
              + c\,(s_q - 0.5)\Big]

    Parameters
    ----------
    altitude_km : float [km]
        Height above 6,378.137 km, 150 to 5900.
    local_time_h : float [h]
        Local mean time of the ascending node.
    year : int [year]
        Calendar year whose shadows are counted.
    years : float [year]
        In orbit, L.
    depth_of_discharge : float [1]
        Depth at the longest shadow, D.
    cycles_at_full_depth : float [1]
        Cycles of full depth until 80 % is left, N_1.
    depth_exponent : float [1]
        Cycle life falls with this power of the depth, k.
    calendar_fade_per_year : float [1/year]
        By age at 20 degC and half charge, f_0.
    temperature_c : float [degC]
        Mean temperature of the cells, T.
    mean_charge : float [1]
        Mean charge over the capacity, s_q.
    activation_kj_per_mol : float [kJ/mol]
        Activation energy, E_a.
    charge_sensitivity : float [1]
        c.

    Returns
    -------
    capacity_share : float [1]
        Capacity at the end over that when new.
    years_to_80_percent : float [year]
        Until four fifths of the capacity are left.
    cycles_per_year : float [1/year]
        Passages of the shadow.
    cycles_to_80_percent : float [1]
        Of the greatest depth, age apart.
    calendar_fade_per_year : float [1/year]
        By age alone, at the temperature and charge given.

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    The depths of a season run from none to the deepest as the root of 1 - x^2 of its days; a
    dawn-dusk orbit has one season a year. An orbit with shadows all year has deeper cycles than
    this says.

    References
    ----------
    Miner 1945, J. Applied Mechanics 12, A159; Imamura et al. 2008, 27th Space Energy Symposium,
    JAXA.

    Examples
    --------
    Dawn-dusk at 650 km, five years:

    >>> found = battery_life(
    ...     650.0, 18.0, 2025, 5.0, 0.45, 2500.0, 1.8, 0.012, 20.0, 0.8, 55.0, 1.4
    ... )
    >>> round(found.cycles_per_year, -1), round(found.capacity_share, 2)
    (1300.0, 0.83)
    """
    for name, value, low, high in (
        ("years", years, 0.0, 100.0),
        ("depth_of_discharge", depth_of_discharge, 1e-3, 1.0),
        ("cycles_at_full_depth", cycles_at_full_depth, 1.0, 1e7),
        ("depth_exponent", depth_exponent, 0.0, 5.0),
        ("calendar_fade_per_year", calendar_fade_per_year, 0.0, 0.5),
        ("temperature_c", temperature_c, -40.0, 80.0),
        ("mean_charge", mean_charge, 0.0, 1.0),
        ("activation_kj_per_mol", activation_kj_per_mol, 0.0, 200.0),
        ("charge_sensitivity", charge_sensitivity, -10.0, 10.0),
    ):
        if not low <= value <= high:
            raise InputError(f"{name} is out of range", got=value, allowed=f"{low:g} to {high:g}")
    days = sunlight(altitude_km, local_time_h, year).umbra_season_days
    period = nodal_period(altitude_km, sun_synchronous_inclination(altitude_km))
    cycles = float(days * SECONDS_PER_DAY / period)
    fade = float(
        calendar_fade(
            calendar_fade_per_year, temperature_c, mean_charge, activation_kj_per_mol,
            charge_sensitivity,
        )
    )  # fmt: skip
    if fade >= 1.0:
        raise InputError(
            "the battery would not last a year",
            got=f"a fade of {fade:.2g} a year",
            allowed="less than 1",
            remedy="keep it cooler or less charged",
        )
    worn = (cycles, depth_of_discharge, cycles_at_full_depth, depth_exponent, fade)
    return BatteryLife(
        float(capacity_share(years, *worn)),
        float(years_to_end(*worn)),
        cycles,
        float(cycle_life(depth_of_discharge, cycles_at_full_depth, depth_exponent)),
        fade,
    )


def _log_rate(
    cycles_per_year: Numbers,
    depth_of_discharge: Numbers,
    cycles_at_full_depth: Numbers,
    depth_exponent: Numbers,
    calendar_fade_per_year: Numbers,
) -> FloatArray:
    """Return the yearly change of the logarithm of the capacity."""
    lived = (
        np.asarray(cycles_per_year)
        * np.asarray(depth_of_discharge, dtype=np.float64) ** np.asarray(depth_exponent)
        * season_wear(depth_exponent)
        / cycles_at_full_depth
    )
    return np.asarray(lived * np.log(END_OF_LIFE) + np.log1p(-np.asarray(calendar_fade_per_year)))
