"""The Sun's place and distance against astropy over 25 years, and to 2100.

Source: `astropy.coordinates.get_sun` (ERFA, apparent with aberration), moved to the true equator
and equinox of date with TETE ("true equator, true equinox"), which is the frame of the package's
series. Offline: no Earth-orientation downloads are needed for TETE.

Tolerance: 0.01 deg, what the series promises (Meeus 1998, chapter 25), and 2e-4 of the distance.
"""

import warnings

import numpy as np
import pytest

from dawndusk.constants import AU
from dawndusk.orbit import days_from_j2000, sun_position

coordinates = pytest.importorskip("astropy.coordinates")
time = pytest.importorskip("astropy.time")


@pytest.fixture(autouse=True)
def _offline():
    from astropy.utils import iers

    # the table that the package ships grows old; TETE needs none of what it predicts
    offline = iers.conf.set_temp("auto_download", False)
    with offline, iers.conf.set_temp("auto_max_age", None), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def astropy_sun(days):
    moments = time.Time(2451545.0 + days, format="jd", scale="tt")
    sun = coordinates.get_sun(moments).transform_to(coordinates.TETE(obstime=moments))
    return sun.ra.rad, sun.dec.rad, sun.distance.m


def separation_deg(a, b):
    def direction(right_ascension, declination, *_):
        c = np.cos(declination)
        return np.stack(
            [c * np.cos(right_ascension), c * np.sin(right_ascension), np.sin(declination)]
        )

    chord = np.linalg.norm(direction(*a) - direction(*b), axis=0)
    return np.degrees(2.0 * np.arcsin(chord / 2.0))


@pytest.mark.parametrize(("first", "last"), [(2015, 2040), (1950, 1970), (2080, 2100)])
def test_direction(first, last):
    days = np.linspace(float(days_from_j2000(first)), float(days_from_j2000(last)), 900)
    assert separation_deg(sun_position(days), astropy_sun(days)).max() < 0.01


def test_distance():
    days = np.linspace(float(days_from_j2000(2015)), float(days_from_j2000(2040)), 900)
    _, _, expected = astropy_sun(days)
    assert np.abs(sun_position(days).distance_m - expected).max() / AU < 2e-4


def test_a_day_off_would_be_seen():
    days = np.linspace(9000.0, 9365.0, 50)
    assert separation_deg(sun_position(days + 1.0), astropy_sun(days)).min() > 0.9
