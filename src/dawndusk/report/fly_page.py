"""The page of a flight: who is lit, what they deliver, how warm they are, what altitudes cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from dawndusk.report import fly_network_wording as network_wording
from dawndusk.report import fly_node_wording as node_wording
from dawndusk.report import fly_wording as wording
from dawndusk.report.figures_altitude import altitude_trade
from dawndusk.report.figures_fly import (
    MOST_ROWS,
    eclipse_by_shell,
    gateway_share,
    jumpy,
    lit_share,
    steady,
)
from dawndusk.report.figures_fly_network import gateway_map, network_by_time
from dawndusk.report.figures_fly_nodes import longest_passage, nodes_by_time, through_a_shadow
from dawndusk.report.figures_globe import still
from dawndusk.report.numbers import NONE, number
from dawndusk.report.style import label, svg

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup
    from numpy.typing import NDArray

    from dawndusk.constants import FloatArray
    from dawndusk.report.figures_fly_nodes import Passage
    from dawndusk.twin.flight import Flight

__all__ = ["render_flight"]

_MOST_SHELLS: Final = 40
_COLUMNS: Final = (
    "altitude km",
    "incl. °",
    "satellites",
    "lit %",
    "least lit %",
    "longest umbra min",
    "gateway %",
    "year: sunlit %",
    "year: umbra min",
    "year: umbra days",
    "dose rad/yr",
    "drag m/s/yr",
    "decay yr",
)


def render_flight(flight: Flight) -> str:
    """Return the page of a flight as one HTML text without any outside part.

    Parameters
    ----------
    flight : Flight
        What `dawndusk.twin.fly.fly` computed.

    Returns
    -------
    str
        The page. Every text that comes from the scenario is escaped.
    """
    summary = flight.summary
    passage = longest_passage(flight.series, flight.sample)
    said = _said(summary) | _said_of_nodes(flight, passage) | _said_of_network(summary)
    return _template().render(
        s=summary,
        said=said,
        many=wording.count,
        tiles=_tiles(summary),
        pictures=_pictures(flight, said, passage),
        shells={"columns": _COLUMNS, "rows": _rows(summary["shells"], _cells)},
        nodes={"columns": node_wording.COLUMNS, "rows": _rows(summary["shells"], _node_cells)},
        traffic=_traffic_tables(summary),
        own_gateways=flight.scenario.network.gateways is not None,
        followed=None if passage is None else str(flight.sample["name"][passage.satellite]),
        eclipse_rows=MOST_ROWS,
        status=[(label(k), f"{n:,}") for k, n in summary["status"].items() if k != "ok" and n],
        steady=steady(flight.series),
        smooth=jumpy(flight.series),
        start_utc=_utc(flight, 0),
        still_utc=_utc(flight, int(flight.sample["still_step"])),
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("dawndusk.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("fly.html.j2")


def _utc(flight: Flight, step: int) -> str:
    from datetime import datetime, timedelta

    start = datetime.fromisoformat(flight.summary["start_utc"].replace("Z", "+00:00"))
    seconds = float(flight.series["time_s"][step])
    return (start + timedelta(seconds=seconds)).strftime("%Y-%m-%d %H:%M UTC")


def _said(summary: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "headline": wording.headline(summary),
        "answer": [
            *wording.answer(summary),
            *(node_wording.power(summary["nodes"]) if summary["nodes"] else []),
            *(network_wording.network(summary["network"]) if summary["network"] else []),
        ],
        "still": wording.still_finding(summary),
        "lit": wording.lit_finding(summary),
        "eclipse": wording.eclipse_finding(summary),
        "ground": wording.ground_finding(summary),
        "shells": wording.SHELL_NOTE,
        "trade": wording.trade_finding(summary.get("altitude_trade"), _middle_km(summary)),
        "status": wording.status_finding(summary),
    }


def _said_of_nodes(flight: Flight, passage: Passage | None) -> dict[str, Any]:
    """Say what there is of power and heat; nothing where no satellite was stepped."""
    nodes = flight.summary["nodes"]
    if nodes is None:
        return {"nodes": "", "balance": "", "shadow": ""}
    said = {"nodes": node_wording.nodes_finding(nodes), "balance": node_wording.balance(nodes)}
    if passage is None:
        return {**said, "shadow": ""}
    k, entry, leave, _, last = passage
    time, panel = flight.series["time_s"], flight.sample["node_radiator_c"][k]
    charge = float(flight.sample["node_charge"][k, entry : last + 1].min())
    minutes = float(time[leave] - time[entry]) / 60.0
    cooled = float(panel[entry]), float(panel[entry : last + 1].min())
    return {**said, "shadow": node_wording.shadow_finding(minutes, cooled, charge)}


def _said_of_network(summary: Mapping[str, Any]) -> dict[str, str]:
    """Say what there is of links and traffic; nothing where none were looked at."""
    found = summary["network"]
    if found is None:
        return {"network": "", "gateways": "", "links": "", "limits": ""}
    return {
        "limits": network_wording.limits(found),
        "links": network_wording.links(found),
        "network": network_wording.time_finding(found),
        "gateways": network_wording.map_finding(found),
    }


def _traffic_tables(summary: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the busiest gateways and those by latitude; nothing where none is used."""
    found = summary["network"]
    traffic = None if found is None else found["traffic"]
    if traffic is None or not traffic["busiest_gateways"]:
        return None
    return {
        "busiest": {
            "columns": network_wording.GATEWAY_COLUMNS,
            "rows": network_wording.gateway_rows(traffic),
        },
        "latitude": {
            "columns": network_wording.LATITUDE_COLUMNS,
            "rows": network_wording.latitude_rows(traffic),
        },
    }


