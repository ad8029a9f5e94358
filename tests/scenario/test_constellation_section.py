"""What a scenario may say of its constellation, and what it is told when it may not."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date, datetime

import jsonschema
import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.errors import ScenarioError
from dawndusk.scenario import Scenario, load, parse

RING = {
    "pattern": "sun_synchronous", "altitude_km": 650, "planes": 4, "satellites_per_plane": 10,
    "local_time_span_h": 1,
}  # fmt: skip
WALKER = {
    "pattern": "walker_delta", "altitude_km": 550, "inclination_deg": 53, "planes": 4,
    "satellites_per_plane": 10,
}  # fmt: skip
CLUSTER = {"pattern": "cluster", "altitude_km": 650, "spacing_m": 100, "radius_m": 1000}
FILE = {"pattern": "imported", "file": "a.tle"}


def scenario(*shells, **constellation):
    return {"name": "x", "constellation": {**constellation, "shells": list(shells)}}


def refused(raw) -> str:
    with pytest.raises(ScenarioError) as caught:
        parse(raw)
    text = str(caught.value)
    assert len(text.splitlines()) == 1
    assert len(text) < 500
    assert "more)" not in text or "did you mean" in text
    return text


def test_units_are_read():
    [shell] = parse(
        scenario(
            {
                **WALKER, "altitude_km": "550000 m", "inclination_deg": "1 rad",
                "stack": {"count": 3, "step_km": "5000 m"},
                "off_station": {"share": "2 %", "below_km": "10 km"},
            }
        )
    ).constellation.shells  # fmt: skip
    assert shell.altitudes_km == (550.0, 555.0, 560.0)
    assert shell.inclination_deg == pytest.approx(57.29578)
    assert shell.off_station.share == 0.02


@pytest.mark.parametrize("day", ["2026-06-21", date(2026, 6, 21)])
def test_a_day_is_read_from_text_and_from_yaml(day):
    asked = parse(scenario(RING, date=day))
    assert asked.constellation.date == date(2026, 6, 21)
    assert asked.resolved()["constellation"]["date"] == "2026-06-21"


def test_what_is_written_out_is_read_back():
    asked = parse(
        scenario(
            {**RING, "off_station": {"share": 0.1, "below_km": 5}, "phasing": 2}, WALKER, CLUSTER,
            FILE, date="2026-06-21", minimum_elevation_deg=10,
        )
    )  # fmt: skip
    again = parse(yaml.safe_load(yaml.safe_dump(asked.resolved())))
    assert again.constellation == asked.constellation
    schema = Scenario.model_json_schema()
    jsonschema.validate(json.loads(json.dumps(asked.resolved())), schema)
    assert parse({"name": "x"}).resolved()["constellation"] is None


def test_the_schema_knows_a_wrong_one():
    check = jsonschema.Draft202012Validator(Scenario.model_json_schema())
    for right in (RING, WALKER, CLUSTER, FILE):
        assert check.is_valid(scenario(right, date="2026-06-21"))
    for wrong in (
        scenario({**RING, "altitude_km": -5}),
        scenario({**RING, "altitud_km": 5}),
        scenario({**RING, "pattern": "walker"}),
        scenario({**RING, "planes": 1.5}),
        scenario(),
        {"name": "x", "constellation": {"shells": 5}},
        scenario({"pattern": "imported"}),
        scenario({**FILE, "file": None}),
        scenario({**RING, "file": "a.tle"}),
        scenario({**WALKER, "inclination_deg": None}),
        scenario({**RING, "local_time_span_h": 24}),
        scenario(RING, date="2026"),
        scenario(RING, date="21.6.2026"),
    ):
        assert not check.is_valid(wrong)


@pytest.mark.parametrize(
    ("shell", "says"),
    [
        (
            {**RING, "altitude_km": -650},
            "altitude_km: out of range: got -650; allowed: 150 to 40000",
        ),
        ({**RING, "altitude_km": 50_000}, "150 to 40000 km"),
        ({**RING, "altitude_km": float("nan")}, "not a finite number"),
        ({**RING, "altitude_km": "650 kg"}, "cannot be read as km"),
        ({**RING, "altitude_km": {"uniform": [600, 700]}}, "not a quantity"),
        ({**RING, "altitude_km": True}, "not a quantity"),
        ({**RING, "altitude_km": None}, "sun_synchronous needs altitude_km"),
        ({**RING, "local_time_h": 25}, "0 to 24 hour"),
        ({**RING, "planes": 0}, "planes"),
        ({**RING, "planes": 2.5}, "planes"),
        ({**RING, "planes": "4"}, "planes"),
        ({**RING, "planes": True}, "planes"),
        ({**RING, "planes": 10**12}, "planes"),
        ({**RING, "phasing": 4}, "0 to planes - 1 (3)"),
        ({**RING, "phasing": -1}, "phasing"),
        ({**RING, "altitud_km": 1}, "did you mean 'altitude_km'?"),
        ({**RING, "zzz": 1}, "known here: name, pattern"),
        ({**RING, "stack": {"count": 3, "stepkm": 5}}, "did you mean 'step_km'?"),
        ({**RING, "stack": {"count": 0, "step_km": 5}}, "stack.count"),
        ({**RING, "stack": {"count": 1000, "step_km": 50}}, "stack ends too high: got 50600 km"),
        ({**RING, "stack": 3}, "a section is a mapping"),
        ({**RING, "off_station": {"share": 1.5, "below_km": 5}}, "off_station.share"),
        ({**RING, "off_station": {"share": 0.1, "below_km": 700}}, "inside the Earth"),
        ({**WALKER, "off_station": {"share": 0.1, "below_km": 550}}, "less than the 550 km"),
        ({**RING, "off_station": {"share": 0.95, "below_km": 5}}, "allowed: 0 to 0.9"),
        ({**RING, "local_time_span_h": 24}, "0 to 23.99 hour"),
        ({**RING, "local_time_h": "18:30"}, "write 18.5"),
        ({**RING, "altitude_km": 5975}, "so high with the Sun: got 5975 km; allowed: up to 5,974"),
        ({**CLUSTER, "altitude_km": 5975}, "so high with the Sun"),
        ({**RING, "stack": {"count": 10, "step_km": 700}}, "so high with the Sun: got 6950 km"),
        ({**RING, "name": "Bücher"}, "up to 64 of a-z, A-Z, 0-9, space, . _ and -"),
        ({**RING, "name": "a<b"}, "a letter or digit first; got 'a<b'"),
        ({**RING, "pattern": "walker"}, "did you mean 'walker_star'?"),
        ({**RING, "pattern": "sun-synchronous"}, "did you mean 'sun_synchronous'?"),
        ({**RING, "pattern": ["a"]}, "pattern"),
        ({**RING, "name": "../up"}, "name"),
        ({**RING, "name": "x" * 1000}, "name"),
        ({**RING, "file": "a.tle"}, "file is not said of sun_synchronous"),
        ({**RING, "spacing_m": 5}, "spacing_m is not said of sun_synchronous"),
        ({**WALKER, "local_time_h": 18}, "local_time_h is not said of walker_delta"),
        ({**WALKER, "inclination_deg": None}, "walker_delta needs inclination_deg"),
        ({**WALKER, "inclination_deg": 181}, "0 to 180 deg"),
        ({**CLUSTER, "off_station": {"share": 0.1, "below_km": 1}}, "off_station is not said"),
        ({**CLUSTER, "spacing_m": None}, "cluster needs spacing_m"),
        ({**FILE, "file": None}, "imported needs file"),
        ({**FILE, "file": 5}, "file"),
        ({**FILE, "file": ""}, "file"),
        ({**FILE, "planes": 5}, "planes is not said of imported"),
        ({}, "pattern"),
        (5, "a section is a mapping"),
        (None, "a section is a mapping"),
    ],
)
def test_shells_that_cannot_be(shell, says):
    text = refused(scenario(shell))
    assert says in text
    assert "constellation.shells.0" in text


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (scenario(), "1 to 1,000 shells: got 0"),
        (scenario(*[FILE] * 1001), "1 to 1,000 shells: got 1,001"),
        (scenario({**RING, "name": "a"}, {**WALKER, "name": "a"}), "two shells have the name 'a'"),
        (scenario(RING, date="21.6.2026"), "YYYY-MM-DD"),
        (scenario(RING, date="2026-02-30"), "not a date"),
        (scenario(RING, date=20260621), "not a date"),
        (scenario(RING, date=True), "not a date"),
        (scenario(RING, date=datetime(2026, 6, 21, 5)), "without the time of day"),
        (scenario(RING, date="1949-12-31"), "years 1950 to 2100"),
        (scenario(RING, minimum_elevation_deg="95 deg"), "0 to 89 deg"),
        (scenario(RING, sheels=1), "did you mean 'shells'?"),
        ({"name": "x", "constellation": {"shells": RING}}, "a list of its items; got a map"),
        ({"name": "x", "constellation": {}}, "constellation.shells: Field required"),
        ({"name": "x", "constellation": [RING]}, "its fields; got a list"),
    ],
)
def test_constellations_that_cannot_be(raw, says):
    assert says in refused(raw)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "constellation: {date: 2026-02-30, shells: []}",
            "constellation.date: not a date: got '2026",
        ),
        ("orbit: {local_time_h: 18:30}", "orbit.local_time_h: not a quantity: got '18:30'"),
        ("draws: 18:30", "draws: Input should be a valid integer; got '18:30'"),
    ],
)
def test_what_yaml_would_take_for_a_date_or_sixtieths_is_told_at_its_field(tmp_path, text, says):
    path = tmp_path / "x.yaml"
    path.write_text(f"name: x\n{text}\n")
    with pytest.raises(ScenarioError) as caught:
        load(path)
    assert says in str(caught.value)


def test_the_highest_sun_synchronous_shell_is_one():
    from dawndusk.orbit.sun_synchronous import sun_synchronous_inclination
    from dawndusk.scenario.constellation import HIGHEST_SUN_SYNCHRONOUS_KM as HIGHEST

    assert np.isfinite(sun_synchronous_inclination(HIGHEST))
    assert np.isnan(sun_synchronous_inclination(HIGHEST + 1.0))


def test_the_second_shell_is_named_by_its_place():
    assert "constellation.shells.1.altitude_km" in refused(
        scenario(RING, {**WALKER, "altitude_km": 0})
    )


def test_files_lie_beside_the_scenario(tmp_path, monkeypatch):
    (tmp_path / "sub").mkdir()
    path = tmp_path / "sub" / "x.yaml"
    path.write_text(yaml.safe_dump(scenario(FILE, {**FILE, "file": "/abs/b.tle"})))
    monkeypatch.chdir(tmp_path)
    one, two = load("sub/x.yaml").constellation.shells
    assert one.file == "sub/a.tle"
    assert two.file == "/abs/b.tle"
    assert parse(scenario(FILE)).constellation.shells[0].file == "a.tle"


def test_it_brings_no_quantity_to_draw():
    """A study of the same scenario draws the same with and without it."""
    plain, flown = parse({"name": "x"}), parse(scenario(RING))
    assert list(plain.quantities()) == list(flown.quantities())
    assert not any(path.startswith("constellation") for path in Scenario.every_path())


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.sampled_from([RING, WALKER, CLUSTER, FILE]), st.sampled_from(sorted(
    {*RING, *WALKER, *CLUSTER, *FILE, "stack", "off_station", "phasing", "name"}
)), anything)  # fmt: skip
def test_anything_is_read_or_refused(shell, key, value):
    with suppress(ScenarioError):
        asked = parse(scenario({**shell, key: value}))
        assert parse(asked.resolved()).constellation == asked.constellation


@given(anything, st.sampled_from(["date", "minimum_elevation_deg", "shells"]))
def test_anything_beside_the_shells_is_read_or_refused(value, key):
    with suppress(ScenarioError):
        parse({"name": "x", "constellation": {"shells": [RING], key: value}})
