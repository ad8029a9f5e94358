"""Ctrl-C and a kill in the middle: one line, the right exit code, nothing half-written."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dawndusk.study.store import write_folder

TINY = str(Path(__file__).parents[1] / "scenarios" / "tiny.yaml")

HOLD = """
import sys, threading, time
from dawndusk.cli import main
from dawndusk.report import folder
from dawndusk.study import run, store
def hold(*_):  # the middle of the work: say so, and stay there until the signal comes
    print("here", flush=True)
    while True:
        time.sleep(0.05)
folder.render = lambda summary: ""
{place} = hold
main(sys.argv[1:])
"""


@pytest.mark.parametrize(
    ("place", "number", "code"),
    [
        ("folder.render", signal.SIGINT, 130),
        ("store._write_parquet", signal.SIGTERM, 143),
        ("store._sha256", signal.SIGINT, 130),
    ],
)
def test_a_signal_in_the_middle(monkeypatch, tmp_path, place, number, code):
    monkeypatch.chdir(tmp_path)
    folder = write_folder(Path("r"), texts={"summary.json": "old"}, samples={}, manifest={})
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD.format(place=place), "study", TINY, "--out", "r"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # a shell starts background jobs deaf to SIGINT; this one must hear it
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "here\n"
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert process.returncode == code
    what = "interrupted" if code == 130 else "told to end"
    assert err == f"dawndusk: {what}; earlier results are untouched\n"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [p.name for p in Path().iterdir()] == ["r"]


BUSY = """
import sys
from dawndusk.cli import main
from dawndusk.study import run
class Loud(run.Chain):
    blocks = 0
    def run(self, inputs):
        Loud.blocks += 1
        if Loud.blocks == 4:
            print("here", flush=True)
        return super().run(inputs)
run.Chain = Loud
main(sys.argv[1:])
"""


def test_ctrl_c_in_a_long_study_is_heard_at_once(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-c", BUSY, "study", TINY, "--draws", "2000000", "--out", "r"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "here\n"
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=15)  # the whole of it would take far longer
    assert process.returncode == 130
    assert err == "dawndusk: interrupted; earlier results are untouched\n"
    assert list(Path().iterdir()) == []


LONG_FLIGHT = """
import sys
from dawndusk.cli import main
from dawndusk.twin import counting
def loud(*given):
    made = tally(*given)
    if given[1].seconds[0] > 0.0:
        print("here", flush=True)
    return made
tally, counting._tally = counting._tally, loud
main(sys.argv[1:])
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_long_flight_hears_a_signal_at_once(monkeypatch, tmp_path, number, code):
    monkeypatch.chdir(tmp_path)
    Path("big.yaml").write_text(
        "name: big\nconstellation: {shells: [{pattern: walker_delta, altitude_km: 550, "
        "inclination_deg: 53, planes: 1000, satellites_per_plane: 100000}]}\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", LONG_FLIGHT, "fly", "big.yaml", "--out", "r"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "here\n"
    process.send_signal(number)
    _, err = process.communicate(timeout=20)  # the whole of it would take minutes
    assert process.returncode == code
    what = "interrupted" if code == 130 else "told to end"
    assert err == f"dawndusk: {what}; earlier results are untouched\n"
    assert [p.name for p in Path().iterdir()] == ["big.yaml"]
