"""A constellation with its links: symmetric at every moment, with failures, rungs and swarms."""

import numpy as np
import pytest

from dawndusk.network.mesh import KINDS
from dawndusk.network.routes import largest_part
from dawndusk.scenario import parse
from dawndusk.twin.linked import linked_constellation

STACK = {
    "name": "s", "pattern": "sun_synchronous", "altitude_km": 600, "planes": 4,
    "satellites_per_plane": 50, "local_time_span_h": 1, "phasing": 2,
    "stack": {"count": 3, "step_km": 10}, "off_station": {"share": 0.04, "below_km": 5},
}  # fmt: skip
DELTA = {
    "pattern": "walker_delta", "altitude_km": 550, "inclination_deg": 53, "planes": 12,
    "satellites_per_plane": 16, "phasing": 5,
}  # fmt: skip
CLUSTER = {
    "pattern": "cluster", "altitude_km": 650, "planes": 2, "satellites_per_plane": 40,
    "local_time_span_h": 1, "spacing_m": 100, "radius_m": 500,
}  # fmt: skip


def linked_of(*shells, **network):
    asked = {"name": "x", "constellation": {"shells": list(shells)}}
    return linked_constellation(parse({**asked, "network": {"failed_laser_share": 0, **network}}))


def assert_symmetric(mesh):
    i, k = np.nonzero(mesh.neighbour >= 0)
    j = mesh.neighbour[i, k]
    assert (i != j).all()
    back = (mesh.neighbour[j] == i[:, None]).any(axis=1)
    assert back.all()


@pytest.mark.parametrize("lasers", [2, 4, 6])
@pytest.mark.parametrize("seconds", [0.0, 5000.0, 80_000.0])
def test_a_stack_is_linked_symmetrically_at_any_time(lasers, seconds):
    linked = linked_of(STACK, lasers=lasers)
    mesh = linked.mesh_at(seconds)
    assert_symmetric(mesh)
    assert (np.count_nonzero(mesh.neighbour >= 0, axis=1) <= lasers).all()
    kinds = mesh.links_by_kind()
    assert ("across" in kinds) == (lasers >= 4)
    assert ("shell" in kinds) == (lasers >= 4)
    off = ~linked.working
    assert off.sum() == 3 * 4 * 2
    assert (mesh.neighbour[off] == -1).all()
    assert not np.isin(mesh.neighbour, np.flatnonzero(off)).any()


def test_four_lasers_join_the_shells_and_two_do_not():
    for lasers, parts in ((2, 3 * 4), (4, 1), (6, 1)):
        linked = linked_of(STACK, lasers=lasers)
        at = linked.positions_m(0.0)
        found, _ = largest_part(linked.mesh_at(0.0), linked.lengths_m(at, 0.0), linked.working)
        assert found == parts


def test_rungs_change_partner_and_are_down_while_they_look_for_it():
    linked = linked_of(STACK, lasers=6, acquisition_s=60)
    looking = [s for s in range(0, 120_000, 60) if linked.mesh_at(s) is not linked.mesh_at(s - 60)]
    assert looking
    seconds = float(looking[0])
    mesh = linked.mesh_at(seconds)
    length = linked.lengths_m(linked.positions_m(seconds), seconds)
    rung = (mesh.neighbour >= 0) & (mesh.kind == KINDS.index("shell"))
    assert np.isinf(length[rung]).any()
    assert np.isfinite(length[(mesh.neighbour >= 0) & ~rung]).all()


def test_a_rung_is_to_the_nearest_of_its_plane():
    linked = linked_of({**STACK, "off_station": None}, lasers=6)
    at, mesh = linked.positions_m(7000.0), linked.mesh_at(7000.0)
    up = np.flatnonzero(linked.shell == 0)
    partner = mesh.neighbour[up, 4]
    apart = np.linalg.norm(at[partner] - at[up], axis=1)
    slot = 2.0 * np.pi * 6.98e6 / 50
    assert (linked.shell[partner] == 1).all()
    assert (linked.plane[partner] == linked.plane[up]).all()
    assert apart.max() < 0.55 * slot


