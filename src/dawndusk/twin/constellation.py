"""From what a scenario says of its constellation to groups of satellites that can be flown."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError, ScenarioError
from dawndusk.orbit.eclipses import worst_day
from dawndusk.orbit.formation import cluster
from dawndusk.orbit.off_station import scattered
from dawndusk.orbit.shells import Shell, sun_synchronous, walker_delta, walker_star
from dawndusk.orbit.sun import days_from_j2000
from dawndusk.scenario import Scenario, ShellPlan
from dawndusk.twin.memory import require_memory_to_read
from dawndusk.twin.size import plans_of, size_of

if TYPE_CHECKING:
    from dawndusk.orbit.imported import Imported
    from dawndusk.orbit.shells import Loose

__all__ = [
    "DesignOrbits",
    "FirstDay",
    "Group",
    "Part",
    "build",
    "design_orbits",
    "first_day",
    "main_local_time",
    "orbit_of",
    "read_imported",
]

SYNCHRONOUS: Final = ("sun_synchronous", "cluster")
Tier = Literal["structured", "general", "imported"]
Chosen = Literal["asked", "deepest shadow", "elements", "new year"]
MOST_LOCAL_TIMES: Final = 9  # of a shell, for the design of its satellite
DESIGN_SLACK_KM: Final = 10.0  # over which sunlight, dose and drag change by a few per cent
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
    plan: ShellPlan | None = None

    @property
    def satellites(self) -> int:
        """Count of satellites, whatever has become of them."""
        return sum(group.satellites.satellites for group in self.groups)


class FirstDay(NamedTuple):
    """The first day of a flight, and why this one."""

    day: date
    chosen: Chosen


def first_day(scenario: Scenario, imported: Mapping[int, Imported]) -> FirstDay:
    """Return the day to fly: the scenario's, or the one that tells most about its shells.

    Parameters
    ----------
    scenario : Scenario
        What is asked.
    imported : mapping of place to Imported
        The groups read from files, by their place among the shells.

    Returns
    -------
    FirstDay
        The day, and why this one: the constellation's date; else the day of the study's first
        year on which the shadow of the largest sun-synchronous shell is deepest; else the latest
        epoch of imported elements; else the first of January.

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> first_day(parse({"name": "x"}), {})
    FirstDay(day=datetime.date(2026, 6, 21), chosen='deepest shadow')
    """
    asked = scenario.constellation
    if asked is not None and asked.date is not None:
        return FirstDay(asked.date, "asked")
    year = scenario.years.first
    largest = _largest_synchronous(scenario)
    if largest is not None:
        middle = 0.5 * (largest.altitudes_km[0] + largest.altitudes_km[-1])
        days = worst_day(middle, _local_time(largest, scenario), year)
        chosen: Chosen = "deepest shadow"
    elif imported:
        days = np.asarray(max(group.epoch_days for group in imported.values()))
        chosen = "elements"
    else:
        days, chosen = days_from_j2000(year), "new year"
    return FirstDay(_J2000 + timedelta(days=math.floor(float(days) + 0.5)), chosen)


def main_local_time(scenario: Scenario) -> float | None:
    """Return the local time [h] of the largest sun-synchronous shell; None without one.

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> main_local_time(parse({"name": "x"}))
    18.0
    """
    largest = _largest_synchronous(scenario)
    return None if largest is None else _local_time(largest, scenario)


def _largest_synchronous(scenario: Scenario) -> ShellPlan | None:
    turning = [p for p in plans_of(scenario) if p.pattern in SYNCHRONOUS]
    return max(turning, key=lambda plan: size_of((plan,)).satellites, default=None)


def read_imported(plans: tuple[ShellPlan, ...]) -> dict[int, Imported]:
    """Read every file of elements once; the key is the shell's place.

    Raises
    ------
    InputError
        A file is missing, empty, broken (names the line) or too large for the memory.
    """
    from dawndusk.orbit.imported import import_elements

    found: dict[int, Imported] = {}
    files = {place: plan.file for place, plan in enumerate(plans) if plan.file is not None}
    try:
        require_memory_to_read(files.values())
        for place, file in files.items():
            found[place] = import_elements(file, plans[place].name or None)
    except OSError as error:  # a path that no system can hold
        raise InputError(
            f"a file of elements cannot be read: {error.strerror}", got=error.filename
        ) from None
    return found


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
            made = [Part(imported[place].name, plan.pattern, None, (group,), 1, plan)]
        else:
            rng = np.random.default_rng(stream)
            try:
                made = list(_stack(plan, scenario, epoch_days, plane, rng))
            except InputError as error:
                raise ScenarioError(f"constellation.shells.{place}: {error}") from error
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
        yield Part(name, plan.pattern, shell, groups, shell.planes, plan)
        plane += shell.planes


def _shell(
    plan: ShellPlan, scenario: Scenario, name: str, altitude_km: float, epoch_days: float
) -> Shell:
    planes, per_plane, phasing = plan.planes or 1, plan.satellites_per_plane or 1, plan.phasing or 0
    if plan.pattern in ("walker_delta", "walker_star"):
        make = walker_delta if plan.pattern == "walker_delta" else walker_star
        return make(
            name, altitude_km, plan.inclination_deg or 0.0, planes, per_plane, phasing, epoch_days,
            bool(plan.staggered),
        )  # fmt: skip
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
    """Give a number to every shell whose name another one has, and to its file of elements."""
    seen: Counter[str] = Counter()
    for part in parts:
        seen[part.name] += 1
        times = seen[part.name]
        yield part if times == 1 else _renamed(part, f"{part.name} ({times})")


def _renamed(part: Part, name: str) -> Part:
    groups = tuple(
        replace(group, satellites=replace(group.satellites, name=name)) for group in part.groups
    )
    return replace(part, name=name, groups=groups)


def orbit_of(part: Part) -> tuple[float, float]:
    """Return altitude [km] and inclination [deg] of a shell; of imported satellites the medians."""
    if part.shell is not None:
        return part.shell.altitude_km, float(np.degrees(part.shell.inclination_rad))
    held: Any = part.groups[0].satellites
    return (
        float(np.median(held.altitude_km)),
        float(np.degrees(np.median(held.inclination_rad))),
    )


class DesignOrbits(NamedTuple):
    """Orbits that one design of satellite flies in, and how many satellites are in each."""

    altitude_km: FloatArray
    local_time_h: FloatArray
    satellites: FloatArray


def design_orbits(scenario: Scenario) -> DesignOrbits:
    """Return the sun-synchronous orbits of a constellation, for the satellite that must bear all.

    Parameters
    ----------
    scenario : Scenario
        With a constellation.

    Returns
    -------
    DesignOrbits
        altitude_km [km], local_time_h [h] and satellites [1], each of shape (orbits,): every shell
        at up to nine of its local times, evenly spread.

    Raises
    ------
    InputError
        A shell is not sun-synchronous, or the mean altitude is not the scenario's.

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> shell = {"pattern": "sun_synchronous", "altitude_km": 640, "local_time_span_h": 1,
    ...     "planes": 3, "satellites_per_plane": 10, "stack": {"count": 2, "step_km": 20}}
    >>> orbits = design_orbits(parse({"name": "x", "constellation": {"shells": [shell]}}))
    >>> orbits.altitude_km.tolist(), orbits.local_time_h.tolist(), orbits.satellites.sum().item()
    ([640.0, 640.0, 640.0, 660.0, 660.0, 660.0], [17.5, 18.0, 18.5, 17.5, 18.0, 18.5], 60.0)
    """
    rows: list[tuple[float, float, float]] = []
    for plan in plans_of(scenario):
        if plan.pattern not in SYNCHRONOUS:
            raise InputError(
                "a study needs a sun-synchronous constellation",
                got=plan.pattern,
                allowed="sun_synchronous, cluster",
                remedy="`dawndusk fly` flies any",
            )
        for altitude_km in {plan.altitudes_km[0], plan.altitudes_km[-1]}:
            name = plan.name or plan.pattern.replace("_", "-")
            _shell(plan, scenario, name, altitude_km, 0.0)  # refuses what cannot fly
        size = size_of((plan,)).satellites
        planes, span = plan.planes or 1, plan.local_time_span_h or 0.0
        times = min(planes, MOST_LOCAL_TIMES) if span > 0.0 else 1
        spread = np.linspace(-0.5, 0.5, times) if times > 1 else np.zeros(1)
        each = size / (len(plan.altitudes_km) * times)
        rows += [
            (altitude_km, float((_local_time(plan, scenario) + span * x) % 24.0), each)
            for altitude_km in plan.altitudes_km
            for x in spread
        ]
    altitude_km, local_time_h, satellites = np.array(rows).T
    mean = float(np.average(altitude_km, weights=satellites))
    low, high = scenario.orbit.altitude_km.shape.bounds()
    if not (low == high and abs(low - mean) <= DESIGN_SLACK_KM):
        raise InputError(
            "orbit.altitude_km is not the mean altitude of the constellation",
            got=f"{low:g} km" if low == high else f"{low:g} to {high:g} km",
            allowed=f"{mean:g} km, give or take {DESIGN_SLACK_KM:g} km",
            remedy="the satellite is designed for orbit.altitude_km and flies in the constellation",
        )
    return DesignOrbits(altitude_km, local_time_h, satellites)
