"""The share of an orbit that solar protons reach, and their dose."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.constants import DIPOLE_TILT, R_EARTH
from dawndusk.errors import InputError
from dawndusk.orbit.dose import dose
from dawndusk.orbit.radiation import trapped_dose
from dawndusk.orbit.solar_protons import (
    solar_event_dose,
    solar_proton_dose,
    solar_proton_open_share,
)
from dawndusk.orbit.sun_synchronous import sun_synchronous_inclination

ALTITUDES = st.floats(300.0, 2000.0)
CUTOFFS = st.floats(30.0, 80.0)
TILTS = st.floats(0.0, np.pi)


def flown(altitude_km, cutoff_deg, tilt, draws=400_000):
    """The same share by flying: points of orbits over a turning dipole, rays to open sky."""
    rng = np.random.default_rng(7)
    u, node = rng.uniform(0.0, 2.0 * np.pi, (2, draws))
    x, y = np.cos(u), np.sin(u) * np.cos(tilt)
    east, z = x * np.cos(node) - y * np.sin(node), np.sin(u) * np.sin(tilt)
    sine = east * np.sin(DIPOLE_TILT) + z * np.cos(DIPOLE_TILT)  # of the magnetic latitude
    radius = 1.0 + 1e3 * altitude_km / R_EARTH
    shell = radius / (1.0 - sine**2)  # L of a dipole's field line
    is_open = np.arccos(np.minimum(shell**-0.5, 1.0)) > np.radians(cutoff_deg)
    down = rng.uniform(-1.0, 1.0, draws)  # cosine of an arriving ray to the nadir
    is_sky = down < np.sqrt(1.0 - radius**-2)
    return float(np.mean(is_open & is_sky))


@pytest.mark.parametrize(
    ("altitude", "cutoff", "inclination_deg"),
    [(650.0, 62.0, 98.0), (650.0, 57.0, 98.0), (1200.0, 66.0, 100.4), (420.0, 57.0, 51.6),
     (2000.0, 50.0, 30.0), (650.0, 62.0, 90.0), (800.0, 45.0, 140.0)],
)  # fmt: skip
def test_the_closed_form_is_what_flying_finds(altitude, cutoff, inclination_deg):
    tilt = np.radians(inclination_deg)
    found = float(solar_proton_open_share(altitude, cutoff, tilt))
    assert found == pytest.approx(flown(altitude, cutoff, tilt), abs=0.003)


@given(ALTITUDES, CUTOFFS, TILTS)
def test_a_share_that_falls_with_the_shelter(altitude, cutoff, tilt):
    here = float(solar_proton_open_share(altitude, cutoff, tilt))
    assert 0.0 <= here <= 1.0
    assert float(solar_proton_open_share(altitude, cutoff + 2.0, tilt)) <= here + 1e-12
    assert float(solar_proton_open_share(altitude + 100.0, cutoff, tilt)) >= here - 1e-12
    mirror = float(solar_proton_open_share(altitude, cutoff, np.pi - tilt))
    assert mirror == pytest.approx(here, abs=1e-9)


def test_far_out_and_without_shelter_all_arrive():
    assert float(solar_proton_open_share(35_786.0, 60.0, 0.0)) > 0.98
    assert float(solar_proton_open_share(650.0, 0.0, 0.5)) == pytest.approx(0.71, abs=0.005)


def test_an_equatorial_orbit_is_closed():
    assert float(solar_proton_open_share(650.0, 57.0, 0.0)) == 0.0


def test_left_out_the_inclination_is_the_sun_synchronous_one():
    altitude = np.array([400.0, 650.0, 1400.0])
    named = solar_proton_open_share(altitude, 62.0, sun_synchronous_inclination(altitude))
    np.testing.assert_array_equal(solar_proton_open_share(altitude, 62.0), named)


def test_draws_broadcast():
    cutoff = np.linspace(57.0, 66.0, 5)
    assert solar_proton_open_share(np.full((3, 1), 650.0), cutoff).shape == (3, 5)
    assert solar_proton_open_share(650.0, 62.0).shape == ()
    share = solar_proton_open_share(650.0, cutoff)
    assert solar_proton_dose(10.0, 0.1, share).shape == (5,)


def test_the_dose_is_events_times_share_times_event():
    assert float(solar_proton_dose(5.0, 0.2, 0.25)) == pytest.approx(
        0.05 * float(solar_event_dose(5.0))
    )
    assert float(solar_proton_dose(5.0, 0.0, 0.25)) == 0.0


def test_more_aluminium_less_of_the_event():
    shield = np.linspace(1.0, 20.0, 100)
    assert np.all(np.diff(solar_event_dose(shield)) < 0.0)


def test_the_calculator_adds_nothing_of_its_own():
    tilt = np.radians(70.0)
    found = dose(800.0, 4.0, 0.2, 60.0, "max", 70.0)
    assert found.rad_per_year == float(trapped_dose(800.0, 4.0, 1.0, tilt))
    share = solar_proton_open_share(800.0, 60.0, tilt)
    assert found.solar_proton_rad_per_year == float(solar_proton_dose(4.0, 2.0 * 0.2, share))
    assert dose(800.0, 4.0, 0.2, 60.0, "min", 70.0).solar_proton_rad_per_year == 0.0


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: solar_event_dose(0.5), "shield_mm"),
        (lambda: solar_event_dose(float("nan")), "shield_mm"),
        (lambda: solar_proton_open_share(50.0, 62.0), "altitude_km"),
        (lambda: solar_proton_open_share(650.0, 91.0), "cutoff_latitude_deg"),
        (lambda: solar_proton_open_share(650.0, 62.0, 4.0), "inclination_rad"),
        (lambda: solar_proton_open_share(7000.0, 62.0), "no orbit is sun-synchronous"),
        (lambda: solar_proton_dose(10.0, -0.1, 0.2), "events_per_year"),
        (lambda: solar_proton_dose(10.0, float("inf"), 0.2), "events_per_year"),
        (lambda: solar_proton_dose(10.0, 0.1, 1.1), "open_share"),
        (lambda: dose(650.0, 10.0, 0.1, 62.0, "min", 200.0), "inclination_deg"),
    ],
)
def test_what_cannot_be_is_refused(call, named):
    with pytest.raises(InputError, match=f"^{named}"):
        call()
