"""The satellite in time rests where the closed one is, and follows its scenario."""

from __future__ import annotations

import numpy as np
import pytest

from dawndusk.errors import InputError
from dawndusk.orbit.earth_light_here import EarthLightHere
from dawndusk.orbit.earth_view import edge_on_view_factor
from dawndusk.satellite.node_heat import heat, light
from dawndusk.satellite.node_power import electricity
from dawndusk.satellite.node_state import start_state
from dawndusk.satellite.transient import implicit, step
from dawndusk.scenario import parse
from dawndusk.twin.environment import best_estimate_satellite
from dawndusk.twin.node import best_estimates
from dawndusk.twin.node_model import node_inputs, node_model
from dawndusk.twin.sky import Surroundings

YEAR = 2026


def made(**satellite):
    scenario = parse({"name": "x", "satellite": satellite} if satellite else {"name": "x"})
    given = node_inputs(scenario, best_estimates(scenario, np.array([float(YEAR)])))
    return scenario, given, best_estimate_satellite(scenario, YEAR)


def as_closed(scenario):
    """What the closed satellite sees of the Earth: means of the worst orbit of the year."""
    at = scenario.orbit.altitude_km.value, scenario.orbit.local_time_h.value
    around = Surroundings.of(np.full((1, 1), at[0]), at[1], YEAR)
    edge = float(edge_on_view_factor(at[0]))
    array, radiator = (
        float(np.ravel(of)[0]) for of in (around.reflected_on_array, around.reflected_on_radiator)
    )
    level = (float(np.ravel(around.array_earth_view)[0]), 0.0, 0.0, 0.0, 0.0)
    return EarthLightHere(
        1.0, level, level, (array, 0.0, 0.0, 0.0), (radiator, 0.0, 0.0, 0.0), edge
    )


@pytest.mark.parametrize("in_shadow", ["sleep", "compute"])
@pytest.mark.parametrize("width_ratio", [0.1, 0.33, 1.0])
def test_in_full_sunlight_it_rests_where_the_closed_satellite_is(in_shadow, width_ratio):
    """To 1e-6, with a battery that goes on charging; the sweeps of the closed one leave 1e-7."""
    scenario, given, budget = made(in_shadow=in_shadow, array={"width_ratio": width_ratio})
    model = node_model(given, budget, 650.0, earth=as_closed(scenario))
    charging = model.regulation * float(budget.array_required_w) - float(budget.bus_load_w)
    model = model._replace(battery_j=1e15, charge_w=charging)
    state = start_state(model, (1,))._replace(charge_j=np.array([5e14]))
    now = electricity(model, 1.0, state[0], state[2], state.charge_j, 0.0, 1.0, 60.0)
    at = heat(model, light(model, 1.0, 0.0), now.power_w, now.load_w + now.loss_w, *state[:3])
    assert float(now.power_w[0]) == pytest.approx(float(budget.array_required_w), rel=1e-6)
    assert float(at.rejected_w[0]) == pytest.approx(float(budget.heat_w), rel=1e-6)
    for flow in (at.array_w, at.radiator_w, at.coolant_w):
        assert abs(float(flow[0])) < 1e-6 * float(budget.heat_w)
    moved = state._replace(array_k=state.array_k - 40.0, coolant_k=state.coolant_k - 20.0)
    by = implicit(model, 60.0)
    for _ in range(600):
        moved = step(model, by, moved, (0.0, 0.0), (9.0, 9.0)).state
    for found, start in zip(moved[:3], state[:3], strict=True):
        assert found == pytest.approx(start, rel=1e-6)


def test_loads_add_up_to_the_budget():
    _, given, budget = made()
    model = node_model(given, budget, 650.0)
    assert model.awake_w + model.chips_w == pytest.approx(float(budget.bus_load_w))
    assert model.asleep_w == pytest.approx(float(budget.sleep_load_w))
    left = float(budget.battery_kwh * budget.battery_end_share)
    assert model.battery_j == pytest.approx(3.6e6 * left)
    assert model.wake_s == 60.0 * given.satellite["wake_minutes"]
    assert model.shadow_speed == 0.0
    assert 150.0 < 86_400.0 * 365.25 * model.dose_rad_per_s < 220.0  # trapped and solar


def test_one_that_runs_on_has_no_waking():
    _, given, budget = made(in_shadow="compute")
    model = node_model(given, budget, 650.0)
    assert (model.shadow_speed, model.wake_s) == (1.0, 0.0)


def test_a_throttled_one_draws_what_its_design_says():
    _, given, budget = made(in_shadow="throttle")
    model = node_model(given, budget, 650.0)
    assert 0.0 < model.shadow_speed < 1.0
    load = model.awake_w + model.chips_w * model.shadow_speed**3
    assert load == pytest.approx(float(budget.shadow_load_w))


def test_outside_the_table_there_is_no_dose():
    _, given, budget = made()
    assert node_model(given, budget, 150.0).dose_rad_per_s == 0.0
    assert node_model(given, budget, 20_000.0).dose_rad_per_s == 0.0


def test_no_drop_between_coolant_and_panel_is_a_large_conductance():
    """However large: the integrator is stiff enough for it."""
    scenario, given, budget = made()
    supply, back = (given.radiator[f"coolant_{end}_c"] for end in ("supply", "return"))
    level = budget._replace(panel_temperature_c=np.asarray(0.5 * (supply + back)))
    model = node_model(given, level, 650.0, earth=as_closed(scenario))
    assert model.loop_w_k > 1e8
    by, state = implicit(model, 60.0), start_state(model, (1,))
    for _ in range(100):
        state = step(model, by, state, (0.0, 0.0), (9.0, 9.0)).state
    assert np.isfinite(np.concatenate(state)).all()
    assert 0.0 < float(state.coolant_k[0] - state.radiator_k[0]) < 0.01


@pytest.mark.parametrize(
    "satellite", [{"body": "panel"}, {"radiator": {"heat_pump_lift_k": 10}}], ids=str
)
def test_what_is_not_stepped_in_time_is_refused(satellite):
    _, given, budget = made(**satellite)
    with pytest.raises(InputError, match="cannot be flown in time"):
        node_model(given, budget, 650.0)
