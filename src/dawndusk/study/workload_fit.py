"""Which workloads fit through a study's lasers and gateways: all of them side by side."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from dawndusk.constants import HOURS_PER_YEAR, FloatArray
from dawndusk.economics.convention import Convention
from dawndusk.economics.levelised import Cost, levelise
from dawndusk.network.terminals import rate_gbps, terminal
from dawndusk.network.topology import express_step
from dawndusk.network.traffic import WORKLOADS
from dawndusk.orbit.sun_synchronous import orbit_radius
from dawndusk.scenario import Scenario
from dawndusk.scenario.section import quantities
from dawndusk.scenario.traffic import Traffic
from dawndusk.study.bands import band, figure
from dawndusk.study.draws import Sampler
from dawndusk.study.ground_side import GroundSide, ground_side
from dawndusk.twin.ground import Ground
from dawndusk.twin.linked import link_rules
from dawndusk.twin.size import plans_of, size_of
from dawndusk.workload.chips import Chip

__all__ = ["DEAR_SHARE", "laser_capacity", "workload_fit"]

DRAWS: Final = 2000
DEAR_SHARE: Final = 0.1  # of Earth's cost of a GPU-hour: gateways that cost more do not fit
_SECTIONS: Final = ("ground_segment", "chip", "finance", "need")


def workload_fit(
    scenario: Scenario,
    sampler: Sampler,
    ground: Ground,
    rule: Convention,
    delivered_share: float,
    earth_usd_per_gpu_hour: FloatArray,
    seed: int,
) -> list[dict[str, Any]]:
    """Return traffic, gateways and their cost for every workload, in the first and last year.

    Parameters
    ----------
    scenario : Scenario
        What was asked; ingredients that it gives for other workloads are taken.
    sampler : Sampler
        Its quantities in the two years that are compared.
    ground : Ground
        Its gateways.
    rule : Convention
        The accounting.
    delivered_share : float [1]
        Of the orbital compute, in the median.
    earth_usd_per_gpu_hour : ndarray, shape (2,) [USD_2026/GPU_hour]
        Of the best path on Earth, in the median.
    seed : int
        Of the draws.

    Returns
    -------
    list of dict
        One for each workload, in the order of `WORKLOADS`.

    Notes
    -----
    A workload fits where the lasers along a ring bear its traffic past the longest arc without a
    gateway and gateways cost less than a tenth of a GPU-hour on Earth, both in the median of the
    first year.
    """
    from dawndusk.study.chain import chip_of

    rng = np.random.default_rng(seed)
    few = Sampler(sampler.quantities, sampler.years, sampler.correlations, sampler.slots, _SECTIONS)
    inputs = few.values(few.probabilities(rng, DRAWS))
    chip = chip_of(inputs, sampler.years)
    lasers = laser_capacity(scenario, ground)
    found = []
    for workload in WORKLOADS:
        section = getattr(scenario.traffic, workload)
        if section is None:
            section = getattr(Traffic.model_validate({workload: {}}), workload)
        drawn = {
            path: q.shape.quantile(rng.random((DRAWS, 1)), sampler.years)
            for path, q in quantities(section, f"traffic.{workload}.")
        }
        side = ground_side({**inputs, **drawn}, workload, ground, chip)
        usd = _usd_per_gpu_hour(side, inputs, chip, delivered_share, rule)
        found.append(_row(workload, side, usd, inputs, scenario, lasers, earth_usd_per_gpu_hour))
    return found


def laser_capacity(scenario: Scenario, ground: Ground) -> dict[str, float]:
    """Rate of the lasers that pass a place of a ring side by side, and what they must bear.

    Returns
    -------
    dict
        spacing_km [km] of the ring; lasers_abreast [1], the one between neighbours and, in a lone
        plane, those that reach further along it; gbps [Gbit/s] of all of them, one way;
        satellites_behind [1], whose traffic crosses them past the longest arc without a gateway;
        power_kw [kW] of compute of each.

    Notes
    -----
    The arc's traffic leaves by its two ends. The ring is linked as a grid, as `dawndusk fly` flies
    it. Lasers to other planes are left out: they lead to satellites as far from a gateway.
    """
    rules, isl = link_rules(scenario.network), terminal("isl")
    size = size_of(plans_of(scenario))
    per_plane = size.satellites / size.planes
    altitude = scenario.orbit.altitude_km.value
    spacing = 2e-3 * np.pi * float(orbit_radius(altitude)) / per_plane
    alone = size.planes == 1 and rules.lasers >= 4
    further = express_step(round(per_plane)) if alone else 0
    most = rules.longest_m / 1e3
    if further * spacing > most:
        further = 0  # out of each other's reach
    gbps = float(rate_gbps(isl, min(spacing, most)))  # of few, to any that is near
    if further:
        gbps += further * float(rate_gbps(isl, further * spacing))
    return {
        "spacing_km": spacing,
        "lasers_abreast": 1.0 + further,
        "gbps": gbps,
        "satellites_behind": 0.5 * ground.longest_dark_share * per_plane,
        "power_kw": scenario.satellite.it_power_kw.value,
    }


def _usd_per_gpu_hour(
    side: GroundSide,
    inputs: dict[str, FloatArray],
    chip: Chip,
    delivered_share: float,
    rule: Convention,
) -> FloatArray:
    cost = Cost(
        side.gateways.capital_usd_per_kw,
        inputs["ground_segment.gateway_life_years"],
        side.gateways.fixed_usd_per_kw_year,
    )
    rate = inputs["finance.discount_rate"] + inputs["finance.orbit_premium"]
    levelised = levelise({"ground_segment": cost}, rate, delivered_share, rule)
    return np.asarray(
        levelised.usd_per_kw_year / (HOURS_PER_YEAR * delivered_share * chip.gpu_per_kw)
    )


def _row(
    workload: str,
    side: GroundSide,
    usd: FloatArray,
    inputs: dict[str, FloatArray],
    scenario: Scenario,
    lasers: dict[str, float],
    earth: FloatArray,
) -> dict[str, Any]:
    shape = (DRAWS, 2)
    up, down, terminals, sites, usd = (
        np.broadcast_to(x, shape)
        for x in (
            1e6 * side.up_gbps_per_kw,
            1e6 * side.down_gbps_per_kw,
            side.gateways.terminals_per_gw,
            side.gateways.sites_per_gw,
            usd,
        )
    )
    larger = np.maximum(up, down)
    busy = inputs["ground_segment.peak_to_mean"] * larger
    power_kw = scenario.satellite.it_power_kw.value
    per_satellite = 1e-6 * busy * power_kw
    laser = per_satellite * lasers["satellites_behind"] / lasers["gbps"]
    median = [float(np.median(laser[:, k])) for k in (0, 1)]
    dear = [float(np.median(usd[:, k]) / earth[k]) for k in (0, 1)]
    fits, why = _verdict(median[0], dear[0])
    return {
        "name": workload,
        "bits_per_flop": {
            "up": band(np.broadcast_to(side.bits.up, (DRAWS, 1))),
            "down": band(np.broadcast_to(side.bits.down, (DRAWS, 1))),
            "larger": band(np.broadcast_to(side.bits.larger, (DRAWS, 1))),
        },
        "gbps_per_gw": band(larger),
        "busy_gbps_per_gw": band(busy),
        "up_gbps_per_gw": band(up),
        "down_gbps_per_gw": band(down),
        "gbps_per_satellite": band(per_satellite),
        "terminals_per_gw": band(terminals),
        "gateways_per_gw": band(sites),
        "gateway_usd_per_gpu_hour": band(usd)["p50"],
        "share_of_earth_cost": dear[0],
        "laser_share": median[0],
        "fits": fits,
        "why": why,
        "last_year": {
            "gbps_per_gw": band(larger[:, 1:])["p50"],
            "gateways_per_gw": band(sites[:, 1:])["p50"],
            "gateway_usd_per_gpu_hour": band(usd[:, 1:])["p50"],
            "share_of_earth_cost": dear[1],
            "laser_share": median[1],
            "fits": _verdict(median[1], dear[1])[0],
        },
    }


def _verdict(laser_share: float, cost_share: float) -> tuple[bool, str]:
    """Whether a workload fits, and what says so."""
    lasers = (
        f"lasers along the ring are {figure(100.0 * laser_share)} % full"
        if laser_share <= 1.0
        else f"lasers along the ring would have to carry {figure(laser_share)} times their rate"
    )
    gateways = f"gateways cost {figure(100.0 * cost_share)} % of a GPU-hour on Earth"
    return laser_share <= 1.0 and cost_share <= DEAR_SHARE, f"{lasers}; {gateways}"
