"""Seasons of the shadow against the days that the year of sunlight counts."""

import pytest

from dawndusk.calculator import calculate
from dawndusk.errors import InputError
from dawndusk.orbit import sunlight
from dawndusk.orbit.seasons import eclipse_season, longest_season


@pytest.mark.parametrize("hours", [18.0, 6.0, 17.2, 10.5, 0.0])
@pytest.mark.parametrize("altitude", [400.0, 650.0, 1300.0, 1450.0])
def test_seasons_add_up_to_the_days_of_the_year(altitude, hours):
    light = sunlight(altitude, hours, 2028)
    for shadow, days in (
        ("umbra", light.umbra_season_days),
        ("penumbra", light.penumbra_season_days),
    ):
        seasons = eclipse_season(altitude, hours, 2028, shadow)
        assert sum(b - a for a, b in seasons) == pytest.approx(float(days), abs=0.05)
        assert all(1.0 <= a < b <= 367.0 for a, b in seasons)


def test_the_season_of_the_dawn_orbit_is_cut_at_the_new_year():
    first, last = eclipse_season(650.0, 6.0, 2025)
    assert first.first_day == 1.0
    assert last.last_day == 366.0
    assert eclipse_season(650.0, 12.0, 2025) == [(1.0, 366.0)]
    assert eclipse_season(1500.0, 18.0, 2025, "penumbra") == []


@pytest.mark.parametrize("hours", [18.0, 6.0, 17.2, 16.5, 4.5])
@pytest.mark.parametrize("altitude", [700.0, 1300.0, 1380.0])
@pytest.mark.parametrize("shadow", ["umbra", "penumbra"])
def test_the_longest_season_is_one_of_them(altitude, hours, shadow):
    found, seasons = (f(altitude, hours, 2028, shadow) for f in (longest_season, eclipse_season))
    assert found.days == pytest.approx(sum(b - a for a, b in seasons), abs=1e-9)
    assert found.season_days <= found.days + 1e-9
    assert found.season_days >= found.days / max(1, found.seasons) - 1e-9
    if not seasons:
        assert found == (0, 0.0, 0.0, 0.0, 0.0)
    elif found.first_day > found.last_day:  # over the new year
        assert (seasons[0].first_day, seasons[-1].last_day) == (1.0, 367.0)
        assert found.season_days == pytest.approx(found.last_day - found.first_day + 366.0)
        assert found.seasons == len(seasons) - 1
    else:
        assert (found.first_day, found.last_day) in seasons
        assert found.season_days == pytest.approx(found.last_day - found.first_day)


def test_the_dawn_orbit_has_its_season_over_the_new_year_and_the_noon_orbit_all_year():
    dawn = longest_season(650.0, 6.0, 2025)
    assert dawn.first_day > 300.0 > 60.0 > dawn.last_day
    assert dawn.seasons == 1
    assert longest_season(650.0, 12.0, 2025) == (1, 1.0, 366.0, 365.0, 365.0)


@pytest.mark.parametrize(("hours", "days"), [(16.5, 167.0), (4.5, 151.0)])
def test_between_dawn_and_noon_there_can_be_two_seasons(hours, days):
    found = longest_season(700.0, hours, 2025)
    assert found.seasons == 2
    assert found.season_days == pytest.approx(days, abs=1.0)
    assert 0.5 * found.days < found.season_days < found.days


def test_the_calculator_says_the_same_as_sunlight():
    outputs = calculate("eclipse_season", {"altitude_km": "700 km", "shadow": "penumbra"}).outputs
    light = calculate("sunlight", {"altitude_km": 700}).outputs
    assert outputs["days"] == pytest.approx(light["penumbra_season_days"], abs=0.05)
    assert outputs["seasons"] == 1
    assert calculate("eclipse_season", {"altitude_km": 1500}).outputs["seasons"] == 0
    with pytest.raises(InputError, match="shadow is none of the choices"):
        calculate("eclipse_season", {"shadow": "antumbra"})


def test_bad_orbits_and_shadows_are_refused():
    with pytest.raises(InputError, match="altitude_km is out of range"):
        eclipse_season(6000.0, 18.0, 2025)
    with pytest.raises(InputError, match="shadow is none of the choices"):
        longest_season(650.0, 18.0, 2025, "antumbra")
