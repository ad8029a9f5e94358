"""The bridge drawn: both sides switch by switch in one unit, and their ratio beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from dawndusk.report.numbers import number
from dawndusk.report.style import EARTH, FADED, INK, ORBIT, RULE, figure, styled, tidy

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["bridge_chart"]

_ROW: Final = 0.235  # inches
_STILL: Final = 1e-9  # below this share of the dearest cost nothing moved
_TOLD: Final = 2e-3  # below this share a change is drawn but not labelled


@styled
def bridge_chart(document: Mapping[str, Any]) -> Figure:
    """Draw the walk: orbit and Earth as bridges on one scale, orbit over Earth on a log scale.

    Parameters
    ----------
    document : mapping
        What `dawndusk.published.bridge` computed, as plain data.
    """
    steps: Sequence[Mapping[str, Any]] = document["steps"]
    high = _ROW * len(steps) + 0.95
    drawn = figure(9.0, high)
    bottom, tall = 0.5 / high, _ROW * len(steps) / high
    sides = {
        side: [float(step[f"{side}_usd_per_gpu_hour"]) for step in steps]
        for side in ("orbit", "earth")
    }
    dearest = max(max(levels) for levels in sides.values())
    spans = {side: max(levels) + 0.25 * dearest for side, levels in sides.items()}  # for labels
    left, inch = 0.255, 0.525 / sum(spans.values())  # one scale: as wide as the span is long
    for side, name, colour in (("orbit", "Orbit", ORBIT), ("earth", "Earth", EARTH)):
        ax = drawn.add_axes((left, bottom, inch * spans[side], tall))
        _bridge(ax, sides[side], colour, dearest)
        ax.set_xlim(0.0, spans[side])
        ax.set_title(f"{name} [$/GPU-hour]", color=colour)
        _rows(ax, steps, named=side == "orbit")
        left += inch * spans[side] + 0.03
    ax = drawn.add_axes((0.835, bottom, 0.15, tall))
    _ratio(ax, [float(step["ratio"]) for step in steps])
    _rows(ax, steps, named=False)
    return drawn


def _bridge(ax: Axes, levels: Sequence[float], colour: str, dearest: float) -> None:
    """Full bars at both ends; between them what each switch adds (filled) or takes (hatched)."""
    last = len(levels) - 1
    for row, level in enumerate(levels):
        before = levels[row - 1] if row else 0.0
        if row in (0, last):
            ax.barh(row, level, color=colour, height=0.72)
            text, at = number(level), level
        else:
            change = level - before
            if abs(change) <= _STILL * dearest:
                ax.plot([level, level], [row - 0.36, row + 0.36], color=colour, linewidth=1.2)
                text, at = "", level
            else:
                grown = change > 0.0
                bars = ax.barh(
                    row,
                    abs(change),
                    left=min(before, level),
                    height=0.72,
                    linewidth=0.7,
                    color=colour if grown else "#ffffff",
                    edgecolor=colour,
                    hatch="" if grown else "//////",
                    alpha=0.75 if grown else 1.0,
                )
                for bar in bars:
                    bar.set_hatchcolor(colour)
                text = f"{'+' if grown else '−'}{number(abs(change), 2)}"
                text, at = text if abs(change) > _TOLD * dearest else "", max(before, level)
        if text:
            ax.annotate(
                text,
                (at, row),
                xytext=(3, 0),
                textcoords="offset points",
                va="center",
                fontsize=7.5,
                fontweight="bold" if row in (0, last) else "normal",
                annotation_clip=False,
            )
        if row < last:
            ax.plot([level, level], [row + 0.36, row + 0.64], color=FADED, linewidth=0.7)


def _ratio(ax: Axes, ratios: Sequence[float]) -> None:
    rows = range(len(ratios))
    ax.plot(ratios, rows, color=INK, linewidth=1.2, marker="o", markersize=3.2)
    ax.axvline(1.0, color=FADED, linewidth=0.9, linestyle="--")
    low, top = min(1.0, *ratios) / 1.25, max(1.0, *ratios) * 1.6
    ax.set_xscale("log")
    ax.set_xlim(low, top)
    ticks = [t for t in (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0) if low <= t <= top]
    ax.set_xticks(ticks, [f"{t:g}" for t in ticks])
    ax.set_xticks([], minor=True)
    before = 0.0
    for row, ratio in enumerate(ratios):
        if row in (0, len(ratios) - 1) or abs(ratio / before - 1.0) > 0.08:
            ax.annotate(
                number(ratio),
                (ratio, row),
                xytext=(5, 0),
                textcoords="offset points",
                va="center",
                fontsize=7.5,
                annotation_clip=False,
                fontweight="bold" if row in (0, len(ratios) - 1) else "normal",
            )
        before = ratio
    ax.set_title("Orbit over Earth")


def _rows(ax: Axes, steps: Sequence[Mapping[str, Any]], *, named: bool) -> None:
    """One row per switch; a faint band under every other one leads the eye."""
    tidy(ax, grid="x")
    ax.set_ylim(len(steps) - 0.5, -0.5)
    for row in range(0, len(steps), 2):
        ax.axhspan(row - 0.5, row + 0.5, color=RULE, alpha=0.28, linewidth=0, zorder=0)
    ax.set_yticks(range(len(steps)), [step["switch"] for step in steps] if named else [])
    ax.tick_params(axis="y", length=0)
    if named:
        for row in (0, len(steps) - 1):
            ax.get_yticklabels()[row].set_fontweight("bold")
