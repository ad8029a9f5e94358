"""How pictures look: two main colours that differ in lightness, line styles, inline SVG."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Mapping
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, Final, Literal, ParamSpec, TypeVar, cast

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.report.numbers import PERCENTILES, series

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = [
    "EARTH",
    "FADED",
    "INK",
    "LINES",
    "ORBIT",
    "PARTS",
    "RULE",
    "band",
    "figure",
    "label",
    "part_style",
    "styled",
    "svg",
    "tidy",
    "year_axis",
]

P = ParamSpec("P")
T = TypeVar("T")

ORBIT: Final = "#1f3b73"  # dark: reads as dark grey in print
EARTH: Final = "#d9822b"  # light: reads as mid grey in print
INK: Final = "#222222"
FADED: Final = "#6b6b6b"
RULE: Final = "#d5d5d0"

LINES: Final = (
    ("#1f3b73", "-"),
    ("#d9822b", "--"),
    ("#3a8a7c", "-."),
    ("#7a3b69", ":"),
    ("#8f8f8f", (0, (5, 1, 1, 1, 1, 1))),
    ("#b5532a", (0, (1, 1))),
    ("#4d7fb8", (0, (7, 2))),
)

# Parts of cost and of mass: neighbours differ in lightness, every other one is hatched.
PARTS: Final = (
    ("#9aa5b8", ""),
    ("#1f3b73", ""),
    ("#e8b878", "///"),
    ("#7a3b69", ""),
    ("#cfd8c0", ""),
    ("#3a8a7c", "\\\\\\"),
    ("#f0dfc0", ""),
    ("#8a4b1d", ""),
    ("#b9a3c4", "---"),
    ("#d9822b", ""),
    ("#5f6f52", "///"),
    ("#eeeeea", ""),
)

_RC: Final[dict[str, Any]] = {
    "svg.fonttype": "path",
    "svg.hashsalt": "dawndusk",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 9.0,
    "axes.titlesize": 9.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 9.0,
    "axes.edgecolor": FADED,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.7,
    "text.color": INK,
    "xtick.color": FADED,
    "ytick.color": FADED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
    "grid.color": RULE,
    "grid.linewidth": 0.6,
    "legend.frameon": False,
    "legend.fontsize": 8.5,
    "hatch.linewidth": 0.5,
    "hatch.color": "#ffffff",
    "path.simplify": True,
    "axes.unicode_minus": True,
}


def label(name: str) -> str:
    """Return a name of the summary as words.

    Examples
    --------
    >>> label("gas_behind_the_meter"), label("small_modular_reactor"), label("chips")
    ('gas behind the meter', 'small modular reactor', 'chips')
    """
    return name.replace("_", " ")


def part_style(position: int) -> tuple[str, str]:
    """Return colour and hatch of the part at a position.

    Examples
    --------
    >>> part_style(0) == part_style(len(PARTS))
    True
    """
    return PARTS[position % len(PARTS)]


@cache
def load_quietly() -> None:
    """Load matplotlib without a word where it cannot keep its fonts in the home folder.

    It then keeps them in a folder that ends with the process, and says so; our output is ours.

    Examples
    --------
    >>> load_quietly()
    """
    log = logging.getLogger("matplotlib")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        from matplotlib import font_manager, get_cachedir, get_configdir

        for prepare in (get_configdir, get_cachedir, font_manager.get_font_names):
            prepare()
    finally:
        log.setLevel(level)


def styled(draw: Callable[P, T]) -> Callable[P, T]:
    """Return a drawing function that draws in the house style and leaves no setting behind.

    Examples
    --------
    >>> import matplotlib
    >>> styled(lambda: matplotlib.rcParams["font.size"])()
    9.0
    """

    @wraps(draw)
    def inside(*args: P.args, **kwargs: P.kwargs) -> T:
        load_quietly()
        import matplotlib as mpl

        with mpl.rc_context(cast("Any", _RC)):
            return draw(*args, **kwargs)

    return inside


def figure(width: float, height: float) -> Figure:
    """Return an empty figure of a size in inches (72 points each), in the house style.

    Examples
    --------
    >>> figure(4.0, 2.0).get_size_inches().tolist()
    [4.0, 2.0]
    """
    load_quietly()
    from matplotlib.figure import Figure as Empty

    return Empty(figsize=(width, height), facecolor="white")


def svg(drawn: Figure, name: str, alt: str) -> str:
    """Return a figure as inline SVG with its own identifiers and a text for those who cannot see.

    Parameters
    ----------
    drawn : Figure
        The picture.
    name : str
        Prefix of every identifier inside, so that several pictures can stand on one page.
    alt : str
        What the picture shows.

    Examples
    --------
    >>> text = svg(figure(1.0, 1.0), "empty", "nothing < something")
    >>> text[:32], "nothing &lt; something" in text
    ('<svg role="img" aria-labelledby=', True)
    """
    load_quietly()
    import matplotlib as mpl
    from markupsafe import escape

    with mpl.rc_context(cast("Any", _RC)):
        out = io.StringIO()
        drawn.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    text = out.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>\s*", "", text, flags=re.DOTALL)
    text = re.sub(r"<!--.*?-->\s*", "", text, flags=re.DOTALL)
    text = re.sub(r'(<image\b[^>]*?) id="[^"]*"', r"\1", text)  # two alike would share it
    text = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", text)
    text = text.replace("xlink:href", "href")
    box = re.search(r'viewBox="[^"]*"', text)
    body = text[text.index(">") + 1 :]
    head = (
        f'<svg role="img" aria-labelledby="{name}-alt" {box.group(0) if box else ""} '
        f'xmlns="http://www.w3.org/2000/svg"><title id="{name}-alt">{escape(alt)}</title>'
    )
    return re.sub(r">\s+<", "><", head + body).strip()


def tidy(ax: Axes, grid: Literal["x", "y", ""] = "y") -> None:
    """Take away what carries no information: two spines, and the grid of one direction."""
    ax.spines[["top", "right"]].set_visible(False)
    if grid:
        ax.grid(axis=grid)
    ax.set_axisbelow(True)
    ax.tick_params(length=2.5)


def band(
    ax: Axes,
    years: FloatArray,
    values: Mapping[str, Any],
    colour: str,
    style: Any = "-",
    name: str = "",
    fill: bool = True,
) -> FloatArray:
    """Draw a median with its p10 to p90 band, and return the median.

    A single year is drawn as a point with a bar.
    """
    low, middle, high = (series(values.get(key)) for key in PERCENTILES)
    if years.size == 1:
        ax.errorbar(
            years,
            middle,
            yerr=[np.nan_to_num(middle - low), np.nan_to_num(high - middle)],
            color=colour,
            marker="o",
            capsize=4,
            linestyle="none",
            label=name or None,
        )
        return middle
    if fill:
        ax.fill_between(years, low, high, color=colour, alpha=0.20, linewidth=0)
        for edge in (low, high):
            ax.plot(years, edge, color=colour, linewidth=0.6, linestyle=style, alpha=0.8)
    ax.plot(years, middle, color=colour, linewidth=2.0, linestyle=style, label=name or None)
    return middle


def year_axis(ax: Axes, years: FloatArray, most: int = 6) -> None:
    """Set whole years as ticks."""
    if years.size == 1:
        ax.set_xticks(years)
        ax.set_xlim(years[0] - 1.0, years[0] + 1.0)
        return
    ax.set_xlim(years[0], years[-1])
    span = years[-1] - years[0]
    step = next((s for s in (1, 2, 5, 10, 20) if span / s <= most), 50)
    first = np.ceil(years[0] / step) * step
    ax.set_xticks(np.arange(first, years[-1] + 0.5, step))
    ax.xaxis.set_major_formatter("{x:.0f}")
