"""Runs a study: draws in blocks on all cores, then the summary."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.data import correlations as catalogue_correlations
from dawndusk.errors import InputError
from dawndusk.scenario import Scenario
from dawndusk.scenario import scenario as scenario_sections
from dawndusk.study.blocks import Block, in_blocks
from dawndusk.study.chain import Chain
from dawndusk.study.collect import Collected, Collector
from dawndusk.study.corners import corners
from dawndusk.study.draws import Correlation, Sampler
from dawndusk.study.drivers import Driver
from dawndusk.study.drivers_of_ratio import drivers_of_ratio
from dawndusk.twin.node import best_estimates, close_node
from dawndusk.twin.not_closing import cannot_close

__all__ = ["StudyResult", "as_sections", "make_sampler", "run_study"]

Progress = Callable[[float], object]
FEWEST_FOR_DRIVERS: Final = 1000  # a study of fewer draws is a trial; it skips the drivers
_MOST_DRAWS: Final = 2_000_000
_TOGETHER: Final = 5  # parts of a block: numpy then waits less for the interpreter, in 100 MB more


@dataclass(frozen=True)
class StudyResult:
    """A finished study.

    Attributes
    ----------
    summary : dict
        Plain data: what ``--json`` prints and the report reads.
    samples : dict of column to ndarray
        One row per draw and year, for ``samples.parquet``.
    scenario : Scenario
        What was asked, with draws, seed and correlations as they were run.
    timings : dict of stage to seconds
        Wall time.
    """

    summary: dict[str, Any]
    samples: dict[str, FloatArray]
    scenario: Scenario
    timings: dict[str, float]


def run_study(
    scenario: Scenario,
    draws: int | None = None,
    seed: int | None = None,
    drivers: bool = True,
    progress: Progress | None = None,
) -> StudyResult:
    """Orbit or Earth, from which year, at what price, with what probability.

    Parameters
    ----------
    scenario : Scenario
        What is asked.
    draws, seed : int, optional
        Instead of the scenario's.
    drivers : bool
        Whether to compute the Sobol indices (from 1,000 draws on).
    progress : callable, optional
        Called with the share done, 0 to 1.

    Returns
    -------
    StudyResult

    Raises
    ------
    InputError
        Draws or seed out of range, or correlations that contradict each other.

    Notes
    -----
    The same scenario, draws and seed give the same figures on any number of cores.
    """
    draws = scenario.draws if draws is None else draws
    seed = scenario.seed if seed is None else seed
    if not 1 <= draws <= _MOST_DRAWS:
        raise InputError("draws is out of range", got=draws, allowed=f"1 to {_MOST_DRAWS:,}")
    if not 0 <= seed < 2**63:
        raise InputError("seed is out of range", got=seed, allowed="0 to 2^63 - 1")
    timings: dict[str, float] = {}
    started = time.perf_counter()
    chain = Chain.of(scenario)
    sampler = make_sampler(scenario, chain.years)
    timings["preparing_s"] = time.perf_counter() - started

    started = time.perf_counter()
    collected = _draw(chain, sampler, draws, seed, progress)
    _check_closed(scenario, chain, collected)
    timings["computing_s"] = time.perf_counter() - started

    started = time.perf_counter()
    found: list[Driver] = []
    about: dict[str, Any] | None = None
    if drivers and draws >= FEWEST_FOR_DRIVERS:
        found, about = drivers_of_ratio(scenario, chain, seed)
    timings["drivers_s"] = time.perf_counter() - started

    from dawndusk.study.summary import summarise

    started = time.perf_counter()
    summary = summarise(scenario, chain, collected, draws, seed, found, about)
    summary["corners"] = corners(chain, sampler)
    timings["summary_s"] = time.perf_counter() - started
    summary["timings"] = {name: round(seconds, 4) for name, seconds in timings.items()}
    asked = scenario.model_copy(
        update={"draws": draws, "seed": seed, "correlations": as_sections(sampler.correlations)}
    )
    return StudyResult(summary, collected.samples(chain.years), asked, timings)


def make_sampler(scenario: Scenario, years: FloatArray) -> Sampler:
    """Return the sampler of a scenario, with its own correlations or the catalogue's."""
    quantities = scenario.quantities()
    if scenario.correlations is not None:
        pairs = [Correlation(c.a, c.b, c.rho) for c in scenario.correlations]
        sampler = Sampler(quantities, years, pairs, scenario.every_path())
        sampler.check()
        return sampler
    paths: dict[str, list[str]] = {}
    for path, quantity in quantities.items():
        if quantity.row and quantity.shape.uncertain:
            paths.setdefault(quantity.row, []).append(path)
    pairs = [
        Correlation(a, b, float(c["rho"]))
        for c in catalogue_correlations()
        for a in paths.get(c["a"], ())
        for b in paths.get(c["b"], ())
    ]
    sampler = Sampler(quantities, years, pairs, scenario.every_path())
    sampler.check()
    return sampler


def as_sections(pairs: Sequence[Correlation]) -> tuple[scenario_sections.Correlation, ...]:
    """Correlations as a scenario writes them: once resolved it no longer names the rows."""
    return tuple(scenario_sections.Correlation(a=c.a, b=c.b, rho=c.rho) for c in pairs)


def _draw(
    chain: Chain, sampler: Sampler, draws: int, seed: int, progress: Progress | None
) -> Collected:
    """Compute every draw, block by block."""
    collector = Collector(draws, chain.years.size)

    def compute(block: Block) -> None:
        found = chain.run(sampler.values(sampler.of_block(block)))
        collector.store(block.start, block.size, found)

    in_blocks(compute, sampler.blocks(draws, seed, _TOGETHER), progress)
    return collector.finished()


def _check_closed(scenario: Scenario, chain: Chain, collected: Collected) -> None:
    """Raise where there is no median satellite to speak of; say what the best estimates lack."""
    closed, years = np.isfinite(collected.orbit).mean(axis=0), chain.years
    worst = int(closed.argmin())
    if closed[worst] < 0.5:
        inputs = best_estimates(scenario, years[worst : worst + 1])
        around = chain.sky.around(inputs["orbit.altitude_km"], inputs["orbit.local_time_h"])
        if not np.isfinite(close_node(inputs, around, chain.design).budget.wet_kg).all():
            raise cannot_close(chain.design, inputs, around)
        raise InputError(
            "orbit has no finite cost in most draws",
            got=f"{100.0 * closed[worst]:.0f} % finite in {years[worst]:.0f}",
            remedy="its radiator cannot lose the heat, or it never sees a gateway: warm the "
            "coolant, or mend radiator, array surfaces or site availability",
        )
