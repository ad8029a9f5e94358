"""What the calculator's real entries say of figures that cannot be, in the words of the user."""

from __future__ import annotations

import re

import pytest

from dawndusk.calculator import REGISTRY, calculate, describe
from dawndusk.calculator.plain import plain_equation
from dawndusk.errors import InputError


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("dose", {"solar_cutoff_latitude_deg": 99},
         "solar_cutoff_latitude_deg is out of range: got 99.0; allowed: 0 to 90 deg"),
        ("dose", {"solar_events_per_year": -1},
         "solar_events_per_year is out of range: got -1.0; allowed: 0 to 100 1/year"),
        ("dose", {"solar_events_per_year": 1e9, "solar": "max"},
         "solar_events_per_year is out of range: got 1000000000.0; allowed: 0 to 100 1/year"),
        ("drag", {"drag_coefficient": 0}, "drag_coefficient must be above zero: got 0.0"),
        ("drag", {"area_to_mass_m2_per_kg": 0}, "area_to_mass_m2_per_kg must be above zero: got 0"),
        ("drag", {"area_to_mass_m2_per_kg": 1e9}, "allowed: 0 to 1000 m2/kg"),
        ("drag", {"drag_coefficient": "90 deg"}, "cannot be read as a pure number"),
        ("earth_light", {"beta_deg": "50 %"}, "beta_deg: the unit '%' cannot be read as deg"),
        ("earth_light", {"albedo": "1 rad"}, "albedo: the unit 'rad' cannot be read as a pure"),
        ("mean_elements", {"x_km": 360}, "this position and velocity are no orbit above the"),
        ("mean_elements", {"x_km": 1000}, "got 'perigee at -6,3"),
        ("beta", {"local_time_h": "18:30"}, "write 18.5"),
    ],
)  # fmt: skip
def test_a_message_names_what_was_given(name, given, says):
    with pytest.raises(InputError) as caught:
        calculate(name, given)
    assert says in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "key", "texts"),
    [
        ("drag", "area_to_mass_m2_per_kg", ["0.05", "0.05 m2/kg", "0.05 m^2/kg", "50 m2/t",
                                            "500 cm^2/kg", "0.5 cm2/g"]),
        ("earth_light", "earth_infrared_w_m2", ["237", "237 W/m2", "0.237 kW/m^2"]),
        ("dose", "solar_events_per_year", ["0.8", "0.8 1/year", "8 1/decade", "8 per decade"]),
    ],
)  # fmt: skip
def test_units_with_powers_are_read(name, key, texts):
    found = [calculate(name, {key: text}).inputs[key] for text in texts]
    assert found == pytest.approx([found[0]] * len(texts))


def test_a_rounding_error_is_no_dose():
    closed = {"altitude_km": 300, "shield_mm": 1, "solar": "max", "inclination_deg": 0}
    assert calculate("dose", closed).outputs["rad_per_year"] == 0.0


@pytest.mark.parametrize("name", REGISTRY)
def test_no_equation_keeps_a_greek_letter_spelt_out(name):
    equation = plain_equation(describe(name).equation)
    letters = "alpha|beta|gamma|delta|theta|lambda|sigma|omega|epsilon|eta|tau|phi|psi|rho|mu"
    assert not re.search(rf"(?i)(?<![a-z])({letters})(?![a-z])", equation), equation
