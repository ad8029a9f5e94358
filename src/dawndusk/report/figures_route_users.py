"""Pictures of latency for the world's people: a map, a map for each way, and distributions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.report.figures_map import DOTS_PER_INCH, WORLD, draw_map
from dawndusk.report.style import FADED, INK, LINES, figure, styled, tidy
from dawndusk.twin.route_result import WAYS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["WAY_NAMES", "best_of", "delay_by_way", "delay_map", "maps_by_way"]

WAY_NAMES: Final = {
    "nearest_region": "nearest region on Earth",
    "edge": "edge site on Earth",
    "orbit_overhead": "satellite overhead",
    "orbit_gateway": "orbit through gateways",
    "orbit_relay": "orbit through a relay",
}
_CLASSES: Final = (20.0, 50.0, 100.0, 200.0)  # ms, between the colours
_COLOURS: Final = ("#ffe08a", "#f0a13a", "#c25b3c", "#7a3b69", "#1f2350")  # quick to slow, darker
_LAND: Final = "#ececea"
_WIDTH_IN: Final = 8.0
_EDGE: Final = "#55504a"


def best_of(series: Mapping[str, Any], ways: tuple[str, ...]) -> FloatArray:
    """Return the least of the medians of these ways at each place; nan where none is reached.

    Examples
    --------
    >>> best_of({"a_p50_ms": np.array([9.0, np.nan]), "b_p50_ms": np.array([8.0, np.nan])},
    ...     ("a", "b"))
    array([ 8., nan])
    """
    stacked = np.stack([np.asarray(series[f"{way}_p50_ms"], dtype=np.float64) for way in ways])
    least = np.where(np.isfinite(stacked), stacked, np.inf).min(axis=0)
    return np.asarray(np.where(np.isfinite(least), least, np.nan))


@styled
def delay_map(series: Mapping[str, Any]) -> Figure:
    """Draw the median delay of the quickest way at each place, and where that way is in orbit.

    Parameters
    ----------
    series : mapping
        Of a route from the world's people.
    """
    orbit = best_of(series, tuple(way for way in WAYS if way.startswith("orbit")))
    earth = best_of(series, tuple(way for way in WAYS if not way.startswith("orbit")))
    least = np.fmin(orbit, earth)
    quicker = np.nan_to_num(orbit, nan=np.inf) < np.nan_to_num(earth, nan=np.inf)
    drawn = figure(_WIDTH_IN, 0.91 * _WIDTH_IN * WORLD.height_by_width + 0.95)
    drawn.set_dpi(DOTS_PER_INCH)
    tall = float(drawn.get_size_inches()[1])
    ax = drawn.add_axes((0.07, 0.85 / tall, 0.91, 1.0 - 0.95 / tall))
    draw_map(ax, WORLD, land=_LAND)
    size = _sizes(series, 26.0)
    _dots(ax, series, least, size, ~quicker, "o")
    _dots(ax, series, least, 1.5 * size, quicker, "^")
    marks = [("o", "quickest on Earth")]
    if quicker.any():
        marks.append(("^", "quickest in orbit"))
    _key(drawn, marks, bool(np.isnan(least).any()), (0.525, 0.02 / tall))
    return drawn


@styled
def maps_by_way(series: Mapping[str, Any]) -> Figure:
    """Draw one small map of the median delay for each way.

    Parameters
    ----------
    series : mapping
        Of a route from the world's people.
    """
    wide = 0.475 * _WIDTH_IN
    row = wide * WORLD.height_by_width + 0.36
    drawn = figure(_WIDTH_IN, 3.0 * row + 0.05)
    drawn.set_dpi(DOTS_PER_INCH)
    tall = float(drawn.get_size_inches()[1])
    size = _sizes(series, 8.0)
    missing = False
    for place, way in enumerate(WAYS):
        column, line = place % 2, place // 2
        ax = drawn.add_axes(
            (0.01 + 0.505 * column, 1.0 - (line + 1.0) * row / tall, 0.475, (row - 0.36) / tall)
        )
        draw_map(ax, WORLD, named=False, land=_LAND)
        delay = np.asarray(series[f"{way}_p50_ms"], dtype=np.float64)
        missing |= bool(np.isnan(delay).any())
        _dots(ax, series, delay, size, np.ones(delay.size, dtype=bool), "o")
        ax.set_title(WAY_NAMES[way], fontsize=9.0, pad=4.0)
    _key(drawn, [], missing, (0.75, 1.0 - 2.75 * row / tall), columns=1)
    return drawn


def _sizes(series: Mapping[str, Any], largest: float) -> FloatArray:
    """Return areas of dots by people, the smallest ones still to be seen."""
    people = np.asarray(series["people"], dtype=np.float64)
    crowd = 1.0 if people.size < 2000 else 0.45
    return np.asarray(crowd * np.clip(largest * people / people.max(), 0.16 * largest, None))


def _dots(
    ax: Axes,
    series: Mapping[str, Any],
    delay: FloatArray,
    size: FloatArray,
    shown: NDArray[np.bool_],
    marker: str,
) -> None:
    """Draw places by the class of their delay, the slowest last; hollow where there is none."""
    from matplotlib.colors import to_rgba_array

    reached = np.isfinite(delay)
    latitude, longitude = (np.asarray(series[f"{n}_deg"]) for n in ("latitude", "longitude"))
    edge = 0.25 if size.size < 2000 else 0.1
    none = shown & ~reached
    ax.scatter(
        longitude[none], latitude[none], s=size[none], marker=marker,
        facecolors="none", edgecolors=FADED, linewidths=0.6, rasterized=True, zorder=2,
    )  # fmt: skip
    at = np.flatnonzero(shown & reached)
    at = at[np.argsort(-size[at], kind="stable")]
    colours = to_rgba_array(_COLOURS)[np.digitize(delay[at], _CLASSES)]
    ax.scatter(
        longitude[at], latitude[at], s=size[at], marker=marker,
        facecolors=colours, edgecolors=_EDGE, linewidths=edge, rasterized=True, zorder=3,
    )  # fmt: skip


def _key(
    drawn: Figure,
    marks: list[tuple[str, str]],
    missing: bool,
    at: tuple[float, float],
    columns: int = 0,
) -> None:
    """Write what colours and marks are; marks in a line of their own, or all in columns."""
    from matplotlib.lines import Line2D

    look: dict[str, Any] = {"linestyle": "none", "markersize": 7.0, "markeredgewidth": 0.5}

    def sign(marker: str, fill: str, edge: str) -> Line2D:
        return Line2D([], [], marker=marker, markerfacecolor=fill, markeredgecolor=edge, **look)

    edges = [f"{ms:g}" for ms in _CLASSES]
    texts = [f"under {edges[0]} ms", *(f"to {e}" for e in edges[1:]), f"over {edges[-1]}"]
    handles = [sign("s", colour, _EDGE) for colour in _COLOURS]
    below = [text for _, text in marks]
    signs = [sign(marker, "white", INK) for marker, _ in marks]
    if missing:
        below.append("not reached")
        signs.append(sign("o", "none", FADED))
    style: dict[str, Any] = {"loc": "lower center", "columnspacing": 1.4, "handletextpad": 0.4}
    title: dict[str, Any] = {"title": "median round trip", "title_fontsize": 8.5}
    if columns:
        drawn.legend(
            handles + signs, texts + below, bbox_to_anchor=at, ncols=columns, **style, **title
        )
        return
    tall = float(drawn.get_size_inches()[1])
    upper = at[0], at[1] + 0.20 / tall
    drawn.legend(handles, texts, bbox_to_anchor=upper, ncols=len(handles), **style, **title)
    drawn.legend(signs, below, bbox_to_anchor=at, ncols=max(len(signs), 1), **style)


@styled
def delay_by_way(series: Mapping[str, Any]) -> Figure:
    """Draw for each way what share of people and time is served within so many milliseconds.

    Parameters
    ----------
    series : mapping
        Of a route from the world's people.
    """
    edges = np.asarray(series["histogram_ms"], dtype=np.float64)
    drawn = figure(_WIDTH_IN, 3.6)
    ax = drawn.add_axes((0.08, 0.14, 0.66, 0.82))
    low, high = edges[-1], edges[0]
    for way, (colour, style) in zip(WAYS, LINES, strict=False):
        counted = np.asarray(series[f"{way}_histogram"], dtype=np.float64)
        share = 100.0 * np.concatenate([[0.0], np.cumsum(counted)])
        if share[-1] <= 0.0:
            continue
        ax.plot(edges, share, color=colour, linestyle=style, linewidth=1.8, label=WAY_NAMES[way])
        reached = share / share[-1]
        low = min(low, float(edges[max(int(np.searchsorted(reached, 0.002)) - 1, 0)]))
        high = max(high, float(edges[min(int(np.searchsorted(reached, 0.998)), edges.size - 1)]))
    if low >= high:
        low, high = 1.0, 1000.0
    ax.set_xscale("log")
    ax.set_xlim(max(low, 1.0), high)
    ticks = [t for t in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if max(low, 1.0) <= t <= high]
    ax.set_xticks(ticks, [f"{t}" for t in ticks])
    ax.minorticks_off()
    ax.set_ylim(0.0, 103.0)
    ax.set_xlabel("round trip, ms")
    ax.set_ylabel("% of people and time")
    tidy(ax)
    ax.grid(axis="x")
    ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), handlelength=3.0, labelspacing=0.9)
    return drawn
