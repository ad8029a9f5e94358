"""The closed satellite of a scenario: what it is, what binds it, and how it grows."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.data import catalogue
from dawndusk.errors import InputError
from dawndusk.satellite.budget import MASS_PARTS
from dawndusk.scenario import Scenario
from dawndusk.study.bands import band
from dawndusk.study.blocks import Block, in_blocks
from dawndusk.study.drawing import drawing
from dawndusk.study.heat import heat_at_scale
from dawndusk.study.run import as_sections
from dawndusk.study.size_bench import Bench
from dawndusk.study.size_cost import costs
from dawndusk.study.size_finding import one
from dawndusk.study.size_levers import levers
from dawndusk.study.size_margins import margins
from dawndusk.study.size_maturity import maturity
from dawndusk.study.size_reliability import reliability
from dawndusk.study.size_scale import radiator_beside, scale
from dawndusk.study.size_target import target
from dawndusk.twin.node import Node
from dawndusk.twin.not_closing import cannot_close
from dawndusk.version import __version__

__all__ = ["MIDDLE_YEAR", "Sizing", "size"]

Progress = Callable[[float], object]
MIDDLE_YEAR: Final = 2035  # beside the first year, where the scenario reaches it
_MOST_DRAWS: Final = 2_000_000
_TOGETHER: Final = 8  # parts of a block: with few years, more draws fill the cache
_READ: Final = {
    "it_power_kw": "satellite.it_power_kw",
    "input.life_years": "satellite.life_years",
    "input.dose_limit_rad": "satellite.dose_limit_rad",
    "input.chip_life_years": "chip.life_years",
    "input.junction_limit_c": "satellite.compute.junction_limit_c",
    "input.hottest_c": "satellite.array.hottest_c",
}  # inputs that the findings compare draw by draw
_UNITS: Final = (
    ("_kg", "kg"), ("_w", "W"), ("_m2", "m2"), ("_c", "degC"), ("_kwh", "kWh"),
    ("_w_m2", "W/m2"), ("_kg_per_m2", "kg/m2"), ("_j_per_m2_k", "J/(m2 K)"), ("_rad", "rad"),
    ("_per_year", "1/year"), ("_m2_per_kw", "m2/kW"), ("_per_kg", "W/kg"), ("_m_per_s", "m/s"),
    ("_m_per_s_per_year", "m/s/year"), ("_rad_per_year", "rad/year"), ("_years", "year"),
)  # fmt: skip


@dataclass(frozen=True)
class Sizing:
    """A sized satellite.

    Attributes
    ----------
    summary : dict
        Plain data: what ``--json`` prints and the page reads.
    samples : dict of column to ndarray
        One row per draw: the satellite of the first year.
    scenario : Scenario
        What was asked, with draws, seed and correlations as they were used.
    """

    summary: dict[str, Any]
    samples: dict[str, FloatArray]
    scenario: Scenario


def size(
    scenario: Scenario,
    draws: int | None = None,
    seed: int | None = None,
    progress: Progress | None = None,
) -> Sizing:
    """Close the satellite of a scenario, with its margins, what binds it, its scale and its cost.

    Parameters
    ----------
    scenario : Scenario
        What is asked; the satellite is that of its first year.
    draws, seed : int, optional
        Instead of the scenario's.
    progress : callable, optional
        Called with the share done, 0 to 1.

    Returns
    -------
    Sizing

    Raises
    ------
    InputError
        Draws or seed out of range, or the best estimates give no satellite that closes.

    Notes
    -----
    The model and the draws are those of `dawndusk.study.run.run_study`: the same scenario and seed
    give the satellites of the study.

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> found = size(parse({"name": "x"}), draws=20).summary
    >>> found["satellite"]["wet_kg"]["unit"], len(found["scale"]["satellites"])
    ('kg', 5)
    """
    draws = scenario.draws if draws is None else draws
    seed = scenario.seed if seed is None else seed
    if not 1 <= draws <= _MOST_DRAWS:
        raise InputError("draws is out of range", got=draws, allowed=f"1 to {_MOST_DRAWS:,}")
    if not 0 <= seed < 2**63:
        raise InputError("seed is out of range", got=seed, allowed="0 to 2^63 - 1")
    started = time.perf_counter()
    first, last = scenario.years.first, scenario.years.last
    years = sorted({first, last} | ({MIDDLE_YEAR} if first < MIDDLE_YEAR < last else set()))
    bench = Bench.of(scenario, np.array(years, dtype=float))
    inputs = bench.best(float(first))
    best = bench.close(inputs)
    if not np.isfinite(best.budget.wet_kg).all():
        raise cannot_close(bench.design, inputs, bench.around(inputs))
    before_draws = time.perf_counter()
    drawn = _draw(bench, draws, seed, progress)
    drawing_s = time.perf_counter() - before_draws
    row = {name: float(np.squeeze(value)) for name, value in _columns(best).items()}
    satellite = {
        name: {"unit": _unit(name), "best": figure, **_percentiles(drawn[name][:, 0])}
        for name, figure in row.items()
    }
    closing = np.isfinite(drawn["wet_kg"][:, 0])
    heat = heat_at_scale(bench, inputs, best)
    it_kw = float(np.squeeze(inputs["satellite.it_power_kw"]))
    summary: dict[str, Any] = {
        "verb": "size",
        "version": __version__,
        "scenario": scenario.name,
        "title": scenario.title,
        "year": first,
        "years": years,
        "draws": draws,
        "seed": seed,
        "it_power_kw": it_kw,
        "in_shadow": scenario.satellite.in_shadow,
        "altitude_km": float(np.squeeze(inputs["orbit.altitude_km"])),
        "satellite": satellite,
        "drawing": drawing(
            row["array_area_m2"],
            row["radiator_area_m2"],
            one(inputs["satellite.array.width_ratio"]),
            bench.design.body,
        ),
        "mass_kg_per_kw": {p: row[f"{p}_kg"] / it_kw for p in MASS_PARTS},
        "mass_kg_per_kw_range": {
            p: _percentiles(drawn[f"{p}_kg"][:, 0] / drawn["it_power_kw"][:, 0]) for p in MASS_PARTS
        },
        "not_closing_share": float(1.0 - closing.mean()),
        "margins": margins(bench, inputs, best, drawn, heat["worst_revolution"]),
        "levers": levers(bench),
        "target": target(bench, inputs, best, drawn),
        "scale": scale(bench),
        "iss": radiator_beside(inputs, best.budget),
        "heat": heat,
        "maturity": maturity(bench),
        "reliability": reliability(inputs, best),
        "costs": costs(bench),
        "catalogue": catalogue().digest,
    }
    summary["timings"] = {
        "draws_s": round(drawing_s, 4),
        "total_s": round(time.perf_counter() - started, 4),
    }
    pairs = as_sections(bench.sampler.correlations)
    asked = scenario.model_copy(update={"draws": draws, "seed": seed, "correlations": pairs})
    samples = {"draw": np.arange(draws, dtype=float), **{name: drawn[name][:, 0] for name in row}}
    return Sizing(summary, samples, asked)


def _columns(node: Node) -> dict[str, FloatArray]:
    """Everything that is known of a closed satellite, by name."""
    return {
        **node.budget._asdict(),
        **{name: value for name, value in node._asdict().items() if name != "budget"},
    }


def _draw(bench: Bench, draws: int, seed: int, progress: Progress | None) -> dict[str, FloatArray]:
    """Close every draw; shape (draws, Y) each, with what the findings read of the inputs."""
    sampler = bench.drawing_satellites()
    kept: dict[str, FloatArray] = {}

    def compute(block: Block) -> None:
        inputs = sampler.values(sampler.of_block(block))
        columns = _columns(bench.close(inputs))
        columns |= {name: inputs[path] for name, path in _READ.items()}
        for name, value in columns.items():
            if name not in kept:
                kept[name] = np.empty((draws, bench.years.size))
            kept[name][block.start : block.start + block.size] = value

    in_blocks(compute, sampler.blocks(draws, seed, _TOGETHER), progress)
    return kept


def _percentiles(values: FloatArray) -> dict[str, float | None]:
    """Deciles and median over the draws that close, by the rule of the study."""
    finite = values[np.isfinite(values)]
    if not finite.size:
        return {"p10": None, "p50": None, "p90": None}
    return band(finite[:, None])


def _unit(name: str) -> str:
    ends = [(end, unit) for end, unit in _UNITS if name.endswith(end)]
    return max(ends, key=lambda item: len(item[0]))[1] if ends else "1"
