import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.constants import TROPICAL_YEAR_DAYS
from dawndusk.orbit import (
    MeanElements,
    advance,
    beta_angle,
    days_from_j2000,
    disposal_delta_v,
    nodal_period,
    nodal_precession,
    node_right_ascension,
    orbital_period,
    sun_position,
    sun_synchronous_inclination,
)

ALTITUDES = st.floats(200.0, 5900.0)
ANGLES = st.floats(-7.0, 7.0)


@given(ALTITUDES)
def test_the_plane_turns_once_a_year(altitude):
    rate = nodal_precession(altitude, sun_synchronous_inclination(altitude))
    assert float(rate) * TROPICAL_YEAR_DAYS * 86400.0 == pytest.approx(2.0 * np.pi, rel=1e-12)


def test_landsat():
    # Landsat 8: 705 km equatorial height, 98.2 deg, 98.9 min (USGS Landsat 8 Data Users Handbook)
    assert np.degrees(sun_synchronous_inclination(705.0)) == pytest.approx(98.2, abs=0.05)
    assert float(orbital_period(705.0)) / 60.0 == pytest.approx(98.9, abs=0.1)


@given(ALTITUDES, st.floats(0.0, np.pi))
def test_node_to_node_is_a_whole_turn_of_the_latitude(altitude, inclination):
    circle = MeanElements(6378137.0 + 1e3 * altitude, 0.0, 0.0, inclination, 0.0, 0.0)
    later = advance(circle, nodal_period(altitude, inclination))
    assert float(later.latitude_argument_rad) == pytest.approx(2.0 * np.pi, rel=1e-12)
    # J2 holds back a steep orbit and hurries a level one, by at most half a per cent
    longer = float(nodal_period(altitude, inclination) / orbital_period(altitude)) - 1.0
    assert abs(longer) < 0.005
    steep = 4.0 * np.sin(inclination) ** 2 - 3.0
    assert abs(steep) < 1e-9 or np.sign(longer) == np.sign(steep)


def test_no_sun_synchronous_orbit_above_5974_km():
    inclination = np.degrees(sun_synchronous_inclination([5970.0, 5980.0]))
    assert 175.0 < inclination[0] <= 180.0
    assert np.isnan(inclination[1])


@given(st.floats(0.0, np.pi), ANGLES, ANGLES, st.floats(-0.41, 0.41))
def test_beta_is_the_angle_of_two_vectors(i, node, right_ascension, declination):
    normal = np.array([np.sin(i) * np.sin(node), -np.sin(i) * np.cos(node), np.cos(i)])
    c = np.cos(declination)
    sun = np.array([c * np.cos(right_ascension), c * np.sin(right_ascension), np.sin(declination)])
    beta = beta_angle(i, node, right_ascension, declination)
    assert np.sin(beta) == pytest.approx(float(normal @ sun), abs=1e-12)


@pytest.mark.parametrize(("hours", "sign"), [(18.0, 1.0), (6.0, -1.0)])
def test_dawn_dusk_planes_face_the_sun(hours, sign):
    days = days_from_j2000(2025, 1.0 + np.arange(365.0))
    sun = sun_position(days)
    beta = beta_angle(
        sun_synchronous_inclination(650.0),
        node_right_ascension(hours, days),
        sun.right_ascension_rad,
        sun.declination_rad,
    )
    assert np.all(np.degrees(sign * beta) > 57.0)


def test_the_node_crosses_at_its_local_time():
    # the hour angle of the node against the real Sun, averaged over a year
    days = days_from_j2000(2026, 1.0 + np.arange(365.0))
    gap = node_right_ascension(10.5, days) - sun_position(days).right_ascension_rad
    hours = np.degrees(np.mod(gap + np.pi, 2.0 * np.pi) - np.pi) / 15.0
    assert 12.0 + np.mean(hours) == pytest.approx(10.5, abs=0.01)


@given(ALTITUDES, st.floats(0.0, 1.0))
def test_disposal_conserves_energy(altitude, share):
    perigee = share * altitude
    r, r_p = 6378.137e3 + 1e3 * altitude, 6378.137e3 + 1e3 * perigee
    mu = 3.986004418e14
    speed = np.sqrt(mu / r) - float(disposal_delta_v(altitude, perigee))
    # vis-viva at apogee
    assert speed**2 == pytest.approx(mu * (2.0 / r - 2.0 / (r + r_p)), rel=1e-12)


def test_disposal_is_nothing_to_the_same_height_and_grows_with_depth():
    assert float(disposal_delta_v(650.0, 650.0)) == 0.0
    assert np.all(np.diff(disposal_delta_v(650.0, [400.0, 200.0, 50.0])) > 0.0)
