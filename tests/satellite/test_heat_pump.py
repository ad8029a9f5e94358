import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from dawndusk.constants import SIGMA
from dawndusk.errors import InputError
from dawndusk.satellite.heat_pump import best_hot_temperature, heat_pump

colds = st.floats(200.0, 400.0)
efficiencies = st.floats(0.1, 1.0)


@given(colds, st.floats(0.1, 400.0), efficiencies)
def test_energy_and_area_by_hand(cold, lift, efficiency):
    pump = heat_pump(cold, cold + lift, efficiency)
    power = 1e3 / float(pump.cop)
    assert power >= 1e3 * (1.0 / (1.0 - lift / (cold + lift)) - 1.0) - 1e-6  # Carnot
    without = 1e3 / (SIGMA * cold**4)
    with_pump = (1e3 + power) / (SIGMA * (cold + lift) ** 4)
    assert float(pump.area_ratio) == pytest.approx(with_pump / without, rel=1e-9)


def test_perfect_pump_shrinks_with_the_third_power():
    pump = heat_pump(300.0, np.array([330.0, 450.0, 600.0]), 1.0)
    np.testing.assert_allclose(pump.area_ratio, (300.0 / np.array([330.0, 450.0, 600.0])) ** 3)


@given(colds, efficiencies, st.floats(0.02, 5.0))
def test_the_best_is_the_least_on_a_grid(cold, efficiency, weight):
    best = float(best_hot_temperature(cold, efficiency, weight)) / cold

    def total(x):
        return x**-4 * (1.0 + (x - 1.0) / efficiency) + weight * (x - 1.0) / efficiency

    x = np.linspace(1.0, 6.0, 20_001)
    at = x[np.argmin(total(x))]
    assert total(best) <= total(x).min() + 1e-12
    refined = minimize_scalar(total, bounds=(max(at - 1e-3, 1.0), at + 1e-3), method="bounded")
    assert total(best) == pytest.approx(min(total(refined.x), 1.0), abs=1e-9)


@given(colds, efficiencies, st.floats(0.02, 2.0), st.floats(1.01, 3.0))
def test_dearer_power_never_makes_it_hotter(cold, efficiency, weight, dearer):
    cheap, dear = best_hot_temperature(cold, efficiency, np.array([weight, weight * dearer]))
    assert dear <= cheap * (1.0 + 1e-12)


def test_dear_power_means_no_pump():
    assert float(best_hot_temperature(318.15, 0.5, 1.1)) == 318.15
    assert float(best_hot_temperature(318.15, 0.5, 0.9)) > 318.15


@pytest.mark.parametrize(
    ("given", "says"),
    [((300.0, 300.0, 0.5), "above 300 K, which is cold_k"), ((300.0, 250.0, 0.5), "hot_k is out"),
     ((0.0, 300.0, 0.5), "cold_k is out"), ((300.0, 350.0, 1.2), "efficiency is out of range"),
     ((300.0, float("nan"), 0.5), "hot_k is out of range")],
)  # fmt: skip
def test_refuses_what_cannot_be(given, says):
    with pytest.raises(InputError, match=says):
        heat_pump(*given)
