"""Compiled loops over the satellites near a place, found by cells of the sphere.

Importing this module starts the compiler: import it inside functions.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.orbit.kernels import compiled

__all__ = ["cells_of", "count_links", "nearest_in_cells", "nearest_in_sight"]

IntArray = NDArray[np.int32]
LongArray = NDArray[np.int64]
CellArray = NDArray[np.uint16]


@compiled
def turned(x: float, y: float) -> float:
    """Return a measure of the angle of (x, y), rising from 0 to 4 around the axis; no arc tangent.

    It is 0, 1, 2, 3 at 0, 90, 180, 270 deg.
    """
    size = abs(x) + abs(y)
    if size == 0.0:
        return 0.0
    part = y / size
    if x < 0.0:
        return 2.0 - part
    return part if part >= 0.0 else 4.0 + part


@compiled
def cells_of(position: FloatArray, bands: int, columns: int, cell: CellArray) -> None:
    """Write the cell of every position: bands of equal area, each cut into columns."""
    for i in range(position.shape[0]):
        x, y, z = position[i, 0], position[i, 1], position[i, 2]
        r = np.sqrt(x * x + y * y + z * z)
        band = min(int((z / r + 1.0) * 0.5 * bands), bands - 1)
        column = min(int(turned(x, y) * 0.25 * columns), columns - 1)
        cell[i] = band * columns + column


@compiled
def stretches(
    x: float, y: float, z: float, angle: float, bands: int, columns: int, found: LongArray
) -> int:
    """Write the runs of cells that a cap of an angle about a direction touches; return how many.

    found (2 bands, 2) takes the first cell of each run and the one behind its last.
    """
    plan = np.sqrt(x * x + y * y)
    latitude = np.arctan2(z, plan)
    low = int((np.sin(max(latitude - angle, -0.5 * np.pi)) + 1.0) * 0.5 * bands)
    high = int((np.sin(min(latitude + angle, 0.5 * np.pi)) + 1.0) * 0.5 * bands)
    low, high = min(max(low, 0), bands - 1), min(high, bands - 1)
    west, east = 0, columns - 1
    if abs(latitude) + angle < 0.5 * np.pi:
        reach = np.arcsin(min(np.sin(angle) / np.cos(latitude), 1.0))
        c, s = np.cos(reach), np.sin(reach)
        west = min(int(turned(x * c + y * s, y * c - x * s) * 0.25 * columns), columns - 1)
        east = min(int(turned(x * c - y * s, y * c + x * s) * 0.25 * columns), columns - 1)
    runs = 0
    for band in range(low, high + 1):
        row = band * columns
        if west <= east:
            found[runs, 0], found[runs, 1] = row + west, row + east + 1
            runs += 1
        else:
            found[runs, 0], found[runs, 1] = row, row + east + 1
            found[runs + 1, 0], found[runs + 1, 1] = row + west, row + columns
            runs += 2
    return runs


@compiled
def nearest_in_cells(
    position: FloatArray,
    first: LongArray,
    bands: int,
    columns: int,
    site: FloatArray,
    up: FloatArray,
    angle: float,
    sine: float,
    longest: float,
    extra: FloatArray,
    least: FloatArray,
    which: IntArray,
) -> None:
    """Write the least slant range plus extra of every site over the satellites in view.

    position (N, 3) [m] and extra (N,) are sorted by cell, and first (cells + 1,) says where each
    begins. angle [rad] is how far from a site a satellite in view can be, seen from the Earth's
    centre.
    """
    found = np.empty((2 * bands, 2), dtype=np.int64)
    for g in range(site.shape[0]):
        sx, sy, sz = site[g, 0], site[g, 1], site[g, 2]
        ux, uy, uz = up[g, 0], up[g, 1], up[g, 2]
        best, at = np.inf, -1
        for run in range(stretches(sx, sy, sz, angle, bands, columns, found)):
            for i in range(first[found[run, 0]], first[found[run, 1]]):
                room = min(best - extra[i], longest)
                if not room > 0.0:
                    continue
                dx, dy, dz = position[i, 0] - sx, position[i, 1] - sy, position[i, 2] - sz
                d2 = dx * dx + dy * dy + dz * dz
                if d2 > room * room:
                    continue
                rise = dx * ux + dy * uy + dz * uz
                d = np.sqrt(d2)
                if rise >= sine * d and rise >= 0.0 and d + extra[i] < best:
                    best, at = d + extra[i], i
        least[g] = best
        which[g] = at


@compiled
def nearest_in_sight(
    position: FloatArray,
    first: LongArray,
    bands: int,
    columns: int,
    other: FloatArray,
    longest: float,
    grazing: float,
    highest: float,
    least: FloatArray,
    which: IntArray,
) -> None:
    """Write the distance from every other satellite to the nearest that the Earth does not hide.

    grazing [m] is the least distance of a beam from the Earth's centre, highest [m] that of the
    highest satellite. The cap that is searched is doubled until none beyond it can be nearer, or
    in sight.
    """
    found = np.empty((2 * bands, 2), dtype=np.int64)
    for g in range(other.shape[0]):
        x, y, z = other[g, 0], other[g, 1], other[g, 2]
        r = np.sqrt(x * x + y * y + z * z)
        at, angle = -1, 0.01
        most = np.pi
        if r > grazing and highest > grazing:
            most = min(np.arccos(grazing / r) + np.arccos(grazing / highest) + 1e-6, np.pi)
        best2 = longest * longest
        while r > 0.0:
            for run in range(stretches(x, y, z, angle, bands, columns, found)):
                for i in range(first[found[run, 0]], first[found[run, 1]]):
                    dx, dy, dz = position[i, 0] - x, position[i, 1] - y, position[i, 2] - z
                    d2 = dx * dx + dy * dy + dz * dz
                    if d2 >= best2 and (at >= 0 or d2 > best2):
                        continue
                    share = 0.0
                    if d2 > 0.0:
                        share = min(max(-(dx * x + dy * y + dz * z) / d2, 0.0), 1.0)
                    lx, ly, lz = x + share * dx, y + share * dy, z + share * dz
                    if lx * lx + ly * ly + lz * lz >= grazing * grazing:
                        best2, at = d2, i
            best = np.sqrt(best2)
            beyond = r * np.sin(min(angle, 0.5 * np.pi))
            if angle >= most or best <= beyond:
                break
            angle = min(2.0 * angle, most)
            if at >= 0 and best < r:
                angle = min(angle, np.arcsin(best / r) * 1.001)
        least[g] = best if at >= 0 else np.inf
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
