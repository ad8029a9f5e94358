"""The first year orbit is cheaper, as a distribution with an explicit "never"."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import FloatArray

__all__ = ["Crossover", "crossover", "crossover_year"]


class Crossover(NamedTuple):
    """Distribution of the crossover year.

    Attributes
    ----------
    probability_by_year : ndarray, shape (Y,) [1]
        Share of draws that have crossed in or before the year.
    cheaper_in_year : ndarray, shape (Y,) [1]
        Share of draws in which orbit is cheaper in that year, crossed earlier or not.
    never : float [1]
        Share of draws that do not cross by the last year.
    median : int or None
        First year by which half of all draws have crossed; None where fewer than half do.
    reverted : float [1]
        Share of draws that cross and are dearer again in the last year.
    standard_error : float [1]
        Standard error of `never` from the number of draws alone; where all draws agree, that of
        two more draws of either kind (Agresti and Coull 1998).
    """

    probability_by_year: FloatArray
    cheaper_in_year: FloatArray
    never: float
    median: int | None
    reverted: float
    standard_error: float


def crossover_year(orbit: FloatArray, earth: FloatArray, years: FloatArray) -> FloatArray:
    """First calendar year in which orbit costs less than Earth; inf where it never does.

    Parameters
    ----------
    orbit, earth : ndarray, shape (n, Y)
        Cost in the same unit and convention.
    years : ndarray, shape (Y,)
        Calendar years.

    Notes
    -----
    Strictly less: where neither side can deliver within the window both rent, cost the same to the
    last bit, and have not crossed.

    Examples
    --------
    >>> crossover_year(np.array([[3., 1.], [3., 3.]]), np.array([[2., 2.], [2., 2.]]),
    ...                np.array([2026., 2027.]))
    array([2027.,   inf])
    """
    cheaper = orbit < earth
    return np.where(cheaper.any(axis=1), years[cheaper.argmax(axis=1)], np.inf)


def crossover(orbit: FloatArray, earth: FloatArray, years: FloatArray) -> Crossover:
    """Distribution of the crossover year over the draws; a year is never averaged over "never".

    Parameters
    ----------
    orbit, earth : ndarray, shape (n, Y)
        Cost in the same unit and convention.
    years : ndarray, shape (Y,)
        Calendar years.

    Examples
    --------
    >>> orbit, years = np.array([[3., 1.], [3., 3.]]), np.array([2026., 2027.])
    >>> found = crossover(orbit, np.full((2, 2), 2.), years)
    >>> found.probability_by_year, found.never, found.median
    (array([0. , 0.5]), 0.5, 2027)
    """
    first = crossover_year(orbit, earth, years)
    by_year = (first[:, None] <= years[None, :]).mean(axis=0)
    cheaper = (orbit < earth).mean(axis=0)
    never = float(np.isinf(first).mean())
    half = np.flatnonzero(by_year >= 0.5)
    reverted = float((np.isfinite(first) & (orbit[:, -1] > earth[:, -1])).mean())
    return Crossover(
        by_year,
        cheaper,
        never,
        int(years[half[0]]) if half.size else None,
        reverted,
        _standard_error(never, first.size),
    )


def _standard_error(share: float, draws: int) -> float:
    if not 0.0 < share < 1.0:
        share, draws = (share * draws + 2.0) / (draws + 4.0), draws + 4
    return float(np.sqrt(share * (1.0 - share) / draws))
