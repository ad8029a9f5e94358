"""What the compiled loops are made of: recurrence over a day, penumbra, cells, trigonometry."""

import numpy as np
import pytest

from dawndusk.constants import AU, R_EARTH
from dawndusk.orbit.cells import CELLS, cell_index
from dawndusk.orbit.earth_rotation import EARTH_SPIN
from dawndusk.orbit.elements import MeanElements, advance, position, secular_rates
from dawndusk.orbit.kernels import cell_of, visible_share
from dawndusk.orbit.kernels_loose import BLOCK, RESTART, start_angles, step_block
from dawndusk.orbit.shadow import disc_overlap, shadow_edges
from dawndusk.orbit.sun_synchronous import orbit_radius
from dawndusk.orbit.sun_track import shadow_cones

DAY = 1440  # steps of a minute


def block_state(elements: MeanElements, step_s: float) -> np.ndarray:
    a, ex, ey, i, node, u = elements
    rates = secular_rates(elements)
    anomaly = u - np.arctan2(ey, ex)
    anomaly_rate = rates.latitude_argument_rad_per_s - rates.perigee_rad_per_s
    turns = (rates.latitude_argument_rad_per_s, anomaly_rate, rates.node_rad_per_s - EARTH_SPIN)
    zero, one, w = np.zeros(BLOCK), np.ones(BLOCK), np.empty(15 * BLOCK)
    starts = ((u, one), (anomaly, np.hypot(ex, ey)), (node, one))
    for row, ((angle, length), rate) in enumerate(zip(starts, turns, strict=True)):
        start_angles(angle, zero, 0.0, length, np.uint64(2 * row), w)
        start_angles(zero, rate, step_s, one, np.uint64(6 + 2 * row), w)
    w.reshape(15, BLOCK)[12:] = a / R_EARTH, np.cos(i), np.sin(i)
    return w


def test_recurrence_of_a_day_without_a_restart():
    """A day of steps, five times as many as between two restarts, costs less than 10 micrometres.

    Each step rounds six numbers by half a unit in the last place (1.1e-16): in a day at most
    1440 x 2 x 1.1e-16 x 7e6 m = 2 micrometres along the track, and as much again for the rounding
    of the turn itself.
    """
    rng = np.random.default_rng(2)
    e, w = 0.05 * rng.random(BLOCK), 6.28 * rng.random(BLOCK)
    elements = MeanElements(
        R_EARTH + rng.uniform(500e3, 2000e3, BLOCK),
        e * np.cos(w),
        e * np.sin(w),
        np.arccos(rng.uniform(-1.0, 1.0, BLOCK)),
        6.28 * rng.random(BLOCK),
        6.28 * rng.random(BLOCK),
    )
    assert DAY > 5 * RESTART
    state = block_state(elements, 60.0)
    at, shade = np.empty(3 * BLOCK, np.float32), np.empty(BLOCK, np.uint8)
    sun, cones = np.array([[1.0, 0.0, 0.0]]), np.array([[1.0, 0.0, 1.0, 0.0] + [1.0] * 4])
    for _ in range(DAY):
        step_block(state, sun, cones, 0, at, shade)
    c, s, k, m, p, q = state.reshape(15, BLOCK)[:6]
    rho, d = elements.semi_major_axis_m * (1.0 - k), 2.0 * m
    x, y = rho * (c - d * s), rho * (s + d * c)
    level = y * np.cos(elements.inclination_rad)
    ours = np.stack((x * p - level * q, x * q + level * p, y * np.sin(elements.inclination_rad)), 1)
    later = advance(elements, 60.0 * DAY)
    turned = later._replace(node_rad=later.node_rad - EARTH_SPIN * 60.0 * DAY)
    assert np.abs(ours - position(turned)).max() < 10e-6


def test_single_precision_of_a_direction_is_below_two_metres():
    rng = np.random.default_rng(3)
    elements = MeanElements(
        np.full(BLOCK, 7.0e6), np.zeros(BLOCK), np.zeros(BLOCK),
        3.0 * rng.random(BLOCK), 6.0 * rng.random(BLOCK), 6.0 * rng.random(BLOCK),
    )  # fmt: skip
    at, shade = np.empty(3 * BLOCK, np.float32), np.empty(BLOCK, np.uint8)
    sun, cones = np.array([[1.0, 0.0, 0.0]]), np.array([[1.0, 0.0, 1.0, 0.0] + [1.0] * 4])
    step_block(block_state(elements, 60.0), sun, cones, 0, at, shade)
    ours = R_EARTH * at.reshape(3, BLOCK).T.astype(np.float64)
    assert np.linalg.norm(ours - position(elements), axis=1).max() < 2.0


