"""Where the Sun is: apparent right ascension, declination and distance, to 0.01 degree.

Good for eclipse, beta angle and lighting; not for pointing. Days are counted from J2000.0
(2000 January 1, 12:00); the difference between terrestrial and universal time (about 70 s, or
0.0008 deg of solar motion) is below the error of the series and is neglected.
"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import AU, DAYS_PER_YEAR, FloatArray
from dawndusk.dates import parse_date

__all__ = [
    "SunPosition",
    "days_from_j2000",
    "days_in_year",
    "days_of_date",
    "mean_sun_longitude",
    "sun_position",
]

DAYS_PER_CENTURY: Final = 100.0 * DAYS_PER_YEAR
_J2000_ORDINAL: Final = date(2000, 1, 1).toordinal() + 0.5


class SunPosition(NamedTuple):
    """Geocentric apparent place of the Sun, true equator and equinox of date."""

    right_ascension_rad: FloatArray
    declination_rad: FloatArray
    distance_m: FloatArray


def days_in_year(year: int) -> int:
    """Count the days of a Gregorian calendar year.

    Parameters
    ----------
    year : int
        Calendar year.

    Returns
    -------
    int [d]
        365 or 366.

    Examples
    --------
    >>> days_in_year(2025), days_in_year(2028)
    (365, 366)
    """
    return date(year + 1, 1, 1).toordinal() - date(year, 1, 1).toordinal()


def days_from_j2000(year: int, day_of_year: ArrayLike = 1.0) -> FloatArray:
    """Days from J2000.0 to a moment of a calendar year.

    Parameters
    ----------
    year : int
        Calendar year.
    day_of_year : array_like [d], optional
        1.0 is the first of January at 0 h.

    Returns
    -------
    ndarray [d]
        Days from 2000 January 1, 12:00.

    Examples
    --------
    >>> float(days_from_j2000(2000, 1.5)), float(days_from_j2000(2001))
    (0.0, 365.5)
    """
    start = date(year, 1, 1).toordinal() - _J2000_ORDINAL
    return np.asarray(start + np.asarray(day_of_year, dtype=np.float64) - 1.0)


def days_of_date(day: date | str) -> float:
    """Days from J2000.0 to the start of a calendar day.

    Parameters
    ----------
    day : date or str
        The day, or its text YYYY-MM-DD.

    Returns
    -------
    float [d]
        0 h of that day, days from 2000 January 1, 12:00.

    Raises
    ------
    InputError
        The text is not a date.

    Examples
    --------
    >>> days_of_date("2001-01-01"), days_of_date(date(2001, 1, 1))
    (365.5, 365.5)
    """
    return parse_date(day).toordinal() - _J2000_ORDINAL


def mean_sun_longitude(days: ArrayLike) -> FloatArray:
    r"""Mean longitude of the Sun, which is also the right ascension of the mean Sun.

    .. math:: L = 280.46077^\circ + 36000.76983^\circ\, T + 0.0003032^\circ\, T^2

    with T in Julian centuries.

    Parameters
    ----------
    days : array_like [d]
        Days from J2000.0.

    Returns
    -------
    ndarray [rad]
        Corrected for aberration (0.00569 deg), mean equinox of date, not wrapped.

    References
    ----------
    Meeus, Astronomical Algorithms, 2nd ed., 1998, eq. 25.2.

    Examples
    --------
    >>> import numpy as np
    >>> round(float(np.degrees(mean_sun_longitude(0.0))), 3)
    280.461
    """
    T = np.asarray(days, dtype=np.float64) / DAYS_PER_CENTURY
    return np.asarray(np.radians(280.46646 - 0.00569 + T * (36000.76983 + 0.0003032 * T)))


def sun_position(days: ArrayLike) -> SunPosition:
    r"""Apparent right ascension, declination and distance of the Sun.

    .. math::

        \lambda = L + C(g) - 0.00478^\circ \sin\Omega, \quad
        \varepsilon = \varepsilon_0(T) + 0.00256^\circ \cos\Omega

        \tan\alpha = \cos\varepsilon \tan\lambda, \quad
        \sin\delta = \sin\varepsilon \sin\lambda, \quad
        D = \frac{1.000001018 (1 - e^2)}{1 + e \cos(g + C)}

    with g the mean anomaly, C the equation of the centre, e the eccentricity of the Earth's orbit
    and Omega the node of the Moon, which carries the nutation.

    Parameters
    ----------
    days : array_like [d]
        Days from J2000.0, any shape.

    Returns
    -------
    SunPosition
        right_ascension_rad [rad] in -pi..pi, declination_rad [rad], distance_m [m].

    Notes
    -----
    Good to 0.01 deg from 1950 to 2100. Neglects the pull of the Moon and the planets on the Earth
    (up to 0.006 deg) and the Sun's ecliptic latitude (0.0003 deg).

    References
    ----------
    Meeus, Astronomical Algorithms, 2nd ed., 1998, chapter 25, "low accuracy"; eq. 25.2 to 25.8.

    Examples
    --------
    The June solstice of 2025 was on June 21 at 02:42 UT: right ascension 6 h.

    >>> import numpy as np
    >>> sun = sun_position(days_from_j2000(2025, 172 + (2 + 42 / 60) / 24))
    >>> round(float(np.degrees(sun.right_ascension_rad)), 1)
    90.0
    >>> round(float(np.degrees(sun.declination_rad)), 2)
    23.44
    """
    T = np.asarray(days, dtype=np.float64) / DAYS_PER_CENTURY
    g = np.radians(357.52911 + T * (35999.05029 - 0.0001537 * T))
    centre = np.radians(
        (1.914602 - T * (0.004817 + 0.000014 * T)) * np.sin(g)
        + (0.019993 - 0.000101 * T) * np.sin(2.0 * g)
        + 0.000289 * np.sin(3.0 * g)
    )
    node = np.radians(125.04 - 1934.136 * T)
    eps = np.radians(23.4392911 - 0.0130042 * T + 0.00256 * np.cos(node))
    longitude = mean_sun_longitude(days) + centre - np.radians(0.00478) * np.sin(node)
    e = 0.016708634 - T * (0.000042037 + 0.0000001267 * T)
    sin_l, cos_l = np.sin(longitude), np.cos(longitude)
    return SunPosition(
        right_ascension_rad=np.asarray(np.arctan2(np.cos(eps) * sin_l, cos_l)),
        declination_rad=np.asarray(np.arcsin(np.sin(eps) * sin_l)),
        distance_m=np.asarray(AU * 1.000001018 * (1.0 - e * e) / (1.0 + e * np.cos(g + centre))),
    )
