"""Shortest ways between two places over a constellation, step by step."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.network.ground_links import (
    GroundPlaces,
    nearest_satellite,
    nearest_site,
    views,
)
from dawndusk.network.mesh import CLUSTER, Mesh
from dawndusk.network.routes import path_of, shortest
from dawndusk.scenario import Scenario
from dawndusk.twin.counting import minimum_elevation
from dawndusk.twin.linked import Linked

__all__ = ["NOWHERE", "GroundRules", "Way", "ground_rules", "lengths_between", "walk", "way_at"]

Progress = Callable[[float], object]
_SLACK: Final = 1.25  # over the way before, within which the next is looked for first
_CHUNKS: Final = 8  # of the steps, for each core


class GroundRules(NamedTuple):
    """What a link to the ground must keep to."""

    minimum_elevation_deg: float
    longest_m: float


class Way(NamedTuple):
    """The way found at one moment; nothing of it where there is none.

    `satellites` are its numbers from the start on, `position_m` where they are, Earth-fixed
    (L, 3), `laser_m` the lengths of the links between them and `in_cluster` which of these are
    within a cluster, (L - 1,). `links_up` is the share of all links that are up. Where there is no
    way, `start_sees` and `end_sees` say whether either place sees a satellite, and `joined` how
    many of those that work are linked with what the end sees, as a share.
    """

    length_m: float
    satellites: NDArray[np.int32]
    position_m: FloatArray
    laser_m: FloatArray
    in_cluster: NDArray[np.bool_]
    links_up: float
    start_sees: bool = True
    end_sees: bool = True
    joined: float = 1.0


NOWHERE: Final = Way(
    np.inf, np.empty(0, np.int32), np.empty((0, 3)), np.empty(0), np.empty(0, np.bool_), 0.0
)


def ground_rules(scenario: Scenario) -> GroundRules:
    """Return least elevation and longest range of links to the ground: the scenario's, or the row.

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> ground_rules(parse({"name": "x"}))
    GroundRules(minimum_elevation_deg=25.0, longest_m=inf)
    """
    longest = scenario.network.maximum_ground_range_km
    return GroundRules(minimum_elevation(scenario), np.inf if longest is None else 1e3 * longest)


def way_at(
    linked: Linked,
    rules: GroundRules,
    start: GroundPlaces,
    end: GroundPlaces,
    seconds: float,
    most_m: float = np.inf,
) -> Way:
    r"""Find the shortest way from one place to another at a moment.

    .. math:: \ell = \min \left(\ell_{up} + \sum \ell_{laser} + \ell_{down}\right)

    Parameters
    ----------
    linked : Linked
        The constellation.
    rules : GroundRules
        Of the links to the ground.
    start, end : GroundPlaces
        One place each.
    seconds : float [s]
        From the constellation's start.
    most_m : float [m], optional
        No way longer than this is looked for; one that is found is the shortest.

    Returns
    -------
    Way
        `NOWHERE` (but for links_up, and why) if there is none.
    """
    position = linked.positions_m(seconds)
    mesh, length = linked.mesh_at(seconds), linked.lengths_m(position, seconds)
    index = np.count_nonzero(mesh.neighbour >= 0)
    up = np.count_nonzero(np.isfinite(length)) / index if index else 0.0
    view = nearest_site(position, end, *rules)
    begin = np.where(linked.working, view.range_m, np.inf)
    routes = shortest(mesh, length, begin, most_m)
    first = nearest_satellite(position, start, *rules, extra_m=routes.delay)
    if first.partner[0] < 0 or first.range_m[0] > most_m:
        seen = nearest_site(position, start, *rules).range_m[linked.working]
        many = max(1, int(np.count_nonzero(linked.working)))
        return NOWHERE._replace(
            links_up=up,
            start_sees=bool(np.isfinite(seen).any()),
            end_sees=bool(np.isfinite(begin).any()),
            joined=int(np.count_nonzero(np.isfinite(routes.delay))) / many,
        )
    path = path_of(routes, int(first.partner[0]))
    terminal = _terminals(mesh, path)
    return Way(
        float(first.range_m[0]),
        path,
        position[path],
        length[path[:-1], terminal].astype(np.float64),
        mesh.kind[path[:-1], terminal] == CLUSTER,
        up,
    )


def walk(
    linked: Linked,
    rules: GroundRules,
    start: GroundPlaces,
    end: GroundPlaces,
    seconds: FloatArray,
    progress: Progress | None = None,
) -> list[Way]:
    """Find the way at every moment, on all cores; as `way_at`.

    The next way is looked for among those a little longer than the last, and among all if there
    is none.
    """
    cores = os.cpu_count() or 1
    parts = np.array_split(seconds, min(seconds.size, _CHUNKS * cores))
    done, lock, ended = 0, threading.Lock(), threading.Event()

    def walk_part(part: FloatArray) -> list[Way]:
        nonlocal done
        ways: list[Way] = []
        last = np.inf
        for moment in part:
            if ended.is_set():
                break
            way = way_at(linked, rules, start, end, float(moment), _SLACK * last)
            if not np.isfinite(way.length_m) and np.isfinite(last):
                way = way_at(linked, rules, start, end, float(moment))
            last = way.length_m
            ways.append(way)
            if progress is not None:
                with lock:
                    done += 1
                    progress(done / seconds.size)
        return ways

    if cores == 1 or len(parts) == 1:
        return [way for part in parts for way in walk_part(part)]
    with ThreadPoolExecutor(cores) as pool:
        try:
            return [way for ways in pool.map(walk_part, parts) for way in ways]
        finally:  # or an interruption would wait for all that is still to be walked
            ended.set()


def lengths_between(
    linked: Linked,
    rules: GroundRules,
    starts: GroundPlaces,
    ends: GroundPlaces,
    seconds: float,
) -> FloatArray:
    r"""Lengths of the shortest ways from many places to many others at a moment.

    .. math:: \ell_{se} = \min \left(\ell_{up} + \sum \ell_{laser} + \ell_{down}\right)

    Parameters
    ----------
    linked, rules, seconds
        As of `way_at`.
    starts : GroundPlaces
        S places.
    ends : GroundPlaces
        E places; one pass over the constellation each.

    Returns
    -------
    ndarray [m]
        (S, E), infinite where there is no way.
    """
    position = linked.positions_m(seconds)
    mesh, length = linked.mesh_at(seconds), linked.lengths_m(position, seconds)
    seen = views(position, starts, *rules)
    found = np.full((starts.position_m.shape[0], ends.position_m.shape[0]), np.inf)
    some = np.flatnonzero(np.diff(seen.first))
    if not some.size:
        return found
    targets = views(position, ends, *rules)
    for e in range(found.shape[1]):
        rows = slice(targets.first[e], targets.first[e + 1])
        begin = np.full(linked.satellites, np.inf)
        begin[targets.satellite[rows]] = targets.range_m[rows]
        begin[~linked.working] = np.inf
        delay = shortest(mesh, length, begin).delay
        ways = seen.range_m + delay[seen.satellite]
        found[some, e] = np.minimum.reduceat(ways, seen.first[some])
    return found


def _terminals(mesh: Mesh, path: NDArray[np.int32]) -> NDArray[np.intp]:
    """Terminal through which each satellite of a path points at the next."""
    return np.asarray(np.argmax(mesh.neighbour[path[:-1]] == path[1:, None], axis=1))
