"""Percentiles of draws, as summaries give them."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from dawndusk.constants import FloatArray

__all__ = ["band", "figure", "listed"]

_PERCENTS: Final = {"p10": 0.1, "p50": 0.5, "p90": 0.9}


def band(values: FloatArray, years: FloatArray | None = None) -> dict[str, Any]:
    """Nearest-rank 10, 50 and 90 percentiles over draws; None where a percentile is not finite.

    Parameters
    ----------
    values : ndarray, shape (n, Y), (n, 1)
        Draws first.
    years : ndarray, optional
        If given, one figure per year (a column without years is repeated); else one figure, of
        the first column.

    Examples
    --------
    >>> band(np.array([[1.0], [2.0], [np.inf]]))
    {'p10': 1.0, 'p50': 2.0, 'p90': None}
    """
    columns = values if years is not None else values[:, :1]
    ranked = np.sort(columns.T, axis=1)
    n = ranked.shape[1]
    repeat = years.size if years is not None and ranked.shape[0] == 1 else 1
    picked: dict[str, Any] = {}
    for name, share in _PERCENTS.items():
        at = ranked[:, min(n - 1, round(share * (n - 1)))]
        figures = listed(np.repeat(at, repeat))
        picked[name] = figures if years is not None else figures[0]
    return picked


def listed(values: FloatArray) -> list[float | None]:
    """Figures as a plain list; None where one is not finite.

    Examples
    --------
    >>> listed(np.array([[1.0, np.nan]]))
    [1.0, None]
    """
    return [float(v) if np.isfinite(v) else None for v in np.ravel(values)]


def figure(value: float) -> str:
    """Return two digits that count, or a whole number with its thousands.

    Examples
    --------
    >>> figure(0.0312), figure(3.07), figure(118.2), figure(1312.0)
    ('0.031', '3.1', '118', '1,312')
    """
    return f"{value:.2g}" if abs(value) < 99.5 else f"{value:,.0f}"
