"""Who is in view from the ground, and how far away: by brute force, and against Skyfield."""

import numpy as np
import pytest
from skyfield.api import wgs84

from dawndusk.errors import InputError
from dawndusk.network.ground_links import ground_places, nearest_satellite, nearest_site


def elevations_deg(position, places):
    d = position[None] - places.position_m[:, None]
    r = np.linalg.norm(d, axis=2)
    return np.degrees(np.arcsin(np.einsum("gnk,gk->gn", d, places.up) / r)), r


@pytest.fixture
def sky():
    rng = np.random.default_rng(5)
    direction = rng.normal(size=(800, 3))
    return 7.0e6 * direction / np.linalg.norm(direction, axis=1)[:, None]


@pytest.fixture
def places():
    rng = np.random.default_rng(6)
    return ground_places(rng.uniform(-90, 90, 30), rng.uniform(-180, 180, 30))


def test_both_ways_round_by_brute_force(sky, places):
    elevation, distance = elevations_deg(sky, places)
    extra_site, extra_satellite = np.linspace(0.0, 1e6, 30), np.linspace(0.0, 2e6, 800)
    seen = np.where((elevation >= 15.0) & (distance <= 1.6e6), distance, np.inf)
    of_satellites = nearest_site(sky, places, 15.0, 1.6e6, extra_site)
    of_sites = nearest_satellite(sky, places, 15.0, 1.6e6, extra_satellite)
    by_satellite, by_site = seen + extra_site[:, None], seen + extra_satellite
    np.testing.assert_allclose(of_satellites.range_m, by_satellite.min(axis=0), rtol=1e-12)
    np.testing.assert_allclose(of_sites.range_m, by_site.min(axis=1), rtol=1e-12)
    there = np.isfinite(of_sites.range_m)
    assert there.any()
    np.testing.assert_array_equal(of_sites.partner[there], by_site.argmin(axis=1)[there])
    assert (of_sites.partner[~there] == -1).all()


def test_places_are_where_skyfield_has_them():
    for latitude, longitude, height in ((14.6042, 120.9822, 0.0), (-77.8, 166.7, 3000.0)):
        theirs = wgs84.latlon(latitude, longitude, height).itrs_xyz.m
        ours = ground_places([latitude], [longitude], height).position_m[0]
        np.testing.assert_allclose(ours, theirs, atol=0.01)


def test_a_satellite_that_is_taken_out_is_not_found(sky, places):
    none = nearest_satellite(sky, places, 5.0, extra_m=np.full(800, np.inf))
    assert (none.partner == -1).all()
    assert np.isinf(none.range_m).all()


def test_what_is_off_the_map_is_refused(sky, places):
    with pytest.raises(InputError, match="latitude_deg is out of range"):
        ground_places([91.0], [0.0])
    with pytest.raises(InputError, match="minimum_elevation_deg is out of range"):
        nearest_site(sky, places, 91.0)
