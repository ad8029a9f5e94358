"""Counts of imported satellites against plain geometry, one satellite at a time."""

from __future__ import annotations

import math

import numpy as np
import pytest

from dawndusk.constants import AU, R_EARTH, R_SUN
from dawndusk.orbit import imported_tally
from dawndusk.orbit.cells import cell_index, land_cells
from dawndusk.orbit.ground_view import site_directions, surface_table
from dawndusk.orbit.groups import Loose
from dawndusk.orbit.imported import import_elements
from dawndusk.orbit.imported_tally import _warnings, count_positions, tally_imported
from dawndusk.orbit.shadow import disc_overlap
from dawndusk.orbit.short_period import mean_from_osculating
from dawndusk.orbit.sites import ground_sites
from dawndusk.orbit.states import osculating_from_state
from dawndusk.orbit.tally import sun_track, tally

STEPS = 40


def plain(r, sun, distance, theta, sites, elevation_deg):
    """Whether one satellite is in umbra, penumbra, over land, in view, and its share of the Sun."""
    to_sun = distance * sun - r
    a = math.asin(R_SUN / np.linalg.norm(to_sun))
    b = math.asin(R_EARTH / np.linalg.norm(r))
    c = math.acos(-(to_sun @ r) / np.linalg.norm(to_sun) / np.linalg.norm(r))
    turn = np.array(
        [
            [math.cos(theta), math.sin(theta), 0.0],
            [-math.sin(theta), math.cos(theta), 0.0],
            [0.0, 0.0, 1.0],
        ]
    )
    fixed = turn @ r
    seen = False
    for site in sites:
        up = fixed - R_EARTH * site
        seen |= math.degrees(math.asin(up @ site / np.linalg.norm(up))) >= elevation_deg
    land = land_cells().ravel()[cell_index(fixed)]
    return c < b - a, b - a <= c < b + a, land, seen, 1.0 - float(disc_overlap(a, b, c))


@pytest.fixture
def scene():
    """Satellites anywhere from 200 to 40,000 km, half of them near the edge of the shadow."""
    rng = np.random.default_rng(7)
    n = 60
    sun = rng.normal(size=(STEPS, 3))
    sun /= np.linalg.norm(sun, axis=1, keepdims=True)
    distance = AU * rng.uniform(0.983, 1.017, STEPS)
    unit = rng.normal(size=(n, STEPS, 3))
    unit /= np.linalg.norm(unit, axis=2, keepdims=True)
    radius = R_EARTH + 1e3 * np.exp(rng.uniform(np.log(200), np.log(40_000), (n, STEPS)))
    psi = np.arcsin(R_EARTH / radius) + rng.uniform(-0.012, 0.012, (n, STEPS))
    across = unit - np.einsum("ntk,tk->nt", unit, sun)[..., None] * sun
    across /= np.linalg.norm(across, axis=2, keepdims=True)
    edge = -np.cos(psi)[..., None] * sun + np.sin(psi)[..., None] * across
    unit[::2] = edge[::2]
    ok = rng.random((n, STEPS)) < 0.9
    r = np.where(ok[..., None], radius[..., None] * unit, 0.0)
    return r, ok, sun, distance, rng.uniform(0, 7, STEPS)


def test_every_count_against_plain_geometry(scene):
    r, ok, sun, distance, theta = scene
    sites = site_directions([78.0, -33.0, 5.0], [15.0, -70.0, 100.0])
    counts = count_positions(r, ok, sun, distance, theta, sites, 10.0)
    total = np.zeros(4)
    for t in range(STEPS):
        rows = [
            plain(r[k, t], sun[t], distance[t], theta[t], sites, 10.0)
            for k in np.flatnonzero(ok[:, t])
        ]
        expected = np.sum(rows, axis=0)
        now = [int(count[t]) for count in counts[:4]]
        assert now == expected[:4].astype(int).tolist(), t
        # the shadow's edges take the Sun's size from the Earth's centre: 3e-4 at 40,000 km
        assert counts.light[t] == pytest.approx(expected[4], abs=1e-3)
        total += now
    assert (total > 100).all()  # every kind was met


def test_nobody_and_no_station(scene):
    r, ok, sun, distance, theta = scene
    none = count_positions(r, np.zeros_like(ok), sun, distance, theta, np.zeros((0, 3)), 10.0)
    assert not any(count.any() for count in none)
    some = count_positions(r, ok, sun, distance, theta, np.zeros((0, 3)), 10.0)
    assert not some.gateway.any()
    assert some.land.any()


@pytest.fixture
def track():
    return sun_track(9667.0, np.arange(0.0, 86_400.0, 600.0))


