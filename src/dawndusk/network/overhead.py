"""Which of many satellites is nearest to each of many places: found near the place, not among all.

`ground_links.nearest_satellite` looks at every satellite for every place; here satellites are
sorted into bands of latitude once, and each place looks only at those that can be over its horizon.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dawndusk.constants import FLATTENING_EARTH, R_EARTH, FloatArray
from dawndusk.limits import require_within
from dawndusk.network.ground_links import GroundPlaces, GroundView
from dawndusk.network.routes import Routes

__all__ = ["Overhead", "links_to_source", "sort_overhead"]

_BANDS: Final = 180
_PLUMB_LINE: Final = 0.004  # rad, more than between the normal and the Earth's centre


class Overhead(NamedTuple):
    """Satellites sorted by bands of latitude, and within one by longitude.

    Attributes
    ----------
    position_m : ndarray [m]
        Earth-fixed, sorted, (n, 3).
    longitude : ndarray [rad]
        Of each, -pi to pi, (n,).
    first : ndarray of int64
        Where each band begins, (bands + 1,).
    number : ndarray of int32
        Of each satellite, as it was given, (n,).
    """

    position_m: FloatArray
    longitude: FloatArray
    first: NDArray[np.int64]
    number: NDArray[np.int32]

    def nearest(
        self,
        places: GroundPlaces,
        minimum_elevation_deg: float,
        longest_m: float = np.inf,
        extra_m: ArrayLike = 0.0,
    ) -> GroundView:
        r"""For every place, the satellite in view with the least range plus extra.

        .. math::

            d_g = \min_i \left(|\mathbf{r}_i - \mathbf{g}| + x_i\right) \quad \text{over satellites
            above the elevation}

        Parameters
        ----------
        places : GroundPlaces
            On the ground, (G, 3).
        minimum_elevation_deg : float [deg]
            Least elevation over the horizon, 0 to 90.
        longest_m : float [m], optional
            Longest slant range.
        extra_m : array_like [m], optional
            Added to the range to each satellite, by its number, or one for all; infinite takes a
            satellite out.

        Returns
        -------
        GroundView
            range_m [m] (G,), extra included, infinite where none is in view; partner, the number
            of the satellite, or -1.

        Notes
        -----
        No refraction, no hills. The same answer as `ground_links.nearest_satellite`.

        Examples
        --------
        >>> from dawndusk.network.ground_links import ground_places
        >>> above = sort_overhead(np.array([[0.0, 0.0, 7.0e6], [0.0, 0.0, -7.0e6]]))
        >>> above.nearest(ground_places([90.0, 0.0], [0.0, 0.0]), 25.0).partner
        array([ 0, -1], dtype=int32)
        """
        from dawndusk.network.kernels_overhead import nearest_in_bands

        require_within(minimum_elevation_deg=(minimum_elevation_deg, 0.0, 90.0))
        count = places.position_m.shape[0]
        least, which = np.full(count, np.inf), np.full(count, -1, dtype=np.int32)
        if self.number.size == 0:
            return GroundView(least, which)
        extra = np.asarray(extra_m, dtype=np.float64)
        extra = extra[self.number] if extra.ndim else np.full(self.number.size, float(extra))
        elevation = np.radians(minimum_elevation_deg)
        highest = float(np.sqrt((self.position_m**2).sum(axis=1).max()))
        lowest_ground = R_EARTH * (1.0 - FLATTENING_EARTH)
        ratio = min(lowest_ground / max(highest, lowest_ground) * np.cos(elevation), 1.0)
        x, y, z = places.position_m.T
        nearest_in_bands(
            self.position_m,
            self.longitude,
            self.first,
            places.position_m,
            places.up,
            np.arctan2(z, np.hypot(x, y)),
            np.arctan2(y, x),
            max(float(np.arccos(ratio)) - float(elevation), 0.0) + _PLUMB_LINE,
            float(np.sin(elevation)),
            float(longest_m),
            np.ascontiguousarray(extra),
            least,
            which,
        )
        return GroundView(least, np.where(which >= 0, self.number[which], -1).astype(np.int32))


def sort_overhead(position_m: FloatArray, usable: NDArray[np.bool_] | None = None) -> Overhead:
    """Sort satellites into bands of latitude.

    Parameters
    ----------
    position_m : ndarray [m]
        Earth-fixed, (N, 3); where one is nan there is no satellite.
    usable : ndarray of bool, optional
        Those that count, (N,); all unless given.

    Returns
    -------
    Overhead

    Examples
    --------
    >>> sort_overhead(np.array([[7e6, 0.0, 0.0], [0.0, 0.0, 7e6]]), np.array([True, False])).number
    array([0], dtype=int32)
    """
    there = np.isfinite(position_m[:, 0])
    number = np.flatnonzero(there if usable is None else there & usable)
    position = position_m[number]
    x, y, z = position.T
    longitude = np.arctan2(y, x)
    latitude = np.arctan2(z, np.hypot(x, y))
    band = np.minimum(((latitude / np.pi + 0.5) * _BANDS).astype(np.int64), _BANDS - 1)
    order = np.argsort(8.0 * band + longitude)  # a turn is less than 8
    return Overhead(
        np.ascontiguousarray(position[order]),
        longitude[order],
        np.concatenate(([0], np.cumsum(np.bincount(band, minlength=_BANDS)))),
        number[order].astype(np.int32),
    )


def links_to_source(routes: Routes) -> NDArray[np.int32]:
    """Count the links between each satellite and the source that it reaches, 0 at a source.

    Examples
    --------
    >>> parent, source = np.array([-1, 0, 1], np.int32), np.zeros(3, np.int32)
    >>> links_to_source(Routes(np.arange(3.0), parent, source))
    array([0, 1, 2], dtype=int32)
    """
    from dawndusk.network.kernels_overhead import count_links

    links = np.empty(routes.parent.size, dtype=np.int32)
    count_links(routes.parent, links)
    return links
