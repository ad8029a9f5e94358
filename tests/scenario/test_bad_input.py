"""Fields that cannot be: unknown, in a wrong unit, out of range, contradictory, unsourced."""

from __future__ import annotations

import copy
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.errors import ScenarioError
from dawndusk.scenario import Scenario, parse

ROW = {
    "value": 700,
    "low": 650,
    "high": 800,
    "distribution": "triangular",
    "unit": "km",
    "year": 2026,
    "source": "Our operator, 2026",
    "confidence": "estimate",
}


def refused(raw: Any) -> str:
    before = copy.deepcopy(raw)
    with pytest.raises(ScenarioError) as caught:
        parse(raw)
    text = str(caught.value)
    assert len(text.splitlines()) == 1
    assert raw == before or "nan" in str(raw), "the input was changed"
    return text


def nested(path: str, value: object) -> dict[str, Any]:
    whole: dict[str, Any] = {"name": "x"}
    *sections, last = path.split(".")
    inner = whole
    for section in sections:
        inner = inner.setdefault(section, {})
    inner[last] = value
    return whole


@pytest.mark.parametrize(
    ("path", "instead"),
    [
        ("satellite.propulsion.station_keeping_m_per_s_per_year", "avoidance_m_per_s_per_year"),
        ("orbit.solar_proton_margin", "orbit.solar_cutoff_latitude_deg"),
        ("orbit.reflected_sunlight_w_m2", "use orbit.albedo"),
        ("ground_segment.bits_per_flop", "use traffic"),
        ("ground_segment.gateway_usd_per_gbps", "ground_segment.terminal_usd"),
        ("ground_segment.diversity_sites", "target_availability"),
        ("ground_segment.site_availability", "ground_segment.margin_db"),
    ],
)
def test_a_key_of_yesterday_is_told_what_replaces_it(path, instead):
    text = refused(nested(path, 5))
    assert text.startswith(f"{path}: no longer given: it is computed from ")
    assert "; remove it, or use " in text
    assert instead in text
    known = " ".join(Scenario.every_path())
    for field in text.split("or use ")[1].split():
        if "." in field:
            assert field in known


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("orbti", "orbit"),
        ("sed", "seed"),
        ("orbit.altitude", "altitude_km"),
        ("satellite.array.eficiency", "efficiency"),
        ("satellite.radiatr", "radiator"),
        ("finance.discount", "discount_rate"),
        ("hybrid.orbit_shares", "orbit_share"),
    ],
)
def test_an_unknown_key_names_the_nearest(path, meant):
    text = refused(nested(path, 1))
    assert "unknown key" in text
    assert path in text
    assert f"did you mean '{meant}'?" in text


def test_an_unknown_key_like_none_lists_what_is_known():
    text = refused(nested("orbit.zzz", 1))
    assert "known here: altitude_km" in text


def test_a_key_inside_a_list():
    text = refused({"name": "x", "correlations": [{"a": "p", "b": "q", "row": 0.5}]})
    assert "did you mean 'rho'" in text


def test_several_faults_are_counted():
    raw = {"name": "x", "orbit": {"altitude_km": -5, "local_time_h": 99}, "sed": 1}
    assert "and 2 more" in refused(raw)


@pytest.mark.parametrize(
    "value", ["650 kg", "650 s", "650 W", "650 USD_2026", "650 blorps", "650 USD/km", "20 %"]
)
def test_a_wrong_unit(value):
    text = refused(nested("orbit.altitude_km", value))
    assert text.startswith("orbit.altitude_km: ")
    assert "km" in text


def test_dollars_without_a_year():
    text = refused(nested("production.array_usd_per_w", "40 USD/W"))
    assert "production.array_usd_per_w: a dollar needs its year" in text
    assert "USD_2026/W" in text


