"""Failed satellites: how many, where, and who has decayed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.constants import R_EARTH
from dawndusk.errors import InputError
from dawndusk.orbit.elements import MeanElements, secular_rates
from dawndusk.orbit.off_station import DECAYED, OK, failing, scattered, status
from dawndusk.orbit.shells import sun_synchronous, walker_delta

RING = sun_synchronous("ring", 650.0, 18.0, 3, 1000, span_h=1.0, epoch_days=9000.0)


@given(st.integers(2, 2000), st.floats(0.0, 0.99))
def test_the_count_is_the_share_to_half_a_satellite(per_plane, share):
    try:
        count = failing(per_plane, share)
    except InputError:
        count = round(per_plane * share)
        assert count in (0, per_plane)
        return
    assert abs(count - per_plane * share) <= 0.5
    assert 0 <= count < per_plane


@pytest.mark.parametrize("share", [-0.1, 1.0, 1.5, 0.99, 0.001, float("nan")])
def test_shares_that_do_not_fit(share):
    with pytest.raises(InputError, match=r"off_station\.share"):
        failing(20, share)


def test_nobody_is_lost():
    rest, failed = scattered(RING, 0.05, 20.0, np.random.default_rng(1))
    assert (rest.per_plane, failed.satellites) == (950, 150)
    assert rest.satellites + failed.satellites == RING.satellites
    np.testing.assert_array_equal(np.bincount(failed.plane), [50, 50, 50])
    assert (failed.planes, failed.epoch_days) == (3, 9000.0)
    np.testing.assert_array_equal(rest.node_rad, RING.node_rad)


def test_where_the_failed_are():
    ring = walker_delta("ring", 650.0, 97.986, 1, 20_000)
    _, failed = scattered(ring, 0.5, 20.0, np.random.default_rng(2), over_days=365.25)
    low = 650.0 - (failed.elements.semi_major_axis_m - R_EARTH) / 1e3
    assert (low >= -1e-9).all()
    assert (low <= 20.0 + 1e-9).all()
    assert low.mean() == pytest.approx(10.0, abs=4 * 20.0 / np.sqrt(12 * 1e4))
    swarm = np.exp(1j * failed.elements.latitude_argument_rad)
    assert abs(swarm.mean()) < 4.0 / np.sqrt(1e4)
    # the lowest: 20 km below, the node turns 3.5 x 20 / 7028 = 1 % faster at its end, half of that
    # on the mean: 0.9856 x 0.00996 / 2 x 365.25 = 1.79 deg in a year
    lowest = np.argmax(low)
    assert np.degrees(failed.elements.node_rad[lowest]) == pytest.approx(1.79, abs=0.03)
    rates = secular_rates(failed.elements).node_rad_per_s
    assert rates[lowest] > float(ring.rates().node_rad_per_s)


def test_one_seed_one_answer():
    one, two, other = (
        scattered(RING, 0.1, 20.0, np.random.default_rng(seed))[1].elements for seed in (5, 5, 6)
    )
    np.testing.assert_array_equal(np.array(one), np.array(two))
    assert not np.array_equal(np.array(one), np.array(other))


def test_a_share_of_zero_leaves_an_empty_group():
    rest, failed = scattered(RING, 0.0, 20.0, np.random.default_rng(1))
    assert (rest.satellites, failed.satellites) == (3000, 0)
    assert status(failed.elements).shape == (0,)


@pytest.mark.parametrize(("below", "days"), [(0.0, 1.0), (650.0, 1.0), (-1.0, 1.0), (20.0, -1.0)])
def test_what_cannot_be(below, days):
    with pytest.raises(InputError):
        scattered(RING, 0.1, below, np.random.default_rng(1), days)


def test_the_decayed_are_told_apart_and_stop_nobody():
    a = R_EARTH + 1e3 * np.array([650.0, 121.0, 119.0, 650.0, -100.0])
    ex = np.array([0.0, 0.0, 0.0, 0.08, 0.0])  # perigee of the fourth at 88 km
    elements = MeanElements(a, ex, 0.0, 1.7, 0.0, 0.0)
    assert status(elements).tolist() == [OK, OK, DECAYED, DECAYED, DECAYED]
