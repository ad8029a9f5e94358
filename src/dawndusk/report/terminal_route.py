"""What a network engineer reads on the terminal after a route."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from dawndusk.report import route_users_wording as users_wording
from dawndusk.report import route_wording as wording
from dawndusk.report.figures_route_users import WAY_NAMES
from dawndusk.report.fly_wording import count
from dawndusk.report.numbers import NONE, number
from dawndusk.twin.route_result import WAYS, RouteResult

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

__all__ = ["print_route", "route_sentences"]

_SPREAD: Final = ("min", "mean", "p50", "p95", "max")
_MOST_COUNTRIES: Final = 6


def route_sentences(routed: RouteResult) -> list[str]:
    """Say what was routed and what came of it.

    Parameters
    ----------
    routed : RouteResult
        Of either kind.

    Returns
    -------
    list of str
        What was routed; the finding, as on the page, and what it means.
    """
    summary = routed.summary
    hours = f"{summary['hours']:g} {'hour' if summary['hours'] == 1 else 'hours'}"
    times = f"{hours} from {summary['start_utc'][:10]} in steps of {summary['step_s']:g} s"
    if summary["kind"] == "users":
        return [
            f"{number(summary['people'])} people at {count(summary['points'], 'place')}, "
            f"{count(summary['satellites'], 'satellite')}, "
            f"{count(summary['gateways'], 'gateway')}, {count(summary['regions'], 'region')}, "
            f"{times}.",
            f"{users_wording.headline(summary)}.",
            *users_wording.answer(summary, routed.series),
            f"{users_wording.region_finding(summary)}.",
        ]
    said = [
        f"{count(summary['working'], 'working satellite')} with {count(summary['links'], 'link')}, "
        f"{times}.",
        f"{wording.headline(summary)}.",
        *wording.answer(summary),
    ]
    if summary["rtt_ms"] is not None:
        found = (wording.map_finding, wording.time_finding, wording.border_finding)
        said += [f"{finding(summary)}." for finding in found]
    return said


def print_route(console: Console, routed: RouteResult) -> None:
    """Print the answer and its figures."""
    from rich.text import Text

    summary = routed.summary
    console.print(Text(summary["title"] or summary["scenario"], style="bold"))
    for sentence in route_sentences(routed):
        console.print(Text(sentence))
    console.print()
    if summary["kind"] == "users":
        console.print(_ways(summary["ways"]))
        console.print()
        console.print(_regions(summary))
        note = "medians in ms, weighted by people and time; quickest: no other way is quicker"
    else:
        console.print(_delays(summary))
        note = _borders(summary)
    if note:
        console.print(Text(f"\n{note}", style="dim"))


def _table(first: str, *others: str) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(first, overflow="fold")
    for name in others:
        table.add_column(name, justify="right")
    return table


def _delays(summary: Mapping[str, Any]) -> Table:
    table = _table("round trip, ms", "least", "mean", "median", "95 %", "most")
    rows = (("over the mesh, light alone", "rtt_ms"), ("what a user would see", "user_rtt_ms"))
    for name, key in rows:
        found = summary[key]
        if found is not None:
            table.add_row(name, *(f"{found[q]:.2f}" for q in _SPREAD))
    for name, key in (
        ("fibre as it is laid", "fibre_ms"),
        ("the same with a last mile", "user_fibre_ms"),
        ("straight fibre", "fibre_great_circle_ms"),
        ("straight light", "vacuum_ms"),
    ):
        table.add_row(name, "", "", f"{summary[key]:.2f}", "", "")
    return table


def _borders(summary: Mapping[str, Any]) -> str:
    """Say whose land is below the path, the most first."""
    over = summary.get("over_countries") or []
    if not over:
        return ""
    parts = ", ".join(
        f"{wording.country_name(c['country'])} {100.0 * c['share']:.0f} %"
        for c in over[:_MOST_COUNTRIES]
        if c["share"] >= 0.005
    )
    return f"below the satellites of the path: {parts}"


def _ways(ways: Mapping[str, Any]) -> Table:
    table = _table("way", "5 %", "median", "95 %", "reached, %", "within 20 ms, %", "quickest, %")
    for way in WAYS:
        found = ways[way]
        rtt = found["rtt_ms"] or {}
        table.add_row(
            WAY_NAMES[way],
            *(_number(rtt.get(q)) for q in ("p5", "p50", "p95")),
            *(
                _number(None if part is None else 100.0 * part)
                for part in (
                    found["reachable_share"],
                    found["within"]["20"],
                    found["quickest_share"],
                )
            ),
        )
    return table


def _regions(summary: Mapping[str, Any]) -> Table:
    names = ("region", "edge", "overhead", "gateways", "relay")
    table = _table("continent", "people, million", *names)
    for region in summary["by_region"]:
        table.add_row(
            str(region["name"]),
            number(1e-6 * region["people"]),
            *(_number(region[w]) for w in WAYS),
        )
    return table


def _number(value: float | None) -> str:
    return NONE if value is None else f"{value:.1f}"
