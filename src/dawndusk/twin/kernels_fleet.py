"""Compiled loops of many satellites in time: where each is, its step, and sums over all by step.

Three ways to know where the Sun stands for a satellite, and one to step it: rings, satellites with
elements of their own, and places that are given. A block of satellites goes through all steps
before the next one starts.

Importing this module starts the compiler: import it inside functions.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.orbit.kernels import compiled
from dawndusk.orbit.kernels_loose import RESTART, start_angles, step_block
from dawndusk.satellite.node_state import NodeModel
from dawndusk.satellite.transient import Implicit
from dawndusk.twin.kernels_node import BLOCK, D0, D1, LEDGER, ROWS, step_nodes
from dawndusk.twin.kernels_node_sums import record_start, record_step, watch

__all__ = ["fly_given", "fly_loose", "fly_rings"]

IntArray = NDArray[np.int64]


@compiled
def advance(
    w: FloatArray,
    n: int,
    m: NodeModel,
    by: Implicit,
    demand: float,
    t: int,
    per: int,
    record: bool,
    out: FloatArray,
    best: FloatArray,
    first: int,
    slots: IntArray,
    before: FloatArray,
    series: NDArray[np.float32],
) -> None:
    """Step a block, and keep what is asked for: every so many steps make one that is shown."""
    row = t // per
    if record:
        record_start(w, n, m, out, row, best, first)
        for i in range(slots.shape[0]):
            for k in range(4):
                before[i, k] = w[k * BLOCK + slots[i, 0]]
    step_nodes(w, m, by, demand)
    if record:
        record_step(w, n, out, row, best, first)
        if t % per == 0:
            watch(w, before, series, row, slots)


@compiled
def load(w: FloatArray, state: FloatArray, first: int, n: int) -> None:
    """Bring satellites into a block; the last one again fills it."""
    for row in range(LEDGER):
        for j in range(BLOCK):
            w[row * BLOCK + j] = state[row, first + min(j, n - 1)]


@compiled
def store(w: FloatArray, state: FloatArray, first: int, n: int) -> None:
    """Bring satellites back from a block."""
    for row in range(LEDGER):
        for j in range(n):
            state[row, first + j] = w[row * BLOCK + j]


@compiled
def watched_in(watched: IntArray, first: int, n: int) -> IntArray:
    """Return slot and number of the watched satellites of a block."""
    few = 0
    for i in range(watched.shape[0]):
        few += (watched[i, 0] >= first) & (watched[i, 0] < first + n)
    found = np.empty((few, 2), np.int64)
    few = 0
    for i in range(watched.shape[0]):
        if (watched[i, 0] >= first) & (watched[i, 0] < first + n):
            found[few, 0], found[few, 1] = watched[i, 0] - first, watched[i, 1]
            few += 1
    return found


@compiled
def ring_light(
    w: FloatArray, C: FloatArray, S: FloatArray, a: float, b: float, edges: FloatArray, row: int
) -> None:
    """Write cosine and way of a stretch of a ring into a row each and the next but one."""
    umbra, per_width = edges[0], 1.0 / (edges[1] - edges[0])
    for j in range(BLOCK):
        d = a * C[j] + b * S[j]
        w[row * BLOCK + j] = d
        w[(row + 2) * BLOCK + j] = (d - umbra) * per_width


@compiled
def fly_rings(
    state: FloatArray,
    units: IntArray,
    C: FloatArray,
    S: FloatArray,
    phase: FloatArray,
    node: FloatArray,
    tilt: FloatArray,
    turn: FloatArray,
    swing: FloatArray,
    sun: FloatArray,
    edges: FloatArray,
    m: NodeModel,
    by: Implicit,
    demand: FloatArray,
    per: int,
    record: bool,
    out: FloatArray,
    best: FloatArray,
    watched: IntArray,
    series: NDArray[np.float32],
) -> None:
    r"""Step satellites of rings: the structured tier.

    Parameters
    ----------
    state : ndarray
        Rows of LEDGER, (LEDGER, n); carried on.
    units : ndarray of int
        Plane, first slot and satellites of every block, (U, 3); their satellites in order are
        those of the state.
    C, S : ndarray [1]
        Cosine and sine of the places in the ring, as long as the last block reaches.
    phase, node, tilt : ndarray [1]
        As of `dawndusk.orbit.kernels.count_rings`.
    turn, swing : ndarray [1]
        Of the moments between the steps, (T + 1, 2); the node in the frame of the Sun.
    sun, edges : ndarray [1]
        Unit vectors to the Sun, (T + 1, 3); cosines at the edges of the shadow, (T + 1, 2).
    m, by : NodeModel, Implicit
        The satellite and its integrator.
    demand : ndarray [1]
        By step, (T,).
    per : int
        Steps in one that is shown.
    record : bool
        Whether anything is kept.
    out : ndarray
        Out, (T / per, COLUMNS).
    best : ndarray
        Out: lowest panel and highest junction temperature with place and step, (2, 3).
    watched : ndarray of int
        Place in the state, and number, of those that are followed, (k, 2).
    series : ndarray of float32
        Out, of those, (T / per, numbers, WATCHED).
    """
    w = np.zeros(ROWS * BLOCK)
    ci, si = tilt[0], tilt[1]
    first = 0
    for u in range(units.shape[0]):
        p, low, n = units[u, 0], units[u, 1], units[u, 2]
        load(w, state, first, n)
        slots = watched_in(watched, first, n)
        before = np.empty((slots.shape[0], 4))
        Cu, Su = C[low : low + BLOCK], S[low : low + BLOCK]
        for t in range(-1, demand.size):
            k = t + 1
            c = phase[p, 0] * turn[k, 0] - phase[p, 1] * turn[k, 1]
            s = phase[p, 1] * turn[k, 0] + phase[p, 0] * turn[k, 1]
            co = node[p, 0] * swing[k, 0] - node[p, 1] * swing[k, 1]
            so = node[p, 1] * swing[k, 0] + node[p, 0] * swing[k, 1]
            along = co * sun[k, 0] + so * sun[k, 1]
            across = ci * (co * sun[k, 1] - so * sun[k, 0]) + si * sun[k, 2]
            a, b = along * c + across * s, across * c - along * s
            ring_light(w, Cu, Su, a, b, edges[k], D0 if t < 0 else D1)
            if t >= 0:
                advance(
                    w, n, m, by, demand[t], t, per, record, out, best, first, slots, before, series
                )
        store(w, state, first, n)
        first += n


@compiled
def loose_light(
    w: FloatArray, at: NDArray[np.float32], sun: FloatArray, cones: FloatArray, row: int
) -> None:
    """Write cosine and way of a block of places into a row each and the next but one."""
    sx, sy, sz = sun[0], sun[1], sun[2]
    cos_u, sin_u, cos_p, sin_p = cones[4], cones[5], cones[6], cones[7]
    for j in range(BLOCK):
        x, y, z = float(at[j]), float(at[BLOCK + j]), float(at[2 * BLOCK + j])
        sine = 1.0 / np.sqrt(x * x + y * y + z * z)  # of the Earth's apparent radius
        cosine = np.sqrt(max(1.0 - sine * sine, 0.0))
        umbra = -(cosine * cos_u + sine * sin_u)
        width = sine * sin_p - cosine * cos_p - umbra
        d = sine * (x * sx + y * sy + z * sz)
        w[row * BLOCK + j] = d
        w[(row + 2) * BLOCK + j] = (d - umbra) / width


@compiled
def fly_loose(
    state: FloatArray,
    angles: FloatArray,
    rates: FloatArray,
    e: FloatArray,
    fixed: FloatArray,
    first_s: float,
    step_s: float,
    sun: FloatArray,
    cones: FloatArray,
    m: NodeModel,
    by: Implicit,
    demand: FloatArray,
    per: int,
    record: bool,
    out: FloatArray,
    best: FloatArray,
    watched: IntArray,
    series: NDArray[np.float32],
) -> None:
    """Step satellites with elements of their own: the general tier.

    Parameters
    ----------
    state : ndarray
        As of `fly_rings`.
    angles, rates, e, fixed, first_s, step_s, cones
        As of `dawndusk.orbit.kernels_loose.count_loose`, in the frame of the Sun.
    sun : ndarray [1]
        Unit vectors to the Sun, (T + 1, 3).
    m, by, demand, per, record, out, best, watched, series
        As of `fly_rings`.
    """
    w, v, at = np.zeros(ROWS * BLOCK), np.empty(15 * BLOCK), np.empty(3 * BLOCK, np.float32)
    shade, mine = np.empty(BLOCK, np.uint8), np.empty(BLOCK, np.int64)
    zero, one = np.zeros(BLOCK), np.ones(BLOCK)
    for first in range(0, e.size, BLOCK):
        n = min(BLOCK, e.size - first)
        load(w, state, first, n)
        slots = watched_in(watched, first, n)
        before = np.empty((slots.shape[0], 4))
        for j in range(BLOCK):
            mine[j] = first + min(j, n - 1)
        start, rate, stretch = angles[:, mine], rates[:, mine], e[mine]
        for k in range(3):
            v[(12 + k) * BLOCK : (13 + k) * BLOCK] = fixed[k, mine]
            start_angles(zero, rate[k], step_s, one, np.uint64(6 + 2 * k), v)
        for t in range(-1, demand.size):
            if (t + 1) % RESTART == 0:
                now = first_s + (t + 1) * step_s
                start_angles(start[0], rate[0], now, one, np.uint64(0), v)
                start_angles(start[1], rate[1], now, stretch, np.uint64(2), v)
                start_angles(start[2], rate[2], now, one, np.uint64(4), v)
            step_block(v, sun, cones, t + 1, at, shade)
            loose_light(w, at, sun[t + 1], cones[t + 1], D0 if t < 0 else D1)
            if t >= 0:
                advance(
                    w, n, m, by, demand[t], t, per, record, out, best, first, slots, before, series
                )
        store(w, state, first, n)


@compiled
def fly_given(
    state: FloatArray,
    cosine: FloatArray,
    way: FloatArray,
    m: NodeModel,
    by: Implicit,
    demand: FloatArray,
    per: int,
    record: bool,
    out: FloatArray,
    best: FloatArray,
    watched: IntArray,
    series: NDArray[np.float32],
) -> None:
    """Step satellites whose light is known: the imported tier.

    Parameters
    ----------
    state : ndarray
        As of `fly_rings`.
    cosine, way : ndarray [1]
        Cosine of the Sun's angle from the zenith and way through the penumbra, (T + 1, n).
    m, by, demand, per, record, out, best, watched, series
        As of `fly_rings`.
    """
    w = np.zeros(ROWS * BLOCK)
    for first in range(0, state.shape[1], BLOCK):
        n = min(BLOCK, state.shape[1] - first)
        load(w, state, first, n)
        slots = watched_in(watched, first, n)
        before = np.empty((slots.shape[0], 4))
        for t in range(-1, demand.size):
            row = D0 if t < 0 else D1
            for j in range(BLOCK):
                w[row * BLOCK + j] = cosine[t + 1, first + min(j, n - 1)]
                w[(row + 2) * BLOCK + j] = way[t + 1, first + min(j, n - 1)]
            if t >= 0:
                advance(
                    w, n, m, by, demand[t], t, per, record, out, best, first, slots, before, series
                )
        store(w, state, first, n)
