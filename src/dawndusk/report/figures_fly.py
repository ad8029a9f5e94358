"""Pictures of a flight in time: who is lit, which shells are in shadow when, who sees a gateway."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.report.style import EARTH, FADED, INK, LINES, ORBIT, figure, styled, tidy

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["MOST_ROWS", "eclipse_by_shell", "gateway_share", "lit_share"]

MOST_ROWS: Final = 40
_MOST_LINES: Final = 6
_MOST_POINTS: Final = 4000  # of a line: more cannot be told apart
_WIDTH_IN: Final = 8.0
_FAINT: Final = "#8f8f8f"
_EARTH_TEXT: Final = "#a35a12"  # the light of the two colours, dark enough to read


@styled
def lit_share(summary: Mapping[str, Any], series: Mapping[str, Any]) -> Figure:
    """Draw the share of satellites in full sunlight, and those in penumbra and umbra below it.

    Parameters
    ----------
    summary, series : mapping
        Of a flight.
    """
    hours = _hours(series)
    drawn = figure(_WIDTH_IN, 3.6)
    lit = drawn.add_axes((0.08, 0.55, 0.74, 0.38))
    dark = drawn.add_axes((0.08, 0.13, 0.74, 0.32))
    full, sunlight = _share(series, "lit"), _share(series, "light")
    _line(lit, hours, full, color=ORBIT, linewidth=1.6)
    _line(lit, hours, sunlight, color=EARTH, linewidth=1.2, linestyle="--")
    _room(lit, np.concatenate([full, sunlight]))
    _name(
        lit,
        [(_last(full), "in full sunlight", ORBIT), (_last(sunlight), "sunlight received", EARTH)],
    )
    shadows, most = [], 0.0
    for name, colour, style in (("umbra", INK, "-"), ("penumbra", _FAINT, "-.")):
        share = _share(series, name)
        _line(dark, hours, share, color=colour, linestyle=style, linewidth=1.4)
        shadows.append((_last(share), f"in the {name}", colour))
        most = max(most, _most(share))
    dark.set_ylim(0.0, max(0.5, 1.15 * most))
    _name(dark, shadows)
    for ax in (lit, dark):
        ax.set_ylabel("% of satellites")
        tidy(ax)
    _time_axis(lit, hours, named=False)
    _time_axis(dark, hours)
    return drawn


@styled
def eclipse_by_shell(summary: Mapping[str, Any], series: Mapping[str, Any]) -> Figure | None:
    """Draw the share of every shell in shadow by time, one row a shell.

    Parameters
    ----------
    summary, series : mapping
        Of a flight.

    Returns
    -------
    Figure or None
        None without shadow, with one step, or with one shell, whose row says nothing new.
    """
    hours = _hours(series)
    dark = np.asarray(series["umbra"], dtype=np.float64) + series["penumbra"]
    if not dark.any() or hours.size < 2 or dark.shape[1] < 2:
        return None
    there = _in_orbit(series)
    share = 100.0 * np.divide(dark, there, out=np.zeros_like(dark), where=there > 0.0)
    rows = min(share.shape[1], MOST_ROWS)
    picked = np.unique(np.linspace(0, share.shape[1] - 1, rows).round().astype(int))
    drawn = figure(_WIDTH_IN, max(1.9, 1.0 + 0.26 * len(picked)))
    tall = float(drawn.get_size_inches()[1])
    ax = drawn.add_axes((0.24, 0.55 / tall, 0.62, 1.0 - 0.75 / tall))
    half = 0.5 * float(hours[1])  # a step is drawn round its moment
    image = ax.imshow(
        _thinned(share[:, picked]).T,
        aspect="auto",
        cmap="Greys",
        vmin=0.0,
        vmax=max(1.0, float(share.max())),
        extent=(-half, float(hours[-1]) + half, len(picked) - 0.5, -0.5),
        interpolation="nearest",
    )
    names = [_short(str(summary["shells"][place]["name"])) for place in picked]
    ax.set_yticks(range(len(picked)), names, parse_math=False)
    ax.tick_params(length=0)
    bar = drawn.colorbar(image, cax=drawn.add_axes((0.88, 0.55 / tall, 0.015, 1.0 - 0.75 / tall)))
    bar.set_label("% in umbra or penumbra")
    bar.ax.spines[:].set_visible(False)
    _time_axis(ax, hours)
    return drawn


@styled
def gateway_share(summary: Mapping[str, Any], series: Mapping[str, Any]) -> Figure:
    """Draw the share that sees a gateway, in all and by shell if they are few, and over land.

    Parameters
    ----------
    summary, series : mapping
        Of a flight.
    """
    hours = _hours(series)
    drawn = figure(_WIDTH_IN, 2.9)
    ax = drawn.add_axes((0.08, 0.17, 0.66, 0.78))
    total = _share(series, "gateway_in_view")
    _line(ax, hours, total, color=ORBIT, linewidth=1.8)
    ends = [(_last(total), "see a gateway", ORBIT)]
    most = max(10.0, _most(total))
    shells = summary["shells"]
    if 1 < len(shells) <= _MOST_LINES:
        for place, shell in enumerate(shells):
            colour, style = LINES[(place + 1) % len(LINES)]
            one = _share(series, "gateway_in_view", place)
            _line(ax, hours, one, color=colour, linestyle=style, linewidth=0.9)
            ends.append((_last(one), _short(str(shell["name"]), 22), colour))
            most = max(most, _most(one))
    land = _share(series, "over_land")
    _line(ax, hours, land, color=FADED, linewidth=1.0, linestyle=":")
    ends.append((_last(land), "are over land", FADED))
    ax.set_ylim(0.0, min(100.0, 1.15 * max(most, _most(land))))
    ax.set_ylabel("% of satellites")
    _name(ax, ends)
    tidy(ax)
    _time_axis(ax, hours)
    return drawn


def _hours(series: Mapping[str, Any]) -> FloatArray:
    return np.asarray(series["time_s"], dtype=np.float64) / 3600.0


def _in_orbit(series: Mapping[str, Any]) -> FloatArray:
    """Satellites in orbit by time and shell."""
    return np.asarray(series["shell_satellites"] - series["failed"], dtype=np.float64)


def _share(series: Mapping[str, Any], name: str, shell: int | None = None) -> FloatArray:
    """Share of the satellites in orbit, in per cent, by time; nan where there is none."""
    shells = slice(None) if shell is None else slice(shell, shell + 1)
    counts = np.asarray(series[name], dtype=np.float64)[:, shells].sum(axis=1)
    there = _in_orbit(series)[:, shells].sum(axis=1)
    none = np.full_like(counts, np.nan)
    return np.asarray(100.0 * np.divide(counts, there, out=none, where=there > 0.0))


def _most(values: FloatArray) -> float:
    return float(np.max(values, initial=0.0, where=np.isfinite(values)))


def _last(values: FloatArray) -> float:
    known = values[np.isfinite(values)]
    return float(known[-1]) if known.size else 0.0


def _thinned(values: FloatArray) -> FloatArray:
    """Every so many steps of a long flight, evenly taken."""
    return values[:: -(-len(values) // _MOST_POINTS)]


def _line(ax: Axes, hours: FloatArray, values: FloatArray, **style: Any) -> None:
    """Draw a line; a single step as a point."""
    style |= {"marker": "o", "markersize": 5.0} if hours.size == 1 else {}
    ax.plot(_thinned(hours), _thinned(values), **style)


def _time_axis(ax: Axes, hours: FloatArray, named: bool = True) -> None:
    last = float(hours[-1]) or 1.0
    room = 0.02 * last if hours.size == 1 else 0.0
    ax.set_xlim(-room, last)
    steps = (0.05, 0.1, 0.25, 0.5, 1, 2, 3, 6, 12, 24, 48, 96, 240, 480)
    step = next((s for s in steps if last / s <= 10.0), 960)
    ax.set_xticks(np.arange(0.0, last + 1e-9, step))
    if named:
        ax.set_xlabel("hours from the start (UTC)")
    else:
        ax.set_xticklabels([])


def _short(name: str, most: int = 26) -> str:
    """Return a name short enough for an axis."""
    return name if len(name) <= most else name[: most - 1] + "…"


def _room(ax: Axes, values: FloatArray) -> None:
    """Set limits with some room, never past 100 %, and never a span that shows rounding."""
    known = values[np.isfinite(values)]
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 100.0)
    span = max(high - low, 1.0)
    ax.set_ylim(max(0.0, low - 0.15 * span), min(100.0 + 0.05 * span, high + 0.15 * span))


def _name(ax: Axes, ends: list[tuple[float, str, str]]) -> None:
    """Write the name of each line at its right end, moved apart where they would touch."""
    low, high = ax.get_ylim()
    figure_in = ax.figure.get_size_inches()  # type: ignore[union-attr]
    apart = 0.16 * (high - low) / (float(figure_in[1]) * ax.get_position().height)
    places = np.array(sorted(value for value, _, _ in ends))
    for i in range(1, places.size):
        places[i] = max(places[i], places[i - 1] + apart)
    over = places[-1] - (high + 0.5 * apart)
    if over > 0.0:  # no higher than the axis: push the crowd down instead
        places[-1] -= over
        for i in range(places.size - 2, -1, -1):
            places[i] = min(places[i], places[i + 1] - apart)
    ordered = sorted(ends, key=lambda end: end[0])
    for at, (_, text, colour) in zip(places, ordered, strict=True):
        ax.annotate(
            text,
            (1.01, float(at)),
            xycoords=("axes fraction", "data"),
            color=_EARTH_TEXT if colour == EARTH else colour,
            va="center",
            fontsize=8.5,
            annotation_clip=False,
            parse_math=False,
        )
