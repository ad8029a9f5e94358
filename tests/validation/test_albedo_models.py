"""Two measured ways in which the Earth's albedo is no constant, on a dawn-dusk orbit.

Source: the zonal albedo of ECSS-E-ST-10-04C, annex F (after Knocke, Ries & Tapley, AIAA 88-4292,
1988): a = 0.34 + 0.10 cos(w (t - t0)) P1(sin latitude) + 0.29 P2(sin latitude), t0 = 22 December
1981, w a turn a year. It knows nothing of the height of the Sun but through the latitude; the
table knows nothing of latitude but the height of the Sun. Both are fits to satellite data.

Here: the flux on three faces on eight days of a year at 650 km, 18 h, integrated over the Earth's
disc with the zonal albedo. Tolerance 20 %, which is what either model is worth, or 0.5 W/m2 where
next to nothing is left. At the June solstice the lit half is the polar summer of ice and cloud, and
the zonal model gives 14 to 19 % more on the edge-on and the dark face. A Lambert Earth of 0.30 is
10 to 43 % too dark on these days.
"""

import numpy as np
import pytest

from dawndusk.constants import R_EARTH, SOLAR_CONSTANT
from dawndusk.orbit.reflected import reflected_view_factor
from dawndusk.orbit.sun import days_from_j2000, sun_position
from dawndusk.orbit.sun_synchronous import node_right_ascension, sun_synchronous_inclination

ALTITUDE_KM = 650.0
DAYS = [1.0, 45.0, 80.0, 125.0, 172.0, 220.0, 310.0, 355.0]
EPOCH_DAYS = -6584.5  # 22 December 1981 from J2000.0


def zonal_albedo(sin_latitude, days):
    season = np.cos(2.0 * np.pi / 365.25 * (days - EPOCH_DAYS))
    second = 0.5 * (3.0 * sin_latitude**2 - 1.0)
    return 0.34 + 0.10 * season * sin_latitude + 0.29 * second


def orbit_on(day):
    """Sun, and radial directions of an orbit, in inertial axes."""
    days = float(days_from_j2000(2026, day))
    sun = sun_position(days)
    ra, dec = float(sun.right_ascension_rad), float(sun.declination_rad)
    to_sun = np.array([np.cos(dec) * np.cos(ra), np.cos(dec) * np.sin(ra), np.sin(dec)])
    i = float(sun_synchronous_inclination(ALTITUDE_KM))
    node = float(node_right_ascension(18.0, days))
    first = np.array([np.cos(node), np.sin(node), 0.0])
    ninety = np.array([-np.cos(i) * np.sin(node), np.cos(i) * np.cos(node), np.sin(i)])
    u = np.arange(36)[:, None] * (2.0 * np.pi / 36)
    return days, to_sun, np.cos(u) * first + np.sin(u) * ninety, np.cross(first, ninety)


def zonal_flux(day, face, rings=40):
    """Mean of an orbit [W/m2], with evenly cut patches."""
    days, sun, zeniths, _ = orbit_on(day)
    H = 1.0 + 1e3 * ALTITUDE_KM / R_EARTH
    horizon = np.arccos(1.0 / H)
    angle = (np.arange(rings) + 0.5) / rings * horizon
    turn = (np.arange(2 * rings) + 0.5) / rings * np.pi
    A, T = (x.ravel() for x in np.meshgrid(angle, turn, indexing="ij"))
    area = np.sin(A) * (horizon / rings) * (np.pi / rings)
    total = 0.0
    for zenith in zeniths:
        east = np.cross(zenith, sun)
        east /= np.linalg.norm(east)
        north = np.cross(zenith, east)
        ground = (
            np.outer(np.sin(A) * np.cos(T), east)
            + np.outer(np.sin(A) * np.sin(T), north)
            + np.outer(np.cos(A), zenith)
        )
        line = ground - H * zenith
        distance = np.linalg.norm(line, axis=1)
        normal = {"edge_on": east, "sun": sun, "anti_sun": -sun}[face]
        leaves = -np.sum(ground * line, axis=1) / distance
        meets = np.maximum(line @ normal, 0.0) / distance
        light = np.maximum(ground @ sun, 0.0) * zonal_albedo(ground[:, 2], days)
        total += np.sum(leaves * meets * light * area / (np.pi * distance**2))
    return SOLAR_CONSTANT * total / len(zeniths)


@pytest.mark.parametrize("face", ["edge_on", "sun", "anti_sun"])
def test_low_suns_and_latitudes_tell_the_same(face):
    zonal, rising, lambert = [], [], []
    for day in DAYS:
        _, sun, _, normal = orbit_on(day)
        beta = np.arcsin(normal @ sun)
        zonal.append(zonal_flux(day, face))
        for surface, found in (("rising", rising), ("lambert", lambert)):
            view = reflected_view_factor(ALTITUDE_KM, beta, face, surface)
            found.append(SOLAR_CONSTANT * 0.30 * float(view.mean))
    for found, expected in zip(rising, zonal, strict=True):
        assert found == pytest.approx(expected, rel=0.20, abs=0.5)
    # over the year the Lambert Earth is much too dark
    assert np.mean(rising) == pytest.approx(np.mean(zonal), rel=0.10)
    assert np.mean(lambert) < 0.85 * np.mean(zonal)
