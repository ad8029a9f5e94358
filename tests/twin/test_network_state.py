"""The network in flight: held against plain graphs, the same on any cores, never silent."""

from __future__ import annotations

import json
from typing import Any

import networkx as nx
import numpy as np
import pytest

from dawndusk.constants import C_LIGHT, R_EARTH
from dawndusk.network.capacity import linear_program
from dawndusk.network.flow_graph import flow_graph, sites_in_view
from dawndusk.network.ground_links import ground_places
from dawndusk.scenario import Scenario, parse
from dawndusk.twin.fly import fly
from dawndusk.twin.linked import linked_constellation
from dawndusk.twin.network_demand import asked_gbps, gateways_of
from dawndusk.twin.network_limits import limits
from dawndusk.twin.network_moment import Ask, look
from dawndusk.twin.network_state import moments_of, network_errors
from dawndusk.twin.ways import ground_rules

SHELL = {
    "pattern": "walker_delta", "altitude_km": 700, "inclination_deg": 70, "planes": 8,
    "satellites_per_plane": 12, "phasing": 3,
}  # fmt: skip
POLE = {"name": "Pole", "country": "NO", "latitude_deg": 89.0, "longitude_deg": 0.0}
QUITO = {"name": "Quito", "country": "EC", "latitude_deg": -0.2, "longitude_deg": -78.5}


def scenario(*shells: dict[str, Any], network: dict[str, Any] | None = None) -> Scenario:
    return parse(
        {
            "name": "x",
            "constellation": {"shells": list(shells), "minimum_elevation_deg": 15},
            "network": {"failed_laser_share": 0.05, **(network or {})},
        }
    )


def flown(*shells: dict[str, Any], network: dict[str, Any] | None = None, **asked: Any) -> Any:
    return fly(scenario(*shells, network=network), **{"hours": 2.0, "step_s": 600.0} | asked)


def test_ways_links_and_parts_are_those_of_a_plain_graph():
    asked = scenario(SHELL)
    linked = linked_constellation(asked)
    gates = gateways_of(asked, 700.0)
    places = ground_places(gates.latitude_deg, gates.longitude_deg)
    ask = Ask(asked_gbps(asked), 15.0, np.inf, gates, places)
    for seconds in (0.0, 5000.0):
        moment, kept = look(linked, ask, seconds, keep=True)
        position = linked.positions_m(seconds)
        graph = nx.Graph()
        graph.add_nodes_from(range(96))
        neighbour = linked.mesh_at(seconds).neighbour
        for i, k in zip(*np.nonzero(neighbour >= 0), strict=True):
            j = neighbour[i, k]
            length = float(np.linalg.norm(position[i] - position[j]))
            step = (position[j] - position[i]) / length
            middle = np.clip(-position[i] @ step, 0.0, length)
            low = np.linalg.norm(position[i] + middle * step)
            if low > R_EARTH + linked.rules.grazing_height_m and length < linked.rules.longest_m:
                graph.add_edge(int(i), int(j), weight=length)
        assert moment.links_up == graph.number_of_edges()
        parts = sorted(map(len, nx.connected_components(graph)))
        assert (moment.parts, moment.largest) == (len(parts), parts[-1])
        views = sites_in_view(position, places, 15.0)
        for i in range(96):
            for g in views.gateway[views.first[i] : views.first[i + 1]]:
                far = float(np.linalg.norm(position[i] - places.position_m[g]))
                known = graph.get_edge_data(i, "ground", {"weight": np.inf})["weight"]
                graph.add_edge(i, "ground", weight=min(far, known))
        found = nx.single_source_dijkstra(graph, "ground")
        delay = np.array([found[0].get(i, np.inf) for i in range(96)])
        assert moment.reached == np.isfinite(delay).sum()
        rtt = np.where(np.isfinite(delay), 2e3 * delay / C_LIGHT, np.nan)
        np.testing.assert_allclose(kept["rtt_ms"], rtt, rtol=1e-6)
        hops = [len(found[1][i]) - 1 for i in range(96) if np.isfinite(delay[i])]
        assert moment.hops_mean == pytest.approx(np.mean(hops))
        assert moment.hops_most == max(hops)


def test_traffic_carried_is_that_of_the_linear_program():
    asked = scenario(SHELL)
    linked = linked_constellation(asked)
    gates = gateways_of(asked, 700.0)
    places = ground_places(gates.latitude_deg, gates.longitude_deg)
    ask = Ask(60.0, 15.0, np.inf, gates, places)  # far more than a terminal carries
    moment, _ = look(linked, ask, 0.0)
    position, mesh = linked.positions_m(0.0), linked.mesh_at(0.0)
    rates = np.where(np.isfinite(linked.lengths_m(position, 0.0)), 100.0, 0.0)
    graph = flow_graph(
        mesh.neighbour, rates, gates.terminal_gbps, sites_in_view(position, places, 15.0),
        gates.gbps * gates.availability,
    )  # fmt: skip
    best = linear_program(graph.arcs(), 60.0, equal=False).total_gbps
    assert moment.traffic is not None
    assert moment.traffic.carried_gbps == pytest.approx(best, rel=1e-3)
    assert moment.traffic.bound_gbps >= best * (1 - 1e-9)
    assert moment.traffic.limit in ("gateways", "ground links")


