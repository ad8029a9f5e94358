"""Pictures of heat: from the junction to the sky, what simple models leave out, warmer coolant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import fill
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from dawndusk.report.heat_wording import celsius
from dawndusk.report.numbers import number
from dawndusk.report.style import EARTH, FADED, INK, ORBIT, RULE, figure, styled, tidy

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["area_staircase", "temperature_ladder", "warmer_coolant"]

_LIGHT: Final = "#c9d4e8"
_FLOWS: Final = (
    ("net_w_m2", "heat of the chips", ORBIT, "", "#ffffff"),
    ("from_array_w_m2", "from the array", EARTH, "", INK),
    ("from_earth_w_m2", "Earth's infrared", "#b9a3c4", "///", INK),
    ("from_sunlight_w_m2", "sunlight", "#f0dfc0", "", INK),
)


@styled
def temperature_ladder(heat: Mapping[str, Any]) -> Figure:
    """Draw temperatures falling from the junction to the sky, and a square metre's balance."""
    steps = heat["chain"]
    rows = len(steps)
    drawn = figure(8.0, 0.40 * rows + 1.55)
    high = drawn.get_figheight()
    ax = drawn.add_axes((0.235, 1.25 / high, 0.735, 1.0 - 1.30 / high))
    at = np.array([step["temperature_c"] for step in steps])
    low = min(20.0 * np.floor(at.min() / 20.0), 0.0)
    shades = np.linspace(1.0, 0.3, rows)
    for y, (step, shade) in enumerate(zip(steps, shades, strict=True)):
        warm = step["temperature_c"]
        ax.barh(y, warm - low, left=low, height=0.62, color=_fade(ORBIT, float(shade)))
        ax.annotate(
            f"{warm:.1f} °C".replace("-", "−"), (warm, y), xytext=(5, 0),
            textcoords="offset points", va="center", fontweight="bold",
        )  # fmt: skip
        ax.annotate(
            step["note"], (warm, y), xytext=(58, 0), textcoords="offset points", va="center",
            fontsize=8, color=FADED,
        )  # fmt: skip
    ax.set(yticks=range(rows), ylim=(rows - 0.5, -0.5))
    ax.set_yticklabels([step["place"] for step in steps])
    ax.set_xlim(low, low + 1.72 * (at.max() - low))
    ticks = np.arange(low, at.max() + 1.0, 20.0)
    ax.set_xticks(ticks, [f"{tick:.0f}".replace("-", "−") for tick in ticks])
    ax.set_xlabel("temperature [°C]", loc="left")
    tidy(ax, grid="x")
    balance = drawn.add_axes((0.235, 0.36 / high, 0.735, 0.24 / high))
    _balance(balance, heat["balance"])
    return drawn


def _balance(ax: Axes, flows: Mapping[str, float]) -> None:
    """Draw what a square metre emits as one bar, by where it comes from."""
    left = 0.0
    total = sum(flows[name] for name, *_ in _FLOWS)
    for name, words, colour, hatch, ink in _FLOWS:
        share = flows[name]
        if share <= 0.0:
            continue
        ax.barh(
            0.0, share, left=left, height=1.0, color=colour, hatch=hatch, edgecolor="#ffffff",
            linewidth=0.5, label=f"{words} {number(share)}",
        )  # fmt: skip
        if share > 0.06 * total:
            ax.text(
                left + 0.5 * share, 0.0, number(share), ha="center", va="center", color=ink,
                fontsize=8, fontweight="bold",
                bbox={"facecolor": colour, "edgecolor": "none", "pad": 1.0},
            )  # fmt: skip
        left += share
    ax.set_xlim(0.0, total)
    ax.set_ylim(-0.5, 0.5)
    ax.set_yticks([0.0], [f"{number(total)} W from each m²"])
    ax.set_xticks([])
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    ax.legend(
        loc="upper left", bbox_to_anchor=(-0.005, -0.05), ncol=4, columnspacing=1.4,
        handlelength=1.3, fontsize=8, borderaxespad=0.2,
    )  # fmt: skip


def _fade(colour: str, share: float) -> tuple[float, ...]:
    """Mix a colour with white: 1 is the colour."""
    from matplotlib.colors import to_rgb

    return tuple(1.0 - share * (1.0 - part) for part in to_rgb(colour))


