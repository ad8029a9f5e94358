"""What a kilowatt costs in orbit before anyone runs it, part by part, as the study counts it."""

from __future__ import annotations

from typing import Any

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.study.chain import chip_of
from dawndusk.study.orbit_side import launch_market, production_market
from dawndusk.study.size_bench import Bench
from dawndusk.twin.node import best_estimates, section

__all__ = ["costs"]


def costs(bench: Bench) -> dict[str, Any]:
    """Cost of a kilowatt of compute by part, in the years of the bench, at best estimates.

    Parameters
    ----------
    bench : Bench
        The scenario, ready to be closed.

    Returns
    -------
    dict
        ``years``; ``usd_per_kw``, by part, in those years [USD_2026/kW]; ``launch_usd_per_kg``
        [USD_2026/kg]; ``satellite_usd_per_w`` [USD_2026/W], without chips.

    Notes
    -----
    Prices of the year in which it is bought. Insurance, development, gateways and running it come
    on top, and interest: the study adds them.
    """
    span = bench.scenario.years
    years = np.arange(span.first, span.last + 1, dtype=float)
    inputs = best_estimates(bench.scenario, years)
    budget = bench.close(inputs).budget
    node = section(inputs, "satellite")
    _, price = launch_market(inputs, years)
    platform, _ = production_market(inputs, years, budget, node)
    chip = chip_of(inputs, years)
    at = np.searchsorted(years, bench.years)

    def of(values: FloatArray) -> list[float]:
        return [float(x) for x in np.broadcast_to(np.ravel(values), years.shape)[at]]

    parts = {
        name.removesuffix("_usd_per_kw"): of(value * platform.learning_factor)
        for name, value in platform._asdict().items()
        if name not in ("usd_per_kw", "learning_factor")
    }
    parts["launch"] = of(price.usd_per_kg * 1000.0 / budget.watts_per_kg)
    parts["chips"] = of(chip.usd_per_kw * (1.0 + node["spare_share"]))
    return {
        "years": [int(year) for year in bench.years],
        "usd_per_kw": parts,
        "launch_usd_per_kg": of(price.usd_per_kg),
        "satellite_usd_per_w": of(platform.usd_per_kw / 1000.0),
    }
