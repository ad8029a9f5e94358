"""The chapter on heat at scale, which the page of a study and that of a satellite share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dawndusk.report import figures_heat, figures_heat_time
from dawndusk.report import heat_wording as wording
from dawndusk.report.heat_limits import CHECKS, NEGLECTED
from dawndusk.report.numbers import NONE, number, percent, plain_value, unit_text
from dawndusk.report.size_wording import input_name, power
from dawndusk.report.style import svg
from dawndusk.report.tables import Table

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["heat_chapter"]


def heat_chapter(summary: Mapping[str, Any], with_scale: bool = True) -> dict[str, Any]:
    """Return what the template of the chapter shows.

    Parameters
    ----------
    summary : mapping
        Of a study or of a sized satellite: ``heat``, ``maturity``, ``scale``, ``iss``.
    with_scale : bool
        Whether its sizes stand in the chapter; False where the page has them elsewhere.

    Returns
    -------
    dict
        ``heat``, None where the best estimates give no satellite; ``said`` by heading,
        ``pictures``, ``tables``, and the lists of what is neglected and checked.

    Examples
    --------
    >>> heat_chapter({"heat": None})["heat"] is None
    True
    """
    heat = summary.get("heat")
    if heat is None:
        return {"heat": None}
    levels, time = summary["maturity"], heat["worst_revolution"]
    said = {
        "chapter": wording.chapter_finding(heat),
        "chain": wording.chain_finding(heat),
        "balance": wording.balance_finding(heat),
        "ladder": wording.ladder_finding(heat),
        "temperature": wording.temperature_finding(heat),
        "pump": wording.heat_pump_finding(heat),
        "bodies": wording.body_finding(heat),
        "coolants": wording.coolant_finding(heat),
        "in_shadow": wording.policy_finding(heat),
        "revolution": wording.revolution_finding(heat),
        "scale": wording.scale_finding(summary),
        "maturity": wording.maturity_finding(levels, heat["goal_w_per_kg"]),
    }
    return {
        "heat": heat,
        "said": said,
        "pictures": _pictures(heat, levels, said),
        "tables": {
            "bodies": _bodies(heat),
            "coolants": _coolants(heat),
            "in_shadow": _in_shadow(heat),
            "maturity": _assumptions(levels),
        },
        "scale": _scale(summary) if with_scale else None,
        "time": None if time is None else _time_notes(heat, time),
        "further": _further(heat),
        "neglected": NEGLECTED,
        "checks": [text for _, text in CHECKS],
    }


def _pictures(
    heat: Mapping[str, Any], levels: Sequence[Mapping[str, Any]], said: Mapping[str, str]
) -> dict[str, Markup | None]:
    from markupsafe import Markup

    time = heat["worst_revolution"]
    drawn = {
        "chain": figures_heat.temperature_ladder(heat),
        "ladder": figures_heat.area_staircase(heat),
        "temperature": (figures_heat.warmer_coolant(heat) if heat["coolant_temperature"] else None),
        "revolution": None if time is None else figures_heat_time.worst_revolution(time),
        "maturity": figures_heat_time.maturity_bars(levels, heat["goal_w_per_kg"]),
    }
    # The text of an SVG made here is escaped by `svg`; nothing else in it comes from the user.
    return {
        name: None if picture is None else Markup(svg(picture, f"heat-{name}", said[name]))
        for name, picture in drawn.items()
    }


def _bodies(heat: Mapping[str, Any]) -> Table:
    heads = ["body", "array m²", "radiator m²", "panel °C", "array °C", "panels kg", "launched kg",
             "W/kg"]  # fmt: skip
    rows = []
    for row in heat["bodies"]:
        if row["watts_per_kg"] is None:
            rows.append([wording.BODIES[row["body"]], "does not close", *6 * [NONE]])
            continue
        sheet = row["body"] == "panel"
        area = number(row["radiator_area_m2"])
        rows.append(
            [
                wording.BODIES[row["body"]],
                number(row["array_area_m2"]),
                f"{area} with the cells" if sheet else area,
                number(row["panel_temperature_c"]),
                number(row["array_temperature_c"]),
                number(row["radiator_kg"]),
                number(row["wet_kg"]),
                number(row["watts_per_kg"]),
            ]
        )
    return Table(heads, rows)


def _coolants(heat: Mapping[str, Any]) -> Table:
    heads = ["in the radiator", "flow kg/s", "freezes °C", "pumps W", "panel °C", "radiator m²",
             "launched kg", "W/kg"]  # fmt: skip
    rows = []
    for row in heat["coolants"]:
        name = wording.COOLANTS[row["coolant"]] + (", boiling" if row["boiling"] else ", liquid")
        if row["watts_per_kg"] is None:
            rows.append([name, "does not close", number(row["freezing_c"]), *5 * [NONE]])
            continue
        rows.append(
            [
                name,
                number(row["flow_kg_per_s"]),
                number(row["freezing_c"]),
                number(row["moving_heat_w"]),
                number(row["panel_temperature_c"]),
                number(row["radiator_area_m2"]),
                number(row["wet_kg"]),
                number(row["watts_per_kg"]),
            ]
        )
    return Table(heads, rows)


def _in_shadow(heat: Mapping[str, Any]) -> Table:
    heads = ["in the shadow", "battery kWh", "array m²", "launched kg", "W/kg", "year's work",
             "W/kg × year's work"]  # fmt: skip
    rows = []
    for row in heat["in_shadow"]:
        if row["watts_per_kg"] is None:
            rows.append([wording.POLICIES[row["in_shadow"]], "does not close", *5 * [NONE]])
            continue
        rows.append(
            [
                wording.POLICIES[row["in_shadow"]],
                number(row["battery_kwh"]),
                number(row["array_area_m2"]),
                number(row["wet_kg"]),
                number(row["watts_per_kg"]),
                f"{100.0 * row['work_share']:.1f} %",
                number(row["work_watts_per_kg"]),
            ]
        )
    return Table(heads, rows)


def _assumptions(levels: Sequence[Mapping[str, Any]]) -> Table:
    """What must be true at each level."""
    fields = dict.fromkeys(field for level in levels for field in level["assumes"])
    rows = []
    for field in fields:
        said = [level["assumes"].get(field) for level in levels]
        unit = next(unit_text(of["unit"]) for of in said if of is not None)
        name = input_name(f"satellite.{field}")
        rows.append(
            [
                f"{name.removesuffix(' m2')} {unit}" if name.endswith(" m2") else name,
                *(NONE if of is None else plain_value(of["value"]) for of in said),
            ]
        )
    rows.append(
        [
            "then: radiator closed by punctures at the end",
            *(percent(level["puncture_lost_share"]) for level in levels),
        ]
    )
    return Table(["what must be true", *(wording.LEVELS[row["level"]] for row in levels)], rows)


def _scale(summary: Mapping[str, Any]) -> Table:
    """Areas and masses from ten kilowatts to gigawatts, and the radiators of the ISS."""
    scale, iss = summary["scale"], summary["iss"]
    sheet = summary["heat"]["design"]["body"] == "panel"
    rows = [
        [
            power(one["it_power_kw"]),
            number(one["array_area_m2"]),
            number(one["radiator_area_m2"]),
            number(one["largest_dimension_m"]),
            number(1e-3 * one["wet_kg"]),
            number(one["watts_per_kg"]),
        ]
        for one in scale["satellites"]
    ]
    rows += [
        [
            f"{some['it_power_gw']:g} GW of {some['satellites']:,} satellites",
            number(1e6 * some["array_km2"]),
            number(1e6 * some["radiator_km2"]),
            NONE,
            number(some["wet_t"]),
            NONE,
        ]
        for some in scale["clusters"]
    ]
    rows.append(
        [
            f"ISS radiators: {iss['heat_kw']:g} kW of heat at {iss['coolant_supply_c']:g} °C",
            NONE,
            number(iss["area_m2"]),
            NONE,
            number(1e-3 * iss["mass_kg"]),
            NONE,
        ]
    )
    areas = ("cells m²", "white beside them m²") if sheet else ("array m²", "radiator m²")
    return Table(["compute", *areas, "longest m", "launched t", "W/kg"], rows)


def _time_notes(heat: Mapping[str, Any], time: Mapping[str, Any]) -> dict[str, str]:
    """What stands below the picture of the worst revolution."""
    closed = {step["place"]: step["temperature_c"] for step in heat["chain"]}
    own = next(row for row in heat["bodies"] if row["body"] == heat["design"]["body"])
    hot = time["hottest_c"]
    wakes = time["wakes_after_min"]
    wake = (
        ""
        if wakes is None or heat["design"]["in_shadow"] != "sleep"
        else f"Chips are back at full speed {number(wakes, 2)} min after the shadow. "
    )
    return {
        "ends": (
            f"At its hottest the array has {wording.celsius(hot['array'])} where the closed "
            f"satellite has {wording.celsius(own['array_temperature_c'])}, and the junction "
            f"{wording.celsius(hot['junction'])} where that has "
            f"{wording.celsius(closed['junction of a chip'])}; at its coldest the array has "
            f"{wording.celsius(time['coldest_c']['array'])}."
        ),
        "rest": wake + wording.charge_note(time),
        "how": (
            f"{time['date']}, {number(time['altitude_km'])} km, the Sun "
            f"{abs(time['beta_deg']):.1f}° out of the orbital plane; one satellite at the end of "
            f"its life by the model of dawndusk fly, repeating to "
            f"{number(max(time['periodic_k'], 1e-4), 1)} K after "
            f"{number(time['period_min'])} min, energy kept to "
            f"{number(max(time['energy_residual'], 1e-16), 1)}."
        ),
    }


def _further(heat: Mapping[str, Any]) -> str:
    """Say whether the junction's limit is what stops warmer coolant."""
    rows, best = heat["coolant_temperature"], heat["coolant_best"]
    if not rows or best is None:
        return ""
    most = max(rows, key=lambda row: row["work_per_kg"])
    if most["supply_c"] <= best["supply_c"]:
        return "Beyond it leakage takes more than the lighter radiator gives."
    more = most["work_per_kg"] / best["work_per_kg"] - 1.0
    return (
        f"Only the limit stops it: coolant of {wording.celsius(most['supply_c'])} would give "
        f"{number(100.0 * more, 2)} % more, with junctions at "
        f"{wording.celsius(most['junction_c'])}."
    )
