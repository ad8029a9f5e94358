"""The house style, and that nothing but ours is said while pictures are drawn."""

from __future__ import annotations

import os
import subprocess
import sys

DRAW = """
import logging
from dawndusk.report.style import figure, svg
assert svg(figure(1.0, 1.0), "empty", "nothing").startswith("<svg")
assert logging.getLogger("matplotlib").level == logging.NOTSET
"""


def test_a_home_that_cannot_be_written_is_not_talked_about(tmp_path):
    (tmp_path / "home").write_text("a file, in which even root makes no folder")
    asked = ("MPLCONFIGDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    rest = {name: value for name, value in os.environ.items() if name not in asked}
    done = subprocess.run(
        [sys.executable, "-c", DRAW],
        env={**rest, "HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path)},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
    assert [p.name for p in tmp_path.iterdir()] == ["home"]
