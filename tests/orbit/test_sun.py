import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.constants import AU
from dawndusk.orbit.sun import days_from_j2000, days_in_year, mean_sun_longitude, sun_position

EPOCHS = st.floats(-18_000.0, 36_600.0)


@given(EPOCHS)
def test_the_sun_stays_between_the_tropics_and_near_one_au(days):
    sun = sun_position(days)
    assert abs(np.degrees(sun.declination_rad)) < 23.46
    assert abs(sun.distance_m / AU - 1.0) < 0.0170


@given(EPOCHS)
def test_equation_of_time_is_within_seventeen_minutes(days):
    gap = float(mean_sun_longitude(days) - sun_position(days).right_ascension_rad)
    gap = (gap + np.pi) % (2.0 * np.pi) - np.pi
    assert abs(np.degrees(gap) * 4.0) < 17.0


def test_equinoxes_and_solstices_of_2025():
    # United States Naval Observatory: Mar 20 09:01, Jun 21 02:42, Sep 22 18:19, Dec 21 15:03 UT
    moments = days_from_j2000(
        2025, [79 + 9.02 / 24, 172 + 2.70 / 24, 265 + 18.32 / 24, 355 + 15.05 / 24]
    )
    hours = np.degrees(sun_position(moments).right_ascension_rad) / 15.0 % 24.0
    # an hour of time is 0.04 deg or 0.0027 h of right ascension
    np.testing.assert_allclose((hours + 1.0) % 24.0, [1.0, 7.0, 13.0, 19.0], atol=0.0027)


def test_perihelion_is_in_early_january():
    days = days_from_j2000(2025, 1.0 + np.arange(365.0))
    distance = sun_position(days).distance_m
    assert 1 <= np.argmin(distance) <= 6
    assert 180 <= np.argmax(distance) <= 187


def test_calendar():
    assert float(days_from_j2000(1999, 366.5)) == 0.0
    assert [days_in_year(y) for y in (1900, 2000, 2024, 2025, 2100)] == [365, 366, 366, 365, 365]
    for year in range(1950, 2101):
        step = float(days_from_j2000(year + 1) - days_from_j2000(year))
        assert step == days_in_year(year)


def test_shapes_follow_the_input():
    assert sun_position(0.0).distance_m.shape == ()
    assert sun_position(np.zeros((2, 3))).declination_rad.shape == (2, 3)
