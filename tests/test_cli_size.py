"""The verb `size` at the command line: what it prints, what it writes, how it refuses."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from dawndusk.cli import main

TINY = str(Path(__file__).parents[1] / "scenarios" / "tiny.yaml")
COLD = """
name: cold
satellite:
  radiator:
    {coolant_supply_c: 0, coolant_return_c: 5, emissivity: 0.3, absorptivity: 0.9,
     sun_leak_share: 0.06}
"""


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    """Run the command line in this process: exit code, standard output, standard error."""
    code = 0
    try:
        main(list(arguments))
    except SystemExit as end:
        code = int(end.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch, tmp_path):
    """Run in an empty folder, and give the signal back afterwards."""
    monkeypatch.chdir(tmp_path)
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


def test_help(capsys):
    code, out, err = run(capsys, "size", "--help")
    assert (code, err) == (0, "")
    for option in ("--draws", "--seed", "--out", "--json", "--quiet"):
        assert option in out


def test_help_loads_no_numbers():
    """What makes --help quick: numpy and the model load only when there is work."""
    code = (
        "import sys\nfrom dawndusk.cli import main\n"
        "try: main(['size', '--help'])\nexcept SystemExit: pass\n"
        "sys.exit(any(m in sys.modules for m in ('numpy', 'scipy', 'matplotlib', 'pydantic')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0


def test_it_writes_the_whole_folder(capsys):
    code, out, err = run(capsys, "size", TINY, "--draws", "25", "--seed", "7")
    assert (code, err) == (0, "")
    folder = Path("results/tiny-size")
    assert out.splitlines()[-1] == str(folder.resolve() / "report.html")
    assert "W/kg" in out
    summary = json.loads((folder / "summary.json").read_text())
    assert (summary["verb"], summary["draws"], summary["seed"]) == ("size", 25, 7)
    rows, least = duckdb.sql(
        f"SELECT count(*), min(wet_kg) FROM '{folder}/samples.parquet'"
    ).fetchall()[0]
    assert rows == 25
    assert least > 1000.0


def test_json_prints_one_document_and_writes_nothing(capsys):
    code, out, err = run(capsys, "size", TINY, "--draws", "5", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["satellite"]["wet_kg"]["best"] > 0.0
    assert list(Path().iterdir()) == []


def test_quiet_prints_the_path_only(capsys):
    code, out, err = run(capsys, "size", TINY, "--draws", "5", "--out", "r", "--quiet")
    assert (code, err) == (0, "")
    assert out == f"{Path('r').resolve() / 'report.html'}\n"


def test_the_resolved_scenario_gives_the_same_satellite(capsys):
    run(capsys, "size", TINY, "--draws", "30", "--seed", "5", "--out", "one", "--quiet")
    run(capsys, "size", "one/scenario.yaml", "--out", "two", "--quiet")
    one, two = (json.loads(Path(f, "summary.json").read_text()) for f in ("one", "two"))
    for summary in (one, two):
        del summary["timings"]
    assert one == two


@pytest.mark.parametrize("verb", ["size", "fly", "study"])
@pytest.mark.parametrize(
    ("radiator", "said"),
    [
        ("coolant_supply_c: -30, coolant_return_c: -20", "pg25 freezes at -9.8 degC"),
        ("coolant_supply_c: 0, coolant_return_c: 5, emissivity: 0.3, absorptivity: 0.9, "
         "sun_leak_share: 0.06", "no area loses the heat"),
        ("segment_m2: 400, penetrating_share: 1, tube_wall_mm: 0.5", "punctures close all of it"),
    ],
)  # fmt: skip
def test_every_verb_says_why_a_satellite_does_not_close(capfd, verb, radiator, said):
    Path("open.yaml").write_text(f"name: x\nsatellite: {{radiator: {{{radiator}}}}}\n")
    given = ["--hours", "1"] if verb == "fly" else ["--draws", "20"]
    code, out, err = run(capfd, verb, "open.yaml", *given, "--out", "r")
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert said in err
    assert not Path("r").exists()


def test_a_radiator_that_cannot_close_is_one_line_and_names_what_would(capsys):
    Path("cold.yaml").write_text(COLD)
    code, out, err = run(capsys, "size", "cold.yaml", "--out", "r")
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "no area loses the heat" in err
    assert "coolant_supply_c: " in err
    assert not Path("r").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.yaml"], "no such scenario file"),
        ([TINY, "--draws", "0"], "draws is out of range"),
        ([TINY, "--draws", "1.5"], "--draws is not a whole number"),
        ([TINY, "--seed", "-1"], "seed is out of range"),
        ([], "requires an argument"),
    ],
    ids=str,
)
def test_bad_input_is_one_line(capsys, arguments, said):
    code, out, err = run(capsys, "size", *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_the_python_verb_is_the_same():
    import dawndusk

    found = dawndusk.size(dawndusk.load(TINY), draws=5, seed=1)
    assert found.summary["draws"] == 5
