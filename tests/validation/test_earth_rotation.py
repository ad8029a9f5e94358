"""The turning of the Earth, and where imported satellites are over it, against three programs.

- ERFA `gmst82`, the same theory: to the digits of its constants.
- ERFA `gst06a`, the apparent angle of the theory of 2006: to 0.01 deg, which is the nutation in
  right ascension that the package leaves out.
- python-sgp4 `gstime`, the sidereal time of SGP4 itself: to rounding.
- Skyfield: the ground track of an imported satellite over a day, through its own time scales and
  its way from TEME to the rotating Earth (ITRS): to 0.01 deg, of which UT1 - UTC can be 0.004.
"""

from __future__ import annotations

import numpy as np
import pytest

from dawndusk.orbit.earth_rotation import sidereal_angle
from dawndusk.orbit.imported import J2000_JULIAN_DAY, import_elements, propagate

ONE = "1 25544U 98067A   26170.50000000  .00016717  00000-0  10270-3 0  9006"
TWO = "2 25544  51.6392 336.8102 0005156  88.7140 271.4601 15.49497216  6066"
DAYS = np.arange(5479.0, 14610.0, 97.37)  # 2015 to 2040


def apart_deg(a, b):
    return np.degrees(np.abs((np.asarray(a) - b + np.pi) % (2 * np.pi) - np.pi)).max()


def test_against_erfa():
    erfa = pytest.importorskip("erfa")
    same = erfa.gmst82(J2000_JULIAN_DAY, DAYS)
    assert apart_deg(sidereal_angle(DAYS), same) < 1e-6
    full = erfa.gst06a(J2000_JULIAN_DAY, DAYS, J2000_JULIAN_DAY, DAYS + 69.2 / 86400.0)
    assert 1e-4 < apart_deg(sidereal_angle(DAYS), full) < 0.01


def test_against_sgp4():
    propagation = pytest.importorskip("sgp4.propagation")
    theirs = np.array([propagation.gstime(J2000_JULIAN_DAY + day) for day in DAYS])
    assert apart_deg(sidereal_angle(DAYS), theirs) < 1e-5  # their date is one float, good to 40 us


@pytest.fixture
def group(tmp_path):
    from sgp4.io import fix_checksum

    path = tmp_path / "one.tle"
    path.write_text(f"STATION\n{fix_checksum(ONE)}\n{fix_checksum(TWO)}\n")
    return import_elements(path)


def test_ground_track_against_skyfield(group):
    api = pytest.importorskip("skyfield.api")
    from skyfield.framelib import itrs

    record = group.records[0]
    fraction = np.arange(0.0, 1.0, 1.0 / 288.0)
    states = propagate([record], record.jdsatepoch, fraction)
    assert not states.code.any()

    def over_the_ground(late_s):
        days = record.jdsatepoch - J2000_JULIAN_DAY + fraction + late_s / 86400.0
        c, s = np.cos(sidereal_angle(days)), np.sin(sidereal_angle(days))
        x, y, z = states.position_m[0].T
        return np.stack([x * c + y * s, y * c - x * s, z])

    scale = api.load.timescale(builtin=True)
    moments = scale.utc(2026, 6, 19, 0, 0, fraction * 86400.0)
    satellite = api.EarthSatellite.from_satrec(record, scale)
    theirs = satellite.at(moments).frame_xyz(itrs).m

    radius = np.linalg.norm(theirs, axis=0)
    assert np.abs(np.linalg.norm(over_the_ground(0.0), axis=0) - radius).max() < 0.01

    def off_deg(late_s):
        return np.degrees(np.linalg.norm(over_the_ground(late_s) - theirs, axis=0) / radius).max()

    assert off_deg(0.0) < 0.01
    assert off_deg(10.0) > 0.03  # ten seconds of turning would be seen
