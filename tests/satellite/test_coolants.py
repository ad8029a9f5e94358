import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.calculator import calculate
from dawndusk.errors import InputError
from dawndusk.satellite.coolants import PROPERTIES, coolant_property, coolants, loop_flow

RISING = ("saturation_pa",)
FALLING = ("density_kg_per_m3", "viscosity_pa_s", "latent_heat_j_per_kg")


@pytest.mark.parametrize("name", list(coolants()))
def test_the_table_is_of_one_piece(name):
    coolant = coolants()[name]
    assert np.all(np.diff(coolant.temperature_c) > 0.0)
    assert coolant.temperature_c[0] > coolant.freezing_c
    assert set(coolant.properties) <= set(PROPERTIES)
    for key, values in coolant.properties.items():
        assert np.all(np.isfinite(values)), key
        assert np.all(values > 0.0), key
        steps = np.diff(values)
        assert key not in RISING or np.all(steps > 0.0)
        assert key not in FALLING or np.all(steps < 0.0), key


def test_nodes_are_given_back():
    for name, coolant in coolants().items():
        for key, values in coolant.properties.items():
            found = coolant_property(name, key, coolant.temperature_c)
            np.testing.assert_allclose(found, values, rtol=1e-12)


@given(st.floats(1.0, 1e5), st.floats(20.0, 90.0), st.floats(0.5, 25.0), st.floats(0.1, 1.0))
def test_heat_is_carried(heat, inlet, drop, quality):
    liquid = loop_flow(heat, inlet, inlet - drop, 2.0, 0.4)
    capacity = coolant_property("pg25", "heat_capacity_j_per_kg_k", inlet - drop / 2.0)
    assert float(liquid.kg_per_s * capacity) * drop == pytest.approx(1e3 * heat, rel=1e-9)
    boiled = loop_flow(heat, inlet, inlet, 2.0, 0.4, "ammonia", quality)
    latent = coolant_property("ammonia", "latent_heat_j_per_kg", inlet)
    assert float(boiled.kg_per_s * latent) * quality == pytest.approx(1e3 * heat, rel=1e-9)
    for loop in (liquid, boiled):
        assert float(loop.pump_w) == pytest.approx(float(loop.litres_per_s) / 1e3 * 2e5 / 0.4)
        assert loop.freezing_margin_k > 0.0


def test_freezing_is_refused_by_name():
    with pytest.raises(InputError) as caught:
        calculate("loop_flow", {"inlet_c": 0, "outlet_c": -20})
    assert str(caught.value) == (
        "pg25 freezes at -9.8 degC: outlet_c is too cold: got -20.0; "
        "allowed: -9.78 to 100 degC; ammonia freezes at -77.7 degC"
    )
    margin = calculate("loop_flow", {"inlet_c": 0, "outlet_c": -20, "coolant": "ammonia"})
    assert margin.outputs["freezing_margin_k"] == pytest.approx(57.65, abs=0.01)


@pytest.mark.parametrize(
    ("given", "says"),
    [({"inlet_c": 110}, "inlet_c is out of range: got 110.0; allowed: -9.78 to 100"),
     ({"inlet_c": 40}, "inlet_c is out of range: the coolant cools in the radiator"),
     ({"quality": 0.5}, "pg25 is not boiled here: got 'quality=0.5'; allowed: ammonia, r1233zd"),
     ({"coolant": "ammonia", "quality": 0}, "quality is out of range"),
     ({"coolant": "ammonia", "quality": 0.5, "inlet_c": 40}, "inlet_c is below outlet_c"),
     ({"coolant": "amonia"}, "did you mean 'ammonia'"),
     ({"pump_efficiency": 0}, "pump_efficiency is out of range"),
     ({"heat_kw": -1}, "heat_kw is out of range")],
)  # fmt: skip
def test_refuses_what_cannot_be(given, says):
    with pytest.raises(InputError) as caught:
        calculate("loop_flow", given)
    assert says in str(caught.value)


def test_what_the_table_lacks_is_said():
    with pytest.raises(InputError, match="has no viscosity_pa_s of r1233zd"):
        coolant_property("r1233zd", "viscosity_pa_s", 40.0)
    with pytest.raises(InputError, match="no such property: got 'colour'"):
        coolant_property("r1233zd", "colour", 40.0)
    with pytest.raises(InputError, match="no such coolant"):
        coolant_property("water", "density_kg_per_m3", 40.0)
