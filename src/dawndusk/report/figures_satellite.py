"""Pictures to scale: the satellite beside a person, radiators per kilowatt, the mass budget."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

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
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["mass_budget", "radiators", "round_length", "satellite"]

PERSON_M: Final = 1.8
PITCH_M: Final = (105.0, 68.0)  # of international matches
_PERSON_IS_LOST_M: Final = 250.0
_ARRAY: Final = "#2f4f8f"
_RADIATOR: Final = "#dfe6ea"
_BUS: Final = "#b08d57"
_WIDTH_IN: Final = 7.4
_TALLEST_IN: Final = 5.5


def round_length(longest: float) -> float:
    """Return a round length of about a fifth of the longest, for a scale bar.

    Examples
    --------
    >>> round_length(47.0), round_length(210.0), round_length(6.0)
    (10.0, 50.0, 1.0)
    """
    aim = longest / 5.0
    power = 10.0 ** math.floor(math.log10(aim))
    return float(max(s * power for s in (1.0, 2.0, 5.0, 10.0) if s * power <= 1.2 * aim))


def _person(ax: Axes, x: float, ground: float, height: float = PERSON_M) -> None:
    """Draw a standing person of a height in data units."""
    from matplotlib.patches import Circle, FancyBboxPatch, Polygon

    head = 0.075 * height
    ax.add_patch(Circle((x, ground + height - head), head, color=INK, linewidth=0))
    shoulder, waist, hip = (ground + k * height for k in (0.80, 0.50, 0.47))
    ax.add_patch(
        FancyBboxPatch(
            (x - 0.10 * height, waist),
            0.20 * height,
            shoulder - waist,
            color=INK,
            linewidth=0,
            boxstyle=f"round,pad=0,rounding_size={0.05 * height}",
        )
    )
    for side in (-1.0, 1.0):
        ax.add_patch(
            Polygon(
                [
                    (x, hip + 0.05 * height),
                    (x + side * 0.10 * height, hip + 0.05 * height),
                    (x + side * 0.085 * height, ground),
                    (x + side * 0.03 * height, ground),
                ],
                color=INK,
                linewidth=0,
            )
        )
    ax.plot([x], [ground], alpha=0.0)


@styled
def satellite(summary: Mapping[str, Any]) -> Figure:
    """Draw three views of the satellite to one scale, beside a person or a football pitch.

    The radiator stands on the middle of the array's back, along the array's width.
    """
    body = summary["orbit"]["satellite"]
    length, width = float(body["array_length_m"]), float(body["array_width_m"])
    deep, broad = float(body["radiator_length_m"]), float(body["radiator_width_m"])
    longest = max(length, width, deep)
    column = max(broad, width, 0.42 * length)
    room = max(0.08 * longest, 1.5 * PERSON_M)
    span = length + room + column
    text = 0.034 * span
    tall = width + deep + 8.5 * text
    scale = min(_WIDTH_IN / span, _TALLEST_IN / tall)
    drawn = figure(8.0, scale * tall)
    ax = drawn.add_axes((0.0, 0.0, 1.0, 1.0))
    ax.set_aspect("equal")
    ax.axis("off")
    half = 4.0 / scale
    ax.set_xlim(0.5 * span - half, 0.5 * span + half)
    ax.set_ylim(-deep - 6.3 * text, width + 2.2 * text)
    _front(ax, length, width, broad)
    ax.text(
        0.0,
        width + 0.5 * text,
        "From the Sun: array "
        f"{number(length)} m × {number(width)} m, {number(body['array_area_m2'])} m²",
        fontsize=8.5,
    )
    thin, top = 0.008 * span, -4.4 * text
    bus = max(1.0, 0.03 * longest)
    _box(ax, 0.5 * length - 0.5 * thin, top - deep, thin, deep, _RADIATOR)
    _box(ax, 0.0, top, length, thin, _ARRAY)
    _box(ax, 0.5 * length - 0.5 * bus, top - bus, bus, bus, _BUS)
    ax.text(0.0, top + 0.9 * text, "From the side, Sun above: the radiator on edge", fontsize=8.5)
    face = length + room
    _box(ax, face, top - deep, broad, deep, _RADIATOR)
    _box(ax, face, top, width, thin, _ARRAY)
    _box(ax, face + 0.5 * broad - 0.5 * bus, top - bus, bus, bus, _BUS)
    ax.text(
        face,
        top + 0.9 * text,
        f"Radiator: {number(broad)} m × {number(deep)} m,\n"
        f"{number(body['radiator_area_m2'])} m², both faces radiate",
        fontsize=8.5,
    )
    if longest > _PERSON_IS_LOST_M:
        _pitch(ax, face, 0.0)
    else:
        for x, ground in ((face + 0.12 * room + PERSON_M, 0.0), (face - 0.5 * room, top - deep)):
            _person(ax, x, ground)
        ax.text(
            face + 0.12 * room + 1.6 * PERSON_M,
            0.5 * PERSON_M,
            "1.8 m",
            va="center",
            fontsize=8,
            color=FADED,
        )
    bar, level = round_length(longest), top - deep - 0.9 * text
    ax.plot([0.0, bar], [level, level], color=INK, linewidth=2.0, solid_capstyle="butt")
    ax.text(bar + 0.3 * text, level, f"{bar:g} m", fontsize=8.5, va="center")
    return drawn


def _pitch(ax: Axes, x: float, ground: float) -> None:
    """Draw a football pitch from above, where a person would be too small to see."""
    long, broad = PITCH_M
    _box(ax, x, ground, long, broad, "#ffffff")
    ax.plot([x + 0.5 * long] * 2, [ground, ground + broad], color=INK, linewidth=0.5)
    ax.annotate(
        f"football pitch, {long:g} m × {broad:g} m",
        (x, ground + broad),
        xytext=(0, 4),
        textcoords="offset points",
        fontsize=8,
        color=FADED,
    )


def _front(ax: Axes, length: float, width: float, broad: float) -> None:
    """Draw the array's face with its strips, and the radiator behind it as a dashed line."""
    _box(ax, 0.0, 0.0, length, width, _ARRAY)
    strips = max(2, min(24, round(3.0 * length / width)))
    for k in range(1, strips):
        x = length * k / strips
        ax.plot([x, x], [0.0, width], color="#6f87b8", linewidth=0.4)
    ends = [0.5 * (width - broad), 0.5 * (width + broad)]
    ax.plot([0.5 * length] * 2, ends, color="#ffffff", linewidth=1.6, linestyle=(0, (4, 2)))


def _box(ax: Axes, x: float, y: float, wide: float, high: float, colour: str) -> None:
    from matplotlib.patches import Rectangle

    ax.add_patch(Rectangle((x, y), wide, high, facecolor=colour, edgecolor=INK, linewidth=0.7))


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
    _person(ax, 0.6, 0.0)
    ax.text(0.6, -0.12, "1.8 m", ha="center", va="top", fontsize=8, color=FADED)
    for k, ((name, area, text), side) in enumerate(zip(shown, sides, strict=True)):
        x = 1.4 + k * slot
        first = k == 0
        ax.add_patch(
            Rectangle(
                (x, 0.0),
                side,
                side,
                facecolor=ORBIT if first else _RADIATOR,
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
