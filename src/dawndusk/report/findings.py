"""One sentence a section of the report: what its picture shows, made from the figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from dawndusk.report.numbers import at, money, number, percent
from dawndusk.report.style import label
from dawndusk.report.wording import best_path, level_ratio

__all__ = [
    "component_finding",
    "confidence_finding",
    "cost_finding",
    "driver_finding",
    "earth_finding",
    "mass_finding",
    "parity_finding",
    "waterfall_finding",
]


def cost_finding(summary: Mapping[str, Any]) -> str:
    """State how the two costs compare in the first and the last year (medians).

    Examples
    --------
    >>> cost_finding({"years": [2026, 2045], "ratio": {"p50": [4.0, 0.9]}})
    'Orbit costs 4.0 times as much as Earth in 2026 and 10 % less than Earth in 2045'
    """
    years, ratio = summary["years"], summary["ratio"]["p50"]
    first = f"Orbit {level_ratio(at(ratio, 0))} Earth in {years[0]}"
    if len(years) == 1:
        return first
    return f"{first} and {level_ratio(at(ratio, -1)).removeprefix('costs ')} Earth in {years[-1]}"


def component_finding(summary: Mapping[str, Any]) -> str:
    """State which component makes most of the difference in the last year.

    Examples
    --------
    >>> costs = ({"chips": [1.0], "launch": [2.0]}, {"chips": [1.0], "power": [0.5]})
    >>> one, two = ({"components_usd_per_gpu_hour": c} for c in costs)
    >>> component_finding({"years": [2045], "orbit": one, "earth": {"best": two}})
    'In 2045 orbit pays most extra for launch ($2.00 a GPU-hour more)
     and saves most on power ($0.500 less)'
    """
    parts = [
        side["components_usd_per_gpu_hour"] for side in (summary["orbit"], summary["earth"]["best"])
    ]
    names = list(dict.fromkeys(name for part in parts for name in part))
    gaps = {n: float(np.subtract(*(np.nan_to_num(at(p.get(n), -1)) for p in parts))) for n in names}
    most, least = max(gaps, key=lambda n: gaps[n]), min(gaps, key=lambda n: gaps[n])
    text = []
    if gaps[most] > 0.0:
        text.append(f"pays most extra for {label(most)} ({money(gaps[most])} a GPU-hour more)")
    if gaps[least] < 0.0:
        text.append(f"saves most on {label(least)} ({money(-gaps[least])} less)")
    return f"In {summary['years'][-1]} orbit " + (" and ".join(text) or "costs the same")


def parity_finding(summary: Mapping[str, Any]) -> str:
    """State by how much the satellite price must fall for parity in the last year.

    Examples
    --------
    >>> case = {"years": [2045], "orbit": {"satellite_usd_per_w": {"p50": [20.0]}},
    ...         "break_even": {"satellite_usd_per_w": {"p50": [10.0]}}}
    >>> parity_finding(case)
    'For parity in 2045 satellites may cost $10.0/W; the assumed price is 2.0 times that'
    >>> case["break_even"]["satellite_usd_per_w"]["p50"] = [None]
    >>> parity_finding(case)
    'In the median draw no satellite price gives parity in 2045'
    """
    year = summary["years"][-1]
    needed = at(summary["break_even"]["satellite_usd_per_w"]["p50"], -1)
    assumed = at(summary["orbit"]["satellite_usd_per_w"]["p50"], -1)
    if not needed > 0.0:
        return f"In the median draw no satellite price gives parity in {year}"
    start = f"For parity in {year} satellites may cost {money(needed, 'W')}; the assumed price is "
    if assumed > needed:
        return start + f"{number(assumed / needed, 2)} times that"
    return start + f"{money(assumed, 'W')}, low enough"


def earth_finding(summary: Mapping[str, Any]) -> str:
    """State which Earth path is the cheapest most often, first and last year.

    Examples
    --------
    >>> earth_finding({"years": [2026, 2045], "earth": {"best": {"share_by_path":
    ...     {"grid": [0.9, 0.3], "solar_storage": [0.1, 0.7]}}}})
    'On Earth, grid is most often the cheapest path in 2026 (90 % of draws)
     and solar storage in 2045 (70 %)'
    """
    years = summary["years"]
    first, share = best_path(summary, 0)
    last, later = best_path(summary, len(years) - 1)
    text = (
        f"On Earth, {first} is most often the cheapest path in {years[0]} "
        f"({percent(share)} of draws)"
    )
    if len(years) == 1:
        return text
    return f"{text} and {'still' if last == first else last} in {years[-1]} ({percent(later)})"


def waterfall_finding(orbit: float, earth: float) -> str:
    """State how much of the nameplate reaches a user on both sides.

    Examples
    --------
    >>> waterfall_finding(0.71, 0.83)
    'Of 100 W of chips, 71 W are delivered from orbit and 83 W from Earth'
    """
    return (
        f"Of 100 W of chips, {number(100.0 * orbit, 2)} W are delivered from orbit and "
        f"{number(100.0 * earth, 2)} W from Earth"
    )


def driver_finding(drivers: Iterable[Mapping[str, Any]]) -> str:
    """State which inputs drive the answer, by total effect.

    Examples
    --------
    >>> rows = [{"input": "a.b", "total": 0.2, "converged": True},
    ...         {"input": "c", "total": 0.5, "converged": True},
    ...         {"input": "d", "total": None, "converged": False}]
    >>> driver_finding(rows)
    'The answer hangs most on c (50 % of its variance, with interactions), then on a.b (20 %)'
    >>> driver_finding([])
    'No driver was computed'
    """
    rows = list(drivers)
    kept = sorted(
        (r for r in rows if r["converged"] and r["total"] is not None), key=lambda r: -r["total"]
    )
    if not kept:
        return "No driver converged, so none is shown" if rows else "No driver was computed"
    text = (
        f"The answer hangs most on {kept[0]['input']} "
        f"({percent(kept[0]['total'])} of its variance, with interactions)"
    )
    if len(kept) > 1:
        text += f", then on {kept[1]['input']} ({percent(kept[1]['total'])})"
    return text


def mass_finding(orbit: Mapping[str, Any]) -> str:
    """State watts per kilogram and the heaviest part.

    Examples
    --------
    >>> mass_finding({"watts_per_kg": 40.0, "mass_kg_per_kw": {"array": 15.0, "radiator": 10.0}})
    'A launched kilogram carries 40.0 W of compute;
     the array is the heaviest part (60 % of the mass)'
    """
    masses = orbit["mass_kg_per_kw"]
    total = sum(masses.values())
    name = max(masses, key=lambda key: masses[key])
    return (
        f"A launched kilogram carries {number(orbit['watts_per_kg'])} W of compute; the "
        f"{label(name)} is the heaviest part ({percent(masses[name] / total)} of the mass)"
    )


def confidence_finding(inputs: Sequence[Mapping[str, Any]]) -> str:
    """State how many inputs are guesses, and how the rest divide.

    Examples
    --------
    >>> confidence_finding([{"confidence": "guess"}, {"confidence": "measured"}])
    '1 of 2 inputs is a guess; 1 measured'
    """
    counts: dict[str, int] = {}
    for item in inputs:
        counts[str(item["confidence"])] = counts.get(str(item["confidence"]), 0) + 1
    guesses = counts.pop("guess", 0)
    verb = "is a guess" if guesses == 1 else "are guesses"
    order = ("measured", "published", "estimate", "target", "scenario")
    names = {
        "estimate": "estimated",
        "target": "from makers' targets",
        "scenario": "set by the scenario",
    }
    rest = [f"{counts[k]} {names.get(k, k)}" for k in order if k in counts]
    rest += [f"{counts[k]} {k}" for k in counts if k not in order]
    return f"{guesses} of {len(inputs)} inputs {verb}" + ("; " + ", ".join(rest) if rest else "")
