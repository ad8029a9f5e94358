"""Reflected sunlight where there is a closed form, and a usual rule of thumb.

Sources. (1) A face that looks down where all in view is lit. With H = r/R, s the sine of the angle
from the nadir and the Sun at t from the zenith, symmetry leaves cos t times

    f = 2 int_0^{1/H} [sqrt((1 - H2 s2)(1 - s2)) + H s2] s ds

which is an area under a hyperbola, as long as t stays under 90 degrees less the horizon
arccos(1/H): up to a beta of 65 degrees at 650 km. (2) A face square to the Sun and the nadir:
cos t times (2/pi) int cos(lambda) sin2(eta) d eta, by the same symmetry. (3) From afar a Lambert
sphere of albedo 1 shines like (2/3)(R/r)^2 [sin p + (pi - p) cos p]/pi at phase angle p (Lambert
1760; Russell, Astrophysical Journal 43, 173, 1916). (4) Wertz & Larson (ed.), Space Mission
Analysis and Design, 3rd ed., 1999, and Gilmore (ed.), Spacecraft Thermal Control Handbook, 2002,
take the view factor of the infrared times the cosine of the Sun's angle under the satellite.

Tolerances: 2e-4 of the view factor for digits and patches of the table at its nodes, 1e-3 between
them; (3) the last node, 40,000 km, is 7 radii off, where the middle of the disc still weighs up
to a seventh more than its rim: 12 %.
"""

import numpy as np
import pytest
from scipy.integrate import quad

from dawndusk.constants import R_EARTH
from dawndusk.orbit.earth_light import infrared_view_factor
from dawndusk.orbit.earth_view import nadir_view_factor
from dawndusk.orbit.reflected import reflected_view_factor


def ratio(altitude_km):
    return 1.0 + 1e3 * altitude_km / R_EARTH


def lit_from_above(altitude_km):
    """View factor of a nadir face to a Lambert Earth with the Sun at the zenith (1)."""
    H = ratio(altitude_km)
    # int_0^{1/H2} sqrt((1 - H2 t)(1 - t)) dt, t = s2: a hyperbola's area
    mid, half = 0.5 * (1.0 / H**2 + 1.0), 0.5 * (1.0 - 1.0 / H**2)
    x0 = mid / half  # sqrt((t - mid)^2 - half^2) from t = 0 to 1/H2
    area = 0.5 * half**2 * (x0 * np.sqrt(x0**2 - 1.0) - np.arccosh(x0))
    return H * area + 0.5 / H**3


def lit_beside(altitude_km):
    """View factor of a face square to the nadir and the Sun, Sun at the zenith (2)."""
    H = ratio(altitude_km)

    def strip(s):  # s = sin(eta); cos(lambda) d(eta) ds
        return (np.sqrt((1 - (H * s) ** 2) * (1 - s * s)) + H * s * s) * s * s / np.sqrt(1 - s * s)

    return 2.0 / np.pi * quad(strip, 0.0, 1.0 / H)[0]


def test_the_closed_form_is_its_integral():
    H = ratio(650.0)
    direct = quad(
        lambda s: 2 * s * (np.sqrt((1 - (H * s) ** 2) * (1 - s * s)) + H * s * s), 0.0, 1.0 / H
    )[0]
    assert lit_from_above(650.0) == pytest.approx(direct, rel=1e-7)
    assert lit_from_above(1e-9) == pytest.approx(1.0)  # touching the ground


@pytest.mark.parametrize(("altitude", "rel"), [(200.0, 2e-4), (600.0, 2e-4), (650.0, 1e-3)])
@pytest.mark.parametrize("beta_deg", [0.0, 20.0, 45.0, 60.0])
def test_a_face_that_looks_down_where_all_is_lit(altitude, rel, beta_deg):
    beta = np.radians(beta_deg)
    found = reflected_view_factor(altitude, beta, "nadir", "lambert").largest
    assert found == pytest.approx(np.cos(beta) * lit_from_above(altitude), rel=rel)


@pytest.mark.parametrize(("altitude", "rel"), [(200.0, 1e-3), (600.0, 1e-3), (650.0, 2e-3)])
@pytest.mark.parametrize("beta_deg", [0.0, 20.0, 45.0, 60.0])
def test_a_face_on_edge_to_sun_and_earth_where_all_is_lit(altitude, rel, beta_deg):
    beta = np.radians(beta_deg)
    found = reflected_view_factor(altitude, beta, "edge_on", "lambert").largest
    assert found == pytest.approx(np.cos(beta) * lit_beside(altitude), rel=rel)


def test_from_afar_the_earth_is_lamberts_sphere():
    million = 1e6  # km; the closed form gets there, the table ends before
    assert lit_from_above(million) == pytest.approx(2.0 / 3.0 * ratio(million) ** -2, rel=0.01)
    far = nadir_view_factor(40000.0)
    for beta_deg in (0.0, 30.0, 60.0, 90.0):
        phase = np.radians(beta_deg)  # the satellite nearest to the Sun sees the fullest Earth
        disc = (np.sin(phase) + (np.pi - phase) * np.cos(phase)) / np.pi
        found = reflected_view_factor(40000.0, phase, "nadir", "lambert").largest
        assert found == pytest.approx(2.0 / 3.0 * far * disc, rel=0.12)


def test_the_rule_of_thumb_holds_at_noon_and_fails_at_dawn():
    # cosine of the Sun's angle under the satellite, times the view factor of the infrared
    for beta_deg, low, high in ((0.0, 0.99, 1.02), (45.0, 0.98, 1.05), (75.0, 1.05, 1.2)):
        beta = np.radians(beta_deg)
        rule = infrared_view_factor(650.0, beta, "nadir").mean * np.cos(beta) / np.pi
        found = reflected_view_factor(650.0, beta, "nadir", "lambert").mean
        assert low < found / rule < high, beta_deg
    # it gives nothing with the Sun square to the orbit, where 1361 x 0.30 leave 11 W/m2
    dawn = reflected_view_factor(650.0, np.pi / 2, "nadir", "lambert").mean
    assert 1361.0 * 0.30 * float(dawn) == pytest.approx(11.4, abs=0.1)
