import numpy as np
import pytest

from dawndusk.orbit.earth_rotation import EARTH_SPIN, sidereal_angle


def test_meeus_example_12b():
    # 1987 April 10, 19:21:00 UT: 8 h 34 m 57.0896 s
    days = -4649.5 + (19 + 21 / 60) / 24
    hours = float(np.degrees(sidereal_angle(days))) / 15.0
    assert hours == pytest.approx(8 + 34 / 60 + 57.0896 / 3600, abs=1e-7)


def test_it_turns_at_the_stated_rate():
    for start in (-10_000.0, 0.0, 9_500.25):
        moved = (sidereal_angle(start + 0.25) - sidereal_angle(start)) % (2.0 * np.pi)
        assert moved == pytest.approx(EARTH_SPIN * 21_600.0, abs=1e-10)


def test_a_sidereal_day_is_23_h_56_min_4_s():
    assert 2.0 * np.pi / EARTH_SPIN == pytest.approx(86_164.0905, abs=1e-3)
    assert np.all(sidereal_angle(np.linspace(-2e4, 2e4, 999)) >= 0.0)
    assert np.all(sidereal_angle(np.linspace(-2e4, 2e4, 999)) < 2.0 * np.pi)
