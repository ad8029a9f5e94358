"""Pictures of a sized satellite: the way to 100 W/kg, its growth, its cost by part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from dawndusk.report.numbers import number
from dawndusk.report.references import RADIATOR, measures
from dawndusk.report.size_wording import area_names, power
from dawndusk.report.style import (
    EARTH,
    FADED,
    INK,
    ORBIT,
    figure,
    label,
    part_style,
    styled,
    tidy,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["cost_bars", "scale_chart", "target_bridge"]

_ISS: Final = "#7a3b69"


@styled
def target_bridge(summary: Mapping[str, Any]) -> Figure:
    """Draw kilograms a kilowatt of each case and year against what 100 W/kg allows."""
    aim = summary["target"]
    rows = [
        (case["case"], year, 1e3 / figure)
        for case in aim["cases"]
        for year, figure in zip(aim["years"], case["w_per_kg"], strict=True)
        if figure is not None
    ]
    names = list(dict.fromkeys(name for name, _, _ in rows))
    years = sorted({year for _, year, _ in rows})
    drawn = figure(8.0, 0.5 * len(names) + 0.9)
    high = drawn.get_figheight()
    ax = drawn.add_axes((0.335, 0.5 / high, 0.60, 1.0 - 0.62 / high))
    marks = ("o", "s", "D")
    ends = (ORBIT, EARTH, "#3a8a7c")
    for name in names:
        y = names.index(name)
        found = {year: each for case, year, each in rows if case == name}
        ax.plot([min(found.values()), max(found.values())], [y, y], color="#b0b0aa", linewidth=1.2)
        for year, each in found.items():
            k = years.index(year)
            ax.plot(
                [each], [y], marks[k], color=ends[k], markersize=7, zorder=3,
                label=str(year) if y == 0 else None,
            )  # fmt: skip
            ax.annotate(
                number(1e3 / each, 2), (each, y), xytext=(0, 7), textcoords="offset points",
                ha="center", fontsize=7.5, color=INK,
            )  # fmt: skip
    ax.axvline(aim["kg_per_kw"], color=INK, linewidth=1.2, linestyle="--")
    ax.annotate(
        f"{aim['w_per_kg']:g} W/kg", (aim["kg_per_kw"], len(names) - 0.55),
        xytext=(4, 0), textcoords="offset points", fontsize=8.5, va="center",
    )  # fmt: skip
    ax.set(yticks=range(len(names)), ylim=(len(names) - 0.3, -0.75), xscale="log")
    ax.set_yticklabels(names)
    low = 0.8 * min(aim["kg_per_kw"], *(each for _, _, each in rows))
    top = 1.25 * max(aim["kg_per_kw"], *(each for _, _, each in rows))
    ax.set_xlim(low, top)
    ticks = [t for t in (1, 2, 5, 10, 20, 30, 50, 100, 200, 500, 1000) if low <= t <= top]
    ax.set_xticks(ticks, [str(t) for t in ticks])
    ax.minorticks_off()
    ax.set_xlabel("kilograms launched per kilowatt of compute; above the marks, W/kg")
    tidy(ax, grid="x")
    ax.legend(loc="lower right", fontsize=8)
    return drawn


@styled
def scale_chart(summary: Mapping[str, Any]) -> Figure:
    """Draw areas and mass over power, both axes logarithmic, with flown radiators."""
    sizes = summary["scale"]["satellites"]
    clusters = summary["scale"]["clusters"]
    kw = np.array([s["it_power_kw"] for s in sizes])
    drawn = figure(8.0, 3.7)
    left = drawn.add_axes((0.085, 0.15, 0.385, 0.76))
    right = drawn.add_axes((0.595, 0.15, 0.385, 0.76))
    names = area_names(summary["drawing"])
    for title, field, colour, style, mark in (
        (names[0], "array_area_m2", ORBIT, "-", "o"),
        (names[1], "radiator_area_m2", EARTH, "--", "s"),
    ):
        area = np.array([s[field] for s in sizes])
        left.plot(kw, area, style, marker=mark, color=colour, label=title)
    for name, parts in measures(RADIATOR).items():
        if {"area_m2", "heat_kw"} <= parts.keys():
            at = parts["heat_kw"].value, parts["area_m2"].value
            left.plot(*at, "^", color=_ISS, markersize=7)
            left.annotate(
                name, at, xytext=(-8, -3), textcoords="offset points", ha="right", fontsize=8
            )
    left.set_xlim(1.2, 2.0 * kw[-1])
    left.set_ylabel("area [m²]")
    left.set_title("Area", pad=6)
    mass = np.array([1e-3 * s["wet_kg"] for s in sizes])
    right.plot(kw, mass, "-", marker="o", color=ORBIT, label="one satellite")
    cluster_kw = np.array([1e6 * c["it_power_gw"] for c in clusters])
    tonnes = np.array([c["wet_t"] for c in clusters])
    right.plot(cluster_kw, tonnes, "D", color=ORBIT, markerfacecolor="white", label="cluster")
    every = np.array([kw[0], cluster_kw[-1]])
    goal = summary["target"]["w_per_kg"]
    right.plot(every, every / goal, ":", color=FADED, label=f"{goal:g} W/kg")
    payload = summary["scale"]["payload_t"]
    right.axhline(payload, color=FADED, linewidth=0.8)
    right.annotate(
        f"one launch, {number(payload)} t", (cluster_kw[-1], payload), xytext=(0, -10),
        textcoords="offset points", ha="right", fontsize=8, color=FADED,
    )  # fmt: skip
    right.set_ylabel("launched mass [t]")
    right.set_title("Mass", pad=6)
    for ax in (left, right):
        ax.set(xscale="log", yscale="log")
        _power_axis(ax)
        tidy(ax, grid="")
        ax.grid(linewidth=0.5)
        ax.legend(loc="upper left", fontsize=8)
    return drawn


def _power_axis(ax: Axes) -> None:
    low, high = ax.get_xlim()
    ticks = [t for t in (1e1, 1e2, 1e3, 1e4, 1e5, 1e6) if low <= t <= high]
    ax.set_xticks(ticks, [power(t) for t in ticks])
    ax.minorticks_off()
    ax.set_xlabel("compute; of flown radiators, heat")


@styled
def cost_bars(summary: Mapping[str, Any]) -> Figure:
    """Draw the cost of a kilowatt by part, one bar a year."""
    costs = summary["costs"]
    years, parts = costs["years"], costs["usd_per_kw"]
    drawn = figure(8.0, 0.55 * len(years) + 1.15)
    high = drawn.get_figheight()
    ax = drawn.add_axes((0.07, 0.48 / high, 0.86, (0.55 * len(years) + 0.1) / high))
    left = np.zeros(len(years))
    for place, (name, values) in enumerate(parts.items()):
        each = np.array(values) / 1000.0
        colour, hatch = part_style(place)
        ax.barh(
            np.arange(len(years)), each, left=left, height=0.62, color=colour, hatch=hatch,
            edgecolor="#ffffff", linewidth=0.5, label=label(name),
        )  # fmt: skip
        left = left + each
    for y, total in enumerate(left):
        ax.annotate(
            f"${number(float(total))}/W", (float(total), y), xytext=(5, 0),
            textcoords="offset points", va="center", fontweight="bold", annotation_clip=False,
        )  # fmt: skip
    ax.set(yticks=range(len(years)), ylim=(len(years) - 0.45, -0.55))
    ax.set_yticklabels([str(year) for year in years])
    ax.set_xlabel("dollars of 2026 per watt of compute")
    tidy(ax, grid="x")
    drawn.legend(
        loc="upper left", ncol=6, bbox_to_anchor=(0.02, 1.0), borderaxespad=0.2,
        columnspacing=1.2, handlelength=1.4, fontsize=8,
    )  # fmt: skip
    return drawn
