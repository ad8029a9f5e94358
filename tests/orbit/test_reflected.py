"""Reflected sunlight from the table against rays, sums and symmetries that know nothing of it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dawndusk.constants import AU, R_EARTH, SOLAR_CONSTANT
from dawndusk.data import catalogue
from dawndusk.errors import InputError
from dawndusk.orbit.earth_light import infrared_view_factor
from dawndusk.orbit.reflected import (
    earth_light_table,
    reflected_view_factor,
    yearly_reflected,
)
from dawndusk.orbit.sun_synchronous import sun_synchronous_inclination
from dawndusk.orbit.sunlight import sin_beta_of_year, year_of_sun

UP = np.array([0.0, 0.0, 1.0])
FACES = {
    "nadir": lambda sun: np.broadcast_to(-UP, sun.shape),
    "zenith": lambda sun: np.broadcast_to(UP, sun.shape),
    "sun": lambda sun: sun,
    "anti_sun": lambda sun: -sun,
    "velocity": lambda sun: np.broadcast_to([1.0, 0.0, 0.0], sun.shape),
    "edge_on": lambda sun: np.cross(sun, UP) / np.linalg.norm(np.cross(sun, UP), axis=-1)[:, None],
    "orbit_normal": lambda sun: np.broadcast_to([0.0, 1.0, 0.0], sun.shape),
    "anti_orbit_normal": lambda sun: np.broadcast_to([0.0, -1.0, 0.0], sun.shape),
}
ATTITUDES = list(FACES)
WATTS = SOLAR_CONSTANT * 0.30  # per unit of view factor
HEIGHTS = st.floats(150.0, 40000.0)
BETAS = st.floats(-np.pi / 2, np.pi / 2)


def sun_at(turns, beta):
    """Direction of the Sun from the place nearest to it on; velocity, orbit normal, zenith."""
    across, up = -np.sin(turns), np.cos(turns)
    one = np.full_like(turns, np.sin(beta))
    return np.stack([np.cos(beta) * across, one, np.cos(beta) * up], axis=-1)


def albedo_share(cosine):
    """Albedo where the Sun stands so high, over 0.30 for the whole Earth: NASA TM-2001-211221."""
    t = np.degrees(np.arccos(np.minimum(cosine, 1.0)))
    overhead = 0.30 - 0.0628  # the rise, weighted by sunlight over half the Earth
    rise = 1.3798e-3 * t - 2.1793e-5 * t**2 + 6.0372e-8 * t**3 + 4.9115e-9 * t**4
    return (overhead + rise) / 0.30


def rays(altitude_km, beta, attitude, turns, surface, count=6000):
    """View factor to the sunlit Earth by rays from the face, one value per place.

    Rays leave evenly over the projected hemisphere of the face (a lattice of golden ratio), which
    the integral over patches of ground behind the table does not share.
    """
    golden = 0.5 * (1.0 + np.sqrt(5.0))
    radius = np.sqrt((np.arange(count) + 0.5) / count)
    turn = 2.0 * np.pi * np.arange(count) / golden
    local = [radius * np.cos(turn), radius * np.sin(turn), np.sqrt(1.0 - radius**2)]
    r = 1.0 + 1e3 * altitude_km / R_EARTH
    suns = sun_at(turns, beta)
    found = []
    for sun, n in zip(suns, FACES[attitude](suns), strict=True):
        a = np.cross(n, [0.3, -0.5, 0.8])
        a /= np.linalg.norm(a)
        ray = sum(
            np.multiply.outer(x, e) for x, e in zip(local, (a, np.cross(n, a), n), strict=True)
        )
        along = -r * ray[:, 2]  # to the point of the ray nearest to the Earth's centre
        inside = 1.0 - (r * r - along * along)
        hit = (along > 0.0) & (inside > 0.0)
        ground = r * UP + (along[hit] - np.sqrt(inside[hit]))[:, None] * ray[hit]
        lit = np.maximum(ground @ sun, 0.0)
        found.append(np.sum(lit * albedo_share(lit) if surface == "rising" else lit) / count)
    return np.array(found)


@pytest.mark.parametrize("attitude", ATTITUDES)
@pytest.mark.parametrize("surface", ["lambert", "rising"])
@pytest.mark.parametrize(
    ("altitude", "beta_deg"), [(650.0, 58.6), (650.0, -75.7), (475.0, 22.0), (1430.0, 86.3)]
)
def test_rays_between_the_nodes_of_the_table(attitude, surface, altitude, beta_deg):
    beta = np.radians(beta_deg)
    turns = np.arange(90) * (2.0 * np.pi / 90)
    direct = rays(altitude, beta, attitude, turns, surface)
    view = reflected_view_factor(altitude, beta, attitude, surface)
    assert WATTS * float(view.mean) == pytest.approx(WATTS * direct.mean(), abs=0.2)
    assert WATTS * float(view.largest) == pytest.approx(WATTS * direct.max(), abs=0.8)


@pytest.mark.parametrize("attitude", ["nadir", "velocity", "orbit_normal", "anti_orbit_normal"])
@pytest.mark.parametrize("surface", ["lambert", "rising"])
def test_all_suns_together_light_a_quarter_of_what_is_in_view(attitude, surface):
    """Averaged over every direction of the Sun each patch gets a quarter, whatever its rise."""
    nodes, weights = np.polynomial.legendre.leggauss(120)
    beta = np.arcsin(nodes)  # evenly over the sphere
    for altitude in (150.0, 650.0, 3000.0, 30000.0):
        mean = np.sum(0.5 * weights * reflected_view_factor(altitude, beta, attitude, surface).mean)
        whole = infrared_view_factor(altitude, 0.0, attitude).mean
        assert mean == pytest.approx(0.25 * whole, rel=2e-3)


@given(HEIGHTS, BETAS, st.sampled_from(ATTITUDES))
def test_a_lambert_earth_never_outshines_a_white_one(altitude, beta, attitude):
    light = reflected_view_factor(altitude, beta, attitude, "lambert")
    whole = infrared_view_factor(altitude, beta, attitude)
    slack = 2e-3 * float(whole.largest)
    assert 0.0 <= light.mean <= light.largest <= whole.largest + slack
    assert light.mean <= whole.mean + slack


@given(HEIGHTS, BETAS, st.sampled_from(["nadir", "sun", "anti_sun", "velocity", "edge_on"]))
def test_the_side_of_the_sun_does_not_matter_but_to_the_orbit_normal(altitude, beta, attitude):
    there, here = (reflected_view_factor(altitude, b, attitude) for b in (beta, -beta))
    assert there == here
    swapped = reflected_view_factor(altitude, -beta, "anti_orbit_normal")
    assert reflected_view_factor(altitude, beta, "orbit_normal") == swapped


@given(st.floats(150.0, 6000.0), st.floats(0.0, np.pi / 2))
@settings(max_examples=40)
def test_the_orbit_normal_towards_the_sun_sees_more_than_the_other(altitude, beta):
    towards, away = (
        reflected_view_factor(altitude, beta, face).mean
        for face in ("orbit_normal", "anti_orbit_normal")
    )
    assert towards >= away * (1.0 - 1e-4)


def test_low_suns_light_a_dawn_dusk_orbit_more_than_a_lambert_earth():
    # at 90 degrees all in view is grazed: albedo above 0.45 instead of 0.30; at noon below 0.30
    beta = np.radians([90.0, 58.6, 0.0])
    rising, lambert = (
        reflected_view_factor(650.0, beta, "edge_on", surface).mean
        for surface in ("rising", "lambert")
    )
    ratio = rising / lambert
    assert 1.5 < ratio[0] < 1.8
    assert 1.05 < ratio[1] < 1.25
    assert 0.85 < ratio[2] < 1.0


def test_the_nodes_of_the_table_are_returned():
    table = earth_light_table()
    down = reflected_view_factor(table.altitude_km[:, None], np.radians(table.beta_deg), "sun")
    nadir = infrared_view_factor(table.altitude_km, 0.0, "nadir").mean
    expected = table.share["sun", "rising", "mean"] * nadir[:, None]
    np.testing.assert_allclose(down.mean, expected, rtol=1e-9, atol=1e-15)


@pytest.mark.parametrize("attitude", ["edge_on", "sun", "anti_sun", "zenith"])
@pytest.mark.parametrize("hour", [6.0, 18.0, 10.5])
def test_a_year_is_the_mean_and_the_largest_of_its_orbits(attitude, hour):
    found = yearly_reflected(650.0, hour, 2026, attitude)
    sun = year_of_sun(2026, 4.0)  # eight times as many days
    beta = np.arcsin(sin_beta_of_year(sun_synchronous_inclination(650.0), hour, sun))
    orbits = reflected_view_factor(650.0, beta, attitude).mean * (AU / sun.distance_m) ** 2
    assert found.mean == pytest.approx(orbits.mean(), rel=1e-3)
    assert found.largest == pytest.approx(orbits.max(), rel=3e-3)


def test_years_of_many_orbits_at_once():
    heights = np.linspace(400.0, 1600.0, 700)  # more than one block
    found = yearly_reflected(heights[:, None], np.array([6.0, 18.0]), 2026, "edge_on")
    assert found.mean.shape == found.largest.shape == (700, 2)
    for i in (0, 511, 512, 699):
        one = yearly_reflected(heights[i], 18.0, 2026, "edge_on")
        assert one.mean.shape == ()
        assert float(found.mean[i, 1]) == pytest.approx(float(one.mean), rel=1e-12)
        assert float(found.largest[i, 1]) == pytest.approx(float(one.largest), rel=1e-12)


def test_faces_are_added_day_by_day():
    front, back, both = (
        yearly_reflected(650.0, 18.0, 2026, *faces)
        for faces in (["sun"], ["anti_sun"], ["sun", "anti_sun"])
    )
    assert both.mean == pytest.approx(front.mean + back.mean, rel=1e-12)
    # the front is brightest with the Sun square to the orbit, the back when it stands aside
    assert both.largest < 0.95 * (front.largest + back.largest)
    assert both.largest > max(front.largest, back.largest)


def test_both_faces_of_the_array_together_see_about_what_two_radiator_faces_see():
    array = yearly_reflected(650.0, 18.0, 2026, "sun", "anti_sun")
    radiator = yearly_reflected(650.0, 18.0, 2026, "edge_on")
    np.testing.assert_allclose(np.array(array), 2.0 * np.array(radiator), rtol=0.1)


def test_the_row_of_the_albedo_is_of_the_whole_earth():
    row = catalogue()["satellite.environment.albedo"]
    assert row.shape.low < 0.30 < row.shape.high < 0.5


@pytest.mark.parametrize(
    ("altitude", "beta", "attitude", "surface", "words"),
    [
        (149.0, 0.0, "sun", "rising", "altitude_km is out of range: got 149.0; allowed: 150 to"),
        (40001.0, 0.0, "sun", "rising", "altitude_km is out of range"),
        (float("nan"), 0.0, "sun", "rising", "altitude_km is out of range"),
        (650.0, 1.6, "sun", "rising", "beta_rad is out of range"),
        (650.0, float("nan"), "sun", "rising", "beta_rad is out of range"),
        (650.0, 0.0, "antisun", "rising", "attitude is none of the choices.*did you mean 'anti_s"),
        (650.0, 0.0, "sun", "lambertian", "surface is none of the choices"),
    ],
)
def test_what_is_refused(altitude, beta, attitude, surface, words):
    with pytest.raises(InputError, match=f"^{words}"):
        reflected_view_factor(altitude, beta, attitude, surface)


@pytest.mark.parametrize(
    ("altitude", "hour", "year", "attitude", "named"),
    [
        (6000.0, 18.0, 2026, "sun", "altitude_km"),
        (650.0, 25.0, 2026, "sun", "local_time_h"),
        (650.0, 18.0, 1900, "sun", "year"),
        (650.0, 18.0, 2026, "up", "attitude"),
    ],
)
def test_what_a_year_refuses(altitude, hour, year, attitude, named):
    with pytest.raises(InputError, match=f"^{named} is"):
        yearly_reflected(altitude, hour, year, attitude)
    with pytest.raises(InputError, match=r"^attitude is none"):
        yearly_reflected(650.0, 18.0, 2026)
