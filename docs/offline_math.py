"""Equations as inline pictures drawn by matplotlib, so that pages need no network to be read."""

from __future__ import annotations

import html
import io
import re
from typing import Any
from zlib import crc32

from docutils import nodes

_INSTEAD = {  # what matplotlib's mathtext has under another name
    r"\tfrac": r"\frac", r"\dfrac": r"\frac", r"\Big": "", r"\big": "", r"\qquad": r"\quad\quad",
    r"\text": r"\mathrm", r"\le ": r"\leq ", r"\ge ": r"\geq ", r"\cot": r"\mathrm{cot}\,",
}  # fmt: skip


def picture(latex: str, size: float) -> str:
    """Draw one line of LaTeX as SVG; give its source where it cannot be drawn."""
    import matplotlib.pyplot as plt
    from matplotlib import rc_context

    line = " ".join(latex.split())
    for theirs, ours in _INSTEAD.items():
        line = re.sub(re.escape(theirs) + (r"(?![A-Za-z])" if theirs[-1] != " " else ""),
                      ours.replace("\\", r"\\"), line)  # fmt: skip
    line = re.sub(r"\\frac\s*(\d)\s*(\d|\\pi)", r"\\frac{\1}{\2}", line)
    line = re.sub(r"\\frac\s*(\d)\s*([A-Za-z])", r"\\frac{\1}{\2}", line)
    try:
        with rc_context({"svg.fonttype": "path", "svg.hashsalt": "dawndusk"}):
            figure = plt.figure(figsize=(0.1, 0.1))
            figure.text(0.0, 0.0, f"${line}$", fontsize=size)
            sheet = io.BytesIO()
            figure.savefig(sheet, format="svg", bbox_inches="tight", pad_inches=0.02,
                           transparent=True, metadata={"Date": None})  # fmt: skip
    except ValueError:
        return f"<code>{html.escape(latex)}</code>"
    finally:
        plt.close("all")
    svg = sheet.getvalue().decode()
    svg = svg[svg.index("<svg") :].replace(
        "<svg", f'<svg role="img" aria-label="{html.escape(line)}"', 1
    )
    prefix = f"m{crc32(line.encode())}"
    return re.sub(r'(id="|href="#|url\(#)', rf"\g<1>{prefix}", svg)


def _inline(self: Any, node: nodes.math) -> None:
    self.body.append(f'<span class="math">{picture(node.astext(), 9.5)}</span>')
    raise nodes.SkipNode


def _block(self: Any, node: nodes.math_block) -> None:
    self.body.append(
        f'<div class="math" style="overflow-x:auto">{picture(node.astext(), 12.0)}</div>'
    )
    raise nodes.SkipNode


def setup(app: Any) -> dict[str, bool]:
    """Register the renderer with Sphinx."""
    app.add_html_math_renderer("offline", (_inline, None), (_block, None))
    return {"parallel_read_safe": True}
