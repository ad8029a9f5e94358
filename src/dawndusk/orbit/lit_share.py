"""How much of a step in time a satellite spends in the light."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import FloatArray

__all__ = ["STANDSTILL", "lit_share"]

STANDSTILL: Final = 1e-3  # of the way through the penumbra: less in a step is no progress


def lit_share(way_before: ArrayLike, way_after: ArrayLike) -> FloatArray:
    r"""Mean visible share of the Sun over a step, from where it begins and ends.

    .. math::

        \bar\nu = \frac{I(w_1) - I(w_0)}{w_1 - w_0}, \qquad
        I(w) = \tfrac12 \min(1, w)_+^2 + (w - 1)_+

    Parameters
    ----------
    way_before, way_after : array_like [1]
        Way through the penumbra at both ends: 0 at the umbra's edge, 1 in full Sun; linear beyond.

    Returns
    -------
    ndarray [1]
        0 in the umbra, 1 in the light.

    Notes
    -----
    Even progress within the step, and a share that rises evenly through the penumbra: its true S
    has the same mean. An edge of the shadow then counts by when it is crossed, not by whether a
    look falls before or after it.

    References
    ----------
    Integral of a ramp.

    Examples
    --------
    In the light, in the umbra, and through the whole penumbra with as much light behind it:

    >>> lit_share([2.0, -3.0, 0.0], [1.5, -1.0, 2.0])
    array([1.  , 0.  , 0.75])
    """
    w0, w1 = np.asarray(way_before, dtype=np.float64), np.asarray(way_after, dtype=np.float64)
    apart = w1 - w0
    still = np.abs(apart) < STANDSTILL
    mean = (_ramp_sum(w1) - _ramp_sum(w0)) / np.where(still, 1.0, apart)
    there = np.minimum(np.maximum(0.5 * (w0 + w1), 0.0), 1.0)
    return np.asarray(np.where(still, there, np.minimum(np.maximum(mean, 0.0), 1.0)))


def _ramp_sum(w: FloatArray) -> FloatArray:
    inside = np.minimum(np.maximum(w, 0.0), 1.0)
    return np.asarray(0.5 * inside * inside + np.maximum(w - 1.0, 0.0))
