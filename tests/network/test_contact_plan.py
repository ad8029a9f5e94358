"""Contact plans: rise and set between the steps, and text that ION reads."""

import numpy as np
import pytest

from dawndusk.constants import C_LIGHT
from dawndusk.errors import InputError
from dawndusk.network.contact_plan import Contact, ContactPlan, contact_plan, passes_over
from dawndusk.network.contact_text import read_contact_plan, write_contact_plan
from dawndusk.network.ground_links import ground_places

RADIUS_M, RATE = 7.03e6, 1.0e-3  # of a circle, and rad/s along it
PLACES = ground_places([0.0, 45.0, 80.0], [10.0, 200.0, -60.0])


def circles(seconds, phases=(0.0, 1.0, 4.0), tilt=1.2):
    """Positions on tilted circles that turn under the Earth's rotation, (T, S, 3)."""
    u = RATE * np.asarray(seconds)[:, None] + np.asarray(phases)
    x, y = np.cos(u), np.sin(u) * np.cos(tilt)
    turn = 7.292e-5 * np.asarray(seconds)[:, None]
    return RADIUS_M * np.stack(
        (
            x * np.cos(turn) + y * np.sin(turn),
            y * np.cos(turn) - x * np.sin(turn),
            np.sin(u) * np.sin(tilt),
        ),
        axis=-1,
    )


def seen(seconds, elevation_deg):
    offset = circles(seconds)[:, :, None] - PLACES.position_m
    far = np.linalg.norm(offset, axis=-1)
    return np.einsum("tsgc,gc->tsg", offset, PLACES.up) >= far * np.sin(np.radians(elevation_deg))


@pytest.mark.parametrize("step_s", [30.0, 60.0, 180.0])
def test_rise_and_set_are_found_between_the_steps_to_the_stated_error(step_s):
    time = np.arange(0.0, 86_400.0, step_s)
    found, error = passes_over(time, circles(time), PLACES, 10.0)
    assert found.satellite.size > 20
    assert error < {30.0: 2e-4, 60.0: 3e-3, 180.0: 0.2}[step_s]
    inner = (found.start_s > 0.0) & (found.stop_s < time[-1]) & (found.stop_s - found.start_s > 60)
    rows = zip(*(column[inner] for column in found), strict=True)
    for sat, place, start, stop, _ in rows:
        edges = np.array([start - error, start + error, stop - error, stop + error])
        assert seen(edges, 10.0)[:, sat, place].tolist() == [False, True, True, False]


def test_passes_cover_the_time_in_view():
    time = np.arange(0.0, 20_000.0, 60.0)
    found, _ = passes_over(time, circles(time), PLACES, 10.0)
    fine = np.arange(0.0, time[-1], 1.0)
    every = seen(fine, 10.0).sum(axis=0)
    for s in range(3):
        for g in range(3):
            mine = (found.satellite == s) & (found.place == g)
            length = (found.stop_s - found.start_s)[mine].sum()
            assert length == pytest.approx(every[s, g], abs=2.0 * mine.sum() + 1e-9)


def test_a_limit_of_range_shortens_a_pass():
    time = np.arange(0.0, 20_000.0, 60.0)
    free, _ = passes_over(time, circles(time), PLACES, 10.0)
    near, _ = passes_over(time, circles(time), PLACES, 10.0, longest_m=1.2e6)
    assert (near.stop_s - near.start_s).sum() < (free.stop_s - free.start_s).sum()
    assert np.all(near.range_m <= 1.2e6)


def test_too_few_steps_are_refused():
    with pytest.raises(InputError, match="too few steps"):
        passes_over(np.arange(3.0), circles(np.arange(3.0)), PLACES, 10.0)


def a_plan():
    time = np.arange(0.0, 12_000.0, 60.0)
    position = circles(time)
    length = np.linalg.norm(position[:, 0] - position[:, 1], axis=-1)[:, None]
    length = np.where((time > 3000.0)[:, None] & (time < 5000.0)[:, None], np.inf, length)
    return contact_plan(
        "2026-06-21T00:00:00Z", time, ("a 0/1", "a 0/2", "b 1/0"), position,
        ("Quito", "Oslo", "Thule"), PLACES, 10.0, 12.5, np.array([[0, 1]], np.int32), length,
        lambda metres: 1e8 / metres,
    )  # fmt: skip


def test_every_contact_stands_both_ways():
    plan = a_plan()
    there = {(c.start_s, c.stop_s, c.sender, c.receiver) for c in plan.contacts}
    assert {(a, b, y, x) for a, b, x, y in there} == there
    assert all(c.stop_s > c.start_s for c in plan.contacts)
    starts = [c.start_s for c in plan.contacts]
    assert starts == sorted(starts)


def test_lasers_are_up_when_they_are_and_as_fast_as_at_their_longest():
    plan = a_plan()
    lasers = [c for c in plan.contacts if (c.sender, c.receiver) == (4, 5)]
    assert [(c.start_s, c.stop_s) for c in lasers] == [(0.0, 3060.0), (5040.0, 11_940.0)]
    chord = 2.0 * RADIUS_M * np.sin(0.5)
    assert lasers[0].rate_gbps == pytest.approx(1e8 / chord)
    assert lasers[0].owlt_s == pytest.approx(chord / C_LIGHT)
    assert plan.laser_error_s == 60.0


def test_what_ion_reads_is_what_was_written():
    plan = a_plan()
    again = read_contact_plan(write_contact_plan(plan))
    assert again.nodes == plan.nodes
    assert again.start_utc == plan.start_utc
    kept = [c for c in plan.contacts if np.floor(c.stop_s) > np.ceil(c.start_s)]
    assert len(again.contacts) == len(kept)
    for read, true in zip(again.contacts, kept, strict=True):
        assert (read.sender, read.receiver) == (true.sender, true.receiver)
        assert true.start_s <= read.start_s < true.start_s + 1.0
        assert true.stop_s - 1.0 < read.stop_s <= true.stop_s
        assert read.rate_gbps == pytest.approx(true.rate_gbps, abs=8e-9)
        assert true.owlt_s <= read.owlt_s <= true.owlt_s + 1.0


def test_the_lines_are_those_of_ionrc():
    plan = ContactPlan(
        "2026-01-02T03:04:05Z", ("x\ny", "z"), (Contact(0.0, 60.0, 1, 2, 1.0, 1.2),), 0.1, 60.0
    )
    lines = write_contact_plan(plan).splitlines()
    assert "# node 1 x y" in lines
    assert lines[-4:] == [
        "@ 2026/01/02-03:04:05", "# 1200.00 ms", "a contact +0 +60 1 2 125000000",
        "a range +0 +60 1 2 2",
    ]  # fmt: skip


def test_a_plan_of_another_hand_is_read():
    """The two-node plan of ION's own guide, with its confidence and other commands."""
    text = (
        "1 1 ''\ns\na contact +1 +3600 1 2 100000\na contact +1 +3600 2 1 100000 0.8\n"
        "a range +1 +3600 1 2 1\nm production 1000000\n"
    )
    plan = read_contact_plan(text)
    assert plan.contacts == (
        Contact(1.0, 3600.0, 1, 2, 8e-4, 1.0), Contact(1.0, 3600.0, 2, 1, 8e-4, 1.0),
    )  # fmt: skip
    assert plan.nodes == ("node 1", "node 2")


@pytest.mark.parametrize("line", ["a contact +0 +60 1 2", "a range 0 +60 1 2 1", "@ yesterday"])
def test_a_broken_line_is_named(line):
    with pytest.raises(InputError, match="line 2 of a contact plan"):
        read_contact_plan(f"# x\n{line}\n")
