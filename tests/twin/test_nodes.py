"""Constellations in time: three tiers agree with each other and with a plain run, on any cores."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from dawndusk.orbit.groups import Loose
from dawndusk.orbit.lit_share import lit_share
from dawndusk.orbit.sample import sample_positions
from dawndusk.orbit.shadow import shadow_edges
from dawndusk.orbit.shells import sun_synchronous
from dawndusk.orbit.sun_track import sun_track
from dawndusk.satellite.node_state import start_state, stored_energy
from dawndusk.satellite.transient import implicit, step
from dawndusk.twin import node_groups, nodes
from dawndusk.twin.constellation import Group, Part
from dawndusk.twin.nodes import fly_nodes

sys.path.insert(0, str(Path(__file__).parents[1] / "satellite"))
from node_sample import NODE

DAY = 9302.5  # 2025 June 21
SHELL = sun_synchronous("ring", 650.0, 18.0, 3, 150, span_h=2.0, epoch_days=DAY - 0.3)
SCALE = np.array([300.0, 300.0, 300.0, 300.0, NODE.battery_j, 1e5, 1e5, 1.0])
COLUMN = {"power_w": 1, "asleep": 8, "radiator_k": 12, "charge_j": 14}


def part_of(*groups, shell=SHELL):
    tiers = ["structured" if not isinstance(g, Loose) else "general" for g in groups]
    made = tuple(Group(g, tier, 0) for g, tier in zip(groups, tiers, strict=True))
    return Part("x", "sun_synchronous", shell, made, shell.planes)


def loose_of(shell):
    plane = np.repeat(np.arange(shell.planes), shell.per_plane)
    return Loose(shell.name, shell.mean_elements(), plane, shell.planes, shell.epoch_days)


def fly(part, model=NODE, step_s=60.0, steps=100, **given):
    return fly_nodes((part,), (model,), DAY, step_s, steps, **given)


@pytest.fixture(scope="module")
def flown():
    return fly(part_of(SHELL), watched=np.array([0, 140, 149, 150, 299, 301, 449]))


def plain_run(places, spin, steps, h=60.0, demand=None):
    """The same satellites by plain positions and the plain step."""
    track = sun_track(DAY, h * np.arange(-spin, steps + 1))
    loose = loose_of(SHELL)
    r = sample_positions(loose, track, np.asarray(places))
    r = r / np.linalg.norm(r, axis=-1, keepdims=True)
    cosine = np.einsum("ntk,tk->tn", r, track.sun)
    edge = shadow_edges(650.0, track.distance_m)
    umbra, penumbra = -np.cos(edge.umbra_rad)[:, None], -np.cos(edge.penumbra_rad)[:, None]
    way = (cosine - umbra) / (penumbra - umbra)
    by, state, found = implicit(NODE, h), start_state(NODE, (len(places),)), []
    for t in range(spin + steps):
        one = step(
            NODE, by, state, (cosine[t], cosine[t + 1]), (way[t], way[t + 1]),
            1.0 if demand is None else demand[t],
        )  # fmt: skip
        row = (*state[:3], one.junction_k, state.charge_j, one.power_w, one.load_w, one.compute)
        found.append(np.stack(row, axis=-1))
        state = one.state
    return np.array(found[spin:]), np.array(lit_share(way[spin:-1], way[spin + 1 :]))


def test_followed_satellites_are_a_plain_run(flown):
    """Position by position and step by step; positions differ by rounding only."""
    spin = round(flown.parts[0].spin_up_s / 60.0)
    assert spin == 98
    plain, lit = plain_run([0, 140, 149, 150, 299, 301, 449], spin, 100)
    assert 0.5 < lit.mean() < 0.95
    assert flown.watched.shape == plain.shape
    assert (np.abs(flown.watched - plain) / SCALE).max() < 2e-6  # float32, and rounding of edges


def test_sums_are_those_of_a_plain_run_of_all():
    spin, all_of_them = 98, np.arange(SHELL.satellites)
    plain, _ = plain_run(all_of_them, spin, 20)
    whole = fly(part_of(SHELL), steps=20).parts[0]
    assert whole.satellites == 450
    for name, of in (("power_w", 5), ("radiator_k", 1), ("charge_j", 4)):
        assert whole.by_step[:, COLUMN[name]] == pytest.approx(plain[:, :, of].sum(axis=1))
    low, high = whole.by_step[:, 16:21], whole.by_step[:, 21:]
    for column, of in enumerate((0, 1, 2, 4, 3)):
        assert low[:, column] == pytest.approx(plain[:, :, of].min(axis=1))
        assert high[:, column] == pytest.approx(plain[:, :, of].max(axis=1))
    cold = np.unravel_index(np.argmin(plain[:, :, 1]), plain.shape[:2])
    assert (whole.coldest.step, whole.coldest.place) == tuple(map(int, cold))
    hot = np.unravel_index(np.argmax(plain[:, :, 3]), plain.shape[:2])
    assert (whole.hottest.step, whole.hottest.place) == tuple(map(int, hot))


def test_rings_and_single_satellites_agree(flown):
    """Positions of the general tier are float32: 0.4 m."""
    one = fly(part_of(loose_of(SHELL)), watched=np.array([0, 140, 149, 150, 299, 301, 449]))
    ours, theirs = one.parts[0].by_step, flown.parts[0].by_step
    assert ours[:, :16] == pytest.approx(theirs[:, :16], rel=1e-5, abs=1e-3)
    assert ours[:, 16:] == pytest.approx(theirs[:, 16:], rel=1e-4)
    assert (np.abs(one.watched - flown.watched) / SCALE).max() < 2e-4  # at edges of the shadow


def test_small_rings_go_one_by_one_and_agree():
    small = sun_synchronous("small", 650.0, 18.0, 9, 50, span_h=2.0, epoch_days=DAY)
    assert isinstance(
        node_groups.tier_of(small, sun_track(DAY, [0.0, 60.0])), node_groups.LooseNodes
    )
    one = fly(part_of(small, shell=small), steps=40).parts[0].by_step
    ring = node_groups.SMALLEST_RING
    try:
        node_groups.SMALLEST_RING = 1
        two = fly(part_of(small, shell=small), steps=40).parts[0].by_step
    finally:
        node_groups.SMALLEST_RING = ring
    assert one[:, :16] == pytest.approx(two[:, :16], rel=1e-5, abs=1e-3)


def test_energy_closes_for_every_satellite_and_in_the_sum(flown):
    assert 0.0 < flown.parts[0].energy_residual < 1e-12
    for shadow_speed in (0.7, 1.0):
        model = NODE._replace(shadow_speed=shadow_speed, wake_s=0.0)
        assert fly(part_of(SHELL), model).parts[0].energy_residual < 1e-12


def test_a_leak_would_be_seen(flown, monkeypatch):
    """The residual is found from books and state, which do not know of each other."""
    monkeypatch.setattr(
        nodes, "stored_energy", lambda model, state: stored_energy(model, state) * (1.0 + 1e-6)
    )
    assert fly(part_of(SHELL), steps=20).parts[0].energy_residual > 1e-9


def test_not_a_digit_depends_on_threads_and_the_runs_hardly(monkeypatch):
    big = sun_synchronous("big", 650.0, 18.0, 3, 5000, span_h=2.0, epoch_days=DAY)
    part = part_of(big, loose_of(SHELL), shell=big)
    watched = np.array([5, 4999, 5000, 15_001, 15_449])
    one = fly(part, steps=30, threads=1, watched=watched)
    two = fly(part, steps=30, threads=3, watched=watched)
    np.testing.assert_array_equal(one.parts[0].by_step, two.parts[0].by_step)
    np.testing.assert_array_equal(one.watched, two.watched)
    assert one.parts[0].coldest == two.parts[0].coldest
    assert one.parts[0].upsets == two.parts[0].upsets
    monkeypatch.setattr(nodes, "RUN", 7)
    told = []
    three = fly(part, steps=30, watched=watched, progress=told.append)
    assert three.parts[0].by_step == pytest.approx(one.parts[0].by_step, rel=1e-6, abs=1e-3)
    assert three.parts[0].hottest[1:] == one.parts[0].hottest[1:]
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert not np.isnan(one.watched).any()


def test_long_looks_take_several_steps_and_say_the_same():
    """Looks of 5 minutes in steps of 60 s: means of five looks of a minute, ends of all five."""
    fine = fly(part_of(SHELL), steps=100).parts[0].by_step
    coarse = fly(part_of(SHELL), step_s=300.0, steps=20)
    assert coarse.step_s == 60.0
    made = coarse.parts[0].by_step
    assert made[:, :16] == pytest.approx(fine[:, :16].reshape(20, 5, 16).mean(axis=1))
    assert made[:, 16:21] == pytest.approx(fine[:, 16:21].reshape(20, 5, 5).min(axis=1))


def test_demand_by_the_hour():
    """Half of the work at every hour, and more by the hour: delivered as it is asked for."""
    model = NODE._replace(shadow_speed=1.0, wake_s=0.0, battery_j=1e12)
    half = fly(part_of(SHELL), model, steps=50, demand_by_hour=0.5).parts[0]
    assert half.by_step[:, 0] / 450 == pytest.approx(np.full(50, 0.5))
    by_hour = np.linspace(0.0, 0.96, 25)[:-1]
    some = fly(part_of(SHELL), model, step_s=600.0, steps=100, demand_by_hour=by_hour).parts[0]
    hours = (DAY + 0.5) % 1.0 * 24.0 + (600.0 * np.arange(100) + 300.0 - 30.0) / 3600.0
    expected = np.interp(hours % 24.0, np.arange(25), [*by_hour, by_hour[0]])
    assert some.by_step[:, 0] / 450 == pytest.approx(expected, abs=2e-3)


def test_nothing_in_orbit_is_nothing():
    low = sun_synchronous("low", 110.0, 18.0, 1, 20, epoch_days=DAY)
    gone = fly(part_of(loose_of(low), shell=low), steps=3, watched=np.array([0, 19]))
    assert gone.parts[0].satellites == 0
    assert np.isnan(gone.watched).all()
    assert gone.parts[0].energy_residual == 0.0
