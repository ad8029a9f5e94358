"""A result folder is written whole or not at all, and never over something else."""

from __future__ import annotations

import hashlib
import json
import os

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
    with pytest.raises(OutputError, match="cannot be"):
        write(type(tmp_path)("/proc/nowhere/out"))
