"""What reaches the closed satellite from its orbit, each argument worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from small_study import drawn, small

from dawndusk.orbit.displacement import yearly_displacement
from dawndusk.orbit.drag import drag_delta_v_per_year, drag_impulse_per_area, orbit_lifetime
from dawndusk.orbit.drag_area import drifting_ram_share, ram_area_share
from dawndusk.orbit.earth_light import infrared_view_factor
from dawndusk.orbit.radiation import trapped_dose, trapped_proton_dose
from dawndusk.orbit.reflected import yearly_reflected
from dawndusk.orbit.shells import sun_synchronous, walker_delta
from dawndusk.orbit.solar_protons import solar_proton_dose, solar_proton_open_share
from dawndusk.orbit.sunlight import sunlight
from dawndusk.orbit.sunlight_state import sunlight_state
from dawndusk.satellite.cells import cell_share
from dawndusk.scenario import Scenario, parse
from dawndusk.twin import node as closing
from dawndusk.twin.environment import Environment, best_estimate_satellite
from dawndusk.twin.node import Node, close_node, design_of
from dawndusk.twin.sky import Sky

FIXED = {
    "orbit__altitude_km": 620,
    "orbit__local_time_h": 17.5,
    "orbit__solar_activity": 0.25,
    "orbit__solar_events_per_year": 0.12,
    "orbit__solar_cutoff_latitude_deg": 61,
    "orbit__albedo": 0.28,
    "orbit__f107_quiet": 72,
    "orbit__f107_active": 200,
    "orbit__drag_coefficient": 2.3,
    "satellite__shield_mm": 6,
    "orbit__belt_model_factor": 1.3,
    "satellite__array__glass_um": 150,
    "satellite__array__back_um": 400,
}


def closed(scenario: Scenario) -> Node:
    inputs = {path: np.full((1, 1), q.value) for path, q in scenario.quantities().items()}
    around = Sky.of(scenario).around(inputs["orbit.altitude_km"], inputs["orbit.local_time_h"])
    node = close_node(inputs, around, design_of(scenario))
    budget = type(node.budget)(*(np.squeeze(field) for field in node.budget))
    return Node(budget, *(np.squeeze(field) for field in node[1:]))


def test_every_argument_from_the_orbit_is_that_of_its_own_function(monkeypatch):
    given = {}
    real = closing.close_satellite

    def caught(figures, design):
        for group in ("orbit", "node"):
            given.update(getattr(figures, group)._asdict())
        return real(figures, design)

    monkeypatch.setattr(closing, "close_satellite", caught)
    found = closed(small(**FIXED))
    flux = 72.0 + 0.25 * (200.0 - 72.0)
    at = 620.0, 17.5, 2026
    shares = ram_area_share(*at, flux)
    both, year = yearly_reflected(*at, "sun", "anti_sun"), sunlight_state(*at)
    lit = 1.0 - year.lost_sunlight_s / year.period_s
    lowest = np.radians(sunlight(*at).smallest_beta_deg)
    expected = {
        "shadows_per_year": sunlight_state(*at).shadow_passes_per_year,
        "lost_sunlight_min": sunlight_state(*at).lost_sunlight_s / 60.0,
        "reflected_on_radiator_w_m2": 1361.0 * 0.28 * yearly_reflected(*at, "edge_on").largest,
        "reflected_on_array_w_m2": 1361.0 * 0.28 * both.largest / lit,
        "array_earth_view": infrared_view_factor(620.0, lowest, "sun").mean,
        "drag_impulse_n_s_per_m2_year": drag_impulse_per_area(620.0, flux, 2.3),
        "array_ram_share": shares.array,
        "radiator_ram_share": shares.radiator,
        "altitude_km": 620.0,
        "shield_mm": 6.0,
    }
    for name, value in expected.items():
        assert float(np.squeeze(given[name])) == pytest.approx(float(value), rel=2e-3), name
    share = solar_proton_open_share(620.0, 61.0)
    belts = 1.3
    dose = belts * trapped_dose(620.0, 6.0, 0.25) + solar_proton_dose(6.0, 2.0 * 0.25 * 0.12, share)
    assert float(found.dose_rad_per_year) == pytest.approx(float(dose), rel=1e-12)
    protons = belts * trapped_proton_dose(620.0, 6.0, 0.25)
    assert float(found.proton_rad_per_year) == pytest.approx(float(protons), rel=1e-12)
    assert float(found.storms_per_year) == pytest.approx(2.0 * 0.25 * 0.12)
    storm = solar_proton_dose(6.0, 1.0, share)
    assert float(found.storm_rad) == pytest.approx(float(storm), rel=1e-12)
    damage = yearly_displacement(620.0, 150.0, 0.25, 0.12, 61.0, "silicon", 400.0)
    left = cell_share(
        float(found.life_years),
        belts * damage.trapped + damage.solar_protons,
        *(SCENARIO.quantities()[f"satellite.array.{n}"].value
          for n in ("damage_constant", "damage_mev_per_g", "other_loss_per_year")),
    )  # fmt: skip
    assert float(np.squeeze(given["array_remaining_share"])) == pytest.approx(
        float(left), rel=1e-12
    )


def two_shells(low: float, high: float) -> dict[str, object]:
    one = {"pattern": "sun_synchronous", "planes": 1, "satellites_per_plane": 10}
    return {"shells": [{**one, "altitude_km": h} for h in (low, high)]}


def test_a_fleet_bears_the_dose_and_the_air_of_its_shells_not_of_their_middle():
    low, high = (closed(small(**{**FIXED, "orbit__altitude_km": h})) for h in (500.0, 1200.0))
    fleet = closed(
        small(**{**FIXED, "orbit__altitude_km": 850.0}, constellation=two_shells(500.0, 1200.0))
    )
    middle = closed(small(**{**FIXED, "orbit__altitude_km": 850.0}))
    mean = 0.5 * (low.dose_rad_per_year + high.dose_rad_per_year)
    assert float(fleet.dose_rad_per_year) == pytest.approx(float(mean))
    renewed = 0.5 * (1.0 / low.life_years + 1.0 / high.life_years)
    assert float(1.0 / fleet.life_years) == pytest.approx(float(renewed))
    assert fleet.life_years < middle.life_years
    drag = fleet.budget.drag_m_per_s_per_year
    assert drag > 5.0 * middle.budget.drag_m_per_s_per_year
    assert drag == pytest.approx(0.5 * low.budget.drag_m_per_s_per_year, rel=0.1)


def test_a_fleet_costs_between_its_shells():
    def cost(altitude, **changed):
        chain, inputs = drawn(small(orbit__altitude_km=altitude, **changed), 200)
        return np.median(chain.run(inputs).orbit.side.levelised_usd_per_gpu_hour[:, -1])

    low, high = cost(500.0), cost(1200.0)
    fleet = cost(850.0, constellation=two_shells(500.0, 1200.0))
    assert low < fleet < high


SCENARIO = parse({"name": "x", "orbit": {"solar_activity": 0.5}})


@pytest.fixture(scope="module")
def around() -> Environment:
    return Environment.of(SCENARIO, 2026)


@pytest.mark.parametrize("hours", [18.0, 10.5])
def test_the_environment_of_a_sun_synchronous_shell(around, hours):
    shell = sun_synchronous("s", 560.0, hours, 1, 4, 0, 9000.0)
    found, node = around.at(shell), best_estimate_satellite(SCENARIO, 2026)
    orbit, tilt = SCENARIO.orbit, shell.inclination_rad
    shield = SCENARIO.satellite.shield_mm.value
    quiet, active = trapped_dose(560.0, shield, [0.0, 1.0], tilt)
    assert found["dose_rad_per_year"] == pytest.approx({"min": quiet, "max": active})
    open_share = solar_proton_open_share(560.0, orbit.solar_cutoff_latitude_deg.value, tilt)
    events = 2.0 * orbit.solar_events_per_year.value
    protons = float(solar_proton_dose(shield, events, open_share))
    assert found["solar_proton_rad_per_year"] == pytest.approx({"min": 0.0, "max": protons})
    flux = 0.5 * (orbit.f107_quiet.value + orbit.f107_active.value)
    share = ram_area_share(560.0, hours, 2026, flux)
    area = float(share.array * node.array_area_m2 + share.radiator * node.radiator_area_m2)
    drag = drag_delta_v_per_year(560.0, area / node.wet_kg, flux, orbit.drag_coefficient.value)
    assert found["drag_m_per_s_per_year"] == pytest.approx(float(drag))
    tumbling = 0.5 * (node.array_area_m2 + node.radiator_area_m2) / node.wet_kg
    life = orbit_lifetime(560.0, tumbling, flux, orbit.drag_coefficient.value)
    assert found["lifetime_years"] == pytest.approx(float(life))


def test_the_environment_of_a_walker_shell_is_at_its_own_inclination(around):
    shell = walker_delta("w", 560.0, 53.0, 4, 4)
    found, node = around.at(shell), best_estimate_satellite(SCENARIO, 2026)
    dose = trapped_dose(560.0, SCENARIO.satellite.shield_mm.value, 0.0, np.radians(53.0))
    assert found["dose_rad_per_year"]["min"] == pytest.approx(float(dose))
    share = drifting_ram_share(560.0, shell.inclination_rad, 2026, around.f107)
    area = float(share.array * node.array_area_m2 + share.radiator * node.radiator_area_m2)
    drag = drag_delta_v_per_year(560.0, area / node.wet_kg, around.f107, around.drag_coefficient)
    assert found["drag_m_per_s_per_year"] == pytest.approx(float(drag))


def test_what_no_table_covers_is_left_open(around):
    high = around.at(walker_delta("w", 20_000.0, 55.0, 4, 4))
    assert set(high.values()) == {None}


def test_the_trade_is_at_the_local_time_of_the_largest_shell():
    shell = {"pattern": "sun_synchronous", "altitude_km": 500, "planes": 1, "local_time_h": 10.5}
    told = parse({"name": "x", "constellation": {"shells": [{**shell, "satellites_per_plane": 9}]}})
    trade = Environment.of(told, 2026).altitude_trade()
    assert trade is not None
    assert trade["local_time_h"] == 10.5
    assert min(trade["umbra_season_days"]) > 300.0
    walker = {"pattern": "walker_delta", "altitude_km": 500, "inclination_deg": 53, "planes": 1}
    told = parse(
        {"name": "x", "constellation": {"shells": [{**walker, "satellites_per_plane": 9}]}}
    )
    assert Environment.of(told, 2026).altitude_trade() is None