def flown(group, track, elevation_deg=10.0):
    sites = ground_sites()
    return tally_imported(group, track, sites.latitude_deg, sites.longitude_deg, elevation_deg)


def test_a_day_of_a_small_fleet(fleet, track):
    result = flown(import_elements(fleet), track)
    tally = result.tally
    assert tally.satellites.tolist() == [3]
    assert tally.umbra.shape == tally.light.shape == (track.days.size, 1)
    for count in (tally.umbra, tally.penumbra, tally.land, tally.gateway, tally.failed):
        assert count.dtype == np.int32
        assert (count >= 0).all()
    assert (tally.umbra + tally.penumbra + tally.failed <= 3).all()
    lit = 3 - tally.umbra - tally.penumbra - tally.failed
    assert ((lit <= tally.light + 1e-9) & (tally.light <= lit + tally.penumbra + 1e-9)).all()
    assert 0.25 < tally.umbra.sum() / (3 * track.days.size) < 0.42
    assert result.status.tolist() == [0, 0, 0]
    assert result.warnings == ()
    assert result.oldest_days == pytest.approx(2.0, abs=1.5)


def test_a_satellite_that_burns_up_is_failed_from_then_on(fleet):
    group = import_elements(fleet)
    track = sun_track(group.epoch_days, np.arange(0.0, 40 * 86_400.0, 21_600.0))
    result = flown(group, track)
    failed = result.tally.failed[:, 0]
    assert failed[0] == 0
    assert failed[-1] == 1
    assert (np.diff(failed) >= 0).all()
    assert result.status.tolist()[::2] == [0, 0]
    assert result.status[1] != 0
    assert len(result.warnings) == 1
    assert "3 of 3 element sets are used more than 30 days" in result.warnings[0]


@pytest.mark.parametrize(
    ("age", "says"),
    [
        ([20.0], None),
        ([40.0], "a: 1 of 1 element set is used more than 30 days from its epoch (up to 40); SGP4"),
        ([40.0, 2.0], "1 of 2 element sets are used more than 30 days from their epoch (up to 40)"),
        ([400.0], "where along its orbit a satellite is can then not be said"),
        ([27_000.0], "(up to 27,000); these positions mean nothing: take elements of that time"),
    ],
)
def test_what_old_elements_are_worth(age, says):
    found = _warnings("a", np.array(age))
    assert found == () if says is None else says in found[0]


def test_blocks_of_steps_change_nothing(fleet, track, monkeypatch):
    group = import_elements(fleet)
    whole = flown(group, track)
    monkeypatch.setattr(imported_tally, "BLOCK", 7)
    for a, b in zip(whole.tally, flown(group, track).tally, strict=True):
        np.testing.assert_array_equal(a, b)


def test_a_higher_horizon_sees_less(fleet, track):
    group = import_elements(fleet)
    low, high = (flown(group, track, elevation).tally.gateway.sum() for elevation in (0.0, 40.0))
    assert 0 < high < low


def test_the_general_tier_counts_the_same_satellites_the_same(tmp_path):
    """SGP4 and J2 with mean elements fly one constellation of 600 for a third of a day."""
    omm = ["OBJECT_NAME,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,"]
    omm[0] += "ARG_OF_PERICENTER,MEAN_ANOMALY,BSTAR"
    for k in range(600):
        node, anomaly = 0.6 * k, (137.5 * k) % 360.0
        omm.append(f"S{k},2026-06-19T12:00:00,14.74,.0012,98.0,{node:.3f},90,{anomaly:.3f},0")
    path = tmp_path / "fleet.csv"
    path.write_text("\n".join(omm))
    group = import_elements(path)
    track = sun_track(group.epoch_days, np.arange(0.0, 28_800.0, 240.0))
    ours = flown(group, track).tally

    start = group.states(group.epoch_days)
    mean = mean_from_osculating(
        osculating_from_state(start.position_m[:, 0], start.velocity_m_s[:, 0])
    )
    loose = Loose("same", mean, np.zeros(600, dtype=np.int64), 1, group.epoch_days)
    sites = ground_sites()
    altitude = float(group.altitude_km.mean())
    surface = surface_table(altitude, sites.latitude_deg, sites.longitude_deg, 10.0)
    theirs = tally(loose, track, surface, threads=1)
    for name, most in (("umbra", 6), ("penumbra", 6), ("light", 2.0), ("land", 5), ("gateway", 10)):
        a, b = getattr(ours, name), getattr(theirs, name)
        assert np.abs(a.astype(float) - b).max() <= most, name
        assert a.mean() == pytest.approx(b.mean(), rel=0.01, abs=0.3), name
    assert ours.gateway.max() - ours.gateway.min() > 10  # and not because nothing changes
