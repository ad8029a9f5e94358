"""Compiled loop that writes where every satellite of a ring shell is, wobble included.

Importing this module starts the compiler: import it inside functions.
"""

from __future__ import annotations

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.orbit.kernels import compiled

__all__ = ["place_rings"]


@compiled
def place_rings(
    C: FloatArray,
    S: FloatArray,
    phase: FloatArray,
    node: FloatArray,
    a: float,
    c: float,
    s: float,
    q: float,
    frozen: float,
    out: FloatArray,
) -> None:
    """Write positions (P, K, 3) of rings: C, S (K,) cosine and sine of the slots in a plane.

    phase and node (P,) are arguments of latitude and right ascensions now; a [m] the mean axis; c
    and s cosine and sine of the inclination; q = J2 R^2 / (4 a^2); frozen the eccentricity that J3
    keeps. Equations: `dawndusk.orbit.positions.positions`.
    """
    level_height = 3.0 * (2.0 - 3.0 * s * s)
    swing = q * (3.0 * c * c - 0.5 * s * s)
    for p in range(phase.size):
        cp, sp = np.cos(phase[p]), np.sin(phase[p])
        cn, sn = np.cos(node[p]), np.sin(node[p])
        for k in range(C.size):
            cu, su = cp * C[k] - sp * S[k], sp * C[k] + cp * S[k]
            c2, s2 = cu * cu - su * su, 2.0 * su * cu
            radius = a * (1.0 - frozen * su - q * (level_height - s * s * c2))
            ahead = -2.0 * frozen * cu - swing * s2
            east, tilt = 3.0 * q * c * s2, 3.0 * q * c * s * c2
            even = 1.0 - 0.5 * ahead * ahead
            level = (cu * even - ahead * su) * radius
            lift = (su * even + ahead * cu) * radius
            flat = lift * (c - s * tilt)
            x, y = level * cn - flat * sn, level * sn + flat * cn
            out[p, k, 0] = x - east * y
            out[p, k, 1] = y + east * x
            out[p, k, 2] = lift * (s + c * tilt)
