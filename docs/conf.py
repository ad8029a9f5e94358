"""Sphinx settings. Tables and equations are written from the code before each build."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from from_code import write_all  # noqa: E402

import dawndusk  # noqa: E402

project = "dawndusk"
author = "The dawndusk developers"
copyright = "2026, the dawndusk developers"
release = version = dawndusk.__version__

extensions = [
    "sphinx.ext.autodoc",
    "numpydoc",
    "myst_parser",
    "offline_math",
    "equation_sections",
]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = "dawndusk"
html_math_renderer = "offline"
html_show_sphinx = False
exclude_patterns = ["_build", "generated/equations_*"]
autodoc_member_order = "bysource"
autodoc_typehints = "none"
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False
nitpicky = False

warnings.filterwarnings("ignore", message="Unknown section Equation")  # shown by equation_sections
write_all(HERE / "generated")
