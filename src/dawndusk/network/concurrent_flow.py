"""The most traffic that a mesh carries to its gateways, at full size, with a bound beside it.

All gateways are as good as each other, so what flows is of one kind, and what limits it is a cut.
Waves of pushing find the flow; the levels between two waves are cuts, and the narrowest says how
much more there can be at most. Stopped at any wave, flow and bound are both true.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError
from dawndusk.limits import require_within
from dawndusk.network.flow_graph import FlowGraph

__all__ = ["EqualFlow", "Flow", "concurrent_flow", "most_traffic"]

_TINY: Final = 1e-10  # of the largest capacity: less is nothing
_WHOLE: Final = 1e-7  # of what a satellite asks: it may be left where all has got through
_LEFT: Final = 1e-6  # of all that is asked: less is rounding
_TIMES: Final = 4.0  # what gateways can still take: so much waiting is enough for a wave
_NEAR: Final = 0.9  # of the gap: a trial is so far below the bound


class Flow(NamedTuple):
    """Traffic through a mesh.

    Attributes
    ----------
    sent_gbps : ndarray [Gbit/s]
        What gets through of each satellite, (N,).
    laser_gbps : ndarray [Gbit/s]
        Over each laser, what goes the other way taken off, 0 or more, (N, K).
    view_gbps : ndarray [Gbit/s]
        From satellite to gateway, by `FlowGraph.views`, (V,).
    gateway_gbps : ndarray [Gbit/s]
        Into each gateway, (G,).
    total_gbps, bound_gbps : float [Gbit/s]
        What is carried, and what no flow can exceed.
    gap : float [1]
        By how much the bound exceeds what is carried, over the bound.
    waves : int
        How often was pushed.
    no_way : ndarray of bool
        Satellites without any way to a gateway, (N,).
    limit : str
        What the narrowest cut mostly consists of: "gateways", "ground links" (terminals of
        satellites to the ground), "lasers", or "none" where all that has a way gets through.
    """

    sent_gbps: FloatArray
    laser_gbps: FloatArray
    view_gbps: FloatArray
    gateway_gbps: FloatArray
    total_gbps: float
    bound_gbps: float
    gap: float
    waves: int
    no_way: NDArray[np.bool_]
    limit: str


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

    >>> from dawndusk.network.flow_graph import Views, flow_graph
    >>> one = Views(np.array([0, 1, 1], np.int32), np.array([0], np.int32))
    >>> pair = flow_graph(np.array([[1], [0]], np.int32), 3.0 * np.ones((2, 1)), 50.0, one, [10.0])
    >>> found = most_traffic(pair, 8.0)
    >>> round(found.total_gbps, 9), round(found.bound_gbps, 9)
    (10.0, 10.0)
    """
    _check(gap, waves)
    asked = _demands(graph, asked_gbps)
    state = _State(graph, asked)
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

    >>> from dawndusk.network.flow_graph import Views, flow_graph
    >>> one = Views(np.array([0, 1, 1], np.int32), np.array([0], np.int32))
    >>> pair = flow_graph(np.array([[1], [0]], np.int32), 3.0 * np.ones((2, 1)), 50.0, one, [10.0])
    >>> found = concurrent_flow(pair, 8.0, gap=1e-6)
    >>> round(found.share, 5), round(found.bound, 5)
    (0.375, 0.375)
    """
    _check(gap, waves)
    demand = _demands(graph, demand_gbps)
    state = _State(graph, demand)
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
        state = _State(graph, trial * demand)
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


class _State:
    """A flow on its way: what every arc can still carry, and what still waits."""

    def __init__(self, graph: FlowGraph, asked: FloatArray) -> None:
        n, pairs = graph.satellites, graph.views.gateway.size
        nodes = 2 * n + graph.gateway_gbps.size
        finite = graph.laser_gbps[np.isfinite(graph.laser_gbps)]
        largest = max(np.max(finite, initial=0.0), np.max(graph.gateway_gbps, initial=0.0))
        self.graph, self.asked, self.waiting = graph, asked, asked.copy()
        self.tiny = _TINY * min(float(largest), max(float(asked.max()), 1e-300))
        self.laser_left = graph.laser_gbps.copy()
        self.ground_left, self.ground_used = graph.ground_gbps.copy(), np.zeros(n)
        self.pair_used, self.gate_left = np.zeros(pairs), graph.gateway_gbps.copy()
        self.level, self.order = np.zeros(nodes, np.int32), np.empty(nodes, np.int32)
        self.cut, self.came = np.zeros(nodes + 2), np.zeros(nodes)
        self.tries = np.zeros(self.laser_left.shape), np.zeros(n), np.zeros(pairs)
        self.count = self.waves = 0
        self.first, self.all_found = True, False
        self.carried, self.bound = 0.0, np.inf
        self.no_way = np.zeros(n, dtype=np.bool_)

    def _arcs(self) -> tuple[Any, ...]:
        graph = self.graph
        return (
            graph.neighbour, graph.back, graph.views.first, graph.views.gateway, *graph.seen,
            graph.owner, self.laser_left, self.ground_left, self.ground_used, self.pair_used,
            self.gate_left, self.tiny, self.level, self.order,
        )  # fmt: skip

    def find_levels(self, enough: float = np.inf) -> None:
        """Find how far nodes are from the sink, as far out as enough waits for it.

        The first time all are looked at, and marked if they have no way.
        """
        from dawndusk.network.kernels_flow import set_levels

        run: Callable[..., int] = set_levels
        if self.first:
            run(*self._arcs(), self.cut, self.waiting, np.inf)
            self.no_way = self.level[: self.graph.satellites] == 0
            self.first = False
            if not np.isfinite(enough):
                self.count, self.all_found = int(np.count_nonzero(self.level)), True
                return
        self.count = run(*self._arcs(), self.cut, self.waiting, enough)
        self.all_found = not np.isfinite(enough)

    def _near_levels(self) -> None:
        """Find levels as far out as some times what the gateways can still take waits for them."""
        left = float(self.gate_left[np.diff(self.graph.seen[0]) > 0].sum())
        self.find_levels(_TIMES * left if left > 0.0 else np.inf)

    def _push_once(self) -> float:
        from dawndusk.network.kernels_flow import wave

        run: Callable[..., float] = wave
        taken = run(*self._arcs(), self.count, self.waiting, self.came, *self.tries)
        self.waves += 1
        self.carried += taken
        return taken

    def _by_level(self, values: FloatArray) -> FloatArray:
        """Sum over satellites by level, up to the last one with any node."""
        levels = self.level[: self.graph.satellites]
        found = np.bincount(levels, weights=values, minlength=int(self.level.max()) + 1)
        return found.astype(np.float64)

    def _lower_bound(self) -> int:
        """Take what is carried and the narrowest cut between levels as a bound; return its level.

        Level 0 stands for none: all that waits and has a way may get through.
        """
        waits = self._by_level(self.waiting)
        below = np.cumsum(waits[1:])  # of those that reach the sink
        far = 0.0 if self.all_found else float(waits[0]) - float(self.waiting[self.no_way].sum())
        if not below.size:
            self.bound = min(self.bound, self.carried)
            return 0
        across = self.cut[1 : below.size + 1] + np.concatenate([[0.0], below[:-1]])
        narrowest = int(np.argmin(across))
        through = float(below[-1]) + far
        self.bound = min(self.bound, self.carried + min(through, float(across[narrowest])))
        return narrowest + 1 if across[narrowest] < through else 0

    def limit(self) -> str:
        """Return which kind of capacity the narrowest cut mostly consists of."""
        graph, n = self.graph, self.graph.satellites
        waits = float(self.waiting[~self.no_way].sum())
        if waits <= _LEFT * float(self.asked.sum()):
            return "none"
        level = self._lower_bound()
        if level == 0 and not self.all_found:
            self.find_levels()
            level = self._lower_bound()
        beyond = self.level == 0
        if level > 0:
            beyond |= self.level >= level
        inside, down, gates = beyond[:n], beyond[n : 2 * n], beyond[2 * n :]
        seen = np.diff(graph.seen[0]) > 0
        across = inside[:, None] & ~inside[graph.neighbour] & (graph.neighbour >= 0)
        kinds = {
            "gateways": float(graph.gateway_gbps[gates & seen].sum()),
            "ground links": float(graph.ground_gbps[inside & ~down].sum()),
            "lasers": float(graph.laser_gbps[across].sum()),
        }
        most = max(kinds, key=lambda kind: kinds[kind])
        return most if kinds[most] > 0.0 else "none"

    def push(self, gap: float, waves: int) -> None:
        """Push until the gap is closed, nothing moves, or the waves are over."""
        self._near_levels()
        self._lower_bound()
        while self.bound - self.carried > gap * self.bound and self.waves < waves:
            stuck = self._push_once() <= self.tiny
            if stuck and self.all_found:
                break
            if stuck:
                self.find_levels()
            else:
                self._near_levels()
            self._lower_bound()

    def least_served(self) -> float:
        """Smallest share of what it asks that any satellite has got through."""
        asks = self.asked > 0.0
        left = np.max(self.waiting[asks] / self.asked[asks], initial=0.0)
        return 1.0 - min(1.0, float(left))

    def push_all(self, waves: int, demand: FloatArray) -> float:
        """Push until all got through or a cut forbids it; return the narrowest share of a cut."""
        least = np.inf
        whole = float(self.asked.sum())
        while True:
            self.find_levels()
            least = min(least, self._share_of_cuts(demand))
            over = least * float(demand.sum()) < whole * (1.0 - 1e-12)
            if over or self.least_served() > 1.0 - _WHOLE or self.waves >= waves:
                return least
            if self._push_once() <= self.tiny:
                return least

    def _share_of_cuts(self, demand: FloatArray) -> float:
        """Least of what can leave the satellites beyond a level over what they ask for."""
        sent = self._by_level(self.asked - self.waiting)
        asked = self._by_level(demand)
        beyond_sent = np.cumsum(np.concatenate([sent[1:], sent[:1]])[::-1])[::-1]
        beyond = np.cumsum(np.concatenate([asked[1:], asked[:1]])[::-1])[::-1]
        left = np.concatenate([self.cut[1 : sent.size], [0.0]])
        there = beyond > 0.0
        return float(np.min((left + beyond_sent)[there] / beyond[there], initial=np.inf))

    def flow(self) -> Flow:
        """Return what flows now."""
        graph = self.graph
        bound = max(self.bound if np.isfinite(self.bound) else self.carried, self.carried)
        net = graph.laser_gbps - self.laser_left
        return Flow(
            sent_gbps=np.asarray(self.asked - self.waiting),
            laser_gbps=np.maximum(net, 0.0, out=net),
            view_gbps=self.pair_used,
            gateway_gbps=graph.gateway_gbps - self.gate_left,
            total_gbps=self.carried,
            bound_gbps=bound,
            gap=1.0 - self.carried / bound if bound > 0.0 else 0.0,
            waves=self.waves,
            no_way=self.no_way,
            limit=self.limit(),
        )


def _thinned(graph: FlowGraph, demand: FloatArray, high: float) -> tuple[float, _State]:
    """Share that goes through in a few waves, where no trial served every satellite."""
    low = high
    while low > 1e-9 * high:
        low *= 0.5
        state = _State(graph, low * demand)
        state.push_all(4, demand)
        served = low * state.least_served()
        if served > 0.0:
            return served, state
    return 0.0, _State(graph, 0.0 * demand)
