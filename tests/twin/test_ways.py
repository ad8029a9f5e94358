"""Ways between places: one against many at once, what they must keep to, and what a route says."""

import numpy as np
import pytest

from dawndusk.constants import C_LIGHT
from dawndusk.errors import InputError
from dawndusk.network.ground_links import ground_places
from dawndusk.scenario import parse
from dawndusk.twin.linked import linked_constellation
from dawndusk.twin.route import route
from dawndusk.twin.route_summary import geodetic
from dawndusk.twin.ways import ground_rules, lengths_between, walk, way_at

SHELL = {
    "pattern": "walker_delta", "altitude_km": 550, "inclination_deg": 53, "planes": 24,
    "satellites_per_plane": 22, "phasing": 7,
}  # fmt: skip


def scenario_of(shell=SHELL, **network):
    constellation = {"date": "2026-03-20", "minimum_elevation_deg": 20, "shells": [shell]}
    return parse({"name": "x", "constellation": constellation, "network": network})


@pytest.fixture(scope="module")
def linked():
    return linked_constellation(scenario_of())


CITIES = ground_places([51.5, 40.7, -33.9, 1.35], [-0.1, -74.0, 18.4, 103.8])


def one(places, index):
    return type(places)(places.position_m[index : index + 1], places.up[index : index + 1])


def test_a_way_is_as_long_as_its_parts_and_the_same_both_ways(linked):
    rules = ground_rules(scenario_of())
    many = lengths_between(linked, rules, CITIES, CITIES, 500.0)
    for a, b in ((0, 1), (2, 3), (1, 2)):
        start, end = one(CITIES, a), one(CITIES, b)
        way, back = (way_at(linked, rules, *ends, 500.0) for ends in ((start, end), (end, start)))
        up = np.linalg.norm(way.position_m[0] - start.position_m[0])
        down = np.linalg.norm(way.position_m[-1] - end.position_m[0])
        steps = np.linalg.norm(np.diff(way.position_m, axis=0), axis=1)
        np.testing.assert_allclose(way.laser_m, steps, rtol=1e-6)
        assert way.length_m == pytest.approx(up + down + way.laser_m.sum(), rel=1e-9)
        assert back.length_m == pytest.approx(way.length_m, rel=1e-9)
        assert many[a, b] == pytest.approx(way.length_m, rel=1e-9)
    straight = np.linalg.norm(CITIES.position_m[:, None] - CITIES.position_m[None], axis=2)
    assert (many >= straight).all()


def test_walking_finds_what_looking_each_time_finds(linked):
    rules = ground_rules(scenario_of())
    moments = np.arange(0.0, 3000.0, 60.0)
    walked = walk(linked, rules, one(CITIES, 0), one(CITIES, 3), moments)
    for moment, way in zip(moments, walked, strict=True):
        assert (
            way.length_m == way_at(linked, rules, one(CITIES, 0), one(CITIES, 3), moment).length_m
        )


def test_a_route_is_never_quicker_than_light_and_says_so_in_milliseconds():
    found = route(scenario_of(), "London", "Singapore", hours=1.0, step_s=120.0)
    said, rtt = found.summary, found.series["rtt_ms"]
    assert said["steps"] == 30
    assert said["rtt_ms"]["min"] > said["vacuum_ms"]
    assert said["rtt_ms"]["mean"] == pytest.approx(np.nanmean(rtt))
    assert said["user_rtt_ms"]["min"] > said["rtt_ms"]["min"]
    assert said["fibre_ms"] == pytest.approx(said["fibre_stretch"] * said["fibre_great_circle_ms"])
    assert said["path_changes"] == found.series["changed"].sum()
    first = found.sample["path_latitude_deg"][0]
    assert 36.0 < first[0] < 66.0  # a satellite that London sees
    assert found.sample["path_height_km"][0, 0] == pytest.approx(550.0, abs=25.0)
    assert {place["country"] for place in (said["from"], said["to"])} == {"GB", "SG"}
    assert sum(row["share"] for row in said["over_countries"]) == pytest.approx(1.0)


def test_the_same_seed_gives_the_same_route():
    asked = scenario_of(failed_laser_share=0.1, failed_satellite_share=0.05)
    one_time, again = (route(asked, "Paris", "Tokyo", 0.5, 60.0, seed=4) for _ in range(2))
    other = route(asked, "Paris", "Tokyo", 0.5, 60.0, seed=5)
    np.testing.assert_array_equal(one_time.series["rtt_ms"], again.series["rtt_ms"])
    assert not np.array_equal(one_time.series["rtt_ms"], other.series["rtt_ms"])


def test_nobody_in_view_is_said_not_raised():
    low = {**SHELL, "inclination_deg": 5}
    said = route(scenario_of(low), "London", "Paris", hours=0.2, step_s=60.0).summary
    assert said["reachable_share"] == 0.0
    assert said["rtt_ms"] is None
    assert said["hops"] is None
    assert said["faster_than_fibre_share"] is None


def test_a_path_within_one_satellite_has_two_links():
    said = route(scenario_of(), "London", "Paris", hours=0.5, step_s=60.0).summary
    assert said["hops_range"]["min"] == 2
    assert said["rtt_ms"]["min"] < 4.0 * 1.2e6 / C_LIGHT * 1e3


@pytest.mark.parametrize(
    ("start", "end", "hours", "message"),
    [
        ("London", "London", 1.0, "one place"),
        ("Lodnon", "Paris", 1.0, "did you mean|nearest"),
        ("London", "Paris", 0.0, "hours is out of range"),
        ("91, 0", "Paris", 1.0, "latitude"),
    ],
)
def test_bad_routes_are_refused(start, end, hours, message):
    with pytest.raises(InputError, match=message):
        route(scenario_of(), start, end, hours=hours)


def test_more_looks_than_can_be_kept_are_refused_before_any_is_taken():
    with pytest.raises(InputError, match=r"too many looks.*316,224,000 of 0\.1 s.*a step of 32 s"):
        route(scenario_of(), "London", "Paris", hours=8784.0, step_s=0.1)


def test_geodetic_is_the_inverse_of_places_on_the_ground():
    latitude, longitude = np.array([-89.0, -33.0, 0.0, 51.9, 80.0]), np.linspace(-170, 170, 5)
    for height in (0.0, 550e3, 2000e3):
        back = geodetic(ground_places(latitude, longitude, height).position_m)
        np.testing.assert_allclose(back[0], latitude, atol=2e-6)
        np.testing.assert_allclose(back[1], longitude, atol=1e-9)
        np.testing.assert_allclose(back[2], height, atol=0.5)
