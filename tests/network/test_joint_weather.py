"""Weather that sites share."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import multivariate_normal

from dawndusk.errors import InputError
from dawndusk.network.joint_weather import (
    alike_outage,
    cloud_correlation,
    joint_outage,
    rain_correlation,
    site_distances_km,
)
from dawndusk.network.rain import rain_outage
from dawndusk.network.site_weather import site_weather

shares = st.lists(st.floats(0.01, 0.95), min_size=2, max_size=7)


def scattered(count, length_km=500.0, seed=1):
    rng = np.random.default_rng(seed)
    distance = site_distances_km(rng.uniform(-35, 45, count), rng.uniform(0, 60, count))
    return rng.uniform(0.2, 0.6, count), cloud_correlation(distance, length_km)


def test_distances():
    """London to New York: 5,585 km on the ellipsoid."""
    distance = site_distances_km([51.5074, 40.7128], [-0.1278, -74.0060])
    assert distance[0, 1] == pytest.approx(5585.0, rel=3e-3)
    np.testing.assert_allclose(distance, distance.T)


@pytest.mark.parametrize("count", [3, 5, 10])
def test_against_scipy(count):
    """Another implementation, randomised; 0.2 % of the outage."""
    outage, correlation = scattered(count, 2000.0)
    from scipy.special import ndtri

    other = multivariate_normal(np.zeros(count), correlation, maxpts=500_000, abseps=1e-9)
    expected = other.cdf(ndtri(outage), rng=np.random.default_rng(0))
    assert joint_outage(outage, correlation).outage[-1] == pytest.approx(expected, rel=2e-3)


@pytest.mark.parametrize(
    ("count", "rho", "apart"), [(5, 0.3, 1e-4), (20, 0.3, 0.02), (50, 0.5, 0.02)]
)
def test_alike_sites_against_one_common_cause(count, rho, apart):
    correlation = np.full((count, count), rho) + (1.0 - rho) * np.eye(count)
    outage = np.full(count, 0.31)
    expected = float(alike_outage(outage, rho))
    assert joint_outage(outage, correlation).outage[-1] == pytest.approx(expected, rel=apart)


@given(shares)
def test_independent_sites_multiply(each):
    found = joint_outage(each, np.eye(len(each))).outage
    np.testing.assert_allclose(found, np.cumprod(each), rtol=2e-3)
    assert float(alike_outage(np.array(each), 0.0)) == pytest.approx(np.prod(each), rel=1e-9)


@settings(max_examples=25)
@given(shares, st.floats(0.0, 0.9))
def test_shared_weather_lies_between_independent_and_the_best_site(each, rho):
    found = float(alike_outage(np.array(each), rho))
    assert np.prod(each) * (1 - 1e-6) <= found <= min(each) * (1 + 1e-6)


def test_sites_in_one_place_are_one_site():
    found = joint_outage([0.4, 0.3, 0.4], np.ones((3, 3))).outage
    np.testing.assert_allclose(found, [0.4, 0.3, 0.3], rtol=1e-3)


def test_another_site_never_makes_it_worse_and_the_answer_is_the_same_every_time():
    outage, correlation = scattered(40)
    first, again = (joint_outage(outage, correlation, choose=True) for _ in range(2))
    assert np.all(np.diff(first.outage) <= 0.0)
    np.testing.assert_array_equal(first.outage, again.outage)
    assert sorted(first.order.tolist()) == list(range(40))


def test_the_choice_begins_with_the_best_site_and_goes_far_from_it():
    """Two good sites in one valley, and a poorer one an ocean away."""
    distance = site_distances_km([30.0, 30.1, -30.0], [0.0, 0.0, 60.0])
    found = joint_outage([0.20, 0.21, 0.30], cloud_correlation(distance, 450.0), choose=True)
    assert found.order.tolist() == [0, 2, 1]


def test_correlations_fall_with_distance():
    d = np.array([0.0, 10.0, 100.0, 500.0, 2000.0])
    for found in (cloud_correlation(d, 450.0), rain_correlation(d)):
        assert found[0] == 1.0
        assert np.all(np.diff(found) < 0.0)


@pytest.mark.parametrize(
    ("sites", "margin_db", "by_itur"),
    [
        (((37.946, -75.461), (37.6, -75.2)), 8.0, 0.02102),  # 45 km apart
        (((37.946, -75.461), (36.9, -76.3)), 8.0, 0.007854),  # 138 km
        (((1.32, 103.70), (2.2, 103.0)), 12.0, 0.0407),  # 125 km
        (((51.24, -0.62), (51.9, -2.3)), 6.0, 0.001102),  # 138 km
        (((51.24, -0.62), (55.0, -3.0)), 6.0, 0.000475),  # 449 km
    ],
)
def test_rain_at_two_sites_is_on_the_safe_side_of_the_recommendation(sites, margin_db, by_itur):
    """P.618-13 section 2.2.4.1 by itur 0.4.0: joint outage [%] of a margin at 28.75 GHz, 40 deg.

    Ours takes the correlation of rain's occurrence for that of outages: 1.3 to 3.4 times as much.
    Independent weather would be 2 to 25 times too good.
    """
    latitude, longitude = np.array(sites).T
    over = site_weather(latitude, longitude)
    each = rain_outage(margin_db, 28.75, 40.0, over.rain_rate_mm_h, over.rain_height_km, latitude)
    correlation = rain_correlation(site_distances_km(latitude, longitude))
    found = 100.0 * joint_outage(each, correlation).outage[-1]
    assert by_itur < found < 4.0 * by_itur
    assert 100.0 * np.prod(each) < 0.5 * by_itur


def test_what_cannot_be_is_refused():
    with pytest.raises(InputError, match="outage is out of range"):
        joint_outage([0.5, 1.2], np.eye(2))
    with pytest.raises(InputError, match="correlation is not that of the sites"):
        joint_outage([0.5, 0.2], np.eye(3))
    with pytest.raises(InputError, match="too many"):
        joint_outage(np.full(65, 0.5), np.eye(65))
