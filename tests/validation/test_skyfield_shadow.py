"""Entry into and exit from the Earth's shadow against Skyfield, over days.

Source: Skyfield (Brandon Rhodes) with the JPL ephemeris DE421, the nutation of IAU 2000A and its
own `is_sunlit`. Offline: ephemeris from the package `skyfield-data`, time scale built in.

Like with like. Skyfield's `is_sunlit` draws a line from the satellite to the centre of the Sun and
asks whether a sphere of 6378.1366 km cuts it: a Sun without size, no penumbra, so that the shadow
is almost a cylinder. Ours has a disc, and enters the umbra some 12 s later and the penumbra 12 s
earlier. So the first test sets the radius of the Sun to zero in our code, where umbra and penumbra
fall together; the second keeps the disc and forms the apparent discs from Skyfield's Sun, seen
from the satellite, which is another way to write the condition than ours, seen from the Earth.

Both take the same orbit: our mean elements, turned into Skyfield's frame by Skyfield's matrix. The
last takes the orbit from SGP4 through Skyfield, with all that a mean circle leaves out.

Tolerances: 0.15 s for the same orbit (seen: 0.10). Skyfield takes the Sun where it is
geometrically, ours where it is seen (aberration, 0.0057 deg: 0.09 s of a revolution of 98 min); the
series of the Sun is good to 0.01 deg (0.16 s at worst); universal for terrestrial time: 0.01 s.
"""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pytest

from dawndusk.constants import AU, J2_EARTH, MU_EARTH, R_EARTH, R_SUN
from dawndusk.orbit import (
    days_from_j2000,
    node_right_ascension,
    orbit_radius,
    sun_synchronous_inclination,
)
from dawndusk.orbit.beta import sun_synchronous_beta
from dawndusk.orbit.eclipses import eclipse_passes
from dawndusk.orbit.elements import MeanElements, advance, position

api = pytest.importorskip("skyfield.api")
skyfield_data = pytest.importorskip("skyfield_data")
sgp4_api = pytest.importorskip("sgp4.api")
searchlib = pytest.importorskip("skyfield.searchlib")
positionlib = pytest.importorskip("skyfield.positionlib")

DAY = 86400.0
J3_OVER_J2 = 2.53215306e-6 / 1.08262999e-3  # size, EGM96 as in the WGS 84 set of SGP4
HOURS = 48.0
ORBITS = {  # altitude [km], inclination [rad] or None for sun-synchronous, local time [h], day
    "dusk, June 2026": (650.0, None, 18.0, (2026, 170)),
    "dawn, December 2030": (550.0, None, 6.0, (2030, 350)),
    "morning, March 2045": (800.0, None, 10.5, (2045, 80)),
    "space station, October 2015": (420.0, np.radians(51.6), 4.0, (2015, 280)),
}


@pytest.fixture(scope="module")
def sky():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its table of the Earth's rotation, not used here, is old
        folder = Path(skyfield_data.get_skyfield_data_path())
    kernel = api.load_file(str(folder / "de421.bsp"))
    yield kernel, api.load.timescale(builtin=True)
    kernel.close()


def orbit_of(case):
    altitude, inclination, hour, when = ORBITS[case]
    start = float(days_from_j2000(*when))
    i = float(sun_synchronous_inclination(altitude)) if inclination is None else inclination
    return altitude, i, float(node_right_ascension(hour, start)), 0.7, start


def positions(orbit, t):
    """Our orbit in Skyfield's inertial frame, by Skyfield's precession and nutation."""
    altitude, i, node, phase, start = orbit
    figures = (orbit_radius(altitude), 0.0, 0.0, i, node, phase)
    seconds = (np.atleast_1d(t.ut1) - 2451545.0 - start) * DAY
    mean = MeanElements(*(np.full(len(seconds), float(x)) for x in figures))
    of_date = position(advance(mean, seconds)).T
    matrix = t.M if t.M.ndim == 3 else t.M[:, :, None]
    return np.einsum("jin,jn->in", matrix, of_date)


def switches(ts, start, hours, state, step_s=300.0):
    """Times [s] at which a state of a time changes, found by Skyfield's own search."""
    state.step_days = step_s / DAY  # what find_discrete looks at
    first, last = ts.ut1_jd(2451545.0 + start), ts.ut1_jd(2451545.0 + start + hours / 24.0)
    times, after = searchlib.find_discrete(first, last, state, epsilon=1e-3 / DAY)
    seconds = (times.ut1 - 2451545.0 - start) * DAY
    return seconds[after == 0], seconds[after == 1]  # into the shadow, out of it


def within(times):
    return times[(times > 0.0) & (times < HOURS * 3600.0)]


@pytest.mark.parametrize("case", ORBITS)
def test_line_of_sight_to_the_centre_of_the_sun(case, sky, monkeypatch):
    kernel, ts = sky
    orbit = orbit_of(case)

    def sunlit(t):
        place = positionlib.Geocentric(positions(orbit, t) / AU, t=t, center=399)
        return np.asarray(place.is_sunlit(kernel))

    entry, leave = switches(ts, orbit[-1], HOURS, sunlit)
    monkeypatch.setattr("dawndusk.orbit.shadow.R_SUN", 0.0)
    found = eclipse_passes(*orbit, orbit[-1], HOURS)
    assert len(entry) > 25
    np.testing.assert_allclose(within(found.umbra_entry_s), entry, atol=0.15)
    np.testing.assert_allclose(within(found.umbra_exit_s), leave, atol=0.15)
    np.testing.assert_allclose(found.umbra_exit_s, found.penumbra_exit_s, atol=1e-6)


