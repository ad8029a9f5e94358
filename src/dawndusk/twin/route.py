"""The way from one place to another over a constellation, step by step, beside fibre."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import numpy as np

from dawndusk.errors import InputError
from dawndusk.network.cities import find_place
from dawndusk.network.fibre import great_circle_km
from dawndusk.network.ground_links import ground_places
from dawndusk.scenario import Scenario
from dawndusk.twin.flown_time import steps_of
from dawndusk.twin.linked import linked_constellation
from dawndusk.twin.route_result import RouteResult
from dawndusk.twin.route_summary import sample_of, series_of, summarise_pair
from dawndusk.twin.ways import ground_rules, walk
from dawndusk.version import __version__

__all__ = ["route"]

Progress = Callable[[float], object]
_ONE_PLACE_KM = 1.0
_MOST_STEPS = 1_000_000  # the way at each is kept, about a kilobyte


def route(
    scenario: Scenario,
    start: str,
    end: str,
    hours: float = 24.0,
    step_s: float = 60.0,
    date: date | None = None,
    seed: int | None = None,
    progress: Progress | None = None,
) -> RouteResult:
    r"""Find the shortest way from one place to another over the constellation, at every step.

    .. math:: t = \frac{2}{c} \min \left(\ell_{up} + \sum \ell_{laser} + \ell_{down}\right)

    Parameters
    ----------
    scenario : Scenario
        What flies, and how it is linked.
    start, end : str
        Cities, or latitude and longitude.
    hours : float [h], optional
        How long, up to a year.
    step_s : float [s], optional
        From one look to the next.
    date : datetime.date, optional
        First day, from 0 h UT, instead of the constellation's.
    seed : int, optional
        Of what has failed, instead of the scenario's.
    progress : callable, optional
        Called with the share done, 0 to 1.

    Returns
    -------
    RouteResult
        Of kind "pair".

    Raises
    ------
    InputError
        An unknown place, the same place twice; hours, step or date out of range, or more than a
        million looks; a shell that cannot be.

    Notes
    -----
    Every step looks at a still sky: a packet takes a tenth of a second at most, in which a
    satellite moves 0.8 km. The way is the shortest in space, whatever else travels on it. The same
    scenario, hours, step, date and seed give the same figures on any number of cores.
    """
    timings: dict[str, float] = {}
    started = time.perf_counter()
    ends = find_place(start), find_place(end)
    apart = great_circle_km(*ends[0][2:4], *ends[1][2:4])
    if apart < _ONE_PLACE_KM:
        raise InputError(
            "start and end are one place",
            got=f"{ends[0].name} and {ends[1].name}",
            remedy="name two places at least a kilometre apart",
        )
    steps = steps_of(hours, step_s)
    if steps > _MOST_STEPS:
        raise InputError(
            "too many looks for a route",
            got=f"{steps:,} of {step_s:g} s",
            allowed=f"up to {_MOST_STEPS:,}",
            remedy=f"a step of {np.ceil(3600.0 * hours / _MOST_STEPS):g} s or more",
        )
    linked = linked_constellation(scenario, date, seed)
    rules = ground_rules(scenario)
    timings["placing_s"] = time.perf_counter() - started

    started = time.perf_counter()
    here, there = (ground_places([place.latitude_deg], [place.longitude_deg]) for place in ends)
    ways = walk(linked, rules, here, there, step_s * np.arange(float(steps)), progress)
    timings["routing_s"] = time.perf_counter() - started

    started = time.perf_counter()
    said = {
        "verb": "route",
        "kind": "pair",
        "version": __version__,
        "scenario": scenario.name,
        "title": scenario.title,
        "start_utc": f"{linked.day.isoformat()}T00:00:00Z",
        "hours": hours,
        "step_s": step_s,
        "steps": steps,
    }
    summary = said | summarise_pair(scenario, linked, rules, ends, ways, step_s)
    series = series_of(ways, step_s)
    timings["summary_s"] = time.perf_counter() - started
    summary["timings_s"] = {name: round(seconds, 4) for name, seconds in timings.items()}
    return RouteResult(scenario, summary, series, sample_of(ways))
