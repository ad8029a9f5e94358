"""Which way each input pushes, whatever the draw: dearer never helps, better never hurts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_study import drawn, small

from dawndusk.economics.waiting import build_out_wait, growth_of

# One more of these never makes orbit cheaper ...
DEARER_ORBIT = (
    "launch.margin", "launch.market_usd_per_kg_2025", "launch.cost_usd_per_kg_2025",
    "launch.vehicle_usd", "launch.refurbishment_usd", "launch.fixed_operations_usd_per_year",
    "production.array_usd_per_w", "production.radiator_usd_per_m2",
    "production.heat_transport_usd_per_kw", "production.battery_usd_per_kwh",
    "production.power_conversion_usd_per_kw", "production.structure_usd_per_kg",
    "production.avionics_usd_per_satellite", "production.communications_usd_per_satellite",
    "production.integration_share", "production.non_recurring_usd", "production.insurance_share",
    "production.lead_time_years", "operations.orbit_usd_per_kw_year", "finance.orbit_premium",
    "ground_segment.terminal_usd", "ground_segment.site_usd", "ground_segment.peak_to_mean",
    "traffic.inference.down_bits_per_token", "satellite.parts.maturity_factor",
    "satellite.uncorrectable_per_rad", "satellite.latch_up_per_rad", "satellite.wake_minutes",
    "satellite.radiator.panel_structure_share", "satellite.radiator.segment_m2",
    "satellite.radiator.joint_m_k_per_w", "satellite.radiator.pressure_drop_bar",
    "orbit.belt_model_factor", "satellite.compute.junction_k_per_w",
    "satellite.radiator.loop_kg_per_kw", "satellite.compute.kg_per_kw",
    "satellite.bus.avionics_kg", "satellite.bus.structure_share",
    "satellite.array.other_loss_per_year", "satellite.array.areal_kg_per_m2",
)  # fmt: skip
# ... and one more of these never makes it dearer.
CHEAPER_ORBIT = (
    "satellite.battery.specific_energy_wh_per_kg", "satellite.battery.cycles_at_full_depth",
    "satellite.array.efficiency", "satellite.radiator.emissivity",
    "satellite.radiator.fin_conductivity_w_per_m_k", "satellite.radiator.pump_efficiency",
    "satellite.compute.leakage_reference_c", "satellite.life_years", "chip.life_years",
    "satellite.dose_limit_rad", "satellite.propulsion.isp_s", "launch.reuses",
    "launch.industry_mass_2025_t", "launch.industry_growth", "production.industry_growth",
    "production.buyer_share", "launch.buyer_share", "ground_segment.gateway_life_years",
    "ground_segment.margin_db", "ground_segment.terminals_per_site",
    "traffic.inference.active_parameters", "traffic.inference.hidden_tokens",
)  # fmt: skip
DEARER_EARTH = (
    "earth.facility.electrical_usd_per_kw", "earth.facility.civil_usd_per_kw",
    "earth.facility.pue", "earth.facility.maintenance_share", "earth.facility.build_years",
    "earth.paths.grid.tariff_usd_per_mwh", "earth.paths.grid.time_to_power_years",
    "earth.paths.flexible_grid.tariff_usd_per_mwh",
    "earth.paths.flexible_grid.connection_usd_per_kw",
    "earth.paths.gas_behind_the_meter.fuel_usd_per_mmbtu",
    "earth.paths.gas_behind_the_meter.plant_usd_per_kw",
    "earth.paths.solar_storage.pv_usd_per_kw", "earth.paths.solar_storage.time_to_power_years",
    "earth.paths.restarted_nuclear.tariff_usd_per_mwh",
    "earth.paths.small_modular_reactor.plant_usd_per_kw", "earth.bridge_usd_per_gpu_hour",
)  # fmt: skip
CHEAPER_EARTH = (
    "earth.buyer_share", "earth.facility.life_years", "chip.life_years",
    "earth.paths.grid.national_gw_per_year", "earth.paths.flexible_grid.national_gw_per_year",
    "earth.paths.gas_behind_the_meter.life_years",
)  # fmt: skip
SAME_SIDES = {  # what is left of orbit is chips and little else
    "satellite__spare_share": 0,
    "satellite__uncorrectable_per_rad": 0,
    "satellite__latch_up_per_rad": 0,
    "satellite__compute__leakage_per_k": 0,
    "satellite__dose_limit_rad": 1e7,
    "satellite__life_years": 30,
    "satellite__in_shadow": "compute",
    "chip__permanent_failure_rate": 0,
    "production__insurance_share": 0,
    "finance__orbit_premium": 0,
    "ground_segment__margin_db": 30,
    "earth__paths": {"flexible_grid": None, "solar_storage": None, "gas_behind_the_meter": None},
    "earth__paths__grid__curtailed_share": 0,
}


@pytest.fixture(scope="module")
def study():
    chain, inputs = drawn(small(need__compute_gw=0.02), 40)
    return chain, inputs, chain.sides(inputs)


def pushed(study, path, more):
    """Change of both headlines when every draw of one input rises by a share `more`."""
    chain, inputs, (orbit, earth) = study
    up, down = chain.sides({**inputs, path: inputs[path] + more * np.abs(inputs[path])})
    with np.errstate(invalid="ignore"):
        return (
            up.side.usd_per_gpu_hour / orbit.side.usd_per_gpu_hour - 1.0,
            down.best.usd_per_gpu_hour / earth.best.usd_per_gpu_hour - 1.0,
        )


@pytest.mark.parametrize(
    ("paths", "side", "sign"),
    [(DEARER_ORBIT, 0, 1), (CHEAPER_ORBIT, 0, -1), (DEARER_EARTH, 1, 1), (CHEAPER_EARTH, 1, -1)],
)
@settings(max_examples=25)
@given(data=st.data())
def test_an_input_pushes_one_way_only(study, paths, side, sign, data):
    path = data.draw(st.sampled_from(paths))
    more = data.draw(st.floats(1e-4, 0.08))
    change = sign * pushed(study, path, more)[side]
    assert np.all(change >= -1e-12), f"{path} + {more:.2%} pushes the other way"


@pytest.mark.parametrize(("paths", "side"), [(DEARER_ORBIT, 0), (CHEAPER_ORBIT, 0)])
def test_those_inputs_do_push(study, paths, side):
    idle = {p for p in paths if not np.any(np.abs(pushed(study, p, 0.05)[side]) > 1e-12)}
    # The dose never ends a life first, and where renting is cheaper the wait costs nothing.
    waits = {"launch.buyer_share", "production.buyer_share", "production.lead_time_years"}
    assert idle <= {"satellite.dose_limit_rad", *waits}


def test_a_larger_need_waits_longer_on_both_sides():
    chain, inputs = drawn(small())
    waits = []
    for target in (0.1, 1.0, 5.0):
        orbit, earth = chain.sides({**inputs, "need.compute_gw": np.array([[target]])})
        waits.append((orbit.side.wait_years, earth.paths["grid"].wait_years))
    for side in (0, 1):
        assert np.all(waits[1][side] > waits[0][side])
        assert np.all(waits[2][side] > waits[1][side])


def test_the_wait_is_the_lead_time_plus_the_build_out_under_the_growing_cap(block):
    _, inputs, outcome = block
    lead, target = inputs["production.lead_time_years"], inputs["need.compute_gw"]
    cap, wait = outcome.orbit.cap_gw_per_year, outcome.orbit.side.wait_years
    np.testing.assert_allclose(wait, build_out_wait(lead, target, cap, growth_of(cap)), rtol=1e-12)
    assert np.all(wait > lead)
    assert np.all(wait < lead + 0.5 * target / cap)  # the cap grows: sooner than under a flat one
    lifted, built = outcome.orbit.launch_cap_gw_per_year, outcome.orbit.production_cap_gw_per_year
    np.testing.assert_array_equal(outcome.orbit.cap_gw_per_year, np.minimum(lifted, built))


def test_waiting_never_makes_anything_cheaper():
    scenario = small(need__compute_gw=0.02)
    chain, inputs = drawn(scenario)
    plain = drawn(small(need__compute_gw=0.02, convention="levelised_without_waiting"))[0]
    with_wait, without = chain.sides(inputs), plain.sides(inputs)
    up, bare = with_wait[0].side.usd_per_gpu_hour, without[0].side.usd_per_gpu_hour
    assert np.all(up >= bare * (1.0 - 1e-14))
    for name, path in with_wait[1].paths.items():
        other = without[1].paths[name].price
        assert np.all(path.price.usd_per_gpu_hour >= other.usd_per_gpu_hour)
        assert np.any(path.price.usd_per_gpu_hour > other.usd_per_gpu_hour), name
        np.testing.assert_array_equal(
            path.price.levelised_usd_per_gpu_hour, other.levelised_usd_per_gpu_hour
        )


def test_what_both_sides_share_cancels():
    """With the same losses and lives, ever dearer chips make the ratio 1."""
    chain, inputs = drawn(small(**SAME_SIDES), 20)
    light = inputs["satellite.chips_per_job"]
    inputs["satellite.wake_minutes"] = np.zeros_like(light)
    for path in [p for p in inputs if p.startswith("satellite.parts.")]:
        if path.endswith(("loss_per_year", "failure_share")):
            inputs[path] = np.zeros_like(light)
    distance = []
    for price in (1e4, 1e6, 1e8, 1e10):
        orbit, earth = chain.sides({**inputs, "chip.usd_per_gpu": np.array([[price]])})
        ratio = orbit.side.usd_per_gpu_hour / earth.best.usd_per_gpu_hour
        distance.append(float(np.max(np.abs(ratio - 1.0))))
    assert distance == sorted(distance, reverse=True)
    assert distance[0] > 0.5
    assert distance[-1] < 1e-3


def test_the_cost_ratio_is_blind_to_a_common_factor_on_the_chips_watts():
    """Twice the watts per GPU doubles what both sides pay for power, shell and launch."""
    chain, inputs = drawn(small(convention="levelised_without_waiting", chip__usd_per_gpu=0), 20)
    inputs["production.non_recurring_usd"] = np.zeros((1, 1))
    for name in ("terminal_usd", "site_usd"):
        inputs[f"ground_segment.{name}"] = np.zeros((1, 1))
    orbit, earth = chain.sides(inputs)
    up, down = chain.sides({**inputs, "chip.watts_per_gpu": 2.0 * inputs["chip.watts_per_gpu"]})
    for one, two in ((orbit.side, up.side), (earth.best, down.best)):
        np.testing.assert_allclose(two.usd_per_gpu_hour, 2.0 * one.usd_per_gpu_hour, rtol=1e-9)
