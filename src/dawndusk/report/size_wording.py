"""What the page and the terminal say of a sized satellite; every figure comes from its summary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dawndusk.report.numbers import money, number, percent
from dawndusk.report.style import label

__all__ = [
    "FIELDS",
    "answer",
    "area_names",
    "cost_finding",
    "drawing_finding",
    "headline",
    "input_name",
    "launches",
    "lever_finding",
    "margin_finding",
    "mass_finding",
    "power",
    "scale_finding",
    "standing",
    "target_finding",
]

FIELDS: Final = {
    "wet_kg": "launched mass, with propellant",
    "watts_per_kg": "watts of compute per launched kilogram",
    "array_area_m2": "array",
    "array_power_bol_w": "array's power, new",
    "array_required_w": "array's power, end of life",
    "array_temperature_c": "array in sunlight",
    "array_w_per_kg": "array, new power over its mass",
    "bus_load_w": "load in sunlight",
    "shadow_load_w": "load in the shadow",
    "sleep_load_w": "load asleep",
    "shadow_speed": "work in the shadow, of that in sunlight",
    "moving_heat_w": "pumps and heat pump",
    "battery_kwh": "battery, nameplate, new",
    "battery_end_share": "battery left at the end of life",
    "battery_depth": "depth of the longest shadow, of what is left",
    "heat_w": "heat to the radiator",
    "junction_c": "hottest junction of a chip",
    "chip_speed": "speed of chips so warm, of that on the ground",
    "coolant_inlet_c": "coolant into the radiator",
    "coolant_outlet_c": "coolant out of the radiator",
    "radiator_area_m2": "radiator, planform built",
    "radiator_needed_m2": "radiator that must work",
    "puncture_lost_share": "radiator closed after punctures, end of life",
    "radiator_kg_per_m2": "radiator panel",
    "panel_j_per_m2_k": "heat capacity of the panel",
    "fin_efficiency": "fin efficiency of the panel",
    "radiator_m2_per_kw": "radiator per kW of compute",
    "radiator_flux_w_m2": "rejected per planform, both faces",
    "panel_temperature_c": "radiator panel",
    "sink_temperature_c": "what the radiator sees",
    "radiator_absorptivity": "coating, share of sunlight absorbed, end of life",
    "array_view_factor": "view factor, radiator face to array",
    "dose_rad_per_year": "dose behind the shield",
    "worst_dose_rad_per_year": "the same in the worst shell",
    "proton_rad_per_year": "of it trapped protons",
    "storm_rad": "one great solar storm",
    "storms_per_year": "great solar storms",
    "life_years": "life",
    "delta_v_m_per_s": "manoeuvres over the life",
    "drag_area_m2": "area that meets the air",
    "drag_m_per_s_per_year": "drag",
    "dry_kg": "dry mass",
    "array_kg": "array",
    "battery_kg": "battery",
    "radiator_kg": "radiator panels",
    "thermal_loop_kg": "pumps, lines, coolant",
    "compute_kg": "compute",
    "shielding_kg": "shield",
    "avionics_comms_kg": "avionics, radios, lasers",
    "structure_kg": "structure",
    "contingency_kg": "contingency",
    "propellant_kg": "propellant",
}

_IN_NAMES: Final = (
    (" wh per kg", " Wh/kg"), (" kg per m2 per mm", " kg/m² per mm"), (" kg per m2", " kg/m²"),
    (" kg per kw", " kg/kW"), (" w per kg", " W/kg"), (" m2 per kw", " m²/kW"),
    (" w m2", " W/m²"), (" m per s per year", " m/s a year"), (" per year", " a year"),
    (" c", " °C"), (" k", " K"),
)  # fmt: skip


def power(kw: float) -> str:
    """Return a power in the unit that needs the fewest zeros.

    Examples
    --------
    >>> power(100.0), power(16_000.0), power(5e6)
    ('100 kW', '16 MW', '5 GW')
    """
    for size, unit in ((1e6, "GW"), (1e3, "MW")):
        if kw >= size:
            return f"{kw / size:g} {unit}"
    return f"{kw:g} kW"


def input_name(path: str) -> str:
    """Return an input's path as words.

    Examples
    --------
    >>> input_name("satellite.radiator.areal_kg_per_m2"), input_name("orbit.albedo")
    ('radiator areal kg/m²', 'orbit albedo')
    """
    words = label(path.removeprefix("satellite.").replace(".", " "))
    for plain, printed in _IN_NAMES:
        if words.endswith(plain):
            return words.removesuffix(plain) + printed
    return words


def launches(count: float) -> str:
    """Return launches a satellite, or satellites a launch.

    Examples
    --------
    >>> launches(13.2), launches(0.0861)
    ('13.2', '11 in one')
    """
    return number(count) if count >= 1.0 else f"{int(1.0 / count):,} in one"


def headline(summary: Mapping[str, Any]) -> str:
    """State mass and watts per kilogram.

    Examples
    --------
    >>> headline({"it_power_kw": 100.0, "satellite": {"wet_kg": {"best": 5164.0},
    ...     "watts_per_kg": {"best": 19.4, "p10": 12.1, "p90": 22.9}}})
    '100 kW of compute weigh 5.16 t at launch: 19.4 W/kg, and 12.1 to 22.9 in eight draws of ten'
    """
    each = summary["satellite"]["watts_per_kg"]
    said = (
        f"{power(summary['it_power_kw'])} of compute weigh "
        f"{number(1e-3 * summary['satellite']['wet_kg']['best'])} t at launch: "
        f"{number(each['best'])} W/kg"
    )
    if each["p10"] is None or each["p10"] == each["p90"]:
        return said
    return f"{said}, and {number(each['p10'])} to {number(each['p90'])} in eight draws of ten"


def answer(summary: Mapping[str, Any]) -> list[str]:
    """Say in a few sentences what the satellite is and what holds it."""
    body = summary["satellite"]
    best, middle = body["watts_per_kg"]["best"], body["watts_per_kg"]["p50"]
    areas = (
        f"a sheet of {number(body['radiator_area_m2']['best'])} m², "
        f"{number(body['array_area_m2']['best'])} of them cells,"
        if summary["drawing"]["body"] == "panel"
        else f"{number(body['array_area_m2']['best'])} m² of array and "
        f"{number(body['radiator_area_m2']['best'])} m² of radiator"
    )
    said = [
        f"It takes {areas} at {number(body['panel_temperature_c']['best'])} °C, at the best "
        f"estimates of {summary['year']}.",
        lever_finding(summary) + ".",
        target_finding(summary) + ".",
    ]
    if middle is not None and middle < 0.95 * best:
        said.insert(
            1,
            f"The median draw has {number(middle)} W/kg, less than the best estimates give: most "
            "inputs have more room on the heavy side.",
        )
    bad = [item["text"] for item in summary["margins"] if item["state"] == "bad"]
    return [*bad, *said]


def lever_finding(summary: Mapping[str, Any]) -> str:
    """State the largest part, and the one input that would lighten the satellite most."""
    found = summary["levers"]
    said = (
        f"The largest part is the {label(found['largest_part'])}, {percent(found['share'])} of "
        "the launched mass"
    )
    if not found["inputs"]:
        return said
    top = found["inputs"][0]
    return (
        f"{said}; the one input that would take most off is {input_name(top['input'])}: "
        f"{number(top['better'])} instead of {number(top['best'])} saves "
        f"{number(top['gain_kg'])} kg, {percent(top['gain_share'])}"
    )


def target_finding(summary: Mapping[str, Any]) -> str:
    """State how far 100 W/kg is."""
    aim = summary["target"]
    goal = f"{aim['w_per_kg']:g} W/kg"
    if aim["lighter_by"] <= 1.0:
        return f"At the best estimates of {summary['year']} this satellite reaches {goal}"
    said = (
        f"For {goal} everything aboard must be {number(aim['lighter_by'], 2)} times lighter "
        f"than the best estimates of {summary['year']}"
    )
    lucky = [
        (case, year, figure)
        for case in aim["cases"]
        for year, figure in zip(aim["years"], case["w_per_kg"], strict=True)
        if figure is not None
    ]
    reached = next((item for item in lucky if item[2] >= aim["w_per_kg"]), None)
    if reached is None:
        case, year, most = max(lucky, key=lambda item: item[2])
        return f"{said}; even {case['case']} gives {number(most)} in {year}"
    case, year, figure = reached
    return f"{said}; {case['case']} gives {number(figure)} in {year}"


def drawing_finding(summary: Mapping[str, Any]) -> str:
    """State the size of the satellite."""
    drawn = summary["drawing"]
    kw, long = power(summary["it_power_kw"]), number(drawn["array_length_m"])
    if drawn["body"] == "panel":
        return f"{kw}: one sheet {long} m long, {percent(drawn['cell_share'])} of it cells"
    deep = number(drawn["radiator_length_m"])
    if drawn["body"] == "body_mounted":
        return (
            f"{kw}: an array {long} m long, and a body {deep} m deep with a radiator on two sides"
        )
    return f"{kw}: an array {long} m long, and a radiator {deep} m deep behind it"


def standing(drawn: Mapping[str, Any]) -> str:
    """Say how array and radiator stand.

    Examples
    --------
    >>> standing({"body": "panel"})
    'One sheet faces the Sun; cells and white shed the heat to both sides.
     The bus is drawn as a cube for its place, not for its size.'
    """
    cube = "The bus is drawn as a cube for its place, not for its size."
    return {
        "wings": "The array faces the Sun; the radiator stands on the middle of its back, edge-on "
        f"to the Sun and to the Earth. {cube}",
        "body_mounted": "The array faces the Sun; the body stands on the middle of its back, with "
        "a radiator on each of two sides that are edge-on to the Sun and to the Earth. How thick "
        "the body is drawn says nothing.",
        "panel": f"One sheet faces the Sun; cells and white shed the heat to both sides. {cube}",
    }[str(drawn["body"])]


def area_names(drawn: Mapping[str, Any]) -> tuple[str, str]:
    """Return what the two areas of a table are, which share no square metre.

    Examples
    --------
    >>> area_names({"body": "wings"}), area_names({"body": "panel"})
    (('array', 'radiator'), ('cells', 'white beside them'))
    """
    return ("cells", "white beside them") if drawn["body"] == "panel" else ("array", "radiator")


def mass_finding(summary: Mapping[str, Any]) -> str:
    """State the three largest parts."""
    parts = sorted(summary["mass_kg_per_kw"].items(), key=lambda item: -item[1])
    whole = sum(mass for _, mass in parts)
    three = ", ".join(label(name) for name, _ in parts[:3])
    share = sum(mass for _, mass in parts[:3]) / whole
    return f"{number(whole)} kg a kilowatt; {three} are {percent(share)} of it"


def margin_finding(summary: Mapping[str, Any]) -> str:
    """Count the margins that are not good."""
    states = [item["state"] for item in summary["margins"]]
    bad, beware = states.count("bad"), states.count("beware")
    if bad:
        names = ", ".join(i["name"] for i in summary["margins"] if i["state"] == "bad")
        return f"It closes on paper, but not in service: {names}"
    if beware:
        return f"It closes, with {beware} thing{'s' if beware > 1 else ''} to watch"
    return "It closes; nothing that is looked at here stands against it"


def scale_finding(summary: Mapping[str, Any]) -> str:
    """State what the largest satellite and the cluster take."""
    large, cluster = summary["scale"]["satellites"][-1], summary["scale"]["clusters"][0]
    return (
        f"{power(large['it_power_kw'])} in one piece would be "
        f"{number(large['largest_dimension_m'], 2)} m long and {number(large['launches'], 2)} "
        f"launches by mass; {cluster['it_power_gw']:g} GW of these satellites is "
        f"{number(cluster['wet_t'])} t, {cluster['launches']:,.0f} launches"
    )


def cost_finding(summary: Mapping[str, Any]) -> str:
    """State the dearest part in the first year and in the next one shown."""
    costs = summary["costs"]
    at = min(1, len(costs["years"]) - 1)
    said = []
    for i in sorted({0, at}):
        part = max(costs["usd_per_kw"], key=lambda name: costs["usd_per_kw"][name][i])
        total = sum(values[i] for values in costs["usd_per_kw"].values())
        share = costs["usd_per_kw"][part][i] / total
        said.append(
            f"{money(total / 1000.0, 'W')} in {costs['years'][i]}, "
            f"{percent(share)} of it {label(part)}"
        )
    return "; ".join(said)
