"""Every satellite of a constellation in time: power, heat, charge and compute, summed by step."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
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
ENERGIES: Final = {  # what they are called, and the sums they come from
    "absorbed": "absorbed_w",
    "radiated": "radiated_w",
    "generated": "power_w",
    "used": "load_w",
    "lost": "loss_w",
}
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
    by_step : ndarray of float32
        Sums over satellites (mean of a look's steps), lowest and highest by look, (T, COLUMNS).
    coldest, hottest : Extreme
        Of radiator panels and of junctions.
    energy_residual : float [1]
        Largest of any satellite and of the sum, over what is absorbed, or what the array gives.
    dose_rad, upsets : float [rad], [1]
        Of one satellite, and mean of all.
    energy_j : dict of str to float [J]
        Of all together over the flight: absorbed, radiated, generated, used, lost, stored.
    spin_up_s : float [s]
        Flown before the first step and not counted.
    """

    model: NodeModel
    satellites: int = 0
    by_step: NDArray[Any] = field(default_factory=lambda: np.empty((0, 0)))
    coldest: Extreme = _NOT_COLD
    hottest: Extreme = _NOT_HOT
    energy_residual: float = 0.0
    dose_rad: float = 0.0
    upsets: float = 0.0
    energy_j: dict[str, float] = field(default_factory=dict)
    spin_up_s: float = 0.0


@dataclass(eq=False)
class NodesFlown:
    """All shells in time, and a few satellites whole: (T, k, WATCHED), nan where not stepped."""

    parts: tuple[PartFlown, ...]
    watched: NDArray[np.float32]
    step_s: float

    def forget_steps(self) -> None:
        """Give back the memory of what is kept by step."""
        for part in self.parts:
            part.by_step = np.empty((0, 0))


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
    chosen = np.zeros(0, dtype=np.int64) if watched is None else watched
    seen = np.full((steps, chosen.size, _columns()[1]), np.nan, dtype=np.float32)
    asked = _Asked(start_days, step_s, steps, demand_by_hour, chosen, seen, threads)
    made = asked.fly(parts, models, progress)
    return NodesFlown(tuple(made), seen, asked.integrator_step_s)


class _Asked(NamedTuple):
    """A flight, as it is asked for."""

    start_days: float
    step_s: float
    steps: int
    demand_by_hour: ArrayLike
    chosen: NDArray[np.int64]
    seen: NDArray[np.float32]
    threads: int | None

    @property
    def per(self) -> int:
        """Steps of the integrator in one look."""
        return max(1, int(np.ceil(self.step_s / LONGEST_STEP_S * (1.0 - 1e-12))))

    @property
    def integrator_step_s(self) -> float:
        """Length of a step of the integrator."""
        return self.step_s / self.per

    def fly(
        self, parts: tuple[Part, ...], models: tuple[NodeModel, ...], progress: Progress | None
    ) -> Iterator[PartFlown]:
        """Yield one shell after the other."""
        total = sum(part.satellites for part in parts)
        done = first = 0
        for part, model in zip(parts, models, strict=True):
            flown = PartFlown(model)
            for number, (piece, made, tier) in self._pieces(part, flown, first):
                _add(flown, made, tier, piece, number)
                done += made.satellites
                if progress is not None:
                    progress(done / total)
            first += part.satellites
            if not flown.satellites:
                flown.by_step = _nothing(self.steps)
            _close(flown, self.integrator_step_s, self.per)
            yield flown

    def _pieces(
        self, part: Part, flown: PartFlown, first: int
    ) -> Iterator[tuple[int, tuple[slice, _Piece, Tier]]]:
        """Yield what becomes of every piece of a shell, and the number of its group."""
        h, per = self.integrator_step_s, self.per
        spin = int(np.ceil(max(period_s(group.satellites) for group in part.groups) / h))
        flown.spin_up_s = spin * h
        track = sun_track(self.start_days, h * np.arange(-spin, self.steps * per + 1))
        days = self.start_days + track.seconds[:-1] / SECONDS_PER_DAY
        run = _Run(
            flown.model, implicit(flown.model, h), _demand(self.demand_by_hour, days), per, spin,
            self.steps,
        )  # fmt: skip
        for number, group in enumerate(part.groups):
            tier = tier_of(group.satellites, track)
            last = first + group.satellites.satellites
            which = np.flatnonzero((self.chosen >= first) & (self.chosen < last))
            at, stop = self.chosen[which] - first, Event()
            work = partial(run.fly, tier, at, which, self.seen, stop)
            for piece, made in _in_order(work, tier.pieces(), self.threads, stop):
                yield number, (piece, made, tier)
            first = last


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
        places: NDArray[np.int64],
        numbers: NDArray[np.int64],
        seen: NDArray[np.float32],
        stop: Event,
        piece: slice,
    ) -> _Piece:
        from dawndusk.twin.kernels_node import LEDGER, STATE

        n, slots = piece.stop - piece.start, _slots(tier, piece, places, numbers)
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
    if not flown.satellites:
        flown.by_step = of
    else:
        into[:, :low] += of[:, :low]
        into[:, low:high] = np.minimum(into[:, low:high], of[:, low:high])
        into[:, high:] = np.maximum(into[:, high:], of[:, high:])

    def extreme(kelvin: float, at: float, step: float) -> Extreme:
        return Extreme(kelvin, group, int(tier.places[piece.start + int(at)]), int(step))

    cold, hot = extreme(*made.best[0].tolist()), extreme(*made.best[1].tolist())
    flown.coldest = min(flown.coldest, cold, key=lambda found: found.kelvin)
    flown.hottest = max(flown.hottest, hot, key=lambda found: found.kelvin)
    flown.energy_residual = max(flown.energy_residual, made.worst)
    flown.dose_rad = max(flown.dose_rad, made.dose_rad)
    flown.upsets += made.upsets
    flown.satellites += made.satellites
    flown.energy_j["stored"] = flown.energy_j.get("stored", 0.0) + made.gained_j


def _close(flown: PartFlown, h: float, per: int) -> None:
    """Compare what all of a shell absorb and radiate with what they store; keep seven digits."""
    from dawndusk.twin.kernels_node_sums import SUMS

    if flown.satellites:
        flown.upsets /= flown.satellites
        sums = h * flown.by_step.sum(axis=0)
        flown.energy_j |= {name: float(sums[SUMS.index(of)]) for name, of in ENERGIES.items()}
        gone = flown.energy_j["radiated"] + flown.energy_j["stored"]
        whole = abs(flown.energy_j["absorbed"] - gone) / flown.energy_j["absorbed"]
        flown.energy_residual = max(flown.energy_residual, whole)
    flown.by_step[:, : len(SUMS)] /= per
    flown.by_step = flown.by_step.astype(np.float32)


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
