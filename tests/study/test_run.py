"""Running a study: one seed one answer, any number of draws, cores and years; resolved again."""

from __future__ import annotations

import json
import threading
from typing import Any

import numpy as np
import pytest
import yaml
from small_study import all_fixed, small

from dawndusk.data.distributions import Distribution
from dawndusk.errors import InputError
from dawndusk.scenario import parse
from dawndusk.study import drivers_of_ratio as ratio
from dawndusk.study import run as running
from dawndusk.study.draws import BLOCK
from dawndusk.study.run import run_study


def figures(result, *apart: str) -> dict[str, Any]:
    """Return the summary without what a clock says."""
    return {k: v for k, v in result.summary.items() if k not in ("timings", *apart)}


def test_one_seed_one_answer(tiny, tiny_result):
    again = run_study(tiny)
    assert json.dumps(figures(again)) == json.dumps(figures(tiny_result))
    for name, column in tiny_result.samples.items():
        np.testing.assert_array_equal(again.samples[name], column)


def test_another_seed_another_answer(tiny, tiny_result):
    other = run_study(tiny, seed=tiny.seed + 1)
    assert other.summary["seed"] == tiny.seed + 1
    assert (
        other.summary["orbit"]["usd_per_gpu_hour"]
        != (tiny_result.summary["orbit"]["usd_per_gpu_hour"])
    )


@pytest.mark.parametrize("draws", [3 * BLOCK, 2 * BLOCK + 7])
def test_the_number_of_cores_does_not_matter(monkeypatch, draws):
    found = []
    for cores in (1, 2, 5):
        monkeypatch.setattr("os.cpu_count", lambda cores=cores: cores)
        found.append(figures(run_study(small(), draws=draws, drivers=False)))
    assert json.dumps(found[0]) == json.dumps(found[1]) == json.dumps(found[2])


def test_drivers_do_not_depend_on_the_cores_either(monkeypatch):
    monkeypatch.setattr(ratio, "FEWEST_SAMPLES", 64)
    monkeypatch.setattr(ratio, "MOST_SAMPLES", 64)
    monkeypatch.setattr(ratio, "_BLOCK", 16)
    scenario, found = small(years={"first": 2026, "last": 2027}), []
    for cores in (1, 3):
        monkeypatch.setattr("os.cpu_count", lambda cores=cores: cores)
        found.append(run_study(scenario, draws=1000).summary)
    assert found[0]["drivers"] == found[1]["drivers"]
    assert len(found[0]["drivers"]) > 150
    about = found[0]["drivers_about"]
    assert about["evaluations"] == 64 * (len(found[0]["drivers"]) + 2)
    assert about["independent"] is True
    assert "2027" in about["answer"]


@pytest.mark.parametrize("draws", [1, 2, BLOCK - 1, BLOCK, BLOCK + 1])
def test_any_number_of_draws(draws):
    result = run_study(small(), draws=draws, drivers=False)
    summary = result.summary
    assert summary["draws"] == draws
    json.dumps(summary, allow_nan=False)
    assert result.samples["draw"].size == 5 * draws
    assert int(result.samples["draw"].max()) == draws - 1
    for name, column in result.samples.items():
        assert column.shape == (5 * draws,), name
        if column.dtype.kind == "f":
            assert np.all(np.isfinite(column)), name
            assert np.unique(column).size > 1 or draws == 1, name
    last = result.samples["orbit_usd_per_gpu_hour"].reshape(draws, 5)[-1]
    assert np.all((last > 0.01) & (last < 1e4)), "the last draw was never computed"


def test_with_one_draw_all_percentiles_are_it():
    summary = run_study(small(), draws=1).summary
    band = summary["orbit"]["usd_per_gpu_hour"]
    assert band["p10"] == band["p50"] == band["p90"]
    assert summary["crossover"]["never"] in (0.0, 1.0)


@pytest.mark.parametrize("year", [2026, 2045, 2100])
def test_a_single_year(year):
    summary = run_study(small(years={"first": year, "last": year}), draws=5).summary
    assert summary["years"] == [year]
    assert summary["binding"]["year"] == year
    assert len(summary["earth"]["best"]["usd_per_gpu_hour"]["p50"]) == 1
    json.dumps(summary, allow_nan=False)


@pytest.mark.parametrize("draws", [1, 1000])
def test_without_any_uncertain_input_there_is_one_answer_and_no_driver(tiny, draws):
    scenario = all_fixed(tiny)
    assert not any(q.shape.uncertain for q in scenario.quantities().values())
    summary = run_study(scenario, draws=draws).summary
    assert summary["drivers"] == []
    assert summary["crossover"]["never"] in (0.0, 1.0)
    assert 0.0 < summary["crossover"]["standard_error"] < 0.5  # all draws agree, few or many
    for band in (summary["orbit"]["usd_per_gpu_hour"], summary["ratio"]):
        assert band["p10"] == band["p50"] == band["p90"]
    parts = summary["orbit"]["components_usd_per_gpu_hour"]
    whole = [sum(values) for values in zip(*parts.values(), strict=True)]
    assert whole == pytest.approx(summary["orbit"]["usd_per_gpu_hour"]["p50"], rel=1e-9)


