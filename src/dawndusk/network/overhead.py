"""Which of many satellites is nearest to each of many places: found near the place, not among all.

`ground_links.nearest_satellite` looks at every satellite for every place; here satellites are
sorted into cells of the sphere once, and each place looks only into those over its horizon.
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

_BANDS: Final = 160  # of equal area
_COLUMNS: Final = 400  # 64,000 cells: a number of two bytes sorts in one pass
_PLUMB_LINE: Final = 0.004  # rad, more than between the normal and the Earth's centre


class Overhead(NamedTuple):
    """Satellites sorted by cells of the sphere.

    Attributes
    ----------
    position_m : ndarray [m]
        Earth-fixed, sorted, (n, 3).
    first : ndarray of int64
        Where each cell begins, (cells + 1,).
    number : ndarray of int32
        Of each satellite, as it was given, (n,).
    """

    position_m: FloatArray
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
        from dawndusk.network.kernels_overhead import nearest_in_cells

        require_within(minimum_elevation_deg=(minimum_elevation_deg, 0.0, 90.0))
        count = places.position_m.shape[0]
        least, which = np.full(count, np.inf), np.full(count, -1, dtype=np.int32)
        if self.number.size == 0:
            return GroundView(least, which)
        extra = np.asarray(extra_m, dtype=np.float64)
        extra = extra[self.number] if extra.ndim else np.full(self.number.size, float(extra))
        elevation = np.radians(minimum_elevation_deg)
        highest = self._highest_m()
        lowest_ground = R_EARTH * (1.0 - FLATTENING_EARTH)
        ratio = min(lowest_ground / max(highest, lowest_ground) * np.cos(elevation), 1.0)
        nearest_in_cells(
            self.position_m,
            self.first,
            _BANDS,
            _COLUMNS,
            places.position_m,
            places.up,
            max(float(np.arccos(ratio)) - float(elevation), 0.0) + _PLUMB_LINE,
            float(np.sin(elevation)),
            float(longest_m),
            np.ascontiguousarray(extra),
            least,
            which,
        )
        return self._numbered(least, which)

    def nearest_in_sight(
        self, other_m: FloatArray, longest_m: float = np.inf, grazing_height_m: float = 0.0
    ) -> GroundView:
        r"""For every satellite of another constellation, the nearest that it has in sight.

        .. math::

            d_i = \min_j |\mathbf{r}_j - \mathbf{r}_i| \le \ell_{max}, \quad
            \min_{s \in [0, 1]} |\mathbf{r}_i + s (\mathbf{r}_j - \mathbf{r}_i)| \ge R_E + h

        Parameters
        ----------
        other_m : ndarray [m]
            Where the others are, Earth-fixed, (M, 3); nan where there is none.
        longest_m : float [m], optional
            Longest laser link.
        grazing_height_m : float [m], optional
            Least height of a beam over a sphere of 6,378.137 km.

        Returns
        -------
        GroundView
            range_m [m] (M,), infinite where none is in sight; partner, the number of the
            satellite, or -1.

        Examples
        --------
        One 1,000 km ahead at 550 km, seen from there and from behind the Earth:

        >>> r, turn = 6.928e6, 1.0e6 / 6.928e6
        >>> ahead = sort_overhead(r * np.array([[np.cos(turn), np.sin(turn), 0.0]]))
        >>> seen = ahead.nearest_in_sight(np.array([[r, 0.0, 0.0], [-r, 0.0, 0.0]]))
        >>> (seen.range_m / 1e3).round(), seen.partner
        (array([999.,  inf]), array([ 0, -1], dtype=int32))
        """
        from dawndusk.network.kernels_overhead import nearest_in_sight

        count = other_m.shape[0]
        least, which = np.full(count, np.inf), np.full(count, -1, dtype=np.int32)
        if self.number.size == 0:
            return GroundView(least, which)
        nearest_in_sight(
            self.position_m,
            self.first,
            _BANDS,
            _COLUMNS,
            np.ascontiguousarray(other_m, dtype=np.float64),
            float(longest_m),
            R_EARTH + float(grazing_height_m),
            self._highest_m(),
            least,
            which,
        )
        return self._numbered(least, which)

    def _highest_m(self) -> float:
        return float(np.sqrt(np.einsum("ij,ij->i", self.position_m, self.position_m).max()))

    def _numbered(self, least: FloatArray, which: NDArray[np.int32]) -> GroundView:
        return GroundView(least, np.where(which >= 0, self.number[which], -1).astype(np.int32))


def sort_overhead(position_m: FloatArray, usable: NDArray[np.bool_] | None = None) -> Overhead:
    """Sort satellites into cells of the sphere.

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
    from dawndusk.network.kernels_overhead import cells_of

    there = np.isfinite(position_m[:, 0])
    number = np.flatnonzero(there if usable is None else there & usable)
    position = position_m if number.size == there.size else position_m[number]
    position = np.ascontiguousarray(position, dtype=np.float64)
    cell = np.empty(number.size, dtype=np.uint16)
    cells_of(position, _BANDS, _COLUMNS, cell)
    order = np.argsort(cell, kind="stable")
    count = np.bincount(cell, minlength=_BANDS * _COLUMNS)
    return Overhead(
        position[order],
        np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(count))),
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
