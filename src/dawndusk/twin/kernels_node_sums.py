"""Compiled sums over satellites in time: what is kept of a block and a step.

Importing this module starts the compiler: import it inside functions.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numba import types
from numba.extending import intrinsic
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.orbit.kernels import compiled, finding
from dawndusk.satellite.node_state import NodeModel
from dawndusk.twin.kernels_node import (
    ABSORBED,
    ASLEEP,
    BLOCK,
    COMPUTE,
    JUNCTION,
    LOAD,
    LOSS,
    RADIATED,
    REJECTED,
    SLOWED,
    TAKEN,
)

__all__ = ["COLUMNS", "ENDS", "SUMS", "WATCHED", "record_start", "record_step", "watch"]

IntArray = NDArray[np.int64]
Eight = tuple[float, float, float, float, float, float, float, float]
Ten = tuple[float, float, float, float, float, float, float, float, float, float]

# columns of what is kept by step: sums first, then the lowest, then the highest
SUMS: Final = (
    "compute", "power_w", "load_w", "loss_w", "absorbed_w", "radiated_w", "rejected_w",
    "throttled", "asleep", "resting", "frozen",
    "array_k", "radiator_k", "coolant_k", "charge_j", "junction_k",
)  # fmt: skip
ENDS: Final = ("array_k", "radiator_k", "coolant_k", "charge_j", "junction_k")
COLUMNS: Final = len(SUMS) + 2 * len(ENDS)
WATCHED: Final = (
    "array_k", "radiator_k", "coolant_k", "junction_k", "charge_j", "power_w", "load_w", "compute",
)  # fmt: skip

_LOW: Final = len(SUMS)
_HIGH: Final = len(SUMS) + len(ENDS)


def _choice(sign: str) -> Any:
    """Return the lower or the higher of two numbers, as the processor's vectors have it.

    What the compiler makes of `min` asks what becomes of something that is no number, and then
    goes through a row one by one.
    """

    def chosen(typing: Any, a: Any, b: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
            known = ("nnan", "nsz")
            found = builder.fcmp_ordered(sign, given[0], given[1], flags=known)
            return builder.select(found, given[0], given[1], flags=known)

        return types.float64(types.float64, types.float64), generate

    return intrinsic(chosen)


lower, higher = _choice("<"), _choice(">")


@finding
def sum_ten(w: FloatArray, n: int) -> Ten:
    """Add up what flowed in a step, and who was slowed, asleep and at rest."""
    a = b = c = d = e = f = g = h = i = k = 0.0
    for j in range(n):
        a += w[COMPUTE * BLOCK + j]
        b += w[TAKEN * BLOCK + j]
        c += w[LOAD * BLOCK + j]
        d += w[LOSS * BLOCK + j]
        e += w[ABSORBED * BLOCK + j]
        f += w[RADIATED * BLOCK + j]
        g += w[REJECTED * BLOCK + j]
        h += w[SLOWED * BLOCK + j]
        i += w[ASLEEP * BLOCK + j]
        k += w[5 * BLOCK + j]
    return a, b, c, d, e, f, g, h, i, k


@finding
def sum_four(w: FloatArray, n: int) -> tuple[float, float, float, float]:
    """Add up the first four rows: temperatures and charge."""
    a = b = c = d = 0.0
    for j in range(n):
        a += w[j]
        b += w[BLOCK + j]
        c += w[2 * BLOCK + j]
        d += w[3 * BLOCK + j]
    return a, b, c, d


@finding
def ends_of_four(w: FloatArray, n: int) -> Eight:
    """Find lowest and highest of the first four rows."""
    a = e = w[0]
    b = f = w[BLOCK]
    c = g = w[2 * BLOCK]
    d = h = w[3 * BLOCK]
    for j in range(n):
        x, y = w[j], w[BLOCK + j]
        a, e = lower(x, a), higher(x, e)
        b, f = lower(y, b), higher(y, f)
        x, y = w[2 * BLOCK + j], w[3 * BLOCK + j]
        c, g = lower(x, c), higher(x, g)
        d, h = lower(y, d), higher(y, h)
    return a, b, c, d, e, f, g, h


@finding
def sum_and_ends(w: FloatArray, n: int, row: int) -> tuple[float, float, float]:
    """Add up a row, and find its lowest and highest."""
    total, low, high = 0.0, w[row * BLOCK], w[row * BLOCK]
    for j in range(n):
        x = w[row * BLOCK + j]
        total += x
        low, high = lower(x, low), higher(x, high)
    return total, low, high


@compiled
def count_below(w: FloatArray, n: int, row: int, limit: float) -> int:
    """Count what lies below a limit in a row."""
    found = 0
    for j in range(n):
        found += w[row * BLOCK + j] < limit
    return found


@compiled
def place_of(w: FloatArray, n: int, row: int, value: float) -> int:
    """Return where a value stands in a row."""
    for j in range(n):
        if w[row * BLOCK + j] == value:
            return j
    return 0


@compiled
def keep_ends(out: FloatArray, t: int, k: int, low: float, high: float) -> None:
    """Keep the lowest and the highest of a column."""
    out[t, _LOW + k] = min(out[t, _LOW + k], low)
    out[t, _HIGH + k] = max(out[t, _HIGH + k], high)


@compiled
def record_start(
    w: FloatArray, n: int, m: NodeModel, out: FloatArray, t: int, best: FloatArray, first: int
) -> None:
    """Add temperatures and charge to what is kept of a step, and note the coldest."""
    sums, ends = sum_four(w, n), ends_of_four(w, n)
    for k in range(4):
        out[t, 11 + k] += sums[k]
        keep_ends(out, t, k, ends[k], ends[4 + k])
    if ends[1] < m.freezing_k:
        out[t, 10] += count_below(w, n, 1, m.freezing_k)
    if ends[1] < best[0, 0]:
        best[0, 0], best[0, 1], best[0, 2] = ends[1], first + place_of(w, n, 1, ends[1]), t


@compiled
def record_step(
    w: FloatArray, n: int, out: FloatArray, t: int, best: FloatArray, first: int
) -> None:
    """Add what flowed in a step to what is kept of it, and note the hottest."""
    sums = sum_ten(w, n)
    for k in range(10):
        out[t, k] += sums[k]
    total, low, high = sum_and_ends(w, n, JUNCTION)
    out[t, 15] += total
    keep_ends(out, t, 4, low, high)
    if high > best[1, 0]:
        best[1, 0], best[1, 1], best[1, 2] = high, first + place_of(w, n, JUNCTION, high), t


@compiled
def watch(
    w: FloatArray, before: FloatArray, series: NDArray[np.float32], t: int, slots: IntArray
) -> None:
    """Keep all of a few satellites: temperatures and charge at the start, flows of the step."""
    for i in range(slots.shape[0]):
        j, k = slots[i, 0], slots[i, 1]
        for row in range(3):
            series[t, k, row] = before[i, row]
        series[t, k, 3] = w[JUNCTION * BLOCK + j]
        series[t, k, 4] = before[i, 3]
        series[t, k, 5] = w[TAKEN * BLOCK + j]
        series[t, k, 6] = w[LOAD * BLOCK + j]
        series[t, k, 7] = w[COMPUTE * BLOCK + j]
