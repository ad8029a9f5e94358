"""Pictures of heat in time and of its mass: the worst revolution, and levels of maturity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.report.heat_wording import COOLANTS, LEVELS
from dawndusk.report.numbers import number
from dawndusk.report.style import (
    EARTH,
    FADED,
    INK,
    ORBIT,
    RULE,
    figure,
    label,
    part_style,
    styled,
    tidy,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["maturity_bars", "worst_revolution"]

_LINES: Final = (
    ("junction_c", "hottest junction", "#b5532a", "-"),
    ("coolant_c", "coolant at the chips", EARTH, "--"),
    ("radiator_c", "radiator, root of the fins", ORBIT, "-"),
    ("array_c", "array", "#8f8f8f", "-."),
)
_DARK: Final = 0.5


@styled
def worst_revolution(time: Mapping[str, Any]) -> Figure:
    """Draw temperatures, power and charge from orbit noon to orbit noon."""
    minutes = np.array(time["minutes"])
    lit = np.array(time["lit"])
    drawn = figure(8.0, 5.3)
    hot = drawn.add_axes((0.075, 0.455, 0.685, 0.525))
    power = drawn.add_axes((0.075, 0.255, 0.685, 0.165))
    charge = drawn.add_axes((0.075, 0.085, 0.685, 0.135))
    ends = []
    for name, words, colour, style in _LINES:
        values = np.array(time[name])
        hot.plot(minutes, values, linestyle=style, color=colour, linewidth=1.8)
        ends.append((float(values[-1]), words, colour))
    for at in time["freezing"]:
        if at["freezing_c"] > min(time["coldest_c"].values()) - 30.0:
            hot.axhline(at["freezing_c"], color=FADED, linewidth=0.8, linestyle=":")
            hot.annotate(
                f"{COOLANTS[at['coolant']]} freezes", (minutes[0], at["freezing_c"]),
                xytext=(3, 3), textcoords="offset points", fontsize=7.5, color=FADED,
            )  # fmt: skip
    hot.set_ylabel("temperature [°C]")
    _beside(hot, ends)
    for name, words, colour, style in (
        ("array_kw", "array", EARTH, "-"),
        ("load_kw", "load", ORBIT, "--"),
    ):
        power.plot(minutes, time[name], linestyle=style, color=colour, linewidth=1.6, label=words)
    power.set_ylim(0.0, 1.12 * max(*time["array_kw"], *time["load_kw"]))
    power.set_ylabel("power [kW]")
    _beside(power, [(time["array_kw"][-1], "given by the array", EARTH),
                    (time["load_kw"][-1], "load", ORBIT)])  # fmt: skip
    full = [100.0 * share for share in time["speed"]]
    charge.plot(minutes, full, color=INK, linewidth=1.2, linestyle="-.")
    beside = [(full[-1], "speed of the chips", INK)]
    if time["charge"] is not None:
        held = [100.0 * share for share in time["charge"]]
        charge.plot(minutes, held, color="#3a8a7c", linewidth=1.8)
        beside.append((held[-1], "charge", "#3a8a7c"))
    charge.set_ylim(-4.0, 109.0)
    charge.set_yticks([0.0, 50.0, 100.0])
    charge.set_ylabel("[%]")
    charge.set_xlabel("minutes from orbit noon")
    _beside(charge, beside)
    for ax in (hot, power, charge):
        ax.set_xlim(0.0, minutes[-1])
        _shade(ax, minutes, lit)
        tidy(ax)
        if ax is not charge:
            ax.set_xticklabels([])
    return drawn


def _shade(ax: Axes, minutes: FloatArray, lit: FloatArray) -> None:
    """Shade where most of the Sun is hidden."""
    dark = np.flatnonzero(lit < _DARK)
    if dark.size:
        step = minutes[0]
        ax.axvspan(minutes[dark[0]] - step, minutes[dark[-1]], color=RULE, alpha=0.7, linewidth=0)


def _beside(ax: Axes, ends: Sequence[tuple[float, str, str]]) -> None:
    """Name lines at their right ends, pushed apart where they would touch."""
    low, high = ax.get_ylim()
    inches = ax.get_position().height * float(ax.figure.get_figheight())  # type: ignore[union-attr]
    apart = 0.155 * (high - low) / inches
    placed: list[float] = []
    for value, words, colour in sorted(ends, key=lambda end: end[0]):
        y = value if not placed else max(value, placed[-1] + apart)
        placed.append(y)
        ax.annotate(
            words, (1.0, y), xycoords=("axes fraction", "data"), xytext=(6, 0),
            textcoords="offset points", va="center", fontsize=8.5, color=colour,
            annotation_clip=False,
        )  # fmt: skip


@styled
def maturity_bars(levels: Sequence[Mapping[str, Any]], goal: float) -> Figure:
    """Draw kilograms a kilowatt by part at each level of maturity, and what the goal allows."""
    rows = len(levels)
    drawn = figure(8.0, 0.48 * rows + 1.35)
    high = drawn.get_figheight()
    ax = drawn.add_axes((0.155, 0.48 / high, 0.765, (0.48 * rows + 0.10) / high))
    parts = list(levels[0]["kg_per_kw"])
    ends = np.zeros(rows)
    for place, part in enumerate(parts):
        masses = np.array([level["kg_per_kw"][part] or 0.0 for level in levels])
        colour, hatch = part_style(place)
        ax.barh(
            np.arange(rows), masses, left=ends, height=0.64, color=colour, hatch=hatch,
            edgecolor="#ffffff", linewidth=0.5, label=label(part),
        )  # fmt: skip
        ends = ends + masses
    limit = 1e3 / goal
    for y, (level, end) in enumerate(zip(levels, ends, strict=True)):
        each = level["watts_per_kg"]
        ax.annotate(
            "does not close" if each is None else f"{number(each)} W/kg",
            (max(float(end), limit), y), xytext=(6, 0), textcoords="offset points", va="center",
            fontweight="bold", annotation_clip=False,
        )  # fmt: skip
    ax.axvline(limit, color=INK, linewidth=1.2, linestyle="--")
    ax.annotate(
        f"{goal:g} W/kg", (limit, -0.5), xytext=(3, 1), textcoords="offset points", fontsize=8,
        va="bottom", annotation_clip=False,
    )  # fmt: skip
    ax.set(yticks=range(rows), ylim=(rows - 0.5, -0.55))
    ax.set_yticklabels([LEVELS[level["level"]] for level in levels])
    ax.set_xlim(0.0, 1.05 * max(float(ends.max()), limit))
    ax.set_xlabel("kilograms launched per kilowatt of compute")
    tidy(ax, grid="x")
    drawn.legend(
        loc="upper left", ncol=5, bbox_to_anchor=(0.02, 1.0), borderaxespad=0.2,
        columnspacing=1.2, handlelength=1.4, fontsize=8,
    )  # fmt: skip
    return drawn
