"""A made-up network of a study with every key, for tests of its chapter. No figure is a result."""

from __future__ import annotations

from typing import Any

import numpy as np

from dawndusk.study.network_claims import network_claims
from dawndusk.twin.route_result import WAYS

_LEVELS = {"inference": 200.0, "batch": 50.0, "video": 130_000.0, "training": 100.0}


def band(middle: float) -> dict[str, float]:
    return {"p10": middle / 5.0, "p50": middle, "p90": 5.0 * middle}


def sample_network(places: int = 60) -> dict[str, Any]:
    """Return a network of which every figure is made up."""
    random = np.random.default_rng(4)
    region = 15.0 + 60.0 * random.random(places)
    orbit = 25.0 + 40.0 * random.random(places)
    edges = np.arange(0.0, 402.0, 2.0)
    ways = {}
    for at, way in enumerate(WAYS):
        middle = (22.0, 17.0, 21.0, 107.0, 45.0)[at]
        ways[way] = {
            "rtt_ms": {"p5": 0.8 * middle, "p50": middle, "mean": middle, "p95": 1.6 * middle,
                       "max": 2.0 * middle},
            "rtt_geometry_ms": {"p50": middle - 12.0},
            "reachable_share": 0.12 if way == "orbit_overhead" else 1.0,
            "within": {"20": 0.1, "50": 0.5, "100": 0.9, "200": 1.0},
            "quickest_share": 0.02 if way.startswith("orbit") else 0.47,
        }  # fmt: skip
    within = {
        name: {"20": low, "30": low, "50": middle, "100": 1.0}
        for name, low, middle in (
            ("region", 0.3, 0.9), ("earth", 0.8, 0.995), ("orbit", 0.01, 0.6),
            ("region_or_orbit", 0.31, 0.98), ("all", 0.81, 0.999),
        )
    }  # fmt: skip
    found: dict[str, Any] = {
        "workload": "inference",
        "years": [2026, 2045],
        "target_gw": 1.0,
        "workloads": [workload(name, level) for name, level in _LEVELS.items()],
        "lasers": {"spacing_km": 4.4, "lasers_abreast": 72.0, "gbps": 7200.0,
                   "satellites_behind": 4900.0, "power_kw": 100.0},
        "gateway": {
            "link": "radio",
            "terminal_gbps": {"up": 22.5, "down": 13.9},
            "gbps_per_site": {"up": 180.0, "down": 112.0},
            "candidates": 37,
            "sites_for_service": 2,
            "sites_for_weather_alone": 1,
            "installed_over_traffic": 5.0,
            "site_availability": band(0.999) | {"p90": 1.0},
            "joint_availability": band(0.9997) | {"p90": 1.0},
            "target": 0.999,
            "terminals_per_gw": band(120.0),
            "gateways_per_gw": band(15.0),
            "duty_all_sites": 0.21,
            "reached_share": 0.05,
            "longest_dark_share": 0.99,
            "satellites_in_view": 420.0,
            "sites": [
                {"name": "North <Site>", "country": "NO", "latitude_deg": 70.0,
                 "longitude_deg": 20.0, "duty": 0.4, "capacity_over_traffic": 3.0},
                {"name": "South", "country": "AR", "latitude_deg": -54.0,
                 "longitude_deg": -67.0, "duty": 0.2, "capacity_over_traffic": 2.0},
            ],
        },
        "latency": {
            "ways": ways,
            "with_orbit": {"p50": 16.0, "p95": 21.0},
            "without_orbit": {"p50": 16.0, "p95": 22.0},
            "by_region": [{"name": "Africa", "people": 1.4e9} | dict.fromkeys(WAYS, 30.0)],
            "relay": {"name": "relay", "satellites": 1584},
            "terms_ms": {"latency.access_ms": 12.0},
            "people": 7.6e9,
            "gateways": 40,
            "regions": 123,
            "edge_sites": 454,
            "fibre_stretch": 1.5,
            "start_utc": "2026-06-21T00:00:00Z",
            "satellites": 10_000,
            "satellites_looked_at": 10_000,
            "moments": 8,
            "within_ms": within,
            "map": {
                "latitude_deg": random.uniform(-50.0, 65.0, places).round(1).tolist(),
                "longitude_deg": random.uniform(-180.0, 180.0, places).round(1).tolist(),
                "people": random.integers(1e5, 1e8, places).tolist(),
                "orbit_ms": [None, *orbit[1:].round(1).tolist()],
                "region_ms": region.round(1).tolist(),
                "edge_ms": (0.8 * region).round(1).tolist(),
            },
            "curves": {"ms": edges.tolist()}
            | {
                way: (ways[way]["reachable_share"] * np.clip((edges - 15.0) / (20.0 + 40.0 * at),
                                                             0.0, 1.0)).tolist()
                for at, way in enumerate(WAYS)
            },
        },
        "pairs": [pair("Here", "There", 6000.0), pair("Here", "Nearby", 300.0)],
    }  # fmt: skip
    return found | {"claims": network_claims(found)}


def workload(name: str, level: float) -> dict[str, Any]:
    fits = level < 1e4
    return {
        "name": name,
        "bits_per_flop": {k: band(3e-12 * level) for k in ("up", "down", "larger")},
        "gbps_per_gw": band(level),
        "busy_gbps_per_gw": band(2.0 * level),
        "up_gbps_per_gw": band(level),
        "down_gbps_per_gw": band(level),
        "gbps_per_satellite": band(1e-4 * level),
        "terminals_per_gw": band(0.6 * level),
        "gateways_per_gw": band(0.07 * level),
        "gateway_usd_per_gpu_hour": 2e-5 * level,
        "share_of_earth_cost": 6e-6 * level,
        "laser_share": 1e-4 * level,
        "fits": fits,
        "why": "lasers along the ring are made up; gateways cost nothing known",
        "last_year": {"gbps_per_gw": 9.0 * level, "gateways_per_gw": 0.5 * level,
                      "gateway_usd_per_gpu_hour": 1e-5 * level, "share_of_earth_cost": 1e-4 * level,
                      "laser_share": 9e-4 * level, "fits": fits},
    }  # fmt: skip


def pair(start: str, end: str, km: float) -> dict[str, Any]:
    vacuum = 2.0 * km / 299.792458
    fibre, user = 1.468 * vacuum, 1.1 * vacuum + 20.0
    return {
        "from": start,
        "to": end,
        "over": "relay",
        "distance_km": km,
        "reachable_share": 1.0,
        "rtt_ms": {"min": 1.1 * vacuum, "p50": 1.1 * vacuum, "mean": 1.1 * vacuum,
                   "max": 1.2 * vacuum},
        "user_rtt_ms": {"min": user - 1.0, "p50": user, "mean": user, "max": user + 9.0},
        "fibre_ms": 1.5 * fibre,
        "user_fibre_ms": 1.5 * fibre + 16.0,
        "fibre_great_circle_ms": fibre,
        "vacuum_ms": vacuum,
        "faster_share": 1.0,
        "own_mesh": {"reachable_share": 0.1, "rtt_ms": None},
    }  # fmt: skip