def _middle_km(summary: Mapping[str, Any]) -> float | None:
    """Return the median altitude of the satellites of sun-synchronous shells."""
    shells = [s for s in summary["shells"] if s["local_time_h"] is not None]
    if not shells:
        return None
    shells.sort(key=lambda shell: shell["altitude_km"])
    below = np.cumsum([s["satellites"] for s in shells])
    return float(shells[int(np.searchsorted(below, 0.5 * below[-1]))]["altitude_km"])


def _tiles(summary: Mapping[str, Any]) -> list[tuple[str, str]]:
    shares = summary["shares"]
    lit = wording.share_of(shares, "lit")
    seen = wording.share_of(shares, "gateway_in_view")
    umbra = wording.longest(summary)
    if lit is None or seen is None:
        return [("0", f"of {summary['satellites']:,} satellites in orbit")]
    mean, least = wording.share(lit["mean"]), wording.share(lit["min"])
    tiles = [(mean, "in full sunlight, mean of the flight")]
    sunlit = wording.year_sunlit(summary)
    if least != mean or sunlit is None:
        tiles.append((least, "in full sunlight at the darkest moment"))
    else:
        tiles.append((wording.share(sunlit), "sunlit, mean of the year"))
    if umbra is not None:
        tiles.append((f"{umbra:.1f} min", "longest umbra in this flight"))
    nodes = summary["nodes"]
    if nodes is not None:
        delivered = wording.share(nodes["compute_share"]["mean"])
        tiles.append((delivered, "of full compute delivered, mean of the flight"))
    network = summary["network"]
    if network is not None and network["gateway_rtt_ms"] is not None:
        rtt = network["gateway_rtt_ms"]["p50"]
        tiles.append((f"{rtt:.0f} ms", "to the nearest gateway and back, by lasers, median"))
        traffic = network["traffic"]
        if traffic is not None:
            carried = wording.share(traffic["carried_share"]["mean"])
            tiles.append((carried, "of the traffic asked for is carried"))
    elif summary["gateways"]:
        tiles.append((wording.share(seen["mean"]), "see a gateway, mean of the flight"))
    return tiles


