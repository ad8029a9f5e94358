"""What the chapter on heat says, one finding a heading; every figure comes from the summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from dawndusk.report.numbers import number, percent
from dawndusk.report.size_wording import power

__all__ = [
    "BODIES",
    "COOLANTS",
    "LEVELS",
    "POLICIES",
    "balance_finding",
    "body_finding",
    "celsius",
    "chain_finding",
    "chapter_finding",
    "coolant_finding",
    "heat_pump_finding",
    "ladder_finding",
    "maturity_finding",
    "policy_finding",
    "revolution_finding",
    "scale_finding",
    "temperature_finding",
]

BODIES: Final = {
    "wings": "wings: a radiator behind the array",
    "body_mounted": "on the body: two radiators of one face each",
    "panel": "one sheet: cells and white, cooled",
}
COOLANTS: Final = {"pg25": "water-glycol", "ammonia": "ammonia", "r1233zd": "R1233zd(E)"}
POLICIES: Final = {"sleep": "sleep", "throttle": "slow down", "compute": "run on"}
LEVELS: Final = {
    "flown": "as flown",
    "next": "next generation",
    "advanced": "advanced studies",
    "claimed": "as claimed",
}
_TIED: Final = "\N{NO-BREAK SPACE}"
_FULL: Final = 0.995  # of a charge counts as the same
_MARGIN_K: Final = 5.0  # less than this is told as a danger


def celsius(value: float | None) -> str:
    r"""Return a temperature as it is printed, in one piece.

    Examples
    --------
    >>> celsius(45.54), celsius(-26.7), celsius(-0.2), celsius(None)
    ('46\xa0°C', '−27\xa0°C', '0\xa0°C', '–')
    """
    if value is None:
        return "–"
    whole = round(value)
    return f"{'−' if whole < 0 else ''}{abs(whole)}{_TIED}°C"


def _kelvin(value: float) -> str:
    return f"{abs(value):.0f} K" if abs(value) >= 9.5 else f"{abs(value):.1f} K"


def chapter_finding(heat: Mapping[str, Any]) -> str:
    """State heat, area, temperature and what it weighs."""
    design = heat["design"]
    row = next(row for row in heat["bodies"] if row["body"] == design["body"])
    cooling = (row["radiator_kg"] + row["thermal_loop_kg"]) / row["wet_kg"]
    return (
        f"{power(design['it_power_kw'])} of compute are {number(1e-3 * row['heat_w'])} kW of heat: "
        f"{number(row['radiator_area_m2'])} m² at {celsius(row['panel_temperature_c'])}, and with "
        f"pumps and coolant {percent(cooling)} of the launched mass"
    )


def chain_finding(heat: Mapping[str, Any]) -> str:
    """State what of the temperature is lost between the junction and the fins."""
    at = {step["place"]: step["temperature_c"] for step in heat["chain"]}
    junction, fins = at["junction of a chip"], at["fins, as they radiate"]
    plate = junction - at["coolant from the chips"]
    lift = heat["design"]["heat_pump_lift_k"]
    if lift > 0.0:
        return (
            f"A junction at {celsius(junction)} radiates as fins at {celsius(fins)}: die and cold "
            f"plate take {_kelvin(plate)}, the heat pump lifts by {_kelvin(lift)}"
        )
    return (
        f"A junction at {celsius(junction)} radiates as fins at {celsius(fins)}: of the "
        f"{_kelvin(junction - fins)} between them die and cold plate take {_kelvin(plate)}"
    )


def balance_finding(heat: Mapping[str, Any]) -> str:
    """State what a square metre emits, and of whom."""
    flows = heat["balance"]
    faces = "both faces" if flows["faces"] > 1.5 else "one face"
    taken = [
        f"{number(flows[f'from_{name}_w_m2'])} W {words}"
        for name, words in (
            ("array", "of the array's back"),
            ("earth", "of the Earth's infrared"),
            ("sunlight", "of sunlight"),
        )
        if flows[f"from_{name}_w_m2"] >= 0.5
    ]
    said = (
        f"A square metre of panel, {faces}, emits {number(flows['emitted_w_m2'])} W: "
        f"{number(flows['net_w_m2'])} W of the chips' heat, and back what it takes up, "
        f"{' and '.join([', '.join(taken[:-1]), taken[-1]] if len(taken) > 1 else taken)}"
    )
    if flows["to_power_w_m2"] > 0.0:
        said += f", less {number(flows['to_power_w_m2'])} W that leave as power"
    return said + "."


def ladder_finding(heat: Mapping[str, Any]) -> str:
    """State how much too small the simplest model is, and what it misses most."""
    steps = heat["ladder"]
    times = steps[-1]["area_m2"] / steps[0]["area_m2"]
    most = max(steps[1:], key=lambda step: step["factor"])
    return (
        f"A black plate before an empty sky is {number(times, 2)} times too small; of what it "
        f"leaves out, most is {_own(most['step'])}, × {number(most['factor'])}"
    )


def _own(step: str) -> str:
    """Return the name of a step as a part of a sentence."""
    return f"the {step}" if step.startswith(("hot back", "emissivity", "infrared")) else step


def temperature_finding(heat: Mapping[str, Any]) -> str:
    """State where the coolant is, and where work per kilogram is best."""
    now, best, limit = heat["coolant_now"], heat["coolant_best"], heat["junction_limit_c"]
    said = (
        f"Coolant at {celsius(now['supply_c'])} takes {number(now['radiator_m2_per_kw'])} m²/kW"
        if now
        else "The scenario's coolant is outside what is shown"
    )
    if best is None:
        return f"{said}; at no temperature shown is the junction within {celsius(limit)}"
    if now and best["supply_c"] == now["supply_c"]:
        return f"{said}, which is the best for work per kilogram with junctions to {celsius(limit)}"
    said += (
        f"; with junctions to {celsius(limit)}, {celsius(best['supply_c'])} gives most work per "
        "kilogram"
    )
    if not now:
        return said
    if now["junction_c"] > limit:
        return f"{said}, and ours are at {celsius(now['junction_c'])}"
    gain = best["work_per_kg"] / now["work_per_kg"] - 1.0
    saved = 1.0 - best["radiator_m2_per_kw"] / now["radiator_m2_per_kw"]
    return f"{said}, {number(100.0 * gain, 2)} % more, on {percent(saved)} less radiator"


def heat_pump_finding(heat: Mapping[str, Any]) -> str:
    """State whether lifting the heat pays."""
    rows = heat["heat_pump"]
    none = next((row for row in rows if row["lift_k"] == 0.0), None)
    lifted = [row for row in rows if row["lift_k"] > 0.0]
    if none is None or not lifted:
        return "With a heat pump the satellite does not close."
    best = max(lifted, key=lambda row: row["watts_per_kg"])
    shown = best if best["watts_per_kg"] > none["watts_per_kg"] else lifted[len(lifted) // 2]
    area = shown["radiator_area_m2"] / none["radiator_area_m2"] - 1.0
    weight = shown["watts_per_kg"] / none["watts_per_kg"] - 1.0
    verdict = "pays" if weight > 0.0 else "does not pay"
    return (
        f"A heat pump {verdict}: {number(shown['lift_k'], 2)} K of lift change the radiator by "
        f"{_signed(area)} and watts per kilogram by {_signed(weight)}."
    )


def _signed(share: float) -> str:
    return f"{'+' if share > 0.0 else '−'}{abs(100.0 * share):.0f} %"


def body_finding(heat: Mapping[str, Any]) -> str:
    """State which body is lightest, and what a single sheet comes to."""
    rows = {row["body"]: row for row in heat["bodies"]}
    closed = [row for row in rows.values() if row["watts_per_kg"] is not None]
    if not closed:
        return "No body closes"
    best = max(closed, key=lambda row: row["watts_per_kg"])
    names = {"wings": "Wings are", "body_mounted": "Radiators on the body are",
             "panel": "One sheet is"}  # fmt: skip
    said = f"{names[best['body']]} the lightest, {number(best['watts_per_kg'])} W/kg"
    sheet = rows["panel"]
    alone = f"all cells, it would settle at {celsius(heat['single_panel_c'])}"
    if sheet["watts_per_kg"] is None:
        return f"{said}; one sheet for both does not close: {alone}"
    each = number(sheet["watts_per_kg"])
    white = 1.0 - sheet["cell_share"]
    if white < 0.005:
        return f"{said}; one sheet for both gives {each}"
    return f"{said}; one sheet for both gives {each} and is {percent(white)} white: {alone}"


def coolant_finding(heat: Mapping[str, Any]) -> str:
    """State which coolant is lightest, and whether it bears the cold of the shadow."""
    closed = [row for row in heat["coolants"] if row["watts_per_kg"] is not None]
    if not closed:
        return "No coolant closes"
    best = max(closed, key=lambda row: row["watts_per_kg"])
    name = COOLANTS[best["coolant"]] + (", boiling," if best["boiling"] else "")
    said = f"{name[0].upper()}{name[1:]} is the lightest, {number(best['watts_per_kg'])} W/kg"
    time = heat["worst_revolution"]
    if time is None:
        return said
    cold, freezes = time["coldest_c"]["radiator"], best["freezing_c"]
    if cold - freezes < _MARGIN_K:
        return (
            f"{said}, but it freezes at {celsius(freezes)} and the panel of this design falls to "
            f"{celsius(cold)}"
        )
    return f"{said}, and freezes {_kelvin(cold - freezes)} below the coldest panel"


def policy_finding(heat: Mapping[str, Any]) -> str:
    """State which way through the shadow gives most work per kilogram."""
    closed = [row for row in heat["in_shadow"] if row["work_watts_per_kg"] is not None]
    if not closed:
        return "No way through the shadow closes"
    best = max(closed, key=lambda row: row["work_watts_per_kg"])
    ways = {"sleep": "Sleeping through", "throttle": "Slowing down in",
            "compute": "Running on through"}  # fmt: skip
    rows = {row["in_shadow"]: row for row in closed}
    worst = min(closed, key=lambda row: row["work_watts_per_kg"])
    spread = 1.0 - worst["work_watts_per_kg"] / best["work_watts_per_kg"]
    if spread < 0.005:
        return "Without a shadow to speak of all ways through it are the same"
    said = (
        f"{ways[best['in_shadow']]} the shadow gives most work per kilogram, "
        f"{percent(best['work_share'])} of the year's at {number(best['watts_per_kg'])} W/kg"
    )
    if best["in_shadow"] == "sleep" and "compute" in rows and best["battery_kwh"] > 0.0:
        times = rows["compute"]["battery_kwh"] / best["battery_kwh"]
        said += f"; running on takes a battery {number(times, 2)} times as large"
    return said


def revolution_finding(heat: Mapping[str, Any]) -> str:
    """State the coldest and the hottest, and what is left to freezing."""
    time = heat["worst_revolution"]
    if time is None:
        if heat["design"]["body"] == "panel":
            return "One sheet is not stepped through time: that model has array and radiator apart"
        return "A heat pump is not stepped through time: that model has chips and radiator coupled"
    cold, hot = time["coldest_c"], time["hottest_c"]
    if time["lost_sunlight_min"] < 0.05:
        said = (
            f"Without a shadow the panel stays between {celsius(cold['radiator'])} and "
            f"{celsius(hot['radiator'])}"
        )
    else:
        said = (
            f"Through {number(time['lost_sunlight_min'])} min of shadow the panel falls to "
            f"{celsius(cold['radiator'])}"
        )
    said += f", junctions reach {celsius(hot['junction'])}"
    return f"{said}; {_margins(time['freezing'])}"


def _margins(places: Sequence[Mapping[str, Any]]) -> str:
    """Say what is left to freezing, in the radiator and at the chips."""
    said = []
    for at in places:
        name = COOLANTS[at["coolant"]]
        who = name if at["place"] == "radiator" else f"the chips' {name}"
        if at["margin_k"] < 0.0:
            said.append(f"{who} freezes unless a bypass or heaters keep it warm")
        elif at["margin_k"] < _MARGIN_K:
            said.append(f"{who} is only {_kelvin(at['margin_k'])} from freezing")
        else:
            said.append(f"{who} stays {_kelvin(at['margin_k'])} from freezing")
    join = ", but " if len(places) > 1 and places[-1]["margin_k"] < _MARGIN_K else ", "
    return join.join(said)


def charge_note(time: Mapping[str, Any]) -> str:
    """Say how far the battery is drawn, and whether it comes back."""
    if time["lowest_charge"] is None:
        return "There is no battery."
    said = f"The battery falls to a charge of {percent(time['lowest_charge'])}"
    if time["charge_change"] < _FULL - 1.0:
        return (
            f"{said} and loses {number(-100.0 * time['charge_change'], 2)} % a revolution: on this "
            "day the Earth warms the array more than the closed satellite, edge-on to it, takes "
            "into account, and its cells give less than the load."
        )
    return f"{said} and comes back."


def scale_finding(summary: Mapping[str, Any]) -> str:
    """State areas from the smallest to the largest, beside the ISS."""
    scale, iss = summary["scale"], summary["iss"]
    small, cluster = scale["satellites"][0], scale["clusters"][-1]
    sheet = summary["heat"]["design"]["body"] == "panel"

    def shed(of: Mapping[str, float], kind: str) -> float:
        return of[f"radiator_{kind}"] + (of[f"array_{kind}"] if sheet else 0.0)

    what = "sheet" if sheet else "radiator"
    return (
        f"From {number(shed(small, 'area_m2'))} m² of {what} for {power(small['it_power_kw'])} to "
        f"{number(shed(cluster, 'km2'))} km² for {cluster['it_power_gw']:g} GW; the ISS has "
        f"{number(iss['area_m2'])} m² for {iss['heat_kw']:g} kW at "
        f"{iss['coolant_supply_c']:g}{_TIED}°C"
    )


def maturity_finding(levels: Sequence[Mapping[str, Any]], goal: float) -> str:
    """State what each end of maturity gives, and which reaches the goal."""
    closed = [row for row in levels if row["watts_per_kg"] is not None]
    if not closed:
        return "At no level of maturity does this satellite close"
    first, last = closed[0], closed[-1]
    said = (
        f"Built {LEVELS[first['level']]} it gives {number(first['watts_per_kg'])} W/kg, "
        f"{LEVELS[last['level']]} {number(last['watts_per_kg'])}"
    )
    reach = next((row for row in closed if row["watts_per_kg"] >= goal), None)
    if reach is None:
        return f"{said}: no level reaches {goal:g} W/kg"
    return f"{said}; {goal:g} W/kg is reached {LEVELS[reach['level']]}"
