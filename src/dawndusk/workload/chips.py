"""A chip as it is bought and powered: with its share of rack, network and storage, by year."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import HOURS_PER_YEAR, FloatArray, FloatLike
from dawndusk.workload.growth import growth_index

__all__ = ["Chip", "bridge_price", "chip_by_year", "goodput_share"]


class Chip(NamedTuple):
    """The hardware of one year that does the work of one reference GPU."""

    usd_per_gpu: FloatArray
    watts_per_gpu: FloatArray
    usd_per_kw: FloatArray
    gpu_per_kw: FloatArray
    pflop_s_per_kw: FloatArray
    price_index: FloatArray
    watts_index: FloatArray


def chip_by_year(
    usd_per_gpu: FloatLike,
    watts_per_gpu: FloatLike,
    pflop_s: FloatLike,
    usd_per_watt_growth: FloatLike,
    energy_efficiency_growth: FloatLike,
    years: FloatLike,
    reference_year: float,
) -> Chip:
    """Price and power of the work of one reference GPU, bought in each year.

    Equation
    --------
    w(y) = 1 / prod (1 + g_joule),  watts(y) = watts_ref w(y),
    price(y) = price_ref w(y) prod (1 + g_usd)

    Parameters
    ----------
    usd_per_gpu : array_like [USD_2026/GPU], shape (n, 1)
        All-in price of one reference GPU in the reference year.
    watts_per_gpu : array_like [W/GPU], shape (n, 1)
        All-in electrical power of its IT at full load.
    pflop_s : array_like [PFLOP/s/GPU], shape (n, 1)
        Dense BF16 peak.
    usd_per_watt_growth : array_like [1/year], shape (n, Y)
        Growth of the real price of hardware per watt it draws.
    energy_efficiency_growth : array_like [1/year], shape (n, Y)
        Growth of operations per joule.
    years : array_like [year], shape (Y,)
        Calendar years of purchase.
    reference_year : float [year]
        Year of the price and power given.

    Returns
    -------
    Chip
        A reference GPU stays the unit: a later chip that does twice the work counts as two.

    Notes
    -----
    One figure for all work: bandwidth, memory and number formats are not followed apart.
    Orbit and Earth buy the same chips, so growth shrinks both sides' power alike. Operations per
    dollar follow from operations per joule and dollars per watt, which move nearly independently;
    operations per dollar and per joule do not.

    Examples
    --------
    >>> chip = chip_by_year(60000.0, 2000.0, 2.5, 0.0, 0.25, [2027], 2026)
    >>> chip.usd_per_gpu, chip.usd_per_kw, chip.gpu_per_kw, chip.pflop_s_per_kw
    (array([[48000.]]), array([[30000.]]), array([[0.625]]), array([[1.5625]]))
    """
    watts_index = 1.0 / growth_index(energy_efficiency_growth, years, reference_year)
    price_index = watts_index * growth_index(usd_per_watt_growth, years, reference_year)
    usd = usd_per_gpu * price_index
    watts = watts_per_gpu * watts_index
    per_kw = 1000.0 / watts
    return Chip(usd, watts, usd * per_kw, per_kw, pflop_s * per_kw, price_index, watts_index)


def bridge_price(bridge_usd_per_gpu_hour: FloatLike, price_index: FloatLike) -> FloatArray:
    """Market price of renting a reference GPU in each year, while the own plant waits.

    Equation
    --------
    p(y) = p_ref I_price(y)

    Parameters
    ----------
    bridge_usd_per_gpu_hour : array_like [USD_2026/GPU_hour], shape (n, 1)
        Rent in the reference year.
    price_index : array_like [1], shape (n, Y)
        Price of the work of one reference GPU over its price in the reference year.

    Notes
    -----
    Rents follow the price of new chips; scarcity premia beyond the reference year's are neglected.

    Examples
    --------
    >>> float(bridge_price(4.0, 0.5))
    2.0
    """
    return np.asarray(bridge_usd_per_gpu_hour * np.asarray(price_index))


def goodput_share(
    interruption_rate: FloatLike, gpus_lost_per_interruption: FloatLike, recovery_hours: FloatLike
) -> FloatArray:
    """Share of the time that is not lost to interruptions.

    Equation
    --------
    s = 1 / (1 + lambda k T)

    Parameters
    ----------
    interruption_rate : array_like [1/year]
        Interruptions per GPU and year, of all causes.
    gpus_lost_per_interruption : array_like [1]
        GPUs that stop with each: those of one replica or one failure domain.
    recovery_hours : array_like [hour]
        Time until they work again, lost work included.

    Returns
    -------
    ndarray [1]

    Examples
    --------
    >>> float(goodput_share(0.173, 72.0, 1.0).round(5))
    0.99858
    """
    lost_hours = np.asarray(interruption_rate) * gpus_lost_per_interruption * recovery_hours
    return np.asarray(1.0 / (1.0 + lost_hours / HOURS_PER_YEAR))
