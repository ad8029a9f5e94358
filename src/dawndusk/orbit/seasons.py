"""In which season of the year a sun-synchronous orbit passes the shadow of the Earth."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

import numpy as np

from dawndusk.errors import InputError
from dawndusk.orbit.shadow import shadow_edges
from dawndusk.orbit.sun import days_in_year
from dawndusk.orbit.sun_synchronous import sun_synchronous_inclination
from dawndusk.orbit.sunlight import check_orbit, sin_beta_of_year, year_of_sun

__all__ = ["LongestSeason", "Season", "eclipse_season", "longest_season"]

_SAMPLES_PER_DAY: Final = 4.0


class Season(NamedTuple):
    """A part of the year in which every revolution passes the shadow."""

    first_day: float
    last_day: float


class LongestSeason(NamedTuple):
    """The longest shadow season of a year, and what all of them come to."""

    seasons: int
    first_day: float
    last_day: float
    season_days: float
    days: float


def eclipse_season(
    altitude_km: float,
    local_time_h: float,
    year: int,
    shadow: Literal["umbra", "penumbra"] = "umbra",
) -> list[Season]:
    r"""Seasons of a calendar year in which a sun-synchronous orbit passes the shadow.

    .. math:: |\sin\beta(t)| < \sin\psi(t)

    Parameters
    ----------
    altitude_km : float [km]
        Height above 6,378.137 km, 150 to 5900.
    local_time_h : float [h]
        Local mean time of the ascending node, 0 to 24.
    year : int [year]
        Calendar year, 1950 to 2100.
    shadow : {'umbra', 'penumbra'}, optional
        Which shadow; the penumbra holds the umbra.

    Returns
    -------
    list of Season
        first_day [d] and last_day [d] as days of the year: 1.0 is the first of January at 0 h. A
        season that runs over the new year is cut there, so that the lengths add up to the days of
        `sunlight`. Empty where the orbit misses the shadow.

    Raises
    ------
    InputError
        Altitude, local time or year out of range.

    Notes
    -----
    Sampled four times a day and linear in between: to 0.01 day, and a season shorter than six
    hours is missed.

    References
    ----------
    Vallado 2013, section 5.3.

    Examples
    --------
    Dawn-dusk at 650 km, from 8 May to 5 August 2025:

    >>> [(round(first), round(last)) for first, last in eclipse_season(650.0, 18.0, 2025)]
    [(128, 217)]
    >>> eclipse_season(1400.0, 18.0, 2025)
    []
    """
    check_orbit(altitude_km, local_time_h, year)
    if shadow not in ("umbra", "penumbra"):
        raise InputError("shadow is none of the choices", got=shadow, allowed="umbra, penumbra")
    sun = year_of_sun(int(year), _SAMPLES_PER_DAY)
    s = sin_beta_of_year(sun_synchronous_inclination(altitude_km), local_time_h, sun)
    edges = shadow_edges(altitude_km, sun.distance_m)
    depth = np.sin(edges.umbra_rad if shadow == "umbra" else edges.penumbra_rad) - np.abs(s)
    count, step = len(depth), sun.days / len(depth)
    at = np.flatnonzero((depth[1:] > 0.0) != (depth[:-1] > 0.0))
    crossing = at + depth[at] / (depth[at] - depth[at + 1])  # in samples, the first at half a step
    days = 1.0 + (crossing + 0.5) * step
    if depth[0] > 0.0:
        days = np.append(1.0, days)
    if depth[count - 1] > 0.0:
        days = np.append(days, 1.0 + sun.days)
    return [Season(float(a), float(b)) for a, b in zip(days[::2], days[1::2], strict=True)]


def longest_season(
    altitude_km: float,
    local_time_h: float,
    year: int,
    shadow: Literal["umbra", "penumbra"] = "umbra",
) -> LongestSeason:
    r"""Longest season of a year in which a sun-synchronous orbit passes the shadow.

    .. math:: |\sin\beta(t)| < \sin\psi(t)

    Parameters
    ----------
    altitude_km : float [km]
        Height above 6,378.137 km, 150 to 5900.
    local_time_h : float [h]
        Local mean time of the ascending node, 0 to 24. 18 and 6 are dawn-dusk.
    year : int [year]
        Calendar year, 1950 to 2100.
    shadow : {'umbra', 'penumbra'}, optional
        Which shadow; the penumbra holds the umbra.

    Returns
    -------
    LongestSeason
        seasons [1], how many the year has; first_day [d] of the longest, counted through the year
        from 1.0, the first of January at 0 h; last_day [d] of the longest; season_days [d] from
        the one to the other; days [d] with shadow in all seasons together. All are 0 where the
        orbit misses the shadow.

    Raises
    ------
    InputError
        Altitude, local time or year out of range.

    Notes
    -----
    Seasons as in `eclipse_season`. One that runs over the new year counts once, from its first day
    in autumn to its last in spring, a smaller number, both of the same calendar year.

    References
    ----------
    Vallado 2013, section 5.3.

    Examples
    --------
    The dusk orbit at 650 km has its season round the June solstice, the dawn orbit round that of
    December.

    >>> [round(x) for x in longest_season(650.0, 18.0, 2025)]
    [1, 128, 217, 89, 89]
    >>> [round(x) for x in longest_season(650.0, 6.0, 2025)]
    [1, 313, 33, 85, 85]
    """
    found = eclipse_season(altitude_km, local_time_h, year, shadow)
    length = days_in_year(int(year))
    days = sum(last - first for first, last in found)
    if len(found) > 1 and found[0].first_day == 1.0 and found[-1].last_day == 1.0 + length:
        found = [*found[1:-1], Season(found[-1].first_day, found[0].last_day)]
    if not found:
        return LongestSeason(0, 0.0, 0.0, 0.0, 0.0)

    def of(season: Season) -> float:
        return float((season.last_day - season.first_day) % length or length)

    longest = max(found, key=of)
    return LongestSeason(len(found), *longest, of(longest), float(days))
