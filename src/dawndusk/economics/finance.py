"""Time value of money: annuities, present values, fixed charges and levelised energy.

Rates are per year and real or nominal as the caller's cash flows are; nothing here mixes the two
except `weighted_cost_of_capital`, which says which is which.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.annuities import continuous_annuity
from dawndusk.constants import HOURS_PER_COMMON_YEAR, FloatArray
from dawndusk.errors import InputError

__all__ = [
    "CostOfCapital",
    "annuity",
    "continuous_annuity",
    "fixed_charge_rate",
    "levelised_energy",
    "weighted_cost_of_capital",
]

_KWH_PER_MWH = 1000.0  # exact, SI prefix


def _within(
    name: str,
    values: FloatArray,
    low: float,
    high: float = np.inf,
    *,
    open_low: bool = False,
    open_high: bool = False,
) -> None:
    below = values <= low if open_low else values < low
    above = values >= high if open_high else values > high
    wrong = below | above | np.isnan(values)
    if np.any(wrong):
        left = f"{'more than' if open_low else 'at least'} {low:g}"
        right = f" and {'less than' if open_high else 'at most'} {high:g}"
        raise InputError(
            f"{name} is out of range",
            got=float(values[wrong].flat[0]),
            allowed=left + (right if np.isfinite(high) else ""),
        )


def annuity(rate: ArrayLike, years: ArrayLike) -> FloatArray:
    """Share of a sum borrowed today that is paid back every year (capital recovery factor).

    ::

        factor = r / (1 - (1 + r)^-n),   1/n where r = 0

    Parameters
    ----------
    rate : array_like [1]
        Interest or discount rate r per year, as a fraction; above -1.
    years : array_like [year]
        Number n of equal payments, one at the end of each year; positive, need not be whole.

    Returns
    -------
    factor : ndarray [1/year]
        Yearly payment per unit of capital.

    Notes
    -----
    Computed as r / -expm1(-n log1p(r)), so that a rate of 1e-12 is as exact as one of 0.1.
    Neglects taxes and fees; `fixed_charge_rate` adds taxes.

    References
    ----------
    Short, Packey, Holt, "A Manual for the Economic Evaluation of Energy Efficiency and Renewable
    Energy Technologies", NREL/TP-462-5173, 1995, uniform capital recovery factor.

    Examples
    --------
    >>> round(float(annuity(0.07, 25)), 7)
    0.0858105
    >>> float(annuity(0, 5))
    0.2
    """
    r, n = np.asarray(rate, dtype=float), np.asarray(years, dtype=float)
    _within("rate", r, -1.0, open_low=True)
    _within("years", n, 0.0, open_low=True)
    flat = r == 0.0
    paid_off = -np.expm1(-n * np.log1p(r))
    return np.asarray(np.where(flat, 1.0 / n, r / np.where(flat, 1.0, paid_off)))


class CostOfCapital(NamedTuple):
    """Yearly cost of capital after tax, with and without inflation."""

    nominal: FloatArray
    real: FloatArray


def weighted_cost_of_capital(
    debt_fraction: ArrayLike,
    debt_rate: ArrayLike,
    equity_rate: ArrayLike,
    tax_rate: ArrayLike,
    inflation: ArrayLike,
) -> CostOfCapital:
    """Weighted average cost of capital after tax.

    ::

        nominal = d i (1 - T) + (1 - d) e
        real    = (1 + nominal) / (1 + inflation) - 1

    Parameters
    ----------
    debt_fraction : array_like [1]
        Share d of the capital that is borrowed.
    debt_rate : array_like [1]
        Nominal interest i on debt per year.
    equity_rate : array_like [1]
        Nominal return e on equity per year.
    tax_rate : array_like [1]
        Combined tax T on profit; interest is deducted from it.
    inflation : array_like [1]
        Inflation per year.

    Returns
    -------
    nominal : ndarray [1]
        In money of the day.
    real : ndarray [1]
        In constant money.

    Notes
    -----
    One debt share for the whole life; neglects that it falls as the loan is paid back.

    References
    ----------
    NREL, Annual Technology Baseline 2024, "Equations and Variables", WACC.

    Examples
    --------
    >>> round(float(weighted_cost_of_capital(0.5, 0.06, 0.10, 0.25, 0.02).nominal), 9)
    0.0725
    """
    d, i, e, tax, rise = (
        np.asarray(x, dtype=float)
        for x in (debt_fraction, debt_rate, equity_rate, tax_rate, inflation)
    )
    _within("debt_fraction", d, 0.0, 1.0)
    _within("tax_rate", tax, 0.0, 1.0, open_high=True)
    _within("inflation", rise, -1.0, open_low=True)
    nominal = d * i * (1.0 - tax) + (1.0 - d) * e
    return CostOfCapital(np.asarray(nominal), np.asarray((nominal - rise) / (1.0 + rise)))


def fixed_charge_rate(
    rate: ArrayLike,
    years: ArrayLike,
    tax_rate: ArrayLike = 0.0,
    depreciation: ArrayLike = 0.0,
    tax_credit: ArrayLike = 0.0,
) -> FloatArray:
    """Yearly revenue needed per unit of capital, taxes included.

    ::

        FCR = CRF x PFF
        PFF = (1 - T PVD (1 - ITC/2) - ITC) / (1 - T)

    Parameters
    ----------
    rate : array_like [1]
        Real weighted cost of capital per year.
    years : array_like [year]
        Cost recovery period.
    tax_rate : array_like, optional [1]
        Combined tax T on profit.
    depreciation : array_like, optional [1]
        Present value PVD of the tax depreciation of one unit of capital, at the nominal cost of
        capital (`present_value` of the yearly shares).
    tax_credit : array_like, optional [1]
        Investment tax credit ITC; half of it is taken off the depreciation basis.

    Returns
    -------
    charge_rate : ndarray [1/year]
        Fixed charge rate. Without tax it is the annuity.

    Notes
    -----
    Neglects insurance and property tax.

    References
    ----------
    NREL, Annual Technology Baseline 2024, "Equations and Variables", FCR and PFF.

    Examples
    --------
    >>> round(float(fixed_charge_rate(0.07, 25)), 7)
    0.0858105
    """
    tax, pvd, itc = (np.asarray(x, dtype=float) for x in (tax_rate, depreciation, tax_credit))
    _within("tax_rate", tax, 0.0, 1.0, open_high=True)
    project = (1.0 - tax * pvd * (1.0 - 0.5 * itc) - itc) / (1.0 - tax)
    return np.asarray(annuity(rate, years) * project)


def levelised_energy(
    capex_usd_per_kw: ArrayLike,
    fixed_charge_rate: ArrayLike,
    fixed_usd_per_kw_year: ArrayLike,
    variable_usd_per_mwh: ArrayLike,
    capacity_factor: ArrayLike,
) -> FloatArray:
    """Levelised cost of energy by the fixed-charge-rate method.

    ::

        LCOE = 1000 (FCR x CAPEX + FOM) / (8760 CF) + VOM

    Parameters
    ----------
    capex_usd_per_kw : array_like [USD_2022/kW]
        Capital, construction finance included.
    fixed_charge_rate : array_like [1/year]
        Yearly charge per unit of capital.
    fixed_usd_per_kw_year : array_like [USD_2022/kW/year]
        Fixed operation and maintenance.
    variable_usd_per_mwh : array_like [USD_2022/MWh]
        Variable operation and maintenance, and fuel.
    capacity_factor : array_like [1]
        Mean output over rated output, above 0 and at most 1.

    Returns
    -------
    usd_per_mwh : ndarray [USD_2022/MWh]
        In the dollars of the inputs.

    Notes
    -----
    Dollars of any one year in, dollars of that year out. The year has 8,760 h. Neglects how
    output, fuel and charges move over the life, and what electricity is worth by the hour.

    References
    ----------
    NREL, Annual Technology Baseline 2024, "Equations and Variables", LCOE.

    Examples
    --------
    >>> round(float(levelised_energy(1200, 0.07, 20, 0, 0.25)), 9)
    47.488584475
    """
    capex, charge, fixed, variable, factor = (
        np.asarray(x, dtype=float)
        for x in (
            capex_usd_per_kw,
            fixed_charge_rate,
            fixed_usd_per_kw_year,
            variable_usd_per_mwh,
            capacity_factor,
        )
    )
    _within("capex_usd_per_kw", capex, 0.0)
    _within("fixed_charge_rate", charge, 0.0)
    _within("fixed_usd_per_kw_year", fixed, 0.0)
    _within("capacity_factor", factor, 0.0, 1.0, open_low=True)
    yearly = (charge * capex + fixed) * _KWH_PER_MWH
    return np.asarray(yearly / (HOURS_PER_COMMON_YEAR * factor) + variable)
