"""Fewer satellites in the same orbits: what is seen from the ground hardly changes."""

from __future__ import annotations

import math

from dawndusk.scenario import Scenario, ShellPlan
from dawndusk.twin.size import plans_of, size_of

__all__ = ["thinned"]

_PLANES = 60
_SHELLS = 3


def thinned(scenario: Scenario, most: int) -> tuple[Scenario, int]:
    """Return the scenario with at most about so many satellites, and how many it has in full.

    Parameters
    ----------
    scenario : Scenario
        What is asked.
    most : int
        Satellites to keep; a constellation of no more is returned as it is.

    Returns
    -------
    tuple of Scenario and int

    Notes
    -----
    Planes, stacked shells and satellites of a plane are thinned evenly: heights, inclinations and
    local times stay. Imported elements and clusters are left as they are. For what is seen from the
    ground, not for how satellites are linked.

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> few, full = thinned(parse({"name": "x"}), 720)
    >>> size_of(plans_of(few)).satellites, full
    (720, 10000)
    """
    plans = plans_of(scenario)
    full = size_of(plans).satellites
    if full <= most:
        return scenario, full
    share = most / full
    shells = tuple(_fewer(plan, share) for plan in plans)
    asked = scenario.constellation
    date = None if asked is None else asked.date
    elevation = None if asked is None else asked.minimum_elevation_deg
    from dawndusk.scenario import Constellation

    made = Constellation(date=date, minimum_elevation_deg=elevation, shells=shells)
    return scenario.model_copy(update={"constellation": made}), full


def _fewer(plan: ShellPlan, share: float) -> ShellPlan:
    if plan.pattern in ("imported", "cluster"):
        return plan
    planes, ring = plan.planes or 1, plan.satellites_per_plane or 1
    stacked = 1 if plan.stack is None else plan.stack.count
    wanted = max(1.0, share * planes * ring * stacked)
    fewer_planes = min(planes, _PLANES)
    fewer_shells = min(stacked, _SHELLS)
    update: dict[str, object] = {
        "planes": fewer_planes,
        "satellites_per_plane": max(1, math.floor(wanted / (fewer_planes * fewer_shells))),
        "phasing": None if plan.phasing is None else min(plan.phasing, fewer_planes - 1),
        "off_station": None,
    }
    if plan.stack is not None and fewer_shells < stacked:
        step = plan.stack.step_km * (stacked - 1) / max(fewer_shells - 1, 1)
        stack = plan.stack.model_copy(update={"count": fewer_shells, "step_km": step})
        update["stack"] = stack
    return plan.model_copy(update=update)
