"""What a route between two places says in words: one finding a picture, with its figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dawndusk.report.fly_wording import count, share
from dawndusk.report.numbers import NONE

__all__ = [
    "answer",
    "border_finding",
    "country_name",
    "detour",
    "headline",
    "lost_finding",
    "map_finding",
    "milliseconds",
    "pair",
    "share_finding",
    "time_finding",
    "together",
    "when",
]

_EVEN: Final = 0.01  # of fibre's delay, within which the two are said to be alike


def milliseconds(value: float | None, digits: int = 1) -> str:
    """Return a delay with its unit.

    Examples
    --------
    >>> milliseconds(40.144), milliseconds(40.144, 3), milliseconds(None)
    ('40.1 ms', '40.144 ms', '–')
    """
    return NONE if value is None else f"{value:,.{digits}f} ms"


def together(text: str) -> str:
    """Return a text in which a figure and its unit stay on one line.

    Examples
    --------
    >>> together("40.1 ms for 75.0 % of the time").count("\N{NO-BREAK SPACE}")
    2
    """
    for unit in ("%", "ms", "km", "Gbit/s"):
        text = text.replace(f" {unit}", f"\N{NO-BREAK SPACE}{unit}")
    return text


def pair(summary: Mapping[str, Any]) -> str:
    """Return the names of both ends.

    Examples
    --------
    >>> pair({"from": {"name": "Manila"}, "to": {"name": "Dalian"}})
    'Manila to Dalian'
    """
    return f"{summary['from']['name']} to {summary['to']['name']}"


def when(part: float) -> str:
    """Return a share of the time as words that never round a few moments away.

    Examples
    --------
    >>> when(1.0), when(0.0), when(0.25)
    ('all the time', 'never', '25.0 % of the time')
    """
    if part in (0.0, 1.0):
        return "all the time" if part else "never"
    return f"{share(part)} of the time"


def for_users(part: float) -> str:
    """Return a share of the time as the end of a sentence.

    Examples
    --------
    >>> for_users(1.0), for_users(0.25)
    ('all the time', 'for 25.0 % of the time')
    """
    return when(part) if part in (0.0, 1.0) else f"for {when(part)}"


def headline(summary: Mapping[str, Any]) -> str:
    """Say whether the mesh is quicker than fibre, how often, and whether there is a path at all.

    Examples
    --------
    >>> ends = {"from": {"name": "Manila"}, "to": {"name": "Dalian"}, "hours": 24.0}
    >>> headline({**ends, "rtt_ms": {"p50": 40.1}, "fibre_ms": 41.2, "reachable_share": 1.0,
    ...     "faster_than_fibre_share": 0.75})
    'Manila to Dalian takes 40.1 ms there and back over the mesh, 41.2 in fibre: the mesh is the
    quicker one for 75.0 % of the time'
    >>> headline({**ends, "rtt_ms": None})
    'From Manila to Dalian there is no path over this constellation at any time'
    """
    rtt = summary["rtt_ms"]
    if rtt is None:
        return f"From {pair(summary)} there is no path over this constellation at any time"
    said = (
        f"{pair(summary)} takes {milliseconds(rtt['p50'])} there and back over the mesh, "
        f"{summary['fibre_ms']:,.1f} in fibre"
    )
    quicker = summary["faster_than_fibre_share"]
    if summary["reachable_share"] < 1.0:
        there = f"there is a path for {when(summary['reachable_share'])}"
        if quicker in (0.0, 1.0):
            return f"{said}: {there}, and it is {'' if quicker else 'never '}the quicker one"
        return f"{said}: {there}, and for {share(quicker)} of that it is the quicker one"
    if quicker in (0.0, 1.0):
        return f"{said}: {'the mesh' if quicker else 'fibre'} is the quicker one all the time"
    return f"{said}: the mesh is the quicker one for {when(quicker)}"


def detour(summary: Mapping[str, Any]) -> float | None:
    """Return by what share the median way over the mesh is longer than the straight one.

    Examples
    --------
    >>> detour({"rtt_ms": {"p50": 50.0}, "vacuum_ms": 40.0})
    0.25
    """
    rtt = summary["rtt_ms"]
    if rtt is None or summary["vacuum_ms"] <= 0.0:
        return None
    return float(rtt["p50"] / summary["vacuum_ms"] - 1.0)


def answer(summary: Mapping[str, Any]) -> list[str]:
    """Say what a path is made of, what a user would see, and what bounds it."""
    if summary["rtt_ms"] is None:
        return [lost_finding(summary)]
    lines = [
        f"These are delays of light alone, over {summary['distance_km']:,.0f} km along the ground. "
        f"A straight fibre would take {milliseconds(summary['fibre_great_circle_ms'])}, light in "
        f"empty space along the ground {milliseconds(summary['vacuum_ms'])}; fibre as it is laid "
        f"is taken {summary['fibre_stretch']:g} times as long as the straight way."
    ]
    if summary["reachable_share"] < 1.0:
        lines.append(lost_finding(summary))
    user = summary["user_rtt_ms"]
    if user is not None:
        lines.append(
            f"A user would see {milliseconds(user['p50'])} over the mesh, with access, gateway and "
            f"switching, and up to {milliseconds(user['p95'])} for 95 % of the time; over fibre, "
            f"with a last mile, {milliseconds(summary['user_fibre_ms'])}: for users the mesh is "
            f"the quicker one {for_users(summary['faster_for_users_share'])}."
        )
    slowest = summary["bottleneck_gbps"]
    if slowest is not None:
        mean, least = f"{slowest['mean']:,.0f} Gbit/s", f"{slowest['min']:,.0f}"
        how = f"{mean} on average and {least} at worst" if mean.split()[0] != least else mean
        lines.append(f"The slowest laser of the path carries {how}, if nobody else uses it.")
    return lines


def lost_finding(summary: Mapping[str, Any]) -> str:
    """Say why there is no path, where there is none: an end sees nothing, or the mesh is apart.

    Examples
    --------
    >>> ends = {"from": {"name": "Oslo"}, "to": {"name": "Lagos"}, "minimum_elevation_deg": 25.0}
    >>> why = {"from_sees_none": 0.25, "to_sees_none": 0.0, "mesh_apart": 0.5, "joined_share": 0.1}
    >>> print(lost_finding(ends | {"without_path": why}))
    Oslo sees no satellite 25° or more above its horizon for 25.0 % of the time. For 50.0 % of the
    time both ends see one, but the mesh does not join them: 10.0 % of the satellites that work are
    joined to Lagos.
    """
    why, said = summary["without_path"], []
    high = f"{summary['minimum_elevation_deg']:g}° or more above its horizon"
    for end in ("from", "to"):
        part = why[f"{end}_sees_none"]
        if part:
            name = summary[end]["name"]
            said.append(
                f"{name} never sees a satellite {high}."
                if part == 1.0
                else f"{name} sees no satellite {high} for {when(part)}."
            )
    if why["mesh_apart"]:
        said.append(
            f"For {when(why['mesh_apart'])} both ends see one, but the mesh does not join them: "
            f"{share(why['joined_share'])} of the satellites that work are joined to "
            f"{summary['to']['name']}."
        )
    return " ".join(said)


def map_finding(summary: Mapping[str, Any]) -> str:
    """Say how many links a path has and how far it goes round.

    Examples
    --------
    >>> map_finding({"rtt_ms": {"p50": 50.0}, "vacuum_ms": 40.0, "hops": 6.52,
    ...     "hops_range": {"min": 6, "max": 8}})
    'A path has 6.5 links (6 to 8) and is 25 % longer than the straight way along the ground'
    """
    if summary["rtt_ms"] is None:
        return "No path joins the two ends"
    low, high = summary["hops_range"]["min"], summary["hops_range"]["max"]
    links = f"{low} links" if low == high else f"{summary['hops']:.1f} links ({low} to {high})"
    longer = detour(summary)
    if longer is None:
        return f"A path has {links}"
    if longer >= 3.0:
        how = f"{longer + 1.0:.0f} times the"
    else:
        how = f"{100.0 * longer:.0f} % longer than the"
    return f"A path has {links} and is {how} straight way along the ground"


def time_finding(summary: Mapping[str, Any]) -> str:
    """Say between what the round trip swings and how often the path changes."""
    rtt = summary["rtt_ms"]
    if rtt is None:
        return "There is no path at any step"
    every = summary["path_changes_per_hour"]
    if not summary["path_changes"]:
        changes = "the path never changes"
    elif every >= 1.0:
        changes = f"the path changes {every:.3g} times an hour"
    else:
        changes = f"the path changes {count(summary['path_changes'], 'time')}"
    return f"The round trip swings from {rtt['min']:.1f} to {milliseconds(rtt['max'])}; {changes}"


def share_finding(summary: Mapping[str, Any]) -> str:
    """Say where most of the round trips lie, and where fibre is."""
    rtt = summary["rtt_ms"]
    if rtt is None:
        return "There is no round trip to count"
    some = "" if summary["reachable_share"] == 1.0 else " with a path"
    fibre = summary["fibre_ms"]
    away = rtt["p50"] - fibre
    if abs(away) <= _EVEN * fibre:
        against = "as fibre does"
    else:
        against = f"{milliseconds(abs(away))} {'more' if away > 0.0 else 'less'} than fibre"
    return (
        f"Half of the time{some} it takes up to {milliseconds(rtt['p50'])}, {against}; 95 % of "
        f"the time{some} up to {milliseconds(rtt['p95'])}"
    )


def country_name(code: str) -> str:
    """Return the name of a country by its ISO code; other words as they are.

    Examples
    --------
    >>> country_name("PH"), country_name("sea")
    ('Philippines', 'sea')
    """
    from dawndusk.network.cities import countries

    known = countries().get(code)
    return code if known is None else known.name


def border_finding(summary: Mapping[str, Any]) -> str:
    """Say for how much of the time the path is over the land of a third country.

    Examples
    --------
    >>> border_finding({"leaves_jurisdiction": {"countries": ["AU", "GB"], "share": 0.84}})
    'For 84.0 % of the time the path has a satellite over a country other than Australia and
    United Kingdom'
    """
    left = summary["leaves_jurisdiction"]
    own = " and ".join(country_name(code) for code in left["countries"] if code)
    third = f"a country other than {own}" if own else "a country"
    if left["share"] is None:
        return "No path from land to land, and so no border is crossed"
    if not left["share"]:
        return f"No satellite of a path is ever over the land of {third}"
    if left["share"] == 1.0:
        return f"The path always has a satellite over {third}"
    return f"For {share(left['share'])} of the time the path has a satellite over {third}"
