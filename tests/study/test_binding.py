"""The binding constraint: the lever that takes most of the cost away, and whether it is enough."""

from __future__ import annotations

import numpy as np
import pytest
from small_study import drawn, small

from dawndusk.study.binding import LEVERS, binding_constraint

EARTH = np.full(5, 2.0)


def binding(gap: float, **falls: float):
    levers = {name.replace("_", " "): np.full(5, fall) for name, fall in falls.items()}
    return binding_constraint(2035, EARTH + gap, EARTH, levers)


def test_the_largest_fall_is_the_constraint_and_levers_are_in_order():
    found = binding(3.0, launch=1.0, satellite_hardware=2.0, cost_of_capital=0.5)
    assert found["constraint"] == "satellite hardware"
    assert [r["lever"] for r in found["levers"]] == [
        "satellite hardware", "launch", "cost of capital",
    ]  # fmt: skip
    assert [r["gap_closed_share"] for r in found["levers"]] == pytest.approx([2 / 3, 1 / 3, 1 / 6])
    assert not any(r["closes"] for r in found["levers"])
    assert "no single lever closes it" in found["text"]
    assert "67 % of the gap goes" in found["text"]


def test_a_lever_that_closes_the_gap_says_so():
    found = binding(1.0, launch=0.3, satellite_hardware=1.5)
    assert [r["closes"] for r in found["levers"]] == [True, False]
    assert "satellite hardware is what holds orbit back" in found["text"]


def test_orbit_already_cheaper():
    found = binding(-0.5, launch=0.4)
    assert "already cheaper" in found["text"]
    assert found["levers"][0]["gap_closed_share"] is None


def test_draws_that_do_not_close_leave_the_figures_finite():
    orbit = np.array([3.0, 3.0, 3.0, np.inf, np.inf])
    found = binding_constraint(
        2035, orbit, EARTH, {"launch": np.array([0.5, 0.5, 0.5, np.nan, np.inf])}
    )
    assert found["gap_usd_per_gpu_hour"] == 1.0
    assert found["levers"][0]["usd_per_gpu_hour"] == 0.5
    assert found["levers"][0]["gap_closed_share"] == 0.5


@pytest.fixture(scope="module")
def block():
    chain, inputs = drawn(small(years={"first": 2035, "last": 2037}, need__compute_gw=5), 40)
    return chain, inputs, chain.run(inputs)


def test_every_lever_of_the_chain_has_a_meaning(block):
    assert set(block[2].orbit.levers) == set(LEVERS)
    for name, fall in block[2].orbit.levers.items():
        assert np.all(fall >= -1e-12), f"{name}: setting a constraint free costs"


def fall_if(block, **changed):
    chain, inputs, outcome = block
    new = {k.replace("__", "."): np.full((1, 1), v) for k, v in changed.items()}
    freed = chain.run({**inputs, **new}).orbit.side.usd_per_gpu_hour
    return outcome.orbit.side.usd_per_gpu_hour - freed


def test_the_lever_of_capital_is_orbit_at_earths_rate(block):
    """Recomputed through the chain, where the wait is discounted at the new rate, too."""
    recomputed = fall_if(block, finance__orbit_premium=0.0)
    lever = block[2].orbit.levers["cost of capital"]
    assert np.median(np.abs(lever - recomputed)) < 0.05 * np.median(np.abs(recomputed))


def test_the_lever_of_operations_is_free_operations(block):
    recomputed = fall_if(
        block,
        operations__orbit_usd_per_kw_year=0.0,
        ground_segment__terminal_usd=0.0,
        ground_segment__site_usd=0.0,
    )
    np.testing.assert_allclose(
        block[2].orbit.levers["operations and gateways"], recomputed, rtol=1e-9, atol=1e-12
    )


def test_the_lever_of_insurance_is_no_insurance_and_no_development(block):
    recomputed = fall_if(block, production__insurance_share=0.0, production__non_recurring_usd=0.0)
    np.testing.assert_allclose(
        block[2].orbit.levers["insurance and development"], recomputed, rtol=1e-9, atol=1e-12
    )


def test_the_lever_of_launch_is_free_launch(block):
    chain, inputs, outcome = block
    cheap = {
        "launch.market_usd_per_kg_2025": np.full((1, 1), 1e-9),
    }
    freed = chain.run({**inputs, **cheap}).orbit.side.usd_per_gpu_hour
    recomputed = outcome.orbit.side.usd_per_gpu_hour - freed
    np.testing.assert_allclose(outcome.orbit.levers["launch"], recomputed, rtol=1e-6, atol=1e-9)
