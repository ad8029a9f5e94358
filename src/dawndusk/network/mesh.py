"""Who can be linked to whom: a sparse graph of fixed index, whose weights change with time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["ACROSS", "ALONG", "CLUSTER", "KINDS", "NEAREST", "SHELL", "Mesh", "Partners"]

KINDS: Final = ("along", "across", "shell", "cluster", "nearest")
ALONG, ACROSS, SHELL, CLUSTER, NEAREST = range(len(KINDS))

Partners = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Mesh:
    """Laser terminals of satellites and the partner that each points at.

    Attributes
    ----------
    neighbour : ndarray of int32
        Partner of satellite i on its k-th terminal, -1 where it has none, (N, K). Symmetric: if j
        is a partner of i, then i is one of j.
    kind : ndarray of uint8
        Place in `KINDS` of each terminal's link, (N, K): along the plane, across to the next
        plane, to the next shell, within a cluster, or to the nearest that is in sight.
    """

    neighbour: Partners
    kind: NDArray[np.uint8]

    @property
    def satellites(self) -> int:
        """Count of satellites N."""
        return int(self.neighbour.shape[0])

    @property
    def terminals(self) -> int:
        """Count of terminals K of a satellite."""
        return int(self.neighbour.shape[1])

    @property
    def links(self) -> int:
        """Count of links, each once."""
        return int(np.count_nonzero(self.neighbour >= 0)) // 2

    def links_by_kind(self) -> dict[str, int]:
        """Count of links of each kind that there is.

        Examples
        --------
        >>> ring = Mesh(np.array([[1, 2], [2, 0], [0, 1]], np.int32), np.zeros((3, 2), np.uint8))
        >>> ring.links, ring.links_by_kind()
        (3, {'along': 3})
        """
        counts = np.bincount(self.kind[self.neighbour >= 0], minlength=len(KINDS)) // 2
        return {name: int(n) for name, n in zip(KINDS, counts, strict=True) if n}
