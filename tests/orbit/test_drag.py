import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dawndusk.constants import DAYS_PER_YEAR, MU_EARTH, R_EARTH, SECONDS_PER_DAY
from dawndusk.errors import InputError
from dawndusk.orbit.atmosphere import air_density, air_table
from dawndusk.orbit.drag import (
    LONGEST_YEARS,
    drag,
    drag_acceleration,
    drag_delta_v_per_year,
    drag_impulse_per_area,
    orbit_lifetime,
)

YEAR = DAYS_PER_YEAR * SECONDS_PER_DAY
ALTITUDES = st.floats(120.0, 2000.0)
FLUXES = st.floats(65.0, 250.0)
AREAS = st.floats(1e-4, 10.0)


def test_the_formula_by_hand():
    v2 = MU_EARTH / (R_EARTH + 550e3)
    expected = 0.5 * float(air_density(550.0, 140.0)) * v2 * 2.2 * 0.05
    assert float(drag_acceleration(550.0, 0.05, 140.0, 2.2)) == pytest.approx(expected, rel=1e-12)
    assert float(drag_delta_v_per_year(550.0, 0.05, 140.0, 2.2)) == pytest.approx(expected * YEAR)


def test_impulse_is_mass_times_velocity():
    mass, area = 5000.0, 250.0
    per_area = drag_impulse_per_area(650.0, 140.0, 2.2)
    velocity = drag_delta_v_per_year(650.0, area / mass, 140.0, 2.2)
    assert float(per_area * area) == pytest.approx(float(mass * velocity), rel=1e-12)


@pytest.mark.parametrize("flux", [65.0, 73.0, 110.0, 150.0, 200.0, 240.0])
@pytest.mark.parametrize("altitude", [125.0, 200.0, 333.0, 550.0, 700.0])
def test_lifetime_against_a_numerical_decay(altitude, flux):
    """Gauss quadrature between the nodes of the table, which knows nothing of the closed form."""
    nodes, weights = np.polynomial.legendre.leggauss(8)
    edges = np.append(air_table().altitude_km[air_table().altitude_km < altitude], altitude)
    half = 0.5 * np.diff(edges)[:, None]
    h = edges[:-1, None] + half * (1.0 + nodes)
    fall = air_density(h, flux) * np.sqrt(MU_EARTH * (R_EARTH + 1e3 * h))
    ballistic = 2.2 * 0.02
    expected = float(np.sum(1e3 * half * weights / fall)) / ballistic / YEAR
    got = float(orbit_lifetime(altitude, 0.02, flux, 2.2))
    assert got == pytest.approx(expected, rel=1e-6 if flux in air_table().f107 else 1e-3)


def test_a_year_of_drag_lowers_the_orbit_as_the_lifetime_says():
    # over a short fall, 2 dv / v = dr / r
    high, low = 650.0, 649.0
    years = float(np.subtract(*orbit_lifetime([high, low], 0.05, 140.0, 2.2)))
    velocity = float(drag_delta_v_per_year(649.5, 0.05, 140.0, 2.2)) * years
    v = np.sqrt(MU_EARTH / (R_EARTH + 649.5e3))
    assert velocity / v == pytest.approx(0.5 * 1e3 / (R_EARTH + 649.5e3), rel=1e-3)


@settings(max_examples=60)
@given(ALTITUDES, AREAS, FLUXES)
def test_every_orbit_has_a_finite_answer(altitude, area, flux):
    cost = drag(altitude, area, flux, 2.2)
    assert 0.0 < cost.delta_v_m_per_s_per_year < np.inf
    assert 0.0 <= cost.lifetime_years <= LONGEST_YEARS


@settings(max_examples=60)
@given(st.floats(121.0, 1000.0), AREAS, FLUXES)
def test_higher_lives_longer_more_area_shorter_a_brighter_sun_shorter(altitude, area, flux):
    here = orbit_lifetime(altitude, area, flux, 2.2)
    assert orbit_lifetime(altitude + 5.0, area, flux, 2.2) >= here
    assert orbit_lifetime(altitude, 1.1 * area, flux, 2.2) <= here
    assert orbit_lifetime(altitude, area, min(flux + 5.0, 250.0), 2.2) <= here * (1.0 + 1e-9)


def test_the_ends():
    assert float(orbit_lifetime(120.0, 0.01, 140.0, 2.2)) == 0.0
    assert float(orbit_lifetime(2000.0, 0.01, 140.0, 2.2)) == LONGEST_YEARS
    assert float(drag_delta_v_per_year(650.0, 0.0, 140.0, 2.2)) == 0.0


def test_draws_broadcast():
    cost = drag(np.full((4, 1), 650.0), 0.05, np.array([70.0, 140.0, 200.0]), np.full((4, 1), 2.2))
    assert cost.delta_v_m_per_s_per_year.shape == cost.lifetime_years.shape == (4, 3)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ((100.0, 0.05, 140.0, 2.2), "altitude_km"),
        ((650.0, -0.05, 140.0, 2.2), "area_to_mass_m2_per_kg"),
        ((650.0, float("nan"), 140.0, 2.2), "area_to_mass_m2_per_kg"),
        ((650.0, 0.0, 140.0, 2.2), "area_to_mass_m2_per_kg"),
        ((650.0, 1e9, 140.0, 2.2), "area_to_mass_m2_per_kg"),
        ((650.0, 0.05, 300.0, 2.2), "f107"),
        ((650.0, 0.05, 140.0, 0.0), "drag_coefficient must be above zero: got 0.0;"),
        ((650.0, 0.05, 140.0, 1e3), "drag_coefficient"),
        ((650.0, 0.05, 140.0, float("inf")), "drag_coefficient"),
    ],
)
def test_bad_input_names_the_field(given, named):
    with pytest.raises(InputError, match=rf"^{named} .*allowed: "):
        drag(*given)
