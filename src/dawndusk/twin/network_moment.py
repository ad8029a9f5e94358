"""The network at one moment: who is linked, who reaches the ground, what flows."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.network.concurrent_flow import most_traffic
from dawndusk.network.flow_graph import FlowGraph, flow_graph, sites_in_view
from dawndusk.network.ground_links import GroundPlaces, nearest_site
from dawndusk.network.latency import light_rtt_ms
from dawndusk.network.mesh import CLUSTER, NEAREST, Mesh
from dawndusk.network.overhead import links_to_source
from dawndusk.network.routes import largest_part, shortest
from dawndusk.network.terminals import Terminal, rate_gbps, terminal
from dawndusk.twin.linked import Linked
from dawndusk.twin.linking import partner_is_new
from dawndusk.twin.network_demand import Gateways

__all__ = ["Ask", "Carried", "Moment", "graph_at", "look"]

_GAP: Final = 1e-3  # of the traffic, at which pushing stops
_GAP_OF_MANY: Final = 1e-2
_MANY: Final = 200_000
_WORK: Final = 16_000_000  # satellites times waves of pushing at one moment
_MOST_WAVES: Final = 300
_NODES: Final = 2000  # of a table of rates by range


class Ask(NamedTuple):
    """What is asked of the network at every moment.

    `gbps` of each satellite; `minimum_elevation_deg` and `longest_m` of links to the ground;
    `gateways` and their `places`.
    """

    gbps: float
    minimum_elevation_deg: float
    longest_m: float
    gateways: Gateways
    places: GroundPlaces


class Carried(NamedTuple):
    """Traffic at a moment [Gbit/s]."""

    asked_gbps: float
    carried_gbps: float
    bound_gbps: float
    gateway_gbps: FloatArray
    laser_least_gbps: float | None
    laser_median_gbps: float | None
    limit: str


class Moment(NamedTuple):
    """The network at one moment.

    Attributes
    ----------
    links, links_up : int
        Links that there are, and that are up.
    kinds : dict
        Links of each kind.
    chosen : int
        Links to the nearest that were made in the time for which satellites keep their partners.
    working, reached : int
        Satellites that can link, and those with a way to a gateway.
    rtt_ms : ndarray of float32 [ms]
        Round trip to the nearest gateway, of those that reach one.
    hops_mean, hops_most : float, int or None
        Links of their ways, the one to the ground counted.
    parts, largest : int or None
        Connected parts of the mesh of working satellites, and satellites of the largest; None
        where not looked at.
    traffic : Carried or None
        None where nothing is asked.
    """

    links: int
    links_up: int
    kinds: dict[str, int]
    chosen: int
    working: int
    reached: int
    rtt_ms: NDArray[np.float32]
    hops_mean: float | None
    hops_most: int | None
    parts: int | None
    largest: int | None
    traffic: Carried | None


def look(
    linked: Linked, ask: Ask, seconds: float, with_parts: bool = True, keep: bool = False
) -> tuple[Moment, dict[str, Any]]:
    """Look at the network at a moment.

    Parameters
    ----------
    linked : Linked
        The constellation.
    ask : Ask
        What is asked of it.
    seconds : float [s]
        From the constellation's start.
    with_parts : bool, optional
        Whether to find the connected parts of the mesh.
    keep : bool, optional
        Whether to give back every satellite's place and round trip.

    Returns
    -------
    moment : Moment
    kept : dict of name to ndarray
        position_m (N, 3) Earth-fixed and rtt_ms (N,), nan where no gateway is reached or nothing
        works; empty unless kept.
    """
    position = linked.positions_m(seconds)
    mesh, length = linked.mesh_at(seconds), linked.lengths_m(position, seconds)
    there = mesh.neighbour >= 0
    works = linked.working & np.isfinite(position[:, 0])
    up = np.isfinite(length)
    open_site = ask.gateways.gbps > 0.0
    extra = np.where(open_site, 0.0, np.inf)
    ground = ask.minimum_elevation_deg, ask.longest_m
    near = nearest_site(position, ask.places, *ground, extra_m=extra)
    routes = shortest(mesh, length, np.where(works, near.range_m, np.inf))
    reached = np.isfinite(routes.delay) & works
    hops = links_to_source(routes)[reached]
    parts, largest = _parts(mesh, length, works) if with_parts else (None, None)
    now = int(np.count_nonzero(there))
    moment = Moment(
        links=now // 2,
        links_up=int(np.count_nonzero(up)) // 2,
        kinds=mesh.links_by_kind(),
        chosen=_chosen(linked, mesh, seconds),
        working=int(np.count_nonzero(works)),
        reached=int(np.count_nonzero(reached)),
        rtt_ms=light_rtt_ms(routes.delay[reached]).astype(np.float32),
        hops_mean=float(hops.mean()) + 1.0 if hops.size else None,
        hops_most=int(hops.max()) + 1 if hops.size else None,
        parts=parts,
        largest=largest,
        traffic=_traffic(ask, position, mesh, length, works) if ask.gbps > 0.0 else None,
    )
    if not keep:
        return moment, {}
    rtt = np.where(reached, light_rtt_ms(routes.delay), np.nan)
    return moment, {"position_m": position, "rtt_ms": rtt, "works": works}


def _parts(mesh: Mesh, length: NDArray[np.float32], works: NDArray[np.bool_]) -> tuple[int, int]:
    """Connected parts, and satellites of the largest."""
    if not works.any():
        return 0, 0
    parts, part = largest_part(mesh, length, works)
    return parts, int(np.count_nonzero(part == 0))


def _chosen(linked: Linked, mesh: Mesh, seconds: float) -> int:
    """Links to the nearest that were not there when satellites last chose."""
    if not linked.crowds:
        return 0
    new = partner_is_new(mesh, linked.mesh_at(seconds - linked.rules.hold_s))
    return int(np.count_nonzero(new & (mesh.kind == NEAREST))) // 2


def _traffic(
    ask: Ask,
    position: FloatArray,
    mesh: Mesh,
    length: NDArray[np.float32],
    works: NDArray[np.bool_],
) -> Carried:
    gates, asked = ask.gateways, np.where(works, ask.gbps, 0.0)
    graph = _graph(ask, position, mesh, length, works)
    if graph is None:
        return Carried(float(asked.sum()), 0.0, 0.0, 0.0 * gates.gbps, None, None, "gateways")
    up = graph.laser_gbps[graph.laser_gbps > 0.0]
    waves = int(np.clip(_WORK // works.size, 1, _MOST_WAVES))
    gap = _GAP if works.size <= _MANY else _GAP_OF_MANY
    flow = most_traffic(graph, asked, gap=gap, waves=waves)
    return Carried(
        float(asked.sum()),
        flow.total_gbps,
        flow.bound_gbps,
        flow.gateway_gbps,
        float(up.min()) if up.size else None,
        float(np.median(up)) if up.size else None,
        flow.limit,
    )


def graph_at(linked: Linked, ask: Ask, seconds: float) -> tuple[FlowGraph | None, FloatArray]:
    """Capacities of a moment, and what every satellite asks; None where nothing can flow."""
    position = linked.positions_m(seconds)
    works = linked.working & np.isfinite(position[:, 0])
    length = linked.lengths_m(position, seconds)
    graph = _graph(ask, position, linked.mesh_at(seconds), length, works)
    return graph, np.where(works, ask.gbps, 0.0)


def _graph(
    ask: Ask,
    position: FloatArray,
    mesh: Mesh,
    length: NDArray[np.float32],
    works: NDArray[np.bool_],
) -> FlowGraph | None:
    gates = ask.gateways
    if not works.any() or not gates.gbps.any():
        return None
    there = np.where(works[:, None], position, np.nan)
    views = sites_in_view(there, ask.places, ask.minimum_elevation_deg, ask.longest_m)
    rates = _laser_rates(mesh, length)
    mean = gates.gbps * gates.availability
    return flow_graph(mesh.neighbour, rates, gates.terminal_gbps, views, mean)


def _laser_rates(mesh: Mesh, length: NDArray[np.float32]) -> FloatArray:
    """Rate of every laser by its range [Gbit/s], one way; 0 where it is down."""
    up = np.isfinite(length)
    rates = np.zeros(length.shape)
    dense = up & (mesh.kind == CLUSTER)
    rates[dense] = _rates(terminal("cluster"), length[dense])
    far = up & ~dense
    rates[far] = _rates(terminal("isl"), length[far])
    return rates


def _rates(one: Terminal, length_m: NDArray[np.float32]) -> FloatArray:
    """Rates by range; from a table where there are many."""
    if not length_m.size:
        return np.empty(0)
    ends = 1e-3 * np.array([float(length_m.min()), float(length_m.max())])
    if length_m.size <= _NODES:
        return rate_gbps(one, 1e-3 * length_m.astype(np.float64))
    nodes = np.geomspace(float(ends[0]), float(ends[1]), _NODES)
    table = rate_gbps(one, nodes)
    if float(np.ptp(table)) == 0.0:
        return np.full(length_m.shape, table[0])
    # a range takes the rate of the next longer node: never more than it can carry
    at = np.searchsorted(nodes, 1e-3 * length_m.astype(np.float64) * (1.0 - 1e-7))
    return np.asarray(table[np.minimum(at, _NODES - 1)])
