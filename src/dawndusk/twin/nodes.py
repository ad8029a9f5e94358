"""Every satellite of a constellation in time: power, heat, charge and compute, summed by step."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dawndusk.constants import SECONDS_PER_DAY, SECONDS_PER_HOUR, FloatArray
from dawndusk.orbit.sun_track import sun_track
from dawndusk.satellite.node_state import NodeModel, NodeState, start_state, stored_energy
from dawndusk.satellite.transient import Implicit, implicit
from dawndusk.twin.constellation import Part
from dawndusk.twin.node_groups import Tier, period_s, tier_of

__all__ = ["Extreme", "NodesFlown", "PartFlown", "fly_nodes"]

Progress = Callable[[float], object]
LONGEST_STEP_S: Final = 60.0  # of the integrator; a longer look takes several
RUN: Final = 4096  # steps between two looks at whether to stop


class Extreme(NamedTuple):
    """A temperature [K], and the satellite and step at which it was found."""

    kelvin: float
    group: int
    place: int
    step: int


_NOT_COLD: Final = Extreme(np.inf, 0, 0, 0)
_NOT_HOT: Final = Extreme(-np.inf, 0, 0, 0)


@dataclass(eq=False)
class PartFlown:
    """One shell in time.

    Attributes
    ----------
    model : NodeModel
        Its satellite.
    satellites : int
        That were stepped.
    by_step : ndarray
        Sums, lowest and highest by step, (T, columns of `dawndusk.twin.kernels_node_sums`).
    coldest, hottest : Extreme
        Of radiator panels and of junctions.
    energy_residual : float [1]
        Largest of any satellite and of the sum, heat and electricity, over what is absorbed and
        over what the array gives.
    dose_rad, upsets : float [rad], [1]
        Of one satellite, and mean of all.
    gained_j : float [J]
        Stored by all together.
    """

    model: NodeModel
    satellites: int = 0
    by_step: FloatArray = field(default_factory=lambda: np.empty((0, 0)))
    coldest: Extreme = _NOT_COLD
    hottest: Extreme = _NOT_HOT
    energy_residual: float = 0.0
    dose_rad: float = 0.0
    upsets: float = 0.0
    gained_j: float = 0.0


@dataclass(eq=False)
class NodesFlown:
    """All shells in time, and a few satellites whole: (T, k, WATCHED), nan where not stepped."""

    parts: tuple[PartFlown, ...]
    watched: NDArray[np.float32]
    step_s: float
    spin_up_s: tuple[float, ...]


class _Piece(NamedTuple):
    """What a thread brings back of some satellites."""

    by_step: FloatArray
    best: FloatArray
    gained_j: float
    worst: float
    dose_rad: float
    upsets: float
    satellites: int


def fly_nodes(
    parts: tuple[Part, ...],
    models: tuple[NodeModel, ...],
    start_days: float,
    step_s: float,
    steps: int,
    *,
    demand_by_hour: ArrayLike = 1.0,
    watched: NDArray[np.int64] | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> NodesFlown:
    """Step every satellite through a flight.

    Parameters
    ----------
    parts : tuple of Part
        The shells.
    models : tuple of NodeModel
        The satellite of each.
    start_days : float [d]
        Days from J2000.0 of the first step.
    step_s : float [s]
        From one look to the next; the integrator steps by 60 s or less.
    steps : int
        Looks, T.
    demand_by_hour : array_like [1]
        Share of the full clock that is asked for: one, or 24 by the hour of the day (UTC), linear
        in between.
    watched : ndarray of int, optional
        Places of satellites to be kept whole, counted through all groups, rising, (k,).
    threads : int, optional
        Cores to use; all unless given. Not a digit depends on it.
    progress : callable, optional
        Called with the share done, 0 to 1.

    Returns
    -------
    NodesFlown

    Notes
    -----
    Each satellite starts as it is closed, in full sunlight with a full battery, and goes through
    one revolution that does not count. Its state stays with its block of satellites from the first
    step to the last; what is kept is summed as it goes.
    """
    per = max(1, int(np.ceil(step_s / LONGEST_STEP_S * (1.0 - 1e-12))))
    h = step_s / per
    chosen = np.zeros(0, dtype=np.int64) if watched is None else watched
    seen = np.full((steps, chosen.size, _columns()[1]), np.nan, dtype=np.float32)
    found = tuple(PartFlown(model) for model in models)
    total = sum(part.satellites for part in parts)
    done = first = 0
    spins = []
    for part, flown in zip(parts, found, strict=True):
        flown.by_step = _nothing(steps)
        spin = int(np.ceil(max(period_s(group.satellites) for group in part.groups) / h))
        spins.append(spin * h)
        track = sun_track(start_days, h * np.arange(-spin, steps * per + 1))
        by = implicit(flown.model, h)
        demand = _demand(demand_by_hour, start_days + track.seconds[:-1] / SECONDS_PER_DAY)
        for number, group in enumerate(part.groups):
            tier = tier_of(group.satellites, track)
            inside = (chosen >= first) & (chosen < first + group.satellites.satellites)
            which = np.flatnonzero(inside)
            stop = Event()

            def fly(
                piece: slice,
                tier: Tier = tier,
                at: Any = chosen[inside] - first,
                which: Any = which,
            ) -> _Piece:
                run = _Run(flown.model, by, demand, per, spin, steps)  # noqa: B023
                return run.fly(tier, piece, _slots(tier, piece, at, which), seen, stop)  # noqa: B023

            for piece, made in _in_order(fly, tier.pieces(), threads, stop):
                _add(flown, made, tier, piece, number)
                done += made.satellites
                if progress is not None:
                    progress(done / total)
            first += group.satellites.satellites
        _close(flown, h)
    return NodesFlown(found, seen, h, tuple(spins))


class _Run(NamedTuple):
    """One piece of satellites from the first moment to the last."""

    model: NodeModel
    by: Implicit
    demand: FloatArray
    per: int
    spin: int
    steps: int

    def fly(
        self,
        tier: Tier,
        piece: slice,
        slots: NDArray[np.int64],
        seen: NDArray[np.float32],
        stop: Event,
    ) -> _Piece:
        from dawndusk.twin.kernels_node import LEDGER, STATE

        n = piece.stop - piece.start
        state = np.zeros((LEDGER, n))
        state[:STATE] = np.stack(start_state(self.model, (n,)))
        out, best = _nothing(self.steps), np.array([[np.inf, 0.0, 0.0], [-np.inf, 0.0, 0.0]])

        def through(first: int, last: int, record: bool) -> None:
            for low in range(first, last, RUN * self.per):
                if stop.is_set():
                    return
                high = min(low + RUN * self.per, last)
                rows = slice((low - first) // self.per, -(-(high - first) // self.per))
                ahead = best.copy()
                tier.fly(
                    piece, state, slice(low, high), self.model, self.by, self.demand[low:high],
                    self.per, record, out[rows], ahead, slots, seen[rows],
                )  # fmt: skip
                if record:
                    better = np.array([ahead[0, 0] < best[0, 0], ahead[1, 0] > best[1, 0]])
                    ahead[:, 2] += rows.start
                    best[better] = ahead[better]

        through(0, self.spin, record=False)
        state[6:8] = 0.0  # dose and upsets
        state[STATE:] = 0.0
        before, charge = stored_energy(self.model, NodeState(*state[:STATE])), state[3].copy()
        through(self.spin, self.spin + self.steps * self.per, record=True)
        gained = stored_energy(self.model, NodeState(*state[:STATE])) - before
        return _Piece(
            out, best, float(gained.sum()), self._worst(state, gained, charge, out, n),
            float(state[6].max(initial=0.0)), float(state[7].sum()), n,
        )  # fmt: skip

    def _worst(
        self, state: FloatArray, gained: FloatArray, charge: FloatArray, out: FloatArray, n: int
    ) -> float:
        """Largest residual of any satellite over what the mean one absorbs, and its array gives."""
        from dawndusk.twin.kernels_node_sums import SUMS

        per_one = self.by.step_s / n
        absorbed = per_one * float(out[:, SUMS.index("absorbed_w")].sum())
        given = per_one * float(out[:, SUMS.index("power_w")].sum())
        heat = np.abs(state[10] - gained).max()
        power = np.abs(state[11] - (state[3] - charge)).max()
        return float(max(heat / absorbed, power / max(given, 1e-3 * absorbed)))


def _in_order(
    work: Callable[[slice], _Piece],
    pieces: Iterator[slice],
    threads: int | None,
    stop: Event,
) -> Iterator[tuple[slice, _Piece]]:
    """Let threads take the pieces, and hand them back in order: sums do not depend on who came."""
    workers = threads if threads is not None else os.cpu_count() or 1
    if workers <= 1:
        for piece in pieces:
            yield piece, work(piece)
        return
    waiting: deque[tuple[slice, Future[_Piece]]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        try:
            for piece in pieces:
                waiting.append((piece, pool.submit(work, piece)))
                if len(waiting) > 2 * workers:
                    ready, made = waiting.popleft()
                    yield ready, made.result()
            while waiting:
                ready, made = waiting.popleft()
                yield ready, made.result()
        except BaseException:
            stop.set()
            for _, made in waiting:
                made.cancel()
            raise


def _columns() -> tuple[int, int]:
    from dawndusk.twin.kernels_node_sums import COLUMNS, WATCHED

    return COLUMNS, len(WATCHED)


def _nothing(steps: int) -> FloatArray:
    """Return sums of nothing: zeros, and ends that anything passes."""
    from dawndusk.twin.kernels_node_sums import ENDS, SUMS

    sums = np.zeros((steps, len(SUMS) + 2 * len(ENDS)))
    sums[:, len(SUMS) : len(SUMS) + len(ENDS)] = np.inf
    sums[:, len(SUMS) + len(ENDS) :] = -np.inf
    return sums


def _add(flown: PartFlown, made: _Piece, tier: Tier, piece: slice, group: int) -> None:
    """Add a piece to its shell."""
    from dawndusk.twin.kernels_node_sums import ENDS, SUMS

    low, high = len(SUMS), len(SUMS) + len(ENDS)
    into, of = flown.by_step, made.by_step
    into[:, :low] += of[:, :low]
    np.minimum(into[:, low:high], of[:, low:high], out=into[:, low:high])
    np.maximum(into[:, high:], of[:, high:], out=into[:, high:])

    def extreme(kelvin: float, at: float, step: float) -> Extreme:
        return Extreme(kelvin, group, int(tier.places[piece.start + int(at)]), int(step))

    cold, hot = extreme(*made.best[0].tolist()), extreme(*made.best[1].tolist())
    flown.coldest = min(flown.coldest, cold, key=lambda found: found.kelvin)
    flown.hottest = max(flown.hottest, hot, key=lambda found: found.kelvin)
    flown.energy_residual = max(flown.energy_residual, made.worst)
    flown.dose_rad = max(flown.dose_rad, made.dose_rad)
    flown.upsets += made.upsets
    flown.satellites += made.satellites
    flown.gained_j += made.gained_j


def _close(flown: PartFlown, h: float) -> None:
    """Compare what all of a shell absorb and radiate with what they store."""
    from dawndusk.twin.kernels_node_sums import SUMS

    if not flown.satellites:
        return
    flown.upsets /= flown.satellites
    sums = h * flown.by_step.sum(axis=0)
    absorbed, radiated = sums[SUMS.index("absorbed_w")], sums[SUMS.index("radiated_w")]
    whole = abs(absorbed - radiated - flown.gained_j) / absorbed
    flown.energy_residual = max(flown.energy_residual, float(whole))


def _demand(by_hour: ArrayLike, days: FloatArray) -> FloatArray:
    """Share of the full clock asked for at some moments, linear between the hours."""
    shares = np.atleast_1d(np.asarray(by_hour, dtype=np.float64))
    hours = (days + 0.5) % 1.0 * SECONDS_PER_DAY / SECONDS_PER_HOUR  # J2000.0 is at noon
    hour = np.arange(shares.size + 1)
    return np.asarray(np.interp(hours, hour, [*shares, shares[0]]), dtype=np.float64)


def _slots(
    tier: Tier, piece: slice, places: NDArray[np.int64], numbers: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return place in the piece, and number, of the followed satellites that are in it."""
    own = tier.places[piece]
    at = np.searchsorted(own, places)
    inside = (at < own.size) & (own[np.minimum(at, own.size - 1)] == places)
    return np.stack((at[inside], numbers[inside]), axis=-1).astype(np.int64)
