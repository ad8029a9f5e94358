"""Launch: mass balances, price is not cost, and more of any cost never lowers the price."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dawndusk.data import catalogue
from dawndusk.fleet.launch import launch_cost_floor, launch_price, launched_mass

YEARS = np.arange(2026.0, 2046.0)
MASS = ("industry_mass_2025_t", "industry_cumulative_2025_t", "industry_growth", "buyer_share")
PRICE = (
    "market_usd_per_kg_2025", "cost_usd_per_kg_2025", "margin", "learning_rate", "vehicle_usd",
    "reuses", "refurbishment_usd", "propellant_usd", "fixed_operations_usd_per_year", "payload_t",
    "bottom_up_weight",
)  # fmt: skip


def rows(names, u):
    return {n: catalogue()[f"launch.{n}"].shape.quantile(u, YEARS) for n in names}


def price_of(u, **change):
    lifted = launched_mass(**rows(MASS, u), years=YEARS)
    figures = {**rows(PRICE, u), **change}
    cumulative = rows(("industry_cumulative_2025_t",), u)["industry_cumulative_2025_t"]
    return launch_price(
        **figures, cumulative_kg=lifted.cumulative_kg, kg_per_year=lifted.kg_per_year,
        industry_cumulative_2025_t=cumulative,
    )  # fmt: skip


HALF = np.array([[0.5]])


def test_mass_balances():
    lifted = launched_mass(2500.0, 7500.0, 0.3, 0.3, YEARS)
    done = 7500e3 + np.cumsum(lifted.kg_per_year, axis=1) - 0.5 * lifted.kg_per_year
    np.testing.assert_allclose(lifted.cumulative_kg, done, rtol=1e-12)
    np.testing.assert_allclose(lifted.available_kg_per_year, 0.3 * lifted.kg_per_year)


def test_own_mass_teaches_but_does_not_make_itself_available():
    alone = launched_mass(2500.0, 7500.0, 0.3, 0.3, YEARS)
    joined = launched_mass(2500.0, 7500.0, 0.3, 0.3, YEARS, own_kg_per_year=1e6)
    assert np.all(joined.cumulative_kg > alone.cumulative_kg)
    np.testing.assert_array_equal(joined.available_kg_per_year, alone.available_kg_per_year)


def test_years_with_gaps_agree_with_every_year_where_both_speak():
    every = launched_mass(2500.0, 7500.0, 0.2, 0.3, YEARS)
    some = launched_mass(2500.0, 7500.0, 0.2, 0.3, YEARS[[0, 4, 9]])
    np.testing.assert_allclose(some.kg_per_year, every.kg_per_year[:, [0, 4, 9]], rtol=1e-12)


def test_cost_floor_by_hand():
    assert launch_cost_floor(100e6, 1.0, 0.0, 0.0, 0.0, 1.0, 100.0) == 1000.0  # expendable
    assert launch_cost_floor(0.0, 1.0, 0.0, 1.5e6, 0.0, 1.0, 100.0) == 15.0  # propellant alone


def test_price_is_cost_with_margin_under_the_market():
    u = np.linspace(0.01, 0.99, 41)[:, None]
    price = price_of(u)
    margin = rows(("margin",), u)["margin"]
    market = rows(("market_usd_per_kg_2025",), u)["market_usd_per_kg_2025"]
    np.testing.assert_allclose(
        price.usd_per_kg, np.minimum(price.cost_usd_per_kg * (1 + margin), market), rtol=1e-12
    )
    assert np.all(price.cost_usd_per_kg >= price.floor_usd_per_kg * (1 - 1e-12))
    assert np.all(
        price.cost_usd_per_kg
        <= np.maximum(price.floor_usd_per_kg, price.learned_usd_per_kg) * (1 + 1e-12)
    )


def test_weight_zero_is_the_larger_and_weight_one_the_floor():
    larger, floor = price_of(HALF, bottom_up_weight=0.0), price_of(HALF, bottom_up_weight=1.0)
    np.testing.assert_allclose(
        larger.cost_usd_per_kg, np.maximum(larger.floor_usd_per_kg, larger.learned_usd_per_kg)
    )
    np.testing.assert_allclose(floor.cost_usd_per_kg, floor.floor_usd_per_kg)


DEARER = (*PRICE[:3], "vehicle_usd", "refurbishment_usd", "propellant_usd",
          "fixed_operations_usd_per_year")  # fmt: skip


@settings(max_examples=60)
@given(st.sampled_from(DEARER), st.floats(0.02, 0.98), st.floats(1.0, 4.0))
def test_more_of_any_cost_or_price_never_lowers_the_price(name, quantile, factor):
    u = np.array([[quantile]])
    before = price_of(u)
    after = price_of(u, **{name: rows((name,), u)[name] * factor})
    assert np.all(after.usd_per_kg >= before.usd_per_kg * (1 - 1e-12))


@given(st.floats(0.02, 0.98), st.floats(1.0, 4.0))
def test_more_reuse_or_payload_never_raises_the_floor(quantile, factor):
    u = np.array([[quantile]])
    before = price_of(u).floor_usd_per_kg
    for name in ("reuses", "payload_t"):
        after = price_of(u, **{name: rows((name,), u)[name] * factor})
        # flights fall with payload, so the fixed cost per kilogram stands while the rest thins out
        assert np.all(after.floor_usd_per_kg <= before * (1 + 1e-12))


def test_the_default_price_falls_and_stays_positive():
    price = price_of(np.linspace(0.05, 0.95, 19)[:, None])
    assert np.all(np.diff(np.median(price.usd_per_kg, axis=0)) < 0)
    assert price.usd_per_kg.min() > 10.0  # propellant alone


@pytest.mark.parametrize("name", [*MASS, *PRICE])
def test_scenario_offers_the_field(name):
    from dawndusk.scenario.fleet import Launch

    assert name in Launch.model_fields
