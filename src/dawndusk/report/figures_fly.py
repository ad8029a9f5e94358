"""Pictures of a flight in time: who is lit, which shells are in shadow when, who sees a gateway."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import FloatArray
from dawndusk.report.style import EARTH, FADED, INK, LINES, ORBIT, figure, styled, tidy

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = [
    "MOST_ROWS",
    "eclipse_by_shell",
    "gateway_share",
    "hours_of",
    "jumpy",
    "lit_share",
    "name_ends",
    "steady",
    "time_axis",
]

MOST_ROWS: Final = 40
_MOST_LINES: Final = 6
_MOST_POINTS: Final = 4000  # of a line: more cannot be told apart
_WIDTH_IN: Final = 8.0
_STEADY: Final = 2.0  # points
_FEW: Final = 1000  # satellites below which a share jumps by a tenth of a point and more
_HOUR_S: Final = 3600.0
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
    hours = hours_of(series)
    drawn = figure(_WIDTH_IN, 3.6)
    lit = drawn.add_axes((0.08, 0.55, 0.74, 0.38))
    dark = drawn.add_axes((0.08, 0.13, 0.74, 0.32))
    full, sunlight = _share(series, "lit"), _share(series, "light")
    smooth = _smoother(series)
    _room(lit, np.concatenate([full, sunlight]))
    if jumpy(series):
        _line(lit, hours, full, color=ORBIT, linewidth=0.5, alpha=0.35)
    full, sunlight = smooth(full), smooth(sunlight)
    _line(lit, hours, full, color=ORBIT, linewidth=1.6)
    _line(lit, hours, sunlight, color=EARTH, linewidth=1.2, linestyle="--")
    name_ends(
        lit,
        [(_last(full), "in full sunlight", ORBIT), (_last(sunlight), "sunlight received", EARTH)],
    )
    shadows, most = [], 0.0
    for name, colour, style in (("umbra", INK, "-"), ("penumbra", _FAINT, "-.")):
        share = smooth(_share(series, name))
        _line(dark, hours, share, color=colour, linestyle=style, linewidth=1.4)
        shadows.append((_last(share), f"in the {name}", colour))
        most = max(most, _most(share))
    dark.set_ylim(0.0, max(0.5, 1.15 * most))
    name_ends(dark, shadows)
    for ax in (lit, dark):
        ax.set_ylabel("% of satellites")
        tidy(ax)
    time_axis(lit, hours, named=False)
    time_axis(dark, hours)
    return drawn


@styled
def eclipse_by_shell(summary: Mapping[str, Any], series: Mapping[str, Any]) -> Figure | None:
    """Draw the share of every shell in shadow, one row a shell.

    Where the shares hardly change with time, as in rings that fill their planes, the row is a bar
    of umbra and penumbra; else it is a strip by time.

    Parameters
    ----------
    summary, series : mapping
        Of a flight.

    Returns
    -------
    Figure or None
        None without shadow, or with one shell, whose row says nothing new.
    """
    umbra, penumbra = _by_shell(series, "umbra"), _by_shell(series, "penumbra")
    if umbra.shape[1] < 2 or not (umbra.any() or penumbra.any()):
        return None
    rows = min(umbra.shape[1], MOST_ROWS)
    picked = np.unique(np.linspace(0, umbra.shape[1] - 1, rows).round().astype(int))
    drawn = figure(_WIDTH_IN, max(1.9, 1.0 + 0.26 * len(picked)))
    tall = float(drawn.get_size_inches()[1])
    ax = drawn.add_axes((0.24, 0.55 / tall, 0.62, 1.0 - 0.85 / tall))
    if steady(series):
        _bars(ax, umbra[:, picked].mean(axis=0), penumbra[:, picked].mean(axis=0))
    else:
        bar = drawn.add_axes((0.88, 0.55 / tall, 0.015, 1.0 - 0.85 / tall))
        _strips(ax, bar, hours_of(series), (umbra + penumbra)[:, picked])
    names = [_short(str(summary["shells"][place]["name"])) for place in picked]
    ax.set_yticks(range(len(picked)), names, parse_math=False)
    ax.set_ylim(len(picked) - 0.5, -0.5)
    ax.tick_params(axis="y", length=0)
    return drawn


def steady(series: Mapping[str, Any]) -> bool:
    """Whether no shell's share in shadow changes by more than two points over the flight.

    Examples
    --------
    >>> one = np.array([[20], [21]])
    >>> steady({"umbra": one, "penumbra": 0 * one, "failed": 0 * one, "shell_satellites": [100]})
    True
    """
    dark = _by_shell(series, "umbra") + _by_shell(series, "penumbra")
    return bool(np.ptp(dark, axis=0).max() <= _STEADY)


def jumpy(series: Mapping[str, Any]) -> bool:
    """Whether a line is of so few satellites that it jumps by the step, and hours tell more.

    Examples
    --------
    >>> jumpy({"time_s": np.arange(0.0, 86400.0, 60.0), "shell_satellites": np.array([12])})
    True
    """
    time = series["time_s"]
    many = np.asarray(series["shell_satellites"])
    drawn = many.min() if many.size <= _MOST_LINES else many.sum()
    return bool(
        drawn < _FEW and time.size > 2 and time[1] <= 0.25 * _HOUR_S and time[-1] > 4.0 * _HOUR_S
    )


def _smoother(series: Mapping[str, Any]) -> Callable[[FloatArray], FloatArray]:
    """Return a mean over an hour where shares jump, else what changes nothing."""
    if not jumpy(series):
        return lambda values: values
    half = round(0.5 * _HOUR_S / float(series["time_s"][1]))

    def smooth(values: FloatArray) -> FloatArray:
        known = np.isfinite(values)
        many = _sums_around(known, half)
        added = _sums_around(np.where(known, values, 0.0), half)
        none = np.full_like(values, np.nan)
        return np.asarray(np.divide(added, many, out=none, where=known))

    return smooth


def _sums_around(values: ArrayLike, half: int) -> FloatArray:
    """Sum each value with so many before and after it, in a time that does not grow with them.

    Examples
    --------
    >>> _sums_around([1.0, 2.0, 3.0, 4.0], 1).tolist()
    [3.0, 6.0, 9.0, 7.0]
    """
    total = np.concatenate([[0.0], np.cumsum(values)])
    at = np.arange(total.size - 1)
    return np.asarray(total[np.minimum(at + half + 1, at.size)] - total[np.maximum(at - half, 0)])


def _by_shell(series: Mapping[str, Any], name: str) -> FloatArray:
    """Share of the satellites in orbit, in per cent, by time and shell; 0 where there is none."""
    counts, there = np.asarray(series[name], dtype=np.float64), _in_orbit(series)
    return 100.0 * np.divide(counts, there, out=np.zeros_like(counts), where=there > 0.0)


def _bars(ax: Axes, umbra: FloatArray, penumbra: FloatArray) -> None:
    place = np.arange(umbra.size)
    ax.barh(place, umbra, height=0.7, color=INK)
    ax.barh(place, penumbra, left=umbra, height=0.7, color="#b5b5b0")
    ends = umbra + penumbra
    ax.set_xlim(0.0, 1.2 * float(ends.max()))
    style: dict[str, Any] = {"va": "center", "fontsize": 8.5}
    if umbra[0] > 0.3 * ends.max():
        ax.annotate("umbra ", (umbra[0], 0.0), ha="right", color="white", **style)
    if penumbra[0] > 0.0:
        ax.annotate(" penumbra", (ends[0], 0.0), ha="left", color=FADED, **style)
    ax.set_xlabel("% of the shell's satellites in shadow")
    tidy(ax, "x")


def _strips(ax: Axes, bar: Axes, hours: FloatArray, share: FloatArray) -> None:
    half = 0.5 * float(hours[1])  # a step is drawn round its moment
    image = ax.imshow(
        _thinned(share).T,
        aspect="auto",
        cmap="Greys",
        vmin=0.0,
        vmax=max(1.0, float(share.max())),
        extent=(-half, float(hours[-1]) + half, share.shape[1] - 0.5, -0.5),
        interpolation="nearest",
    )
    scale = ax.figure.colorbar(image, cax=bar)
    scale.set_label("% in shadow")
    bar.spines[:].set_visible(False)
    time_axis(ax, hours)


@styled
def gateway_share(summary: Mapping[str, Any], series: Mapping[str, Any]) -> Figure:
    """Draw the share that sees a gateway, in all and by shell if they are few, and over land.

    Parameters
    ----------
    summary, series : mapping
        Of a flight.
    """
    hours = hours_of(series)
    drawn = figure(_WIDTH_IN, 2.9)
    ax = drawn.add_axes((0.08, 0.17, 0.66, 0.78))
    smooth = _smoother(series)
    total = smooth(_share(series, "gateway_in_view"))
    _line(ax, hours, total, color=ORBIT, linewidth=1.8)
    ends = [(_last(total), "see a gateway", ORBIT)]
    most = max(10.0, _most(total))
    shells = summary["shells"]
    if 1 < len(shells) <= _MOST_LINES:
        for place, shell in enumerate(shells):
            colour, style = LINES[(place + 1) % len(LINES)]
            one = smooth(_share(series, "gateway_in_view", place))
            _line(ax, hours, one, color=colour, linestyle=style, linewidth=0.9)
            ends.append((_last(one), _short(str(shell["name"]), 22), colour))
            most = max(most, _most(one))
    land = smooth(_share(series, "over_land"))
    _line(ax, hours, land, color=FADED, linewidth=1.0, linestyle=":")
    ends.append((_last(land), "are over land", FADED))
    ax.set_ylim(0.0, min(100.0, 1.15 * max(most, _most(land))))
    ax.set_ylabel("% of satellites")
    name_ends(ax, ends)
    tidy(ax)
    time_axis(ax, hours)
    return drawn


def hours_of(series: Mapping[str, Any]) -> FloatArray:
    """Return the hours of the steps from the start."""
    return np.asarray(series["time_s"], dtype=np.float64) / 3600.0


def _in_orbit(series: Mapping[str, Any]) -> FloatArray:
    """Satellites in orbit by time and shell."""
    return np.asarray(np.subtract(series["shell_satellites"], series["failed"]), dtype=np.float64)


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


def time_axis(ax: Axes, hours: FloatArray, named: bool = True) -> None:
    """Set ticks of a flight's hours, with their name or without."""
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


def name_ends(ax: Axes, ends: list[tuple[float, str, str]]) -> None:
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
