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
    from matplotlib.lines import Line2D

__all__ = [
    "WAY_NAMES",
    "best_of",
    "delay_by_way",
    "delay_map",
    "gain_map",
    "maps_by_way",
    "median_of",
]

WAY_NAMES: Final = {
    "nearest_region": "nearest region on Earth",
    "edge": "edge site on Earth",
    "orbit_overhead": "satellite overhead",
    "orbit_gateway": "orbit through gateways",
    "orbit_relay": "orbit through a relay",
}
_HALF: Final = 0.5  # of the time: what is there less often has no median
_CLASSES: Final = (20.0, 30.0, 50.0, 100.0)  # ms, between the colours
_COLOURS: Final = ("#ffe08a", "#f0a13a", "#c25b3c", "#7a3b69", "#1f2350")  # quick to slow, darker
_GAINS: Final = (5.0, 20.0, 50.0)  # ms, between the tints
_ORBIT_TINTS: Final = ("#c3d0e8", "#7f9ace", "#3a5a9c", "#14244d")
_EARTH_TINTS: Final = ("#fbe6c4", "#f0b45a", "#c9792a", "#7d4310")
_LAND: Final = "#ececea"
_TICKS: Final = (1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1000)
_CROWD: Final = 2000  # places from which on dots are smaller
_WIDTH_IN: Final = 8.0
_EDGE: Final = "#55504a"


def median_of(series: Mapping[str, Any], way: str) -> FloatArray:
    """Return the median delay of a way at each place; nan where it is not there half of the time.

    Examples
    --------
    >>> median_of({"a_p50_ms": [9.0, 8.0], "a_reached": [0.4, 0.6]}, "a")
    array([nan,  8.])
    """
    delay = np.asarray(series[f"{way}_p50_ms"], dtype=np.float64)
    return np.asarray(np.where(np.asarray(series[f"{way}_reached"]) >= _HALF, delay, np.nan))


def best_of(series: Mapping[str, Any], ways: tuple[str, ...]) -> FloatArray:
    """Return the least of the medians of these ways at each place, as of `median_of`.

    Examples
    --------
    >>> best_of({"a_p50_ms": [9.0, 8.0], "a_reached": [0.4, 0.6], "b_p50_ms": [7.0, 9.0],
    ...     "b_reached": [0.4, 1.0]}, ("a", "b"))
    array([nan,  8.])
    """
    stacked = np.stack([median_of(series, way) for way in ways])
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
    drawn, ax = _world()
    colours = np.array(_COLOURS)[np.digitize(least, _CLASSES)]
    _dots(ax, series, colours, np.isfinite(least), _sizes(series, 26.0), quicker)
    _key(drawn, _delay_signs(), _side_signs(bool(np.isnan(least).any())))
    return drawn


@styled
def gain_map(series: Mapping[str, Any], gained_ms: FloatArray) -> Figure:
    """Draw by how much orbit is quicker, or slower, at each place.

    Parameters
    ----------
    series : mapping
        Of a route from the world's people.
    gained_ms : ndarray [ms]
        Positive where orbit is quicker, nan where one of the two is not reached.
    """
    drawn, ax = _world()
    size = np.abs(np.nan_to_num(gained_ms))
    place = np.digitize(size, _GAINS)
    quicker = gained_ms > 0.0
    colours = np.where(quicker, np.array(_ORBIT_TINTS)[place], np.array(_EARTH_TINTS)[place])
    _dots(ax, series, colours, np.isfinite(gained_ms), _sizes(series, 26.0), quicker)
    words = [f"under {_GAINS[0]:g} ms", *(f"to {e:g}" for e in _GAINS[1:]), f"over {_GAINS[-1]:g}"]
    _key(
        drawn,
        [_sign("^", c, f"orbit quicker by {w}") for c, w in zip(_ORBIT_TINTS, words, strict=True)],
        [_sign("o", c, f"Earth quicker by {w}") for c, w in zip(_EARTH_TINTS, words, strict=True)],
        "",
    )
    return drawn


@styled
def maps_by_way(series: Mapping[str, Any]) -> Figure:
    """Draw one small map of the median delay of the quickest way, and one for each way.

    Parameters
    ----------
    series : mapping
        Of a route from the world's people.
    """
    wide = 0.475 * _WIDTH_IN
    row = wide * WORLD.height_by_width + 0.36
    drawn = figure(_WIDTH_IN, 3.0 * row + 0.65)
    drawn.set_dpi(DOTS_PER_INCH)
    tall = float(drawn.get_size_inches()[1])
    size = _sizes(series, 8.0)
    panels = {"the quickest of all": best_of(series, WAYS)} | {
        WAY_NAMES[way]: median_of(series, way) for way in WAYS
    }
    for place, (name, delay) in enumerate(panels.items()):
        column, line = place % 2, place // 2
        ax = drawn.add_axes(
            (0.01 + 0.505 * column, 1.0 - (line + 1.0) * row / tall, 0.475, (row - 0.36) / tall)
        )
        draw_map(ax, WORLD, named=False, land=_LAND)
        colours = np.array(_COLOURS)[np.digitize(delay, _CLASSES)]
        _dots(ax, series, colours, np.isfinite(delay), size, np.zeros(delay.size, dtype=bool))
        ax.set_title(name, fontsize=9.0, pad=4.0)
    missing = any(bool(np.isnan(delay).any()) for delay in panels.values())
    none = [_sign("o", "none", "reached less than half of the time", FADED)] if missing else []
    _key(drawn, [*_delay_signs(), *none], [])
    return drawn


