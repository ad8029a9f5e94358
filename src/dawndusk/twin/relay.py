"""A communications constellation that carries users to compute that is not over their heads."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.data import catalogue
from dawndusk.network.overhead import Overhead, links_to_source
from dawndusk.network.routes import shortest
from dawndusk.scenario import Scenario, ShellPlan
from dawndusk.twin.linked import Linked, LinkRules

__all__ = ["RelayWay", "relay_plan", "way_to_nodes"]


class RelayWay(NamedTuple):
    """The way from each satellite of a relay to the nearest node, one entry each.

    Attributes
    ----------
    length_m : ndarray [m]
        Of the way, with `hop_m` for every satellite of the relay on it; infinite without one.
    satellites : ndarray of int32
        Of the relay on the way, itself included; 0 without a way.
    """

    length_m: FloatArray
    satellites: NDArray[np.int32]


def relay_plan(scenario: Scenario) -> ShellPlan:
    """Return the shell of the relay: the scenario's, or the catalogue's.

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> plan = relay_plan(parse({"name": "x"}))
    >>> plan.altitude_km, plan.planes, plan.satellites_per_plane
    (550.0, 72, 22)
    """
    if scenario.network.relay is not None:
        return scenario.network.relay
    rows = catalogue()

    def row(name: str) -> float:
        return rows[f"network.relay.{name}"].value

    return ShellPlan(
        name="relay",
        pattern="walker_delta",
        altitude_km=row("altitude_km"),
        inclination_deg=row("inclination_deg"),
        planes=int(row("planes")),
        satellites_per_plane=int(row("satellites_per_plane")),
        phasing=int(row("phasing")),
    )


def way_to_nodes(
    relay: Linked,
    position_m: FloatArray,
    seconds: float,
    nodes: Overhead,
    rules: LinkRules,
    hop_m: float,
) -> RelayWay:
    """Find the shortest way from every satellite of a relay over its lasers to the nearest node.

    Parameters
    ----------
    relay : Linked
        The relay.
    position_m : ndarray [m]
        Where it is at the moment, (N, 3).
    seconds : float [s]
        The moment.
    nodes : Overhead
        Those that can answer.
    rules : LinkRules
        Of the laser between relay and node.
    hop_m : float [m]
        Light's way in the time that a satellite takes to pass a packet on.

    Returns
    -------
    RelayWay

    Notes
    -----
    A laser that can be pointed anywhere is taken to be free on both sides.
    """
    direct = nodes.nearest_in_sight(position_m, rules.longest_m, rules.grazing_height_m).range_m
    begin = np.where(relay.working, direct + hop_m, np.inf)
    length = relay.lengths_m(position_m, seconds) + np.float32(hop_m)
    routes = shortest(relay.mesh_at(seconds), length, begin)
    reached = np.isfinite(routes.delay)
    return RelayWay(
        routes.delay, np.where(reached, links_to_source(routes) + 1, 0).astype(np.int32)
    )
