"""Pictures of a route between two places: where it runs, how it changes, how late it is."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.report.figures_fly import hours_of, name_ends, time_axis
from dawndusk.report.figures_map import (
    DOTS_PER_INCH,
    draw_map,
    extent_of,
    great_circle,
    near,
)
from dawndusk.report.style import EARTH, FADED, INK, ORBIT, figure, styled, tidy

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["delay_by_time", "delay_shares", "path_map"]

_WIDTH_IN: Final = 8.0
_EARTH_TEXT: Final = "#a35a12"  # the light of the two colours, dark enough to read
_MOST_POINTS: Final = 4000  # of a line: more cannot be told apart
_DENSE: Final = 600  # steps from which on a line is thinner, or it would be a surface
_RARE: Final = 30  # changes of the path up to which each has its own mark
_BINS: Final = (0.25, 0.5, 1.0, 2.0, 6.0, 12.0, 24.0, 48.0)  # hours in which changes are counted
_GROUND: Final = (  # key of the summary, name on the picture, colour, style
    ("fibre_ms", "fibre", EARTH, "--"),
    ("fibre_great_circle_ms", "straight fibre", FADED, "-."),
    ("vacuum_ms", "straight light", INK, ":"),
)


class _Path(NamedTuple):
    """A way on the map, both ends on the ground, in one piece."""

    latitude: FloatArray
    longitude: FloatArray
    step: int
    rtt_ms: float


@styled
def path_map(
    summary: Mapping[str, Any], series: Mapping[str, Any], sample: Mapping[str, Any]
) -> Figure:
    """Draw the paths at several moments on a map, and the great circle between the two ends.

    Parameters
    ----------
    summary, series, sample : mapping
        Of a route between two places.

    Notes
    -----
    A satellite is drawn over the point below it. Between satellites the line is the shortest way
    on the ground, as a laser is, seen from above.
    """
    start, end = summary["from"], summary["to"]
    line = great_circle(_place(start), _place(end))
    centre = float(line[1][line[1].size // 2])
    line = line[0], _unwrapped(line[1], centre)
    paths = _paths(series, sample, start, end, centre)
    extent = extent_of(
        np.concatenate([line[0], *(p.latitude for p in paths)]),
        np.concatenate([line[1], *(p.longitude for p in paths)]),
    )
    wide = 0.90 * _WIDTH_IN
    drawn = figure(_WIDTH_IN, wide * extent.height_by_width + 0.85)
    drawn.set_dpi(DOTS_PER_INCH)
    tall = float(drawn.get_size_inches()[1])
    ax = drawn.add_axes((0.08, 0.60 / tall, 0.90, 1.0 - 0.70 / tall))
    draw_map(ax, extent)
    quick = min(paths, key=lambda p: p.rtt_ms, default=None)
    slow = max(paths, key=lambda p: p.rtt_ms, default=None)
    for path in paths:
        if path is not quick and path is not slow:
            _way(ax, path.latitude, path.longitude, color="#7f93b8", linewidth=0.9, zorder=3)
    _way(ax, *line, color=INK, linewidth=1.4, linestyle=":", zorder=4)
    key = [("great circle", {"color": INK, "linestyle": ":", "linewidth": 1.4})]
    if len(paths) > 2:
        key.append(("other moments", {"color": "#7f93b8", "linewidth": 0.9}))
    if slow is not None and slow is not quick:
        look: dict[str, Any] = {"color": EARTH, "linestyle": "--", "linewidth": 1.8, "marker": "o"}
        _way(ax, slow.latitude, slow.longitude, zorder=5, markersize=3.0, dots=True, **look)
        key.append((f"slowest of these, {slow.rtt_ms:.1f} ms", look | {"markersize": 3.0}))
    if quick is not None:
        look = {"color": ORBIT, "linewidth": 1.8, "marker": "o"}
        _way(ax, quick.latitude, quick.longitude, zorder=6, markersize=3.5, dots=True, **look)
        key.append((f"quickest of these, {quick.rtt_ms:.1f} ms", look | {"markersize": 3.5}))
    for place, longitude in ((start, line[1][0]), (end, line[1][-1])):
        _name(ax, place, float(longitude), extent.west, extent.east)
    _key(drawn, key, tall)
    return drawn


def _place(place: Mapping[str, Any]) -> tuple[float, float]:
    return float(place["latitude_deg"]), float(place["longitude_deg"])


def _unwrapped(longitude: FloatArray, centre: float) -> FloatArray:
    """Return longitudes of a way that run on over 180 degrees, its middle near the centre."""
    run = np.degrees(np.unwrap(np.radians(longitude)))
    return np.asarray(run + 360.0 * np.round((centre - run[run.size // 2]) / 360.0))


def _paths(
    series: Mapping[str, Any],
    sample: Mapping[str, Any],
    start: Mapping[str, Any],
    end: Mapping[str, Any],
    centre: float,
) -> list[_Path]:
    """Return the ways of the sample, with both ends and the shortest way between neighbours."""
    found = []
    for i, step in enumerate(np.asarray(sample["path_step"]).astype(int)):
        lat = np.asarray(sample["path_latitude_deg"])[i]
        lon = np.asarray(sample["path_longitude_deg"])[i]
        known = np.isfinite(lat)
        if not known.any():
            continue
        stops = [
            _place(start),
            *zip(lat[known].tolist(), lon[known].tolist(), strict=True),
            _place(end),
        ]
        pieces = [great_circle(a, b, 12) for a, b in pairwise(stops)]
        latitude = np.concatenate([piece[0] for piece in pieces])
        longitude = _unwrapped(np.concatenate([piece[1] for piece in pieces]), centre)
        found.append(_Path(latitude, longitude, int(step), float(series["rtt_ms"][step])))
    return found


def _way(
    ax: Axes, latitude: FloatArray, longitude: FloatArray, *, dots: bool = False, **look: Any
) -> None:
    """Draw a way, and again a turn to the east and west, for a map that it leaves."""
    if dots:
        look["markevery"] = 12
    west, east = ax.get_xlim()
    for turn in (-360.0, 0.0, 360.0):
        shifted = longitude + turn
        if shifted.max() > west and shifted.min() < east:
            ax.plot(shifted, latitude, scalex=False, scaley=False, **look)


def _name(ax: Axes, place: Mapping[str, Any], longitude: float, west: float, east: float) -> None:
    """Mark an end and write its name on the side where there is more room."""
    longitude = float(near(longitude, 0.5 * (west + east)))
    ax.plot([longitude], [place["latitude_deg"]], marker="s", markersize=6.0, color=INK, zorder=7)
    left = longitude > 0.5 * (west + east)
    middle = 0.5 * sum(ax.get_ylim())
    below = float(place["latitude_deg"]) < middle
    ax.annotate(
        str(place["name"]),
        (longitude, float(place["latitude_deg"])),
        xytext=(7.0 if left else -7.0, -12.0 if below else 12.0),
        textcoords="offset points",
        ha="right" if left else "left",
        va="center",
        fontsize=9.5,
        fontweight="bold",
        bbox={"facecolor": "white", "alpha": 0.8, "edgecolor": "none", "pad": 1.2},
        parse_math=False,
        zorder=8,
    )


def _key(drawn: Figure, key: list[tuple[str, dict[str, Any]]], tall: float) -> None:
    from matplotlib.lines import Line2D

    drawn.legend(
        [Line2D([], [], **look) for _, look in key],
        [text for text, _ in key],
        loc="lower center",
        bbox_to_anchor=(0.53, 0.02 / tall),
        ncols=len(key),
        handlelength=2.6,
        columnspacing=1.6,
    )


@styled
def delay_by_time(summary: Mapping[str, Any], series: Mapping[str, Any]) -> Figure:
    """Draw the round trip by time beside fibre and light, and when the path changes.

    Parameters
    ----------
    summary, series : mapping
        Of a route between two places.
    """
    hours = hours_of(series)
    rtt = np.asarray(series["rtt_ms"], dtype=np.float64)
    drawn = figure(_WIDTH_IN, 4.4)
    ax = drawn.add_axes((0.08, 0.40, 0.74, 0.57))
    below = drawn.add_axes((0.08, 0.11, 0.74, 0.20))
    _gaps(ax, hours, np.isnan(rtt))
    style: dict[str, Any] = {"marker": "o", "markersize": 4.0} if hours.size == 1 else {}
    thin = slice(None, None, -(-hours.size // _MOST_POINTS))
    width = 1.1 if hours.size < _DENSE else 0.5
    ax.plot(hours[thin], rtt[thin], color=ORBIT, linewidth=width, **style)
    known = rtt[np.isfinite(rtt)]
    ends = [(float(np.median(known)), "over the mesh", ORBIT)] if known.size else []
    for name, text, colour, line in _GROUND:
        value = float(summary[name])
        ax.axhline(value, color=colour, linestyle=line, linewidth=1.4)
        ends.append((value, f"{text}, {value:.1f}", colour))
    _room(ax, np.concatenate([known, [summary[name] for name, *_ in _GROUND]]))
    ax.set_ylabel("round trip, ms")
    name_ends(ax, ends)
    tidy(ax)
    time_axis(ax, hours, named=False)
    _changes(below, hours, np.asarray(series["changed"], dtype=bool))
    time_axis(below, hours)
    return drawn


def _room(ax: Axes, values: FloatArray) -> None:
    """Set limits with some room round what is drawn; a delay's zero is rarely near."""
    low, high = float(values.min()), float(values.max())
    span = max(high - low, 1.0)
    ax.set_ylim(max(0.0, low - 0.10 * span), high + 0.10 * span)


