"""Compiled loops of the general tier: satellites one by one, each with orbits of its own.

Every angle of a satellite turns at a constant rate, so that from one time to the next its cosine
and sine turn by a fixed rotation: four multiplications instead of two trigonometric functions. The
loop runs over satellites inside the loop over time, a block at a time, so that the block's state
stays in the first-level cache and the processor's vector unit works on eight satellites at once.
Rounding gathers to 1.3 micrometres in a day of 1,440 steps without a restart, at most 10 (test);
angles are computed afresh every 256 steps.

Importing this module starts the compiler: import it inside functions.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.orbit.kernels import (
    CellArray,
    CountArray,
    Float32Array,
    Index,
    SurfaceWords,
    cell_of,
    compiled,
    sum_surface,
    summing,
    visible_share,
)

__all__ = ["RESTART", "count_loose"]

ByteArray = NDArray[np.uint8]

RESTART: Final = 256  # steps after which the angles are computed afresh
BLOCK: Final = 128  # satellites: 15 kB of state in the first-level cache

_BLOCK: Final = np.uint64(BLOCK)
_START, _ONE = np.uint64(0), np.uint64(1)
_PER_QUARTER: Final = 2.0 / np.pi
_QUARTER_HEAD: Final = 1.57079632673412561417  # first 33 bits of pi / 2, the rest is the tail
_QUARTER_TAIL: Final = 6.07710050650619224932e-11
_S1, _S2, _S3 = -1.66666666666666324348e-01, 8.33333333332248946124e-03, -1.98412698298579493134e-04
_S4, _S5, _S6 = 2.75573137070700676789e-06, -2.50507602534068634195e-08, 1.58969099521155010221e-10
_C1, _C2, _C3 = 4.16666666666666019037e-02, -1.38888888888741095749e-03, 2.48015872894767294178e-05
_C4, _C5, _C6 = -2.75573143513906633035e-07, 2.08757232129817482790e-09, -1.13596475577881948265e-11


@compiled
def start_angles(
    angle: FloatArray,
    rate: FloatArray,
    seconds: float,
    length: FloatArray,
    row: Index,
    w: FloatArray,
) -> None:
    r"""Write the cosine and the sine of each angle at a time, times a length, into two rows.

    The angle less the nearest whole number of quarter turns, then the polynomials of fdlibm
    (k_sin.c, k_cos.c; Sun Microsystems 1993): the library's own functions, called one by one, would
    cost as much as a hundred steps. Good to 3e-16 up to a million radians (tens of years).
    """
    first, second = row * _BLOCK, (row + _ONE) * _BLOCK
    for j in range(_START, _BLOCK):
        x = angle[j] + rate[j] * seconds
        quarter = np.floor(x * _PER_QUARTER + 0.5)
        x = (x - quarter * _QUARTER_HEAD) - quarter * _QUARTER_TAIL
        z = x * x
        sine = _S4 + z * (_S5 + z * _S6)
        sine = x + x * z * (_S1 + z * (_S2 + z * (_S3 + z * sine)))
        cosine = _C4 + z * (_C5 + z * _C6)
        cosine = 1.0 - 0.5 * z + z * z * (_C1 + z * (_C2 + z * (_C3 + z * cosine)))
        # even quarters keep sine and cosine, odd ones swap them; two of the four turn each sign
        odd = quarter - 2.0 * np.floor(0.5 * quarter)
        half = quarter - odd - 4.0 * np.floor(0.25 * quarter)
        sign = length[j] * (1.0 - half)
        w[first + j] = sign * (cosine - odd * (cosine + sine))
        w[second + j] = sign * (sine - odd * (sine - cosine))


@compiled
def step_block(
    w: FloatArray,
    sun: FloatArray,
    cones: FloatArray,
    t: int,
    at: Float32Array,
    shade: ByteArray,
) -> int:
    """Place a block of satellites, judge their shadow, turn them to the next time.

    w holds rows of BLOCK: cosine and sine of the latitude argument, of the mean anomaly (times e)
    and of the node less the sidereal angle; the same of their turn in a step; semi-major axis over
    the Earth's radius, cosine and sine of the inclination. Out: at, x, y, z in Earth radii; shade,
    0 in the light, 1 penumbra, 2 umbra. Returns how many are not in full light.

    One flat array and a fixed length: the compiler sees that no row touches another and works on
    as many satellites at once as the processor's vectors hold.
    """
    sx, sy, sz = sun[t, 0], sun[t, 1], sun[t, 2]
    umbra0, umbra1 = cones[t, 0], cones[t, 1]
    penumbra0, penumbra1 = cones[t, 2], cones[t, 3]
    shaded = 0
    for j in range(BLOCK):
        c, s, k, m = w[j], w[BLOCK + j], w[2 * BLOCK + j], w[3 * BLOCK + j]
        p, q = w[4 * BLOCK + j], w[5 * BLOCK + j]
        rho = w[12 * BLOCK + j] * (1.0 - k)  # ex c + ey s = e cos M
        d = m + m  # 2 (ex s - ey c) = 2 e sin M
        u = rho * (c - d * s)
        v = rho * (s + d * c)
        level = v * w[13 * BLOCK + j]
        x = u * p - level * q
        y = u * q + level * p
        z = v * w[14 * BLOCK + j]
        at[j], at[BLOCK + j], at[2 * BLOCK + j] = x, y, z
        behind = -(x * sx + y * sy + z * sz)
        h2 = rho * rho * (1.0 + d * d) - behind * behind
        dark = umbra0 - umbra1 * behind
        dim = penumbra0 + penumbra1 * behind
        in_umbra = (behind > 0.0) & (h2 < dark * dark)
        in_shadow = (behind > 0.0) & (h2 < dim * dim)
        shade[j] = np.uint8(in_umbra) + np.uint8(in_shadow)
        shaded += in_shadow
        cos_step, sin_step = w[6 * BLOCK + j], w[7 * BLOCK + j]
        w[j], w[BLOCK + j] = c * cos_step - s * sin_step, s * cos_step + c * sin_step
        cos_step, sin_step = w[8 * BLOCK + j], w[9 * BLOCK + j]
        w[2 * BLOCK + j] = k * cos_step - m * sin_step
        w[3 * BLOCK + j] = m * cos_step + k * sin_step
        cos_step, sin_step = w[10 * BLOCK + j], w[11 * BLOCK + j]
        w[4 * BLOCK + j] = p * cos_step - q * sin_step
        w[5 * BLOCK + j] = q * cos_step + p * sin_step
    return shaded


@compiled
def find_cells(at: Float32Array, cell: CellArray) -> None:
    """Write the cell under each satellite of a block."""
    for j in range(BLOCK):
        cell[j] = cell_of(at[j], at[BLOCK + j], at[2 * BLOCK + j])


@compiled
def list_partly(shade: ByteArray, low: Index, high: Index, chosen: CellArray) -> int:
    """Write who of a run is in the penumbra; return how many."""
    n = 0
    for j in range(low, high):
        chosen[n] = j
        n += shade[j] == 1
    return n


@summing
def sum_light(
    at: Float32Array,
    chosen: CellArray,
    few: int,
    sun: FloatArray,
    cones: FloatArray,
    t: int,
    curve: float,
) -> float:
    """Sum the visible shares over the chosen few of a block, all in the penumbra."""
    total = 0.0
    cos_u, sin_u, cos_p, sin_p = cones[t, 4], cones[t, 5], cones[t, 6], cones[t, 7]
    for i in range(few):
        j = chosen[i]
        x, y, z = float(at[j]), float(at[BLOCK + j]), float(at[2 * BLOCK + j])
        sine = 1.0 / np.sqrt(x * x + y * y + z * z)  # of the Earth's apparent radius
        cosine = np.sqrt(1.0 - sine * sine)
        umbra = -(cosine * cos_u + sine * sin_u)
        width = sine * sin_p - cosine * cos_p - umbra
        d = sine * (x * sun[t, 0] + y * sun[t, 1] + z * sun[t, 2])
        bend = 0.5 * (sin_u + sin_p) * cosine / sine
        total += visible_share((d - umbra) / width, bend, curve)
    return total


@compiled
def sum_run(shade: ByteArray, low: Index, high: Index) -> tuple[int, int]:
    """Count the satellites of a run in the umbra and in any shadow."""
    dark = 0
    shaded = 0
    for j in range(low, high):
        dark += shade[j] >> 1
        shaded += shade[j] != 0
    return dark, shaded


@compiled
def count_loose(
    angles: FloatArray,
    rates: FloatArray,
    e: FloatArray,
    fixed: FloatArray,
    plane: NDArray[np.int64],
    first_s: float,
    step_s: float,
    sidereal: FloatArray,
    spin: float,
    sun: FloatArray,
    cones: FloatArray,
    curve: float,
    surface: SurfaceWords,
    counts: CountArray,
    light: FloatArray,
) -> None:
    """Count satellites with elements of their own, at evenly spaced times.

    Parameters
    ----------
    angles, rates : ndarray [rad], [rad/s]
        Latitude argument, mean anomaly and node at the epoch, and how they turn, (3, n).
    e : ndarray [1]
        Eccentricity, (n,).
    fixed : ndarray [1]
        Semi-major axis over the Earth's radius, cosine and sine of the inclination, (3, n).
    plane : ndarray of int
        Where each satellite is counted, in rising order, (n,).
    first_s, step_s : float [s]
        First time from the epoch and the time between two.
    sidereal : ndarray [rad]
        Angle of the Earth at each time, (T,).
    spin : float [rad/s]
        How it turns, so that it needs no trigonometry either.
    sun : ndarray [1]
        Earth-fixed unit vector to the Sun, (T, 3).
    cones : ndarray [1]
        Of the shadow, (T, 8): see `tally.shadow_cones`.
    curve : float [1]
        As in `visible_share`.
    surface : ndarray of uint32
        Cells, sixteen in a word, the first in the lowest bits.
    counts : ndarray of int32
        Out, added to: umbra, penumbra, land, gateway, (4, P, T).
    light : ndarray [1]
        Out, added to: sum of the visible shares of the Sun, (P, T).
    """
    n, T = plane.size, sidereal.size
    w, at = np.empty(15 * BLOCK), np.empty(3 * BLOCK, np.float32)
    shade, cell = np.empty(BLOCK, np.uint8), np.empty(BLOCK, np.int32)
    chosen = np.empty(BLOCK, np.int32)
    zero, one = np.zeros(BLOCK), np.ones(BLOCK)
    mine = np.empty(BLOCK, np.int64)
    for begin in range(0, n, BLOCK):
        size = min(BLOCK, n - begin)
        for j in range(BLOCK):
            mine[j] = begin + min(j, size - 1)  # the last one again fills the block
        start, rate, stretch = angles[:, mine], rates[:, mine], e[mine]
        for j in range(3):
            w[(12 + j) * BLOCK : (13 + j) * BLOCK] = fixed[j, mine]
        start_angles(zero, rate[0], step_s, one, np.uint64(6), w)
        start_angles(zero, rate[1], step_s, one, np.uint64(8), w)
        start_angles(zero, rate[2] - spin, step_s, one, np.uint64(10), w)
        for t in range(T):
            if t % RESTART == 0:
                now = first_s + t * step_s
                start_angles(start[0], rate[0], now, one, np.uint64(0), w)
                start_angles(start[1], rate[1], now, stretch, np.uint64(2), w)
                start_angles(start[2] - sidereal[t], rate[2], now, one, np.uint64(4), w)
            any_shade = step_block(w, sun, cones, t, at, shade)
            find_cells(at, cell)
            low = 0
            while low < size:
                group = plane[begin + low]
                high = size if plane[begin + size - 1] == group else low + 1
                while high < size and plane[begin + high] == group:
                    high += 1
                land, view = sum_surface(cell, np.uint64(low), np.uint64(high), surface)
                dark = shaded = 0
                if any_shade:
                    dark, shaded = sum_run(shade, np.uint64(low), np.uint64(high))
                counts[0, group, t] += dark
                counts[1, group, t] += shaded - dark
                counts[2, group, t] += land
                counts[3, group, t] += view
                light[group, t] += high - low - shaded
                if shaded > dark:
                    few = list_partly(shade, np.uint64(low), np.uint64(high), chosen)
                    light[group, t] += sum_light(at, chosen, few, sun, cones, t, curve)
                low = high
