"""The catalogue: every figure has a source, a year, a readable unit, and dollars of a year."""

from __future__ import annotations

import re

import pytest

from dawndusk.data import CONFIDENCES, catalogue, correlations, parse_row
from dawndusk.errors import CatalogueError, InputError
from dawndusk.quantity import convert

GOOD = {
    "value": 100, "low": 60, "high": 150, "distribution": "triangular", "unit": "W/kg",
    "year": 2025, "source": "NASA 2024, ch. 3", "confidence": "published",
}  # fmt: skip


@pytest.fixture(scope="module")
def rows():
    return list(catalogue().values())


def test_every_row_says_who_and_when(rows):
    assert len(rows) > 50
    for row in rows:
        assert len(row.source.strip()) >= 8, f"{row.name} has no real source"
        assert row.confidence in CONFIDENCES, row.name
        assert 1900 <= row.year <= 2100, row.name


def test_names_are_dotted_words(rows):
    bad = [r.name for r in rows if not re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)+", r.name)]
    assert bad == []


def test_every_unit_is_known_and_dollars_carry_their_year(rows):
    for row in rows:
        assert "$" not in row.unit, row.name
        assert not re.search(r"USD(?!_\d{4})", row.unit), f"{row.name}: dollars without a year"
        with pytest.raises(InputError, match="cannot be read as"):
            convert(1.0, f"{row.unit} / K^17" if row.unit != "1" else "km", "candela")


def test_a_guess_admits_it(rows):
    """What was not re-read, or is our guess, says so in its note."""
    rows = [r for r in rows if not r.name.startswith("calc.")]  # worked examples
    silent = [
        r.name for r in rows if r.confidence == "guess" and not r.note and "judg" not in r.source
    ]
    assert silent == []


def test_no_row_names_a_machine_or_its_folders(rows):
    for row in rows:
        assert not re.search(r"/work/|/tmp/|/home/|\.\./|facts file|recalled from", row.note), (
            row.name
        )


def test_correlations_are_between_minus_one_and_one_and_say_why():
    for item in correlations():
        assert -1.0 <= item["rho"] <= 1.0
        assert item.get("note") or item.get("source")


def test_a_good_row_is_read():
    row = parse_row("array.specific_power", GOOD)
    assert (row.value, row.shape.low, row.shape.high) == (100.0, 60.0, 150.0)
    assert row.as_dict()["source"] == GOOD["source"]


@pytest.mark.parametrize("key", ["value", "unit", "year", "source", "confidence"])
@pytest.mark.parametrize("how", ["missing", "empty", "blank"])
def test_a_row_without_one_of_its_parts_is_refused(key, how):
    raw = dict(GOOD)
    del raw[key]
    if how != "missing":
        raw[key] = "" if how == "empty" else "   "
    with pytest.raises(CatalogueError, match=key):
        parse_row("x.y", raw)


@pytest.mark.parametrize(
    "change",
    [
        {"sauce": "me"}, {"confidence": "certain"}, {"distribution": "normal"}, {"value": "many"},
        {"value": True}, {"low": True}, {"value": float("nan")}, {"value": 10**400}, {"value": {}},
        {"value": {"soon": 1}}, {"value": [1, 2]}, {"low": 120}, {"high": 50}, {"year": "soon"},
        {"year": [2025]}, {"year": True}, {"unit": "USD/kg"}, {"unit": "$/kg"},
    ],
)  # fmt: skip
def test_a_bad_row_is_refused_in_one_line(change):
    with pytest.raises(CatalogueError) as caught:
        parse_row("x.y", {**GOOD, **change})
    assert str(caught.value).startswith("row x.y")
    assert "\n" not in str(caught.value)


def test_a_spread_is_never_dropped_in_silence():
    raw = {key: value for key, value in GOOD.items() if key != "distribution"}
    with pytest.raises(CatalogueError, match="need a distribution"):
        parse_row("x.y", raw, "scenario")


def test_only_another_model_shows_a_range_that_is_not_drawn(rows):
    """Published models are reproduced at one value; their low and high are slider ends."""
    held = [r.name for r in rows if r.shape.kind == "fixed" and r.shape.low != r.shape.high]
    assert [name for name in held if not name.startswith("mccalip.")] == []


@pytest.mark.parametrize("raw", [None, 5, "text", []])
def test_a_row_that_is_no_mapping_is_refused(raw):
    with pytest.raises(CatalogueError, match="not a mapping"):
        parse_row("x.y", raw)


def test_an_unknown_row_names_the_nearest():
    with pytest.raises(CatalogueError, match=r"did you mean 'money\.cpi_u'"):
        catalogue()["money.cpi"]
