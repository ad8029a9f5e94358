"""Sun-synchronous circular orbits: inclination from J2, node from local time, angle to the Sun.

A sun-synchronous orbit is one whose plane J2 turns eastward once a year, so that its node keeps
the same local mean time. At local times 6 h and 18 h the orbit follows the day-night boundary:
the dawn-dusk orbit.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import (
    MU_EARTH,
    R_EARTH,
    SECONDS_PER_DAY,
    TROPICAL_YEAR_DAYS,
    FloatArray,
)
from dawndusk.orbit.elements import MeanElements, SecularRates, secular_rates
from dawndusk.orbit.sun import mean_sun_longitude

__all__ = [
    "MEAN_SUN_RATE",
    "beta_angle",
    "nodal_period",
    "nodal_precession",
    "node_right_ascension",
    "orbit_radius",
    "orbital_period",
    "sun_synchronous_inclination",
]

MEAN_SUN_RATE: Final = 2.0 * np.pi / (TROPICAL_YEAR_DAYS * SECONDS_PER_DAY)  # rad/s


def orbit_radius(altitude_km: ArrayLike) -> FloatArray:
    """Radius of a circular orbit from its altitude over the equatorial radius.

    .. math:: r = R_E + 1000 h

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km.

    Returns
    -------
    ndarray [m]
        Distance from the centre of the Earth.

    References
    ----------
    WGS 84 (NIMA TR8350.2, 2000), equatorial radius.

    Examples
    --------
    >>> float(orbit_radius(650.0))
    7028137.0
    """
    return np.asarray(R_EARTH + 1e3 * np.asarray(altitude_km, dtype=np.float64))


def orbital_period(altitude_km: ArrayLike) -> FloatArray:
    r"""Kepler period of a circular orbit.

    .. math:: T = 2 \pi \sqrt{r^3 / \mu}

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km.

    Returns
    -------
    ndarray [s]
        Period.

    Notes
    -----
    Neglects J2, which makes it a tenth of a per cent longer from node to node at dawn-dusk:
    `nodal_period`.

    References
    ----------
    Vallado, Fundamentals of Astrodynamics and Applications, 4th ed., 2013, eq. 1-27.

    Examples
    --------
    >>> round(float(orbital_period(650.0)) / 60.0, 2)
    97.73
    """
    r = orbit_radius(altitude_km)
    return np.asarray(2.0 * np.pi * np.sqrt(r * r * r / MU_EARTH))


def nodal_period(altitude_km: ArrayLike, inclination_rad: ArrayLike) -> FloatArray:
    r"""Draconic period of a circular orbit: from one ascending node to the next.

    .. math::

        T = \frac{2 \pi}{\dot\omega + \dot M}
          = 2 \pi \sqrt{\frac{r^3}{\mu}}
            \left[1 + \tfrac32 J_2 \left(\frac{R_E}{r}\right)^2 (3 - 4 \sin^2 i)\right]^{-1}

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km.
    inclination_rad : array_like [rad]
        Inclination to the equator.

    Returns
    -------
    ndarray [s]
        Period.

    Notes
    -----
    First order in J2. By this period a satellite comes back to the same latitude, and, but for
    the motion of the Sun meanwhile, to the shadow.

    References
    ----------
    Vallado 2013, eq. 9-37 to 9-41.

    Examples
    --------
    At dawn-dusk longer than Kepler's 97.73 minutes, near the equator shorter.

    >>> import numpy as np
    >>> (nodal_period(650.0, np.radians([97.986, 0.0])) / 60.0).round(2)
    array([97.85, 97.34])
    """
    return np.asarray(
        2.0 * np.pi / _rates(altitude_km, inclination_rad).latitude_argument_rad_per_s
    )


def nodal_precession(altitude_km: ArrayLike, inclination_rad: ArrayLike) -> FloatArray:
    r"""Rate at which J2 turns the plane of a circular orbit, eastward positive.

    .. math:: \dot\Omega = -\tfrac{3}{2} J_2 (R_E / r)^2 \sqrt{\mu / r^3} \cos i

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km.
    inclination_rad : array_like [rad]
        Inclination to the equator.

    Returns
    -------
    ndarray [rad/s]
        Precession of the node.

    Notes
    -----
    First order in J2; higher harmonics, the Moon and the Sun are left out (below 1 % of the rate).

    References
    ----------
    Vallado 2013, eq. 9-37.

    Examples
    --------
    A polar orbit does not precess; 98 degrees at 650 km goes round once a year.

    >>> import numpy as np
    >>> per_day = np.degrees(nodal_precession(650.0, np.radians([90.0, 97.986]))) * 86400.0
    >>> bool(abs(per_day[0]) < 1e-12), round(float(per_day[1]), 3)
    (True, 0.986)
    """
    return _rates(altitude_km, inclination_rad).node_rad_per_s


def sun_synchronous_inclination(altitude_km: ArrayLike) -> FloatArray:
    r"""Inclination at which J2 turns a circular orbit with the mean Sun.

    .. math:: \cos i = -\frac{2\, \dot\Omega_\odot\, r^{7/2}}{3 J_2 R_E^2 \sqrt{\mu}}

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km.

    Returns
    -------
    ndarray [rad]
        Inclination; nan above 5,974 km, where J2 cannot turn any orbit fast enough.

    Notes
    -----
    First order in J2. Neglects the Sun's and the Moon's own pull on the plane, which orbit keeping
    takes out.

    References
    ----------
    Vallado 2013, eq. 11-14.

    Examples
    --------
    >>> import numpy as np
    >>> np.round(np.degrees(sun_synchronous_inclination([550.0, 650.0, 1400.0])), 2)
    array([ 97.59,  97.99, 101.43])
    """
    with np.errstate(invalid="ignore"):
        return np.asarray(np.arccos(-MEAN_SUN_RATE / _equatorial_precession(altitude_km)))


def node_right_ascension(local_time_h: ArrayLike, days: ArrayLike) -> FloatArray:
    r"""Right ascension of the ascending node that keeps a local mean time.

    .. math:: \Omega = L_\odot + 15^\circ (t - 12\,\mathrm{h})

    Parameters
    ----------
    local_time_h : array_like [h]
        Local mean time of the ascending node, 0 to 24 (18 is dusk).
    days : array_like [d]
        Days from J2000.0.

    Returns
    -------
    ndarray [rad]
        Right ascension, equinox of date, not wrapped.

    References
    ----------
    Vallado 2013, section 11.4.1.

    Examples
    --------
    At noon the node lies under the mean Sun, which is near 0 h at the March equinox.

    >>> import numpy as np
    >>> from dawndusk.orbit.sun import days_from_j2000
    >>> node = node_right_ascension(18.0, days_from_j2000(2025, 79.4))
    >>> bool(abs(np.degrees(node) % 360.0 - 90.0) < 3.0)
    True
    """
    hours = np.asarray(local_time_h, dtype=np.float64) - 12.0
    return np.asarray(mean_sun_longitude(days) + hours * (np.pi / 12.0))


def beta_angle(
    inclination_rad: ArrayLike,
    node_rad: ArrayLike,
    right_ascension_rad: ArrayLike,
    declination_rad: ArrayLike,
) -> FloatArray:
    r"""Angle of the Sun out of the orbital plane.

    .. math:: \sin\beta = \sin i \cos\delta \sin(\Omega - \alpha) + \cos i \sin\delta

    Parameters
    ----------
    inclination_rad : array_like [rad]
        Inclination i.
    node_rad : array_like [rad]
        Right ascension of the ascending node.
    right_ascension_rad : array_like [rad]
        Of the Sun.
    declination_rad : array_like [rad]
        Of the Sun.

    Returns
    -------
    ndarray [rad]
        Positive on the side of the orbit's angular momentum.

    References
    ----------
    Vallado 2013, section 11.4; Wertz & Larson, SMAD, 3rd ed., 1999, section 5.1.

    Examples
    --------
    A polar plane square to the Sun at the equinox sees it from straight above.

    >>> import numpy as np
    >>> round(float(np.degrees(beta_angle(np.pi / 2, np.pi / 2, 0.0, 0.0))), 6)
    90.0
    """
    i, delta = np.asarray(inclination_rad), np.asarray(declination_rad)
    across = np.sin(i) * np.cos(delta) * np.sin(np.subtract(node_rad, right_ascension_rad))
    return np.asarray(np.arcsin(np.clip(across + np.cos(i) * np.sin(delta), -1.0, 1.0)))


def _rates(altitude_km: ArrayLike, inclination_rad: ArrayLike) -> SecularRates:
    """Return the secular rates of J2 on circular orbits."""
    zero = np.zeros(())
    i = np.asarray(inclination_rad, dtype=np.float64)
    return secular_rates(MeanElements(orbit_radius(altitude_km), zero, zero, i, zero, zero))


def _equatorial_precession(altitude_km: ArrayLike) -> FloatArray:
    """Return the size of the nodal precession of an equatorial orbit [rad/s]."""
    return -nodal_precession(altitude_km, 0.0)
