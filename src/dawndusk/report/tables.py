"""Rows of the report's tables, as text, from the summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from dawndusk.report.figures_cost import component_order, component_years
from dawndusk.report.figures_drivers import LEVERS
from dawndusk.report.numbers import NONE, at, band_at, money, number, percent, plain_value
from dawndusk.report.style import label
from dawndusk.report.wording import index_of

__all__ = [
    "InputRow",
    "Table",
    "break_even_table",
    "component_table",
    "corner_table",
    "cost_table",
    "driver_table",
    "earth_table",
    "input_groups",
    "lever_rows",
    "range_text",
    "satellite_table",
    "table_years",
]


class Table(NamedTuple):
    """A heading row and rows of text; the first column is a name, the others are figures."""

    heads: list[str]
    rows: list[list[str]]


class InputRow(NamedTuple):
    """One input as the page shows it."""

    path: str
    value: str
    spread: str
    unit: str
    distribution: str
    confidence: str
    source: str
    note: str


def range_text(band: Mapping[str, Any] | None, index: int | None = None, digits: int = 3) -> str:
    """Return a median with its p10 to p90 range.

    Examples
    --------
    >>> range_text({"p10": 1.0, "p50": 2.0, "p90": 4.0})
    '2.00 (1.00–4.00)'
    >>> range_text({"p10": [None], "p50": [2.0], "p90": [4.0]}, 0), range_text(None)
    ('2.00 (–…4.00)', '–')
    """
    low, middle, high = band_at(band, index)
    if not np.isfinite([low, middle, high]).any():
        return NONE
    glue = "…" if NONE in (number(low), number(high)) or low < 0.0 else "–"
    return f"{number(middle, digits)} ({number(low, digits)}{glue}{number(high, digits)})"


def table_years(years: Sequence[int]) -> list[int]:
    """Return positions of the first year, each fifth calendar year, and the last.

    Examples
    --------
    >>> table_years([2026, 2027, 2028, 2029, 2030, 2031])
    [0, 4, 5]
    """
    inside = [i for i, year in enumerate(years) if year % 5 == 0]
    return sorted({0, *inside, len(years) - 1})


def cost_table(summary: Mapping[str, Any]) -> Table:
    """Return costs on both sides by year, in every unit the summary holds."""
    years = summary["years"]
    picked = table_years(years)
    orbit, earth = summary["orbit"], summary["earth"]["best"]
    wanted = (
        ("$/GPU-hour", "usd_per_gpu_hour"),
        ("$/GPU-hour without waiting", "levelised_usd_per_gpu_hour"),
        ("$/PFLOP-day", "usd_per_pflop_day"),
        ("$/kW-hour of compute", "usd_per_kw_hour"),
        ("capital, $/W", "capex_usd_per_w"),
        ("wait, years", "wait_years"),
    )
    rows = [
        [f"{name}, {side}", *(range_text(values[key], i) for i in picked)]
        for name, key in wanted
        for side, values in (("orbit", orbit), ("Earth", earth))
        if key in values
    ]
    rows.append(["orbit over Earth", *(range_text(summary["ratio"], i) for i in picked)])
    return Table(["median (p10–p90)", *(str(years[i]) for i in picked)], rows)


def component_table(summary: Mapping[str, Any]) -> Table:
    """Return mean cost by component for the years of the picture; columns add up to the total."""
    years = summary["years"]
    picked = component_years(len(years))
    orbit, earth = summary["orbit"], summary["earth"]["best"]
    parts = [side["components_usd_per_gpu_hour"] for side in (orbit, earth)]
    names = component_order(name for part in parts for name in part)
    rows = [
        [label(name), *(number(at(part.get(name), i)) for i in picked for part in parts)]
        for name in names
    ]
    rows.append(
        [
            "total",
            *(
                number(at(side["mean_usd_per_gpu_hour"], i))
                for i in picked
                for side in (orbit, earth)
            ),
        ]
    )
    heads = ["$/GPU-hour, mean of draws"]
    heads += [f"{side} {years[i]}" for i in picked for side in ("orbit", "Earth")]
    return Table(heads, rows)


def break_even_table(summary: Mapping[str, Any]) -> Table:
    """Return what parity would take, by year, beside what is assumed."""
    years = summary["years"]
    picked = table_years(years)
    parity = summary["break_even"]
    possible = parity.get("possible") or {}
    assumed = {
        "launch_usd_per_kg": summary["orbit"]["launch_usd_per_kg"],
        "satellite_usd_per_w": summary["orbit"]["satellite_usd_per_w"],
        "watts_per_kg": summary["orbit"]["watts_per_kg_by_year"],
        "earth_wait_years": summary["earth"]["best"]["wait_years"],
    }
    rows = []
    for lever, (name, sense) in LEVERS.items():
        rows.append([f"{name}, assumed", *(range_text(assumed[lever], i) for i in picked)])
        rows.append([f"parity: {sense}", *(range_text(parity.get(lever), i) for i in picked)])
        if lever in possible:
            rows.append(
                [
                    "draws in which such a value exists",
                    *(percent(at(possible[lever], i)) for i in picked),
                ]
            )
        on_time = (parity.get("if_orbit_on_time") or {}).get(lever)
        if on_time:
            rows.append(
                [f"if orbit did not wait: {sense}", *(range_text(on_time, i) for i in picked)]
            )
    return Table(["median (p10–p90)", *(str(years[i]) for i in picked)], rows)


def corner_table(summary: Mapping[str, Any]) -> Table:
    """Return the ratio of costs with all inputs of a side moved the same way, by year."""
    years = summary["years"]
    picked = table_years(years)
    rows = [
        [str(corner["case"]), *(number(at(corner["ratio"], i), 3) for i in picked)]
        for corner in summary.get("corners") or []
    ]
    return Table(["orbit over Earth, if", *(str(years[i]) for i in picked)], rows)


def earth_table(summary: Mapping[str, Any]) -> Table:
    """Return the Earth paths: cost, energy, waiting, cap, and how often each is the cheapest."""
    years = summary["years"]
    near, last = index_of(years, 2030), len(years) - 1
    near = 0 if near == last else near
    shares = summary["earth"]["best"].get("share_by_path") or {}
    both = [near, last] if near != last else [last]
    heads = [
        "path",
        *(f"$/GPU-hour {years[i]}" for i in both),
        f"energy $/MWh {years[near]}",
        f"years to power {years[near]}",
        f"wait, years {years[near]}",
        f"GW a year {years[near]}",
        *(f"cheapest in {years[i]}" for i in both),
    ]
    rows = []
    for name, path in summary["earth"]["paths"].items():
        rows.append(
            [
                label(name),
                *(range_text(path["usd_per_gpu_hour"], i, 2) for i in both),
                *(
                    range_text(path.get(key), near, 2)
                    for key in (
                        "energy_usd_per_mwh",
                        "time_to_power_years",
                        "wait_years",
                        "cap_gw_per_year",
                    )
                ),
                *(percent(at(shares.get(name), i)) for i in both),
            ]
        )
    return Table(heads, rows)


def driver_table(rows: Sequence[Mapping[str, Any]]) -> Table:
    """Return every converged driver with its intervals."""

    def with_interval(row: Mapping[str, Any], key: str) -> str:
        low, high = row["interval"].get(key) or (None, None)
        return f"{percent(row[key])} ({percent(low)} to {percent(high)})"

    return Table(
        ["input", "alone (95 % interval)", "with interactions (95 % interval)"],
        [[str(r["input"]), with_interval(r, "first"), with_interval(r, "total")] for r in rows],
    )


def satellite_table(summary: Mapping[str, Any]) -> Table:
    """Return what one satellite is, and what the target takes."""
    orbit = summary["orbit"]
    body, renewed = orbit["satellite"], orbit.get("replacement") or {}
    rows = [
        ["compute at the chips", f"{number(body['it_power_kw'])} kW"],
        ["load on the bus", f"{number(body['bus_load_kw'])} kW"],
        ["array", f"{number(body['array_area_m2'])} m²"],
        ["battery", f"{number(body['battery_kwh'])} kWh"],
        ["launched, wet (dry)", f"{number(body['wet_kg'])} kg ({number(body['dry_kg'])} kg)"],
        ["drag", f"{number(body['drag_m_per_s_per_year'])} m/s a year"],
        ["radiator heat flux, W/m² of planform", range_text(orbit["radiator_flux_w_m2"])],
        ["radiator, °C", range_text(orbit["radiator_temperature_c"])],
        ["array, °C", range_text(orbit["array_temperature_c"])],
        ["in sunlight, share of the year", range_text(orbit["mean_sunlit_range"], digits=4)],
        ["sunlight lost in the worst revolution, min", range_text(orbit["lost_sunlight_min"])],
        ["inclination, °", range_text(orbit["inclination_deg"], digits=4)],
        ["dose behind the shield, rad/yr", range_text(orbit["dose_rad_per_year"])],
        ["life, years", range_text(orbit["life_years"])],
        ["satellites for the target", number(body["satellites_for_target"])],
        ["launched for the target", f"{number(body['launch_mass_t_for_target'])} t"],
        ["array for the target", f"{number(body['array_km2_for_target'])} km²"],
        ["radiator for the target", f"{number(body['radiator_km2_for_target'])} km²"],
    ]
    if body["body"] == "panel":  # one sheet is counted once: its cells, and what is beside them
        rows[2][0] = "cells"
        rows[-2][0], rows[-1][0] = "cells for the target", "white sheet for the target, beside them"
    if renewed:
        rows.append(
            [
                "replaced each year",
                f"{number(renewed['satellites_per_year'])} satellites, "
                f"{number(renewed['mass_t_per_year'])} t",
            ]
        )
    return Table(["first vintage", "value"], rows)


def lever_rows(binding: Mapping[str, Any]) -> Table:
    """Return what each single constraint set free would take off the orbital cost.

    Examples
    --------
    >>> lever_rows({"levers": [{"lever": "launch", "meaning": "launch is free", "closes": False,
    ...                         "usd_per_gpu_hour": 2.0, "gap_closed_share": 0.5}]}).rows
    [['launch is free', '$2.00', '50 %', 'no']]
    """
    return Table(
        [
            "if only this changed:",
            "off the orbital $/GPU-hour",
            "of the gap closed",
            "orbit cheaper in most draws",
        ],
        [
            [
                str(item.get("meaning") or item["lever"]),
                money(item["usd_per_gpu_hour"]),
                percent(item["gap_closed_share"]),
                "yes" if item["closes"] else "no",
            ]
            for item in binding.get("levers") or []
        ],
    )


def input_groups(inputs: Sequence[Mapping[str, Any]]) -> dict[str, list[InputRow]]:
    """Return the inputs by the section of the scenario they stand in.

    Examples
    --------
    >>> row = {"path": "chip.price", "unit": "USD", "value": 1.0, "source": "me, 2025",
    ...        "distribution": "fixed", "confidence": "guess"}
    >>> input_groups([row])["chip"][0].value
    '1'
    """
    groups: dict[str, list[InputRow]] = {}
    for item in inputs:
        path = str(item["path"])
        low, high = item.get("low"), item.get("high")
        spread = NONE if low == high else f"{plain_value(low)} to {plain_value(high)}"
        value = plain_value(item["value"]) + (", then by year" if item.get("by_year") else "")
        groups.setdefault(path.split(".")[0], []).append(
            InputRow(
                path,
                value,
                spread,
                str(item.get("unit") or ""),
                str(item.get("distribution") or ""),
                str(item.get("confidence") or ""),
                " ".join(str(item.get("source") or "").split()),
                str(item.get("note") or ""),
            )
        )
    return groups
