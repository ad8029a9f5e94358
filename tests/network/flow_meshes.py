"""Small meshes with gateways, for tests of what they carry."""

import numpy as np

from dawndusk.network.flow_graph import FlowGraph, SitesInView, flow_graph


def torus(planes: int, per_plane: int) -> np.ndarray:
    """Grid of four: along the plane and across, closed both ways."""
    p, s = np.divmod(np.arange(planes * per_plane), per_plane)
    return np.stack(
        [
            p * per_plane + (s + 1) % per_plane,
            p * per_plane + (s - 1) % per_plane,
            (p + 1) % planes * per_plane + s,
            (p - 1) % planes * per_plane + s,
        ],
        axis=1,
    ).astype(np.int32)


def views_of(pairs: list[tuple[int, int]], satellites: int) -> SitesInView:
    """SitesInView from pairs of satellite and gateway."""
    sat, gate = np.array(sorted(pairs), dtype=np.int32).reshape(-1, 2).T
    first = np.concatenate([[0], np.cumsum(np.bincount(sat, minlength=satellites))])
    return SitesInView(first.astype(np.int32), gate.astype(np.int32))


def random_graph(seed: int, broken: float = 0.2) -> tuple[FlowGraph, np.ndarray]:
    """Return a torus with a fifth of its lasers down, uneven capacities, and demands."""
    rng = np.random.default_rng(seed)
    planes, per_plane, gates = (int(x) for x in rng.integers([3, 3, 1], [8, 9, 6]))
    n = planes * per_plane
    neighbour = torus(planes, per_plane)
    down = rng.random((n, 4)) < broken
    for i, k in zip(*np.nonzero(down), strict=True):
        j = neighbour[i, k]
        if j >= 0:
            neighbour[j, np.flatnonzero(neighbour[j] == i)[0]] = -1
            neighbour[i, k] = -1
    lasers = np.where(neighbour >= 0, rng.uniform(1.0, 12.0, (n, 4)), 0.0)
    pairs = [(int(i), g) for g in range(gates) for i in rng.choice(n, 3, replace=False)]
    graph = flow_graph(
        neighbour, lasers, rng.uniform(2.0, 20.0, n), views_of(pairs, n),
        rng.uniform(5.0, 30.0, gates),
    )  # fmt: skip
    return graph, rng.uniform(0.0, 3.0, n)
