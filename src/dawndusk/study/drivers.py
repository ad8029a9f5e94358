"""What drives the answer: Sobol indices with intervals, over the independent form of the inputs.

Correlated inputs have no unique variance shares, so the indices are taken with every input drawn
from its own distribution and the correlations switched off; the report says so. An index whose
interval is wider than `WIDEST` is not printed.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from dawndusk.constants import FloatArray

__all__ = ["WIDEST", "Driver", "drivers_from", "sobol_design", "sobol_drivers"]

WIDEST: Final = 0.10  # widest half-interval of an index that is printed
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
    >>> found = sobol_drivers(lambda u: 2.0 * u[:, 0] + u[:, 1], ["a", "b"], 1024, 1)
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

    base = qmc.Sobol(2 * inputs, seed=np.random.default_rng(seed)).random(samples)
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
    Saltelli et al. 2010, Comput. Phys. Commun. 181, 259, table 2 (b) and (f), as implemented by
    scipy.stats.sobol_indices; 95 % intervals by bootstrap.
    """
    from scipy.stats import rankdata, sobol_indices

    samples = f_a.size
    if not names or np.ptp(np.concatenate([f_a, f_b])) == 0.0:
        return []
    found = sobol_indices(
        func={"f_A": f_a[None, :], "f_B": f_b[None, :], "f_AB": f_ab[:, None, :]},
        n=samples,
        rng=np.random.default_rng(seed),
    )
    with warnings.catch_warnings():  # an input without any effect has no interval; see below
        warnings.simplefilter("ignore")
        spread = found.bootstrap(confidence_level=_CONFIDENCE, n_resamples=_RESAMPLES)

    def flat(values: Any) -> FloatArray:
        return np.asarray(values, dtype=float).reshape(len(names))

    first, total = flat(found.first_order), flat(found.total_order)
    ends = {
        "first": spread.first_order.confidence_interval,
        "total": spread.total_order.confidence_interval,
    }
    low = {name: flat(end.low) for name, end in ends.items()}
    high = {name: flat(end.high) for name, end in ends.items()}
    idle = np.all(f_ab == f_a, axis=1)  # never changes the answer: its indices are exactly zero
    first, total = np.where(idle, 0.0, first), np.where(idle, 0.0, total)
    for end in (low, high):
        for name in ends:
            end[name] = np.where(idle, 0.0, end[name])
    ranked = rankdata(f_a)
    drivers = []
    for i, name in enumerate(names):
        width = 0.5 * max(high[k][i] - low[k][i] for k in ends)
        steady = bool(np.isfinite(width) and width <= WIDEST)
        drivers.append(
            Driver(
                name,
                float(first[i]) if steady else None,
                float(total[i]) if steady else None,
                {k: (_finite(low[k][i]), _finite(high[k][i])) for k in ends},
                steady,
                float(np.corrcoef(rankdata(a[:, i]), ranked)[0, 1]),
            )
        )
    return sorted(drivers, key=lambda item: -(item.total if item.total is not None else -1.0))


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
