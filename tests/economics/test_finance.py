"""What must always hold of annuities, present values and charges."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.economics.finance import (
    annuity,
    continuous_annuity,
    fixed_charge_rate,
    levelised_energy,
    weighted_cost_of_capital,
)
from dawndusk.errors import InputError

rates = st.floats(-0.5, 1.0)
lives = st.integers(1, 60)


@given(rates, lives)
def test_payments_of_an_annuity_are_worth_the_sum_borrowed(rate, years):
    worth = (1.0 + rate) ** -np.arange(1.0, years + 1.0)  # paid at the ends of the years
    assert float(annuity(rate, years)) * worth.sum() == pytest.approx(1.0, rel=1e-9)


@given(st.floats(1e-15, 1e-6), st.floats(0.5, 50))
def test_small_rates_join_the_limit_without_loss_of_digits(rate, years):
    exact = (1.0 + rate * (years + 1.0) / 2.0) / years  # to second order in the rate
    assert float(annuity(rate, years)) == pytest.approx(exact, rel=1e-9)
    assert float(continuous_annuity(rate, years)) == pytest.approx(
        years * (1.0 - rate * years / 2.0), rel=1e-9
    )


def test_zero_rate():
    assert float(annuity(0, 8)) == 0.125
    assert float(continuous_annuity(0, 8)) == 8.0


@given(st.floats(-0.2, 0.5), st.floats(0, 40), st.floats(0, 40))
def test_a_stream_is_the_sum_of_its_parts(rho, first, second):
    whole = float(continuous_annuity(rho, first + second))
    parts = float(continuous_annuity(rho, first)) + np.exp(-rho * first) * float(
        continuous_annuity(rho, second)
    )
    assert whole == pytest.approx(parts, rel=1e-9, abs=1e-12)


@given(rates, st.floats(0.5, 60), st.floats(0.001, 0.2))
def test_dearer_money_raises_the_annuity(rate, years, more):
    assert float(annuity(rate + more, years)) > float(annuity(rate, years))


def test_arrays_broadcast():
    assert annuity(np.full((3, 1), 0.05), np.array([5.0, 10.0])).shape == (3, 2)
    assert continuous_annuity(np.zeros((3, 1)), np.array([5.0, 10.0])).shape == (3, 2)


@given(st.floats(0, 0.5), lives, st.floats(0, 0.6))
def test_tax_without_depreciation_raises_the_charge(rate, years, tax):
    plain = float(fixed_charge_rate(rate, years))
    assert float(fixed_charge_rate(rate, years, tax)) == pytest.approx(plain / (1.0 - tax))


def test_a_tax_credit_lowers_the_charge():
    assert fixed_charge_rate(0.05, 20, 0.25, 0.85, 0.3) < fixed_charge_rate(0.05, 20, 0.25, 0.85)


@given(st.floats(0, 1e4), st.floats(0, 0.3), st.floats(0, 500), st.floats(0.01, 1))
def test_levelised_energy_pays_the_bill(capex, charge, fixed, capacity_factor):
    price = float(levelised_energy(capex, charge, fixed, 0.0, capacity_factor))
    income = price * 8.760 * capacity_factor  # 8.76 MWh a year for each kilowatt at full output
    assert income == pytest.approx(charge * capex + fixed, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: annuity(-1.0, 5), "rate"),
        (lambda: annuity(0.1, 0), "years"),
        (lambda: annuity(np.nan, 5), "rate"),
        (lambda: weighted_cost_of_capital(1.2, 0.05, 0.1, 0.2, 0.02), "debt_fraction"),
        (lambda: fixed_charge_rate(0.05, 5, 1.0), "tax_rate"),
        (lambda: levelised_energy(1000, 0.1, 10, 0, 0.0), "capacity_factor"),
        (lambda: levelised_energy(1000, 0.1, 10, 0, 1.01), "capacity_factor"),
        (lambda: levelised_energy(-1, 0.1, 10, 0, 0.5), "capex_usd_per_kw"),
    ],
)
def test_impossible_inputs_are_named(call, name):
    with pytest.raises(InputError, match=f"{name} is out of range"):
        call()