def test_the_same_figures_on_any_number_of_cores_and_every_time():
    one, two = (flown(SHELL, threads=n) for n in (1, 3))
    assert one.summary["network"] == two.summary["network"]
    for name in ("links_up", "gateway_reached", "gateway_rtt_p50_ms", "carried_share"):
        np.testing.assert_array_equal(one.series[name], two.series[name])
    np.testing.assert_array_equal(one.sample["network_rtt_ms"], two.sample["network_rtt_ms"])


def test_another_seed_breaks_other_lasers():
    one, two = (flown(SHELL, seed=n).summary["network"] for n in (1, 2))
    assert one["links"] != two["links"] or one["gateway_rtt_ms"] != two["gateway_rtt_ms"]


def test_the_summary_is_plain_finite_and_consistent():
    found = flown(SHELL)
    network = found.summary["network"]
    json.dumps(network, allow_nan=False)
    assert network["moments"] == found.series["network_time_s"].size == 12
    assert network["links"] == sum(network["links_by_kind"].values())
    assert network["links_up"]["mean"] == pytest.approx(found.series["links_up"].mean())
    traffic = network["traffic"]
    assert traffic["carried_gbps"] <= traffic["upper_bound_gbps"] * (1 + 1e-12)
    assert traffic["asked_gbps"] == pytest.approx(96 * traffic["gbps_per_satellite"])
    capacity = sum(row["capacity_gbps"] for row in traffic["by_latitude"])
    assert capacity == pytest.approx(traffic["gateway_capacity_gbps"])
    used = sum(row["capacity_gbps"] * row["used_share"] for row in traffic["by_latitude"])
    assert used == pytest.approx(traffic["carried_gbps"])
    assert "at 12 moments" in found.summary["errors"]["network"]


def test_what_all_could_send_alike_lies_within_its_bounds():
    network = flown(SHELL).summary["network"]
    known = network["limits"]
    assert 0.0 < known["equal_share"] <= known["equal_share_bound"] * (1 + 1e-9)
    assert known["equal_share"] >= 0.99 * known["equal_share_bound"]
    assert known["grouped_bound"] >= known["equal_share"] * (1 - 1e-9)
    assert known["laser_share"] == 1.0
    assert known["gbps_per_site_needed"] >= 0.98 * known["gbps_per_site_even"]


def test_a_part_of_the_mesh_without_a_gateway_is_named():
    """Three rings that are not linked with each other; only the inclined one passes the pole."""
    ring = {"pattern": "walker_delta", "altitude_km": 700, "planes": 1, "satellites_per_plane": 30}
    shells = [{**ring, "name": f"i{i}", "inclination_deg": i} for i in (5, 30, 89)]
    network = flown(*shells, network={"gateways": [POLE], "failed_laser_share": 0}).summary[
        "network"
    ]
    assert network["gateway_reached"]["mean"] == pytest.approx(1 / 3)
    assert network["cut_off"] == [
        {"satellites": 30, "shells": {"i5": 30}, "planes": [0, 0]},
        {"satellites": 30, "shells": {"i30": 30}, "planes": [0, 0]},
    ]
    assert network["parts"] == 3
    assert network["largest_part_share"] == pytest.approx(1 / 3)


def test_one_satellite_has_no_links_and_sees_what_it_sees():
    found = flown({**SHELL, "planes": 1, "satellites_per_plane": 1, "phasing": 0}, hours=24.0)
    network = found.summary["network"]
    assert (network["links"], network["links_up"]["mean"]) == (0, None)
    assert network["hops"]["max"] == 1
    assert 0.0 < network["gateway_reached"]["mean"] < 1.0
    assert np.isnan(found.series["links_up"]).all()
    assert network["down_for_acquisition_share"] is None


def test_no_gateway_in_view_is_said_and_carries_nothing():
    low = {**SHELL, "inclination_deg": 20}
    found = flown(low, network={"gateways": [POLE]})
    network = found.summary["network"]
    assert network["gateway_reached"] == {"mean": 0.0, "min": 0.0, "max": 0.0}
    assert network["gateway_rtt_ms"] is None
    assert network["traffic"]["carried_share"]["max"] == 0.0
    assert found.summary["shares"]["gateway_in_view"]["max"] == 0.0
    assert found.summary["gateways"] == 1
    from dawndusk.report.fly_page import render_flight
    from dawndusk.report.terminal_fly import flight_sentences

    assert "Not one satellite has a way to a gateway." in flight_sentences(found.summary)
    assert "Not one satellite has a way to a gateway" in render_flight(found)


def test_gateways_of_the_scenarios_own_are_those_that_are_seen():
    own = flown(SHELL, network={"gateways": [QUITO]}).summary
    table = flown(SHELL).summary
    assert own["gateways"] == 1
    assert table["gateways"] > 30
    assert own["shares"]["gateway_in_view"]["mean"] < table["shares"]["gateway_in_view"]["mean"]
    assert [g["name"] for g in own["network"]["traffic"]["busiest_gateways"]] == ["Quito"]


