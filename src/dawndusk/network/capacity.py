"""Capacity as a linear program: exact on small meshes, an upper bound on groups of satellites."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dawndusk.constants import FloatArray
from dawndusk.errors import ConvergenceError, InputError
from dawndusk.limits import require_within
from dawndusk.network.flow_graph import Arcs, FlowGraph

__all__ = ["Program", "aggregate", "linear_program", "plane_segments"]

IntArray = NDArray[np.int32]


class Program(NamedTuple):
    """The best traffic of a linear program, and what more capacity would be worth.

    Attributes
    ----------
    share : float [1]
        Of its demand that every node sends (at least one that has a way), or carried over asked.
    total_gbps : float [Gbit/s]
        Carried.
    sent_gbps : ndarray [Gbit/s]
        By node, (n,).
    laser_gbps, view_gbps : ndarray [Gbit/s]
        By arc, (A,) and (V,).
    gateway_gbps : ndarray [Gbit/s]
        Into each gateway, (G,).
    laser_worth, ground_worth, gateway_worth : ndarray [1]
        Gbit/s more that would be carried in all for one more Gbit/s of this laser, this node's
        ground terminal or this gateway: the duals. 0 where there is room.
    no_way : ndarray of bool
        Nodes without a way to a gateway, left out, (n,).
    """

    share: float
    total_gbps: float
    sent_gbps: FloatArray
    laser_gbps: FloatArray
    view_gbps: FloatArray
    gateway_gbps: FloatArray
    laser_worth: FloatArray
    ground_worth: FloatArray
    gateway_worth: FloatArray
    no_way: NDArray[np.bool_]


def linear_program(arcs: Arcs, demand_gbps: ArrayLike, equal: bool = True) -> Program:
    r"""Solve for the most traffic, exactly.

    .. math::

        \max \lambda\ (\text{or } \textstyle\sum_i s_i), \quad
        \sum_j f_{ij} - \sum_j f_{ji} + \sum_g y_{ig} = \lambda d_i\ (\text{or } s_i \le d_i),
        \quad 0 \le f \le c, \quad \sum_g y_{ig} \le u_i, \quad \sum_i y_{ig} \le C_g

    Parameters
    ----------
    arcs : Arcs
        Of a `FlowGraph`, or of groups of its satellites.
    demand_gbps : array_like [Gbit/s]
        d, of each node, one for all or (n,).
    equal : bool, optional
        Whether every node gets the same share of its demand; else as much as possible is carried
        in all.

    Returns
    -------
    Program

    Raises
    ------
    InputError
        Demands that do not fit, nothing asked, or no node with a way to a gateway.
    ConvergenceError
        The solver gave up.

    Notes
    -----
    HiGHS, interior point or simplex as it chooses. Sensible up to some 100,000 arcs: seconds.

    References
    ----------
    Huangfu and Hall, Parallelizing the dual revised simplex method, Mathematical Programming
    Computation 10, 2018, 119 (HiGHS).

    Examples
    --------
    Two satellites of 8 Gbit/s each, linked by 3; one sees a gateway of 10. The laser is worth most.

    >>> from dawndusk.network.flow_graph import SitesInView, flow_graph
    >>> one = SitesInView(np.array([0, 1, 1], np.int32), np.array([0], np.int32))
    >>> pair = flow_graph(np.array([[1], [0]], np.int32), 3.0 * np.ones((2, 1)), 50.0, one, [10.0])
    >>> found = linear_program(pair.arcs(), 8.0)
    >>> found.share, found.laser_worth
    (0.375, array([0., 2.]))
    >>> linear_program(pair.arcs(), 8.0, equal=False).total_gbps
    10.0
    """
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    n = arcs.nodes
    given = np.asarray(demand_gbps, dtype=np.float64)
    if given.shape not in ((), (n,)):
        raise InputError("demands do not fit the nodes", got=f"{given.shape}", allowed=f"({n},)")
    require_within(demand_gbps=(given, 0.0, np.finfo(np.float64).max))
    no_way = _without_way(arcs)
    demand = np.where(no_way, 0.0, np.broadcast_to(given, (n,)))
    if not demand.any():
        raise InputError(
            "nothing is asked by a node that has a way to a gateway", got="0 Gbit/s", allowed="more"
        )
    lasers, views, gateways = arcs.tail.size, arcs.view_node.size, arcs.gateway_gbps.size
    sends = 1 if equal else n
    columns = lasers + views + sends
    a, v = np.arange(lasers), lasers + np.arange(views)
    last = lasers + views + np.arange(sends)
    sent = np.full(n, last[0]) if equal else last
    balance = coo_array(
        (
            np.concatenate([np.ones(lasers), -np.ones(lasers), np.ones(views), -demand if equal
                            else -np.ones(n)]),
            (
                np.concatenate([arcs.tail, arcs.head, arcs.view_node, np.arange(n)]),
                np.concatenate([a, a, v, sent]),
            ),
        ),
        shape=(n, columns),
    ).tocsr()  # fmt: skip
    limits = coo_array(
        (
            np.ones(2 * views),
            (np.concatenate([arcs.view_node, n + arcs.view_gateway]), np.concatenate([v, v])),
        ),
        shape=(n + gateways, columns),
    ).tocsr()
    most = np.concatenate([arcs.ground_gbps, arcs.gateway_gbps])
    bound = np.flatnonzero(np.isfinite(most))
    upper = np.concatenate(
        [arcs.laser_gbps, arcs.view_gbps, np.full(1, np.inf) if equal else demand]
    )
    cost = np.zeros(columns)
    cost[last] = -1.0
    solve: Any = linprog  # its stubs know no arrays of bounds
    solved = solve(
        cost, A_ub=limits[bound], b_ub=most[bound], A_eq=balance, b_eq=np.zeros(n),
        bounds=np.stack([np.zeros(columns), upper], axis=1), method="highs",
    )  # fmt: skip
    if solved.status == 3:  # unbounded
        raise InputError("nothing limits the traffic", remedy="give a capacity that is finite")
    if solved.status != 0:
        raise ConvergenceError(f"the linear program did not settle: {solved.message}")
    scale = float(demand.sum()) if equal else 1.0
    worth = np.zeros(most.size)
    worth[bound] = -scale * np.asarray(solved.ineqlin.marginals)
    flows = np.asarray(solved.x)
    gets = flows[last[0]] * demand if equal else flows[last]
    flow_of_views = flows[lasers : lasers + views]
    into = np.bincount(arcs.view_gateway, weights=flow_of_views, minlength=gateways)
    return Program(
        share=float(flows[last[0]]) if equal else float(gets.sum() / demand.sum()),
        total_gbps=float(gets.sum()),
        sent_gbps=gets,
        laser_gbps=flows[:lasers],
        view_gbps=flow_of_views,
        gateway_gbps=into.astype(np.float64),
        laser_worth=-scale * np.asarray(solved.upper.marginals)[:lasers] + 0.0,
        ground_worth=worth[:n] + 0.0,
        gateway_worth=worth[n:] + 0.0,
        no_way=no_way,
    )


def _without_way(arcs: Arcs) -> NDArray[np.bool_]:
    """Which nodes no capacity leads to a gateway from."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import breadth_first_order

    n = arcs.nodes
    open_view = (arcs.gateway_gbps[arcs.view_gateway] > 0.0) & (arcs.view_gbps > 0.0)
    seen = np.unique(arcs.view_node[open_view & (arcs.ground_gbps[arcs.view_node] > 0.0)])
    up = arcs.laser_gbps > 0.0
    rows = np.concatenate([arcs.head[up], np.full(seen.size, n)])  # from the sink outwards
    columns = np.concatenate([arcs.tail[up], seen])
    graph = coo_array((np.ones(rows.size), (rows, columns)), shape=(n + 1, n + 1)).tocsr()
    reached = breadth_first_order(graph, n, return_predecessors=False)
    no_way = np.ones(n + 1, dtype=np.bool_)
    no_way[reached] = False
    return no_way[:n]


