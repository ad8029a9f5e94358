"""Rain on the path to a satellite."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.network.rain import rain_coefficients, rain_loss, rain_outage

SITE = {
    "frequency_ghz": 28.75, "elevation_deg": 40.0, "rain_rate_mm_h": 30.0, "rain_height_km": 3.0,
    "latitude_deg": 40.0,
}  # fmt: skip


def db(**other):
    return rain_loss(**{**SITE, **other}).attenuation_db


def test_circular_polarisation_is_half_way_between_the_linear_ones_at_the_horizon():
    k = [float(rain_coefficients(20.0, 0.0, tilt)[0]) for tilt in (0.0, 45.0, 90.0)]
    assert k[1] == pytest.approx(0.5 * (k[0] + k[2]))


@given(st.floats(1.0, 90.0), st.floats(10.0, 90.0), st.floats(0.5, 120.0), st.floats(-60.0, 60.0))
def test_rarer_rain_takes_more(elevation, frequency, rate, latitude):
    shares = np.array([1.0, 0.1, 0.05, 0.01, 0.005, 1e-3, 1e-4])
    taken = db(
        elevation_deg=elevation, frequency_ghz=frequency, rain_rate_mm_h=rate,
        latitude_deg=latitude, time_share=shares,
    )  # fmt: skip
    assert np.all(taken > 0.0)
    assert np.all(np.diff(taken[:-1]) > 0.0)


def test_harder_rain_and_a_higher_band_take_more():
    assert db(rain_rate_mm_h=60.0) > db()
    assert db(frequency_ghz=75.0) > db() > db(frequency_ghz=18.7)


def test_no_rain_and_a_site_above_it_take_nothing():
    assert db(rain_rate_mm_h=0.0) == 0.0
    assert db(site_height_km=3.5) == 0.0


def test_the_overhead_path_is_as_long_as_the_rain_is_high():
    loss = rain_loss(**{**SITE, "elevation_deg": 90.0})
    assert float(loss.slant_length_km) == pytest.approx(3.0)


def test_many_sites_at_once_are_the_sites_one_by_one():
    rates, heights = np.array([5.0, 30.0, 90.0]), np.array([1.0, 3.0, 4.9])
    latitudes = np.array([-70.0, 40.0, 2.0])
    together = db(rain_rate_mm_h=rates, rain_height_km=heights, latitude_deg=latitudes)
    each = [
        float(db(rain_rate_mm_h=r, rain_height_km=h, latitude_deg=p))
        for r, h, p in zip(rates, heights, latitudes, strict=True)
    ]
    np.testing.assert_allclose(together, each)


@given(st.floats(2e-5, 0.5))
def test_outage_is_loss_turned_round(share):
    margin = db(time_share=share)
    assert float(rain_outage(float(margin), **SITE)) == pytest.approx(share, rel=1e-6)


def test_a_margin_beyond_all_rain_is_missed_no_rarer_than_the_recommendation_speaks_of():
    assert float(rain_outage(500.0, **SITE)) == pytest.approx(1e-5)
    assert float(rain_outage(0.0, **SITE)) == pytest.approx(1.0)
    assert float(rain_outage(0.0, **{**SITE, "rain_rate_mm_h": 0.0})) == pytest.approx(1e-5)


@pytest.mark.parametrize(
    "wrong",
    [{"elevation_deg": 0.0}, {"frequency_ghz": 200.0}, {"time_share": 0.0}, {"latitude_deg": 91.0}],
)
def test_what_is_out_of_range_is_refused(wrong):
    with pytest.raises(InputError, match=f"{next(iter(wrong))} is out of range"):
        db(**wrong)
