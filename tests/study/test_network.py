"""The network of a study: traffic by workload, gateways, delays, and the answers to claims."""

from __future__ import annotations

import json

import numpy as np
import pytest
from small_study import small

from dawndusk.network.traffic import WORKLOADS
from dawndusk.scenario import load
from dawndusk.study.latency_of_study import PAIRS
from dawndusk.study.network_claims import network_claims
from dawndusk.study.run import run_study
from dawndusk.study.workload_fit import laser_capacity
from dawndusk.twin.ground import Ground
from dawndusk.twin.size import plans_of, size_of
from dawndusk.twin.thinned import thinned

CLAIMS = ("leo-latency-compounds", "lower-global-latency", "intercontinental-transit",
          "data-does-not-fit", "only-queries-travel", "reach-the-unserved")  # fmt: skip


@pytest.fixture(scope="module")
def result():
    return run_study(small(need__compute_gw=1.0), draws=400)


@pytest.fixture(scope="module")
def network(result):
    return result.summary["network"]


def by_name(network):
    return {row["name"]: row for row in network["workloads"]}


def test_every_workload_stands_in_the_table_and_all_is_plain(network):
    assert tuple(by_name(network)) == WORKLOADS
    json.dumps(network, allow_nan=False)


def test_traffic_is_bits_per_operation_times_operations(network):
    """1 GW of 2.5 PFLOP/s per 1,900 W at 0.35 x 0.8 of the peak: 3.7e20 operations a second."""
    row = by_name(network)["inference"]
    bits = row["bits_per_flop"]["larger"]["p50"]
    per_second = 1e6 / 1.9 * 2.5e15 * 0.33 * 0.78
    assert row["gbps_per_gw"]["p50"] == pytest.approx(per_second * bits / 1e9, rel=0.35)


def test_the_order_of_the_workloads_is_that_of_bits_per_operation(network):
    rows = network["workloads"]
    by_bits = sorted(rows, key=lambda row: row["bits_per_flop"]["larger"]["p50"])
    by_traffic = sorted(rows, key=lambda row: row["gbps_per_gw"]["p50"])
    assert [r["name"] for r in by_bits] == [r["name"] for r in by_traffic]
    assert by_bits[0]["name"] == "batch"
    assert by_bits[-1]["name"] == "video"


def test_what_fits_says_why(network):
    for row in network["workloads"]:
        assert row["fits"] == (row["laser_share"] <= 1.0 and row["share_of_earth_cost"] <= 0.1)
        assert "lasers along the ring" in row["why"]
        assert row["last_year"]["gbps_per_gw"] > row["gbps_per_gw"]["p50"]
    assert by_name(network)["inference"]["fits"]
    assert not by_name(network)["video"]["fits"]


def test_the_needs_own_row_has_the_cost_of_the_study(result, network):
    """Not the same draws: medians of a wide distribution agree to a third."""
    row = by_name(network)["inference"]
    gateways = network["gateway"]
    assert row["terminals_per_gw"]["p50"] == pytest.approx(
        gateways["terminals_per_gw"]["p50"], rel=0.33
    )
    mean = result.summary["orbit"]["components_usd_per_gpu_hour"]["ground_segment"][0]
    assert row["gateway_usd_per_gpu_hour"] < mean  # the mean of a skew distribution


def test_lasers_bear_half_an_arc_each(network):
    lasers, gateway = network["lasers"], network["gateway"]
    assert lasers["spacing_km"] == pytest.approx(2 * np.pi * 7028.137 / 10_000, rel=0.03)
    assert lasers["satellites_behind"] == pytest.approx(
        0.5 * 10_000 * gateway["longest_dark_share"], rel=1e-3
    )
    assert lasers["lasers_abreast"] == 72.0
    assert lasers["gbps"] == pytest.approx(7200.0)
    row = by_name(network)["video"]
    busy = row["gbps_per_satellite"]["p50"]
    assert row["laser_share"] == pytest.approx(
        busy * lasers["satellites_behind"] / lasers["gbps"], rel=0.02
    )


