"""Hazards of the parts of a satellite that nobody repairs, composed into the satellite's own.

Parts whose loss ends the satellite stand in series; each is a group of equal units on board, of
which some may fail. Units fail early (shape below one) or wear out (above one); dose is a limit
on the life and no hazard, see :mod:`dawndusk.satellite.reliability`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import comb
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError
from dawndusk.limits import require_within
from dawndusk.satellite import Numbers

__all__ = [
    "ENDING_PARTS",
    "REFERENCE_YEARS",
    "Part",
    "ending_parts",
    "equivalent_loss_per_year",
    "group_survival",
    "node_survival",
]

REFERENCE_YEARS: Final = 5.0  # a loss per year is the mean over the first five, by our definition
MOST_HAZARD: Final = 30.0  # of one unit: what is left of it, 1e-13, no longer shows

ENDING_PARTS: Final[Mapping[str, Literal["early", "wear"]]] = MappingProxyType(
    {
        "computer": "early",
        "attitude": "wear",  # wheels: bearings
        "propulsion": "early",
        "power_channel": "early",
        "battery_string": "early",
        "pump": "wear",
        "loop_leak": "early",
        "laser_terminal": "early",
        "radio": "early",
    }
)  # rows satellite.part.NAME.*, and which of the two shapes each takes


class Part(NamedTuple):
    """A group of equal units: any `needed` of the `fitted` keep it alive.

    Attributes
    ----------
    loss_per_year : array_like [1/year]
        Of one unit, mean over the first five years.
    fitted, needed : array_like [1]
        Units on board and units it takes.
    shape : array_like [1]
        Weibull: below one early failures, one random, above one wear-out.
    """

    loss_per_year: Numbers
    fitted: Numbers = 1.0
    needed: Numbers = 1.0
    shape: Numbers = 1.0


def ending_parts(figures: Mapping[str, Numbers]) -> list[Part]:
    """Parts whose loss ends the satellite, from their rows.

    Parameters
    ----------
    figures : mapping of str to array_like
        The rows ``satellite.part.*`` by what follows that prefix: ``NAME.loss_per_year``
        [1/year], ``NAME.fitted`` and ``NAME.needed`` [1] of each of `ENDING_PARTS`,
        ``early_shape`` and ``wear_shape`` [1]. Others are left alone.

    Returns
    -------
    list of Part

    Examples
    --------
    >>> figures = {"early_shape": 0.5, "wear_shape": 2.0}
    >>> for name in ENDING_PARTS:
    ...     figures |= {f"{name}.loss_per_year": 0.01, f"{name}.fitted": 2.0, f"{name}.needed": 1.0}
    >>> ending_parts(figures)[0]
    Part(loss_per_year=0.01, fitted=2.0, needed=1.0, shape=0.5)
    """
    shapes = {kind: figures[f"{kind}_shape"] for kind in ("early", "wear")}
    return [
        Part(
            figures[f"{name}.loss_per_year"],
            figures[f"{name}.fitted"],
            figures[f"{name}.needed"],
            shapes[kind],
        )
        for name, kind in ENDING_PARTS.items()
    ]


def group_survival(
    years: Numbers,
    loss_per_year: Numbers,
    fitted: Numbers = 1.0,
    needed: Numbers = 1.0,
    shape: Numbers = 1.0,
    common_share: Numbers = 0.0,
) -> FloatArray:
    r"""Probability that enough units of a group still work.

    .. math::

        H = 5\,\lambda\,(t / 5)^k, \quad p = e^{-(1 - \beta) H}, \quad
        S = e^{-\beta H} \sum_{j=m}^{n} \binom{n}{j}\,p^j\,(1 - p)^{n - j}

    Parameters
    ----------
    years : array_like [year]
        Since launch, t.
    loss_per_year : array_like [1/year]
        Of one unit, mean over the first five years, lambda.
    fitted : array_like [1]
        Units on board, n; spares are switched on and age like the others.
    needed : array_like [1]
        Units it takes, m, 1 to n.
    shape : array_like [1]
        Weibull shape k: below one failures come early, above one by wear.
    common_share : array_like [1]
        Of the losses, those that take all units at once, beta.

    Returns
    -------
    survival : ndarray [1]
        Probability S that at least m of n work.

    Raises
    ------
    InputError
        Out of range, or more units needed than fitted.

    Notes
    -----
    Any unit replaces any other, switching never fails beyond the common share, and spares that
    are off until needed would last longer.

    References
    ----------
    k-of-n groups: Rausand and Hoyland, System Reliability Theory, 2nd ed., 2004, ch. 4; common
    causes by a share (the beta factor): Fleming 1975, there ch. 6.

    Examples
    --------
    One pump at 1 % a year, two of which one is enough, and the same with a tenth in common:

    >>> group_survival(5.0, 0.01, np.array([1.0, 2.0])).round(4)
    array([0.9512, 0.9976])
    >>> round(float(group_survival(5.0, 0.01, 2.0, 1.0, 1.0, 0.1)), 4)
    0.9931
    """
    require_within(
        years=(years, 0.0, 1e4),
        loss_per_year=(loss_per_year, 0.0, 1e3),
        fitted=(fitted, 1.0, 1e4),
        needed=(needed, 1.0, 1e4),
        shape=(shape, 0.05, 20.0),
        common_share=(common_share, 0.0, 1.0),
    )
    if not np.all(np.asarray(needed) <= np.asarray(fitted)):
        raise InputError("needed is out of range", got=needed, allowed="at most what is fitted")
    hazard = np.asarray(loss_per_year, dtype=np.float64) * _stretched(years, shape)
    common = np.asarray(common_share, dtype=np.float64)
    own = (1.0 - common) * hazard
    all_work = np.exp(-common * hazard - np.asarray(fitted) * own)
    return np.asarray(np.minimum(all_work * _spared(own, fitted, needed), 1.0))  # rounding


def node_survival(
    years: Numbers,
    parts: Iterable[Part],
    common_share: Numbers = 0.0,
    deployment_failure_share: Numbers = 0.0,
    maturity_factor: Numbers = 1.0,
) -> FloatArray:
    r"""Probability that a satellite lives: it unfolded, and no group has failed.

    .. math:: S(t) = (1 - \min[1, \mu\,d]) \prod_g S_g(t;\ \mu\,\lambda_g)

    Parameters
    ----------
    years : array_like [year]
        Since launch, t; may carry a leading axis of times before the axes of the draws.
    parts : iterable of Part
        Whose loss ends the satellite.
    common_share : array_like [1]
        Of the losses in every group, those that take all of its units.
    deployment_failure_share : array_like [1]
        Of the satellites, those whose array or radiator never opens, d.
    maturity_factor : array_like [1]
        On all losses, mu: below one for a product line that has learnt, above for a first series.

    Returns
    -------
    ndarray [1]
        Probability S, broadcast shape.

    Notes
    -----
    Groups fail independently but for the maturity, which all draw together. Nothing is checked:
    it is meant for many draws. Parts with the same array of shapes share its power of time.

    References
    ----------
    As for :func:`group_survival`; early failures of satellites: Castet and Saleh, Satellite and
    satellite subsystems reliability, Reliability Engineering and System Safety 94, 1718, 2009.

    Examples
    --------
    Two single units at 1 % a year, and one satellite in fifty that never unfolds:

    >>> parts = [Part(0.01), Part(0.01)]
    >>> round(float(node_survival(5.0, parts, deployment_failure_share=0.02)), 4)
    0.8867
    """
    factor = np.asarray(maturity_factor, dtype=np.float64)
    common = np.asarray(common_share, dtype=np.float64)
    opened = 1.0 - np.minimum(factor * deployment_failure_share, 1.0)
    groups: dict[int, _Group] = {}
    for part in parts:
        group = groups.setdefault(id(part.shape), _Group(part.shape))
        rate = factor * np.asarray(part.loss_per_year, dtype=np.float64)
        own = (1.0 - common) * rate
        group.all_work = group.all_work + common * rate + own * part.fitted
        if not np.all(np.asarray(part.fitted) == np.asarray(part.needed)):
            group.spared.append((own, part.fitted, part.needed))
    times = np.asarray(years, dtype=np.float64)
    draws = max([opened.ndim, *(g.ndim for g in groups.values())])
    if times.ndim <= draws:
        return _alive(times, groups.values(), opened)
    # one time after the other: arrays of one time stay in the processor's cache
    return np.stack([_alive(at, groups.values(), opened) for at in times])


@dataclass
class _Group:
    """Parts that share one shape."""

    shape: Numbers
    all_work: FloatArray = field(default_factory=lambda: np.zeros(()))  # loss rate of any unit
    spared: list[tuple[FloatArray, Numbers, Numbers]] = field(default_factory=list)

    @property
    def ndim(self) -> int:
        return max(np.ndim(self.shape), self.all_work.ndim)


def _alive(years: FloatArray, groups: Iterable[_Group], opened: FloatArray) -> FloatArray:
    alive = opened
    gone: FloatArray | float = 0.0
    for group in groups:
        passed = _stretched(years, group.shape)
        for own, fitted, needed in group.spared:
            alive = alive * _spared(own * passed, fitted, needed)
        gone = gone + group.all_work * passed
    return np.asarray(alive * np.exp(-np.asarray(gone)))


def equivalent_loss_per_year(survival: Numbers, years: Numbers) -> FloatArray:
    r"""Constant hazard that leaves as many after so many years.

    .. math:: \lambda = \frac{-\ln S}{t}

    Parameters
    ----------
    survival : array_like [1]
        Share S that works at the end.
    years : array_like [year]
        t.

    Returns
    -------
    ndarray [1/year]
        Hazard; infinite where nothing works.

    References
    ----------
    Rausand and Hoyland 2004, ch. 2.

    Examples
    --------
    Nine of ten after five years:

    >>> round(float(equivalent_loss_per_year(0.9, 5.0)), 4)
    0.0211
    """
    with np.errstate(divide="ignore"):
        return np.asarray(-np.log(np.asarray(survival, dtype=np.float64)) / years)


def _stretched(years: Numbers, shape: Numbers) -> FloatArray:
    """Years of mean hazard behind a unit [year]: as many as have passed, at five years."""
    k = np.asarray(shape, dtype=np.float64)
    reached = np.asarray(years, dtype=np.float64) / REFERENCE_YEARS
    if np.all(k == 1.0):
        return np.asarray(REFERENCE_YEARS * reached)
    with np.errstate(divide="ignore"):
        return np.asarray(REFERENCE_YEARS * np.exp(k * np.log(reached)))


def _spared(hazard: FloatArray, fitted: Numbers, needed: Numbers) -> FloatArray:
    r"""Probability that enough units work over that all work, each with this hazard behind it.

    With the odds :math:`o = e^h - 1` of a failed unit, :math:`\sum_{j \le n - m} \binom{n}{j} o^j`:
    one exponential a group instead of two.
    """
    n, m = np.asarray(fitted, dtype=np.float64), np.asarray(needed, dtype=np.float64)
    h = np.minimum(hazard, MOST_HAZARD)
    if n.size == 1 and m.size == 1 and n.item().is_integer() and m.item().is_integer():
        units, spares = int(n.item()), int(n.item() - m.item())
        if spares == 0:
            return np.ones_like(h)
        odds = np.expm1(h)
        total = np.multiply(odds, float(comb(units, spares)))
        for j in range(spares - 1, 0, -1):
            total += float(comb(units, j))
            total *= odds
        total += 1.0
        return np.asarray(total)
    from scipy.special import betainc

    return np.asarray(betainc(m, n - m + 1.0, np.exp(-h)) * np.exp(n * h))
