"""Pictures of a route: what is drawn is what was found, also over 180 degrees of longitude."""

from __future__ import annotations

import numpy as np
import pytest
from route_sample import ANGELES, LONDON, PARIS, PERTH, TOKYO, sample_route, sample_users

from dawndusk.report.figures_map import WORLD, Extent, _land, extent_of, great_circle, near
from dawndusk.report.figures_route import delay_by_time, delay_shares, path_map
from dawndusk.report.figures_route_users import (
    best_of,
    delay_by_way,
    delay_map,
    gain_map,
    maps_by_way,
)
from dawndusk.report.route_users_wording import EARTH_WAYS, ORBIT_WAYS, gain, gain_finding
from dawndusk.twin.route_result import WAYS


def test_a_great_circle_goes_over_the_pole_and_keeps_its_length() -> None:
    latitude, longitude = great_circle((60.0, 10.0), (60.0, -170.0), 5)
    assert latitude.max() == pytest.approx(90.0)
    assert latitude[[0, -1]] == pytest.approx([60.0, 60.0])
    assert near(longitude[[0, -1]], 0.0) == pytest.approx([10.0, -170.0])
    latitude, _ = great_circle((0.0, 0.0), (0.0, 0.0), 3)
    assert np.isfinite(latitude).all()
    latitude, _ = great_circle((10.0, 20.0), (-10.0, -160.0), 3)  # to the other side of the Earth
    assert np.isfinite(latitude).all()


@pytest.mark.parametrize(
    ("start", "end"),
    [(LONDON, PERTH), (TOKYO, ANGELES), (LONDON, PARIS), (PARIS, PARIS), (ANGELES, PERTH)],
)
def test_the_map_holds_all_paths(start: dict[str, float], end: dict[str, float]) -> None:
    """Everything is inside, both ends too, and no line jumps across."""
    routed = sample_route(start, end)
    drawn = path_map(routed.summary, routed.series, routed.sample)
    ax = drawn.axes[0]
    (west, east), (south, north) = ax.get_xlim(), ax.get_ylim()
    assert -90.0 <= south < north <= 90.0
    assert east - west <= 360.0 + 1e-9
    inside = 0
    for line in ax.lines:
        x, y = (np.asarray(line.get_data()[k], dtype=float) for k in (0, 1))
        assert np.all(np.abs(np.diff(x)) < 180.0)
        held = (x >= west) & (x <= east) & (y >= south) & (y <= north)
        inside += int(held.all())
    assert inside >= len(routed.sample["path_step"]) + 3  # great circle, both ends
    for place in (start, end):
        marks = [line for line in ax.lines if line.get_marker() == "s"]
        at = [(near(m.get_xdata()[0], place["longitude_deg"]), m.get_ydata()[0]) for m in marks]
        assert (pytest.approx(place["longitude_deg"]), place["latitude_deg"]) in at


def test_a_map_of_a_part_is_true_at_its_middle_and_of_a_bounded_shape() -> None:
    extent = extent_of([58.0, 62.0], [10.0, 10.5])
    assert extent.stretch == pytest.approx(2.0, rel=0.01)
    for lat, lon in (([0.0, 1.0], [0.0, 1.0]), ([-80.0, 80.0], [0.0, 3.0]), ([5, 6], [0, 190])):
        assert 0.2 <= extent_of(lat, lon).height_by_width <= 0.95
    assert WORLD.stretch == 1.0


def test_land_is_where_it_is() -> None:
    """The Sahara is land and the South Atlantic is not, in a map turned by 180 degrees too."""
    for extent in (WORLD, Extent(0.0, 360.0, -60.0, 80.0)):
        image = _land(extent, "#000000")[..., 3]
        rows, columns = image.shape
        for (lat, lon), land in (((23.0, 10.0), 1.0), ((-20.0, -15.0), 0.0), ((-25.0, 134.0), 1.0)):
            row = round((lat - extent.south) / (extent.north - extent.south) * (rows - 1))
            column = round((lon - extent.west) % 360.0 / 360.0 * (columns - 1))
            assert image[row, column] == land