def test_gateways_are_named_and_meet_the_target(network):
    gateway = network["gateway"]
    assert len(gateway["sites"]) == gateway["sites_for_service"] >= 3
    assert gateway["joint_availability"]["p50"] >= gateway["target"]
    assert sum(s["capacity_over_traffic"] for s in gateway["sites"]) == pytest.approx(
        gateway["installed_over_traffic"]
    )
    assert gateway["sites_for_weather_alone"] < gateway["sites_for_service"]


def test_gateways_cost_what_the_sites_carry(result):
    waterfall = {row["step"]: row["share"] for row in result.summary["orbit"]["waterfall"]}
    assert waterfall["gateways"] / waterfall["failures without repair"] == pytest.approx(
        result.summary["network"]["gateway"]["joint_availability"]["p50"], abs=2e-3
    )


def test_curves_rise_to_what_each_way_reaches(network):
    curves, ways = network["latency"]["curves"], network["latency"]["ways"]
    for way, row in ways.items():
        curve = curves[way]
        assert len(curve) == len(curves["ms"])
        assert np.all(np.diff(curve) >= 0.0)
        assert curve[-1] == pytest.approx(row["reachable_share"], abs=2e-3)


def test_more_ways_reach_more_people(network):
    within = network["latency"]["within_ms"]
    for bound in ("20", "30", "50", "100"):
        assert within["region"][bound] <= within["earth"][bound] <= within["all"][bound] + 1e-12
        assert within["region"][bound] <= within["region_or_orbit"][bound] <= within["all"][bound]


def test_far_pairs_are_quicker_over_vacuum_and_near_ones_are_not(network):
    pairs = {(p["from"], p["to"]): p for p in network["pairs"]}
    assert len(pairs) == len(PAIRS)
    for pair in pairs.values():
        assert pair["vacuum_ms"] <= pair["rtt_ms"]["min"]
        assert pair["fibre_great_circle_ms"] <= pair["fibre_ms"] < pair["user_fibre_ms"]
        far = pair["distance_km"] > 5000.0
        assert (pair["user_rtt_ms"]["p50"] < pair["user_fibre_ms"]) == far


def test_every_claim_is_answered_in_words_and_figures(network):
    claims = {claim["id"]: claim for claim in network["claims"]}
    assert tuple(claims) == CLAIMS
    for claim in claims.values():
        assert claim["verdict"] in ("supported", "contradicted", "depends")
        assert claim["side"] in ("for", "against")
        assert claim["answer"].endswith(".")
        assert claim["threshold"]
        assert claim["figures"]
        assert not any(word in claim["answer"] for word in ("nan", "inf ", "None"))
    assert claims["only-queries-travel"]["verdict"] == "supported"
    assert claims["data-does-not-fit"]["verdict"] == "depends"


def test_verdicts_turn_with_the_figures(network):
    def verdict(name, **changed):
        return next(c for c in network_claims({**network, **changed}) if c["id"] == name)["verdict"]

    fit = [{**row, "fits": True} for row in network["workloads"]]
    none = [{**row, "fits": False} for row in network["workloads"]]
    assert verdict("data-does-not-fit", workloads=fit) == "contradicted"
    assert verdict("data-does-not-fit", workloads=none) == "supported"
    assert verdict("only-queries-travel", workloads=none) == "depends"
    slow = [{**p, "user_fibre_ms": 1.0, "fibre_ms": 1.0} for p in network["pairs"]]
    assert verdict("intercontinental-transit", pairs=slow) == "contradicted"
    lost = [{**p, "user_rtt_ms": None} for p in network["pairs"]]
    assert verdict("intercontinental-transit", pairs=lost) == "contradicted"
    latency = network["latency"]
    quick = {**latency["ways"]["orbit_relay"], "rtt_ms": {"p50": 5.0, "p95": 9.0}}
    better = {**latency, "ways": {**latency["ways"], "orbit_relay": quick}}
    assert verdict("lower-global-latency", latency=better) == "supported"
    assert verdict("leo-latency-compounds", latency=better) == "contradicted"


def test_whether_delay_compounds_turns_on_how_full_links_are(network):
    def verdict(share):
        rows = [{**row, "laser_share": share} for row in network["workloads"]]
        return network_claims({**network, "workloads": rows})[0]["verdict"]

    assert [verdict(x) for x in (0.0, 0.5, 0.7, 3.0)] == [
        "contradicted", "contradicted", "depends", "supported"
    ]  # fmt: skip


