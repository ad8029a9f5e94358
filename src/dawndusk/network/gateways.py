"""The ground segment: gateways that carry what orbital compute exchanges with users on Earth.

Capacity is bought to fit the traffic. Weather never multiplies the compute: it multiplies the
number of sites.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import FloatArray, FloatLike

__all__ = ["GroundSegment", "ground_segment", "site_diversity", "traffic_per_kw"]

_FLOP_PER_PFLOP = 1e15
_BIT_PER_GBIT = 1e9


class GroundSegment(NamedTuple):
    """Gateways per kW of compute."""

    traffic_gbps_per_kw: FloatArray
    installed_gbps_per_kw: FloatArray
    capital_usd_per_kw: FloatArray
    fixed_usd_per_kw_year: FloatArray
    availability: FloatArray


def traffic_per_kw(
    pflop_s_per_kw: FloatLike,
    model_flops_utilisation: FloatLike,
    utilisation: FloatLike,
    bits_per_flop: FloatLike,
) -> FloatArray:
    """Mean traffic between compute and ground, per kW of compute.

    Equation
    --------
    R = F_peak u_model u_hours beta

    Parameters
    ----------
    pflop_s_per_kw : array_like [PFLOP/s/kW]
        Peak operations per kW of compute.
    model_flops_utilisation : array_like [1]
        Share of the peak done while in use.
    utilisation : array_like [1]
        Share of the hours in use.
    bits_per_flop : array_like [bit/flop]
        Ground traffic per operation.

    Returns
    -------
    ndarray [Gbit/s/kW]

    Notes
    -----
    Both directions added; prompts are as long as answers at most, so this sizes the larger one.

    Examples
    --------
    >>> float(traffic_per_kw(1.0, 0.4, 0.5, 1e-8).round(9))
    0.002
    """
    scale = _FLOP_PER_PFLOP / _BIT_PER_GBIT
    operations = np.asarray(pflop_s_per_kw) * model_flops_utilisation * utilisation
    return np.asarray(operations * bits_per_flop * scale)


def site_diversity(site_availability: FloatLike, diversity_sites: FloatLike) -> FloatArray:
    """Share of the time that at least one of several sites is usable.

    Equation
    --------
    A = 1 - (1 - a)^k

    Parameters
    ----------
    site_availability : array_like [1]
        Share of the time that one site is usable.
    diversity_sites : array_like [1]
        Sites, each able to carry everything.

    Returns
    -------
    ndarray [1]

    Notes
    -----
    Independent weather. Sites nearer than about 500 km share weather and count for less.

    References
    ----------
    M. Birch et al., "Availability, outage, and capacity of spatially correlated, Australasian
    free-space optical networks", J. Opt. Commun. Netw. 15 (2023) 415; arXiv:2211.09248.

    Examples
    --------
    >>> float(site_diversity(0.69, 5).round(5))
    0.99714
    """
    out = 1.0 - np.asarray(site_availability, dtype=float)
    return np.asarray(1.0 - np.power(out, diversity_sites))


def ground_segment(
    pflop_s_per_kw: FloatLike,
    model_flops_utilisation: FloatLike,
    utilisation: FloatLike,
    bits_per_flop: FloatLike,
    peak_to_mean: FloatLike,
    gateway_usd_per_gbps: FloatLike,
    gateway_fixed_share: FloatLike,
    site_availability: FloatLike,
    diversity_sites: FloatLike,
) -> GroundSegment:
    """Capital, yearly cost and availability of the gateways that fit the traffic.

    Equation
    --------
    C = R (peak / mean) k c,  F = phi C,  A = 1 - (1 - a)^k

    Parameters
    ----------
    pflop_s_per_kw, model_flops_utilisation, utilisation, bits_per_flop : array_like
        As in `traffic_per_kw`.
    peak_to_mean : array_like [1]
        Busy hour over mean.
    gateway_usd_per_gbps : array_like [USD_2026/(Gbit/s)]
        Capital per Gbit/s of one site.
    gateway_fixed_share : array_like [1/year]
        Yearly cost over capital.
    site_availability, diversity_sites : array_like [1]
        As in `site_diversity`.

    Returns
    -------
    GroundSegment
        traffic_gbps_per_kw and installed_gbps_per_kw [Gbit/s/kW], capital_usd_per_kw
        [USD_2026/kW], fixed_usd_per_kw_year [USD_2026/kW/year], availability [1].

    Notes
    -----
    Gateway-side only: the satellites' own terminals are in their production cost, and carriage
    beyond the gateway is as on Earth. A gateway is taken to be in use whenever a satellite passes,
    which holds for constellations of hundreds.

    Examples
    --------
    >>> ground = ground_segment(1.0, 0.4, 0.5, 1e-8, 2.0, 35e3, 0.1, 0.9, 4)
    >>> float(ground.capital_usd_per_kw.round(6)), float(ground.availability.round(6))
    (560.0, 0.9999)
    """
    traffic = traffic_per_kw(pflop_s_per_kw, model_flops_utilisation, utilisation, bits_per_flop)
    installed = traffic * peak_to_mean * diversity_sites
    capital = np.asarray(installed * gateway_usd_per_gbps)
    fixed = np.asarray(capital * gateway_fixed_share)
    available = site_diversity(site_availability, diversity_sites)
    return GroundSegment(traffic, np.asarray(installed), capital, fixed, available)
