"""The drivers of a study: Sobol indices of the cost ratio, sampled until they have settled."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, Final

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.scenario import Scenario
from dawndusk.study.chain import Chain, acts_on
from dawndusk.study.draws import Sampler
from dawndusk.study.drivers import Driver, drivers_from, sobol_design

__all__ = ["FEWEST_SAMPLES", "MOST_SAMPLES", "drivers_of_ratio"]

FEWEST_SAMPLES: Final = 1024
MOST_SAMPLES: Final = 4096
_BLOCK: Final = 512
_YEARS_AHEAD: Final = 9  # the drivers are those of the tenth year


def drivers_of_ratio(
    scenario: Scenario, chain: Chain, seed: int
) -> tuple[list[Driver], dict[str, Any]]:
    """Sobol indices of the log of orbit over Earth cost in the tenth year, inputs independent.

    Parameters
    ----------
    scenario : Scenario
        What is asked.
    chain : Chain
        The scenario, ready to be computed.
    seed : int
        Of the samples and of the bootstrap.

    Returns
    -------
    tuple of list of Driver and dict
        The drivers, and what they are drivers of. The samples are doubled until every index has
        settled, at most to `MOST_SAMPLES`; what has not settled then is not given.
    """
    short = replace(chain, years=chain.years[: min(_YEARS_AHEAD + 1, chain.years.size)])
    sampler = Sampler(scenario.quantities(), short.years)
    names, samples = sampler.uncertain, FEWEST_SAMPLES
    year = int(short.years[-1])
    about: dict[str, Any] = {
        "answer": f"natural logarithm of orbit over Earth cost per GPU-hour in {year}",
        "year": year,
        "independent": True,
        "note": (
            "First and total-effect Sobol indices with 95 % bootstrap intervals. Every input is "
            "drawn from its own distribution and correlations are switched off, because "
            "correlated inputs have no unique shares of the variance."
        ),
    }
    while True:
        about |= {"samples": samples, "evaluations": samples * (len(names) + 2)}
        a, b = sobol_design(len(names), samples, seed)
        f_a, f_b, f_ab = _answers(short, sampler, a, b)
        if not all(np.isfinite(f).all() for f in (f_a, f_b, f_ab)):
            note = "No index is given: in some draws no satellite closes; the answer is infinite."
            return [], {**about, "note": note}
        found = drivers_from(names, a, f_a, f_b, f_ab, seed)
        if all(driver.converged for driver in found) or samples >= MOST_SAMPLES:
            return found, about
        samples *= 2


def _answers(
    chain: Chain, sampler: Sampler, a: FloatArray, b: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Answers at Saltelli's design; only one input, and so often one side, changes at a time."""
    names, samples = sampler.uncertain, len(a)
    f_a, f_b, f_ab = np.empty(samples), np.empty(samples), np.empty((len(names), samples))

    def compute(start: int) -> None:
        rows = slice(start, min(start + _BLOCK, samples))
        drawn, other = sampler.values(a[rows]), sampler.values(b[rows])
        orbit, earth = chain.sides(drawn)
        f_a[rows], f_b[rows] = chain.log_ratio(drawn, orbit, earth), chain.log_ratio(other)
        for i, name in enumerate(names):
            side = acts_on(name)
            f_ab[i, rows] = chain.log_ratio(
                {**drawn, name: other[name]},
                orbit if side == "earth" else None,
                earth if side == "orbit" else None,
            )

    with ThreadPoolExecutor(min(os.cpu_count() or 1, 8)) as pool:
        list(pool.map(compute, range(0, samples, _BLOCK)))
    return f_a, f_b, f_ab
