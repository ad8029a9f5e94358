"""Trapped dose against runs of AP8, AE8 and SHIELDOSE-2 made by another script.

Source: one day at 120 s on a sun-synchronous orbit of 650 and of 1200 km and on the space
station's of 420 km; half of the dose at the centre of an aluminium sphere [rad(Si)/year] behind 1,
3, 5, 10 and 20 mm, solar minimum and maximum. The table here holds the whole sphere, twice that.
Suncatcher (arXiv:2511.19468) reports 150 rad/year behind 10 mm at 650 km.

Tolerance: 15 %. The other runs sampled 15 revolutions only (their fluxes scatter by 6 % with the
longitude of the start), kept the geodetic instead of the orbital height (3 % less at 650 km), and
used the equatorial radius as IRBEM's unit (5 % less at 650 km); the table's own error is 1 to 2 %.
The last two put their 420 km some 14 km lower than ours, where the dose rises by 1 % a kilometre:
the station's rows are compared at 406 km. Behind 5 mm 30 % and behind 20 mm 20 %: SHIELDOSE-2 takes
the dose in a sphere from a slope along the depths it is given, and they gave it those five. With
those five our spectra give 175 and 187 at 650 km where we have 169 and 177 and they 145 and 139;
a few empty bins at the end of a spectrum then move it by far more (`tools/build_dose_table.py`).
A missing factor of two, a missing species or a swapped solar phase is larger than all of that.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.orbit import dose_table, sun_synchronous_inclination, trapped_dose

SHIELDS = np.array([1.0, 3.0, 5.0, 10.0, 20.0])
WITHIN = np.array([0.15, 0.15, 0.30, 0.15, 0.20])
HALF_SPHERE = {
    (650.0, None, 0.0): [2237.0, 403.0, 145.0, 89.2, 61.0],
    (650.0, None, 1.0): [3752.0, 604.0, 139.0, 62.1, 44.0],
    (1200.0, None, 0.0): [12756.0, 2663.0, 1343.0, 965.0, 669.0],
    (1200.0, None, 1.0): [17084.0, 3043.0, 1225.0, 791.0, 541.0],
    (406.0, np.radians(51.6), 0.0): [416.0, 89.0, 33.0, 19.8, 13.0],
    (406.0, np.radians(51.6), 1.0): [869.0, 155.0, 32.0, 11.6, 8.0],
}

ALTITUDES = st.floats(300.0, 2000.0)
DEPTHS = st.floats(1.0, 20.0)
ACTIVITY = st.floats(0.0, 1.0)


@pytest.mark.parametrize(("case", "half"), HALF_SPHERE.items())
def test_published_rows(case, half):
    altitude, inclination, activity = case
    ratio = trapped_dose(altitude, SHIELDS, activity, inclination) / (2.0 * np.array(half))
    assert np.all(np.abs(ratio - 1.0) < WITHIN), ratio
    # higher on the mean, as the differences above say
    assert 1.0 < ratio.mean() < 1.15


def test_ten_millimetres_at_650_km_bracket_what_a_chip_maker_reports():
    quiet, active = trapped_dose(650.0, 10.0, [0.0, 1.0])
    assert quiet == pytest.approx(178.0, rel=0.15)
    assert active == pytest.approx(124.0, rel=0.15)
    assert active < 150.0 < quiet


def test_the_full_sphere_not_the_half():
    # halving the table would leave every published row by more than 40 %
    ratio = trapped_dose(650.0, 10.0, 0.0) / 89.2
    assert ratio == pytest.approx(2.0, rel=0.15)


def test_the_nodes_of_the_table_are_returned():
    table = dose_table()
    height, tilt = table.altitude_km[:, None, None], np.radians(table.inclination_deg)[:, None]
    for activity in (0, 1):
        got = trapped_dose(height, table.depth, float(activity), tilt)
        np.testing.assert_allclose(got, table.per_year[activity], rtol=1e-9, atol=1e-9)


def test_the_table_is_whole_and_falls_behind_more_aluminium():
    table = dose_table()
    shape = (2, *(len(axis) for axis in table.axes))
    assert table.per_year.shape == shape
    for axis in table.axes:
        assert np.all(np.diff(axis) > 0.0)
    assert np.all(np.diff(table.per_year, axis=3) <= 0.0)
    assert np.all(np.diff(table.per_year, axis=1) >= 0.0)  # and rises with altitude
    assert np.count_nonzero(table.per_year) > 0.9 * table.per_year.size


@given(ALTITUDES, DEPTHS, ACTIVITY)
def test_left_out_the_inclination_is_the_sun_synchronous_one(altitude, depth, activity):
    named = trapped_dose(altitude, depth, activity, sun_synchronous_inclination(altitude))
    assert trapped_dose(altitude, depth, activity) == pytest.approx(float(named), rel=0.004)


def test_an_orbit_and_its_mirror_image_meet_the_same():
    tilt = np.radians([0.0, 28.5, 51.6, 90.0])
    here = trapped_dose(650.0, 10.0, 0.3, tilt)
    np.testing.assert_allclose(trapped_dose(650.0, 10.0, 0.3, np.pi - tilt), here)


def test_the_worst_inclination_is_where_the_orbit_lingers_in_the_anomaly():
    # behind a thick shield the protons of the South Atlantic Anomaly rule, 20 to 45 degrees south
    tilt = np.arange(0.0, 90.1, 2.5)
    dose = trapped_dose(650.0, 10.0, 0.0, np.radians(tilt))
    assert 30.0 <= tilt[int(np.argmax(dose))] <= 42.5
    assert dose.max() > 2.0 * float(dose[-1])
    assert float(dose[0]) < 0.1 * float(dose[-1])


@given(ALTITUDES, DEPTHS, ACTIVITY)
def test_more_aluminium_less_dose_and_more_height_more(altitude, depth, activity):
    here = trapped_dose(altitude, depth, activity)
    assert trapped_dose(altitude, min(1.1 * depth, 20.0), activity) <= here
    assert trapped_dose(min(1.05 * altitude, 2000.0), depth, activity) >= here


@given(ALTITUDES, DEPTHS, ACTIVITY)
def test_activity_lies_between_its_two_ends(altitude, depth, activity):
    ends = trapped_dose(altitude, depth, np.array([0.0, 1.0]))
    here = trapped_dose(altitude, depth, activity)
    assert ends.min() * (1 - 1e-12) <= here <= ends.max() * (1 + 1e-12)
    middle = trapped_dose(altitude, depth, 0.5)
    assert middle == pytest.approx(float(np.sqrt(ends[0] * ends[1])), rel=0.01)


def test_draws_broadcast():
    altitude = np.full((4, 1), 650.0)
    assert trapped_dose(altitude, np.array([5.0, 10.0, 15.0]), 0.5).shape == (4, 3)
    assert trapped_dose(650.0, 10.0, np.linspace(0, 1, 7)).shape == (7,)
    assert trapped_dose(650.0, 10.0, 0.0).shape == ()


@pytest.mark.parametrize(
    ("altitude", "depth", "activity", "named"),
    [
        (250.0, 10.0, 0.5, "altitude_km"),
        (2100.0, 10.0, 0.5, "altitude_km"),
        (float("nan"), 10.0, 0.5, "altitude_km"),
        (650.0, 0.5, 0.5, "shield_mm"),
        (650.0, 25.0, 0.5, "shield_mm"),
        (650.0, 10.0, 1.5, "solar_activity"),
        (650.0, 10.0, -0.1, "solar_activity"),
    ],
)
def test_nothing_is_extrapolated(altitude, depth, activity, named):
    with pytest.raises(InputError, match=f"^{named} is outside the dose table: got"):
        trapped_dose(altitude, depth, activity)


@pytest.mark.parametrize("tilt", [-0.1, 3.2, float("nan")])
def test_an_impossible_inclination_is_refused(tilt):
    with pytest.raises(InputError, match=r"^inclination_rad is outside the dose table: got"):
        trapped_dose(650.0, 10.0, 0.5, tilt)
