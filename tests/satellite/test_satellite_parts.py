import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.satellite.array import (
    array_power_required,
    array_temperature,
    life_share,
    power_per_area,
)
from dawndusk.satellite.battery import battery, delivered_energy_wh
from dawndusk.satellite.mass import mass_roll_up, mission_delta_v, shield_mass

share = st.floats(0.0, 0.5)
kilograms = st.floats(0.0, 1e5)


@given(st.floats(1.0, 1e6), st.floats(0.0, 40.0), st.floats(0.5, 1.0), st.floats(0.5, 1.0))
def test_array_energy_covers_both_halves_of_the_orbit(load, shadow, through, direct):
    sunlit = 97.7 - shadow
    power = float(array_power_required(load, shadow, load, sunlit, through * direct, direct))
    assert power * sunlit == pytest.approx(
        load * shadow / (through * direct) + load * sunlit / direct
    )
    assert power >= load


@given(st.floats(-0.005, 0.0), st.floats(250.0, 400.0))
def test_heat_never_helps_a_cell(coefficient, temperature_k):
    warm = power_per_area(0.22, 0.87, 0.05, coefficient, temperature_k)
    assert float(power_per_area(0.22, 0.87, 0.05, coefficient, temperature_k + 5.0)) <= float(warm)


def test_life_share_is_compound():
    assert float(life_share(0.02, 10.0)) == pytest.approx(0.98**10)
    assert float(life_share(0.0, 10.0)) == 1.0


@given(st.floats(0.0, 400.0), st.floats(0.0, 100.0))
def test_more_electricity_out_or_less_heat_in_is_a_colder_panel(electrical, radiators):
    base = array_temperature(1250.0, electrical, 0.83, 0.85, 237.0, 0.24, radiators)
    assert array_temperature(1250.0, electrical + 10.0, 0.83, 0.85, 237.0, 0.24, radiators) < base
    assert array_temperature(1250.0, electrical, 0.83, 0.85, 237.0, 0.24, radiators + 10.0) > base
    assert array_temperature(1250.0, electrical, 0.83, 0.90, 237.0, 0.24, radiators) < base


def test_battery_of_shadow():
    energy = delivered_energy_wh(100e3, 19.73)
    assert float(energy) == pytest.approx(32_883.3, rel=1e-4)
    size = battery(energy, 0.5, 200.0, 0.9)
    assert float(size.capacity_wh) == pytest.approx(float(energy) / 0.45)
    assert float(size.mass_kg) == pytest.approx(float(energy) / 0.45 / 200.0)


@given(kilograms, kilograms, kilograms, share, share, st.floats(0.0, 3000.0))
def test_roll_up_adds_up(array, radiator, compute, structure, contingency, delta_v):
    budget = mass_roll_up(
        array_kg=array,
        radiator_kg=radiator,
        compute_kg=compute,
        structure_share=structure,
        contingency_share=contingency,
        delta_v_m_per_s=delta_v,
        isp_s=1900.0,
    )
    assert float(budget.parts_kg) == pytest.approx(array + radiator + compute)
    assert float(budget.dry_kg) == pytest.approx(
        float(budget.parts_kg) * (1.0 + structure) * (1.0 + contingency)
    )
    assert float(budget.wet_kg) == pytest.approx(
        float(budget.dry_kg) * np.exp(delta_v / (1900.0 * 9.80665))
    )


def test_no_isp_means_no_propellant():
    assert float(mass_roll_up(array_kg=10.0, delta_v_m_per_s=500.0).propellant_kg) == 0.0


@given(st.floats(1.0, 1e5), st.floats(0.0, 1e6), st.floats(0.0, 1000.0))
def test_the_air_takes_propellant_whatever_the_mass(array, impulse, delta_v):
    """A newton second costs 1 / (Isp g0) of propellant, and what is carried on is pushed along."""
    still, pushed = (
        mass_roll_up(array_kg=array, delta_v_m_per_s=delta_v, impulse_n_s=j, isp_s=1900.0)
        for j in (0.0, impulse)
    )
    exhaust = 1900.0 * 9.80665
    more = float(pushed.propellant_kg - still.propellant_kg)
    assert more == pytest.approx(impulse / exhaust * np.exp(delta_v / exhaust), abs=1e-7)
    assert float(pushed.dry_kg) == float(still.dry_kg)


def test_shield_is_a_shell():
    assert float(shield_mass(10.0, 7.0, 2.7)) == pytest.approx(0.010 * 7.0 * 2700.0)


@given(st.floats(350.0, 1500.0), st.floats(0.0, 30.0), st.floats(1.0, 10.0))
def test_velocity_grows_with_life_and_height(altitude, keeping, life):
    base = float(mission_delta_v(altitude, 300.0, 50.0, keeping, life, 0.2))
    assert base > 0.0
    assert float(mission_delta_v(altitude + 50.0, 300.0, 50.0, keeping, life, 0.2)) > base
    assert float(mission_delta_v(altitude, 300.0, 50.0, keeping, life + 1.0, 0.2)) >= base
