"""What satellites ask of the network, and what gateways can carry, at best estimates."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import FloatArray, FloatLike
from dawndusk.data import catalogue
from dawndusk.network.radio import gateway_site
from dawndusk.network.site_availability import site_availability
from dawndusk.network.slant import slant
from dawndusk.network.terminals import rate_gbps, terminal
from dawndusk.network.traffic import BitsPerFlop, bits_per_flop, exchange_of, traffic_per_kw
from dawndusk.scenario import Scenario
from dawndusk.twin.ground import candidates
from dawndusk.twin.node import Inputs, best_estimates, section
from dawndusk.workload.chips import chip_by_year

__all__ = ["Gateways", "asked_gbps", "gateways_of"]

_REFERENCE_YEAR: Final = 2026.0  # of the chip's power, as its rows say


class Gateways(NamedTuple):
    """Sites on the ground and what each carries, one entry a site.

    `gbps` is that of all terminals in fair weather; `availability` the share of the time in which
    the weather lets the site work; `terminal_gbps` that of one terminal, facing one satellite.
    """

    name: tuple[str, ...]
    country: tuple[str, ...]
    latitude_deg: FloatArray
    longitude_deg: FloatArray
    gbps: FloatArray
    availability: FloatArray
    terminal_gbps: float


def asked_gbps(scenario: Scenario) -> float:
    r"""Traffic that a satellite exchanges with the ground in the busy hour, the larger direction.

    .. math:: d = P \hat{F} u_{model} u_{hours} \max(\beta_\uparrow, \beta_\downarrow)
        \frac{\text{peak}}{\text{mean}}

    Parameters
    ----------
    scenario : Scenario
        What is asked.

    Returns
    -------
    float [Gbit/s]
        At best estimates of the scenario's first year, for the full compute of a satellite.

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> one = asked_gbps(parse({"name": "x"}))
    >>> 0.01 < one < 0.1
    True
    """
    inputs = best_estimates(scenario, np.array([float(scenario.years.first)]))
    given = section(inputs, "chip")
    chip = chip_by_year(
        given["usd_per_gpu"], given["watts_per_gpu"], given["pflop_s"],
        given["usd_per_watt_growth"], given["energy_efficiency_growth"],
        np.array([float(scenario.years.first)]), _REFERENCE_YEAR,
    )  # fmt: skip
    bits = _bits(scenario, inputs)
    ground = section(inputs, "ground_segment")
    per_kw = traffic_per_kw(
        chip.pflop_s_per_kw, ground["model_flops_utilisation"], inputs["chip.utilisation"],
        bits.larger,
    )  # fmt: skip
    peak = per_kw * ground["peak_to_mean"] * scenario.satellite.it_power_kw.value
    return float(np.asarray(peak).reshape(-1)[0])


def gateways_of(scenario: Scenario, altitude_km: float) -> Gateways:
    """Return the gateways of a scenario and what they carry of satellites at an altitude.

    Parameters
    ----------
    scenario : Scenario
        Says where gateways are (else the sites of the table with a cable), by radio or by light,
        how many terminals a site has, and what the air may take.
    altitude_km : float [km]
        Mean of the satellites.

    Returns
    -------
    Gateways

    Notes
    -----
    Rates are at the catalogue's mean elevation of a gateway's satellites, under a clear sky, and
    count the direction that asks for more: where the other fills its terminals first, so much of
    the larger one as then gets through beside it.

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> sites = gateways_of(parse({"name": "x"}), 650.0)
    >>> sites.name[0], bool(0.9 < sites.availability[0] < 1.0)
    ('Svalbard', True)
    """
    rows, ground = catalogue(), scenario.ground_segment
    sites = candidates(scenario)
    radio = scenario.network.ground_link == "radio"
    elevation = rows[f"network.{'radio' if radio else 'optical_ground'}.elevation_deg"].value
    works = site_availability(
        sites.latitude_deg, sites.longitude_deg, rows["network.radio.uplink_ghz"].value,
        ground.margin_db.value, elevation,
        rows["network.optical_ground.cloud_column_kg_m2"].value,
        rows["network.optical_ground.ice_cloud_share"].value,
    )  # fmt: skip
    if radio:
        link = gateway_site(altitude_km, elevation, antennas=1.0)
        rate: FloatLike = _rate(
            scenario, float(link.antenna_uplink_gbps), float(link.antenna_downlink_gbps)
        )
        available = works.radio_availability
    else:
        range_km = float(slant(altitude_km, elevation).range_km)
        rate = rate_gbps(terminal("ground"), range_km)
        available = works.optical_availability
    site_gbps = float(rate) * ground.terminals_per_site.value
    return Gateways(*sites, np.full(len(sites.name), site_gbps), np.asarray(available), float(rate))


def _rate(scenario: Scenario, up_gbps: float, down_gbps: float) -> float:
    """Traffic of the larger direction at which a terminal is full in either [Gbit/s]."""
    bits = _bits(scenario, best_estimates(scenario, np.array([float(scenario.years.first)])))
    up, down, larger = (float(np.ravel(x)[0]) for x in (bits.up, bits.down, bits.larger))
    load = max(up / up_gbps, down / down_gbps)
    return larger / load if load > 0.0 else down_gbps


def _bits(scenario: Scenario, inputs: Inputs) -> BitsPerFlop:
    workload = scenario.need.workload
    return bits_per_flop(exchange_of(workload, **section(inputs, f"traffic.{workload}")))
