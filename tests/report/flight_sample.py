"""A made-up flight with every key, for tests of its page. None of its figures is a result."""

from __future__ import annotations

from typing import Any

import numpy as np

from dawndusk.scenario import parse
from dawndusk.twin.flight import Flight

COUNTS = ("lit", "penumbra", "umbra", "over_land", "gateway_in_view", "failed")


def sample_flight(
    shells: int = 3,
    steps: int = 25,
    hours: float = 24.0,
    *,
    dark: float = 0.1,
    failed: bool = False,
    gateways: int = 40,
    imported: bool = False,
) -> Flight:
    """Return rings of 100 satellites in 2 planes each, one ring a shell.

    Parameters
    ----------
    dark : float
        Share in shadow, more in the lower shells.
    failed : bool
        Nothing is in orbit.
    imported : bool
        The shells come from files.
    """
    series = _series(shells, steps, hours, dark, failed, bool(gateways))
    series |= _node_series(shells, steps, failed)
    series |= _network_series(hours, failed)
    nodes = None if failed else _nodes(100 * shells)
    names = ["low & slow", *(f"shell {k}" for k in range(1, shells))]
    made = [_shell(names[k], k, series, imported, bool(dark)) for k in range(shells)]
    lost = 100 * shells if failed else 0
    summary = {
        "verb": "fly",
        "version": "0",
        "scenario": "made-up",
        "title": "A made-up <constellation>",
        "date": "2026-06-21",
        "date_chosen": "deepest shadow",
        "start_utc": "2026-06-21T00:00:00Z",
        "hours": hours,
        "step_s": 3600.0 * hours / steps,
        "steps": steps,
        "seed": 1,
        "satellites": 100 * shells,
        "planes": 2 * shells,
        "tiers": {
            "structured": 0 if imported else 100 * shells,
            "general": 0,
            "imported": 100 * shells if imported else 0,
        },
        "status": {"ok": 100 * shells - lost, "decayed": lost},
        "gateways": gateways,
        "minimum_elevation_deg": 10.0,
        "shares": _shares(series, slice(None)),
        "nodes": nodes,
        "network": _network(100 * shells, failed),
        "shells": [{**shell, "nodes": nodes and _nodes(100)} for shell in made],
        "altitude_trade": None if imported else _trade(),
        "imported": [
            {
                "file": "a<b>.tle",
                "satellites": 100,
                "failed": 0,
                "reasons": {},
                "oldest_days": 40.0,
                "warnings": ["a<b>: elements are 40 days old"],
            }
        ]
        if imported
        else [],
        "errors": {"position": "within 10 km after a day"},
        "timings_s": {"flying_s": 1.0},
    }
    return Flight(parse({"name": "made-up"}), summary, series, _sample(steps, failed))


