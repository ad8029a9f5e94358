"""Compiled loops over links: their lengths now, and shortest ways from many sources at once.

Importing this module starts the compiler: import it inside functions.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.orbit.kernels import compiled

__all__ = [
    "list_views",
    "match_pairs",
    "measure_links",
    "nearest_of_satellites",
    "nearest_of_sites",
    "settle",
]

Float32Array = NDArray[np.float32]
IntArray = NDArray[np.int32]


@compiled
def measure_links(
    position: FloatArray,
    neighbour: IntArray,
    working: NDArray[np.bool_],
    longest: float,
    grazing: float,
    length: Float32Array,
) -> None:
    """Write the length of every link, inf where it is down.

    position (N, 3) [m]; grazing [m] is the least distance of a beam from the Earth's centre.
    """
    most = longest * longest
    least = grazing * grazing
    for i in range(neighbour.shape[0]):
        x, y, z = position[i, 0], position[i, 1], position[i, 2]
        r2 = x * x + y * y + z * z
        for k in range(neighbour.shape[1]):
            j = neighbour[i, k]
            length[i, k] = np.inf
            if j < 0 or not working[i] or not working[j]:
                continue
            dx, dy, dz = position[j, 0] - x, position[j, 1] - y, position[j, 2] - z
            d2 = dx * dx + dy * dy + dz * dz
            if not (0.0 < d2 <= most):
                continue
            along = x * dx + y * dy + z * dz
            if -d2 < along < 0.0 and r2 - along * along / d2 < least:
                continue
            length[i, k] = np.sqrt(d2)


@compiled
def settle(
    neighbour: IntArray,
    weight: Float32Array,
    start: FloatArray,
    most: float,
    width: float,
    buckets: int,
    delay: FloatArray,
    parent: IntArray,
    source: IntArray,
) -> None:
    """Label every satellite with its least start plus weights along the way, up to `most`.

    Buckets of labels, `width` wide, in a circle that spans the spread of the starts and the
    longest weight; a label that falls within the bucket in work is worked off in it again, so
    that the answer is exact for any width. Each satellite stands in one bucket at a time.
    """
    n, terminals = neighbour.shape
    head = np.full(buckets, -1, dtype=np.int32)
    after = np.full(n, -1, dtype=np.int32)
    before = np.full(n, -1, dtype=np.int32)
    waiting = 0
    lowest = np.inf
    for i in range(n):
        delay[i] = start[i] if start[i] <= most else np.inf
        parent[i] = -1
        source[i] = -1
        if delay[i] < np.inf:
            source[i] = i
            lowest = min(lowest, start[i])
    if lowest == np.inf:
        return
    for i in range(n):
        if delay[i] < np.inf:
            b = np.int64((start[i] - lowest) / width) % buckets
            after[i] = head[b]
            before[i] = -1
            if head[b] >= 0:
                before[head[b]] = i
            head[b] = i
            waiting += 1
    stood = np.zeros(n, dtype=np.bool_)  # in a bucket now
    for i in range(n):
        stood[i] = delay[i] < np.inf
    now = 0
    while waiting > 0:
        i = head[now]
        if i < 0:
            now += 1
            if now == buckets:
                now = 0
            continue
        head[now] = after[i]
        if after[i] >= 0:
            before[after[i]] = -1
        stood[i] = False
        waiting -= 1
        label = delay[i]
        for k in range(terminals):
            j = neighbour[i, k]
            if j < 0:
                continue
            new = label + weight[i, k]
            if not new < delay[j] or new > most:
                continue
            if stood[j]:  # leaves its bucket
                old = np.int64((delay[j] - lowest) / width) % buckets
                if before[j] >= 0:
                    after[before[j]] = after[j]
                else:
                    head[old] = after[j]
                if after[j] >= 0:
                    before[after[j]] = before[j]
            else:
                stood[j] = True
                waiting += 1
            delay[j] = new
            parent[j] = i
            source[j] = source[i]
            to = np.int64((new - lowest) / width) % buckets
            before[j] = -1
            after[j] = head[to]
            if head[to] >= 0:
                before[head[to]] = j
            head[to] = j


@compiled
def nearest_of_sites(
    position: FloatArray,
    site: FloatArray,
    up: FloatArray,
    sine: float,
    longest: float,
    extra: FloatArray,
    least: FloatArray,
    which: IntArray,
) -> None:
    """Write the least slant range plus extra (G,) of every satellite over the sites in view."""
    floor = np.empty(site.shape[0])
    for g in range(site.shape[0]):
        floor[g] = site[g, 0] * up[g, 0] + site[g, 1] * up[g, 1] + site[g, 2] * up[g, 2]
    for i in range(position.shape[0]):
        x, y, z = position[i, 0], position[i, 1], position[i, 2]
        best, at = np.inf, -1
        for g in range(site.shape[0]):
            height = x * up[g, 0] + y * up[g, 1] + z * up[g, 2] - floor[g]
            if not height > 0.0:
                continue
            dx, dy, dz = x - site[g, 0], y - site[g, 1], z - site[g, 2]
            d = np.sqrt(dx * dx + dy * dy + dz * dz)
            if height >= sine * d and d <= longest and d + extra[g] < best:
                best, at = d + extra[g], g
        least[i] = best
        which[i] = at


@compiled
def nearest_of_satellites(
    position: FloatArray,
    site: FloatArray,
    up: FloatArray,
    sine: float,
    longest: float,
    extra: FloatArray,
    least: FloatArray,
    which: IntArray,
) -> None:
    """Write the least slant range plus extra (N,) of every site over the satellites in view."""
    for g in range(site.shape[0]):
        sx, sy, sz = site[g, 0], site[g, 1], site[g, 2]
        ux, uy, uz = up[g, 0], up[g, 1], up[g, 2]
        best, at = np.inf, -1
        for i in range(position.shape[0]):
            if not extra[i] < best:
                continue
            dx, dy, dz = position[i, 0] - sx, position[i, 1] - sy, position[i, 2] - sz
            height = dx * ux + dy * uy + dz * uz
            if not height >= 0.0:
                continue
            d = np.sqrt(dx * dx + dy * dy + dz * dz)
            if height >= sine * d and d <= longest and d + extra[i] < best:
                best, at = d + extra[i], i
        least[g] = best
        which[g] = at


@compiled
def list_views(
    position: FloatArray,
    site: FloatArray,
    up: FloatArray,
    sine: float,
    longest: float,
    satellite: IntArray,
    range_m: FloatArray,
    first: NDArray[np.int64],
) -> int:
    """Write who is in view of each site, site by site, and where each site's begin, (G + 1,).

    Returns how many there are; no more are written than there is room for.
    """
    count = 0
    for g in range(site.shape[0]):
        first[g] = count
        sx, sy, sz = site[g, 0], site[g, 1], site[g, 2]
        ux, uy, uz = up[g, 0], up[g, 1], up[g, 2]
        for i in range(position.shape[0]):
            dx, dy, dz = position[i, 0] - sx, position[i, 1] - sy, position[i, 2] - sz
            height = dx * ux + dy * uy + dz * uz
            if not height >= 0.0:
                continue
            d = np.sqrt(dx * dx + dy * dy + dz * dz)
            if height >= sine * d and d <= longest:
                if count < satellite.size:
                    satellite[count] = i
                    range_m[count] = d
                count += 1
    first[site.shape[0]] = count
    return count


@compiled
def match_pairs(first: IntArray, second: IntArray, partner: IntArray) -> None:
    """Link pairs in the order given while both have a terminal free; partner (n, K) starts at -1.

    A pair that comes twice is linked once.
    """
    used = np.zeros(partner.shape[0], dtype=np.int32)
    terminals = partner.shape[1]
    for e in range(first.size):
        i, j = first[e], second[e]
        if used[i] == terminals or used[j] == terminals:
            continue
        known = False
        for k in range(used[i]):
            known = known or partner[i, k] == j
        if known:
            continue
        partner[i, used[i]] = j
        partner[j, used[j]] = i
        used[i] += 1
        used[j] += 1
