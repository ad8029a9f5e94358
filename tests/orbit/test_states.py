"""States and osculating elements: there and back, conserved quantities, refused states."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.constants import MU_EARTH
from dawndusk.errors import InputError
from dawndusk.orbit.elements import OsculatingElements
from dawndusk.orbit.states import (
    centre_equation,
    elements_from_polar,
    osculating_from_state,
    polar_from_elements,
    state_from_osculating,
)

TURN = st.floats(0.0, 6.28)


def near_angle(got, wanted, tolerance):
    return abs((got - wanted + np.pi) % (2.0 * np.pi) - np.pi) < tolerance


@given(st.floats(6.5e6, 4.6e7), st.floats(0.0, 0.9), TURN, st.floats(0.01, 3.13), TURN, TURN)
def test_state_and_back(a, e, w, i, node, u):
    start = OsculatingElements(*map(np.asarray, (a, e * np.cos(w), e * np.sin(w), i, node, u)))
    again = osculating_from_state(*state_from_osculating(start))
    assert again.semi_major_axis_m == pytest.approx(a, rel=1e-12)
    assert again.ex == pytest.approx(float(start.ex), abs=1e-12)
    assert again.ey == pytest.approx(float(start.ey), abs=1e-12)
    assert again.inclination_rad == pytest.approx(i, abs=1e-12)
    assert near_angle(again.node_rad, node, 1e-11)
    assert near_angle(again.latitude_argument_rad, u, 1e-11)


@given(st.floats(0.0, 0.95), TURN, TURN)
def test_polar_and_back(e, w, u):
    start = OsculatingElements(*map(np.asarray, (7e6, e * np.cos(w), e * np.sin(w), 1.0, 2.0, u)))
    polar = polar_from_elements(start)
    assert abs(polar.argument_rad - u) <= np.pi + 1e-12
    for got, wanted in zip(elements_from_polar(polar), start, strict=True):
        assert got == pytest.approx(float(wanted), rel=1e-11, abs=1e-11)


def test_energy_and_momentum():
    e = np.array([0.0, 0.01, 0.7])
    elements = OsculatingElements(np.full(3, 8e6), e, 0.0, 1.0, 2.0, 3.0)
    r, v = state_from_osculating(elements)
    energy = 0.5 * np.sum(v * v, axis=-1) - MU_EARTH / np.linalg.norm(r, axis=-1)
    np.testing.assert_allclose(energy, -MU_EARTH / 16e6, rtol=1e-13)
    momentum = np.linalg.norm(np.cross(r, v), axis=-1)
    np.testing.assert_allclose(momentum, np.sqrt(MU_EARTH * 8e6 * (1.0 - e * e)), rtol=1e-13)


def test_vallado_example_2_5():
    # Vallado 2013, example 2-5: p = 11067.790 km, e = 0.832853, i = 87.870, node = 227.898,
    # w = 53.38, true anomaly = 92.335 deg; printed to 3 to 6 digits
    r = 1e3 * np.array([6524.834, 6862.875, 6448.296])
    v = 1e3 * np.array([4.901327, 5.533756, -1.976341])
    now = osculating_from_state(r, v)
    e = np.hypot(now.ex, now.ey)
    assert e == pytest.approx(0.832853, abs=1e-5)
    assert now.semi_major_axis_m * (1.0 - e * e) == pytest.approx(11_067_790.0, abs=200.0)
    assert np.degrees(now.inclination_rad) == pytest.approx(87.870, abs=1e-3)
    assert np.degrees(now.node_rad) == pytest.approx(227.898, abs=1e-3)
    assert np.degrees(np.arctan2(now.ey, now.ex)) == pytest.approx(53.38, abs=0.01)
    argument = polar_from_elements(now).argument_rad
    assert near_angle(argument, np.radians(53.385 + 92.335), 1e-4)


def test_the_equation_of_the_centre_is_keplers():
    e, E = 0.3, np.linspace(-3.0, 3.0, 13)
    f = 2.0 * np.arctan(np.sqrt((1.0 + e) / (1.0 - e)) * np.tan(E / 2.0))
    mean = E - e * np.sin(E)
    np.testing.assert_allclose(centre_equation(e * np.cos(f), e * np.sin(f)), f - mean, atol=1e-14)


def test_an_equatorial_orbit_has_its_node_at_zero():
    now = osculating_from_state([0.0, 7e6, 0.0], [-7546.0, 0.0, 0.0])
    assert float(now.node_rad) == 0.0
    assert float(now.inclination_rad) == 0.0
    r, _ = state_from_osculating(now)
    np.testing.assert_allclose(r, [0.0, 7e6, 0.0], atol=1e-6)


@pytest.mark.parametrize(
    ("v", "message"),
    [
        ([0.0, 12_000.0, 0.0], "closed orbit"),
        ([7000.0, 0.0, 0.0], "not on an orbit"),
        ([np.nan, 7500.0, 0.0], "not on an orbit"),
        ([0.0, 0.0, 0.0], "not on an orbit"),
        ([7500.0, 0.0], "vectors of three"),
    ],
)
def test_states_that_are_no_orbits(v, message):
    with pytest.raises(InputError, match=message):
        osculating_from_state([7e6, 0.0, 0.0], v)
