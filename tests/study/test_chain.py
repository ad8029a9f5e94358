"""The chain: parts add up, factors multiply, the satellite balances, each input has its side."""

from __future__ import annotations

import numpy as np
import pytest
from small_study import PATHS, drawn, small

from dawndusk.errors import InputError
from dawndusk.satellite.budget import MASS_PARTS
from dawndusk.study.chain import Chain, acts_on
from dawndusk.study.side import Side

EXACT = 1e-12


def sides(outcome) -> list[Side]:
    return [outcome.orbit.side, outcome.earth.best]


@pytest.mark.parametrize("convention", ["levelised", "levelised_without_waiting"])
def test_parts_and_wait_add_up_to_the_headline_in_every_draw(convention):
    chain, inputs = drawn(small(convention=convention))
    for side in sides(chain.run(inputs)):
        own = sum(side.parts.values())
        np.testing.assert_allclose(own, side.levelised_usd_per_gpu_hour, rtol=EXACT)
        waited = side.waiting_usd_per_gpu_hour if convention == "levelised" else 0.0
        np.testing.assert_allclose(own + waited, side.usd_per_gpu_hour, rtol=EXACT)
        assert np.all(side.waiting_usd_per_gpu_hour >= 0.0)


def test_factors_multiply_to_the_delivered_share(block):
    for side in sides(block[2]):
        product = np.ones((1, 1))
        for factor in side.steps.values():
            assert np.all(factor > 0.0)
            product = product * factor
        np.testing.assert_allclose(product, side.delivered_share, rtol=EXACT)
    for name, factor in block[2].orbit.side.steps.items():
        assert name == "chip temperature" or np.all(factor <= 1.0)  # colder chips run faster


def test_units_of_the_headline_agree(block):
    _, inputs, outcome = block
    chip = outcome.chip
    for side in sides(outcome):
        hours = side.usd_per_kw_hour / chip.gpu_per_kw
        np.testing.assert_allclose(hours, side.usd_per_gpu_hour, rtol=EXACT)
        work = chip.pflop_s_per_kw / chip.gpu_per_kw  # of one reference GPU
        np.testing.assert_allclose(work, np.broadcast_to(inputs["chip.pflop_s"], work.shape))
        np.testing.assert_allclose(
            side.usd_per_pflop_day * work / 24.0, side.usd_per_gpu_hour, rtol=EXACT
        )


def test_masses_and_power_of_the_satellite_balance(block):
    node = block[2].orbit.satellite
    it_w = 1e3 * block[1]["satellite.it_power_kw"]
    whole = sum(getattr(node, f"{part}_kg") for part in MASS_PARTS)
    np.testing.assert_allclose(whole, node.wet_kg, rtol=1e-9)
    np.testing.assert_allclose(node.dry_kg + node.propellant_kg, node.wet_kg, rtol=1e-9)
    np.testing.assert_allclose(node.watts_per_kg * node.wet_kg, it_w * np.ones_like(node.wet_kg))
    rejected = node.radiator_flux_w_m2 * node.radiator_needed_m2
    np.testing.assert_allclose(rejected, node.heat_w, rtol=1e-6)
    assert np.all(node.heat_w >= node.bus_load_w)  # what the regulator loses is heat, too
    assert np.all(node.array_required_w >= node.heat_w)  # the rest charges the battery
    assert np.all(node.array_power_bol_w > node.array_required_w)
    assert np.all(node.panel_temperature_c > node.sink_temperature_c)


def test_earth_takes_the_cheapest_path_and_all_of_its_fields(block):
    earth = block[2].earth
    prices = np.stack([p.price.usd_per_gpu_hour for p in earth.paths.values()])
    np.testing.assert_array_equal(prices.min(axis=0), earth.best.usd_per_gpu_hour)
    assert set(np.unique(earth.best_path)) > {0}, "one path is always best: nothing is tested"
    for field in ("wait_years", "delivered_share"):
        shape = earth.best_path.shape
        rows = np.stack([np.broadcast_to(getattr(p, field), shape) for p in earth.paths.values()])
        picked = np.take_along_axis(rows, earth.best_path[None].astype(int), axis=0)[0]
        np.testing.assert_array_equal(picked, getattr(earth.best, field))


def test_fewer_paths_never_make_earth_cheaper_and_a_missing_one_is_not_offered():
    everything, inputs = drawn(small())
    cost = everything.sides(inputs)[1].best.usd_per_gpu_hour
    for name in ("gas_behind_the_meter", "flexible_grid"):
        chain = Chain.of(small(earth__paths={name: None}))
        earth = chain.sides(inputs)[1]
        assert name not in earth.paths
        assert list(earth.paths) == [p for p in PATHS if p != name]
        assert np.all(earth.best.usd_per_gpu_hour >= cost)
        assert np.any(earth.best.usd_per_gpu_hour > cost)


@pytest.mark.parametrize("name", PATHS)
def test_a_single_path_is_the_best(name):
    chain, inputs = drawn(small(earth__paths={p: None for p in PATHS if p != name}), 5)
    earth = chain.sides(inputs)[1]
    assert list(earth.paths) == [name]
    np.testing.assert_array_equal(
        earth.best.usd_per_gpu_hour, earth.paths[name].price.usd_per_gpu_hour
    )


