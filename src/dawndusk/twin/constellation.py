"""From what a scenario says of its constellation to groups of satellites that can be flown."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from dawndusk.orbit.eclipses import worst_day
from dawndusk.orbit.formation import cluster, cluster_lattice
from dawndusk.orbit.off_station import failing, scattered
from dawndusk.orbit.shells import Shell, sun_synchronous, walker_delta, walker_star
from dawndusk.orbit.sun import days_from_j2000
from dawndusk.scenario import Scenario, ShellPlan

if TYPE_CHECKING:
    from dawndusk.orbit.imported import Imported
    from dawndusk.orbit.shells import Loose

__all__ = [
    "Group",
    "Part",
    "Size",
    "build",
    "first_day",
    "plans_of",
    "read_imported",
    "size_of",
]

Tier = Literal["structured", "general", "imported"]
_J2000: Final = date(2000, 1, 1)


@dataclass(frozen=True, eq=False)
class Group:
    """Satellites that one call of the propagator flies, and where their planes are counted."""

    satellites: Shell | Loose | Imported
    tier: Tier
    first_plane: int


@dataclass(frozen=True, eq=False)
class Part:
    """One shell of the constellation: its own line in every table."""

    name: str
    pattern: str
    shell: Shell | None
    groups: tuple[Group, ...]
    planes: int

    @property
    def satellites(self) -> int:
        """Count of satellites, whatever has become of them."""
        return sum(group.satellites.satellites for group in self.groups)


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


def size_of(plans: tuple[ShellPlan, ...]) -> Size:
    """Count satellites and planes without building any; files of elements are not opened.

    Examples
    --------
    >>> ring = ShellPlan(
    ...     pattern="sun_synchronous", altitude_km=650, planes=2, satellites_per_plane=100,
    ...     stack={"count": 3, "step_km": 10}, off_station={"share": 0.1, "below_km": 5},
    ... )
    >>> size_of((ring,))
    Size(structured=540, general=60, imported=0, planes=6, longest_ring=90)
    """
    structured = general = imported = planes = longest = 0
    for plan in plans:
        if plan.pattern == "imported":
            planes += 1
            continue
        count = len(plan.altitudes_km) * (plan.planes or 1)
        ring = plan.satellites_per_plane or 1
        planes += count
        if plan.pattern == "cluster":
            spacing_m, radius_m = plan.spacing_m or 0.0, plan.radius_m or 0.0
            general += count * ring * len(cluster_lattice(spacing_m, radius_m))
            continue
        failed = 0 if plan.off_station is None else failing(ring, plan.off_station.share)
        structured += count * (ring - failed)
        general += count * failed
        longest = max(longest, ring - failed)
    return Size(structured, general, imported, planes, longest)


def first_day(scenario: Scenario, imported: Mapping[int, Imported]) -> date:
    """Return the day to fly: the scenario's, or the one that tells most about its shells.

    Parameters
    ----------
    scenario : Scenario
        What is asked.
    imported : mapping of place to Imported
        The groups read from files, by their place among the shells.

    Returns
    -------
    date
        The constellation's date; else the day of the study's first year on which the shadow of
        the largest sun-synchronous shell is deepest; else the latest epoch of imported elements;
        else the first of January.

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> first_day(parse({"name": "x"}), {})
    datetime.date(2026, 6, 21)
    """
    asked = scenario.constellation
    if asked is not None and asked.date is not None:
        return asked.date
    year = scenario.years.first
    turning = [p for p in plans_of(scenario) if p.pattern in ("sun_synchronous", "cluster")]
    if turning:
        largest = max(turning, key=lambda plan: size_of((plan,)).satellites)
        middle = 0.5 * (largest.altitudes_km[0] + largest.altitudes_km[-1])
        days = worst_day(middle, _local_time(largest, scenario), year)
    elif imported:
        days = np.asarray(max(group.epoch_days for group in imported.values()))
    else:
        days = days_from_j2000(year)
    return _J2000 + timedelta(days=math.floor(float(days) + 0.5))


def read_imported(plans: tuple[ShellPlan, ...]) -> dict[int, Imported]:
    """Read every file of elements once; the key is the shell's place.

    Raises
    ------
    InputError
        A file is missing, empty or broken; names the line.
    """
    from dawndusk.orbit.imported import import_elements

    return {
        place: import_elements(plan.file, plan.name or None)
        for place, plan in enumerate(plans)
        if plan.file is not None
    }


def build(
    scenario: Scenario, imported: Mapping[int, Imported], epoch_days: float, seed: int
) -> tuple[Part, ...]:
    """Place every satellite of a scenario.

    Parameters
    ----------
    scenario : Scenario
        What is asked.
    imported : mapping of place to Imported
        From `read_imported`.
    epoch_days : float [d]
        Days from J2000.0 at which the shells have their pattern.
    seed : int
        Of where the satellites that drift are.

    Returns
    -------
    tuple of Part
        In the order of the scenario, a stack from the bottom up.

    Raises
    ------
    InputError
        A shell cannot be: it is then named.

    Notes
    -----
    The drift of one shell does not depend on the others: each draws from a stream of its own.

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> [part.satellites for part in build(parse({"name": "x"}), {}, 9000.0, 1)]
    [10000]
    """
    parts: list[Part] = []
    plane = 0
    plans = plans_of(scenario)
    streams = np.random.SeedSequence(seed).spawn(len(plans))
    for place, (plan, stream) in enumerate(zip(plans, streams, strict=True)):
        if place in imported:
            group = Group(imported[place], "imported", plane)
            made = [Part(imported[place].name, plan.pattern, None, (group,), 1)]
        else:
            made = list(_stack(plan, scenario, epoch_days, plane, np.random.default_rng(stream)))
        parts += made
        plane += sum(part.planes for part in made)
    return tuple(_told_apart(parts))


def _stack(
    plan: ShellPlan, scenario: Scenario, epoch_days: float, plane: int, rng: np.random.Generator
) -> Iterator[Part]:
    for altitude_km in plan.altitudes_km:
        name = plan.name or plan.pattern.replace("_", "-")
        if plan.stack is not None or not plan.name:
            name = f"{name} {altitude_km:g} km"
        shell = _shell(plan, scenario, name, altitude_km, epoch_days)
        groups: tuple[Group, ...] = (Group(shell, "structured", plane),)
        if plan.off_station is not None and plan.off_station.share > 0.0:
            off = plan.off_station
            rest, drifting = scattered(shell, off.share, off.below_km, rng)
            groups = (Group(rest, "structured", plane), Group(drifting, "general", plane))
        elif plan.spacing_m is not None and plan.radius_m is not None:
            swarm = cluster(shell, plan.spacing_m, plan.radius_m)
            groups = (Group(swarm, "general", plane),)
        yield Part(name, plan.pattern, shell, groups, shell.planes)
        plane += shell.planes


def _shell(
    plan: ShellPlan, scenario: Scenario, name: str, altitude_km: float, epoch_days: float
) -> Shell:
    planes, per_plane, phasing = plan.planes or 1, plan.satellites_per_plane or 1, plan.phasing or 0
    if plan.pattern in ("walker_delta", "walker_star"):
        make = walker_delta if plan.pattern == "walker_delta" else walker_star
        return make(
            name, altitude_km, plan.inclination_deg or 0.0, planes, per_plane, phasing, epoch_days
        )
    return sun_synchronous(
        name,
        altitude_km,
        _local_time(plan, scenario),
        planes,
        per_plane,
        phasing,
        epoch_days,
        span_h=plan.local_time_span_h or 0.0,
        inclination_deg=plan.inclination_deg,
    )


def _local_time(plan: ShellPlan, scenario: Scenario) -> float:
    return scenario.orbit.local_time_h.value if plan.local_time_h is None else plan.local_time_h


def _told_apart(parts: list[Part]) -> Iterator[Part]:
    """Give a number to every shell whose name another one has."""
    seen: Counter[str] = Counter()
    for part in parts:
        seen[part.name] += 1
        times = seen[part.name]
        yield part if times == 1 else replace(part, name=f"{part.name} ({times})")
