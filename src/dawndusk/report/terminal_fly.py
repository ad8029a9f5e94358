"""What a constellation engineer reads on the terminal after a flight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["flight_sentences", "print_flight"]

MOST_SHELLS: Final = 12  # rows of the table; the rest is in the summary
_NONE: Final = "–"


def flight_sentences(summary: Mapping[str, Any]) -> list[str]:
    """Say what was flown and what came of it, in two or three sentences.

    Parameters
    ----------
    summary : mapping
        Of a `Flight`.

    Returns
    -------
    list of str
    """
    shares, shells = summary["shares"], summary["shells"]
    said = [
        f"{summary['satellites']:,} satellites in {summary['planes']:,} planes of "
        f"{len(shells)} {'shell' if len(shells) == 1 else 'shells'}, "
        f"{summary['hours']:g} hours from {summary['date']} in steps of {summary['step_s']:g} s."
    ]
    if shares["lit"]["mean"] is None:
        return [*said, "None of them is in orbit."]
    lit = shares["lit"]
    said.append(
        f"In full sunlight: {_percent(lit['mean'])} of them in the mean, "
        f"{_percent(lit['min'])} at the darkest step and {_percent(lit['max'])} at the brightest; "
        f"the mean satellite sees {_percent(shares['sunlight']['mean'])} of the Sun."
    )
    longest = [s["longest_umbra_min"] for s in shells if s["longest_umbra_min"] is not None]
    if longest:
        dark = max(longest)
        said.append(
            f"The longest umbra of any plane lasts {dark:.1f} minutes."
            if dark > 0.0
            else "No plane passes the umbra."
        )
    lost = {name: n for name, n in summary["status"].items() if name != "ok" and n}
    if lost:
        said.append("Not in orbit: " + ", ".join(f"{n:,} {name}" for name, n in lost.items()) + ".")
    return said


def print_flight(console: Console, summary: Mapping[str, Any]) -> None:
    """Print the answer, the shares, and one line a shell."""
    from rich.table import Table
    from rich.text import Text

    console.print(Text(summary["title"] or summary["scenario"], style="bold"))
    for sentence in flight_sentences(summary):
        console.print(Text(sentence))
    for warning in (w for item in summary["imported"] for w in item["warnings"]):
        console.print(Text(f"beware: {warning}"))
    console.print()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("share of satellites, %", "mean", "least", "most"):
        table.add_column(name, justify="left" if name.startswith("share") else "right")
    for name, share in summary["shares"].items():
        if share["mean"] is not None:
            row = (f"{100.0 * share[key]:.2f}" for key in ("mean", "min", "max"))
            table.add_row(_LABELS[name], *row)
    console.print(table)
    console.print()
    console.print(_shells(summary["shells"]))
    console.print(
        Text(
            f"\nyear: of a sun-synchronous shell, mean; dose behind the shield at solar minimum; "
            f"{summary['gateways']} gateways above {summary['minimum_elevation_deg']:g} degrees; "
            f"geometry only: no power, heat or links yet",
            style="dim",
        )
    )


_LABELS: Final = {
    "lit": "in full sunlight",
    "penumbra": "in the penumbra",
    "umbra": "in the umbra",
    "sunlight": "visible Sun, weighted",
    "over_land": "over land",
    "gateway_in_view": "in view of a gateway",
}


def _shells(shells: Sequence[Mapping[str, Any]]) -> Any:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("shell", overflow="fold")
    for name in ("satellites", "km", "lit, %", "least", "umbra, min", "year, %", "rad/year"):
        table.add_column(name, justify="right")
    most = len(shells)
    step = max(1, -(-most // MOST_SHELLS))
    shown = [s for place, s in enumerate(shells) if place % step == 0]
    for shell in shown:
        lit = shell["shares"]["lit"]
        year, around = shell["year"], shell["environment"] or {}
        dose = (around.get("dose_rad_per_year") or {}).get("min")
        table.add_row(
            shell["name"],
            f"{shell['satellites']:,}",
            _number(shell["altitude_km"], ".0f"),
            _share(lit["mean"]),
            _share(lit["min"]),
            _number(shell["longest_umbra_min"], ".1f"),
            _share(None if year is None else year["mean_sunlit"]),
            _number(dose, ".0f"),
        )
    if len(shown) < most:
        table.add_row(f"every {step}th of {most:,} shells; summary.json has all", *[""] * 7)
    return table


def _share(share: float | None) -> str:
    return _NONE if share is None else f"{100.0 * share:.1f}"


def _percent(share: float) -> str:
    return f"{100.0 * share:.1f} %"


def _number(value: float | None, form: str) -> str:
    return _NONE if value is None else format(value, form)
