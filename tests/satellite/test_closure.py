import numpy as np
import pytest
from satellite_inputs import best_estimates, close, draws

from dawndusk.constants import SIGMA, SOLAR_CONSTANT
from dawndusk.orbit.earth_view import edge_on_view_factor
from dawndusk.orbit.sunlight_state import sunlight_state
from dawndusk.satellite.budget import MASS_PARTS, SatelliteBudget
from dawndusk.satellite.coating import aged_absorptivity


@pytest.fixture(scope="module")
def sample():
    given = draws(3_000)
    return given, close(given)


def test_every_field_is_finite_and_settled(sample):
    _, node = sample
    for name, value in zip(node._fields, node, strict=True):
        assert np.all(np.isfinite(value)), name
    assert node.residual.max() < 1e-4  # size of the last step; the error left is far smaller


def test_masses_add_up(sample):
    _, node = sample
    total = sum(getattr(node, f"{part}_kg") for part in MASS_PARTS)
    np.testing.assert_allclose(total, node.wet_kg, rtol=1e-12)
    np.testing.assert_allclose(node.dry_kg + node.propellant_kg, node.wet_kg, rtol=1e-12)


def test_power_in_is_power_out_plus_stored_over_an_orbit(sample):
    g, node = sample
    shadow = g["orbit_lost_sunlight_min"]
    sunlit = float(sunlight_state(g["orbit_altitude_km"], 18.0, 2026).period_s) / 60.0 - shadow
    asleep = node.bus_load_w * g["bus_sleep_load_share"]
    np.testing.assert_allclose(node.shadow_load_w, asleep, rtol=1e-12)
    one_way = np.sqrt(g["battery_round_trip_efficiency"])
    generated = node.array_required_w * sunlit
    drawn = asleep * shadow / one_way  # from the cells, in shadow
    rejected_in_sunlight = node.heat_w * sunlit
    np.testing.assert_allclose(generated, rejected_in_sunlight + drawn, rtol=1e-12)
    # what goes in as charge comes out as load and loss: the cells end where they began
    charge = (
        node.array_required_w * sunlit - node.bus_load_w / g["array_regulation_efficiency"] * sunlit
    )
    into_cells = charge * g["array_regulation_efficiency"] * one_way
    np.testing.assert_allclose(into_cells, drawn, rtol=1e-9)


def test_pumps_are_part_of_the_load_and_of_the_heat(sample):
    g, node = sample
    chips = 1e3 * g["node_it_power_kw"] * (1.0 + g["compute_overhead_share"])
    np.testing.assert_allclose(node.bus_load_w, chips + node.moving_heat_w, rtol=1e-12)
    share = node.moving_heat_w / node.heat_w
    assert 0.005 < np.median(share) < 0.05  # two loops of one to four bar


def test_sunlight_and_earth_in_is_heat_radiated(sample):
    g, node = sample
    view = edge_on_view_factor(g["orbit_altitude_km"])
    A, Ar = node.array_area_m2, node.radiator_needed_m2
    eps, eta = g["radiator_emissivity"], node.fin_efficiency
    front, back = g["array_emissivity_front"], g["array_emissivity_back"]
    x = (node.array_temperature_c + 273.15) ** 4
    R, s = (node.panel_temperature_c + 273.15) ** 4, (node.sink_temperature_c + 273.15) ** 4
    mean = eta * R + (1.0 - eta) * s
    leak = g["radiator_sun_leak_share"] * SOLAR_CONSTANT
    takes = aged_absorptivity(
        g["node_life_years"],
        *(g[f"radiator_{n}"] for n in ("absorptivity_new", "absorptivity", "coating_years")),
    )
    infrared = g["orbit_earth_infrared_w_m2"]
    absorbed = A * (
        g["array_absorptivity"] * (SOLAR_CONSTANT + g["orbit_reflected_on_array_w_m2"])
        + (front + back) * g["orbit_array_earth_view"] * infrared
    ) + 2.0 * Ar * (takes * (leak + g["orbit_reflected_on_radiator_w_m2"]) + eps * view * infrared)
    stored = node.array_required_w - node.heat_w
    exchanged = 2.0 * Ar * node.array_view_factor * eps * back * SIGMA
    radiated = SIGMA * ((front + back) * A * x + 2.0 * eps * Ar * mean) - exchanged * (x + mean)
    # the last step of the sweeps and the sky of 2.7 K are what is left
    np.testing.assert_allclose(absorbed, radiated + stored, rtol=3e-6)


