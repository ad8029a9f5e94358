"""Production: parts times learning add up to the total, and the mid-lot reading is honest."""

import inspect

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.fleet.learning import learned_cost, lot_average_cost
from dawndusk.fleet.production import built_power, non_recurring_cost, production_cost

YEARS = np.arange(2026.0, 2046.0)
SATELLITE = {
    "array_w_per_kw": 1450.0, "radiator_m2_per_kw": 1.4, "heat_kw_per_kw": 1.1,
    "battery_kwh_per_kw": 0.6, "bus_kw_per_kw": 1.1, "structure_kg_per_kw": 6.0,
    "satellites_per_kw": 1 / 120,
}  # fmt: skip
UNIT_COSTS = {
    "array_usd_per_w": 11.0, "radiator_usd_per_m2": 2100.0, "heat_transport_usd_per_kw": 1000.0,
    "battery_usd_per_kwh": 600.0, "power_conversion_usd_per_kw": 1000.0,
    "structure_usd_per_kg": 350.0, "avionics_usd_per_satellite": 4e5,
    "communications_usd_per_satellite": 3e5, "integration_share": 0.25,
}  # fmt: skip
CURVE = {"learning_rate": 0.12, "cumulative_kw": 3e5, "industry_cumulative_2025_kw": 1.5e5}
ALL = {**SATELLITE, **UNIT_COSTS, **CURVE}


def test_parts_times_learning_add_up():
    cost = production_cost(**ALL)
    parts = sum(cost[2:])
    assert float(cost.usd_per_kw) == pytest.approx(float(parts * cost.learning_factor), rel=1e-14)


def test_one_doubling_takes_twelve_percent_off():
    assert float(production_cost(**ALL).learning_factor) == pytest.approx(0.88)


@given(st.sampled_from(sorted({**SATELLITE, **UNIT_COSTS})), st.floats(1.0, 5.0))
def test_more_of_anything_never_costs_less(name, factor):
    more = production_cost(**{**ALL, name: ALL[name] * factor})
    assert more.usd_per_kw >= production_cost(**ALL).usd_per_kw * (1 - 1e-12)


@given(st.floats(0.0, 1.0), st.floats(0.01, 0.25))
def test_middle_of_the_lot_stands_for_its_average(growth, rate):
    """A year that adds up to as much as all before it: mid-lot reading within 1 %."""
    start, end = 1.0, 1.0 + growth
    middle = learned_cost(1.0, 0.5 * (start + end), 1.0, rate)
    assert float(middle) == pytest.approx(
        float(lot_average_cost(1.0, start, end, 1.0, rate)), rel=0.011
    )


def test_built_power_balances():
    built = built_power(1e5, 1.5e5, 0.3, 0.4, YEARS, own_kw_per_year=5e4)
    done = 1.5e5 + np.cumsum(built.kw_per_year, axis=1) - 0.5 * built.kw_per_year
    np.testing.assert_allclose(built.cumulative_kw, done, rtol=1e-12)
    np.testing.assert_allclose(built.available_kw_per_year, 0.4 * (built.kw_per_year - 5e4))


def test_totals_by_year_parts_by_draw():
    draws = {k: np.full((6, 1), v) for k, v in {**SATELLITE, **UNIT_COSTS}.items()}
    cost = production_cost(**draws, **{**CURVE, "cumulative_kw": np.full((6, 20), 3e5)})
    assert cost.usd_per_kw.shape == (6, 20)
    assert cost.array_usd_per_kw.shape == (6, 1)


def test_non_recurring_cost_thins_out_with_the_fleet():
    assert non_recurring_cost(1.5e9, 1e6) == 1500.0
    assert non_recurring_cost(1.5e9, 1e5) == 15_000.0


def test_scenario_offers_every_unit_cost():
    from dawndusk.scenario.fleet import Production

    arguments = set(inspect.signature(production_cost).parameters) - set(SATELLITE)
    assert arguments - {"cumulative_kw"} <= set(Production.model_fields)
