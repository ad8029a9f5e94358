"""Public claims about latency and traffic in orbit, each answered by what was computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal, NamedTuple

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.data import catalogue
from dawndusk.network.user_beams import user_beam
from dawndusk.study.bands import figure

__all__ = ["network_claims"]

Found = Mapping[str, Any]
Verdict = Literal["supported", "contradicted", "depends"]
_HALF_FULL: Final = 0.5  # of a link: at which a queue doubles the time in it (M/M/1)
_EVERYBODY: Final = 0.95  # of people and time: fewer, and their delays are not those of all
_SOME: Final = 0.02  # of people and time
_BOUNDS: Final = (50, 100)
_FEWEST_PAIRS: Final = 3  # through which a line of delay by distance is drawn
_FARTHEST_KM: Final = 20_000.0  # half of the way around the Earth


class _Answer(NamedTuple):
    verdict: Verdict
    answer: str
    threshold: str
    figures: dict[str, Any]


def network_claims(found: Found) -> list[dict[str, Any]]:
    """Answer the public claims on latency and traffic.

    Parameters
    ----------
    found : mapping
        The rest of the study's ``network``.

    Returns
    -------
    list of dict
        id, claim (in our words), side ("for" or "against" orbit), verdict ("supported",
        "contradicted" or "depends"), answer, threshold (what it turns on) and figures.
    """
    return [
        {"id": name, "claim": claim, "side": side, **answer(found)._asdict()}
        for name, (claim, side, answer) in _CLAIMS.items()
    ]


def _own(found: Found) -> Mapping[str, Any]:
    return next(row for row in found["workloads"] if row["name"] == found["workload"])


def _compounds(found: Found) -> _Answer:
    """Delay is added once to each request; only a full link makes more of it."""
    ways = found["latency"]["ways"]
    region, orbit = (_rtt(ways, way) for way in ("nearest_region", "orbit_relay"))
    if region is None or orbit is None:
        return _Answer("depends", "Nobody reaches a node over the relay.", "", {})
    more, tail = orbit["p50"] - region["p50"], orbit["p95"] - region["p95"]
    overhead = ways["orbit_overhead"]["rtt_geometry_ms"]
    light = None if overhead is None else overhead["p50"]
    used = _own(found)["laser_share"]
    verdict: Verdict = (
        "contradicted" if used <= _HALF_FULL else "depends" if used <= 1.0 else "supported"
    )
    straight = (
        "" if light is None else f"Light to a satellite overhead and back takes {light:.1f} ms. "
    )
    return _Answer(
        verdict,
        f"{straight}Through a relay to the nearest node the median round trip is "
        f"{orbit['p50']:.0f} ms against {region['p50']:.0f} ms to the nearest region, "
        f"{more:+.0f} ms, and {tail:+.0f} ms at the 95th percentile. It "
        "is added once to each answer and does not grow with the number of requests until links "
        "fill: the busiest laser is "
        f"{figure(100.0 * used)} % full with this workload.",
        f"a link more than {100.0 * _HALF_FULL:.0f} % full: a queue then doubles the time in it",
        {"added_p50_ms": more, "added_p95_ms": tail, "overhead_geometry_ms": light,
         "laser_share": used},
    )  # fmt: skip


def _lower(found: Found) -> _Answer:
    """Whether orbit is quicker, for how many people and in the median."""
    latency = found["latency"]
    ways = latency["ways"]
    region, orbit = (_rtt(ways, way) for way in ("nearest_region", "orbit_relay"))
    quickest = sum(ways[way]["quickest_share"] for way in ways if way.startswith("orbit"))
    within = latency["within_ms"]
    overhead, edge = ways["orbit_overhead"], ways["edge"]["rtt_ms"]
    if region is None or orbit is None:
        return _Answer("contradicted", "Nobody reaches a node over the relay.", "", {})
    reached = ways["orbit_relay"]["reachable_share"]
    everybody = reached >= _EVERYBODY
    tail = everybody and orbit["p95"] < region["p95"]
    both = tail and orbit["p50"] < region["p50"]
    some = tail or quickest > _SOME
    verdict: Verdict = "supported" if both else "depends" if some else "contradicted"
    of_those = "" if everybody else f" for the {100.0 * reached:.2g} % that it reaches"
    seen = overhead["reachable_share"]
    direct = "" if overhead["rtt_ms"] is None else (
        f" Where a node is overhead ({100.0 * seen:.0f} % of people and time) it answers in "
        f"{overhead['rtt_ms']['p50']:.0f} ms."
    )  # fmt: skip
    return _Answer(
        verdict,
        f"Orbit is the quickest way for {100.0 * quickest:.2g} % of people and time. Nearest "
        f"region {region['p50']:.0f} ms in the median and {region['p95']:.0f} at the 95th "
        f"percentile, edge site {edge['p50']:.0f} and {edge['p95']:.0f}, orbit "
        f"over a relay {orbit['p50']:.0f} and {orbit['p95']:.0f}{of_those}.{direct} "
        f"Within 50 ms of compute are {100.0 * within['region']['50']:.1f} % by regions alone and "
        f"{100.0 * within['region_or_orbit']['50']:.1f} % with orbit too.",
        "gains only people far from any region and without an edge site; it would take a node "
        "overhead nearly always: planes at many local times",
        {"quickest_share": quickest, "overhead_share": seen, "region": region,
         "orbit_relay": orbit, "within_ms": within},
    )  # fmt: skip


def _transit(found: Found) -> _Answer:
    """Pairs of cities over lasers in vacuum against fibre."""
    pairs = [pair for pair in found["pairs"] if pair["user_rtt_ms"] is not None]
    if not pairs:
        return _Answer("contradicted", "The relay joins no pair.", "", {})
    distance = np.array([pair["distance_km"] for pair in pairs])
    mesh = np.array([pair["user_rtt_ms"]["p50"] for pair in pairs])
    fibre = np.array([pair["user_fibre_ms"] for pair in pairs])
    straight = fibre - np.array([p["fibre_ms"] - p["fibre_great_circle_ms"] for p in pairs])
    far = distance > 3000.0
    wins, wins_straight = mesh < fibre, mesh < straight
    level, level_straight = (_crossing_km(distance, mesh, line) for line in (fibre, straight))
    saved = float(np.median((1.0 - mesh / fibre)[far])) if far.any() else 0.0
    every = bool(wins[far].all())
    verdict: Verdict = "supported" if every and bool(wins_straight[far].all()) else "depends"
    if not wins.any():
        verdict = "contradicted"
    own = max(pair["own_mesh"]["reachable_share"] for pair in found["pairs"])
    return _Answer(
        verdict,
        f"Over a communications constellation {int(wins[far].sum())} of {int(far.sum())} pairs of "
        f"cities on different continents are quicker than by fibre, {100.0 * abs(saved):.0f} % "
        f"{'less' if saved >= 0.0 else 'more'} in the median, all waiting included; against fibre "
        f"laid straight along the great circle {int(wins_straight[far].sum())} are. The compute "
        f"constellation's own lasers join a pair at most {100.0 * own:.0f} % of the time.",
        f"quicker {_beyond(level)} against fibre as it is laid, "
        f"{_beyond(level_straight)} against straight fibre",
        {"level_km": level, "level_straight_km": level_straight, "saved_share": saved,
         "pairs_faster": int(wins.sum()), "pairs": len(pairs)},
    )  # fmt: skip


def _does_not_fit(found: Found) -> _Answer:
    """Workloads that fit and that do not."""
    rows = found["workloads"]
    fit = [row["name"] for row in rows if row["fits"]]
    not_fit = [row["name"] for row in rows if not row["fits"]]
    later = [row["name"] for row in rows if row["fits"] and not row["last_year"]["fits"]]
    verdict: Verdict = "depends" if fit and not_fit else "supported" if not_fit else "contradicted"
    worst = max(rows, key=lambda row: row["gbps_per_gw"]["p50"])
    text = f"Fit in {found['years'][0]}: {', '.join(fit) or 'none'}. "
    text += f"Do not: {', '.join(not_fit) or 'none'}. "
    if later:
        text += f"By {found['years'][1]}, with chips that do more per watt, "
        text += f"{', '.join(later)} no longer {'fits' if len(later) == 1 else 'fit'}. "
    text += (
        f"The most is {worst['name']}: {worst['gbps_per_gw']['p50'] / 1000.0:.3g} Tbit/s a "
        f"gigawatt ({worst['why']})."
    )
    level = _level(found)
    threshold = "nothing travels" if level is None else (
        f"about {level:.1e} bit per operation in {found['years'][0]} at this constellation: more "
        "does not fit through its lasers or costs too much on the ground"
    )  # fmt: skip
    return _Answer(
        verdict,
        text,
        threshold,
        {"fit": fit, "do_not_fit": not_fit, "no_longer": later, "level_bits_per_flop": level},
    )  # fmt: skip


def _level(found: Found) -> float | None:
    """Bits per operation at which the first limit is met: traffic scales all limits alike."""
    rows = found["workloads"]
    levels = []
    for row in rows:
        load = max(row["laser_share"], row["share_of_earth_cost"] / 0.1)
        if load > 0.0:
            levels.append(row["bits_per_flop"]["larger"]["p50"] / load)
    return float(np.median(levels)) if levels else None


def _only_queries(found: Found) -> _Answer:
    """What leaves orbit per unit of work, against what one gateway carries."""
    own, gateway = _own(found), found["gateway"]
    site = min(gateway["gbps_per_site"].values())
    mean = own["gbps_per_gw"]["p50"]
    megawatts = 1000.0 * site / mean if mean > 0.0 else None
    serves = (
        "nothing that a site must carry"
        if megawatts is None
        else f"the site of {site:,.0f} Gbit/s would serve {megawatts:,.0f} MW if it always saw a "
        "satellite"
    )
    through = gateway["joint_availability"]["p50"]
    verdict: Verdict = "supported" if own["fits"] and through >= _EVERYBODY else "depends"
    short = "" if through >= max(gateway["target"], _EVERYBODY) else (
        f" All of it gets through {figure(100.0 * through)} % of the time."
    )  # fmt: skip
    dear = [row["name"] for row in found["workloads"] if not row["fits"]]
    return _Answer(
        verdict,
        f"{own['name'].capitalize()} exchanges {own['bits_per_flop']['larger']['p50']:.1e} bit per "
        f"operation in its larger direction, {mean:,.0f} Gbit/s a gigawatt in the mean: {serves}. "
        f"View and weather take {gateway['installed_over_traffic']:.1f} times the capacity; "
        f"gateways cost {figure(own['gateway_usd_per_gpu_hour'])} $/GPU-hour.{short}",
        f"not for {', '.join(dear)}: what travels there is the load" if dear
        else "holds for every workload compared",
        {"gbps_per_gw": mean, "mw_per_site": megawatts, "fits": own["fits"],
         "joint_availability": through,
         "gateway_usd_per_gpu_hour": own["gateway_usd_per_gpu_hour"]},
    )  # fmt: skip


def _unserved(found: Found) -> _Answer:
    """People within a bound with and without orbit; users of a beam and of a gateway."""
    latency, gateway = found["latency"], found["gateway"]
    people, within = latency["people"], latency["within_ms"]
    gain = {b: within["region_or_orbit"][str(b)] - within["region"][str(b)] for b in _BOUNDS}
    beyond = {b: within["all"][str(b)] - within["earth"][str(b)] for b in _BOUNDS}
    row = catalogue()
    names = ("gain_dbi", "channel_mhz", "band_mhz", "polarisations", "bits_per_hz", "beams",
             "busy_hour_mbps")  # fmt: skip
    beam = user_beam(
        row["network.relay.altitude_km"].value,
        *(row[f"network.user_beam.{name}"].value for name in names),
    )
    per_user = row["network.user_beam.busy_hour_mbps"].value
    at_gateway = 1000.0 * gateway["gbps_per_site"]["down"] / per_user
    verdict: Verdict = (
        "supported" if beyond[50] > 0.01 else "depends" if gain[50] > 0.01 else "contradicted"
    )
    africa = next((r for r in latency["by_region"] if r["name"] == "Africa"), None)
    there = "" if africa is None or africa["orbit_relay"] is None else (
        f" In Africa the median is {africa['nearest_region']:.0f} ms to the nearest region, "
        f"{africa['orbit_relay']:.0f} ms by orbit over a relay, {africa['edge']:.0f} ms to edge "
        "sites."
    )  # fmt: skip
    return _Answer(
        verdict,
        f"Beside today's regions orbit brings {people * gain[50] / 1e6:,.0f} million people more "
        f"within 50 ms ({100.0 * gain[50]:.1f} %); beside edge sites in every large city, "
        f"{people * beyond[50] / 1e6:,.1f} million.{there} A beam of {float(beam.spot_km):.0f} km "
        f"serves {float(beam.users_per_beam):,.0f} users in the busy hour, a satellite "
        f"{float(beam.users_per_satellite):,.0f}, a gateway site {at_gateway:,.0f}.",
        f"a beam full at {float(beam.users_per_beam):,.0f} users: villages, ships and aircraft, "
        "not cities. Everybody is taken to have some line on the ground: who has none gains more",
        {"gain_within_ms": {str(b): g for b, g in gain.items()},
         "gain_beside_edge_within_ms": {str(b): g for b, g in beyond.items()},
         "users_per_beam": float(beam.users_per_beam), "spot_km": float(beam.spot_km),
         "users_per_satellite": float(beam.users_per_satellite), "users_per_gateway": at_gateway},
    )  # fmt: skip


def _rtt(ways: Mapping[str, Any], way: str) -> dict[str, float] | None:
    found: dict[str, float] | None = ways[way]["rtt_ms"]
    return found


def _crossing_km(distance: FloatArray, mesh: FloatArray, fibre: FloatArray) -> float | None:
    """Distance at which straight lines through both delays meet; None where fibre keeps ahead."""
    if distance.size < _FEWEST_PAIRS:
        return None
    slope, start = np.polyfit(distance, fibre - mesh, 1)
    km = -float(start / slope) if slope > 0.0 else np.inf
    return max(km, 0.0) if km < _FARTHEST_KM else None


def _beyond(km: float | None) -> str:
    return "at no distance that is seen" if km is None else f"beyond about {round(km, -2):,.0f} km"


_CLAIMS: Final[dict[str, tuple[str, str, Callable[[Found], _Answer]]]] = {
    "leo-latency-compounds": (
        "The delay of a low orbit compounds when millions of requests are served at once.",
        "against", _compounds,
    ),
    "lower-global-latency": (
        "Compute spread through low orbit answers the world's people sooner.", "for", _lower,
    ),
    "intercontinental-transit": (
        "Traffic between continents arrives sooner over lasers in vacuum.", "for", _transit,
    ),
    "data-does-not-fit": (
        "The data of training and inference dwarf what satellite links carry.", "against",
        _does_not_fit,
    ),
    "only-queries-travel": (
        "Heavy work stays in orbit; only queries and results travel.", "for", _only_queries,
    ),
    "reach-the-unserved": (
        "Satellite links bring such services to villages, ships, aircraft and disaster zones.",
        "for", _unserved,
    ),
}  # fmt: skip
