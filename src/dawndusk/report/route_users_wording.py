"""What the latency of the world's people says in words, one finding a picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.report.figures_route_users import best_of, median_of
from dawndusk.report.fly_wording import share
from dawndusk.report.numbers import number
from dawndusk.report.route_wording import milliseconds
from dawndusk.twin.route_result import WAYS

__all__ = [
    "EARTH_WAYS",
    "ORBIT_WAYS",
    "answer",
    "gain",
    "gain_finding",
    "headline",
    "map_finding",
    "orbit_share",
    "region_finding",
    "spread_finding",
    "terms_finding",
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
_DAY_H: Final = 24.0
_HALF: Final = 0.5  # of people and time: what is there less often is no rival
_SURE: Final = 0.05  # of the people: a share that moves by less does not depend on the terms
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
    low, high = orbit_shares(summary)
    whom = f"{share(quickest)} of the world's people" if quickest else "nobody"
    said = f"Orbit is the quickest way for {whom}"
    if high - low >= _SURE:
        said += f" ({share(low)} to {share(high)} as uncertain terms go)"
    if without["p50"] - with_orbit["p50"] > _LITTLE_MS:
        return (
            f"{said}: the median falls from {without['p50']:.1f} to "
            f"{milliseconds(with_orbit['p50'])}"
        )
    if without["p95"] - with_orbit["p95"] > _LITTLE_MS:
        return (
            f"{said}: the median stays at {milliseconds(with_orbit['p50'])}, the slowest "
            f"twentieth begins at {with_orbit['p95']:.1f} instead of "
            f"{milliseconds(without['p95'])}"
        )
    return f"{said}: half of the people have compute within {milliseconds(with_orbit['p50'])}"


def answer(summary: Mapping[str, Any], series: Mapping[str, Any]) -> list[str]:
    """Say what the slowest see, what a satellite overhead takes, and what orbit does to regions."""
    with_orbit, without = summary["with_orbit"], summary["without_orbit"]
    lines = [
        f"With the quickest of all ways 95 % of the people are within "
        f"{milliseconds(with_orbit['p95'])}; with those on Earth alone, within "
        f"{milliseconds(without['p95'])}. {gain_finding(series)}.",
        f"{terms_finding(summary)}.",
    ]
    over = summary["ways"]["orbit_overhead"]
    if over["rtt_ms"] is None:
        lines.append("No user ever has a satellite of this constellation high enough overhead.")
    else:
        alone = (over["rtt_geometry_ms"] or {}).get("p50")
        geometry = f", of which light on its way {milliseconds(alone)}" if alone else ""
        lines.append(
            f"Where there is a satellite overhead it answers in "
            f"{milliseconds(over['rtt_ms']['p50'])} in the median{geometry}; there is one for "
            f"{share(over['reachable_share'])} of people and time."
        )
    if summary["hours"] % _DAY_H:
        lines.append(
            f"{summary['hours']:g} h is no whole number of days: satellites that keep a local time "
            "pass over some places in it and not over others."
        )
    abroad = summary["abroad_share"]["nearest_region"]
    lines.append(
        f"For {share(abroad)} of the people the nearest region lies in another country than their "
        "own; a satellite belongs to none that it flies over."
    )
    lines.append(
        "All figures are what a user would see: access, last mile, gateway and switching are in "
        "them on both sides; the model's own time to answer is not. Every share is of people and "
        "time: a tenth of the people all day counts like all people for a tenth of it."
    )
    return lines


def orbit_shares(summary: Mapping[str, Any]) -> tuple[float, float]:
    """Return the least and most share for which orbit is the quickest, as uncertain terms go."""
    shares = [float(found["quickest_share"]) for found in summary["orbit_quickest_if"]]
    best = orbit_share(summary)
    return min([best, *shares]), max([best, *shares])


def terms_finding(summary: Mapping[str, Any]) -> str:
    """Say how far the uncertain terms move the share for which orbit is the quickest.

    Examples
    --------
    >>> ways = dict.fromkeys(WAYS, {"quickest_share": 0.05})
    >>> ends = [{"row": "latency.access_ms", "quickest_share": share} for share in (0.0, 0.93)]
    >>> terms_finding({"ways": ways, "orbit_quickest_if": ends})
    'What is least known decides: with access at the ends of its range, orbit is the quickest
    for 0 % to 93.0 % of the people'
    """
    low, high = orbit_shares(summary)
    if high - low < _SURE:
        return f"Whatever the terms, orbit is the quickest for about {share(high)} of the people"
    rows = dict.fromkeys(found["row"] for found in summary["orbit_quickest_if"])
    names = [row.removeprefix("latency.").removesuffix("_ms").replace("_", " ") for row in rows]
    its = "its range" if len(names) == 1 else "their ranges"
    return (
        f"What is least known decides: with {' or '.join(names)} at the ends of {its}, orbit is "
        f"the quickest for {share(low)} to {share(high)} of the people"
    )


def gain(series: Mapping[str, Any]) -> FloatArray:
    """Return by how much the quickest way in orbit beats the nearest region at each place [ms].

    Medians over time are compared: positive where orbit is quicker, nan where one of the two is
    reached less than half of the time.
    """
    return np.asarray(median_of(series, "nearest_region") - best_of(series, ORBIT_WAYS))


def gain_finding(series: Mapping[str, Any]) -> str:
    """Say for how many orbit is quicker than the nearest region, where and by how much."""
    people = np.asarray(series["people"], dtype=np.float64)
    gained = gain(series)
    quicker = gained > 0.0
    if not quicker.any():
        return "Nowhere is orbit quicker than the nearest region of data centres alone"
    many = float(people[quicker].sum())
    much = _weighted_median(gained[quicker], people[quicker])
    return (
        "Against the nearest region of data centres alone, orbit is quicker for "
        f"{share(many / float(people.sum()))} of the people, {number(many)}, by "
        f"{milliseconds(much)} in the median"
    )


def map_finding(series: Mapping[str, Any]) -> str:
    """Say how many have compute how near, by the quickest way of all."""
    people = np.asarray(series["people"], dtype=np.float64)
    earth, orbit = best_of(series, EARTH_WAYS), best_of(series, ORBIT_WAYS)
    least = np.nan_to_num(np.fmin(earth, orbit), nan=np.inf)

    def within(ms: float) -> str:
        return share(float(people[least < ms].sum() / people.sum()))

    first = np.nan_to_num(orbit, nan=np.inf) < np.nan_to_num(earth, nan=np.inf)
    said = f"{within(20.0)} of the people have compute within 20 ms, {within(50.0)} within 50"
    if not first.any():
        return f"{said}; at no place is the quickest way in orbit"
    return f"{said}; for {number(float(people[first].sum()))} the quickest way is in orbit"


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
    """Say how many are served within 20 ms by the region, the edge and the best way in orbit."""
    within = {way: float(found["within"]["20"]) for way, found in summary["ways"].items()}
    best = max(ORBIT_WAYS, key=lambda way: within[way])
    region, edge, orbit = (
        f"{share(within[way])} by {_IN_WORDS[way]}" for way in ("nearest_region", "edge", best)
    )
    return f"Within 20 ms are {region}, {edge} and {orbit}"


def region_finding(summary: Mapping[str, Any]) -> str:
    """Say on which continent orbit helps most, by medians of what is there half of the time."""
    found = []
    there = [way for way in WAYS if summary["ways"][way]["reachable_share"] >= _HALF]
    for region in summary["by_region"]:
        earth, orbit = (
            min((region[way] for way in set(ways) & set(there) if region[way]), default=None)
            for ways in (EARTH_WAYS, ORBIT_WAYS)
        )
        if earth is not None and orbit is not None:
            found.append((earth - orbit, str(region["name"]), earth, orbit))
    if not found:
        return "No continent is reached both ways for half of the time"
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
