"""Heat at scale: from the chip to the sky, what simple models leave out, and what choices change.

Every figure comes from the closed satellite at the best estimates of the first year, or from the
same satellite closed again with one thing changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from dawndusk.constants import KELVIN_OFFSET, SIGMA, FloatArray
from dawndusk.orbit.earth_view import edge_on_view_factor
from dawndusk.satellite.budget import SatelliteBudget
from dawndusk.satellite.coolants import coolants
from dawndusk.satellite.inputs import CoolantName, Design
from dawndusk.satellite.reliability import shadow_share
from dawndusk.satellite.shadow_policy import InShadow
from dawndusk.study.heat_ladder import ladder
from dawndusk.study.size_bench import Bench
from dawndusk.study.size_finding import one
from dawndusk.twin.node import Inputs, Node

__all__ = ["heat_at_scale"]

_RAD: Final = "satellite.radiator."
_SUPPLY_C: Final[FloatArray] = np.arange(5.0, 80.1, 2.5)
_LIFT_K: Final[FloatArray] = np.arange(0.0, 40.1, 5.0)


def heat_at_scale(bench: Bench, inputs: Inputs, best: Node) -> dict[str, Any]:
    """Return what a thermal engineer asks first of a satellite of this kind.

    Parameters
    ----------
    bench : Bench
        The scenario, ready to be closed.
    inputs : mapping
        Its best estimates in the first year.
    best : Node
        The satellite that they give.

    Returns
    -------
    dict
        ``chain`` (name, temperature [degC]) from the junction to the sky; ``balance`` of a square
        metre of radiator [W/m2]; ``ladder``, the radiator that simple models give and what each
        omission hides; ``coolant_temperature``, what warmer coolant does; ``heat_pump``,
        ``bodies``, ``coolants``, ``in_shadow``, the same satellite with other choices;
        ``single_panel_c``, where one panel that is array and radiator would settle.

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> bench = Bench.of(parse({"name": "x"}), np.array([2026.0]))
    >>> inputs = bench.best(2026.0)
    >>> found = heat_at_scale(bench, inputs, bench.close(inputs))
    >>> temperatures = [step["temperature_c"] for step in found["chain"]]
    >>> temperatures == sorted(temperatures, reverse=True)
    True
    """
    budget = best.budget
    return {
        "chain": _chain(bench, inputs, budget),
        "balance": _balance(inputs, budget),
        "ladder": ladder(bench, inputs, budget),
        "coolant_temperature": _coolant_temperature(bench, inputs),
        "heat_pump": _heat_pump(bench),
        "bodies": [
            _with(bench, bench.design._replace(body=body)) | {"body": body}
            for body in ("wings", "body_mounted", "panel")
        ],
        "coolants": _coolants(bench, inputs),
        "in_shadow": _in_shadow(bench, inputs),
        "single_panel_c": _single_panel(inputs, budget),
    }


def _chain(bench: Bench, inputs: Inputs, budget: SatelliteBudget) -> list[dict[str, Any]]:
    """Temperatures from the hottest junction to the surroundings, falling."""
    rise = one(inputs["satellite.compute.chip_w"]) * one(
        inputs["satellite.compute.junction_k_per_w"]
    )
    back = one(inputs[_RAD + "coolant_return_c"])
    steps = [
        ("junction of a chip", one(budget.junction_c), f"{rise:.0f} K through die and cold plate"),
        ("coolant from the chips", back, "water-glycol, limited by what chips accept"),
    ]
    if bench.design.two_loops:
        steps.append(
            ("coolant into the radiator", one(budget.coolant_inlet_c), "behind a heat exchanger")
        )
    root = one(budget.panel_temperature_c)
    steps += [
        ("coolant out of the radiator", one(budget.coolant_outlet_c), "cooled along the panel"),
        ("root of the fins", root, "behind film, wall and joint"),
        (
            "fins, as they radiate",
            _effective_c(budget),
            f"fin efficiency {100.0 * one(budget.fin_efficiency):.0f} %",
        ),
        (
            "what the radiator sees",
            one(budget.sink_temperature_c),
            "Earth, array, some sunlight, and the sky",
        ),
    ]
    steps = sorted(steps, key=lambda item: -item[1])
    return [{"place": p, "temperature_c": t, "note": note} for p, t, note in steps]


def _effective_c(budget: SatelliteBudget) -> float:
    """Temperature of an even panel that emits as much as the fins do."""
    root = one(budget.panel_temperature_c) + KELVIN_OFFSET
    sink = one(budget.sink_temperature_c) + KELVIN_OFFSET
    eta = one(budget.fin_efficiency)
    return float((eta * root**4 + (1.0 - eta) * sink**4) ** 0.25) - KELVIN_OFFSET


def _balance(inputs: Inputs, budget: SatelliteBudget) -> dict[str, float]:
    """What a square metre of planform emits and takes in, all radiating faces [W/m2]."""
    emissivity = one(inputs[_RAD + "emissivity"])
    sink = one(budget.sink_temperature_c) + KELVIN_OFFSET
    net = one(budget.radiator_flux_w_m2)
    panel = (_effective_c(budget) + KELVIN_OFFSET) ** 4
    faces = net / (emissivity * SIGMA * (panel - sink**4))
    each = faces * emissivity
    view = float(edge_on_view_factor(one(inputs["orbit.altitude_km"])))
    earth = each * view * one(inputs["orbit.earth_infrared_w_m2"])
    array_k = one(budget.array_temperature_c) + KELVIN_OFFSET
    back = one(inputs["satellite.array.emissivity_back"])
    array = each * one(budget.array_view_factor) * back * SIGMA * array_k**4
    taken = each * SIGMA * sink**4
    return {
        "faces": faces,
        "emitted_w_m2": net + taken,
        "from_earth_w_m2": earth,
        "from_array_w_m2": array,
        "from_sunlight_w_m2": taken - earth - array,
        "net_w_m2": net,
    }


def _coolant_temperature(bench: Bench, inputs: Inputs) -> list[dict[str, float]]:
    """Close the satellite again on colder and warmer coolant, the rise through the chips kept."""
    supply = one(inputs[_RAD + "coolant_supply_c"])
    glide = one(inputs[_RAD + "coolant_return_c"]) - supply
    at = np.unique(np.append(_SUPPLY_C, supply))
    changed = bench.varied(
        {_RAD + "coolant_supply_c": at, _RAD + "coolant_return_c": at + glide}, at.size
    )
    budget = bench.close(changed).budget
    columns = {
        "radiator_m2_per_kw": budget.radiator_m2_per_kw,
        "watts_per_kg": budget.watts_per_kg,
        "junction_c": budget.junction_c,
        "chip_speed": budget.chip_speed,
    }
    rows = []
    for place, cold in enumerate(at):
        row = {
            name: float(np.broadcast_to(v, (at.size, 1))[place, 0]) for name, v in columns.items()
        }
        if np.isfinite(row["watts_per_kg"]):
            row["work_per_kg"] = row["watts_per_kg"] * row["chip_speed"]
            rows.append({"supply_c": float(cold), **row})
    return rows


def _heat_pump(bench: Bench) -> list[dict[str, float]]:
    budget = bench.close(bench.varied({_RAD + "heat_pump_lift_k": _LIFT_K}, _LIFT_K.size)).budget
    rows = []
    for place, lift in enumerate(_LIFT_K):
        weight = float(np.broadcast_to(budget.watts_per_kg, (_LIFT_K.size, 1))[place, 0])
        area = float(np.broadcast_to(budget.radiator_area_m2, (_LIFT_K.size, 1))[place, 0])
        if np.isfinite(weight):
            rows.append({"lift_k": float(lift), "watts_per_kg": weight, "radiator_area_m2": area})
    return rows


def _with(
    bench: Bench, design: Design, changes: Mapping[str, float] | None = None
) -> dict[str, float | None]:
    """Close the satellite with other choices; None where it does not close."""
    changed = bench.varied({k: np.array([v]) for k, v in (changes or {}).items()}, 1)
    budget = bench.close(changed, design).budget
    names = (
        "watts_per_kg", "wet_kg", "array_area_m2", "radiator_area_m2", "radiator_kg",
        "thermal_loop_kg", "battery_kg", "panel_temperature_c", "array_temperature_c",
        "moving_heat_w", "heat_w",
    )  # fmt: skip
    found = {name: one(getattr(budget, name)) for name in names}
    return {name: value if np.isfinite(value) else None for name, value in found.items()}


def _coolants(bench: Bench, inputs: Inputs) -> list[dict[str, Any]]:
    """Each coolant in the radiator, liquid and boiling."""
    ways: tuple[tuple[CoolantName, bool], ...] = (
        ("pg25", False), ("ammonia", False), ("ammonia", True), ("r1233zd", True),
    )  # fmt: skip
    rows = []
    for name, boiling in ways:
        design = bench.design._replace(coolant=name, boiling=boiling)
        row = _with(bench, design)
        rows.append(
            {"coolant": name, "boiling": boiling, "freezing_c": coolants()[name].freezing_c, **row}
        )
    return rows


def _in_shadow(bench: Bench, inputs: Inputs) -> list[dict[str, Any]]:
    """Sleep, throttle or run on: mass, and the year's work."""
    light = bench.around(inputs).light
    rows = []
    ways: tuple[InShadow, ...] = ("sleep", "throttle", "compute")
    for way in ways:
        design = bench.design._replace(in_shadow=way)
        budget = bench.close(inputs, design).budget
        work = shadow_share(
            light.mean_sunlit,
            float(way == "sleep"),
            light.shadow_passes_per_year,
            inputs["satellite.wake_minutes"],
            budget.shadow_speed,
        )
        row = _with(bench, design)
        weight = row["watts_per_kg"]
        rows.append(
            {
                "in_shadow": way,
                "battery_kwh": one(budget.battery_kwh),
                "work_share": one(work),
                "work_watts_per_kg": None if weight is None else weight * one(work),
                **row,
            }
        )
    return rows


def _single_panel(inputs: Inputs, budget: SatelliteBudget) -> float:
    r"""Temperature of a sheet of cells that takes all its power back as heat [degC].

    .. math:: \sigma (\varepsilon_f + \varepsilon_b) T^4 = \alpha S + (\varepsilon_f
              + \varepsilon_b) F_E q_E
    """
    from dawndusk.constants import SOLAR_CONSTANT
    from dawndusk.satellite.array import array_temperature

    array = {
        name: one(inputs[f"satellite.array.{name}"])
        for name in ("absorptivity", "emissivity_front")
    }
    view = float(edge_on_view_factor(one(inputs["orbit.altitude_km"])))
    kelvin = array_temperature(
        array["absorptivity"] * SOLAR_CONSTANT,
        0.0,
        array["emissivity_front"],
        one(inputs[_RAD + "emissivity"]),
        one(inputs["orbit.earth_infrared_w_m2"]),
        view,
    )
    return float(kelvin) - KELVIN_OFFSET
