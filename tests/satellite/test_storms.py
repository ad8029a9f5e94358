import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.orbit.radiation import trapped_proton_dose
from dawndusk.orbit.solar_protons import (
    solar_event_dose,
    solar_proton_dose,
    solar_proton_open_share,
)
from dawndusk.satellite.storms import lost_in_storm, storm, storm_share

GOOD = {"altitude_km": 650.0, "shield_mm": 10.0, "cutoff_latitude_deg": 62.0,
        "upsets_per_rad": 0.025, "chips_per_job": 8.0, "recovery_minutes": 10.0,
        "storm_days": 2.0, "storms_per_year": 0.08}  # fmt: skip
shields = st.floats(1.0, 19.0)
doses = st.floats(0.0, 1e4)
minutes = st.floats(0.0, 1e4)


def test_by_hand():
    found = storm(**GOOD)
    rad = float(solar_event_dose(10.0)) * float(solar_proton_open_share(650.0, 62.0))
    assert float(found.rad) == pytest.approx(rad)
    assert float(found.upsets_per_chip) == pytest.approx(0.025 * rad)
    assert float(found.job_stops) == pytest.approx(0.2 * rad)
    down = 0.2 * rad * 10.0  # minutes beside the storm's 2880
    assert float(found.lost_share_in_storm) == pytest.approx(down / (2880.0 + down))
    assert float(found.hours_asleep_per_year) == pytest.approx(0.08 * 48.0)
    assert float(found.hours_lost_per_year) == pytest.approx(0.08 * 48.0 * down / (2880.0 + down))


def test_a_year_of_storms_has_the_dose_that_the_mean_over_years_has():
    share = solar_proton_open_share(650.0, 62.0)
    mean = solar_proton_dose(10.0, GOOD["storms_per_year"], share)
    assert float(storm(**GOOD).rad) * GOOD["storms_per_year"] == pytest.approx(float(mean))


def test_one_storm_is_more_than_a_quiet_year_and_costs_a_small_job_hours_not_days():
    found = storm(**GOOD)
    assert float(found.rad) > float(trapped_proton_dose(650.0, 10.0, 0.0))
    assert 1.0 < float(found.lost_share_in_storm) * 48.0 < 12.0


def test_time_lost_by_throwing_dice():
    rng = np.random.default_rng(11)
    rate, recovery, length, n = 0.05, 10.0, 2880.0, 4000  # a minute, minutes
    working = np.zeros(n)
    clock = np.zeros(n)
    for _ in range(600):
        up = np.minimum(rng.exponential(1.0 / rate, n), length - clock)
        working += up
        clock = np.minimum(clock + up + recovery, length)
    lost = 1.0 - working.mean() / length
    upsets = rate * length
    found = float(lost_in_storm(upsets, 1.0, 1.0, recovery, length / 1440.0))
    assert found == pytest.approx(lost, abs=0.005)


@given(shields, st.floats(1.01, 2.0), st.floats(40.0, 75.0))
def test_thicker_shields_and_stronger_shelter_never_hurt(shield, times, cutoff):
    given = GOOD | {"shield_mm": shield, "cutoff_latitude_deg": cutoff}
    thin = storm(**given)
    thick = storm(**given | {"shield_mm": min(shield * times, 20.0)})
    closed = storm(**given | {"cutoff_latitude_deg": cutoff + 3.0})
    for better in (thick, closed):
        for name in ("rad", "upsets_per_chip", "job_stops", "lost_share_in_storm"):
            assert float(getattr(better, name)) <= float(getattr(thin, name)) * (1.0 + 1e-12)


@given(doses, st.floats(1.0, 1e5), minutes, st.floats(0.5, 5.0), st.floats(0.0, 2.0))
def test_running_on_never_costs_more_than_sleeping(rad, chips, recovery, days, storms):
    given = (rad, 0.025, chips, recovery, days, storms)
    running = float(storm_share(*given))
    sleeping = float(storm_share(*given, sleeps=1.0))
    assert 0.0 < sleeping <= running + 1e-15
    assert running <= 1.0
    assert sleeping == pytest.approx(1.0 - storms * days / 365.25)
    half = float(storm_share(*given, sleeps=0.5))
    assert half == pytest.approx(0.5 * (running + sleeping))


@given(doses, st.floats(1.0, 1e4), minutes)
def test_larger_jobs_and_slower_recovery_never_lose_less(rad, chips, recovery):
    here = float(lost_in_storm(rad, 0.025, chips, recovery, 2.0))
    assert 0.0 <= here < 1.0
    assert float(lost_in_storm(rad, 0.025, 2.0 * chips, recovery, 2.0)) >= here
    assert float(lost_in_storm(rad, 0.025, chips, recovery + 1.0, 2.0)) >= here


def test_the_year_and_the_storm_agree():
    found = storm(**GOOD)
    share = storm_share(found.rad, 0.025, 8.0, 10.0, 2.0, 0.08)
    assert (1.0 - float(share)) * 8766.0 == pytest.approx(float(found.hours_lost_per_year))


def test_the_space_station_is_sheltered():
    assert float(storm(**GOOD | {"altitude_km": 420.0, "inclination_deg": 51.6}).rad) == 0.0


def test_draws_broadcast():
    chips = np.full((4, 1), 8.0)
    found = storm(**GOOD | {"chips_per_job": chips, "shield_mm": np.array([2.0, 5.0, 10.0])})
    assert found.lost_share_in_storm.shape == (4, 3)


@pytest.mark.parametrize("name", [n for n in GOOD if n != "altitude_km"])
def test_refuses_what_cannot_be(name):
    for bad in (-1.0, float("nan")):
        with pytest.raises(InputError, match=name):
            storm(**GOOD | {name: bad})


def test_no_year_is_all_storm():
    with pytest.raises(InputError, match=r"at most 182\.625 days"):
        storm(**GOOD | {"storm_days": 10.0, "storms_per_year": 30.0})
