"""How long the Sun shines on a sun-synchronous orbit in a calendar year.

The Earth's shadow reaches even a dawn-dusk orbit for part of the year below about 1,400 km. One
year is sampled twice a day: the angle of the real Sun out of the orbital plane gives the shadow
of that day in closed form (`dawndusk.orbit.shadow`).
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError
from dawndusk.orbit.shadow import shadow_edges, shadow_half_arc, shadow_loss
from dawndusk.orbit.sun import days_from_j2000, days_in_year, sun_position
from dawndusk.orbit.sun_synchronous import (
    nodal_period,
    node_right_ascension,
    sun_synchronous_inclination,
)

__all__ = [
    "Sunlight",
    "YearOfSun",
    "check_orbit",
    "positive_share",
    "sin_beta_of_year",
    "sunlight",
    "year_of_sun",
]

LOWEST_KM: Final = 150.0
HIGHEST_KM: Final = 5900.0
FIRST_YEAR: Final = 1950
LAST_YEAR: Final = 2100


class Sunlight(NamedTuple):
    """A year of sunlight on one orbit."""

    inclination_deg: FloatArray
    mean_sunlit: FloatArray
    longest_umbra_min: FloatArray
    umbra_season_days: FloatArray
    penumbra_season_days: FloatArray
    longest_shadow_min: FloatArray
    worst_sunlit: FloatArray
    smallest_beta_deg: FloatArray


class YearOfSun(NamedTuple):
    """The Sun of one year against a node at noon, which no orbit changes."""

    offset_rad: FloatArray
    declination_rad: FloatArray
    distance_m: FloatArray
    days: int


def year_of_sun(year: int, samples_per_day: float = 2.0) -> YearOfSun:
    r"""Sun of a calendar year, evenly sampled.

    .. math:: e = \Omega_{noon} - \alpha

    Parameters
    ----------
    year : int
        Calendar year.
    samples_per_day : float [1/d], optional
        Samples a day, in the middle of equal parts of the year.

    Returns
    -------
    YearOfSun
        offset_rad [rad], the equation of time as an angle: how far the node of a noon orbit lies
        east of the real Sun; declination_rad [rad]; distance_m [m]; each of shape (samples,);
        days [d], the length of the year.

    References
    ----------
    Meeus, Astronomical Algorithms, 2nd ed., 1998, chapters 25 and 28.

    Examples
    --------
    In early November the Sun is 16.4 minutes early, 4.1 degrees.

    >>> import numpy as np
    >>> sun = year_of_sun(2025)
    >>> round(float(np.degrees(sun.offset_rad.max())), 1), sun.days
    (4.1, 365)
    """
    days = days_in_year(year)
    count = round(days * samples_per_day)
    moments = days_from_j2000(year, 1.0 + (np.arange(count) + 0.5) * (days / count))
    sun = sun_position(moments)
    offset = node_right_ascension(12.0, moments) - sun.right_ascension_rad
    wrapped = np.mod(offset + np.pi, 2.0 * np.pi) - np.pi
    return YearOfSun(np.asarray(wrapped), sun.declination_rad, sun.distance_m, days)


def sin_beta_of_year(
    inclination_rad: ArrayLike, local_time_h: ArrayLike, sun: YearOfSun
) -> FloatArray:
    r"""Sine of the beta angle through a year for many orbits at once.

    .. math::

        \sin\beta = \sin i \cos h \cdot \cos\delta \sin e
        + \sin i \sin h \cdot \cos\delta \cos e + \cos i \cdot \sin\delta

    Parameters
    ----------
    inclination_rad : array_like [rad]
        Inclination i, shape S.
    local_time_h : array_like [h]
        Local mean time of the ascending node, shape S; h is its hour angle from noon.
    sun : YearOfSun
        The year, from `year_of_sun`; e is its offset.

    Returns
    -------
    ndarray [1]
        Shape S + (samples,): a product of two matrices, which is why it is written so.

    References
    ----------
    Vallado 2013, section 11.4.

    Examples
    --------
    A polar dawn-dusk plane sees the Sun at 90 degrees less its declination, at worst.

    >>> import numpy as np
    >>> s = sin_beta_of_year(np.pi / 2, 18.0, year_of_sun(2025))
    >>> round(float(np.degrees(np.arcsin(s.min()))), 1)
    66.6
    """
    i, hour = np.asarray(inclination_rad), (np.asarray(local_time_h) - 12.0) * (np.pi / 12.0)
    i, hour = np.broadcast_arrays(i, hour)
    plane = np.stack([np.sin(i) * np.cos(hour), np.sin(i) * np.sin(hour), np.cos(i)], axis=-1)
    cos_d = np.cos(sun.declination_rad)
    sky = np.stack(
        [
            cos_d * np.sin(sun.offset_rad),
            cos_d * np.cos(sun.offset_rad),
            np.sin(sun.declination_rad),
        ]
    )
    return np.asarray(plane @ sky)


def positive_share(samples: FloatArray) -> FloatArray:
    """Share of an evenly sampled circle on which a quantity is positive, linear in between.

    Parameters
    ----------
    samples : ndarray [any]
        Last axis round the circle.

    Returns
    -------
    ndarray [1]
        Share, without the last axis.

    Examples
    --------
    >>> import numpy as np
    >>> float(positive_share(np.array([1.0, 1.0, -1.0, -1.0])))
    0.5
    """
    here, there = samples, np.roll(samples, -1, axis=-1)
    high, low = np.maximum(here, there), np.minimum(here, there)
    span = np.where(high > low, high - low, 1.0)
    part = np.where(low > 0.0, 1.0, np.where(high > 0.0, high / span, 0.0))
    return np.asarray(np.mean(part, axis=-1))


def check_orbit(altitude_km: ArrayLike, local_time_h: ArrayLike, year: int) -> None:
    """Refuse an orbit that cannot be, or a year the Sun's series does not cover.

    Raises
    ------
    InputError
        Something is out of range or not a number.

    Examples
    --------
    >>> check_orbit(650.0, 18.0, 2025)
    >>> check_orbit(-650.0, 18.0, 2025)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    dawndusk.errors.InputError: altitude_km is out of range: got -650.0; allowed: 150 to 5900 km...
    """
    altitude, hours = np.asarray(altitude_km), np.asarray(local_time_h)
    if not np.all((altitude >= LOWEST_KM) & (altitude <= HIGHEST_KM)):
        raise InputError(
            "altitude_km is out of range",
            got=altitude_km,
            allowed=f"{LOWEST_KM:g} to {HIGHEST_KM:g} km",
            remedy="above it no circular orbit is sun-synchronous, below it none lasts a day",
        )
    if not np.all((hours >= 0.0) & (hours <= 24.0)):
        raise InputError(
            "local_time_h is out of range",
            got=local_time_h,
            allowed="0 to 24 h",
            remedy="18 (or 6) is dawn-dusk",
        )
    if not FIRST_YEAR <= year <= LAST_YEAR or year != int(year):
        raise InputError(
            "year is out of range", got=year, allowed=f"whole years {FIRST_YEAR} to {LAST_YEAR}"
        )


def sunlight(altitude_km: ArrayLike, local_time_h: ArrayLike, year: int) -> Sunlight:
    r"""Sunlight of a calendar year on a circular sun-synchronous orbit.

    .. math::

        \text{mean sunlit} = 1 - \langle \ell(\beta(t)) \rangle_{year}, \quad
        \text{longest umbra} = \max_t \frac{\theta_u(t)}{\pi} T, \quad
        \text{longest shadow} = \max_t \frac{\theta_p(t)}{\pi} T

    with T from node to node.

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km, 150 to 5900.
    local_time_h : array_like [h]
        Local mean time of the ascending node, 0 to 24. Both 6 and 18 are dawn-dusk.
    year : int [year]
        Calendar year, 1950 to 2100.

    Returns
    -------
    Sunlight
        inclination_deg [deg] from J2; mean_sunlit [1], the penumbra weighted by the visible share
        of the Sun; longest_umbra_min [min] of any revolution; umbra_season_days [d], days of the
        year on which the orbit passes the umbra; penumbra_season_days [d], on which it passes any
        shadow; longest_shadow_min [min], from the first to the last touch of the penumbra in the
        worst revolution; worst_sunlit [1], share of sunlight left in the worst revolution;
        smallest_beta_deg [deg], smallest angle of the Sun out of the orbital plane.

    Raises
    ------
    InputError
        Altitude, local time or year out of range.

    Notes
    -----
    The real Sun (equation of time, varying distance) and discs that overlap. Circular orbit, its
    node kept at the local mean time. Neglects refraction, and the flattening of the Earth, which
    errs against the orbit: on the WGS 84 ellipsoid the longest umbra at dawn-dusk is shorter by 0.3
    min at 550 and 650 km, 0.6 at 1,000, 1.1 at 1,200 (6.6 for 7.6) and 2.9 at 1,300 (1.2 for
    4.1), and there is none from 1,310 km up, here 1,345; its season is 3 days shorter at 650 km, 5
    at 1,200, 13 of 18 at 1,300; the mean is 0.001 to 0.002 higher.

    References
    ----------
    Montenbruck & Gill, Satellite Orbits, 2000, section 3.4.2; Vallado 2013, eq. 11-14.

    Examples
    --------
    "No night" is not true at 650 km:

    >>> light = sunlight(650.0, 18.0, 2025)
    >>> round(float(light.inclination_deg), 2), round(float(light.mean_sunlit), 3)
    (97.99, 0.96)
    >>> round(float(light.longest_umbra_min), 1), round(float(light.umbra_season_days))
    (19.3, 89)
    >>> round(float(light.longest_shadow_min), 1), round(float(light.worst_sunlit), 3)
    (20.2, 0.798)
    """
    check_orbit(altitude_km, local_time_h, year)
    year = int(year)
    sun = year_of_sun(year)
    inclination = sun_synchronous_inclination(altitude_km)
    altitude = np.asarray(altitude_km, dtype=np.float64)[..., None]
    s = sin_beta_of_year(inclination, local_time_h, sun)
    edges = shadow_edges(altitude, sun.distance_m)
    loss = shadow_loss(altitude, s, sun.distance_m)
    minutes = nodal_period(altitude_km, inclination) / 60.0

    def longest(edge_rad: FloatArray) -> FloatArray:
        return np.asarray(np.max(shadow_half_arc(s, edge_rad), axis=-1) / np.pi * minutes)

    def season(edge_rad: FloatArray) -> FloatArray:
        return sun.days * positive_share(np.sin(edge_rad) - np.abs(s))

    return Sunlight(
        inclination_deg=np.degrees(inclination),
        mean_sunlit=1.0 - np.mean(loss, axis=-1),
        longest_umbra_min=longest(edges.umbra_rad),
        umbra_season_days=season(edges.umbra_rad),
        penumbra_season_days=season(edges.penumbra_rad),
        longest_shadow_min=longest(edges.penumbra_rad),
        worst_sunlit=1.0 - np.max(loss, axis=-1),
        smallest_beta_deg=np.degrees(np.arcsin(np.min(np.abs(s), axis=-1))),
    )
