"""A data centre without its chips and without its power plant."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import FloatArray, FloatLike

__all__ = ["Facility", "facility_figures", "ready_after"]


class Facility(NamedTuple):
    """Facility per kW of IT."""

    capital_usd_per_kw: FloatArray
    electrical_usd_per_kw: FloatArray
    mechanical_usd_per_kw: FloatArray
    civil_usd_per_kw: FloatArray
    network_usd_per_kw: FloatArray
    fixed_usd_per_kw_year: FloatArray
    load_kw_per_kw: FloatArray


def facility_figures(
    electrical_usd_per_kw: FloatLike,
    mechanical_usd_per_kw: FloatLike,
    civil_usd_per_kw: FloatLike,
    network_usd_per_kw: FloatLike,
    maintenance_share: FloatLike,
    pue: FloatLike,
) -> Facility:
    """Capital by component and yearly cost of a facility, per kW of IT.

    Equation
    --------
    C = electrical + mechanical + civil + network,  F = mu C,  load = PUE

    Parameters
    ----------
    electrical_usd_per_kw : array_like [USD_2026/kW]
        Switchgear, uninterruptible supply, back-up, distribution.
    mechanical_usd_per_kw : array_like [USD_2026/kW]
        Cooling plant.
    civil_usd_per_kw : array_like [USD_2026/kW]
        Land, shell and site.
    network_usd_per_kw : array_like [USD_2026/kW]
        Fibre and fit-out.
    maintenance_share : array_like [1/year]
        Staff, maintenance, insurance and property tax per year, over the capital.
    pue : array_like [1]
        Facility power over IT power.

    Returns
    -------
    Facility
        capital and its parts [USD_2026/kW], fixed_usd_per_kw_year [USD_2026/kW/year],
        load_kw_per_kw [kW/kW]: what the power path must supply.

    Notes
    -----
    The capital is per kW of IT as quoted, for the efficiency it was quoted at; it is not scaled
    with PUE. Power plant, chips and rack are apart.

    References
    ----------
    A. McCalip, orbital solar economics calculator, 2025 (split of components).

    Examples
    --------
    >>> site = facility_figures(5250.0, 3000.0, 2500.0, 1750.0, 0.02, 1.2)
    >>> float(site.capital_usd_per_kw), float(site.fixed_usd_per_kw_year)
    (12500.0, 250.0)
    """
    parts = [
        np.asarray(part, dtype=float)
        for part in (
            electrical_usd_per_kw, mechanical_usd_per_kw, civil_usd_per_kw, network_usd_per_kw
        )
    ]  # fmt: skip
    capital = parts[0] + parts[1] + parts[2] + parts[3]
    fixed = np.asarray(capital * maintenance_share)
    return Facility(
        np.asarray(capital), parts[0], parts[1], parts[2], parts[3], fixed,
        np.asarray(pue, dtype=float),
    )  # fmt: skip


def ready_after(build_years: FloatLike, time_to_power_years: FloatLike) -> FloatArray:
    """Years from order to first compute: building and power go on side by side.

    Equation
    --------
    tau = max(tau_build, tau_power)

    Parameters
    ----------
    build_years, time_to_power_years : array_like [year]
        Building and power, both counted from the order.

    Returns
    -------
    ndarray [year]

    Examples
    --------
    >>> ready_after(1.5, [1.2, 4.0])
    array([1.5, 4. ])
    """
    return np.asarray(np.maximum(build_years, time_to_power_years), dtype=float)
