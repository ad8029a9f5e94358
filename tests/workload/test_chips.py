"""The reference chip by year, failures and interruptions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from dawndusk.workload.chips import bridge_price, chip_by_year, goodput_share, working_share

YEARS = np.arange(2026, 2046)


def test_first_year_is_the_chip_as_given():
    chip = chip_by_year(58e3, 1900.0, 2.5, 0.3, 0.3, YEARS, 2026)
    assert chip.usd_per_gpu[0, 0] == 58e3
    assert chip.watts_per_gpu[0, 0] == 1900.0
    assert chip.pflop_s_per_kw[0, 0] == pytest.approx(2.5 / 1.9)


def test_equal_growth_leaves_dollars_per_kw_alone():
    chip = chip_by_year(58e3, 1900.0, 2.5, 0.2, 0.2, YEARS, 2026)
    np.testing.assert_allclose(chip.usd_per_kw, 58e3 / 1.9, rtol=1e-12)


def test_shapes_follow_draws_and_years():
    growth = np.full((7, 20), 0.1)
    chip = chip_by_year(np.full((7, 1), 5e4), np.full((7, 1), 2e3), 2.5, growth, 0.1, YEARS, 2026)
    assert chip.usd_per_kw.shape == (7, 20)
    assert bridge_price(np.full((7, 1), 4.0), chip.price_index).shape == (7, 20)


@given(st.floats(0.0, 0.6), st.floats(0.0, 0.6))
def test_faster_progress_never_makes_the_work_dearer_or_hungrier(slow, more):
    one = chip_by_year(5e4, 2e3, 2.5, slow, slow, YEARS, 2026)
    two = chip_by_year(5e4, 2e3, 2.5, slow + more, slow + more, YEARS, 2026)
    assert np.all(two.usd_per_gpu <= one.usd_per_gpu * (1 + 1e-12))
    assert np.all(two.watts_per_gpu <= one.watts_per_gpu * (1 + 1e-12))


@given(st.floats(0.001, 0.8), st.floats(0.5, 15.0), st.floats(0.0, 0.6))
def test_working_share_is_the_mean_of_what_is_left(rate, life, spare):
    def alive(t):
        return min(1.0, (1.0 + spare) * np.exp(-rate * t))

    knee = min(life, np.log1p(spare) / rate)
    expected = (quad(alive, 0, knee)[0] + quad(alive, knee, life)[0]) / life
    assert float(working_share(rate, life, spare)) == pytest.approx(expected, rel=1e-9)


def test_no_failures_no_loss():
    assert float(working_share(0.0, 5.0)) == pytest.approx(1.0)
    assert float(goodput_share(0.0, 72.0, 1.0)) == 1.0


def test_goodput_falls_with_size_of_failure_domain_and_recovery():
    shares = goodput_share(0.173, np.array([1.0, 72.0, 10_000.0]), 0.5)
    assert np.all(np.diff(shares) < 0)
