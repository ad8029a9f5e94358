import numpy as np
import pytest

from dawndusk.orbit.cells import CELLS, cell_centres, cell_index, land_cells
from dawndusk.orbit.ground_view import site_directions


def random_directions(n: int) -> np.ndarray:
    return np.random.default_rng(7).normal(size=(n, 3))


def test_every_direction_is_in_a_cell_and_near_its_middle():
    r = random_directions(200_000)
    cell = cell_index(r)
    assert cell.min() >= 0
    assert cell.max() < 2 * CELLS * CELLS
    unit = r / np.linalg.norm(r, axis=1, keepdims=True)
    apart = np.degrees(
        np.arccos(np.clip((unit * cell_centres().reshape(-1, 3)[cell]).sum(1), -1, 1))
    )
    assert apart.max() < 0.28
    assert apart.mean() == pytest.approx(0.12, abs=0.005)


def test_length_does_not_matter():
    r = random_directions(1000)
    assert (cell_index(r) == cell_index(7e6 * r)).all()


def test_axes_and_edges_stay_inside():
    axes = np.concatenate((np.eye(3), -np.eye(3), [[1, 1, 0], [1, -1, 0], [-1, 1, 0], [-1, -1, 0]]))
    cell = cell_index(axes)
    assert cell.min() >= 0
    assert cell.max() < 2 * CELLS * CELLS


@pytest.mark.parametrize(
    ("place", "latitude", "longitude", "land"),
    [
        ("Paris", 48.9, 2.4, True),
        ("Denver", 39.7, -105.0, True),
        ("Alice Springs", -23.7, 133.9, True),
        ("South Pole", -90.0, 0.0, True),
        ("North Pole", 90.0, 0.0, False),
        ("mid Atlantic", 30.0, -45.0, False),
        ("mid Pacific", 0.0, -150.0, False),
        ("Tasman Sea", -40.0, 160.0, False),
    ],
)
def test_land_is_where_it_is(place, latitude, longitude, land):
    cell = cell_index(site_directions(latitude, longitude))
    assert bool(land_cells().reshape(-1)[cell]) is land, place


def test_share_of_land():
    # land is 29 % of the Earth (149 of 510 million km2)
    share = land_cells().reshape(-1)[cell_index(random_directions(400_000))].mean()
    assert share == pytest.approx(0.29, abs=0.004)


def test_tables_cannot_be_changed_by_accident():
    with pytest.raises(ValueError, match="read-only"):
        land_cells()[0, 0, 0] = True
    with pytest.raises(ValueError, match="read-only"):
        cell_centres()[0, 0, 0] = 0.0
