import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.satellite.reliability import shadow_share
from dawndusk.satellite.shadow_policy import shadow_policy

shares = st.floats(0.0, 1.0)


def speed(power):
    return power**0.4


def done(policy, mean_sunlit, passes, minutes):
    return float(shadow_share(mean_sunlit, policy.asleep, passes, minutes, policy.speed))


def test_the_two_ends_are_those_of_before():
    asleep = shadow_policy("sleep", 0.5, 0.1, speed)
    awake = shadow_policy("compute", 0.5, 0.1, speed)
    assert (float(asleep.load_share), float(asleep.speed), asleep.asleep) == (0.1, 0.0, 1.0)
    assert (float(awake.load_share), float(awake.speed), awake.asleep) == (1.0, 1.0, 0.0)
    assert done(asleep, 0.96, 1300.0, 2.0) == float(shadow_share(0.96, 1.0, 1300.0, 2.0))
    assert done(awake, 0.96, 1300.0, 2.0) == 1.0


@given(shares, shares, st.floats(0.5, 1.0), st.floats(0.0, 2000.0))
def test_slowed_chips_stand_between_sleep_and_full_work(power, asleep_load, sunlit, passes):
    sleep, slow, full = (
        shadow_policy(way, power, asleep_load, speed) for way in ("sleep", "throttle", "compute")
    )
    assert sleep.load_share <= slow.load_share <= full.load_share
    work = [done(way, sunlit, passes, 2.0) for way in (sleep, slow, full)]
    assert work[0] <= work[1] + 1e-12
    assert work[1] <= work[2] + 1e-12
    # a time balance: full speed in sunlight, the slower one in the shadow
    assert work[1] == pytest.approx(sunlit + (1.0 - sunlit) * float(speed(power)))


def test_the_load_never_falls_below_that_asleep_but_the_speed_does():
    found = shadow_policy("throttle", 0.05, 0.1, speed)
    assert float(found.load_share) == 0.1
    assert float(found.speed) == pytest.approx(0.05**0.4)


def test_broadcasts_over_draws():
    found = shadow_policy("throttle", np.array([[0.3], [0.6]]), np.array([0.1, 0.2, 0.4]), speed)
    assert found.load_share.shape == (2, 3)
    assert found.speed.shape == (2, 1)


@pytest.mark.parametrize(
    ("way", "power", "asleep", "says"),
    [
        ("doze", 0.5, 0.1, "no such way through the shadow: got .?doze"),
        ("throttle", 1.5, 0.1, "throttle_share is out of range"),
        ("sleep", 0.5, -0.1, "sleep_load_share is out of range"),
        ("compute", 0.5, float("nan"), "sleep_load_share is out of range"),
    ],
)
def test_refuses_what_cannot_be(way, power, asleep, says):
    with pytest.raises(InputError, match=says):
        shadow_policy(way, power, asleep, speed)