def _series(
    shells: int, steps: int, hours: float, dark: float, failed: bool, sites: bool
) -> dict[str, Any]:
    time = 3600.0 * hours * np.arange(steps) / steps
    many = np.full(shells, 100, dtype=np.int64)
    falling = np.linspace(1.0, 0.2, shells)
    wave = 1.0 + 0.3 * np.sin(2.0 * np.pi * time / 6000.0)
    counts = {name: np.zeros((steps, shells), dtype=np.int32) for name in COUNTS}
    if failed:
        counts["failed"][:] = 100
    else:
        counts["umbra"] += np.round(100.0 * dark * np.outer(wave, falling)).astype(np.int32)
        counts["penumbra"] += counts["umbra"] // 5
        counts["lit"] += 100 - counts["umbra"] - counts["penumbra"]
        counts["over_land"] += 29
        counts["gateway_in_view"] += 20 if sites else 0
    halves = {f"plane_{name}": np.repeat(counts[name] // 2, 2, axis=1) for name in ("lit", "umbra")}
    return {
        "time_s": time,
        "shell_satellites": many,
        **counts,
        "light": counts["lit"] + 0.5 * counts["penumbra"],
        **halves,
        "plane_shell": np.repeat(np.arange(shells, dtype=np.int32), 2),
        "plane_satellites": np.full(2 * shells, 50, dtype=np.int32),
    }


def _node_series(shells: int, steps: int, failed: bool) -> dict[str, Any]:
    def all_of(value: float) -> Any:
        return np.full((steps, shells), np.nan if failed else value, dtype=np.float32)

    levels = {
        "compute": 0.77, "power_w": 1e5, "load_w": 9e4, "heat_w": 1e5, "throttled": 1.0,
        "asleep": 20.0, "low_battery": 0.0, "frozen": 0.0,
    }  # fmt: skip
    found = {f"node_{name}": all_of(value) for name, value in levels.items()}
    for name, low, mean, high in (
        ("array_c", -60.0, 40.0, 70.0), ("radiator_c", -12.0, 30.0, 45.0),
        ("coolant_c", -10.0, 35.0, 50.0), ("junction_c", -10.0, 60.0, 86.0),
        ("charge", 0.6, 0.85, 1.0),
    ):  # fmt: skip
        ends = {"": mean, "_min": low, "_max": high}
        found |= {f"node_{name}{end}": all_of(value) for end, value in ends.items()}
    return {**found, "node_satellites": np.full(shells, 0 if failed else 100, dtype=np.int64)}


def _nodes(satellites: int) -> dict[str, Any]:
    def span(low: float, mean: float, high: float) -> dict[str, float]:
        return {"min": low, "mean": mean, "max": high}

    where = {
        "shell": "low & slow", "plane": 2, "place": 7, "name": None, "adrift": False, "hours": 1.25,
        "utc": "2026-06-21T01:15:00Z",
    }  # fmt: skip
    return {
        "satellites": satellites,
        "step_s": 60.0,
        "spin_up_hours": 1.6,
        "compute_share": span(0.76, 0.77, 0.78),
        "compute_gw": span(7.6, 7.7, 7.8),
        "power_w_per_satellite": span(1e5, 1e5, 1e5),
        "load_w_per_satellite": span(9e4, 9e4, 9e4),
        "heat_w_per_satellite": span(1e5, 1e5, 1e5),
        "array_c": span(-60.0, 40.0, 70.0),
        "radiator_c": span(-12.0, 30.0, 45.0),
        "coolant_c": span(-10.0, 35.0, 50.0),
        "junction_c": span(-10.0, 60.0, 86.0),
        "charge_share": span(0.6, 0.85, 1.0),
        "least_charge_share": {"first": 0.7, "last": 0.6},
        "throttled_share": span(0.01, 0.01, 0.01),
        "asleep_share": span(0.2, 0.2, 0.2),
        "low_battery_share": span(0.0, 0.0, 0.0),
        "frozen_share": span(0.0, 0.0, 0.0),
        "freezing_c": -77.7,
        "chips_coolant_freezing_c": -9.8,
        "coldest": {"radiator_c": -12.0, **where},
        "hottest": {"junction_c": 86.0, **where},
        "energy_kwh_per_satellite": {
            "absorbed": 17208.0, "radiated": 17207.0, "generated": 2444.0, "used": 2194.0,
            "lost": 250.0, "stored": 1.0,
        },
        "energy_residual": 3e-15,
        "dose_rad": 0.49,
        "upsets_per_satellite": 0.5,
    }  # fmt: skip


def _network(satellites: int, failed: bool) -> dict[str, Any]:
    def span(low: float, mean: float, high: float) -> dict[str, float | None]:
        return (
            dict.fromkeys(("min", "mean", "max"))
            if failed
            else {"min": low, "mean": mean, "max": high}
        )

    used = [] if failed else [
        {"name": "North <1>", "country": "SJ", "used_share": 0.9, "availability": 0.9999},
        {"name": "South", "country": "NZ", "used_share": 0.4, "availability": 0.97},
    ]  # fmt: skip
    return {
        "moments": 4,
        "working": 0 if failed else satellites,
        "links": 2 * satellites,
        "links_by_kind": {"along": satellites, "across": satellites},
        "links_up": span(0.97, 0.98, 0.99),
        "acquisitions_per_hour": 120.0,
        "down_for_acquisition_share": 0.002,
        "gateway_reached": span(0.95, 0.97, 1.0),
        "gateway_rtt_ms": None if failed else {"p5": 5.5, "p50": 24.0, "p95": 80.0, "max": 120.0},
        "hops": {"mean": None if failed else 7.5, "max": None if failed else 21},
        "parts": None if failed else 2,
        "largest_part_share": None if failed else 0.97,
        "traffic": {
            "gbps_per_satellite": 0.032,
            "asked_gbps": 0.0 if failed else 0.032 * satellites,
            "carried_gbps": 0.0 if failed else 0.024 * satellites,
            "carried_share": span(0.7, 0.75, 0.8),
            "upper_bound_gbps": 0.025 * satellites,
            "gap_share": 0.04,
            "gateway_capacity_gbps": 4000.0,
            "laser_gbps": {"min": 100.0, "median": 100.0},
            "bottleneck": "none" if failed else "gateways",
            "by_latitude": [
                {
                    "from": -60.0, "to": -30.0, "gateways": 1, "capacity_gbps": 90.0,
                    "used_share": 0.4,
                },
                {"from": 60.0, "to": 90.0, "gateways": 1, "capacity_gbps": 0.0, "used_share": None},
            ],
            "busiest_gateways": used,
        },
        "limits": None if failed else {
            "equal_share": 0.5, "equal_share_bound": 0.52, "grouped_bound": 0.53, "groups": 20,
            "gbps_per_site_needed": None, "gbps_per_site_even": 3.2, "laser_share": 0.7,
        },
        "cut_off": []
        if failed
        else [{"satellites": 9, "shells": {"low & slow": 9}, "planes": [1, 1]}],
    }  # fmt: skip


def _network_series(hours: float, failed: bool) -> dict[str, Any]:
    def of(value: float) -> Any:
        return np.full(4, np.nan if failed else value)

    return {
        "network_time_s": 3600.0 * hours * np.arange(4) / 4,
        "links_up": of(0.98),
        "gateway_reached": of(0.97),
        "gateway_rtt_p50_ms": of(24.0),
        "carried_share": of(0.75),
    }


def _network_sample(failed: bool) -> dict[str, Any]:
    turn = np.linspace(-180.0, 180.0, 0 if failed else 50)
    return {
        "network_latitude_deg": 80.0 * np.sin(np.radians(turn)),
        "network_longitude_deg": turn,
        "network_rtt_ms": np.where(np.arange(turn.size) < 5, np.nan, 2.0 + np.abs(turn)),
        "gateway_name": np.array(["North <1>", "South"]),
        "gateway_latitude_deg": np.array([78.0, -46.0]),
        "gateway_longitude_deg": np.array([15.0, 168.0]),
        "gateway_used": np.array([0.0, 0.0] if failed else [0.9, 0.4]),
    }


def _node_sample(steps: int, failed: bool) -> dict[str, Any]:
    """Return one satellite that is dark in steps 3 and 4."""
    dark = np.isin(np.arange(steps), (3, 4))
    rows = {
        "power_w": np.where(dark, 0.0, 1e5), "load_w": np.where(dark, 1e4, 9e4),
        "compute": np.where(dark, 0.0, 1.0), "charge": np.where(dark, 0.6, 1.0),
        "array_c": np.where(dark, -60.0, 60.0), "radiator_c": np.where(dark, -12.0, 45.0),
        "coolant_c": np.where(dark, -10.0, 50.0), "junction_c": np.where(dark, -10.0, 86.0),
    }  # fmt: skip
    return {
        f"node_{name}": np.where(failed, np.nan, row)[None].astype(np.float32)
        for name, row in rows.items()
    }


def _shares(series: dict[str, Any], shells: slice) -> dict[str, Any]:
    there = (series["shell_satellites"] - series["failed"])[:, shells].sum(axis=1)
    found = {}
    for name in ("lit", "penumbra", "umbra", "sunlight", "over_land", "gateway_in_view"):
        counts = series["light" if name == "sunlight" else name][:, shells].sum(axis=1)
        found[name] = dict.fromkeys(("mean", "min", "max"))
        if there.any():
            share = counts / there
            found[name] = {"mean": share.mean(), "min": share.min(), "max": share.max()}
    return found


def _shell(
    name: str, place: int, series: dict[str, Any], imported: bool, shadow: bool
) -> dict[str, Any]:
    known = None if imported else {"dose_rad_per_year": {"min": 185.0, "max": 137.0}}
    return {
        "name": name,
        "pattern": "imported" if imported else "sun_synchronous",
        "altitude_km": 600.0 + 10.0 * place,
        "inclination_deg": 97.9,
        "local_time_h": None if imported else [17.5, 18.5],
        "planes": 2,
        "satellites": 100,
        "tier": "imported" if imported else "structured",
        "shares": _shares(series, slice(place, place + 1)),
        "longest_umbra_min": None if imported else 19.3 if shadow else 0.0,
        "longest_shadow_min": None if imported else 20.1 if shadow else 0.0,
        "year": None
        if imported
        else {
            "year": 2026,
            "mean_sunlit": 0.96,
            "longest_umbra_min": 19.3,
            "umbra_season_days": 89.0,
        },
        "environment": known and {**known, "drag_m_per_s_per_year": 7.0, "lifetime_years": None},
    }


def _trade() -> dict[str, Any]:
    h = np.arange(300.0, 2001.0, 100.0)
    return {
        "year": 2026,
        "local_time_h": 18.0,
        "altitude_km": h.tolist(),
        "mean_sunlit": np.minimum(1.0, 0.9 + h / 1.4e4).tolist(),
        "worst_sunlit": np.minimum(1.0, 0.7 + h / 4.7e3).tolist(),
        "longest_umbra_min": np.maximum(0.0, 28.0 - h / 50.0).tolist(),
        "umbra_season_days": np.maximum(0.0, 140.0 - h / 10.0).tolist(),
        "shield_mm": 10.0,
        "dose_limit_rad": 2000.0,
        "dose_rad_per_year": {
            "min": [None, *(np.exp(h[1:] / 300.0)).tolist()],
            "max": [None, *(0.7 * np.exp(h[1:] / 300.0)).tolist()],
        },
        "life_years": 5.0,
        "f107": {"quiet": 70.0, "active": 150.0},
        "drag_m_per_s_per_year": {
            "quiet": (1e3 * np.exp(-h / 70.0)).tolist(),
            "active": (1e4 * np.exp(-h / 75.0)).tolist(),
        },
    }


def _sample(steps: int, failed: bool) -> dict[str, Any]:
    """Return a ring through both poles that the Sun sees from above, a tenth of it dark."""
    turn = 2.0 * np.pi * np.arange(200) / 200
    ring = 7000.0 * np.stack([0.0 * turn, np.cos(turn), np.sin(turn)], axis=-1)
    share = np.where(np.arange(200) < 20, 0.0, 1.0)
    if failed:
        ring, share = np.full_like(ring, np.nan), np.zeros(200)
    return {
        "shell": np.zeros(1, dtype=np.int32),
        "plane": np.zeros(1, dtype=np.int32),
        "position_km": np.repeat(ring[None, :1], steps, axis=1).astype(np.float32),
        "name": np.array(["one"]),
        "sun_direction": np.tile([1.0, 0.0, 0.0], (steps, 1)),
        "sidereal_rad": np.linspace(0.0, 6.3, steps),
        "still_step": np.asarray(steps - 1),
        "still_position_km": ring.astype(np.float32),
        "still_shell": np.zeros(200, dtype=np.int32),
        "still_sunlight": share.astype(np.float32),
        **_node_sample(steps, failed),
        **_network_sample(failed),
    }
