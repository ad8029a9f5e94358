"""Ctrl-C and a kill in the middle: one line, the right exit code, nothing half-written."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dawndusk.study.store import write_folder

TINY = str(Path(__file__).parents[1] / "scenarios" / "tiny.yaml")

SAID = {129: "hung up", 130: "interrupted", 143: "told to end"}

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
        ("store._sha256", signal.SIGHUP, 129),
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
    assert err == f"dawndusk: {SAID[code]}; earlier results are untouched\n"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [p.name for p in Path().iterdir()] == ["r"]


SLOW_END = """
import atexit, time
def slow(say, then):
    def slowly(*given, **options):
        print(say, flush=True)
        for _ in range(20):
            time.sleep(0.02)
        return then(*given, **options)
    return slowly
from dawndusk.study import store
store.shutil.rmtree = slow("cleaning", store.shutil.rmtree)
atexit.register(slow("closing", lambda: None))
"""


def test_a_second_ctrl_c_while_it_cleans_up_or_closes_changes_nothing(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW_END + HOLD.format(place="store._sha256"),
         "study", TINY, "--out", "r"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    assert process.stdout is not None
    for said in ("here", "cleaning", "closing"):
        assert process.stdout.readline() == f"{said}\n"
        process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err == "dawndusk: interrupted; earlier results are untouched\n"
    assert list(Path().iterdir()) == []


def test_under_nohup_a_closed_terminal_is_not_heard(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD.format(place="store._sha256"), "study", TINY, "--out", "r"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "here\n"
    process.send_signal(signal.SIGHUP)
    process.send_signal(signal.SIGTERM)
    assert "told to end" in process.communicate(timeout=60)[1]
    assert process.returncode == 143


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
    assert err == f"dawndusk: {SAID[code]}; earlier results are untouched\n"
    assert [p.name for p in Path().iterdir()] == ["big.yaml"]
