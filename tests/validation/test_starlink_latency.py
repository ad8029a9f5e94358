"""Starlink's round trips in the United States against what is measured.

- SpaceX (starlink.com, network update, 2025): median of all US customers in the peak hour 25.7 ms
  (June 2025), under 1 % of measurements above 55 ms. Geometry alone gives under 8 ms. Our access
  term is inferred from the median of 2020 and the operator's target, not from this figure (row
  latency.access_ms); held to 15 %, which is less than the spread of that row.
- Users: the people of the US. Gateways: one at each US city of 50,000 that is 200 km from a larger
  one, 85, where SpaceX says over 100 in the US. First shell: 72 planes of 22 at 550 km and 53 deg.
- Handley's simulation of the same shell (circleid.com, 30 December 2019): Seattle to New York 36 ms
  by a route of six hops up and down without lasers, which lasers improve on. Held to lie between
  light along the ground, 25.8 ms, and that.
- What is left out: handover every 15 s and bursts, so that the tail is not compared.
"""

from __future__ import annotations

import numpy as np
import pytest

from dawndusk.calculator import calculate
from dawndusk.data import catalogue
from dawndusk.network.cities import cities
from dawndusk.network.fibre import great_circle_km
from dawndusk.network.ground_links import ground_places, nearest_site
from dawndusk.network.latency import latency_terms, light_rtt_ms
from dawndusk.network.overhead import sort_overhead
from dawndusk.network.people import people
from dawndusk.scenario import parse
from dawndusk.twin.linked import linked_constellation
from dawndusk.twin.route import route

MEASURED_MS = 25.7
SHELL = {
    "pattern": "walker_delta",
    "altitude_km": 550,
    "inclination_deg": 53,
    "planes": 72,
    "satellites_per_plane": 22,
    "phasing": 39,
}


def us_gateways():
    known = cities()
    kept: list[int] = []
    for i in np.flatnonzero((known.country == "US") & (known.population >= 5e4)):
        apart = great_circle_km(
            known.latitude_deg[i],
            known.longitude_deg[i],
            known.latitude_deg[kept],
            known.longitude_deg[kept],
        )
        if not kept or apart.min() >= 200.0:
            kept.append(int(i))
    return ground_places(known.latitude_deg[kept], known.longitude_deg[kept])


@pytest.fixture(scope="module")
def geometry():
    """Median over people and a day of the shortest way up and down, by light [ms]."""
    world = people(1.0)
    here = world.country == "US"
    users = ground_places(world.latitude_deg[here], world.longitude_deg[here])
    linked = linked_constellation(parse({"name": "x", "constellation": {"shells": [SHELL]}}))
    gateways = us_gateways()
    found = []
    for seconds in np.arange(0.0, 86_400.0, 7200.0):
        position = linked.positions_m(float(seconds))
        down = nearest_site(position, gateways, 25.0).range_m
        way = sort_overhead(position).nearest(users, 25.0, extra_m=down).range_m
        found.append(light_rtt_ms(way))
    values = np.stack(found).ravel()
    weight = np.tile(world.people[here], len(found))
    order = np.argsort(values)
    share = np.cumsum(weight[order]) / weight.sum()
    return float(values[order][np.searchsorted(share, 0.5)])


def test_geometry_alone_is_under_8_ms(geometry):
    assert 7.3 < geometry < 8.0


def test_lasers_beat_handleys_route_up_and_down():
    scenario = parse({"name": "x", "constellation": {"shells": [SHELL]}})
    said = route(scenario, "Seattle", "New York", hours=24.0, step_s=600.0).summary
    assert said["vacuum_ms"] == pytest.approx(25.8, abs=0.05)
    assert said["vacuum_ms"] + 4.0 < said["rtt_ms"]["p50"] < 36.0


def test_the_median_of_the_peak_hour(geometry):
    terms = latency_terms()
    beside = terms.access_ms + terms.queue_ms + terms.gateway_ms + 2.0 * terms.hop_ms
    assert geometry + beside == pytest.approx(MEASURED_MS, rel=0.15)
    low, high = catalogue()["latency.access_ms"].shape.bounds()
    assert geometry + beside - terms.access_ms + low < MEASURED_MS
    assert geometry + beside - terms.access_ms + high > MEASURED_MS


def test_the_calculator_agrees(geometry):
    found = calculate("satellite_rtt", {}).outputs
    assert found["geometry_ms"] == pytest.approx(geometry, abs=0.3)
    assert found["rtt_ms"] == pytest.approx(MEASURED_MS, rel=0.15)
