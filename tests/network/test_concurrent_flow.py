"""The most traffic at full size: exact, in balance at every node, and bounded at every wave."""

import networkx as nx
import numpy as np
import pytest
from flow_meshes import random_graph, torus, views_of
from hypothesis import given, settings
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.network.concurrent_flow import concurrent_flow, most_traffic
from dawndusk.network.flow_graph import flow_graph, sites_in_view
from dawndusk.network.ground_links import ground_places


def as_networkx(graph, demand):
    g = nx.DiGraph()
    arcs = graph.arcs()
    for a, b, c in zip(arcs.tail, arcs.head, arcs.laser_gbps, strict=True):
        g.add_edge(int(a), int(b), capacity=float(c))
    for i, d in enumerate(demand):
        g.add_edge("source", i, capacity=float(d))
        g.add_edge(i, ("down", i), capacity=float(graph.ground_gbps[i]))
    for i, s in zip(arcs.view_node, arcs.view_gateway, strict=True):
        g.add_edge(("down", int(i)), ("gate", int(s)))
    for s, c in enumerate(graph.gateway_gbps):
        g.add_edge(("gate", s), "sink", capacity=float(c))
    return g


@pytest.mark.parametrize("seed", range(12))
def test_is_the_maximum_flow_of_networkx(seed):
    graph, demand = random_graph(seed)
    best = nx.maximum_flow_value(as_networkx(graph, demand), "source", "sink")
    found = most_traffic(graph, demand, waves=500)
    assert found.total_gbps == pytest.approx(best, rel=1e-9)
    assert found.bound_gbps == pytest.approx(best, rel=1e-9)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 12))
def test_flow_and_bound_are_true_at_every_wave(seed, waves):
    graph, demand = random_graph(seed)
    best = nx.maximum_flow_value(as_networkx(graph, demand), "source", "sink")
    found = most_traffic(graph, demand, waves=waves)
    assert found.total_gbps <= best * (1 + 1e-9)
    assert found.bound_gbps >= best * (1 - 1e-9)
    assert found.gap == pytest.approx(1.0 - found.total_gbps / found.bound_gbps, abs=1e-12)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 40))
def test_what_goes_in_comes_out_at_every_node(seed, waves):
    graph, demand = random_graph(seed)
    flow = most_traffic(graph, demand, waves=waves)
    n = graph.satellites
    out = flow.laser_gbps.sum(axis=1)
    there = graph.neighbour >= 0
    into = np.bincount(graph.neighbour[there], weights=flow.laser_gbps[there], minlength=n)
    down = np.bincount(graph.owner, weights=flow.view_gbps, minlength=n)
    np.testing.assert_allclose(flow.sent_gbps + into, out + down, atol=1e-9)
    landed = np.bincount(
        graph.views.gateway, weights=flow.view_gbps, minlength=graph.gateway_gbps.size
    )
    np.testing.assert_allclose(landed, flow.gateway_gbps, atol=1e-9)
    assert flow.sent_gbps.sum() == pytest.approx(flow.total_gbps, abs=1e-9)
    for used, most in (
        (flow.sent_gbps, demand), (flow.laser_gbps, graph.laser_gbps),
        (down, graph.ground_gbps), (flow.gateway_gbps, graph.gateway_gbps),
    ):  # fmt: skip
        assert np.all(used >= -1e-9)
        assert np.all(used <= most + 1e-9)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("gap", [0.2, 0.05, 1e-3])
def test_an_equal_share_is_within_its_stated_gap(seed, gap):
    from dawndusk.network.capacity import linear_program

    graph, demand = random_graph(seed)
    exact = linear_program(graph.arcs(), demand)
    found = concurrent_flow(graph, demand, gap=gap, waves=2000)
    assert found.share <= exact.share * (1 + 1e-7)
    assert found.bound >= exact.share * (1 - 1e-7)
    assert found.gap <= gap * (1 + 1e-9)
    assert found.share >= (1 - gap) * exact.share * (1 - 1e-7)
    np.testing.assert_array_equal(found.flow.no_way, exact.no_way)
    served = ~found.flow.no_way
    assert np.all(found.flow.sent_gbps[served] >= found.share * demand[served] * (1 - 1e-6))


