"""Learning curves: the two readings, their limits, and what must always hold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.fleet.learning import learned_cost, learning_exponent, lot_average_cost, wright

rates = st.floats(0.01, 0.45)


def test_one_doubling_takes_the_rate_off():
    assert learned_cost(100.0, 2.0, 1.0, 0.2) == pytest.approx(80.0)


def test_no_learning_leaves_the_cost():
    assert learned_cost(100.0, 1e9, 1.0, 0.0) == 100.0


@given(st.floats(100.0, 10_000.0), st.floats(1.0, 99.0), rates)
def test_wright_and_the_curve_are_one_law(first, target, rate):
    found = wright(first, target, rate)
    reached = learned_cost(first, found.mass_ratio, 1.0, rate)
    assert float(reached) == pytest.approx(target, rel=1e-9)


@given(rates, st.floats(1.0, 1e6), st.floats(1.0, 10.0))
def test_more_experience_never_costs_more(rate, cumulative, factor):
    assert learned_cost(1.0, cumulative * factor, 1.0, rate) <= learned_cost(
        1.0, cumulative, 1.0, rate
    ) * (1 + 1e-12)


@pytest.mark.parametrize(("rate", "ratio"), [(0.15, 1.306), (0.20, 1.475)])
def test_first_lot_average_over_last_unit(rate, ratio):
    average = lot_average_cost(1.0, 0.0, 1000.0, 1.0, rate)
    assert float(average / learned_cost(1.0, 1000.0, 1.0, rate)) == pytest.approx(ratio, abs=1e-3)


def test_lot_average_is_the_sum_over_units():
    units = np.arange(1001, 2001)
    summed = learned_cost(50.0, units - 0.5, 1000.0, 0.15).mean()
    assert float(lot_average_cost(50.0, 1000.0, 2000.0, 1000.0, 0.15)) == pytest.approx(
        summed, rel=1e-6
    )


@given(rates, st.floats(1.0, 100.0), st.floats(0.0, 5.0))
def test_lot_average_lies_between_first_and_last_unit(rate, start, size):
    average = lot_average_cost(1.0, start, start * (1 + size), 1.0, rate)
    first = learned_cost(1.0, start, 1.0, rate)
    last = learned_cost(1.0, start * (1 + size), 1.0, rate)
    assert last * (1 - 1e-4) <= average <= first * (1 + 1e-4)


def test_exponent_of_a_halving_is_one():
    assert learning_exponent(0.5) == 1.0


@pytest.mark.parametrize(
    "bad",
    [
        {"from_price": -1.0, "to_price": 1.0, "learning_rate": 0.2},
        {"from_price": 1.0, "to_price": 0.0, "learning_rate": 0.2},
        {"from_price": 1.0, "to_price": 1.0, "learning_rate": 0.0},
        {"from_price": 1.0, "to_price": 1.0, "learning_rate": 1.0},
        {"from_price": 1.0, "to_price": 1.0, "learning_rate": float("nan")},
    ],
)
def test_wright_refuses_what_has_no_answer(bad):
    with pytest.raises(InputError, match="out of range"):
        wright(**bad)


def test_wright_takes_arrays_and_a_rise_counts_backwards():
    found = wright(np.array([3600.0, 100.0]), 200.0, 0.2)
    np.testing.assert_allclose(found.doublings, [12.953, -3.106], atol=1e-3)
