"""From the ways of a route to the plain data that the terminal, the JSON and the report show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FLATTENING_EARTH, R_EARTH, FloatArray
from dawndusk.network.cities import Place
from dawndusk.network.fibre import fibre_ms, great_circle_km
from dawndusk.network.jurisdiction import SEA, countries_below
from dawndusk.network.latency import (
    fibre_rtt_ms,
    latency_terms,
    light_rtt_ms,
    overhead_rtt_ms,
)
from dawndusk.network.terminals import rate_gbps, terminal
from dawndusk.scenario import Scenario
from dawndusk.twin.linked import Linked
from dawndusk.twin.ways import GroundRules, Way

__all__ = ["sample_of", "series_of", "spread", "summarise_pair"]

_DRAWN: Final = 12  # moments whose path is kept for pictures
_ERRORS: Final = {
    "positions": "Satellites by mean elements under J2, with its short-period terms and the "
    "eccentricity that J3 keeps: 0.03 km from SGP4 at the start, 0.6 km after a day, alike for all "
    "of a shell; drag and manoeuvres are left out.",
    "still_sky": "Each step looks at a still sky: a satellite moves 0.8 km while a packet is on "
    "its way, 0.005 ms.",
    "ground": "Places on the ellipsoid at height 0, no refraction, no hills; a laser grazes a "
    "spherical Earth.",
    "shortest": "The way is the shortest in space whatever else travels on it: no queues, and no "
    "delay before a new way is used.",
    "path_changes": "Counted from one look to the next, so at most one a step: New York to London "
    "over Starlink's first shell changes 59 times in an hour looked at every 60 s, 107 every 10 s, "
    "121 every second.",
    "countries": "Land by cells of 0.28 degrees, its country that of the nearest city: near "
    "borders it may be the neighbour's.",
}


def summarise_pair(
    scenario: Scenario,
    linked: Linked,
    rules: GroundRules,
    ends: tuple[Place, Place],
    ways: Sequence[Way],
    step_s: float,
) -> dict[str, Any]:
    """Return the part of a summary that says what was found; as of `RouteResult`.

    Parameters
    ----------
    scenario : Scenario
        What was asked.
    linked : Linked
        The constellation.
    rules : GroundRules
        Of the links to the ground.
    ends : tuple of Place
        From and to.
    ways : sequence of Way
        One a step.
    step_s : float [s]
        From one to the next.
    """
    terms = latency_terms(scenario.network.fibre_stretch)
    distance = float(great_circle_km(*_angles(ends[0]), *_angles(ends[1])))
    laid = float(fibre_ms(distance, terms.fibre_stretch, terms.fibre_index))
    length = np.array([way.length_m for way in ways])
    there = np.isfinite(length)
    rtt = light_rtt_ms(length)
    hops = np.array([way.satellites.size + 1 for way in ways])
    user_fibre = float(fibre_rtt_ms(distance, terms))
    user = overhead_rtt_ms(length, terms, hops - 1) + terms.gateway_ms
    changed = _changed(ways)
    hours = len(ways) * step_s / 3600.0
    bottleneck = _bottlenecks(ways)
    return {
        "from": _said(ends[0]),
        "to": _said(ends[1]),
        "satellites": linked.satellites,
        "working": int(np.count_nonzero(linked.working)),
        "links": linked.mesh_at(0.0).links,
        "links_by_kind": linked.mesh_at(0.0).links_by_kind(),
        "shells": [part.name for part in linked.parts],
        "minimum_elevation_deg": rules.minimum_elevation_deg,
        "maximum_range_km": rules.longest_m / 1e3 if np.isfinite(rules.longest_m) else None,
        "rtt_ms": spread(rtt[there]),
        "user_rtt_ms": spread(user[there]),
        "fibre_ms": laid,
        "user_fibre_ms": user_fibre,
        "fibre_great_circle_ms": float(fibre_ms(distance, 1.0, terms.fibre_index)),
        "vacuum_ms": float(fibre_ms(distance, 1.0, 1.0)),
        "distance_km": distance,
        "fibre_stretch": terms.fibre_stretch,
        "reachable_share": float(there.mean()),
        "without_path": _without_path(ways),
        "hops": float(hops[there].mean()) if there.any() else None,
        "hops_range": {"min": int(hops[there].min()), "max": int(hops[there].max())}
        if there.any()
        else None,
        "path_changes": int(changed.sum()),
        "path_changes_per_hour": float(changed.sum()) / hours,
        "faster_than_fibre_share": float((rtt < laid)[there].mean()) if there.any() else None,
        "faster_for_users_share": float((user < user_fibre)[there].mean()) if there.any() else None,
        "bottleneck_gbps": {"min": float(bottleneck.min()), "mean": float(bottleneck.mean())}
        if bottleneck.size
        else None,
        "links_up": spread(np.array([way.links_up for way in ways]), "min", "mean", "max"),
        **_borders(ways, ends),
        "errors": dict(_ERRORS),
    }


def spread(values: FloatArray, *names: str) -> dict[str, float] | None:
    """Least, mean, median, 95th percentile and most of some figures; None without any.

    Examples
    --------
    >>> spread(np.array([1.0, 2.0, 6.0]), "min", "mean", "max")
    {'min': 1.0, 'mean': 3.0, 'max': 6.0}
    """
    if not values.size:
        return None
    found = {
        "min": values.min(),
        "mean": values.mean(),
        "p50": np.percentile(values, 50.0),
        "p95": np.percentile(values, 95.0),
        "max": values.max(),
    }
    return {name: float(found[name]) for name in names or found}


def series_of(ways: Sequence[Way], step_s: float) -> dict[str, NDArray[Any]]:
    """Return the series of a pair, as of `RouteResult`."""
    length = np.array([way.length_m for way in ways])
    size = np.array([way.satellites.size for way in ways])
    return {
        "time_s": np.asarray(step_s * np.arange(len(ways)), dtype=np.float64),
        "rtt_ms": np.where(np.isfinite(length), light_rtt_ms(length), np.nan),
        "hops": np.where(size > 0, size + 1, 0),
        "first": np.array([way.satellites[0] if way.satellites.size else -1 for way in ways]),
        "last": np.array([way.satellites[-1] if way.satellites.size else -1 for way in ways]),
        "changed": _changed(ways),
    }


def sample_of(ways: Sequence[Way]) -> dict[str, NDArray[Any]]:
    """Return the paths at some evenly spaced moments at which there is one."""
    there = np.flatnonzero([way.satellites.size > 0 for way in ways])
    count = min(_DRAWN, there.size)
    step = there[np.linspace(0, there.size - 1, count).astype(int)] if count else there
    most = max((ways[i].satellites.size for i in step.tolist()), default=0)
    out = {
        "path_step": step,
        **{
            name: np.full((count, most), np.nan)
            for name in ("path_latitude_deg", "path_longitude_deg", "path_height_km")
        },
    }
    for row, i in enumerate(step.tolist()):
        n = ways[i].satellites.size
        latitude, longitude, height = geodetic(ways[i].position_m)
        out["path_latitude_deg"][row, :n] = latitude
        out["path_longitude_deg"][row, :n] = longitude
        out["path_height_km"][row, :n] = height / 1e3
    return out


def geodetic(position_m: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    r"""Geodetic latitude and longitude [deg] and height [m] of Earth-fixed positions (..., 3).

    .. math:: \tan\varphi = \frac{z + e'^2 b \sin^3\beta}{\rho - e^2 a \cos^3\beta}

    Notes
    -----
    Bowring's formula once: below 1e-7 deg up to a thousand kilometres and more.

    References
    ----------
    Bowring, Transformation from spatial to geographical coordinates, Survey Review 23, 1976, 323.

    Examples
    --------
    >>> [round(float(x), 3) for x in geodetic(np.array([0.0, 0.0, 7.0e6]))]
    [90.0, 0.0, 643247.686]
    """
    x, y, z = np.moveaxis(position_m, -1, 0)
    e2 = FLATTENING_EARTH * (2.0 - FLATTENING_EARTH)
    b = R_EARTH * (1.0 - FLATTENING_EARTH)
    rho = np.hypot(x, y)
    beta = np.arctan2(R_EARTH * z, b * rho)
    latitude = np.arctan2(
        z + e2 / (1.0 - e2) * b * np.sin(beta) ** 3, rho - e2 * R_EARTH * np.cos(beta) ** 3
    )
    N = R_EARTH / np.sqrt(1.0 - e2 * np.sin(latitude) ** 2)
    height = rho * np.cos(latitude) + z * np.sin(latitude) - R_EARTH * R_EARTH / N
    return np.degrees(latitude), np.degrees(np.arctan2(y, x)), height


def _without_path(ways: Sequence[Way]) -> dict[str, float | None]:
    """Why there is no path, as shares of all steps; both ends may see nothing at once."""
    lost = [way for way in ways if not np.isfinite(way.length_m)]
    apart = [way.joined for way in lost if way.start_sees and way.end_sees]
    return {
        "from_sees_none": sum(not way.start_sees for way in lost) / len(ways),
        "to_sees_none": sum(not way.end_sees for way in lost) / len(ways),
        "mesh_apart": len(apart) / len(ways),
        "joined_share": float(np.mean(apart)) if apart else None,
    }


def _angles(place: Place) -> tuple[float, float]:
    return place.latitude_deg, place.longitude_deg


def _said(place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "country": place.country,
        "latitude_deg": place.latitude_deg,
        "longitude_deg": place.longitude_deg,
    }


def _changed(ways: Sequence[Way]) -> NDArray[np.bool_]:
    """Whether the path is another than at the step before, or comes or goes."""
    same = [np.array_equal(way.satellites, before.satellites) for before, way in pairwise(ways)]
    return np.array([False, *(not alike for alike in same)])


def _bottlenecks(ways: Sequence[Way]) -> FloatArray:
    """Return the rate of the slowest laser of each path that has one [Gbit/s]."""
    paths = [way for way in ways if way.laser_m.size]
    if not paths:
        return np.empty(0)
    lengths = np.concatenate([way.laser_m for way in paths]) / 1e3
    near = np.concatenate([way.in_cluster for way in paths])
    rates = np.where(
        near, rate_gbps(terminal("cluster"), lengths), rate_gbps(terminal("isl"), lengths)
    )
    firsts = np.cumsum([0, *(way.laser_m.size for way in paths[:-1])])
    return np.asarray(np.minimum.reduceat(rates, firsts))


def _borders(ways: Sequence[Way], ends: tuple[Place, Place]) -> dict[str, Any]:
    """Over whose land the paths' satellites are, and how often over another's than the ends'."""
    home = sorted({place.country for place in ends if place.country})
    paths = [way for way in ways if way.satellites.size]
    if not paths:
        return {"over_countries": [], "leaves_jurisdiction": {"countries": home, "share": None}}
    latitude, longitude, _ = geodetic(np.concatenate([way.position_m for way in paths]))
    below = countries_below(latitude, longitude)
    firsts = np.cumsum([0, *(way.satellites.size for way in paths[:-1])])
    abroad = np.maximum.reduceat(~np.isin(below, [*home, SEA]), firsts)
    counts = Counter(below.tolist()).most_common()
    return {
        "over_countries": [
            {"country": country, "share": count / below.size} for country, count in counts
        ],
        "leaves_jurisdiction": {
            "countries": home,
            "share": float(abroad.mean()) if home else None,
        },
    }
