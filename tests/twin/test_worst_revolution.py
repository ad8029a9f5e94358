"""The worst revolution repeats, keeps its energy, and rests where the closed satellite is."""

from __future__ import annotations

import numpy as np
import pytest

from dawndusk.orbit.earth_light_here import EarthLightHere
from dawndusk.orbit.earth_view import edge_on_view_factor
from dawndusk.orbit.sunlight import sunlight
from dawndusk.scenario import parse
from dawndusk.twin.environment import best_estimate_satellite
from dawndusk.twin.node import best_estimates
from dawndusk.twin.node_model import node_inputs, node_model
from dawndusk.twin.sky import Surroundings
from dawndusk.twin.worst_revolution import worst_revolution

HEIGHT, HOUR, YEAR = 650.0, 18.0, 2026


def made(altitude_km=HEIGHT, **satellite):
    raw = {"name": "x", "satellite": satellite, "orbit": {"altitude_km": altitude_km}}
    scenario = parse(raw)
    given = node_inputs(scenario, best_estimates(scenario, np.array([float(YEAR)])))
    return given, best_estimate_satellite(scenario, YEAR)


def as_closed(altitude_km):
    """Return what the closed satellite sees of the Earth: means of the worst orbit of the year."""
    around = Surroundings.of(np.full((1, 1), altitude_km), HOUR, YEAR)
    edge = float(edge_on_view_factor(altitude_km))
    array, radiator = (
        float(np.ravel(of)[0]) for of in (around.reflected_on_array, around.reflected_on_radiator)
    )
    level = (float(np.ravel(around.array_earth_view)[0]), 0.0, 0.0, 0.0, 0.0)
    return EarthLightHere(
        1.0, level, level, (array, 0.0, 0.0, 0.0), (radiator, 0.0, 0.0, 0.0), edge
    )


def through(step_s=30.0, **satellite):
    given, budget = made(**satellite)
    model = node_model(given, budget, HEIGHT)
    return worst_revolution(model, HEIGHT, HOUR, YEAR, step_s), model, budget


@pytest.mark.parametrize(
    "satellite",
    [{}, {"in_shadow": "compute"}, {"in_shadow": "throttle"}, {"body": "body_mounted"},
     {"radiator": {"coolant": "pg25"}}],
    ids=str,
)  # fmt: skip
def test_it_repeats_and_keeps_its_energy(satellite):
    found, model, _ = through(**satellite)
    assert found.periodic_k < 0.1
    assert found.energy_residual < 1e-9
    assert found.charge_j[-1] == pytest.approx(found.charge_j[0], abs=0.01 * model.battery_j)
    assert np.isfinite(np.array(found[3:13])).all()


def test_its_shadow_is_the_longest_of_the_year():
    """To 0.05 min: the Sun at noon of the day, and steps of 30 s."""
    found, _, _ = through()
    lost = 60.0 * (1.0 - float(sunlight(HEIGHT, HOUR, YEAR).worst_sunlit)) * found.period_s / 3600.0
    assert found.shadow_s / 60.0 == pytest.approx(lost, abs=0.05)
    assert np.degrees(found.beta_rad) == pytest.approx(58.6, abs=0.1)  # 90 - 23.4 - 8.0 deg


def test_shorter_steps_tell_the_same():
    """Ends of all temperatures to 0.3 K, of the slow ones to 0.2 K: looks at other moments."""
    coarse, fine = through(30.0)[0], through(10.0)[0]
    for name in ("junction_k", "coolant_k", "radiator_k", "array_k"):
        for end in (np.min, np.max):
            assert end(getattr(coarse, name)) == pytest.approx(end(getattr(fine, name)), abs=0.3)
    assert coarse.wakes_after_s == pytest.approx(fine.wakes_after_s, abs=3.0)


def test_it_wakes_when_the_scenario_says():
    found, model, _ = through()
    assert found.wakes_after_s == pytest.approx(model.wake_s, abs=3.0)
    assert found.speed[found.lit == 0.0].max() == 0.0
    assert through(in_shadow="compute")[0].wakes_after_s == 0.0


def test_sleep_is_colder_than_work():
    asleep, awake = through()[0], through(in_shadow="compute")[0]
    assert asleep.radiator_k.min() < awake.radiator_k.min() - 20.0


def test_in_full_sunlight_it_rests_where_the_closed_satellite_is():
    """Without shadow nothing recharges, and the Earth's light is held as the closed one has it."""
    given, budget = made(1900.0)
    model = node_model(given, budget, 1900.0, earth=as_closed(1900.0))
    model = model._replace(
        array_infrared_w=(model.array_infrared_w[0] + model.array_reflected_w[0], 0, 0, 0, 0),
        radiator_infrared_w=model.radiator_infrared_w + model.radiator_reflected_w[0],
        array_reflected_w=(0.0,) * 4,
        radiator_reflected_w=(0.0,) * 4,
    )
    found = worst_revolution(model, 1900.0, HOUR, YEAR)
    assert found.lit.min() == found.speed.min() == 1.0
    assert found.shadow_s == 0.0
    assert found.wakes_after_s is None
    for kelvin, closed_c in (
        (found.array_k, budget.array_temperature_c),
        (found.radiator_k, budget.panel_temperature_c),
        (found.junction_k, budget.junction_c),
    ):
        assert kelvin - 273.15 == pytest.approx(float(closed_c), abs=1e-3)
