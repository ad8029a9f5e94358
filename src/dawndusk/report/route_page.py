"""The page of a route: between two places, or from the world's people to where compute is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from dawndusk.report import route_users_wording as users_wording
from dawndusk.report import route_wording as wording
from dawndusk.report.figures_map import WORLD
from dawndusk.report.figures_route import delay_by_time, delay_shares, path_map
from dawndusk.report.figures_route_users import (
    WAY_NAMES,
    delay_by_way,
    delay_map,
    gain_map,
    maps_by_way,
)
from dawndusk.report.fly_wording import count, share
from dawndusk.report.numbers import NONE, number
from dawndusk.report.style import label, svg
from dawndusk.twin.route_result import WAYS

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup
    from matplotlib.figure import Figure

    from dawndusk.twin.route_result import RouteResult

__all__ = ["render_route"]

_SPREAD: Final = ("min", "mean", "p50", "p95", "max")
_WITHIN: Final = ("20", "50", "100", "200")
_TERMS: Final = {
    "access": "a user's satellite link: frames, grants, coding",
    "queue": "waiting for others on that link",
    "gateway": "gateway to the Internet",
    "hop": "switching in a satellite, one way",
    "last_mile": "a user's line on the ground",
    "region": "inside the data centre or the node",
}
_MOST_COUNTRIES: Final = 15  # of the table; all stand in summary.json
_WAY_COLUMNS: Final = (
    "5 % ms",
    "median ms",
    "mean ms",
    "95 % ms",
    "most ms",
    "light alone ms",
    "reached %",
    *(f"within {ms} ms %" for ms in _WITHIN),
    "beats region %",
    "quickest %",
)


def render_route(routed: RouteResult) -> str:
    """Return the page of a route as one HTML text without any outside part.

    Parameters
    ----------
    routed : RouteResult
        What `dawndusk.twin.route.route` or `dawndusk.twin.users.users_latency` computed.

    Returns
    -------
    str
        The page. Every text that comes from the scenario is escaped.
    """
    return _pair_page(routed) if routed.summary["kind"] == "pair" else _users_page(routed)


@cache
def _environment() -> Environment:
    from jinja2 import Environment as Made
    from jinja2 import PackageLoader, StrictUndefined

    made = Made(
        loader=PackageLoader("dawndusk.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["together"] = wording.together
    return made


def _start(summary: Mapping[str, Any]) -> str:
    start = datetime.fromisoformat(summary["start_utc"].replace("Z", "+00:00"))
    return start.strftime("%Y-%m-%d %H:%M UTC")


def _inline(drawn: Mapping[str, Figure | None], said: Mapping[str, Any]) -> dict[str, Markup]:
    """Return pictures as inline SVG; their texts are escaped by `svg`."""
    from markupsafe import Markup

    return {
        name: Markup(svg(picture, name, said[name]))
        for name, picture in drawn.items()
        if picture is not None
    }


def _pair_page(routed: RouteResult) -> str:
    summary, series, sample = routed.summary, routed.series, routed.sample
    said: dict[str, Any] = {
        "headline": wording.headline(summary),
        "answer": wording.answer(summary),
        "map": wording.map_finding(summary),
        "time": wording.time_finding(summary),
        "share": wording.share_finding(summary),
        "border": wording.border_finding(summary) if summary["rtt_ms"] else "",
    }
    where = path_map(summary, series, sample)
    west, east = where.axes[0].get_xlim()
    pictures = {
        "map": where,
        "time": delay_by_time(summary, series),
        "share": delay_shares(summary, series),
    }
    return (
        _environment()
        .get_template("route.html.j2")
        .render(
            s=summary,
            said=said,
            pair=wording.pair(summary),
            many=count,
            start_utc=_start(summary),
            tiles=_pair_tiles(summary),
            pictures=_inline(pictures, said),
            drawn=len(sample["path_step"]),
            part=east - west < WORLD.east - WORLD.west,
            delays=_delays(summary),
            facts=_facts(summary),
            countries=[
                (wording.country_name(c["country"]), _small(c["share"]))
                for c in (summary.get("over_countries") or [])[:_MOST_COUNTRIES]
            ],
        )
    )


def _pair_tiles(summary: Mapping[str, Any]) -> list[tuple[str, str]]:
    rtt, user = summary["rtt_ms"], summary["user_rtt_ms"]
    fibre = (wording.milliseconds(summary["fibre_ms"]), "in fibre, there and back")
    if rtt is None:
        return [("0 %", "of the time with a path"), fibre]
    tiles = [(wording.milliseconds(rtt["p50"]), "over the mesh, there and back, median"), fibre]
    quicker = share(summary["faster_than_fibre_share"])
    if summary["reachable_share"] == 1.0:
        tiles.append((quicker, "of the time the mesh is quicker"))
        tiles.append(("100 %", "of the time there is a path"))
    else:
        tiles.append((share(summary["reachable_share"]), "of the time there is a path"))
        tiles.append((quicker, "of that time it is quicker than fibre"))
    if user is not None:
        tiles.append((wording.milliseconds(user["p50"]), "what a user would see, median"))
    return tiles


def _delays(summary: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    rows = (("over the mesh, light alone", "rtt_ms"), ("what a user would see", "user_rtt_ms"))
    return [
        (name, [f"{summary[key][q]:.2f}" for q in _SPREAD]) for name, key in rows if summary[key]
    ]


def _facts(summary: Mapping[str, Any]) -> list[tuple[str, str]]:
    up = summary["links_up"]
    facts = [
        ("fibre as it is laid", wording.milliseconds(summary["fibre_ms"], 2)),
        ("the same with a last mile", wording.milliseconds(summary["user_fibre_ms"], 2)),
        ("straight fibre", wording.milliseconds(summary["fibre_great_circle_ms"], 2)),
        ("straight light", wording.milliseconds(summary["vacuum_ms"], 2)),
        ("distance along the ground", f"{summary['distance_km']:,.0f} km"),
        ("time with a path", share(summary["reachable_share"])),
        ("links between satellites", f"{summary['links']:,}"),
    ]
    if up is not None:
        span = "" if up["min"] == up["max"] else f" ({share(up['min'])} to {share(up['max'])})"
        facts.append(("links that are up", f"{share(up['mean'])}{span}"))
    if summary["rtt_ms"] is not None:
        changes = (
            f"{summary['path_changes']:,} ({number(summary['path_changes_per_hour'])} an hour)"
        )
        facts.append(("path changes", changes))
    return facts


def _users_page(routed: RouteResult) -> str:
    summary, series = routed.summary, routed.series
    said: dict[str, Any] = {
        "headline": users_wording.headline(summary),
        "answer": users_wording.answer(summary, series),
        "map": users_wording.map_finding(series),
        "gain": users_wording.gain_finding(series),
        "ways": users_wording.ways_finding(summary),
        "spread": users_wording.spread_finding(summary),
        "terms": users_wording.terms_finding(summary),
        "region": users_wording.region_finding(summary),
    }
    pictures = {
        "map": delay_map(series),
        "gain": gain_map(series, users_wording.gain(series)),
        "ways": maps_by_way(series),
        "spread": delay_by_way(series),
    }
    return (
        _environment()
        .get_template("route_users.html.j2")
        .render(
            s=summary,
            said=said,
            people=number(summary["people"]),
            many=count,
            start_utc=_start(summary),
            tiles=_users_tiles(summary, series),
            pictures=_inline(pictures, said),
            columns=_WAY_COLUMNS,
            ways=[(WAY_NAMES[way], _way_cells(summary["ways"][way])) for way in WAYS],
            way_names=[WAY_NAMES[way] for way in WAYS],
            regions=[
                (r["name"], [number(1e-6 * r["people"]), *(_delay(r[way]) for way in WAYS)])
                for r in summary["by_region"]
            ],
            ends=[
                (_term(end["row"]), f"{end['value']:g} ms", _percent(end["quickest_share"]))
                for end in summary["orbit_quickest_if"]
            ],
            terms=[(_term(name), f"{value:.3g} ms") for name, value in summary["terms_ms"].items()],
        )
    )


def _term(name: str) -> str:
    short = name.removeprefix("latency.").removesuffix("_ms")
    return _TERMS.get(short, label(short))


def _users_tiles(summary: Mapping[str, Any], series: Mapping[str, Any]) -> list[tuple[str, str]]:
    people = np.asarray(series["people"], dtype=np.float64)
    beaten = float(people[users_wording.gain(series) > 0.0].sum() / people.sum())
    ways = summary["ways"]
    tiles = [
        (share(beaten), "of the people: orbit beats the nearest region"),
        (share(users_wording.orbit_share(summary)), "of the people: orbit beats edge sites too"),
    ]
    for way in ("nearest_region", "edge", "orbit_overhead"):
        if ways[way]["rtt_ms"] is not None:
            middle = wording.milliseconds(ways[way]["rtt_ms"]["p50"])
            tiles.append((middle, f"median, {WAY_NAMES[way]}"))
    tiles.append((share(ways["orbit_overhead"]["reachable_share"]), "have a satellite overhead"))
    return tiles


def _way_cells(found: Mapping[str, Any]) -> list[str]:
    rtt = found["rtt_ms"] or dict.fromkeys(("p5", "p50", "mean", "p95", "max"))
    alone = (found["rtt_geometry_ms"] or {}).get("p50")
    return [
        *(_delay(rtt[q]) for q in ("p5", "p50", "mean", "p95", "max")),
        _delay(alone),
        _percent(found["reachable_share"]),
        *(_percent(found["within"][ms]) for ms in _WITHIN),
        _percent(found["quicker_than_region_share"]),
        _percent(found["quickest_share"]),
    ]


def _delay(value: float | None) -> str:
    return NONE if value is None or not np.isfinite(value) else f"{value:,.1f}"


def _percent(part: float | None) -> str:
    return NONE if part is None else f"{100.0 * part:.1f}"


def _small(part: float) -> str:
    return _percent(part) if part >= 0.0005 else "< 0.1"
