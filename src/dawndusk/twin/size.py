"""How many satellites a scenario asks for, known before any of them is placed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dawndusk.orbit.formation import cluster_size
from dawndusk.orbit.off_station import failing
from dawndusk.scenario import Scenario, ShellPlan

if TYPE_CHECKING:
    from dawndusk.orbit.imported import Imported

__all__ = ["Size", "plans_of", "size_of"]


@dataclass(frozen=True)
class Size:
    """How much there is to fly, known before any of it is built."""

    structured: int
    general: int
    imported: int
    planes: int
    longest_ring: int

    @property
    def satellites(self) -> int:
        """All of them."""
        return self.structured + self.general + self.imported


def plans_of(scenario: Scenario) -> tuple[ShellPlan, ...]:
    """Return the shells a scenario asks for; without any, one ring that carries the need.

    Parameters
    ----------
    scenario : Scenario
        What is asked.

    Returns
    -------
    tuple of ShellPlan

    Notes
    -----
    The ring is at the best estimate of the orbit's altitude and local time, and holds the need for
    compute over the power of one satellite, rounded up.

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> plans_of(parse({"name": "x", "satellite": {"it_power_kw": 100}}))[0].satellites_per_plane
    10000
    """
    if scenario.constellation is not None:
        return scenario.constellation.shells
    need_kw = 1e6 * scenario.need.compute_gw.value
    ring = {
        "name": "ring",
        "pattern": "sun_synchronous",
        "altitude_km": scenario.orbit.altitude_km.value,
        "planes": 1,
        "satellites_per_plane": math.ceil(need_kw / scenario.satellite.it_power_kw.value),
    }
    return (ShellPlan.model_validate(ring),)


def size_of(plans: tuple[ShellPlan, ...], imported: Mapping[int, Imported] | None = None) -> Size:
    """Count satellites and planes before any is placed.

    Parameters
    ----------
    plans : tuple of ShellPlan
        The shells.
    imported : mapping of place to Imported, optional
        From `read_imported`; a file that is not in it counts for nothing.

    Returns
    -------
    Size

    Examples
    --------
    >>> ring = ShellPlan(
    ...     pattern="sun_synchronous", altitude_km=650, planes=2, satellites_per_plane=100,
    ...     stack={"count": 3, "step_km": 10}, off_station={"share": 0.1, "below_km": 5},
    ... )
    >>> size_of((ring,))
    Size(structured=540, general=60, imported=0, planes=6, longest_ring=90)
    """
    structured = general = from_files = planes = longest = 0
    for place, plan in enumerate(plans):
        if plan.pattern == "imported":
            planes += 1
            from_files += imported[place].satellites if imported and place in imported else 0
            continue
        count = len(plan.altitudes_km) * (plan.planes or 1)
        ring = plan.satellites_per_plane or 1
        planes += count
        if plan.pattern == "cluster":
            spacing_m, radius_m = plan.spacing_m or 0.0, plan.radius_m or 0.0
            general += count * ring * cluster_size(spacing_m, radius_m)
            continue
        failed = 0 if plan.off_station is None else failing(ring, plan.off_station.share)
        structured += count * (ring - failed)
        general += count * failed
        longest = max(longest, ring - failed)
    return Size(structured, general, from_files, planes, longest)
