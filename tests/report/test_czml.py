"""CZML: the frame, the times and the thinning are right, and the package's own schema takes it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from types import SimpleNamespace

import numpy as np
import pytest

from dawndusk.errors import InputError
from dawndusk.orbit.precession import to_j2000
from dawndusk.report import czml

czml3 = pytest.importorskip("czml3")

START = datetime(2026, 6, 21, tzinfo=UTC)
RADIUS_KM = 7028.137
PERIOD_S = 5863.5


def circle(seconds, phase=0.0):
    u = 2 * np.pi * np.asarray(seconds) / PERIOD_S + phase
    return RADIUS_KM * np.stack([np.cos(u), 0.2 * np.sin(u), np.sqrt(0.96) * np.sin(u)], axis=-1)


@pytest.fixture
def seconds():
    return np.arange(0.0, 86_401.0, 60.0)


def written(names, paths, seconds, **more):
    text = czml.czml_text(
        "a flight", names, np.stack(paths).astype(np.float32), seconds, START, **more
    )
    return text, json.loads(text)


def samples(packet):
    return np.array(packet["position"]["cartesian"]).reshape(-1, 4)


def test_it_is_czml_by_the_package_s_own_schema(seconds):
    text, packets = written(["a", "b"], [circle(seconds), circle(seconds, 1.0)], seconds)
    assert json.loads(czml3.Document.model_validate(packets).dumps()) == json.loads(text)
    head, *rest = packets
    assert (head["id"], head["version"]) == ("document", "1.0")
    assert head["clock"]["interval"] == "2026-06-21T00:00:00Z/2026-06-22T00:00:00Z"
    assert [packet["name"] for packet in rest] == ["a", "b"]
    assert len({packet["id"] for packet in packets}) == 3


def test_positions_are_metres_of_j2000_at_their_times(seconds):
    _, packets = written(["a"], [circle(seconds)], seconds)
    position = packets[1]["position"]
    assert position["referenceFrame"] == "INERTIAL"
    assert position["epoch"] == "2026-06-21T00:00:00Z"
    table = samples(packets[1])
    noon = (START - datetime(2000, 1, 1, tzinfo=UTC)).days  # of the day in the middle
    expected = 1e3 * circle(table[:, 0]) @ to_j2000(noon).T
    assert np.abs(table[:, 1:] - expected).max() < 2.0  # float32, and rounding to a metre
    turned = np.degrees(np.arccos(np.sum(table[0, 1:] * [1, 0, 0]) / (1e3 * RADIUS_KM)))
    assert turned == pytest.approx(0.34, abs=0.05)  # what leaving precession out would cost


def test_it_is_small_and_still_right_between(seconds):
    text, packets = written(["a"], [circle(seconds)], seconds)
    table = samples(packets[1])
    assert np.diff(table[:, 0]).max() <= czml.LONGEST_STEP_S
    assert table[-1, 0] == 86_400.0
    assert len(text) < 15_000

    def curve(t):  # as a viewer does it: the nodes nearest to t
        near = np.argsort(np.abs(table[:, 0] - t), kind="stable")[: czml.DEGREE + 1]
        x = table[near, 0]
        weights = [np.prod((t - np.delete(x, i)) / (x[i] - np.delete(x, i))) for i in range(len(x))]
        return np.array(weights) @ table[near, 1:]

    def error(times):
        truth = 1e3 * circle(times) @ to_j2000(9668.0).T
        return max(np.linalg.norm(curve(t) - p) for t, p in zip(times, truth, strict=True))

    assert error(np.arange(3000.0, 80_000.0, 1234.0)) < 10.0
    assert error(np.array([150.0, 86_250.0])) < 1000.0


def test_the_last_step_is_kept_and_long_steps_are_not_thinned():
    seconds = np.arange(0.0, 3540.0, 120.0)
    table = samples(written(["a"], [circle(seconds)], seconds)[1][1])
    assert table[:, 0].tolist() == [*np.arange(0.0, 3361.0, 240.0), 3480.0]
    seconds = np.arange(0.0, 9001.0, 900.0)
    table = samples(written(["a"], [circle(seconds)], seconds)[1][1])
    assert table[:, 0].tolist() == seconds.tolist()
    assert samples(written(["a"], [circle([0.0])], [0.0])[1][1]).shape == (1, 4)


def test_a_lost_satellite_ends_and_one_that_never_was_is_left_out(seconds):
    lost, never = circle(seconds), np.full((seconds.size, 3), np.nan)
    lost[600:] = np.nan
    text, packets = written(["lost", "never", "whole"], [lost, never, circle(seconds)], seconds)
    assert "NaN" not in text
    assert [packet["name"] for packet in packets[1:]] == ["lost", "whole"]
    assert packets[1]["availability"] == "2026-06-21T00:00:00Z/2026-06-21T09:55:00Z"
    assert packets[2]["availability"].endswith("2026-06-22T00:00:00Z")


def test_shells_have_their_colours(seconds):
    _, packets = written(["a", "b", "c"], [circle(seconds)] * 3, seconds, group=[0, 1, 8])
    colours = [packet["point"]["color"]["rgba"][:3] for packet in packets[1:]]
    assert colours == [list(czml.COLOURS[0]), list(czml.COLOURS[1]), list(czml.COLOURS[1])]


def test_a_flight_gives_its_sample(seconds):
    flight = SimpleNamespace(
        summary={"title": "", "scenario": "x", "start_utc": "2026-06-21T00:00:00Z"},
        series={"time_s": seconds},
        sample={
            "name": np.array(["a", "b"]),
            "shell": np.array([0, 1], dtype=np.int32),
            "position_km": np.stack([circle(seconds)] * 2).astype(np.float32),
        },
    )
    packets = json.loads(czml.flight_czml(flight))
    assert packets[0]["name"] == "x"
    assert packets[1]["position"]["epoch"] == "2026-06-21T00:00:00Z"
    assert len(packets) == 3


def test_without_the_package_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(czml, "find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"pip install 'dawndusk\[czml\]'"):
        czml.require_czml()
