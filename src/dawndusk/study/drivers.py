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

__all__ = ["WIDEST", "Driver", "sobol_drivers"]

WIDEST: Final = 0.10  # widest half-interval of an index that is printed
_RESAMPLES: Final = 200
_CONFIDENCE: Final = 0.95


class Driver(NamedTuple):
    """One input's share of the variance of the answer."""

    input: str
    first: float | None
    total: float | None
    interval: dict[str, tuple[float, float]]
    converged: bool
    direction: float

    def as_dict(self) -> dict[str, object]:
        """Return plain data; an index that did not converge is null."""
        return {
            "input": self.input, "first": self.first, "total": self.total,
            "interval": {k: list(v) for k, v in self.interval.items()},
            "converged": self.converged, "direction": self.direction,
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
        By falling total effect. `direction` is the rank correlation of input and answer: its
        sign says which way the input pushes.

    References
    ----------
    Saltelli et al. 2010, Comput. Phys. Commun. 181, 259, table 2 (b) and (f), as implemented by
    scipy.stats.sobol_indices; 95 % intervals by bootstrap.

    Examples
    --------
    >>> found = sobol_drivers(lambda u: 2.0 * u[:, 0] + u[:, 1], ["a", "b"], 1024, 1)
    >>> [(d.input, round(d.total, 1)) for d in found]
    [('a', 0.8), ('b', 0.2)]
    """
    from scipy.stats import qmc, rankdata, sobol_indices

    d = len(names)
    if d == 0:
        return []
    base = qmc.Sobol(2 * d, seed=np.random.default_rng(seed)).random(samples)
    a, b = base[:, :d], base[:, d:]
    f_a, f_b = model(a), model(b)
    f_ab = np.empty((d, samples))
    for i in range(d):
        mixed = a.copy()
        mixed[:, i] = b[:, i]
        f_ab[i] = model(mixed)
    if np.ptp(np.concatenate([f_a, f_b])) == 0.0:
        return []
    found = sobol_indices(
        func={"f_A": f_a[None, :], "f_B": f_b[None, :], "f_AB": f_ab[:, None, :]}, n=samples,
        rng=np.random.default_rng(seed),
    )
    spread = found.bootstrap(confidence_level=_CONFIDENCE, n_resamples=_RESAMPLES)
    first_low, first_high = (
        np.atleast_1d(np.squeeze(x)) for x in (
            spread.first_order.confidence_interval.low, spread.first_order.confidence_interval.high)
    )
    total_low, total_high = (
        np.atleast_1d(np.squeeze(x)) for x in (
            spread.total_order.confidence_interval.low, spread.total_order.confidence_interval.high)
    )
    first = np.atleast_1d(np.squeeze(found.first_order))
    total = np.atleast_1d(np.squeeze(found.total_order))
    ranked = rankdata(f_a)
    drivers = []
    for i, name in enumerate(names):
        width = 0.5 * max(first_high[i] - first_low[i], total_high[i] - total_low[i])
        steady = bool(np.isfinite(width) and width <= WIDEST)
        drivers.append(
            Driver(
                name,
                float(first[i]) if steady else None,
                float(total[i]) if steady else None,
                {
                    "first": (float(first_low[i]), float(first_high[i])),
                    "total": (float(total_low[i]), float(total_high[i])),
                },
                steady,
                float(np.corrcoef(rankdata(a[:, i]), ranked)[0, 1]),
            )
        )
    return sorted(drivers, key=lambda item: -(item.total if item.total is not None else -1.0))
