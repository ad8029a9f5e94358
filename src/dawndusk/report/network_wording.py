"""Sentences of the chapter on a study's network, each with its finding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dawndusk.report.numbers import number, percent

__all__ = [
    "CHECKS",
    "NEGLECTED",
    "chapter_finding",
    "claims_finding",
    "curves_finding",
    "gain_finding",
    "gateway_finding",
    "latency_finding",
    "notes",
    "pairs_finding",
    "traffic_finding",
]

Found = Mapping[str, Any]

NEGLECTED: Final = (
    "Lasers and gateways are sized one by one: that all traffic finds its way at once through the "
    "mesh is not solved here, but by `dawndusk fly` (flatters orbit where lasers are nearly full).",
    "The satellites' own terminals are a part of their price and power whatever they carry "
    "(flatters orbit for workloads with much traffic).",
    "The view is that of a full ring at the best estimates of altitude and local time; weather and "
    "hour of the day are independent; failures of equipment are left out (flatters orbit).",
    "Where traffic takes more than one site at a place, the sites stand some tens of kilometres "
    "apart, in one weather; their antennas share the spectrum without disturbing each other, and "
    "every state licenses them (flatters orbit, most at many gigawatts).",
    "Capacity is spread over the sites by the optimum of mean weather, not the optimum of all "
    "weather (flatters Earth).",
    "Sites are those of today's Earth observation with a cable; a buyer would find better ones "
    "(flatters Earth).",
    "Attention over long contexts is not counted as operations (bits per operation too high: "
    "flatters Earth); mixes of workloads are not weighed.",
    "Every workload is scaled to the whole need, and fits where it could be paid for, whether or "
    "not the weather lets it through; a gigawatt of sensing would look at all the Earth at ten "
    "metres some fifty times a second (flatters Earth: smaller needs of it fit).",
    "Latency has no price: what fits and what is quick is told, not paid for.",
    "Every person has a line on the ground, and fibre has one stretch: who has no line gains more "
    "from orbit than is shown (flatters Earth).",
    "Of too few satellites for a site to have one in view at all times those in between are taken "
    "to reach it over others' lasers (flatters orbit below some tens of megawatts).",
    "A workload's bits per operation stay as they are while chips do ever more per watt (neither "
    "clearly: larger models send fewer, agents more; flatters Earth where models grow).",
    "Any node answers: none must hold a user's state, and none is full (flatters orbit).",
)
CHECKS: Final = (
    "Bits per operation against spacedc-mdao 0.4.2 and Llama 3 (tests/validation/"
    "test_traffic_figures.py): ours for text lies a factor of ten to twenty below its 1e-8, which "
    "is a small model that streams every token alone; its 2e-6 is video, not pictures.",
    "What a site sees of a ring against satellites placed one by one (tests/network/"
    "test_ring_view.py).",
    "States of the weather against the exact joint outage of the same copula, and five optical "
    "sites of 69 % against 99.714 % (tests/network/test_gateways.py).",
)


def _own(network: Found) -> Found:
    return next(row for row in network["workloads"] if row["name"] == network["workload"])


def chapter_finding(network: Found) -> str:
    """What travels, and how late."""
    own, ways = _own(network), network["latency"]["ways"]
    relay, region = (ways[way]["rtt_ms"] for way in ("orbit_relay", "nearest_region"))
    fits = "fits" if own["fits"] else "does not fit"
    text = f"{own['name'].capitalize()} {fits} through lasers and gateways"
    if relay is None:
        return f"{text}; nobody reaches orbit over the relay"
    return (
        f"{text}; orbit answers in {number(relay['p50'], 2)} ms where the nearest region takes "
        f"{number(region['p50'], 2)}"
    )


def traffic_finding(network: Found) -> str:
    """Which workloads fit."""
    rows = network["workloads"]
    fit = [row["name"] for row in rows if row["fits"]]
    rest = [row["name"] for row in rows if not row["fits"]]
    if not rest:
        return "Every workload fits through lasers and gateways"
    if not fit:
        return "No workload fits through lasers and gateways"
    return f"{_listed(fit).capitalize()} {_verb(fit)}; {_listed(rest)} {_verb(rest, 'do')} not"


def _verb(names: list[str], verb: str = "fit") -> str:
    many = {"fit": "fit", "do": "do"}
    one = {"fit": "fits", "do": "does"}
    return (one if len(names) == 1 else many)[verb]


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def gateway_finding(network: Found) -> str:
    """How much must be bought for view and weather."""
    gateway = network["gateway"]
    joint = gateway["joint_availability"]["p50"]
    return (
        f"{gateway['sites_for_service']} places with {number(gateway['installed_over_traffic'], 2)}"
        f" times the traffic carry all of it for {_nines(joint)} of the time: a site sees the "
        f"constellation {percent(gateway['duty_all_sites'])} of the day"
    )


def _nines(share: float | None) -> str:
    return "–" if share is None else f"{100.0 * share:.2f} %"


def latency_finding(network: Found) -> str:
    """Where orbit is the quickest way of all."""
    ways = network["latency"]["ways"]
    share = sum(row["quickest_share"] for way, row in ways.items() if way.startswith("orbit"))
    return f"Orbit is the quickest of all ways for {percent(share)} of people and time"


def gain_finding(network: Found) -> str:
    """Where orbit is quicker than the nearest region."""
    places = network["latency"]["map"]
    total = sum(places["people"])
    quicker = sum(
        people
        for people, orbit, region in zip(
            places["people"], places["orbit_ms"], places["region_ms"], strict=True
        )
        if orbit is not None and orbit < region
    )
    return (
        f"Without edge sites {percent(quicker / total)} of the world's people are nearer to a node "
        "in orbit than to a region on Earth"
    )


def curves_finding(network: Found) -> str:
    """What the distributions say."""
    within = network["latency"]["within_ms"]
    return (
        f"Within 50 ms: {percent(within['region']['50'])} of people by regions, "
        f"{percent(within['region_or_orbit']['50'])} with orbit too, "
        f"{percent(within['earth']['50'])} with edge sites instead"
    )


def pairs_finding(network: Found) -> str:
    """Pairs of cities over lasers against fibre."""
    claim = next(c for c in network["claims"] if c["id"] == "intercontinental-transit")
    figures = claim["figures"]
    if not figures:
        return "No pair of cities is joined over the relay"
    level, faster = figures["level_km"], figures["pairs_faster"]
    known = faster and level is not None
    return (
        f"{faster} of {figures['pairs']} pairs of cities are quicker over a relay of lasers than "
        "by fibre" + (f": those beyond about {round(level, -2):,.0f} km" if known else "")
    )


def claims_finding(network: Found) -> str:
    """Count of verdicts."""
    counts = {"supported": 0, "contradicted": 0, "depends": 0}
    for claim in network["claims"]:
        counts[claim["verdict"]] += 1
    return (
        f"{len(network['claims'])} public claims: {counts['supported']} supported, "
        f"{counts['contradicted']} contradicted, {counts['depends']} that depend on a figure"
    )


def notes(network: Found) -> dict[str, str]:
    """What stands below pictures and tables."""
    gateway, lasers, latency = network["gateway"], network["lasers"], network["latency"]
    rates = gateway["terminal_gbps"]
    kind = "antenna" if gateway["link"] == "radio" else "telescope"
    abreast = round(lasers["lasers_abreast"])
    together = f"{abreast} lasers side by side bear" if abreast > 1 else "one laser bears"
    sample = (
        ""
        if latency["satellites"] == latency["satellites_looked_at"]
        else f" A sample of {latency['satellites_looked_at']:,} of {latency['satellites']:,} "
        "satellites in the same orbits was looked at."
    )
    return {
        "traffic": (
            "Bars: 10 to 90 % of the draws, the upright stroke the median; hatched: does not fit. "
            "Traffic of the larger direction in the busy hour, of the first year's chips. Past "
            f"the longest arc without a gateway {together} the traffic of "
            f"{lasers['satellites_behind']:,.0f} satellites of a ring."
        ),
        "gateways": (
            f"Each {kind} carries {number(rates['up'])} Gbit/s up, {number(rates['down'])} down. "
            f"One site works {_nines(gateway['site_availability']['p50'])} of the time under its "
            f"weather; were they always in view, {gateway['sites_for_weather_alone']} would keep "
            f"the promise of {_nines(gateway['target'])}. A site that sees a satellite a part of "
            "the time carries nothing in the rest; the mesh brings all traffic to those in view, "
            "so that at each moment the capacity in view must suffice. "
            f"{percent(gateway['reached_share'])} of the satellites see one of these sites at a "
            f"time. Candidates: {gateway['candidates']} sites; no cable reaches Antarctica."
        ),
        "latency": (
            "Median round trip of a user with all waiting: triangles where orbit is the quickest, "
            "dots where a region or an edge site on Earth is."
        ),
        "gain": (
            "The best way by orbit (overhead, through gateways, through a relay) beside the "
            "nearest region by fibre, edge sites left out."
        ),
        "curves": (
            f"{latency['moments']} moments of {latency['start_utc'][:10]}, "
            f"{number(latency['people'] / 1e9)} billion people, {latency['regions']} regions, "
            f"{latency['edge_sites']} edge sites, {latency['relay']['satellites']:,} satellites of "
            f"the relay.{sample}"
        ),
        "pairs": (
            "A user's round trip, waiting at both ends included. Fibre as it is laid is "
            f"{number(latency['fibre_stretch'])} times the great circle. Over a communications "
            "constellation, not over the compute satellites, whose planes along the day-night "
            "boundary seldom join two cities."
        ),
    }
