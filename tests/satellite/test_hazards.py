from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.data import catalogue
from dawndusk.errors import InputError
from dawndusk.satellite.hazards import (
    ENDING_PARTS,
    Part,
    ending_parts,
    equivalent_loss_per_year,
    group_survival,
    node_survival,
)

PREFIX = "satellite.part."
years = st.floats(0.0, 15.0)
rates = st.floats(0.0, 0.5)
shapes = st.floats(0.3, 4.0)
shares = st.floats(0.0, 1.0)
units = st.integers(1, 12)


def rows(**changed):
    found = {
        n.removeprefix(PREFIX): r.value for n, r in catalogue().items() if n.startswith(PREFIX)
    }
    return found | changed


def composed(years, figures):
    return node_survival(
        years,
        ending_parts(figures),
        figures["common_share"],
        figures["deployment.failure_share"],
        figures["maturity_factor"],
    )


@given(years, rates, shapes)
def test_series_parallel_and_two_of_three_in_closed_form(t, rate, shape):
    hazard = 5.0 * rate * (t / 5.0) ** shape
    p = np.exp(-hazard)
    for (fitted, needed), exact in {
        (1, 1): p,
        (3, 3): p**3,
        (2, 1): 1.0 - (1.0 - p) ** 2,
        (3, 2): 3.0 * p**2 - 2.0 * p**3,
        (4, 3): 4.0 * p**3 - 3.0 * p**4,
    }.items():
        found = float(group_survival(t, rate, float(fitted), float(needed), shape))
        assert found == pytest.approx(exact, rel=1e-12, abs=1e-12), (fitted, needed)


@given(years, rates, units, st.integers(0, 11), shares)
def test_whole_arrays_of_groups_are_the_sum_of_binomials(t, rate, fitted, fewer, common):
    needed = max(fitted - fewer, 1)
    p = np.exp(-(1.0 - common) * rate * t)
    exact = np.exp(-common * rate * t) * sum(
        comb(fitted, j) * p**j * (1.0 - p) ** (fitted - j) for j in range(needed, fitted + 1)
    )
    one = group_survival(t, rate, float(fitted), float(needed), 1.0, common)
    many = group_survival(t, rate, np.full(3, fitted), np.full(3, needed), 1.0, common)
    assert float(one) == pytest.approx(exact, rel=1e-10, abs=1e-12)
    np.testing.assert_allclose(many, exact, rtol=1e-9, atol=1e-12)


def test_group_against_throwing_dice():
    rng = np.random.default_rng(5)
    n, life, rate, shape, common = 200_000, 6.0, 0.06, 2.0, 0.15
    scale = 5.0 * (5.0 * rate * (1.0 - common)) ** (-1.0 / shape)
    died = scale * rng.weibull(shape, (n, 4))
    together = 5.0 * (5.0 * rate * common) ** (-1.0 / shape) * rng.weibull(shape, n)
    alive = ((died > life).sum(axis=1) >= 3) & (together > life)
    found = float(group_survival(life, rate, 4.0, 3.0, shape, common))
    assert found == pytest.approx(alive.mean(), abs=4.0 * np.sqrt(0.25 / n))
    assert 0.3 < found < 0.9  # where a wrong count shows


@given(years, rates, units, st.integers(0, 11), shapes, shares)
def test_a_spare_never_hurts_and_a_need_never_helps(t, rate, fitted, fewer, shape, common):
    needed = max(fitted - fewer, 1)
    here = float(group_survival(t, rate, fitted, needed, shape, common))
    assert 0.0 <= here <= 1.0
    assert float(group_survival(t, rate, fitted + 1, needed, shape, common)) >= here - 1e-12
    assert float(group_survival(t, rate, fitted + 1, needed + 1, shape, common)) <= here + 1e-12
    assert float(group_survival(t + 1.0, rate, fitted, needed, shape, common)) <= here + 1e-12
    assert float(group_survival(t, rate + 0.01, fitted, needed, shape, common)) <= here + 1e-12


