from time import perf_counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.satellite.fin import fin_efficiency
from dawndusk.satellite.fin_table import quick_fin_efficiency


def test_within_2e_6_of_the_exact_efficiency_between_the_nodes_too():
    zeta = np.concatenate([np.geomspace(1e-6, 0.1, 40), np.linspace(0.1, 4.0, 80)])[:, None]
    sink = np.linspace(0.0, 1.0, 53)
    np.testing.assert_allclose(
        quick_fin_efficiency(zeta, sink), fin_efficiency(zeta, sink), rtol=0.0, atol=2e-6
    )


def test_no_resistance_costs_nothing():
    assert (quick_fin_efficiency(0.0, np.linspace(0.0, 1.0, 5)) == 1.0).all()


@given(st.floats(0.0, 3.9), st.floats(0.0, 1.0), st.floats(1e-3, 0.1))
def test_a_longer_fin_is_less_efficient(zeta, sink, more):
    assert quick_fin_efficiency(zeta + more, sink) < quick_fin_efficiency(zeta, sink)


@pytest.mark.parametrize("bad", [(-0.1, 0.5), (4.1, 0.5), (1.0, 1.1), (1.0, -0.1), (np.nan, 0.5)])
def test_outside_there_is_no_answer(bad):
    assert np.isnan(quick_fin_efficiency(*bad))


def test_ten_thousand_fins_are_quick():
    rng = np.random.default_rng(1)
    zeta, sink = rng.uniform(0.0, 1.0, (10_000, 1)), rng.uniform(0.3, 0.9, (10_000, 1))
    quick_fin_efficiency(zeta, sink)
    times = []
    for _ in range(20):
        start = perf_counter()
        quick_fin_efficiency(zeta, sink)
        times.append(perf_counter() - start)
    assert min(times) < 3e-3
