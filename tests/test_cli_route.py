"""The verb `route`: what it prints and writes, and bad input in one line with exit 2."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

import dawndusk
from dawndusk.cli import main
from dawndusk.report import route_folder
from dawndusk.twin.route_result import WAYS

TINY = str(Path(__file__).parents[1] / "scenarios" / "tiny.yaml")
KUIPER = str(Path(__file__).parents[1] / "scenarios" / "kuiper_630.yaml")
PAIR = ("--from", "Manila", "--to", "Dalian")
FILES = ["manifest.json", "report.html", "scenario.yaml", "series.npz", "summary.json"]
LOW = """name: low
constellation:
  shells: [{pattern: walker_delta, altitude_km: 550, inclination_deg: 5, planes: 2,
            satellites_per_plane: 4}]
"""
SHORT = ("--hours", "0.1", "--step", "60")
BAD = {
    "": "route needs a start; name it with --from",
    "--from Manila": "route needs an end; name it with --to",
    "--to Dalian": "route needs a start",
    "--from users --to Dalian": "--from users has no --to",
    "--from users --contacts": "--contacts is of two places",
    "--from --to Dalian": "--from needs a place",
    "--from Manila --to": "--to",
    "--from Manlia --to Dalian": "nearest names: Manila (PH)",
    "--from Manila --to Dailan": "Dalian (CN)",
    "--from Manila,Narnia --to Dalian": "no such country",
    "--from Manila --to manila": "one place",
    "--from Manila --to 14.6042,120.9822": "one place",
    "--from Manila --to 95,10": "off the map",
    "--from Manila --to Dalian --hours 0": "hours is out of range",
    "--from Manila --to Dalian --hours -1": "hours is out of range",
    "--from Manila --to Dalian --hours many": "--hours: not a quantity",
    "--from Manila --to Dalian --hours 1 --step 3601": "step is out of range",
    "--from Manila --to Dalian --step 0": "step is out of range",
    "--from Manila --to Dalian --step 1km": "--step",
    "--from Manila --to Dalian --date tomorrow": "--date: not a date",
    "--from Manila --to Dalian --bogus": "--bogus",
    "--from Manila --to Dalian --form X": "--form",
    "--from Manila --to Dalian extra": "extra",
    "--from Manila --to Dalian --json --contacts": "name a folder with --out",
    "--from Manila --to Dalian --out taken": "is a file",
    "--from Manila --to Dalian --out full": "holds something else",
}


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch, tmp_path, own_signals):
    """Run beside a file and a folder that are not ours to touch."""
    monkeypatch.chdir(tmp_path)
    Path("taken").write_text("mine")
    Path("full").mkdir()
    Path("full/thesis.tex").write_text("years of work")


@pytest.fixture
def quick(monkeypatch):
    """Replace the page, which takes seconds to draw, by a short one."""
    monkeypatch.setattr(route_folder, "_page", lambda routed: f"<p>{routed.summary['steps']}</p>")


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    """Run the command line in this process: exit code, standard output, standard error."""
    code = 0
    try:
        main(["route", *arguments])
    except SystemExit as end:
        code = int(end.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


def document(text: str):
    """Return the one JSON document that a text is."""
    return json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


@pytest.mark.parametrize("options", BAD)
def test_bad_input_is_one_line_and_leaves_the_disk_alone(capsys, options):
    before = sorted(str(p) for p in Path().rglob("*"))
    code, out, err = run(capsys, KUIPER, *options.split())
    assert (code, out) == (2, ""), err
    assert BAD[options].lower() in err.lower()
    assert err.startswith("dawndusk: ")
    assert err.count("\n") == 1
    assert len(err) < 700
    assert "fault of dawndusk" not in err
    assert sorted(str(p) for p in Path().rglob("*")) == before
    assert Path("taken").read_text() == "mine"


def test_a_scenario_that_is_not_there_or_cannot_fly(capsys):
    assert "no such scenario file" in run(capsys, "nowhere.yaml", *PAIR)[2]
    assert run(capsys, *PAIR)[0] == 2
    ring = "{pattern: sun_synchronous, altitude_km: 650, planes: 1, satellites_per_plane: 9"
    shells = f"[{ring}}}, {ring}, inclination_deg: 53}}]"
    Path("bad.yaml").write_text(f"name: x\nconstellation: {{shells: {shells}}}\n")
    code, _, err = run(capsys, "bad.yaml", *PAIR)
    assert code == 2
    assert err.startswith("dawndusk: bad.yaml: constellation.shells.1: sun-synchronous")


def test_a_route_writes_the_whole_folder(capsys):
    """The one test here that draws the real page."""
    code, out, _ = run(capsys, KUIPER, *PAIR, *SHORT)
    assert code == 0
    folder = Path("results/kuiper_630-route")
    assert out.splitlines()[-1] == str(folder.resolve() / "report.html")
    assert sorted(p.name for p in folder.iterdir()) == FILES
    summary = document((folder / "summary.json").read_text())
    assert (summary["kind"], summary["steps"], summary["step_s"]) == ("pair", 6, 60.0)
    assert (summary["from"]["name"], summary["to"]["name"]) == ("Manila", "Dalian")
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert not re.search(r"(src|href)=.https?://[^\"']+\.(js|css|png|woff)", page)
    assert "Manila to Dalian takes" in page


def test_json_holds_the_contract_and_writes_nothing(capsys):
    code, out, err = run(capsys, KUIPER, *PAIR, *SHORT, "--json")
    assert (code, err) == (0, "")
    found = document(out)
    assert set(found["rtt_ms"]) == {"min", "mean", "p50", "p95", "max"} == set(found["user_rtt_ms"])
    for name in ("fibre_ms", "reachable_share", "hops", "path_changes", "faster_than_fibre_share"):
        assert isinstance(found[name], int | float), name
    assert found["vacuum_ms"] < found["fibre_great_circle_ms"] < found["fibre_ms"]
    assert found["vacuum_ms"] < found["rtt_ms"]["min"]
    assert sorted(p.name for p in Path().iterdir()) == ["full", "taken"]


def test_quiet_prints_the_path_only_and_an_earlier_result_is_replaced(capsys, quick):
    for hours, steps in (("0.1", 6), ("0.2", 12)):
        code, out, err = run(capsys, KUIPER, *PAIR, "--hours", hours, "--out", "r", "--quiet")
        assert (code, err) == (0, "")
        assert out == f"{Path('r').resolve() / 'report.html'}\n"
        assert Path("r/report.html").read_text() == f"<p>{steps}</p>"


def test_contacts_are_written_beside_the_route(capsys, quick):
    options = (*PAIR, *SHORT, "--out", "r", "--contacts", "--json")
    code, out, err = run(capsys, KUIPER, *options)
    assert (code, err) == (0, "")
    assert document(out) == document(Path("r/summary.json").read_text())
    assert sorted(p.name for p in Path("r").iterdir()) == sorted([*FILES, "contacts.txt"])
    plan = Path("r/contacts.txt").read_text(encoding="utf-8")
    assert plan.startswith("# Contact plan")
    assert "# node 1 Manila" in plan
    assert re.search(r"^a contact \+0 \+\d+ 1 \d+ \d+$", plan, re.MULTILINE)
    code, _, err = run(capsys, KUIPER, *PAIR, "--hours", "0.03", "--out", "r2", "--contacts")
    assert code == 2
    assert "too few steps" in err
    assert not Path("r2").exists()


def test_the_resolved_scenario_gives_the_same_route(capsys, quick):
    run(capsys, KUIPER, *PAIR, *SHORT, "--out", "one", "--quiet")
    assert run(capsys, "one/scenario.yaml", *PAIR, *SHORT, "--out", "two", "--quiet")[0] == 0
    with np.load("one/series.npz") as one, np.load("two/series.npz") as two:
        assert set(one) == set(two)
        for name in one:
            np.testing.assert_array_equal(one[name], two[name])


def test_the_route_of_the_users_holds_its_contract(capsys, quick):
    """Shares add up, and the numbers that are printed are those that are written."""
    options = ("--from", "Users", "--hours", "0.5", "--out", "r")
    code, out, err = run(capsys, KUIPER, *options, "--json")
    assert (code, err) == (0, "")
    found = document(out)
    assert found == document(Path("r/summary.json").read_text())
    assert sorted(p.name for p in Path("r").iterdir()) == FILES
    assert (found["kind"], found["steps"]) == ("users", 1)
    assert set(found["ways"]) == set(WAYS)
    assert sum(way["quickest_share"] for way in found["ways"].values()) == pytest.approx(1.0)
    for way in found["ways"].values():
        assert way["rtt_geometry_ms"]["p50"] < way["rtt_ms"]["p50"]
        assert way["within"]["20"] <= way["within"]["200"] <= way["reachable_share"] + 1e-9
    assert 6e9 < found["people"] < 1e10
    assert sum(region["people"] for region in found["by_region"]) == pytest.approx(
        found["people"], rel=1e-5
    )
    code, out, _ = run(capsys, KUIPER, *options)
    assert code == 0
    assert "Orbit is the quickest way for" in out


def test_too_many_looks_for_the_users_are_refused(capsys):
    code, _, err = run(capsys, KUIPER, "--from", "users", "--step", "10")
    assert code == 2
    assert "a step of" in err


def test_a_shell_that_sees_neither_end_says_so(capsys):
    """Two rings over the equator never see Oslo."""
    Path("low.yaml").write_text(LOW)
    options = ("low.yaml", "--from", "Oslo", "--to", "Nairobi", *SHORT)
    code, out, _ = run(capsys, *options)
    assert code == 0
    assert "there is no path over this constellation at any time" in out
    page = Path("results/low-route/report.html").read_text(encoding="utf-8")
    assert "there is no path over this constellation at any time" in page
    found = document(run(capsys, *options, "--json")[1])
    assert found["reachable_share"] == 0
    assert found["without_path"]["from_sees_none"] == 1.0
    assert "Oslo never sees a satellite 25° or more above its horizon" in out
    for name in ("rtt_ms", "user_rtt_ms", "hops", "faster_than_fibre_share", "bottleneck_gbps"):
        assert found[name] is None, name


def test_a_mesh_that_falls_apart_says_how_much_of_it_is_joined(capsys):
    """Nearly all lasers of the published shell have failed; both ends still see satellites."""
    text = Path(KUIPER).read_text().replace("failed_laser_share: 0", "failed_laser_share: 0.9")
    Path("broken.yaml").write_text(text)
    code, out, _ = run(capsys, "broken.yaml", *PAIR, *SHORT, "--json")
    assert code == 0
    found = document(out)
    why = found["without_path"]
    assert found["reachable_share"] < 1.0
    assert why["mesh_apart"] == pytest.approx(1.0 - found["reachable_share"])
    assert (why["from_sees_none"], why["to_sees_none"]) == (0.0, 0.0)
    assert 0.0 < why["joined_share"] < 0.1
    said = run(capsys, "broken.yaml", *PAIR, *SHORT)[1]
    assert "the mesh does not join them" in " ".join(said.split())


def test_the_python_interface_has_the_same_verb():
    routed = dawndusk.route(dawndusk.load(KUIPER), "Manila", "Dalian", hours=0.1, step_s=60.0)
    assert routed.summary["steps"] == routed.series["rtt_ms"].size == 6
    assert callable(dawndusk.route)
    assert {"route", "users_latency"} <= set(dawndusk.__all__)
