"""What the network could carry at one moment: shared alike, grouped, and with larger gateways."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.network.bottlenecks import cut_off, site_rate_needed
from dawndusk.network.capacity import aggregate, linear_program, plane_segments
from dawndusk.network.concurrent_flow import concurrent_flow
from dawndusk.network.routes import largest_part
from dawndusk.twin.linked import Linked
from dawndusk.twin.network_moment import Ask, graph_at

__all__ = ["MOST_LIMITED", "limits", "parts_cut_off"]

MOST_LIMITED: Final = 50_000  # satellites; beyond, it would take longer than the flight
GROUPS: Final = 400  # of satellites, about
_STRIPS: Final = 20  # of planes side by side
_GAP: Final = 0.01
_PRECISION: Final = 0.02  # of the rate that a gateway needs
_MOST_PARTS: Final = 10


def limits(linked: Linked, ask: Ask, seconds: float) -> dict[str, Any] | None:
    """Say what the network carries at a moment if all are served alike, and what would be needed.

    Parameters
    ----------
    linked : Linked
        The constellation.
    ask : Ask
        What is asked of it.
    seconds : float [s]
        From the constellation's start.

    Returns
    -------
    dict or None
        ``equal_share`` and ``equal_share_bound``: of its demand that every satellite with a way
        can send at once, and what no routing exceeds; ``grouped_bound``: the same by a linear
        program over ``groups`` of satellites, each of which is taken to be free within;
        ``gbps_per_site_needed``: rate of every gateway in view at which all gets through, None
        where lasers are in the way; ``gbps_per_site_even``: if lasers could share it out evenly;
        ``laser_share``: what gets through with gateways of any rate. None where nothing is asked,
        nothing can flow, or there are more than 50,000 satellites.
    """
    if linked.satellites > MOST_LIMITED or ask.gbps <= 0.0:
        return None
    graph, asked = graph_at(linked, ask, seconds)
    if graph is None or graph.views.gateway.size == 0:
        return None
    equal = concurrent_flow(graph, asked, gap=_GAP, waves=2000)
    group = _groups(linked)
    sends = np.where(equal.flow.no_way, 0.0, asked)  # a group would give a way to who has none
    merged = linear_program(aggregate(graph, group), np.bincount(group, weights=sends))
    needed = site_rate_needed(graph, asked, precision=_PRECISION)
    finite = bool(np.isfinite(needed.gbps_per_site))
    return {
        "equal_share": equal.share,
        "equal_share_bound": equal.bound,
        "grouped_bound": merged.share,
        "groups": int(group.max()) + 1,
        "gbps_per_site_needed": needed.gbps_per_site if finite else None,
        "gbps_per_site_even": needed.even_gbps_per_site,
        "laser_share": needed.carried_share,
    }


def _groups(linked: Linked) -> NDArray[np.int32]:
    """Gather satellites into some hundred groups by shell, planes and place."""
    planes = int(linked.plane.max()) + 1
    at_once = -(-planes // _STRIPS)
    strips = -(-planes // at_once) * (int(linked.shell.max()) + 1)
    segments = max(1, GROUPS // strips)
    return plane_segments(linked.shell, linked.plane, linked.place, at_once, segments)


def parts_cut_off(
    linked: Linked, seconds: float, rtt_ms: FloatArray, works: NDArray[np.bool_]
) -> list[dict[str, Any]]:
    """Name the parts of the mesh without a way to a gateway at a moment, the largest ten."""
    lost = works & np.isnan(rtt_ms)
    if not lost.any():
        return []
    position = linked.positions_m(seconds)
    mesh, length = linked.mesh_at(seconds), linked.lengths_m(position, seconds)
    _, part = largest_part(mesh, length, works)
    names = [shell.name for shell in linked.parts]
    return cut_off(part, lost, linked.shell, linked.plane, names)[:_MOST_PARTS]
