"""Bad input at the command line: one line, exit 2, no traceback, no folder, and quickly.

What a scenario may not say, and which files are none, is tested in ``tests/scenario``; here the
same faults go through every verb, down to the exit code and what is left on the disk.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from dawndusk.cli import main

OWN_ROW = """
name: x
orbit: {altitude_km: {from: mine}}
catalogue: {mine: {value: 650, unit: km, year: 2026, confidence: estimate}}
"""
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n"
    for old, new in zip("abcdefg", "bcdefgh", strict=True)
)
FILES = {
    "unknown key": ("name: x\norbti: {altitude_km: 650}\n", "did you mean 'orbit'?"),
    "unknown inner key": ("name: x\nlaunch: {margn: 1}\n", "did you mean 'margin'?"),
    "wrong unit": ("name: x\norbit: {altitude_km: 650 kg}\n", "orbit.altitude_km"),
    "dollar without a year": ("name: x\nchip: {usd_per_gpu: 9 USD/GPU}\n", "needs its year"),
    "out of range": ("name: x\norbit: {altitude_km: -650}\n", "300 to 2000 km"),
    "not a number": ("name: x\norbit: {altitude_km: .nan}\n", "orbit.altitude_km"),
    "years backwards": ("name: x\nyears: {first: 2030, last: 2029}\n", "years.last"),
    "coolant that cools": (
        "name: x\nsatellite: {radiator: {coolant_supply_c: 60, coolant_return_c: 50}}\n",
        "must stay above",
    ),
    "a share above one": ("name: x\nhybrid: {orbit_share: 1.5}\n", "hybrid.orbit_share"),
    "a row without source": (OWN_ROW, "row mine has no source"),
    "an unknown row": ("name: x\norbit: {altitude_km: {from: orbit.altitud}}\n", "did you mean"),
    "no name": ("seed: 1\n", "name"),
    "a name with a path": ("name: ../up\n", "name"),
    "no power path": (
        "name: x\nearth: {paths: {grid: null, flexible_grid: null, gas_behind_the_meter: null, "
        "solar_storage: null, restarted_nuclear: null, small_modular_reactor: null}}\n",
        "offers no power path",
    ),
    "a radiator too cold": (
        "name: x\nsatellite: {radiator: {coolant_supply_c: -60, coolant_return_c: -50}}\n",
        "pg25 freezes at",
    ),
    "draws in the file": ("name: x\ndraws: 0\n", "draws"),
    "correlations that cannot be": (
        "name: x\ncorrelations:\n- {a: launch.margin, b: launch.reuses, rho: 0.99}\n"
        "- {a: launch.reuses, b: launch.learning_rate, rho: 0.99}\n"
        "- {a: launch.margin, b: launch.learning_rate, rho: -0.99}\n",
        "contradict each other",
    ),
    "a correlation of nothing": (
        "name: x\ncorrelations: [{a: launch.margn, b: launch.reuses, rho: 0.5}]\n",
        "did you mean 'launch.margin'?",
    ),
    "not YAML": ("name: [unclosed", "not YAML"),
    "a duplicate key": ("name: x\nname: y\n", "stands twice"),
    "an alias bomb": (BOMB, "aliases"),
    "10,000 levels": ("a: " + "[" * 10_000, "nested too deeply"),
    "10,000 levels of blocks": ("\n".join(" " * i + "a:" for i in range(1200)), "nested"),
    "empty": ("", "empty"),
    "a list": ("- a\n- b\n", "mapping"),
    "a word": ("hello", "mapping"),
    "binary": (b"\x7fELF\x02\x01\x01\x00\xff\xfe\xfd" * 50, "UTF-8"),
    "50 MB": (b"name: x\n" + b"# padding\n" * 5_000_000, "too large"),
}  # fmt: skip
ARGUMENTS = {
    "bogus": "no such verb",
    "stduy": "did you mean 'study'?",
    "--bogus": "--bogus",
    "study": "requires an argument",
    "study {tiny} extra": "extra",
    "study {tiny} --bogus": "--bogus",
    "study {tiny} --drwas 5": "did you mean --draws?",
    "study {tiny} --draws 0": "draws is out of range",
    "study {tiny} --draws -5": "draws is out of range",
    "study {tiny} --draws 1000000000": "draws is out of range",
    "study {tiny} --draws 1e9": "--draws is not a whole number",
    "study {tiny} --draws 20.5": "--draws is not a whole number",
    "study {tiny} --draws abc": "--draws",
    "study {tiny} --draws": "--draws",
    "study {tiny} --seed -1": "seed is out of range",
    "study {tiny} --seed 1.5": "--seed",
    "study {tiny} --out": "--out",
    "study nowhere.yaml": "no such scenario file",
    "study .": "a file, not a folder",
    "study {tiny} --draws 3 --out taken": "is a file",
    "study {tiny} --draws 3 --out taken/below": "cannot be",
    "study {tiny} --draws 3 --out full": "holds something else",
    "fly": "requires an argument",
    "fly nowhere.yaml": "no such scenario file",
    "fly {tiny} extra": "extra",
    "fly {tiny} --hours": "--hours",
    "fly {tiny} --hours many": "--hours: not a quantity",
    "fly {tiny} --hours 0": "hours is out of range",
    "fly {tiny} --hours -1": "hours is out of range",
    "fly {tiny} --hours nan": "--hours: not a quantity",
    "fly {tiny} --hours 1e400": "--hours",
    "fly {tiny} --hours 1km": "--hours",
    "fly {tiny} --hours 99999": "a year",
    "fly {tiny} --hours 1e-9": "hours is out of range",
    "fly {tiny} --step 0": "step is out of range",
    "fly {tiny} --step -60": "step is out of range",
    "fly {tiny} --step 1e-9": "step is out of range",
    "fly {tiny} --hours 1 --step 3601": "step is out of range",
    "fly {tiny} --date tomorrow": "--date: not a date",
    "fly {tiny} --date 2026-02-30": "--date: not a date",
    "fly {tiny} --date 1066-10-14": "1950 to 2100",
    "fly {tiny} --json --czml": "name a folder with --out",
    "fly {tiny} --out taken": "is a file",
    "fly {tiny} --out full": "holds something else",
    "sources --confidence sure": "unknown confidence",
    "sources --confidence publishd": "did you mean 'published'?",
    "sources launch.margn": "did you mean 'launch.margin'?",
    "sources a b": "b",
    "sources --out taken": "is a file",
    "calc nothing": "no such entry",
    "calc wrigth": "did you mean 'wright'?",
    "calc wright from_prise=1": "did you mean 'from_price'?",
    "calc wright from_price": "key=value",
    "calc wright from_price=": "key=value",
    "calc wright from_price=nan to_price=1 learning_rate=0.2": "from_price",
    "calc wright from_price=inf to_price=1 learning_rate=0.2": "from_price",
    "calc wright from_price=1e400 to_price=1 learning_rate=0.2": "from_price",
    "calc wright from_price=many to_price=1 learning_rate=0.2": "from_price",
    "calc annuity rate=0.1 rate=0.2": "given twice",
    "calc annuity rate=-2 years=5": "rate",
    "calc annuity rate=0.1 years=0": "years",
    "calc sunlight altitude_km=-1": "altitude_km",
    "calc sunlight altitude_km=650kg": "altitude_km",
    "calc beta date=21.6.2026": "date: not a date",
    "calc beta date=2026-02-30": "YYYY-MM-DD",
    "calc beta date=1900-01-01": "date is out of range",
    "calc wright --out full": "holds something else",
    "schema extra": "extra",
    "schema --out taken": "is a file",
    "bridge": "requires an argument",
    "bridge nothing": "no bridge",
    "bridge mccalp": "did you mean 'mccalip'?",
    "bridge mccalip --out taken": "is a file",
}
SHELL = "pattern: sun_synchronous, altitude_km: 650, planes: 1, satellites_per_plane: 9"
WALKER = "pattern: walker_delta, altitude_km: 550, inclination_deg: 53, planes: 3"
FLIGHTS = {
    f"{SHELL}, altitude_km_: 3": "unknown key",
    SHELL.replace("650", "-650"): "150 to 40000 km",
    SHELL.replace("650", "41000"): "150 to 40000 km",
    f"{SHELL}, inclination_deg: 53": "not sun-synchronous at this inclination",
    f"{SHELL}, inclination_deg: 120": "97.99 degrees",
    SHELL.replace("650", "7000"): "so high with the Sun",
    f"{WALKER}, satellites_per_plane: 400000000": "too many satellites",
    SHELL.replace(": 9", ": 1000000000"): "satellites of this kind fit",
    f"{SHELL}, off_station: {{share: 0.001, below_km: 5}}": "off_station.share",
    "pattern: cluster, altitude_km: 650, spacing_m: 900, radius_m: 1000": "no second satellite",
    "pattern: imported, file: none.tle": "no such file of orbital elements",
    "pattern: imported, file: empty.tle": "empty.tle is empty",
    "pattern: imported, file: text.tle": "text.tle, line 1",
    "pattern: imported, file: sum.tle": "sum.tle, line 2: the checksum is wrong",
    "pattern: imported, file: cut.tle": "cut.tle, line 2",
    "pattern: imported, file: half.tle": "half.tle, line 1",
    "pattern: imported, file: binary.tle": "binary.tle, line 5",
    "pattern: imported, file: .": "is not a regular file of orbital elements",
    f"pattern: imported, file: {'a' * 900}": "cannot be read",
}
LINES = (
    "1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927",
    "2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537",
)
ELEMENTS = {
    "empty.tle": b"",
    "text.tle": b"hello\n",
    "sum.tle": f"{LINES[0]}\n{LINES[1][:-1]}9\n".encode(),
    "cut.tle": f"{LINES[0]}\n{LINES[1][:40]}\n".encode(),
    "half.tle": f"{LINES[0]}\n".encode(),
    "binary.tle": bytes(range(256)) * 4,
}
TINY = str(Path(__file__).parents[1] / "scenarios" / "tiny.yaml")


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch, tmp_path, own_signals):
    """Run beside a file and a folder that are not ours to touch."""
    monkeypatch.chdir(tmp_path)
    Path("taken").write_text("mine")
    Path("full").mkdir()
    Path("full/thesis.tex").write_text("years of work")


def refused(capsys, *arguments: str) -> str:
    """Run; hold it to one line on standard error, exit 2 and an untouched disk."""
    before = sorted(str(p) for p in Path().rglob("*"))
    with pytest.raises(SystemExit) as end:
        main(list(arguments))
    out, err = capsys.readouterr()
    assert end.value.code == 2, err
    assert out == ""
    assert err.startswith("dawndusk: ")
    assert err.count("\n") == 1
    assert err.endswith("\n")
    assert len(err) < 700
    assert "Traceback" not in err
    assert "fault of dawndusk" not in err
    assert sorted(str(p) for p in Path().rglob("*")) == before
    assert Path("taken").read_text() == "mine"
    assert Path("full/thesis.tex").read_text() == "years of work"
    return err


@pytest.mark.parametrize("arguments", ARGUMENTS)
def test_bad_arguments(capsys, arguments):
    words = [word.format(tiny=TINY) for word in arguments.split()]
    assert ARGUMENTS[arguments].lower() in refused(capsys, *words).lower()


@pytest.mark.parametrize("fault", FILES)
def test_bad_files(capsys, fault):
    content, says = FILES[fault]
    Path("bad.yaml").write_bytes(content.encode() if isinstance(content, str) else content)
    for options in ([], ["--json"]):
        assert says in refused(capsys, "study", "bad.yaml", *options)
    Path("bad.yaml").unlink()


@pytest.mark.parametrize("shell", FLIGHTS)
def test_bad_constellations(capsys, monkeypatch, shell):
    monkeypatch.setattr("dawndusk.twin.memory.free_memory", lambda: 8e9)
    Path("bad.yaml").write_text(f"name: x\nconstellation: {{shells: [{{{shell}}}]}}\n")
    for name, content in ELEMENTS.items():
        Path(name).write_bytes(content)
    assert FLIGHTS[shell] in refused(capsys, "fly", "bad.yaml", "--hours", "1")


def test_a_word_is_echoed_only_in_part(capsys):
    assert len(refused(capsys, "calc", "x" * 100_000)) < 500
    assert len(refused(capsys, "x" * 100_000)) < 300


def test_a_path_is_echoed_only_in_part_and_may_not_be_empty(capsys):
    assert "cannot be read" in (err := refused(capsys, "fly", "x" * 5000))
    assert len(err) < 300
    assert "no such scenario" in (err := refused(capsys, "study", "x/" * 1500 + "y.yaml"))
    assert len(err) < 400
    for verb in ("fly", "study"):
        assert "a file, not a folder" in refused(capsys, verb, "")


def test_a_shell_that_only_the_builder_refuses_is_named_with_its_file(capsys):
    ring = "pattern: sun_synchronous, altitude_km: 650, planes: 1, satellites_per_plane: 9"
    Path("bad.yaml").write_text(
        f"name: x\nconstellation: {{shells: [{{{ring}}}, {{{ring}, inclination_deg: 53}}]}}\n"
    )
    err = refused(capsys, "fly", "bad.yaml", "--hours", "1")
    assert err.startswith(
        "dawndusk: bad.yaml: constellation.shells.1: sun-synchronous 650 km is not"
    )


def test_a_line_break_in_what_was_given_stays_on_one_line(capsys):
    refused(capsys, "calc", "a\nb")
    refused(capsys, "sources", "a\nb")
    refused(capsys, "study", "a\nb.yaml")
    refused(capsys, "a\nb")
    refused(capsys, "study", TINY, "--bo\ngus")


def test_letters_of_any_script(capsys):
    assert "größe" in refused(capsys, "calc", "größe")
