import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.calculator import calculate
from dawndusk.errors import InputError
from dawndusk.satellite.voltage_frequency import chip_power, chip_speed, throttle

speeds = st.floats(1e-3, 1.0)
statics = st.floats(0.0, 0.9)
floors = st.floats(0.05, 1.0)


@given(speeds, statics, floors)
def test_each_is_the_inverse_of_the_other(speed, static, floor):
    power = chip_power(speed, static, floor)
    assert float(chip_speed(power, static, floor)) == pytest.approx(speed, rel=1e-9)


@given(st.floats(1e-3, 1.0), statics, floors)
def test_the_other_way_round(part, static, floor):
    share = static + (1.0 - static) * part
    speed = chip_speed(share, static, floor)
    assert float(chip_power(speed, static, floor)) == pytest.approx(share, rel=1e-9)


@given(speeds, statics, floors, st.floats(0.001, 0.5))
def test_more_speed_takes_more_power_and_the_other_way(speed, static, floor, less):
    slow, fast = chip_power(np.array([speed * (1.0 - less), speed]), static, floor)
    assert slow < fast
    assert chip_speed(slow, static, floor) < chip_speed(fast, static, floor)


@given(statics, floors)
def test_all_the_power_is_all_the_speed(static, floor):
    assert float(chip_speed(1.0, static, floor)) == pytest.approx(1.0, abs=1e-15)
    assert float(chip_power(1.0, static, floor)) == pytest.approx(1.0, abs=1e-15)


def test_cube_above_the_floor_and_straight_below():
    s = np.array([0.6, 0.7, 0.9])
    np.testing.assert_allclose(chip_power(s, 0.2, 0.6), 0.2 + 0.8 * s**3, rtol=1e-15)
    s = np.array([0.1, 0.3, 0.6])
    np.testing.assert_allclose(chip_power(s, 0.2, 0.6), 0.2 + 0.8 * 0.36 * s, rtol=1e-15)
    assert float(chip_speed(0.2, 0.2, 0.6)) == float(chip_speed(0.1, 0.2, 0.6)) == 0.0


def test_work_is_cheapest_somewhere_between():
    """Static power favours speed, the voltage favours slowness: the least lies inside."""
    energy = throttle(np.linspace(0.25, 1.0, 151), 0.2, 0.4).energy_per_work
    best = int(np.argmin(energy))
    assert 0 < best < 150
    # d/ds (sigma + (1 - sigma) s^3) / s = 0 at s^3 = sigma / (2 (1 - sigma)), p = 1.5 sigma
    assert np.linspace(0.25, 1.0, 151)[best] == pytest.approx(1.5 * 0.2, abs=0.005)


@pytest.mark.parametrize(
    ("given", "says"),
    [({"power_share": 1.1}, "power_share is out of range"),
     ({"power_share": 0.2, "static_share": 0.2}, "leaves nothing to run on: .* above 0.2 to 1"),
     ({"static_share": 1.0}, "static_share is out"), ({"floor_share": 0.0}, "floor_share is out")],
)  # fmt: skip
def test_refuses_what_cannot_be(given, says):
    with pytest.raises(InputError, match=says):
        calculate("throttle", given)


def test_calculator():
    found = calculate("throttle", {"power_share": 0.7}).outputs
    assert found["speed"] * found["energy_per_work"] == pytest.approx(0.7)