@pytest.mark.parametrize("value", [-650, 0, 1e9, "36000 km", "10 m", {"uniform": [100, 650]}])
def test_out_of_range(value):
    text = refused(nested("orbit.altitude_km", value))
    assert "orbit.altitude_km: out of range" in text
    assert "allowed: 300 to 2000 km" in text


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        -float("inf"),
        True,
        False,
        None,
        [],
        {},
        "",
        "fast",
        [650],
        {"from": None},
        {"from": "orbit.altitud"},
        {"from": ["a"]},
        {"form": "x"},
        {"from": "orbit.altitude", "take": "best"},
        {"from": "orbit.altitude", "take": False},
        {"uniform": [500, 600], "take": "value"},
        {"uniform": [500, 600], "value": 700},
        {"triangular": [5, 6, 7], "value": 6},
        {"triangular": [500, 600]},
        {"triangular": [600, 500, 700]},
        {"uniform": [700, 600]},
        {"uniform": "500 600"},
        {"uniform": {"low": 500, "high": 600}},
        {"lognormal": [0, 600]},
        {"loguniform": [-1, 600]},
        {"uniform": [True, 600]},
        {"uniform": [float("nan"), 600]},
        {"by_year": {}},
        {"by_year": {"soon": 600}},
        {"by_year": {26: 600}},
        {"by_year": 600},
        {"by_year": {True: 600}},
        {"by_year": {2026: {"by_year": {2026: 600}}}},
        {"by_year": {2026: True}},
        {"uniform": [500, 600], "triangular": [500, 550, 600]},
        {1: 2},
        {"from": "launch.price"},
        10**400,
        b"650",
        {"uniform": [[500], [600]]},
    ],
    ids=str,
)
def test_what_is_no_quantity(value):
    assert refused(nested("orbit.altitude_km", value)).startswith("orbit.altitude_km: ")


@pytest.mark.parametrize("path", ["draws", "seed", "years.first", "years.last"])
@pytest.mark.parametrize(
    "value", [True, False, None, 0.5, float("nan"), float("inf"), -1, "many", [1], {}, 10**30]
)
def test_what_is_no_whole_number(path, value):
    assert path in refused(nested(path, value))


@pytest.mark.parametrize("rho", [True, 1.5, -2, float("nan"), "much", None])
def test_what_is_no_correlation(rho):
    pair = {"a": "orbit.altitude_km", "b": "orbit.albedo", "rho": rho}
    assert "correlations.0.rho" in refused({"name": "x", "correlations": [pair]})


@pytest.mark.parametrize(
    "name", [None, 1, True, "", "a b", "../up", "a/b", "-x", "X", "x" * 65, ".x", "x\n", ["x"]]
)
def test_a_name_is_one_word_that_can_name_a_folder(name):
    assert "name" in refused({"name": name})


def test_a_scenario_without_a_name():
    assert "name" in refused({"seed": 1})


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ({"years": {"first": 2030, "last": 2029}}, "years.last must not lie before"),
        ({"years": {"first": 2026, "last": 2099}}, "at most 61 years"),
        (
            {"satellite": {"radiator": {"coolant_supply_c": 60, "coolant_return_c": 50}}},
            "coolant_return_c must stay above",
        ),
        ({"need": {"workload": "gaming"}}, "inference"),
        ({"orbit": None}, "orbit"),
        ({"orbit": []}, "orbit"),
        ({"satellite": {"array": "thin"}}, "satellite.array"),
        ({"convention": "creative"}, "convention"),
    ],
)
def test_contradictions_and_wrong_kinds(raw, says):
    assert says in refused({"name": "x", **raw})


def test_a_row_of_the_scenarios_own():
    raw = nested("orbit.altitude_km", {"from": "mine.altitude"})
    raw["catalogue"] = {"mine.altitude": ROW}
    assert parse(raw).orbit.altitude_km.row == "mine.altitude"


def test_an_own_row_does_not_outlive_its_scenario():
    raw = nested("orbit.altitude_km", {"from": "mine.altitude"})
    parse({**raw, "catalogue": {"mine.altitude": ROW}})
    assert "no such row" in refused(raw)


@pytest.mark.parametrize("key", ["source", "unit", "year", "confidence", "value"])
def test_an_own_row_without_a_source_or_another_part(key):
    row = {k: v for k, v in ROW.items() if k != key}
    text = refused({"name": "x", "catalogue": {"mine.altitude": row}})
    assert f"row mine.altitude has no {key}" in text


@pytest.mark.parametrize(
    ("catalogue", "says"),
    [
        ({"orbit.altitude": ROW}, "name of a built-in row"),
        ([ROW], "mapping of rows"),
        ({"mine": None}, "not a mapping"),
        ({"mine": {**ROW, "unit": "USD/kg"}}, "a dollar needs its year"),
        ({"mine": {**ROW, "sauce": "x"}}, "unknown key"),
        ({"mine": {**ROW, "year": "soon"}}, "row mine"),
    ],
)
def test_bad_own_rows(catalogue, says):
    assert says in refused({"name": "x", "catalogue": catalogue})


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(
    st.sampled_from(
        [
            "orbit",
            "satellite.array.efficiency",
            "years",
            "need",
            "catalogue",
            "correlations",
            "hybrid",
            "draws",
            "chip",
            "earth",
            "finance",
        ]
    ),
    json,
)
def test_anything_is_read_or_refused(path, value):
    with suppress(ScenarioError):
        parse(nested(path, value))