def test_delays_of_the_few_that_a_relay_reaches_are_not_those_of_all(network):
    latency = network["latency"]
    few = {**latency["ways"]["orbit_relay"], "reachable_share": 0.001,
           "rtt_ms": {"p50": 5.0, "p95": 9.0}}  # fmt: skip
    ways = {**latency["ways"], "orbit_relay": few}
    claim = network_claims({**network, "latency": {**latency, "ways": ways}})[1]
    assert claim["verdict"] == "contradicted"
    assert "for the 0.1 % that it reaches" in claim["answer"]


def test_lasers_out_of_reach_do_not_count_as_abreast():
    def abreast(**rules):
        scenario = small(need__compute_gw=1.0)
        network = scenario.network.model_copy(update=rules)
        scenario = scenario.model_copy(update={"network": network})
        return laser_capacity(scenario, Ground.of(scenario))["lasers_abreast"]

    assert abreast() > 50.0
    assert abreast(longest_link_km=100.0) == 1.0


def test_queries_do_not_travel_where_gateways_seldom_work_together(network):
    rare = {**network["gateway"], "joint_availability": {"p10": 0.1, "p50": 0.11, "p90": 0.12}}
    claim = network_claims({**network, "gateway": rare})[4]
    assert claim["verdict"] == "depends"
    assert "gets through 11 % of the time" in claim["answer"]


def test_claims_are_plain_where_nothing_travels_at_all(network):
    rows = [{**row, "laser_share": 0.0, "share_of_earth_cost": 0.0} for row in network["workloads"]]
    claims = network_claims({**network, "workloads": rows})
    json.dumps(claims, allow_nan=False)
    assert claims[3]["figures"]["level_bits_per_flop"] is None


def test_claims_are_plain_where_nothing_travels(network):
    none = {"p10": 0.0, "p50": 0.0, "p90": 0.0}
    rows = [
        {**row, "gbps_per_gw": none, "bits_per_flop": dict.fromkeys(row["bits_per_flop"], none)}
        for row in network["workloads"]
    ]
    claims = network_claims({**network, "workloads": rows})
    json.dumps(claims, allow_nan=False)
    assert not any("inf " in claim["answer"] for claim in claims)


def test_a_line_through_the_pairs_is_drawn_only_where_it_says_something(network):
    def transit(pairs):
        found = {c["id"]: c for c in network_claims({**network, "pairs": pairs})}
        return found["intercontinental-transit"]

    pairs = network["pairs"]
    one = transit([p if p["from"] == "New York City" else {**p, "user_rtt_ms": None}
                   for p in pairs])  # fmt: skip
    assert one["figures"]["level_km"] is None
    late = transit([{**p, "user_rtt_ms": {"p50": 600.0}} for p in pairs])
    assert late["figures"]["level_km"] is None
    assert late["verdict"] == "contradicted"
    assert "at no distance" in late["threshold"]
    assert "% more" in late["answer"]
    usual = transit(pairs)["figures"]
    assert 1000.0 < usual["level_km"] < usual["level_straight_km"] < 20_000.0


def test_the_same_seed_gives_the_same_network(network):
    again = run_study(small(need__compute_gw=1.0), draws=400).summary["network"]
    assert json.dumps(again, sort_keys=True) == json.dumps(network, sort_keys=True)


def test_a_large_constellation_is_thinned_in_the_same_orbits():
    scenario = load("scenarios/million_satellites.yaml")
    few, full = thinned(scenario, 20_000)
    assert full == pytest.approx(1e6, rel=0.01)
    size = size_of(plans_of(few))
    assert 15_000 < size.satellites <= 20_000
    whole, part = plans_of(scenario)[0], plans_of(few)[0]
    assert part.altitudes_km[0] == whole.altitudes_km[0]
    assert part.altitudes_km[-1] == pytest.approx(whole.altitudes_km[-1])
    assert part.local_time_span_h == whole.local_time_span_h
    assert thinned(few, 20_000)[0] is few
