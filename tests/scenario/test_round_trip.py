"""A scenario written out with its figures resolved and read again asks for the same."""

from __future__ import annotations

import json

import jsonschema
import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.scenario import Scenario, parse

YEARS = np.arange(2020.0, 2050.0)
U = np.linspace(0.0, 1.0, 5)[:, None]

altitude = st.floats(300.0, 2000.0)
by_year = st.dictionaries(st.integers(1990, 2100), altitude, min_size=1, max_size=4)
anchor = altitude | by_year.map(lambda table: {"by_year": table})
written = st.one_of(
    altitude,
    altitude.map(lambda km: f"{km!r} km"),
    altitude.map(lambda km: f"{km * 1e3!r} m"),
    by_year.map(lambda table: {"by_year": table}),
    st.tuples(altitude, altitude).map(lambda pair: {"uniform": sorted(pair)}),
    st.tuples(altitude, altitude, altitude).map(lambda three: {"triangular": sorted(three)}),
    st.tuples(altitude, altitude).map(lambda pair: {"loguniform": sorted(pair)}),
    st.tuples(st.floats(700.0, 800.0), st.floats(800.0, 900.0)).map(
        lambda p: {"lognormal": list(p)}
    ),
    st.sampled_from([{"from": "orbit.altitude"}, {"from": "orbit.altitude", "take": "low"}]),
    st.tuples(st.floats(300.0, 400.0), by_year).map(
        lambda p: {"uniform": [300.0, {"by_year": {y: max(v, p[0]) for y, v in p[1].items()}}]}
    ),
)


def same(one: Scenario, two: Scenario) -> None:
    a, b = one.quantities(), two.quantities()
    assert list(a) == list(b)
    for path in a:
        np.testing.assert_allclose(
            a[path].shape.quantile(U, YEARS),
            b[path].shape.quantile(U, YEARS),
            rtol=1e-12,
            err_msg=path,
        )
        assert a[path].unit == b[path].unit
        assert a[path].value == pytest.approx(b[path].value), path


@given(written)
def test_any_written_form_survives(form):
    scenario = parse({"name": "x", "orbit": {"altitude_km": form}})
    text = yaml.safe_dump(scenario.resolved())
    same(scenario, parse(yaml.safe_load(text)))


def test_defaults_survive_json():
    scenario = parse({"name": "x"})
    same(scenario, parse(json.loads(json.dumps(scenario.resolved()))))


def test_what_is_switched_off_stays_off():
    raw = {"name": "x", "earth": {"paths": {"grid": None}}, "correlations": []}
    again = parse(parse(raw).resolved())
    assert again.earth.paths.grid is None
    assert again.correlations == ()
    assert again.hybrid is None


def test_reading_twice_is_reading_once():
    once = parse({"name": "x"}).resolved()
    assert parse(once).resolved() == once


def test_the_written_form_meets_the_published_schema():
    schema = Scenario.model_json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    plain = json.loads(json.dumps(parse({"name": "x"}).resolved()))
    assert [e.message for e in validator.iter_errors(plain)] == []
    assert list(validator.iter_errors({"name": "x", "sed": 1})) != []


def test_a_scenario_is_frozen():
    with pytest.raises(ValueError, match="frozen"):
        parse({"name": "x"}).seed = 2


def test_every_default_lies_within_its_range():
    for path, quantity in parse({"name": "x"}).quantities().items():
        low, high = quantity.shape.bounds()
        assert low <= quantity.value <= high or path == "", path
