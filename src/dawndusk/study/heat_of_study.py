"""The satellite of a study at its best estimates, as a thermal engineer asks for it."""

from __future__ import annotations

from typing import Any

import numpy as np

from dawndusk.scenario import Scenario
from dawndusk.study.heat import heat_at_scale
from dawndusk.study.run import make_sampler
from dawndusk.study.size_bench import Bench
from dawndusk.study.size_maturity import maturity
from dawndusk.study.size_scale import radiator_beside, scale
from dawndusk.twin.sky import Sky

__all__ = ["heat_of_study"]


def heat_of_study(scenario: Scenario, sky: Sky) -> dict[str, Any]:
    """Return what the chapter on heat needs, with the names that `size` gives it.

    Parameters
    ----------
    scenario : Scenario
        What was asked.
    sky : Sky
        Its surroundings, as the draws had them.

    Returns
    -------
    dict
        ``heat``, ``maturity``, ``scale`` and ``iss``; all but the second None where the best
        estimates give no satellite that closes.

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> scenario = parse({"name": "x", "orbit": {"altitude_km": 650}})
    >>> found = heat_of_study(scenario, Sky.of(scenario))
    >>> found["heat"]["design"]["body"], len(found["maturity"])
    ('wings', 4)
    """
    first = np.array([float(scenario.years.first)])
    bench = Bench(scenario, first, sky, make_sampler(scenario, first))
    inputs = bench.best(float(first[0]))
    best = bench.close(inputs)
    levels = maturity(bench)
    if not np.isfinite(best.budget.wet_kg).all():
        return {"heat": None, "maturity": levels, "scale": None, "iss": None}
    return {
        "heat": heat_at_scale(bench, inputs, best),
        "maturity": levels,
        "scale": scale(bench),
        "iss": radiator_beside(inputs, best.budget),
    }
