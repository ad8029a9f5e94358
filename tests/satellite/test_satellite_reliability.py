import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from dawndusk.annuities import continuous_annuity
from dawndusk.satellite.reliability import (
    shadow_share,
    surviving_share,
    upset_share,
    useful_life,
)

rate = st.one_of(st.just(0.0), st.floats(1e-6, 0.8))
life = st.floats(0.5, 12.0)
spares = st.one_of(st.just(0.0), st.floats(0.001, 0.5))


@given(life, rate, spares, rate, rate)
def test_closed_form_is_the_integral(years, chip, spare, node, discount):
    def delivered(t):
        return min(1.0, (1.0 + spare) * np.exp(-chip * t)) * np.exp(-(node + discount) * t)

    kink = np.log1p(spare) / chip if chip else years
    points = [kink] if 0.0 < kink < years else None
    above, _ = quad(delivered, 0.0, years, points=points, epsabs=1e-12)
    below, _ = quad(lambda t: np.exp(-discount * t), 0.0, years, epsabs=1e-12)
    exact = float(surviving_share(years, chip, spare, node, discount))
    assert exact == pytest.approx(above / below, rel=1e-9)


@given(life, rate, spares, rate, rate)
def test_bounds_and_directions(years, chip, spare, node, discount):
    base = float(surviving_share(years, chip, spare, node, discount))
    slack = 1e-12
    assert 0.0 < base <= 1.0 + slack
    assert float(surviving_share(years, chip, spare + 0.05, node, discount)) >= base - slack
    assert float(surviving_share(years, chip + 0.05, spare, node, discount)) <= base + slack
    assert float(surviving_share(years, chip, spare, node + 0.05, discount)) <= base + slack
    assert float(surviving_share(years + 1.0, chip, spare, node, discount)) <= base + slack
    # early years weigh more and lose less
    assert float(surviving_share(years, chip, spare, node, discount + 0.05)) >= base - slack


@given(rate, life)
def test_continuous_annuity_is_the_integral(discount, years):
    exact, _ = quad(lambda t: np.exp(-discount * t), 0.0, years)
    assert float(continuous_annuity(discount, years)) == pytest.approx(exact, rel=1e-9)


def test_dose_is_a_limit_on_life_not_a_hazard():
    assert float(useful_life(5.0, 2000.0, 150.0)) == 5.0
    assert float(useful_life(5.0, 2000.0, 1000.0)) == 2.0
    assert float(useful_life(5.0, 2000.0, 0.0)) == 5.0


@given(st.floats(0.0, 3000.0), st.floats(0.0, 0.2), st.floats(0.0, 60.0), st.floats(1.0, 100.0))
def test_upsets_only_cost(dose, per_rad, minutes, chips):
    base = float(upset_share(dose, per_rad, minutes, chips))
    assert 0.0 < base <= 1.0
    assert float(upset_share(dose + 10.0, per_rad, minutes, chips)) <= base


def test_recovery_time_adds_up_over_a_year():
    # 150 rad a year x 0.02 per rad x 8 chips = 24 stops of 30 minutes in 8,766 h
    assert float(upset_share(150.0, 0.02, 30.0, 8.0)) == pytest.approx(8766.0 / (8766.0 + 12.0))


def test_only_who_sleeps_loses_the_shadow():
    assert float(shadow_share(0.96, 0.0, 1300.0, 2.0)) == 1.0
    assert float(shadow_share(0.96, 1.0)) == pytest.approx(0.96)


def test_broadcasts_over_draws_and_years():
    out = surviving_share(np.full((4, 1), 5.0), np.linspace(0.0, 0.1, 3)[None, :], 0.05)
    assert out.shape == (4, 3)
