"""The trade that decides the orbit: shadow and air drag fall with altitude, radiation rises."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.report.numbers import series
from dawndusk.report.style import EARTH, FADED, ORBIT, figure, styled, tidy

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["altitude_trade"]

_LEFT, _WIDE, _TALL = 0.07, 0.38, 0.365
_TICK_KM: Final = 400.0
_EARTH_TEXT: Final = "#a35a12"  # the light of the two colours, dark enough to read


@styled
def altitude_trade(trade: Mapping[str, Any]) -> Figure:
    """Draw sunlight, shadow, dose and drag by altitude on one local time.

    Parameters
    ----------
    trade : mapping
        ``altitude_trade`` of a flight's summary.
    """
    from matplotlib.ticker import MultipleLocator

    drawn = figure(8.0, 5.4)
    h = series(trade["altitude_km"])
    boxes = [(left, low) for low in (0.57, 0.09) for left in (_LEFT, 0.57)]
    sunlit, shadow, dose, drag = (drawn.add_axes((x, y, _WIDE, _TALL)) for x, y in boxes)
    _sunlit(sunlit, h, trade)
    _shadow(shadow, h, trade)
    _dose(dose, h, trade)
    _drag(drag, h, trade)
    for ax in (sunlit, shadow, dose, drag):
        tidy(ax)
        ax.set_xlim(h[0], h[-1])
        ax.xaxis.set_major_locator(MultipleLocator(_TICK_KM))
        ax.xaxis.set_major_formatter("{x:,.0f}")
    for ax in (dose, drag):
        ax.set_xlabel("altitude, km")
    return drawn


def _sunlit(ax: Axes, h: FloatArray, trade: Mapping[str, Any]) -> None:
    mean, worst = (100.0 * series(trade[name]) for name in ("mean_sunlit", "worst_sunlit"))
    ax.plot(h, mean, color=ORBIT, linewidth=1.8)
    ax.plot(h, worst, color=EARTH, linestyle="--", linewidth=1.4)
    ax.set_title("sunlight, % of the time")
    _say(ax, h, mean, "mean of the year", ORBIT, 0.15, -15)
    _say(ax, h, worst, "worst revolution", EARTH, 0.30, -13)


def _shadow(ax: Axes, h: FloatArray, trade: Mapping[str, Any]) -> None:
    minutes, season = (series(trade[n]) for n in ("longest_umbra_min", "umbra_season_days"))
    ax.plot(h, minutes, color=ORBIT, linewidth=1.8)
    ax.set_title("longest umbra, min; its season, days")
    ax.set_ylim(bottom=0.0)
    ax.tick_params(axis="y", labelcolor=ORBIT)
    days = ax.twinx()
    days.plot(h, season, color=EARTH, linestyle="--", linewidth=1.4)
    days.set_ylim(0.0, 1.8 * max(1.0, float(season.max())))  # apart from the other line
    days.spines[["top"]].set_visible(False)
    days.tick_params(length=2.5, labelcolor=_EARTH_TEXT)
    _say(ax, h, minutes, "minutes", ORBIT, 0.25, 7)
    _say(days, h, season, "days", EARTH, 0.22, -16, "right")


def _dose(ax: Axes, h: FloatArray, trade: Mapping[str, Any]) -> None:
    quiet, active = (series(trade["dose_rad_per_year"][name]) for name in ("min", "max"))
    ax.fill_between(h, quiet, active, color=ORBIT, alpha=0.25, linewidth=0)
    ax.plot(h, quiet, color=ORBIT, linewidth=1.4)
    ax.plot(h, active, color=ORBIT, linewidth=1.4, linestyle="--")
    ax.set_yscale("log")
    ax.set_title(f"dose, rad/year behind {trade['shield_mm']:g} mm")
    _say(ax, h, quiet, "solar minimum", ORBIT, 0.50, 8, "right")
    _say(ax, h, active, "solar maximum", ORBIT, 0.62, -12)
    limit, years = float(trade["dose_limit_rad"]), float(trade["life_years"])
    ax.axhline(limit / years, color=FADED, linewidth=0.8, linestyle=":")
    ax.annotate(
        f"{limit:,.0f} rad in {years:g} years",
        (h[-1], limit / years),
        xytext=(-3, -10),
        textcoords="offset points",
        ha="right",
        color=FADED,
        fontsize=8,
    )


def _drag(ax: Axes, h: FloatArray, trade: Mapping[str, Any]) -> None:
    for key, colour, style, words, place, shift, side in (
        ("quiet", ORBIT, "-", "quiet Sun", 0.36, -13, "right"),
        ("active", EARTH, "--", "active Sun", 0.26, 8, "left"),
    ):
        values = series(trade["drag_m_per_s_per_year"][key])
        ax.plot(h, values, color=colour, linestyle=style, linewidth=1.6)
        _say(ax, h, values, words, colour, place, shift, side)
    ax.set_yscale("log")
    ax.yaxis.set_major_formatter(lambda value, _: f"{value:,g}")
    ax.set_title("drag of the satellite, m/s a year")


def _say(
    ax: Axes,
    x: FloatArray,
    y: FloatArray,
    words: str,
    colour: str,
    place: float,
    shift: float,
    side: str = "left",
) -> None:
    """Write words beside a line at a part of its way along the axis."""
    at = int(place * (len(x) - 1))
    if not np.isfinite(y[at]):
        return
    ax.annotate(
        words,
        (float(x[at]), float(y[at])),
        xytext=(4 if side == "left" else -4, shift),
        textcoords="offset points",
        ha=side,
        color=_EARTH_TEXT if colour == EARTH else colour,
        fontsize=8.5,
    )
