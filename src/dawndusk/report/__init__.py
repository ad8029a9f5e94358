"""What people read: one self-contained page and one picture, from the summary alone."""

from __future__ import annotations

from dawndusk.report.page import render
from dawndusk.report.picture import figure_png

__all__ = ["figure_png", "render"]
