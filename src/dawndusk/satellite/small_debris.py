"""Debris too small to be counted: the bound on its hits, continued below a millimetre."""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.orbit.impacts import debris_bound
from dawndusk.orbit.tables import read_table
from dawndusk.satellite import Numbers

__all__ = ["LARGEST_MM", "SMALLEST_MM", "small_debris_bound"]

SMALLEST_MM: Final = 0.1  # to which the population of debris is continued
LARGEST_MM: Final = 100.0  # to which it is counted


def small_debris_bound(diameter_mm: Numbers, debris_speed_km_per_s: Numbers) -> FloatArray:
    r"""Bound on the hits by debris, continued below a millimetre.

    .. math:: F(d) = F(d_1)\,\Big(\frac{d}{d_1}\Big)^{-s}, \qquad d < d_1

    Parameters
    ----------
    diameter_mm : array_like [mm]
        Of the smallest piece that counts, 0.1 to 100.
    debris_speed_km_per_s : array_like [km/s]
        Mean speed of impact.

    Returns
    -------
    ndarray [1/(m2 year)]
        On a plate that faces the debris.

    Notes
    -----
    Below d_1 = 1 mm an extrapolation by the power s of the two smallest sizes that are counted;
    no object of that size is tracked, and the models differ by several times.

    References
    ----------
    As for :func:`dawndusk.orbit.impacts.debris_bound`.

    Examples
    --------
    Half a millimetre hits four times as often as a millimetre:

    >>> F = small_debris_bound(np.array([0.5, 1.0]), 10.0)
    >>> float((F[0] / F[1]).round(1))
    4.1
    """
    smallest, slope = _small_end()
    d = np.asarray(diameter_mm, dtype=np.float64)
    beyond = np.minimum(d / smallest, 1.0) ** -slope
    return np.asarray(debris_bound(np.maximum(d, smallest), debris_speed_km_per_s) * beyond)


@cache
def _small_end() -> tuple[float, float]:
    """Smallest diameter counted [mm], and the power by which numbers rise there."""
    (d1, n1), (d2, n2) = ((float(a), float(b)) for a, b in read_table("debris_counts.csv")[1:3])
    return d1, float(np.log(n1 / n2) / np.log(d2 / d1))
