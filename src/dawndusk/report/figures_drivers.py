"""Pictures of why: the waterfall to delivered compute, the drivers, the break-evens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from dawndusk.report.numbers import PERCENTILES, percent, series
from dawndusk.report.style import (
    EARTH,
    FADED,
    INK,
    ORBIT,
    band,
    figure,
    label,
    styled,
    tidy,
    year_axis,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["LEVERS", "break_evens", "drivers", "steady_drivers", "waterfall"]

_MOST: Final = 14

LEVERS: Final = {
    "launch_usd_per_kg": ("launch price [USD/kg]", "at most"),
    "satellite_usd_per_w": ("satellite price [USD/W]", "at most"),
    "watts_per_kg": ("compute per mass [W/kg]", "at least"),
    "earth_wait_years": ("wait on Earth [years]", "at least"),
}


@styled
def waterfall(summary: Mapping[str, Any]) -> Figure:
    """Draw what remains of the nameplate after each step, on both sides."""
    sides = (
        ("Orbit", summary["orbit"]["waterfall"], ORBIT),
        ("Earth, best path", summary["earth"]["best"]["waterfall"], EARTH),
    )
    rows = max(len(steps) for _, steps, _ in sides)
    drawn = figure(8.0, 0.30 * rows + 0.85)
    for column, (name, steps, colour) in enumerate(sides):
        bottom, top = 0.42 / drawn.get_figheight(), 1.0 - 0.28 / drawn.get_figheight()
        ax = drawn.add_axes((0.195 + 0.5 * column, bottom, 0.235, top - bottom))
        _steps(ax, steps, colour, rows)
        ax.set_title(name, color=colour)
        ax.set_xlabel("share of nameplate compute left")
    return drawn


def _steps(ax: Axes, steps: Sequence[Mapping[str, Any]], colour: str, rows: int) -> None:
    before = 1.0
    for row, step in enumerate(steps):
        share = float(step["share"])
        ends = row in (0, len(steps) - 1)
        ax.barh(row, share, color=colour, alpha=1.0 if ends else 0.55, height=0.72)
        if before > share:
            ax.barh(
                row,
                before - share,
                left=share,
                color="#ffffff",
                edgecolor=colour,
                hatch="/////",
                height=0.72,
                linewidth=0.6,
            )
            for patch in ax.patches[-1:]:
                patch.set_hatchcolor(colour)
        ax.annotate(
            percent(share),
            (1.0, row),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            fontsize=8.5,
            fontweight="bold" if ends else "normal",
            annotation_clip=False,
        )
        before = share
    ax.set(yticks=range(len(steps)), yticklabels=[label(str(s["step"])) for s in steps])
    ax.set(ylim=(rows - 0.5, -0.5), xlim=(0.0, 1.0))
    ax.set_xticks((0.0, 0.25, 0.5, 0.75, 1.0))
    ax.xaxis.set_major_formatter(lambda x, _: f"{100 * x:.0f} %")
    tidy(ax, grid="x")


def steady_drivers(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the drivers that converged, by falling total effect.

    Examples
    --------
    >>> rows = [{"input": "a", "total": 0.1, "converged": True},
    ...         {"input": "b", "total": None, "converged": False},
    ...         {"input": "c", "total": 0.4, "converged": True}]
    >>> [row["input"] for row in steady_drivers(rows)]
    ['c', 'a']
    """
    kept = [r for r in rows if r["converged"] and r["total"] is not None]
    return sorted(kept, key=lambda r: -float(r["total"]))


@styled
def drivers(rows: Sequence[Mapping[str, Any]]) -> Figure | None:
    """Draw first and total effect of the strongest drivers with intervals; None without any."""
    kept = steady_drivers(rows)[:_MOST]
    if not kept:
        return None
    drawn = figure(8.0, 0.36 * len(kept) + 0.95)
    high = drawn.get_figheight()
    ax = drawn.add_axes((0.40, 0.48 / high, 0.56, 1.0 - 0.85 / high))
    place = np.arange(len(kept), dtype=np.float64)
    for shift, key, colour, name in (
        (-0.19, "total", ORBIT, "total effect (with interactions)"),
        (0.19, "first", "#a9bbdb", "first-order effect (alone)"),
    ):
        value = series([r[key] for r in kept])
        low = series([(r["interval"].get(key) or (None, None))[0] for r in kept])
        top = series([(r["interval"].get(key) or (None, None))[1] for r in kept])
        ax.barh(place + shift, value, height=0.36, color=colour, label=name)
        error = np.clip(np.nan_to_num(np.vstack([value - low, top - value])), 0.0, None)
        ax.errorbar(
            value, place + shift, xerr=error, fmt="none", ecolor=INK, elinewidth=0.9, capsize=2
        )
    ax.set(yticks=place, ylim=(len(kept) - 0.4, -0.6))
    ax.set_yticklabels([f"{r['input']} {_arrow(r.get('direction'))}" for r in kept])
    ax.axvline(0.0, color=FADED, linewidth=0.7)
    ax.xaxis.set_major_formatter(lambda x, _: f"{100 * x:.0f} %")
    ax.set_xlabel("share of the variance of the answer (bars: 95 % interval)")
    ax.legend(loc="lower left", bbox_to_anchor=(0.0, 1.0), ncol=2, borderaxespad=0.1)
    tidy(ax, grid="x")
    return drawn


