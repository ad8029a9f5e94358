"""What lies under a satellite: land or sea, and whether a ground station sees it from there."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dawndusk.constants import FLATTENING_EARTH, R_EARTH, FloatArray
from dawndusk.errors import InputError
from dawndusk.orbit.cells import cell_centres, land_cells
from dawndusk.orbit.sun_synchronous import orbit_radius

__all__ = ["GATEWAY", "LAND", "site_directions", "surface_table", "view_half_angle"]

LAND: Final = 1  # bits of the table
GATEWAY: Final = 2


def view_half_angle(altitude_km: ArrayLike, minimum_elevation_deg: ArrayLike) -> FloatArray:
    r"""Angle at the Earth's centre within which a site sees a satellite above an elevation.

    .. math:: \lambda = \arccos\left(\frac{R_E}{r} \cos\varepsilon\right) - \varepsilon

    Parameters
    ----------
    altitude_km : array_like [km]
        Height of the satellite above 6,378.137 km.
    minimum_elevation_deg : array_like [deg]
        Lowest elevation epsilon over the horizon at which the site can work, 0 to 90.

    Returns
    -------
    ndarray [rad]
        Half angle of the cone.

    Raises
    ------
    InputError
        The elevation is out of range.

    Notes
    -----
    Spherical Earth, no refraction, no hills.

    References
    ----------
    Wertz & Larson, SMAD, 3rd ed., 1999, section 5.2.

    Examples
    --------
    Straight up nothing but the zenith; at 550 km and 25 deg a circle of 940 km on the ground.

    >>> float(view_half_angle(550.0, 90.0))
    0.0
    >>> round(float(view_half_angle(550.0, 25.0)) * 6378.137)
    941
    """
    elevation = np.radians(np.asarray(minimum_elevation_deg, dtype=np.float64))
    if not np.all((elevation >= 0.0) & (elevation <= np.pi / 2)):
        raise InputError(
            "minimum_elevation_deg is out of range",
            got=minimum_elevation_deg,
            allowed="0 to 90 deg",
        )
    ratio = R_EARTH / orbit_radius(altitude_km)
    # near 90 deg both terms agree to the last digit or two: no cone is narrower than nothing
    return np.asarray(np.maximum(np.arccos(ratio * np.cos(elevation)) - elevation, 0.0))


def site_directions(latitude_deg: ArrayLike, longitude_deg: ArrayLike) -> FloatArray:
    r"""Directions of ground sites from the centre of the Earth.

    .. math:: \tan\varphi' = (1 - f)^2 \tan\varphi

    Parameters
    ----------
    latitude_deg : array_like [deg]
        Geodetic, north positive.
    longitude_deg : array_like [deg]
        East positive.

    Returns
    -------
    ndarray [1]
        Earth-fixed unit vectors, last axis x, y, z.

    Raises
    ------
    InputError
        A latitude beyond a pole, or a longitude that is no angle.

    Notes
    -----
    The direction is that of the ellipsoid's point; the radius is taken as 6,378.137 km.

    References
    ----------
    WGS 84 (NIMA TR8350.2, 2000), geocentric latitude.

    Examples
    --------
    A site at 45 deg stands 0.19 deg nearer to the equator, seen from the centre.

    >>> import numpy as np
    >>> x, y, z = site_directions(45.0, 90.0)
    >>> round(float(np.degrees(np.arcsin(z))), 2), round(float(x), 12)
    (44.81, 0.0)
    """
    latitude, longitude = np.broadcast_arrays(
        np.radians(np.asarray(latitude_deg, dtype=np.float64)),
        np.radians(np.asarray(longitude_deg, dtype=np.float64)),
    )
    if not (np.all(np.abs(latitude) <= np.pi / 2) and np.all(np.abs(longitude) <= 2.0 * np.pi)):
        raise InputError(
            "a ground site is off the map",
            got=f"{latitude_deg!r}, {longitude_deg!r}",
            allowed="latitude -90 to 90, longitude -360 to 360 deg",
        )
    level, up = np.cos(latitude), (1.0 - FLATTENING_EARTH) ** 2 * np.sin(latitude)
    length = np.hypot(level, up)
    return np.stack(
        (level * np.cos(longitude) / length, level * np.sin(longitude) / length, up / length),
        axis=-1,
    )


def surface_table(
    altitude_km: float,
    latitude_deg: ArrayLike,
    longitude_deg: ArrayLike,
    minimum_elevation_deg: float,
) -> NDArray[np.uint8]:
    r"""What a satellite at one altitude has under it, cell by cell.

    .. math:: \text{seen} \iff \max_g \hat{\mathbf{r}} \cdot \hat{\mathbf{g}} \ge \cos\lambda

    Parameters
    ----------
    altitude_km : float [km]
        Height of the satellites above 6,378.137 km.
    latitude_deg : array_like [deg]
        Of the ground stations, geodetic; may be empty.
    longitude_deg : array_like [deg]
        Of the ground stations.
    minimum_elevation_deg : float [deg]
        Lowest elevation at which they work.

    Returns
    -------
    ndarray of uint8
        (2, n, n) cells as in `cells.cell_index`: 1 over land, plus 2 where at least one station
        sees the satellite.

    Raises
    ------
    InputError
        An elevation or a site is out of range.

    Notes
    -----
    The middle of a cell stands for all of it: the edge of a station's circle is off by up to
    0.28 deg, 0.12 deg in the mean, either way; the area of the circle by less than 1 %. A group
    of several altitudes (satellites that sink) is counted with the one given here.

    References
    ----------
    Wertz & Larson, SMAD, 3rd ed., 1999, section 5.2.

    Examples
    --------
    One station at the south pole, seen from above the south pole only.

    >>> from dawndusk.orbit.cells import cell_index
    >>> table = surface_table(550.0, [-90.0], [0.0], 10.0).reshape(-1)
    >>> table[cell_index([[0.0, 0.0, -1.0], [0.0, 0.0, 1.0]])].tolist()
    [3, 0]
    """
    edge = np.cos(view_half_angle(altitude_km, minimum_elevation_deg))
    sites = site_directions(latitude_deg, longitude_deg).reshape(-1, 3)
    seen = _nearest_site(sites.tobytes()) >= edge
    return seen * np.uint8(GATEWAY) | land_cells() * np.uint8(LAND)


@lru_cache(maxsize=2)
def _nearest_site(sites: bytes) -> FloatArray:
    """Cosine of the angle from the middle of each cell to its nearest site, -2 without one.

    It knows no altitude: a thousand shells share one.
    """
    centres = np.ascontiguousarray(cell_centres().reshape(-1, 3).T)
    nearest = np.full(centres.shape[1], -2.0)
    for site in np.frombuffer(sites).reshape(-1, 3):
        # not `@`, whose threads wait for each other where the machine is busy: 14 times slower
        np.maximum(nearest, np.einsum("ki,k->i", centres, site), out=nearest)
    nearest.flags.writeable = False
    return nearest.reshape(cell_centres().shape[:-1])
