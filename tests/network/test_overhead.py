"""The nearest satellite near a place is the nearest of all."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.network.ground_links import ground_places, nearest_satellite
from dawndusk.network.overhead import links_to_source, sort_overhead
from dawndusk.network.routes import Routes


def satellites(rng, count, low=6.7e6, high=8.5e6):
    direction = rng.normal(size=(count, 3))
    direction /= np.linalg.norm(direction, axis=1, keepdims=True)
    return direction * rng.uniform(low, high, (count, 1))


def places(rng, count):
    latitude = np.concatenate((rng.uniform(-90, 90, count), [90, -90, 0, 0, 89.999]))
    longitude = np.concatenate((rng.uniform(-180, 180, count), [0, 10, 180, -180, 179.999]))
    return ground_places(latitude, longitude)


@settings(deadline=None, max_examples=40)
@given(
    st.integers(0, 2**32 - 1),
    st.integers(0, 3000),
    st.sampled_from([0.0, 5.0, 25.0, 60.0, 89.0, 90.0]),
    st.booleans(),
)
def test_as_looking_at_every_satellite(seed, count, elevation, with_extra):
    rng = np.random.default_rng(seed)
    position, ground = satellites(rng, count), places(rng, 40)
    extra = rng.uniform(0, 3e6, count) if with_extra else 0.0
    if with_extra and count:
        extra[rng.random(count) < 0.3] = np.inf
    found = sort_overhead(position).nearest(ground, elevation, 2.5e6, extra)
    every = nearest_satellite(position, ground, elevation, 2.5e6, extra)
    np.testing.assert_array_equal(found.range_m, every.range_m)
    np.testing.assert_array_equal(found.partner, every.partner)


def test_high_and_low_shells_together():
    rng = np.random.default_rng(1)
    position = np.concatenate((satellites(rng, 500), satellites(rng, 500, 2.6e7, 4.2e7)))
    ground = places(rng, 100)
    found = sort_overhead(position).nearest(ground, 10.0)
    np.testing.assert_array_equal(found.partner, nearest_satellite(position, ground, 10.0).partner)


def test_satellites_that_do_not_count_are_not_seen():
    rng = np.random.default_rng(2)
    position, ground = satellites(rng, 400), places(rng, 50)
    usable = rng.random(400) < 0.5
    position[:20] = np.nan
    seen = sort_overhead(position, usable).nearest(ground, 5.0).partner
    assert usable[seen[seen >= 0]].all()
    assert seen[seen >= 0].min() >= 20
    extra = np.where(usable, 0.0, np.inf)
    extra[:20] = np.inf
    every = nearest_satellite(np.nan_to_num(position), ground, 5.0, extra_m=extra)
    np.testing.assert_array_equal(seen, every.partner)


def test_no_satellite_is_in_view_of_nobody():
    none = sort_overhead(np.empty((0, 3))).nearest(ground_places([0.0], [0.0]), 25.0)
    assert none.partner.tolist() == [-1]
    assert none.range_m.tolist() == [np.inf]


def test_an_elevation_that_cannot_be_is_refused():
    with pytest.raises(InputError, match="minimum_elevation_deg is out of range"):
        sort_overhead(np.ones((1, 3))).nearest(ground_places([0.0], [0.0]), 91.0)


@given(st.integers(0, 2**32 - 1))
def test_links_are_counted_along_parents(seed):
    rng = np.random.default_rng(seed)
    order = rng.permutation(60)
    parent = np.full(60, -1, np.int32)
    for k in range(5, 60):
        parent[order[k]] = order[rng.integers(0, k)] if rng.random() < 0.9 else -1
    found = links_to_source(Routes(np.zeros(60), parent, np.zeros(60, np.int32)))
    for i in range(60):
        expected, j = 0, i
        while parent[j] >= 0:
            expected, j = expected + 1, parent[j]
        assert found[i] == expected


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 2**32 - 1), st.integers(0, 300), st.sampled_from([1e6, 5e6, np.inf]))
def test_the_nearest_in_sight_is_that_of_all(seed, count, longest):
    rng = np.random.default_rng(seed)
    position, other = satellites(rng, count, 6.5e6, 1.2e7), satellites(rng, 30, 6.9e6, 9e6)
    if count:
        other[0] = position[0]
    grazing = 6_378_137.0 + 80e3
    found = sort_overhead(position).nearest_in_sight(other, longest, 80e3)
    for i, here in enumerate(other):
        along = position - here
        d = np.linalg.norm(along, axis=1)
        share = np.clip(-(along @ here) / np.maximum(d**2, 1e-9), 0.0, 1.0)
        lowest = np.linalg.norm(here + share[:, None] * along, axis=1)
        seen = np.where((lowest >= grazing) & (d <= longest), d, np.inf)
        if not count or not np.isfinite(seen.min()):
            assert found.partner[i] == -1
            assert found.range_m[i] == np.inf
        else:
            assert found.range_m[i] == pytest.approx(seen.min(), rel=1e-12, abs=1e-6)
            assert found.partner[i] == int(np.argmin(seen))


def test_a_satellite_that_is_not_there_sees_none():
    position = np.array([[7e6, 0.0, 0.0]])
    seen = sort_overhead(position).nearest_in_sight(np.array([[np.nan] * 3, [7.1e6, 0.0, 0.0]]))
    assert seen.partner.tolist() == [-1, 0]
