import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.orbit.impacts import debris_bound, earth_factors, impact_flux, interplanetary_flux

USUAL = (2.5, 20.0, 10.0)


def test_mean_relative_speed_over_all_directions():
    """The factor for the satellite's own speed, from directions drawn on the sphere."""
    mu, r = 3.986004418e14, 7028.137e3
    own, escape, far = np.sqrt(mu / r), np.sqrt(2 * mu / r), 20e3
    near = np.hypot(far, escape)
    cosine = np.linspace(-1.0, 1.0, 20_001)
    relative = np.sqrt(near**2 + own**2 - 2.0 * near * own * cosine)
    own_factor = np.trapezoid(relative, cosine) / 2.0 / near
    shielding = 0.5 * (1.0 + np.sqrt(1.0 - (6478.137e3 / r) ** 2))
    expected = (near / far) ** 2 * shielding * own_factor
    assert float(earth_factors(650.0, 20.0)) == pytest.approx(expected, rel=1e-7)


def test_the_earth_hides_half_the_sky_at_the_top_of_the_air():
    attracted = 1.0 + 2 * 3.986004418e14 / 6478.137e3 / 20e3**2
    own = 1.0 + 0.5 * (attracted - 1.0) / attracted / 3.0
    assert float(earth_factors(100.0, 20.0)) == pytest.approx(0.5 * attracted * own, rel=1e-9)


def test_slow_meteoroids_are_attracted_more():
    assert earth_factors(650.0, 10.0) > earth_factors(650.0, 20.0) > earth_factors(650.0, 70.0)


@given(st.floats(1.0, 99.0), st.floats(200.0, 2000.0))
def test_larger_is_rarer(diameter, altitude):
    here = impact_flux(diameter, altitude, *USUAL)
    larger = impact_flux(diameter * 1.01, altitude, *USUAL)
    assert 0.0 < larger.meteoroid_per_m2_year < here.meteoroid_per_m2_year
    assert 0.0 < larger.debris_bound_per_m2_year < here.debris_bound_per_m2_year


def test_debris_outnumbers_meteoroids_from_a_millimetre_up():
    flux = impact_flux(np.array([1.0, 3.0, 10.0, 100.0]), 650.0, *USUAL)
    assert np.all(flux.debris_bound_per_m2_year > flux.meteoroid_per_m2_year)


def test_the_bound_is_the_speed_times_the_number():
    np.testing.assert_allclose(debris_bound(10.0, 13.0), 1.3 * debris_bound(10.0, 10.0))


def test_heavier_is_rarer_over_the_whole_model():
    mass = np.geomspace(1e-18, 1.0, 400)
    assert np.all(np.diff(interplanetary_flux(mass)) < 0.0)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ((0.5, 650.0, *USUAL), "diameter_mm"),
        ((float("nan"), 650.0, *USUAL), "diameter_mm"),
        ((1.0, 100.0, *USUAL), "altitude_km"),
        ((1.0, 650.0, 0.0, 20.0, 10.0), "meteoroid_density_g_per_cm3"),
        ((1.0, 650.0, 2.5, 0.0, 10.0), "meteoroid_speed_km_per_s"),
        ((1.0, 650.0, 2.5, 20.0, -1.0), "debris_speed_km_per_s"),
    ],
)
def test_bad_input_names_the_field(given, named):
    with pytest.raises(InputError, match=f"^{named} is out of range: got .*; allowed: "):
        impact_flux(*given)
