"""Made-up routes with every key, for tests of their pages. None of their figures is a result."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.scenario import parse
from dawndusk.twin.route_result import WAYS, RouteResult

LONDON = {"name": "London <city>", "country": "GB", "latitude_deg": 51.5, "longitude_deg": -0.1}
PERTH = {"name": "Perth", "country": "AU", "latitude_deg": -31.95, "longitude_deg": 115.86}
TOKYO = {"name": "Tokyo", "country": "JP", "latitude_deg": 35.69, "longitude_deg": 139.69}
ANGELES = {"name": "Los Angeles", "country": "US", "latitude_deg": 34.05, "longitude_deg": -118.2}
PARIS = {"name": "Paris", "country": "FR", "latitude_deg": 48.85, "longitude_deg": 2.35}

_LIGHT_KM_MS = 299.792458
_INDEX = 1.468
_PERIOD_S = 5800.0


def sample_route(
    start: dict[str, Any] = LONDON,
    end: dict[str, Any] = PERTH,
    *,
    hours: float = 24.0,
    steps: int = 288,
    lost: float = 0.0,
) -> RouteResult:
    """Return a pair with paths that swing about the great circle.

    Parameters
    ----------
    lost : float
        Share of the steps without a path, in one piece; 1 for none ever.
    """
    line = great_circle(start, end, 41)
    km = 6371.0 * float(np.arccos(np.clip(line[0] @ line[-1], -1.0, 1.0)))
    time = np.arange(steps) * (3600.0 * hours / steps)
    vacuum = 2.0 * km / _LIGHT_KM_MS
    rtt = vacuum * (1.22 + 0.06 * np.sin(2.0 * np.pi * time / _PERIOD_S)) + 8.0
    rtt += 4.0 * (np.arange(steps) * 7919 % 13) / 13.0
    gone = np.arange(steps) < round(lost * steps)
    rtt[gone] = np.nan
    hops = np.where(gone, 0, 12 + (np.arange(steps) // 7) % 3)
    changed = np.zeros(steps, dtype=bool)
    changed[7::7] = True
    changed &= ~gone
    there = ~gone
    reached = bool(there.any())
    fibre = 1.5 * vacuum * _INDEX
    series = {
        "time_s": time,
        "rtt_ms": rtt,
        "hops": hops,
        "first": np.where(gone, -1, 100 + np.arange(steps) // 7),
        "last": np.where(gone, -1, 400 + np.arange(steps) // 9),
        "changed": changed,
    }
    summary = {
        "verb": "route",
        "kind": "pair",
        "version": "0",
        "scenario": "made-up",
        "title": "A made-up <mesh>",
        "start_utc": "2026-06-21T00:00:00Z",
        "hours": hours,
        "step_s": 3600.0 * hours / steps,
        "steps": steps,
        "from": start,
        "to": end,
        "satellites": 1156,
        "working": 1150,
        "links": 2300,
        "shells": ["low & slow"],
        "minimum_elevation_deg": 25.0,
        "maximum_range_km": None,
        "rtt_ms": spread(rtt[there]),
        "user_rtt_ms": spread(rtt[there] + 31.0),
        "fibre_ms": fibre,
        "user_fibre_ms": fibre + 15.0,
        "fibre_great_circle_ms": vacuum * _INDEX,
        "vacuum_ms": vacuum,
        "distance_km": km,
        "fibre_stretch": 1.5,
        "reachable_share": float(there.mean()),
        "without_path": {
            "from_sees_none": float(gone.mean()),
            "to_sees_none": 0.5 * float(gone.mean()),
            "mesh_apart": 0.0,
            "joined_share": None,
        },
        "hops": float(hops[there].mean()) if reached else None,
        "hops_range": {"min": 12, "max": 14} if reached else None,
        "path_changes": int(changed.sum()),
        "path_changes_per_hour": float(changed.sum()) / hours,
        "faster_than_fibre_share": float((rtt[there] < fibre).mean()) if reached else None,
        "faster_for_users_share": 0.5 if reached else None,
        "bottleneck_gbps": {"min": 87.5, "mean": 96.0} if reached else None,
        "links_up": {"min": 0.91, "mean": 0.95, "max": 0.98},
        "over_countries": [
            {"country": "sea", "share": 0.55},
            {"country": "IR", "share": 0.25},
            {"country": "AU", "share": 0.20},
        ]
        if reached
        else [],
        "leaves_jurisdiction": {
            "countries": sorted({start["country"], end["country"]}),
            "share": 0.84 if reached else None,
        },
        "errors": {"weather": "Rain & cloud are not in it", "orbit": "J2 alone: < 7 km in a day"},
        "timings_s": {"build": 0.1, "route": 1.0},
    }
    return RouteResult(scenario(), summary, series, _sample(line, there))


def scenario() -> Any:
    """Return the smallest scenario."""
    return parse({"name": "made-up"})


def great_circle(start: dict[str, Any], end: dict[str, Any], many: int) -> FloatArray:
    """Return unit vectors from one place to the other, (many, 3)."""
    a, b = (_direction(place["latitude_deg"], place["longitude_deg"]) for place in (start, end))
    angle = max(float(np.arccos(np.clip(a @ b, -1.0, 1.0))), 1e-9)
    share = np.linspace(0.0, 1.0, many)[:, None]
    line = np.sin((1 - share) * angle) * a + np.sin(share * angle) * b + [1e-9, 0.0, 0.0]
    return np.asarray(line / np.linalg.norm(line, axis=1, keepdims=True))


def _direction(latitude_deg: float, longitude_deg: float) -> FloatArray:
    b, el = np.radians([latitude_deg, longitude_deg])
    return np.array([np.cos(b) * np.cos(el), np.cos(b) * np.sin(el), np.sin(b)])


def spread(values: FloatArray) -> dict[str, float] | None:
    """Return min, mean, p50, p95 and max; None of nothing."""
    if not values.size:
        return None
    p50, p95 = np.percentile(values, [50, 95])
    found = {"min": values.min(), "mean": values.mean(), "p50": p50, "p95": p95}
    return {name: float(value) for name, value in (found | {"max": values.max()}).items()}


def _sample(line: FloatArray, there: NDArray[np.bool_]) -> dict[str, NDArray[Any]]:
    """Every fourth point of the great circle, swung to the north and back, at 12 moments."""
    known = np.flatnonzero(there)
    picked = np.unique(np.linspace(0, max(known.size - 1, 0), 12).round().astype(int))
    step = known[picked[: known.size]]
    points = line[2:-1:4]
    latitude = np.degrees(np.arcsin(points[:, 2]))
    longitude = np.degrees(np.arctan2(points[:, 1], points[:, 0]))
    swing = np.sin(np.linspace(0.0, np.pi, len(points)))
    many = np.arange(step.size)[:, None]
    zigzag = 2.0 * (np.arange(len(points)) % 2 - 0.5)
    lat = np.clip(latitude + (many - 5) * swing + zigzag, -85.0, 85.0)
    lon = np.broadcast_to(longitude, lat.shape).copy()
    if step.size > 1:
        lat[1::3, -1] = np.nan
        lon[1::3, -1] = np.nan
    return {
        "path_step": step,
        "path_latitude_deg": lat,
        "path_longitude_deg": lon,
        "path_height_km": np.where(np.isnan(lat), np.nan, 630.0),
    }


def sample_users(
    points: int = 400, *, orbit: bool = True, seed: int = 3, steps: int = 144
) -> RouteResult:
    """Return people in cities here and there, and how long each way takes them.

    Parameters
    ----------
    orbit : bool
        Whether orbit is reached by anybody.
    """
    random = np.random.default_rng(seed)
    latitude = np.clip(random.normal(20.0, 22.0, points), -55.0, 70.0)
    longitude = random.uniform(-180.0, 180.0, points)
    people = random.lognormal(13.0, 1.2, points)
    away = random.uniform(0.0, 1.0, points)
    middle = {
        "nearest_region": 12.0 + 120.0 * away,
        "edge": 9.0 + 60.0 * away**2,
        "orbit_overhead": 26.0 + 8.0 * random.uniform(0.0, 1.0, points),
        "orbit_gateway": 30.0 + 110.0 * away,
        "orbit_relay": 45.0 + 25.0 * away,
    }
    edges = np.concatenate([np.arange(0.0, 400.0, 2.0), [400.0]])
    series: dict[str, NDArray[Any]] = {
        "latitude_deg": latitude,
        "longitude_deg": longitude,
        "people": people,
        "histogram_ms": edges,
    }
    ways, weight = {}, people / people.sum()
    least = np.min([v for w, v in middle.items() if orbit or not w.startswith("orbit")], axis=0)
    for way in WAYS:
        p50 = middle[way]
        reached = np.full(points, 1.0)
        if way.startswith("orbit"):
            reached = np.where(np.abs(latitude) < 50.0, 0.97, 0.0) * orbit
        p50 = np.where(reached > 0.0, p50, np.nan)
        series[f"{way}_p50_ms"], series[f"{way}_p95_ms"] = p50, p50 + 9.0
        series[f"{way}_reached"] = reached
        known = reached > 0.0
        counted = np.histogram(p50[known], edges, weights=(weight * reached)[known])[0]
        series[f"{way}_histogram"] = counted
        share = float((weight * reached).sum())
        ways[way] = {
            "rtt_ms": _weighted(p50[known], weight[known]) if share else None,
            "rtt_geometry_ms": {"p50": float(np.median(p50[known])) - 8.0} if share else None,
            "reachable_share": share,
            "within": {
                str(ms): float((weight * reached)[known & (p50 < ms)].sum())
                for ms in (20, 50, 100, 200)
            },
            "quicker_than_region_share": float(
                (weight * reached)[known & (p50 < middle["nearest_region"])].sum()
            ),
            "quickest_share": float((weight * reached)[known & (p50 == least)].sum()),
        }
    earth = np.minimum(middle["nearest_region"], middle["edge"])
    regions = [
        {
            "name": name,
            "people": float(people[k::3].sum()),
            **{w: None if v["rtt_ms"] is None else v["rtt_ms"]["p50"] + k for w, v in ways.items()},
        }
        for k, name in enumerate(("Asia", "Africa & islands", "Europe"))
    ]
    summary = {
        "verb": "route",
        "kind": "users",
        "version": "0",
        "scenario": "made-up",
        "title": "A made-up <mesh>",
        "start_utc": "2026-06-21T00:00:00Z",
        "hours": 24.0,
        "step_s": 24.0 * 3600.0 / steps,
        "steps": steps,
        "people": float(people.sum()),
        "points": points,
        "satellites": 10000,
        "working": 9990,
        "minimum_elevation_deg": 25.0,
        "abroad_share": {"nearest_region": 0.4, "edge": 0.1},
        "gateways": 150,
        "regions": 90,
        "edge_sites": 300,
        "relay": {"name": "relay", "satellites": 1584},
        "ways": ways,
        "with_orbit": _two(least, weight),
        "without_orbit": _two(earth, weight),
        "by_region": regions,
        "orbit_quickest_if": [
            {"row": "latency.access_ms", "value": 7.0, "quickest_share": 0.61 * orbit},
            {"row": "latency.access_ms", "value": 17.0, "quickest_share": 0.02 * orbit},
            {"row": "latency.last_mile_ms", "value": 3.0, "quickest_share": 0.0},
            {"row": "latency.last_mile_ms", "value": 30.0, "quickest_share": 0.93 * orbit},
        ],
        "terms_ms": {"latency.access_ms": 18.0, "latency.last_mile_ms": 8.0},
        "errors": {"weather": "Rain & cloud are not in it"},
        "timings_s": {"route": 1.0},
    }
    return RouteResult(scenario(), summary, series, {})


def _weighted(values: FloatArray, weight: FloatArray) -> dict[str, float]:
    order = np.argsort(values)
    below = np.cumsum(weight[order]) / weight.sum()
    picked = {
        f"p{q}": float(values[order][min(int(np.searchsorted(below, q / 100.0)), order.size - 1)])
        for q in (5, 50, 95)
    }
    return {**picked, "mean": float(np.average(values, weights=weight)), "max": float(values.max())}


def _two(values: FloatArray, weight: FloatArray) -> dict[str, float]:
    found = _weighted(values, weight)
    return {"p50": found["p50"], "p95": found["p95"]}
