"""States of the weather over many sites at once: which of them work in each."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError
from dawndusk.limits import require_within

__all__ = ["weather_ranks", "weather_states"]

STATES: Final = 4096
_LEAST_SPREAD: Final = 1e-6  # of an axis that the others already tell


def weather_ranks(
    correlation: FloatArray, states: int = STATES, seed: int = 2026
) -> NDArray[np.int64]:
    r"""How fair the weather is over each of several sites, in states that are equally likely.

    .. math:: \mathbf{x}_k \sim N(0, R)

    Parameters
    ----------
    correlation : ndarray [1]
        Of every two sites, R, (G, G).
    states : int
        K, an even number.
    seed : int
        Of the draws.

    Returns
    -------
    ndarray of int, shape (K, G)
        Rank of the state at the site, the foulest 0.

    Raises
    ------
    InputError
        A correlation that is none.

    Notes
    -----
    The same Gaussian copula as `joint_outage`, which knows all sites down exactly; here every
    number of sites down can be read.

    References
    ----------
    Recommendation ITU-R P.618-13 (2017), section 2.2.4: a normal copula for two sites.

    Examples
    --------
    >>> ranks = weather_ranks(np.eye(3), 100)
    >>> sorted(ranks[:, 1].tolist()) == list(range(100))
    True
    """
    shape = np.shape(correlation)
    if len(shape) != 2 or shape[0] != shape[1]:
        raise InputError("a correlation is a square", got=f"shape {shape}")
    spread, axes = np.linalg.eigh(np.asarray(correlation, dtype=np.float64))
    if spread.min(initial=1.0) < -1e-3:
        raise InputError("a correlation that cannot be", got=f"eigenvalue {spread.min():.3g}")
    loading = axes * np.sqrt(np.maximum(spread, _LEAST_SPREAD))
    half = np.random.default_rng(seed).standard_normal((states // 2, shape[0]))
    x = np.concatenate((half, -half)) @ loading.T
    return np.argsort(np.argsort(x, axis=0), axis=0)


def weather_states(ranks: NDArray[np.int64], outage: ArrayLike) -> NDArray[np.bool_]:
    r"""Which sites work in each of the states of the weather.

    .. math:: w_{kg} = [\mathrm{rank}_{kg} \ge q_g K]

    Parameters
    ----------
    ranks : ndarray of int, shape (K, G)
        From `weather_ranks`.
    outage : array_like [1]
        Share of the time q in which each site is down, (G,).

    Returns
    -------
    ndarray of bool, shape (K, G)
        Whether the site works.

    Raises
    ------
    InputError
        A share out of range.

    Notes
    -----
    Each site is down in exactly its share of the states, to half a state.

    References
    ----------
    As `weather_ranks`.

    Examples
    --------
    Two sites, down half the time each, correlated by a half, are both down a third of the time.

    >>> works = weather_states(weather_ranks(np.array([[1.0, 0.5], [0.5, 1.0]])), [0.5, 0.5])
    >>> works.mean(axis=0).tolist(), round(float((~works).all(axis=1).mean()), 2)
    ([0.5, 0.5], 0.33)
    """
    q = np.atleast_1d(np.asarray(outage, dtype=np.float64))
    require_within(outage=(q, 0.0, 1.0))
    return np.asarray(ranks >= np.rint(q * len(ranks)))
