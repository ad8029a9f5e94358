"""Clusters: who is in, how far apart, and that free flight keeps them together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.orbit.elements import MeanElements, OsculatingElements, advance, position
from dawndusk.orbit.formation import cluster, cluster_lattice, cluster_size
from dawndusk.orbit.shells import sun_synchronous
from dawndusk.orbit.states import state_from_osculating

CHIEF = sun_synchronous("chief", 650.0, 18.0, 1, 1)


def of(elements, members):
    return MeanElements(*(field[members] for field in elements))


@given(st.floats(1.0, 200.0), st.floats(2.0, 30.0))
def test_the_lattice_fills_its_circle(spacing, ratio):
    radius = spacing * ratio
    lattice = cluster_lattice(spacing, radius)
    half_axis = 2.0 * np.hypot(*lattice.T)
    assert half_axis.max() <= radius * (1.0 + 1e-6)
    assert cluster_size(spacing, radius) == len(lattice) == len(np.unique(lattice, axis=0))
    rim = np.pi * (ratio / 2.0) ** 2  # Gauss's circle: the count is the area, to the rim
    assert abs(len(lattice) - rim) <= 2.0 * np.sqrt(2.0) * np.pi * ratio / 2.0 + 2.0


def test_relative_motion_is_hills_ellipse():
    """Radially -a de cos u, along the track 2 a de sin u; nothing across the plane."""
    group = cluster(CHIEF, 100.0, 1000.0)
    u = np.linspace(0.0, 2.0 * np.pi, 50)
    member = of(group.elements, np.argmax(group.elements.ex))
    assert member.ex * member.semi_major_axis_m == pytest.approx(500.0)
    chief = position(member._replace(ex=0.0, ey=0.0, latitude_argument_rad=u))
    exact, _ = state_from_osculating(OsculatingElements(*member)._replace(latitude_argument_rad=u))
    for there in (position(member._replace(latitude_argument_rad=u)), exact):
        gap = there - chief
        out = chief / np.linalg.norm(chief, axis=-1, keepdims=True)
        normal = np.cross(out[0], out[12])
        normal /= np.linalg.norm(normal)
        ahead = np.cross(normal, out)
        np.testing.assert_allclose(np.sum(gap * out, axis=-1), -500.0 * np.cos(u), atol=0.3)
        np.testing.assert_allclose(np.sum(gap * ahead, axis=-1), 1000.0 * np.sin(u), atol=0.3)
        np.testing.assert_allclose(gap @ normal, 0.0, atol=1e-6)


def test_j2_keeps_the_lattice_for_a_month():
    """Semi-major axis and inclination are common, so rates differ by J2 e^2: decimetres."""
    group = cluster(CHIEF, 100.0, 1000.0)
    later = advance(group.elements, 30.0 * 86_400.0)
    assert np.ptp(later.latitude_argument_rad) * 7.028e6 < 0.3
    assert np.ptp(later.node_rad) * 7.028e6 < 0.3
    size = np.hypot(later.ex, later.ey) - np.hypot(group.elements.ex, group.elements.ey)
    assert np.abs(size).max() < 1e-12


def test_a_cluster_about_every_satellite():
    shell = sun_synchronous("chiefs", 650.0, 18.0, 2, 3, span_h=1.0, epoch_days=9000.0)
    group = cluster(shell, 100.0, 1000.0)
    assert (group.satellites, group.planes, group.epoch_days) == (6 * 81, 2, 9000.0)
    np.testing.assert_array_equal(np.bincount(group.plane), [243, 243])
    r = position(group.elements).reshape(6, 81, 3)
    chiefs = position(shell.mean_elements())
    away = np.linalg.norm(r - chiefs[:, None], axis=-1)
    assert away.max() <= 1000.1
    assert (np.sort(away, axis=1)[:, 0] < 1e-6).all()


@pytest.mark.parametrize(
    ("spacing", "radius", "message"),
    [
        (100.0, 199.0, "no second satellite"),
        (0.0, 1000.0, "no second satellite"),
        (float("nan"), 1000.0, "no second satellite"),
        (1.0, 1e4, "too large"),
        (1e5, 8e5, "too wide"),
    ],
)
def test_clusters_that_are_none(spacing, radius, message):
    with pytest.raises(InputError, match=message):
        cluster(CHIEF, spacing, radius)
