import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import brentq

from dawndusk.calculator import calculate
from dawndusk.errors import InputError
from dawndusk.satellite.junction import held_power_speed, junction_temperature, leaked_share

GOOD = {"coolant_c": 45.0, "power_w": 1200.0, "resistance_k_per_w": 0.03,
        "leakage_share": 0.15, "leakage_per_k": 0.02, "reference_c": 60.0}  # fmt: skip
coolants = st.floats(0.0, 90.0)
resistances = st.floats(0.0, 0.06)
shares = st.floats(0.0, 0.4)
rates = st.floats(0.0, 0.04)


def settles(coolant, resistance, share, rate):
    dynamic = coolant + resistance * 1200.0 * (1.0 - share)
    return rate * resistance * 1200.0 * share * np.exp(rate * (dynamic - 60.0)) < 0.99 / np.e


@given(coolants, resistances, shares, rates)
def test_heat_that_enters_leaves(coolant, resistance, share, rate):
    assume(settles(coolant, resistance, share, rate))
    chip = junction_temperature(coolant, 1200.0, resistance, share, rate, 60.0)
    junction, power = float(chip.junction_c), float(chip.power_w)
    assert junction == pytest.approx(coolant + resistance * power, rel=1e-9, abs=1e-9)
    leaked = 1200.0 * float(leaked_share(junction, share, rate, 60.0))
    assert power == pytest.approx(1200.0 * (1.0 - share) + leaked, rel=1e-12)
    assert float(chip.loop_gain) == pytest.approx(resistance * rate * leaked, rel=1e-7, abs=1e-15)
    assert 0.0 <= float(chip.loop_gain) < 1.0


def test_agrees_with_a_root_finder_on_the_colder_branch():
    def unbalanced(T):
        return T - 45.0 - 0.03 * (1200.0 * 0.85 + 180.0 * np.exp(0.02 * (T - 60.0)))

    expected = brentq(unbalanced, 45.0, 150.0, xtol=1e-12)
    assert float(junction_temperature(**GOOD).junction_c) == pytest.approx(expected, abs=1e-9)


@given(coolants, resistances, shares, rates, st.floats(0.01, 10.0))
def test_warmer_coolant_never_makes_a_colder_chip(coolant, resistance, share, rate, more):
    assume(settles(coolant + more, resistance, share, rate))
    cold, warm = (
        junction_temperature(c, 1200.0, resistance, share, rate, 60.0)
        for c in (coolant, coolant + more)
    )
    assert warm.junction_c >= cold.junction_c + more * (1.0 - 1e-9)  # leakage only adds to it
    assert warm.power_w >= cold.power_w


def test_gain_is_what_one_more_watt_brings():
    """A watt of heat from outside warms the chip by R / (1 - gain)."""
    less, more = (
        float(junction_temperature(**GOOD | {"coolant_c": 45.0 + x}).junction_c)
        for x in (-1e-3, 1e-3)
    )
    gain = float(junction_temperature(**GOOD).loop_gain)
    assert (more - less) / 2e-3 == pytest.approx(1.0 / (1.0 - gain), rel=1e-6)


def test_limits():
    still = junction_temperature(**GOOD | {"leakage_per_k": 0.0})
    assert float(still.junction_c) == pytest.approx(45.0 + 36.0)
    assert float(still.loop_gain) == 0.0
    free = junction_temperature(**GOOD | {"resistance_k_per_w": 0.0})
    assert float(free.junction_c) == 45.0
    assert float(free.power_w) == pytest.approx(1020.0 + 180.0 * np.exp(-0.3))


def test_runaway_names_the_warmest_coolant_and_that_coolant_settles():
    hot = GOOD | {"leakage_share": 0.3, "leakage_per_k": 0.04, "coolant_c": 70.0}
    with pytest.raises(InputError, match="thermal runaway") as raised:
        junction_temperature(**hot)
    warmest = float(raised.value.allowed.removeprefix("to ").removesuffix(" degC"))
    assert float(junction_temperature(**hot | {"coolant_c": warmest}).loop_gain) > 0.9
    with pytest.raises(InputError, match="thermal runaway"):
        junction_temperature(**hot | {"coolant_c": warmest + 0.1})
    with pytest.raises(InputError, match=f"to {warmest} degC"):  # one of several chips
        junction_temperature(**hot | {"coolant_c": np.array([0.0, 70.0])})


@given(coolants, resistances, st.floats(0.01, 0.4), st.floats(1e-3, 0.04), st.floats(0.1, 10.0))
def test_a_hotter_chip_is_never_faster_under_a_cap(coolant, resistance, share, rate, warmer):
    cool, warm = held_power_speed(
        np.array([coolant, coolant + warmer]), 1200.0, resistance, share, rate, 60.0
    )
    assert 0.0 <= warm <= cool
    assert cool == 0.0 or warm < cool


def test_speed_is_one_at_the_reference_and_the_dynamic_power_follows_the_cube():
    assert float(held_power_speed(24.0, 1200.0, 0.03, 0.15, 0.02, 60.0)) == pytest.approx(1.0)
    speed = float(held_power_speed(45.0, 1200.0, 0.03, 0.15, 0.02, 60.0))
    leaked = float(leaked_share(81.0, 0.15, 0.02, 60.0))
    assert 0.85 * speed**3 + leaked == pytest.approx(1.0)  # the cap holds
    assert float(held_power_speed(200.0, 1200.0, 0.03, 0.15, 0.02, 60.0)) == 0.0


@pytest.mark.parametrize(
    ("name", "bad"),
    [("coolant_c", float("nan")), ("power_w", -1.0), ("resistance_k_per_w", -0.01),
     ("leakage_share", 1.1), ("leakage_per_k", -0.1), ("reference_c", 900.0)],
)  # fmt: skip
def test_refuses_what_cannot_be(name, bad):
    with pytest.raises(InputError, match=f"{name} is out of range"):
        junction_temperature(**GOOD | {name: bad})


def test_calculator():
    found = calculate("junction", {}).outputs
    assert 65.0 < found["junction_c"] < 95.0
    assert found["loop_gain"] < 0.3
    with pytest.raises(InputError, match="thermal runaway"):
        calculate("junction", {"power_w": 3000, "leakage_per_k": 0.06, "leakage_share": 0.3})
