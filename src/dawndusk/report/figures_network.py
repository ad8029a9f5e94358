"""Pictures of a study's network: traffic by workload against its limits, pairs beside fibre."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from dawndusk.report.numbers import band_at
from dawndusk.report.style import EARTH, FADED, INK, ORBIT, RULE, figure, styled, tidy

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["LIMIT_STYLES", "pairs_beside_fibre", "traffic_bars"]

LIMIT_STYLES: Final = ("-", "--", ":")
_WIDTH_IN: Final = 8.0


@styled
def traffic_bars(
    workloads: Sequence[Mapping[str, Any]], limits: Sequence[tuple[str, float]], own: str
) -> Figure:
    """Draw the traffic of every workload in the busy hour, and what limits it.

    Parameters
    ----------
    workloads : sequence of mapping
        Rows of ``network.workloads``.
    limits : sequence of (text, Gbit/s per GW)
        Upright lines, at most three.
    own : str
        The workload of the study, drawn darker.
    """
    tall = 0.4 * len(workloads) + 1.3
    drawn = figure(_WIDTH_IN, tall)
    ax = drawn.add_axes((0.12, 1.15 / tall, 0.85, 1.0 - 1.25 / tall))
    for place, row in enumerate(workloads):
        low, middle, high = band_at(row["busy_gbps_per_gw"])
        colour = ORBIT if row["name"] == own else "#7f9ace"
        ax.barh(place, high - low, left=low, height=0.5, color=colour, linewidth=0)
        ax.plot([middle, middle], [place - 0.33, place + 0.33], color=INK, linewidth=1.6)
        if not row["fits"]:
            ax.barh(
                place, high - low, left=low, height=0.5, facecolor="none", edgecolor="white",
                hatch="///", linewidth=0,
            )  # fmt: skip
    ends = [band_at(row["busy_gbps_per_gw"]) for row in workloads]
    shown = [x for low, _, high in ends for x in (low, high) if x > 0.0]
    if shown:
        ax.set_xscale("log")
    shown += [level for _, level in limits]
    ax.set_xlim(0.6 * min(shown, default=1.0), 1.6 * max(shown, default=10.0))
    for (text, level), style in zip(limits, LIMIT_STYLES, strict=False):
        ax.axvline(level, color=EARTH, linestyle=style, linewidth=1.8, label=text, zorder=3)
    ax.set_yticks(range(len(workloads)), [row["name"] for row in workloads])
    ax.invert_yaxis()
    ax.set_xlabel("busy hour, Gbit/s a gigawatt (kbit/s a kilowatt)")
    tidy(ax, "x")
    ax.tick_params(axis="y", length=0)
    drawn.legend(loc="lower left", bbox_to_anchor=(0.11, 0.0), fontsize=8.0, handlelength=3.2)
    return drawn


@styled
def pairs_beside_fibre(pairs: Sequence[Mapping[str, Any]]) -> Figure:
    """Draw round trips between cities over lasers, beside fibre as it is laid and laid straight.

    Parameters
    ----------
    pairs : sequence of mapping
        Of ``network.pairs``.
    """
    rows = sorted(pairs, key=lambda pair: pair["distance_km"])
    tall = 0.42 * len(rows) + 1.1
    drawn = figure(_WIDTH_IN, tall)
    ax = drawn.add_axes((0.24, 0.95 / tall, 0.73, 1.0 - 1.05 / tall))
    for place, pair in enumerate(rows):
        last_mile = pair["user_fibre_ms"] - pair["fibre_ms"]
        straight = pair["fibre_great_circle_ms"] + last_mile
        laid = pair["user_fibre_ms"]
        ax.plot([straight, laid], [place, place], color=RULE, linewidth=5.0, zorder=1)
        ax.plot(straight, place, "|", color=EARTH, markersize=15, markeredgewidth=2.0)
        ax.plot(laid, place, "s", color=EARTH, markersize=7)
        found = pair["user_rtt_ms"]
        if found is not None:
            ax.plot(
                [found["min"], found["max"]], [place, place], color=ORBIT, linewidth=1.6, zorder=2
            )
            ax.plot(found["p50"], place, "o", color=ORBIT, markersize=7)
        ax.plot(pair["vacuum_ms"], place, "x", color=FADED, markersize=5)
    names = [
        f"{pair['from']} – {pair['to']}\n{pair['distance_km']:,.0f} km".replace(" am Main", "")
        for pair in rows
    ]
    ax.set_yticks(range(len(rows)), names, fontsize=8.0)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.set_xlim(0.0, None)
    ax.set_xlabel("round trip of a user, ms")
    tidy(ax, "x")
    ax.tick_params(axis="y", length=0)
    signs: tuple[tuple[str, str, str, Any], ...] = (
        ("o", ORBIT, "over a relay of lasers: median and range of the day", 7),
        ("s", EARTH, "fibre as it is laid", 7),
        ("|", EARTH, "fibre along the great circle", 13),
        ("x", FADED, "light in vacuum along the ground, no waiting", 5),
    )
    for marker, colour, text, size in signs:
        ax.plot(
            np.nan, np.nan, marker, color=colour, markersize=size, markeredgewidth=1.6, label=text
        )
    drawn.legend(
        *ax.get_legend_handles_labels(), loc="lower left", bbox_to_anchor=(0.05, 0.0), ncols=2,
        fontsize=8.0, columnspacing=1.5,
    )  # fmt: skip
    return drawn