def test_out_of_waves_the_gap_says_so():
    graph, demand = random_graph(3)
    from dawndusk.network.capacity import linear_program

    found = concurrent_flow(graph, 4.0 * demand, gap=1e-6, waves=3)
    exact = linear_program(graph.arcs(), 4.0 * demand).share
    assert found.share <= exact * (1 + 1e-9) <= found.bound * (1 + 2e-9)
    assert found.gap == pytest.approx(1.0 - found.share / found.bound)


def test_a_satellite_beyond_a_broken_mesh_is_left_out_and_said():
    neighbour = np.array([[1], [0], [3], [2]], np.int32)  # two pairs, one without a gateway
    graph = flow_graph(neighbour, np.full((4, 1), 5.0), 9.0, views_of([(0, 0)], 4), [8.0])
    found = concurrent_flow(graph, 2.0, gap=1e-6)
    assert found.flow.no_way.tolist() == [False, False, True, True]
    assert found.share == pytest.approx(2.0, rel=1e-5)  # 8 over two satellites of 2
    assert most_traffic(graph, 2.0).total_gbps == pytest.approx(4.0)


def test_no_way_at_all_is_refused():
    graph = flow_graph(np.full((2, 1), -1, np.int32), np.zeros((2, 1)), 1.0, views_of([], 2), [1.0])
    with pytest.raises(InputError, match="no satellite that sends has a way"):
        concurrent_flow(graph, 1.0)
    assert most_traffic(graph, 1.0).total_gbps == 0.0


@pytest.mark.parametrize(
    ("ground", "gates", "says"),
    [(1.0, [0.0, 0.0], "no gateway has any capacity"), (0.0, [1.0], "ground terminal")],
)
def test_zero_capacity_names_what_has_none(ground, gates, says):
    with pytest.raises(InputError, match=says):
        flow_graph(torus(3, 3), np.ones((9, 4)), ground, views_of([(0, 0)], 9), gates)


def test_bad_input_is_named():
    graph, demand = random_graph(0)
    with pytest.raises(InputError, match="nothing is asked"):
        most_traffic(graph, 0.0)
    with pytest.raises(InputError, match="demands do not fit"):
        most_traffic(graph, demand[:-1])
    with pytest.raises(InputError, match="asked_gbps is out of range"):
        most_traffic(graph, -1.0)
    with pytest.raises(InputError, match="gap is out of range"):
        concurrent_flow(graph, demand, gap=-0.1)
    with pytest.raises(InputError, match="capacities do not fit"):
        flow_graph(graph.neighbour, np.ones((2, 2)), 1.0, graph.views, graph.gateway_gbps)
    one_way = np.array([[1], [-1]], np.int32)
    lame = flow_graph(one_way, np.ones((2, 1)), 1.0, views_of([(0, 0)], 2), [1.0])
    with pytest.raises(InputError, match="not symmetric"):
        most_traffic(lame, 1.0)


def test_two_links_between_one_pair_are_two_links():
    graph = flow_graph(
        np.array([[1, 1], [0, 0]], np.int32), np.full((2, 2), 3.0), 50.0, views_of([(0, 0)], 2),
        [100.0],
    )  # fmt: skip
    assert most_traffic(graph, [0.0, 20.0]).total_gbps == pytest.approx(6.0)


def test_the_same_answer_every_time():
    graph, demand = random_graph(4)
    one, two = (most_traffic(graph, demand) for _ in range(2))
    np.testing.assert_array_equal(one.laser_gbps, two.laser_gbps)
    np.testing.assert_array_equal(one.sent_gbps, two.sent_gbps)


def test_views_are_those_of_plain_geometry():
    rng = np.random.default_rng(2)
    position = rng.normal(size=(300, 3))
    position *= 6.93e6 / np.linalg.norm(position, axis=1, keepdims=True)
    sites = ground_places(rng.uniform(-90, 90, 40), rng.uniform(-180, 180, 40))
    views = sites_in_view(position, sites, 20.0, longest_m=1.2e6)
    offset = position[:, None] - sites.position_m
    far = np.linalg.norm(offset, axis=-1)
    sine = np.einsum("ngc,gc->ng", offset, sites.up) / far
    seen = (sine >= np.sin(np.radians(20.0))) & (far <= 1.2e6)
    np.testing.assert_array_equal(np.diff(views.first), seen.sum(axis=1))
    np.testing.assert_array_equal(views.gateway, np.nonzero(seen)[1])