def _arrow(direction: float | str | None) -> str:
    """Return which way a larger input moves orbit over Earth."""
    if isinstance(direction, str):
        return {"up": "↑", "down": "↓"}.get(direction, "")
    if direction is None or abs(direction) < 0.02:
        return ""
    return "↑" if direction > 0.0 else "↓"


@styled
def break_evens(summary: Mapping[str, Any]) -> Figure:
    """Draw what parity would take by year (hatched) beside what is assumed, lever by lever."""
    years = np.asarray(summary["years"], dtype=np.float64)
    assumed = {
        "launch_usd_per_kg": summary["orbit"]["launch_usd_per_kg"],
        "satellite_usd_per_w": summary["orbit"]["satellite_usd_per_w"],
        "watts_per_kg": summary["orbit"]["watts_per_kg_by_year"],
        "earth_wait_years": summary["earth"]["best"]["wait_years"],
    }
    drawn = figure(8.0, 5.4)
    grid = drawn.subplots(2, 2).ravel()
    drawn.subplots_adjust(left=0.075, right=0.965, top=0.87, bottom=0.055, wspace=0.2, hspace=0.42)
    for ax, (lever, (title, sense)) in zip(grid, LEVERS.items(), strict=True):
        needed = summary["break_even"].get(lever) or {}
        values = {key: series(needed.get(key) or [None] * years.size) for key in PERCENTILES}
        values["p50"][~(values["p50"] > 0.0)] = np.nan  # no such price exists
        values["p10"] = np.maximum(values["p10"], 0.0)
        side = EARTH if lever == "earth_wait_years" else ORBIT
        band(ax, years, assumed[lever], side, "-", "assumed")
        middle = band(ax, years, values, INK, "--", "parity", fill=False)
        low, high = values["p10"], values["p90"]
        if years.size > 1 and (np.isfinite(low) & np.isfinite(high)).any():
            filled = ax.fill_between(
                years, low, high, facecolor="none", edgecolor=FADED, hatch="////", linewidth=0
            )
            filled.set_hatchcolor("#9a9a9a")
        ax.set_title(title, pad=15)
        ax.annotate(
            f"parity needs {sense} the dashed line",
            (0.0, 1.03),
            fontsize=8.0,
            xycoords="axes fraction",
            color=FADED,
        )
        year_axis(ax, years, most=5)
        tidy(ax)
        _sensible_limits(ax, assumed[lever], values)
        if not np.isfinite(middle).any():
            ax.annotate(
                "no value gives parity in the median draw",
                (0.5, 0.9),
                ha="center",
                xycoords="axes fraction",
                fontsize=8,
                color=INK,
                style="italic",
            )
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    hatched = Patch(facecolor="none", edgecolor=FADED, hatch="////", label="parity, p10–p90")
    hatched.set_hatchcolor("#9a9a9a")
    drawn.legend(
        handles=[
            Line2D([], [], color=ORBIT, linewidth=2, label="assumed, orbit"),
            Line2D([], [], color=EARTH, linewidth=2, label="assumed, Earth"),
            Line2D([], [], color=INK, linewidth=2, linestyle="--", label="parity, median"),
            hatched,
        ],
        loc="upper left",
        bbox_to_anchor=(0.06, 1.0),
        ncol=4,
        borderaxespad=0.2,
    )
    return drawn


def _sensible_limits(ax: Axes, assumed: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Let neither a far tail of the break-even nor a zero hide what is assumed."""
    usual = np.concatenate([series(assumed.get(k)) for k in PERCENTILES])
    usual = usual[np.isfinite(usual)]
    middle = np.asarray(values["p50"])
    middle = middle[np.isfinite(middle)]
    if not usual.size:
        return
    top = float(usual.max())
    if middle.size:
        top = max(top, float(np.quantile(middle, 0.9)))
    ax.set_ylim(0.0, 1.12 * top if top > 0.0 else 1.0)
