"""One wide picture of the answer, for a README or a slide."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dawndusk.errors import OutputError
from dawndusk.report.figures_cost import draw_cost, draw_ratio
from dawndusk.report.findings import cost_finding
from dawndusk.report.style import FADED, figure, styled
from dawndusk.report.wording import crossover_finding

__all__ = ["figure_png"]

_DOTS_PER_INCH = 150


@styled
def figure_png(summary: Mapping[str, Any], path: str | Path) -> None:
    """Write cost by year and the ratio of costs side by side as one PNG file.

    Parameters
    ----------
    summary : mapping
        What `study` computed.
    path : str or Path
        The file to write.

    Raises
    ------
    OutputError
        The file cannot be written.
    """
    drawn = figure(12.0, 4.3)
    cost = drawn.add_axes((0.05, 0.13, 0.345, 0.72))
    ratio = drawn.add_axes((0.57, 0.13, 0.345, 0.72))
    draw_cost(cost, summary)
    draw_ratio(ratio, summary)
    cost.set_title(_two_lines(cost_finding(summary)), fontsize=9.5, pad=8)
    ratio.set_title(
        _two_lines(crossover_finding(summary["crossover"], summary["years"])), fontsize=9.5, pad=8
    )
    drawn.text(
        0.05,
        0.015,
        f"{summary['title']} · {summary['draws']:,} draws · bands p10 to p90 · "
        f"dawndusk {summary['version']}",
        fontsize=7.5,
        color=FADED,
        parse_math=False,
    )
    try:
        drawn.savefig(path, format="png", dpi=_DOTS_PER_INCH)
    except OSError as error:
        raise OutputError(
            "the picture cannot be written", got=str(path), remedy=str(error.strerror or error)
        ) from error


def _two_lines(text: str) -> str:
    """Break a title into two lines of about the same length."""
    from textwrap import wrap

    return "\n".join(wrap(text, len(text) // 2 + 8))
