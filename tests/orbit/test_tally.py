"""The compiled loops against what they must give: plain numpy, from the published formulas."""

import subprocess
import sys

import numpy as np
import pytest

from dawndusk.constants import R_EARTH, SECONDS_PER_DAY
from dawndusk.errors import InputError
from dawndusk.orbit.cells import cell_index
from dawndusk.orbit.elements import MeanElements, advance, position
from dawndusk.orbit.ground_view import surface_table
from dawndusk.orbit.groups import Loose, Shell
from dawndusk.orbit.shadow import disc_overlap, shadow_edges, shadow_half_arc
from dawndusk.orbit.shells import sun_synchronous, walker_delta
from dawndusk.orbit.tally import sun_track, tally

WINTER = 9302.5  # 2025 June 21, when a dusk orbit is in shadow once a revolution
SURFACE = surface_table(650.0, [78.2, -72.0, 0.4, 65.1], [15.4, 2.5, 9.7, -147.5], 5.0)
FIELDS = ("umbra", "penumbra", "land", "gateway", "light")


def place(group, track):
    """Inertial positions [m], (n, T, 3)."""
    elements = group.mean_elements() if isinstance(group, Shell) else group.elements
    seconds = (track.days[0] - group.epoch_days) * SECONDS_PER_DAY + track.seconds
    columns = MeanElements(*(np.asarray(field)[:, None] for field in elements))
    return position(advance(columns, seconds - track.seconds[0]))


def count(group, track, surface):
    """Umbra, penumbra, land, gateway and light, (T, P)."""
    r = place(group, track)
    radius = np.linalg.norm(r, axis=-1)
    unit = r / radius[..., None]
    edges = shadow_edges((radius - R_EARTH) / 1e3, track.distance_m)
    psi = np.arccos(np.clip(-(unit * track.sun).sum(axis=-1), -1.0, 1.0))
    parallax = radius / track.distance_m * np.sin(psi)
    hidden = disc_overlap(edges.sun_radius_rad, edges.earth_radius_rad, psi - parallax)
    c, s = np.cos(track.sidereal_rad), np.sin(track.sidereal_rad)
    x, y, z = np.moveaxis(unit, -1, 0)
    code = surface.reshape(-1)[cell_index(np.stack((x * c + y * s, y * c - x * s, z), axis=-1))]
    umbra = psi < edges.umbra_rad
    shadow = psi < edges.penumbra_rad
    light = np.where(umbra, 0.0, np.where(shadow, 1.0 - hidden, 1.0))
    if isinstance(group, Shell):
        plane = np.repeat(np.arange(group.planes), group.per_plane)
    else:
        plane = group.plane
    masks = (umbra, shadow & ~umbra, (code & 1) > 0, code > 1, light)
    return [
        np.stack([mask[plane == p].sum(axis=0) for p in range(group.planes)], axis=-1)
        for mask in masks
    ]


def as_loose(shell: Shell) -> Loose:
    plane = np.repeat(np.arange(shell.planes), shell.per_plane)
    return Loose("the same", shell.mean_elements(), plane, shell.planes, shell.epoch_days)


def random_loose(n: int, largest_e: float, seed: int = 5) -> Loose:
    rng = np.random.default_rng(seed)
    e, w = largest_e * rng.random(n), 2.0 * np.pi * rng.random(n)
    elements = MeanElements(
        R_EARTH + rng.uniform(900e3, 3000e3, n),
        e * np.cos(w),
        e * np.sin(w),
        np.arccos(rng.uniform(-1.0, 1.0, n)),
        2.0 * np.pi * rng.random(n),
        2.0 * np.pi * rng.random(n),
    )
    return Loose("any", elements, rng.integers(0, 3, n), 3, WINTER - 40.0)


def assert_same(ours, plain, n: int) -> None:
    """Counts differ by those within metres of an edge: of a cell at most 1 in 10,000."""
    for name, expected in zip(FIELDS, plain, strict=True):
        apart = np.abs(getattr(ours, name) - expected)
        most = {"land": 1e-4 * n, "gateway": 1e-4 * n, "light": 2e-5 * n}.get(name, 1.0)
        assert apart.sum() <= most, name
    assert ours.umbra.sum() > 0
    assert ours.penumbra.sum() > 0


def conserved(counts) -> None:
    parts = counts.umbra + counts.penumbra + counts.failed + counts.lit
    assert (parts == counts.satellites).all()
    assert min(counts.lit.min(), counts.umbra.min(), counts.penumbra.min()) >= 0
    assert (counts.land <= counts.satellites - counts.failed).all()
    assert (counts.gateway <= counts.satellites - counts.failed).all()
    assert (counts.light >= counts.lit).all()
    assert (counts.light <= counts.lit + counts.penumbra).all()


@pytest.mark.parametrize(
    "shell",
    [
        sun_synchronous("dusk", 650.0, 18.0, 5, 999, span_h=2.0, epoch_days=WINTER - 3.0),
        walker_delta("delta", 550.0, 53.0, 7, 22, 3, WINTER),
        walker_delta("high", 20_000.0, 20.0, 3, 301, 1, WINTER),
        walker_delta("one", 1200.0, 88.0, 1, 1, 0, WINTER),
    ],
    ids=lambda shell: shell.name,
)
def test_structured_tier_against_plain_numpy(shell):
    track = sun_track(WINTER, 137.0 * np.arange(23))
    counts = tally(shell, track, SURFACE, threads=1)
    conserved(counts)
    n = 23 * shell.satellites
    if shell.satellites > 1:
        assert_same(counts, count(shell, track, SURFACE), n)


