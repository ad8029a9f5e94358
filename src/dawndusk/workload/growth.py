"""Growth compounded over calendar years at a rate that changes from year to year."""

from __future__ import annotations

import numpy as np

from dawndusk.constants import FloatArray, FloatLike

__all__ = ["growth_index"]


def growth_index(growth_per_year: FloatLike, years: FloatLike, start_year: float) -> FloatArray:
    """Return the size in each year of what was 1 in the starting year.

    Equation
    --------
    I(y_k) = prod_{j <= k} (1 + g(y_j))^(y_j - y_{j-1}),  y_0 = the starting year

    Parameters
    ----------
    growth_per_year : array_like [1/year], shape (n, Y) or (n, 1)
        Growth in the year that ends with each listed year.
    years : array_like [year], shape (Y,)
        Calendar years, ascending, none before the starting year.
    start_year : float [year]
        Year in which the index is 1.

    Returns
    -------
    ndarray [1], shape (n, Y)

    Notes
    -----
    Between two listed years the rate of the later one holds.

    Examples
    --------
    >>> growth_index(0.1, [2026, 2027], 2025).round(3)
    array([[1.1 , 1.21]])
    """
    at = np.asarray(years, dtype=float).ravel()
    step = np.diff(at, prepend=float(start_year))
    logs = np.atleast_2d(np.log1p(growth_per_year)) * step
    return np.asarray(np.exp(np.cumsum(logs, axis=-1)))