def test_the_air_meets_array_and_radiator_by_their_shares(sample):
    g, node = sample
    area = g["orbit_array_ram_share"] * node.array_area_m2
    area = area + g["orbit_radiator_ram_share"] * node.radiator_area_m2
    np.testing.assert_allclose(node.drag_area_m2, area, rtol=1e-12)
    year = area * g["orbit_drag_impulse_n_s_per_m2_year"] / node.wet_kg
    np.testing.assert_allclose(node.drag_m_per_s_per_year, year, rtol=1e-12)
    calm = close(g | {"orbit_drag_impulse_n_s_per_m2_year": 0.0})
    assert np.all(calm.propellant_kg < node.propellant_kg)
    np.testing.assert_array_equal(calm.dry_kg, node.dry_kg)


def test_medians_lie_by_the_published_study(sample):
    """Turyshev, arXiv:2604.27197 (2026): per kW 5.64 m2 of array, 2.50 m2 of radiator, 34 to 59 kg.

    A quarter either way: his cells, coolant and orbit are not ours. A check on the rows as a whole,
    without what he leaves out: punctures, and a heat exchanger with a second loop. With them the
    median is 60 kg.
    """
    given, _ = sample
    node = close(given | {"radiator_segment_m2": 1e-3}, coolant="pg25")
    assert np.median(node.array_area_m2) / 100.0 == pytest.approx(5.64, rel=0.25)
    assert np.median(node.radiator_m2_per_kw) == pytest.approx(2.50, rel=0.25)
    assert 34.0 < 1e3 / np.median(node.watts_per_kg) < 59.0


def test_blocks_of_draws_and_years_broadcast():
    node = close(draws(8, years=(2027.0, 2031.0, 2035.0)))
    assert node.radiator_area_m2.shape == (8, 1)  # heat does not hang on the year
    assert node.wet_kg.shape == (8, 3)
    one = close(best_estimates())
    assert np.shape(one.wet_kg) == ()
    assert isinstance(one, SatelliteBudget)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("array_efficiency", 0.01),
        ("array_packing", 0.01),
        ("array_areal_kg_per_m2", -0.1),
        ("array_pointing_loss", -0.01),
        ("orbit_array_remaining_share", 0.01),
        ("radiator_emissivity", 0.005),
        ("radiator_fin_conductivity_w_per_m_k", 10.0),
        ("radiator_panel_structure_share", -0.02),
        ("radiator_joint_m_k_per_w", -0.002),
        ("radiator_interface_drop_k", -1.0),
        ("radiator_pressure_drop_bar", -0.5),
        ("radiator_segment_m2", -0.5),
        ("compute_kg_per_kw", -0.5),
        ("compute_overhead_share", -0.01),
        ("bus_contingency_share", -0.01),
        ("node_shield_mm", -1.0),
        ("battery_specific_energy_wh_per_kg", 5.0),
        ("battery_cycles_at_full_depth", 200.0),
        ("propulsion_isp_s", 50.0),
    ],
)
def test_what_helps_never_adds_mass(sample, name, change):
    given, node = sample
    better = close(given | {name: given[name] + change})
    assert np.all(better.wet_kg <= node.wet_kg * (1.0 + 1e-6))


def test_a_larger_satellite_carries_its_fixed_parts_better():
    powers = np.array([20.0, 100.0, 1000.0])
    node = close(best_estimates(node_it_power_kw=powers))
    assert np.all(np.diff(node.watts_per_kg) > 0.0)
    # heat per kilowatt and its flux do not hang on the size: the geometry scales
    np.testing.assert_allclose(node.radiator_m2_per_kw, node.radiator_m2_per_kw[0], rtol=1e-6)


def test_computing_through_the_shadow_costs_mass():
    asleep, slowed = close(best_estimates()), close(best_estimates(), in_shadow="throttle")
    awake = close(best_estimates(), in_shadow="compute")
    assert awake.battery_kg > 3.0 * asleep.battery_kg
    assert awake.watts_per_kg < slowed.watts_per_kg < asleep.watts_per_kg
    assert asleep.shadow_speed == 0.0
    assert awake.shadow_speed == 1.0
    assert 0.6 < slowed.shadow_speed < 0.9


