"""What is kept of the blocks: every headline, everything else of the first draws, in its rows."""

from __future__ import annotations

import numpy as np
import pytest
from small_study import all_fixed, drawn, small

from dawndusk.study import collect, summary
from dawndusk.study.collect import Collector
from dawndusk.study.draws import BLOCK
from dawndusk.study.run import run_study

YEARS = 5


@pytest.fixture(scope="module")
def blocks():
    scenario = small()
    found = []
    for seed, size in ((0, 6), (1, 6), (2, 3)):
        chain, inputs = drawn(scenario, size, seed)
        found.append((size, chain.run(inputs)))
    return found


def collected(blocks, order=(0, 1, 2)):
    starts = np.cumsum([0] + [size for size, _ in blocks])
    keeper = Collector(int(starts[-1]), YEARS)
    for i in order:
        keeper.store(int(starts[i]), blocks[i][0], blocks[i][1])
    return keeper.finished()


def test_every_block_lies_in_its_rows(blocks):
    found = collected(blocks)
    expected = np.concatenate([o.orbit.side.usd_per_gpu_hour for _, o in blocks])
    np.testing.assert_array_equal(found.orbit, expected)
    expected = np.concatenate([o.earth.best.usd_per_gpu_hour for _, o in blocks])
    np.testing.assert_array_equal(found.earth, expected)
    expected = np.concatenate([o.orbit.launch.usd_per_kg for _, o in blocks])
    np.testing.assert_array_equal(found.kept["orbit.launch_usd_per_kg"], expected)
    expected = np.concatenate([o.earth.best_path for _, o in blocks])
    np.testing.assert_array_equal(found.best_path, expected)


def test_blocks_may_finish_in_any_order(blocks):
    one, other = collected(blocks), collected(blocks, (0, 2, 1))
    assert one.kept.keys() == other.kept.keys()
    for name, array in one.kept.items():
        np.testing.assert_array_equal(other.kept[name], array)
    for name, mean in one.means.items():
        np.testing.assert_array_equal(other.means[name], mean)


def test_means_are_of_all_kept_draws_and_add_up(blocks):
    found = collected(blocks)
    for side, headline in (("orbit", found.orbit), ("best", found.earth)):
        mean = found.means[f"{side}.usd_per_gpu_hour"]
        np.testing.assert_allclose(mean, headline.mean(axis=0), rtol=1e-12)
        parts = [v for k, v in found.means.items() if k.startswith(f"{side}.parts.")]
        assert len(parts) >= 5
        np.testing.assert_allclose(sum(parts), mean, rtol=1e-9)


def test_samples_have_a_row_per_draw_and_year(blocks):
    found = collected(blocks)
    columns = found.samples(np.arange(2026.0, 2031.0))
    assert {column.shape for column in columns.values()} == {(15 * YEARS,)}
    row = 7 * YEARS + 3  # eighth draw, fourth year
    assert columns["draw"][row] == 7
    assert columns["year"][row] == 2029
    assert columns["orbit_usd_per_gpu_hour"][row] == found.orbit[7, 3]
    assert columns["earth_best_usd_per_gpu_hour"][row] == found.earth[7, 3]
    path = blocks[1][1].earth.best_path[1, 3]
    assert columns["earth_best_path"][row] == list(blocks[0][1].earth.paths)[int(path)]


@pytest.mark.parametrize("kept", [50, BLOCK, BLOCK + 1])
def test_beyond_the_limit_only_headlines_are_of_all_draws(monkeypatch, kept):
    draws, scenario = BLOCK + 120, small()
    whole = run_study(scenario, draws=draws, drivers=False)
    monkeypatch.setattr(collect, "KEPT", kept)
    monkeypatch.setattr(summary, "KEPT", kept)
    part = run_study(scenario, draws=draws, drivers=False)
    for key in ("crossover", "ratio", "draws"):
        assert part.summary[key] == whole.summary[key]
    for side in ("orbit", "earth"):
        one, other = part.summary[side], whole.summary[side]
        one, other = (one, other) if side == "orbit" else (one["best"], other["best"])
        assert one["usd_per_gpu_hour"] == other["usd_per_gpu_hour"]
        assert one["levelised_usd_per_gpu_hour"] != other["levelised_usd_per_gpu_hour"]
    assert "note" not in whole.summary
    assert f"all {draws:,} draws" in part.summary["note"]
    assert f"first {kept:,}" in part.summary["note"]
    size = kept * YEARS
    for name, column in part.samples.items():
        np.testing.assert_array_equal(column, whole.samples[name][:size])
    parts = part.summary["orbit"]["components_usd_per_gpu_hour"]
    total = [sum(values) for values in zip(*parts.values(), strict=True)]
    assert total == pytest.approx(part.summary["orbit"]["mean_usd_per_gpu_hour"], rel=1e-9)


def test_without_uncertainty_one_row_stands_for_every_draw():
    chain, inputs = drawn(all_fixed(small()), 4)
    outcome = chain.run(inputs)
    keeper = Collector(7, YEARS)
    keeper.store(0, 4, outcome)
    keeper.store(4, 3, outcome)
    found = keeper.finished()
    assert np.all(found.orbit == found.orbit[0])
    assert np.all(found.earth == found.earth[0])
    assert found.means["orbit.usd_per_gpu_hour"] == pytest.approx(found.orbit[0])
    assert all(column.shape == (35,) for column in found.samples(chain.years).values())
