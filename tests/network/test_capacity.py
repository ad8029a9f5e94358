"""The linear program: exact on small meshes, a bound on groups, and what more capacity is worth."""

import numpy as np
import pytest
from flow_meshes import random_graph, torus, views_of

from dawndusk.errors import InputError
from dawndusk.network.bottlenecks import by_latitude, cut_off, site_rate_needed
from dawndusk.network.capacity import aggregate, linear_program, plane_segments
from dawndusk.network.concurrent_flow import concurrent_flow, most_traffic
from dawndusk.network.flow_graph import flow_graph


@pytest.mark.parametrize("seed", range(10))
def test_the_program_and_the_waves_agree(seed):
    graph, demand = random_graph(seed)
    program = linear_program(graph.arcs(), demand, equal=False)
    assert program.total_gbps == pytest.approx(most_traffic(graph, demand, waves=500).total_gbps)


@pytest.mark.parametrize("seed", range(6))
def test_the_duals_foretell_what_more_capacity_brings(seed):
    graph, demand = random_graph(seed, broken=0.0)
    demand = 3.0 * demand
    program = linear_program(graph.arcs(), demand)
    more = 1e-4
    g = int(np.argmax(program.gateway_worth))
    wider = graph.gateway_gbps.copy()
    wider[g] += more
    better = flow_graph(graph.neighbour, graph.laser_gbps, graph.ground_gbps, graph.views, wider)
    gained = linear_program(better.arcs(), demand).total_gbps - program.total_gbps
    assert gained == pytest.approx(more * program.gateway_worth[g], rel=1e-3, abs=1e-9)


def test_worth_is_of_full_arcs_only():
    graph, demand = random_graph(1)
    program = linear_program(graph.arcs(), 3.0 * demand)
    room = graph.gateway_gbps - program.gateway_gbps > 1e-6
    np.testing.assert_allclose(program.gateway_worth[room], 0.0, atol=1e-9)
    spare = graph.arcs().laser_gbps - program.laser_gbps > 1e-6
    np.testing.assert_allclose(program.laser_worth[spare], 0.0, atol=1e-9)


def test_groups_bound_the_whole_from_above_and_finer_ones_bound_it_better():
    planes, per = 12, 12
    rng = np.random.default_rng(7)
    n = planes * per
    pairs = [(int(i), g) for g in range(5) for i in rng.choice(n, 4, replace=False)]
    graph = flow_graph(
        torus(planes, per), rng.uniform(0.1, 2.0, (n, 4)), 8.0, views_of(pairs, n), np.full(5, 40.0)
    )
    demand = rng.uniform(0.1, 2.0, n)
    exact = linear_program(graph.arcs(), demand).share
    plane, place = np.divmod(np.arange(n), per)
    shares = []
    for planes_at_once, segments in ((12, 1), (4, 3), (2, 6), (1, 12)):
        group = plane_segments(np.zeros(n), plane, place, planes_at_once, segments)
        merged = aggregate(graph, group)
        shares.append(linear_program(merged, np.bincount(group, weights=demand)).share)
    assert np.all(np.array(shares) >= exact * (1 - 1e-9))
    assert np.all(np.diff(shares) <= 1e-9)
    assert shares[-1] < 0.9 * shares[0]
    assert shares[-1] == pytest.approx(exact)  # every satellite a group of its own
    full = concurrent_flow(graph, demand, gap=0.01, waves=2000)
    assert full.share <= shares[0]


def test_groups_add_up_capacities():
    graph, demand = random_graph(2)
    group = np.arange(graph.satellites) % 3
    merged = aggregate(graph, group)
    arcs = graph.arcs()
    apart = group[arcs.tail] != group[arcs.head]
    assert merged.laser_gbps.sum() == pytest.approx(arcs.laser_gbps[apart].sum())
    assert merged.nodes == 3
    assert demand.size == graph.satellites


def test_what_limits_is_named():
    pair = np.array([[1], [0]], np.int32)
    near = views_of([(0, 0)], 2)

    def limit(laser, ground, gate):
        graph = flow_graph(pair, np.full((2, 1), laser), ground, near, [gate])
        return most_traffic(graph, 8.0).limit

    assert limit(3.0, 50.0, 50.0) == "lasers"
    assert limit(30.0, 5.0, 50.0) == "ground links"
    assert limit(30.0, 50.0, 5.0) == "gateways"
    assert limit(30.0, 50.0, 50.0) == "none"


def test_latitude_bands_hold_every_gateway_once():
    latitude = np.array([-90.0, -30.0, 0.0, 29.9, 30.0, 90.0])
    rows = by_latitude(latitude, np.full(6, 10.0), np.arange(6.0))
    assert sum(row["gateways"] for row in rows) == 6
    assert sum(row["capacity_gbps"] for row in rows) == 60.0
    used = sum(row["used_share"] * row["capacity_gbps"] for row in rows)
    assert used == pytest.approx(15.0)
    assert [(row["from"], row["gateways"]) for row in rows] == [
        (-90.0, 1), (-30.0, 1), (0.0, 2), (30.0, 1), (60.0, 1),
    ]  # fmt: skip


def test_a_site_without_capacity_has_no_share():
    assert by_latitude([10.0], [0.0], [0.0])[0]["used_share"] is None


def test_a_part_without_a_gateway_is_named_by_shell_and_planes():
    part = np.array([0, 0, 0, 1, 1, 2, -1], np.int32)
    no_way = np.array([0, 0, 0, 1, 1, 1, 1], bool)
    shell = np.array([0, 0, 0, 0, 1, 1, 1])
    plane = np.array([0, 1, 2, 7, 3, 4, 9])
    assert cut_off(part, no_way, shell, plane, ["low", "high"]) == [
        {"satellites": 2, "shells": {"low": 1, "high": 1}, "planes": None},
        {"satellites": 1, "shells": {"high": 1}, "planes": [4, 4]},
    ]


def test_rate_per_site_is_even_where_lasers_can_spread_it():
    wide = flow_graph(torus(6, 6), np.full((36, 4), 1e3), 1e3, views_of([(0, 0), (20, 1)], 36),
                      [1.0, 1.0])  # fmt: skip
    found = site_rate_needed(wide, 2.0)
    assert found.even_gbps_per_site == pytest.approx(36.0)
    assert found.gbps_per_site == pytest.approx(36.0)
    assert found.carried_share == 1.0


def test_rate_per_site_says_when_the_mesh_is_in_the_way():
    narrow = flow_graph(torus(6, 6), np.full((36, 4), 0.5), 1e3, views_of([(0, 0), (20, 1)], 36),
                        [1.0, 1.0])  # fmt: skip
    found = site_rate_needed(narrow, 2.0)
    assert np.isinf(found.gbps_per_site)
    assert found.carried_share == pytest.approx(2 * (4 * 0.5 + 2.0) / 72.0)  # two cuts


def test_no_demand_and_no_way_are_refused():
    graph, demand = random_graph(0)
    with pytest.raises(InputError, match="nothing is asked"):
        linear_program(graph.arcs(), 0.0 * demand)
    with pytest.raises(InputError, match="do not fit the nodes"):
        linear_program(graph.arcs(), demand[1:])
    with pytest.raises(InputError, match="groups do not fit"):
        aggregate(graph, [0, 1])
    blind = flow_graph(torus(3, 3), np.ones((9, 4)), 1.0, views_of([], 9), [1.0])
    with pytest.raises(InputError, match="no satellite that sends has a way"):
        site_rate_needed(blind, 1.0)
