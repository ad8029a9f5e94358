"""One side of the comparison, in the terms both sides share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from dawndusk.constants import HOURS_PER_YEAR, FloatArray
from dawndusk.economics.convention import Component, Convention
from dawndusk.economics.waiting import blended_cost
from dawndusk.workload.chips import Chip

__all__ = ["Price", "Side", "make_side", "price_of"]


class Price(NamedTuple):
    """What a user of GPU-hours pays, with and without the wait.

    Attributes
    ----------
    usd_per_gpu_hour : ndarray [USD_2026/GPU_hour]
        Headline: with the wait, where the convention prices it.
    levelised_usd_per_gpu_hour : ndarray [USD_2026/GPU_hour]
        Own cost once it delivers.
    waiting_usd_per_gpu_hour : ndarray [USD_2026/GPU_hour]
        What the wait adds, counted in the headline or not.
    waited_share : ndarray [1]
        Present-value share of the need that is waited for.
    """

    usd_per_gpu_hour: FloatArray
    levelised_usd_per_gpu_hour: FloatArray
    waiting_usd_per_gpu_hour: FloatArray
    waited_share: FloatArray


class Side(NamedTuple):
    """Cost of one way to get compute, per draw and year.

    Attributes
    ----------
    usd_per_gpu_hour, levelised_usd_per_gpu_hour, waiting_usd_per_gpu_hour, waited_share : ndarray
        As in `Price`.
    wait_years : ndarray [year]
        Mean wait of the units of the build-out.
    usd_per_kw_hour, usd_per_pflop_day : ndarray
        The headline in other units.
    capex_usd_per_w, capex_ex_chips_usd_per_w : ndarray [USD_2026/W]
        Capital at the start per watt of compute.
    delivered_share : ndarray [1]
        Delivered over nameplate compute.
    parts : dict of component to ndarray [USD_2026/GPU_hour]
        Own cost by component.
    steps : dict of step to ndarray [1]
        Factors from nameplate to delivered; their product is `delivered_share`.
    """

    usd_per_gpu_hour: FloatArray
    levelised_usd_per_gpu_hour: FloatArray
    waiting_usd_per_gpu_hour: FloatArray
    waited_share: FloatArray
    wait_years: FloatArray
    usd_per_kw_hour: FloatArray
    usd_per_pflop_day: FloatArray
    capex_usd_per_w: FloatArray
    capex_ex_chips_usd_per_w: FloatArray
    delivered_share: FloatArray
    parts: dict[Component, FloatArray]
    steps: dict[str, FloatArray]


def price_of(
    usd_per_kw_year: FloatArray,
    delivered_share: FloatArray,
    gpu_per_kw: FloatArray,
    bridge_usd_per_gpu_hour: FloatArray,
    wait_years: FloatArray,
    window_years: FloatArray,
    rate: FloatArray,
    rule: Convention,
) -> Price:
    """Turn a levelised cost per kilowatt into the price of a GPU-hour, wait included.

    Parameters
    ----------
    usd_per_kw_year : ndarray [USD_2026/kW/year]
        Own cost.
    delivered_share : ndarray [1]
        Delivered over nameplate.
    gpu_per_kw : ndarray [GPU/kW]
        Reference accelerators per kilowatt.
    bridge_usd_per_gpu_hour, wait_years, window_years, rate : ndarray
        As in `economics.waiting.blended_cost`.
    rule : Convention
        Whether the wait is priced.

    Notes
    -----
    A design that does not close has no cost; it counts as infinitely dear.
    """
    own = usd_per_kw_year / (HOURS_PER_YEAR * delivered_share * gpu_per_kw)
    own = np.where(np.isnan(own), np.inf, own)
    blend = blended_cost(own, bridge_usd_per_gpu_hour, wait_years, window_years, rate)
    headline = np.where(np.isinf(own), own, blend.usd_per_gpu_hour) if rule.waiting else own
    return Price(headline, own, blend.waiting_usd_per_gpu_hour, blend.waited_share)


def make_side(
    price: Price,
    yearly_usd_per_kw: Mapping[Component, FloatArray],
    chip: Chip,
    wait_years: FloatArray,
    capex_usd_per_w: FloatArray,
    capex_ex_chips_usd_per_w: FloatArray,
    delivered_share: FloatArray,
    steps: dict[str, FloatArray],
) -> Side:
    """Join a price with its parts and its other units."""
    per_hour = 1.0 / (HOURS_PER_YEAR * delivered_share * chip.gpu_per_kw)
    per_kw_hour = price.usd_per_gpu_hour * chip.gpu_per_kw
    return Side(
        *price,
        wait_years=wait_years,
        usd_per_kw_hour=per_kw_hour,
        usd_per_pflop_day=24.0 * per_kw_hour / chip.pflop_s_per_kw,
        capex_usd_per_w=capex_usd_per_w,
        capex_ex_chips_usd_per_w=capex_ex_chips_usd_per_w,
        delivered_share=delivered_share,
        parts={name: part * per_hour for name, part in yearly_usd_per_kw.items()},
        steps=steps,
    )
