"""Compiled loops of the general tier: satellites one by one, each with orbits of its own.

Every angle of a satellite turns at a constant rate, so that from one time to the next its cosine
and sine turn by a fixed rotation: four multiplications instead of two trigonometric functions. The
loop runs over satellites inside the loop over time, a block at a time, so that the block's state
stays in the first-level cache and the processor's vector unit works on eight satellites at once.

Importing this module starts the compiler: import it inside functions.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.orbit.kernels import (
    CountArray,
    Float32Array,
    compiled,
    find_cells,
    sum_surface,
    summing,
    visible_share,
)

__all__ = ["RESTART", "count_loose"]

ByteArray = NDArray[np.uint8]

RESTART: Final = 1024  # steps after which the angles are computed afresh
BLOCK: Final = 128


@compiled
def start_angles(angle: FloatArray, rate: FloatArray, seconds: float, state: FloatArray) -> None:
    """Write the cosine and the sine of each angle at a time."""
    for j in range(angle.size):
        now = angle[j] + rate[j] * seconds
        state[0, j] = np.cos(now)
        state[1, j] = np.sin(now)


@compiled
def step_block(
    state: FloatArray,
    step: FloatArray,
    fixed: FloatArray,
    sun: FloatArray,
    cones: FloatArray,
    x4: Float32Array,
    y4: Float32Array,
    z4: Float32Array,
    behind: Float32Array,
    radius: Float32Array,
    shade: ByteArray,
) -> int:
    """Place a block of satellites at its time, judge its shadow, turn it to the next time.

    state and step: cosine and sine of latitude argument, mean anomaly times e, node less sidereal
    angle, (6, n). fixed: semi-major axis over the Earth's radius, cosine and sine of inclination,
    (3, n). Out: direction, distance behind the Earth and radius (Earth radii), shade (0 in the
    light, 1 penumbra, 3 umbra). Returns how many are in the penumbra.
    """
    sx, sy, sz = sun[0], sun[1], sun[2]
    umbra0, umbra1, penumbra0, penumbra1 = cones[0], cones[1], cones[2], cones[3]
    c_, s_, k_, m_, p_, q_ = state[0], state[1], state[2], state[3], state[4], state[5]
    cu, su, ck, sk, cp, sp = step[0], step[1], step[2], step[3], step[4], step[5]
    a_, ci_, si_ = fixed[0], fixed[1], fixed[2]
    partly = 0
    for j in range(x4.size):
        c, s, k, m, p, q = c_[j], s_[j], k_[j], m_[j], p_[j], q_[j]
        rho = a_[j] * (1.0 - k)  # ex c + ey s = e cos M
        d = m + m  # 2 (ex s - ey c) = 2 e sin M
        u = rho * (c - d * s)
        v = rho * (s + d * c)
        level = v * ci_[j]
        x = u * p - level * q
        y = u * q + level * p
        z = v * si_[j]
        back = -(x * sx + y * sy + z * sz)
        r2 = rho * rho * (1.0 + d * d)
        h2 = r2 - back * back
        dark = umbra0 - umbra1 * back
        dim = penumbra0 + penumbra1 * back
        in_umbra = (back > 0.0) & (h2 < dark * dark)
        in_shadow = (back > 0.0) & (h2 < dim * dim)
        shade[j] = np.uint8(in_shadow) + np.uint8(2) * np.uint8(in_umbra)
        partly += in_shadow ^ in_umbra
        x4[j], y4[j], z4[j] = x, y, z
        behind[j], radius[j] = back, r2
        c_[j], s_[j] = c * cu[j] - s * su[j], s * cu[j] + c * su[j]
        k_[j], m_[j] = k * ck[j] - m * sk[j], m * ck[j] + k * sk[j]
        p_[j], q_[j] = p * cp[j] - q * sp[j], q * cp[j] + p * sp[j]
    return partly


@summing
def sum_light(
    behind: Float32Array, r2: Float32Array, shade: ByteArray, cones: FloatArray, curve: float
) -> float:
    """Sum the visible shares over the satellites in the penumbra."""
    total = 0.0
    cos_u, sin_u, cos_p, sin_p = cones[4], cones[5], cones[6], cones[7]
    for j in range(behind.size):
        if shade[j] == 1:
            q = 1.0 / np.sqrt(np.float64(r2[j]))
            cos_b = np.sqrt(1.0 - q * q)
            umbra = -(cos_b * cos_u + q * sin_u)
            width = -(cos_b * cos_p - q * sin_p) - umbra
            w = (-q * behind[j] - umbra) / width
            bend = 0.5 * (sin_u + sin_p) * cos_b / q
            total += visible_share(w, bend, curve)
    return total


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
    surface: ByteArray,
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
        As in `step_block`, (3, n).
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
    surface : ndarray of uint8
        Cells, flat.
    counts : ndarray of int32
        Out, added to: umbra, penumbra, land, gateway, (4, P, T).
    light : ndarray [1]
        Out, added to: sum of the visible shares of the Sun, (P, T).
    """
    n, T = plane.size, sidereal.size
    for begin in range(0, n, BLOCK):
        end = min(begin + BLOCK, n)
        size = end - begin
        state, step = np.empty((6, size)), np.empty((6, size))
        x4, y4, z4 = (
            np.empty(size, np.float32),
            np.empty(size, np.float32),
            np.empty(size, np.float32),
        )
        behind, radius = np.empty(size, np.float32), np.empty(size, np.float32)
        shade, cell = np.empty(size, np.uint8), np.empty(size, np.int32)
        still = fixed[:, begin:end].copy()
        zero = np.zeros(size)
        relative = rates[2, begin:end] - spin
        start_angles(zero, rates[0, begin:end], step_s, step[0:2])
        start_angles(zero, rates[1, begin:end], step_s, step[2:4])
        start_angles(zero, relative, step_s, step[4:6])
        for t in range(T):
            if t % RESTART == 0:
                now = first_s + t * step_s
                start_angles(angles[0, begin:end], rates[0, begin:end], now, state[0:2])
                start_angles(angles[1, begin:end], rates[1, begin:end], now, state[2:4])
                state[2:4] *= e[begin:end]
                node = angles[2, begin:end] - sidereal[t]
                start_angles(node, rates[2, begin:end], now, state[4:6])
            partly = step_block(
                state, step, still, sun[t], cones[t], x4, y4, z4, behind, radius, shade
            )
            find_cells(x4, y4, z4, cell)
            low = 0
            while low < size:
                group = plane[begin + low]
                high = low + 1
                if plane[end - 1] == group:
                    high = size
                while high < size and plane[begin + high] == group:
                    high += 1
                land, view = sum_surface(cell[low:high], surface)
                shaded = 0
                total = 0
                for j in range(low, high):
                    total += shade[j]
                    shaded += shade[j] & 1
                dark = (total - shaded) >> 1
                counts[0, group, t] += dark
                counts[1, group, t] += shaded - dark
                counts[2, group, t] += land
                counts[3, group, t] += view
                light[group, t] += high - low - shaded
                if partly:
                    light[group, t] += sum_light(
                        behind[low:high], radius[low:high], shade[low:high], cones[t], curve
                    )
                low = high
