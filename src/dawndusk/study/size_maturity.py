"""The satellite at each named level of maturity, beside the scenario's own."""

from __future__ import annotations

from typing import Any

import numpy as np

from dawndusk.data import catalogue
from dawndusk.satellite.budget import MASS_PARTS
from dawndusk.scenario.orbital import MATURITIES, maturity_rows
from dawndusk.study.size_bench import Bench
from dawndusk.study.size_finding import one

__all__ = ["maturity"]


def maturity(bench: Bench) -> list[dict[str, Any]]:
    """Close the satellite with the parts of each level of maturity.

    Parameters
    ----------
    bench : Bench
        The scenario, ready to be closed.

    Returns
    -------
    list of dict
        ``level``, ``watts_per_kg``, ``wet_kg``, ``kg_per_kw`` by part (each None where it does not
        close), and ``puncture_lost_share``; from flown hardware to what is claimed.

    Notes
    -----
    What a level says nothing of stays the scenario's, cells, coolant temperatures and orbit among
    it: levels differ by how the same satellite is built.

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> found = maturity(Bench.of(parse({"name": "x"}), np.array([2026.0])))
    >>> [row["level"] for row in found]
    ['flown', 'next', 'advanced', 'claimed']
    >>> figures = [row["watts_per_kg"] for row in found]
    >>> figures == sorted(figures)
    True
    """
    rows = catalogue()
    found = []
    for level in MATURITIES:
        changes = {
            f"satellite.{field}": np.array([rows[name].value])
            for field, name in maturity_rows(level).items()
        }
        inputs = bench.varied(changes, 1)
        budget = bench.close(inputs).budget
        closes = bool(np.isfinite(one(budget.wet_kg)))
        it_kw = one(inputs["satellite.it_power_kw"])
        found.append(
            {
                "level": level,
                "watts_per_kg": one(budget.watts_per_kg) if closes else None,
                "wet_kg": one(budget.wet_kg) if closes else None,
                "kg_per_kw": {
                    part: one(getattr(budget, f"{part}_kg")) / it_kw if closes else None
                    for part in MASS_PARTS
                },
                "puncture_lost_share": one(budget.puncture_lost_share) if closes else None,
            }
        )
    return found
