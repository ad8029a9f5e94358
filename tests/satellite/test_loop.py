import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.integrate import quad

from dawndusk.calculator import calculate
from dawndusk.errors import InputError
from dawndusk.satellite.loop import (
    boiling_flow,
    coolant_radiating_temperature,
    liquid_flow,
    loop_temperature,
    pump_power,
)

kelvins = st.floats(200.0, 500.0)


@given(kelvins, st.floats(0.01, 100.0))
def test_before_empty_space_it_is_the_closed_form(outlet, cooling):
    Ti, To = outlet + cooling, outlet
    closed = (3.0 * (Ti * To) ** 3 / (Ti * Ti + Ti * To + To * To)) ** 0.25
    assert float(coolant_radiating_temperature(Ti, To)) == pytest.approx(closed, 1e-12)


@given(kelvins, st.floats(0.01, 150.0), st.floats(0.0, 499.0))
def test_agrees_with_the_integral(outlet, cooling, sink):
    assume(sink < outlet - 0.5)
    inlet = outlet + cooling
    along = quad(lambda T: 1.0 / (T**4 - sink**4), outlet, inlet, epsabs=0.0, epsrel=1e-11)[0]
    expected = (cooling / along + sink**4) ** 0.25
    found = float(coolant_radiating_temperature(inlet, outlet, sink))
    assert found == pytest.approx(expected, rel=1e-9)
    assert outlet < found < inlet
    assert float(coolant_radiating_temperature(outlet, inlet, sink)) == found


def test_a_march_along_the_panel_rejects_the_same():
    """Steps of the coolant along the panel, with the heat given off by each."""
    inlet, sink, drop = 340.0, 270.0, 30.0
    steps = 20_000
    along = quad(lambda T: 1.0 / (T**4 - sink**4), inlet - drop, inlet)[0]
    temperature, heat = inlet, 0.0
    for _ in range(steps):
        lost = along / steps * (temperature**4 - sink**4)
        temperature -= lost
        heat += lost
    mean = float(coolant_radiating_temperature(inlet, inlet - drop, sink))
    assert temperature == pytest.approx(inlet - drop, abs=1e-3)
    assert heat == pytest.approx(along * (mean**4 - sink**4), rel=1e-4)


def test_one_wide_loop_among_narrow_ones_changes_none_of_them():
    alone = float(coolant_radiating_temperature(328.15, 318.15, 250.0))
    among = coolant_radiating_temperature(np.array([328.15, 480.0]), 318.15, 250.0)
    assert among[0] == pytest.approx(alone, rel=1e-12)


def test_equal_ends_have_no_singularity():
    assert float(loop_temperature(50.0, 50.0)) == pytest.approx(50.0, abs=1e-10)
    assert float(loop_temperature(50.0, 50.0, 250.0)) == pytest.approx(50.0, abs=1e-10)


def test_a_warm_sink_weighs_the_hot_end_more():
    means = [float(loop_temperature(60.0, 40.0, sink)) for sink in (0.0, 200.0, 280.0, 310.0)]
    assert means == sorted(means, reverse=True)  # the coolant stays longer near the cold end


def test_energy_is_carried():
    assert float(liquid_flow(100e3, 4000.0, 10.0)) * 4000.0 * 10.0 == pytest.approx(100e3)
    assert float(boiling_flow(100e3, 1e6, 0.5)) == pytest.approx(0.2)
    assert float(pump_power(1.0, 1e5, 1000.0, 1.0)) == pytest.approx(100.0)


@pytest.mark.parametrize(
    ("given", "says"),
    [({"inlet_c": -300}, "inlet_c is out of range"), ({"outlet_c": 3000}, "to 2000 degC"),
     ({"sink_k": 320}, "to below 318.15 K, as outlet_c is"), ({"sink_k": -1}, "sink_k is out")],
)  # fmt: skip
def test_refuses_what_cannot_be(given, says):
    with pytest.raises(InputError, match=says):
        calculate("loop_temperature", given)


def test_calculator():
    found = calculate("loop_temperature", {"inlet_c": 55, "outlet_c": 45})
    assert found.outputs["mean_radiating_c"] == pytest.approx(49.94, abs=0.005)
