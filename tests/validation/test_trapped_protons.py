"""The protons' share of the trapped dose.

Sources: the fluxes of AP8 at 650 km, sun-synchronous, solar minimum, from the runs of another
script (one day at 120 s): 67.6, 50.5 and 24.8 protons per cm2 and s above 10, 30 and 100 MeV. The
range of 45 MeV in aluminium is 9 mm. Suncatcher (arXiv:2511.19468) turns 67 MeV protons into dose
with 7.9e6 per cm2 and rad.

Tolerance: 20 % for the dose from a flux at one stopping power, as the protons behind the shield
have all energies from nothing to hundreds of MeV. A missing half of the sphere, a wrong unit or a
species taken for the other is a factor of two or more.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.orbit import dose_table, trapped_dose, trapped_proton_dose

YEAR_S = 365.25 * 86_400.0
BEAM = 7.9e6  # protons per cm2 and rad

ALTITUDES = st.floats(300.0, 2000.0)
DEPTHS = st.floats(1.0, 20.0)
ACTIVITY = st.floats(0.0, 1.0)


def share(*where):
    return trapped_proton_dose(*where) / trapped_dose(*where)


def test_both_tables_have_one_grid_and_protons_never_more():
    both, protons = dose_table(), dose_table("protons")
    for here, there in zip(both.axes, protons.axes, strict=True):
        np.testing.assert_array_equal(here, there)
    assert both.per_year.shape == protons.per_year.shape
    assert np.all(protons.per_year <= both.per_year)
    assert np.all(np.diff(protons.per_year, axis=3) <= 0.0)
    assert np.count_nonzero(protons.per_year) > 0.85 * protons.per_year.size


def test_behind_ten_millimetres_at_650_km_electrons_are_nearly_gone():
    assert np.all(share(650.0, 10.0, np.array([0.0, 1.0])) > 0.95)


def test_behind_one_to_three_millimetres_electrons_rule():
    shields = np.array([1.0, 2.0, 3.0])
    for activity in (0.0, 1.0):
        found = share(650.0, shields, activity)
        assert np.all(found < 0.4)
        assert np.all(np.diff(found) > 0.0)
    # electrons are more, protons fewer, at solar maximum
    assert np.all(share(650.0, shields, 1.0) < share(650.0, shields, 0.0))


def test_an_orbit_that_stays_below_the_horns_of_the_outer_belt_meets_fewer_electrons():
    # they come down at 55 to 70 degrees, with electrons that pass 2 mm
    low, high = share(650.0, 2.0, 0.0, np.radians([30.0, 65.0]))
    assert low > 2.0 * high


def test_dose_from_flux_and_the_beams_stopping_power():
    above_45 = 50.5 * (24.8 / 50.5) ** (15.0 / 70.0)  # per cm2 and s, exponential in energy
    assert above_45 == pytest.approx(43.4, abs=0.1)
    by_beam = above_45 * YEAR_S / BEAM
    assert float(trapped_proton_dose(650.0, 10.0, 0.0)) == pytest.approx(by_beam, rel=0.20)


@given(ALTITUDES, DEPTHS, ACTIVITY, st.none() | st.floats(0.0, np.pi))
def test_a_part_of_the_whole_that_falls_behind_more_aluminium(altitude, depth, activity, tilt):
    where = (altitude, depth, activity, tilt)
    protons = float(trapped_proton_dose(*where))
    assert 0.0 <= protons <= float(trapped_dose(*where)) * (1.0 + 1e-12)
    thicker = min(1.1 * depth, 20.0)
    assert float(trapped_proton_dose(altitude, thicker, activity, tilt)) <= protons + 1e-12


def test_nothing_is_extrapolated():
    with pytest.raises(InputError, match=r"^shield_mm is outside the dose table: got"):
        trapped_proton_dose(650.0, 0.5, 0.0)
