"""Gases, clouds and rain together."""

import numpy as np
import pytest

from dawndusk.errors import InputError
from dawndusk.network.air_loss import air_loss, air_outage, cloud_loss, gas_loss, liquid_at
from dawndusk.network.rain import rain_loss
from dawndusk.network.site_weather import site_weather

LATITUDE, LONGITUDE = np.array([1.32, 51.24, -24.6]), np.array([103.7, -0.62, -70.4])
OVER = site_weather(LATITUDE, LONGITUDE)


def test_the_sum_is_that_of_its_parts():
    share = 1e-3
    parts = (
        gas_loss(28.75, 40.0, OVER.vapour_kg_m2)
        + cloud_loss(28.75, 40.0, liquid_at(OVER.liquid_kg_m2, share))
        + rain_loss(
            28.75, 40.0, OVER.rain_rate_mm_h, OVER.rain_height_km, LATITUDE, share
        ).attenuation_db
    )
    np.testing.assert_allclose(air_loss(28.75, 40.0, OVER, LATITUDE, share), parts)


def test_outage_is_loss_turned_round():
    outage = air_outage(12.0, 28.75, 40.0, OVER, LATITUDE)
    inside = (outage > 1.1e-5) & (outage < 1.0)
    again = air_loss(28.75, 40.0, OVER, LATITUDE, outage)
    np.testing.assert_allclose(again[inside], 12.0, rtol=1e-6)
    assert inside.sum() == 2  # not in the desert


def test_more_margin_lower_band_and_higher_satellite_help():
    base = air_outage(10.0, 28.75, 40.0, OVER, LATITUDE)[:2]
    assert np.all(air_outage(15.0, 28.75, 40.0, OVER, LATITUDE)[:2] < base)
    assert np.all(air_outage(10.0, 18.7, 40.0, OVER, LATITUDE)[:2] < base)
    assert np.all(air_outage(10.0, 28.75, 60.0, OVER, LATITUDE)[:2] < base)
    assert np.all(air_outage(10.0, 83.5, 40.0, OVER, LATITUDE)[:2] > base)


def test_less_margin_than_clear_air_takes_is_always_missed():
    assert np.all(air_outage(0.1, 83.5, 20.0, OVER, LATITUDE) == 1.0)


def test_an_elevation_out_of_range_is_told_the_range_that_holds():
    over = site_weather(0.0, 0.0)
    with pytest.raises(InputError, match=r"got 0\.0; allowed: 5 to 90"):
        air_loss(28.5, 0.0, over, 0.0, 1e-3)


def test_liquid_between_its_nodes():
    column = np.array([2.0, 1.0, 0.2])
    assert liquid_at(column, np.sqrt(0.05 * 0.20)) == pytest.approx(0.6)
    assert liquid_at(column, [0.5, 1e-5]) == pytest.approx([0.2, 2.0])


def test_the_oxygen_lines_are_refused():
    with pytest.raises(InputError, match="oxygen"):
        gas_loss(60.0, 40.0, 20.0)
