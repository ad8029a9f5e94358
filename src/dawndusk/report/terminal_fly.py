"""What a constellation engineer reads on the terminal after a flight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from dawndusk.report import fly_network_wording as network_wording
from dawndusk.report import fly_node_wording as node_wording
from dawndusk.report import fly_wording as wording

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

__all__ = ["flight_sentences", "print_flight"]

MOST_SHELLS: Final = 12  # rows of the table; the rest is in the summary
_NONE: Final = "–"
_OF_NODES: Final = (  # block of the summary, words, scale, form
    ("compute_share", "compute, % of full", 100.0, ".2f"),
    ("power_w_per_satellite", "array, kW a satellite", 1e-3, ".1f"),
    ("load_w_per_satellite", "load, kW a satellite", 1e-3, ".1f"),
    ("charge_share", "battery charge, %", 100.0, ".1f"),
    ("array_c", "array, degC", 1.0, ".1f"),
    ("radiator_c", "radiator panel, degC", 1.0, ".1f"),
    ("coolant_c", "coolant, degC", 1.0, ".1f"),
    ("junction_c", "junction, degC", 1.0, ".1f"),
    ("asleep_share", "asleep, %", 100.0, ".2f"),
    ("throttled_share", "throttled, %", 100.0, ".2f"),
)
_LABELS: Final = {
    "lit": "in full sunlight",
    "penumbra": "in the penumbra",
    "umbra": "in the umbra",
    "sunlight": "sunlight received",
    "over_land": "over land",
    "gateway_in_view": "in view of a gateway",
}


def flight_sentences(summary: Mapping[str, Any]) -> list[str]:
    """Say what was flown and what came of it.

    Parameters
    ----------
    summary : mapping
        Of a `Flight`.

    Returns
    -------
    list of str
        What was flown; the finding, as on the page; what was lost; what to beware of.
    """
    count = wording.count
    said = [
        f"{count(summary['satellites'], 'satellite')} in {count(summary['planes'], 'plane')} of "
        f"{count(len(summary['shells']), 'shell')}, {summary['hours']:g} "
        f"{'hour' if summary['hours'] == 1 else 'hours'} from "
        f"{summary['date']} in steps of {summary['step_s']:g} s.",
        f"{wording.headline(summary)}.",
        *wording.answer(summary),
        *(node_wording.power(summary["nodes"]) if summary["nodes"] else []),
        *(network_wording.network(summary["network"]) if summary["network"] else []),
    ]
    lost = {name: n for name, n in summary["status"].items() if name != "ok" and n}
    if lost:
        reasons = ", ".join(f"{n:,} {name}" for name, n in lost.items())
        said.append(f"{wording.status_finding(summary)}: {reasons}.")
    return said + [f"Beware: {text}." for item in summary["imported"] for text in item["warnings"]]


def print_flight(console: Console, summary: Mapping[str, Any]) -> None:
    """Print the answer, the shares, and one line a shell."""
    from rich.text import Text

    console.print(Text(summary["title"] or summary["scenario"], style="bold"))
    for sentence in flight_sentences(summary):
        console.print(Text(sentence))
    console.print()
    console.print(_shares(summary["shares"]))
    if summary["nodes"] is not None:
        console.print()
        console.print(_nodes(summary["nodes"]))
    if summary["network"] is not None:
        console.print()
        console.print(_network(summary["network"]))
    console.print()
    console.print(_shells(summary["shells"]))
    console.print(
        Text(
            "\numbra: longest of this flight; year: mean sunlit; dose: trapped particles behind "
            "the shield, solar maximum to minimum; "
            f"{wording.count(summary['gateways'], 'gateway')} above "
            f"{summary['minimum_elevation_deg']:g} degrees; "
            f"{_books(summary)}{_links(summary)}",
            style="dim",
        )
    )


def _shares(shares: Mapping[str, Mapping[str, float | None]]) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("satellites, %")
    for name in ("mean", "least", "most"):
        table.add_column(name, justify="right")
    for name, share in shares.items():
        table.add_row(_LABELS[name], *(_percent(share[key], 2) for key in ("mean", "min", "max")))
    return table


def _nodes(nodes: Mapping[str, Any]) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("power and heat")
    for name in ("mean", "least", "most"):
        table.add_column(name, justify="right")
    for name, words, scale, form in _OF_NODES:
        found = nodes[name]
        table.add_row(words, *(format(scale * found[k], form) for k in ("mean", "min", "max")))
    return table


def _network(found: Mapping[str, Any]) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("network")
    for name in ("mean", "least", "most"):
        table.add_column(name, justify="right")
    rows = [("links up, %", found["links_up"]), ("reach a gateway, %", found["gateway_reached"])]
    if found["traffic"] is not None:
        rows.append(("traffic carried, %", found["traffic"]["carried_share"]))
    for words, span in rows:
        table.add_row(words, *(_percent(span[key], 2) for key in ("mean", "min", "max")))
    rtt = found["gateway_rtt_ms"]
    if rtt is not None:
        ends = rtt["p50"], rtt["p5"], rtt["p95"]
        table.add_row("to a gateway and back, ms: median, 5 and 95 %", *(f"{x:.1f}" for x in ends))
    return table


def _links(summary: Mapping[str, Any]) -> str:
    """Say how often links were looked at."""
    found = summary["network"]
    return "links not looked at" if found is None else f"links at {found['moments']} moments"


def _books(summary: Mapping[str, Any]) -> str:
    """Say how well the energy closes."""
    nodes = summary["nodes"]
    return "" if nodes is None else f"energy closes to {nodes['energy_residual']:.0e}; "


def _shells(shells: Sequence[Mapping[str, Any]]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("shell", overflow="fold")
    for name in ("satellites", "km", "lit, %", "umbra, min", "year, %", "dose, rad/yr"):
        table.add_column(name, justify="right")
    step = -(-len(shells) // MOST_SHELLS)
    for shell in shells[::step]:
        year, around = shell["year"] or {}, shell["environment"] or {}
        dose = around.get("dose_rad_per_year")
        table.add_row(
            Text(shell["name"]),
            f"{shell['satellites']:,}",
            f"{shell['altitude_km']:,.0f}",
            _percent(shell["shares"]["lit"]["mean"]),
            _number(shell["longest_umbra_min"], ".1f"),
            _percent(year.get("mean_sunlit")),
            f"{dose['max']:.0f}-{dose['min']:.0f}" if dose else _NONE,
        )
    if step > 1:
        table.add_row(f"one in {step} of {len(shells):,} shells; all: summary.json")
    return table


def _percent(share: float | None, digits: int = 1) -> str:
    return _NONE if share is None else f"{100.0 * share:.{digits}f}"


def _number(value: float | None, form: str) -> str:
    return _NONE if value is None else format(value, form)
