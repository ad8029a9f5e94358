"""Levelised cost of compute: costs add up, units agree, conventions do what they say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.economics.convention import COMPONENTS, convention
from dawndusk.economics.levelised import Cost, capital_usd_per_w, levelise

money = st.floats(0.0, 1e5)
costs = st.dictionaries(
    st.sampled_from(COMPONENTS),
    st.builds(Cost, money, st.floats(0.5, 30.0), st.floats(0.0, 1e4)),
    min_size=1,
)
rates = st.floats(0.0, 0.3)
shares = st.floats(0.05, 1.0)


@given(costs, rates, shares, st.sampled_from(["levelised", "nameplate", "five_year_ex_chips"]))
def test_costs_add_up(items, rate, share, name):
    whole = levelise(items, rate, share, convention(name))
    assert set(whole.by_component) == set(items) & set(convention(name).counts)
    total = sum((part.sum() for part in whole.by_component.values()), 0.0)
    assert float(whole.usd_per_kw_year.sum()) == pytest.approx(float(total), rel=1e-12)


@given(costs, rates, shares)
def test_leaving_a_component_out_takes_off_exactly_its_part(items, rate, share):
    rule = convention("levelised")
    name = next(iter(items))
    whole, less = (
        levelise(items, rate, share, rule),
        levelise(items, rate, share, rule.without(name)),
    )
    gone = whole.usd_per_kw_year - less.usd_per_kw_year
    assert float(gone) == pytest.approx(float(whole.by_component[name]), rel=1e-6, abs=1e-6)


@given(costs, rates, shares, st.floats(1.0, 3.0))
def test_dearer_is_never_cheaper(items, rate, share, factor):
    rule = convention("levelised")
    name = next(iter(items))
    more = {
        **items,
        name: items[name]._replace(capital_usd_per_kw=items[name].capital_usd_per_kw * factor),
    }
    before = levelise(items, rate, share, rule).usd_per_kw_hour
    assert (levelise(more, rate, share, rule).usd_per_kw_hour >= before * (1 - 1e-12)).all()


@given(costs, st.floats(0.0, 0.2), st.floats(0.0, 0.1), shares)
def test_dearer_capital_is_never_cheaper(items, rate, more, share):
    rule = convention("levelised")
    before = levelise(items, rate, share, rule).usd_per_kw_year
    assert (levelise(items, rate + more, share, rule).usd_per_kw_year >= before * (1 - 1e-9)).all()


@given(costs, rates, shares)
def test_less_delivered_costs_more_per_hour_unless_nameplate(items, rate, share):
    full, part = (levelise(items, rate, s, convention("levelised")) for s in (1.0, share))
    np.testing.assert_allclose(part.usd_per_kw_hour * share, full.usd_per_kw_hour, rtol=1e-12)
    plain = (levelise(items, rate, s, convention("nameplate")) for s in (1.0, share))
    np.testing.assert_array_equal(*(x.usd_per_kw_hour for x in plain))


def test_by_hand_with_interest():
    # rho = ln 1.08 = 0.076961; A(5) = (1 - e^-0.384806)/0.076961 = 4.15040; 1000/A = 240.94.
    got = levelise({"chips": Cost(1000.0, 5.0, 10.0)}, 0.08, 1.0, convention("levelised"))
    assert float(got.usd_per_kw_year) == pytest.approx(250.94, abs=0.01)


def test_a_window_spreads_everything_over_itself():
    items = {"platform": Cost(1000.0, 20.0), "launch": Cost(500.0, 3.0)}
    got = levelise(items, 0.08, 0.5, convention("five_year_ex_chips"))
    assert float(got.usd_per_kw_year) == pytest.approx(300.0)
    assert float(got.delivered_share) == 1.0


def test_draws_and_years_broadcast():
    items = {"chips": Cost(np.ones((4, 1)), 5.0), "power": Cost(0.0, 1.0, np.ones((1, 3)))}
    assert levelise(
        items, np.full((4, 1), 0.05), 1.0, convention("levelised")
    ).usd_per_kw_year.shape == (4, 3)


def test_capital_counts_only_what_the_convention_counts():
    items = {"chips": Cost(30_000.0, 5.0), "launch": Cost(10_000.0, 5.0), "operations": Cost(7.0)}
    assert float(capital_usd_per_w(items, convention("capital"))) == 40.0
    assert float(capital_usd_per_w(items, convention("capital").without("chips"))) == 10.0
