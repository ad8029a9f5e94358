"""The network of a constellation in flight: looked at often enough, summed up, and drawn from."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dawndusk.constants import R_EARTH, SECONDS_PER_DAY, SECONDS_PER_HOUR, FloatArray
from dawndusk.network.bottlenecks import by_latitude
from dawndusk.network.ground_links import ground_places
from dawndusk.scenario import Scenario
from dawndusk.twin.constellation import Part
from dawndusk.twin.linked import Linked, link
from dawndusk.twin.memory import LINKED_AT_ONCE, MOST_LINKED, MOST_LOOKS
from dawndusk.twin.network_demand import Gateways, asked_gbps, gateways_of
from dawndusk.twin.network_limits import limits, parts_cut_off
from dawndusk.twin.network_moment import Ask, Carried, Moment, look
from dawndusk.twin.ways import ground_rules

__all__ = ["ERRORS", "NetworkFlown", "fly_network", "moments_of", "network_errors"]

Progress = Callable[[float], object]
MOST_MOMENTS: Final = 48
FEWEST_MOMENTS: Final = 4
_SATELLITE_MOMENTS: Final = 8_000_000  # over all moments
_MOST_WITH_PARTS: Final = 2  # of them, where satellites are many
_MANY: Final = 200_000
_DRAWN: Final = 4000  # satellites on the map
_BUSIEST: Final = 10
_ROUNDING: Final = 1e-9
_LEAST_HOURS: Final = 24.0  # over which the changes of links between shells are counted
ERRORS: Final = {
    "network": "Links, ways to the ground and traffic at {moments} moments, each a still. Traffic "
    "is that of the busy hour, asked of all satellites at once and spread as well as the mesh "
    "allows: up to {gap:.1%} more could be carried. Gateways carry what they do in the mean of "
    "the weather; terminals change satellites without loss of time.",
    "too many": "Links between satellites are left out: more than {most:,} satellites.",
    "none": "Links between satellites are left out: none is in orbit and works at the first step.",
}


class NetworkFlown(NamedTuple):
    """What the flight says of its network: of `Flight`'s summary, series and sample."""

    summary: dict[str, Any] | None
    series: dict[str, NDArray[Any]]
    sample: dict[str, NDArray[Any]]


