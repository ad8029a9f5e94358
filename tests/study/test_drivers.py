"""Drivers: shares of variance, their order and sign; what has not settled is not printed."""

from __future__ import annotations

import numpy as np
import pytest

from dawndusk.study.drivers import WIDEST, sobol_drivers


def linear(u: np.ndarray) -> np.ndarray:
    """Variance shares 16 : 4 : 1 of 21, and one input that does nothing."""
    return 4.0 * u[:, 0] - 2.0 * u[:, 1] + u[:, 2] + 0.0 * u[:, 3]


@pytest.fixture(scope="module")
def found():
    return sobol_drivers(linear, ["big", "middle", "small", "idle"], 2048, 1)


def test_the_largest_comes_first(found):
    assert [d.input for d in found][:3] == ["big", "middle", "small"]


def test_shares_of_a_linear_model(found):
    for driver, share in zip(found, [16 / 21, 4 / 21, 1 / 21, 0.0], strict=True):
        assert driver.total == pytest.approx(share, abs=0.02)
        assert driver.first == pytest.approx(share, abs=0.02)
        low, high = driver.interval["total"]
        assert low - 1e-9 <= driver.total <= high + 1e-9


def test_the_direction_is_the_sign_of_the_push(found):
    assert found[0].direction > 0.5
    assert found[1].direction < -0.2
    assert abs(found[3].direction) < 0.1


def test_one_seed_one_answer(found):
    assert sobol_drivers(linear, ["big", "middle", "small", "idle"], 2048, 1) == found


def test_an_index_that_has_not_settled_is_withheld():
    def rough(u: np.ndarray) -> np.ndarray:
        return np.prod(np.tan(3.1 * (u - 0.5)), axis=1)

    found = sobol_drivers(rough, ["a", "b", "c"], 16, 1)
    assert any(not d.converged for d in found)
    for driver in found:
        if driver.converged:
            continue
        assert driver.first is None
        assert driver.total is None
        low, high = driver.interval["total"]
        assert not (high - low) / 2 <= WIDEST or not np.isfinite(high - low)
        assert driver.as_dict()["total"] is None


def test_withheld_indices_come_last():
    found = sobol_drivers(lambda u: np.exp(9.0 * u[:, 0]) + u[:, 1], ["a", "b"], 32, 5)
    settled = [d.converged for d in found]
    assert settled == sorted(settled, reverse=True)


def test_an_answer_that_does_not_vary_has_no_drivers():
    assert sobol_drivers(lambda u: np.ones(len(u)), ["a", "b"], 64, 1) == []


def test_without_uncertain_inputs_there_are_no_drivers():
    assert sobol_drivers(lambda u: np.ones(len(u)), [], 64, 1) == []


def test_a_single_input_has_all_the_variance():
    (only,) = sobol_drivers(lambda u: u[:, 0], ["a"], 4096, 1)
    assert only.first == pytest.approx(1.0, abs=0.02)
    assert only.total == pytest.approx(1.0, abs=0.02)
