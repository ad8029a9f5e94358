"""Mean elements: the two types keep apart, rates and position against their definitions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.constants import J2_EARTH, MU_EARTH, R_EARTH
from dawndusk.errors import InputError
from dawndusk.orbit.elements import (
    LARGEST_ECCENTRICITY,
    MeanElements,
    OsculatingElements,
    advance,
    position,
    require_mean,
    secular_rates,
)
from dawndusk.orbit.short_period import mean_from_osculating, osculating_from_mean
from dawndusk.orbit.states import state_from_osculating
from dawndusk.orbit.sun_synchronous import nodal_precession

FIELDS = (7e6, 1e-3, -2e-3, 1.7, 0.5, 3.0)
ANGLES = st.floats(-7.0, 7.0)
SMALL = st.floats(-0.03, 0.03)


def anywhere(n=500, eccentricity=0.04, seed=1):
    rng = np.random.default_rng(seed)
    e, w = eccentricity * rng.random(n), rng.uniform(0.0, 2.0 * np.pi, n)
    i = np.arccos(rng.uniform(-1.0, 1.0, n))
    node, u = rng.uniform(-7.0, 7.0, (2, n))
    a = R_EARTH + rng.uniform(500e3, 3000e3, n)
    return MeanElements(a, e * np.cos(w), e * np.sin(w), i, node, u)


@pytest.mark.parametrize(
    "use", [secular_rates, position, osculating_from_mean, lambda x: advance(x, 60.0)]
)
def test_what_wants_mean_elements_refuses_osculating_ones(use):
    with pytest.raises(InputError, match=r"needs mean elements.*mean_from_osculating"):
        use(OsculatingElements(*FIELDS))
    use(MeanElements(*FIELDS))


@pytest.mark.parametrize("use", [mean_from_osculating, state_from_osculating])
def test_what_wants_osculating_elements_refuses_mean_ones(use):
    with pytest.raises(InputError, match=r"needs osculating elements.*osculating_from_mean"):
        use(MeanElements(*FIELDS))
    use(OsculatingElements(*FIELDS))


def test_a_bare_tuple_is_neither():
    with pytest.raises(InputError, match="got 'tuple'"):
        position(FIELDS)


@pytest.mark.parametrize("field", range(6))
def test_no_field_may_be_nan(field):
    fields = list(FIELDS)
    fields[field] = np.array([fields[field], np.nan])
    with pytest.raises(InputError, match=f"{MeanElements._fields[field]} is not"):
        require_mean(MeanElements(*fields), "a test")


@pytest.mark.parametrize("change", [{"ex": 1.0}, {"semi_major_axis_m": -7e6}])
def test_open_orbits_are_refused(change):
    with pytest.raises(InputError, match="closed orbits"):
        secular_rates(MeanElements(*FIELDS)._replace(**change))


def test_a_long_ellipse_is_refused_and_sent_to_sgp4():
    position(MeanElements(*FIELDS)._replace(ex=0.0, ey=LARGEST_ECCENTRICITY))
    with pytest.raises(InputError, match=r"0\.0501; allowed: up to 0\.05; .*SGP4"):
        position(MeanElements(*FIELDS)._replace(ex=0.0, ey=0.0501))


def test_the_node_of_a_circle_turns_as_the_textbook_says():
    i, a = np.linspace(0.0, np.pi, 7), R_EARTH + 650e3
    expected = -1.5 * J2_EARTH * (R_EARTH / a) ** 2 * np.sqrt(MU_EARTH / a**3) * np.cos(i)
    np.testing.assert_allclose(nodal_precession(650.0, i), expected, rtol=1e-14)


def test_rates_of_long_ellipses():
    # Wertz & Larson, SMAD, 3rd ed., 1999, eq. 6-19 and 6-20: degrees per day, a in km
    a, e, i = 26_562.0, np.array([0.1, 0.74]), np.radians(np.array([20.0, 63.4]))
    rates = secular_rates(MeanElements(1e3 * a, e, 0.0, i, 0.0, 0.0))
    shape = a**-3.5 / (1.0 - e * e) ** 2
    node = -2.06474e14 * shape * np.cos(i)
    perigee = 1.03237e14 * shape * (4.0 - 5.0 * np.sin(i) ** 2)
    np.testing.assert_allclose(np.degrees(rates.node_rad_per_s) * 86_400.0, node, rtol=1e-4)
    np.testing.assert_allclose(np.degrees(rates.perigee_rad_per_s) * 86_400.0, perigee, rtol=1e-4)


def test_the_draconic_period_of_a_circle():
    # node to node: T (1 - 3/2 J2 (R/a)^2 (3 - 4 sin2 i)), the textbook form
    i, a = np.radians(np.array([0.0, 53.0, 60.0, 98.0])), R_EARTH + 650e3
    rates = secular_rates(MeanElements(a, 0.0, 0.0, i, 0.0, 0.0))
    n = np.sqrt(MU_EARTH / a**3)
    share = 1.5 * J2_EARTH * (R_EARTH / a) ** 2 * (3.0 - 4.0 * np.sin(i) ** 2)
    np.testing.assert_allclose(rates.latitude_argument_rad_per_s / n - 1.0, share, atol=1e-14)


def test_advance_is_a_flow():
    start = anywhere()
    once = advance(start, 90_000.0)
    twice = advance(advance(start, 30_000.0), 60_000.0)
    for a, b in zip(once, twice, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-12, atol=1e-12)
    for a, b in zip(advance(once, -90_000.0), start, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-12, atol=1e-11)


def test_advance_broadcasts_satellites_and_times():
    start = anywhere(5)
    column = MeanElements(*(field[:, None] for field in start))
    times = np.array([0.0, 60.0, 3600.0])
    grid = advance(column, times)
    assert all(field.shape == (5, 3) for field in grid)
    assert position(grid).shape == (5, 3, 3)
    np.testing.assert_array_equal(position(grid)[:, 2], position(advance(start, 3600.0)))


def test_the_perigee_turns_the_eccentricity_vector():
    start = MeanElements(7e6, 0.02, 0.0, 0.3, 0.0, 0.0)
    day = advance(start, 86_400.0)
    turned = float(secular_rates(start).perigee_rad_per_s) * 86_400.0
    assert np.hypot(day.ex, day.ey) == pytest.approx(0.02, rel=1e-14)
    assert np.arctan2(day.ey, day.ex) == pytest.approx(turned, rel=1e-12)
    assert turned > 0.1


def test_position_is_the_ellipse_to_the_second_order():
    """The stated bound 1.4 a e^2 holds, and is not idle: half of it does not."""
    mean = anywhere()
    exact, _ = state_from_osculating(OsculatingElements(*mean))
    error = np.linalg.norm(position(mean) - exact, axis=-1)
    e2 = mean.ex**2 + mean.ey**2
    assert (error <= 1.4 * mean.semi_major_axis_m * e2 + 1e-6).all()
    assert (error > 0.7 * mean.semi_major_axis_m * e2).any()


@given(SMALL, SMALL, st.floats(0.0, np.pi), ANGLES, ANGLES)
def test_a_position_stays_in_its_plane(ex, ey, i, node, u):
    r = position(MeanElements(7e6, ex, ey, i, node, u))
    normal = np.array([np.sin(i) * np.sin(node), -np.sin(i) * np.cos(node), np.cos(i)])
    assert abs(r @ normal) < 1e-8
    assert r[2] == pytest.approx(  # the latitude: sin i times the part across the node
        np.sin(i) * (r @ np.cross(normal, [np.cos(node), np.sin(node), 0.0])), abs=1e-6
    )


def test_satellites_move_forward_at_the_right_speed():
    start = MeanElements(7e6, 0.0, 0.0, np.radians(98.0), 0.4, 1.0)
    step = position(advance(start, 1.0)) - position(start)
    _, v = state_from_osculating(OsculatingElements(*start))
    np.testing.assert_allclose(step, v, atol=15.0)  # J2 and the curve of a second
