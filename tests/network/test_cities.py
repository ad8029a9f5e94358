"""Places from texts: cities by any of their names, and coordinates."""

from __future__ import annotations

import numpy as np
import pytest

from dawndusk.errors import InputError
from dawndusk.network.cities import cities, countries, find_place, nearest_city


def test_the_table_is_of_the_whole_world():
    known, lands = cities(), countries()
    assert len(known.name) == len(known.population) > 30_000
    assert np.all(np.diff(known.population) <= 0)
    assert np.all(np.abs(known.latitude_deg) < 90)
    assert np.all(np.abs(known.longitude_deg) <= 180)
    assert set(known.country.tolist()) <= set(lands)
    assert 7e9 < sum(land.population for land in lands.values()) < 8.5e9


@pytest.mark.parametrize(
    ("text", "country", "latitude", "longitude"),
    [
        ("Manila", "PH", 14.6, 121.0),
        ("dalian", "CN", 38.9, 121.6),
        ("Paris", "FR", 48.9, 2.3),
        ("Paris, FR", "FR", 48.9, 2.3),
        ("Paris, US", "US", 33.7, -95.6),
        ("paris,  texas", "US", 33.7, -95.6),
        ("Paris, Texas, USA", "US", 33.7, -95.6),
        ("San Francisco, CA", "US", 37.8, -122.4),
        ("London", "GB", 51.5, -0.1),
        ("London, UK", "GB", 51.5, -0.1),
        ("London, Canada", "CA", 43.0, -81.2),
        ("New York", "US", 40.7, -74.0),
        ("SAO PAULO", "BR", -23.5, -46.6),
        ("Xi'an", "CN", 34.3, 108.9),
        ("Bombay", "IN", 19.1, 72.9),
        ("Mexico", "MX", 19.4, -99.1),
        ("東京", "JP", 35.7, 139.7),
        ("Москва", "RU", 55.8, 37.6),
        ("-33.9,18.4", "ZA", -33.9, 18.4),
        ("33.9S 18.4E", "ZA", -33.9, 18.4),
        ("18.4 E, 33.9 S", "ZA", -33.9, 18.4),
        ("14.6042, 120.9822", "PH", 14.6042, 120.9822),
        ("14.6042 N 120.9822 E", "PH", 14.6042, 120.9822),
        ("0;-150", "", 0.0, -150.0),
    ],
)
def test_a_place_is_found(text, country, latitude, longitude):
    found = find_place(text)
    assert found.country == country
    assert found.latitude_deg == pytest.approx(latitude, abs=0.06)
    assert found.longitude_deg == pytest.approx(longitude, abs=0.06)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Lodnon", r"unknown city: got 'Lodnon'; .*nearest names: London \(GB\), "),
        ("Manlia", "nearest names: Manila"),
        ("qqqzzzqqq", "unknown city: got 'qqqzzzqqq'; allowed: a city of 15,000 people or more"),
        ("Manlia, PH", "unknown city"),
        ("Paris, Germany", "no such city in this country: got 'Paris, Germany'; .*FR, US"),
        ("Paris, Frence", "no such country: got 'Frence'.*did you mean 'France'"),
        ("Paris,", "no such country"),
        ("", "a place needs a name"),
        ("   ", "a place needs a name"),
        (",", "no such country"),
        ("91,0", "the coordinates are off the map: got '91,0'; allowed: latitude -90 to 90"),
        ("0, 180.5", "the coordinates are off the map"),
        ("120.9822, 14.6042", "the coordinates are off the map"),
        ("1,2,3", "not a pair of coordinates"),
        ("14", "not a pair of coordinates"),
        ("10 E 20 E", "not a pair of coordinates"),
        ("5" * 300, "not a pair of coordinates"),
        ("x" * 300, "unknown city"),
        ("🌍", "unknown city"),
    ],
)
def test_what_is_no_place_is_one_clear_line(text, message):
    with pytest.raises(InputError, match=message) as caught:
        find_place(text)
    assert len(str(caught.value).splitlines()) == 1
    assert len(str(caught.value)) < 400


def test_a_number_is_no_place():
    with pytest.raises(InputError, match="a place needs a name: got 3"):
        find_place(3)


def test_the_nearest_city_is_the_one_itself():
    for index in (0, 100, 20_000):
        here = cities().place(index)
        found, distance_km = nearest_city(here.latitude_deg, here.longitude_deg)
        assert distance_km < 1e-3
        assert (found.latitude_deg, found.longitude_deg) == (here.latitude_deg, here.longitude_deg)


def test_across_the_date_line_is_near():
    assert nearest_city(-16.8, -180.0)[1] == pytest.approx(nearest_city(-16.8, 180.0)[1])
