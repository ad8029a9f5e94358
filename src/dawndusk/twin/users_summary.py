"""Delays of the world's people by each way, as distributions over people and time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.network.people import People
from dawndusk.twin.route_result import WAYS

__all__ = [
    "HISTOGRAM_MS",
    "Delays",
    "orbit_share",
    "summarise_ways",
    "ways_series",
    "weighted_quantiles",
]

HISTOGRAM_MS: Final = np.arange(0.0, 402.0, 2.0)  # no way on Earth takes longer than about 320
_WITHIN_MS: Final = (20, 50, 100, 200)
_NOBODY: Final = 1e-6  # share of the people below which a continent is not listed


class Delays(NamedTuple):
    """Round trips by one way: of every place, (P,), or of every moment and place, (T, P) [ms].

    Attributes
    ----------
    rtt_ms : ndarray [ms]
        All of it; infinite where the way does not reach.
    geometry_ms : ndarray [ms]
        Propagation alone.
    """

    rtt_ms: NDArray[np.floating]
    geometry_ms: NDArray[np.floating]


def weighted_quantiles(
    values: NDArray[np.floating], weight: FloatArray, shares: tuple[float, ...]
) -> list[float]:
    """Return the least values below or at which these shares of the weight lie.

    Examples
    --------
    >>> weighted_quantiles(np.array([3.0, 1.0, 2.0]), np.array([8.0, 1.0, 1.0]), (0.1, 0.15, 0.5))
    [1.0, 2.0, 3.0]
    """
    order = np.argsort(values, kind="stable")
    below = np.cumsum(weight[order])
    at = np.searchsorted(below, np.asarray(shares) * below[-1] * (1.0 - 1e-12))
    return [float(values[order[i]]) for i in np.minimum(at, order.size - 1)]


def summarise_ways(ways: Mapping[str, Delays], world: People) -> dict[str, Any]:
    """Summarise all ways: each one's distribution, with and without orbit, and by continent.

    Parameters
    ----------
    ways : mapping of str to Delays
        Each of `route_result.WAYS`.
    world : People
        Who they are, (P,).

    Returns
    -------
    dict
        ways, with_orbit, without_orbit and by_region of `RouteResult.summary`.
    """
    quickest = reduce(np.minimum, [ways[way].rtt_ms for way in WAYS])
    grounded = [way for way in WAYS if not way.startswith("orbit")]
    on_earth = reduce(np.minimum, [ways[way].rtt_ms for way in grounded])
    first = np.ones(quickest.shape, dtype=np.bool_)  # of ways as quick, the first counts
    said: dict[str, Any] = {}
    for way in WAYS:
        found = ways[way]
        best = first & (found.rtt_ms <= quickest) & np.isfinite(quickest)
        first &= ~best
        said[way] = {
            "rtt_ms": _spread(found.rtt_ms, world.people, mean=True),
            "rtt_geometry_ms": _spread(found.geometry_ms, world.people, ("p50",)),
            "reachable_share": _share(np.isfinite(found.rtt_ms), world.people),
            "within": {
                str(most): _share(found.rtt_ms <= most, world.people) for most in _WITHIN_MS
            },
            "quickest_share": _share(best, world.people),
            "quicker_than_region_share": _share(
                found.rtt_ms < ways["nearest_region"].rtt_ms, world.people
            ),
        }
    return {
        "ways": said,
        "with_orbit": _spread(quickest, world.people, ("p50", "p95")),
        "without_orbit": _spread(on_earth, world.people, ("p50", "p95")),
        "by_region": _by_continent(ways, world),
    }


def orbit_share(ways: Mapping[str, Delays], world: People, shift_ms: Mapping[str, float]) -> float:
    """Share of people and time for which a way in orbit is the quickest, some ways being shifted.

    Parameters
    ----------
    ways : mapping of str to Delays
        Each of `route_result.WAYS`.
    world : People
        Who they are, (P,).
    shift_ms : mapping of str to float [ms]
        Added to the round trips by a way.
    """
    orbit, earth = (
        reduce(
            np.minimum,
            [
                ways[way].rtt_ms + shift_ms.get(way, 0.0)
                for way in WAYS
                if way.startswith("orbit") == in_orbit
            ],
        )
        for in_orbit in (True, False)
    )
    return _share(orbit < earth, world.people)


def ways_series(ways: Mapping[str, Delays], world: People) -> dict[str, NDArray[Any]]:
    """Return the series of `RouteResult.series`: medians by place, and histograms."""
    series: dict[str, NDArray[Any]] = {
        "latitude_deg": world.latitude_deg,
        "longitude_deg": world.longitude_deg,
        "people": world.people,
        "histogram_ms": HISTOGRAM_MS,
    }
    total = float(world.people.sum())
    for way in WAYS:
        rtt = np.atleast_2d(ways[way].rtt_ms)
        reached = np.isfinite(rtt)
        rising = np.sort(rtt, axis=0)
        count = reached.sum(axis=0)
        for share in (50, 95):
            at = np.maximum(np.ceil(0.01 * share * count).astype(np.int64) - 1, 0)
            value = np.take_along_axis(rising, at[None, :], axis=0)[0].astype(np.float64)
            series[f"{way}_p{share}_ms"] = np.where(count > 0, value, np.nan)
        series[f"{way}_reached"] = reached.mean(axis=0)
        weight = np.broadcast_to(world.people / (total * rtt.shape[0]), rtt.shape)
        series[f"{way}_histogram"] = np.histogram(
            rtt[reached], bins=HISTOGRAM_MS, weights=weight[reached]
        )[0]
    return series


def _share(true: NDArray[np.bool_], people: FloatArray) -> float:
    """Return the share of people and time for which something holds."""
    return float(np.atleast_2d(true).mean(axis=0) @ people / people.sum())


def _spread(
    rtt: NDArray[np.floating],
    people: FloatArray,
    names: tuple[str, ...] = ("p5", "p50", "p95", "max"),
    mean: bool = False,
) -> dict[str, float] | None:
    """Return quantiles of those reached over people and time; None where nobody is."""
    reached = np.isfinite(rtt)
    if not reached.any():
        return None
    values = rtt[reached]
    weight = np.broadcast_to(people, rtt.shape)[reached]
    shares = tuple(1.0 if name == "max" else 0.01 * float(name[1:]) for name in names)
    found = dict(zip(names, weighted_quantiles(values, weight, shares), strict=True))
    if mean:
        found["mean"] = float(values @ weight / weight.sum())
    order = [name for name in ("p5", "p50", "mean", "p95", "max") if name in found]
    return {name: found[name] for name in order}


def _by_continent(ways: Mapping[str, Delays], world: People) -> list[dict[str, Any]]:
    names, place = np.unique(world.continent, return_inverse=True)
    count = np.bincount(place, weights=world.people)
    listed = []
    for i in np.argsort(-count):
        if count[i] < _NOBODY * count.sum():
            continue
        there = place == i
        medians = {
            way: _spread(ways[way].rtt_ms[..., there], world.people[there], ("p50",))
            for way in WAYS
        }
        listed.append(
            {
                "name": str(names[i]),
                "people": float(count[i]),
                **{way: None if found is None else found["p50"] for way, found in medians.items()},
            }
        )
    return listed
