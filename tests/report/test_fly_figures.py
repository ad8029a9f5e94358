"""Pictures of a flight: what is drawn is what was counted, and the Earth is turned rightly."""

from __future__ import annotations

import numpy as np
import pytest
from flight_sample import sample_flight

from dawndusk.constants import R_EARTH
from dawndusk.report.figures_altitude import altitude_trade
from dawndusk.report.figures_fly import eclipse_by_shell, gateway_share, jumpy, lit_share, steady
from dawndusk.report.figures_fly_nodes import longest_passage, nodes_by_time, through_a_shadow
from dawndusk.report.figures_globe import still, view_axes

RADIUS_KM = R_EARTH / 1e3


def test_lines_are_shares_of_the_satellites_in_orbit() -> None:
    """Half of them fail half-way, all of them lit ones: the share in umbra doubles."""
    flight = sample_flight(shells=1, steps=20)
    flight.series["umbra"][:] = 10
    flight.series["penumbra"][:] = 0
    flight.series["failed"][10:] = 50
    dark = lit_share(flight.summary, flight.series).axes[1].lines[0].get_ydata()
    assert np.unique(dark[:10]) == pytest.approx([10.0])
    assert np.unique(dark[10:]) == pytest.approx([20.0])


def test_steady_shells_are_bars_of_umbra_and_penumbra() -> None:
    flight = sample_flight(shells=2)
    flight.series["umbra"][:] = [20, 10]
    flight.series["penumbra"][:] = [2, 1]
    assert steady(flight.series)
    drawn = eclipse_by_shell(flight.summary, flight.series)
    assert drawn is not None
    umbra, penumbra = drawn.axes[0].containers
    assert [bar.get_width() for bar in umbra] == [20.0, 10.0]
    assert [bar.get_x() for bar in penumbra] == [20.0, 10.0]
    assert [text.get_text() for text in drawn.axes[0].get_yticklabels()] == [
        "low & slow",
        "shell 1",
    ]


def test_changing_shells_are_strips_by_time() -> None:
    flight = sample_flight()
    assert not steady(flight.series)
    drawn = eclipse_by_shell(flight.summary, flight.series)
    assert drawn is not None
    shown = np.asarray(drawn.axes[0].images[0].get_array()).T
    dark = flight.series["umbra"] + flight.series["penumbra"]
    assert shown == pytest.approx(dark)  # of 100 satellites each, in per cent


@pytest.mark.parametrize("flown", [{"dark": 0.0}, {"shells": 1}])
def test_no_picture_of_what_says_nothing(flown: dict[str, float]) -> None:
    flight = sample_flight(**flown)
    assert eclipse_by_shell(flight.summary, flight.series) is None


def test_few_satellites_are_smoothed_and_keep_their_mean() -> None:
    flight = sample_flight(shells=1, steps=480)
    assert jumpy(flight.series)
    flight.series["gateway_in_view"][::2] = 40
    line = gateway_share(flight.summary, flight.series).axes[0].lines[0].get_ydata()
    assert np.ptp(line) < 3.0
    assert line.mean() == pytest.approx(30.0, abs=0.1)
    flight.series["shell_satellites"] = np.array([100_000])
    assert not jumpy(flight.series)


@pytest.mark.parametrize("declination_deg", [23.4, 0.0, -23.4])
def test_the_viewer_sees_day_night_and_the_side_of_the_shadow(declination_deg: float) -> None:
    declination = np.radians(declination_deg)
    sun = np.array([np.cos(declination), 0.0, np.sin(declination)])
    right, up, towards = view_axes(sun)
    assert up[2] > 0.0  # north is up
    assert np.cross(right, up) == pytest.approx(towards)
    assert 0.0 < towards @ sun < 0.6
    assert right @ sun < -0.5  # the Sun is on the left
    if declination:
        assert towards[2] * sun[2] < 0.0


def drawn_dots(position_km: np.ndarray, dark: np.ndarray) -> list[int]:
    sun = np.array([1.0, 0.0, 0.0])
    picture = still(position_km, dark, sun, 0.0, lambda to: to[:, 2] > 0.5, sampled=False)
    return [len(dots.get_offsets()) for dots in picture.axes[0].collections]


