"""The command line: what it prints where, what it writes, and what a failure or a signal leaves."""

from __future__ import annotations

import hashlib
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import duckdb
import jsonschema
import pytest
import yaml

from dawndusk.cli import main
from dawndusk.report import folder as report_folder
from dawndusk.study import run as running

SCENARIOS = Path(__file__).parents[1] / "scenarios"
TINY = str(SCENARIOS / "tiny.yaml")
FILES = ["manifest.json", "report.html", "samples.parquet", "scenario.yaml", "summary.json"]
VERBS = ("size", "study", "fly", "route", "bridge", "sources", "calc", "schema")


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    """Run the command line in this process: exit code, standard output, standard error."""
    code = 0
    try:
        main(list(arguments))
    except SystemExit as end:
        code = int(end.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def quick(monkeypatch):
    """Replace the page, which takes seconds to draw, by a short one."""
    monkeypatch.setattr(report_folder, "render", lambda summary: f"<p>{summary['draws']}</p>")


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch, tmp_path, own_signals):
    """Run in an empty folder."""
    monkeypatch.chdir(tmp_path)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def document(text: str):
    """Return the one JSON document that a text is."""
    return json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_help_of_every_verb(capsys, verb):
    code, out, err = run(capsys, *filter(None, [verb, "--help"]))
    assert (code, err) == (0, "")
    assert "Usage: dawndusk" in out
    for option in ("--json", "--quiet", "--out") if verb else VERBS:
        assert option in out


def test_version(capsys):
    code, out, _ = run(capsys, "--version")
    assert code == 0
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*\n", out)


def test_a_study_writes_the_whole_folder(capsys):
    """The one test here that draws the real page."""
    code, out, _ = run(capsys, "study", TINY, "--draws", "12", "--seed", "5", "--out", "r")
    assert code == 0
    assert out.splitlines()[-1] == str(Path("r").resolve() / "report.html")
    assert sorted(contents(Path("r"))) == FILES
    manifest = json.loads(Path("r/manifest.json").read_text())
    assert set(manifest["files_sha256"]) == set(FILES) - {"manifest.json"}
    for name, digest in manifest["files_sha256"].items():
        assert hashlib.sha256(Path("r", name).read_bytes()).hexdigest() == digest
    assert (manifest["draws"], manifest["seed"], manifest["scenario"]) == (12, 5, "tiny")
    summary = document(Path("r/summary.json").read_text())
    assert (summary["draws"], summary["seed"]) == (12, 5)
    page = Path("r/report.html").read_text(encoding="utf-8")
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert not re.search(r"(src|href)=.https?://[^\"']+\.(js|css|png|woff)", page)
    assert duckdb.sql("SELECT count(*) FROM 'r/samples.parquet'").fetchall() == [(120,)]
    rows = duckdb.sql(
        "SELECT year, quantile_disc(orbit_usd_per_gpu_hour, 0.0) FROM 'r/samples.parquet' "
        "GROUP BY year ORDER BY year"
    ).fetchall()
    assert [year for year, _ in rows] == summary["years"]


def test_the_resolved_scenario_runs_again_to_the_same_figures(capsys, quick):
    run(capsys, "study", TINY, "--draws", "30", "--seed", "5", "--out", "one", "--quiet")
    assert run(capsys, "study", "one/scenario.yaml", "--out", "two", "--quiet")[0] == 0
    one, two = (document(Path(f, "summary.json").read_text()) for f in ("one", "two"))
    for summary in (one, two):
        del summary["timings"], summary["inputs"]
    assert one == two
    assert Path("one/samples.parquet").read_bytes() == Path("two/samples.parquet").read_bytes()


def test_without_out_a_result_goes_to_results_and_replaces_the_last(capsys, quick):
    run(capsys, "study", TINY, "--draws", "3", "--quiet")
    assert Path("results/tiny/report.html").read_text() == "<p>3</p>"
    Path("results/kept.txt").write_text("mine")
    run(capsys, "study", TINY, "--draws", "4", "--quiet")
    assert Path("results/tiny/report.html").read_text() == "<p>4</p>"
    assert sorted(p.name for p in Path("results").iterdir()) == ["kept.txt", "tiny"]


def test_a_flight_writes_the_whole_folder(capsys):
    """The other test here that draws the real page."""
    code, out, _ = run(capsys, "fly", TINY, "--hours", "2", "--step", "5 minutes")
    assert code == 0
    folder = Path("results/tiny-fly")
    assert out.splitlines()[-1] == str(folder.resolve() / "report.html")
    assert sorted(contents(folder)) == [
        "manifest.json", "report.html", "scenario.yaml", "series.npz", "summary.json",
    ]  # fmt: skip
    summary = document((folder / "summary.json").read_text())
    assert (summary["hours"], summary["step_s"], summary["steps"]) == (2.0, 300.0, 24)
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert not re.search(r"(src|href)=.https?://[^\"']+\.(js|css|png|woff)", page)


