"""The world's people and how late they are served."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pytest

from dawndusk.errors import InputError
from dawndusk.network.fibre import great_circle_km
from dawndusk.network.ground_links import ground_places, nearest_satellite
from dawndusk.network.latency import fibre_rtt_ms, latency_terms, light_rtt_ms, overhead_rtt_ms
from dawndusk.network.people import people
from dawndusk.network.regions import regions
from dawndusk.scenario import parse
from dawndusk.twin.linked import linked_constellation
from dawndusk.twin.relay import relay_plan
from dawndusk.twin.route_result import WAYS
from dawndusk.twin.users import users_latency
from dawndusk.twin.users_summary import HISTOGRAM_MS, weighted_quantiles

SHELL = {
    "pattern": "walker_delta",
    "altitude_km": 650,
    "inclination_deg": 60,
    "planes": 12,
    "satellites_per_plane": 12,
    "phasing": 1,
}
TERMS = latency_terms()
WORLD = people()


def scenario(shell=SHELL, **network):
    asked = {"failed_laser_share": 0, **network}
    return parse({"name": "x", "constellation": {"shells": [shell]}, "network": asked})


@pytest.fixture(scope="module")
def found():
    return users_latency(scenario(), hours=6.0, step_s=3600.0, date=date(2026, 3, 20))


def test_the_document_is_the_contract(found):
    said = found.summary
    assert (said["verb"], said["kind"], said["steps"]) == ("route", "users", 6)
    assert said["start_utc"] == "2026-03-20T00:00:00Z"
    assert said["people"] == pytest.approx(7.6e9, rel=0.01)
    assert said["points"] == WORLD.people.size
    assert said["satellites"] == 144
    assert said["relay"]["satellites"] == 1584
    assert set(said["ways"]) == set(WAYS)
    for way in said["ways"].values():
        assert set(way) == {
            "rtt_ms", "rtt_geometry_ms", "reachable_share", "within", "quickest_share",
            "quicker_than_region_share",
        }  # fmt: skip
        assert set(way["within"]) == {"20", "50", "100", "200"}
        if way["rtt_ms"] is not None:
            values = [way["rtt_ms"][name] for name in ("p5", "p50", "p95", "max")]
            assert values == sorted(values)
            assert way["rtt_geometry_ms"]["p50"] < way["rtt_ms"]["p50"]
    json.dumps(said, allow_nan=False)


def test_somebody_is_quickest_everywhere(found):
    shares = [way["quickest_share"] for way in found.summary["ways"].values()]
    assert sum(shares) == pytest.approx(1.0)
    assert found.summary["with_orbit"]["p50"] <= found.summary["without_orbit"]["p50"]
    assert found.summary["with_orbit"]["p95"] <= found.summary["without_orbit"]["p95"]


def test_what_the_terms_decide_is_said(found):
    cases = {
        (c["row"], c["value"]): c["quickest_share"] for c in found.summary["orbit_quickest_if"]
    }
    low, high = cases["latency.access_ms", 7.5], cases["latency.access_ms", 17.5]
    wired, mobile = cases["latency.last_mile_ms", 3.0], cases["latency.last_mile_ms", 25.0]
    ways = found.summary["ways"]
    now = sum(ways[way]["quickest_share"] for way in WAYS if way.startswith("orbit"))
    assert high < now < low
    assert wired <= now < mobile
    assert ways["nearest_region"]["quicker_than_region_share"] == 0.0
    overhead = ways["orbit_overhead"]
    assert overhead["quickest_share"] <= overhead["quicker_than_region_share"]
    assert overhead["quicker_than_region_share"] <= overhead["reachable_share"]


def test_continents_add_up(found):
    listed = found.summary["by_region"]
    assert sum(c["people"] for c in listed) == pytest.approx(found.summary["people"], rel=1e-5)
    assert [c["name"] for c in listed][:2] == ["Asia", "Africa"]
    by_name = {c["name"]: c for c in listed}
    assert by_name["Africa"]["nearest_region"] > by_name["Europe"]["nearest_region"] + 10.0


def test_series_have_the_shapes_of_the_contract(found):
    series, points = found.series, WORLD.people.size
    for way in WAYS:
        for name in ("p50_ms", "p95_ms", "reached"):
            assert series[f"{way}_{name}"].shape == (points,)
        assert series[f"{way}_histogram"].shape == (HISTOGRAM_MS.size - 1,)
        share = found.summary["ways"][way]["reachable_share"]
        assert series[f"{way}_histogram"].sum() == pytest.approx(share, abs=1e-9)
        assert float(series[f"{way}_reached"] @ series["people"]) == pytest.approx(
            share * found.summary["people"]
        )
        never = series[f"{way}_reached"] == 0.0
        assert np.array_equal(np.isnan(series[f"{way}_p50_ms"]), never)
    assert found.sample == {}


def test_the_region_is_the_nearest_of_the_table(found):
    table = regions()
    distance = great_circle_km(
        WORLD.latitude_deg[:50, None], WORLD.longitude_deg[:50, None], table.latitude_deg,
        table.longitude_deg,
    ).min(axis=1)  # fmt: skip
    assert found.series["nearest_region_p50_ms"][:50] == pytest.approx(
        fibre_rtt_ms(distance, TERMS)
    )


def test_overhead_is_the_nearest_of_all_satellites():
    asked = scenario()
    one = users_latency(asked, hours=1.0, step_s=3600.0, date=date(2026, 3, 20))
    linked = linked_constellation(asked, date(2026, 3, 20))
    ground = ground_places(WORLD.latitude_deg, WORLD.longitude_deg)
    view = nearest_satellite(linked.positions_m(0.0), ground, 25.0).range_m
    rtt = one.series["orbit_overhead_p50_ms"]
    assert np.array_equal(np.isfinite(rtt), np.isfinite(view))
    there = np.isfinite(view)
    assert rtt[there] == pytest.approx(overhead_rtt_ms(view[there], TERMS))


def test_the_relay_takes_the_shortest_way_of_all():
    """Held against networkx over relay, nodes and one place, every edge weighed in ms."""
    networkx = pytest.importorskip("networkx")
    small = {**SHELL, "planes": 4, "satellites_per_plane": 3}
    relay = {**SHELL, "altitude_km": 1100, "planes": 14, "satellites_per_plane": 14}
    asked = scenario(small, relay=relay)
    day = date(2026, 3, 20)
    one = users_latency(asked, hours=1.0, step_s=3600.0, date=day)
    nodes = linked_constellation(asked, day)
    carriers = linked_constellation(asked, day, plans=(relay_plan(asked),))
    where, base = nodes.positions_m(0.0), carriers.positions_m(0.0)
    mesh, length = carriers.mesh_at(0.0), carriers.lengths_m(base, 0.0)
    graph = networkx.Graph()
    hop = 2.0 * TERMS.hop_ms
    for i, k in zip(*np.nonzero(np.isfinite(length)), strict=True):
        graph.add_edge(i, mesh.neighbour[i, k], weight=float(light_rtt_ms(length[i, k])) + hop)
    for i, here in enumerate(base):
        along = where - here
        d = np.linalg.norm(along, axis=1)
        share = np.clip(-(along @ here) / d**2, 0.0, 1.0)
        lowest = np.linalg.norm(here + share[:, None] * along, axis=1)
        grazing = 6_378_137.0 + nodes.rules.grazing_height_m
        seen = d[(lowest >= grazing) & (d <= nodes.rules.longest_m)]
        if seen.size:
            graph.add_edge(i, "node", weight=float(light_rtt_ms(seen.min())) + hop)
    by_node = networkx.single_source_dijkstra_path_length(graph, "node")
    chosen = np.arange(0, WORLD.people.size, 150)
    ground = ground_places(WORLD.latitude_deg[chosen], WORLD.longitude_deg[chosen])
    beside = TERMS.access_ms + TERMS.queue_ms + TERMS.region_ms
    for g, place in enumerate(chosen):
        along = base - ground.position_m[g]
        d = np.linalg.norm(along, axis=1)
        up = np.flatnonzero(along @ ground.up[g] >= np.sin(np.radians(25.0)) * d)
        best = min(
            (float(light_rtt_ms(d[i])) + by_node[i] for i in up if i in by_node), default=np.inf
        )
        rtt = one.series["orbit_relay_p50_ms"][place]
        if np.isinf(best):
            assert np.isnan(rtt)
        else:
            assert rtt == pytest.approx(best + beside, abs=1e-3)


def test_a_shell_that_sees_no_gateway_says_so():
    level = {**SHELL, "inclination_deg": 0, "planes": 1, "satellites_per_plane": 40, "phasing": 0}
    pole = [{"name": "Pole", "country": "SJ", "latitude_deg": 89.0, "longitude_deg": 0.0}]
    one = users_latency(scenario(level, gateways=pole), hours=1.0, step_s=1800.0)
    way = one.summary["ways"]["orbit_gateway"]
    assert way["rtt_ms"] is None
    assert way["rtt_geometry_ms"] is None
    assert way["reachable_share"] == 0.0
    assert way["quickest_share"] == 0.0
    assert one.summary["gateways"] == 1
    assert all(c["orbit_gateway"] is None for c in one.summary["by_region"])
    assert np.isnan(one.series["orbit_gateway_p50_ms"]).all()
    assert one.summary["ways"]["orbit_overhead"]["reachable_share"] < 0.5
    json.dumps(one.summary, allow_nan=False)


def test_satellites_that_all_failed_serve_nobody():
    lost = users_latency(
        scenario({**SHELL, "planes": 1, "satellites_per_plane": 1, "phasing": 0},
                 failed_satellite_share=0.95),
        hours=1.0, step_s=3600.0, seed=1,
    )  # fmt: skip
    assert lost.summary["working"] == 0
    for way in WAYS[2:]:
        assert lost.summary["ways"][way]["rtt_ms"] is None
    assert lost.summary["with_orbit"] == lost.summary["without_orbit"]


def test_the_same_again_is_the_same(found):
    again = users_latency(scenario(), hours=6.0, step_s=3600.0, date=date(2026, 3, 20))
    for name, values in found.series.items():
        np.testing.assert_array_equal(values, again.series[name], err_msg=name)


def test_fibre_of_another_stretch_is_what_was_asked(found):
    short = users_latency(scenario(fibre_stretch=1.0), hours=1.0, step_s=3600.0)
    was = found.summary["ways"]["nearest_region"]["rtt_geometry_ms"]["p50"]
    now = short.summary["ways"]["nearest_region"]["rtt_geometry_ms"]["p50"]
    assert now == pytest.approx(was / 1.5)
    assert short.summary["fibre_stretch"] == 1.0


def test_progress_ends_at_one():
    seen: list[float] = []
    users_latency(scenario(), hours=2.0, step_s=3600.0, progress=seen.append)
    assert sorted(seen) == seen
    assert seen[-1] == 1.0


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"hours": 0.0}, "hours is out of range"),
        ({"hours": 1.0, "step_s": 7200.0}, "step is out of range"),
        ({"hours": 24.0, "step_s": 1.0},
         "too many looks for the world's people: got '86,400 of 1 s'; allowed: up to 1,500; a "
         "step of 58 s or more"),
    ],
)  # fmt: skip
def test_bad_input_is_one_clear_line(given, message):
    with pytest.raises(InputError, match=message):
        users_latency(scenario(), **given)


def test_quantiles_by_weight():
    values, weight = np.array([5.0, 1.0, 3.0]), np.array([1.0, 1.0, 2.0])
    assert weighted_quantiles(values, weight, (0.25, 0.26, 0.75, 1.0)) == [1.0, 3.0, 3.0, 5.0]
