"""Writes the partners of each kind of satellite group into one table for the constellation."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import SECONDS_PER_DAY, FloatArray
from dawndusk.network.mesh import ACROSS, ALONG, CLUSTER, SHELL, Mesh, Partners
from dawndusk.network.topology import (
    across_partners,
    along_partners,
    express_partners,
    lattice_partners,
    rung_partners,
    rung_places,
    rung_stride,
)
from dawndusk.orbit.groups import Loose, Shell
from dawndusk.twin.constellation import Group, Part

__all__ = [
    "Ladder",
    "ladders_of",
    "make_room",
    "partner_is_new",
    "put_clusters",
    "put_grid",
    "put_rungs",
    "say_places",
    "without_broken",
]

_ENOUGH_FOR_ALL: Final = 6  # lasers: two along, two across, two up and down

Kinds = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Ladder:
    """Two shells of a stack, the numbers of their first satellites, and who has a rung.

    The rungs of one satellite in `stride` of each plane use terminal `up` of the lower one and
    `up` + 1 of the higher one.
    """

    lower: Shell
    upper: Shell
    first: int
    first_above: int
    stride: int
    up: int

    def shifts(self, days: float) -> NDArray[np.int64]:
        """Return by how many rungs the partners of each plane are ahead of their own number."""
        phases = [self._phases(shell, days) for shell in (self.lower, self.upper)]
        turn = rung_places(self.lower.per_plane, self.stride).size / (2.0 * np.pi)
        return np.asarray(np.round(turn * (phases[0] - phases[1])).astype(np.int64))

    @staticmethod
    def _phases(shell: Shell, days: float) -> FloatArray:
        seconds = (days - shell.epoch_days) * SECONDS_PER_DAY
        return shell.phase_rad + float(shell.rates().latitude_argument_rad_per_s) * seconds


def say_places(group: Group, plane: NDArray[np.int32], place: NDArray[np.int32]) -> None:
    """Write the plane within its part, and the place within the plane, of a group's satellites."""
    satellites = group.satellites
    if isinstance(satellites, Shell):
        number = np.arange(satellites.satellites)
        plane[:], place[:] = number // satellites.per_plane, number % satellites.per_plane
        return
    if isinstance(satellites, Loose):
        plane[:] = satellites.plane
    place[:] = np.arange(place.size)


def put_grid(shell: Shell, first: int, lasers: int, neighbour: Partners, kind: Kinds) -> None:
    """Link the satellites of a shell from number `first` on: along, and with four lasers across.

    Where there is no other plane, the lasers for it reach further along the ring.
    """
    rows = slice(first, first + shell.satellites)
    neighbour[rows, :2] = _numbered(along_partners(shell.planes, shell.per_plane), first)
    alone = shell.planes == 1
    if lasers >= 4:
        beside = express_partners(shell.per_plane) if alone else across_partners(shell)
        neighbour[rows, 2:4] = _numbered(beside, first)
    kind[rows, 2:4] = ALONG if alone else ACROSS
    kind[rows, 4:] = SHELL


def put_clusters(part: Part, first: int, neighbour: Partners, kind: Kinds) -> None:
    """Link the members of each cluster with those beside them, and the chiefs as a grid."""
    shell, plan = part.shell, part.plan
    if shell is None or plan is None or plan.spacing_m is None or plan.radius_m is None:
        return
    lattice = lattice_partners(plan.spacing_m, plan.radius_m)
    members = lattice.shape[0]
    rows = slice(first, first + shell.satellites * members)
    start = first + members * np.arange(shell.satellites)[:, None, None]
    block = np.where(lattice >= 0, start + lattice, -1)
    neighbour[rows, :4] = block.reshape(-1, 4)
    kind[rows, :4] = CLUSTER
    chief = members // 2  # the middle of a lattice that is the same all round
    chiefs = np.hstack((along_partners(shell.planes, shell.per_plane), across_partners(shell)))
    mine = first + chief + members * np.arange(shell.satellites)
    neighbour[mine, 4:8] = np.where(chiefs >= 0, first + chief + members * chiefs, -1)
    kind[mine, 6:8] = ACROSS


