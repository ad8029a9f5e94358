"""The folder of a flight holds everything to read it, to plot it and to fly it again."""

from __future__ import annotations

import json

import numpy as np
import pytest

from dawndusk.report import fly_folder
from dawndusk.report.fly_folder import write_flight
from dawndusk.report.terminal_fly import flight_sentences
from dawndusk.scenario import load, parse
from dawndusk.twin.fly import fly

ISS = """ISS (ZARYA)
1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927
2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537
"""
RING = {"pattern": "sun_synchronous", "altitude_km": 650, "satellites_per_plane": 30, "planes": 1}


@pytest.fixture
def flight(tmp_path):
    (tmp_path / "iss.tle").write_text(ISS)
    shells = [RING, {"pattern": "imported", "file": str(tmp_path / "iss.tle")}]
    asked = parse({"name": "x", "constellation": {"date": "2008-09-21", "shells": shells}})
    return fly(asked, hours=2.0, step_s=300.0)


@pytest.fixture
def quick(monkeypatch):
    """Replace the page, which takes seconds to draw, by a short one."""
    monkeypatch.setattr(fly_folder, "_page", lambda flight: f"<p>{flight.summary['steps']}</p>")


def test_everything_is_there(flight, tmp_path, quick):
    folder = write_flight(flight, tmp_path / "out", czml=True)
    assert {p.name for p in folder.iterdir()} == {
        "manifest.json", "scenario.yaml", "summary.json", "series.npz", "report.html",
        "sample.czml", "iss.tle",
    }  # fmt: skip
    assert json.loads((folder / "summary.json").read_text()) == flight.summary
    manifest = json.loads((folder / "manifest.json").read_text())
    assert (manifest["verb"], manifest["date"]) == ("fly", "2008-09-21")
    with np.load(folder / "series.npz") as read:
        for name, array in flight.series.items():
            np.testing.assert_array_equal(read[name], array)
        for name, array in flight.sample.items():
            np.testing.assert_array_equal(read[f"sample_{name}"], array)
    czml = json.loads((folder / "sample.czml").read_text())
    assert czml[0]["id"] == "document"
    assert len(czml) >= 1 + 31


def test_it_flies_again_from_its_folder(flight, tmp_path, quick):
    """Also with the file of elements gone from where it was."""
    folder = write_flight(flight, tmp_path / "out")
    (tmp_path / "iss.tle").unlink()
    again = fly(load(folder / "scenario.yaml"), hours=2.0, step_s=300.0)
    for name, array in flight.series.items():
        np.testing.assert_array_equal(array, again.series[name])


def test_it_keeps_the_names_of_its_shells(tmp_path, quick):
    """Two of one file share a copy; one that is called like ours, or like another, gives way."""
    files = [tmp_path / name for name in ("iss.tle", "b/iss.tle", "b/Report.HTML")]
    (tmp_path / "b").mkdir()
    for file in files:
        file.write_text(ISS)
    shells = [{"pattern": "imported", "file": str(files[k])} for k in (0, 0, 1, 2)]
    asked = parse({"name": "x", "constellation": {"date": "2008-11-30", "shells": shells}})
    one = fly(asked, hours=1.0)
    names = [shell["name"] for shell in one.summary["shells"]]
    assert names == ["iss", "iss (2)", "iss (3)", "Report"]
    warnings = [item["warnings"][0].partition(":")[0] for item in one.summary["imported"]]
    assert warnings == names
    folder = write_flight(one, tmp_path / "out")
    copies = {p.name for p in folder.iterdir()} - set(fly_folder._OURS)
    assert copies == {"iss.tle", "iss-3.tle", "Report-4.HTML"}
    two = fly(load(folder / "scenario.yaml"), hours=1.0)
    assert [shell["name"] for shell in two.summary["shells"][:2]] == names[:2]
    again = fly(load(write_flight(two, tmp_path / "more") / "scenario.yaml"), hours=1.0)
    assert {**again.summary, "timings_s": {}} == {**two.summary, "timings_s": {}}


def test_a_file_of_elements_that_is_gone(flight, tmp_path, quick):
    (tmp_path / "iss.tle").unlink()
    with pytest.raises(fly_folder.InputError, match="cannot be read"):
        write_flight(flight, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_sentences_say_what_was_flown_and_found(flight):
    said = flight_sentences(flight.summary)
    assert said[0] == (
        "31 satellites in 2 planes of 2 shells, 2 hours from 2008-09-21 in steps of 300 s."
    )
    assert all(sentence.endswith(".") for sentence in said)
    lost = {**flight.summary, "status": {"ok": 30, "decayed": 1}}
    assert any("1 decayed" in sentence for sentence in flight_sentences(lost))
    assert any("1 of 31 satellites could not" in sentence for sentence in flight_sentences(lost))
    gone = {**flight.summary, "status": {"ok": 0, "decayed": 31}, "hours": 1.0}
    assert "1 hour from" in flight_sentences(gone)[0]
    assert any(
        "Not one of 31 satellites could be" in sentence for sentence in flight_sentences(gone)
    )
    warned = {**flight.summary, "imported": [{"warnings": ["old elements"]}]}
    assert "Beware: old elements." in flight_sentences(warned)
