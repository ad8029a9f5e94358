"""Levelised cost of compute: every dollar over every delivered unit, both in present value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from dawndusk.constants import HOURS_PER_YEAR, FloatArray, FloatLike
from dawndusk.economics.convention import Component, Convention
from dawndusk.economics.finance import continuous_annuity

__all__ = ["Cost", "Levelised", "capital_usd_per_w", "levelise"]


class Cost(NamedTuple):
    """One component of cost, per kilowatt of compute.

    Attributes
    ----------
    capital_usd_per_kw : ndarray [USD_2026/kW]
        Paid when it starts.
    life_years : ndarray [year]
        After which it is paid again.
    yearly_usd_per_kw : ndarray [USD_2026/kW/year]
        Paid evenly through every year.
    """

    capital_usd_per_kw: FloatLike = 0.0
    life_years: FloatLike = 1.0
    yearly_usd_per_kw: FloatLike = 0.0


class Levelised(NamedTuple):
    """Levelised cost under one convention, whole and by component."""

    usd_per_kw_year: FloatArray
    by_component: dict[Component, FloatArray]
    delivered_share: FloatArray

    @property
    def usd_per_kw_hour(self) -> FloatArray:
        """Cost of one kilowatt of compute kept at work for one hour [USD_2026/kW/hour]."""
        return self.usd_per_kw_year / (HOURS_PER_YEAR * self.delivered_share)


def levelise(
    costs: Mapping[Component, Cost],
    rate: FloatLike,
    delivered_share: FloatLike,
    rule: Convention,
) -> Levelised:
    """Spread the components of cost over the years of service under one convention.

    Equation
    --------
    y = sum_i [C_i / A(rho, L_i) + O_i],  A(rho, L) = (1 - e^(-rho L)) / rho,  rho = ln(1 + r)

    Parameters
    ----------
    costs : mapping of component to Cost
        What is paid, per kilowatt of compute.
    rate : array_like [1/year]
        Real discount rate r; taken as zero where the convention does not discount.
    delivered_share : array_like [1]
        Delivered over nameplate compute, present-value weighted over the life.
    rule : Convention
        What counts, and over which life.

    Notes
    -----
    Money and compute are taken to flow evenly through each year (the continuous form of the
    annuity), which lies half a year's interest under the year-end form: 0.2410 against 0.2505
    for 8 % and five years. Taxes and depreciation schedules are left out on both sides.

    Examples
    --------
    >>> from dawndusk.economics.convention import convention
    >>> cost = levelise({"chips": Cost(1000.0, 5.0)}, 0.0, 1.0, convention("levelised"))
    >>> float(cost.usd_per_kw_year)
    200.0
    """
    rho = np.log1p(np.asarray(rate, dtype=float)) if rule.discounted else np.zeros(())
    total: FloatArray = np.zeros(())
    parts: dict[Component, FloatArray] = {}
    for name, cost in costs.items():
        if name not in rule.counts:
            continue
        life = cost.life_years if rule.life == "asset" else rule.window_years
        parts[name] = np.asarray(
            np.asarray(cost.capital_usd_per_kw) / continuous_annuity(rho, life)
            + cost.yearly_usd_per_kw
        )
        total = total + parts[name]
    share = np.asarray(delivered_share, dtype=float) if rule.delivered else np.ones(())
    return Levelised(total, parts, share)


def capital_usd_per_w(costs: Mapping[Component, Cost], rule: Convention) -> FloatArray:
    """Capital paid at the start per watt of compute, of the components that count.

    Examples
    --------
    >>> from dawndusk.economics.convention import convention
    >>> float(capital_usd_per_w({"chips": Cost(30000.0, 5.0)}, convention("capital")))
    30.0
    """
    total: FloatArray = np.zeros(())
    for name, cost in costs.items():
        if name in rule.counts:
            total = total + np.asarray(cost.capital_usd_per_kw) / 1000.0
    return total
