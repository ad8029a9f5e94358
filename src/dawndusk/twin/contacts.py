"""The plan of contacts of a route: all satellites that ever carry it, and both of its ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import R_EARTH, FloatArray
from dawndusk.data import catalogue
from dawndusk.errors import InputError
from dawndusk.network.cities import find_place
from dawndusk.network.contact_plan import ContactPlan, contact_plan
from dawndusk.network.ground_links import GroundPlaces, ground_places
from dawndusk.network.mesh import Mesh
from dawndusk.network.radio import gateway_site
from dawndusk.network.slant import slant
from dawndusk.network.terminals import rate_gbps, terminal
from dawndusk.scenario import Scenario
from dawndusk.twin.flown_time import steps_of
from dawndusk.twin.linked import Linked, linked_constellation
from dawndusk.twin.ways import ground_rules, walk

__all__ = ["route_contacts"]

Progress = Callable[[float], object]
_MOST: Final = 5e7  # satellites times steps, and links times steps, that are held: about a gigabyte


def route_contacts(
    scenario: Scenario,
    start: str,
    end: str,
    hours: float = 24.0,
    step_s: float = 60.0,
    date: date | None = None,
    seed: int | None = None,
    progress: Progress | None = None,
) -> ContactPlan:
    """Plan the contacts of all satellites that lie on the way from one place to another.

    Parameters
    ----------
    scenario, start, end, hours, step_s, date, seed, progress
        As of `dawndusk.twin.route.route`.

    Returns
    -------
    ContactPlan
        Nodes 1 and 2 are the ends, the others satellites that are on the shortest way at some
        step, by shell, plane and place. Contacts are all that these have with the ends and with
        each other.

    Raises
    ------
    InputError
        As of `route`; fewer than four steps; too many satellites and steps to hold.

    Notes
    -----
    Lasers carry what the long-haul terminal of the catalogue does at the longest length of the
    contact; links to the ground what one antenna of a gateway (or a laser of the ground, where the
    scenario's gateways are optical) does under a clear sky at the catalogue's elevation.
    """
    ends = find_place(start), find_place(end)
    steps = steps_of(hours, step_s)
    linked = linked_constellation(scenario, date, seed)
    rules = ground_rules(scenario)
    time_s = np.asarray(step_s * np.arange(steps), dtype=np.float64)
    places = [ground_places([place.latitude_deg], [place.longitude_deg]) for place in ends]
    ways = walk(linked, rules, places[0], places[1], time_s, progress)
    used = np.unique(np.concatenate([way.satellites for way in ways]))
    names = ends[0].name, ends[1].name
    start_utc = f"{linked.day.isoformat()}T00:00:00Z"
    if not used.size:
        return ContactPlan(start_utc, names, (), 0.0, step_s)
    _require_room(used.size * steps)
    position_m, pairs, length_m = _followed(linked, used, time_s)
    altitude_km = (float(np.linalg.norm(position_m[0], axis=-1).mean()) - R_EARTH) / 1e3
    long_haul = terminal("isl")
    return contact_plan(
        start_utc,
        time_s,
        _names(linked, used),
        position_m,
        names,
        GroundPlaces(*(np.concatenate(both) for both in zip(*places, strict=True))),
        rules.minimum_elevation_deg,
        _ground_gbps(scenario, altitude_km),
        pairs,
        length_m,
        lambda metres: float(rate_gbps(long_haul, metres / 1e3)),
        rules.longest_m,
    )


def _require_room(held: float) -> None:
    if held > _MOST:
        raise InputError(
            "the plan of contacts is too large",
            got=f"{held:,.0f} satellites or links times steps",
            allowed=f"{_MOST:,.0f}",
            remedy="take a longer step, or fewer hours",
        )


def _names(linked: Linked, used: NDArray[np.int32]) -> tuple[str, ...]:
    """Return names by shell, plane and place."""
    return tuple(
        f"{linked.parts[linked.shell[i]].name} {linked.plane[i]}/{linked.place[i]}" for i in used
    )


def _ground_gbps(scenario: Scenario, altitude_km: float) -> float:
    """Rate of a link to the ground, the weaker direction."""
    if scenario.network.ground_link == "radio":
        site = gateway_site(altitude_km)
        return float(min(site.antenna_uplink_gbps, site.antenna_downlink_gbps))
    elevation = catalogue()["network.optical_ground.elevation_deg"].value
    return float(rate_gbps(terminal("ground"), slant(altitude_km, elevation).range_km))


def _followed(
    linked: Linked, used: NDArray[np.int32], time_s: FloatArray
) -> tuple[FloatArray, NDArray[np.int32], FloatArray]:
    """Positions (T, S, 3), links between them (L, 2), and their lengths (T, L), at every step."""
    own = np.full(linked.satellites, -1, dtype=np.int64)
    own[used] = np.arange(used.size)

    def keys_of(mesh: Mesh) -> NDArray[np.int64]:
        """Number of each link of a used satellite to a later one, (S, K); -1 for all others."""
        partner = mesh.neighbour[used]
        other = np.where(partner >= 0, own[partner], -1)
        first = np.arange(used.size)[:, None]
        return np.asarray(np.where(other > first, first * used.size + other, -1))

    keys = np.empty(0, dtype=np.int64)
    last = None
    for seconds in time_s:
        mesh = linked.mesh_at(float(seconds))
        if mesh is not last:
            keys = np.union1d(keys, keys_of(mesh))
            last = mesh
    keys = keys[keys >= 0]
    _require_room(keys.size * time_s.size)
    position_m = np.empty((time_s.size, used.size, 3))
    length_m = np.full((time_s.size, keys.size), np.inf)
    for step, seconds in enumerate(time_s.tolist()):
        everywhere = linked.positions_m(seconds)
        position_m[step] = everywhere[used]
        found = keys_of(linked.mesh_at(seconds))
        there = found >= 0
        lengths = linked.lengths_m(everywhere, seconds)[used][there]
        length_m[step, np.searchsorted(keys, found[there])] = lengths
    pairs = np.stack([keys // used.size, keys % used.size], axis=-1).astype(np.int32)
    return position_m, pairs, length_m