def _gaps(ax: Axes, hours: FloatArray, gone: NDArray[np.bool_]) -> None:
    """Shade the times without a path, and say what the shade is on the longest."""
    if not gone.any():
        return
    step = float(hours[1] - hours[0]) if hours.size > 1 else 1.0
    edges = np.flatnonzero(np.diff(np.concatenate([[False], gone, [False]]).astype(int)))
    spans = [(hours[a], hours[b - 1] + step) for a, b in edges.reshape(-1, 2)]
    ax.broken_barh(
        [(a, b - a) for a, b in spans],
        (0.0, 1.0),
        transform=ax.get_xaxis_transform(),
        color="#ececea",
        linewidth=0.0,
        zorder=0.5,
    )
    first, last = max(spans, key=lambda span: span[1] - span[0])
    if last - first > 0.12 * (float(hours[-1]) or 1.0):
        ax.text(
            0.5 * (first + min(last, float(hours[-1]) or last)),
            0.5,
            "no path",
            transform=ax.get_xaxis_transform(),
            ha="center",
            color=FADED,
        )


def _changes(ax: Axes, hours: FloatArray, changed: NDArray[np.bool_]) -> None:
    """Mark every change of the path, or count them by hours where they are many."""
    many = int(changed.sum())
    ax.spines[["top", "right"]].set_visible(False)
    if many <= _RARE:
        ax.vlines(hours[changed], 0.0, 1.0, color=ORBIT, linewidth=1.2)
        ax.set_ylim(0.0, 1.3)
        ax.set_yticks([])
        ax.set_ylabel("path\nchanges")
        return
    last = float(hours[-1])
    width = next((w for w in _BINS if last / w <= 30.0), last / 24.0)
    bins = np.arange(0.0, last + width, width)
    counted = np.histogram(hours[changed], bins)[0]
    whole = np.minimum(bins[1:], last) - bins[:-1]
    rate = counted / np.where(whole > 0.25 * width, whole, width)
    ax.bar(bins[:-1], rate, width=0.92 * width, align="edge", color="#7f93b8")
    ax.set_ylim(0.0, 1.2 * float(rate.max()))
    ax.set_ylabel("path changes\nan hour")
    tidy(ax)