def test_lines_of_time_are_the_round_trips_and_the_ground() -> None:
    routed = sample_route(lost=0.2)
    drawn = delay_by_time(routed.summary, routed.series)
    lines = drawn.axes[0].lines
    assert np.asarray(lines[0].get_ydata()) == pytest.approx(routed.series["rtt_ms"], nan_ok=True)
    ground = [line.get_ydata()[0] for line in lines[1:4]]
    assert ground == [
        routed.summary[name] for name in ("fibre_ms", "fibre_great_circle_ms", "vacuum_ms")
    ]
    texts = [text.get_text() for text in drawn.axes[0].texts]
    assert "no path" in texts
    bars = drawn.axes[1].patches
    width = bars[0].get_width() / 0.92
    assert sum(bar.get_height() * width for bar in bars[:-1]) <= routed.summary["path_changes"]


def test_few_changes_have_a_mark_each() -> None:
    routed = sample_route(LONDON, PARIS, hours=1.0, steps=60)
    drawn = delay_by_time(routed.summary, routed.series)
    segments = drawn.axes[1].collections[0].get_segments()
    assert len(segments) == routed.summary["path_changes"] == 8


def test_the_curve_of_shares_crosses_half_at_the_median() -> None:
    routed = sample_route()
    drawn = delay_shares(routed.summary, routed.series)
    assert drawn is not None
    x, y = drawn.axes[0].lines[0].get_data()
    assert np.interp(50.0, y, x) == pytest.approx(routed.summary["rtt_ms"]["p50"], abs=0.1)
    never = sample_route(lost=1.0)
    assert delay_shares(never.summary, never.series) is None


def test_dots_have_the_colour_of_their_delay_and_the_mark_of_their_side() -> None:
    series = sample_users(300).series
    ax = delay_map(series).axes[0]
    gained = best_of(series, EARTH_WAYS) - best_of(series, ORBIT_WAYS)
    drawn = [c for c in ax.collections if c.get_offsets().shape[0] and len(c.get_facecolors())]
    on_earth, in_orbit = (c.get_offsets().shape[0] for c in drawn)
    assert in_orbit == int((gained > 0.0).sum())
    assert on_earth + in_orbit == 300
    best = best_of(series, WAYS)
    place = {
        (lon, lat): ms
        for lon, lat, ms in zip(series["longitude_deg"], series["latitude_deg"], best, strict=True)
    }
    for dots in drawn:
        grey = dots.get_facecolors()[:, :3] @ [0.2126, 0.7152, 0.0722]
        delay = np.array([place[tuple(at)] for at in dots.get_offsets().tolist()])
        for quick, slow in ((20.0, 30.0), (30.0, 50.0)):
            if (delay < quick).any() and (delay > slow).any():
                assert grey[delay < quick].min() > grey[delay > slow].max()  # darker is slower


def test_the_map_of_gains_has_a_triangle_where_orbit_beats_the_region() -> None:
    series = sample_users(300).series
    gained = gain(series)
    on_earth, in_orbit, not_known = gain_map(series, gained).axes[0].collections
    assert in_orbit.get_offsets().shape[0] == int((gained > 0.0).sum()) > 0
    assert on_earth.get_offsets().shape[0] == int((gained <= 0.0).sum()) > 0
    assert not_known.get_offsets().shape[0] == int(np.isnan(gained).sum()) > 0


def test_what_is_there_for_less_than_half_of_the_time_is_no_rival() -> None:
    """A satellite overhead at dawn and dusk alone does not make orbit the quicker place."""
    series = sample_users(300).series
    before = gain(series)
    assert (before > 0.0).any()
    for way in ORBIT_WAYS:
        series[f"{way}_reached"] = np.full(300, 0.4)
    assert np.isnan(gain(series)).all()
    assert np.isnan(best_of(series, ORBIT_WAYS)).all()
    assert gain_finding(series).startswith("Nowhere is orbit quicker")


def test_every_way_has_a_map_and_a_line_that_ends_at_what_it_reaches() -> None:
    routed = sample_users()
    assert len(maps_by_way(routed.series).axes) == len(WAYS) + 1  # the quickest of all
    lines = delay_by_way(routed.series).axes[0].lines
    ends = [line.get_ydata()[-1] for line in lines]
    reached = [100.0 * routed.summary["ways"][way]["reachable_share"] for way in WAYS]
    assert ends == pytest.approx(reached)
    assert len(delay_by_way(sample_users(orbit=False).series).axes[0].lines) == 2
