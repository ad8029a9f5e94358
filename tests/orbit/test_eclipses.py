"""Closed-form passes against root finding on the positions themselves, and against the year."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from dawndusk.errors import InputError
from dawndusk.orbit import (
    days_from_j2000,
    node_right_ascension,
    shadow_edges,
    sun_position,
    sun_synchronous_inclination,
    sunlight,
)
from dawndusk.orbit.eclipses import eclipse_passes, worst_day
from dawndusk.orbit.elements import MeanElements, advance, position
from dawndusk.orbit.seasons import eclipse_season

DAY = 86400.0


class Orbit:
    """One circular orbit, its angle from the axis of the shadow computed from positions."""

    def __init__(self, altitude_km, inclination_rad, node_rad, phase_rad, epoch, start):
        self.altitude_km, self.start, self.late = altitude_km, start, (start - epoch) * DAY
        figures = (6378137.0 + 1e3 * altitude_km, 0.0, 0.0, inclination_rad, node_rad, phase_rad)
        self.mean = MeanElements(*(np.array([x]) for x in figures))

    def depth(self, seconds, edge):
        """Cosine of the angle from the axis less that of the edge: positive in the shadow."""
        seconds = np.atleast_1d(np.asarray(seconds, dtype=float))
        mean = MeanElements(*(np.repeat(x, len(seconds)) for x in self.mean))
        r = position(advance(mean, self.late + seconds))
        sun = sun_position(self.start + seconds / DAY)
        cos_d = np.cos(sun.declination_rad)
        s = np.stack(
            [
                cos_d * np.cos(sun.right_ascension_rad),
                cos_d * np.sin(sun.right_ascension_rad),
                np.sin(sun.declination_rad),
            ],
            axis=-1,
        )
        psi = getattr(shadow_edges(self.altitude_km, sun.distance_m), edge)
        return -np.sum(r * s, axis=-1) / np.linalg.norm(r, axis=-1) - np.cos(psi)

    def crossings(self, edge, window_s, step=4.0):
        """Entries and exits inside the window, to a microsecond."""
        grid = np.arange(0.0, window_s + step / 2, step)
        depth = self.depth(grid, edge)
        found = {True: [], False: []}
        for k in np.flatnonzero((depth[1:] > 0.0) != (depth[:-1] > 0.0)):
            at = brentq(lambda t: self.depth(t, edge)[0], grid[k], grid[k + 1], xtol=1e-6)
            found[bool(depth[k + 1] > 0.0)].append(at)
        return np.array(found[True]), np.array(found[False])


def inside(times, window_s):
    return times[(times > 0.0) & (times < window_s)]


ORBITS = {
    "dusk, worst day": (650.0, None, 18.0, 2026, 172),
    "dawn, worst day": (650.0, None, 6.0, 2026, 355),
    "dusk, the season begins": (650.0, None, 18.0, 2026, 127.6),
    "morning": (550.0, None, 10.5, 2026, 60),
    "noon": (800.0, None, 12.0, 2026, 100),
    "only the penumbra": (1400.0, None, 18.0, 2026, 172),
    "inclined": (420.0, np.radians(51.6), 3.0, 2026, 20),
    "over the equator": (550.0, 1e-9, 0.0, 2026, 80),
    "polar": (1200.0, np.pi / 2, 9.0, 2026, 300),
    "retrograde": (3000.0, np.radians(150.0), 12.0, 2026, 10),
    "geostationary height": (35786.0, np.radians(0.1), 0.0, 2026, 79),
}


@pytest.mark.parametrize("case", ORBITS)
def test_entries_and_exits_are_the_roots(case):
    altitude, inclination, hour, year, day = ORBITS[case]
    start = float(days_from_j2000(year, day))
    epoch, hours = start - 3.3, 26.0
    i = float(sun_synchronous_inclination(altitude)) if inclination is None else inclination
    node = float(node_right_ascension(hour, epoch))
    orbit = Orbit(altitude, i, node, 1.234, epoch, start)
    found = eclipse_passes(altitude, i, node, 1.234, epoch, start, hours)
    window = hours * 3600.0
    for edge, entry, leave in (
        ("umbra_rad", found.umbra_entry_s, found.umbra_exit_s),
        ("penumbra_rad", found.penumbra_entry_s, found.penumbra_exit_s),
    ):
        passed = leave > entry
        first, last = orbit.crossings(edge, window)
        np.testing.assert_allclose(inside(entry[passed], window), first, atol=0.01)
        np.testing.assert_allclose(inside(leave[passed], window), last, atol=0.01)
    assert len(found.plane) > 0


def test_the_cases_hold_what_they_are_named_for():
    def passes(case):
        altitude, _, hour, year, day = ORBITS[case]
        start = float(days_from_j2000(year, day))
        i = float(sun_synchronous_inclination(altitude))
        return eclipse_passes(
            altitude, i, node_right_ascension(hour, start), 0.0, start, start, 26.0
        )

    grazing, penumbra = passes("only the penumbra"), passes("dusk, the season begins")
    assert np.all(grazing.umbra_exit_s == grazing.umbra_entry_s)
    umbra = penumbra.umbra_exit_s - penumbra.umbra_entry_s
    assert np.any(umbra == 0.0)
    assert np.any(umbra > 0.0)  # the season begins within this day


@settings(max_examples=60, deadline=None)
@given(
    st.floats(200.0, 36000.0),
    st.floats(0.0, np.pi),
    st.floats(0.0, 6.28),
    st.floats(0.0, 365.0),
    st.floats(0.5, 60.0),
)
def test_every_pass_is_in_order(altitude, inclination, node, day, hours):
    start = float(days_from_j2000(2030, 1.0 + day))
    phase = np.linspace(0.0, 6.0, 7)
    found = eclipse_passes(altitude, inclination, node, phase, start - 1.0, start, hours)
    assert np.all(np.isfinite(np.stack(found)))
    assert np.all(found.penumbra_entry_s <= found.umbra_entry_s + 1e-6)
    assert np.all(found.umbra_entry_s <= found.umbra_exit_s)
    assert np.all(found.umbra_exit_s <= found.penumbra_exit_s + 1e-6)
    assert np.all(found.penumbra_exit_s > 0.0)
    assert np.all(found.penumbra_entry_s < hours * 3600.0)
    assert np.all(np.diff(found.plane) >= 0)
    same = np.diff(found.plane) == 0
    assert np.all(found.penumbra_entry_s[1:][same] > found.penumbra_exit_s[:-1][same])


def test_planes_together_are_planes_alone_and_a_plane_in_the_sun_has_none():
    start = float(days_from_j2000(2026, 172))
    i = float(sun_synchronous_inclination(1000.0))
    node = node_right_ascension([18.0, 20.0, 19.0], start)
    phase = np.array([0.1, 0.2, 0.3])
    assert len(eclipse_passes(1000.0, i, node[1:2] + 3.4, 0.2, start, start, 24.0).plane) > 0
    together = eclipse_passes(1000.0, i, node, phase, start, start, 24.0)
    alone = [eclipse_passes(1000.0, i, node[k], phase[k], start, start, 24.0) for k in range(3)]
    for field in ("penumbra_entry_s", "umbra_entry_s", "umbra_exit_s", "penumbra_exit_s"):
        expected = np.concatenate([getattr(one, field) for one in alone])
        np.testing.assert_allclose(getattr(together, field), expected, atol=1e-6)
    march = float(days_from_j2000(2026, 80))
    node = node_right_ascension([18.0, 10.5], march)
    assert set(eclipse_passes(650.0, i, node, 0.0, march, march, 24.0).plane) == {1}


def test_a_year_of_passes_adds_up_to_the_closed_form_of_the_year():
    # every satellite of the plane meets the same shadow: the passes of one, over a year
    start = float(days_from_j2000(2025))
    i = float(sun_synchronous_inclination(650.0))
    node = node_right_ascension(18.0, start)
    found = eclipse_passes(650.0, i, node, 0.0, start, start, 365.0 * 24.0)
    light = sunlight(650.0, 18.0, 2025)
    umbra = found.umbra_exit_s - found.umbra_entry_s
    middle = 0.5 * (found.umbra_entry_s + found.umbra_exit_s)[umbra > 0.0] / DAY
    assert umbra.max() / 60.0 == pytest.approx(float(light.longest_umbra_min), abs=0.003)
    (season,) = eclipse_season(650.0, 18.0, 2025)
    assert middle[0] + 1.0 == pytest.approx(season.first_day, abs=0.08)
    assert middle[-1] + 1.0 == pytest.approx(season.last_day, abs=0.08)


@pytest.mark.parametrize("hours", [18.0, 6.0, 17.2, 10.5, 12.0, 0.0])
@pytest.mark.parametrize("altitude", [400.0, 605.0, 650.0, 1000.0, 1300.0])
def test_the_worst_day_has_the_longest_umbra_of_the_year_and_none_longer(altitude, hours):
    day = float(worst_day(altitude, hours, 2027))
    assert day - float(days_from_j2000(2027)) == int(day - float(days_from_j2000(2027)))
    i = float(sun_synchronous_inclination(altitude))
    node = node_right_ascension(hours, day)
    found = eclipse_passes(altitude, i, node, 0.0, day, day, 24.0)
    year = sunlight(altitude, hours, 2027)
    for entry, leaving, longest in (
        (found.umbra_entry_s, found.umbra_exit_s, float(year.longest_umbra_min)),
        (found.penumbra_entry_s, found.penumbra_exit_s, float(year.longest_shadow_min)),
    ):
        flown = (leaving - entry).max() / 60.0
        assert flown <= longest + 0.005
        assert flown == pytest.approx(longest, abs=0.02)


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"altitude_km": -1.0}, "altitude_km"),
        ({"altitude_km": 40001.0}, "altitude_km"),
        ({"altitude_km": float("nan")}, "altitude_km"),
        ({"hours": 0.0}, "hours"),
        ({"hours": float("inf")}, "hours"),
        ({"node_rad": [0.0, float("nan")]}, "an orbit is not a finite number"),
        ({"start_days": float("nan")}, "an orbit is not a finite number"),
    ],
)
def test_bad_orbits_are_refused(changed, named):
    good = {
        "altitude_km": 650.0,
        "inclination_rad": 1.7,
        "node_rad": 0.0,
        "phase_rad": 0.0,
        "epoch_days": 9000.0,
        "start_days": 9000.0,
        "hours": 24.0,
    }
    with pytest.raises(InputError, match=named):
        eclipse_passes(**{**good, **changed})


def test_bad_years_are_refused():
    with pytest.raises(InputError, match="year is out of range"):
        worst_day(650.0, 18.0, 2101)
