"""Flies a constellation through time; `Flight` (dawndusk.twin.flight) says what comes back."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import Final

import numpy as np

from dawndusk.errors import InputError
from dawndusk.orbit.sun import days_from_j2000
from dawndusk.scenario import Constellation, Scenario
from dawndusk.scenario.figure import FIRST_YEAR, LAST_YEAR
from dawndusk.twin.constellation import FirstDay, build, first_day, read_imported
from dawndusk.twin.flight import Flight
from dawndusk.twin.flown_time import steps_of
from dawndusk.twin.memory import require_memory
from dawndusk.twin.size import plans_of, size_of

__all__ = ["Flight", "fly"]

Progress = Callable[[float], object]
COUNTING_SHARE: Final = 0.15  # of the time
NETWORK_SHARE: Final = 0.15  # the satellites' power and heat take the rest


def fly(
    scenario: Scenario,
    hours: float = 24.0,
    step_s: float = 60.0,
    date: date | None = None,
    seed: int | None = None,
    progress: Progress | None = None,
    threads: int | None = None,
) -> Flight:
    """Fly a scenario's constellation: who is lit, linked, warm, charged and at work.

    Parameters
    ----------
    scenario : Scenario
        What is asked.
    hours : float [h], optional
        How long, up to a year.
    step_s : float [s], optional
        From one look to the next; the looks are at 0, step_s, ... before the end.
    date : datetime.date, optional
        First day, from 0 h UT, instead of the constellation's; without either, the day with the
        deepest shadow of the largest sun-synchronous shell, or the epoch of imported elements.
    seed : int, optional
        Of where satellites off station are, instead of the scenario's.
    progress : callable, optional
        Called with the share done, 0 to 1.
    threads : int, optional
        Cores to use; all unless given.

    Returns
    -------
    Flight

    Raises
    ------
    InputError
        Hours, step, date or seed out of range; a shell that cannot be; a file of elements
        that is broken; more satellites than memory holds.

    Notes
    -----
    Nothing is stored per satellite and step but a sample: counts and sums are made as the
    satellites pass. The same scenario, hours, step, date and seed give the same figures on any
    number of cores. Links and traffic are looked at some 48 times in a flight, of more than
    170,000 satellites less often (a million: 8 times), of more than two million not at all.
    """
    steps = steps_of(hours, step_s)
    seed = scenario.seed if seed is None else seed
    if not 0 <= seed < 2**63:
        raise InputError("seed is out of range", got=seed, allowed="0 to 2^63 - 1")
    if date is not None and not FIRST_YEAR <= date.year <= LAST_YEAR:
        raise InputError(
            "date is out of range", got=str(date), allowed=f"years {FIRST_YEAR} to {LAST_YEAR}"
        )
    if threads is not None and threads < 1:
        raise InputError("threads is out of range", got=threads, allowed="1 or more")
    timings: dict[str, float] = {}
    started = time.perf_counter()
    plans = plans_of(scenario)
    imported = read_imported(plans)
    size = size_of(plans, imported)
    require_memory(size, sum(max(1, len(plan.altitudes_km)) for plan in plans), steps)
    first = FirstDay(date, "asked") if date is not None else first_day(scenario, imported)
    day = first.day
    start_days = float(days_from_j2000(day.year, day.timetuple().tm_yday))
    parts = build(scenario, imported, start_days, seed)
    timings["placing_s"] = time.perf_counter() - started

    from dawndusk.twin.counting import count
    from dawndusk.twin.fleet_design import fleet_models
    from dawndusk.twin.network_state import fly_network, network_errors
    from dawndusk.twin.nodes import fly_nodes
    from dawndusk.twin.nodes_summary import node_sample, node_series
    from dawndusk.twin.sample import choose_followed, take_sample
    from dawndusk.twin.summary import summarise

    started = time.perf_counter()
    seconds = np.asarray(step_s * np.arange(steps), dtype=np.float64)
    counted = count(
        scenario, parts, start_days, seconds, threads, _part_of(progress, 0.0, COUNTING_SHARE)
    )
    timings["flying_s"] = time.perf_counter() - started

    started = time.perf_counter()
    network = fly_network(
        scenario, parts, start_days, seconds, seed, threads,
        _part_of(progress, COUNTING_SHARE, COUNTING_SHARE + NETWORK_SHARE),
    )  # fmt: skip
    timings["network_s"] = time.perf_counter() - started

    started = time.perf_counter()
    rng = np.random.default_rng(seed)
    chosen = choose_followed(parts, steps, rng)
    flown = fly_nodes(
        parts, fleet_models(scenario, parts, day.year), start_days, step_s, steps, watched=chosen,
        demand_by_hour=scenario.need.demand_by_hour,
        threads=threads, progress=_part_of(progress, COUNTING_SHARE + NETWORK_SHARE, 1.0),
    )  # fmt: skip
    nodes = node_series(flown)
    flown.forget_steps()
    timings["nodes_s"] = time.perf_counter() - started

    started = time.perf_counter()
    sample = take_sample(parts, counted, chosen, rng)
    sample |= node_sample(flown, sample["shell"]) | network.sample
    timings["sample_s"] = time.perf_counter() - started

    started = time.perf_counter()
    summary = summarise(scenario, parts, size, counted, flown, nodes, first, hours, step_s, seed)
    summary["network"] = network.summary
    summary["errors"] |= network_errors(network.summary, size.satellites)
    timings["summary_s"] = time.perf_counter() - started
    summary["timings_s"] = {name: round(seconds, 4) for name, seconds in timings.items()}
    return Flight(
        _as_flown(scenario, day, seed),
        summary,
        {**counted.series, **nodes, **network.series},
        sample,
    )


def _part_of(progress: Progress | None, low: float, high: float) -> Progress | None:
    """Return what takes a share of one part of the work as a share of all of it."""
    return None if progress is None else lambda share: progress(low + share * (high - low))


def _as_flown(scenario: Scenario, day: date, seed: int) -> Scenario:
    """Return the scenario with date, seed and shells as they were used, to be flown again."""
    asked = scenario.constellation or Constellation(shells=plans_of(scenario))
    flown = asked.model_copy(update={"date": day})
    return scenario.model_copy(update={"seed": seed, "constellation": flown})
