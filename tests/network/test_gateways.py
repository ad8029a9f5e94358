"""Gateways: capacity fits the traffic that is in view under fair weather, and never less."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.network.gateways import (
    best_provision,
    ground_segment,
    joint_availability,
    share_out,
)
from dawndusk.network.joint_weather import joint_outage
from dawndusk.network.weather_states import weather_ranks, weather_states

BASE = {
    "up_gbps_per_kw": 2e-6, "down_gbps_per_kw": 3.64e-6, "peak_to_mean": 2.0,
    "installed_over_traffic": 4.0, "terminal_up_gbps": 10.0, "terminal_down_gbps": 10.0,
    "terminals_per_site": 8.0, "terminal_usd": 4e5, "site_usd": 1.2e6,
    "gateway_fixed_share": 0.12,
}  # fmt: skip


FEWER = {"terminal_up_gbps", "terminal_down_gbps", "terminals_per_site"}


def test_capital_is_terminals_times_their_price_and_their_part_of_a_site():
    """3.64 Gbit/s a gigawatt, times two, times four, over 10: 2.9 terminals."""
    ground = ground_segment(**BASE)
    assert ground.terminals_per_gw == pytest.approx(1e6 * 3.64e-6 * 2 * 4 / 10)
    assert ground.sites_per_gw == pytest.approx(ground.terminals_per_gw / 8)
    assert ground.capital_usd_per_kw == pytest.approx(
        1e-6 * ground.terminals_per_gw * (4e5 + 1.2e6 / 8)
    )
    assert ground.fixed_usd_per_kw_year == pytest.approx(0.12 * ground.capital_usd_per_kw)


def test_no_traffic_no_gateways():
    nothing = {"up_gbps_per_kw": 0.0, "down_gbps_per_kw": 0.0}
    assert ground_segment(**{**BASE, **nothing}).capital_usd_per_kw == 0.0


def test_the_direction_that_fills_its_terminals_first_sizes_them():
    weak = ground_segment(**{**BASE, "terminal_up_gbps": 1.0})
    assert weak.terminals_per_gw == pytest.approx(1e6 * 2e-6 * 2 * 4 / 1.0)


@pytest.mark.parametrize("name", sorted(set(BASE) - FEWER))
@given(factor=st.floats(1.0, 3.0))
def test_more_of_it_never_costs_less(name, factor):
    more = ground_segment(**{**BASE, name: BASE[name] * factor})
    assert more.fixed_usd_per_kw_year >= ground_segment(**BASE).fixed_usd_per_kw_year * (1 - 1e-12)


@pytest.mark.parametrize("name", sorted(FEWER))
@given(factor=st.floats(1.0, 3.0))
def test_more_of_it_never_costs_more(name, factor):
    more = ground_segment(**{**BASE, name: BASE[name] * factor})
    assert more.capital_usd_per_kw <= ground_segment(**BASE).capital_usd_per_kw * (1 + 1e-12)


def test_a_terminal_that_carries_nothing_is_refused():
    with pytest.raises(InputError, match="carries nothing"):
        ground_segment(**{**BASE, "terminal_up_gbps": [10.0, 0.0]})


def views(seed, sites=8, moments=30):
    rng = np.random.default_rng(seed)
    seen = rng.random((sites, moments)) < 0.4
    seen[rng.integers(sites), ~seen.any(axis=0)] = True
    return seen, rng.uniform(0.5, 1.0, sites)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000), largest=st.sampled_from([1.0, 0.5, 0.25]))
def test_every_moment_is_served_in_mean_weather(seed, largest):
    seen, available = views(seed)
    capacity = share_out(seen, available, largest)
    assert np.all((capacity * available) @ seen >= 1.0 - 1e-6)
    assert np.all(capacity >= 0.0)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_least_capacity_is_that_of_the_dual(seed):
    """Weak duality: no weighting of moments asks for more than what is installed."""
    seen, available = views(seed)
    total = share_out(seen, available).sum()
    rng = np.random.default_rng(seed)
    for _ in range(20):
        weight = rng.random(seen.shape[1])
        bound = weight.sum() / (available * (seen @ weight)).max()
        assert total >= bound * (1 - 1e-6)


def test_a_site_takes_no_more_than_its_share_where_others_see_too():
    seen = np.ones((4, 3), dtype=bool)
    capacity = share_out(seen, np.array([1.0, 0.9, 0.8, 0.7]), 0.25)
    np.testing.assert_allclose(capacity / capacity.sum(), 0.25)


def test_a_share_that_cannot_be_kept_is_given_up():
    lonely = np.array([[True, False], [False, True], [False, True]])
    assert share_out(lonely, np.ones(3), 0.34)[0] == pytest.approx(1.0)


def test_sites_that_see_nothing_are_refused():
    with pytest.raises(InputError, match="no gateway ever sees a satellite"):
        share_out(np.zeros((3, 5), dtype=bool), np.ones(3))


def test_joint_availability_by_enumeration():
    rng = np.random.default_rng(3)
    capacity, seen = rng.random(5), rng.random((5, 7)) < 0.5
    states = rng.random((40, 5)) < 0.7
    usable = np.array([[(capacity * s * seen[:, m]).sum() for m in range(7)] for s in states])
    found = joint_availability(capacity, seen, states)
    assert found.all_carried == pytest.approx((usable >= 1).mean())
    assert found.carried_share == pytest.approx(np.minimum(usable, 1).mean())


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 1000), target=st.sampled_from([0.9, 0.99]))
def test_what_is_bought_meets_the_target_or_comes_near_all_there_is(seed, target):
    seen, available = views(seed, 10)
    states = weather_states(weather_ranks(np.eye(10)), 1.0 - available)
    capacity = best_provision(seen, available, states, target)
    everything = joint_availability(np.ones(10), seen, states).all_carried
    found = joint_availability(capacity, seen, states).all_carried
    assert found >= min(target, everything - 0.1 * (1 - everything)) - 1e-9
    assert capacity.max() <= 1.0


def test_independent_weather_is_that_of_one_minus_the_product():
    """Five sites of 69 %, any of which carries all (arXiv:2211.09248): 0.99714."""
    states = weather_states(weather_ranks(np.eye(5), 2**17), np.full(5, 0.31))
    found = joint_availability(np.ones(5), np.ones((5, 1), dtype=bool), states)
    assert found.all_carried == pytest.approx(1 - 0.31**5, abs=4e-4)


@pytest.mark.parametrize("rho", [0.0, 0.3, 0.8])
def test_states_are_those_of_the_joint_outage(rho):
    outage = np.array([0.4, 0.3, 0.5, 0.2])
    correlation = rho + (1 - rho) * np.eye(4)
    states = weather_states(weather_ranks(correlation, 2**17), outage)
    exact = joint_outage(outage, correlation).outage
    for k in range(1, 5):
        down = (~states[:, :k]).all(axis=1).mean()
        assert down == pytest.approx(exact[k - 1], abs=4 * np.sqrt(exact[k - 1] / 2**17) + 1e-4)


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=6))
def test_each_site_is_down_in_its_share_of_the_states(outage):
    states = weather_states(weather_ranks(np.eye(len(outage)), 200), outage)
    np.testing.assert_allclose(1 - states.mean(axis=0), outage, atol=0.0026)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: weather_ranks(np.ones((2, 3))), "a square"),
        (lambda: weather_ranks(np.array([[1.0, 2.0], [2.0, 1.0]])), "cannot be"),
        (lambda: weather_states(weather_ranks(np.eye(1), 10), [1.2]), "outage is out of range"),
        (lambda: share_out(np.ones((1, 1), dtype=bool), np.ones(1), 0.0), "largest_share"),
    ],
)
def test_nonsense_is_refused(call, said):
    with pytest.raises(InputError, match=said):
        call()
