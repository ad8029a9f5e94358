"""Break-evens, put back into the arithmetic, give parity; the wait on Earth inverts the price."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_study import PATHS, drawn, small

from dawndusk.economics.levelised import levelise
from dawndusk.economics.waiting import blended_cost, break_even_wait
from dawndusk.study.break_even import break_even, own_cost_for
from dawndusk.study.side import price_of

DEAR_GRID = {  # so that many draws have a break-even
    "years": {"first": 2030, "last": 2045},
    "need__compute_gw": 20,
    "earth__paths": {name: None for name in PATHS if name != "grid"},
    "earth__paths__grid__tariff_usd_per_mwh": {"uniform": [200, 600]},
}


@pytest.fixture(scope="module", params=["levelised", "levelised_without_waiting"])
def found(request):
    chain, inputs = drawn(small(**DEAR_GRID, convention=request.param), 60)
    return chain, inputs, chain.run(inputs)


def headline(found, launch=None, satellite=None, watts_per_kg=None):
    """Price of orbit (with the wait as drawn) with one figure replaced, part by part."""
    chain, inputs, outcome = found
    orbit, chip = outcome.orbit, outcome.chip
    costs = dict(orbit.costs)
    density = orbit.satellite.watts_per_kg if watts_per_kg is None else watts_per_kg
    per_kg = orbit.launch.usd_per_kg if launch is None else launch
    per_w = orbit.satellite_usd_per_w if satellite is None else satellite
    launch_usd, platform_usd = per_kg * 1000.0 / density, 1000.0 * per_w
    costs["launch"] = costs["launch"]._replace(capital_usd_per_kw=launch_usd)
    costs["platform"] = costs["platform"]._replace(capital_usd_per_kw=platform_usd)
    insured = launch_usd + platform_usd + costs["chips"].capital_usd_per_kw
    costs["insurance"] = costs["insurance"]._replace(
        capital_usd_per_kw=inputs["production.insurance_share"] * insured
    )
    rate = inputs["finance.discount_rate"] + inputs["finance.orbit_premium"]
    cost = levelise(costs, rate, orbit.side.delivered_share, chain.rule)
    return price_of(
        cost.usd_per_kw_year, cost.delivered_share, chip.gpu_per_kw,
        outcome.bridge_usd_per_gpu_hour, orbit.side.wait_years, inputs["finance.service_years"],
        inputs["finance.discount_rate"], chain.rule,
    )  # fmt: skip


def test_the_arithmetic_here_is_the_chains(found):
    np.testing.assert_allclose(
        headline(found).usd_per_gpu_hour, found[2].orbit.side.usd_per_gpu_hour, rtol=1e-12
    )


@pytest.mark.parametrize(
    ("field", "argument"),
    [
        ("launch_usd_per_kg", "launch"),
        ("satellite_usd_per_w", "satellite"),
        ("watts_per_kg", "watts_per_kg"),
    ],
)
def test_a_break_even_gives_parity(found, field, argument):
    figure = getattr(found[2].break_even, field)
    real = np.isfinite(figure) & (figure > 0.0)
    assert real.sum() >= 10, "too few draws have one to test anything"
    assert not real.all()
    got = headline(found, **{argument: np.where(real, figure, 1.0)}).usd_per_gpu_hour
    earth = found[2].earth.best.usd_per_gpu_hour
    np.testing.assert_allclose(got[real], earth[real], rtol=1e-9)


@pytest.mark.parametrize(
    ("field", "argument"),
    [("launch_usd_per_kg", "launch"), ("satellite_usd_per_w", "satellite")],
)
def test_on_time_the_own_cost_is_at_parity(found, field, argument):
    figure = getattr(found[2].break_even_on_time, field)
    real = np.isfinite(figure)
    assert real.mean() > 0.9
    got = headline(found, **{argument: figure}).levelised_usd_per_gpu_hour
    np.testing.assert_allclose(
        got[real], found[2].earth.best.usd_per_gpu_hour[real], rtol=1e-9, atol=1e-12
    )


def test_where_no_density_reaches_parity_even_massless_satellites_are_dearer(found):
    figure = found[2].break_even.watts_per_kg
    never = np.isinf(figure) & np.isfinite(found[2].break_even.launch_usd_per_kg)
    assert never.any()
    free = headline(found, launch=np.zeros((1, 1))).usd_per_gpu_hour
    assert np.all(free[never] >= found[2].earth.best.usd_per_gpu_hour[never] * (1.0 - 1e-12))


def test_being_on_time_asks_less_of_the_launch_price(found):
    late, prompt = found[2].break_even, found[2].break_even_on_time
    both = np.isfinite(late.launch_usd_per_kg)
    assert np.all(prompt.launch_usd_per_kg[both] >= late.launch_usd_per_kg[both] - 1e-6)


def test_the_wait_on_earth_gives_parity(found):
    _, inputs, outcome = found
    wait, orbit = outcome.earth_wait_years, outcome.orbit.side.usd_per_gpu_hour
    own = outcome.earth.best.levelised_usd_per_gpu_hour
    assert np.all(wait >= 0.0)
    within = np.isfinite(wait) & (wait > 0.0)
    assert within.any()
    blend = blended_cost(
        own, outcome.bridge_usd_per_gpu_hour, np.where(within, wait, 0.0),
        inputs["finance.service_years"], inputs["finance.discount_rate"],
    ).usd_per_gpu_hour  # fmt: skip
    np.testing.assert_allclose(blend[within], orbit[within], rtol=1e-9)
    assert np.all(
        wait[within]
        <= np.broadcast_to(inputs["finance.service_years"], wait.shape)[within] * (1 + 1e-9)
    )
    assert np.all(orbit[wait == 0.0] <= own[wait == 0.0])
    endless = np.isinf(wait)
    bridge = np.broadcast_to(outcome.bridge_usd_per_gpu_hour, wait.shape)
    assert np.all(orbit[endless] > np.maximum(bridge, own)[endless] * (1.0 - 1e-12))


price = st.floats(0.01, 100.0)


@given(price, price, st.floats(0.0, 12.0), st.floats(1.0, 15.0), st.floats(0.0, 0.2))
def test_own_cost_inverts_the_blend(own, bridge, wait, window, rate):
    blend = blended_cost(own, bridge, wait, window, rate)
    if blend.waited_share > 0.999:  # nothing of the own cost is left in the blend
        return
    back = own_cost_for(
        np.asarray(blend.usd_per_gpu_hour), np.asarray(bridge), np.asarray(blend.waited_share)
    )
    assert float(back) == pytest.approx(own, rel=1e-6, abs=1e-6)


@given(price, price, st.floats(0.1, 0.99), st.floats(1.0, 15.0), st.floats(0.0, 0.2))
def test_the_wait_inverts_the_blend(own, premium, share, window, rate):
    wait = share * window
    cost = blended_cost(own, own + premium, wait, window, rate).usd_per_gpu_hour
    back = break_even_wait(own, cost, own + premium, window, rate)
    assert float(back) == pytest.approx(wait, rel=1e-5)


def test_at_parity_nothing_needs_to_change():
    one = np.ones((1, 1))
    found = break_even(3 * one, one, one, 3 * one, 900 * one, 20 * one, 30 * one)
    assert [float(f[0, 0]) for f in found] == [900.0, 20.0, 30.0]


def test_free_launch_that_is_not_enough_leaves_no_density():
    one = np.ones((1, 1))
    found = break_even(5 * one, one, 2 * one, 3 * one, 900 * one, 20 * one, 30 * one)
    assert float(found.launch_usd_per_kg[0, 0]) == -900.0
    assert float(found.satellite_usd_per_w[0, 0]) == 0.0
    assert np.isinf(found.watts_per_kg[0, 0])
