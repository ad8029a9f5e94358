import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from dawndusk.errors import InputError
from dawndusk.satellite.battery_life import battery_life, capacity_share, years_to_end
from dawndusk.satellite.battery_wear import calendar_fade, cycle_life, season_wear

depths = st.floats(0.05, 0.95)
exponents = st.floats(0.5, 3.0)
full = st.floats(500.0, 10_000.0)
cycles = st.floats(0.0, 6000.0)
fades = st.floats(0.0, 0.1)
GIVEN = {
    "altitude_km": 650.0, "local_time_h": 18.0, "year": 2025, "years": 5.0,
    "depth_of_discharge": 0.45, "cycles_at_full_depth": 2500.0, "depth_exponent": 1.8,
    "calendar_fade_per_year": 0.012, "temperature_c": 20.0, "mean_charge": 0.8,
    "activation_kj_per_mol": 55.0, "charge_sensitivity": 1.4,
}  # fmt: skip


@given(depths, full, exponents)
def test_more_depth_never_more_cycles(depth, at_full, exponent):
    shallow, deep = cycle_life([depth, depth + 0.05], at_full, exponent)
    assert deep < shallow
    assert float(cycle_life(1.0, at_full, exponent)) == at_full
    assert np.isinf(cycle_life(0.0, at_full, exponent))


@given(st.floats(0.0, 6.0))
def test_the_closed_form_of_the_season_is_its_integral(exponent):
    mean, _ = quad(lambda x: (1.0 - x * x) ** (0.5 * exponent), 0.0, 1.0)
    assert float(season_wear(exponent)) == pytest.approx(mean, rel=1e-6)


def test_temperature_and_charge():
    assert float(calendar_fade(0.01, 20.0, 0.5, 55.0, 1.4)) == pytest.approx(0.01)
    # Arrhenius by hand: 55,000 / 8.3145 x (1/293.15 - 1/303.15) = 0.7443
    assert float(calendar_fade(0.01, 30.0, 0.5, 55.0, 1.4)) == pytest.approx(
        0.01 * np.exp(0.7443), rel=1e-3
    )
    cold, warm = calendar_fade(0.01, np.array([0.0, 40.0]), 0.5, 55.0, 1.4)
    low, high = calendar_fade(0.01, 20.0, np.array([0.2, 1.0]), 55.0, 1.4)
    assert cold < low < 0.01 < high < warm


def test_a_cycle_life_of_full_cycles_ends_at_four_fifths():
    # even cycles of full depth: the season's mean is taken out
    per_year = 1000.0 / float(season_wear(2.0))
    assert float(capacity_share(1.0, per_year, 1.0, 1000.0, 2.0, 0.0)) == pytest.approx(0.8)
    assert float(years_to_end(per_year, 1.0, 1000.0, 2.0, 0.0)) == pytest.approx(1.0)


@given(cycles, depths, full, exponents, fades)
def test_wear_only_takes(per_year, depth, at_full, exponent, fade):
    here = float(capacity_share(5.0, per_year, depth, at_full, exponent, fade))
    slack = 1e-12
    assert 0.0 < here <= 1.0
    for more in (
        capacity_share(6.0, per_year, depth, at_full, exponent, fade),
        capacity_share(5.0, per_year + 100.0, depth, at_full, exponent, fade),
        capacity_share(5.0, per_year, depth + 0.05, at_full, exponent, fade),
        capacity_share(5.0, per_year, depth, at_full, exponent, fade + 0.01),
    ):
        assert float(more) <= here + slack
    assert float(capacity_share(5.0, per_year, depth, 1.1 * at_full, exponent, fade)) >= here


@given(cycles, depths, full, exponents, fades)
def test_the_end_is_where_four_fifths_are_left(per_year, depth, at_full, exponent, fade):
    end = float(years_to_end(per_year, depth, at_full, exponent, fade))
    if np.isfinite(end):
        left = capacity_share(end, per_year, depth, at_full, exponent, fade)
        assert float(left) == pytest.approx(0.8)
    else:
        assert float(capacity_share(50.0, per_year, depth, at_full, exponent, fade)) == 1.0


def test_a_battery_that_nothing_wears_lasts():
    assert np.isposinf(years_to_end(0.0, 0.45, 2500.0, 1.8, 0.0))
    assert float(capacity_share(20.0, 0.0, 0.45, 2500.0, 1.8, 0.0)) == 1.0


def test_broadcasts_over_draws_and_years():
    share = capacity_share(
        np.full((4, 1), 5.0), np.array([0.0, 1300.0, 5500.0]), 0.3, 2500.0, 1.8, 0.02
    )
    assert share.shape == (4, 3)
    assert np.all(np.diff(share, axis=1) < 0.0)


def test_the_calculator():
    found = battery_life(**GIVEN)
    fade = float(calendar_fade(0.012, 20.0, 0.8, 55.0, 1.4))
    assert found.calendar_fade_per_year == fade
    assert found.cycles_to_80_percent == float(cycle_life(0.45, 2500.0, 1.8))
    worn = (found.cycles_per_year, 0.45, 2500.0, 1.8, fade)
    assert found.capacity_share == float(capacity_share(5.0, *worn))
    assert found.years_to_80_percent == float(years_to_end(*worn))
    # above the shadow only age is left
    high = battery_life(**{**GIVEN, "altitude_km": 1500.0})
    assert high.cycles_per_year == 0.0
    assert high.capacity_share == pytest.approx((1.0 - fade) ** 5.0)
    # an orbit over noon has a shadow in every revolution
    noon = battery_life(**{**GIVEN, "local_time_h": 12.0})
    assert noon.cycles_per_year == pytest.approx(365.25 * 14.7, rel=0.01)
    assert noon.capacity_share < found.capacity_share < high.capacity_share


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"depth_of_discharge": 0.0}, "depth_of_discharge is out of range"),
        ({"depth_of_discharge": 1.1}, "depth_of_discharge is out of range"),
        ({"years": -1.0}, "years is out of range"),
        ({"cycles_at_full_depth": 0.0}, "cycles_at_full_depth is out of range"),
        ({"temperature_c": 200.0}, "temperature_c is out of range"),
        ({"mean_charge": float("nan")}, "mean_charge is out of range"),
        ({"calendar_fade_per_year": 0.5, "temperature_c": 80.0}, "would not last a year"),
        ({"altitude_km": 50.0}, "altitude_km"),
    ],
)
def test_refuses_what_cannot_be(changed, says):
    with pytest.raises(InputError, match=says):
        battery_life(**{**GIVEN, **changed})
