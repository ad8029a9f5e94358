"""Limits on power at the ground."""

import numpy as np
import pytest

from dawndusk.errors import InputError
from dawndusk.network.power_limits import (
    constellation_factor,
    flux_density_limit,
    laser_exposure,
    power_flux_density,
)


def test_the_limit_at_11_ghz_is_that_of_the_american_rules():
    """47 CFR 25.208(b)(2): -126, -126 + (d - 5)/2, -116 dB(W/m2) in 1 MHz."""
    angles = np.array([0.0, 5.0, 15.0, 25.0, 90.0])
    np.testing.assert_allclose(
        flux_density_limit(11.0, angles), [-126.0, -126.0, -121.0, -116.0, -116.0]
    )


def test_the_factor_is_continuous_and_grows():
    n = np.array([1, 50, 51, 200, 288, 289, 840, 1000])
    found = constellation_factor(n)
    assert np.all(np.diff(found) >= 0.0)
    assert found[4] == pytest.approx(10.0)
    assert found[5] == pytest.approx(10.01, abs=0.01)


def test_the_factor_counts_at_low_angles_of_one_band_only():
    assert float(flux_density_limit(18.0, 5.0, 18.0)) == -133.0
    assert float(flux_density_limit(18.0, 25.0, 18.0)) == -105.0
    assert float(flux_density_limit(19.5, 5.0, 18.0)) == -115.0


def test_more_satellites_than_the_rule_was_made_for_are_refused_with_a_remedy():
    with pytest.raises(InputError, match="31 dB in a filing"):
        constellation_factor(4425)


def test_a_link_at_its_most_power_is_at_the_limit():
    found = power_flux_density(550.0, 30.0, 18.5, 250.0, 30.0)
    again = power_flux_density(550.0, 30.0, 18.5, 250.0, float(found.most_eirp_dbw))
    assert float(again.headroom_db) == pytest.approx(0.0, abs=1e-9)
    assert float(again.flux_db) == pytest.approx(-105.0)


def test_the_same_power_in_half_the_band_is_3_db_denser():
    wide, narrow = (power_flux_density(550.0, 30.0, 18.5, b, 30.0) for b in (500.0, 250.0))
    assert float(narrow.flux_db - wide.flux_db) == pytest.approx(3.0103, abs=1e-4)


def test_a_band_without_a_limit():
    with pytest.raises(InputError, match="frequency_ghz has no such limit"):
        power_flux_density(550.0, 30.0, 73.5, 250.0, 30.0)


def test_a_laser_downlink_is_harmless_and_a_strong_uplink_is_not():
    down = laser_exposure(5.0, 15.0, 0.1, 600.0, 1000.0)
    assert float(down.limit_share) < 1e-3
    up = laser_exposure(50.0, 20.0, 0.15, 0.0, 1000.0)
    assert float(up.limit_share) > 1.0
    at_the_edge = laser_exposure(50.0, 20.0, 0.15, float(up.hazard_km), 1000.0)
    assert float(at_the_edge.limit_share) == pytest.approx(1.0)
