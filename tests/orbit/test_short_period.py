"""J2's short-period terms: exact inverse, closed forms at e = 0, smooth where others blow up."""

import numpy as np
import pytest

from dawndusk.constants import J2_EARTH, R_EARTH
from dawndusk.errors import ConvergenceError
from dawndusk.orbit.elements import MeanElements
from dawndusk.orbit.short_period import mean_from_osculating, osculating_from_mean
from dawndusk.orbit.states import polar_from_elements


def anywhere(n=400, seed=2):
    rng = np.random.default_rng(seed)
    e, w = 0.3 * rng.random(n) ** 3, rng.uniform(0.0, 2.0 * np.pi, n)
    i = np.arccos(rng.uniform(-0.999, 0.999, n))
    node, u = rng.uniform(-9.0, 9.0, (2, n))
    a = (R_EARTH + rng.uniform(200e3, 3000e3, n)) / (1.0 - e)
    return MeanElements(a, e * np.cos(w), e * np.sin(w), i, node, u)


def test_mean_and_back():
    mean = anywhere()
    again = mean_from_osculating(osculating_from_mean(mean))
    np.testing.assert_allclose(again.semi_major_axis_m, mean.semi_major_axis_m, rtol=1e-12)
    for got, wanted in zip(again[1:], mean[1:], strict=True):
        np.testing.assert_allclose(got, wanted, rtol=0.0, atol=1e-11)


def test_shapes_broadcast_and_may_be_empty():
    few = osculating_from_mean(MeanElements(7e6, 0.0, 0.0, 1.7, 0.0, np.arange(3.0)))
    assert {field.shape for field in mean_from_osculating(few)} == {(3,)}
    none = MeanElements(*(np.zeros(0) for _ in range(6)))
    assert mean_from_osculating(osculating_from_mean(none)).ex.shape == (0,)


@pytest.mark.parametrize("inclination", [0.0, 30.0, 63.4349, 90.0, 97.99, 180.0])
def test_the_closed_forms_of_a_circle(inclination):
    """First-order terms of a near-circular orbit as SGP4 adds them (Hoots & Roehrich 1980)."""
    a, i = R_EARTH + 650e3, np.radians(inclination)
    u = np.linspace(0.0, 2.0 * np.pi, 25)
    now = osculating_from_mean(MeanElements(a, 0.0, 0.0, i, 0.0, u))
    at = polar_from_elements(now)
    k2 = 0.5 * J2_EARTH * R_EARTH**2
    c2, s2 = np.cos(i) ** 2, np.sin(i) ** 2
    radius = a * (1.0 - 1.5 * k2 / a**2 * (3.0 * c2 - 1.0)) + 0.5 * k2 / a * s2 * np.cos(2.0 * u)
    argument = u - 0.25 * k2 / a**2 * (7.0 * c2 - 1.0) * np.sin(2.0 * u)
    node = 1.5 * k2 / a**2 * np.cos(i) * np.sin(2.0 * u)
    tilt = 1.5 * k2 / a**2 * np.cos(i) * np.sin(i) * np.cos(2.0 * u)
    np.testing.assert_allclose(at.radius_m, radius, atol=20.0)  # J2 squared is 8 m
    np.testing.assert_allclose(at.argument_rad, argument, atol=3e-6)
    np.testing.assert_allclose(at.node_rad, node, atol=3e-6)
    np.testing.assert_allclose(now.inclination_rad - i, tilt, atol=3e-6)
    swing = 3.0 * k2 / a * s2 * np.cos(2.0 * u)
    np.testing.assert_allclose(now.semi_major_axis_m - a, swing, atol=40.0)


def test_nothing_jumps_at_a_circle_or_at_the_critical_inclination():
    circle = np.array([0.0, 1e-12, 1e-9, 1e-6])
    now = osculating_from_mean(MeanElements(7e6, circle, 0.0, 1.7, 0.0, 1.0))
    assert np.ptp(now.semi_major_axis_m[:3]) < 0.001
    assert np.ptp(now.ex[:3]) < 2e-9
    i = np.radians(63.4349488) + np.array([-1e-9, 0.0, 1e-9])
    now = osculating_from_mean(MeanElements(7e6, 0.01, 0.0, i, 0.0, 1.0))
    assert np.ptp(now.ex) < 1e-10


def test_the_argument_stays_in_its_turn():
    many = MeanElements(7e6, 1e-3, 0.0, 1.7, 0.0, np.array([0.0, 40.0, 900.0]))
    now = osculating_from_mean(many)
    assert (np.abs(now.latitude_argument_rad - many.latitude_argument_rad) < 0.5).all()


def test_where_j2_is_no_small_thing_no_number_comes_back():
    deep = osculating_from_mean(MeanElements(7e6, 0.0, 0.0, 1.0, 0.0, 1.0))
    with pytest.raises(ConvergenceError):
        mean_from_osculating(deep._replace(semi_major_axis_m=np.asarray(3.5e5)))