def plane_segments(
    shell: ArrayLike, plane: ArrayLike, place: ArrayLike, planes_at_once: int, segments: int
) -> IntArray:
    """Gather satellites by shell, by planes side by side, and by where they are in their plane.

    Parameters
    ----------
    shell, plane, place : array_like of int
        Of each satellite, (N,); plane is counted within its shell.
    planes_at_once : int
        Planes in one group.
    segments : int
        Parts of a plane.

    Returns
    -------
    ndarray of int32
        Group of each satellite, counted from 0, (N,).

    Examples
    --------
    Two planes of four satellites, both in one group, in halves:

    >>> plane_segments([0] * 8, [0] * 4 + [1] * 4, [0, 1, 2, 3] * 2, 2, 2)
    array([0, 0, 1, 1, 0, 0, 1, 1], dtype=int32)
    """
    require_within(planes_at_once=(planes_at_once, 1, np.inf), segments=(segments, 1, np.inf))
    which, ring, at = (np.asarray(x, dtype=np.int64) for x in (shell, plane, place))
    whole = which * (int(ring.max(initial=0)) + 1) + ring
    many = np.zeros(int(whole.max(initial=0)) + 1, dtype=np.int64)
    np.maximum.at(many, whole, at + 1)
    part = np.minimum(at * segments // many[whole], segments - 1)
    strip = ring // planes_at_once
    key = (which * (int(strip.max(initial=0)) + 1) + strip) * segments + part
    return np.unique(key, return_inverse=True)[1].astype(np.int32)


def aggregate(graph: FlowGraph, group: ArrayLike) -> Arcs:
    r"""Merge satellites into groups and add up what lies between them.

    .. math:: c_{AB} = \sum_{i \in A} \sum_{j \in B} c_{ij}

    Parameters
    ----------
    graph : FlowGraph
        Capacities.
    group : array_like of int
        Of each satellite, counted from 0, (N,).

    Returns
    -------
    Arcs
        Nodes are the groups; demands are to be added up alike (`numpy.bincount`).

    Notes
    -----
    Within a group everything goes everywhere, so that the merged network carries no less than the
    true one: its linear program is an upper bound, and the better the smaller the groups are.

    Examples
    --------
    >>> from dawndusk.network.flow_graph import SitesInView, flow_graph
    >>> one = SitesInView(np.array([0, 1, 1, 1], np.int32), np.array([0], np.int32))
    >>> row = np.array([[1, -1], [0, 2], [-1, 1]], np.int32)
    >>> merged = aggregate(flow_graph(row, 3.0 * (row >= 0), 50.0, one, [10.0]), [0, 0, 1])
    >>> merged.tail, merged.head, merged.laser_gbps
    (array([0, 1], dtype=int32), array([1, 0], dtype=int32), array([3., 3.]))
    """
    member = np.asarray(group, dtype=np.int64)
    if member.shape != (graph.satellites,):
        raise InputError(
            "groups do not fit the satellites",
            got=f"{member.shape}",
            allowed=f"({graph.satellites},)",
        )
    n, gateways = int(member.max()) + 1, graph.gateway_gbps.size
    arcs = graph.arcs()
    tail, head = member[arcs.tail], member[arcs.head]
    apart = tail != head
    pairs, gbps = _added(tail[apart] * n + head[apart], arcs.laser_gbps[apart])
    views, view_gbps = _added(
        member[arcs.view_node] * gateways + arcs.view_gateway, graph.ground_gbps[arcs.view_node]
    )
    sees = np.diff(graph.views.first) > 0
    ground = np.bincount(member[sees], weights=graph.ground_gbps[sees], minlength=n)
    return Arcs(
        (pairs // n).astype(np.int32), (pairs % n).astype(np.int32), gbps,
        (views // gateways).astype(np.int32), (views % gateways).astype(np.int32), view_gbps,
        ground.astype(np.float64), graph.gateway_gbps,
    )  # fmt: skip


def _added(key: NDArray[np.int64], gbps: FloatArray) -> tuple[NDArray[np.int64], FloatArray]:
    """Keys once each, and the sum of what belongs to each."""
    keys, inverse = np.unique(key, return_inverse=True)
    return keys, np.bincount(inverse, weights=gbps, minlength=keys.size).astype(np.float64)
