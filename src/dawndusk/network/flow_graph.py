"""Who can send how much to whom at one moment: lasers, ground terminals, gateways."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError
from dawndusk.limits import require_within
from dawndusk.network.ground_links import GroundPlaces, views

__all__ = ["Arcs", "FlowGraph", "SitesInView", "flow_graph", "sites_in_view"]

IntArray = NDArray[np.int32]


class SitesInView(NamedTuple):
    """Gateways that each satellite has in view.

    ``gateway[first[i]:first[i + 1]]`` are those of satellite i; first (N + 1,), gateway (V,).
    """

    first: IntArray
    gateway: IntArray


class Arcs(NamedTuple):
    """The same graph as a list, for a linear program: nodes are satellites, or groups of them."""

    tail: IntArray
    head: IntArray
    laser_gbps: FloatArray
    view_node: IntArray
    view_gateway: IntArray
    view_gbps: FloatArray
    ground_gbps: FloatArray
    gateway_gbps: FloatArray

    @property
    def nodes(self) -> int:
        """Count of satellites, or groups."""
        return int(self.ground_gbps.size)


@dataclass(frozen=True, eq=False)
class FlowGraph:
    """Capacities of one moment. Made by `flow_graph`, which checks them.

    Attributes
    ----------
    neighbour : ndarray of int32
        As of a `Mesh`, (N, K).
    laser_gbps : ndarray [Gbit/s]
        From satellite i over its k-th laser, one way, 0 where it is down, (N, K).
    ground_gbps : ndarray [Gbit/s]
        Of a satellite's terminals to the ground together, (N,).
    views : SitesInView
        Gateways in view of each satellite.
    gateway_gbps : ndarray [Gbit/s]
        Of each gateway, (G,).
    """

    neighbour: IntArray
    laser_gbps: FloatArray
    ground_gbps: FloatArray
    views: SitesInView
    gateway_gbps: FloatArray

    @property
    def satellites(self) -> int:
        """Count of satellites N."""
        return int(self.neighbour.shape[0])

    @cached_property
    def back(self) -> NDArray[np.uint8]:
        """Terminal of the partner that points back, (N, K)."""
        from dawndusk.network.kernels_flow import back_terminals

        back = np.zeros(self.neighbour.shape, dtype=np.uint8)
        if not back_terminals(self.neighbour, back):
            raise InputError("a mesh is not symmetric: a partner does not point back")
        return back

    @cached_property
    def owner(self) -> IntArray:
        """Satellite of each view, (V,)."""
        return np.repeat(
            np.arange(self.satellites, dtype=np.int32), np.diff(self.views.first)
        ).astype(np.int32)

    @cached_property
    def seen(self) -> tuple[IntArray, IntArray]:
        """SitesInView ordered by gateway: where each gateway's start (G + 1,), and which (V,)."""
        order = np.argsort(self.views.gateway, kind="stable").astype(np.int32)
        many = np.bincount(self.views.gateway, minlength=self.gateway_gbps.size)
        return np.concatenate([[0], np.cumsum(many)]).astype(np.int32), order

    def arcs(self) -> Arcs:
        """Return lasers that are up and views as lists."""
        up = (self.neighbour >= 0) & (self.laser_gbps > 0.0)
        tail = np.nonzero(up)[0].astype(np.int32)
        return Arcs(
            tail, self.neighbour[up], self.laser_gbps[up], self.owner, self.views.gateway,
            self.ground_gbps[self.owner], self.ground_gbps, self.gateway_gbps,
        )  # fmt: skip


def sites_in_view(
    position_m: FloatArray,
    sites: GroundPlaces,
    minimum_elevation_deg: float,
    longest_m: float = np.inf,
) -> SitesInView:
    r"""List every place on the ground that each satellite has in view.

    .. math::

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

    Returns
    -------
    SitesInView

    Notes
    -----
    No refraction, no hills. A satellite whose position is nan sees nothing.

    Examples
    --------
    >>> from dawndusk.network.ground_links import ground_places
    >>> poles = ground_places([90.0, 89.0, -90.0], [0.0, 0.0, 0.0])
    >>> seen = sites_in_view(np.array([[0.0, 0.0, 7.0e6], [7.0e6, 0.0, 0.0]]), poles, 25.0)
    >>> seen.first, seen.gateway
    (array([0, 2, 2], dtype=int32), array([0, 1], dtype=int32))
    """
    seen = views(position_m, sites, minimum_elevation_deg, longest_m)
    place = np.repeat(np.arange(seen.first.size - 1, dtype=np.int32), np.diff(seen.first))
    order = np.argsort(seen.satellite, kind="stable")
    many = np.bincount(seen.satellite, minlength=position_m.shape[0])
    first = np.concatenate([[0], np.cumsum(many)]).astype(np.int32)
    return SitesInView(first, place[order])


def flow_graph(
    neighbour: IntArray,
    laser_gbps: NDArray[np.floating],
    ground_gbps: ArrayLike,
    views: SitesInView,
    gateway_gbps: ArrayLike,
) -> FlowGraph:
    """Put capacities together, and refuse a network that can carry nothing.

    Parameters
    ----------
    neighbour : ndarray of int32
        As of a `Mesh`, (N, K).
    laser_gbps : ndarray [Gbit/s]
        One way, 0 where it is down, (N, K).
    ground_gbps : array_like [Gbit/s]
        Of a satellite's terminals to the ground, one for all or (N,).
    views : SitesInView
        Gateways in view.
    gateway_gbps : array_like [Gbit/s]
        Of each gateway, (G,).

    Returns
    -------
    FlowGraph

    Raises
    ------
    InputError
        Shapes that do not fit, a negative capacity, or none at all: says of what.

    Notes
    -----
    One direction only; the other has the same lasers and terminals again.

    Examples
    --------
    >>> pair = np.array([[1], [0]], np.int32)
    >>> one = SitesInView(np.array([0, 1, 1], np.int32), np.array([0], np.int32))
    >>> flow_graph(pair, np.ones((2, 1)), 5.0, one, [0.0])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    dawndusk.errors.InputError: no gateway has any capacity: ...
    """
    n, gateways = neighbour.shape[0], np.asarray(gateway_gbps, dtype=np.float64).reshape(-1)
    lasers = np.ascontiguousarray(laser_gbps, dtype=np.float64)
    given = np.asarray(ground_gbps, dtype=np.float64)
    if lasers.shape != neighbour.shape or given.shape not in ((), (n,)):
        raise InputError(
            "capacities do not fit the mesh",
            got=f"{lasers.shape} and {given.shape}",
            allowed=f"{neighbour.shape} and ({n},)",
        )
    if views.first.shape != (n + 1,) or np.max(views.gateway, initial=-1) >= gateways.size:
        raise InputError("views do not fit satellites and gateways")
    require_within(
        laser_gbps=(lasers, 0.0, np.inf),
        ground_gbps=(given, 0.0, np.inf),
        gateway_gbps=(gateways, 0.0, np.inf),
    )
    for what, held, remedy in (
        ("gateway", gateways, "add a gateway, or give one a rate"),
        ("satellite's ground terminal", given, "give the satellites a link to the ground"),
    ):
        if not np.any(held > 0.0):
            raise InputError(
                f"no {what} has any capacity", got="0 Gbit/s", allowed="more", remedy=remedy
            )
    ground = np.ascontiguousarray(np.broadcast_to(given, (n,)))
    return FlowGraph(np.ascontiguousarray(neighbour), lasers, ground, views, gateways)
