"""How far the Earth has turned: the angle from the equinox to the Greenwich meridian."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import SECONDS_PER_DAY, FloatArray
from dawndusk.orbit.sun import DAYS_PER_CENTURY

__all__ = ["EARTH_SPIN", "sidereal_angle"]

EARTH_SPIN: Final = np.radians(360.98564736629) / SECONDS_PER_DAY  # rad/s, Meeus eq. 12.4


def sidereal_angle(days: ArrayLike) -> FloatArray:
    r"""Greenwich mean sidereal time as an angle: inertial to Earth-fixed is minus it about z.

    .. math::

        \theta = 280.46061837^\circ + 360.98564736629^\circ\, d + 0.000387933^\circ\, T^2
        - T^3 / 38710000^\circ

    with d in days and T in Julian centuries from J2000.0.

    Parameters
    ----------
    days : array_like [d]
        Days from J2000.0, universal time, any shape.

    Returns
    -------
    ndarray [rad]
        0 to 2 pi, from the mean equinox of date, eastward.

    Notes
    -----
    Neglects the nutation in right ascension (0.005 deg, or 0.5 km at the equator), polar motion
    and the difference between UT1 and UTC (below 0.9 s, or 0.004 deg).

    References
    ----------
    IAU 1982 sidereal time (Aoki et al., A&A 105, 1982) in degrees: Meeus, Astronomical Algorithms,
    2nd ed., 1998, eq. 12.4.

    Examples
    --------
    Meeus, example 12.a: 1987 April 10 at 0 h UT, 13 h 10 min 46.3668 s.

    >>> import numpy as np
    >>> round(float(np.degrees(sidereal_angle(-4649.5))), 4)
    197.6932
    """
    d = np.asarray(days, dtype=np.float64)
    T = d / DAYS_PER_CENTURY
    # Whole turns leave before the product, so that no digit of the angle is lost to them.
    turns = np.remainder(d, 1.0)
    degrees = (
        280.46061837 + 360.0 * turns + 0.98564736629 * d + T * T * (0.000387933 - T / 38_710_000.0)
    )
    return np.asarray(np.radians(np.remainder(degrees, 360.0)))
