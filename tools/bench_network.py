"""Speed of links and routes beside peers: part of `make bench`, or alone.

A pass over a million satellites is: where they are, how long every link is, which gateway each one
sees, and the shortest way of each to any gateway. Peers get the same graph, ready made, and only
the last of these. Runs alternate, so that whatever else the machine does falls on all.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from dawndusk.network.ground_links import GroundPlaces, ground_places, nearest_site
from dawndusk.network.mesh import Mesh
from dawndusk.network.regions import regions
from dawndusk.network.routes import shortest
from dawndusk.orbit.sites import ground_sites
from dawndusk.scenario import Scenario, load, parse
from dawndusk.twin.linked import Linked, linked_constellation
from dawndusk.twin.ways import GroundRules, ground_rules, lengths_between

MILLION = Path(__file__).resolve().parent.parent / "scenarios" / "million_satellites.yaml"
STEP_S, HOUR_S = 10.0, 3600.0
SHELL = {
    "pattern": "walker_delta",
    "altitude_km": 550,
    "inclination_deg": 97,
    "planes": 100,
    "satellites_per_plane": 100,
    "phasing": 50,
}


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def gateways() -> GroundPlaces:
    """Return the catalogue's gateways."""
    sites = ground_sites()
    return ground_places(sites.latitude_deg, sites.longitude_deg)


class Pass:
    """One pass over a constellation, and what its parts take."""

    def __init__(self, scenario: Scenario) -> None:
        self.linked: Linked = linked_constellation(scenario)
        self.rules: GroundRules = ground_rules(scenario)
        self.sites = gateways()
        self.mesh, self.weight, self.start = self.look(0.0)

    def look(self, moment: float) -> tuple[Mesh, Any, Any]:
        """Return the graph at a moment, and what satellites that see a gateway begin with."""
        position = self.linked.positions_m(moment)
        weight = self.linked.lengths_m(position, moment)
        seen = nearest_site(position, self.sites, *self.rules)
        return (
            self.linked.mesh_at(moment),
            weight,
            np.where(self.linked.working, seen.range_m, np.inf),
        )

    def whole(self, moment: float) -> None:
        """Do all of it."""
        shortest(*self.look(moment))


def peers(one: Pass) -> dict[str, Callable[[], object]]:
    """Return the same question put to other programs, each with its graph made beforehand."""
    n, terminals = one.mesh.neighbour.shape
    up = np.isfinite(one.weight)
    rows = np.repeat(np.arange(n), terminals).reshape(n, terminals)[up]
    columns, lengths = one.mesh.neighbour[up], one.weight[up].astype(float)
    sources = np.flatnonzero(np.isfinite(one.start))
    rows = np.concatenate([rows, np.full(sources.size, n)])
    columns = np.concatenate([columns, sources])
    lengths = np.concatenate([lengths, one.start[sources]])
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    graph = csr_array((lengths, (rows, columns)), shape=(n + 1, n + 1))
    found: dict[str, Callable[[], object]] = {
        "scipy csgraph": lambda: dijkstra(graph, indices=n, return_predecessors=True)
    }
    if n > 100_000:  # the others take minutes
        return found
    edges = list(zip(rows.tolist(), columns.tolist(), lengths.tolist(), strict=True))
    try:
        import rustworkx

        rust = rustworkx.PyDiGraph()
        rust.add_nodes_from(range(n + 1))
        rust.add_edges_from(edges)
        found["rustworkx"] = lambda: rustworkx.dijkstra_shortest_path_lengths(rust, n, float)
    except ImportError:
        pass
    try:
        import igraph

        other = igraph.Graph(n + 1, [edge[:2] for edge in edges], directed=True)
        listed = lengths.tolist()
        found["igraph"] = lambda: other.distances(n, weights=listed)
    except ImportError:
        pass
    import networkx

    slow = networkx.DiGraph()
    slow.add_weighted_edges_from(edges)
    found["networkx"] = lambda: networkx.single_source_dijkstra_path_length(slow, n)
    return found


def beside(one: Pass, runs: int) -> None:
    """Print ours and the peers' medians over interleaved runs."""
    works = {"ours": lambda: shortest(one.mesh, one.weight, one.start)} | peers(one)
    took: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            took[name].append(seconds(work))
    ours = statistics.median(took["ours"])
    for name, times in took.items():
        middle = statistics.median(times)
        ratio = "" if name == "ours" else f"  {middle / ours:8.1f} times ours"
        print(f"  {name:16s} {1e3 * middle:10.2f} ms{ratio}")


def hour_of_all_pairs() -> float:
    """Seconds for an hour of 10,000 satellites: all gateways to all data-centre regions."""
    scenario = parse({"name": "bench", "constellation": {"shells": [SHELL]}})
    linked, rules, sites = linked_constellation(scenario), ground_rules(scenario), gateways()
    known = regions()
    places = ground_places(known.latitude_deg, known.longitude_deg)
    moments = np.arange(0.0, HOUR_S, STEP_S).tolist()

    def all_moments() -> None:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(lambda t: lengths_between(linked, rules, sites, places, t), moments))

    lengths_between(linked, rules, sites, places, 0.0)
    took = seconds(all_moments)
    print(
        f"an hour of 10,000 satellites at {STEP_S:g} s, {sites.position_m.shape[0]} gateways to "
        f"{places.position_m.shape[0]} regions: {took:.1f} s (asked: below 60)"
    )
    return took


def report(runs: int = 5) -> None:
    """Measure and print."""
    million = Pass(load(MILLION))
    million.whole(60.0)
    times = [seconds(lambda t=t: million.whole(60.0 * t)) for t in range(2, 2 + runs)]
    looks = [seconds(lambda t=t: million.look(60.0 * t)) for t in range(2, 2 + runs)]
    print(
        f"a pass over {million.linked.satellites:,} satellites and {million.mesh.links:,} links, "
        f"positions to ways to {million.sites.position_m.shape[0]} gateways: "
        f"{statistics.median(times):.3f} s (asked: below 0.6), of it up to the graph "
        f"{statistics.median(looks):.3f} s"
    )
    print("shortest ways of a million to any gateway:")
    beside(million, runs)
    small = Pass(parse({"name": "bench", "constellation": {"shells": [SHELL]}}))
    print("the same of 10,000:")
    beside(small, runs)
    hour_of_all_pairs()


def main() -> None:
    """Run alone."""
    ask = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    ask.add_argument("--runs", type=int, default=5)
    report(ask.parse_args().runs)


if __name__ == "__main__":
    main()
