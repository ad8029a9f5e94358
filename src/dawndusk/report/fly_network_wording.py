"""What a flight says of its network in words: ways to the ground, links, traffic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dawndusk.report.fly_wording import count, share
from dawndusk.report.numbers import number

__all__ = [
    "GATEWAY_COLUMNS",
    "LATITUDE_COLUMNS",
    "gateway_rows",
    "latitude_rows",
    "limits",
    "links",
    "lost",
    "map_finding",
    "network",
    "rate",
    "time_finding",
]

GATEWAY_COLUMNS: Final = ("country", "used %", "fair weather %")
LATITUDE_COLUMNS: Final = ("gateways", "they carry Gbit/s", "used %")
_LIMITS: Final = {
    "gateways": "gateways in view are full",
    "ground links": "the satellites' own links to the ground are full",
    "lasers": "lasers on the way to the gateways are full",
}
_KINDS: Final = {
    "along": "along the planes", "across": "across planes", "shell": "between shells",
    "cluster": "within clusters", "nearest": "to the nearest",
}  # fmt: skip
_SPAN: Final = 0.0005  # of a share, that is said to be none
_MOST_PARTS: Final = 3  # that are named
_RARE: Final = 1e-4  # share of the links that look for a partner, below which nothing is said


def rate(gbps: float) -> str:
    """Return a data rate with a unit that suits it.

    Examples
    --------
    >>> rate(0.032), rate(320.06), rate(31941.7)
    ('32.0 Mbit/s', '320 Gbit/s', '31.9 Tbit/s')
    """
    for scale, unit in ((1e3, "Tbit/s"), (1.0, "Gbit/s"), (1e-3, "Mbit/s")):
        if gbps >= scale:
            return f"{number(gbps / scale, 3)} {unit}"
    return f"{number(1e6 * gbps, 3)} kbit/s"


def network(found: Mapping[str, Any]) -> list[str]:
    """Say who reaches a gateway, how late, and what of the traffic is carried.

    Parameters
    ----------
    found : mapping
        ``network`` of a flight's summary.

    Examples
    --------
    >>> network({"working": 5, "gateway_reached": {"mean": 0.0}, "traffic": None})
    ['Not one satellite has a way to a gateway.']
    """
    reached = found["gateway_reached"]
    if not reached["mean"]:
        return ["Not one satellite has a way to a gateway."]
    said = [_reach(found), *_carried(found["traffic"])]
    return [*said, lost(found)] if found["cut_off"] else said


def _reach(found: Mapping[str, Any]) -> str:
    reached, rtt = found["gateway_reached"], found["gateway_rtt_ms"]
    said = (
        "Every working satellite has a way to a gateway at every moment looked at"
        if reached["min"] == 1.0
        else f"{share(reached['mean'])} of the working satellites have a way to a gateway on "
        f"average, {share(reached['min'])} at the worst moment"
    )
    return (
        f"{said}: there and back in {rtt['p50']:.0f} ms for half of them, {rtt['p95']:.0f} ms for "
        f"19 in 20, by {_hops(found['hops'])}."
    )


def _hops(hops: Mapping[str, Any]) -> str:
    """Return how many links ways have.

    Examples
    --------
    >>> _hops({"mean": 1.0, "max": 1}), _hops({"mean": 7.664, "max": 1980})
    ('one link', '7.66 links on average and up to 1,980')
    """
    if hops["max"] == 1:
        return "one link"
    return f"{hops['mean']:.3g} links on average and up to {hops['max']:,}"


def _carried(traffic: Mapping[str, Any] | None) -> list[str]:
    if traffic is None:
        return []
    carried = traffic["carried_share"]
    said = (
        f"Of {rate(traffic['asked_gbps'])} that they ask for in the busy hour, "
        f"{rate(traffic['gbps_per_satellite'])} each, {share(carried['mean'])} is carried"
    )
    if carried["min"] < carried["max"] - 0.005:
        said += f" on average, {share(carried['min'])} to {share(carried['max'])} by the moment"
    limit = _LIMITS.get(traffic["bottleneck"])
    if limit is not None:
        said += f": {limit}"
    return [f"{said}."]


def map_finding(found: Mapping[str, Any]) -> str:
    """Say which gateways carry the most."""
    traffic = found["traffic"]
    if traffic is None or not traffic["busiest_gateways"]:
        return "Gateways, and how far satellites are from them"
    busiest = traffic["busiest_gateways"]
    names = [gateway["name"] for gateway in busiest[:3]]
    listed = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    used = share(busiest[0]["used_share"])
    alike = busiest[0]["used_share"] - busiest[len(names) - 1]["used_share"] < 0.005
    return (
        f"Busiest are {listed}, {used} of what {'each' if alike else 'the first'} can carry on "
        "average"
    )


def time_finding(found: Mapping[str, Any]) -> str:
    """Say how many reach a gateway over which links, and what of their traffic is carried."""
    reached = found["gateway_reached"]["mean"]
    if not reached:
        return "Not one satellite has a way to a gateway"
    said = f"{share(reached)} reach a gateway"
    traffic = found["traffic"]
    if traffic is not None:
        said += f" and {share(traffic['carried_share']['mean'])} of the traffic is carried"
    return said if found["links"] else f"{said}; no satellite is linked with another"


def links(found: Mapping[str, Any]) -> str:
    """Say how links hold up over the flight; nothing where there are none.

    Examples
    --------
    >>> links({"links": 20, "links_by_kind": {"along": 20}, "parts": 1,
    ...     "links_up": {"mean": 1.0, "min": 1.0, "max": 1.0}, "down_for_acquisition_share": 0.0})
    '20 links along the planes, 100 % of which are up.'
    """
    if not found["links"] or found["links_up"]["mean"] is None:
        return ""
    up, kinds = found["links_up"], found["links_by_kind"]
    what = f"{count(found['links'], 'link')} {_KINDS[next(iter(kinds))]}"
    if len(kinds) > 1:
        what = ", ".join(f"{n:,} {_KINDS[kind]}" for kind, n in kinds.items())
        what = f"{count(found['links'], 'link')} ({what})"
    said = f"{what}, {share(up['mean'])} of which are up"
    if up["max"] - up["min"] > _SPAN:
        said += f" on average and {share(up['min'])} at the least"
    down = found["down_for_acquisition_share"]
    if down is not None and down > _RARE:
        said += f"; {share(down)} look for a new partner at any one time"
    if found["parts"] is not None and found["parts"] > 1:
        said += (
            f"; satellites fall into up to {found['parts']:,} parts, the largest with "
            f"{share(found['largest_part_share'])} of them"
        )
    return f"{said}."


def limits(found: Mapping[str, Any]) -> str:
    """Say what would get through if all were served alike, and what gateways would have to carry.

    Examples
    --------
    >>> limits({"limits": {"equal_share": 0.5, "equal_share_bound": 0.52, "laser_share": 1.0,
    ...     "gbps_per_site_needed": 90.0, "gbps_per_site_even": 60.0}})
    'Served alike, every satellite could send 50.0 % of what it asks at the first step, 52.0 % at \
the very most. For all of it each gateway in view would have to carry 90.0 Gbit/s (60.0 Gbit/s if \
lasers could share it out evenly).'
    """
    known = found["limits"]
    if known is None:
        return ""
    said = (
        f"Served alike, every satellite could send {_times(known['equal_share'])} what it asks at "
        f"the first step, {_times(known['equal_share_bound'], short=True)} at the very most."
    )
    needed, even = known["gbps_per_site_needed"], known["gbps_per_site_even"]
    if needed is None:
        return (
            f"{said} Whatever gateways carry, lasers and ground links let no more than "
            f"{share(known['laser_share'])} through."
        )
    said += f" For all of it each gateway in view would have to carry {rate(needed)}"
    if needed > 1.05 * even:
        said += f" ({rate(even)} if lasers could share it out evenly)"
    return f"{said}."


def _times(part: float, short: bool = False) -> str:
    """Return a share, or how many times the whole."""
    if part > 1.0:
        return f"{number(part, 3)} times" + (" it" if short else "")
    return share(part) + ("" if short else " of")


def lost(found: Mapping[str, Any]) -> str:
    """Say which parts of the mesh have no way to a gateway; nothing where all have one.

    Examples
    --------
    >>> part = {"satellites": 30, "shells": {"low": 30}, "planes": [2, 4]}
    >>> lost({"cut_off": [part]})
    'Without a way to a gateway at the first step: 30 satellites of low, planes 3 to 5.'
    """
    if not found["cut_off"]:
        return ""
    parts = []
    for part in found["cut_off"][:_MOST_PARTS]:
        said = f"{count(part['satellites'], 'satellite')} of {', '.join(part['shells'])}"
        if part["planes"] is not None:
            first, last = (plane + 1 for plane in part["planes"])
            said += f", plane {first}" if first == last else f", planes {first} to {last}"
        parts.append(said)
    more = len(found["cut_off"]) - len(parts)
    return (
        f"Without a way to a gateway at the first step: {'; '.join(parts)}"
        + (f"; and {count(more, 'more part')} or more" if more > 0 else "")
        + "."
    )


def gateway_rows(traffic: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """Return the busiest gateways as rows of a table."""
    return [
        (
            str(one["name"]),
            [
                str(one["country"]),
                f"{100.0 * one['used_share']:.1f}",
                f"{100.0 * one['availability']:.2f}",
            ],
        )
        for one in traffic["busiest_gateways"]
    ]


def latitude_rows(traffic: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """Return the gateways by latitude as rows of a table, north first."""

    def side(degrees: float) -> str:
        return f"{abs(degrees):.0f}°" + ("" if not degrees else " N" if degrees > 0.0 else " S")

    return [
        (
            f"{side(one['from'])} to {side(one['to'])}",
            [
                f"{one['gateways']:,}",
                number(one["capacity_gbps"], 3),
                "–" if one["used_share"] is None else f"{100.0 * one['used_share']:.1f}",
            ],
        )
        for one in reversed(traffic["by_latitude"])
    ]
