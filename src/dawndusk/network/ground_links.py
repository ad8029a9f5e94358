"""Links between satellites and places on the ground: which is in view, and how far away."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dawndusk.constants import FLATTENING_EARTH, R_EARTH, FloatArray
from dawndusk.limits import require_within

__all__ = [
    "GroundPlaces",
    "GroundView",
    "Views",
    "ground_places",
    "nearest_satellite",
    "nearest_site",
    "views",
]


class GroundPlaces(NamedTuple):
    """Places on the ground, Earth-fixed."""

    position_m: FloatArray
    up: FloatArray


class GroundView(NamedTuple):
    """The nearest partner of each, over those in view."""

    range_m: FloatArray
    partner: NDArray[np.int32]


class Views(NamedTuple):
    """Satellites in view of places on the ground, place by place."""

    satellite: NDArray[np.int32]
    range_m: FloatArray
    first: NDArray[np.int64]


def ground_places(
    latitude_deg: ArrayLike, longitude_deg: ArrayLike, height_m: ArrayLike = 0.0
) -> GroundPlaces:
    r"""Where places on the ground are, on the ellipsoid.

    .. math::

        \mathbf{g} = \left((N + h) \cos\varphi \cos\lambda,\ (N + h) \cos\varphi \sin\lambda,\
        ((1 - e^2) N + h) \sin\varphi\right), \quad N = \frac{R_E}{\sqrt{1 - e^2 \sin^2\varphi}}

    Parameters
    ----------
    latitude_deg : array_like [deg]
        Geodetic, north positive, (G,).
    longitude_deg : array_like [deg]
        East positive, (G,).
    height_m : array_like [m], optional
        Over the ellipsoid.

    Returns
    -------
    GroundPlaces
        position_m [m] and up [1], the normal of the ellipsoid, Earth-fixed (WGS 84), (G, 3).

    Raises
    ------
    InputError
        Off the map.

    References
    ----------
    NIMA TR8350.2, WGS 84, 2000, eq. 4-14.

    Examples
    --------
    The pole is 21.4 km nearer to the middle than the equator.

    >>> places = ground_places([0.0, 90.0], [0.0, 0.0])
    >>> np.round(np.linalg.norm(places.position_m, axis=1) / 1e3, 3)
    array([6378.137, 6356.752])
    """
    require_within(
        latitude_deg=(np.asarray(latitude_deg, dtype=np.float64), -90.0, 90.0),
        longitude_deg=(np.asarray(longitude_deg, dtype=np.float64), -360.0, 360.0),
    )
    lat, lon, h = np.broadcast_arrays(
        np.radians(np.atleast_1d(np.asarray(latitude_deg, dtype=np.float64))),
        np.radians(np.atleast_1d(np.asarray(longitude_deg, dtype=np.float64))),
        np.asarray(height_m, dtype=np.float64),
    )
    e2 = FLATTENING_EARTH * (2.0 - FLATTENING_EARTH)
    N = R_EARTH / np.sqrt(1.0 - e2 * np.sin(lat) ** 2)
    up = np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=-1)
    position = np.stack((N + h, N + h, (1.0 - e2) * N + h), axis=-1) * up
    return GroundPlaces(position, up)


def nearest_site(
    position_m: FloatArray,
    sites: GroundPlaces,
    minimum_elevation_deg: float,
    longest_m: float = np.inf,
    extra_m: ArrayLike = 0.0,
) -> GroundView:
    r"""For every satellite, the nearest place on the ground that has it in view.

    .. math::

        d_i = \min_g \left(|\mathbf{r}_i - \mathbf{g}| + x_g\right) \quad \text{over} \quad
        (\mathbf{r}_i - \mathbf{g}) \cdot \hat{\mathbf{u}}_g \ge |\mathbf{r}_i - \mathbf{g}|
        \sin\varepsilon

    Parameters
    ----------
    position_m : ndarray [m]
        Of the satellites, Earth-fixed, (N, 3).
    sites : GroundPlaces
        The places, (G, 3).
    minimum_elevation_deg : float [deg]
        Least elevation over the horizon.
    longest_m : float [m], optional
        Longest slant range.
    extra_m : array_like [m], optional
        Added to the range from each place, (G,) or one for all; infinite takes a place out.

    Returns
    -------
    GroundView
        range_m [m] (N,), extra included, infinite where none is in view; partner, the place, or
        -1.

    Notes
    -----
    No refraction, no hills.

    Examples
    --------
    >>> pole = ground_places([90.0], [0.0])
    >>> nearest_site(np.array([[0.0, 0.0, 7.0e6], [0.0, 0.0, -7.0e6]]), pole, 25.0).partner
    array([ 0, -1], dtype=int32)
    """
    from dawndusk.network.kernels_routes import nearest_of_sites

    count, other = np.shape(position_m)[0], sites.position_m.shape[0]
    return _nearest(
        nearest_of_sites, count, other, position_m, sites, minimum_elevation_deg, longest_m, extra_m
    )


def nearest_satellite(
    position_m: FloatArray,
    sites: GroundPlaces,
    minimum_elevation_deg: float,
    longest_m: float = np.inf,
    extra_m: ArrayLike = 0.0,
) -> GroundView:
    r"""For every place on the ground, the satellite in view with the least range plus extra.

    .. math::

        d_g = \min_i \left(|\mathbf{r}_i - \mathbf{g}| + x_i\right) \quad \text{over satellites
        above the elevation}

    Parameters
    ----------
    position_m : ndarray [m]
        Of the satellites, Earth-fixed, (N, 3).
    sites : GroundPlaces
        The places, (G, 3).
    minimum_elevation_deg : float [deg]
        Least elevation over the horizon.
    longest_m : float [m], optional
        Longest slant range.
    extra_m : array_like [m], optional
        Added to the range to each satellite, (N,) or one for all, as the way on from it;
        infinite takes a satellite out.

    Returns
    -------
    GroundView
        range_m [m] (G,), extra included, infinite where none is in view; partner, the satellite,
        or -1.

    Notes
    -----
    No refraction, no hills.

    Examples
    --------
    >>> pole = ground_places([90.0], [0.0])
    >>> view = nearest_satellite(np.array([[0.0, 0.0, 7.0e6], [0.0, 0.0, -7.0e6]]), pole, 25.0)
    >>> view.partner, np.round(view.range_m / 1e3, 3)
    (array([0], dtype=int32), array([643.248]))
    """
    from dawndusk.network.kernels_routes import nearest_of_satellites

    count, other = sites.position_m.shape[0], np.shape(position_m)[0]
    return _nearest(
        nearest_of_satellites, count, other, position_m, sites, minimum_elevation_deg, longest_m,
        extra_m,
    )  # fmt: skip


def views(
    position_m: FloatArray,
    sites: GroundPlaces,
    minimum_elevation_deg: float,
    longest_m: float = np.inf,
) -> Views:
    """List all satellites in view of each place on the ground.

    Parameters
    ----------
    position_m, sites, minimum_elevation_deg, longest_m
        As of `nearest_satellite`.

    Returns
    -------
    Views
        satellite and range_m [m] (V,), of the first place first; first (G + 1,): those of place g
        are first[g] to first[g + 1].

    Examples
    --------
    >>> two = ground_places([90.0, 0.0], [0.0, 0.0])
    >>> seen = views(np.array([[0.0, 0.0, 7.0e6], [0.0, 1.0e5, 7.0e6]]), two, 25.0)
    >>> seen.satellite, seen.first
    (array([0, 1], dtype=int32), array([0, 2, 2]))
    """
    from dawndusk.network.kernels_routes import list_views

    require_within(minimum_elevation_deg=(minimum_elevation_deg, 0.0, 90.0))
    position = np.ascontiguousarray(position_m, dtype=np.float64)
    sine = float(np.sin(np.radians(minimum_elevation_deg)))
    first = np.empty(sites.position_m.shape[0] + 1, dtype=np.int64)
    count = 0
    for _ in range(2):  # the first time to learn how many there are
        satellite, range_m = np.empty(count, dtype=np.int32), np.empty(count)
        count = list_views(position, *sites, sine, float(longest_m), satellite, range_m, first)
    return Views(satellite, range_m, first)


def _nearest(
    kernel: Callable[..., None],
    count: int,
    other: int,
    position_m: FloatArray,
    sites: GroundPlaces,
    minimum_elevation_deg: float,
    longest_m: float,
    extra_m: ArrayLike,
) -> GroundView:
    """Call one of the two loops, for `count` satellites or places over `other` of the others."""
    require_within(minimum_elevation_deg=(minimum_elevation_deg, 0.0, 90.0))
    position = np.ascontiguousarray(position_m, dtype=np.float64)
    extra = np.ascontiguousarray(np.broadcast_to(np.asarray(extra_m, dtype=np.float64), (other,)))
    least, which = np.empty(count), np.empty(count, dtype=np.int32)
    sine = float(np.sin(np.radians(minimum_elevation_deg)))
    kernel(position, sites.position_m, sites.up, sine, float(longest_m), extra, least, which)
    return GroundView(least, which)