def test_shells_of_a_stack_pass_each_other_and_change_partners():
    stack = {**SHELL, "stack": {"count": 2, "step_km": 30}}
    network = flown(stack, network={"lasers": 6}).summary["network"]
    assert network["links_by_kind"]["shell"] > 0
    assert network["acquisitions_per_hour"] > 0.0
    assert network["down_for_acquisition_share"] > 0.0
    # one shell gains a slot on the other in T_slot: 1.5 n (dh / a) per satellite of a plane
    rate = 3.986e14**0.5 * ((R_EARTH + 7.0e5) ** -1.5 - (R_EARTH + 7.3e5) ** -1.5)
    slots_per_hour = 3600.0 * rate / (2.0 * np.pi / 12)
    expected = 96 * slots_per_hour  # each satellite of the lower shell has one rung
    assert network["acquisitions_per_hour"] == pytest.approx(expected, rel=0.1)


def test_clusters_and_imported_satellites_are_linked_too(elements):
    swarm = {
        "pattern": "cluster", "altitude_km": 650, "planes": 1, "satellites_per_plane": 2,
        "spacing_m": 200, "radius_m": 500,
    }  # fmt: skip
    found = flown(swarm).summary["network"]
    assert found["links_by_kind"]["cluster"] > 0
    assert found["parts"] >= 1
    imported = flown({"pattern": "imported", "file": str(elements)}).summary
    assert imported["network"]["working"] <= 3
    json.dumps(imported["network"], allow_nan=False)


def test_nearest_satellites_choose_anew():
    network = flown(SHELL, network={"topology": "nearest"}).summary["network"]
    assert set(network["links_by_kind"]) == {"nearest"}
    assert network["acquisitions_per_hour"] > 0.0


def test_too_many_satellites_fly_without_links_and_it_is_said(monkeypatch):
    monkeypatch.setattr("dawndusk.twin.network_state.MOST_LINKED", 50)
    found = flown(SHELL)
    assert found.summary["network"] is None
    assert found.summary["errors"]["network"] == network_errors(None, 96)["network"]
    assert "links_up" not in found.series
    from dawndusk.report.fly_page import render_flight
    from dawndusk.report.terminal_fly import flight_sentences

    assert 'id="network"' not in render_flight(found)
    assert flight_sentences(found.summary)


@pytest.mark.parametrize(
    ("satellites", "steps", "many"),
    [(1, 7, 7), (10**4, 1440, 48), (10**6, 1440, 8), (10**7, 1440, 4)],
)
def test_moments_are_within_the_flight_and_fewer_for_more_satellites(satellites, steps, many):
    found = moments_of(satellites, steps)
    assert found.size == many
    assert found[0] == 0
    assert found[-1] < steps
    assert np.ptp(np.diff(found)) <= 1 if many > 1 else True


def test_more_is_asked_where_more_is_exchanged():
    asked = [
        asked_gbps(parse({"name": "x", "need": {"workload": w}}))
        for w in ("inference", "multimodal")
    ]
    assert asked[1] > 5.0 * asked[0]


def test_groups_bound_what_is_shared_alike_where_some_have_no_way():
    """A group would lend the way of some of its satellites to those that are cut off."""
    asked = parse({
        "name": "x",
        "network": {"lasers": 2},
        "constellation": {"shells": [{"pattern": "sun_synchronous", "altitude_km": 650, "planes": 1,
                                      "satellites_per_plane": 2000}]},
    })  # fmt: skip
    linked = linked_constellation(asked)
    gates = gateways_of(asked, 650.0)
    ask = Ask(asked_gbps(asked), *ground_rules(asked), gates,
              ground_places(gates.latitude_deg, gates.longitude_deg))  # fmt: skip
    found = limits(linked, ask, 0.0)
    assert look(linked, ask, 0.0)[0].reached < 1500
    assert found is not None
    assert found["grouped_bound"] >= found["equal_share"] * (1.0 - 1e-9)


def test_terminals_are_full_in_the_direction_that_fills_them_first():
    """As the study buys them: up 10 % more than down, but antennas carry 1.6 times as much up."""

    def rate(up, down):
        bits = {"prompt_tokens": 1000, "answer_tokens": 1000, "up_bits_per_token": up,
                "down_bits_per_token": down}  # fmt: skip
        asked = parse({"name": "x", "traffic": {"inference": bits}})
        return gateways_of(asked, 650.0).terminal_gbps

    most_up, most_down = rate(100, 0), rate(0, 100)
    assert most_up > 1.2 * most_down
    assert rate(110, 100) == pytest.approx(1.1 * most_down)
    assert rate(100, 110) == pytest.approx(most_down)
    assert rate(1000, 100) == pytest.approx(most_up)
    assert rate(0, 0) > 0.0


def test_light_needs_fair_weather_more_than_radio_does():
    radio, light = (
        gateways_of(parse({"name": "x", "network": {"ground_link": link}}), 650.0)
        for link in ("radio", "optical")
    )
    assert light.availability.mean() < radio.availability.mean()
    assert np.all(light.gbps > radio.gbps)
