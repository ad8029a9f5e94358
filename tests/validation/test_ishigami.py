"""Sobol indices of the Ishigami function against their closed form.

Source: Ishigami and Homma 1990, "An importance quantification technique in uncertainty analysis
for computer models", ISUMA '90, 398; closed form in Saltelli et al. 2008, "Global Sensitivity
Analysis: The Primer", section 4.5.

    y = sin x1 + a sin^2 x2 + b x3^4 sin x1,  x ~ U(-pi, pi),  a = 7, b = 0.1

Expected: S1 = 0.313905, 0.442411, 0; ST = 0.557589, 0.442411, 0.243684.
Tolerance: 0.015 at 8192 base samples, three times the half-width that the bootstrap gives there;
the 95 % intervals, widened by a quarter, must cover the truth.
"""

from __future__ import annotations

import numpy as np
import pytest

from dawndusk.study.drivers import sobol_drivers

FIRST = {"x1": 0.313905, "x2": 0.442411, "x3": 0.0}
TOTAL = {"x1": 0.557589, "x2": 0.442411, "x3": 0.243684}


def ishigami(u: np.ndarray) -> np.ndarray:
    x1, x2, x3 = (2.0 * np.pi * u - np.pi).T
    return np.sin(x1) + 7.0 * np.sin(x2) ** 2 + 0.1 * x3**4 * np.sin(x1)


def test_the_expected_figures_are_the_closed_form():
    a, b, pi4 = 7.0, 0.1, np.pi**4
    v1, v2, v13 = 0.5 * (1 + b * pi4 / 5) ** 2, a * a / 8, 8 * b * b * pi4 * pi4 / 225
    whole = v1 + v2 + v13
    assert v1 / whole == pytest.approx(FIRST["x1"], abs=1e-6)
    assert v2 / whole == pytest.approx(FIRST["x2"], abs=1e-6)
    assert (v1 + v13) / whole == pytest.approx(TOTAL["x1"], abs=1e-6)
    assert v13 / whole == pytest.approx(TOTAL["x3"], abs=1e-6)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_indices_and_intervals(seed):
    found = {d.input: d for d in sobol_drivers(ishigami, ["x1", "x2", "x3"], 8192, seed)}
    for name, driver in found.items():
        assert driver.converged
        assert driver.first == pytest.approx(FIRST[name], abs=0.015)
        assert driver.total == pytest.approx(TOTAL[name], abs=0.015)
        for kind, truth in (("first", FIRST[name]), ("total", TOTAL[name])):
            low, high = driver.interval[kind]
            slack = 0.25 * (high - low)
            assert low - slack <= truth <= high + slack


def test_too_few_samples_are_refused():
    found = sobol_drivers(ishigami, ["x1", "x2", "x3"], 32, 1)
    assert not all(d.converged for d in found)
    assert all(d.total is None for d in found if not d.converged)


def test_indices_agree_with_scipy():
    """scipy.stats.sobol_indices takes the same estimators; same samples, same figures."""
    from scipy.stats import qmc, sobol_indices

    base = qmc.Sobol(6, rng=np.random.default_rng(5)).random(8192)
    a, b = base[:, :3], base[:, 3:]
    mixed = np.stack([np.where(np.arange(3) == i, b, a) for i in range(3)])
    theirs = sobol_indices(
        func={
            "f_A": ishigami(a)[None], "f_B": ishigami(b)[None],
            "f_AB": np.stack([ishigami(m)[None] for m in mixed]),
        },
        n=8192,
    )  # fmt: skip
    ours = {d.input: d for d in sobol_drivers(ishigami, ["x1", "x2", "x3"], 8192, 5)}
    for i, name in enumerate(("x1", "x2", "x3")):
        assert (
            ours[name].interval["total"][0]
            <= theirs.total_order[i]
            <= ours[name].interval["total"][1]
        )
        if ours[name].converged:
            assert ours[name].first == pytest.approx(theirs.first_order[i], rel=1e-9, abs=1e-12)
            assert ours[name].total == pytest.approx(theirs.total_order[i], rel=1e-9)
    assert any(d.converged for d in ours.values())