def test_no_path_at_all_is_refused():
    with pytest.raises(InputError, match="offers no power path"):
        Chain.of(small(earth__paths=dict.fromkeys(PATHS)))


def test_both_sides_buy_the_same_chip_in_every_draw(block):
    _, inputs, outcome = block
    up, down = outcome.orbit.costs["chips"], outcome.earth.costs["chips"]
    spared = 1.0 + inputs["satellite.spare_share"]
    np.testing.assert_allclose(up.capital_usd_per_kw / spared, down.capital_usd_per_kw, rtol=EXACT)
    assert np.ptp(np.asarray(down.capital_usd_per_kw)[:, 0]) > 0.0
    assert np.all(up.life_years <= down.life_years * (1.0 + 1e-12))
    np.testing.assert_array_equal(
        outcome.orbit.side.steps["interruptions"], outcome.earth.best.steps["interruptions"]
    )


def same(a, b) -> bool:
    """Whether two sides are equal to the last bit."""
    return all(
        np.array_equal(getattr(a, f), getattr(b, f), equal_nan=True)
        for f in Side._fields
        if f not in ("parts", "steps")
    )


def test_every_input_acts_on_the_side_it_is_said_to_act_on():
    """The drivers compute a side once where an input cannot change it; so it must not."""
    long = {"first": 2026, "last": 2042}  # late on, the rent is above the own cost of orbit, too
    scenario = small(hybrid={"orbit_share": {"uniform": [0.2, 0.6]}}, years=long)
    chain, inputs = drawn(scenario, 16)
    other = drawn(scenario, 16, seed=1)[1]
    orbit, earth = chain.sides(inputs)
    uncertain = [p for p, q in scenario.quantities().items() if q.shape.uncertain]
    assert len(uncertain) > 150
    idle = []
    for path in uncertain:
        up, down = chain.sides({**inputs, path: other[path]})
        kept_up, kept_down = same(up.side, orbit.side), same(down.best, earth.best)
        side = acts_on(path)
        assert kept_up or side != "earth", f"{path} moves orbit"
        assert kept_down or side != "orbit", f"{path} moves Earth"
        if kept_up and kept_down:
            idle.append(path)
    # A limit that never binds, a path that is never the best, the share of a mix, what only another
    # choice of the design uses, and limits that only `size` compares with: else a fault.
    other_designs = {
        f"satellite.radiator.{name}"
        for name in (
            "quality", "condensing_w_per_m2_k", "heat_pump_efficiency", "heat_pump_kg_per_kw",
        )
    } | {
        "satellite.array.cells_mass_share", "satellite.compute.static_share",
        "satellite.compute.floor_share",
    }  # fmt: skip
    limits = {
        "satellite.dose_limit_rad", "satellite.compute.junction_limit_c",
        "satellite.array.hottest_c", "satellite.silent_per_rad",
    }  # fmt: skip
    allowed = other_designs | limits | {"hybrid.orbit_share"}
    for path in idle:
        assert path.startswith("earth.paths.") or path in allowed, f"{path} does nothing"


@pytest.mark.parametrize(("share", "side"), [(1.0, 0), (0.0, 1)])
def test_a_mix_of_one_side_only_is_that_side(share, side):
    chain, inputs = drawn(small(hybrid={"orbit_share": share}), 8)
    outcome = chain.run(inputs)
    expected = sides(outcome)[side].usd_per_gpu_hour
    np.testing.assert_allclose(outcome.hybrid_usd_per_gpu_hour, expected, rtol=1e-9)


def test_a_mix_lies_at_the_weighted_cost_of_two_smaller_needs():
    chain, inputs = drawn(small(hybrid={"orbit_share": 0.25}), 8)
    mixed = chain.run(inputs).hybrid_usd_per_gpu_hour
    target = inputs["need.compute_gw"]
    up = chain.run({**inputs, "need.compute_gw": 0.25 * target}).orbit.side.usd_per_gpu_hour
    down = chain.run({**inputs, "need.compute_gw": 0.75 * target}).earth.best.usd_per_gpu_hour
    np.testing.assert_allclose(mixed, 0.25 * up + 0.75 * down, rtol=1e-12)


def test_a_satellite_that_does_not_close_is_infinitely_dear():
    cold = {"satellite__radiator__coolant_supply_c": {"uniform": [-25, 10]}}  # some of it freezes
    back = {"satellite__radiator__coolant_return_c": {"uniform": [20, 40]}}
    chain, inputs = drawn(small(**cold, **back))
    side = chain.run(inputs).orbit.side
    open_ = np.isnan(chain.run(inputs).orbit.satellite.wet_kg[:, 0])
    assert 0 < open_.sum() < open_.size
    assert np.all(np.isinf(side.usd_per_gpu_hour[open_]))
    assert np.all(np.isfinite(side.usd_per_gpu_hour[~open_]))
