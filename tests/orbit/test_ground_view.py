import numpy as np
import pytest

from dawndusk.constants import R_EARTH
from dawndusk.errors import InputError
from dawndusk.orbit.cells import cell_centres, cell_index
from dawndusk.orbit.ground_view import (
    GATEWAY,
    LAND,
    site_directions,
    surface_table,
    view_half_angle,
)


@pytest.mark.parametrize("altitude", [300.0, 650.0, 1400.0, 20_000.0])
@pytest.mark.parametrize("elevation", [0.0, 5.0, 25.0, 60.0])
def test_at_the_edge_the_satellite_stands_at_the_lowest_elevation(altitude, elevation):
    angle = float(view_half_angle(altitude, elevation))
    r = R_EARTH + 1e3 * altitude
    up, along = r * np.cos(angle) - R_EARTH, r * np.sin(angle)
    assert np.degrees(np.arctan2(up, along)) == pytest.approx(elevation, abs=1e-9)


def test_area_of_a_circle_on_the_grid():
    # one site sees a cap of (1 - cos lambda) / 2 of the sphere
    table = surface_table(650.0, [78.23], [15.41], 5.0).reshape(-1)
    directions = np.random.default_rng(3).normal(size=(400_000, 3))
    share = ((table[cell_index(directions)] & GATEWAY) > 0).mean()
    cap = (1.0 - np.cos(float(view_half_angle(650.0, 5.0)))) / 2.0
    assert share == pytest.approx(cap, abs=4.0 * np.sqrt(cap / 400_000))


def test_edge_of_a_circle_is_right_to_a_cell():
    site = site_directions(-33.0, -70.0)
    table = surface_table(550.0, -33.0, -70.0, 10.0).reshape(-1)
    directions = np.random.default_rng(4).normal(size=(200_000, 3))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    apart = np.arccos(np.clip(directions @ site, -1, 1)) - float(view_half_angle(550.0, 10.0))
    seen = (table[cell_index(directions)] & GATEWAY) > 0
    assert seen[apart < -np.radians(0.28)].all()
    assert not seen[apart > np.radians(0.28)].any()


def test_more_sites_see_more_and_land_stays():
    none = surface_table(650.0, [], [], 5.0)
    one = surface_table(650.0, [60.0], [20.0], 5.0)
    two = surface_table(650.0, [60.0, -60.0], [20.0, -70.0], 5.0)
    assert not (none & GATEWAY).any()
    assert ((two & one) == one).all()
    assert ((none & LAND) == (two & LAND)).all()
    assert (two & GATEWAY).sum() > 1.5 * (one & GATEWAY).sum()


def test_a_higher_satellite_is_seen_from_farther():
    low, high = (surface_table(h, [0.0], [0.0], 10.0) & GATEWAY for h in (550.0, 1200.0))
    assert ((low & high) == low).all()
    assert high.sum() > 1.5 * low.sum()
    assert low.shape == cell_centres().shape[:-1]


def test_many_altitudes_share_the_nearest_site():
    latitude, longitude = [78.23, -33.0, 10.0], [15.41, -70.0, 200.0]
    sites, centres = site_directions(latitude, longitude), cell_centres().reshape(-1, 3)
    for altitude in (300.0, 650.0, 20_000.0):
        near = np.arccos(np.clip((centres @ sites.T).max(axis=1), -1.0, 1.0))
        apart = near - float(view_half_angle(altitude, 5.0))
        seen = (surface_table(altitude, latitude, longitude, 5.0) & GATEWAY).reshape(-1) > 0
        np.testing.assert_array_equal(seen[abs(apart) > 1e-9], apart[abs(apart) > 1e-9] < 0.0)


def test_bad_sites_and_elevations():
    with pytest.raises(InputError, match="minimum_elevation_deg is out of range"):
        surface_table(650.0, [0.0], [0.0], -1.0)
    with pytest.raises(InputError, match="off the map"):
        surface_table(650.0, [91.0], [0.0], 5.0)
    with pytest.raises(InputError, match="off the map"):
        surface_table(650.0, [float("nan")], [0.0], 5.0)
