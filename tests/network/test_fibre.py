"""Round trips by fibre between places."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.calculator import calculate
from dawndusk.constants import C_LIGHT
from dawndusk.errors import InputError
from dawndusk.network.fibre import fibre, fibre_ms, great_circle_km

LATITUDE = st.floats(-90, 90)
LONGITUDE = st.floats(-180, 180)


def test_new_york_to_london():
    found = fibre("New York", "London", 1.0, 1.468)
    assert 54.5 <= found.rtt_ms <= 55.0
    assert found.rtt_vacuum_ms == pytest.approx(37.2, abs=0.05)
    assert found.rtt_ms == found.rtt_great_circle_ms
    assert found.rtt_ms == pytest.approx(1.468 * found.rtt_vacuum_ms)


def test_the_calculator_takes_cities_by_several_names():
    result = calculate("fibre", {"city": "Manila", "to": "Dalian", "stretch": 1}).as_dict()
    assert result["inputs"]["start"] == "Manila"
    assert result["inputs"]["end"] == "Dalian"
    assert result["outputs"]["distance_km"] == pytest.approx(2704, abs=10)
    json.dumps(result, allow_nan=False)
    plain = calculate("fibre", {}).outputs
    assert plain["rtt_ms"] == pytest.approx(1.5 * plain["rtt_great_circle_ms"])


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"start": "Lodnon"}, "unknown city: got 'Lodnon'.*London"),
        ({"end": "New York City"}, "both ends are the same place: got 'New York City'"),
        ({"start": "90,0", "end": "90,45"}, "both ends are the same place"),
        ({"end": "95,20"}, "the coordinates are off the map"),
        ({"start": ""}, "start is not a readable text"),
        ({"start": 3}, "start is not a text"),
        ({"stretch": 0.5}, "stretch is out of range: got 0.5; allowed: 1 to 10"),
        ({"index": 3}, "index is out of range"),
        ({"city_a": "Paris", "from": "Rome"}, "start is given twice"),
    ],
)
def test_bad_input_is_one_clear_line(given, message):
    with pytest.raises(InputError, match=message) as caught:
        calculate("fibre", given)
    assert len(str(caught.value).splitlines()) == 1


@given(LATITUDE, LONGITUDE, LATITUDE, LONGITUDE)
def test_distances_are_the_same_both_ways_and_at_most_half_way_round(a, b, c, d):
    there = float(great_circle_km(a, b, c, d))
    assert there == pytest.approx(float(great_circle_km(c, d, a, b)), abs=1e-6)
    assert 0.0 <= there <= 20_015.2


@given(LATITUDE, LONGITUDE, LATITUDE, LONGITUDE)
def test_the_distance_is_the_angle_between_directions(a, b, c, d):
    def direction(latitude, longitude):
        phi, lam = np.radians([latitude, longitude])
        return np.array([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])

    one, other = direction(a, b), direction(c, d)
    angle = np.arctan2(np.linalg.norm(np.cross(one, other)), one @ other)
    assert float(great_circle_km(a, b, c, d)) == pytest.approx(6371.0088 * angle, abs=1e-3)


def test_shapes_are_broadcast():
    table = great_circle_km(np.zeros((3, 1)), np.zeros((3, 1)), np.zeros(2), np.array([0.0, 90.0]))
    assert table.shape == (3, 2)
    assert float(fibre_ms(C_LIGHT * 1e-6, 2.0, 1.5)) == pytest.approx(6.0)