def test_an_orbit_without_shadow_still_carries_a_safe_mode():
    node = close(best_estimates(orbit_lost_sunlight_min=0.0))
    assert node.battery_kwh > 1.0
    assert node.heat_w == pytest.approx(float(node.array_required_w))


def test_coolant_colder_than_its_surroundings_does_not_close():
    cold = best_estimates(radiator_coolant_supply_c=-110.0, radiator_coolant_return_c=-100.0)
    assert np.isnan(close(cold).wet_kg)


def test_a_frozen_coolant_does_not_close():
    cold = best_estimates(radiator_coolant_supply_c=-20.0, radiator_coolant_return_c=-10.0)
    assert np.isnan(close(cold, coolant="pg25").wet_kg)


def test_two_loops_cost_a_drop_and_a_pump():
    one, two = (close(best_estimates(), coolant=name) for name in ("pg25", "ammonia"))
    assert one.coolant_inlet_c == pytest.approx(55.0)
    assert two.coolant_inlet_c == pytest.approx(
        55.0 - best_estimates()["radiator_interface_drop_k"]
    )
    assert two.radiator_needed_m2 > one.radiator_needed_m2
    assert two.moving_heat_w > one.moving_heat_w


def test_boiling_saves_flow_but_loses_the_glide():
    liquid, boiling = (close(best_estimates(), boiling=b) for b in (False, True))
    assert boiling.moving_heat_w < liquid.moving_heat_w
    assert boiling.coolant_inlet_c == boiling.coolant_outlet_c == liquid.coolant_outlet_c
    assert boiling.radiator_needed_m2 > liquid.radiator_needed_m2


def test_a_body_needs_two_panels_for_the_two_faces_of_a_wing():
    wing, body = (close(best_estimates(), body=b) for b in ("wings", "body_mounted"))
    assert body.fin_efficiency > wing.fin_efficiency  # half the radiation for the same sheet
    assert 1.85 < float(body.radiator_needed_m2 / wing.radiator_needed_m2) < 2.0
    assert body.watts_per_kg < wing.watts_per_kg


def test_one_sheet_for_both_closes_only_with_white_between_the_cells():
    """At 62 degC a sheet of cells alone takes up heat: colder coolant needs white area."""
    sheet = close(best_estimates(), body="panel")
    assert sheet.array_area_m2 < 0.8 * sheet.radiator_needed_m2
    assert sheet.array_temperature_c == pytest.approx(float(sheet.panel_temperature_c))
    warm = best_estimates(
        radiator_coolant_supply_c=75.0, radiator_coolant_return_c=85.0, array_pointing_loss=0.0
    )
    alone = close(warm, body="panel", coolant="pg25")
    assert alone.array_area_m2 == pytest.approx(float(alone.radiator_needed_m2))
    assert 58.0 < float(alone.panel_temperature_c) < 72.0


def test_a_heat_pump_makes_the_radiator_smaller_and_the_satellite_heavier():
    without, lifted = (
        close(best_estimates(radiator_heat_pump_lift_k=lift)) for lift in (0.0, 25.0)
    )
    assert lifted.radiator_needed_m2 < without.radiator_needed_m2
    assert lifted.moving_heat_w > 5.0 * without.moving_heat_w
    assert lifted.watts_per_kg < without.watts_per_kg


def test_punctures_are_made_up_for_by_area(sample):
    _, node = sample
    left = node.radiator_area_m2 * (1.0 - node.puncture_lost_share)
    np.testing.assert_allclose(left, node.radiator_needed_m2, rtol=1e-12)


def test_the_array_weighs_what_its_area_weighs(sample):
    """A hot or dark array needs more area, and so more mass."""
    given, node = sample
    hot = close(given | {"array_temperature_coefficient_per_k": -0.0045})
    mild = close(given | {"array_temperature_coefficient_per_k": -0.002})
    assert np.all(hot.array_kg > mild.array_kg)
    np.testing.assert_allclose(
        node.array_kg, node.array_area_m2 * given["array_areal_kg_per_m2"], rtol=1e-12
    )
