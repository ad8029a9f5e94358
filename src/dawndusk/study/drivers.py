"""What drives the answer: Sobol indices with intervals, over the independent form of the inputs.

Correlated inputs have no unique variance shares, so the indices are taken with every input drawn
from its own distribution and the correlations switched off; the report says so. An index whose
interval is wider than `WIDEST` is not printed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import FloatArray

__all__ = ["WIDEST", "Driver", "drivers_from", "sobol_design", "sobol_drivers"]

WIDEST: Final = 0.05  # widest half-interval of an index that is printed
_RESAMPLES: Final = 400
_CONFIDENCE: Final = 0.95


class Driver(NamedTuple):
    """One input's share of the variance of the answer."""

    input: str
    first: float | None
    total: float | None
    interval: dict[str, tuple[float | None, float | None]]
    converged: bool
    direction: float

    def as_dict(self) -> dict[str, object]:
        """Return plain data; an index that did not converge is null."""
        return {
            "input": self.input,
            "first": self.first,
            "total": self.total,
            "interval": {k: list(v) for k, v in self.interval.items()},
            "converged": self.converged,
            "direction": self.direction,
        }


def sobol_drivers(
    model: Callable[[FloatArray], FloatArray],
    names: Sequence[str],
    samples: int,
    seed: int,
) -> list[Driver]:
    """First and total-effect Sobol indices of a model of independent uniform inputs.

    Parameters
    ----------
    model : callable
        Takes probabilities of shape (n, d), gives the answer of shape (n,).
    names : sequence of str
        The d inputs.
    samples : int
        Base samples N, a power of two; the model is run N (d + 2) times.
    seed : int
        Of the scrambled Sobol sequence and the bootstrap.

    Returns
    -------
    list of Driver
        As `drivers_from`.

    Examples
    --------
    >>> found = sobol_drivers(lambda u: 2.0 * u[:, 0] + u[:, 1], ["a", "b"], 8192, 1)
    >>> [(d.input, round(d.total, 1)) for d in found]
    [('a', 0.8), ('b', 0.2)]
    """
    a, b = sobol_design(len(names), samples, seed)
    f_ab = np.empty((len(names), samples))
    for i in range(len(names)):
        mixed = a.copy()
        mixed[:, i] = b[:, i]
        f_ab[i] = model(mixed)
    return drivers_from(names, a, model(a), model(b), f_ab, seed)


def sobol_design(inputs: int, samples: int, seed: int) -> tuple[FloatArray, FloatArray]:
    """Two independent matrices of a scrambled Sobol sequence, each of shape (samples, inputs)."""
    from scipy.stats import qmc

    base = qmc.Sobol(2 * inputs, rng=np.random.default_rng(seed)).random(samples)
    return base[:, :inputs], base[:, inputs:]


def drivers_from(
    names: Sequence[str],
    a: FloatArray,
    f_a: FloatArray,
    f_b: FloatArray,
    f_ab: FloatArray,
    seed: int,
) -> list[Driver]:
    """Sobol indices from the answers of Saltelli's design.

    Parameters
    ----------
    names : sequence of str
        The d inputs.
    a : ndarray, shape (N, d)
        The first matrix.
    f_a, f_b : ndarray, shape (N,)
        Answers at the two matrices.
    f_ab : ndarray, shape (d, N)
        Answers at the first matrix with one column at a time from the second.
    seed : int
        Of the bootstrap.

    Returns
    -------
    list of Driver
        By falling total effect; empty where the answer does not vary. `direction` is the rank
        correlation of input and answer: its sign says which way the input pushes.

    References
    ----------
    Saltelli et al. 2010, Comput. Phys. Commun. 181, 259, table 2 (b) and (f); 95 % percentile
    intervals by bootstrap over the base samples.
    """
    from scipy.stats import rankdata

    if not names or np.ptp(np.concatenate([f_a, f_b])) == 0.0:
        return []
    first, total, ends = _indices(f_a, f_b, f_ab, np.random.default_rng(seed))
    ranked = rankdata(f_a)
    drivers = []
    for i, name in enumerate(names):
        low, high = ends[0, :, i], ends[1, :, i]
        width = 0.5 * float(np.max(high - low))
        steady = bool(np.isfinite(width) and width <= WIDEST)
        drivers.append(
            Driver(
                name,
                float(first[i]) if steady else None,
                float(total[i]) if steady else None,
                {
                    kind: (_finite(low[k]), _finite(high[k]))
                    for k, kind in enumerate(("first", "total"))
                },
                steady,
                float(np.corrcoef(rankdata(a[:, i]), ranked)[0, 1]),
            )
        )
    return sorted(drivers, key=lambda item: -(item.total if item.total is not None else -1.0))


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _indices(
    f_a: FloatArray, f_b: FloatArray, f_ab: FloatArray, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """First and total indices, and their percentile intervals of shape (low/high, kind, d).

    A bootstrap resample is a count of how often each base sample is taken, so that all resamples
    of all indices are one matrix product.
    """
    n = f_a.size
    middle = 0.5 * (f_a.mean() + f_b.mean())
    a, b, ab = f_a - middle, f_b - middle, f_ab - middle
    products = np.concatenate([b * (ab - a), 0.5 * (a - ab) ** 2])
    moments = np.stack([0.5 * (a + b), 0.5 * (a * a + b * b)])

    def shares(weights: FloatArray) -> FloatArray:
        mean, square = (weights @ moments.T).T
        return np.asarray((weights @ products.T) / (square - mean * mean)[:, None])

    point = shares(np.full((1, n), 1.0 / n))[0]
    counts = np.stack([np.bincount(rng.integers(0, n, n), minlength=n) for _ in range(_RESAMPLES)])
    tail = 0.5 * (1.0 - _CONFIDENCE)
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = np.quantile(shares(counts / n), [tail, 1.0 - tail], axis=0)
    first, total = point.reshape(2, -1)
    return first, total, ends.reshape(2, 2, -1)