def _pictures(
    flight: Flight, said: Mapping[str, Any], passage: Passage | None
) -> dict[str, Markup]:
    """Draw every picture as inline SVG; none of satellites where none is in orbit."""
    from markupsafe import Markup

    summary, series, sample = flight.summary, flight.series, flight.sample
    trade = summary.get("altitude_trade")
    moment = int(sample["still_step"])
    drawn = {"trade": altitude_trade(trade) if trade else None}
    if wording.share_of(summary["shares"], "lit") is not None:
        drawn["still"] = still(
            np.asarray(sample["still_position_km"], dtype=np.float64),
            np.asarray(sample["still_sunlight"]) < 1.0,
            np.asarray(sample["sun_direction"][moment]),
            float(sample["sidereal_rad"][moment]),
            _is_land,
            len(sample["still_sunlight"]) < summary["satellites"],
        )
        drawn["lit"] = lit_share(summary, series)
        drawn["eclipse"] = eclipse_by_shell(summary, series)
        drawn["ground"] = gateway_share(summary, series)
    if summary["network"] is not None and summary["network"]["working"]:
        drawn["gateways"] = gateway_map(summary, sample)
        drawn["network"] = network_by_time(series)
    if summary["nodes"] is not None:
        drawn["nodes"] = nodes_by_time(series)
        if passage is not None:
            drawn["shadow"] = through_a_shadow(series, sample, passage)
    # The text of an SVG made here is escaped by `svg`; nothing else in it comes from the user.
    return {
        name: Markup(svg(picture, name, said[name]))
        for name, picture in drawn.items()
        if picture is not None
    }


def _is_land(direction: FloatArray) -> NDArray[np.bool_]:
    """Whether Earth-fixed unit vectors point to land."""
    from dawndusk.orbit.cells import cell_index, land_cells

    return np.asarray(land_cells().reshape(-1)[cell_index(direction)])


def _rows(
    shells: Sequence[Mapping[str, Any]], cells: Callable[[Mapping[str, Any]], list[str]]
) -> list[tuple[str, list[str]]]:
    picked = shells
    if len(shells) > _MOST_SHELLS:
        at = np.unique(np.linspace(0, len(shells) - 1, _MOST_SHELLS).round().astype(int))
        picked = [shells[i] for i in at]
    return [(str(shell["name"]), cells(shell)) for shell in picked]


def _node_cells(shell: Mapping[str, Any]) -> list[str]:
    return node_wording.cells(shell["nodes"])


def _cells(shell: Mapping[str, Any]) -> list[str]:
    shares, year = shell["shares"], shell["year"] or {}
    around = shell["environment"] or {}
    lit = wording.share_of(shares, "lit") or {}
    seen = wording.share_of(shares, "gateway_in_view") or {}
    return [
        _or_dash(shell["altitude_km"], "{:,.0f}"),
        _or_dash(shell["inclination_deg"], "{:.2f}"),
        f"{shell['satellites']:,}",
        _or_dash(_hundred(lit.get("mean")), "{:.2f}"),
        _or_dash(_hundred(lit.get("min")), "{:.2f}"),
        _or_dash(shell["longest_umbra_min"], "{:.1f}"),
        _or_dash(_hundred(seen.get("mean")), "{:.1f}"),
        _or_dash(_hundred(year.get("mean_sunlit")), "{:.2f}"),
        _or_dash(year.get("longest_umbra_min"), "{:.1f}"),
        _or_dash(year.get("umbra_season_days"), "{:.0f}"),
        _dose(around.get("dose_rad_per_year")),
        number(around.get("drag_m_per_s_per_year"), 2),
        number(around.get("lifetime_years"), 2),
    ]


def _dose(dose: Mapping[str, float] | None) -> str:
    """Return the dose over the solar cycle, low to high."""
    if not dose:
        return NONE
    low, high = sorted(dose.values())
    return f"{low:,.0f}–{high:,.0f}"


def _hundred(share: float | None) -> float | None:
    return None if share is None else 100.0 * share


def _or_dash(value: float | None, form: str) -> str:
    return NONE if value is None else form.format(value)
