"""What a planner reads on the terminal in ten seconds, and the tables of the smaller verbs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from dawndusk.data import Row

__all__ = [
    "print_bridge",
    "print_calculation",
    "print_entries",
    "print_entry",
    "print_sources",
    "print_study",
]


def print_study(console: Console, summary: Mapping[str, Any]) -> None:
    """Print the answer, the costs in a few years, the crossover and what binds."""
    from rich.table import Table
    from rich.text import Text

    from dawndusk.report.wording import answer_sentences

    years: list[int] = summary["years"]
    console.print(Text(summary["title"] or summary["scenario"], style="bold"))
    for sentence in answer_sentences(summary):
        console.print(Text(sentence))
    console.print()
    shown = sorted({0, len(years) // 4, len(years) // 2, 3 * len(years) // 4, len(years) - 1})
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("", no_wrap=True)
    for i in shown:
        table.add_column(str(years[i]), justify="right")
    orbit, best = summary["orbit"], summary["earth"]["best"]

    def band(of: Mapping[str, Sequence[float]]) -> None:
        table.add_row("  10 to 90 %", *(f"{of['p10'][i]:.3g}-{of['p90'][i]:.3g}" for i in shown))

    def median(label: str, of: Mapping[str, Sequence[float]], form: str) -> None:
        table.add_row(label, *(format(of["p50"][i], form) for i in shown))

    for label, side in (("orbit, $/GPU-hour", orbit), ("Earth, $/GPU-hour", best)):
        median(label, side["usd_per_gpu_hour"], ".3g")
        band(side["usd_per_gpu_hour"])
    median("launch, $/kg", orbit["launch_usd_per_kg"], ",.0f")
    median("satellite, $/W", orbit["satellite_usd_per_w"], ".1f")
    median("wait for orbit, years", orbit["wait_years"], ".1f")
    median("wait on Earth, years", best["wait_years"], ".1f")
    for label, share in (
        ("orbit in time for need, %", orbit["delivers_within_need"]),
        ("Earth in time for need, %", best["delivers_within_need"]),
    ):
        table.add_row(label, *(f"{100 * share[i]:.0f}" for i in shown))
    table.add_row(
        "orbit cheaper by then, %",
        *(f"{100 * summary['crossover']['probability_by_year'][i]:.0f}" for i in shown),
    )
    console.print(table)
    console.print(
        Text(
            f"\nmedians (10 to 90 % of {summary['draws']:,} draws); real dollars of 2026; "
            f"satellite of {years[0]}: {orbit['watts_per_kg']:.0f} W/kg launched, "
            f"{orbit['radiator_m2_per_kw']:.2f} m2 of radiator per kW, "
            f"{100 * orbit['mean_sunlit']:.1f} % sunlit, "
            f"{100 * orbit['delivered_fraction']:.0f} % of nameplate delivered",
            style="dim",
        )
    )


def print_bridge(console: Console, document: Mapping[str, Any]) -> None:
    """Print a walk from a published figure to ours: the figures first, then the reasons."""
    from rich.table import Table
    from rich.text import Text

    from dawndusk.report.bridge_page import ORDER, changed, ends, moved, shown

    steps: list[Mapping[str, Any]] = document["steps"]
    console.print(Text(document["title"], style="bold"))
    console.print(Text(ends(document)))
    console.print(Text(moved(document)))
    console.print()
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("", justify="right")
    table.add_column("switch")
    for name in ("orbit", "change", "Earth", "change", "ratio"):
        table.add_column(name, justify="right")
    table.add_column("unit")
    unit = ""
    for place, step in enumerate(steps):
        first = step["unit"] != unit
        unit = step["unit"]
        table.add_row(
            str(place),
            Text(step["switch"]),
            shown(step["orbit"], unit),
            changed(step["orbit_change"], unit),
            shown(step["earth"], unit),
            changed(step["earth_change"], unit),
            f"{step['ratio']:.2f}",
            unit if first else "",
            style="bold" if place in (0, len(steps) - 1) else "",
        )
    console.print(table)
    console.print()
    reasons = Table(box=None, pad_edge=False, show_header=False)
    reasons.add_column(justify="right")
    reasons.add_column(overflow="fold")
    for place, step in enumerate(steps):
        reasons.add_row(str(place), Text(f"{step['switch']} ({step['kind']}): {step['reason']}"))
    console.print(reasons)
    console.print(Text(f"\n{ORDER}", style="dim"))


def print_sources(console: Console, rows: Sequence[Row]) -> None:
    """Print rows of the catalogue: name, figure, spread, confidence, source."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("name", "value", "range", "unit", "confidence", "source"):
        table.add_column(name, overflow="fold", justify="right" if name == "value" else "left")
    for row in rows:
        low, high = row.shape.bounds()
        spread = f"{low:.4g} to {high:.4g}" if row.shape.uncertain or row.shape.years else ""
        table.add_row(
            row.name,
            f"{row.value:.6g}",
            spread,
            row.unit,
            row.confidence,
            Text(row.source + (f". {row.note}" if len(rows) == 1 and row.note else "")),
        )
    console.print(table)
    console.print(Text(f"{len(rows)} rows", style="dim"))


def print_entries(console: Console, entries: Sequence[Mapping[str, Any]]) -> None:
    """Print what the calculator offers."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column()
    table.add_column(overflow="fold")
    for entry in entries:
        table.add_row(entry["name"], Text(entry["what"]))
    console.print(table)
    console.print(Text("dawndusk calc NAME shows one; dawndusk calc NAME key=value runs it"))


def print_entry(console: Console, entry: Mapping[str, Any]) -> None:
    """Print one calculator entry: inputs with units and defaults, equation, reference."""
    from rich.table import Table
    from rich.text import Text

    def table(*headings: str) -> Table:
        made = Table(box=None, pad_edge=False, header_style="bold")
        for heading in headings:
            made.add_column(heading, overflow="fold")
        return made

    console.print(Text(f"{entry['name']}: {entry['what']}", style="bold"))
    inputs = table("input", "default", "unit", "what")
    for item in entry["inputs"]:
        default = item.get("default")
        listed = default if isinstance(default, list | tuple) else (default,)
        texts = [f"{x:.8g}" if isinstance(x, int | float) else x or "" for x in listed]
        shown = "required" if item["required"] else ",".join(texts)
        unit = " | ".join(item.get("choices", ())) or item["unit"]
        inputs.add_row(item["name"], shown, Text(unit), Text(item["what"]))
    outputs = table("output", "unit", "what")
    for item in entry["outputs"]:
        outputs.add_row(item["name"], item["unit"], Text(item["what"]))
    for block in (inputs, "", outputs, ""):
        console.print(block)
    for key in ("equation", "notes", "reference"):
        if entry.get(key):
            console.print(Text(f"{key}: {entry[key]}"))
    if entry.get("other_names"):
        others = ", ".join(f"{k} = {v}" for k, v in entry["other_names"].items())
        console.print(Text(f"other names: {others}", style="dim"))


def print_calculation(console: Console, result: Mapping[str, Any]) -> None:
    """Print the outputs of one calculation, one a line."""
    from rich.text import Text

    width = max(len(name) for name in result["outputs"])
    for name, value in result["outputs"].items():
        shown = f"{value:,}" if isinstance(value, int) else f"{value:.10g}"
        console.print(Text(f"{name:<{width}}  {shown} {result['units'].get(name, '')}".rstrip()))
