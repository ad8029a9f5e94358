"""Pictures of the alternative: each Earth path's cost by year, and which one is the cheapest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.report.numbers import series
from dawndusk.report.style import INK, LINES, RULE, figure, label, styled, tidy, year_axis

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["earth_paths", "spread_out"]


@styled
def earth_paths(summary: Mapping[str, Any]) -> Figure | None:
    """Draw the median cost of each Earth path, and the share of draws in which each is cheapest."""
    paths = summary["earth"]["paths"]
    if not paths:
        return None
    years = np.asarray(summary["years"], dtype=np.float64)
    drawn = figure(8.0, 5.6)
    top = drawn.add_axes((0.085, 0.44, 0.66, 0.51))
    below = drawn.add_axes((0.085, 0.07, 0.66, 0.25))
    best = series(summary["earth"]["best"]["usd_per_gpu_hour"]["p50"])
    ends = []
    for position, (name, path) in enumerate(paths.items()):
        colour, style = LINES[position % len(LINES)]
        values = series(path["usd_per_gpu_hour"]["p50"]) / best
        marker = "o" if years.size == 1 else None
        top.plot(years, values, color=colour, linestyle=style, linewidth=1.8, marker=marker)
        if np.isfinite(values).any():
            ends.append((float(values[np.isfinite(values)][-1]), label(name), colour))
    top.set_ylabel("median cost over the best [ratio]")
    top.set_title("Cost of each path beside the best path of each draw")
    year_axis(top, years)
    tidy(top)
    top.set_ylim(bottom=min(1.0, top.get_ylim()[0]))
    low, high = top.get_ylim()
    places = spread_out(np.array([e[0] for e in ends]), 0.065 * (high - low))
    for (value, name, colour), place in zip(ends, places, strict=True):
        top.annotate(
            name,
            (float(years[-1]), value),
            xytext=(1.03, (place - low) / (high - low)),
            textcoords="axes fraction",
            va="center",
            fontsize=8.5,
            color=colour,
            annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": RULE, "linewidth": 0.7},
        )
    _shares(below, summary, years)
    return drawn


def _shares(ax: Any, summary: Mapping[str, Any], years: FloatArray) -> None:
    shares = summary["earth"]["best"].get("share_by_path") or {}
    names = [n for n in summary["earth"]["paths"] if n in shares]
    if not names:
        ax.set_visible(False)
        return
    stack = np.nan_to_num(np.vstack([series(shares[n]) for n in names]))
    colours = [LINES[list(summary["earth"]["paths"]).index(n) % len(LINES)][0] for n in names]
    top = np.cumsum(stack, axis=0)
    for row, above, colour in zip(stack, top, colours, strict=True):
        if years.size > 1:
            ax.fill_between(
                years, above - row, above, facecolor=colour, edgecolor="white", linewidth=0.5
            )
        else:
            ax.bar(years, row, bottom=above - row, color=colour, width=0.9)
    ax.set(ylim=(0.0, 1.0), title="Share of draws in which a path is the cheapest on Earth")
    year_axis(ax, years)
    ax.yaxis.set_major_formatter(lambda x, _: f"{100 * x:.0f} %")
    tidy(ax)
    middles = top[:, -1] - 0.5 * stack[:, -1]
    visible = [i for i in range(len(names)) if stack[i, -1] >= 0.03]
    places = spread_out(middles[visible], 0.13)
    for i, place in zip(visible, places, strict=True):
        ax.annotate(
            f"{label(names[i])} {100 * stack[i, -1]:.0f} %",
            (1.03, min(float(place), 1.0)),
            xycoords="axes fraction",
            va="center",
            fontsize=8.0,
            annotation_clip=False,
            color=colours[i] if stack[i, -1] < 0.99 else INK,
        )


def spread_out(places: FloatArray, gap: float) -> FloatArray:
    """Move labels apart to at least `gap`, as little as it takes, keeping their order.

    Examples
    --------
    >>> spread_out(np.array([1.0, 1.1, 3.0]), 0.5).tolist()
    [0.8, 1.3, 3.0]
    """
    order = np.argsort(places, kind="stable")
    moved = places[order].astype(np.float64)
    for _ in range(50):
        close = np.flatnonzero(np.diff(moved) < gap - 1e-9)
        if close.size == 0:
            break
        for i in close:
            lack = gap - (moved[i + 1] - moved[i])
            if lack > 0.0:
                moved[i] -= 0.5 * lack
                moved[i + 1] += 0.5 * lack
    result = np.empty_like(moved)
    result[order] = np.round(moved, 9)
    return result
