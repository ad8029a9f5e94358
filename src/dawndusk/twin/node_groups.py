"""Groups of satellites made ready to be stepped: three tiers behind one face.

A tier knows where the Sun stands for each of its satellites at every moment; `fly` steps a piece of
them from one moment to another. Pieces do not depend on how many threads there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import MU_EARTH, R_EARTH, SECONDS_PER_DAY, FloatArray
from dawndusk.orbit.elements import secular_rates
from dawndusk.orbit.groups import Loose, Shell
from dawndusk.orbit.imported import Imported
from dawndusk.orbit.off_station import OK, status
from dawndusk.orbit.shadow import shadow_edges
from dawndusk.orbit.sun_synchronous import orbit_radius
from dawndusk.orbit.sun_track import SunTrack, shadow_cones

__all__ = ["PIECE", "GivenNodes", "LooseNodes", "RingNodes", "Tier", "period_s", "tier_of"]

PIECE: Final = 4096  # satellites, about, that a thread takes at a time
SMALLEST_RING: Final = 64  # satellites; smaller ones leave most of a block empty
STATES_AT_ONCE: Final = 200_000  # positions of SGP4: some 20 MB of arrays
LIT: Final = 2.0  # way through the penumbra of one that is surely in the light
LOOKS: Final = 50  # moments at which an imported satellite must be there


class Tier(Protocol):
    """Satellites that are stepped alike.

    `places` (n,) are those of the group that fly, by their place in it.
    """

    places: NDArray[np.int64]

    def pieces(self) -> Iterator[slice]:
        """Yield runs of `places`."""

    def fly(self, piece: slice, state: FloatArray, moments: slice, *rest: Any) -> None:
        """Step a piece between moments; the rest goes to the compiled loop."""


def tier_of(group: Shell | Loose | Imported, track: SunTrack) -> Tier:
    """Make a group ready.

    Parameters
    ----------
    group : Shell, Loose or Imported
        The satellites.
    track : SunTrack
        Evenly spaced moments between which they are stepped, T + 1 of them.

    Returns
    -------
    Tier
        Rings too small to fill a block are flown one by one.
    """
    if isinstance(group, Imported):
        return GivenNodes(group, track)
    if isinstance(group, Shell) and group.per_plane >= SMALLEST_RING:
        return RingNodes(group, track)
    if isinstance(group, Shell):
        plane = np.repeat(np.arange(group.planes), group.per_plane)
        whole = Loose(group.name, group.mean_elements(), plane, group.planes, group.epoch_days)
        return LooseNodes(whole, track)
    return LooseNodes(group, track)


def period_s(group: Shell | Loose | Imported) -> float:
    """Return the time of a revolution [s], the median of a group.

    Examples
    --------
    >>> round(period_s(Shell("a", 650.0, 1.7, np.zeros(1), np.zeros(1), 2, 0.0)) / 60.0, 1)
    97.7
    """
    if isinstance(group, Shell):
        radius = float(orbit_radius(group.altitude_km))
    elif isinstance(group, Loose):
        radius = float(np.median(group.elements.semi_major_axis_m))
    else:
        radius = R_EARTH + 1e3 * float(np.median(group.altitude_km))
    return float(2.0 * np.pi * np.sqrt(radius**3 / MU_EARTH))


class RingNodes:
    """Rings of equally spaced satellites."""

    def __init__(self, shell: Shell, track: SunTrack) -> None:
        from dawndusk.twin.kernels_node import BLOCK

        rates, elapsed = shell.rates(), _elapsed(track, shell.epoch_days)
        N = shell.per_plane
        slots = 2.0 * np.pi * np.arange(N + BLOCK) / N
        self.places = np.arange(shell.satellites)
        self._ring = np.cos(slots), np.sin(slots)
        tilt = np.array([np.cos(shell.inclination_rad), np.sin(shell.inclination_rad)])
        self._planes = _circle(shell.phase_rad), _circle(shell.node_rad), tilt
        edge = shadow_edges(shell.altitude_km, track.distance_m)
        self._moments = (
            _circle(rates.latitude_argument_rad_per_s * elapsed),
            _circle(rates.node_rad_per_s * elapsed),
            track.sun,
            np.stack((-np.cos(edge.umbra_rad), -np.cos(edge.penumbra_rad)), axis=-1),
        )
        low = np.arange(0, N, BLOCK)
        in_plane = np.stack((0 * low, low, np.minimum(low + BLOCK, N) - low), axis=-1)
        self._units = np.tile(in_plane, (shell.planes, 1))
        self._units[:, 0] = np.repeat(np.arange(shell.planes), low.size)
        self._ends = np.cumsum(self._units[:, 2])

    def pieces(self) -> Iterator[slice]:
        """Yield runs of whole blocks."""
        start = 0
        while start < self.places.size:
            unit = int(np.searchsorted(self._ends, start + PIECE, side="right"))
            unit = max(unit, int(np.searchsorted(self._ends, start, side="right")) + 1)
            stop = int(self._ends[min(unit, self._ends.size) - 1])
            yield slice(start, stop)
            start = stop

    def fly(self, piece: slice, state: FloatArray, moments: slice, *rest: Any) -> None:
        """Step some blocks."""
        from dawndusk.twin.kernels_fleet import fly_rings

        first = int(np.searchsorted(self._ends, piece.start, side="right"))
        last = int(np.searchsorted(self._ends, piece.stop))
        units = self._units[first : last + 1]
        C, S = self._ring
        phase, node, tilt = self._planes
        turn, swing, sun, edges = _cut(self._moments, moments)
        fly_rings(state, units, C, S, phase, node, tilt, turn, swing, sun, edges, *rest)


class LooseNodes:
    """Satellites with mean elements of their own; those that have decayed are left out."""

    def __init__(self, loose: Loose, track: SunTrack) -> None:
        alive = np.flatnonzero(status(loose.elements) == OK)
        a, ex, ey, i, node, u = (
            np.asarray(field, dtype=np.float64)[alive] for field in loose.elements
        )
        turning = secular_rates(type(loose.elements)(a, ex, ey, i, node, u))
        anomaly_rate = turning.latitude_argument_rad_per_s - turning.perigee_rad_per_s
        self.places = alive
        self._angles = np.stack((u, u - np.arctan2(ey, ex), node))
        self._rates = np.stack(
            (turning.latitude_argument_rad_per_s, anomaly_rate, turning.node_rad_per_s)
        )
        self._e = np.hypot(ex, ey)
        self._fixed = np.stack((a / R_EARTH, np.cos(i), np.sin(i)))
        self._elapsed = _elapsed(track, loose.epoch_days)
        self._moments = track.sun, _cones(track.distance_m)

    def pieces(self) -> Iterator[slice]:
        """Yield runs of satellites."""
        for start in range(0, self.places.size, PIECE):
            yield slice(start, min(start + PIECE, self.places.size))

    def fly(self, piece: slice, state: FloatArray, moments: slice, *rest: Any) -> None:
        """Step some satellites."""
        from dawndusk.twin.kernels_fleet import fly_loose

        elapsed = self._elapsed[moments.start : moments.stop + 1]
        step_s = float(elapsed[-1] - elapsed[0]) / (elapsed.size - 1)
        angles, rates, e, fixed = (
            np.ascontiguousarray(of[..., piece])
            for of in (self._angles, self._rates, self._e, self._fixed)
        )
        sun, cones = _cut(self._moments, moments)
        fly_loose(state, angles, rates, e, fixed, float(elapsed[0]), step_s, sun, cones, *rest)


class GivenNodes:
    """Imported satellites, by SGP4; those that it cannot place are left out."""

    def __init__(self, imported: Imported, track: SunTrack) -> None:
        looks = np.unique(np.linspace(0, track.days.size - 1, LOOKS).round().astype(int))
        code = imported.states(track.days[looks]).code
        self.places = np.flatnonzero((code == 0).all(axis=1))
        self._imported, self._track = imported, track

    def pieces(self) -> Iterator[slice]:
        """Yield runs of satellites."""
        for start in range(0, self.places.size, PIECE):
            yield slice(start, min(start + PIECE, self.places.size))

    def fly(self, piece: slice, state: FloatArray, moments: slice, *rest: Any) -> None:
        """Place some satellites and step them, so many moments at a time."""
        from dawndusk.twin.kernels_fleet import fly_given

        m, by, demand, per, record, out, best, watched, series = rest
        at, track = self.places[piece], self._track
        few = Imported(
            self._imported.name,
            tuple(self._imported.names[k] for k in at),
            tuple(self._imported.records[k] for k in at),
            self._imported.epochs_days[at],
        )
        length = max(1, STATES_AT_ONCE // max(1, at.size) // per) * per
        steps = moments.stop - moments.start
        for low in range(0, steps, length):
            high = min(low + length, steps)
            now = slice(moments.start + low, moments.start + high + 1)
            r = few.states(track.days[now]).position_m
            cosine, way = _light(r, track.sun[now], track.distance_m[now])
            rows = slice(low // per, -(-high // per))
            ahead = best.copy()
            fly_given(
                state, cosine, way, m, by, demand[low:high], per, record, out[rows], ahead,
                watched, series[rows],
            )  # fmt: skip
            better = np.array([ahead[0, 0] < best[0, 0], ahead[1, 0] > best[1, 0]])
            ahead[:, 2] += rows.start
            best[better] = ahead[better]


def _light(
    position_m: FloatArray, sun: FloatArray, distance_m: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return cosine of the Sun's angle from the zenith and way through the penumbra, (T, n)."""
    r = np.moveaxis(position_m, 0, 1) / R_EARTH
    length = np.sqrt(np.einsum("tnk,tnk->tn", r, r))
    there = length > 1.0  # one that SGP4 loses between two looks stays in the light there
    sine = 1.0 / np.where(there, length, 1.0)
    cosine = np.sqrt(1.0 - sine * sine)
    cos_u, sin_u, cos_p, sin_p = _cones(distance_m).T[4:, :, None]
    umbra = -(cosine * cos_u + sine * sin_u)
    width = sine * sin_p - cosine * cos_p - umbra
    d = np.where(there, sine * np.einsum("tnk,tk->tn", r, sun), 0.0)
    way = np.where(there, (d - umbra) / width, LIT)
    return np.ascontiguousarray(d), np.ascontiguousarray(way)


def _cut(of: tuple[FloatArray, ...], moments: slice) -> tuple[FloatArray, ...]:
    return tuple(field[moments.start : moments.stop + 1] for field in of)


def _elapsed(track: SunTrack, epoch_days: float) -> FloatArray:
    """Seconds from an epoch, without rounding the difference between two moments."""
    since = (track.days[0] - epoch_days) * SECONDS_PER_DAY
    return np.asarray(since + (track.seconds - track.seconds[0]))


def _circle(angle: FloatArray) -> FloatArray:
    return np.stack((np.cos(angle), np.sin(angle)), axis=-1)


def _cones(distance_m: FloatArray) -> FloatArray:
    """Return the shadow at each moment as `dawndusk.orbit.kernels_loose.step_block` wants it."""
    u, p = shadow_cones(distance_m)
    near = (1.0 / np.cos(u), np.tan(u), 1.0 / np.cos(p), np.tan(p))
    return np.stack((*near, np.cos(u), np.sin(u), np.cos(p), np.sin(p)), axis=-1)
