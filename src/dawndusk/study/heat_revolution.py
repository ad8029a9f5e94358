"""The satellite of a scenario through the worst revolution of its year, as plain data."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

import numpy as np

from dawndusk.constants import KELVIN_OFFSET, FloatArray
from dawndusk.satellite.budget import SatelliteBudget
from dawndusk.satellite.coolants import coolants
from dawndusk.satellite.loop_budget import CHIP_COOLANT
from dawndusk.study.size_bench import Bench
from dawndusk.study.size_finding import one
from dawndusk.twin.node import Inputs
from dawndusk.twin.node_model import node_inputs, node_model
from dawndusk.twin.worst_revolution import worst_revolution

__all__ = ["through_the_worst_revolution"]

_J2000: Final = date(2000, 1, 1)
_TEMPERATURES: Final = ("junction", "coolant", "radiator", "array")
_DIGITS: Final = 4


def through_the_worst_revolution(
    bench: Bench, inputs: Inputs, budget: SatelliteBudget
) -> dict[str, Any] | None:
    """Step the satellite through the revolution with the deepest shadow of the first year.

    Parameters
    ----------
    bench : Bench
        The scenario, ready to be closed.
    inputs : mapping
        Its best estimates in the first year.
    budget : SatelliteBudget
        The satellite that they give.

    Returns
    -------
    dict or None
        ``date``, ``period_min``, ``beta_deg``; ``minutes`` from orbit noon with ``lit``,
        ``speed``, ``charge`` [1], temperatures [degC] and powers [kW] at each, about two hundred;
        ``coldest_c`` and ``hottest_c`` by part; ``lost_sunlight_min``, ``wakes_after_min``;
        ``freezing`` by coolant that is used, with its margin [K]; ``lowest_charge``,
        ``charge_change`` [1] from start to end; ``energy_residual``, ``periodic_k``. None for one
        sheet that is array and radiator, which the model in time has apart, and with a heat pump,
        which it does not have.

    Notes
    -----
    At the end of the life, as the satellite is closed.
    """
    if bench.design.body == "panel" or one(inputs["satellite.radiator.heat_pump_lift_k"]) > 0.0:
        return None
    altitude_km, local_time_h = one(inputs["orbit.altitude_km"]), one(inputs["orbit.local_time_h"])
    alone = SatelliteBudget(*(np.asarray(one(field)) for field in budget))
    model = node_model(node_inputs(bench.scenario, inputs), alone, altitude_km)
    year = int(bench.years[0])
    found = worst_revolution(model, altitude_km, local_time_h, year)
    celsius = {name: getattr(found, f"{name}_k") - KELVIN_OFFSET for name in _TEMPERATURES}
    charge = found.charge_j / model.battery_j if model.battery_j > 0.0 else None
    wakes = found.wakes_after_s
    coldest = {name: float(values.min()) for name, values in celsius.items()}
    return {
        "date": (_J2000 + timedelta(days=int(found.days))).isoformat(),
        "altitude_km": altitude_km,
        "period_min": found.period_s / 60.0,
        "beta_deg": float(np.degrees(found.beta_rad)),
        "lost_sunlight_min": found.shadow_s / 60.0,
        "minutes": _few(found.seconds / 60.0),
        "lit": _few(found.lit),
        "speed": _few(found.speed),
        **{f"{name}_c": _few(values) for name, values in celsius.items()},
        "charge": None if charge is None else _few(charge),
        "load_kw": _few(1e-3 * found.load_w),
        "array_kw": _few(1e-3 * found.power_w),
        "coldest_c": coldest,
        "hottest_c": {name: float(values.max()) for name, values in celsius.items()},
        "freezing": _freezing(bench, coldest),
        "lowest_charge": None if charge is None else float(charge.min()),
        "charge_change": None if charge is None else float(charge[-1] - charge[0]),
        "wakes_after_min": None if wakes is None else wakes / 60.0,
        "energy_residual": found.energy_residual,
        "periodic_k": found.periodic_k,
    }


def _freezing(bench: Bench, coldest_c: dict[str, float]) -> list[dict[str, Any]]:
    """Where each coolant is, how cold it gets there, and when it freezes."""
    used = [(bench.design.coolant, "radiator"), (CHIP_COOLANT, "coolant")]
    return [
        {
            "coolant": name,
            "place": place,
            "coldest_c": coldest_c[place],
            "freezing_c": coolants()[name].freezing_c,
            "margin_k": coldest_c[place] - coolants()[name].freezing_c,
        }
        for name, place in used[: 2 if bench.design.two_loops else 1]
    ]


def _few(values: FloatArray) -> list[float]:
    """Keep a few digits: a picture and a reader need no more."""
    return [round(float(value), _DIGITS) for value in values]