@pytest.mark.parametrize("size", [1.0, 1e3, 1e6])
def test_start_angles_are_cosine_and_sine(size):
    rng = np.random.default_rng(4)
    w = np.empty(15 * BLOCK)
    for _ in range(50):
        angle, rate = rng.uniform(-size, size, BLOCK), rng.uniform(-size, size, BLOCK)
        length = rng.random(BLOCK)
        start_angles(angle, rate, 0.25, length, np.uint64(0), w)
        now = angle + rate * 0.25
        slack = 4e-16 + np.spacing(size)  # the fused sum is nearer than numpy's
        assert np.abs(w[:BLOCK] - length * np.cos(now)).max() < slack
        assert np.abs(w[BLOCK : 2 * BLOCK] - length * np.sin(now)).max() < slack


def test_start_angles_at_every_eighth_of_a_turn():
    w = np.empty(15 * BLOCK)
    angle = np.pi / 4.0 * (np.arange(BLOCK) - BLOCK // 2)
    start_angles(angle, np.zeros(BLOCK), 0.0, np.ones(BLOCK), np.uint64(0), w)
    assert np.abs(w[:BLOCK] - np.cos(angle)).max() < 4e-16
    assert np.abs(w[BLOCK : 2 * BLOCK] - np.sin(angle)).max() < 4e-16


@pytest.mark.parametrize(
    ("altitude", "error"), [(300.0, 1e-5), (650.0, 1e-5), (1500.0, 1e-5), (5000.0, 2e-5),
                            (20_000.0, 1e-4), (40_000.0, 2e-4)],
)  # fmt: skip
def test_visible_share_is_what_the_discs_leave(altitude, error):
    edges = shadow_edges(altitude)
    psi = np.linspace(edges.umbra_rad, edges.penumbra_rad, 1001)
    parallax = orbit_radius(altitude) / AU * np.sin(psi)
    a, b = edges.sun_radius_rad, edges.earth_radius_rad
    exact = 1.0 - disc_overlap(a, b, psi - parallax)
    cosine = -np.cos(psi)
    w = (cosine - cosine[0]) / (cosine[-1] - cosine[0])
    bend = (psi[-1] - psi[0]) / 2.0 / np.tan((psi[-1] + psi[0]) / 2.0)
    ours = [visible_share(place, bend, float(a / b) / (3.0 * np.pi)) for place in w]
    assert np.abs(np.array(ours) - exact).max() < error


def test_compiled_cell_is_the_plain_one():
    rng = np.random.default_rng(6)
    r = rng.normal(size=(20_000, 3)).astype(np.float32)
    ours = np.array([cell_of(*row) for row in r])
    assert (ours != cell_index(r)).mean() < 4e-4  # within 4 metres of an edge


def test_compiled_cell_stays_on_the_grid_along_its_edge():
    # the equator is the edge of both squares, the meridians at 0 and 90 deg hold their corners
    angle = np.concatenate((np.linspace(0.0, 2.0 * np.pi, 20_001), np.arange(8) * np.pi / 4))
    edge = np.stack((np.cos(angle), np.sin(angle), 1e-9 * np.sin(99.0 * angle)), axis=-1)
    exact = cell_index(edge)
    for row, cell in zip(edge.astype(np.float32), exact, strict=True):
        ours = int(cell_of(*row))
        assert abs(ours % CELLS - int(cell) % CELLS) <= 1
        assert abs(ours // CELLS % CELLS - int(cell) // CELLS % CELLS) <= 1


@pytest.mark.parametrize(("altitude", "metres"), [(650.0, 0.3), (40_000.0, 70.0)])
def test_cones_end_where_the_discs_touch(altitude, metres):
    r, edges, cones = float(orbit_radius(altitude)), shadow_edges(altitude), shadow_cones()
    for psi, alpha, side in (
        (edges.umbra_rad, cones.umbra_rad, 1.0),
        (edges.penumbra_rad, cones.penumbra_rad, -1.0),
    ):
        reach = r * np.sin(psi) * np.cos(alpha) + side * r * np.cos(psi) * np.sin(alpha)
        assert reach == pytest.approx(R_EARTH, abs=metres)
