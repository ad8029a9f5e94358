"""Inputs of the calculator that are any text, or several numbers."""

from __future__ import annotations

import json
import sys
import types
from collections.abc import Sequence

import numpy as np
import pytest

from dawndusk.calculator import Entry, calculate, describe
from dawndusk.errors import InputError


def trip(
    city: str,
    legs_km: Sequence[float],
    shares: Sequence[float] = (0.5, 0.25),
    stops: Sequence[int] = (1, 2),
    guide: str | None = None,
) -> float:
    """Length of a trip.

    Parameters
    ----------
    city : str
        Where it begins.
    legs_km : sequence of float [km]
        One after the other.
    shares : sequence of float [1]
        Of the luggage.
    stops : sequence of int [1]
        Of each leg.
    guide : str, optional
        Who leads.

    Returns
    -------
    length_km : float [km]
        Of all legs.
    """
    assert isinstance(city, str)
    assert guide is None or isinstance(guide, str)
    assert all(isinstance(stop, int) for stop in stops)
    return float(np.sum(legs_km)) + 1e6 * sum(shares) + (1e9 if guide else 0.0)


@pytest.fixture
def registry(monkeypatch):
    module = types.ModuleType("a_room_for_trips")
    module.trip = trip
    monkeypatch.setitem(sys.modules, "a_room_for_trips", module)
    texts = {"city": "Old Town", "legs_km": "10, 20"}
    return {
        "trip": Entry("a_room_for_trips:trip", "", "", texts=texts, other_names={"town": "city"}),
        "bare_trip": Entry("a_room_for_trips:trip", "", ""),
        "row_trip": Entry("a_room_for_trips:trip", "", "", rows={"legs_km": "orbit.altitude"}),
    }


def test_texts_and_lists_are_described(registry):
    found = describe("trip", registry)
    assert [(x.name, x.unit, x.default, x.several) for x in found.inputs] == [
        ("city", "text", "Old Town", False),
        ("legs_km", "km", (10.0, 20.0), True),
        ("shares", "1", (0.5, 0.25), True),
        ("stops", "1", (1, 2), True),
        ("guide", "text", None, False),
    ]
    json.dumps(found.as_dict(), allow_nan=False)
    assert describe("row_trip", registry).inputs[1].default == (650.0,)


def test_the_result_shows_a_list_as_a_list(registry):
    given = {"town": "  Foot   hill ", "legs_km": "1 km, 2000 m, 3", "stops": "7"}
    result = calculate("trip", given, registry).as_dict()
    assert result["inputs"] == {
        "city": "Foot hill",
        "legs_km": [1.0, 2.0, 3.0],
        "shares": [0.5, 0.25],
        "stops": [7],
        "guide": None,
    }
    assert result["outputs"] == {"length_km": 750006.0}
    assert result["units"]["city"] == "text"
    assert json.loads(json.dumps(result, allow_nan=False)) == result


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0.69,0.8", [0.69, 0.8]),
        ("69 %, 0.8", [0.69, 0.8]),
        ("69, 80 %", [0.69, 0.8]),
        ("0.5;1", [0.5, 1.0]),
        ("1,000;2", [1000.0, 2.0]),
        ("1e-1", [0.1]),
        (0.5, [0.5]),
        ([0.5, "25 %"], [0.5, 0.25]),
        (np.array([0.5, 0.25]), [0.5, 0.25]),
    ],
)
def test_a_list_may_be_written_in_several_ways(registry, text, found):
    shown = calculate("trip", {"shares": text}, registry).as_dict()["inputs"]["shares"]
    assert shown == pytest.approx(found)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"shares": "0.5,x"}, "shares, number 2: not a quantity: got 'x'"),
        ({"shares": "0.5,,1"}, "shares, number 2: not a quantity: got ''"),
        ({"shares": "0.5,"}, "shares, number 2: not a quantity: got ''"),
        ({"shares": "nan"}, "shares is not a finite number"),
        ({"shares": "1,inf"}, "shares, number 2 is not a finite number"),
        ({"shares": "1,2 km"}, "shares, number 1: the unit 'km' cannot be read as a pure number"),
        ({"shares": " "}, "shares is not a list of numbers: got ' '"),
        ({"shares": []}, "shares is not a list of numbers"),
        ({"shares": "1," * 2000 + "1"}, "shares is not a list of numbers: got '2001 numbers'"),
        ({"shares": None}, "shares: not a quantity"),
        ({"stops": "1,1.5"}, "stops, number 2 is not a whole number"),
        ({"city": ""}, "city is not a readable text: got ''; allowed: 1 to 200 printable"),
        ({"city": "x" * 201}, "city is not a readable text"),
        ({"city": "a\x00b"}, "city is not a readable text"),
        ({"city": 3}, "city is not a text: got 3; allowed: a text"),
        ({"town": "a", "city": "b"}, "city is given twice"),
        ({"twon": "a"}, "trip has no such input: got 'twon'.*did you mean 'town'"),
    ],
)
def test_bad_texts_and_lists_are_one_clear_line(registry, given, message):
    with pytest.raises(InputError, match=message) as caught:
        calculate("trip", given, registry)
    assert len(str(caught.value).splitlines()) == 1
    assert len(str(caught.value)) < 300


def test_what_is_missing_is_said(registry):
    with pytest.raises(InputError, match="bare_trip needs city; allowed: a text"):
        calculate("bare_trip", {}, registry)
    with pytest.raises(InputError, match="needs legs_km; allowed: numbers in km, with commas"):
        calculate("bare_trip", {"city": "a"}, registry)
