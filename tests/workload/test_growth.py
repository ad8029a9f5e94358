"""Compounding over calendar years."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.workload.growth import growth_index


def test_constant_growth_is_a_power():
    index = growth_index(0.2, np.arange(2026, 2031), 2025)
    np.testing.assert_allclose(index[0], 1.2 ** np.arange(1, 6), rtol=1e-14)


def test_growth_changes_with_the_year_and_the_start_year_is_one():
    index = growth_index(np.array([[0.5, 0.1, 0.2]]), [2025, 2026, 2027], 2025)
    np.testing.assert_allclose(index, [[1.0, 1.1, 1.32]])


def test_a_gap_compounds_at_the_later_rate():
    np.testing.assert_allclose(growth_index(0.1, [2030], 2025), [[1.1**5]], rtol=1e-14)


@given(st.floats(-0.4, 2.0), st.integers(1, 30))
def test_steps_chain(growth, years):
    whole = growth_index(growth, [2025 + years], 2025)[0, 0]
    steps = growth_index(growth, np.arange(2026, 2026 + years), 2025)[0, -1]
    np.testing.assert_allclose(whole, steps, rtol=1e-12)
