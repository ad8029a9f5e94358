"""Pictures of what a satellite takes: radiators per kilowatt beside a person, the mass budget."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dawndusk.report.figures_drawing import PERSON_M, WHITE, person
from dawndusk.report.numbers import band_at, number
from dawndusk.report.references import RADIATOR, SATELLITE, measures, published
from dawndusk.report.style import (
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
    from matplotlib.figure import Figure

__all__ = ["mass_budget", "radiators"]


@styled
def radiators(summary: Mapping[str, Any], ours: str = "this study") -> Figure:
    """Draw the radiator area that rejects one kilowatt, ours and flown ones, beside a person."""
    from matplotlib.patches import Rectangle

    flux = band_at(summary["orbit"]["radiator_flux_w_m2"])[1]
    warm = band_at(summary["orbit"]["radiator_temperature_c"])[1]
    shown: list[tuple[str, float, str]] = [
        (ours, 1000.0 / flux, f"{number(flux)} W/m² at {number(warm, 2)} °C")
    ]
    for name, parts in measures(RADIATOR).items():
        if {"area_m2", "heat_kw"} <= parts.keys():
            each = parts["area_m2"].value / parts["heat_kw"].value
            warmth = parts.get("coolant_supply_c")
            shown.append(
                (
                    name,
                    each,
                    f"{number(1000.0 / each)} W/m²"
                    + (f" at {warmth.value:g} °C" if warmth else ""),
                )
            )
    sides = [math.sqrt(area) for _, area, _ in shown]
    slot = max(*sides, 2.6) + 0.7
    span = 1.4 + slot * len(shown)
    tall = max(*sides, PERSON_M) + 1.35
    scale = 7.6 / span
    drawn = figure(8.0, min(scale * tall, 4.2))
    ax = drawn.add_axes((0.02, 0.0, 0.96, 1.0))
    ax.set_aspect("equal")
    ax.axis("off")
    ax.set(xlim=(0.0, span), ylim=(-1.15, max(*sides, PERSON_M) + 0.2))
    ax.plot([0.0, span], [0.0, 0.0], color=RULE, linewidth=1.0)
    person(ax, 0.6, 0.0)
    ax.text(0.6, -0.12, "1.8 m", ha="center", va="top", fontsize=8, color=FADED)
    for k, ((name, area, text), side) in enumerate(zip(shown, sides, strict=True)):
        x = 1.4 + k * slot
        first = k == 0
        ax.add_patch(
            Rectangle(
                (x, 0.0),
                side,
                side,
                facecolor=ORBIT if first else WHITE,
                edgecolor=INK,
                linewidth=0.8,
            )
        )
        ax.text(
            x + 0.5 * side,
            0.5 * side,
            f"{number(area, 2)} m²",
            ha="center",
            va="center",
            color="#ffffff" if first else INK,
            fontsize=9,
            fontweight="bold",
        )
        ax.text(x, -0.12, f"{name}\n{text}", va="top", fontsize=8.5, linespacing=1.35)
    return drawn


@styled
def mass_budget(summary: Mapping[str, Any], ours: str = "this study") -> Figure:
    """Draw kilograms per kilowatt by part, and published W/kg on the same scale."""
    orbit = summary["orbit"]
    parts = {k: float(v) for k, v in orbit["mass_kg_per_kw"].items() if v and v > 0.0}
    total = sum(parts.values())
    others = sorted(published(SATELLITE), key=lambda item: -item.value)
    right = 1.15 * max([total, *(1e3 / o.value for o in others if 1e3 / o.value < 2.5 * total)])
    rows = len(others) + 1
    drawn = figure(8.0, 0.27 * rows + 1.75)
    high = drawn.get_figheight()
    ax = drawn.add_axes((0.21, 0.46 / high, 0.70, (0.27 * rows + 0.55) / high))
    left = 0.0
    for position, (name, mass) in enumerate(parts.items()):
        colour, hatch = part_style(position)
        ax.barh(
            0.0,
            mass,
            left=left,
            height=1.3,
            color=colour,
            hatch=hatch,
            edgecolor="#ffffff",
            linewidth=0.5,
            label=f"{label(name)} {number(mass, 2)}",
        )
        left += mass
    ax.annotate(
        f"{number(total)} kg/kW",
        (total, 0.0),
        xytext=(5, 0),
        textcoords="offset points",
        va="center",
        fontweight="bold",
        annotation_clip=False,
    )
    for row, other in enumerate(others):
        each = 1e3 / other.value
        y = 1.35 + row
        firm = other.confidence not in ("target", "guess")
        ax.barh(
            y,
            min(each, right),
            height=0.62,
            color="#c9c9c4" if firm else "#ffffff",
            edgecolor=FADED,
            linewidth=0.7,
        )
        cut = each > right
        ax.annotate(
            f"{other.value:g} W/kg" + (f" ({number(each)} kg/kW, cut off)" if cut else ""),
            (min(each, right), y),
            xytext=(-5 if cut else 5, 0),
            textcoords="offset points",
            ha="right" if cut else "left",
            va="center",
            fontsize=8,
        )
    ax.set(yticks=[0.0, *(1.35 + k for k in range(len(others)))], ylim=(rows + 0.1, -0.85))
    ax.set_yticklabels([ours, *(o.name for o in others)])
    ax.set_xlim(0.0, right)
    ax.set_xlabel("kilograms per kilowatt (ours: launched wet mass per kW of compute)")
    tidy(ax, grid="x")
    drawn.legend(
        loc="upper left",
        ncol=4,
        bbox_to_anchor=(0.02, 1.0),
        borderaxespad=0.2,
        columnspacing=1.2,
        handlelength=1.4,
        fontsize=8,
    )
    return drawn
