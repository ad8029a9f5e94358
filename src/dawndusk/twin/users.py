"""How late compute on Earth and in orbit answers the people of the world, over some hours."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import C_LIGHT, FloatArray
from dawndusk.data import catalogue
from dawndusk.errors import InputError
from dawndusk.network.fibre import fibre_ms, great_circle_km
from dawndusk.network.ground_links import GroundPlaces, ground_places
from dawndusk.network.latency import (
    LatencyTerms,
    fibre_rtt_ms,
    gateway_rtt_ms,
    latency_terms,
    light_rtt_ms,
    overhead_rtt_ms,
)
from dawndusk.network.overhead import sort_overhead
from dawndusk.network.people import People, people
from dawndusk.network.regions import edge_sites, regions
from dawndusk.scenario import Scenario
from dawndusk.twin.flown_time import steps_of
from dawndusk.twin.ground import candidates
from dawndusk.twin.linked import Linked, linked_constellation
from dawndusk.twin.relay import relay_plan, way_to_nodes
from dawndusk.twin.route_result import RouteResult
from dawndusk.twin.users_summary import Delays, orbit_share, summarise_ways, ways_series
from dawndusk.twin.ways import GroundRules, ground_rules
from dawndusk.version import __version__

__all__ = ["USERS_STEP_S", "users_latency"]

Progress = Callable[[float], object]
USERS_STEP_S: Final = 1800.0
_MOST_STEPS: Final = 1500  # every place at every step is kept
_MOST_THREADS: Final = 4  # each holds the positions of all satellites
_ERRORS: Final = {
    "people": "Half of the world's people are in the table of cities; the rest are placed around "
    "their country's towns, equally many around each. Cells of 2 degrees: up to 150 km.",
    "fibre": "One stretch for the whole world, 1.5; by route it is 1.05 to more than 2.",
    "terms": "Access, gateway, last mile and queue are estimates, each by some 5 ms or more; with "
    "them Starlink's measured median in the US is met to 1 ms. Whether a satellite overhead or a "
    "site in the same city is quicker lies within them: see orbit_quickest_if.",
    "choice": "Each way is the quickest of its kind, whatever else travels on it, in any "
    "jurisdiction and any weather; any node answers, asleep in shadow or not, and none holds a "
    "user's state. Everybody is taken to have both a line and a terminal.",
    "gateways": "Those of the table are today's stations for Earth observation, many of them "
    "polar and far from people, less those without a cable; a scenario may name its own.",
    "still_sky": "Each step looks at a still sky; no handover, no wait for a new link.",
    "mean": "The terms are means: the tail of handovers and bursts is not in the percentiles.",
}


class _Sight(NamedTuple):
    """What one moment gives every place: metres through space, and ms through gateways."""

    overhead_m: FloatArray
    gateway_ms: FloatArray
    relay_m: FloatArray
    relay_hops: NDArray[np.int32]


class _Ground(NamedTuple):
    """Who and what stands on the ground, and the fibre between."""

    places: GroundPlaces
    gateways: GroundPlaces
    gateway_fibre_ms: FloatArray


def users_latency(
    scenario: Scenario,
    hours: float = 24.0,
    step_s: float = USERS_STEP_S,
    date: date | None = None,
    seed: int | None = None,
    progress: Progress | None = None,
) -> RouteResult:
    r"""Find how late the world's people are served: nearest region, edge, and three ways by orbit.

    .. math::

        t_{overhead} = \frac{2 \rho}{c} + t_{access}, \quad
        t_{gateway} = \min_g \left(\frac{2 s n d_g}{c} + \frac{2 \rho_g}{c}\right) + t_{ground},
        \quad t_{relay} = \frac{2}{c} \min_i (\rho_i + \ell_i) + t_{access}

    Parameters
    ----------
    scenario : Scenario
        What flies: every working satellite is a node that can answer.
    hours : float [h], optional
        How long, up to a year.
    step_s : float [s], optional
        From one look to the next; at most 1,500 looks.
    date : datetime.date, optional
        First day, from 0 h UT, instead of the constellation's.
    seed : int, optional
        Of what has failed, instead of the scenario's.
    progress : callable, optional
        Called with the share done, 0 to 1.

    Returns
    -------
    RouteResult
        Of kind "users".

    Raises
    ------
    InputError
        Hours, step or date out of range; a shell that cannot be.

    Notes
    -----
    Overhead: a user's own terminal sees the node itself. Gateway: the user's line, fibre to a
    gateway, the nearest node over it. Relay: the user's terminal, lasers of a communications
    constellation, a laser to the nearest node. Weather, capacity and jurisdiction are left out, on
    Earth and in orbit; see `errors` of the summary.
    """
    timings: dict[str, float] = {}
    started = time.perf_counter()
    steps = steps_of(hours, step_s)
    if steps > _MOST_STEPS:
        raise InputError(
            "too many looks for the world's people",
            got=f"{steps:,} of {step_s:g} s",
            allowed=f"up to {_MOST_STEPS:,}",
            remedy=f"a step of {np.ceil(3600.0 * hours / _MOST_STEPS):g} s or more",
        )
    terms = latency_terms(scenario.network.fibre_stretch)
    world = people()
    linked = linked_constellation(scenario, date, seed)
    relay = linked_constellation(scenario, linked.day, seed, plans=(relay_plan(scenario),))
    rules = ground_rules(scenario)
    ground = _stand(scenario, world, terms)
    timings["placing_s"] = time.perf_counter() - started

    started = time.perf_counter()
    moments = step_s * np.arange(steps, dtype=np.float64)
    sights = _look(linked, relay, rules, ground, terms, moments, progress)
    timings["looking_s"] = time.perf_counter() - started

    started = time.perf_counter()
    table, edge = regions(), edge_sites()
    region_km, region = _nearest_km(world, table.latitude_deg, table.longitude_deg)
    edge_km, site = _nearest_km(world, edge.latitude_deg, edge.longitude_deg)
    ways = {
        "nearest_region": _by_fibre(region_km, terms),
        "edge": _by_fibre(edge_km, terms),
        **_by_orbit(sights, terms),
    }
    total = float(world.people.sum())
    summary = {
        "verb": "route",
        "kind": "users",
        "version": __version__,
        "scenario": scenario.name,
        "title": scenario.title,
        "start_utc": f"{linked.day.isoformat()}T00:00:00Z",
        "hours": hours,
        "step_s": step_s,
        "steps": steps,
        "people": total,
        "points": int(world.people.size),
        "satellites": linked.satellites,
        "working": int(np.count_nonzero(linked.working)),
        "minimum_elevation_deg": rules.minimum_elevation_deg,
        "gateways": int(ground.gateways.position_m.shape[0]),
        "regions": len(table.name),
        "edge_sites": len(edge.name),
        "relay": {
            "name": ", ".join(part.name for part in relay.parts),
            "satellites": relay.satellites,
        },
        **summarise_ways(ways, world),
        "abroad_share": {
            "nearest_region": _abroad(world, table.country[region]),
            "edge": _abroad(world, edge.country[site]),
        },
        "orbit_quickest_if": _if_terms_are(ways, world, terms),
        "fibre_stretch": terms.fibre_stretch,
        "terms_ms": {
            "latency.access_ms": terms.access_ms,
            "queue_ms": terms.queue_ms,
            "latency.gateway_ms": terms.gateway_ms,
            "latency.hop_ms": terms.hop_ms,
            "latency.last_mile_ms": terms.last_mile_ms,
            "latency.region_ms": terms.region_ms,
        },
        "errors": dict(_ERRORS),
    }
    series = ways_series(ways, world)
    timings["summary_s"] = time.perf_counter() - started
    summary["timings_s"] = {name: round(seconds, 4) for name, seconds in timings.items()}
    return RouteResult(scenario, summary, series, {})


def _stand(scenario: Scenario, world: People, terms: LatencyTerms) -> _Ground:
    """Place people and gateways, and the fibre from each place to each gateway."""
    sites = candidates(scenario)
    distance = great_circle_km(
        world.latitude_deg[:, None],
        world.longitude_deg[:, None],
        sites.latitude_deg,
        sites.longitude_deg,
    )
    return _Ground(
        ground_places(world.latitude_deg, world.longitude_deg),
        ground_places(sites.latitude_deg, sites.longitude_deg),
        fibre_ms(distance, terms.fibre_stretch, terms.fibre_index),
    )


def _look(
    linked: Linked,
    relay: Linked,
    rules: GroundRules,
    ground: _Ground,
    terms: LatencyTerms,
    moments: FloatArray,
    progress: Progress | None,
) -> list[_Sight]:
    """Look at every moment, on a few cores; the order of the answers is that of the moments."""
    done, lock, ended = 0, threading.Lock(), threading.Event()

    def look_once(seconds: float) -> _Sight | None:
        nonlocal done
        if ended.is_set():
            return None
        sight = _look_at(linked, relay, rules, ground, terms, seconds)
        if progress is not None:
            with lock:
                done += 1
                progress(done / moments.size)
        return sight

    cores = min(os.cpu_count() or 1, _MOST_THREADS)
    with ThreadPoolExecutor(cores) as pool:
        try:
            found = list(pool.map(look_once, moments.tolist()))
        finally:  # or an interruption would wait for all that is still to be looked at
            ended.set()
    return [sight for sight in found if sight is not None]


def _look_at(
    linked: Linked,
    relay: Linked,
    rules: GroundRules,
    ground: _Ground,
    terms: LatencyTerms,
    seconds: float,
) -> _Sight:
    nodes = sort_overhead(linked.positions_m(seconds), linked.working)
    overhead_m = nodes.nearest(ground.places, *rules).range_m
    up_ms = light_rtt_ms(nodes.nearest(ground.gateways, *rules).range_m)
    gateway_ms = (ground.gateway_fibre_ms + up_ms).min(axis=1)
    hop_m = 1e-3 * terms.hop_ms * C_LIGHT
    carriers = relay.positions_m(seconds)
    way = way_to_nodes(relay, carriers, seconds, nodes, linked.rules, hop_m)
    seen = sort_overhead(carriers, relay.working).nearest(
        ground.places, *rules, extra_m=way.length_m
    )
    hops = np.where(seen.partner >= 0, way.satellites[seen.partner], 0)
    return _Sight(overhead_m, gateway_ms, seen.range_m, hops.astype(np.int32))


def _by_fibre(distance_km: FloatArray, terms: LatencyTerms) -> Delays:
    """Round trips of users on the ground to compute on the ground."""
    return Delays(
        fibre_rtt_ms(distance_km, terms),
        fibre_ms(distance_km, terms.fibre_stretch, terms.fibre_index),
    )


def _by_orbit(sights: list[_Sight], terms: LatencyTerms) -> dict[str, Delays]:
    """Round trips by the three ways through orbit, (T, P)."""
    overhead = np.stack([sight.overhead_m for sight in sights])
    gateway = np.stack([sight.gateway_ms for sight in sights])
    relay = np.stack([sight.relay_m for sight in sights])
    switched = np.stack([2.0 * terms.hop_ms * sight.relay_hops for sight in sights])
    return {
        "orbit_overhead": Delays(overhead_rtt_ms(overhead, terms), light_rtt_ms(overhead)),
        "orbit_gateway": Delays(gateway + gateway_rtt_ms(0.0, 0.0, terms), gateway),
        "orbit_relay": Delays(overhead_rtt_ms(relay, terms), light_rtt_ms(relay) - switched),
    }


def _if_terms_are(
    ways: dict[str, Delays], world: People, terms: LatencyTerms
) -> list[dict[str, Any]]:
    """For whom orbit is the quickest if a term is at the low or the high end of its row."""
    terminal = ("orbit_overhead", "orbit_relay")
    line = ("nearest_region", "edge", "orbit_gateway")
    said = []
    for name, of, used in (
        ("latency.access_ms", terminal, terms.access_ms),
        ("latency.last_mile_ms", line, terms.last_mile_ms),
    ):
        for value in catalogue()[name].shape.bounds():
            shift = dict.fromkeys(of, value - used)
            share = orbit_share(ways, world, shift)
            said.append({"row": name, "value": value, "quickest_share": share})
    return said


def _nearest_km(
    world: People, latitude_deg: FloatArray, longitude_deg: FloatArray
) -> tuple[FloatArray, NDArray[np.intp]]:
    """Distance from each place to the nearest of some sites [km], and which it is."""
    distance = great_circle_km(
        world.latitude_deg[:, None], world.longitude_deg[:, None], latitude_deg, longitude_deg
    )
    which = distance.argmin(axis=1)
    return np.take_along_axis(distance, which[:, None], axis=1)[:, 0], which


def _abroad(world: People, country: NDArray[np.str_]) -> float:
    """Share of the people whose nearest site is in another country than their own."""
    return float(world.people[world.country != country].sum() / world.people.sum())
