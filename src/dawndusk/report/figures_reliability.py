"""The picture of a satellite that nobody repairs: what ends it, and what of its compute works."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dawndusk.report.style import FADED, INK, ORBIT, figure, label, styled, tidy

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["failures_chart"]


@styled
def failures_chart(summary: Mapping[str, Any]) -> Figure:
    """Draw the share of satellites that each part ends, and the working compute over the life."""
    found = summary["reliability"]
    rows = [("does not open", found["deployment_failure_share"])]
    rows += [(label(part["part"]), part["ends_share"]) for part in found["parts"]]
    drawn = figure(8.0, 0.27 * len(rows) + 0.9)
    high = drawn.get_figheight()
    below, tall = 0.55 / high, 1.0 - 0.9 / high
    left = drawn.add_axes((0.15, below, 0.30, tall))
    right = drawn.add_axes((0.58, below, 0.38, tall))
    shares = [100.0 * share for _, share in rows]
    left.barh(range(len(rows)), shares, color=[FADED, *[ORBIT] * (len(rows) - 1)], height=0.66)
    for y, share in enumerate(shares):
        left.annotate(
            f"{share:.2g}", (share, y), xytext=(3, 0), textcoords="offset points", va="center",
            fontsize=8, color=INK,
        )  # fmt: skip
    left.set_yticks(range(len(rows)), [name for name, _ in rows])
    left.set(ylim=(len(rows) - 0.4, -0.6), xlim=(0.0, 1.18 * max(shares) or 1.0))
    left.set_xlabel("% of the satellites, over the life")
    left.set_title("What ends a satellite", loc="left", fontsize=9, fontweight="bold")
    tidy(left, grid="x")
    curve = found["curve"]
    right.plot(curve["years"], [100.0 * s for s in curve["compute_share"]], color=ORBIT)
    right.axhline(100.0 * found["mean_compute_share"], color=INK, linewidth=1.0, linestyle="--")
    right.annotate(
        f"mean {100.0 * found['mean_compute_share']:.0f} %",
        (found["life_years"], 100.0 * found["mean_compute_share"]),
        xytext=(0, 4), textcoords="offset points", ha="right", fontsize=8,
    )  # fmt: skip
    right.set(ylim=(0.0, 105.0), xlim=(0.0, found["life_years"]))
    right.set_xlabel("years in orbit")
    right.set_title("Compute that works, % of nameplate", loc="left", fontsize=9, fontweight="bold")
    tidy(right, grid="y")
    return drawn
