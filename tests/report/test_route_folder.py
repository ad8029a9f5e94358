"""The folder of a route holds everything to read it, to plot it and to run it again."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from route_sample import sample_route, sample_users

from dawndusk.report import route_folder
from dawndusk.report.route_folder import write_route
from dawndusk.scenario import load


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the page, which takes seconds to draw, by a short one."""
    monkeypatch.setattr(route_folder, "_page", lambda routed: f"<p>{routed.summary['kind']}</p>")


@pytest.mark.parametrize("kind", ["pair", "users"])
def test_everything_is_there(kind: str, tmp_path: Path) -> None:
    routed = sample_route() if kind == "pair" else sample_users()
    contacts = "a contact 1 2\n" if kind == "pair" else None
    folder = write_route(routed, tmp_path / "out", contacts)
    names = {"manifest.json", "scenario.yaml", "summary.json", "series.npz", "report.html"}
    assert {p.name for p in folder.iterdir()} == names | ({"contacts.txt"} if contacts else set())
    assert json.loads((folder / "summary.json").read_text()) == routed.summary
    manifest = json.loads((folder / "manifest.json").read_text())
    assert (manifest["verb"], manifest["kind"]) == ("route", kind)
    assert set(manifest["files_sha256"]) == {p.name for p in folder.iterdir()} - {"manifest.json"}
    if kind == "pair":
        assert (manifest["from"]["name"], manifest["to"]["name"]) == ("London <city>", "Perth")
    else:
        assert manifest["from"] == "users"
    with np.load(folder / "series.npz") as read:
        for name, array in routed.series.items():
            np.testing.assert_array_equal(read[name], array)
        for name, array in routed.sample.items():
            np.testing.assert_array_equal(read[f"sample_{name}"], array)
    assert load(folder / "scenario.yaml").name == "made-up"


def test_a_second_route_replaces_the_first_and_its_contacts(tmp_path: Path) -> None:
    write_route(sample_route(), tmp_path / "out", "a contact\n")
    write_route(sample_users(), tmp_path / "out")
    assert (tmp_path / "out/report.html").read_text() == "<p>users</p>"
    assert not (tmp_path / "out/contacts.txt").exists()
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_page_that_fails_leaves_the_earlier_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_route(sample_route(), tmp_path / "out")
    before = {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()}

    def broken(_: object) -> str:
        raise RuntimeError("no ink")

    monkeypatch.setattr(route_folder, "_page", broken)
    with pytest.raises(RuntimeError, match="no ink"):
        write_route(sample_users(), tmp_path / "out")
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()} == before
