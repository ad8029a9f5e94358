"""The answer in sentences made from the figures: when the data flip, they flip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from dawndusk.report.numbers import at, band_at, money, number, percent, series
from dawndusk.report.style import label

__all__ = [
    "answer_sentences",
    "best_path",
    "binding_finding",
    "cost_sentence",
    "crossover_finding",
    "headline",
    "index_of",
    "level_ratio",
    "milestones",
    "near_and_far",
]

MILESTONES: Final = (2030, 2035, 2040, 2045)
_LEVEL: Final = 0.05  # closer than this counts as level in words


def level_ratio(ratio: float) -> str:
    """Return a sentence's verb for orbit beside Earth.

    Examples
    --------
    >>> level_ratio(3.21), level_ratio(0.99), level_ratio(0.5)
    ('costs 3.2 times as much as', 'costs about as much as', 'costs 50 % less than')
    """
    if not np.isfinite(ratio):
        return "cannot be compared with"
    if abs(ratio - 1.0) < _LEVEL:
        return "costs about as much as"
    if ratio < 1.0:
        return f"costs {percent(1.0 - ratio)} less than"
    if ratio < 2.0:
        return f"costs {percent(ratio - 1.0)} more than"
    return f"costs {number(ratio, 2)} times as much as"


def index_of(years: Sequence[int], year: int) -> int:
    """Return the position of a year, or of the nearest one there is.

    Examples
    --------
    >>> index_of([2026, 2027, 2028], 2027), index_of([2026, 2027, 2028], 2050)
    (1, 2)
    """
    return int(np.argmin(np.abs(np.asarray(years) - year)))


def near_and_far(years: Sequence[int]) -> tuple[int, int]:
    """Return the positions of a near year (2030 where there is one) and of the last year.

    Examples
    --------
    >>> near_and_far([2026, 2030, 2045]), near_and_far([2026])
    ((1, 2), (0, 0))
    """
    near = index_of(years, 2030)
    last = len(years) - 1
    return (0 if near == last else near), last


def headline(crossover: Mapping[str, Any], years: Sequence[int]) -> str:
    """State the crossover in one sentence; "never" is a share of its own and enters no mean.

    Examples
    --------
    >>> c = {"probability_by_year": [0.0, 0.2, 0.4], "never": 0.6, "median": None}
    >>> headline(c, [2030, 2035, 2045])
    'Orbit is cheaper than the best Earth path by 2035 in 20 % of draws and by 2045 in 40 %;
     in 60 % it is in no year up to 2045.'
    >>> headline({"probability_by_year": [1.0], "never": 0.0, "median": 2030}, [2030])
    'Orbit is cheaper than the best Earth path in every draw by 2030.'
    >>> headline({"probability_by_year": [0.0, 0.0], "never": 1.0, "median": None}, [2030, 2045])
    'Orbit is not cheaper than the best Earth path in any draw by 2045.'
    """
    last = years[-1]
    never = float(crossover["never"])
    if never >= 1.0:
        return f"Orbit is not cheaper than the best Earth path in any draw by {last}."
    if never <= 0.0:
        first = next(
            y for y, p in zip(years, crossover["probability_by_year"], strict=True) if p >= 1.0
        )
        return f"Orbit is cheaper than the best Earth path in every draw by {first}."
    if percent(1.0 - never).startswith("<"):
        return (
            f"Orbit is cheaper than the best Earth path by {last} in fewer than 1 % of draws; "
            "in the others it is cheaper in no year."
        )
    middle = index_of(years, 2035 if last > 2035 else (years[0] + last) // 2)
    chance = percent(at(crossover["probability_by_year"], middle))
    reached = [] if years[middle] == last else [f"by {years[middle]} in {chance} of draws"]
    tail = f"by {last} in {percent(1.0 - never)}" + ("" if reached else " of draws")
    return (
        f"Orbit is cheaper than the best Earth path {' and '.join([*reached, tail])}; "
        f"in {percent(never)} it is in no year up to {last}."
    )


def crossover_finding(crossover: Mapping[str, Any], years: Sequence[int]) -> str:
    """State the median crossover, or that there is none.

    Examples
    --------
    >>> crossover_finding({"never": 0.3, "median": 2038}, [2026, 2045])
    'Half of all draws have crossed by 2038; 30 % never do by 2045'
    >>> crossover_finding({"never": 0.7, "median": None}, [2026, 2045])
    'There is no median crossover year: 70 % of draws never cross by 2045'
    """
    never, last = percent(float(crossover["never"])), years[-1]
    if crossover.get("median") is None:
        return f"There is no median crossover year: {never} of draws never cross by {last}"
    return f"Half of all draws have crossed by {crossover['median']}; {never} never do by {last}"


def best_path(summary: Mapping[str, Any], index: int) -> tuple[str, float]:
    """Return the Earth path that is cheapest most often in a year, and how often.

    Examples
    --------
    >>> shares = {"grid": [0.2], "solar_storage": [0.8]}
    >>> best_path({"earth": {"best": {"share_by_path": shares}}}, 0)
    ('solar storage', 0.8)
    """
    shares = summary["earth"]["best"].get("share_by_path") or {}
    if not shares:
        return "none", float("nan")
    name = max(shares, key=lambda key: np.nan_to_num(at(shares[key], index)))
    return label(name), at(shares[name], index)


def binding_finding(summary: Mapping[str, Any]) -> str:
    """State what keeps orbit from parity, and the break-even prices in that year.

    Examples
    --------
    >>> assumed = {"launch_usd_per_kg": {"p50": [900.0]}, "satellite_usd_per_w": {"p50": [20.0]}}
    >>> parity = {"launch_usd_per_kg": {"p50": [None]}, "satellite_usd_per_w": {"p50": [12.0]},
    ...           "possible": {"launch_usd_per_kg": [0.1]}}
    >>> binding_finding({"years": [2035], "orbit": assumed, "break_even": parity,
    ...                  "binding": {"year": 2035, "text": "Launch holds orbit back."}})
    'Launch holds orbit back. Break-even in 2035, one at a time: satellites at $12.0/W
     (assumed: $20.0/W); in the median draw no launch price gives parity
     (one does in 10 % of draws).'
    """
    years, held, orbit = summary["years"], summary["binding"], summary["orbit"]
    index = index_of(years, int(held["year"]))
    parity = summary["break_even"]
    possible = parity.get("possible") or {}
    parts = []
    for key, thing, unit in (
        ("satellite_usd_per_w", "satellites", "W"),
        ("launch_usd_per_kg", "launch", "kg"),
    ):
        needed = band_at(parity[key], index)[1]
        share = at(possible.get(key), index)
        if needed > 0.0:
            assumed = money(band_at(orbit[key], index)[1], unit)
            parts.append(f"{thing} at {money(needed, unit)} (assumed: {assumed})")
        else:
            kind = "satellite" if thing == "satellites" else thing
            parts.append(
                f"in the median draw no {kind} price gives parity"
                + (f" (one does in {percent(share)} of draws)" if np.isfinite(share) else "")
            )
    return (
        f"{str(held['text']).strip()} Break-even in {held['year']}, one at a time: "
        f"{'; '.join(parts)}."
    )


def milestones(crossover: Mapping[str, Any], years: Sequence[int]) -> list[tuple[int, float]]:
    """Return the chance that orbit has become cheaper by 2030, 2035, 2040 and 2045.

    Examples
    --------
    >>> milestones({"probability_by_year": [0.1, 0.4]}, [2030, 2045])
    [(2030, 0.1), (2045, 0.4)]
    """
    chances = series(crossover["probability_by_year"])
    kept = [y for y in MILESTONES if y in years] or [years[-1]]
    return [(y, float(chances[list(years).index(y)])) for y in kept]


def cost_sentence(summary: Mapping[str, Any], index: int) -> str:
    """State both costs in one year, with p10 and p90.

    Examples
    --------
    >>> band = {"p10": [1.0], "p50": [2.0], "p90": [4.0]}
    >>> side = {"usd_per_gpu_hour": band}
    >>> cost_sentence({"years": [2035], "orbit": side, "earth": {"best": side}}, 0)
    'In 2035 a GPU-hour costs $2.00 ($1.00 to $4.00) from orbit and $2.00 ($1.00 to $4.00) on Earth'
    """
    texts = []
    for side in (summary["orbit"], summary["earth"]["best"]):
        low, middle, high = band_at(side["usd_per_gpu_hour"], index)
        texts.append(f"{money(middle)} ({money(low)} to {money(high)})")
    year = summary["years"][index]
    return f"In {year} a GPU-hour costs {texts[0]} from orbit and {texts[1]} on Earth"


def delivery_finding(summary: Mapping[str, Any]) -> str:
    """Return in how many draws each side delivers before the need is over, near and far.

    Examples
    --------
    >>> share = {"delivers_within_need": [0.2, 1.0]}
    >>> both = {"orbit": share, "earth": {"best": share}, "crossover": {}}
    >>> print(delivery_finding({"years": [2030, 2045], **both}))
    The mean unit is delivered before the need is over in 20 % of draws from orbit and 20 % on
    Earth for a need of 2030, and in 100 % and 100 % for one of 2045
    """
    years = summary["years"]
    orbit = summary["orbit"]["delivers_within_need"]
    earth = summary["earth"]["best"]["delivers_within_need"]
    near, far = near_and_far(years)
    said = (
        f"The mean unit is delivered before the need is over in {percent(orbit[near])} of draws "
        f"from orbit and {percent(earth[near])} on Earth for a need of {years[near]}"
    )
    if far == near:
        return said
    said += f", and in {percent(orbit[far])} and {percent(earth[far])} for one of {years[far]}"
    rented = at(summary["crossover"].get("cheaper_where_earth_only_rents"), far)
    if rented >= 0.005:
        said += (
            f"; in {percent(rented)} of draws orbit beats only renting in {years[far]}, because "
            "Earth delivers nothing before the need is over"
        )
    return said


def answer_sentences(summary: Mapping[str, Any]) -> list[str]:
    """Return the answer as a few sentences, the most important first.

    The crossover and its median (or that there is none), the costs in a near and a far year, the
    best path on Earth, and what binds with its break-even.
    """
    years = summary["years"]
    near, far = near_and_far(years)
    path, share = best_path(summary, near)
    sentences = [
        headline(summary["crossover"], years),
        crossover_finding(summary["crossover"], years) + ".",
        *(cost_sentence(summary, i) + "." for i in dict.fromkeys((near, far))),
        f"On Earth the cheapest path is most often {path} ({percent(share)} of draws in "
        f"{years[near]}).",
        delivery_finding(summary) + ".",
    ]
    if summary.get("binding"):
        sentences.append(binding_finding(summary))
    return sentences
