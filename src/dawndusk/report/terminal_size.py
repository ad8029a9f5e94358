"""What a spacecraft engineer reads on the terminal of a sized satellite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dawndusk.report import size_wording as wording
from dawndusk.report.heat_wording import LEVELS
from dawndusk.report.numbers import number, unit_text
from dawndusk.report.reliability_wording import failure_finding, failures

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

__all__ = ["print_size"]

MOST_LEVERS = 5


def print_size(console: Console, summary: Mapping[str, Any]) -> None:
    """Print the satellite, its margins, what binds it, 100 W/kg, scale and cost."""
    from rich.text import Text

    console.print(Text(summary["title"] or summary["scenario"], style="bold"))
    console.print(Text(f"{wording.headline(summary)}."))
    for sentence in wording.answer(summary):
        console.print(Text(sentence))
    for table in (
        _satellite(summary),
        _mass(summary),
        _target(summary),
        _maturity(summary),
        _scale(summary),
    ):
        console.print()
        console.print(table)
    console.print()
    for item in summary["margins"]:
        state = "" if item["state"] == "good" else f" ({item['state']})"
        console.print(Text(f"{item['name']}{state}: {item['text']}"))
    console.print()
    console.print(Text(_ladder(summary["heat"]["ladder"])))
    console.print(Text(f"{failure_finding(summary['reliability'])}."))
    for sentence in failures(summary["reliability"]):
        console.print(Text(sentence))
    console.print(Text(f"Cost at the best estimates: {wording.cost_finding(summary)}."))
    console.print(Text(summary["scale"]["note"], style="dim"))


def _table(*columns: str) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, column in enumerate(columns):
        table.add_column(column, justify="right" if place else "left", overflow="fold")
    return table


def _satellite(summary: Mapping[str, Any]) -> Table:
    table = _table(f"satellite, {summary['year']}", "", "best", "p10", "p50", "p90")
    for name, words in wording.FIELDS.items():
        if name.endswith("_kg") and name not in ("wet_kg", "watts_per_kg"):
            continue
        row = summary["satellite"][name]
        figures = (number(row[key]) for key in ("best", "p10", "p50", "p90"))
        table.add_row(words, unit_text(row["unit"]).replace("m2", "m²"), *figures)
    return table


def _mass(summary: Mapping[str, Any]) -> Table:
    table = _table("mass, kg/kW", "best", "p10", "p50", "p90", "share, %")
    whole = sum(summary["mass_kg_per_kw"].values())
    for part, mass in summary["mass_kg_per_kw"].items():
        spread = summary["mass_kg_per_kw_range"][part]
        table.add_row(
            wording.FIELDS[f"{part}_kg"],
            number(mass),
            *(number(spread[key]) for key in ("p10", "p50", "p90")),
            f"{100.0 * mass / whole:.0f}",
        )
    table.add_row("launched", number(whole), "", "", "", "100")
    for item in summary["levers"]["inputs"][:MOST_LEVERS]:
        name = wording.input_name(item["input"])
        change = f"{number(item['best'])} to {number(item['better'])}"
        table.add_row(f"  {name}", change, "", "saves", f"{number(item['gain_kg'])} kg", "")
    return table


def _target(summary: Mapping[str, Any]) -> Table:
    aim = summary["target"]
    table = _table(f"towards {aim['w_per_kg']:g} W/kg", *(str(year) for year in aim["years"]))
    for case in aim["cases"]:
        table.add_row(case["case"], *(number(figure) for figure in case["w_per_kg"]))
    table.add_row(
        "draws that reach it, %", *(f"{100.0 * share:.2g}" for share in aim["draws_share"])
    )
    return table


def _maturity(summary: Mapping[str, Any]) -> Table:
    table = _table("as it is built", "W/kg", "t")
    for row in summary["maturity"]:
        mass = None if row["wet_kg"] is None else 1e-3 * row["wet_kg"]
        table.add_row(LEVELS[row["level"]], number(row["watts_per_kg"]), number(mass))
    return table


def _ladder(steps: Sequence[Mapping[str, Any]]) -> str:
    """The simplest model of the radiator and the closed one, in one line."""
    first, last = steps[0]["area_m2"], steps[-1]["area_m2"]
    return (
        f"Radiator: {number(first)} m² as a black plate before an empty sky, {number(last)} m² "
        f"closed, {number(last / first, 2)} times as much."
    )


def _scale(summary: Mapping[str, Any]) -> Table:
    areas = wording.area_names(summary["drawing"])
    table = _table(
        "scale, best estimates",
        "t",
        f"{areas[0]} m²",
        f"{areas[1]} m²",
        "longest m",
        "W/kg",
        "launches",
    )
    for one in summary["scale"]["satellites"]:
        table.add_row(
            wording.power(one["it_power_kw"]),
            number(1e-3 * one["wet_kg"]),
            number(one["array_area_m2"]),
            number(one["radiator_area_m2"]),
            number(one["largest_dimension_m"]),
            number(one["watts_per_kg"]),
            wording.launches(one["launches"]),
        )
    for some in summary["scale"]["clusters"]:
        table.add_row(
            f"{some['it_power_gw']:g} GW: {some['satellites']:,} satellites",
            number(some["wet_t"]),
            number(1e6 * some["array_km2"]),
            number(1e6 * some["radiator_km2"]),
            "",
            "",
            number(some["launches"]),
        )
    iss = summary["iss"]
    table.add_row(
        f"ISS radiators: {iss['heat_kw']:g} kW at {iss['coolant_supply_c']:g} °C",
        number(1e-3 * iss["mass_kg"]),
        "",
        number(iss["area_m2"]),
        "",
        "",
        "",
    )
    warm = number(iss["heat_at_our_temperature_kw"])
    table.add_row(f"the same at {iss['our_temperature_c']:.0f} °C: {warm} kW", *6 * [""])
    return table