def test_one_uncertain_input_is_the_only_driver(tiny):
    raw = all_fixed(tiny).resolved()
    raw["launch"]["margin"] = {"uniform": [0.1, 2.0]}
    raw["years"] = {"first": 2034, "last": 2035}
    drivers = run_study(parse(raw), draws=1000).summary["drivers"]
    assert [d["input"] for d in drivers] == ["launch.margin"]
    assert drivers[0]["first"] == pytest.approx(1.0, abs=0.02)
    assert drivers[0]["total"] == pytest.approx(1.0, abs=0.02)
    assert drivers[0]["direction"] > 0.9


def test_few_draws_are_a_trial_without_drivers(tiny_result):
    assert tiny_result.summary["drivers"] == []
    assert tiny_result.summary["drivers_about"] is None


def test_a_resolved_scenario_gives_the_same_figures(tiny_result):
    """Also with another seed and number of draws than the file says, and correlated inputs."""
    result = run_study(tiny_result.scenario, draws=70, seed=9)
    text = yaml.safe_dump(result.scenario.resolved(), sort_keys=False)
    assert "from:" not in text, "a reference to the catalogue is left"
    assert "rho:" in text, "the correlations are lost"
    again = run_study(parse(yaml.safe_load(text)))
    assert again.summary["draws"] == 70
    assert again.summary["seed"] == 9
    assert figures(again, "inputs") == figures(result, "inputs")


def test_own_correlations_replace_the_catalogues():
    pair = {"a": "launch.margin", "b": "launch.learning_rate", "rho": 0.5}
    scenario = small(correlations=[pair])
    years = np.arange(2026.0, 2031.0)
    assert [c.rho for c in running.make_sampler(scenario, years).correlations] == [0.5]
    assert running.make_sampler(small(correlations=[]), years).correlations == []
    assert len(running.make_sampler(small(), years).correlations) > 10
    with pytest.raises(InputError, match=r"names no quantity.*did you mean"):
        run_study(small(correlations=[{**pair, "a": "launch.margn"}]))


@pytest.mark.parametrize("draws", [0, -5, 2_000_001, 10**9])
def test_draws_out_of_range(draws):
    with pytest.raises(InputError, match="draws is out of range"):
        run_study(small(), draws=draws)


@pytest.mark.parametrize("seed", [-1, 2**63])
def test_seed_out_of_range(seed):
    with pytest.raises(InputError, match="seed is out of range"):
        run_study(small(), seed=seed)


def test_progress_ends_at_one():
    shares: list[float] = []
    run_study(small(), draws=3 * BLOCK, drivers=False, progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_a_fault_in_a_block_is_not_swallowed(monkeypatch):
    values = running.Sampler.values

    def broken(self, u):
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("block lost")
        return values(self, u)

    monkeypatch.setattr(running.Sampler, "values", broken)
    with pytest.raises(RuntimeError, match="block lost"):
        run_study(small(), draws=3 * BLOCK)


def test_a_satellite_that_never_closes_is_refused():
    cold = {"coolant_supply_c": -60, "coolant_return_c": -50}
    with pytest.raises(InputError, match="pg25 freezes"):
        run_study(small(satellite__radiator=cold))


def test_some_draws_that_do_not_close_are_said_and_counted_as_never():
    radiator = {"coolant_supply_c": {"uniform": [-20, 20]}, "coolant_return_c": 45}
    result = run_study(small(satellite__radiator=radiator), draws=60)
    summary = result.summary
    json.dumps(summary, allow_nan=False)
    assert "no satellite closes" in summary["note"]
    assert summary["orbit"]["usd_per_gpu_hour"]["p90"][0] is None
    assert summary["orbit"]["usd_per_gpu_hour"]["p50"][0] > 0.0
    parts = summary["orbit"]["components_usd_per_gpu_hour"]
    whole = [sum(values) for values in zip(*parts.values(), strict=True)]
    assert whole == pytest.approx(summary["orbit"]["mean_usd_per_gpu_hour"], rel=1e-9)


def test_a_distribution_without_width_is_fixed():
    assert not Distribution("uniform", 1.0, 1.0, 1.0).uncertain


def test_holding_one_input_leaves_the_draws_of_all_others_as_they_were():
    """Two scenarios that differ in one place are compared on the same draws."""
    years = np.array([2026.0, 2030.0])
    whole = running.make_sampler(small(), years)
    held = running.make_sampler(
        small(chip={"life_years": 5}, earth={"paths": {"solar_storage": None}}), years
    )
    drawn = [
        dict(zip(s.uncertain, s.probabilities(np.random.default_rng(7), 50).T, strict=True))
        for s in (whole, held)
    ]
    alone = set(held.uncertain) - {p for c in whole.correlations for p in (c.a, c.b)}
    assert len(alone) > 50
    for path in alone:
        np.testing.assert_array_equal(drawn[0][path], drawn[1][path])


def test_a_longer_run_extends_a_shorter_one():
    scenario = small()
    sampler = running.make_sampler(scenario, np.array([2026.0]))
    few, many = (sampler.of_block(sampler.blocks(n, 3)[0]) for n in (120, 450))
    np.testing.assert_allclose(few, many[:120], rtol=0, atol=1e-12)
