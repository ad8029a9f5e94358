"""Output that cannot be written: one line where it can be read, an exit code, never a trace."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

DAWNDUSK = f"{shlex.quote(sys.executable)} -m dawndusk.cli"
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device on this system")


def shell(command: str, **environment: str) -> tuple[int, bytes, bytes]:
    """Run a command line with its redirections: exit code, standard output, standard error."""
    done = subprocess.run(
        ["sh", "-c", f"{DAWNDUSK} {command}"],
        capture_output=True,
        env={**os.environ, **environment},
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@FULL
@pytest.mark.parametrize("verb", ["calc", "calc drag", "calc drag --json", "schema", "--help"])
def test_a_full_disk_behind_standard_output(verb):
    code, _, err = shell(f"{verb} >/dev/full")
    said = b"dawndusk: standard output cannot be written: No space left on device\n"
    assert (err, code) == (said, 1)


def test_a_closed_standard_output():
    code, out, err = shell("calc drag >&-")
    assert (code, out) == (2, b"")
    assert err == b"dawndusk: standard output is closed; send it to a file or /dev/null\n"
    assert shell("calc drag >&- 2>&-") == (2, b"", b"")


def test_a_standard_output_that_is_only_read():
    code, _, err = shell("calc drag 1</dev/null")
    assert code == 1
    assert err == b"dawndusk: standard output cannot be written: Bad file descriptor\n"


@pytest.mark.parametrize("where", ["2>&-", pytest.param("2>/dev/full", marks=FULL)])
def test_errors_that_nobody_can_read(where):
    assert shell(f"calc nothing {where}") == (2, b"", b"")
    code, out, err = shell(f"calc annuity rate=0.1 years=5 {where}")
    assert (code, err) == (0, b"")
    assert b"0.2637974808" in out


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1:strict"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=lambda environment: " ".join(environment.values()),
)
def test_characters_that_a_terminal_lacks(environment):
    for command in ("sources", "calc", "calc view_factor", "calc nothing\u03c0\u20ac"):
        code, _, err = shell(command, **environment)
        assert code == (2 if "nothing" in command else 0), err
        assert err.count(b"\n") == (code == 2)
        assert b"fault" not in err
