"""Pictures of the answer: cost by year, their ratio, cost by component."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.economics.convention import COMPONENTS
from dawndusk.report.numbers import PERCENTILES, money, number, series
from dawndusk.report.style import (
    EARTH,
    INK,
    ORBIT,
    band,
    figure,
    label,
    part_style,
    styled,
    tidy,
    year_axis,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = [
    "component_order",
    "component_years",
    "components",
    "cost_by_year",
    "draw_cost",
    "draw_ratio",
    "ratio_by_year",
]

_MARK: Final = "#b0b0aa"
_WIDE: Final = 10.0  # a span beyond this asks for a logarithmic axis


@styled
def cost_by_year(summary: Mapping[str, Any]) -> Figure:
    """Draw cost on both sides by year, median and p10 to p90.

    Examples
    --------
    >>> side = {"usd_per_gpu_hour": {"p10": [1.0, 1.0], "p50": [2.0, 1.5], "p90": [3.0, 2.0]}}
    >>> one = {"years": [2026, 2027], "orbit": side, "earth": {"best": side}}
    >>> cost_by_year(one).axes[0].get_yscale()
    'linear'
    """
    drawn = figure(8.0, 3.9)
    ax = drawn.add_axes((0.085, 0.12, 0.765, 0.83))
    draw_cost(ax, summary)
    return drawn


def draw_cost(ax: Axes, summary: Mapping[str, Any]) -> None:
    """Draw the cost bands into axes: the report and the picture share it."""
    years = np.asarray(summary["years"], dtype=np.float64)
    sides = (
        ("orbit", summary["orbit"]["usd_per_gpu_hour"], ORBIT, "-"),
        ("Earth, best path", summary["earth"]["best"]["usd_per_gpu_hour"], EARTH, "--"),
    )
    for name, values, colour, style in sides:
        band(ax, years, values, colour, style, name)
    everything = np.concatenate([series(v.get(k)) for _, v, _, _ in sides for k in PERCENTILES])
    everything = everything[np.isfinite(everything)]
    positive = everything.size > 0 and everything.min() > 0.0
    if positive and everything.max() > _WIDE * everything.min():
        ax.set_yscale("log")
        _plain_log_ticks(ax, everything)
    elif positive:
        ax.set_ylim(bottom=0.0)
    year_axis(ax, years)
    tidy(ax)
    ax.set_ylabel("cost [USD of 2026 per GPU-hour delivered]")
    _name_at_end(ax, [(name, series(v["p50"]), c) for name, v, c, _ in sides], years)


def _plain_log_ticks(ax: Axes, values: FloatArray) -> None:
    """Tick a logarithmic axis at 1, 2, 5 times powers of ten, written out."""
    from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

    low, high = np.floor(np.log10(values.min())), np.ceil(np.log10(values.max()))
    steps = (1.0, 2.0, 5.0) if high - low <= 3 else (1.0,)
    ticks = [s * 10.0**e for e in np.arange(low, high + 1) for s in steps]
    ax.set_ylim(values.min() / 1.15, values.max() * 1.15)
    ax.yaxis.set_major_locator(FixedLocator(ticks))
    ax.yaxis.set_minor_locator(NullLocator())
    ax.yaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:,g}"))


def _name_at_end(ax: Axes, lines: list[tuple[str, FloatArray, str]], years: FloatArray) -> None:
    """Write each line's name and last value at its right end, moved apart where they would meet."""
    kept = [(n, v[np.isfinite(v)][-1], c) for n, v, c in lines if np.isfinite(v).any()]
    to_axes = ax.transAxes.inverted()
    places = [
        float(to_axes.transform(ax.transData.transform((years[-1], v)))[1]) for _, v, _ in kept
    ]
    order = np.argsort(places)
    previous = -1.0
    for i in order:
        name, value, colour = kept[int(i)]
        place = max(places[int(i)], previous + 0.13)
        previous = place
        ax.annotate(
            f"{name}\n{money(value)}",
            (1.0, place),
            xycoords="axes fraction",
            xytext=(7, 0),
            textcoords="offset points",
            va="center",
            color=colour,
            fontsize=8.5,
            fontweight="bold",
            annotation_clip=False,
        )


@styled
def ratio_by_year(summary: Mapping[str, Any]) -> Figure:
    """Draw orbit over the best Earth path, draw by draw: median and p10 to p90."""
    drawn = figure(8.0, 3.0)
    draw_ratio(drawn.add_axes((0.085, 0.13, 0.765, 0.82)), summary)
    return drawn


