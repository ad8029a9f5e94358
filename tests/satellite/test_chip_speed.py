"""Speed and power of chips, and the governor that keeps the junction below its limit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.satellite.chip_speed import (
    governed_speed,
    governor,
)
from dawndusk.satellite.voltage_frequency import chip_power

RULES = st.builds(
    dict,
    band_k=st.floats(2.0, 10.0),
    rise_k=st.floats(0.0, 60.0),
    static_share=st.floats(0.0, 0.6),
    slowest=st.floats(0.2, 0.9),
)


@given(RULES)
def test_the_junction_stays_at_its_limit_as_long_as_the_chips_can_slow_down(rule):
    found = governor(368.15, **rule)
    coolant = np.linspace(found.full_to_k - 20.0, found.slowest_from_k, 300)
    speed = governed_speed(coolant, found)
    junction = coolant + rule["rise_k"] * chip_power(speed, rule["static_share"], 0.0)
    slack = 0.05 * rule["rise_k"]  # of the polynomial in place of the root
    assert junction.max() <= 368.15 + slack
    assert governed_speed(coolant + 500.0, found) == pytest.approx(rule["slowest"])
    assert np.all(governed_speed(coolant - 500.0, found) == 1.0)


def test_the_polynomial_is_the_root_of_the_cubic():
    """At the catalogue's figures, where speed, junction and coolant belong together."""
    rule = governor(368.15, 3.0, 40.0, 0.3, 0.4)
    speed = np.linspace(0.4, 1.0, 50)
    junction = 368.15 - 3.0 * (speed - 0.4) / 0.6
    coolant = junction - 40.0 * chip_power(speed, 0.3, 0.0)
    assert governed_speed(coolant, rule) == pytest.approx(speed, abs=5e-3)
    assert np.all(np.diff(governed_speed(np.sort(coolant), rule)) < 0.0)


@pytest.mark.parametrize(
    "changed", [{"band_k": 0.0}, {"static_share": 1.0}, {"slowest": 0.0}, {"limit_k": 95.0}]
)
def test_what_cannot_be(changed):
    given = {"limit_k": 368.15, "band_k": 3.0, "rise_k": 40.0, "static_share": 0.3, "slowest": 0.4}
    with pytest.raises(InputError, match=next(iter(changed))):
        governor(**(given | changed))
