"""How late a study's constellation answers the world, and how quickly orbit joins its cities."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.network.cities import Place, find_place
from dawndusk.network.fibre import fibre_ms, great_circle_km
from dawndusk.network.ground_links import GroundPlaces, ground_places
from dawndusk.network.latency import (
    fibre_rtt_ms,
    latency_terms,
    light_rtt_ms,
    overhead_rtt_ms,
)
from dawndusk.scenario import Scenario
from dawndusk.twin.linked import linked_constellation
from dawndusk.twin.relay import relay_plan
from dawndusk.twin.route_result import WAYS, RouteResult
from dawndusk.twin.size import plans_of
from dawndusk.twin.thinned import thinned
from dawndusk.twin.users import users_latency
from dawndusk.twin.ways import ground_rules, lengths_between, walk

__all__ = ["PAIRS", "latency_of_study"]

PAIRS: Final = (
    ("London", "Paris"),
    ("New York", "London"),
    ("Tokyo", "San Francisco"),
    ("London", "Singapore"),
    ("Frankfurt", "Johannesburg"),
    ("Sao Paulo", "Lagos"),
    ("Sydney", "Los Angeles"),
)
HOURS: Final = 24.0
USERS_STEP_S: Final = 10_800.0  # eight looks at the turning Earth
PAIRS_STEP_S: Final = 3600.0
MOST: Final = 20_000  # satellites; more see the ground no better


def latency_of_study(scenario: Scenario, seed: int) -> dict[str, Any]:
    """Return delays of the world's people by every way, and of pairs of cities beside fibre.

    Parameters
    ----------
    scenario : Scenario
        What was asked; its orbits at best estimates.
    seed : int
        Of which satellites have failed.

    Returns
    -------
    dict
        ``latency`` with the ways as of `users_latency`, ``map`` and ``curves`` to draw; ``pairs``.

    Notes
    -----
    Of a large constellation a sample of 20,000 satellites is seen from the ground. Pairs go over
    the relay, and over the scenario's own lasers at the moments of the users.

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> found = latency_of_study(parse({"name": "x", "need": {"compute_gw": "20 MW"}}), 1)
    >>> sorted(found), found["latency"]["ways"]["nearest_region"]["reachable_share"]
    (['latency', 'pairs'], 1.0)
    """
    few, full = thinned(scenario, MOST)
    return deepcopy(_looked(_Asked.of(few, full, seed)))


@dataclass(frozen=True)
class _Asked:
    """A scenario, told apart from others by what flies and how it is linked alone."""

    key: str
    scenario: Scenario = field(compare=False)
    full: int
    seed: int

    @classmethod
    def of(cls, scenario: Scenario, full: int, seed: int) -> _Asked:
        orbit, asked = scenario.orbit, scenario.constellation
        said = [
            *(plan.model_dump_json() for plan in plans_of(scenario)),
            scenario.network.model_dump_json(),
            repr((orbit.local_time_h.value, scenario.years.first)),
            "" if asked is None else repr((asked.date, asked.minimum_elevation_deg)),
        ]
        return cls("\n".join(said), scenario, full, seed)


@lru_cache(maxsize=8)
def _looked(asked: _Asked) -> dict[str, Any]:
    """Look at the world once; studies of one fleet share it."""
    few, full, seed = asked.scenario, asked.full, asked.seed
    users = users_latency(few, HOURS, USERS_STEP_S, seed=seed)
    summary = users.summary
    kept = ("ways", "with_orbit", "without_orbit", "by_region", "relay", "terms_ms", "people",
            "gateways", "regions", "edge_sites", "fibre_stretch", "start_utc")  # fmt: skip
    return {
        "latency": {
            **{name: summary[name] for name in kept},
            "satellites": full,
            "satellites_looked_at": summary["satellites"],
            "moments": summary["steps"],
            "within_ms": _within(users),
            "map": _map(users),
            "curves": _curves(users),
        },
        "pairs": _pairs(few, seed),
    }


def _best(users: RouteResult, ways: tuple[str, ...]) -> FloatArray:
    """Least median of some ways at every place [ms], infinite where none reaches half the time."""
    found = np.full(users.series["people"].shape, np.inf)
    for way in ways:
        there = users.series[f"{way}_reached"] >= 0.5
        found = np.where(there, np.fmin(found, users.series[f"{way}_p50_ms"]), found)
    return found


def _within(users: RouteResult) -> dict[str, dict[str, float]]:
    """Share of the people whose median is within a bound, by the ways that they may use."""
    people = users.series["people"]
    grounded = tuple(way for way in WAYS if not way.startswith("orbit"))
    sets = {
        "region": ("nearest_region",),
        "earth": grounded,
        "orbit": tuple(way for way in WAYS if way.startswith("orbit")),
        "region_or_orbit": ("nearest_region", *(w for w in WAYS if w.startswith("orbit"))),
        "all": WAYS,
    }
    return {
        name: {
            str(bound): float(people[_best(users, ways) <= bound].sum() / people.sum())
            for bound in (20, 30, 50, 100)
        }
        for name, ways in sets.items()
    }


def _map(users: RouteResult) -> dict[str, list[float | None]]:
    """Places with their people, and medians of the best way by orbit and of both on Earth."""
    series = users.series
    orbit = _best(users, tuple(way for way in WAYS if way.startswith("orbit")))
    return {
        "latitude_deg": [round(float(x), 1) for x in series["latitude_deg"]],
        "longitude_deg": [round(float(x), 1) for x in series["longitude_deg"]],
        "people": [round(float(x)) for x in series["people"]],
        "orbit_ms": [round(float(x), 1) if np.isfinite(x) else None for x in orbit],
        "region_ms": [round(float(x), 1) for x in series["nearest_region_p50_ms"]],
        "edge_ms": [round(float(x), 1) for x in series["edge_p50_ms"]],
    }


def _curves(users: RouteResult) -> dict[str, list[float]]:
    """Shares of people and time that each way serves within a delay, cumulated."""
    edges = users.series["histogram_ms"]
    found: dict[str, list[float]] = {"ms": [float(x) for x in edges]}
    for way in WAYS:
        summed = np.concatenate(([0.0], np.cumsum(users.series[f"{way}_histogram"])))
        found[way] = [round(float(x), 4) for x in summed]
    return found


def _pairs(scenario: Scenario, seed: int) -> list[dict[str, Any]]:
    """Every pair over the relay, over the own lasers, and by fibre."""
    terms = latency_terms(scenario.network.fibre_stretch)
    rules = ground_rules(scenario)
    own = linked_constellation(scenario, seed=seed)
    relay = linked_constellation(scenario, own.day, seed, plans=(relay_plan(scenario),))
    places = [(find_place(a), find_place(b)) for a, b in PAIRS]
    moments = np.arange(0.0, 3600.0 * HOURS, PAIRS_STEP_S)
    seldom = np.arange(0.0, 3600.0 * HOURS, 2.0 * USERS_STEP_S)
    starts, ends = (_stand([pair[k] for pair in places]) for k in (0, 1))
    over_own = np.stack(
        [np.diag(lengths_between(own, rules, starts, ends, float(t))) for t in seldom]
    )
    found = []
    for at, (a, b) in enumerate(places):
        distance = float(great_circle_km(*_angles(a), *_angles(b)))
        ways = walk(relay, rules, _stand([a]), _stand([b]), moments)
        length = np.array([way.length_m for way in ways])
        hops = np.array([way.satellites.size for way in ways])
        there, own_there = np.isfinite(length), np.isfinite(over_own[:, at])
        user = overhead_rtt_ms(length, terms, hops) + terms.gateway_ms
        laid = float(fibre_ms(distance, terms.fibre_stretch, terms.fibre_index))
        rtt = light_rtt_ms(length)
        found.append(
            {
                "from": a.name,
                "to": b.name,
                "over": "relay",
                "distance_km": distance,
                "reachable_share": float(there.mean()),
                "rtt_ms": _middle(rtt[there]),
                "user_rtt_ms": _middle(user[there]),
                "fibre_ms": laid,
                "user_fibre_ms": float(fibre_rtt_ms(distance, terms)),
                "fibre_great_circle_ms": float(fibre_ms(distance, 1.0, terms.fibre_index)),
                "vacuum_ms": float(fibre_ms(distance, 1.0, 1.0)),
                "faster_share": float((user < fibre_rtt_ms(distance, terms))[there].mean())
                if there.any()
                else None,
                "own_mesh": {
                    "reachable_share": float(own_there.mean()),
                    "rtt_ms": _middle(light_rtt_ms(over_own[own_there, at])),
                },
            }
        )
    return found


def _stand(places: list[Place]) -> GroundPlaces:
    return ground_places([p.latitude_deg for p in places], [p.longitude_deg for p in places])


def _angles(place: Place) -> tuple[float, float]:
    return place.latitude_deg, place.longitude_deg


def _middle(values: FloatArray) -> dict[str, float] | None:
    if not values.size:
        return None
    return {
        "min": float(values.min()),
        "p50": float(np.median(values)),
        "mean": float(values.mean()),
        "max": float(values.max()),
    }