def test_common_causes_undo_spares():
    apart = group_survival(5.0, 0.02, 3.0, 1.0, 1.0, np.array([0.0, 0.1, 1.0]))
    assert apart[0] == pytest.approx(1.0 - (1.0 - np.exp(-0.1)) ** 3)
    assert apart[2] == pytest.approx(np.exp(-0.1))
    assert np.all(np.diff(apart) < 0.0)


@given(rates, shapes)
def test_a_loss_per_year_is_the_mean_over_five_years_whatever_the_shape(rate, shape):
    at_five = float(group_survival(5.0, rate, 1.0, 1.0, shape))
    assert at_five == pytest.approx(np.exp(-5.0 * rate), rel=1e-12)


def test_early_failures_come_early_and_wear_comes_late():
    early, late = (group_survival(np.array([1.0, 5.0, 10.0]), 0.02, 1.0, 1.0, k) for k in (0.5, 2))
    assert early[0] < late[0]
    assert early[1] == pytest.approx(late[1])
    assert early[2] > late[2]


@given(years, st.lists(st.tuples(rates, units, st.integers(0, 3), shapes), max_size=5), shares)
def test_a_node_is_the_product_of_its_groups(t, drawn, common):
    parts = [Part(rate, n, max(n - less, 1), shape) for rate, n, less, shape in drawn]
    product = 1.0
    for part in parts:
        product *= float(group_survival(t, *part, common))
    found = float(node_survival(t, parts, common, 0.1, 1.0))
    assert found == pytest.approx(0.9 * product, rel=1e-9, abs=1e-12)


@given(st.floats(0.1, 10.0), st.floats(0.05, 5.0))
def test_maturity_is_on_every_loss(t, factor):
    figures = rows()
    scaled = {
        name: value * factor if name.endswith("loss_per_year") else value
        for name, value in figures.items()
    }
    scaled["deployment.failure_share"] = min(1.0, factor * figures["deployment.failure_share"])
    here = float(composed(t, figures | {"maturity_factor": factor}))
    assert here == pytest.approx(float(composed(t, scaled)), rel=1e-12)


def test_times_before_draws_give_what_each_time_gives():
    rng = np.random.default_rng(2)
    times = rng.uniform(0.0, 8.0, (6, 7, 1))
    figures = rows(maturity_factor=rng.uniform(0.3, 2.0, (7, 1)), early_shape=np.full((7, 1), 0.6))
    together = composed(times, figures)
    assert together.shape == (6, 7, 1)
    for at, found in zip(times, together, strict=True):
        np.testing.assert_array_equal(composed(at, figures), found)


def test_hopeless_units_leave_nothing_and_no_fault():
    with np.errstate(all="raise", under="ignore"):
        found = node_survival(np.array([50.0]), [Part(100.0, 10.0, 5.0, 3.0)], 0.1)
    np.testing.assert_array_equal(found, 0.0)


def test_every_ending_part_has_its_rows_and_no_other_has():
    named = {
        name.split(".")[2]
        for name in catalogue()
        if name.startswith(PREFIX) and name.endswith(".needed")
    }
    assert named == set(ENDING_PARTS)
    assert len(ending_parts(rows())) == len(ENDING_PARTS)


def test_the_equivalent_rate_gives_the_survival_back():
    for t in (0.5, 5.0, 9.0):
        rate = float(equivalent_loss_per_year(composed(t, rows()), t))
        assert np.exp(-rate * t) == pytest.approx(float(composed(t, rows())))
    assert equivalent_loss_per_year(0.0, 5.0) == np.inf


@pytest.mark.parametrize(
    ("name", "bad"),
    [("years", -1.0), ("loss_per_year", float("nan")), ("fitted", 0.0), ("needed", 0.0),
     ("shape", 0.0), ("common_share", 1.5), ("needed", 5.0)],
)  # fmt: skip
def test_refuses_what_cannot_be(name, bad):
    good = {"years": 5.0, "loss_per_year": 0.01, "fitted": 4.0, "needed": 3.0, "shape": 1.0,
            "common_share": 0.1}  # fmt: skip
    with pytest.raises(InputError, match=name):
        group_survival(**good | {name: bad})
