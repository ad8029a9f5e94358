"""How far a satellite is from a place that sees it at an elevation, and how long light takes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import C_LIGHT, R_MEAN_EARTH, FloatArray, FloatLike
from dawndusk.limits import require_within

__all__ = ["Slant", "slant"]


class Slant(NamedTuple):
    """The way between the ground and a satellite.

    Attributes
    ----------
    range_km : ndarray [km]
        Its length.
    one_way_ms : ndarray [ms]
        Time that light takes for it.
    """

    range_km: FloatArray
    one_way_ms: FloatArray


def slant(altitude_km: FloatLike, elevation_deg: FloatLike) -> Slant:
    r"""Range and delay from the ground to a satellite at an elevation over the horizon.

    .. math:: \rho = \sqrt{(R \sin\varepsilon)^2 + h^2 + 2 R h} - R \sin\varepsilon

    Parameters
    ----------
    altitude_km : array_like [km]
        Height of the satellite over the ground h, 1 to 100,000.
    elevation_deg : array_like [deg]
        Its elevation over the horizon epsilon, 0 to 90.

    Returns
    -------
    range_km : ndarray [km]
        Straight distance rho.
    one_way_ms : ndarray [ms]
        Time that light takes for it, in vacuum.

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    A sphere of 6,371.0088 km, the Earth's mean radius, where orbits elsewhere count their
    altitude from the equator's 6,378.137 km: that would add 0.2 km at 650 km and 25 deg. The air
    slows light by less than 0.01 ms.

    References
    ----------
    Wertz & Larson, SMAD, 3rd ed., 1999, section 5.2.

    Examples
    --------
    >>> zenith, low = slant(650.0, 90.0), slant(650.0, 25.0)
    >>> round(float(zenith.one_way_ms), 3), round(float(low.one_way_ms), 3)
    (2.168, 4.342)
    """
    require_within(altitude_km=(altitude_km, 1.0, 1e5), elevation_deg=(elevation_deg, 0.0, 90.0))
    h = np.asarray(altitude_km, dtype=np.float64)
    R = 1e-3 * R_MEAN_EARTH
    foot = R * np.sin(np.radians(elevation_deg))
    range_km = np.asarray(np.sqrt(foot**2 + h**2 + 2.0 * R * h) - foot)
    return Slant(range_km, np.asarray(range_km * (1e6 / C_LIGHT)))
