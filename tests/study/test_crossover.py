"""The crossover year: first year not dearer, an explicit never, no mean over infinity."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dawndusk.study.crossover import crossover, crossover_year

YEARS = np.arange(2026.0, 2031.0)
costs = arrays(float, (12, 5), elements=st.floats(0.1, 100.0))


def test_equal_cost_has_not_crossed():
    assert crossover_year(np.array([[3.0, 2.0, 1.0]]), np.full((1, 3), 2.0), YEARS[:3]) == 2028


def test_never_and_always():
    orbit = np.array([[9.0] * 5, [0.0] * 5])
    found = crossover(orbit, np.ones((2, 5)), YEARS)
    assert crossover_year(orbit, np.ones((2, 5)), YEARS).tolist() == [np.inf, 2026.0]
    assert (found.never, found.median, found.reverted) == (0.5, 2026, 0.0)
    assert found.standard_error == pytest.approx(np.sqrt(0.25 / 2))


def test_no_median_where_fewer_than_half_cross():
    orbit = np.array([[0.0] * 5, [9.0] * 5, [9.0] * 5])
    assert crossover(orbit, np.ones((3, 5)), YEARS).median is None


def test_a_crossing_that_is_lost_again_is_counted_as_reverted():
    orbit = np.array([[3.0, 1.0, 3.0, 3.0, 3.0]])
    found = crossover(orbit, np.full((1, 5), 2.0), YEARS)
    assert found.probability_by_year.tolist() == [0.0, 1.0, 1.0, 1.0, 1.0]
    assert found.cheaper_in_year.tolist() == [0.0, 1.0, 0.0, 0.0, 0.0]
    assert found.reverted == 1.0


def test_one_side_may_be_the_same_in_every_draw():
    found = crossover(np.array([[1.0, 1.0], [3.0, 3.0]]), np.full((1, 2), 2.0), YEARS[:2])
    assert found.never == 0.5


@given(costs, costs)
def test_the_distribution_adds_up(orbit, earth):
    found = crossover(orbit, earth, YEARS)
    assert found.probability_by_year[-1] + found.never == pytest.approx(1.0)
    assert (np.diff(found.probability_by_year) >= 0.0).all()
    assert (found.cheaper_in_year <= found.probability_by_year + 1e-12).all()
    assert 0.0 <= found.reverted <= 1.0 - found.never + 1e-12


@given(costs, costs, st.floats(0.0, 10.0))
def test_a_dearer_orbit_never_crosses_earlier(orbit, earth, more):
    before, after = crossover_year(orbit, earth, YEARS), crossover_year(orbit + more, earth, YEARS)
    assert (after >= before).all()


@given(costs, costs, st.floats(0.1, 10.0))
def test_the_unit_of_cost_does_not_matter(orbit, earth, factor):
    same = crossover(orbit * 2.0, earth * 2.0, YEARS)
    assert same.never == crossover(orbit, earth, YEARS).never