def draw_ratio(ax: Axes, summary: Mapping[str, Any]) -> None:
    """Draw the ratio of costs by year, with the level at which orbit is as dear as Earth."""
    years = np.asarray(summary["years"], dtype=np.float64)
    middle = band(ax, years, summary["ratio"], ORBIT)
    ax.axhline(1.0, color=EARTH, linewidth=1.5, linestyle="--")
    top = ax.get_ylim()[1]
    ax.set_ylim(0.0, max(1.3, top))
    year_axis(ax, years)
    tidy(ax)
    ax.set_ylabel("orbit over Earth [ratio of costs]")
    ax.annotate(
        "level with\nEarth",
        (1.0, 1.0),
        xycoords=("axes fraction", "data"),
        xytext=(7, -2),
        textcoords="offset points",
        va="top",
        color=EARTH,
        fontsize=8.5,
        fontweight="bold",
        annotation_clip=False,
    )
    if np.isfinite(middle).any():
        last = float(middle[np.isfinite(middle)][-1])
        ax.annotate(
            f"orbit\n{number(last, 2)} ×",
            (1.0, max(last, 1.0)),
            xytext=(7, 2),
            va="bottom",
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            color=ORBIT,
            fontsize=8.5,
            fontweight="bold",
            annotation_clip=False,
        )


def component_years(count: int) -> list[int]:
    """Return the positions of the first, middle and last year, each once.

    Examples
    --------
    >>> component_years(20), component_years(2), component_years(1)
    ([0, 10, 19], [0, 1], [0])
    """
    return sorted({0, count // 2, count - 1})


def component_order(names: Iterable[str]) -> list[str]:
    """Return names of components once each, in the order of the accounts, others last.

    Examples
    --------
    >>> component_order(["waiting", "power", "chips", "power"])
    ['chips', 'power', 'waiting']
    """
    known: dict[str, int] = {name: place for place, name in enumerate(COMPONENTS)}
    return sorted(dict.fromkeys(names), key=lambda name: known.get(name, len(known)))


@styled
def components(summary: Mapping[str, Any]) -> Figure:
    """Draw cost by component, orbit over Earth, for the first, middle and last year."""
    years = summary["years"]
    picked = component_years(len(years))
    sides = (("orbit", summary["orbit"]), ("Earth", summary["earth"]["best"]))
    parts = [side["components_usd_per_gpu_hour"] for _, side in sides]
    names = component_order(name for part in parts for name in part)
    shown = [
        (i, n)
        for i, n in enumerate(names)
        if any(np.nanmax(np.abs(series(p[n]))) > 0.0 for p in parts if n in p)
    ]
    drawn = figure(8.0, 1.15 * len(picked) + 0.85)
    grid = drawn.subplots(len(picked), 1, squeeze=False)[:, 0]
    drawn.subplots_adjust(
        left=0.075, right=0.90, top=1.0 - 0.72 / drawn.get_figheight(), bottom=0.10, hspace=0.75
    )
    for ax, index in zip(grid, picked, strict=True):
        widest = max(float(side["mean_usd_per_gpu_hour"][index]) for _, side in sides)
        for row, (_, side) in enumerate(sides):
            _stack(ax, row, side, shown, index, widest)
        ax.set(yticks=[0, 1], yticklabels=[name for name, _ in sides], ylim=(1.5, -0.5))
        ax.set_xlim(0.0, 1.0001 * widest)
        ax.set_title(str(years[index]), pad=3)
        tidy(ax, grid="")
    grid[-1].set_xlabel(
        "mean cost [USD of 2026 per GPU-hour delivered]; each year has its own scale"
    )
    handles = [_patch(i, label(name)) for i, name in shown]
    drawn.legend(
        handles=handles,
        loc="upper left",
        ncol=5,
        bbox_to_anchor=(0.06, 1.0),
        borderaxespad=0.2,
        columnspacing=1.2,
        handlelength=1.4,
    )
    return drawn


def _patch(position: int, name: str) -> Any:
    from matplotlib.patches import Patch

    colour, hatch = part_style(position)
    return Patch(facecolor=colour, hatch=hatch, edgecolor="#ffffff", linewidth=0.5, label=name)


def _stack(
    ax: Axes,
    row: int,
    side: Mapping[str, Any],
    names: list[tuple[int, str]],
    index: int,
    widest: float,
) -> None:
    left = 0.0
    for position, name in names:
        values = side["components_usd_per_gpu_hour"].get(name)
        value = float(values[index] or 0.0) if values is not None else 0.0
        if value <= 0.0:
            continue
        colour, hatch = part_style(position)
        ax.barh(
            row,
            value,
            left=left,
            color=colour,
            hatch=hatch,
            edgecolor="#ffffff",
            linewidth=0.5,
            height=0.78,
        )
        if value > 0.055 * widest:
            light = sum(int(colour[i : i + 2], 16) for i in (1, 3, 5)) > 400
            ax.text(
                left + 0.5 * value,
                row,
                number(value, 2),
                ha="center",
                va="center",
                fontsize=7.5,
                color=INK if light else "#ffffff",
                bbox={"facecolor": colour, "edgecolor": "none", "pad": 0.6} if hatch else None,
            )
        left += value
    total = float(side["mean_usd_per_gpu_hour"][index])
    ax.annotate(
        money(total),
        (total, row),
        xytext=(4, 0),
        textcoords="offset points",
        va="center",
        fontweight="bold",
        fontsize=8.5,
        annotation_clip=False,
    )
