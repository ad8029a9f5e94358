"""Availability of sites, alone and together."""

import numpy as np
import pytest

from dawndusk.errors import InputError
from dawndusk.network.clouds import clear_share, line_of_sight
from dawndusk.network.site_availability import (
    gateway_availability,
    site_availability,
    sites_for_target,
)
from dawndusk.orbit.sites import ground_sites

RADIO = {
    "frequency_ghz": 28.75, "margin_db": 12.0, "elevation_deg": 40.0,
    "cloud_column_kg_m2": 0.051, "ice_cloud_share": 0.12,
}  # fmt: skip


def test_radio_is_available_where_a_laser_often_is_not():
    sites = ground_sites()
    each = site_availability(sites.latitude_deg, sites.longitude_deg, **RADIO)
    assert each.radio_availability.min() > 0.97
    assert np.all(each.optical_availability < each.radio_availability)


def test_height_margin_and_elevation_help_the_radio():
    base = site_availability(1.3, 103.7, **RADIO).radio_availability
    for better in ({"margin_db": 20.0}, {"elevation_deg": 60.0}, {"frequency_ghz": 18.7}):
        assert site_availability(1.3, 103.7, **{**RADIO, **better}).radio_availability > base
    assert site_availability(1.3, 103.7, **RADIO, site_height_km=2.0).radio_availability > base


def test_no_cloud_all_cloud():
    assert float(clear_share(np.zeros(4), 40.0, 0.051, 0.12)) == pytest.approx(0.88)
    assert float(clear_share(np.ones(4), 40.0, 0.051, 0.0)) == pytest.approx(0.0, abs=1e-12)


def test_the_poles_are_not_the_clearest_places():
    found = site_availability(np.array([-77.8, -24.6]), np.array([166.7, -70.4]), **RADIO)
    assert found.optical_availability[0] < found.optical_availability[1]


def test_a_lower_satellite_meets_more_cloud_sides():
    found = line_of_sight(0.5, np.array([20.0, 40.0, 60.0, 90.0]))
    assert np.all(np.diff(found) > 0.0)
    assert found[-1] == pytest.approx(0.5)
    broken = np.array([0.6, 0.4, 0.2, 0.1])
    assert clear_share(broken, 20.0, 0.051, 0.0) < clear_share(broken, 70.0, 0.051, 0.0)


def test_five_sites_of_69_percent():
    found = gateway_availability([0.69], 5)
    assert float(found.joint) == pytest.approx(0.99714, abs=5e-6)
    assert float(found.mean_sites_up) == pytest.approx(3.45)
    assert float(found.outage_minutes_per_year) == pytest.approx(0.31**5 * 525_960)


def test_a_list_and_its_best():
    every = gateway_availability([0.9, 0.5, 0.8])
    assert float(every.joint) == pytest.approx(1 - 0.1 * 0.5 * 0.2)
    best = gateway_availability([0.9, 0.5, 0.8], 2)
    assert float(best.joint) == pytest.approx(1 - 0.1 * 0.2)
    assert float(gateway_availability([0.9, 0.5, 0.8], 1).joint) == pytest.approx(0.9)
    assert float(gateway_availability([0.69]).joint) == pytest.approx(0.69)


def test_shared_weather_costs_availability():
    alone = gateway_availability([0.69], 5).joint
    shared = gateway_availability([0.69], 5, 0.3).joint
    assert 0.69 < shared < alone


@pytest.mark.parametrize(
    ("arguments", "match"),
    [
        (([1.2], 3), "site_availability is out of range"),
        (([0.9, 0.8], 3), "count is more than the sites"),
        (([0.9], 0), "count is out of range"),
        (([], None), "has no site"),
        (([0.9], 3, 1.0), "correlation is out of range"),
    ],
)
def test_what_cannot_be_is_refused(arguments, match):
    with pytest.raises(InputError, match=match):
        gateway_availability(*arguments)


def test_optical_needs_more_sites_than_radio():
    sites = ground_sites()
    needed = {
        link: sites_for_target(sites.latitude_deg, sites.longitude_deg, link, 0.999).needed
        for link in ("radio", "optical")
    }
    assert needed["radio"] <= 2 < needed["optical"] <= 8


def test_more_sites_never_lower_the_joint_availability():
    sites = ground_sites()
    found = sites_for_target(sites.latitude_deg, sites.longitude_deg, "optical", 0.99999999)
    assert np.all(np.diff(found.joint_availability) >= 0.0)
    assert found.joint_availability[0] == pytest.approx(found.site_availability.max())


def test_a_target_that_no_number_reaches_and_a_link_that_is_none():
    assert sites_for_target([1.3], [103.7], "optical", 0.99).needed == 0
    with pytest.raises(InputError, match="link is none of the choices"):
        sites_for_target([1.3], [103.7], "carrier pigeon")
