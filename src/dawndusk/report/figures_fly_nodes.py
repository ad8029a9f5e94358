"""Pictures of satellites in time: one through a shadow, and all of them over the flight."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.report.figures_fly import hours_of, name_ends, time_axis
from dawndusk.report.style import EARTH, FADED, INK, ORBIT, figure, styled, tidy

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["Passage", "longest_passage", "nodes_by_time", "through_a_shadow"]

_WIDTH_IN: Final = 8.0
_BEFORE_S: Final = 1200.0  # shown before the shadow, and after it
_AFTER_S: Final = 5400.0
_DARK: Final = 0.5  # of the largest power of the array: less is shadow
_TEAL: Final = "#3a8a7c"
_PLUM: Final = "#7a3b69"


class Passage(NamedTuple):
    """A shadow that one followed satellite passes: its number, and steps."""

    satellite: int
    entry: int
    exit: int
    first: int
    last: int


def longest_passage(series: Mapping[str, Any], sample: Mapping[str, Any]) -> Passage | None:
    """Return the longest passage of a shadow that is whole in the flight, of any followed one.

    Parameters
    ----------
    series, sample : mapping
        Of a flight.

    Returns
    -------
    Passage or None
        None where no followed satellite goes into a shadow and comes out again.

    Examples
    --------
    >>> power = np.array([[9.0, 0.0, 9.0, 0.0, 0.0, 9.0]], dtype=np.float32)
    >>> time = {"time_s": 600.0 * np.arange(6)}
    >>> longest_passage(time, {"node_power_w": power})
    Passage(satellite=0, entry=3, exit=5, first=1, last=5)
    """
    power = np.nan_to_num(np.asarray(sample["node_power_w"]))
    time = np.asarray(series["time_s"], dtype=np.float64)
    if time.size < 3 or not power.size:
        return None
    most = power.max(axis=1, keepdims=True)
    dark = (power < _DARK * most) & (most > 0.0)
    best: tuple[int, int, int] | None = None
    for k, row in enumerate(dark):
        edges = np.diff(row.astype(np.int8))
        ins, outs = np.flatnonzero(edges == 1) + 1, np.flatnonzero(edges == -1) + 1
        outs = outs[outs > (ins[0] if ins.size else time.size)]
        for entry, leave in zip(ins.tolist(), outs.tolist(), strict=False):
            if best is None or leave - entry > best[2] - best[1]:
                best = k, entry, leave
    if best is None:
        return None
    k, entry, leave = best
    first = int(np.searchsorted(time, time[entry] - _BEFORE_S))
    last = min(int(np.searchsorted(time, time[leave] + _AFTER_S)), time.size - 1)
    again = np.flatnonzero(dark[k, leave:])  # up to the next shadow
    return Passage(
        k, entry, leave, first, min(last, leave + int(again[0]) - 1 if again.size else last)
    )


@styled
def through_a_shadow(
    series: Mapping[str, Any], sample: Mapping[str, Any], passage: Passage
) -> Figure:
    """Draw temperatures, charge and power of one satellite through a shadow.

    Parameters
    ----------
    series, sample : mapping
        Of a flight.
    passage : Passage
        From `longest_passage`.
    """
    k, entry, leave, first, last = passage
    steps = slice(first, last + 1)
    minutes = (np.asarray(series["time_s"]) - float(series["time_s"][entry])) / 60.0
    x = minutes[steps]
    drawn = figure(_WIDTH_IN, 5.4)
    heat = drawn.add_axes((0.08, 0.52, 0.74, 0.45))
    charge = drawn.add_axes((0.08, 0.33, 0.74, 0.14))
    power = drawn.add_axes((0.08, 0.09, 0.74, 0.19))

    def row(name: str, scale: float = 1.0) -> FloatArray:
        return scale * np.asarray(sample[name][k, steps], dtype=np.float64)

    ends = []
    for name, words, colour, style in (
        ("junction", "hottest junction", INK, "-"),
        ("coolant", "coolant at the chips", ORBIT, "--"),
        ("radiator", "radiator panel", _TEAL, "-."),
        ("array", "solar array", EARTH, "-"),
    ):
        line = row(f"node_{name}_c")
        heat.plot(x, line, color=colour, linestyle=style, linewidth=1.5)
        ends.append((float(line[-1]), words, colour))
    heat.set_ylabel("°C")
    name_ends(heat, ends)
    line = row("node_charge", 100.0)
    charge.plot(x, line, color=_PLUM, linewidth=1.5)
    charge.set_ylim(0.0, 105.0)
    charge.set_ylabel("%")
    name_ends(charge, [(float(line[-1]), "battery charge", _PLUM)])
    ends = []
    for name, words, colour, style in (
        ("power_w", "array", EARTH, "-"),
        ("load_w", "load", INK, "--"),
    ):
        line = row(f"node_{name}", 1e-3)
        power.plot(x, line, color=colour, linestyle=style, linewidth=1.5, drawstyle="steps-post")
        ends.append((float(line[-1]), words, colour))
    power.set_ylim(bottom=0.0)
    power.set_ylabel("kW")
    name_ends(power, ends)
    power.set_xlabel("minutes from the entry into the shadow")
    for ax in (heat, charge, power):
        tidy(ax)
        ax.set_xlim(float(x[0]), float(x[-1]))
        ax.axvspan(0.0, float(minutes[leave]), color="#e6e6e1", linewidth=0, zorder=0)
        if ax is not power:
            ax.set_xticklabels([])
    heat.annotate(
        "in the shadow", (0.5 * float(minutes[leave]), 0.97), ha="center", va="top", color=FADED,
        xycoords=("data", "axes fraction"), fontsize=8.5,
    )  # fmt: skip
    return drawn


@styled
def nodes_by_time(series: Mapping[str, Any]) -> Figure:
    """Draw compute delivered, temperatures and charge of the constellation over the flight.

    Parameters
    ----------
    series : mapping
        Of a flight.
    """
    hours = hours_of(series)
    many = np.asarray(series["node_satellites"], dtype=np.float64)
    there = np.flatnonzero(many > 0.0)
    weight = many[there] / many[there].sum()

    def mean(name: str) -> FloatArray:
        return np.asarray(np.asarray(series[name], dtype=np.float64)[:, there] @ weight)

    def end(name: str, of: Any) -> FloatArray:
        return np.asarray(of(np.asarray(series[name], dtype=np.float64)[:, there], axis=1))

    drawn = figure(_WIDTH_IN, 5.2)
    work = drawn.add_axes((0.08, 0.77, 0.74, 0.2))
    heat = drawn.add_axes((0.08, 0.34, 0.74, 0.37))
    charge = drawn.add_axes((0.08, 0.1, 0.74, 0.18))
    asleep = (np.asarray(series["node_asleep"])[:, there].sum(axis=1)) / many.sum()
    shares = (
        (100.0 * mean("node_compute"), "compute", ORBIT, "-"),
        (100.0 * asleep, "asleep", FADED, ":"),
    )
    _lines(work, hours, list(shares))
    work.set_ylim(0.0, 105.0)
    work.set_ylabel("%")
    temperatures = (
        (end("node_junction_c_max", np.max), "hottest junction", INK, "-"),
        (end("node_array_c_max", np.max), "hottest array", EARTH, "-"),
        (mean("node_coolant_c"), "coolant, mean", ORBIT, "--"),
        (end("node_radiator_c_min", np.min), "coldest panel", _TEAL, "-."),
    )
    _lines(heat, hours, list(temperatures))
    heat.set_ylabel("°C")
    levels = (
        (100.0 * mean("node_charge"), "charge, mean", _PLUM, "-"),
        (100.0 * end("node_charge_min", np.min), "least charged", _PLUM, ":"),
    )
    _lines(charge, hours, list(levels))
    charge.set_ylim(0.0, 105.0)
    charge.set_ylabel("%")
    for ax in (work, heat):
        tidy(ax)
        time_axis(ax, hours, named=False)
    tidy(charge)
    time_axis(charge, hours)
    return drawn


def _lines(ax: Axes, hours: FloatArray, lines: list[tuple[NDArray[Any], str, str, str]]) -> None:
    """Draw lines and name them at their ends."""
    thin = slice(None, None, -(-hours.size // 4000))
    mark: dict[str, Any] = {"marker": "o", "markersize": 5.0} if hours.size == 1 else {}
    for values, _, colour, style in lines:
        ax.plot(hours[thin], values[thin], color=colour, linestyle=style, linewidth=1.4, **mark)
    name_ends(ax, [(float(values[-1]), words, colour) for values, words, colour, _ in lines])
