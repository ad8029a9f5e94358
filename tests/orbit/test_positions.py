"""Positions with J2's wobble: against SGP4, and one way of computing them against the other."""

import math

import numpy as np
import pytest
from sgp4.api import WGS72, Satrec

from dawndusk.orbit.earth_rotation import sidereal_angle
from dawndusk.orbit.elements import advance
from dawndusk.orbit.positions import earth_fixed, positions
from dawndusk.orbit.shells import Loose, sun_synchronous, walker_delta
from dawndusk.orbit.short_period import osculating_from_mean
from dawndusk.orbit.states import state_from_osculating

DAYS_OF_SGP4 = 18263.0  # its epoch counts from 1949 December 31, 0 h; this is 2000 January 1, 12 h


def sgp4_ring(revolutions, inclination_deg):
    record = Satrec()
    mean_motion = revolutions * 2.0 * math.pi / 1440.0
    record.sgp4init(
        WGS72, "i", 1, DAYS_OF_SGP4 - 0.5, 0.0, 0.0, 0.0, 1e-7, 0.0,
        math.radians(inclination_deg), 0.0, mean_motion, 0.0,
    )  # fmt: skip
    return record


@pytest.mark.parametrize(
    ("revolutions", "inclination"), [(14.80, 51.9), (15.06, 53.0), (14.7, 97.9)]
)
def test_a_ring_is_where_sgp4_has_it(revolutions, inclination):
    record = sgp4_ring(revolutions, inclination)
    altitude_km = record.a * 6378.135 - 6378.137
    ring = walker_delta("x", altitude_km, inclination, 1, 1, 0, -0.5)
    for minutes in (0.0, 10.0, 25.0, 47.0, 90.0, 180.0):
        error, r, _ = record.sgp4_tsince(minutes)
        assert error == 0
        ours = positions(ring, -0.5 + minutes / 1440.0)[0] / 1e3
        # second order in J2, and the constants of WGS 72: 31 m at first, up to 60 m more an hour
        assert np.linalg.norm(ours - r) < 0.06 + 0.001 * minutes


def test_a_ring_without_j3_is_that_of_the_elements_one_by_one():
    """J3's eccentricity is e_f (0, 1): put into the mean elements, both ways must agree."""
    shell = sun_synchronous("x", 650.0, 18.0, 3, 7, 1, 100.0, span_h=2.0)
    a = float(shell.mean_elements().semi_major_axis_m[0])
    frozen = 0.5 * 2.5326656e-6 / 1.08262668e-3 * 6378137.0 / a * np.sin(shell.inclination_rad)
    mean = advance(shell.mean_elements(), 40_000.0)
    mean = mean._replace(ey=np.full(21, frozen))
    expected = state_from_osculating(osculating_from_mean(mean))[0]
    found = positions(shell, 100.0 + 40_000.0 / 86400.0)
    assert np.abs(found - expected).max() < 60.0  # e_f squared and e_f J2: 8 m and 10 m on each


def test_loose_satellites_go_by_their_own_elements():
    shell = walker_delta("x", 600.0, 60.0, 2, 5, 1)
    loose = Loose("x", shell.mean_elements(), np.repeat([0, 1], 5), 2, shell.epoch_days)
    apart = np.linalg.norm(positions(loose, 0.3) - positions(shell, 0.3), axis=1)
    assert apart.max() < 2.2 * 0.0012 * 7e6  # without J3: twice the eccentricity, along the track
    assert positions(Loose("none", type(loose.elements)(*(f[:0] for f in loose.elements)),
                           loose.plane[:0], 1, 0.0), 0.0).shape == (0, 3)  # fmt: skip


def test_the_earth_turns_eastward_below():
    still = np.array([[7.0e6, 0.0, 1.0e6]])
    early, late = earth_fixed(still, 10.0), earth_fixed(still, 10.0 + 1.0 / 24.0)
    west = np.arctan2(late[0, 1], late[0, 0]) - np.arctan2(early[0, 1], early[0, 0])
    turned = float(sidereal_angle(10.0 + 1.0 / 24.0) - sidereal_angle(10.0))
    assert np.remainder(west + turned + np.pi, 2.0 * np.pi) - np.pi == pytest.approx(0.0, abs=1e-12)
    assert late[0, 2] == 1.0e6
