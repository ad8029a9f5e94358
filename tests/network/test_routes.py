"""Shortest ways over a mesh: against two other programs, and what must always hold."""

from itertools import pairwise

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from dawndusk.errors import InputError
from dawndusk.network.mesh import Mesh
from dawndusk.network.routes import largest_part, link_lengths, path_of, shortest


def random_mesh(rng, n, terminals, share=0.7):
    """Pairs at random while both have a terminal free; symmetric weights."""
    neighbour = np.full((n, terminals), -1, dtype=np.int32)
    weight = np.full((n, terminals), np.inf, dtype=np.float32)
    used = np.zeros(n, dtype=int)
    for _ in range(int(share * n * terminals / 2)):
        i, j = rng.choice(n, 2, replace=False)
        if used[i] < terminals and used[j] < terminals and j not in neighbour[i]:
            w = np.float32(rng.choice([0.0, rng.uniform(0.0, 1.0), rng.uniform(0.0, 1000.0)]))
            neighbour[i, used[i]], weight[i, used[i]] = j, w
            neighbour[j, used[j]], weight[j, used[j]] = i, w
            used[i] += 1
            used[j] += 1
    return Mesh(neighbour, np.zeros_like(neighbour, dtype=np.uint8)), weight


def start_of(rng, n, sources):
    start = np.full(n, np.inf)
    start[rng.choice(n, sources, replace=False)] = rng.uniform(0.0, 500.0, sources)
    return start


@pytest.mark.parametrize("seed", range(6))
def test_as_networkx_on_random_graphs(seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(5, 200))
    mesh, weight = random_mesh(rng, n, int(rng.integers(1, 7)))
    start = start_of(rng, n, int(rng.integers(1, 5)))
    graph = networkx.Graph()
    graph.add_nodes_from([*range(n), "source"])
    for i in range(n):
        for k in range(mesh.terminals):
            if mesh.neighbour[i, k] >= 0:
                graph.add_edge(i, int(mesh.neighbour[i, k]), weight=float(weight[i, k]))
        if np.isfinite(start[i]):
            graph.add_edge("source", i, weight=float(start[i]))
    known = networkx.single_source_dijkstra_path_length(graph, "source")
    expected = np.array([known.get(i, np.inf) for i in range(n)])
    np.testing.assert_allclose(shortest(mesh, weight, start).delay, expected, rtol=1e-12)


def test_as_scipy_on_a_torus_of_many_scales():
    rng = np.random.default_rng(7)
    index = np.arange(2500).reshape(50, 50)
    rolls = ((-1, 1), (1, 1), (-1, 0), (1, 0))
    neighbour = np.stack([np.roll(index, by, axis) for by, axis in rolls], -1).reshape(-1, 4)
    mesh = Mesh(neighbour.astype(np.int32), np.zeros((2500, 4), np.uint8))
    ahead = 10.0 ** rng.uniform(-3.0, 6.0, (2500, 2))
    weight = np.empty((2500, 4), np.float32)
    weight[:, 0], weight[:, 2] = ahead.T
    weight[:, 1], weight[:, 3] = weight[neighbour[:, 1], 0], weight[neighbour[:, 3], 2]
    start = start_of(rng, 2500, 3)
    rows = np.repeat(np.arange(2500), 4)
    graph = csr_array((weight.ravel().astype(float), (rows, neighbour.ravel())), (2500, 2500))
    sources = np.flatnonzero(np.isfinite(start))
    apart = dijkstra(graph, indices=sources) + start[sources, None]
    found = shortest(mesh, weight, start)
    np.testing.assert_allclose(found.delay, apart.min(axis=0), rtol=1e-9)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_a_way_has_the_length_that_is_said(seed):
    rng = np.random.default_rng(seed)
    mesh, weight = random_mesh(rng, 60, 4)
    start = start_of(rng, 60, 3)
    found = shortest(mesh, weight, start)
    for i in range(60):
        path = path_of(found, i)
        if not np.isfinite(found.delay[i]):
            assert path.size == 0
            assert found.source[i] == -1
            continue
        length = start[path[-1]]
        for here, after in pairwise(path):
            length += weight[here][mesh.neighbour[here] == after].min()
        assert path[-1] == found.source[i]
        assert length == pytest.approx(found.delay[i], rel=1e-9, abs=1e-9)


def test_ways_beyond_the_most_are_left_out_and_the_rest_is_the_same():
    rng = np.random.default_rng(3)
    mesh, weight = random_mesh(rng, 150, 4)
    start = start_of(rng, 150, 2)
    whole = shortest(mesh, weight, start).delay
    most = float(np.median(whole[np.isfinite(whole)]))
    near = shortest(mesh, weight, start, most).delay
    np.testing.assert_array_equal(near, np.where(whole <= most, whole, np.inf))


def test_nobody_is_reached_without_a_source():
    mesh, weight = random_mesh(np.random.default_rng(0), 20, 3)
    found = shortest(mesh, weight, np.full(20, np.inf))
    assert np.isinf(found.delay).all()
    assert (found.source == -1).all()


def test_what_does_not_fit_is_refused():
    mesh, weight = random_mesh(np.random.default_rng(0), 20, 3)
    with pytest.raises(InputError, match="do not fit the mesh"):
        shortest(mesh, weight[:, :2], np.zeros(20))
    with pytest.raises(InputError, match="negative"):
        shortest(mesh, -1.0 - np.where(np.isfinite(weight), weight, 1.0), np.zeros(20))
    with pytest.raises(InputError, match="do not fit the mesh"):
        link_lengths(np.zeros((19, 3)), mesh)


def test_a_beam_is_cut_where_it_would_graze_the_earth():
    mesh = Mesh(np.array([[1], [0]], np.int32), np.zeros((2, 1), np.uint8))
    r = 7.028e6
    for height, seen in ((80e3, True), (81e3, False)):
        half = np.arccos((6378.137e3 + 80.5e3) / r)
        at = r * np.array([[np.cos(half), np.sin(half), 0.0], [np.cos(half), -np.sin(half), 0.0]])
        length = link_lengths(at, mesh, grazing_height_m=height)
        assert np.isfinite(length).all() == seen
    assert not np.isfinite(link_lengths(at, mesh, working=np.array([True, False]))).any()
    assert not np.isfinite(link_lengths(at, mesh, longest_m=1e6)).any()


def test_parts_are_those_of_networkx():
    rng = np.random.default_rng(11)
    mesh, weight = random_mesh(rng, 120, 3, share=0.4)
    working = rng.random(120) > 0.1
    weight[~working] = np.inf
    weight[(mesh.neighbour >= 0) & ~working[mesh.neighbour]] = np.inf
    graph = networkx.Graph()
    graph.add_nodes_from(np.flatnonzero(working).tolist())
    i, k = np.nonzero((mesh.neighbour >= 0) & np.isfinite(weight))
    graph.add_edges_from(zip(i.tolist(), mesh.neighbour[i, k].tolist(), strict=True))
    sizes = sorted((len(c) for c in networkx.connected_components(graph)), reverse=True)
    parts, part = largest_part(mesh, weight, working)
    assert parts == len(sizes)
    assert np.bincount(part[part >= 0]).tolist() == sizes
    assert (part[~working] == -1).all()