@pytest.mark.parametrize("largest_e", [0.0, 1e-3, 0.05])
def test_general_tier_against_plain_numpy(largest_e):
    loose = random_loose(3001, largest_e)
    track = sun_track(WINTER, 61.0 * np.arange(40))
    counts = tally(loose, track, SURFACE, threads=1)
    conserved(counts)
    assert_same(counts, count(loose, track, SURFACE), 40 * 3001)


def test_both_tiers_agree_on_one_shell():
    shell = sun_synchronous("dusk", 650.0, 18.0, 4, 500, span_h=1.0, epoch_days=WINTER)
    track = sun_track(WINTER, 60.0 * np.arange(200))
    ring, single = tally(shell, track, SURFACE), tally(as_loose(shell), track, SURFACE)
    for name in FIELDS:
        apart = np.abs(getattr(ring, name) - getattr(single, name))
        assert apart.sum() <= 1e-5 * 200 * shell.satellites, name
    assert (ring.satellites == single.satellites).all()


def test_structured_counts_are_those_of_an_arc():
    # Of N equally spaced satellites an arc of 2 theta holds N theta / pi, give or take one.
    shell = sun_synchronous("dusk", 650.0, 18.0, 1, 10_000, epoch_days=WINTER)
    track = sun_track(WINTER, [0.0])
    counts = tally(shell, track, SURFACE)
    i, node = shell.inclination_rad, float(shell.node_rad[0])
    normal = np.array([np.sin(i) * np.sin(node), -np.sin(i) * np.cos(node), np.cos(i)])
    edges = shadow_edges(650.0, float(track.distance_m[0]))
    for edge, found in (
        (edges.umbra_rad, counts.umbra),
        (edges.penumbra_rad, counts.umbra + counts.penumbra),
    ):
        arc = float(shadow_half_arc(float(track.sun[0] @ normal), edge))
        assert arc > 0.3
        assert abs(int(found[0, 0]) - 10_000 * arc / np.pi) <= 1.0


@pytest.mark.parametrize("threads", [2, 3])
def test_counts_do_not_depend_on_threads(threads):
    track = sun_track(WINTER, 60.0 * np.arange(37))
    for group in (walker_delta("delta", 550.0, 53.0, 7, 22, 3, WINTER), random_loose(1000, 0.01)):
        one, many = tally(group, track, SURFACE, 1), tally(group, track, SURFACE, threads)
        assert all(np.array_equal(a, b) for a, b in zip(one[:6], many[:6], strict=True))
        assert np.abs(one.light - many.light).max() < 1e-4


def test_a_flight_in_two_parts_is_the_same_flight():
    track = sun_track(WINTER, 60.0 * np.arange(60))
    later = type(track)(*(field[30:] for field in track))
    for group in (walker_delta("delta", 550.0, 53.0, 7, 22, 3, WINTER), random_loose(1000, 0.01)):
        whole, part = tally(group, track, SURFACE), tally(group, later, SURFACE)
        for name in FIELDS[:4]:
            assert np.abs(getattr(whole, name)[30:] - getattr(part, name)).sum() <= 1, name


def test_decayed_satellites_are_counted_and_left_out():
    loose = random_loose(10, 0.0)
    axis = loose.elements.semi_major_axis_m.copy()
    axis[[2, 7]] = R_EARTH + 100e3
    elements = loose.elements._replace(semi_major_axis_m=axis)
    sinking = Loose("sinking", elements, loose.plane, 3, loose.epoch_days)
    counts = tally(sinking, sun_track(WINTER, [0.0, 60.0]), SURFACE)
    conserved(counts)
    assert counts.failed.sum(axis=1).tolist() == [2, 2]
    assert counts.satellites.sum() == 10


def test_nobody_at_all():
    empty = MeanElements(*(np.zeros(0) for _ in range(6)))
    none = Loose("none", empty, np.zeros(0, dtype=np.int64), 2, WINTER)
    counts = tally(none, sun_track(WINTER, [0.0, 60.0]), SURFACE)
    assert counts.lit.tolist() == [[0, 0], [0, 0]]


def test_what_cannot_be_counted_is_refused():
    track = sun_track(WINTER, [0.0, 60.0, 180.0])
    with pytest.raises(InputError, match="not evenly spaced"):
        tally(random_loose(3, 0.0), track, SURFACE)
    with pytest.raises(InputError, match=r"too large for the first-order position.*SGP4"):
        tally(random_loose(30, 0.2), sun_track(WINTER, [0.0]), SURFACE)
    with pytest.raises(InputError, match="does not fit the grid"):
        tally(random_loose(3, 0.0), sun_track(WINTER, [0.0]), SURFACE[0])
    with pytest.raises(InputError, match=r"tally cannot count this group.*'str'"):
        tally("satellites", track, SURFACE)
    with pytest.raises(InputError, match="must rise"):
        sun_track(WINTER, [0.0, 0.0])
    with pytest.raises(InputError, match="must rise"):
        sun_track(WINTER, [])
    with pytest.raises(InputError, match="must be finite"):
        sun_track(float("nan"), [0.0])


def test_structured_tier_takes_moments_at_any_spacing():
    shell = walker_delta("delta", 550.0, 53.0, 7, 22, 3, WINTER)
    uneven = tally(shell, sun_track(WINTER, [0.0, 60.0, 600.0]), SURFACE)
    even = tally(shell, sun_track(WINTER, 60.0 * np.arange(11)), SURFACE)
    assert np.array_equal(uneven.umbra, even.umbra[[0, 1, 10]])


def test_the_compiler_is_not_loaded_before_it_is_needed():
    code = "import sys, dawndusk.orbit.tally, dawndusk.orbit.sample; print('numba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
