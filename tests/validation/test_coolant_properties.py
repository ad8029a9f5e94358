"""Coolants against worked values and known boiling points.

- Worked with CoolProp 8.0.0, to the digits given: 25 % propylene glycol 3,981 and 4,004 J/(kg K),
  1.20 and 0.97 mPa s at 45 and 55 degC; ammonia 4.76, 15.5, 23.1 bar and 1,252, 1,100, 1,025 kJ/kg
  at 2.8, 40, 55 degC; R1233zd(E) 3.4 bar and 175 kJ/kg at 55 degC. 100 kW: 2.50 kg/s of
  water-glycol cooling by 10 K, 0.136 kg/s of ammonia of which 70 % boils at 50 degC.
- Not from CoolProp. Airedale, DeltaChill manual, design data of 25 % propylene glycol: freezes at
  -9.6 degC; 3.86, 3.91, 3.97 kJ/(kg K) and 1031.0, 1023.7, 1011.6 kg/m3 at 0, 20, 45 degC; 0.6 %
  and 0.3 K, for an inhibited product against the pure mixture.
- Ammonia at 1 atm boils at -33.3 degC with 1,370 kJ/kg (handbooks; 0.2 %, for the rounded
  temperature). R1233zd(E) has 1.298 bar at 25 degC (product data; 1 %, or a
  quarter of a kelvin).
"""

import pytest

from dawndusk.satellite.coolants import coolant_property, coolants, loop_flow

ATMOSPHERE_BAR = 1.01325


@pytest.mark.parametrize(("celsius", "capacity", "mpa_s"), [(45.0, 3981, 1.20), (55.0, 4004, 0.97)])
def test_water_glycol(celsius, capacity, mpa_s):
    found = float(coolant_property("pg25", "heat_capacity_j_per_kg_k", celsius))
    assert found == pytest.approx(capacity, abs=1.0)
    viscosity = float(coolant_property("pg25", "viscosity_pa_s", celsius))
    assert 1e3 * viscosity == pytest.approx(mpa_s, abs=0.005)


@pytest.mark.parametrize(
    ("coolant", "celsius", "bar", "kj_per_kg", "digit"),
    [
        ("ammonia", 2.8, 4.76, 1252.0, 0.005),
        ("ammonia", 40.0, 15.5, 1100.0, 0.05),
        ("ammonia", 55.0, 23.1, 1025.0, 0.05),
        ("r1233zd", 55.0, 3.4, 175.0, 0.05),
    ],
)
def test_boiling(coolant, celsius, bar, kj_per_kg, digit):
    pressure = float(coolant_property(coolant, "saturation_pa", celsius)) / 1e5
    latent = float(coolant_property(coolant, "latent_heat_j_per_kg", celsius)) / 1e3
    assert pressure == pytest.approx(bar, abs=digit)
    assert latent == pytest.approx(kj_per_kg, abs=0.5)


@pytest.mark.parametrize(
    ("celsius", "capacity", "density"),
    [(0.0, 3860.0, 1031.0), (20.0, 3910.0, 1023.7), (45.0, 3970.0, 1011.6)],
)
def test_water_glycol_of_a_chiller(celsius, capacity, density):
    found = float(coolant_property("pg25", "heat_capacity_j_per_kg_k", celsius))
    assert found == pytest.approx(capacity, rel=6e-3)
    found = float(coolant_property("pg25", "density_kg_per_m3", celsius))
    assert found == pytest.approx(density, rel=6e-3)


def test_water_glycol_freezes():
    assert coolants()["pg25"].freezing_c == pytest.approx(-9.6, abs=0.3)


@pytest.mark.parametrize(
    ("coolant", "celsius", "bar", "part"),
    [("ammonia", -33.3, ATMOSPHERE_BAR, 2e-3), ("r1233zd", 25.0, 1.298, 0.01)],
)
def test_pressure_of_handbooks(coolant, celsius, bar, part):
    pressure = float(coolant_property(coolant, "saturation_pa", celsius)) / 1e5
    assert pressure == pytest.approx(bar, rel=part)


def test_latent_heat_of_ammonia_at_one_atmosphere():
    latent = float(coolant_property("ammonia", "latent_heat_j_per_kg", -33.3))
    assert latent == pytest.approx(1.370e6, rel=2e-3)


def test_a_hundred_kilowatts():
    liquid = loop_flow(100.0, 55.0, 45.0, 2.0, 0.4)
    boiled = loop_flow(100.0, 55.0, 45.0, 2.0, 0.4, "ammonia", 0.7)
    assert float(liquid.kg_per_s) == pytest.approx(2.50, abs=0.005)
    assert float(boiled.kg_per_s) == pytest.approx(0.136, abs=5e-4)
    assert float(liquid.kg_per_s / boiled.kg_per_s) == pytest.approx(18.4, abs=0.1)
