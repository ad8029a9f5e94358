"""A constellation with its links: where satellites are, and whom they point at, at any moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from math import floor
from typing import Any, Final, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import SECONDS_PER_DAY, FloatArray
from dawndusk.data import catalogue
from dawndusk.network.mesh import NEAREST, Mesh
from dawndusk.network.routes import link_lengths
from dawndusk.network.topology import nearest_partners
from dawndusk.orbit.groups import Shell
from dawndusk.orbit.positions import earth_fixed, positions
from dawndusk.orbit.sun import days_from_j2000
from dawndusk.scenario import Constellation, Scenario, ShellPlan
from dawndusk.scenario.network import Network
from dawndusk.twin.constellation import Part, build, first_day, read_imported
from dawndusk.twin.linking import (
    Ladder,
    ladders_of,
    make_room,
    partner_is_new,
    put_clusters,
    put_grid,
    put_rungs,
    say_places,
    without_broken,
)
from dawndusk.twin.size import plans_of

__all__ = ["LinkRules", "Linked", "link", "link_rules", "linked_constellation"]

_J2000: Final = date(2000, 1, 1)
_OF_A_CHIEF: Final = 8  # four within its cluster, four to other clusters


class LinkRules(NamedTuple):
    """What a link between satellites must keep to."""

    lasers: int
    longest_m: float
    grazing_height_m: float
    acquisition_s: float
    failed_laser_share: float
    hold_s: float


def link_rules(network: Network) -> LinkRules:
    """Return the rules of a scenario's network; what it leaves out is the catalogue's.

    Examples
    --------
    >>> link_rules(Network(lasers=6)).lasers
    6
    """
    rows = catalogue()

    def of(given: float | None, row: str) -> float:
        return float(rows[row].value if given is None else given)

    return LinkRules(
        lasers=int(of(network.lasers, "network.isl.lasers")),
        longest_m=1e3 * of(network.longest_link_km, "network.isl.longest_km"),
        grazing_height_m=1e3 * of(network.grazing_height_km, "network.isl.grazing_height_km"),
        acquisition_s=of(network.acquisition_s, "network.isl.acquisition_s"),
        failed_laser_share=of(network.failed_laser_share, "network.isl.failed_share"),
        hold_s=rows["network.isl.hold_s"].value,
    )


@dataclass(frozen=True, eq=False)
class Linked:
    """A constellation with its links.

    Satellites are numbered through all groups of all parts, in the order of the scenario.

    Attributes
    ----------
    parts : tuple of Part
        The shells.
    start_days : float [d]
        Days from J2000.0 at second 0.
    rules : LinkRules
        What a link must keep to.
    working : ndarray of bool
        Satellites that can link, (N,): those off station and those failed cannot.
    shell, plane, place : ndarray of int32
        Part, plane within the part, and place within the plane of each satellite, (N,).
    fixed : Mesh
        Partners that never change.
    ladders : tuple of Ladder
        Shells one above the other, linked by rungs that change.
    crowds : tuple of slice
        Satellites that are linked to the nearest.
    broken : ndarray of bool
        Terminals that have failed, (N, K).
    """

    parts: tuple[Part, ...]
    start_days: float
    rules: LinkRules
    working: NDArray[np.bool_]
    shell: NDArray[np.int32]
    plane: NDArray[np.int32]
    place: NDArray[np.int32]
    fixed: Mesh
    ladders: tuple[Ladder, ...]
    crowds: tuple[slice, ...]
    broken: NDArray[np.bool_]
    _last: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def satellites(self) -> int:
        """Count of satellites N, failed ones included."""
        return self.working.size

    @property
    def day(self) -> date:
        """The day at whose 0 h UT second 0 is."""
        return _J2000 + timedelta(days=floor(self.start_days + 0.5))

    @property
    def changes(self) -> bool:
        """Whether any satellite changes its partners."""
        return bool(self.ladders or self.crowds)

    def positions_m(self, seconds: float) -> FloatArray:
        """Return where all satellites are, Earth-fixed, (N, 3) [m]; nan where one has decayed."""
        days = self.start_days + seconds / SECONDS_PER_DAY
        groups = [group for part in self.parts for group in part.groups]
        found = [positions(group.satellites, days) for group in groups]
        return earth_fixed(found[0] if len(found) == 1 else np.concatenate(found), days)

    def mesh_at(self, seconds: float) -> Mesh:
        """Return who points at whom at a moment; the same object while nobody changes."""
        if not self.changes:
            return self.fixed
        days = self.start_days + seconds / SECONDS_PER_DAY
        held = self.rules.hold_s * np.floor(seconds / self.rules.hold_s) if self.crowds else 0.0
        shifts = [ladder.shifts(days) for ladder in self.ladders]
        key = (held, *(shift.tobytes() for shift in shifts))
        for known, mesh in self._last.get("meshes", ()):
            if known == key:
                return cast(Mesh, mesh)
        neighbour, kind = self.fixed.neighbour.copy(), self.fixed.kind.copy()
        for ladder, shift in zip(self.ladders, shifts, strict=True):
            put_rungs(ladder, shift, neighbour, kind)
        position, later = (
            self.positions_m(moment) if self.crowds else np.empty((0, 3))
            for moment in (held, held + self.rules.hold_s)
        )
        lasers = self.rules.lasers
        for rows in self.crowds:
            partner = nearest_partners(
                position[rows],
                later[rows],
                self.working[rows],
                lasers,
                self.rules.longest_m,
                self.rules.grazing_height_m,
            )
            neighbour[rows, :lasers] = np.where(partner >= 0, partner + rows.start, -1)
            kind[rows] = NEAREST
        mesh = without_broken(Mesh(neighbour, kind), self.broken)
        self._last["meshes"] = [*self._last.get("meshes", ())[-1:], (key, mesh)]
        return mesh

    def lengths_m(self, position_m: FloatArray, seconds: float) -> NDArray[np.float32]:
        """Return the length of every link of `mesh_at` the moment, (N, K) [m].

        Infinite where it is down: too long, behind the Earth, or still looking for a partner that
        it did not have one acquisition time ago.
        """
        before = self.mesh_at(seconds - self.rules.acquisition_s)
        mesh = self.mesh_at(seconds)
        length = link_lengths(
            position_m, mesh, self.working, self.rules.longest_m, self.rules.grazing_height_m
        )
        if before is not mesh:
            length[partner_is_new(mesh, before)] = np.inf
        return length


def linked_constellation(
    scenario: Scenario,
    date: date | None = None,
    seed: int | None = None,
    plans: tuple[ShellPlan, ...] | None = None,
) -> Linked:
    """Place a scenario's satellites and link them.

    Parameters
    ----------
    scenario : Scenario
        What is asked.
    date : datetime.date, optional
        Day at whose 0 h UT second 0 is; that of `fly` unless given.
    seed : int, optional
        Of what has failed, instead of the scenario's.
    plans : tuple of ShellPlan, optional
        Other shells to link by the same rules, instead of the scenario's: a relay.

    Returns
    -------
    Linked

    Raises
    ------
    InputError
        A shell cannot be.

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> shell = {"pattern": "walker_delta", "altitude_km": 550, "inclination_deg": 53,
    ...     "planes": 6, "satellites_per_plane": 8}
    >>> asked = {"name": "x", "constellation": {"shells": [shell]},
    ...     "network": {"failed_laser_share": 0}}
    >>> linked = linked_constellation(parse(asked))
    >>> linked.satellites, linked.fixed.links_by_kind()
    (48, {'along': 48, 'across': 48})
    """
    asked = scenario
    if plans is not None:
        asked = scenario.model_copy(update={"constellation": Constellation(shells=plans)})
    imported = read_imported(plans_of(asked))
    day = date if date is not None else first_day(scenario, imported).day
    start_days = float(days_from_j2000(day.year, day.timetuple().tm_yday))
    seed = scenario.seed if seed is None else seed
    parts = build(asked, imported, start_days, seed)
    return link(parts, scenario.network, start_days, seed)


def link(parts: tuple[Part, ...], network: Network, start_days: float, seed: int) -> Linked:
    """Link satellites that are placed already; as `linked_constellation`."""
    rules = link_rules(network)
    groups = [(number, part, group) for number, part in enumerate(parts) for group in part.groups]
    firsts = np.cumsum([0, *(group.satellites.satellites for _, _, group in groups)]).tolist()
    n = firsts[-1]
    swarm = any(part.pattern == "cluster" for part in parts)
    terminals = max(_OF_A_CHIEF if swarm else 4, rules.lasers)
    neighbour = np.full((n, terminals), -1, dtype=np.int32)
    kind = np.zeros((n, terminals), dtype=np.uint8)
    shell, plane, place = (np.zeros(n, dtype=np.int32) for _ in range(3))
    working = np.ones(n, dtype=np.bool_)
    crowds: list[slice] = []
    rings: list[tuple[Part, int, Shell]] = []
    for (number, part, group), first, stop in zip(groups, firsts[:-1], firsts[1:], strict=True):
        rows = slice(first, stop)
        shell[rows] = number
        say_places(group, plane[rows], place[rows])
        off_station = group.tier == "general" and part.pattern != "cluster"
        if off_station:
            working[rows] = False
        elif group.tier == "imported" or network.topology == "nearest":
            crowds.append(rows)
        elif part.pattern == "cluster":
            put_clusters(part, first, neighbour, kind)
        else:
            assert isinstance(group.satellites, Shell)
            put_grid(group.satellites, first, rules.lasers, neighbour, kind)
            rings.append((part, first, group.satellites))
    ladders = ladders_of(rings, rules.lasers) if network.cross_shell else ()
    for ladder in ladders:
        make_room(ladder, neighbour)
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(5,)))
    working &= rng.random(n) >= network.failed_satellite_share
    broken = rng.random((n, terminals), dtype=np.float32) < rules.failed_laser_share
    fixed = without_broken(Mesh(neighbour, kind), broken)
    return Linked(
        parts,
        start_days,
        rules,
        working,
        shell,
        plane,
        place,
        fixed,
        ladders,
        tuple(crowds),
        broken,
    )
