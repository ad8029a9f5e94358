"""How satellites are linked: symmetric, nobody twice, and only to those it should."""

import numpy as np
import pytest

from dawndusk.network.topology import (
    across_partners,
    along_partners,
    express_partners,
    is_closed,
    lattice_partners,
    nearest_partners,
    rung_partners,
    rung_places,
)
from dawndusk.orbit.formation import cluster_lattice
from dawndusk.orbit.positions import positions
from dawndusk.orbit.shells import sun_synchronous, walker_delta, walker_star


def assert_symmetric(partner):
    for i, row in enumerate(partner):
        for j in row[row >= 0]:
            assert i in partner[j]
            assert i != j


@pytest.mark.parametrize(
    "shell",
    [
        walker_delta("x", 550.0, 53.0, 7, 11, 3),
        walker_delta("x", 550.0, 53.0, 8, 10, staggered=True),
        walker_delta("x", 550.0, 53.0, 2, 10),
        walker_star("x", 780.0, 86.4, 6, 11, 3),
        sun_synchronous("x", 650.0, 18.0, 5, 40, 2, span_h=1.0),
    ],
)
def test_grids_are_symmetric_and_link_the_nearest_in_phase(shell):
    partner = across_partners(shell)
    assert_symmetric(partner)
    assert_symmetric(along_partners(shell.planes, shell.per_plane))
    s = shell.per_plane
    phase = shell.phase_rad[:, None] + 2.0 * np.pi * np.arange(s) / s
    i = np.flatnonzero(partner[:, 0] >= 0)
    apart = phase.ravel()[partner[i, 0]] - phase.ravel()[i]
    apart -= 2.0 * np.pi * np.round(apart / (2.0 * np.pi))
    assert np.abs(apart).max() <= np.pi / s + 1e-9


def test_a_star_has_a_seam_and_a_delta_has_none():
    star, delta = walker_star("x", 780.0, 86.4, 6, 11, 3), walker_delta("x", 550.0, 53.0, 6, 11)
    assert not is_closed(star)
    assert is_closed(delta)
    assert (across_partners(star)[:11, 1] == -1).all()
    assert (across_partners(delta) >= 0).all()


def test_the_last_plane_of_a_phased_delta_meets_the_first():
    shell = walker_delta("x", 550.0, 53.0, 5, 8, 3)  # three slots of phase around the equator
    partner = across_partners(shell).reshape(5, 8, 2)
    assert partner[4, 0, 0] == 2 or partner[4, 0, 0] == 3


def test_half_a_slot_of_phase_and_staggered_planes_are_one_grid():
    """Walker's F of half the planes puts satellites where staggered planes have them."""
    staggered = walker_delta("x", 630.0, 51.9, 34, 34, staggered=True)
    phased = walker_delta("x", 630.0, 51.9, 34, 34, 17)
    links = []
    for shell in (staggered, phased):
        at = np.round(positions(shell, 0.0), 0)
        partner = across_partners(shell)
        i, k = np.nonzero(partner >= 0)
        links.append({(tuple(at[a]), tuple(at[b])) for a, b in zip(i, partner[i, k], strict=True)})
    assert links[0] == links[1]


def test_few_satellites_are_not_linked_twice():
    assert along_partners(1, 2).tolist() == [[1, -1], [0, -1]]
    assert (along_partners(3, 1) == -1).all()
    assert (express_partners(10) == -1).all()
    assert_symmetric(express_partners(100))


def test_rungs_meet_one_partner_each_and_turn_with_the_shells():
    partner = rung_partners(np.array([0, 5, -3]), 21, 4)
    has = np.flatnonzero(partner >= 0)
    assert has.size == 3 * 5
    assert np.unique(partner[has]).size == has.size
    np.testing.assert_array_equal(partner[has] // 21, has // 21)
    assert np.isin(partner[has] % 21, rung_places(21, 4)).all()


def test_rungs_stand_evenly_around_a_plane_that_they_do_not_divide():
    for per_plane in (20, 22, 47, 50, 1000):
        place = rung_places(per_plane, 8)
        gaps = np.diff(np.append(place, place[0] + per_plane))
        assert gaps.max() - gaps.min() <= 1


def test_two_at_one_place_are_linked_to_others_and_not_to_each_other():
    r = np.array([[7.0e6, 0.0, 0.0], [7.0e6, 0.0, 0.0], [7.0e6, 1e5, 0.0]])
    partner = nearest_partners(r, r, np.ones(3, bool), 2, 5e6, 8e4)  # warnings are errors
    assert_symmetric(partner)
    assert set(partner[2].tolist()) == {0, 1}
    assert not np.isin(partner[:2], [0, 1]).any()


def test_members_of_a_cluster_are_linked_to_those_beside_them():
    places, partner = cluster_lattice(100.0, 1000.0), lattice_partners(100.0, 1000.0)
    assert_symmetric(partner)
    i, k = np.nonzero(partner >= 0)
    apart = np.linalg.norm(places[i] - places[partner[i, k]], axis=1)
    np.testing.assert_allclose(apart, 100.0)


def test_the_nearest_are_linked_symmetrically_within_reach_and_in_sight():
    shell = walker_delta("x", 550.0, 53.0, 12, 20, 5)
    now, later = positions(shell, 0.0), positions(shell, 300.0 / 86400.0)
    working = np.ones(240, dtype=bool)
    working[::7] = False
    partner = nearest_partners(now, later, working, 3, 3e6, 8e4)
    assert_symmetric(partner)
    assert (partner[~working] == -1).all()
    i, k = np.nonzero(partner >= 0)
    for at in (now, later):
        assert np.linalg.norm(at[i] - at[partner[i, k]], axis=1).max() <= 3e6
    assert (np.count_nonzero(partner >= 0, axis=1) <= 3).all()
    assert np.count_nonzero(partner >= 0) > 240
