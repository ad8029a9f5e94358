"""The five shapes an uncertain figure may take, by their quantile functions.

A shape is three anchors (low, value, high), each one number or a table by calendar year. One
uniform draw gives the whole path over the years: a draw that starts optimistic stays so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError

__all__ = ["Anchor", "Distribution", "Kind", "anchor_at"]

Kind = Literal["fixed", "triangular", "uniform", "lognormal", "loguniform"]
Anchor = float | tuple[tuple[int, float], ...]
KINDS: Final = get_args(Kind)

_Z95: Final = 1.6448536269514722  # standard normal quantile at 0.95
_TAIL: Final = 0.001  # the lognormal is cut at its 0.1 and 99.9 percentiles


def anchor_at(anchor: Anchor, years: FloatArray) -> FloatArray:
    """Value of an anchor at calendar years: linear between the given years, flat outside.

    Examples
    --------
    >>> anchor_at(((2030, 10.0), (2040, 20.0)), np.array([2025.0, 2035.0, 2050.0]))
    array([10., 15., 20.])
    """
    if isinstance(anchor, tuple):
        at, value = zip(*anchor, strict=True)
        found = np.interp(years, np.asarray(at, dtype=float), np.asarray(value, dtype=float))
        return np.asarray(found, dtype=float)
    return np.asarray([anchor], dtype=float)


@dataclass(frozen=True, slots=True)
class Distribution:
    """A figure with its spread.

    Parameters
    ----------
    kind : str
        ``fixed`` | ``triangular`` (low, mode, high) | ``uniform`` (low, high) | ``lognormal``
        (low and high are the 5 and 95 percentiles; cut at 0.1 and 99.9) | ``loguniform``.
    value, low, high : float or tuple of (year, float)
        The anchors.

    Examples
    --------
    >>> shape = Distribution("triangular", 2.0, 1.0, 3.0)
    >>> shape.quantile(np.array([[0.0], [0.5], [1.0]]), np.array([2026.0])).ravel()
    array([1., 2., 3.])
    """

    kind: Kind
    value: Anchor
    low: Anchor
    high: Anchor

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise InputError("unknown distribution", got=self.kind, allowed=", ".join(KINDS))
        at = np.asarray(self.years or (0,), dtype=float)
        low, value, high = (anchor_at(a, at) for a in (self.low, self.value, self.high))
        if not (np.isfinite(low).all() and np.isfinite(value).all() and np.isfinite(high).all()):
            raise InputError("a distribution needs finite anchors", got=(self.low, self.high))
        if np.any(low > high) or np.any(value < low) or np.any(value > high):
            raise InputError(
                f"a {self.kind} needs low <= value <= high", got=(self.low, self.value, self.high)
            )
        if self.kind.startswith("log") and np.any(low <= 0):
            raise InputError(f"a {self.kind} needs positive anchors", got=self.low)

    @classmethod
    def fixed(cls, value: Anchor) -> Distribution:
        """Return a figure without spread."""
        return cls("fixed", value, value, value)

    @property
    def years(self) -> tuple[int, ...]:
        """Calendar years named by any anchor, sorted; empty where nothing varies."""
        tables = [a for a in (self.low, self.value, self.high) if isinstance(a, tuple)]
        return tuple(sorted({year for table in tables for year, _ in table}))

    @property
    def uncertain(self) -> bool:
        """Whether different draws give different figures."""
        return self.kind != "fixed" and self.low != self.high

    def quantile(self, u: FloatArray, years: FloatArray) -> FloatArray:
        """Quantile at `u` for each calendar year.

        A draw takes the same quantile in every year the table names, and goes in a straight line
        between those years; it is flat outside them.

        Parameters
        ----------
        u : ndarray, shape (n, 1)
            Probabilities in [0, 1].
        years : ndarray, shape (Y,)
            Calendar years.

        Returns
        -------
        ndarray, shape (n, Y), or (n, 1) where no anchor depends on the year, or (1, .) if fixed.
        """
        low, value, high = self.knots()
        found = quantile(self.kind, u, low, value, high) if self.uncertain else value[None, :]
        return found @ self.weights(years) if self.years else found

    def knots(self) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Low, value and high in the years that any anchor names; one column if none does."""
        at = np.asarray(self.years or (0,), dtype=float)
        low, value, high = (anchor_at(a, at) for a in (self.low, self.value, self.high))
        return low + 0.0 * at, value + 0.0 * at, high + 0.0 * at

    def weights(self, years: FloatArray) -> FloatArray:
        """Weights of the named years in each calendar year, shape (named years, Y)."""
        at = np.asarray(self.years or (0,), dtype=float)
        return np.array([np.interp(years, at, row) for row in np.eye(at.size)])

    def bounds(self) -> tuple[float, float]:
        """Smallest and largest figure any draw can take."""
        at = np.asarray(self.years or (0,), dtype=float)
        ends = self.quantile(np.array([[0.0], [1.0]]), at)
        return float(ends.min()), float(ends.max())


def quantile(
    kind: Kind, u: FloatArray, low: FloatArray, value: FloatArray, high: FloatArray
) -> FloatArray:
    """Quantile function of a shape, for arrays of probabilities and anchors that broadcast.

    Parameters
    ----------
    kind : str
        Any but ``fixed``.
    u : ndarray
        Probabilities in [0, 1].
    low, value, high : ndarray
        Anchors, as in `Distribution`.

    Examples
    --------
    >>> one = np.ones(1)
    >>> float(quantile("triangular", 0.5 * one, 0.0 * one, one, 2.0 * one)[0])
    1.0
    >>> float(quantile("lognormal", 0.5 * one, one, 2.0 * one, 4.0 * one)[0].round(9))
    2.0
    """
    if kind == "uniform":
        return np.asarray(low + u * (high - low))
    if kind == "loguniform":
        return np.asarray(low * np.exp(u * np.log(high / low)))
    if kind == "lognormal":
        from scipy.special import ndtri

        z = ndtri(_TAIL + u * (1.0 - 2.0 * _TAIL))
        return np.asarray(np.sqrt(low * high) * np.exp(z * (np.log(high / low) / (2.0 * _Z95))))
    span = np.where(high > low, high - low, 1.0)
    up, down = span * (value - low), span * (high - value)
    rising = u < (value - low) / span
    root = np.sqrt(np.where(rising, u * up, (1.0 - u) * down))
    return np.where(rising, low + root, high - root)


def as_anchor(raw: float | Mapping[int, float]) -> Anchor:
    """Return one number, or a table by year in order of the years.

    Examples
    --------
    >>> as_anchor({2030: 2, 2025: 1})
    ((2025, 1.0), (2030, 2.0))
    """
    if isinstance(raw, Mapping):
        if not raw:
            raise InputError("a table by year is empty")
        return tuple(sorted((int(year), _number(value)) for year, value in raw.items()))
    return _number(raw)


def _number(raw: object) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        raise InputError("not a number", got=raw)
    return float(raw)
