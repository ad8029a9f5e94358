"""The same satellite with another body, another coolant, another way through the shadow."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from dawndusk.satellite.budget import SatelliteBudget
from dawndusk.satellite.coolants import coolants
from dawndusk.satellite.inputs import Body, CoolantName, Design, RadiatorInputs
from dawndusk.satellite.loop_budget import loop_budget
from dawndusk.satellite.reliability import shadow_share
from dawndusk.satellite.shadow_policy import InShadow
from dawndusk.study.size_bench import Bench
from dawndusk.study.size_finding import one
from dawndusk.twin.node import Inputs, section

__all__ = ["bodies", "coolants_beside", "in_shadow"]

_BODIES: Final[tuple[Body, ...]] = ("wings", "body_mounted", "panel")
_COOLANTS: Final[tuple[tuple[CoolantName, bool], ...]] = (
    ("pg25", False), ("ammonia", False), ("ammonia", True), ("r1233zd", True),
)  # fmt: skip
_POLICIES: Final[tuple[InShadow, ...]] = ("sleep", "throttle", "compute")
_COLUMNS: Final = (
    "watts_per_kg", "wet_kg", "array_area_m2", "radiator_area_m2", "radiator_kg",
    "thermal_loop_kg", "battery_kg", "battery_kwh", "panel_temperature_c", "array_temperature_c",
    "moving_heat_w", "heat_w",
)  # fmt: skip


def bodies(bench: Bench, inputs: Inputs, best: SatelliteBudget) -> list[dict[str, Any]]:
    """Close the satellite with wings, with radiators on its body, and as one sheet.

    Parameters
    ----------
    bench : Bench
        The scenario, ready to be closed.
    inputs : mapping
        Its best estimates in the first year.
    best : SatelliteBudget
        The satellite that they give.

    Returns
    -------
    list of dict
        ``body``, areas, masses and temperatures, and ``cell_share`` of the sheet
        as it is built, 1 for the others; None where it does not close.
    """
    rows = []
    for body in _BODIES:
        budget = _closed(bench, inputs, best, bench.design._replace(body=body))
        share = one(budget.array_area_m2) / one(budget.radiator_area_m2)
        cells = share if body == "panel" else 1.0
        row = _row(budget)
        rows.append(
            {"body": body, "cell_share": None if row["wet_kg"] is None else min(cells, 1.0), **row}
        )
    return rows


def coolants_beside(bench: Bench, inputs: Inputs, best: SatelliteBudget) -> list[dict[str, Any]]:
    """Close it with each coolant in the radiator, liquid and boiling.

    Parameters
    ----------
    bench, inputs, best
        As in :func:`bodies`.

    Returns
    -------
    list of dict
        ``coolant``, ``boiling``, ``freezing_c``, ``flow_kg_per_s`` in the radiator's loop, and
        areas, masses and temperatures; None where it does not close.
    """
    radiator = section(inputs, "satellite.radiator")
    given = RadiatorInputs(**{name: radiator[name] for name in RadiatorInputs._fields})
    rows = []
    for name, boiling in _COOLANTS:
        design = bench.design._replace(coolant=name, boiling=boiling)
        row = _row(_closed(bench, inputs, best, design))
        with np.errstate(divide="ignore", invalid="ignore"):
            flow = loop_budget(given, design).kg_per_s_per_w
        heat = row["heat_w"]
        rows.append(
            {
                "coolant": name,
                "boiling": boiling,
                "freezing_c": coolants()[name].freezing_c,
                "flow_kg_per_s": None if heat is None else heat * one(flow),
                **row,
            }
        )
    return rows


def in_shadow(bench: Bench, inputs: Inputs, best: SatelliteBudget) -> list[dict[str, Any]]:
    """Sleep, slow down or run on through the shadow: mass, and the year's work.

    Parameters
    ----------
    bench, inputs, best
        As in :func:`bodies`.

    Returns
    -------
    list of dict
        ``in_shadow``, ``work_share`` of the year's full speed, ``work_watts_per_kg`` (that times
        watts per kilogram), and areas, masses and temperatures; None where it does not close.
    """
    light = bench.around(inputs).light
    rows = []
    for way in _POLICIES:
        budget = _closed(bench, inputs, best, bench.design._replace(in_shadow=way))
        work = shadow_share(
            light.mean_sunlit,
            float(way == "sleep"),
            light.shadow_passes_per_year,
            inputs["satellite.wake_minutes"],
            budget.shadow_speed,
        )
        row = _row(budget)
        each = row["watts_per_kg"]
        rows.append(
            {
                "in_shadow": way,
                "work_share": None if each is None else one(work),
                "work_watts_per_kg": None if each is None else each * one(work),
                **row,
            }
        )
    return rows


def _closed(bench: Bench, inputs: Inputs, best: SatelliteBudget, design: Design) -> SatelliteBudget:
    """The satellite with other choices; the one that is known where they are its own."""
    return best if design == bench.design else bench.close(inputs, design).budget


def _row(budget: SatelliteBudget) -> dict[str, float | None]:
    found = {name: one(getattr(budget, name)) for name in _COLUMNS}
    return {name: value if np.isfinite(value) else None for name, value in found.items()}
