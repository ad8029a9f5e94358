"""The table of the weather over any place."""

import numpy as np
import pytest

from dawndusk.errors import InputError
from dawndusk.network.site_weather import site_weather, weather_map


def test_the_date_line_and_the_circle_are_closed():
    for name in ("rain_rate", "cloud_10"):
        west, east = weather_map(name, -18.0, -180.0), weather_map(name, -18.0, 180.0)
        assert west == east
        just_before, just_after = weather_map(name, 5.0, 359.9999), weather_map(name, 5.0, 0.0)
        assert just_before == pytest.approx(just_after, abs=0.01)


def test_a_pole_has_one_weather_whatever_the_longitude():
    found = weather_map("zero_height", 90.0, np.arange(0.0, 360.0, 7.0))
    assert np.ptp(found) < 0.05


def test_shapes_broadcast():
    over = site_weather(np.zeros((3, 1)), np.zeros(4))
    assert over.rain_rate_mm_h.shape == (3, 4)
    assert over.liquid_kg_m2.shape == (3, 4, 3)
    assert over.cloud_share.shape == (3, 4, 4)


def test_less_is_exceeded_more_often_everywhere():
    latitude, longitude = np.meshgrid(np.arange(-80.0, 81.0, 5.0), np.arange(0.0, 360.0, 9.0))
    over = site_weather(latitude, longitude)
    assert np.all(np.diff(over.liquid_kg_m2, axis=-1) <= 1e-9)
    assert np.all(np.diff(over.cloud_share, axis=-1) <= 1e-9)
    assert over.cloud_share.min() >= 0.0
    assert over.cloud_share.max() <= 1.0


def test_a_place_off_the_map_is_refused():
    with pytest.raises(InputError, match="latitude_deg is out of range"):
        site_weather(95.0, 0.0)
    with pytest.raises(InputError, match="longitude_deg is out of range"):
        site_weather(0.0, 400.0)
