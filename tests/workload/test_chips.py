"""The reference chip by year, failures and interruptions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.workload.chips import bridge_price, chip_by_year, goodput_share

YEARS = np.arange(2026, 2046)


def test_first_year_is_the_chip_as_given():
    chip = chip_by_year(58e3, 1900.0, 2.5, 0.3, 0.3, YEARS, 2026)
    assert chip.usd_per_gpu[0, 0] == 58e3
    assert chip.watts_per_gpu[0, 0] == 1900.0
    assert chip.pflop_s_per_kw[0, 0] == pytest.approx(2.5 / 1.9)


def test_flat_dollars_per_watt_leave_dollars_per_kw_alone():
    chip = chip_by_year(58e3, 1900.0, 2.5, 0.0, 0.2, YEARS, 2026)
    np.testing.assert_allclose(chip.usd_per_kw, 58e3 / 1.9, rtol=1e-12)


def test_epochs_price_performance_follows_from_the_two_trends():
    """Epoch: about -30 % a year in cost per operation; 28 % per joule and flat $/W give -22 %."""
    chip = chip_by_year(1.0, 1.0, 1.0, -0.04, 0.40, [2027], 2026)
    assert float(chip.usd_per_gpu[0, 0]) == pytest.approx(0.96 / 1.40)  # -31 %, the fast end


def test_shapes_follow_draws_and_years():
    growth = np.full((7, 20), 0.1)
    chip = chip_by_year(np.full((7, 1), 5e4), np.full((7, 1), 2e3), 2.5, growth, 0.1, YEARS, 2026)
    assert chip.usd_per_kw.shape == (7, 20)
    assert bridge_price(np.full((7, 1), 4.0), chip.price_index).shape == (7, 20)


@given(st.floats(0.0, 0.6), st.floats(0.0, 0.6))
def test_faster_progress_never_makes_the_work_dearer_or_hungrier(slow, more):
    one = chip_by_year(5e4, 2e3, 2.5, 0.0, slow, YEARS, 2026)
    two = chip_by_year(5e4, 2e3, 2.5, 0.0, slow + more, YEARS, 2026)
    assert np.all(two.usd_per_gpu <= one.usd_per_gpu * (1 + 1e-12))
    assert np.all(two.watts_per_gpu <= one.watts_per_gpu * (1 + 1e-12))


def test_no_failures_no_loss():
    assert float(goodput_share(0.0, 72.0, 1.0)) == 1.0


def test_goodput_falls_with_size_of_failure_domain_and_recovery():
    shares = goodput_share(0.173, np.array([1.0, 72.0, 10_000.0]), 0.5)
    assert np.all(np.diff(shares) < 0)
