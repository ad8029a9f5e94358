"""The pocket calculator: what it reads from a function, what it prints, what it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
import types
from datetime import date
from typing import Literal, NamedTuple

import numpy as np
import pytest

from dawndusk.calculator import REGISTRY, Entry, calculate, describe, entries
from dawndusk.data import catalogue
from dawndusk.errors import InputError


class Size(NamedTuple):
    """Size of a box.

    Attributes
    ----------
    area_m2 : ndarray [m2]
        Of all faces.
    """

    area_m2: np.ndarray
    corners: np.ndarray


def box(width_m: float, height_m, folds: int = 2, tape_m: float | None = None) -> Size:
    """Size of a square box.

    .. math:: A = 2 w^2 + 4 w h

    It has corners.

    Parameters
    ----------
    width_m, height_m : array_like [m]
        Outside.
    folds : int, optional [1]
        How often it is folded.
    tape_m : float, optional [m]
        Left out where there is none.

    Returns
    -------
    area_m2 : ndarray [m2]
        Of all faces.
    corners : ndarray [1]
        Eight.

    Notes
    -----
    Neglects the
    flaps.

    References
    ----------
    Euclid, Elements,
    book XI.
    """
    w, h = np.asarray(width_m, dtype=float), np.asarray(height_m, dtype=float)
    return Size(2 * w * w + 4 * w * h, np.asarray(8))


def parcel(width_m: float) -> Size:
    """Size of a cube.

    Parameters
    ----------
    width_m : array_like [m]
        Outside.

    Returns
    -------
    Size
        area_m2 : ndarray [m2] of all faces; corners [1], eight.
    """
    return box(width_m, width_m)


def label(
    day: date,
    colour: Literal["red", "blue"] = "red",
    edge: Literal["thin", "thick"] | None = None,
    until: date | None = None,
) -> float:
    """Price of a label.

    Parameters
    ----------
    day : date
        When it is stuck on.
    colour : {'red', 'blue'}
        Of the ink.
    edge : {'thin', 'thick'}, optional
        None unless given.
    until : date, optional
        Best before.

    Returns
    -------
    price : float [EUR]
        One.
    """
    assert isinstance(day, date)
    assert until is None or isinstance(until, date)
    days = 0 if until is None else (until - day).days
    return day.day + 100.0 * (colour == "blue") + 1000.0 * (edge == "thick") + 1e6 * days


def undocumented(width_m):
    """Nothing else."""
    return width_m


@pytest.fixture
def registry(monkeypatch):
    module = types.ModuleType("a_room_for_tests")
    module.box, module.parcel, module.undocumented = box, parcel, undocumented
    module.label = label
    monkeypatch.setitem(sys.modules, "a_room_for_tests", module)
    return {
        "box": Entry("a_room_for_tests:box", "size of a box", "calc.box"),
        "deep_box": Entry(
            "a_room_for_tests:box", "", "calc.box", rows={"height_m": "mccalip.altitude_km"}
        ),
        "label": Entry("a_room_for_tests:label", "", "", texts={"day": "2026-06-21"}),
        "plain_label": Entry("a_room_for_tests:label", "", ""),
        "wrong_label": Entry("a_room_for_tests:label", "", "", texts={"colour": "green"}),
        "parcel": Entry("a_room_for_tests:parcel", "", "calc.parcel"),
        "undocumented": Entry("a_room_for_tests:undocumented", "", "calc.undocumented"),
    }


def test_listing_imports_no_room():
    code = (
        "import sys; from dawndusk.calculator import entries; entries(); "
        "print([m for m in sys.modules if m == 'numpy' or m.startswith('dawndusk.economics')])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
    assert [entry.name for entry in entries()] == sorted(REGISTRY)


def test_reads_the_signature_and_the_docstring(registry):
    found = describe("box", registry)
    assert found.what == "Size of a square box."
    assert found.equation == "A = 2 w^2 + 4 w h"
    assert found.notes == "Neglects the flaps."
    assert found.reference == "Euclid, Elements, book XI."
    assert [(x.name, x.unit, x.required) for x in found.inputs] == [
        ("width_m", "m", True),
        ("height_m", "m", True),
        ("folds", "1", False),
        ("tape_m", "m", False),
    ]
    assert [(x.name, x.unit) for x in found.outputs] == [("area_m2", "m2"), ("corners", "1")]
    json.dumps(found.as_dict())


def test_outputs_may_be_named_in_the_text_of_the_returns_section(registry):
    found = describe("parcel", registry)
    assert [(x.name, x.unit, x.what) for x in found.outputs] == [
        ("area_m2", "m2", "of all faces"),
        ("corners", "1", "eight"),
    ]
    assert calculate("parcel", {"width_m": 2}, registry).outputs == {"area_m2": 24.0, "corners": 8}


def test_dollars_of_any_year_take_the_year_of_the_default():
    assert calculate("wright", {"to_price": "100 USD_2025/kg"}).units["to_price"] == "USD_2025/kg"


def test_result_is_plain_data_with_all_defaults_filled(registry):
    result = calculate("box", {"width_m": "100 cm", "height_m": 3}, registry).as_dict()
    assert result == {
        "name": "box",
        "inputs": {"width_m": 1.0, "height_m": 3.0, "folds": 2, "tape_m": None},
        "outputs": {"area_m2": 14.0, "corners": 8},
        "units": {
            "width_m": "m",
            "height_m": "m",
            "folds": "1",
            "tape_m": "m",
            "area_m2": "m2",
            "corners": "1",
        },
        "source": "Euclid, Elements, book XI.",
    }
    assert {type(x) for x in result["outputs"].values()} == {float, int}


def test_a_default_from_the_catalogue_is_converted_and_named(registry):
    height = describe("deep_box", registry).inputs[1]
    assert height.default == pytest.approx(550_000.0)
    assert height.source == catalogue()["mccalip.altitude_km"].source


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"width_m": 1, "heigth_m": 1}, "did you mean 'height_m'"),
        ({"width_m": 1}, "box needs height_m"),
        ({"width_m": "x", "height_m": 1}, "width_m: not a quantity"),
        ({"width_m": "nan", "height_m": 1}, "width_m is not a finite number"),
        ({"width_m": "-inf", "height_m": 1}, "width_m is not a finite number"),
        ({"width_m": float("inf"), "height_m": 1}, "width_m: not a finite number"),
        ({"width_m": 10**400, "height_m": 1}, "width_m: not a finite number"),
        ({"width_m": "3 kg", "height_m": 1}, "width_m: the unit 'kg' cannot be read as m"),
        ({"width_m": 1, "height_m": 1, "folds": "1.5"}, "folds is not a whole number"),
        ({"width_m": 1e200, "height_m": 1}, "box has no finite area_m2"),
    ],
)
def test_bad_input_is_one_clear_line(registry, given, message):
    with pytest.raises(InputError, match=message) as caught:
        calculate("box", given, registry)
    assert "\n" not in str(caught.value)


def test_an_input_may_be_a_word_or_a_date(registry):
    found = describe("label", registry)
    assert [(x.name, x.unit, x.default, x.choices) for x in found.inputs] == [
        ("day", "date", "2026-06-21", ()),
        ("colour", "text", "red", ("red", "blue")),
        ("edge", "text", None, ("thin", "thick")),
        ("until", "date", None, ()),
    ]
    json.dumps(found.as_dict())
    result = calculate("label", {"colour": "blue", "day": " 2026-06-30"}, registry).as_dict()
    inputs = {"day": "2026-06-30", "colour": "blue", "edge": None, "until": None}
    assert result["inputs"] == inputs
    assert result["outputs"] == {"price": 130.0}
    assert result["units"] == {
        "day": "date", "colour": "text", "edge": "text", "until": "date", "price": "EUR"
    }  # fmt: skip
    json.dumps(result, allow_nan=False)
    assert calculate("label", {"edge": "thick"}, registry).outputs["price"] == 1021.0
    assert calculate("label", {"until": date(2026, 6, 22)}, registry).outputs["price"] == 1000021.0


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"colour": "bleu"}, "colour is none of the choices: got 'bleu'; allowed: red, blue; did"),
        ({"colour": 1}, "colour is none of the choices: got 1; allowed: red, blue"),
        ({"colour": "red,blue"}, "colour is none of the choices"),
        ({"day": "21.6.2026"}, "day: not a date: got '21.6.2026'; allowed: YYYY-MM-DD"),
        ({"day": "2026-02-30"}, "day: not a date: got '2026-02-30'"),
        ({"day": "2026-6-1"}, "day: not a date"),
        ({"day": "20260601"}, "day: not a date"),
        ({"day": "2026-06-21T12:00"}, "day: not a date"),
        ({"day": 20260601}, "day: not a date: got 20260601"),
        ({"day": "9" * 4000}, "day: not a date: got '9999"),
        ({"until": "nan"}, "until: not a date"),
    ],
)
def test_a_bad_word_or_date_is_one_clear_line(registry, given, message):
    with pytest.raises(InputError, match=message) as caught:
        calculate("label", given, registry)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_a_date_without_a_default_is_asked_for(registry):
    assert describe("plain_label", registry).inputs[0].required
    with pytest.raises(InputError, match="plain_label needs day; allowed: a date, YYYY-MM-DD"):
        calculate("plain_label", {}, registry)
    with pytest.raises(TypeError, match="does not allow the default of colour"):
        describe("wrong_label", registry)


def test_unknown_entry():
    with pytest.raises(InputError, match="did you mean 'mccalip'"):
        calculate("mcalip", {})


def test_an_undocumented_input_is_our_fault(registry):
    with pytest.raises(TypeError, match="does not document its input width_m"):
        describe("undocumented", registry)


def test_his_own_names_reach_our_inputs():
    found = calculate(
        "mccalip",
        {"launchCostPerKg": "1000", "gpuFailureRate": 0, "nre_usd": "2e9", "altitude": 600},
    )
    assert found.inputs["launch_usd_per_kg"] == 1000.0
    assert found.inputs["gpu_failure_percent_per_year"] == 0.0
    assert found.inputs["nre_usd_million"] == 2000.0
    assert found.inputs["altitude_km"] == 600.0
    assert calculate("mccalip", {"nre_usd": "2e9 USD_2025"}).inputs["nre_usd_million"] == 2000.0
    with pytest.raises(InputError, match="altitude_km is given twice"):
        calculate("mccalip", {"altitude_km": 550, "orbitalAltitudeKm": 550})


def test_every_other_name_leads_to_an_input():
    found = describe("mccalip")
    inputs = {x.name for x in found.inputs}
    assert {name for name, _ in found.other_names.values()} <= inputs
    assert not inputs & set(found.other_names)


@pytest.mark.parametrize("name", sorted(REGISTRY))
def test_every_entry_describes_itself_and_has_a_worked_example(name):
    entry = REGISTRY[name]
    found = describe(name)
    assert found.reference
    assert found.equation
    assert set(entry.rows) <= {x.name for x in found.inputs}
    assert set(entry.rows.values()) <= set(catalogue())
    assert not [x.name for x in found.inputs if x.required]
    result = calculate(name, {})
    assert all(np.isfinite(value) for value in result.outputs.values())
    assert set(result.units) == set(result.inputs) | set(result.outputs)
    json.dumps(result.as_dict(), allow_nan=False)
    used = {n.removeprefix(f"{entry.prefix}.") for n in catalogue() if n.startswith(entry.prefix)}
    if entry.prefix.startswith("calc."):
        assert used <= {x.name for x in found.inputs}
