"""The shapes of uncertain figures: quantiles within bounds, rising with the probability."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from dawndusk.data.distributions import Distribution, anchor_at, as_anchor
from dawndusk.errors import InputError

YEARS = np.arange(2026.0, 2031.0)
KINDS = ["triangular", "uniform", "lognormal", "loguniform"]
ladder = st.lists(st.floats(1e-6, 1e9), min_size=3, max_size=3).map(sorted)


def at(shape: Distribution, *u: float) -> np.ndarray:
    return shape.quantile(np.array(u)[:, None], np.array([2026.0]))[:, 0]


@given(st.sampled_from(KINDS), ladder)
def test_quantiles_rise_and_stay_within_bounds(kind, anchors):
    low, value, high = anchors
    shape = Distribution(kind, value, low, high)
    got = shape.quantile(np.linspace(0.0, 1.0, 101)[:, None], YEARS)
    slack = 1e-9 * high
    assert (np.diff(got, axis=0) >= -slack).all()
    least, most = shape.bounds()
    assert got.min() >= least - slack
    assert got.max() <= most + slack
    if kind != "lognormal":
        assert least >= low - slack
        assert most <= high + slack


@given(ladder)
def test_triangular_agrees_with_scipy(anchors):
    low, mode, high = anchors
    if high - low < 1e-3 * high:
        return
    u = np.linspace(0.01, 0.99, 25)
    expected = stats.triang.ppf(u, (mode - low) / (high - low), low, high - low)
    np.testing.assert_allclose(at(Distribution("triangular", mode, low, high), *u), expected, 1e-9)


def test_lognormal_anchors_are_the_5_and_95_percentiles():
    # The cut at 0.1 and 99.9 % moves them by at most (0.0509 against 0.05): 0.6 % of ln(high/low).
    low, middle, high = at(Distribution("lognormal", 3.0, 1.0, 9.0), 0.05, 0.5, 0.95)
    assert middle == pytest.approx(3.0)
    assert low == pytest.approx(1.0, rel=0.01)
    assert high == pytest.approx(9.0, rel=0.01)


@pytest.mark.parametrize("mode", [1.0, 2.0, 3.0])
def test_a_triangle_may_have_its_mode_at_an_end(mode):
    assert at(Distribution("triangular", mode, 1.0, 3.0), 0.0, 1.0).tolist() == [1.0, 3.0]


@pytest.mark.parametrize("kind", KINDS)
def test_equal_anchors_are_one_figure(kind):
    shape = Distribution(kind, 2.0, 2.0, 2.0)
    assert not shape.uncertain
    assert at(shape, 0.3)[0] == 2.0


def test_one_draw_is_one_path_over_the_years():
    shape = Distribution("uniform", 2.0, 1.0, as_anchor({2026: 3.0, 2030: 5.0}))
    got = shape.quantile(np.array([[0.0], [0.5], [1.0]]), YEARS)
    assert got.shape == (3, 5)
    assert got[1].tolist() == [2.0, 2.25, 2.5, 2.75, 3.0]


def test_flat_outside_the_table_and_linear_within():
    table = as_anchor({2030: 10, 2020: 0})
    assert anchor_at(table, np.array([2000.0, 2025.0, 2099.0])).tolist() == [0.0, 5.0, 10.0]


@pytest.mark.parametrize(
    ("kind", "value", "low", "high"),
    [
        ("triangular", 5.0, 1.0, 3.0),
        ("uniform", 2.0, 3.0, 1.0),
        ("lognormal", 1.0, 0.0, 3.0),
        ("loguniform", 1.0, -1.0, 3.0),
        ("uniform", float("nan"), 1.0, 3.0),
        ("uniform", 2.0, 1.0, float("inf")),
        ("gaussian", 2.0, 1.0, 3.0),
        ("uniform", 2.0, as_anchor({2026: 1.0, 2030: 4.0}), 3.0),
    ],
)
def test_contradictory_anchors_are_refused(kind, value, low, high):
    with pytest.raises(InputError):
        Distribution(kind, value, low, high)
