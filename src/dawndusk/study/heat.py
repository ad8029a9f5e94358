"""Heat at scale: from the chip to the sky, what simple models leave out, and what choices change.

Every figure comes from the closed satellite at the best estimates of the first year, or from the
same satellite closed again with one thing changed.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from dawndusk.constants import KELVIN_OFFSET, SIGMA, SOLAR_CONSTANT, FloatArray
from dawndusk.orbit.earth_view import edge_on_view_factor
from dawndusk.satellite.array import array_temperature
from dawndusk.satellite.budget import SatelliteBudget
from dawndusk.study.heat_choices import bodies, coolants_beside, in_shadow
from dawndusk.study.heat_ladder import ladder
from dawndusk.study.heat_revolution import through_the_worst_revolution
from dawndusk.study.size_bench import Bench
from dawndusk.study.size_finding import one
from dawndusk.study.size_target import TARGET_W_PER_KG
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
        ``design``, its choices; ``goal_w_per_kg``; ``chain`` (name, temperature [degC]) from the
        junction to the sky; ``balance`` of a square metre of radiator [W/m2]; ``ladder``, the
        radiator that simple models give and what each omission hides; ``coolant_temperature``,
        what warmer coolant does, ``coolant_now`` and ``coolant_best``, where it is and where work
        per kilogram is highest with the junction within ``junction_limit_c``; ``heat_pump``,
        ``bodies``, ``coolants``, ``in_shadow``, the same satellite with other choices;
        ``single_panel_c``, where one panel that is array and radiator would settle if all of it
        were cells; ``worst_revolution``, the satellite in time.

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
    warmer = _coolant_temperature(bench, inputs)
    limit = one(inputs["satellite.compute.junction_limit_c"])
    supply = one(inputs[_RAD + "coolant_supply_c"])
    within = [row for row in warmer if row["junction_c"] <= limit]
    return {
        "design": {
            **bench.design._asdict(),
            "it_power_kw": one(inputs["satellite.it_power_kw"]),
            "altitude_km": one(inputs["orbit.altitude_km"]),
            "year": int(bench.years[0]),
            "life_years": one(best.life_years),
            "heat_pump_lift_k": one(inputs[_RAD + "heat_pump_lift_k"]),
        },
        "goal_w_per_kg": TARGET_W_PER_KG,
        "chain": _chain(bench, inputs, budget),
        "balance": _balance(bench, inputs, budget),
        "ladder": ladder(bench, inputs, budget),
        "coolant_temperature": warmer,
        "coolant_now": next((row for row in warmer if row["supply_c"] == supply), None),
        "coolant_best": max(within, key=lambda row: row["work_per_kg"], default=None),
        "junction_limit_c": limit,
        "heat_pump": _heat_pump(bench),
        "bodies": bodies(bench, inputs, budget),
        "coolants": coolants_beside(bench, inputs, budget),
        "in_shadow": in_shadow(bench, inputs, budget),
        "single_panel_c": _single_panel(inputs),
        "worst_revolution": through_the_worst_revolution(bench, inputs, budget),
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
        lifted = one(inputs[_RAD + "heat_pump_lift_k"]) > 0.0
        note = "behind a heat exchanger" + (" and a heat pump" if lifted else "")
        steps.append(("coolant into the radiator", one(budget.coolant_inlet_c), note))
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


def _balance(bench: Bench, inputs: Inputs, budget: SatelliteBudget) -> dict[str, float]:
    """What a square metre of planform emits and takes in, all radiating faces [W/m2]."""
    net = one(budget.radiator_flux_w_m2)
    view = float(edge_on_view_factor(one(inputs["orbit.altitude_km"])))
    earth_w = view * one(inputs["orbit.earth_infrared_w_m2"])
    emissivity = one(inputs[_RAD + "emissivity"])
    if bench.design.body == "panel":
        return _balance_of_sheet(bench, inputs, budget, net, earth_w, emissivity)
    sink4 = (one(budget.sink_temperature_c) + KELVIN_OFFSET) ** 4
    panel4 = (_effective_c(budget) + KELVIN_OFFSET) ** 4
    faces = net / (emissivity * SIGMA * (panel4 - sink4))
    each = faces * emissivity
    array_k = one(budget.array_temperature_c) + KELVIN_OFFSET
    back = one(inputs["satellite.array.emissivity_back"])
    array = each * one(budget.array_view_factor) * back * SIGMA * array_k**4
    taken = each * SIGMA * sink4
    return {
        "faces": faces,
        "emitted_w_m2": net + taken,
        "from_earth_w_m2": each * earth_w,
        "from_array_w_m2": array,
        "from_sunlight_w_m2": taken - each * earth_w - array,
        "to_power_w_m2": 0.0,
        "net_w_m2": net,
    }


def _balance_of_sheet(
    bench: Bench,
    inputs: Inputs,
    budget: SatelliteBudget,
    net_w: float,
    earth_w: float,
    emissivity: float,
) -> dict[str, float]:
    """The same of one sheet that faces the Sun with cells and white, and turns some into power."""
    sheet = one(budget.radiator_needed_m2)
    cells = min(one(budget.array_area_m2) / sheet, 1.0)
    around = bench.around(inputs).reflected_on_array
    glare = 0.5 * SOLAR_CONSTANT * one(inputs["orbit.albedo"]) * one(around)
    black, white = one(inputs["satellite.array.absorptivity"]), one(budget.radiator_absorptivity)
    front = cells * one(inputs["satellite.array.emissivity_front"]) + (1.0 - cells) * emissivity
    sunlight = (cells * black + (1.0 - cells) * white) * (SOLAR_CONSTANT + glare) + white * glare
    earth = (front + emissivity) * earth_w
    power = one(budget.array_required_w) / sheet
    return {
        "faces": 2.0,
        "emitted_w_m2": net_w + earth + sunlight - power,
        "from_earth_w_m2": earth,
        "from_array_w_m2": 0.0,
        "from_sunlight_w_m2": sunlight,
        "to_power_w_m2": power,
        "net_w_m2": net_w,
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


def _single_panel(inputs: Inputs) -> float:
    r"""Temperature of a sheet of cells that takes all its power back as heat [degC].

    .. math:: \sigma (\varepsilon_f + \varepsilon_b) T^4 = \alpha S + (\varepsilon_f
              + \varepsilon_b) F_E q_E
    """
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
