"""The chapter on the network of a study: what travels, through what, and how late."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from dawndusk.report import figures_network, figures_route_users
from dawndusk.report import network_wording as wording
from dawndusk.report.numbers import NONE, number, percent
from dawndusk.report.style import svg
from dawndusk.report.tables import Table, range_text
from dawndusk.twin.route_result import WAYS

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["limits", "network_chapter"]

_GIGA_KW: Final = 1e6  # kW in a GW


def network_chapter(summary: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the template of the chapter shows.

    Parameters
    ----------
    summary : mapping
        Of a study, with ``network``.

    Returns
    -------
    dict
        ``network``, None where the summary has none; ``said`` by heading, ``pictures``,
        ``tables``, ``claims``, and the lists of what is neglected and checked.

    Examples
    --------
    >>> network_chapter({})["network"] is None
    True
    """
    network = summary.get("network")
    if network is None:
        return {"network": None}
    said = {
        "chapter": wording.chapter_finding(network),
        "traffic": wording.traffic_finding(network),
        "gateways": wording.gateway_finding(network),
        "latency": wording.latency_finding(network),
        "gain": wording.gain_finding(network),
        "curves": wording.curves_finding(network),
        "pairs": wording.pairs_finding(network),
        "claims": wording.claims_finding(network),
    }
    return {
        "network": network,
        "said": said,
        "pictures": _pictures(network, said),
        "tables": {
            "workloads": _workloads(network),
            "sites": _sites(network),
            "ways": _ways(network),
        },
        "notes": wording.notes(network),
        "claims": network["claims"],
        "neglected": wording.NEGLECTED,
        "checks": wording.CHECKS,
    }


def limits(network: Mapping[str, Any]) -> list[tuple[str, float]]:
    """Return what bounds the traffic of the busy hour, each in words and Gbit/s per GW."""
    lasers, gateway = network["lasers"], network["gateway"]
    behind_kw = lasers["satellites_behind"] * lasers["power_kw"]
    own = next(row for row in network["workloads"] if row["name"] == network["workload"])
    site = min(gateway["gbps_per_site"].values())
    listed = gateway["candidates"] * gateway["duty_all_sites"] * site / network["target_gw"]
    found = [
        (
            f"lasers along the ring, {number(lasers['gbps'])} Gbit/s past each place of it",
            lasers["gbps"] * _GIGA_KW / behind_kw if behind_kw else np.inf,
        ),
        (
            f"all {gateway['candidates']} listed sites of {number(site)} Gbit/s, mean of the day, "
            f"for {number(network['target_gw'])} GW",
            listed,
        ),
    ]
    if own["share_of_earth_cost"] > 0.0:
        level = own["busy_gbps_per_gw"]["p50"] * 0.1 / own["share_of_earth_cost"]
        found.append(("gateways cost a tenth of a GPU-hour on Earth", level))
    return [(text, level) for text, level in found if np.isfinite(level) and level > 0.0]


def _pictures(network: Mapping[str, Any], said: Mapping[str, str]) -> dict[str, Markup | None]:
    from markupsafe import Markup

    places = _series(network)
    orbit, region = (places[f"{way}_p50_ms"] for way in ("orbit_relay", "nearest_region"))
    drawn = {
        "traffic": figures_network.traffic_bars(
            network["workloads"], limits(network), network["workload"]
        ),
        "latency": figures_route_users.delay_map(places),
        "gain": figures_route_users.gain_map(places, region - orbit),
        "curves": figures_route_users.delay_by_way(places),
        "pairs": figures_network.pairs_beside_fibre(network["pairs"]),
    }
    # The text of an SVG made here is escaped by `svg`; nothing else in it comes from the user.
    return {
        name: Markup(svg(picture, f"network-{name}", said[name])) for name, picture in drawn.items()
    }


def _series(network: Mapping[str, Any]) -> dict[str, Any]:
    """Return the map and the curves in the form that the pictures of `route` take."""
    latency = network["latency"]
    places, curves = latency["map"], latency["curves"]

    def figures(name: str) -> np.ndarray:
        return np.array([np.nan if x is None else float(x) for x in places[name]])

    found: dict[str, Any] = {
        name: figures(name) for name in ("latitude_deg", "longitude_deg", "people")
    }
    source = {"nearest_region": "region_ms", "edge": "edge_ms"}
    for way in WAYS:
        delay = figures(source.get(way, "orbit_ms"))
        found[f"{way}_p50_ms"] = delay
        found[f"{way}_reached"] = np.isfinite(delay).astype(float)
        found[f"{way}_histogram"] = np.diff(np.array(curves[way]))
    found["histogram_ms"] = np.array(curves["ms"])
    return found


def _workloads(network: Mapping[str, Any]) -> Table:
    first, last = network["years"]
    heads = ["workload", "Mbit per PFLOP", f"Gbit/s a GW, {first}", f"sites a GW, {first}",
             f"gateways $/GPU-hour, {first}", f"of Earth's cost, {first}", "lasers full", "fits",
             f"sites a GW, {last}", f"fits in {last}"]  # fmt: skip
    rows = [
        [
            row["name"],
            range_text(_mbit_per_pflop(row["bits_per_flop"]["larger"]), digits=2),
            range_text(row["gbps_per_gw"], digits=2),
            range_text(row["gateways_per_gw"], digits=2),
            number(row["gateway_usd_per_gpu_hour"], 2),
            percent(row["share_of_earth_cost"]),
            percent(row["laser_share"]),
            "yes" if row["fits"] else "no",
            number(row["last_year"]["gateways_per_gw"], 2),
            "yes" if row["last_year"]["fits"] else "no",
        ]
        for row in network["workloads"]
    ]
    return Table(heads, rows)


def _mbit_per_pflop(bits_per_flop: Mapping[str, Any]) -> dict[str, float]:
    return {name: 1e9 * value for name, value in bits_per_flop.items()}


def _sites(network: Mapping[str, Any]) -> Table:
    rows = [
        [
            f"{site['name']}, {site['country']}",
            f"{site['latitude_deg']:.1f}°",
            percent(site["duty"]),
            number(site["capacity_over_traffic"], 2),
        ]
        for site in network["gateway"]["sites"]
    ]
    return Table(
        ["gateway", "latitude", "of the day with a satellite in view", "capacity over traffic"],
        rows,
    )


def _ways(network: Mapping[str, Any]) -> Table:
    rows = []
    for way, row in network["latency"]["ways"].items():
        found = row["rtt_ms"]
        name = figures_route_users.WAY_NAMES[way]
        if found is None:
            rows.append([name, *4 * [NONE], percent(0.0), percent(0.0)])
            continue
        light = row["rtt_geometry_ms"]
        rows.append(
            [
                name,
                number(None if light is None else light["p50"]),
                *(number(found[key]) for key in ("p5", "p50", "p95")),
                percent(row["reachable_share"]),
                percent(row["quickest_share"]),
            ]
        )
    heads = ["way", "light alone, median ms", "p5 ms", "median ms", "p95 ms",
             "reaches, people and time", "quickest"]  # fmt: skip
    return Table(heads, rows)
