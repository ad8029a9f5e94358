from datetime import date

import numpy as np
import pytest

from dawndusk.calculator import calculate
from dawndusk.errors import InputError
from dawndusk.orbit import days_from_j2000, sunlight
from dawndusk.orbit.beta import sun_synchronous_beta
from dawndusk.orbit.sun import days_of_date


def test_by_hand_at_the_solstices_and_equinoxes():
    # 90 deg less the declination less the lean of the orbit (i - 90 deg) at the June solstice,
    # plus half a degree for the equation of time; the other way round in December
    assert sun_synchronous_beta(650.0, 18.0, "2026-06-21") == pytest.approx(
        90.0 - 23.44 - 7.986, abs=0.1
    )
    assert sun_synchronous_beta(650.0, 18.0, "2026-12-21") == pytest.approx(
        90.0 - 23.44 + 7.986, abs=0.1
    )
    # at the equinox the Sun is on the equator: beta is 90 deg less the lean and 1.9 deg of the
    # equation of time (7.4 min late), which stand square to each other
    lean = np.hypot(7.986, 1.86)
    assert sun_synchronous_beta(650.0, 18.0, "2026-03-20") == pytest.approx(90.0 - lean, abs=0.3)
    # at noon the Sun is in the plane but for the lean
    assert abs(sun_synchronous_beta(650.0, 12.0, "2026-06-21")) < 4.0


def test_dawn_is_dusk_seen_from_the_other_side():
    hours = np.array([2.0, 6.0, 9.5])
    there = sun_synchronous_beta(700.0, hours, "2027-03-20")
    back = sun_synchronous_beta(700.0, hours + 12.0, "2027-03-20")
    # twice the declination, 0.24 deg south 20 hours before the equinox, and the lean of 8.2 deg
    np.testing.assert_allclose(there, -back, atol=0.7)
    assert np.all(there < 0.0)


def test_the_smallest_beta_of_the_days_is_that_of_the_year():
    days = [f"2025-{month:02d}-{day:02d}" for month in range(1, 13) for day in range(1, 29)]
    smallest = min(abs(float(sun_synchronous_beta(550.0, 18.0, day))) for day in days)
    assert smallest == pytest.approx(float(sunlight(550.0, 18.0, 2025).smallest_beta_deg), abs=0.01)


def test_a_date_and_its_text_are_the_same_day():
    assert days_of_date("2026-06-21") == days_of_date(date(2026, 6, 21))
    assert days_of_date("2026-06-21") == float(days_from_j2000(2026, 172))
    text = sun_synchronous_beta(650.0, 18.0, "2026-06-21")
    assert text == sun_synchronous_beta(650.0, 18.0, date(2026, 6, 21))
    found = calculate("beta", {"altitude_km": 650, "local_time_h": "18 h", "date": "2026-06-21"})
    assert found.outputs["beta_deg"] == pytest.approx(float(text))
    assert found.inputs["date"] == "2026-06-21"


@pytest.mark.parametrize(
    ("altitude", "hours", "day", "message"),
    [
        (-1.0, 18.0, "2026-06-21", "altitude_km is out of range"),
        (650.0, 25.0, "2026-06-21", "local_time_h is out of range"),
        (650.0, 18.0, "1949-12-31", "date is out of range: got '1949-12-31'; allowed: 1950-01-01"),
        (650.0, 18.0, "2101-01-01", "date is out of range"),
        (650.0, 18.0, "2026-02-29", "not a date"),
        (650.0, 18.0, "midsummer", "not a date: got 'midsummer'; allowed: YYYY-MM-DD"),
    ],
)
def test_bad_input_names_the_field(altitude, hours, day, message):
    with pytest.raises(InputError, match=message):
        sun_synchronous_beta(altitude, hours, day)
