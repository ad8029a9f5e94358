"""Where compute on Earth is."""

from __future__ import annotations

import numpy as np
import pytest

from dawndusk.errors import InputError
from dawndusk.network.cities import countries, find_place
from dawndusk.network.fibre import great_circle_km
from dawndusk.network.regions import edge_sites, regions

SAME_NAME = {  # as a larger city of the country, and not in the table of cities or not so large
    "Boardman", "Charleston", "Columbus", "Ellendale", "Mount Pleasant", "New Albany", "Quincy",
}  # fmt: skip


def test_every_region_has_a_jurisdiction_a_source_and_a_place():
    table = regions()
    assert len(table.name) >= 110
    assert set(table.country.tolist()) <= set(countries())
    assert set(table.kind) == {"cloud", "campus"}
    assert set(table.confidence) == {"published", "recalled"}
    assert np.all(np.abs(table.latitude_deg) < 72)
    assert np.all(np.abs(table.longitude_deg) <= 180)
    assert len({*zip(table.name, table.country.tolist(), strict=True)}) == len(table.name)
    recalled = [c == "recalled" for c in table.confidence]
    assert [s == "recalled" for s in table.source] == recalled


def test_regions_lie_where_their_city_is():
    table = regions()
    for name, country, latitude, longitude in zip(
        table.name, table.country, table.latitude_deg, table.longitude_deg, strict=True
    ):
        try:
            city = find_place(f"{name}, {country}")
        except InputError:
            continue  # smaller than the table of cities goes
        apart = great_circle_km(latitude, longitude, city.latitude_deg, city.longitude_deg)
        if name not in SAME_NAME:
            assert apart < 5.0, name


def test_every_inhabited_continent_has_a_region():
    continents = {countries()[code].continent for code in regions().country.tolist()}
    assert continents == {"AF", "AS", "EU", "NA", "OC", "SA"}


def test_edge_sites_follow_the_rule():
    edge = edge_sites(1e6, 100.0)
    apart = great_circle_km(
        edge.latitude_deg[:, None],
        edge.longitude_deg[:, None],
        edge.latitude_deg,
        edge.longitude_deg,
    )
    np.fill_diagonal(apart, np.inf)
    by_size = np.array([find_place(f"{edge.latitude_deg[i]}, {edge.longitude_deg[i]}").country
                        for i in range(5)])  # fmt: skip
    assert by_size.tolist() == edge.country[:5].tolist()
    large = [i for i, c in enumerate(edge.country.tolist()) if (edge.country == c).sum() > 1]
    assert apart[np.ix_(large, large)].min() >= 100.0
    for code, land in countries().items():
        if land.population > 1e6:
            assert code in edge.country, code


def test_fewer_people_need_fewer_sites():
    assert len(edge_sites(5e5).name) > len(edge_sites(1e6).name) > len(edge_sites(1e6, 500.0).name)


@pytest.mark.parametrize(
    ("given", "message"),
    [((0.0,), "city_people is out of range"), ((1e6, -1.0), "spacing_km is out of range")],
)
def test_a_rule_that_cannot_be_is_refused(given, message):
    with pytest.raises(InputError, match=message):
        edge_sites(*given)
