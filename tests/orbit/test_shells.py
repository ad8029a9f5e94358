"""Walker geometry, sun-synchronous planes, stacks, and what is refused."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.orbit.elements import MeanElements, OsculatingElements, advance, position
from dawndusk.orbit.shells import (
    Loose,
    Shell,
    sun_synchronous,
    walker_delta,
    walker_star,
)
from dawndusk.orbit.sun import days_from_j2000, mean_sun_longitude
from dawndusk.orbit.sun_synchronous import node_right_ascension, sun_synchronous_inclination


@given(st.integers(1, 12), st.integers(1, 12), st.data())
def test_the_delta_pattern_maps_onto_itself(planes, per_plane, data):
    """Turned by one plane's step and moved on by one plane's phase, a delta is the same delta."""
    phasing = data.draw(st.integers(0, planes - 1))
    shell = walker_delta("delta", 1200.0, 53.0, planes, per_plane, phasing)
    assert (shell.planes, shell.satellites) == (planes, planes * per_plane)
    start = shell.mean_elements()
    moved = start._replace(
        node_rad=start.node_rad + 2.0 * np.pi / planes,
        latitude_argument_rad=start.latitude_argument_rad + 2.0 * np.pi * phasing / start.ex.size,
    )
    nearest = np.linalg.norm(position(start)[:, None] - position(moved)[None], axis=-1).min(axis=0)
    assert (nearest < 1e-3).all()


def test_elements_run_plane_by_plane():
    shell = walker_delta("delta", 550.0, 53.0, 3, 4, 2)
    elements = shell.mean_elements()
    node = np.broadcast_to(shell.node_rad[:, None], (3, 4))
    np.testing.assert_array_equal(elements.node_rad.reshape(3, 4), node)
    steps = np.diff(elements.latitude_argument_rad.reshape(3, 4), axis=1)
    np.testing.assert_allclose(steps, np.pi / 2.0, rtol=1e-14)
    np.testing.assert_array_equal(elements.latitude_argument_rad[::4], shell.phase_rad)
    np.testing.assert_allclose(np.diff(shell.phase_rad), 2.0 * np.pi * 2 / 12)
    radius = np.linalg.norm(position(elements), axis=-1)
    np.testing.assert_allclose(radius, 6378137.0 + 550e3, rtol=1e-15)


def test_a_star_spreads_over_half_the_equator():
    shell = walker_star("star", 780.0, 86.4, 6, 11)
    np.testing.assert_allclose(np.degrees(np.diff(shell.node_rad)), 30.0)
    assert np.degrees(shell.node_rad[-1]) == pytest.approx(150.0)
    assert not shell.sun_synchronous
    assert shell.local_time_h is None


def test_rates_are_those_of_its_satellites():
    shell = walker_delta("delta", 700.0, 98.0, 2, 3)
    day, rates = advance(shell.mean_elements(), 86_400.0), shell.rates()
    turned = day.node_rad - shell.mean_elements().node_rad
    np.testing.assert_allclose(turned, float(rates.node_rad_per_s) * 86_400.0, rtol=1e-9)
    gone = day.latitude_argument_rad - shell.mean_elements().latitude_argument_rad
    along = float(rates.latitude_argument_rad_per_s) * 86_400.0
    np.testing.assert_allclose(gone, along, rtol=1e-12)


@pytest.mark.parametrize("altitude", [400.0, 650.0, 1400.0, 5900.0])
@pytest.mark.parametrize("local_time", [6.0, 10.5, 18.0])
def test_sun_synchronous_planes_keep_their_local_time(altitude, local_time):
    start = float(days_from_j2000(2026, 172.0))
    shell = sun_synchronous("ring", altitude, local_time, 3, 5, epoch_days=start, span_h=1.0)
    np.testing.assert_allclose(shell.local_time_h, local_time + np.array([-0.5, 0.0, 0.5]))
    years = np.array([0.0, 365.242190 / 3.0, 365.242190])
    node = shell.node_rad[:, None] + float(shell.rates().node_rad_per_s) * 86_400.0 * years
    ahead = (node - mean_sun_longitude(start + years)) * 12.0 / np.pi + 12.0
    gap = (ahead - shell.local_time_h[:, None] + 12.0) % 24.0 - 12.0
    assert np.abs(gap).max() < 1e-3  # hours; the mean Sun of date gains 50 arc seconds on equinox


def test_local_times_wrap_at_midnight():
    shell = sun_synchronous("night", 650.0, 0.0, 2, 5, span_h=1.0)
    np.testing.assert_allclose(shell.local_time_h, [23.5, 0.5])
    np.testing.assert_allclose(np.degrees(np.diff(shell.node_rad)) % 360.0, 15.0)
    wanted = node_right_ascension([23.5, 0.5], 0.0) % (2.0 * np.pi)
    np.testing.assert_allclose(shell.node_rad, wanted, atol=1e-12)


def test_the_inclination_is_solved_or_checked():
    solved = sun_synchronous("ring", 650.0, 18.0, 1, 10)
    assert solved.inclination_rad == pytest.approx(float(sun_synchronous_inclination(650.0)))
    said = sun_synchronous("ring", 650.0, 18.0, 1, 10, inclination_deg=98.3)
    assert np.degrees(said.inclination_rad) == pytest.approx(98.3)


@pytest.mark.parametrize("inclination", [82.0, 97.4, 98.6, 120.0, float("nan")])
def test_an_inclination_that_cannot_be_sun_synchronous_is_refused(inclination):
    with pytest.raises(InputError, match=r"ring is not sun-synchronous.*allowed: 97\.99 degrees"):
        sun_synchronous("ring", 650.0, 18.0, 1, 10, inclination_deg=inclination)


def test_no_orbit_is_sun_synchronous_above_5974_km():
    assert sun_synchronous("ring", 5973.0, 18.0, 1, 1).satellites == 1
    with pytest.raises(InputError, match=r"cannot be sun-synchronous.*got 5975.*below 5,974 km"):
        sun_synchronous("ring", 5975.0, 18.0, 1, 1)


MAKERS = [
    partial(walker_delta, inclination_deg=53.0),
    partial(walker_star, inclination_deg=90.0),
    partial(sun_synchronous, local_time_h=18.0, span_h=1.0),
]


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"altitude_km": -5.0}, "altitude of it is inside the Earth: got -5.0"),
        ({"altitude_km": 0.0}, "inside the Earth"),
        ({"altitude_km": 40_001.0}, "past what is modelled: got 40001.0; .*40,000 km"),
        ({"altitude_km": float("nan")}, "altitude of it"),
        ({"planes": 0}, "number of planes of it"),
        ({"planes": True}, "number of planes of it"),
        ({"per_plane": 2.5}, "number of satellites per plane of it"),
        ({"phasing": 4}, "phasing of it is out of range: got 4; allowed: .* 0 to 3"),
        ({"phasing": -1}, "phasing"),
    ],
)
def test_figures_out_of_range_are_refused(make, change, message):
    given = {"altitude_km": 650.0, "planes": 4, "per_plane": 5, "phasing": 1} | change
    with pytest.raises(InputError, match=message):
        make("it", **given)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"local_time_h": 25.0}, "local time of it"),
        ({"local_time_h": float("nan")}, "local time of it"),
        ({"span_h": 24.0}, "span of it"),
        ({"span_h": -1.0}, "span of it"),
        ({"planes": 4, "phasing": 2}, "planes of it coincide"),
        ({"planes": 4}, "planes of it coincide"),
        ({"epoch_days": float("nan")}, "epoch of it"),
    ],
)
def test_sun_synchronous_refuses(change, message):
    given = {"altitude_km": 650.0, "local_time_h": 18.0, "planes": 1, "per_plane": 5} | change
    with pytest.raises(InputError, match=message):
        sun_synchronous("it", **given)


def test_planes_in_one_interleave():
    shell = sun_synchronous("comb", 650.0, 18.0, 4, 25, phasing=1)
    u = np.sort(shell.mean_elements().latitude_argument_rad % (2.0 * np.pi))
    np.testing.assert_allclose(np.diff(u), 2.0 * np.pi / 100.0, rtol=1e-9)


def test_an_inclination_past_180_is_refused():
    with pytest.raises(InputError, match="inclination of it is out of range: got 181"):
        walker_delta("it", 650.0, 181.0, 1, 1)


def test_a_shell_needs_a_phase_for_each_node():
    with pytest.raises(InputError, match="one node and one phase"):
        Shell("it", 650.0, 1.0, np.zeros(2), np.zeros(3), 5, 0.0)


def test_loose_satellites_are_mean_and_counted_somewhere():
    fields = (np.full(2, 7e6), *np.zeros((2, 2)), np.full(2, 1.7), *np.zeros((2, 2)))
    group = Loose("two", MeanElements(*fields), np.array([0, 3]), 4, 0.0)
    assert group.satellites == 2
    with pytest.raises(InputError, match="plane number of two is out of range: got '0 to 3'"):
        Loose("two", MeanElements(*fields), np.array([0, 3]), 3, 0.0)
    with pytest.raises(InputError, match="six elements"):
        Loose("two", MeanElements(*fields), np.array([0]), 1, 0.0)
    with pytest.raises(InputError, match="two needs mean elements"):
        Loose("two", OsculatingElements(*fields), np.array([0, 3]), 4, 0.0)
