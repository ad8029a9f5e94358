"""Rings from the ground: closed forms against satellites placed one by one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.network.ring_view import Rings, ring_reach, ring_view
from dawndusk.orbit.ground_view import site_directions, view_half_angle

SITES = (np.array([78.2, 51.5, 0.0, -33.0, -72.0]), np.array([15.4, 0.0, 103.0, -70.0, 2.5]))


def ring(altitude_km=650.0, inclination_deg=98.0, node_deg=0.0, satellites=1e4):
    return Rings(
        np.array([altitude_km]), np.radians([inclination_deg]), np.radians([node_deg]),
        np.array([satellites]),
    )  # fmt: skip


def placed(rings, count):
    """Directions of satellites spread evenly along the first ring."""
    u = 2 * np.pi * np.arange(count) / count
    i, node = rings.inclination_rad[0], rings.node_rad[0]
    return np.stack(
        (
            np.cos(u) * np.cos(node) - np.sin(u) * np.cos(i) * np.sin(node),
            np.cos(u) * np.sin(node) + np.sin(u) * np.cos(i) * np.cos(node),
            np.sin(u) * np.sin(i),
        ),
        axis=-1,
    )


@settings(max_examples=30)
@given(
    altitude=st.floats(400.0, 2000.0), inclination=st.floats(0.0, 180.0),
    node=st.floats(0.0, 360.0), elevation=st.floats(5.0, 40.0),
)  # fmt: skip
def test_counts_are_those_of_satellites_placed_one_by_one(altitude, inclination, node, elevation):
    rings = ring(altitude, inclination, node, 7200.0)
    satellites = placed(rings, 7200)
    fixed = site_directions(*SITES)
    moments = 16
    found = ring_view(rings, *SITES, elevation, moments)
    edge = np.cos(view_half_angle(altitude, elevation))
    for at in range(moments):
        turn = 2 * np.pi * at / moments
        c, s = np.cos(turn), np.sin(turn)
        site = fixed @ np.array([[c, s, 0.0], [-s, c, 0.0], [0.0, 0.0, 1.0]])
        seen = (site @ satellites.T >= edge).sum(axis=1)
        np.testing.assert_allclose(found[:, at], seen, atol=2.0)


@pytest.mark.parametrize("moments", [1, 7, 24])
def test_reach_is_that_of_satellites_placed_one_by_one(moments):
    rings = ring()
    satellites = placed(rings, 360)
    fixed = site_directions(*SITES)
    found = ring_reach(rings, *SITES, 25.0, moments, 360)
    edge = np.cos(view_half_angle(650.0, 25.0))
    for at in range(moments):
        turn = 2 * np.pi * at / moments
        c, s = np.cos(turn), np.sin(turn)
        site = fixed @ np.array([[c, s, 0.0], [-s, c, 0.0], [0.0, 0.0, 1.0]])
        lit = (site @ satellites.T >= edge).any(axis=0)
        assert found.reached_share[at] == pytest.approx(lit.mean())
        text = "".join("0" if x else "1" for x in lit) * 2
        longest = min(max(len(run) for run in text.split("0")), 360)
        assert found.longest_dark_share[at] == pytest.approx(longest / 360)


def test_a_dawn_dusk_ring_is_seen_from_the_equator_twice_a_day():
    duty = (ring_view(ring(), np.zeros(1), np.zeros(1), 25.0, 2880) > 0).mean()
    assert duty == pytest.approx(4 * 9.67 / 360 / np.sin(np.radians(98)), rel=0.02)


def test_near_the_pole_it_is_always_in_view_where_the_plane_passes_within_the_cone():
    """The plane leaves the pole by 8 deg, the cone has 9.7."""
    assert (ring_view(ring(), np.array([89.9]), np.zeros(1), 25.0) > 0).all()
    assert not (ring_view(ring(), np.array([78.2]), np.zeros(1), 25.0) > 0).all()


def test_counts_add_over_rings():
    one, two = ring(node_deg=0.0), ring(700.0, 98.2, 40.0, 500.0)
    both = Rings(*(np.concatenate(pair) for pair in zip(one, two, strict=True)))
    np.testing.assert_allclose(
        ring_view(both, *SITES, 25.0),
        ring_view(one, *SITES, 25.0) + ring_view(two, *SITES, 25.0),
    )


def test_without_a_site_all_is_dark():
    nothing = np.zeros(0)
    found = ring_reach(ring(), nothing, nothing, 25.0, 3)
    assert found.reached_share.tolist() == [0.0] * 3
    assert found.longest_dark_share.tolist() == [1.0] * 3


def test_no_moment_is_refused():
    with pytest.raises(InputError, match="moments"):
        ring_view(ring(), *SITES, 25.0, 0)
