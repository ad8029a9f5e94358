"""The network of a study: what its workload sends, through which gateways, and how late."""

from __future__ import annotations

from typing import Any

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.network.site_availability import sites_for_target
from dawndusk.scenario import Scenario
from dawndusk.study.bands import band
from dawndusk.study.chain import Chain
from dawndusk.study.collect import Collected
from dawndusk.study.latency_of_study import latency_of_study
from dawndusk.study.network_claims import network_claims
from dawndusk.study.run import make_sampler
from dawndusk.study.workload_fit import laser_capacity, workload_fit
from dawndusk.twin.ground import Ground

__all__ = ["network_of_study"]


def network_of_study(scenario: Scenario, chain: Chain, run: Collected, seed: int) -> dict[str, Any]:
    """Return what the chapter on the network needs, and the answers to the claims about it.

    Parameters
    ----------
    scenario : Scenario
        What was asked.
    chain : Chain
        What was computed, with its gateways.
    run : Collected
        The draws.
    seed : int
        Of the draws of the other workloads, and of which satellites have failed.

    Returns
    -------
    dict
        ``workload``, ``workloads``, ``lasers``, ``gateway``, ``latency``, ``pairs``, ``claims``.
    """
    years = chain.years[[0, -1]]
    earth = np.nanmedian(run.earth[:, [0, -1]], axis=0)
    delivered = float(np.median(run.kept["orbit.delivered_share"]))
    ground = chain.ground
    found: dict[str, Any] = {
        "workload": chain.workload,
        "years": [int(year) for year in years],
        "target_gw": scenario.need.compute_gw.value,
        "workloads": workload_fit(
            scenario, make_sampler(scenario, years), ground, chain.rule, delivered, earth, seed
        ),
        "lasers": laser_capacity(scenario, ground),
        "gateway": _gateway(scenario, ground, run),
        **latency_of_study(scenario, seed),
    }
    found["claims"] = network_claims(found)
    return found


def _gateway(scenario: Scenario, ground: Ground, run: Collected) -> dict[str, Any]:
    """The gateways of the need's own workload."""
    used = np.flatnonzero(ground.capacity > 0.0)
    used = used[np.argsort(-ground.duty[used], kind="stable")]
    sites = ground.sites
    middle = ground.at(np.array([[scenario.ground_segment.margin_db.value]]))
    alone = sites_for_target(
        sites.latitude_deg[used],
        sites.longitude_deg[used],
        scenario.network.ground_link,
        ground.target,
        margin_db=scenario.ground_segment.margin_db.value,
    )
    antennas = scenario.ground_segment.terminals_per_site.value
    up, down = _one(middle.terminal_up_gbps), _one(middle.terminal_down_gbps)
    return {
        "link": ground.link,
        "terminal_gbps": {"up": up, "down": down},
        "gbps_per_site": {"up": antennas * up, "down": antennas * down},
        "candidates": len(sites.name),
        "sites_for_service": int(used.size),
        "sites_for_weather_alone": alone.needed,
        "installed_over_traffic": ground.installed_over_traffic,
        "site_availability": band(run.kept["gateways.site_availability"]),
        "joint_availability": band(run.kept["gateways.joint_availability"]),
        "target": ground.target,
        "terminals_per_gw": band(run.kept["gateways.terminals_per_gw"]),
        "gateways_per_gw": band(run.kept["gateways.sites_per_gw"]),
        "duty_all_sites": float(ground.duty.mean()),
        "reached_share": ground.reached_share,
        "longest_dark_share": ground.longest_dark_share,
        "satellites_in_view": ground.satellites_in_view,
        "sites": [
            {
                "name": sites.name[i],
                "country": sites.country[i],
                "latitude_deg": float(sites.latitude_deg[i]),
                "longitude_deg": float(sites.longitude_deg[i]),
                "duty": float(ground.duty[i]),
                "capacity_over_traffic": float(ground.capacity[i]),
            }
            for i in used
        ],
    }


def _one(values: FloatArray) -> float:
    return float(np.ravel(values)[0])