@styled
def area_staircase(heat: Mapping[str, Any]) -> Figure:
    """Draw the radiator's area as each thing that simple models leave out is put back."""
    steps = heat["ladder"]
    rows = len(steps)
    drawn = figure(8.0, 0.42 * rows + 0.62)
    high = drawn.get_figheight()
    ax = drawn.add_axes((0.345, 0.48 / high, 0.625, 1.0 - 0.52 / high))
    top = max(step["area_m2"] for step in steps)
    for y, step in enumerate(steps):
        before = step["area_m2"] - step["adds_m2"]
        first, last = y == 0, y == rows - 1
        ax.barh(y, before, height=0.66, color=_LIGHT)
        ax.barh(
            y, step["adds_m2"], left=before, height=0.66,
            color=ORBIT if first else EARTH, hatch="" if first else "///", edgecolor="#ffffff",
            linewidth=0.0,
        )  # fmt: skip
        if not last:
            ax.plot([step["area_m2"]] * 2, [y + 0.33, y + 0.67], color=INK, linewidth=0.8)
        factor = "" if first else f"   × {number(step['factor'])}"
        ax.annotate(
            f"{number(step['area_m2'])} m²{factor}", (max(step["area_m2"], before), y),
            xytext=(5, 0), textcoords="offset points", va="center",
            fontweight="bold" if first or last else "normal", fontsize=8.5,
        )  # fmt: skip
    ax.set(yticks=range(rows), ylim=(rows - 0.5, -0.5))
    ax.set_yticklabels(
        [fill(("+ " if y else "") + step["step"], 38) for y, step in enumerate(steps)],
        fontsize=8.5, linespacing=1.05,
    )  # fmt: skip
    ax.set_xlim(0.0, 1.22 * top)
    ax.set_xlabel("radiator, planform [m²]")
    tidy(ax, grid="x")
    return drawn


@styled
def warmer_coolant(heat: Mapping[str, Any]) -> Figure:
    """Draw area, watts and work per kilogram over the coolant's temperature, and a heat pump."""
    rows = heat["coolant_temperature"]
    supply = np.array([row["supply_c"] for row in rows])
    drawn = figure(8.0, 3.1)
    area = drawn.add_axes((0.065, 0.17, 0.25, 0.70))
    weight = drawn.add_axes((0.395, 0.17, 0.27, 0.70))
    pump = drawn.add_axes((0.745, 0.17, 0.245, 0.70))
    area.plot(supply, [row["radiator_m2_per_kw"] for row in rows], color=ORBIT, linewidth=2.0)
    area.set_ylim(0.0, None)
    area.set_title("Radiator [m²/kW]")
    each = [row["watts_per_kg"] for row in rows]
    work = [row["work_per_kg"] for row in rows]
    weight.plot(supply, each, color=ORBIT, linewidth=2.0, label="W/kg")
    weight.plot(supply, work, "--", color=EARTH, linewidth=2.0, label="W/kg × speed of the chips")
    weight.set_title("Per launched kilogram [W/kg]")
    span = max(each) - min(work)
    weight.set_ylim(min(work) - 0.05 * span, max(each) + 0.30 * span)
    weight.legend(loc="upper left", fontsize=7.5, borderaxespad=0.1, handlelength=2.2)
    limit = _limit(heat)
    for ax, name in ((area, "radiator_m2_per_kw"), (weight, "work_per_kg")):
        ax.set_xlim(supply[0], supply[-1])
        ax.set_xlabel("coolant to the chips [°C]")
        tidy(ax)
        if limit is not None and limit < supply[-1]:
            ax.axvspan(max(limit, supply[0]), supply[-1], color=RULE, alpha=0.6, linewidth=0)
            ax.axvline(limit, color=FADED, linewidth=0.9, linestyle=":")
        for mark, row in (("o", heat["coolant_now"]), ("*", heat["coolant_best"])):
            if row is not None:
                ax.plot(
                    row["supply_c"], row[name], mark, color=INK, zorder=4,
                    markersize=11 if mark == "*" else 6,
                    markerfacecolor="#ffffff" if mark == "*" else INK,
                )  # fmt: skip
    if limit is not None and limit < supply[-1]:
        area.annotate(
            f"junction\nabove {celsius(heat['junction_limit_c'])}",
            (0.985 * supply[-1], area.get_ylim()[1]), xytext=(0, -2),
            textcoords="offset points", ha="right", va="top", fontsize=7.5, color=INK,
        )  # fmt: skip
    _pump(pump, heat["heat_pump"])
    return drawn


def _limit(heat: Mapping[str, Any]) -> float | None:
    """Coolant supply at which the junction meets its limit: both rise alike."""
    row = heat["coolant_now"] or next(iter(heat["coolant_temperature"]), None)
    if row is None:
        return None
    return float(row["supply_c"] + heat["junction_limit_c"] - row["junction_c"])


def _pump(ax: Axes, rows: Sequence[Mapping[str, float]]) -> None:
    """Draw area and watts per kilogram with a heat pump, over those without."""
    ax.set_title("Heat pump, of none [%]")
    ax.set_xlabel("lift [K]")
    tidy(ax)
    if not rows:
        ax.text(0.5, 0.5, "does not close", transform=ax.transAxes, ha="center")
        return
    lift = [row["lift_k"] for row in rows]
    none = rows[0]
    for name, words, colour, style in (
        ("radiator_area_m2", "radiator", ORBIT, "-"),
        ("watts_per_kg", "W/kg", EARTH, "--"),
    ):
        ratio = [100.0 * row[name] / none[name] for row in rows]
        # from none to the first lift the whole pump comes aboard: no line between them
        ax.plot(lift[1:], ratio[1:], style, color=colour, linewidth=2.0, label=words)
    ax.plot(lift[:1], [100.0], "o", color=INK, markersize=6, clip_on=False, zorder=4)
    ax.set_xlim(lift[0], max(lift[-1], lift[0] + 1.0))
    ax.set_ylim(None, 108.0)
    ax.legend(loc="upper right", fontsize=7.5, ncol=2, borderaxespad=0.1, columnspacing=1.0)
