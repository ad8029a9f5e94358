"""Over whose land a satellite is: what a route that must not leave a country has to show."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dawndusk.constants import FloatArray
from dawndusk.network.cities import cities
from dawndusk.orbit.cells import cell_index, land_cells

if TYPE_CHECKING:
    from scipy.spatial import cKDTree

__all__ = ["SEA", "countries_below"]

SEA: Final = "sea"
_SOUTH: Final = -60.0  # of it nobody's: the Antarctic Treaty's limit


def countries_below(latitude_deg: ArrayLike, longitude_deg: ArrayLike) -> NDArray[np.str_]:
    """Country whose land lies below each point.

    Parameters
    ----------
    latitude_deg, longitude_deg : array_like [deg]
        Of the points, any shape.

    Returns
    -------
    ndarray of str
        ISO 3166-1 codes of two letters, "sea" over water, "AQ" over land south of 60 deg S.

    Notes
    -----
    Land by cells of 0.28 deg; its country is that of the nearest city of 15,000 people, which is
    wrong near borders and in empty land by up to some hundred kilometres (Greenland and Svalbard
    come out right or as a neighbour). Airspace has no upper border in law: states claim none over
    satellites, but what passes over them can be listened to from there.

    References
    ----------
    Cities: `dawndusk.network.cities.cities`. Land: `dawndusk.orbit.cells.land_cells`. Antarctic
    Treaty, 1959, article VI.

    Examples
    --------
    >>> countries_below([48.8, 40.0, -80.0, 52.5], [2.3, -40.0, 0.0, 13.4]).tolist()
    ['FR', 'sea', 'AQ', 'DE']
    """
    direction = _directions(latitude_deg, longitude_deg)
    flat = direction.reshape(-1, 3)
    found = np.full(flat.shape[0], SEA, dtype="<U3")
    land = np.asarray(land_cells().reshape(-1)[cell_index(flat)], dtype=np.bool_)
    south = flat[:, 2] < np.sin(np.radians(_SOUTH))
    found[land & south] = "AQ"
    settled = land & ~south
    if settled.any():
        _, nearest = _tree().query(flat[settled])
        found[settled] = cities().country[nearest]
    return found.reshape(direction.shape[:-1])


def _directions(latitude_deg: ArrayLike, longitude_deg: ArrayLike) -> FloatArray:
    lat, lon = np.broadcast_arrays(np.radians(latitude_deg), np.radians(longitude_deg))
    return np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=-1)


@cache
def _tree() -> cKDTree:
    from scipy.spatial import cKDTree

    return cKDTree(_directions(cities().latitude_deg, cities().longitude_deg))
