"""Pictures of a flight's network: gateways and satellites on a map, links and traffic by time."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.report.figures_fly import name_ends, time_axis
from dawndusk.report.figures_map import DOTS_PER_INCH, Extent, draw_map
from dawndusk.report.style import EARTH, FADED, INK, ORBIT, figure, styled, tidy

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["gateway_map", "network_by_time"]

_WIDTH_IN: Final = 8.0
_WORLD: Final = Extent(-180.0, 180.0, -88.0, 88.0)
_CLASSES: Final = (10.0, 20.0, 50.0, 100.0)  # ms, between the shades
_SHADES: Final = ("#9db4d8", "#6d8fc4", "#4568a3", "#2c467d", "#17264a")  # near to far, darker
_NONE: Final = "#d9822b"
_LAND: Final = "#e9e9e4"
_LARGEST: Final = 190.0  # area of a gateway that is full, points squared
_SMALLEST: Final = 14.0
_NAMED: Final = 6
_HIGH: Final = 95.0  # %, above which shares are drawn on a scale of their own


@styled
def gateway_map(summary: Mapping[str, Any], sample: Mapping[str, Any]) -> Figure:
    """Draw satellites by the round trip to their gateway, and gateways by how full they are.

    Parameters
    ----------
    summary, sample : mapping
        Of a flight with a network.
    """
    wide = 0.91 * _WIDTH_IN
    drawn = figure(_WIDTH_IN, wide * _WORLD.height_by_width + 0.95)
    drawn.set_dpi(DOTS_PER_INCH)
    tall = float(drawn.get_size_inches()[1])
    ax = drawn.add_axes((0.07, 0.85 / tall, 0.91, 1.0 - 0.95 / tall))
    draw_map(ax, _WORLD, land=_LAND)
    _satellites(ax, sample)
    _gateways(ax, summary, sample)
    _keys(drawn, sample, 0.02 / tall, summary["network"]["traffic"] is not None)
    return drawn


def _satellites(ax: Axes, sample: Mapping[str, Any]) -> None:
    latitude = np.asarray(sample["network_latitude_deg"], dtype=np.float64)
    longitude = np.asarray(sample["network_longitude_deg"], dtype=np.float64)
    rtt = np.asarray(sample["network_rtt_ms"], dtype=np.float64)
    size = float(np.clip(3000.0 / max(1, rtt.size), 1.2, 16.0))
    shade = np.searchsorted(_CLASSES, np.nan_to_num(rtt, nan=0.0))
    for place, colour in enumerate(_SHADES):
        here = (shade == place) & np.isfinite(rtt)
        ax.scatter(
            longitude[here], latitude[here], s=size, c=colour, linewidths=0.0, zorder=2,
            rasterized=True,
        )  # fmt: skip
    lost = ~np.isfinite(rtt)
    ax.scatter(
        longitude[lost], latitude[lost], s=1.5 * size, c=_NONE, marker="x", linewidths=0.6,
        zorder=2.5, rasterized=True,
    )  # fmt: skip


def _gateways(ax: Axes, summary: Mapping[str, Any], sample: Mapping[str, Any]) -> None:
    latitude = np.asarray(sample["gateway_latitude_deg"])
    longitude = (np.asarray(sample["gateway_longitude_deg"]) + 180.0) % 360.0 - 180.0
    used = np.asarray(sample["gateway_used"], dtype=np.float64)
    ax.scatter(
        longitude, latitude, s=_SMALLEST + (_LARGEST - _SMALLEST) * used, marker="^",
        facecolors=EARTH, edgecolors="white", linewidths=0.8, zorder=4,
    )  # fmt: skip
    if summary["network"]["traffic"] is None:
        return
    taken: list[tuple[float, float]] = []
    for g in np.argsort(-used, kind="stable"):
        if len(taken) == _NAMED or used[g] <= 0.0:
            break
        x, y = float(longitude[g]), float(latitude[g])
        if any(abs(x - a) < 34.0 and abs(y - b) < 7.0 for a, b in taken):
            continue
        taken.append((x, y))
        right = x < 120.0
        ax.annotate(
            str(sample["gateway_name"][g]), (x, y), xytext=(8.0 if right else -8.0, 0.0),
            textcoords="offset points", ha="left" if right else "right", va="center",
            fontsize=8.0, color=INK, zorder=5, parse_math=False,
            bbox={"boxstyle": "round,pad=0.15", "fc": "white", "ec": "none", "alpha": 0.75},
        )  # fmt: skip


def _keys(drawn: Figure, sample: Mapping[str, Any], low: float, with_use: bool) -> None:
    """Draw the two keys below the map: round trips, and how full gateways are."""
    from matplotlib.lines import Line2D

    names = [
        f"under {_CLASSES[0]:g} ms",
        *(f"{a:g} to {b:g}" for a, b in pairwise(_CLASSES)),
        f"{_CLASSES[-1]:g} and more",
    ]
    rtt = np.asarray(sample["network_rtt_ms"], dtype=np.float64)
    there = np.unique(np.searchsorted(_CLASSES, rtt[np.isfinite(rtt)]))
    look: dict[str, Any] = {"linestyle": "none", "markeredgewidth": 0.0}
    rows = [
        [
            Line2D([], [], marker="o", markersize=6.0, color=_SHADES[k], label=names[k], **look)
            for k in there
        ]
    ]
    if np.isnan(rtt).any():
        rows[0].append(
            Line2D([], [], marker="x", markersize=5.0, color=_NONE, linestyle="none",
                   label="no way to a gateway")
        )  # fmt: skip
    uses = (0.0, 0.5, 1.0) if with_use else (0.0,)
    words = {0.0: "gateway, hardly used", 0.5: "half full", 1.0: "full all the time"}
    rows.append(
        [
            Line2D(
                [], [], marker="^", color=EARTH, linestyle="none", markeredgewidth=0.0,
                markersize=float(np.sqrt(_SMALLEST + (_LARGEST - _SMALLEST) * use)),
                label=words[use] if with_use else "gateway",
            )
            for use in uses
        ]
    )  # fmt: skip
    titles = ("satellite, there and back", "")
    for row, (handles, title) in enumerate(zip(rows, titles, strict=True)):
        handles = [Line2D([], [], linestyle="none", label=title)] if title and handles else []
        handles += rows[row]
        if handles:
            drawn.legend(
                handles=handles, loc="lower center", ncols=len(handles), fontsize=8.0,
                bbox_to_anchor=(0.525, low + (0.038 if row == 0 else 0.0)), handletextpad=0.2,
                columnspacing=1.2,
            )  # fmt: skip


@styled
def network_by_time(series: Mapping[str, Any]) -> Figure:
    """Draw links up, satellites with a way and traffic carried, and the median round trip below.

    Parameters
    ----------
    series : mapping
        Of a flight with a network.
    """
    hours = np.asarray(series["network_time_s"], dtype=np.float64) / 3600.0
    drawn = figure(_WIDTH_IN, 3.9)
    shares = drawn.add_axes((0.08, 0.52, 0.66, 0.43))
    late = drawn.add_axes((0.08, 0.12, 0.66, 0.32))
    ends, least = [], 100.0
    for name, words, colour, style, width in (
        ("gateway_reached", "reach a gateway", ORBIT, "-", 2.0),
        ("links_up", "of the links are up", FADED, ":", 1.6),
        ("carried_share", "of the traffic is carried", EARTH, "--", 1.6),
    ):
        values = 100.0 * np.asarray(series[name], dtype=np.float64)
        if not np.isfinite(values).any():
            continue
        _line(shares, hours, values, color=colour, linestyle=style, linewidth=width)
        ends.append((float(values[np.isfinite(values)][-1]), words, colour))
        least = min(least, float(np.nanmin(values)))
    shares.set_ylim((0.0, 105.0) if least < _HIGH else (_HIGH - 0.5, 100.5))
    shares.set_ylabel("%")
    name_ends(shares, ends)
    rtt = np.asarray(series["gateway_rtt_p50_ms"], dtype=np.float64)
    if np.isfinite(rtt).any():
        _line(late, hours, rtt, color=INK, linewidth=1.5)
        late.set_ylim(0.0, 1.25 * float(np.nanmax(rtt)))
        name_ends(late, [(float(rtt[np.isfinite(rtt)][-1]), "median round trip", INK)])
    late.set_ylabel("ms")
    for ax in (shares, late):
        tidy(ax)
    time_axis(shares, hours, named=False)
    time_axis(late, hours)
    return drawn


def _line(ax: Axes, hours: FloatArray, values: FloatArray, **style: Any) -> None:
    """Draw a line with a mark at every moment that was looked at."""
    ax.plot(hours, values, marker="o", markersize=2.4 if hours.size > 12 else 4.0, **style)
