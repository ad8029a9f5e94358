"""The Sun and the turning Earth at the moments of a flight, computed once for all satellites."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import AU, R_EARTH, R_SUN, SECONDS_PER_DAY, FloatArray
from dawndusk.errors import InputError
from dawndusk.orbit.earth_rotation import sidereal_angle
from dawndusk.orbit.sun import sun_position

__all__ = ["ShadowCones", "SunTrack", "shadow_cones", "sun_track"]


class SunTrack(NamedTuple):
    """Moments of a flight, (T,), with the direction of the Sun, (T, 3), and the Earth's turn."""

    seconds: FloatArray
    days: FloatArray
    sun: FloatArray
    distance_m: FloatArray
    sidereal_rad: FloatArray


class ShadowCones(NamedTuple):
    """Half angles of the cones that bound the Earth's shadow."""

    umbra_rad: FloatArray
    penumbra_rad: FloatArray


def sun_track(start_days: float, seconds: ArrayLike) -> SunTrack:
    """Direction and distance of the Sun and sidereal angle at some moments.

    Parameters
    ----------
    start_days : float [d]
        Days from J2000.0 of second 0.
    seconds : array_like [s]
        Moments, rising, (T,).

    Returns
    -------
    SunTrack
        seconds [s], days [d], sun [1] (unit vectors, true equator and equinox of date),
        distance_m [m], sidereal_rad [rad].

    Raises
    ------
    InputError
        There is no moment, or they do not rise.

    References
    ----------
    `dawndusk.orbit.sun.sun_position`, `dawndusk.orbit.earth_rotation.sidereal_angle`.

    Examples
    --------
    At the March equinox of 2025 (March 20, 09:01 UT) the Sun stood over the equator.

    >>> from dawndusk.orbit.sun import days_from_j2000
    >>> track = sun_track(float(days_from_j2000(2025, 79 + 9 / 24)), [0.0, 60.0])
    >>> track.sun.round(3)[0].tolist()
    [1.0, 0.0, 0.0]
    """
    moments = np.asarray(seconds, dtype=np.float64)
    if moments.ndim != 1 or not moments.size or not np.all(np.diff(moments) > 0.0):
        raise InputError(
            "the moments of a flight must rise", got=seconds, allowed="one or more, in order"
        )
    days = start_days + moments / SECONDS_PER_DAY
    if not np.isfinite(days).all():
        raise InputError("the moments of a flight must be finite", got=start_days)
    place = sun_position(days)
    alpha, delta = place.right_ascension_rad, place.declination_rad
    level = np.cos(delta)
    sun = np.stack((level * np.cos(alpha), level * np.sin(alpha), np.sin(delta)), axis=-1)
    return SunTrack(moments, days, sun, place.distance_m, sidereal_angle(days))


def shadow_cones(sun_distance_m: ArrayLike = AU) -> ShadowCones:
    r"""Half angles of the cones whose mantles touch both the Sun and the Earth.

    .. math::

        \sin\alpha_u = \frac{R_\odot - R_E}{D}, \quad \sin\alpha_p = \frac{R_\odot + R_E}{D}

    A satellite x behind the Earth along the axis and h beside it is in the umbra where
    h cos(alpha_u) + x sin(alpha_u) < R_E, and in any shadow where
    h cos(alpha_p) - x sin(alpha_p) < R_E: no angle of the satellite is needed.

    Parameters
    ----------
    sun_distance_m : array_like [m]
        Distance of the Sun.

    Returns
    -------
    ShadowCones
        umbra_rad [rad] and penumbra_rad [rad].

    Notes
    -----
    The same edges as `shadow.shadow_edges`, which takes the Sun's radius as seen from the Earth:
    they differ by 0.3 m at 650 km and by 66 m at 40,000 km. Spherical Earth, no refraction.

    References
    ----------
    Montenbruck & Gill, Satellite Orbits, 2000, section 3.4.2, eq. 3.79 to 3.82.

    Examples
    --------
    The umbra ends 1.38 million km behind the Earth.

    >>> round(float(6378.137 / np.sin(shadow_cones().umbra_rad)), -4)
    1380000.0
    """
    distance = np.asarray(sun_distance_m, dtype=np.float64)
    return ShadowCones(
        umbra_rad=np.asarray(np.arcsin((R_SUN - R_EARTH) / distance)),
        penumbra_rad=np.asarray(np.arcsin((R_SUN + R_EARTH) / distance)),
    )