@pytest.mark.parametrize("per_plane", [20, 22, 44])
def test_shells_of_few_satellites_a_plane_stay_joined(per_plane):
    shell = {**STACK, "satellites_per_plane": per_plane, "planes": 20, "off_station": None}
    linked = linked_of(
        {**shell, "altitude_km": 550, "stack": {"count": 2, "step_km": 20}}, lasers=4
    )
    for seconds in np.arange(0.0, 16.0 * 86_400.0, 40_000.0):
        mesh = linked.mesh_at(seconds)
        length = linked.lengths_m(linked.positions_m(seconds), seconds)
        rung = (mesh.neighbour >= 0) & (mesh.kind == KINDS.index("shell"))
        assert np.isfinite(length[rung]).mean() > 0.8


def test_a_swarm_is_whole_and_its_chiefs_make_the_grid():
    linked = linked_of(CLUSTER)
    kinds = linked.fixed.links_by_kind()
    assert_symmetric(linked.fixed)
    assert kinds["along"] == 80
    assert kinds["across"] == 40
    at = linked.positions_m(1000.0)
    length = linked.lengths_m(at, 1000.0)
    near = length[(linked.fixed.kind == KINDS.index("cluster")) & (linked.fixed.neighbour >= 0)]
    assert near.max() < 210.0  # neighbours swing between one and two spacings
    assert near.min() > 95.0
    assert largest_part(linked.fixed, length, linked.working)[0] == 1


def test_failures_take_links_from_both_ends_and_are_drawn_from_the_seed():
    whole = linked_of(DELTA)
    worn = linked_of(DELTA, failed_laser_share=0.2, failed_satellite_share=0.1)
    again = linked_of(DELTA, failed_laser_share=0.2, failed_satellite_share=0.1)
    assert_symmetric(worn.fixed)
    np.testing.assert_array_equal(worn.fixed.neighbour, again.fixed.neighbour)
    # a link has two terminals: 0.8 squared of them are left, of 384 with an error of 9
    assert worn.fixed.links == pytest.approx(0.64 * whole.fixed.links, abs=30)
    assert np.count_nonzero(~worn.working) == pytest.approx(19, abs=13)
    length = worn.lengths_m(worn.positions_m(0.0), 0.0)
    assert np.isinf(length[~worn.working]).all()


def test_the_nearest_keep_their_partners_for_a_while():
    linked = linked_of(DELTA, topology="nearest", acquisition_s=10)
    assert_symmetric(linked.mesh_at(0.0))
    assert linked.mesh_at(1.0) is linked.mesh_at(309.0)
    assert linked.mesh_at(311.0) is not linked.mesh_at(1.0)
    settled = linked.lengths_m(linked.positions_m(330.0), 330.0)
    looking = linked.lengths_m(linked.positions_m(313.0), 313.0)
    assert np.isfinite(looking).sum() < np.isfinite(settled).sum()
    there = linked.mesh_at(330.0).neighbour >= 0
    assert np.isfinite(settled[there]).mean() > 0.99


def test_usual_steps_find_the_nearest_at_all_ages_of_their_links():
    linked = linked_of(DELTA, topology="nearest")
    hold, every = linked.rules.hold_s, linked.rules.acquisition_s
    for step, looks in ((60.0, 720), (600.0, 720), (1800.0, 48), (3600.0, 168)):
        age = np.mod(step * np.arange(looks), hold)
        assert np.mean(age < every) == pytest.approx(every / hold, abs=0.03)


def test_a_satellite_alone_has_nobody():
    linked = linked_of({**DELTA, "planes": 1, "satellites_per_plane": 1, "phasing": 0})
    assert linked.fixed.links == 0
    assert linked.positions_m(0.0).shape == (1, 3)
