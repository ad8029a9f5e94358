"""What must be true for 100 W of compute per launched kilogram."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.satellite.budget import MASS_PARTS, SatelliteBudget
from dawndusk.study.size_bench import Bench
from dawndusk.study.size_levers import LIVES
from dawndusk.twin.node import Inputs, Node

__all__ = ["TARGET_W_PER_KG", "target"]

TARGET_W_PER_KG: Final = 100.0  # the figure that is claimed for satellites to come
_LUCK: Final = (
    ("every input at its median", 0.5),
    ("every input at its favourable quartile", 0.75),
    ("every input at its favourable decile", 0.9),
    ("every input at the very end of its range", 1.0),
)
_PROBE: Final = 0.9


def target(
    bench: Bench, inputs: Inputs, best: Node, drawn: dict[str, FloatArray]
) -> dict[str, Any]:
    """Each part against the mass that 100 W/kg leaves, and all of them at their good ends together.

    Parameters
    ----------
    bench : Bench
        The scenario, ready to be closed.
    inputs : mapping
        Its best estimates in the first year.
    best : Node
        The satellite that they give.
    drawn : dict of name to ndarray, shape (draws, Y)
        Satellites of the draws.

    Returns
    -------
    dict
        ``w_per_kg`` and ``kg_per_kw``, the claim; ``parts``, each with its kilograms a kilowatt
        today, and, where it has a measure of its own (W/kg of array, kg/m2 of radiator), that
        measure today, if every part shrank alike, and if it alone had to be lifted;
        ``lighter_by``, how many times; ``cases``, W/kg by year with all inputs moved together;
        ``draws_share``, of the draws that reach it, by year.

    Notes
    -----
    Moved together means each input at the same quantile of its own distribution, on its good side,
    found by moving it alone; inputs that set the life stay at their medians. That is far less
    likely than one in ten.
    """
    allowed = 1000.0 / TARGET_W_PER_KG
    budget = SatelliteBudget(*(np.squeeze(field) for field in best.budget))
    it_kw = float(np.squeeze(inputs["satellite.it_power_kw"]))
    each = float(budget.wet_kg) / it_kw
    lighter = each / allowed
    reached = np.nan_to_num(drawn["watts_per_kg"], nan=0.0) >= TARGET_W_PER_KG
    return {
        "w_per_kg": TARGET_W_PER_KG,
        "kg_per_kw": allowed,
        "today_kg_per_kw": each,
        "lighter_by": lighter,
        "parts": [_part(name, budget, it_kw, allowed, lighter) for name in MASS_PARTS],
        "years": [int(year) for year in bench.years],
        "cases": _cases(bench),
        "draws_share": [float(share) for share in reached.mean(axis=0)],
    }


def _part(
    name: str, budget: SatelliteBudget, it_kw: float, allowed: float, lighter: float
) -> dict[str, Any]:
    """One part's mass, and its own measure now, alike, and alone."""
    kg = float(getattr(budget, f"{name}_kg"))
    out: dict[str, Any] = {"part": name, "kg_per_kw": kg / it_kw, "measure": None}
    per_kg = {
        "array": ("W/kg", float(budget.array_power_bol_w)),
        "battery": ("Wh/kg", 1e3 * float(budget.battery_kwh)),
    }
    kg_per = {
        "radiator": ("kg/m2", float(budget.radiator_area_m2)),
        "thermal_loop": ("kg/kW of heat", 1e-3 * float(budget.heat_w)),
        "compute": ("kg/kW", it_kw),
    }
    if name in per_kg and kg > 0.0:
        unit, amount = per_kg[name]
        today = amount / kg
        alike, alone = today * lighter, amount / (allowed * it_kw)
    elif name in kg_per and kg > 0.0:
        unit, amount = kg_per[name]
        today = kg / amount
        alike, alone = today / lighter, allowed * it_kw / amount
    else:
        return out
    return {**out, "measure": unit, "today": today, "alike": alike, "alone": alone}


def _cases(bench: Bench) -> list[dict[str, Any]]:
    """Watts per kilogram by year with all inputs on their good side together."""
    sampler = bench.sampler
    names = sampler.uncertain
    best = bench.close(bench.best()).budget.watts_per_kg
    cases = [{"case": "every input at its best estimate", "w_per_kg": _by_year(best, bench)}]
    if not names:
        return cases
    middle = np.full(len(names), 0.5)
    probes = np.vstack([middle, np.where(np.eye(len(names), dtype=bool), _PROBE, 0.5)])
    probed = bench.close(sampler.values(probes)).budget.watts_per_kg
    probed = np.broadcast_to(probed, (len(probes), probed.shape[-1]))[:, 0]
    good = np.sign(np.nan_to_num(probed[1:] - probed[0]))
    good = np.where(np.isin(names, LIVES), 0.0, good)
    rows = np.array([0.5 + good * (luck - 0.5) for _, luck in _LUCK])
    found = bench.close(sampler.values(rows)).budget.watts_per_kg
    found = np.broadcast_to(found, (len(rows), found.shape[-1]))
    cases += [
        {"case": case, "w_per_kg": _by_year(figures, bench)}
        for (case, _), figures in zip(_LUCK, found, strict=True)
    ]
    return cases


def _by_year(figures: FloatArray, bench: Bench) -> list[float | None]:
    every = np.broadcast_to(np.ravel(figures), bench.years.shape)
    return [float(figure) if np.isfinite(figure) else None for figure in every]
