"""Learning curves: cost falls by a fixed share with every doubling of what was made.

Two readings of one law are in use and are kept apart here. Wright (1936) speaks of the average
cost of all units so far, Crawford of the cost of the latest unit; with the same exponent b the
average of the first N units is about 1/(1 - b) times the last one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import FloatArray, FloatLike
from dawndusk.errors import InputError

__all__ = ["Wright", "learned_cost", "learning_exponent", "lot_average_cost", "wright"]

_SMALLEST_LOT = 1e-6


class Wright(NamedTuple):
    """What a price target asks of a learning curve."""

    doublings: FloatArray
    mass_ratio: FloatArray


def learning_exponent(learning_rate: FloatLike) -> FloatArray:
    """Exponent b of the power law from the fall per doubling.

    Equation
    --------
    b = -log2(1 - LR)

    Parameters
    ----------
    learning_rate : array_like [1]
        Fall of cost per doubling.

    Returns
    -------
    ndarray [1]

    Examples
    --------
    >>> float(learning_exponent(0.2).round(6))
    0.321928
    """
    return np.asarray(-np.log2(1.0 - np.asarray(learning_rate, dtype=float)))


def wright(from_price: FloatLike, to_price: FloatLike, learning_rate: FloatLike) -> Wright:
    """Doublings of cumulative mass, and the mass ratio, that take one price to another.

    Equation
    --------
    k = ln(p0 / p1) / -ln(1 - LR),  Q1 / Q0 = 2^k

    Parameters
    ----------
    from_price : array_like [USD/kg]
        Price at today's cumulative mass.
    to_price : array_like [USD/kg]
        Price aimed at.
    learning_rate : array_like [1]
        Fall of price per doubling, above 0 and below 1.

    Returns
    -------
    Wright
        doublings [1], mass_ratio [1]: cumulative mass then over cumulative mass today.

    Notes
    -----
    A price is cost plus margin: a curve fitted to prices hides a change of margin. No floor.

    References
    ----------
    T. P. Wright, "Factors affecting the cost of airplanes", J. Aeronaut. Sci. 3 (1936) 122.

    Examples
    --------
    >>> found = wright(3600.0, 200.0, 0.2)
    >>> round(float(found.doublings), 3), round(float(found.mass_ratio))
    (12.953, 7929)
    """
    for name, price in (("from_price", from_price), ("to_price", to_price)):
        if not np.all(np.asarray(price, dtype=float) > 0.0):
            raise InputError(f"{name} is out of range", got=price, allowed="above 0 USD/kg")
    rate = np.asarray(learning_rate, dtype=float)
    if not (np.all(rate > 0.0) and np.all(rate < 1.0)):
        raise InputError(
            "learning_rate is out of range", got=learning_rate, allowed="above 0 and below 1"
        )
    ratio = np.asarray(from_price, dtype=float) / np.asarray(to_price, dtype=float)
    doublings = np.asarray(np.log(ratio) / -np.log1p(-rate))
    with np.errstate(over="ignore"):
        return Wright(doublings, np.asarray(np.exp2(doublings)))


def learned_cost(
    first_cost: FloatLike,
    cumulative: FloatLike,
    reference_cumulative: FloatLike,
    learning_rate: FloatLike,
) -> FloatArray:
    """Cost of the latest unit once the cumulative production has grown.

    Equation
    --------
    c(Q) = c0 (Q / Q0)^(-b),  b = -log2(1 - LR)

    Parameters
    ----------
    first_cost : array_like [USD]
        Cost c0 of a unit at the reference cumulative production.
    cumulative : array_like [unit]
        Cumulative production Q, in the unit of the reference.
    reference_cumulative : array_like [unit]
        Cumulative production Q0 at which c0 holds.
    learning_rate : array_like [1]
        Fall of cost per doubling; 0 leaves the cost as it is.

    Returns
    -------
    ndarray [USD]

    Notes
    -----
    Nothing is forgotten, no floor, and learning by production only: where production grows
    exponentially this cannot be told from progress with time (Nagy et al. 2013).

    References
    ----------
    B. Nagy et al., "Statistical basis for predicting technological progress", PLoS ONE 8 (2013)
    e52669.

    Examples
    --------
    >>> float(learned_cost(100.0, 400.0, 100.0, 0.2).round(6))
    64.0
    """
    logs = np.log(np.asarray(cumulative, dtype=float) / reference_cumulative)
    return np.asarray(first_cost * np.exp(-learning_exponent(learning_rate) * logs))


def lot_average_cost(
    first_cost: FloatLike,
    lot_start: FloatLike,
    lot_end: FloatLike,
    reference_cumulative: FloatLike,
    learning_rate: FloatLike,
) -> FloatArray:
    """Mean cost of the units of a lot on a unit (Crawford) curve.

    Equation
    --------
    mean = c0 [x2^(1-b) - x1^(1-b)] / [(1 - b)(x2 - x1)],  x = Q / Q0

    Parameters
    ----------
    first_cost : array_like [USD]
        Cost c0 of a unit at the reference cumulative production.
    lot_start, lot_end : array_like [unit]
        Cumulative production before and after the lot.
    reference_cumulative : array_like [unit]
        Cumulative production Q0 at which c0 holds.
    learning_rate : array_like [1]
        Fall of unit cost per doubling, below one half.

    Returns
    -------
    ndarray [USD]

    Notes
    -----
    The cost of the last unit understates the lot: by 1/(1 - b) for a first lot, 1.30 at 15 % and
    1.47 at 20 %. The sum over units is taken as an integral. A lot smaller than a millionth
    of the experience before it costs what its first unit does.

    Examples
    --------
    >>> float(lot_average_cost(1.0, 0.0, 1.0, 1.0, 0.2).round(3))
    1.475
    """
    start = np.asarray(lot_start, dtype=float) / reference_cumulative
    end = np.asarray(lot_end, dtype=float) / reference_cumulative
    power = 1.0 - learning_exponent(learning_rate)
    size = end - start
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = (end**power - start**power) / (power * size)
        unit = end ** (power - 1.0)
    return np.asarray(first_cost * np.where(size > _SMALLEST_LOT * end, mean, unit))