def _world() -> tuple[Figure, Axes]:
    """Return a figure with the world on it, and room for a key of two lines below."""
    drawn = figure(_WIDTH_IN, 0.91 * _WIDTH_IN * WORLD.height_by_width + 0.95)
    drawn.set_dpi(DOTS_PER_INCH)
    tall = float(drawn.get_size_inches()[1])
    ax = drawn.add_axes((0.07, 0.85 / tall, 0.91, 1.0 - 0.95 / tall))
    draw_map(ax, WORLD, land=_LAND)
    return drawn, ax


def _sizes(series: Mapping[str, Any], largest: float) -> FloatArray:
    """Return areas of dots by people, the smallest ones still to be seen."""
    people = np.asarray(series["people"], dtype=np.float64)
    crowd = 1.0 if people.size < _CROWD else 0.6
    return np.asarray(crowd * np.clip(largest * people / people.max(), 0.16 * largest, None))


def _dots(
    ax: Axes,
    series: Mapping[str, Any],
    colours: NDArray[np.str_],
    reached: NDArray[np.bool_],
    size: FloatArray,
    in_orbit: NDArray[np.bool_],
) -> None:
    """Draw places, the largest first; a triangle is orbit's, hollow is not reached."""
    latitude, longitude = (np.asarray(series[f"{n}_deg"]) for n in ("latitude", "longitude"))
    edge = 0.25 if size.size < _CROWD else 0.1
    for marker, shown, grown in (("o", reached & ~in_orbit, 1.0), ("^", reached & in_orbit, 1.5)):
        at = np.flatnonzero(shown)
        at = at[np.argsort(-size[at], kind="stable")]
        ax.scatter(
            longitude[at], latitude[at], s=grown * size[at], marker=marker,
            facecolors=colours[at], edgecolors=_EDGE, linewidths=edge, rasterized=True, zorder=3,
        )  # fmt: skip
    at = np.flatnonzero(~reached)
    ax.scatter(
        longitude[at], latitude[at], s=size[at], marker="o",
        facecolors="none", edgecolors=FADED, linewidths=0.6, rasterized=True, zorder=2,
    )  # fmt: skip


def _sign(marker: str, fill: str, text: str, edge: str = _EDGE) -> Line2D:
    """Return a line of a key."""
    from matplotlib.lines import Line2D

    return Line2D(
        [], [], marker=marker, markerfacecolor=fill, markeredgecolor=edge, linestyle="none",
        markersize=6.5, markeredgewidth=0.5, label=text,
    )  # fmt: skip


def _delay_signs() -> list[Line2D]:
    """Return the key of the colours of delays."""
    edges = [f"{ms:g}" for ms in _CLASSES]
    texts = [f"under {edges[0]} ms", *(f"to {e}" for e in edges[1:]), f"over {edges[-1]}"]
    return [_sign("s", colour, text) for colour, text in zip(_COLOURS, texts, strict=True)]


def _side_signs(missing: bool) -> list[Line2D]:
    """Return the key of the marks of both sides."""
    signs = [
        _sign("o", "white", "quickest on Earth", INK),
        _sign("^", "white", "quickest in orbit", INK),
    ]
    return (
        [*signs, _sign("o", "none", "reached less than half of the time", FADED)]
        if missing
        else signs
    )


def _key(
    drawn: Figure, upper: list[Line2D], lower: list[Line2D], title: str = "median round trip"
) -> None:
    """Write a key of one or two lines below a picture."""
    tall = float(drawn.get_size_inches()[1])
    style: dict[str, Any] = {"loc": "lower center", "columnspacing": 1.2, "handletextpad": 0.3}
    style |= {"fontsize": 8.0, "title_fontsize": 8.5}
    places = ((upper, 0.22 if lower else 0.04, title), (lower, 0.02, ""))
    for signs, inches, name in places:
        if signs:
            drawn.legend(
                handles=signs,
                title=name or None,
                bbox_to_anchor=(0.525, inches / tall),
                ncols=len(signs),
                **style,
            )


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
    ticks = [t for t in _TICKS if max(low, 1.0) <= t <= high]
    ax.set_xticks(ticks, [f"{t}" for t in ticks])
    ax.minorticks_off()
    ax.set_ylim(0.0, 103.0)
    ax.set_xlabel("round trip, ms")
    ax.set_ylabel("% of people and time")
    tidy(ax)
    ax.grid(axis="x")
    ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), handlelength=3.0, labelspacing=0.9)
    return drawn
