"""Waiting: never earns, never helps, and its break-even is the inverse of its cost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dawndusk.economics.waiting import blended_cost, break_even_wait, build_out_wait

price = st.floats(0.1, 50.0)
wait = st.floats(0.0, 30.0)
window = st.floats(1.0, 30.0)
rate = st.floats(0.0, 0.3)


@given(price, price, wait, window, rate)
def test_the_blend_lies_between_own_cost_and_market(own, market, tau, years, r):
    blend = blended_cost(own, market, tau, years, r)
    assert blend.usd_per_gpu_hour >= own
    assert blend.usd_per_gpu_hour <= max(own, market) * (1 + 1e-12)
    assert 0.0 <= blend.waited_share <= 1.0 + 1e-12
    assert blend.usd_per_gpu_hour == pytest.approx(own + float(blend.waiting_usd_per_gpu_hour))


@given(price, price, wait, wait, window, rate)
def test_more_waiting_is_never_cheaper(own, market, tau, more, years, r):
    before = blended_cost(own, market, tau, years, r).usd_per_gpu_hour
    assert blended_cost(own, market, tau + more, years, r).usd_per_gpu_hour >= before * (1 - 1e-12)


@given(price, price, price, wait, window, rate)
def test_a_dearer_market_never_makes_waiting_cheaper(own, market, more, tau, years, r):
    before = blended_cost(own, market, tau, years, r).usd_per_gpu_hour
    assert blended_cost(own, market + more, tau, years, r).usd_per_gpu_hour >= before * (1 - 1e-12)


@given(price, st.floats(0.1, 50.0), st.floats(0.01, 0.99), window, rate)
def test_break_even_inverts_the_blend(own, premium, part, years, r):
    tau = part * years
    other = blended_cost(own, own + premium, tau, years, r).usd_per_gpu_hour
    assume(float(other - own) > 1e-6 * own)
    assert float(break_even_wait(own, other, own + premium, years, r)) == pytest.approx(
        tau, rel=1e-5
    )


def test_break_even_at_the_ends():
    assert float(break_even_wait(3.0, 2.0, 5.0, 10.0, 0.05)) == 0.0
    assert float(break_even_wait(2.0, 6.0, 5.0, 10.0, 0.05)) == np.inf
    assert float(break_even_wait(2.0, 3.0, 2.0, 10.0, 0.05)) == np.inf
    assert float(break_even_wait(2.0, 2.0, 2.0, 10.0, 0.05)) == 0.0


def test_no_wait_costs_nothing_and_a_whole_window_costs_the_market():
    assert float(blended_cost(2.0, 3.0, 0.0, 10.0, 0.07).usd_per_gpu_hour) == 2.0
    assert float(blended_cost(2.0, 3.0, 10.0, 10.0, 0.07).usd_per_gpu_hour) == pytest.approx(3.0)
    assert float(blended_cost(2.0, 3.0, 99.0, 10.0, 0.07).usd_per_gpu_hour) == pytest.approx(3.0)


def test_by_hand_with_interest():
    # rho = ln 1.1; A(2)/A(10) = (1 - 1.1^-2)/(1 - 1.1^-10) = 0.173554/0.614457 = 0.282451.
    blend = blended_cost(2.0, 3.0, 2.0, 10.0, 0.1)
    assert float(blend.usd_per_gpu_hour) == pytest.approx(2.282451, abs=1e-6)


def test_orbit_and_earth_with_the_same_figures_cost_the_same():
    figures = (np.array([2.0, 3.0]), 4.0, np.array([1.0, 2.0]), 10.0, 0.08)
    np.testing.assert_array_equal(*(blended_cost(*figures).usd_per_gpu_hour for _ in range(2)))


@given(st.floats(0.0, 10.0), st.floats(0.0, 10.0), st.floats(0.1, 10.0))
def test_a_larger_build_out_waits_longer(first, target, cap):
    assert build_out_wait(first, target, cap) >= first
    assert build_out_wait(first, 2 * target, cap) >= build_out_wait(first, target, cap)
    assert build_out_wait(first, target, 2 * cap) <= build_out_wait(first, target, cap)


def test_a_growing_cap_is_the_integral_of_what_it_builds():
    """Mean of the units' waits by adding them up, a thousand units one after the other."""
    lead, target, cap, g = 2.0, 3.0, 0.4, 0.25
    built = (np.arange(100_000) + 0.5) / 100_000 * target
    waits = lead + np.log1p(g * built / (cap * np.exp(g * lead))) / g
    assert float(build_out_wait(lead, target, cap, g)) == pytest.approx(waits.mean(), rel=1e-9)


def test_a_shrinking_cap_may_never_build_it():
    assert float(build_out_wait(0.0, 1.0, 0.5, -0.6)) == np.inf
    assert float(build_out_wait(0.0, 1.0, 0.5, -0.3)) > float(build_out_wait(0.0, 1.0, 0.5))


@given(st.floats(0.0, 5.0), st.floats(0.01, 50.0), st.floats(0.05, 5.0))
def test_no_growth_is_the_limit_of_little_growth(first, target, cap):
    flat = float(build_out_wait(first, target, cap))
    assert flat == pytest.approx(first + 0.5 * target / cap)
    assert float(build_out_wait(first, target, cap, 1e-9)) == pytest.approx(flat, rel=1e-4)
