"""Compiled loop over the satellites near a place, found in bands of latitude.

Importing this module starts the compiler: import it inside functions.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.orbit.kernels import compiled

__all__ = ["count_links", "nearest_in_bands"]

IntArray = NDArray[np.int32]
LongArray = NDArray[np.int64]


@compiled
def nearest_in_bands(
    position: FloatArray,
    longitude: FloatArray,
    first: LongArray,
    site: FloatArray,
    up: FloatArray,
    latitude: FloatArray,
    east: FloatArray,
    angle: float,
    sine: float,
    longest: float,
    extra: FloatArray,
    least: FloatArray,
    which: IntArray,
) -> None:
    """Write the least slant range plus extra of every site over the satellites in view.

    position (N, 3) [m], longitude (N,) [rad] and extra (N,) are sorted by band and longitude, and
    first (B + 1,) says where each band begins. angle [rad] is how far from a site, at `latitude`
    and longitude `east` [rad], a satellite in view can be, seen from the Earth's centre.
    """
    bands = first.size - 1
    height = np.pi / bands
    for g in range(site.shape[0]):
        sx, sy, sz = site[g, 0], site[g, 1], site[g, 2]
        ux, uy, uz = up[g, 0], up[g, 1], up[g, 2]
        best, at = np.inf, -1
        low = max(int((latitude[g] - angle + 0.5 * np.pi) / height), 0)
        high = min(int((latitude[g] + angle + 0.5 * np.pi) / height), bands - 1)
        reach = np.pi
        if abs(latitude[g]) + angle < 0.5 * np.pi:
            reach = np.arcsin(min(np.sin(angle) / np.cos(latitude[g]), 1.0))
        turns = 1 if reach >= np.pi else 3
        for b in range(low, high + 1):
            for turn in range(turns):
                middle = east[g] + (turn - (turns - 1) // 2) * 2.0 * np.pi
                from_, to = middle - reach, middle + reach
                if turns > 1 and (to < -np.pi or from_ > np.pi):
                    continue
                i, stop = first[b], first[b + 1]
                if turns > 1:
                    end = stop
                    while i < end:
                        half = (i + end) // 2
                        if longitude[half] < from_:
                            i = half + 1
                        else:
                            end = half
                while i < stop and (turns == 1 or longitude[i] <= to):
                    if extra[i] < best:
                        dx, dy, dz = position[i, 0] - sx, position[i, 1] - sy, position[i, 2] - sz
                        rise = dx * ux + dy * uy + dz * uz
                        if rise >= 0.0:
                            d = np.sqrt(dx * dx + dy * dy + dz * dz)
                            if rise >= sine * d and d <= longest and d + extra[i] < best:
                                best, at = d + extra[i], i
                    i += 1
        least[g] = best
        which[g] = at


@compiled
def count_links(parent: IntArray, links: IntArray) -> None:
    """Write how many links lie between each satellite and its source, from parents on the way."""
    n = parent.size
    for i in range(n):
        links[i] = -1
    for i in range(n):
        steps = 0
        j = i
        while links[j] < 0 and parent[j] >= 0:
            j = parent[j]
            steps += 1
        known = max(links[j], 0)
        j = i
        while links[j] < 0:
            links[j] = known + steps
            steps -= 1
            if parent[j] < 0:
                break
            j = parent[j]
