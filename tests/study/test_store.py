"""A result folder is written whole or not at all, and never over something else."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import duckdb
import numpy as np
import pytest

from dawndusk.errors import OutputError
from dawndusk.study import store
from dawndusk.study.store import check_folder, write_folder

TEXTS = {"summary.json": "{}\n", "report.html": "<p>W/m²</p>"}
SAMPLES = {
    "draw": np.array([0, 0, 1]),
    "cost": np.array([1.5, np.inf, -2.0]),
    "path": np.array(["grid", "solar_storage", "grid"]),
}


def write(folder, texts=TEXTS, samples=SAMPLES, **manifest):
    return write_folder(folder, texts=texts, samples=samples, manifest=manifest)


def contents(folder):
    return {p.name: p.read_bytes() for p in folder.iterdir()}


def test_everything_is_there_and_hashed(tmp_path):
    folder = write(tmp_path / "deep" / "er" / "out", verb="study")
    assert sorted(contents(folder)) == [
        "manifest.json", "report.html", "samples.parquet", "summary.json",
    ]  # fmt: skip
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["verb"] == "study"
    hashes = manifest["files_sha256"]
    assert set(hashes) == {"report.html", "samples.parquet", "summary.json"}
    for name, digest in hashes.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert (folder / "report.html").read_text(encoding="utf-8") == TEXTS["report.html"]
    assert os.stat(folder).st_mode & 0o777 == 0o755
    assert [p.name for p in folder.parent.iterdir()] == ["out"]


def test_samples_come_back(tmp_path):
    folder = write(tmp_path / "it's here")  # a quote in the path must not end the SQL text
    file = str(folder / "samples.parquet").replace("'", "''")
    rows = duckdb.sql(f"SELECT * FROM '{file}'").fetchall()
    assert rows == [(0, 1.5, "grid"), (0, float("inf"), "solar_storage"), (1, -2.0, "grid")]


def test_series_of_any_shape_come_back(tmp_path):
    series = {
        "lit": np.arange(6, dtype=np.int32).reshape(3, 2),
        "position_km": np.full((2, 3, 3), 7000.5, dtype=np.float32),
        "name": np.array(["a", "größe"]),
    }
    folder = write_folder(tmp_path / "out", texts={}, samples={}, manifest={}, series=series)
    assert set(json.loads((folder / "manifest.json").read_text())["files_sha256"]) == {"series.npz"}
    with np.load(folder / "series.npz") as read:
        assert set(read) == set(series)
        for name, array in series.items():
            assert read[name].dtype == array.dtype
            np.testing.assert_array_equal(read[name], array)


def test_the_same_series_are_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        series = {"time_s": np.arange(100.0)}
        write_folder(tmp_path / name, texts={}, samples={}, manifest={}, series=series)
    one, two = (tmp_path / name / "series.npz" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_series_that_would_have_to_be_unpickled_are_refused(tmp_path):
    series = {"odd": np.array([{}], dtype=object)}
    with pytest.raises(ValueError, match="allow_pickle"):
        write_folder(tmp_path / "out", texts={}, samples={}, manifest={}, series=series)
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_result_is_replaced_whole(tmp_path):
    folder = write(tmp_path / "out", {**TEXTS, "old.txt": "x"})
    write(folder, {"summary.json": '{"new": 1}\n'}, {})
    assert sorted(contents(folder)) == ["manifest.json", "summary.json"]
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("failing", ["_write_parquet", "_swap", "_sha256"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_leaves_the_earlier_result_and_nothing_else(
    tmp_path, monkeypatch, failing, error
):
    folder = write(tmp_path / "out")
    before = contents(folder)

    def fail(*_):
        raise error

    monkeypatch.setattr(store, failing, fail)
    expected = OutputError if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(expected) as caught:
        write(folder, {"summary.json": "half"})
    assert contents(folder) == before
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
    if isinstance(error, OSError):
        assert "No space left on device" in str(caught.value)


def test_a_failure_between_the_two_renames_puts_the_earlier_result_back(tmp_path, monkeypatch):
    folder = write(tmp_path / "out")
    before = contents(folder)
    rename = type(folder).rename

    def second_fails(self, target):
        if self.name.startswith(".out-") and target == folder and "replaced" not in self.name:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(type(folder), "rename", second_fails)
    with pytest.raises(KeyboardInterrupt):
        write(folder, {"summary.json": "half"})
    monkeypatch.undo()
    assert contents(folder) == before
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


MANY = """
import sys
from pathlib import Path
from dawndusk.study.store import write_folder
for k in range(25):
    texts = {name: f"{sys.argv[2]} {k}" for name in ("summary.json", "report.html")}
    write_folder(Path(sys.argv[1]), texts=texts, samples={}, manifest={})
