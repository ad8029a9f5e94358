"""The contract of ``--json``: its keys, their shapes, and the sums and orders that must hold."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from small_study import PATHS, small

from dawndusk.data import catalogue
from dawndusk.study import drivers_of_ratio as ratio
from dawndusk.study.bands import band
from dawndusk.study.run import run_study

BANDS = ("p10", "p50", "p90")
SIDE_BANDS = (
    "usd_per_gpu_hour", "levelised_usd_per_gpu_hour", "usd_per_pflop_day", "usd_per_kw_hour",
    "capex_usd_per_w", "wait_years", "waiting_usd_per_gpu_hour",
)  # fmt: skip
PATH_BANDS = (
    "usd_per_gpu_hour", "levelised_usd_per_gpu_hour", "energy_usd_per_mwh", "time_to_power_years",
    "cap_gw_per_year", "wait_years",
)  # fmt: skip


@pytest.fixture(scope="module")
def summary(tiny_result) -> dict[str, Any]:
    """Return the summary as a reader of the JSON gets it."""
    return json.loads(json.dumps(tiny_result.summary, allow_nan=False))


def bands(node: Any, path: str = ""):
    """Yield every band below a node, with its path."""
    if isinstance(node, dict):
        if set(node) == set(BANDS):
            yield path, node
        for key, value in node.items():
            yield from bands(value, f"{path}.{key}")


def by_year(summary, values) -> bool:
    return isinstance(values, list) and len(values) == len(summary["years"])


def test_it_is_strict_json(tiny_result):
    text = json.dumps(tiny_result.summary, allow_nan=False)
    assert "NaN" not in text
    assert "Infinity" not in text


def test_what_was_asked(summary, tiny):
    assert summary["scenario"] == "tiny"
    assert (summary["draws"], summary["seed"]) == (200, 1)
    assert summary["years"] == list(range(2026, 2036))
    assert summary["target_gw"] == 1.0
    assert summary["convention"]["name"] == "levelised"
    assert summary["title"] == tiny.title
    assert summary["catalogue"] == catalogue().digest


def test_both_sides_have_their_bands_by_year(summary):
    for side in (summary["orbit"], summary["earth"]["best"]):
        for name in SIDE_BANDS:
            for level in BANDS:
                assert by_year(summary, side[name][level]), (name, level)
    for name in ("watts_per_kg", "radiator_m2_per_kw", "mean_sunlit", "delivered_fraction"):
        assert isinstance(summary["orbit"][name], float)


def test_every_path_is_there(summary):
    assert list(summary["earth"]["paths"]) == list(PATHS)
    for path in summary["earth"]["paths"].values():
        for name in PATH_BANDS:
            assert by_year(summary, path[name]["p50"]), name
        assert 0.0 < path["delivered_fraction"] <= 1.0


def test_a_band_is_in_order(summary):
    found = list(bands(summary))
    assert len(found) > 60
    for path, node in found:
        rows = [node[level] for level in BANDS]
        rows = [row if isinstance(row, list) else [row] for row in rows]
        for low, middle, high in zip(*rows, strict=True):
            there = [v for v in (low, middle, high) if v is not None]
            assert there == sorted(there), path
            assert middle is not None or None in (low, high), f"{path}: a hole in a band"


def test_costs_add_up_to_the_headline(summary):
    for side in (summary["orbit"], summary["earth"]["best"]):
        parts = side["components_usd_per_gpu_hour"]
        assert {"chips", "platform", "operations", "waiting"} <= set(parts)
        for year in range(10):
            total = sum(values[year] for values in parts.values())
            assert total == pytest.approx(side["mean_usd_per_gpu_hour"][year], rel=1e-9)


def test_the_mean_lies_among_the_draws(summary, tiny_result):
    draws = tiny_result.samples["orbit_usd_per_gpu_hour"].reshape(200, 10)
    np.testing.assert_allclose(
        summary["orbit"]["mean_usd_per_gpu_hour"], draws.mean(axis=0), rtol=1e-12
    )
    ranked = np.sort(draws, axis=0)
    np.testing.assert_array_equal(summary["orbit"]["usd_per_gpu_hour"]["p10"], ranked[20])
    np.testing.assert_array_equal(summary["orbit"]["usd_per_gpu_hour"]["p90"], ranked[179])


def test_the_waterfall_falls_from_one_to_the_delivered_share(summary):
    for side in (summary["orbit"], summary["earth"]["best"]):
        shares = [row["share"] for row in side["waterfall"]]
        steps = [row["step"] for row in side["waterfall"]]
        assert shares[0] == 1.0
        assert shares == sorted(shares, reverse=True)
        assert (steps[0], steps[-1]) == ("nameplate", "delivered")
        assert shares[-1] == pytest.approx(side["delivered_fraction"], abs=0.03)
        assert len(steps) == len(set(steps)) > 3
        assert all(row["note"] for row in side["waterfall"])


def test_the_delivered_share_is_the_mean_over_the_draws(summary, tiny_result):
    first = tiny_result.samples["orbit_delivered_share"].reshape(200, 10)[:, 0]
    assert summary["orbit"]["waterfall"][-1]["share"] == pytest.approx(first.mean(), rel=1e-12)


def test_the_cheapest_paths_share_all_draws(summary):
    shares = np.array(list(summary["earth"]["best"]["share_by_path"].values()))
    np.testing.assert_allclose(shares.sum(axis=0), 1.0, rtol=1e-12)


def test_the_crossover_only_grows_and_leaves_never():
    cheap = {"launch__margin": 0, "launch__industry_growth": 0.4}
    long = {"first": 2026, "last": 2045}
    summary = run_study(small(years=long, need__compute_gw=100, **cheap)).summary
    found = summary["crossover"]
    chance = found["probability_by_year"]
    assert len(chance) == 20
    assert chance == sorted(chance)
    assert chance[-1] > 0.0, "no draw crosses: nothing is tested"
    assert chance[-1] + found["never"] == pytest.approx(1.0, abs=1e-12)
    assert all(now <= so_far for now, so_far in zip(found["cheaper_in_year"], chance, strict=True))
    assert chance[-1] - found["cheaper_in_year"][-1] == pytest.approx(found["reverted"], abs=1e-12)
    half = [y for y, p in zip(summary["years"], chance, strict=True) if p >= 0.5]
    assert found["median"] == (half[0] if half else None)


def test_crossover_agrees_with_the_samples(tiny_result):
    columns, found = tiny_result.samples, tiny_result.summary["crossover"]
    cheaper = columns["orbit_usd_per_gpu_hour"] < columns["earth_best_usd_per_gpu_hour"]
    cheaper = cheaper.reshape(200, 10)
    assert found["cheaper_in_year"] == cheaper.mean(axis=0).tolist()
    assert found["never"] == pytest.approx(1.0 - cheaper.any(axis=1).mean())


def test_break_evens_and_where_there_is_one(summary):
    names = ("launch_usd_per_kg", "satellite_usd_per_w", "watts_per_kg")
    for node in (summary["break_even"], summary["break_even"]["if_orbit_on_time"]):
        for name in names:
            assert by_year(summary, node[name]["p50"])
            assert by_year(summary, node["possible"][name])
            assert all(0.0 <= share <= 1.0 for share in node["possible"][name])
    assert by_year(summary, summary["break_even"]["earth_wait_years"]["p50"])
    for late, prompt in zip(
        summary["break_even"]["possible"]["launch_usd_per_kg"],
        summary["break_even"]["if_orbit_on_time"]["possible"]["launch_usd_per_kg"],
        strict=True,
    ):
        assert prompt >= late


def test_the_binding_constraint_is_its_largest_lever(summary):
    found = summary["binding"]
    assert found["year"] == 2035
    falls = [row["usd_per_gpu_hour"] for row in found["levers"]]
    assert falls == sorted(falls, reverse=True)
    assert found["constraint"] == found["levers"][0]["lever"]
    assert found["constraint"] in found["text"]
    assert "\n" not in found["text"]


def test_masses_and_sizes_of_the_drawn_satellite(summary):
    node, orbit = summary["orbit"]["satellite"], summary["orbit"]
    per_kw = orbit["mass_kg_per_kw"]
    assert sum(per_kw.values()) == pytest.approx(1000.0 / orbit["watts_per_kg"], rel=0.1)
    assert node["satellites_for_target"] * node["it_power_kw"] == pytest.approx(1e6)
    assert node["array_width_m"] * node["array_length_m"] == pytest.approx(node["array_area_m2"])
    area = node["radiator_width_m"] * node["radiator_length_m"]
    assert area == pytest.approx(node["radiator_area_m2"])
    assert node["wet_kg"] > node["dry_kg"] > 0.0
    assert orbit["replacement"]["satellites_per_year"] * orbit["life_years"]["p50"] == (
        pytest.approx(node["satellites_for_target"])
    )


def test_every_input_has_its_source(summary, tiny):
    rows = {row["path"]: row for row in summary["inputs"]}
    assert set(rows) == set(tiny.quantities())
    for path, row in rows.items():
        assert len(row["source"]) >= 8, path
        assert row["confidence"], path
        assert row["unit"], path
        low, high = row["low"], row["high"]
        assert low <= high, path


def test_drivers_as_json(monkeypatch):
    monkeypatch.setattr(ratio, "FEWEST_SAMPLES", 64)
    monkeypatch.setattr(ratio, "MOST_SAMPLES", 64)
    scenario = small(years={"first": 2030, "last": 2031})
    drivers = run_study(scenario, draws=1000).summary["drivers"]
    assert drivers
    for driver in drivers:
        assert {"input", "first", "total", "interval"} <= set(driver)
        assert set(driver["interval"]) == {"first", "total"}
        assert all(len(ends) == 2 for ends in driver["interval"].values())
        assert driver["converged"] == (driver["total"] is not None)
    assert {d["input"] for d in drivers} <= set(scenario.quantities())
    json.dumps(drivers, allow_nan=False)


def test_a_hybrid_is_priced_only_where_it_is_asked_for(summary):
    assert summary["hybrid"] is None
    found = run_study(small(hybrid={"orbit_share": 0.3})).summary["hybrid"]
    assert found["orbit_share"] == 0.3
    assert len(found["usd_per_gpu_hour"]["p50"]) == 5
    assert all(0.0 <= share <= 1.0 for share in found["cheaper_than_both_in_year"])


@given(arrays(float, st.tuples(st.integers(1, 30), st.just(3)), elements=st.floats(-9.0, 9.0)))
def test_a_percentile_is_one_of_the_draws_and_in_order(values):
    found = band(values, np.arange(3.0))
    for i in range(3):
        low, middle, high = (found[level][i] for level in BANDS)
        assert low <= middle <= high
        assert {low, middle, high} <= set(values[:, i])
