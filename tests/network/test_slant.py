"""Range and delay to a satellite."""

from __future__ import annotations

import numpy as np
import pytest

from dawndusk.calculator import calculate
from dawndusk.errors import InputError
from dawndusk.network.slant import slant


@pytest.mark.parametrize(
    ("altitude_km", "elevation_deg", "one_way_ms"),
    [
        (650, 90, 2.168), (650, 25, 4.342), (550, 90, 1.835), (550, 25, 3.747),
        (1000, 90, 3.336), (1000, 25, 6.302),
    ],
)  # fmt: skip
def test_delays_computed_by_others(altitude_km, elevation_deg, one_way_ms):
    found = calculate("slant", {"altitude_km": altitude_km, "elevation_deg": elevation_deg})
    assert found.outputs["one_way_ms"] == pytest.approx(one_way_ms, abs=6e-4)


def test_the_horizon_is_the_tangent():
    R, h = 6371.0088, 550.0
    assert float(slant(h, 0.0).range_km) == pytest.approx(np.sqrt((R + h) ** 2 - R**2))
    assert float(slant(h, 90.0).range_km) == pytest.approx(h)


def test_the_triangle_closes():
    R = 6371.0088
    elevation = np.radians(np.linspace(0.0, 90.0, 91))
    range_km = slant(700.0, np.degrees(elevation)).range_km
    radius = np.sqrt(R**2 + range_km**2 + 2.0 * R * range_km * np.sin(elevation))
    assert radius == pytest.approx(np.full(91, R + 700.0))
    assert np.all(np.diff(range_km) < 0.0)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"elevation_deg": -1}, "elevation_deg is out of range: got -1.0; allowed: 0 to 90"),
        ({"elevation_deg": 91}, "elevation_deg is out of range"),
        ({"altitude_km": 0}, "altitude_km is out of range: got 0.0; allowed: 1 to 100000"),
        ({"altitude_km": "nan"}, "altitude_km is not a finite number"),
    ],
)
def test_bad_input_is_one_clear_line(given, message):
    with pytest.raises(InputError, match=message):
        calculate("slant", given)
