import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from dawndusk.constants import SIGMA
from dawndusk.errors import InputError
from dawndusk.satellite.cooldown import cooldown, cooldown_time

kelvins = st.floats(50.0, 800.0)
capacities = st.floats(500.0, 1e5)
emissivities = st.floats(0.05, 2.0)
times = st.floats(1.0, 1e5)


@pytest.mark.parametrize("start", [80.0, 323.15, 900.0])
@pytest.mark.parametrize("sink", [0.0, 1.0, 178.0, 323.1499, 323.15, 500.0])
@pytest.mark.parametrize("seconds", [1.0, 1200.0, 1e5])
def test_agrees_with_stepping_in_time(start, sink, seconds):
    stepped = solve_ivp(
        lambda _, T: -1.8 * SIGMA * (T**4 - sink**4) / 6000.0,
        (0.0, seconds),
        [start],
        method="LSODA",
        rtol=1e-10,
        atol=1e-11,
    ).y[0, -1]
    assert float(cooldown(start, 6000.0, 1.8, seconds, sink)) == pytest.approx(stepped, rel=1e-7)


@given(kelvins, capacities, emissivities, times)
def test_empty_space_is_the_closed_form(start, capacity, emissivity, seconds):
    exact = (start**-3 + 3.0 * emissivity * SIGMA * seconds / capacity) ** (-1.0 / 3.0)
    assert float(cooldown(start, capacity, emissivity, seconds)) == pytest.approx(exact, rel=1e-12)


@given(kelvins, capacities, emissivities, times, st.floats(0.0, 800.0))
def test_two_spells_are_one_and_nothing_overshoots(start, capacity, emissivity, seconds, sink):
    once = float(cooldown(start, capacity, emissivity, seconds, sink))
    half = cooldown(start, capacity, emissivity, seconds / 2.0, sink)
    twice = float(cooldown(half, capacity, emissivity, seconds / 2.0, sink))
    assert twice == pytest.approx(once, rel=1e-9)
    assert min(start, sink) * (1.0 - 1e-12) <= once <= max(start, sink) * (1.0 + 1e-12)


@given(kelvins, capacities, emissivities, st.floats(0.0, 800.0), st.floats(0.05, 0.95))
def test_time_is_the_inverse(start, capacity, emissivity, sink, part):
    assume(abs(start - sink) > 0.1)
    end = start + part * (sink - start)
    assume(end >= 2.0)
    seconds = cooldown_time(start, end, capacity, emissivity, sink)
    assume(seconds < 1e12)
    assert float(cooldown(start, capacity, emissivity, seconds, sink)) == pytest.approx(end, 1e-7)


@given(kelvins, capacities, times, st.floats(0.0, 700.0), st.floats(1.0, 50.0))
def test_a_warmer_sink_never_makes_a_colder_panel(start, capacity, seconds, sink, warmer):
    cold, warm = cooldown(start, capacity, 1.8, seconds, np.array([sink, sink + warmer]))
    assert warm >= cold * (1.0 - 1e-12)


def test_limits():
    assert float(cooldown(300.0, 6000.0, 1.8, 0.0, 100.0)) == 300.0
    assert float(cooldown(300.0, 6000.0, 0.0, 1e6, 100.0)) == 300.0
    assert float(cooldown(300.0, 1e-3, 2.0, 1e12, 100.0)) == pytest.approx(100.0, rel=1e-12)
    assert np.isinf(cooldown_time(300.0, 150.0, 6000.0, 1.8, 178.0))
    assert np.isinf(cooldown_time(300.0, 310.0, 6000.0, 1.8, 305.0))
    assert cooldown(np.array([300.0, 400.0]), 6000.0, 1.8, np.ones((3, 1)), 178.0).shape == (3, 2)


def test_energy_lost_is_energy_radiated():
    """Capacity times the fall in temperature is what the faces shed, summed along the way."""
    t = np.linspace(0.0, 1184.0, 4001)
    T = cooldown(323.15, 6000.0, 1.8, t, 178.0)
    shed = np.trapezoid(1.8 * SIGMA * (T**4 - 178.0**4), t)
    assert shed == pytest.approx(6000.0 * (T[0] - T[-1]), rel=1e-7)


@pytest.mark.parametrize(
    ("name", "bad"),
    [("start_k", 0.0), ("start_k", float("nan")), ("heat_capacity_j_per_m2_k", 0.0),
     ("emissivity_total", 2.1), ("seconds", -1.0), ("sink_k", -1.0)],
)  # fmt: skip
def test_refuses_what_cannot_be(name, bad):
    good = {"start_k": 300.0, "heat_capacity_j_per_m2_k": 6000.0, "emissivity_total": 1.8,
            "seconds": 60.0, "sink_k": 0.0}  # fmt: skip
    with pytest.raises(InputError, match=name):
        cooldown(**good | {name: bad})
