import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.constants import AU, R_EARTH, R_SUN
from dawndusk.orbit import disc_overlap, shadow_edges, shadow_half_arc, shadow_loss
from dawndusk.orbit.shadow import visible_share

ALTITUDES = st.floats(200.0, 5000.0)
BETAS = st.floats(-1.55, 1.55)


@given(st.floats(0.001, 0.9), st.floats(0.0, 2.5))
def test_overlap_is_a_share_and_falls_with_distance(a, c):
    near, far = disc_overlap(a, 1.0, c), disc_overlap(a, 1.0, c + 0.01)
    assert 0.0 <= far <= near <= 1.0


@pytest.mark.parametrize("c", [0.85, 1.0, 1.1, 1.25])
def test_overlap_by_counting_points(c):
    a, b, n = 0.3, 1.0, 1500
    x, y = np.meshgrid(*[(np.arange(n) + 0.5) / n * 2.0 * a - a] * 2)
    inside = x * x + y * y < a * a
    hidden = inside & ((x - c) ** 2 + y * y < b * b)
    assert float(disc_overlap(a, b, c)) == pytest.approx(hidden.sum() / inside.sum(), abs=1e-3)


@pytest.mark.parametrize("altitude", [200.0, 650.0, 2000.0])
def test_edges_are_the_common_tangents_of_sun_and_earth(altitude):
    # The outer tangents of two spheres lean by asin((R - r) / D), the inner ones by
    # asin((R + r) / D); both pass the Earth's centre at its radius.
    # (the package takes the Sun's radius as seen from the Earth: 1e-7 rad in low orbit)
    edges = shadow_edges(altitude)
    half = np.arcsin(R_EARTH / (R_EARTH + 1e3 * altitude))
    umbra = half - np.arcsin((R_SUN - R_EARTH) / AU)
    penumbra = half + np.arcsin((R_SUN + R_EARTH) / AU)
    assert edges.umbra_rad == pytest.approx(float(umbra), abs=2e-7)
    assert edges.penumbra_rad == pytest.approx(float(penumbra), abs=2e-7)


@given(ALTITUDES, BETAS)
def test_loss_lies_between_umbra_and_penumbra(altitude, beta):
    edges, s = shadow_edges(altitude), np.sin(beta)
    loss = float(shadow_loss(altitude, s)) * np.pi
    assert float(shadow_half_arc(s, edges.umbra_rad)) <= loss + 1e-12
    assert loss <= float(shadow_half_arc(s, edges.penumbra_rad)) + 1e-12


@given(ALTITUDES, BETAS)
def test_loss_does_not_know_north_from_south(altitude, beta):
    s = np.sin(beta)
    assert float(shadow_loss(altitude, s)) == float(shadow_loss(altitude, -s))


@pytest.mark.parametrize("altitude", [300.0, 650.0, 1380.0, 2000.0])
@pytest.mark.parametrize("from_edge_deg", [-60.0, -3.0, -0.5, -0.001, 0.05, 0.3, 0.5])
def test_quadrature_against_brute_force(altitude, from_edge_deg):
    edges = shadow_edges(altitude)
    beta = max(0.0, float(edges.umbra_rad) + np.radians(from_edge_deg))
    n = 200_000
    theta = (np.arange(n) + 0.5) / n * np.pi
    position = (R_EARTH + 1e3 * altitude) * np.stack(
        [-np.cos(theta) * np.cos(beta), np.sin(theta), np.cos(theta) * np.sin(beta)]
    )
    to_sun = np.array([[AU], [0.0], [0.0]]) - position
    cross = np.linalg.norm(np.cross(to_sun, -position, axis=0), axis=0)
    separation = np.arctan2(cross, np.sum(to_sun * -position, axis=0))
    hidden = disc_overlap(edges.sun_radius_rad, edges.earth_radius_rad, separation)
    assert float(shadow_loss(altitude, np.sin(beta))) == pytest.approx(hidden.mean(), abs=3e-6)


def test_a_nearer_sun_makes_a_shorter_umbra_and_a_wider_penumbra():
    near, far = shadow_edges(650.0, 0.983 * AU), shadow_edges(650.0, 1.017 * AU)
    assert near.umbra_rad < far.umbra_rad
    assert near.penumbra_rad > far.penumbra_rad


def test_shapes_broadcast():
    altitude = np.array([[550.0], [1450.0]])
    loss = shadow_loss(altitude, np.array([0.0, 0.5, 0.9, 1.0]))
    assert loss.shape == (2, 4)
    assert np.all(loss[:, 3] == 0.0)
    assert shadow_loss(650.0, 0.1).shape == ()


@given(st.floats(150.0, 40_000.0), st.floats(0.983, 1.017), st.floats(-3.0, 4.0))
def test_the_visible_share_is_that_of_two_vectors(altitude, au, place):
    """Discs as seen from the satellite itself, place counting penumbras from the umbra's edge."""
    edges, far = shadow_edges(altitude, au * AU), au * AU
    psi = float(edges.umbra_rad + place * (edges.penumbra_rad - edges.umbra_rad))
    r = R_EARTH + 1e3 * altitude
    to_sun = np.array([far + r * np.cos(psi), -r * np.sin(psi)])
    apart = np.arccos((to_sun @ [np.cos(psi), -np.sin(psi)]) / np.linalg.norm(to_sun))
    a, b = np.arcsin(R_SUN / np.linalg.norm(to_sun)), np.arcsin(R_EARTH / r)
    share = float(visible_share(r, np.cos(psi), far))
    assert share == pytest.approx(1.0 - float(disc_overlap(a, b, apart)), abs=1e-3)
    if abs(place) > 1e-5 and abs(place - 1.0) > 1e-5:
        assert (share == 0.0) == (place < 0.0)
        assert (share == 1.0) == (place > 1.0)


def test_visible_shares_of_many_places_and_suns():
    cosine = np.linspace(-1.0, 1.0, 101)[:, None]
    share = visible_share(7e6, cosine, [0.983 * AU, 1.017 * AU])
    assert share.shape == (101, 2)
    assert np.all(np.diff(share, axis=0) <= 0.0)
    assert share[0].tolist() == [1.0, 1.0]
    assert share[-1].tolist() == [0.0, 0.0]
