"""Draws: the requested rank correlations, one seed one answer, whatever the number of draws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kstest, spearmanr

from dawndusk.data.distributions import Distribution
from dawndusk.errors import InputError
from dawndusk.scenario.field import Quantity
from dawndusk.study.draws import BLOCK, Correlation, Sampler

YEARS = np.arange(2026.0, 2029.0)


def uniform(low: float = 0.0, high: float = 1.0) -> Quantity:
    return Quantity(Distribution("uniform", 0.5 * (low + high), low, high), "1")


def sampler(*correlations: Correlation, inputs: str = "abc") -> Sampler:
    return Sampler({name: uniform() for name in inputs}, YEARS, correlations)


def drawn(of: Sampler, draws: int, seed: int = 1) -> np.ndarray:
    return np.concatenate([of.of_block(block) for block in of.blocks(draws, seed)])


@settings(max_examples=12)
@given(st.floats(-0.95, 0.95))
def test_the_rank_correlation_is_the_one_asked_for(rho):
    # Standard error of Spearman's rho at 20,000 draws is at most 0.0071; four of them: 0.03.
    u = drawn(sampler(Correlation("a", "b", rho)), 20_000)
    assert spearmanr(u[:, 0], u[:, 1]).statistic == pytest.approx(rho, abs=0.03)
    assert spearmanr(u[:, 0], u[:, 2]).statistic == pytest.approx(0.0, abs=0.03)


@pytest.mark.parametrize("rho", [1.0, -1.0])
def test_a_full_correlation_can_be_asked_for(rho):
    u = drawn(sampler(Correlation("a", "b", rho)), 2_000)
    assert spearmanr(u[:, 0], u[:, 1]).statistic == pytest.approx(rho, abs=1e-4)


def test_marginals_stay_uniform_under_correlation():
    u = drawn(sampler(Correlation("a", "b", 0.8), Correlation("b", "c", -0.5)), 20_000)
    for column in u.T:
        assert kstest(column, "uniform").pvalue > 1e-4
    assert u.min() >= 0.0
    assert u.max() <= 1.0


def test_one_seed_one_answer_and_another_seed_another():
    of = sampler(Correlation("a", "b", 0.5))
    np.testing.assert_array_equal(drawn(of, 1_234, 7), drawn(of, 1_234, 7))
    assert (drawn(of, 1_234, 7) != drawn(of, 1_234, 8)).mean() > 0.99


def test_more_draws_only_add_to_the_first_whole_blocks():
    of = sampler(Correlation("a", "b", 0.5))
    few, many = drawn(of, 2 * BLOCK), drawn(of, 5 * BLOCK + 17)
    np.testing.assert_array_equal(few, many[: 2 * BLOCK])


@pytest.mark.parametrize("draws", [1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK])
def test_the_number_of_draws_is_the_one_asked_for(draws):
    assert drawn(sampler(), draws).shape == (draws, 3)


@pytest.mark.parametrize("together", [2, 5, 40])
def test_how_many_parts_a_block_has_changes_no_draw(together):
    of, draws = sampler(), 7 * BLOCK + 3
    blocks = of.blocks(draws, 5, together)
    assert blocks[0].size == BLOCK
    assert [b.start for b in blocks[1:]] == list(np.cumsum([b.size for b in blocks])[:-1])
    found = np.concatenate([of.of_block(block) for block in blocks])
    assert np.array_equal(found, drawn(of, draws, 5))


def test_blocks_do_not_repeat_one_another():
    of = sampler()
    first, second = (of.of_block(block) for block in of.blocks(2 * BLOCK, 3))
    assert abs(np.corrcoef(first[:, 0], second[:, 0])[0, 1]) < 0.2
    assert not np.intersect1d(first, second).size


def test_fixed_quantities_are_not_drawn():
    held = Quantity(Distribution.fixed(3.0), "1")
    of = Sampler({"a": uniform(), "held": held}, YEARS)
    assert of.uncertain == ("a",)
    assert of.values(np.array([[0.25]]))["held"].tolist() == [[3.0]]


def test_values_have_draws_first_and_years_second():
    by_year = Quantity(Distribution("uniform", 1.0, 0.0, ((2026, 1.0), (2028, 3.0))), "1")
    got = Sampler({"a": uniform(), "b": by_year}, YEARS).values(np.array([[0.5, 0.5], [1.0, 1.0]]))
    assert got["a"].shape == (2, 1)
    assert got["b"].tolist() == [[0.5, 1.0, 1.5], [1.0, 2.0, 3.0]]


def test_a_correlation_with_a_fixed_quantity_changes_nothing():
    held = Quantity(Distribution.fixed(3.0), "1")
    plain = Sampler({"a": uniform(), "held": held}, YEARS)
    tied = Sampler({"a": uniform(), "held": held}, YEARS, [Correlation("a", "held", 0.9)])
    tied.check()
    np.testing.assert_array_equal(drawn(plain, 100), drawn(tied, 100))


@pytest.mark.parametrize(
    ("correlations", "says"),
    [
        ([Correlation("a", "bb", 0.5)], "did you mean 'b'"),
        ([Correlation("a", "b", 1.5)], "out of range"),
        ([Correlation("a", "b", float("nan"))], "out of range"),
        ([Correlation("a", "a", 0.5)], "with itself"),
        ([Correlation("a", "b", 0.5), Correlation("b", "a", 0.4)], "given twice"),
        (
            [Correlation("a", "b", 0.9), Correlation("b", "c", 0.9), Correlation("a", "c", -0.9)],
            "contradict each other",
        ),
    ],
)
def test_correlations_that_cannot_be_are_refused(correlations, says):
    of = Sampler({name: uniform() for name in ("a", "b", "c")}, YEARS, correlations)
    with pytest.raises(InputError, match=says):
        of.check()