def moments_of(satellites: int, steps: int) -> NDArray[np.intp]:
    """Steps at which the network is looked at: evenly spaced, fewer for more satellites.

    Examples
    --------
    >>> moments_of(10_000, 1440).size, moments_of(1_000_000, 1440).size
    (48, 8)
    >>> moments_of(10, 3)
    array([0, 1, 2])
    """
    many = int(np.clip(_SATELLITE_MOMENTS // max(1, satellites), FEWEST_MOMENTS, MOST_MOMENTS))
    many = min(many, steps)
    return np.asarray((np.arange(many) * steps) // many)


def fly_network(
    scenario: Scenario,
    parts: tuple[Part, ...],
    start_days: float,
    seconds: FloatArray,
    seed: int,
    threads: int | None = None,
    progress: Progress | None = None,
) -> NetworkFlown:
    """Look at links, ways to the ground and traffic at some moments of a flight.

    Parameters
    ----------
    scenario : Scenario
        What is asked.
    parts : tuple of Part
        The shells, placed.
    start_days : float [d]
        Days from J2000.0 of the first step.
    seconds : ndarray [s]
        Of every step from there, (T,).
    seed : int
        Of what has failed.
    threads : int, optional
        Cores to use; all unless given. Not a digit depends on it.
    progress : callable, optional
        Called with the share done, 0 to 1.

    Returns
    -------
    NetworkFlown
        summary is None for more satellites than `MOST_LINKED`, and where none works at first.

    Notes
    -----
    Every moment is a still: no packet is followed through time. Traffic is spread as well as the
    mesh allows, in the busy hour everywhere at once, in the mean of the weather.
    """
    satellites = sum(part.satellites for part in parts)
    if satellites > MOST_LINKED:
        return NetworkFlown(None, {}, {})
    linked = link(parts, scenario.network, start_days, seed)
    altitude_km = _altitude_km(linked)
    if altitude_km is None:
        return NetworkFlown(None, {}, {})
    gates = gateways_of(scenario, altitude_km)
    rules = ground_rules(scenario)
    places = ground_places(gates.latitude_deg, gates.longitude_deg)
    ask = Ask(asked_gbps(scenario), *rules, gates, places)
    times = seconds[moments_of(satellites, seconds.size)]
    moments, kept = _look_at_all(linked, ask, times, threads, progress)
    share = _used(moments, gates)
    hours = max(_LEAST_HOURS, float(seconds[-1]) / SECONDS_PER_HOUR)
    summary = _summary(linked, ask, moments, share, hours)
    summary["limits"] = limits(linked, ask, float(times[0]))
    summary["cut_off"] = parts_cut_off(linked, float(times[0]), kept["rtt_ms"], kept["works"])
    return NetworkFlown(
        summary, _series(times, moments),
        _sample(kept, gates, share, seed),
    )  # fmt: skip


def _altitude_km(linked: Linked) -> float | None:
    """Mean height of the satellites that work at first; None if none does."""
    radius = np.linalg.norm(linked.positions_m(0.0), axis=1)
    works = linked.working & np.isfinite(radius)
    return (float(radius[works].mean()) - R_EARTH) / 1e3 if works.any() else None


def network_errors(summary: dict[str, Any] | None, satellites: int) -> dict[str, str]:
    """Return the bounds that go with what the summary says of the network of so many."""
    if summary is None:
        kind = "too many" if satellites > MOST_LINKED else "none"
        return {"network": ERRORS[kind].format(most=MOST_LINKED)}
    traffic = summary["traffic"]
    gap = 0.0 if traffic is None else traffic["gap_share"]
    return {"network": ERRORS["network"].format(moments=summary["moments"], gap=gap)}


def _look_at_all(
    linked: Linked, ask: Ask, times: FloatArray, threads: int | None, progress: Progress | None
) -> tuple[list[Moment], dict[str, NDArray[Any]]]:
    """Look at every moment; keep places and round trips of the first."""
    stride = -(-times.size // _MOST_WITH_PARTS) if linked.satellites > _MANY else 1
    done = 0

    def one(number: int) -> tuple[Moment, dict[str, NDArray[Any]]]:
        nonlocal done
        found = look(linked, ask, float(times[number]), number % stride == 0, number == 0)
        done += 1
        if progress is not None:
            progress(min(1.0, done / times.size))
        return found

    room = LINKED_AT_ONCE // max(1, linked.satellites)
    cores = max(1, min(threads or os.cpu_count() or 1, MOST_LOOKS, times.size, room))
    if cores == 1:
        found = [one(number) for number in range(times.size)]
    else:
        with ThreadPoolExecutor(cores) as pool:
            try:
                found = list(pool.map(one, range(times.size)))
            except BaseException:  # Ctrl-C: what has not begun shall not
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    return [moment for moment, _ in found], found[0][1]


def _used(moments: list[Moment], gates: Gateways) -> FloatArray:
    """Mean share of each gateway's capacity that is used, 0 where it has none."""
    flows = [moment.traffic.gateway_gbps for moment in moments if moment.traffic is not None]
    if not flows:
        return np.zeros(len(gates.name))
    capacity = gates.gbps * gates.availability
    none = np.zeros(capacity.size)
    return np.divide(np.mean(flows, axis=0), capacity, out=none, where=capacity > 0.0)


def _span(values: list[float]) -> dict[str, float | None]:
    if not values:
        return {"mean": None, "min": None, "max": None}
    return {"mean": float(np.mean(values)), "min": float(min(values)), "max": float(max(values))}


def _summary(
    linked: Linked, ask: Ask, moments: list[Moment], used: FloatArray, hours: float
) -> dict[str, Any]:
    first = moments[0]
    linked_now = [m for m in moments if m.links]
    pooled = np.concatenate([m.rtt_ms for m in moments])
    p5, p50, p95, most = (
        np.percentile(pooled, (5, 50, 95, 100)).tolist() if pooled.size else (None,) * 4
    )
    hops = [m.hops_mean for m in moments if m.hops_mean is not None]
    whole = [m for m in moments if m.parts is not None and m.working]
    chosen = float(np.mean([m.chosen for m in moments])) / linked.rules.hold_s
    changes = chosen + _rungs_per_s(linked, hours)
    return {
        "moments": len(moments),
        "working": first.working,
        "links": first.links,
        "links_by_kind": first.kinds,
        "links_up": _span([m.links_up / m.links for m in linked_now]),
        "acquisitions_per_hour": changes * SECONDS_PER_HOUR,
        "down_for_acquisition_share": min(1.0, changes * linked.rules.acquisition_s / first.links)
        if first.links
        else None,
        "gateway_reached": _span([m.reached / m.working for m in moments if m.working]),
        "gateway_rtt_ms": None if p50 is None else {"p5": p5, "p50": p50, "p95": p95, "max": most},
        "hops": {
            "mean": _mean(hops),
            "max": max((m.hops_most for m in moments if m.hops_most is not None), default=None),
        },
        "parts": max((m.parts for m in whole if m.parts is not None), default=None),
        "largest_part_share": min(
            (m.largest / m.working for m in whole if m.largest is not None), default=None
        ),
        "traffic": _traffic(ask, [m.traffic for m in moments if m.traffic is not None], used),
    }


def _rungs_per_s(linked: Linked, hours: float) -> float:
    """Links between shells that take a new partner, as one shell overtakes the other."""
    days = hours * SECONDS_PER_HOUR / SECONDS_PER_DAY
    changed = 0
    for ladder in linked.ladders:
        shifts = ladder.shifts(linked.start_days), ladder.shifts(linked.start_days + days)
        rungs = max(1, ladder.lower.per_plane // ladder.stride)
        changed += rungs * int(np.abs(shifts[1] - shifts[0]).sum())
    return changed / (SECONDS_PER_HOUR * hours)


def _traffic(ask: Ask, carried: list[Carried], used: FloatArray) -> dict[str, Any] | None:
    if not carried:
        return None
    gates = ask.gateways
    capacity = gates.gbps * gates.availability
    asked, does, bound = (np.array([one[k] for one in carried], dtype=np.float64) for k in range(3))
    loads = np.mean([one.gateway_gbps for one in carried], axis=0)
    limits = [one.limit for one in carried]
    order = np.argsort(-used, kind="stable")[:_BUSIEST]
    middle = [one.laser_median_gbps for one in carried if one.laser_median_gbps is not None]
    least = [one.laser_least_gbps for one in carried if one.laser_least_gbps is not None]
    return {
        "gbps_per_satellite": ask.gbps,
        "asked_gbps": float(asked.mean()),
        "carried_gbps": float(does.mean()),
        "carried_share": _span(_of(does, asked).tolist()),
        "upper_bound_gbps": float(bound.mean()),
        "gap_share": float(1.0 - does.sum() / bound.sum()) if bound.sum() > 0.0 else 0.0,
        "gateway_capacity_gbps": float(capacity.sum()),
        "laser_gbps": {"min": min(least, default=None), "median": _mean(middle)},
        "bottleneck": max(sorted(set(limits)), key=limits.count),
        "by_latitude": by_latitude(gates.latitude_deg, capacity, loads),
        "busiest_gateways": [
            {
                "name": gates.name[g], "country": gates.country[g], "used_share": float(used[g]),
                "availability": float(gates.availability[g]),
            }
            for g in order
            if used[g] > 0.0
        ],
    }  # fmt: skip


def _of(carried: ArrayLike, asked: ArrayLike) -> FloatArray:
    """Share that is carried; all but for rounding is all."""
    part = np.divide(carried, np.maximum(asked, np.finfo(np.float64).tiny))
    return np.asarray(np.where(np.abs(part - 1.0) < _ROUNDING, 1.0, part))


def _mean(values: list[float]) -> float | None:
    return float(np.mean(values)) if values else None


def _series(times: FloatArray, moments: list[Moment]) -> dict[str, NDArray[Any]]:
    def share(many: int, of: int) -> float:
        return many / of if of else np.nan

    return {
        "network_time_s": np.asarray(times, dtype=np.float64),
        "links_up": np.array([share(m.links_up, m.links) for m in moments]),
        "gateway_reached": np.array([share(m.reached, m.working) for m in moments]),
        "gateway_rtt_p50_ms": np.array(
            [float(np.median(m.rtt_ms)) if m.rtt_ms.size else np.nan for m in moments]
        ),
        "carried_share": np.array(
            [
                float(_of(m.traffic.carried_gbps, m.traffic.asked_gbps))
                if m.traffic is not None and m.traffic.asked_gbps > 0.0
                else np.nan
                for m in moments
            ]
        ),
    }


def _sample(
    kept: dict[str, NDArray[Any]], gates: Gateways, used: FloatArray, seed: int
) -> dict[str, NDArray[Any]]:
    """Places of some satellites at the first moment with their round trips, and the gateways."""
    working = np.flatnonzero(kept["works"])
    if working.size > _DRAWN:  # by chance: every so many would be the same places of their planes
        rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(6,)))
        working = np.sort(rng.choice(working, _DRAWN, replace=False))
    x, y, z = kept["position_m"][working].T
    return {
        "network_latitude_deg": np.degrees(np.arctan2(z, np.hypot(x, y))).astype(np.float32),
        "network_longitude_deg": np.degrees(np.arctan2(y, x)).astype(np.float32),
        "network_rtt_ms": kept["rtt_ms"][working].astype(np.float32),
        "gateway_name": np.array(gates.name),
        "gateway_latitude_deg": np.asarray(gates.latitude_deg, dtype=np.float64),
        "gateway_longitude_deg": np.asarray(gates.longitude_deg, dtype=np.float64),
        "gateway_used": used,
    }
