"""The people of the world as points."""

from __future__ import annotations

import numpy as np
import pytest

from dawndusk.errors import InputError
from dawndusk.network.cities import cities, countries
from dawndusk.network.fibre import great_circle_km
from dawndusk.network.people import people

WORLD = people()


def test_every_country_has_its_people():
    placed = {
        code: float(WORLD.people[WORLD.country == code].sum())
        for code in np.unique(WORLD.country).tolist()
    }
    for code, count in placed.items():
        assert count == pytest.approx(countries()[code].population, rel=1e-9), code
    missing = sum(land.population for code, land in countries().items() if code not in placed)
    assert missing < 10_000


@pytest.mark.parametrize(
    ("continent", "billions"),
    [("Asia", 4.5), ("Africa", 1.3), ("Europe", 0.74), ("North America", 0.58),
     ("South America", 0.42), ("Oceania", 0.042)],
)  # fmt: skip
def test_the_continents_have_their_people(continent, billions):
    """UN World Population Prospects, 2018, to 5 %."""
    found = WORLD.people[WORLD.continent == continent].sum()
    assert found == pytest.approx(billions * 1e9, rel=0.05)


def test_there_are_a_few_thousand_points_on_the_map():
    assert 2000 <= WORLD.people.size <= 3000
    assert np.all(WORLD.people > 0.0)
    assert np.all(np.abs(WORLD.latitude_deg) < 80.0)
    assert np.all(np.abs(WORLD.longitude_deg) <= 180.0)
    assert np.all(np.diff(WORLD.people) <= 0.0)


def test_a_finer_map_has_the_same_people_nearer_to_their_cities():
    fine = people(0.5)
    assert fine.people.sum() == pytest.approx(WORLD.people.sum())
    assert fine.people.size > WORLD.people.size
    known = cities()
    middle = [float(WORLD.people @ WORLD.latitude_deg), float(fine.people @ fine.latitude_deg)]
    assert middle[0] == pytest.approx(middle[1], rel=1e-9)
    for world, most in ((WORLD, 160.0), (fine, 40.0)):
        apart = great_circle_km(
            world.latitude_deg[:200, None],
            world.longitude_deg[:200, None],
            known.latitude_deg,
            known.longitude_deg,
        )
        assert apart.min(axis=1).max() < most


def test_the_map_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        people().people[0] = 0.0


@pytest.mark.parametrize("cell", [0.0, -1.0, 90.0, float("nan")])
def test_a_cell_that_cannot_be_is_refused(cell):
    with pytest.raises(InputError, match="cell_deg is out of range"):
        people(cell)
