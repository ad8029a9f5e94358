"""What the latency of the world's people says in words, one finding a picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.report.figures_route_users import best_of
from dawndusk.report.fly_wording import share
from dawndusk.report.numbers import number
from dawndusk.report.route_wording import milliseconds
from dawndusk.twin.route_result import WAYS

__all__ = [
    "EARTH_WAYS",
    "ORBIT_WAYS",
    "answer",
    "gain",
    "headline",
    "map_finding",
    "orbit_share",
    "region_finding",
    "spread_finding",
    "ways_finding",
]

EARTH_WAYS: Final = tuple(way for way in WAYS if not way.startswith("orbit"))
ORBIT_WAYS: Final = tuple(way for way in WAYS if way.startswith("orbit"))
_IN_WORDS: Final = {
    "nearest_region": "the nearest region",
    "edge": "the nearest edge site",
    "orbit_overhead": "a satellite overhead",
    "orbit_gateway": "orbit through gateways",
    "orbit_relay": "orbit through a relay",
}
_LITTLE_MS: Final = 0.05  # a change that is said to be none


def orbit_share(summary: Mapping[str, Any]) -> float:
    """Return the share of people and time for which a way in orbit is the quickest.

    Examples
    --------
    >>> ways = dict.fromkeys(WAYS, {"quickest_share": 0.1})
    >>> round(orbit_share({"ways": ways}), 3)
    0.3
    """
    return float(min(sum(summary["ways"][way]["quickest_share"] for way in ORBIT_WAYS), 1.0))


def headline(summary: Mapping[str, Any]) -> str:
    """Say for whom orbit is the quickest, and what it does to the median and the slowest."""
    with_orbit, without = summary["with_orbit"], summary["without_orbit"]
    quickest = orbit_share(summary)
    if not quickest:
        return (
            "Orbit is the quickest way for nobody: half of the world's people have compute on "
            f"Earth within {milliseconds(without['p50'])}"
        )
    said = f"Orbit is the quickest way for {share(quickest)} of the world's people"
    if without["p50"] - with_orbit["p50"] > _LITTLE_MS:
        return (
            f"{said}: the median falls from {without['p50']:.1f} to "
            f"{milliseconds(with_orbit['p50'])}"
        )
    if without["p95"] - with_orbit["p95"] > _LITTLE_MS:
        return (
            f"{said}: the median stays at {milliseconds(with_orbit['p50'])}, the slowest "
            f"twentieth begins at {with_orbit['p95']:.0f} instead of "
            f"{milliseconds(without['p95'], 0)}"
        )
    return f"{said}, by too little to move the median of {milliseconds(with_orbit['p50'])}"


def answer(summary: Mapping[str, Any]) -> list[str]:
    """Say what the slowest see, what a satellite overhead takes, and where orbit helps most."""
    with_orbit, without = summary["with_orbit"], summary["without_orbit"]
    lines = [
        f"With the quickest of all ways 95 % of the people are within "
        f"{milliseconds(with_orbit['p95'])}; with those on Earth alone, within "
        f"{milliseconds(without['p95'])}."
    ]
    over = summary["ways"]["orbit_overhead"]
    if over["rtt_ms"] is None:
        lines.append("No user ever has a satellite of this constellation high enough overhead.")
    else:
        alone = (over["rtt_geometry_ms"] or {}).get("p50")
        geometry = f", of which light on its way {milliseconds(alone)}" if alone else ""
        lines.append(
            f"A satellite overhead answers in {milliseconds(over['rtt_ms']['p50'])} in the "
            f"median{geometry}, and can be reached for {share(over['reachable_share'])} of "
            "people and time."
        )
    lines.append(
        "All figures are what a user would see: access, last mile, gateway and switching are in "
        "them on both sides; the model's own time to answer is not. Every share is of people and "
        "time: a tenth of the people all day counts like all people for a tenth of it."
    )
    return lines


def gain(series: Mapping[str, Any]) -> FloatArray:
    """Return by how much the quickest way in orbit is quicker at each place [ms]; nan if unknown.

    Medians are compared: positive where orbit is quicker.
    """
    return best_of(series, EARTH_WAYS) - best_of(series, ORBIT_WAYS)


def map_finding(series: Mapping[str, Any]) -> str:
    """Say where orbit is quicker, for how many and by how much."""
    people = np.asarray(series["people"], dtype=np.float64)
    gained = gain(series)
    least = np.fmin(best_of(series, EARTH_WAYS), best_of(series, ORBIT_WAYS))
    near = float(people[np.nan_to_num(least, nan=np.inf) < 50.0].sum() / people.sum())
    said = f"{share(near)} of the people have compute within 50 ms"
    quicker = gained > 0.0
    if not quicker.any():
        return f"{said}; at no place is the median quicker in orbit"
    much = _weighted_median(gained[quicker], people[quicker])
    latitude = np.abs(np.asarray(series["latitude_deg"], dtype=np.float64))
    where = _weighted_median(latitude[quicker], people[quicker])
    return (
        f"{said}; for {number(float(people[quicker].sum()), 2)} of them orbit is the quicker "
        f"place, by {milliseconds(much)} in the median, half of them within {where:.0f}° of the "
        "equator"
    )


def _weighted_median(values: FloatArray, weight: FloatArray) -> float:
    """Return the value below which half of the weight lies.

    Examples
    --------
    >>> _weighted_median(np.array([1.0, 2.0, 3.0]), np.array([1.0, 1.0, 5.0]))
    3.0
    """
    order = np.argsort(values)
    below = np.cumsum(weight[order])
    return float(values[order][int(np.searchsorted(below, 0.5 * below[-1]))])


def ways_finding(summary: Mapping[str, Any]) -> str:
    """Say which way has the least median and which reaches the fewest."""
    reached = {way: found for way, found in summary["ways"].items() if found["rtt_ms"]}
    if not reached:
        return "No way reaches anybody"
    quick = min(reached, key=lambda way: float(reached[way]["rtt_ms"]["p50"]))
    slow = max(reached, key=lambda way: float(reached[way]["rtt_ms"]["p50"]))
    least, most = (milliseconds(reached[way]["rtt_ms"]["p50"]) for way in (quick, slow))
    said = f"The least median is {least}, by {_IN_WORDS[quick]}"
    if slow != quick:
        said += f"; the largest {most}, by {_IN_WORDS[slow]}"
    return said


def spread_finding(summary: Mapping[str, Any]) -> str:
    """Say which way serves the most within 50 ms, on either side."""
    earth, orbit = (
        max((float(summary["ways"][way]["within"]["50"]), way) for way in ways)
        for ways in (EARTH_WAYS, ORBIT_WAYS)
    )
    return (
        f"Within 50 ms are {share(earth[0])} of the people by {_IN_WORDS[earth[1]]}, "
        f"{share(orbit[0])} by {_IN_WORDS[orbit[1]]}"
    )


def region_finding(summary: Mapping[str, Any]) -> str:
    """Say on which continent orbit helps most, by the medians of the table."""
    found = []
    for region in summary["by_region"]:
        earth, orbit = (
            min((v for way in ways if (v := region[way]) is not None), default=None)
            for ways in (EARTH_WAYS, ORBIT_WAYS)
        )
        if earth is not None and orbit is not None:
            found.append((earth - orbit, str(region["name"]), earth, orbit))
    if not found:
        return "No continent is reached both ways"
    most, name, earth, orbit = max(found)
    if most <= 0.0:
        return (
            f"On every continent the median on Earth is the lower one; nearest is {name}, "
            f"{milliseconds(earth)} against {milliseconds(orbit)} in orbit"
        )
    return (
        f"Orbit helps {name} most: {milliseconds(orbit)} in the median against "
        f"{milliseconds(earth)} on Earth"
    )