def ladders_of(rings: list[tuple[Part, int, Shell]], lasers: int) -> tuple[Ladder, ...]:
    """Pair the shells of each stack that lie one above the other."""
    found = []
    for (part, first, shell), (other, first_above, above) in pairwise(rings):
        alike = (shell.planes, shell.per_plane) == (above.planes, above.per_plane)
        if part.plan is None or part.plan is not other.plan or not alike:
            continue
        roomy = lasers >= _ENOUGH_FOR_ALL
        stride = 1 if roomy else rung_stride(shell.per_plane)
        if lasers >= 4:
            found.append(Ladder(shell, above, first, first_above, stride, 4 if roomy else 2))
    return tuple(found)


def make_room(ladder: Ladder, neighbour: Partners) -> None:
    """Take the links across from satellites whose terminals are needed for rungs."""
    if ladder.up != 2:
        return
    for first, shell in ((ladder.first, ladder.lower), (ladder.first_above, ladder.upper)):
        place = rung_places(shell.per_plane, ladder.stride)
        mine = (first + shell.per_plane * np.arange(shell.planes)[:, None] + place).ravel()
        taken = np.zeros(neighbour.shape[0], dtype=np.bool_)
        taken[mine] = True
        rows = slice(first, first + shell.satellites)
        across = neighbour[rows, 2:4]
        across[taken[across] & (across >= 0)] = -1
        neighbour[mine, 2:4] = -1


def put_rungs(ladder: Ladder, shift: NDArray[np.int64], neighbour: Partners, kind: Kinds) -> None:
    """Write the partners in the shell above, and theirs below."""
    partner = rung_partners(shift, ladder.lower.per_plane, ladder.stride)
    mine = np.flatnonzero(partner >= 0)
    theirs = ladder.first_above + partner[mine]
    neighbour[ladder.first + mine, ladder.up] = theirs
    neighbour[theirs, ladder.up + 1] = ladder.first + mine
    kind[ladder.first + mine, ladder.up] = SHELL
    kind[theirs, ladder.up + 1] = SHELL


def without_broken(mesh: Mesh, broken: NDArray[np.bool_]) -> Mesh:
    """Take out the links of terminals that have failed, at both ends.

    Examples
    --------
    >>> pair = Mesh(np.array([[1, -1], [-1, 0]], np.int32), np.zeros((2, 2), np.uint8))
    >>> without_broken(pair, np.array([[True, False], [False, False]])).links
    0
    """
    i, k = np.nonzero(broken & (mesh.neighbour >= 0))
    if not i.size:
        return mesh
    neighbour = mesh.neighbour.copy()
    j = neighbour[i, k]
    neighbour[i, k] = -1
    link, terminal = np.nonzero(neighbour[j] == i[:, None])
    neighbour[j[link], terminal] = -1
    return Mesh(neighbour, mesh.kind)


def partner_is_new(mesh: Mesh, before: Mesh) -> NDArray[np.bool_]:
    """Whether each terminal points at a partner that its satellite did not have before, (N, K).

    Examples
    --------
    >>> kind = np.zeros((2, 1), np.uint8)
    >>> now, then = Mesh(np.array([[1], [0]], np.int32), kind), Mesh(np.array([[-1], [-1]]), kind)
    >>> partner_is_new(now, then).ravel()
    array([ True,  True])
    """
    moved = (mesh.neighbour != before.neighbour).any(axis=1)
    new = np.zeros(mesh.neighbour.shape, dtype=np.bool_)
    now, then = mesh.neighbour[moved], before.neighbour[moved]
    new[moved] = (now >= 0) & ~(now[:, :, None] == then[:, None, :]).any(axis=2)
    return new


def _numbered(partner: Partners, first: int) -> Partners:
    """Count partners from a group's first satellite on."""
    return np.where(partner >= 0, partner + first, -1).astype(np.int32)
