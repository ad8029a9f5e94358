"""What the flattening of the Earth does to the shadow, which the package leaves out.

Source: the WGS 84 ellipsoid (NIMA TR8350.2, 2000) and plain geometry: rays from the satellite to
points of the Sun's limb, and whether they meet the ellipsoid. In coordinates stretched along the
axis the ellipsoid is a sphere and a ray stays a ray. All rays stopped: umbra; some: penumbra. No
air. The same rays and a round Earth give the package's own answer, to 0.03 min.

Measured, longest umbra of a dawn-dusk orbit (18 and 6 h, 2025), round and flattened, in min:

    550 km   21.31  21.02        1,000 km  12.42  11.81        1,300 km   4.14  1.22
    650 km   19.34  19.00        1,200 km   7.65   6.56        1,310 km   3.63  none

Longest shadow with the penumbra: 20.2 to 19.9 at 650 km, 7.2 to 6.1 at 1,300; none from 1,400 km
(round: 1,450). Umbra seasons at 18 h: 89 to 86 days at 650 km, 33 to 28 at 1,200, 18 to 5 at
1,300: at their ends the round Earth has passes of up to 5 min that the flattened one has not. Mean
of the year: 0.0019 more sunlight at 650 km, 0.0013 at 1,300. Away from dawn-dusk a passage is up to
0.3 min shorter. The shadow of the package is thus always the longer one: against the orbit.
"""

from functools import cache

import numpy as np
import pytest

from dawndusk.constants import FLATTENING_EARTH, R_EARTH, R_SUN
from dawndusk.orbit import (
    days_from_j2000,
    nodal_period,
    node_right_ascension,
    orbit_radius,
    sun_position,
    sun_synchronous_inclination,
    sunlight,
)
from dawndusk.orbit.eclipses import worst_day
from dawndusk.orbit.seasons import eclipse_season

RAYS = np.linspace(0.0, 2.0 * np.pi, 48, endpoint=False)
PLACES = np.linspace(0.0, 2.0 * np.pi, 2881)
ROUND, FLAT = 1.0, 1.0 - FLATTENING_EARTH


def depths(r, sun, squash):
    """How deep the highest and the lowest ray to the Sun's limb pass below the ground [m]."""
    away = sun - r
    far = np.linalg.norm(away, axis=-1, keepdims=True)
    axis = away / far
    one = np.cross(axis, [0.3, 0.5, 0.81])
    one /= np.linalg.norm(one, axis=-1, keepdims=True)
    other = np.cross(axis, one)
    limb = np.cos(RAYS)[:, None] * one[:, None] + np.sin(RAYS)[:, None] * other[:, None]
    size = np.arcsin(R_SUN / far)[..., None]
    ray = np.cos(size) * axis[:, None] + np.sin(size) * limb
    stretch = np.array([1.0, 1.0, 1.0 / squash])
    start, ray = r * stretch, ray * stretch
    ray /= np.linalg.norm(ray, axis=-1, keepdims=True)
    along = np.einsum("nk,njk->nj", start, ray)
    miss = np.sqrt(np.sum(start**2, axis=-1)[:, None] - along**2)
    depth = np.where(along < 0.0, R_EARTH - miss, -R_EARTH)
    return depth.min(axis=-1), depth.max(axis=-1)


@cache
def passage(altitude_km, hour, days, squash):
    """Minutes of a revolution in the umbra, and in any shadow."""
    i = float(sun_synchronous_inclination(altitude_km))
    node = float(node_right_ascension(hour, days))
    at = sun_position(days)
    ra, dec = float(at.right_ascension_rad), float(at.declination_rad)
    sun = np.array([np.cos(dec) * np.cos(ra), np.cos(dec) * np.sin(ra), np.sin(dec)])
    ahead = np.array([-np.cos(i) * np.sin(node), np.cos(i) * np.cos(node), np.sin(i)])
    unit = np.cos(PLACES)[:, None] * [np.cos(node), np.sin(node), 0.0]
    unit = unit + np.sin(PLACES)[:, None] * ahead
    r = float(orbit_radius(altitude_km)) * unit
    minutes = float(nodal_period(altitude_km, i)) / 60.0
    found = []
    for depth in depths(r, float(at.distance_m) * sun, squash):
        a, b = depth[:-1], depth[1:]
        high, low = np.maximum(a, b), np.minimum(a, b)
        inside = np.clip(high / np.where(high > low, high - low, 1.0), 0.0, 1.0)
        found.append(minutes * np.mean(np.where(low > 0.0, 1.0, inside)))
    return tuple(found)