def test_a_flight_as_json_writes_nothing(capsys):
    code, out, err = run(capsys, "fly", TINY, "--hours", "1", "--date", "2030-01-02", "--json")
    assert (code, err) == (0, "")
    assert document(out)["date"] == "2030-01-02"
    assert list(Path().iterdir()) == []


def test_quiet_prints_the_path_only(capsys, quick):
    code, out, err = run(capsys, "study", TINY, "--draws", "3", "--out", "r", "--quiet")
    assert (code, err) == (0, "")
    assert out == f"{Path('r').resolve() / 'report.html'}\n"


def test_json_prints_one_document_and_writes_nothing(capsys):
    code, out, err = run(capsys, "study", TINY, "--draws", "3", "--json")
    assert (code, err) == (0, "")
    found = document(out)
    assert len(found["orbit"]["usd_per_gpu_hour"]["p50"]) == len(found["years"]) == 10
    assert list(Path().iterdir()) == []


def test_json_and_a_folder(capsys, quick):
    out = run(capsys, "study", TINY, "--draws", "3", "--json", "--out", "r")[1]
    assert document(out) == document(Path("r/summary.json").read_text())


@pytest.mark.parametrize(
    "arguments",
    [
        ["sources"],
        ["sources", "launch", "--confidence", "published"],
        ["calc"],
        ["calc", "wright"],
        ["calc", "annuity", "rate=0.07", "years=25"],
        ["schema"],
        ["bridge", "mccalip"],
    ],
    ids=" ".join,
)
def test_every_verb_has_json(capsys, arguments):
    code, out, err = run(capsys, *arguments, "--json")
    assert (code, err) == (0, "")
    assert document(out)
    assert run(capsys, *arguments, "--out", "r", "--json")[1] == out
    assert "manifest.json" in contents(Path("r"))
    written = [p for p in Path("r").glob("*.json") if p.name != "manifest.json"]
    assert document(written[0].read_text()) == document(out)


@pytest.mark.parametrize(
    "arguments", [["sources"], ["calc"], ["calc", "wright"], ["schema"]], ids=" ".join
)
def test_quiet_says_nothing(capsys, arguments):
    assert run(capsys, *arguments, "--quiet") == (0, "", "")


def test_every_scenario_fits_the_schema_and_a_wrong_one_does_not(capsys):
    schema = document(run(capsys, "schema")[1])
    check = jsonschema.Draft202012Validator(schema)
    part = {**schema, "$defs": {n: schema["$defs"][n] for n in ("Orbit", "Years", "Need")}}
    check.check_schema(part)  # every quantity is written alike, and all of them take seconds
    files = sorted(SCENARIOS.glob("*.yaml"))
    assert {"gigawatt", "hybrid", "million_satellites", "tiny"} <= {f.stem for f in files}
    for file in files:
        raw = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert raw["name"] == file.stem
        check.validate(json.loads(json.dumps(raw)))
    for wrong in ({}, {"name": "x", "orbit": {"altitud": 1}}, {"name": "x", "draws": "many"}):
        assert not check.is_valid(wrong)


def test_a_failure_in_the_page_leaves_the_earlier_result(capsys, quick, monkeypatch):
    run(capsys, "study", TINY, "--draws", "3", "--out", "r", "--quiet")
    before = contents(Path("r"))

    def broken(_):
        raise RuntimeError("no ink")

    monkeypatch.setattr(report_folder, "render", broken)
    code, out, err = run(capsys, "study", TINY, "--draws", "4", "--out", "r")
    assert (code, out) == (1, "")
    assert err.startswith("dawndusk: a fault of dawndusk, not of your input")
    assert "no ink" in err
    assert len(err.splitlines()) == 1
    assert contents(Path("r")) == before
    assert [p.name for p in Path().iterdir()] == ["r"]
    monkeypatch.setenv("DAWNDUSK_DEBUG", "1")
    with pytest.raises(RuntimeError, match="no ink"):
        main(["study", TINY, "--draws", "4", "--out", "r"])


def test_too_little_memory_is_one_line(capsys, monkeypatch):
    def full(*_):
        raise MemoryError

    monkeypatch.setattr(running, "_draw", full)
    code, _, err = run(capsys, "study", TINY, "--out", "r")
    assert (code, len(err.splitlines())) == (1, 1)
    assert "memory" in err
    assert not Path("r").exists()


def test_piped_output_has_no_bar_and_no_escape_codes():
    command = [sys.executable, "-m", "dawndusk.cli", "study", TINY, "--draws", "5", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    document(done.stdout)


def test_a_reader_that_closes_the_pipe_early_is_no_fault():
    command = f"{shlex.quote(sys.executable)} -m dawndusk.cli sources | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=60)
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1
