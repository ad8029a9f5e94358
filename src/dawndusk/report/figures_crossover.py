"""The crossover curve: the chance that orbit has become cheaper, with an explicit never."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from dawndusk.report.numbers import percent, series
from dawndusk.report.references import CROSSOVER, Reference, published
from dawndusk.report.style import FADED, INK, ORBIT, figure, styled, tidy, year_axis

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


__all__ = ["crossover_curve", "draw_crossover"]

_MARK: Final = "#b0b0aa"


@styled
def crossover_curve(summary: Mapping[str, Any]) -> Figure:
    """Draw the chance that orbit has become cheaper, by year, and the share that never does."""
    marks = published(CROSSOVER)
    strip = 0.19 * len(marks) + 0.25
    high = 3.7 + strip
    drawn = figure(8.0, high)
    ax = drawn.add_axes((0.085, 0.45 / high, 0.73, 3.15 / high))
    never = drawn.add_axes((0.865, 0.45 / high, 0.06, 3.15 / high))
    draw_crossover(ax, never, summary)
    if len(summary["years"]) > 1:
        above = drawn.add_axes((0.085, 3.66 / high, 0.73, (strip - 0.05) / high))
        _mark_references(ax, above, marks)
    return drawn


def draw_crossover(ax: Axes, never: Axes, summary: Mapping[str, Any]) -> None:
    """Draw the cumulative curve and, beside it, the block of draws that never cross."""
    years = np.asarray(summary["years"], dtype=np.float64)
    found = summary["crossover"]
    chance = series(found["probability_by_year"])
    if years.size == 1:
        ax.plot(years, chance, "o", color=ORBIT)
    else:
        ax.plot(
            years,
            chance,
            "o-",
            color=ORBIT,
            linewidth=2.0,
            markersize=3.5,
            label="has been cheaper, by this year",
        )
        ax.fill_between(years, 0.0, chance, color=ORBIT, alpha=0.15, linewidth=0)
        ax.plot(
            years,
            series(found["cheaper_in_year"]),
            color=FADED,
            linewidth=1.2,
            linestyle=":",
            label="is cheaper, in this year",
        )
    ax.axhline(0.5, color=FADED, linewidth=0.7, linestyle=(0, (2, 3)))
    year_axis(ax, years)
    tidy(ax)
    ax.set_ylim(0.0, 1.0)
    ax.yaxis.set_major_formatter(lambda x, _: f"{100 * x:.0f} %")
    ax.set_ylabel("share of draws in which orbit is cheaper")
    if years.size > 1:
        ax.legend(loc="upper left", bbox_to_anchor=(0.0, 0.99), handlelength=1.8)
    _never_block(never, float(found["never"]), int(years[-1]))


def _mark_references(ax: Axes, above: Axes, marks: Sequence[Reference]) -> None:
    """Mark the years that others have published in a strip above, and lightly in the curve."""
    low, high = ax.get_xlim()
    high = max(high, *(m.value + 1.0 for m in marks)) if marks else high
    ax.set_xlim(low, high)
    above.set(xlim=(low, high), ylim=(len(marks) - 0.4, -1.4))
    above.axis("off")
    above.text(
        low,
        -0.9,
        "Published by others, each under its own convention:",
        fontsize=8,
        va="center",
        color=FADED,
    )
    for row, mark in enumerate(marks):
        if mark.value < low:
            continue
        left = mark.value > 0.75 * high + 0.25 * low
        above.plot([mark.value] * 2, [row, len(marks)], color=_MARK, linewidth=0.7)
        above.plot(mark.value, row, marker="D", color=INK, markersize=4.0)
        ax.axvline(mark.value, color=_MARK, linewidth=0.7, zorder=0)
        above.annotate(
            f"{mark.name}: {mark.value:.0f}",
            (mark.value, row),
            xytext=(-7 if left else 7, 0),
            textcoords="offset points",
            va="center",
            ha="right" if left else "left",
            fontsize=8,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
        )


def _never_block(ax: Axes, never: float, last: int) -> None:
    ax.bar([0.0], [1.0 - never], color=ORBIT, alpha=0.85, width=0.8)
    ax.bar(
        [0.0],
        [never],
        bottom=[1.0 - never],
        color="#e9e9e4",
        edgecolor=FADED,
        hatch="////",
        width=0.8,
        linewidth=0.7,
    )
    ax.set(ylim=(0.0, 1.0), xlim=(-0.4, 0.4), xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    if never > 0.0:
        ax.annotate(
            f"never\nby {last}:\n{percent(never)}",
            (0.4, 1.0 - 0.5 * never),
            xytext=(3, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
            annotation_clip=False,
        )
    if never < 1.0:
        ax.annotate(
            f"crossed:\n{percent(1.0 - never)}",
            (0.4, 0.5 * (1.0 - never)),
            xytext=(3, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
            color=ORBIT,
            annotation_clip=False,
        )
