"""Compiled loop that counts the links of every satellite's way.

Importing this module starts the compiler: import it inside functions.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dawndusk.orbit.kernels import compiled

__all__ = ["count_hops"]

IntArray = NDArray[np.int32]


@compiled
def count_hops(parent: IntArray, source: IntArray, hops: IntArray) -> None:
    """Write the lasers between each satellite and its source, -1 where it reaches none."""
    n = parent.size
    for i in range(n):
        hops[i] = 0 if source[i] == i else -1
    for i in range(n):
        if source[i] < 0 or hops[i] >= 0:
            continue
        steps, at = 0, i
        while hops[at] < 0:
            at = parent[at]
            steps += 1
        total = hops[at] + steps
        at = i
        while hops[at] < 0:
            hops[at] = total
            total -= 1
            at = parent[at]
