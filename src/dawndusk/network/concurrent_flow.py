"""The most traffic that a mesh carries to its gateways, at full size, with a bound beside it.

All gateways are as good as each other, so what flows is of one kind, and what limits it is a cut.
Waves of pushing find the flow; the levels between two waves are cuts, and the narrowest says how
much more there can be at most. Stopped at any wave, flow and bound are both true.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError
from dawndusk.limits import require_within
from dawndusk.network.flow_graph import FlowGraph
from dawndusk.network.flow_waves import Flow, State

__all__ = ["EqualFlow", "Flow", "concurrent_flow", "most_traffic"]

_NEAR: Final = 0.9  # of the gap: a trial is so far below the bound


class EqualFlow(NamedTuple):
    """The same share of its demand for every satellite that has a way to a gateway.

    Attributes
    ----------
    share : float [1]
        Of its demand that every such satellite sends, at once.
    bound : float [1]
        Share that no flow can exceed.
    gap : float [1]
        By how much the bound exceeds it, over the bound.
    flow : Flow
        The traffic at `share`.
    waves : int
        How often was pushed, over all trials.
    """

    share: float
    bound: float
    gap: float
    flow: Flow
    waves: int


def most_traffic(
    graph: FlowGraph, asked_gbps: ArrayLike, gap: float = 0.0, waves: int = 200
) -> Flow:
    r"""Carry as much as possible of what the satellites ask for, up to what each asks.

    .. math::

        \max \sum_i s_i, \quad s_i \le d_i, \quad f_{ij} \le c_{ij}, \quad
        s_i + \sum_j f_{ji} = \sum_j f_{ij} + \sum_g y_{ig}, \quad \sum_g y_{ig} \le u_i, \quad
        \sum_i y_{ig} \le C_g

    and, for the bound, for every set S of satellites: what S sends is at most what leaves it.

    Parameters
    ----------
    graph : FlowGraph
        Capacities.
    asked_gbps : array_like [Gbit/s]
        d, of each satellite, one for all or (N,).
    gap : float [1], optional
        Stops when the bound exceeds what is carried by less.
    waves : int, optional
        Stops after so many; one is the greedy answer.

    Returns
    -------
    Flow

    Raises
    ------
    InputError
        Demands that do not fit or are negative, or nothing asked; a gap or waves out of range.

    Notes
    -----
    Every node shares what it has over its arcs towards the sink by what they can still carry, so
    that ways are about equally loaded; which satellites are served is not fair beyond that.
    With enough waves it is exact to rounding.

    References
    ----------
    Dinic, Algorithm for solution of a problem of maximum flow in networks with power estimation,
    Soviet Math. Doklady 11, 1970, 1277; Ford and Fulkerson, Maximal flow through a network,
    Canadian Journal of Mathematics 8, 1956, 399 (the cut).

    Examples
    --------
    Two satellites of 8 Gbit/s each, linked by 3; one sees a gateway of 10:

    >>> from dawndusk.network.flow_graph import SitesInView, flow_graph
    >>> one = SitesInView(np.array([0, 1, 1], np.int32), np.array([0], np.int32))
    >>> pair = flow_graph(np.array([[1], [0]], np.int32), 3.0 * np.ones((2, 1)), 50.0, one, [10.0])
    >>> found = most_traffic(pair, 8.0)
    >>> round(found.total_gbps, 9), round(found.bound_gbps, 9)
    (10.0, 10.0)
    """
    _check(gap, waves)
    asked = _demands(graph, asked_gbps)
    state = State(graph, asked)
    state.push(gap, waves)
    return state.flow()


def concurrent_flow(
    graph: FlowGraph, demand_gbps: ArrayLike, gap: float = 0.05, waves: int = 400
) -> EqualFlow:
    r"""Largest share of its demand that every satellite can send to any gateway at once.

    .. math::

        \lambda^* = \max \lambda : s_i = \lambda d_i
        = \min_S \frac{c(S \to \text{rest and ground})}{\sum_{i \in S} d_i}

    Parameters
    ----------
    graph : FlowGraph
        Capacities.
    demand_gbps : array_like [Gbit/s]
        d, of each satellite, one for all or (N,).
    gap : float [1], optional
        Stops when bound and share are nearer than this, over the bound.
    waves : int, optional
        Most waves of pushing, over all trials.

    Returns
    -------
    EqualFlow
        A share above 1 says how many times the demand would go through.

    Raises
    ------
    InputError
        As of `most_traffic`, or no satellite has a way to a gateway.

    Notes
    -----
    Satellites without a way are left out and marked in ``flow.no_way``. One satellite that is
    badly linked holds all others back: `most_traffic` is what a network without such a rule
    carries. A trial pushes the demands times a share just under the bound; where they get stuck,
    the cut in the way lowers the bound (Newton's method on the cut), else the share is reached.

    References
    ----------
    Shahrokhi and Matula, The maximum concurrent flow problem, Journal of the ACM 37, 1990, 318;
    Radzik, Newton's method for fractional combinatorial optimization, FOCS 1992, 659.

    Examples
    --------
    The pair of `most_traffic`: the gateway's 10 Gbit/s is too much for the laser of 3.

    >>> from dawndusk.network.flow_graph import SitesInView, flow_graph
    >>> one = SitesInView(np.array([0, 1, 1], np.int32), np.array([0], np.int32))
    >>> pair = flow_graph(np.array([[1], [0]], np.int32), 3.0 * np.ones((2, 1)), 50.0, one, [10.0])
    >>> found = concurrent_flow(pair, 8.0, gap=1e-6)
    >>> round(found.share, 5), round(found.bound, 5)
    (0.375, 0.375)
    """
    _check(gap, waves)
    demand = _demands(graph, demand_gbps)
    state = State(graph, demand)
    state.find_levels()
    demand = np.where(state.no_way, 0.0, demand)
    if not demand.any():
        raise InputError(
            "no satellite that sends has a way to a gateway",
            remedy="look at shells, gateways and the least elevation",
        )
    total = float(demand.sum())
    high = min(float(graph.gateway_gbps.sum()), float(graph.ground_gbps.sum())) / total
    low, best, left = 0.0, state, waves
    while left > 0 and high > 0.0 and high - low > gap * high:
        trial = max(high * (1.0 - _NEAR * gap), 0.5 * (low + high))
        state = State(graph, trial * demand)
        cut = state.push_all(left, demand)
        left -= state.waves
        high = min(high, cut)
        served = trial * state.least_served()
        if served > low:
            low, best = served, state
        elif cut >= trial:  # neither got through nor met a cut: rounding, or out of waves
            break
    if low == 0.0 and high > 0.0:
        low, best = _thinned(graph, demand, high)
        left -= best.waves
    share = min(low, high)
    short = 1.0 - share / high if high > 0.0 else 0.0
    return EqualFlow(share, high, short, best.flow(), waves - max(left, 0))


def _check(gap: float, waves: int) -> None:
    require_within(gap=(gap, 0.0, 1.0), waves=(float(waves), 1.0, np.inf))


def _demands(graph: FlowGraph, asked: ArrayLike) -> FloatArray:
    given = np.asarray(asked, dtype=np.float64)
    if given.shape not in ((), (graph.satellites,)):
        raise InputError(
            "demands do not fit the satellites",
            got=f"{given.shape}",
            allowed=f"({graph.satellites},)",
        )
    require_within(asked_gbps=(given, 0.0, np.finfo(np.float64).max))
    if not given.any():
        raise InputError("nothing is asked of the network", got="0 Gbit/s", allowed="more")
    return np.array(np.broadcast_to(given, (graph.satellites,)))


def _thinned(graph: FlowGraph, demand: FloatArray, high: float) -> tuple[float, State]:
    """Share that goes through in a few waves, where no trial served every satellite."""
    low = high
    while low > 1e-9 * high:
        low *= 0.5
        state = State(graph, low * demand)
        state.push_all(4, demand)
        served = low * state.least_served()
        if served > 0.0:
            return served, state
    return 0.0, State(graph, 0.0 * demand)
