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
        close), ``puncture_lost_share``, and ``assumes``, what the level says, with units; from
        flown hardware to what is claimed.

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
    rows, levels = catalogue(), len(MATURITIES)
    said = [
        {field: rows[name] for field, name in maturity_rows(level).items()} for level in MATURITIES
    ]
    fields = dict.fromkeys(field for of in said for field in of)
    changes = {
        f"satellite.{field}": np.array(
            [of[field].value if field in of else np.nan for of in said], dtype=np.float64
        )
        for field in fields
    }
    inputs = bench.varied(changes, levels)
    it_kw = one(inputs["satellite.it_power_kw"])
    budget = bench.close(inputs).budget
    wide = {name: np.broadcast_to(v, (levels, 1))[:, 0] for name, v in budget._asdict().items()}
    found = []
    for place, (level, of) in enumerate(zip(MATURITIES, said, strict=True)):
        figures = {name: float(values[place]) for name, values in wide.items()}
        closes = bool(np.isfinite(figures["wet_kg"]))
        found.append(
            {
                "level": level,
                "watts_per_kg": figures["watts_per_kg"] if closes else None,
                "wet_kg": figures["wet_kg"] if closes else None,
                "kg_per_kw": {
                    part: figures[f"{part}_kg"] / it_kw if closes else None for part in MASS_PARTS
                },
                "puncture_lost_share": figures["puncture_lost_share"] if closes else None,
                "assumes": {
                    field: {"value": float(row.value), "unit": row.unit}
                    for field, row in of.items()
                },
            }
        )
    return found
