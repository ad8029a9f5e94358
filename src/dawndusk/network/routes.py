"""Shortest ways over a mesh of satellites, from every satellite to the nearest of many sources."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dawndusk.constants import R_EARTH, FloatArray
from dawndusk.errors import InputError
from dawndusk.network.mesh import Mesh

__all__ = ["Routes", "largest_part", "link_lengths", "path_of", "shortest"]

_MOST_BUCKETS: Final = 1 << 21
_PER_WEIGHT: Final = 2.0  # buckets to a mean weight

Weights = NDArray[np.float32]


class Routes(NamedTuple):
    """Ways to the nearest source, one entry a satellite."""

    delay: FloatArray
    parent: NDArray[np.int32]
    source: NDArray[np.int32]


def link_lengths(
    position_m: FloatArray,
    mesh: Mesh,
    working: NDArray[np.bool_] | None = None,
    longest_m: float = np.inf,
    grazing_height_m: float = 0.0,
) -> Weights:
    r"""Lengths of all links now; infinite where a link is down.

    .. math::

        \ell_{ij} = |\mathbf{r}_j - \mathbf{r}_i|, \quad \text{up} \iff \ell \le \ell_{max}, \quad
        \min_{s \in [0, 1]} |\mathbf{r}_i + s (\mathbf{r}_j - \mathbf{r}_i)| \ge R_E + h

    Parameters
    ----------
    position_m : ndarray [m]
        From the middle of the Earth, in any frame, (N, 3).
    mesh : Mesh
        Who points at whom.
    working : ndarray of bool, optional
        Satellites that can link, (N,); all unless given.
    longest_m : float [m], optional
        Longest link.
    grazing_height_m : float [m], optional
        Least height of a beam over a sphere of 6,378.137 km.

    Returns
    -------
    ndarray of float32 [m]
        (N, K), good to 0.1 m.

    Raises
    ------
    InputError
        Not one position a satellite.

    Notes
    -----
    The Earth's flattening is left out of the grazing height: 21 km at the poles, on the safe side.

    Examples
    --------
    Two satellites a quarter turn apart at 700 km: the Earth is between them.

    >>> mesh = Mesh(np.array([[1], [0]], np.int32), np.zeros((2, 1), np.uint8))
    >>> r = 7.078e6 * np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    >>> link_lengths(r, mesh).ravel()
    array([inf, inf], dtype=float32)
    >>> (link_lengths(5.0 * r, mesh).ravel() / 5.0e3).round(1)
    array([10009.8, 10009.8], dtype=float32)
    """
    from dawndusk.network.kernels_routes import measure_links

    position = np.ascontiguousarray(position_m, dtype=np.float64)
    if position.shape != (mesh.satellites, 3):
        raise InputError(
            "positions do not fit the mesh",
            got=f"{position.shape}",
            allowed=f"({mesh.satellites}, 3)",
        )
    up = np.ones(mesh.satellites, dtype=np.bool_) if working is None else working
    length = np.empty(mesh.neighbour.shape, dtype=np.float32)
    grazing = R_EARTH + grazing_height_m
    measure_links(position, mesh.neighbour, up, float(longest_m), grazing, length)
    return length


def shortest(
    mesh: Mesh, weight: NDArray[np.floating], start: ArrayLike, most: float = np.inf
) -> Routes:
    r"""Least sum of weights from every satellite to any source.

    .. math:: d_i = \min\left(s_i,\ \min_k (d_{n_{ik}} + w_{ik})\right)

    Parameters
    ----------
    mesh : Mesh
        Who points at whom.
    weight : ndarray
        Of each link, 0 or more, in any unit, (N, K); infinite where it is down.
    start : array_like
        What a satellite that is a source begins with, in the same unit, (N,); infinite elsewhere.
    most : float, optional
        Ways above this are not looked for: their satellites count as not reached.

    Returns
    -------
    Routes
        delay (N,), infinite where no source is reached; parent (N,), the next satellite towards
        the source, -1 at a source and where none is reached; source (N,), the satellite through
        which it is entered, -1 where none is reached.

    Raises
    ------
    InputError
        A negative weight or start, or shapes that do not fit.

    Notes
    -----
    Exact for symmetric weights: labels are settled bucket by bucket, and corrected within one.
    Weights are read as float32, sums are float64.

    References
    ----------
    Dial, Algorithm 360: shortest-path forest with topological ordering, Communications of the ACM
    12, 1969, 632; Meyer and Sanders, Delta-stepping, Journal of Algorithms 49, 2003, 114.

    Examples
    --------
    A ring of four, one source: the one across is two links away.

    >>> partners = np.array([[1, 3], [2, 0], [3, 1], [0, 2]], np.int32)
    >>> ring = Mesh(partners, np.zeros((4, 2), np.uint8))
    >>> found = shortest(ring, np.ones((4, 2)), [0.5, np.inf, np.inf, np.inf])
    >>> found.delay, found.source
    (array([0.5, 1.5, 2.5, 1.5]), array([0, 0, 0, 0], dtype=int32))
    >>> path_of(found, 3)
    array([3, 0], dtype=int32)
    """
    from dawndusk.network.kernels_routes import settle

    n = mesh.satellites
    w = np.ascontiguousarray(weight, dtype=np.float32)
    begin = np.ascontiguousarray(start, dtype=np.float64)
    if w.shape != mesh.neighbour.shape or begin.shape != (n,):
        raise InputError(
            "weights or starts do not fit the mesh",
            got=f"{w.shape} and {begin.shape}",
            allowed=f"{mesh.neighbour.shape} and ({n},)",
        )
    there = mesh.neighbour >= 0
    up = w[there & np.isfinite(w)].astype(np.float64)
    first = begin[np.isfinite(begin)]
    if (up.size and up.min() < 0.0) or (first.size and first.min() < 0.0):
        raise InputError("a weight is negative", allowed="0 or more")
    delay = np.empty(n)
    parent, source = np.empty(n, dtype=np.int32), np.empty(n, dtype=np.int32)
    mean = float(up.mean()) if up.size else 1.0
    span = max(float(np.ptp(first)) if first.size else 0.0, float(up.max()) if up.size else 0.0)
    width = max(mean / _PER_WEIGHT, span / _MOST_BUCKETS, np.finfo(np.float64).tiny)
    settle(
        mesh.neighbour, w, begin, float(most), width, int(span / width) + 3, delay, parent, source
    )
    return Routes(delay, parent, source)


def path_of(routes: Routes, satellite: int) -> NDArray[np.int32]:
    """Satellites from one to the source that it reaches, both ends included; empty if none.

    Examples
    --------
    >>> path_of(Routes(np.array([np.inf]), np.array([-1], np.int32), np.array([-1], np.int32)), 0)
    array([], dtype=int32)
    """
    if routes.source[satellite] < 0:
        return np.empty(0, dtype=np.int32)
    way = [satellite]
    while (following := int(routes.parent[way[-1]])) >= 0:
        way.append(following)
    return np.array(way, dtype=np.int32)


def largest_part(
    mesh: Mesh, weight: NDArray[np.floating], working: NDArray[np.bool_]
) -> tuple[int, NDArray[np.int32]]:
    """Into how many parts the working satellites fall, and which part each is in.

    Parameters
    ----------
    mesh : Mesh
        Who points at whom.
    weight : ndarray
        Of each link, (N, K); infinite where it is down.
    working : ndarray of bool
        Satellites that count, (N,).

    Returns
    -------
    parts : int
        Count of connected parts of working satellites.
    part : ndarray of int32
        Of each satellite, the largest part being 0, (N,); -1 where it does not work.

    Examples
    --------
    >>> pairs = Mesh(np.array([[1], [0], [3], [2], [-1]], np.int32), np.zeros((5, 1), np.uint8))
    >>> largest_part(pairs, np.ones((5, 1)), np.ones(5, bool))
    (3, array([0, 0, 1, 1, 2], dtype=int32))
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    n, terminals = mesh.neighbour.shape
    up = (mesh.neighbour >= 0) & np.isfinite(weight)
    rows = np.repeat(np.arange(n, dtype=np.int32), terminals).reshape(n, terminals)[up]
    graph = csr_array((np.ones(rows.size, dtype=np.int8), (rows, mesh.neighbour[up])), shape=(n, n))
    _, label = connected_components(graph, directed=False)
    sizes = np.bincount(label[working], minlength=1)
    order = np.argsort(-sizes, kind="stable")
    rank = np.empty(order.size, dtype=np.int32)
    rank[order] = np.arange(order.size, dtype=np.int32)
    part = np.where(working, rank[np.minimum(label, order.size - 1)], -1).astype(np.int32)
    return int(np.count_nonzero(sizes)), part