def longest(altitude_km, squash):
    """Of the darkest day of dusk and of dawn [min]: umbra, and any shadow."""
    days = [(hour, float(worst_day(altitude_km, hour, 2025)) + 0.5) for hour in (18.0, 6.0)]
    found = [passage(altitude_km, hour, day, squash) for hour, day in days]
    return np.max(found, axis=0)


@pytest.mark.parametrize("altitude", [400.0, 650.0, 1000.0, 1200.0, 1300.0])
def test_round_the_rays_give_the_shadow_of_the_package(altitude):
    umbra, shadow = longest(altitude, ROUND)
    own = [sunlight(altitude, hour, 2025) for hour in (18.0, 6.0)]
    assert umbra == pytest.approx(max(float(x.longest_umbra_min) for x in own), abs=0.03)
    assert shadow == pytest.approx(max(float(x.longest_shadow_min) for x in own), abs=0.05)


@pytest.mark.parametrize(
    ("altitude", "shorter", "flattened"),
    [
        (550.0, 0.29, 21.02),
        (650.0, 0.34, 19.00),
        (1000.0, 0.61, 11.81),
        (1200.0, 1.09, 6.56),
        (1300.0, 2.92, 1.22),
        (1310.0, 3.63, 0.0),
        (1340.0, 1.3, 0.0),
    ],
)
def test_flattened_the_longest_umbra_is_shorter_by_this_much(altitude, shorter, flattened):
    flat = longest(altitude, FLAT)[0]
    assert flat == pytest.approx(flattened, abs=0.05)
    assert longest(altitude, ROUND)[0] - flat == pytest.approx(shorter, abs=0.06)


def test_heights_at_which_umbra_and_penumbra_end():
    assert longest(1300.0, FLAT)[0] > 0.0
    assert longest(1310.0, FLAT)[0] == 0.0
    assert longest(1340.0, ROUND)[0] > 0.0
    assert longest(1350.0, ROUND)[0] == 0.0
    assert longest(1390.0, FLAT)[1] > 0.0
    assert longest(1400.0, FLAT)[1] == 0.0
    assert longest(1440.0, ROUND)[1] > 0.0


@pytest.mark.parametrize(
    ("altitude", "fewer_days", "vanishing_min", "sunnier"),
    [(650.0, 2.9, 4.6, 0.0019), (1200.0, 5.2, 4.0, 0.0013), (1300.0, 12.8, 3.9, 0.0013)],
)
def test_the_season_is_shorter_and_the_year_sunnier(altitude, fewer_days, vanishing_min, sunnier):
    (season,) = eclipse_season(altitude, 18.0, 2025, "penumbra")
    start = float(days_from_j2000(2025)) - 1.0
    step = 0.5
    days = start + np.arange(season.first_day, season.last_day, step)
    both = np.array([[passage(altitude, 18.0, d, s) for d in days] for s in (ROUND, FLAT)])
    umbra, light_lost = both[..., 0], both.mean(axis=-1)
    assert np.all(both[1] <= both[0] + 1e-9)  # never longer: against the orbit
    lost_days = step * np.sum(umbra > 0.0, axis=1)
    assert lost_days[0] - lost_days[1] == pytest.approx(fewer_days, abs=1.0)
    vanished = umbra[0][umbra[1] == 0.0].max()
    assert vanished == pytest.approx(vanishing_min, abs=0.6)
    assert vanished < 5.0
    minutes = float(nodal_period(altitude, sun_synchronous_inclination(altitude))) / 60.0
    gain = (light_lost[0] - light_lost[1]).sum() * step / 365.0 / minutes
    assert gain == pytest.approx(sunnier, abs=2e-4)


@pytest.mark.parametrize("hour", [12.0, 10.5, 16.0])
@pytest.mark.parametrize("altitude", [550.0, 1200.0])
def test_away_from_dawn_and_dusk_a_third_of_a_minute(hour, altitude):
    start = float(days_from_j2000(2025))
    days = start + np.arange(0.5, 365.0, 30.0)
    pairs = [[passage(altitude, hour, d, s)[0] for s in (ROUND, FLAT)] for d in days]
    shorter = np.subtract(*np.transpose(pairs))
    assert np.all(shorter >= 0.0)
    assert shorter.max() < 0.35
