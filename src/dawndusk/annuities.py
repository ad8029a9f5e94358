"""Worth today of a steady stream: needed by whoever weighs later years less, in any room."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import FloatArray

__all__ = ["continuous_annuity"]


def continuous_annuity(rho: ArrayLike, years: ArrayLike) -> FloatArray:
    """Present value of one unit a year, paid without pause from today for a number of years.

    ::

        A = (1 - e^(-rho L)) / rho,   L where rho = 0

    Parameters
    ----------
    rho : array_like [1/year]
        Continuous discount rate, ln(1 + yearly rate).
    years : array_like [year]
        Length L of the stream; zero gives zero.

    Returns
    -------
    present_value : ndarray [year]
        Years of income that the stream is worth today.

    Notes
    -----
    The limit of yearly payments for ever smaller payment periods. A negative rho is allowed.

    References
    ----------
    Brealey, Myers, Allen, "Principles of Corporate Finance", 2011, section 2-4 (continuous
    compounding).

    Examples
    --------
    >>> round(float(continuous_annuity(0.1, 10)), 6)
    6.321206
    >>> float(continuous_annuity(0, 7))
    7.0
    """
    r, n = np.asarray(rho, dtype=float), np.asarray(years, dtype=float)
    flat = r == 0.0
    return np.asarray(np.where(flat, n, -np.expm1(-r * n) / np.where(flat, 1.0, r)))
