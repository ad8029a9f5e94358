"""The efficiency of many fins at once: a polynomial through the exact one, built when needed."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.polynomial import chebyshev, polynomial

from dawndusk.constants import FloatArray
from dawndusk.satellite import Numbers
from dawndusk.satellite.fin import fin_efficiency

__all__ = ["MOST_ZETA", "quick_fin_efficiency"]

MOST_ZETA: Final = 4.0
_SLOPES: Final = 8  # terms in the fin parameter
_SINKS: Final = 10  # terms in the sink ratio


def quick_fin_efficiency(zeta: Numbers, sink_ratio: Numbers) -> FloatArray:
    r"""Efficiency of a radiating fin, from a fit to :func:`dawndusk.satellite.fin.fin_efficiency`.

    .. math:: \eta = \big(1 + \zeta\,y(u, \theta_s)\big)^{-1/2}, \qquad u = \frac{\zeta}{1 + \zeta}

    with a polynomial y, which changes little: for a sink at the root :math:`\eta = \tanh q / q`
    with :math:`q^2 = 4 \zeta`, and y goes from 8/3 to 4.

    Parameters
    ----------
    zeta : array_like [1]
        Fin parameter, 0 to 4.
    sink_ratio : array_like [1]
        Temperature of the sink over that of the root, 0 to 1.

    Returns
    -------
    ndarray [1]
        Fin efficiency; nan outside the ranges.

    Notes
    -----
    Within 2e-6 of the exact efficiency, and exact at 0.

    References
    ----------
    As for :func:`dawndusk.satellite.fin.fin_efficiency`.

    Examples
    --------
    >>> round(float(quick_fin_efficiency(1.0, 0.7)), 4)
    0.5195
    """
    z, s = np.asarray(zeta, dtype=np.float64), np.asarray(sink_ratio, dtype=np.float64)
    u = z / (1.0 + z)
    y: FloatArray = np.zeros(())
    for row in _coefficients()[::-1]:
        y = y * u + polynomial.polyval(s, row, tensor=False)
    within = (z >= 0.0) & (z <= MOST_ZETA) & (s >= 0.0) & (s <= 1.0)
    return np.asarray(1.0 / np.sqrt(1.0 + np.where(within, z * y, np.nan)))


@lru_cache(maxsize=1)
def _coefficients() -> FloatArray:
    """Coefficients of y, powers of u down, powers of the sink ratio across."""
    most_u = MOST_ZETA / (1.0 + MOST_ZETA)
    u, s = 0.5 * most_u * (1.0 + _nodes(_SLOPES)), 0.5 * (1.0 + _nodes(_SINKS))
    zeta = (u / (1.0 - u))[:, None]
    y = (fin_efficiency(zeta, s) ** -2.0 - 1.0) / zeta
    return np.asarray(_powers(_powers(y, most_u).T, 1.0).T)


def _nodes(n: int) -> FloatArray:
    return np.asarray(np.cos(np.pi * (np.arange(n) + 0.5) / n))


def _powers(values: FloatArray, top: float) -> FloatArray:
    """Coefficients, by powers of x in 0 to top, of the columns given at Chebyshev's nodes."""
    n = len(values)
    series = np.linalg.solve(chebyshev.chebvander(_nodes(n), n - 1), values)
    domain = np.array([0.0, top])
    columns = [
        chebyshev.Chebyshev(column, domain).convert(kind=np.polynomial.Polynomial).coef
        for column in series.T
    ]
    return np.array([np.pad(column, (0, n - len(column))) for column in columns]).T
