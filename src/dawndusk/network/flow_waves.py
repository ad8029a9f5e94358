"""A flow on its way to the gateways: waves of pushing, and the cuts between them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.network.flow_graph import FlowGraph

__all__ = ["Flow", "State"]

_TINY: Final = 1e-10  # of the largest capacity: less is nothing
_WHOLE: Final = 1e-7  # of what a satellite asks: it may be left where all has got through
_LEFT: Final = 1e-6  # of all that is asked: less is rounding
_TIMES: Final = 4.0  # what gateways can still take: so much waiting is enough for a wave


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


class State:
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
            self.count = run(*self._arcs(), self.cut, self.waiting, np.inf, 0)
            self.no_way = self.level[: self.graph.satellites] == 0
            self.first = False
            if not np.isfinite(enough):
                self.all_found = True
                return
        self.count = run(*self._arcs(), self.cut, self.waiting, enough, self.count)
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
        """Sum over satellites by level, up to the last one with any node; 0 holds all others."""
        nodes, n = self.order[: self.count], self.graph.satellites
        room = int(self.level[nodes].max(initial=0)) + 1
        if self.all_found:
            whole = np.bincount(self.level[:n], weights=values, minlength=room)
            return np.asarray(whole, dtype=np.float64)
        found = nodes[nodes < n]
        near = np.bincount(self.level[found], weights=values[found], minlength=room)
        sums = np.asarray(near, dtype=np.float64)
        sums[0] = max(0.0, float(values.sum()) - float(sums.sum()))
        return sums

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
        near = (self.level > 0) & ((self.level < level) | (level == 0))
        inside, down, gates = ~near[:n], ~near[n : 2 * n], ~near[2 * n :]
        seen = np.diff(graph.seen[0]) > 0
        ends = np.flatnonzero(near[:n])  # of the lasers across the cut
        partner = graph.neighbour[ends]
        across = (partner >= 0) & inside[partner]
        towards = graph.laser_gbps[partner, graph.back[ends]]
        kinds = {
            "gateways": float(graph.gateway_gbps[gates & seen].sum()),
            "ground links": float(graph.ground_gbps[inside & ~down].sum()),
            "lasers": float(towards[across].sum()),
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
