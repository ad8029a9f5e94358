"""The satellite to scale, beside a person or a football pitch: wings, on the body, or one sheet."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from dawndusk.report.numbers import number, percent
from dawndusk.report.style import FADED, INK, figure, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["PERSON_M", "WHITE", "person", "round_length", "satellite"]

PERSON_M: Final = 1.8
PITCH_M: Final = (105.0, 68.0)  # of international matches
WHITE: Final = "#dfe6ea"  # of a radiator
_PERSON_IS_LOST_M: Final = 250.0
_CELLS: Final = "#2f4f8f"
_BUS: Final = "#b08d57"
_WIDTH_IN: Final = 7.4
_TALLEST_IN: Final = 5.5
_MOST_STRIPS: Final = 24


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


def person(ax: Axes, x: float, ground: float, height: float = PERSON_M) -> None:
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
    """Draw views of the satellite to one scale, beside a person or a football pitch.

    Wings: the radiator stands on the middle of the array's back, along the array's width. On the
    body: the body stands there, with a radiator on each side. One sheet: cells and white, and no
    radiator behind it.
    """
    body = summary["orbit"]["satellite"]
    length, width = float(body["array_length_m"]), float(body["array_width_m"])
    sheet = body["body"] == "panel"
    longest = max(length, width, 0.0 if sheet else float(body["radiator_length_m"]))
    bus = max(1.0, 0.03 * longest)
    deep = 2.0 * bus if sheet else float(body["radiator_length_m"])
    column = max(width, 0.42 * length)
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
    _front(ax, body)
    face, top = length + room, -4.4 * text
    ground = top - deep
    _side(ax, body, top, deep, bus, 0.008 * span)
    _face(ax, body, face, top, deep, bus, 0.008 * span)
    for x, y, words in _captions(body, face, width + 0.5 * text, top + 0.9 * text):
        ax.text(x, y, words, fontsize=8.5)
    if longest > _PERSON_IS_LOST_M:
        _pitch(ax, face, 0.0)
    else:
        beside = face + 0.12 * room + PERSON_M
        for x, y in ((beside, 0.0), (face - 0.5 * room, ground)):
            person(ax, x, y)
        ax.text(
            face + 0.12 * room + 1.6 * PERSON_M, 0.5 * PERSON_M, "1.8 m", va="center", fontsize=8,
            color=FADED,
        )  # fmt: skip
    bar, level = round_length(longest), ground - 0.9 * text
    ax.plot([0.0, bar], [level, level], color=INK, linewidth=2.0, solid_capstyle="butt")
    ax.text(bar + 0.3 * text, level, f"{bar:g} m", fontsize=8.5, va="center")
    return drawn


def _captions(
    body: Mapping[str, Any], face: float, above: float, below: float
) -> list[tuple[float, float, str]]:
    """Say what each view shows: place and words."""
    size = f"{number(body['array_length_m'])} m × {number(body['array_width_m'])} m"
    area, radiator = number(body["array_area_m2"]), number(body["radiator_area_m2"])
    each = f"{number(body['radiator_width_m'])} m × {number(body['radiator_length_m'])} m"
    if body["body"] == "panel":
        cells = f"{percent(body['cell_share'])} of {radiator} m² are cells, the rest is white"
        return [
            (0.0, above, f"From the Sun: one sheet {size}; {cells}"),
            (0.0, below, "From the side, Sun above: the sheet on edge"),
            (face, below, "From its end; both faces radiate"),
        ]
    first = (0.0, above, f"From the Sun: array {size}, {area} m²")
    if body["body"] == "body_mounted":
        return [
            first,
            (0.0, below, "From the side, Sun above: the body, a radiator on each side"),
            (face, below, f"Two radiators, each {each},\n{radiator} m² together, one face each"),
        ]
    return [
        first,
        (0.0, below, "From the side, Sun above: the radiator on edge"),
        (face, below, f"Radiator: {each},\n{radiator} m², both faces radiate"),
    ]


def _front(ax: Axes, body: Mapping[str, Any]) -> None:
    """Draw the face to the Sun: strips of cells, white, and what stands behind as dashes."""
    length, width = float(body["array_length_m"]), float(body["array_width_m"])
    strips = max(2, min(_MOST_STRIPS, round(3.0 * length / width)))
    if body["body"] == "panel":
        _box(ax, 0.0, 0.0, length, width, WHITE)
        pitch = length / strips
        cells = float(body["cell_share"]) * pitch
        for k in range(strips):
            _box(ax, k * pitch + 0.5 * (pitch - cells), 0.0, cells, width, _CELLS, edge=0.0)
        _box(ax, 0.0, 0.0, length, width, "none")
        return
    _box(ax, 0.0, 0.0, length, width, _CELLS)
    for k in range(1, strips):
        x = length * k / strips
        ax.plot([x, x], [0.0, width], color="#6f87b8", linewidth=0.4)
    broad = float(body["radiator_width_m"])
    ends = [0.5 * (width - broad), 0.5 * (width + broad)]
    ax.plot([0.5 * length] * 2, ends, color="#ffffff", linewidth=1.6, linestyle=(0, (4, 2)))


def _side(
    ax: Axes, body: Mapping[str, Any], top: float, deep: float, bus: float, thin: float
) -> None:
    """Draw the satellite from the side, the Sun above."""
    length = float(body["array_length_m"])
    middle = 0.5 * length
    if body["body"] == "body_mounted":
        _box(ax, middle - 0.5 * bus, top - deep, bus, deep, _BUS)
        for x in (middle - 0.5 * bus - thin, middle + 0.5 * bus):
            _box(ax, x, top - deep, thin, deep, WHITE)
    elif body["body"] == "wings":
        _box(ax, middle - 0.5 * thin, top - deep, thin, deep, WHITE)
    _box(ax, 0.0, top, length, thin, _CELLS)
    if body["body"] != "body_mounted":
        _box(ax, middle - 0.5 * bus, top - bus, bus, bus, _BUS)


def _face(
    ax: Axes, body: Mapping[str, Any], x: float, top: float, deep: float, bus: float, thin: float
) -> None:
    """Draw the satellite from its end: the radiator's face, if it has one."""
    width, broad = float(body["array_width_m"]), float(body["radiator_width_m"])
    if body["body"] != "panel":
        _box(ax, x, top - deep, broad, deep, WHITE)
    _box(ax, x, top, width, thin, _CELLS)
    if body["body"] != "body_mounted":
        _box(ax, x + 0.5 * broad - 0.5 * bus, top - bus, bus, bus, _BUS)


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


def _box(
    ax: Axes, x: float, y: float, wide: float, high: float, colour: str, edge: float = 0.7
) -> None:
    from matplotlib.patches import Rectangle

    ax.add_patch(Rectangle((x, y), wide, high, facecolor=colour, edgecolor=INK, linewidth=edge))