@pytest.mark.parametrize("case", ORBITS)
def test_discs_of_umbra_and_penumbra(case, sky):
    kernel, ts = sky
    orbit = orbit_of(case)
    found = eclipse_passes(*orbit, orbit[-1], HOURS)

    def visible(sign):
        def state(t):
            r = positions(orbit, t)
            sun = np.reshape((kernel["sun"] - kernel["earth"]).at(t).xyz.m, (3, -1)) - r
            far, near = np.linalg.norm(sun, axis=0), np.linalg.norm(r, axis=0)
            apart = np.arccos(np.sum(-r * sun, axis=0) / (far * near))
            return apart > np.arcsin(R_EARTH / near) + sign * np.arcsin(R_SUN / far)

        return state

    entry, leave = switches(ts, orbit[-1], HOURS, visible(-1.0))
    np.testing.assert_allclose(within(found.umbra_entry_s), entry, atol=0.15)
    np.testing.assert_allclose(within(found.umbra_exit_s), leave, atol=0.15)
    entry, leave = switches(ts, orbit[-1], HOURS, visible(1.0))
    np.testing.assert_allclose(within(found.penumbra_entry_s), entry, atol=0.15)
    np.testing.assert_allclose(within(found.penumbra_exit_s), leave, atol=0.15)


@pytest.mark.parametrize(("hour", "year"), [(18.0, 2026), (6.0, 2040), (10.5, 2018)])
def test_beta_through_a_year(hour, year, sky):
    """The apparent Sun of Skyfield on the orbit's axis, equator and equinox of date: 0.01 deg."""
    kernel, ts = sky
    for month in range(1, 13):
        date = f"{year}-{month:02d}-15"
        t = ts.ut1(year, month, 15)
        ra, dec, _ = kernel["earth"].at(t).observe(kernel["sun"]).apparent().radec("date")
        i = float(sun_synchronous_inclination(700.0))
        days = t.ut1 - 2451545.0
        node = float(node_right_ascension(hour, days))
        axis = np.array([np.sin(i) * np.sin(node), -np.sin(i) * np.cos(node), np.cos(i)])
        c = np.cos(dec.radians)
        sun = np.array([c * np.cos(ra.radians), c * np.sin(ra.radians), np.sin(dec.radians)])
        expected = np.degrees(np.arcsin(axis @ sun))
        assert sun_synchronous_beta(700.0, hour, date) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(("share_of_j3", "tolerance_s"), [(1.0, 4.5), (0.0, 8.0)])
@pytest.mark.parametrize("case", ORBITS)
def test_sgp4_orbit_from_end_to_end(case, share_of_j3, tolerance_s, sky, monkeypatch):
    """Skyfield's own satellite, SGP4 and all, from the same mean elements: nothing of ours in it.

    What a mean circle leaves out moves the edges: a kilometre of height by 0.8 s at each end of
    the deepest dawn-dusk passes, where the orbit cuts the shadow at a slant. J2 lifts an orbit
    of the same mean elements by 4.4 km on average and 2 km either way in a revolution; J3, unless
    an eccentricity of 0.001 with the perigee in the south undoes it, by 7 km over the south pole.
    """
    kernel, ts = sky
    altitude, i, node, phase, start = orbit_of(case)
    a = 1.0 + 1e3 * altitude / R_EARTH
    motion = np.sqrt(MU_EARTH / orbit_radius(altitude) ** 3) * 60.0  # rad/min
    kozai = motion * (1.0 + 0.75 * J2_EARTH * (3.0 * np.cos(i) ** 2 - 1.0) / a**2)
    eccentricity = 1e-7 + share_of_j3 * 0.5 * J3_OVER_J2 * np.sin(i) / a
    south = 1.5 * np.pi
    days_1949 = start + 2451545.0 - 2433281.5
    satrec = sgp4_api.Satrec()
    satrec.sgp4init(
        sgp4_api.WGS84,
        "i",
        1,
        days_1949,
        0.0,
        0.0,
        0.0,
        eccentricity,
        south,
        i,
        phase - south,
        kozai,
        node,
    )
    satellite = api.EarthSatellite.from_satrec(satrec, ts)
    entry, leave = switches(
        ts, start, HOURS, lambda t: np.asarray(satellite.at(t).is_sunlit(kernel))
    )
    monkeypatch.setattr("dawndusk.orbit.shadow.R_SUN", 0.0)
    found = eclipse_passes(altitude, i, node, phase, start, start, HOURS)
    np.testing.assert_allclose(within(found.umbra_entry_s), entry, atol=tolerance_s)
    np.testing.assert_allclose(within(found.umbra_exit_s), leave, atol=tolerance_s)


def test_a_quarter_of_a_degree_would_be_seen(monkeypatch):
    orbit = orbit_of("dusk, June 2026")
    monkeypatch.setattr("dawndusk.orbit.shadow.R_SUN", 0.0)
    right = eclipse_passes(*orbit, orbit[-1], HOURS)
    turned = eclipse_passes(*orbit[:2], orbit[2] + np.radians(0.25), *orbit[3:], orbit[-1], HOURS)
    assert np.abs(turned.umbra_entry_s - right.umbra_entry_s).min() > 1.0
