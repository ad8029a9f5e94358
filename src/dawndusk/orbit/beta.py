"""Angle of the Sun out of the plane of a sun-synchronous orbit on a given day."""

from __future__ import annotations

import datetime

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import FloatArray
from dawndusk.dates import parse_date
from dawndusk.errors import InputError
from dawndusk.orbit.sun import days_of_date, sun_position
from dawndusk.orbit.sun_synchronous import (
    beta_angle,
    node_right_ascension,
    sun_synchronous_inclination,
)
from dawndusk.orbit.sunlight import FIRST_YEAR, LAST_YEAR, check_orbit

__all__ = ["sun_synchronous_beta"]


def sun_synchronous_beta(
    altitude_km: ArrayLike, local_time_h: ArrayLike, date: datetime.date | str
) -> FloatArray:
    r"""Angle of the Sun out of the plane of a circular sun-synchronous orbit.

    .. math::

        \sin\beta = \sin i \cos\delta \sin(\Omega - \alpha) + \cos i \sin\delta, \quad
        \Omega = L_\odot + 15^\circ (t - 12\,\mathrm{h})

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km, 150 to 5900.
    local_time_h : array_like [h]
        Local mean time t of the ascending node, 0 to 24. 18 and 6 are dawn-dusk.
    date : date
        0 h UT of the day YYYY-MM-DD, 1950 to 2100.

    Returns
    -------
    beta_deg : ndarray [deg]
        Positive on the side of the orbit's angular momentum: near +90 at 18 h, near -90 at 6 h.

    Raises
    ------
    InputError
        Altitude, local time or date out of range, or no date.

    Notes
    -----
    The real Sun (equation of time) to 0.01 deg; inclination from J2; the node keeps its local mean
    time. It changes by at most 0.5 deg in a day.

    References
    ----------
    Vallado 2013, section 11.4; Meeus 1998, chapter 25.

    Examples
    --------
    At the June solstice the axis of the Earth leans 23.4 deg to the Sun and the orbit 8.0 deg away
    from the pole: 90 - 23.4 - 8.0 deg, less half a degree of the equation of time.

    >>> round(float(sun_synchronous_beta(650.0, 18.0, "2026-06-21")), 1)
    58.6
    """
    day = parse_date(date)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InputError(
            "date is out of range",
            got=day.isoformat(),
            allowed=f"{FIRST_YEAR}-01-01 to {LAST_YEAR}-12-31",
        )
    check_orbit(altitude_km, local_time_h, day.year)
    days = days_of_date(day)
    sun = sun_position(days)
    beta = beta_angle(
        sun_synchronous_inclination(altitude_km),
        node_right_ascension(local_time_h, days),
        sun.right_ascension_rad,
        sun.declination_rad,
    )
    return np.asarray(np.degrees(beta))