def test_what_the_earth_hides_and_what_is_lost_is_not_drawn() -> None:
    towards = view_axes(np.array([1.0, 0.0, 0.0]))[2]
    near, behind, lost = 7000.0 * towards, -7000.0 * towards, np.full(3, np.nan)
    far_out = 50_000.0 * view_axes(np.array([1.0, 0.0, 0.0]))[0]
    assert drawn_dots(np.stack([near, behind, lost]), np.array([False, True, True])) == [1, 0]
    assert drawn_dots(np.stack([near, far_out]), np.array([True, False]))[1] == 1
    assert drawn_dots(np.full((2, 3), np.nan), np.zeros(2, dtype=bool)) == [0, 0]


def test_the_earth_is_turned_and_lit() -> None:
    """Land only round a point that the sidereal angle turns to the middle of the disc."""
    sun = np.array([0.0, -1.0, 0.0])
    axes = view_axes(sun)
    turn = 1.1
    c, s = np.cos(turn), np.sin(turn)
    middle = np.array([[c, s, 0.0], [-s, c, 0.0], [0.0, 0.0, 1.0]]) @ axes[2]

    picture = still(
        np.zeros((0, 3)), np.zeros(0, dtype=bool), sun, turn, lambda to: to @ middle > 0.99, False
    )
    image = np.asarray(picture.axes[0].images[0].get_array())
    half = len(image) // 2
    centre, aside = image[half, half], image[half, half + half // 3]
    assert centre[1] > centre[2]  # land is greener than the sea
    assert aside[1] < aside[2]
    assert image[half, half // 4, :3].sum() > image[half, -half // 4, :3].sum()  # Sun on the left
    assert image[0, 0, 3] == 0.0


def test_the_trade_draws_gaps_where_a_table_ends() -> None:
    trade = sample_flight().summary["altitude_trade"]
    dose = altitude_trade(trade).axes[2].lines[0].get_ydata()
    assert np.isnan(dose[0])
    assert np.isfinite(dose[1:]).all()


def test_a_passage_is_the_longest_that_is_whole_in_the_flight() -> None:
    power = np.full((3, 40), 100.0, dtype=np.float32)
    power[0, :9] = power[0, 35:] = 0.0  # began before the flight, and ends after it
    power[1, 5:8] = 0.0
    power[1, 20:25] = 0.0
    power[2] = np.nan
    time = {"time_s": 300.0 * np.arange(40)}
    passage = longest_passage(time, {"node_power_w": power})
    assert passage is not None
    assert passage[:4] == (1, 20, 25, 16)
    assert passage.last == 39
    power[1, 30:] = 0.0
    passage = longest_passage(time, {"node_power_w": power})
    assert passage is not None
    assert passage.last == 29  # up to the next one
    assert longest_passage(time, {"node_power_w": power[[0, 2]]}) is None
    assert longest_passage({"time_s": np.zeros(1)}, {"node_power_w": power[:, :1]}) is None


def test_what_is_drawn_through_a_shadow_is_the_sample() -> None:
    flight = sample_flight(steps=60, hours=2.0)
    passage = longest_passage(flight.series, flight.sample)
    assert passage is not None
    heat, charge, power = through_a_shadow(flight.series, flight.sample, passage).axes
    shown = [line.get_ydata()[passage.entry - passage.first] for line in heat.lines]
    assert shown == pytest.approx([-10.0, -10.0, -12.0, -60.0])
    assert charge.lines[0].get_ydata().min() == pytest.approx(60.0)
    assert [line.get_ydata().max() for line in power.lines] == pytest.approx([100.0, 90.0])
    assert heat.lines[0].get_xdata()[passage.entry - passage.first] == 0.0


def test_the_constellation_by_time_is_weighed_by_satellites() -> None:
    flight = sample_flight(shells=2)
    flight.series["node_satellites"] = np.array([300, 100])
    flight.series["node_compute"][:] = [1.0, 0.6]
    flight.series["node_radiator_c_min"][:, 1] = -40.0
    work, heat, charge = nodes_by_time(flight.series).axes
    assert work.lines[0].get_ydata() == pytest.approx(np.full(25, 90.0))
    assert heat.lines[3].get_ydata() == pytest.approx(np.full(25, -40.0))
    assert charge.lines[1].get_ydata() == pytest.approx(np.full(25, 60.0))