@styled
def delay_shares(summary: Mapping[str, Any], series: Mapping[str, Any]) -> Figure | None:
    """Draw for what share of the time the round trip is within so many milliseconds.

    Parameters
    ----------
    summary, series : mapping
        Of a route between two places.

    Returns
    -------
    Figure or None
        None where there never is a path.
    """
    rtt = np.asarray(series["rtt_ms"], dtype=np.float64)
    known = np.sort(rtt[np.isfinite(rtt)])
    if not known.size:
        return None
    drawn = figure(_WIDTH_IN, 3.0)
    ax = drawn.add_axes((0.08, 0.17, 0.74, 0.72))
    share = 100.0 * np.arange(1, known.size + 1) / known.size
    thin = np.unique(np.linspace(0, known.size - 1, min(known.size, 800)).round().astype(int))
    ax.step(
        np.concatenate([[known[0]], known[thin]]),
        np.concatenate([[0.0], share[thin]]),
        where="post",
        color=ORBIT,
        linewidth=2.0,
    )
    lines = [float(summary[name]) for name, *_ in _GROUND]
    low, high = min(known[0], *lines), max(known[-1], *lines)
    span = max(high - low, 1.0)
    ax.set_xlim(max(0.0, low - 0.06 * span), high + 0.06 * span)
    ax.set_ylim(0.0, 104.0)
    _name_lines(ax, summary)
    at = float(np.percentile(known, 50.0))
    ax.annotate(
        f"over the mesh\nmedian {at:.1f} ms",
        (at, 50.0),
        xytext=(8.0, -4.0),
        textcoords="offset points",
        color=ORBIT,
        va="top",
        bbox={"facecolor": "white", "alpha": 0.85, "edgecolor": "none", "pad": 1.0},
    )
    ax.set_xlabel("round trip, ms")
    ax.set_ylabel("% of the time with a path")
    tidy(ax)
    return drawn


def _name_lines(ax: Axes, summary: Mapping[str, Any]) -> None:
    """Draw the delays on the ground upright, named above, moved apart where names would touch."""
    low, high = ax.get_xlim()
    apart = 0.19 * (high - low)
    lines = sorted((float(summary[name]), text, c, s) for name, text, c, s in _GROUND)
    places = [value for value, *_ in lines]
    for i in range(1, len(places)):
        places[i] = max(places[i], places[i - 1] + apart)
    over = max(places[-1] - (high + 0.10 * apart), 0.0)
    places[-1] -= over
    for i in range(len(places) - 2, -1, -1):
        places[i] = min(places[i], places[i + 1] - apart)
    for at, (value, text, colour, style) in zip(places, lines, strict=True):
        ax.axvline(value, color=colour, linestyle=style, linewidth=1.4)
        ax.annotate(
            f"{text}, {value:.1f}",
            (at, 1.02),
            xycoords=("data", "axes fraction"),
            ha="center",
            va="bottom",
            fontsize=8.5,
            color=_EARTH_TEXT if colour == EARTH else colour,
            annotation_clip=False,
        )
