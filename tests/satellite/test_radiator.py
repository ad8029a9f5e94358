import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.satellite.radiator import (
    fourth_power,
    net_flux,
    panel_temperature,
    radiator,
    sink_fourth_power,
)

GOOD = {
    "power_kw": 100.0,
    "temperature_c": 50.0,
    "altitude_km": 650.0,
    "emissivity": 0.9,
    "fin_efficiency": 1.0,
    "earth_infrared_w_m2": 237.0,
}
celsius = st.floats(10.0, 90.0)


def test_fin_efficiency_multiplies_the_net_exchange():
    full, fin = radiator(**GOOD), radiator(**GOOD | {"fin_efficiency": 0.9})
    assert float(fin.flux_w_m2) == pytest.approx(0.9 * float(full.flux_w_m2), rel=1e-12)


def test_area_is_linear_in_heat():
    assert float(radiator(**GOOD | {"power_kw": 200.0}).area_m2) == pytest.approx(
        2.0 * float(radiator(**GOOD).area_m2), rel=1e-12
    )


def test_a_hot_array_in_view_takes_flux_away():
    seen = radiator(**GOOD, array_view_factor=0.2, array_temperature_c=60.0, array_emissivity=0.85)
    # 2 faces x eps x sigma x F x eps_array x T^4
    lost = 2 * 0.9 * 5.670374419e-8 * 0.2 * 0.85 * 333.15**4
    expected = float(radiator(**GOOD).flux_w_m2) - lost
    assert float(seen.flux_w_m2) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("altitude_km", -5.0),
        ("power_kw", -1.0),
        ("temperature_c", -300.0),
        ("emissivity", 1.2),
        ("emissivity", 0.0),
        ("fin_efficiency", -0.1),
        ("array_view_factor", 0.7),
        ("sides", 3.0),
        ("earth_infrared_w_m2", float("nan")),
    ],
)
def test_refuses_what_cannot_be(name, bad):
    with pytest.raises(InputError, match=name):
        radiator(**GOOD | {name: bad})


def test_says_which_temperature_would_close():
    with pytest.raises(InputError, match=r"above -95\.1 degC"):
        radiator(**GOOD | {"temperature_c": -100.0})


def test_arrays_pass_through():
    out = radiator(**GOOD | {"temperature_c": np.array([20.0, 50.0, 80.0])})
    assert out.area_m2.shape == (3,)


@given(celsius, st.floats(0.5, 1.0), st.floats(0.5, 1.0), st.floats(0.0, 0.4))
def test_better_is_never_larger(temperature_c, emissivity, fin, leak):
    k4 = fourth_power(np.array(temperature_c + 273.15))

    def flux(eps, eta, absorbed):
        return float(net_flux(k4, sink_fourth_power(237.0, 0.24, eps, absorbed), eps, eta))

    base = flux(emissivity, fin, 100.0 * leak)
    assert flux(min(1.0, emissivity + 0.05), fin, 100.0 * leak) >= base
    if base > 0.0:
        assert flux(emissivity, min(1.0, fin + 0.05), 100.0 * leak) >= base
    assert flux(emissivity, fin, 100.0 * leak + 5.0) <= base


def test_panel_is_colder_than_its_coolant():
    assert float(panel_temperature(55.0, 45.0, 7.0)) == pytest.approx(
        49.9355 - 7.0 + 273.15, abs=1e-3
    )


@given(st.floats(250.0, 380.0), st.floats(0.0, 60.0), st.floats(0.0, 240.0))
def test_panel_temperature_lies_between_outlet_and_arithmetic_mean(outlet, cooling, sink):
    mean = float(panel_temperature(outlet + cooling - 273.15, outlet - 273.15, 0.0, sink))
    assert outlet - 1e-9 <= mean <= outlet + cooling / 2.0 + 1e-9


def test_a_warm_sink_makes_the_panel_a_little_colder():
    space, warm = (float(panel_temperature(55.0, 45.0, 0.0, sink)) for sink in (0.0, 250.0))
    assert 0.05 < space - warm < 0.07


def test_one_side_sheds_half():
    one, two = radiator(**GOOD, sides=1.0), radiator(**GOOD)
    assert float(one.flux_w_m2) == pytest.approx(0.5 * float(two.flux_w_m2), rel=1e-12)
    assert float(one.area_m2) == pytest.approx(2.0 * float(two.area_m2), rel=1e-12)
    assert float(one.sink_c) == float(two.sink_c)


@given(st.floats(0.0, 0.3), st.floats(-50.0, 80.0), st.floats(0.0, 100.0))
def test_at_its_sink_a_panel_sheds_nothing(view, array_c, absorbed):
    given = {"array_view_factor": view, "array_temperature_c": array_c}
    sink = radiator(
        **GOOD | {"temperature_c": 200.0}, **given, absorbed_sunlight_w_m2=absorbed
    ).sink_c
    just = radiator(
        **GOOD | {"temperature_c": float(sink) + 1e-3}, **given, absorbed_sunlight_w_m2=absorbed
    )
    assert 0.0 < float(just.flux_w_m2) < 0.05


def test_no_heat_and_no_surroundings_leave_the_sky():
    assert float(sink_fourth_power(0.0, 0.0, 0.9)) ** 0.25 == pytest.approx(2.725, rel=1e-9)