"""


def test_runs_that_write_to_one_folder_leave_one_whole_result(tmp_path):
    runs = [
        subprocess.Popen([sys.executable, "-c", MANY, str(tmp_path / "out"), str(k)], stderr=-1)
        for k in range(3)
    ]
    assert [(run.communicate(timeout=120)[1], run.returncode) for run in runs] == [(b"", 0)] * 3
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
    found = contents(tmp_path / "out")
    assert found["summary.json"] == found["report.html"]
    hashes = json.loads(found["manifest.json"])["files_sha256"]
    assert hashes["report.html"] == hashlib.sha256(found["report.html"]).hexdigest()


def test_threads_that_write_to_one_folder(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda k: write(tmp_path / "out", {"summary.json": str(k)}, {}), range(200)))
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def meddle(monkeypatch, folder, times):
    """Let another run put its result at the folder each time ours is about to, so many times."""
    rename, left = type(folder).rename, [times]

    def meddled(self, target):
        if target == folder and "replaced" not in self.name and left[0]:
            left[0] -= 1
            folder.mkdir()
            (folder / "summary.json").write_text("theirs")
        return rename(self, target)

    monkeypatch.setattr(type(folder), "rename", meddled)


@pytest.mark.parametrize("times", [1, 3])
def test_a_result_that_came_between_the_renames_is_replaced_too(tmp_path, monkeypatch, times):
    folder = write(tmp_path / "out")
    meddle(monkeypatch, folder, times)
    write(folder, {"summary.json": "ours"}, {})
    assert contents(folder)["summary.json"] == b"ours"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_others_never_leave_alone(tmp_path, monkeypatch):
    folder = write(tmp_path / "out")
    meddle(monkeypatch, folder, 1000)
    with pytest.raises(OutputError, match="other runs keep writing"):
        write(folder, {"summary.json": "ours"}, {})
    assert contents(folder) == {"summary.json": b"theirs"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_an_earlier_result_that_cannot_be_put_back_is_told(tmp_path, monkeypatch):
    folder = write(tmp_path / "out")
    before = contents(folder)
    rename = type(folder).rename

    def fails(self, target):
        if target == folder:
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(type(folder), "rename", fails)
    with pytest.raises(OutputError, match="could not be put back: Input/output error") as caught:
        write(folder, {"summary.json": "ours"}, {})
    monkeypatch.undo()
    [kept] = tmp_path.iterdir()
    assert str(kept) in str(caught.value)
    assert contents(kept) == before


def test_only_a_full_disk_is_told_to_be_freed(tmp_path, monkeypatch):
    for number, says in ((errno.ENOSPC, "free some space or choose"), (errno.EIO, "; choose")):

        def fail(*_, number=number):
            raise OSError(number, "it failed")

        monkeypatch.setattr(store, "_sha256", fail)
        with pytest.raises(OutputError, match=says):
            write(tmp_path / "out")


def test_an_empty_folder_may_be_used(tmp_path):
    (tmp_path / "out").mkdir()
    assert check_folder(tmp_path / "out") == (tmp_path / "out").resolve()
    assert "summary.json" in contents(write(tmp_path / "out"))


def refused(path) -> str:
    with pytest.raises(OutputError) as caught:
        check_folder(path)
    text = str(caught.value)
    assert len(text.splitlines()) == 1
    return text


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "out").write_text("mine")
    assert "is a file" in refused(tmp_path / "out")
    assert "cannot be" in refused(tmp_path / "out" / "below" / "it")


@pytest.mark.parametrize("manifest", [None, "{}", "[]", "not JSON", '{"name": "my web page"}'])
def test_what_is_not_ours_is_left_alone(tmp_path, manifest):
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "thesis.tex").write_text("years of work")
    if manifest is not None:
        (folder / "manifest.json").write_text(manifest)
    assert "holds something else" in refused(folder)
    with pytest.raises(OutputError):
        write(folder)
    assert (folder / "thesis.tex").read_text() == "years of work"


def test_a_note_added_to_a_result_is_not_thrown_away(tmp_path):
    folder = write(tmp_path / "out")
    (folder / "my notes.md").write_text("keep me")
    assert "holds something else" in refused(folder)


def test_a_link_to_a_folder_is_followed(tmp_path):
    real = write(tmp_path / "real")
    (tmp_path / "link").symlink_to(real)
    write(tmp_path / "link", {"summary.json": "new"}, {})
    assert (tmp_path / "link").is_symlink()
    assert (real / "summary.json").read_text() == "new"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link", "real"]


def test_a_loop_of_links(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert "output folder" in refused(tmp_path / "a")


def test_a_name_too_long_for_the_system(tmp_path):
    assert "output folder cannot be used" in refused(tmp_path / ("x" * 5000))


@pytest.mark.skipif(not os.path.isdir("/proc/1"), reason="no /proc on this system")
def test_a_folder_nobody_may_write(tmp_path):
    for where in ("/proc/nowhere/out", "/proc/out"):  # before any work is done, also for root
        with pytest.raises(OutputError, match="cannot be"):
            check_folder(type(tmp_path)(where))
