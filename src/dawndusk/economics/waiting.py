"""What waiting costs: a need does not pause while its plant is queued for power or a launch.

A buyer needs compute from year t for W years. A path that delivers after tau years leaves the
first tau years to be bought on the market. The blended cost is what the whole need costs, and is
the same formula for orbit and for Earth.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import FloatArray, FloatLike
from dawndusk.economics.finance import continuous_annuity

__all__ = ["Blended", "blended_cost", "break_even_wait", "build_out_wait", "growth_of"]


class Blended(NamedTuple):
    """Cost of a need over its whole window."""

    usd_per_gpu_hour: FloatArray
    waiting_usd_per_gpu_hour: FloatArray
    waited_share: FloatArray


def build_out_wait(
    time_to_power_years: FloatLike,
    target_gw: FloatLike,
    cap_gw_per_year: FloatLike,
    growth_per_year: FloatLike = 0.0,
) -> FloatArray:
    """Mean wait of the units of a build-out under a yearly cap that grows.

    Equation
    --------
    tau = tau_1 + [(1 + x) ln(1 + x) - x] / (g x),  x = g G / c_1,  c_1 = c e^(g tau_1);
    tau_1 + G / (2 c) where g = 0

    Parameters
    ----------
    time_to_power_years : array_like [year]
        Wait tau_1 of the first unit.
    target_gw : array_like [GW]
        What is to be built, G.
    cap_gw_per_year : array_like [GW/year]
        What this buyer can get built in the year the need arises, c.
    growth_per_year : array_like [1/year]
        Continuous growth g of the cap; below zero the cap runs out.

    Returns
    -------
    ndarray [year]
        Infinite where a shrinking cap never builds the target.

    Notes
    -----
    The cap is taken to go on growing as it does in the year of the need. Units are delivered as
    fast as the cap allows from the first on.

    Examples
    --------
    >>> float(build_out_wait(4.0, 1.0, 0.5)), round(float(build_out_wait(0.0, 1.0, 0.5, 0.3)), 4)
    (5.0, 0.8445)
    """
    first, g = np.asarray(time_to_power_years, dtype=float), np.asarray(growth_per_year)
    whole = np.asarray(target_gw) / (np.asarray(cap_gw_per_year) * np.exp(g * first))
    x = g * whole
    small = np.abs(x) < 1e-3  # where the difference below would lose digits
    safe = np.where(small, 1.0, x)
    more = 1.0 + safe
    with np.errstate(invalid="ignore", divide="ignore"):
        exact = (more * np.log(more) - safe) / (safe * safe)
    series = 0.5 - x * (1.0 / 6.0 - x * (1.0 / 12.0 - x * (1.0 / 20.0 - x / 30.0)))
    mean = whole * np.where(small, series, exact)
    return np.asarray(first + np.where(x <= -1.0, np.inf, mean))


def growth_of(cap_gw_per_year: FloatArray) -> FloatArray:
    """Continuous growth of a cap from each year to the next; the last year repeats its own.

    Parameters
    ----------
    cap_gw_per_year : ndarray, shape (n, Y)
        Of consecutive calendar years.

    Examples
    --------
    >>> growth_of(np.array([[1.0, 2.0, 2.0]])).round(3)
    array([[0.693, 0.   , 0.   ]])
    """
    if cap_gw_per_year.shape[-1] < 2:
        return np.zeros_like(cap_gw_per_year)
    steps = np.diff(np.log(cap_gw_per_year), axis=-1)
    return np.concatenate([steps, steps[..., -1:]], axis=-1)


def blended_cost(
    own_usd_per_gpu_hour: FloatLike,
    bridge_usd_per_gpu_hour: FloatLike,
    wait_years: FloatLike,
    window_years: FloatLike,
    rate: FloatLike,
) -> Blended:
    """Cost of a need that starts now, lasts a window, and is bridged by the market while waiting.

    Equation
    --------
    c = [A(tau) max(p, L) + (A(W) - A(tau)) L] / A(W),  A(x) = (1 - e^(-rho x)) / rho

    Parameters
    ----------
    own_usd_per_gpu_hour : array_like [USD_2026/GPU_hour]
        Levelised cost L of the path once it delivers.
    bridge_usd_per_gpu_hour : array_like [USD_2026/GPU_hour]
        Price p of renting the same compute meanwhile. Waiting never earns: where renting is
        cheaper than the path's own cost, the wait is priced at the own cost.
    wait_years : array_like [year]
        Wait tau; a wait longer than the window counts as the window.
    window_years : array_like [year]
        Length W of the need.
    rate : array_like [1/year]
        Discount rate r; rho = ln(1 + r).

    Notes
    -----
    Neglects that a market that everybody rents from while waiting would rise in price, and that
    some needs are simply lost. The first favours whoever waits longer, today mostly Earth.

    Examples
    --------
    >>> blend = blended_cost(2.0, 3.0, 2.0, 10.0, 0.0)
    >>> float(blend.usd_per_gpu_hour), float(blend.waiting_usd_per_gpu_hour)
    (2.2, 0.2)
    """
    own = np.asarray(own_usd_per_gpu_hour, dtype=float)
    rho = np.log1p(rate)
    window = continuous_annuity(rho, window_years)
    share = continuous_annuity(rho, np.minimum(wait_years, window_years)) / window
    rented = np.maximum(bridge_usd_per_gpu_hour, own)
    # all rented gives the rent to the last bit, and rounding never undercuts the own cost
    blended = np.maximum((1.0 - share) * own + share * rented, own)
    return Blended(blended, np.where(np.isfinite(own), share * (rented - own), 0.0), share)


def break_even_wait(
    own_usd_per_gpu_hour: FloatLike,
    other_usd_per_gpu_hour: FloatLike,
    bridge_usd_per_gpu_hour: FloatLike,
    window_years: FloatLike,
    rate: FloatLike,
) -> FloatArray:
    """Wait at which a path costs as much as the other side; infinite if no wait is long enough.

    Equation
    --------
    A(tau) = A(W) (c_other - L) / (p - L)  ->  tau = -ln(1 - rho A(tau)) / rho

    Parameters
    ----------
    own_usd_per_gpu_hour : array_like [USD_2026/GPU_hour]
        Cost of the waiting path once it delivers.
    other_usd_per_gpu_hour : array_like [USD_2026/GPU_hour]
        Blended cost of the other side.
    bridge_usd_per_gpu_hour : array_like [USD_2026/GPU_hour]
        Price of renting meanwhile.
    window_years, rate : array_like [year], [1/year]
        As in `blended_cost`.

    Returns
    -------
    ndarray [year]
        0 where the other side is already cheaper, inf where it never is.

    Examples
    --------
    >>> round(float(break_even_wait(2.0, 2.2, 3.0, 10.0, 0.0)), 6)
    2.0
    """
    own, other = np.asarray(own_usd_per_gpu_hour), np.asarray(other_usd_per_gpu_hour)
    rho = np.maximum(np.log1p(np.asarray(rate, dtype=float)), 1e-12)
    premium = np.maximum(np.asarray(bridge_usd_per_gpu_hour) - own, 0.0)
    gap = np.maximum(other - own, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(gap > 0.0, gap / premium, 0.0)
        years = -np.log1p(-rho * share * continuous_annuity(rho, window_years)) / rho
    return np.where(share <= 1.0, years, np.inf)
