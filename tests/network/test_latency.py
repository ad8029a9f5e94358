"""What a round trip takes beside light."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.calculator import calculate
from dawndusk.data import catalogue
from dawndusk.errors import InputError
from dawndusk.network.fibre import fibre_ms
from dawndusk.network.latency import (
    fibre_rtt_ms,
    gateway_rtt_ms,
    latency_terms,
    light_rtt_ms,
    overhead_rtt_ms,
    queue_ms,
    satellite_rtt,
)

TERMS = latency_terms()


def test_terms_are_the_rows():
    rows = catalogue()
    for name in ("access_ms", "gateway_ms", "hop_ms", "last_mile_ms", "region_ms"):
        assert getattr(TERMS, name) == rows[f"latency.{name}"].value
    assert latency_terms(1.2).fibre_stretch == 1.2


@given(st.floats(0.0, 0.98), st.floats(0.001, 100.0), st.floats(0.0, 10.0))
def test_the_queue_is_pollaczek_and_khinchines(rho, service, variability):
    wait = float(queue_ms(rho, service, variability))
    second_moment = (1.0 + variability) * service**2
    rate = rho / service
    assert wait == pytest.approx(rate * second_moment / (2.0 * (1.0 - rho)))
    assert wait <= float(queue_ms(rho + 0.01, service, variability))


def test_the_queue_of_random_turns_by_simulation():
    """Lindley's recursion, a million packets: M/D/1 and M/M/1 at 0.6, to 2 %."""
    rng = np.random.default_rng(5)
    n, rho = 1_000_000, 0.6
    between = rng.exponential(1.0 / rho, n)
    for turns, variability in ((np.ones(n), 0.0), (rng.exponential(1.0, n), 1.0)):
        steps = np.concatenate(([0.0], turns[:-1] - between[1:]))
        total = np.cumsum(steps)
        wait = total - np.minimum.accumulate(total)
        assert wait.mean() == pytest.approx(float(queue_ms(rho, 1.0, variability)), rel=0.02)


def test_ways_add_up():
    light = 2e3 * 650e3 / 299_792_458.0
    assert float(light_rtt_ms(650e3)) == pytest.approx(light)
    orbit = TERMS.access_ms + TERMS.queue_ms + TERMS.region_ms
    assert float(overhead_rtt_ms(650e3, TERMS)) == pytest.approx(light + orbit)
    assert float(overhead_rtt_ms(650e3, TERMS, 3)) == pytest.approx(
        light + orbit + 6 * TERMS.hop_ms
    )
    ground = float(fibre_ms(1000.0, 1.5, 1.468)) + TERMS.last_mile_ms + TERMS.region_ms
    assert float(fibre_rtt_ms(1000.0, TERMS)) == pytest.approx(ground)
    assert float(gateway_rtt_ms(1000.0, 650e3, TERMS, 2)) == pytest.approx(
        ground + TERMS.gateway_ms + light + 4 * TERMS.hop_ms
    )


def test_what_is_not_reached_stays_so():
    far = np.array([650e3, np.inf])
    assert np.isinf(overhead_rtt_ms(far, TERMS)).tolist() == [False, True]
    assert np.isinf(gateway_rtt_ms(10.0, far, TERMS)).tolist() == [False, True]


def test_the_calculator_has_it():
    result = calculate("satellite_rtt", {}).as_dict()
    found = result["outputs"]
    assert found["geometry_ms"] < 8.0
    rest = result["inputs"]["access_ms"] + result["inputs"]["gateway_ms"]
    rest += 2.0 * result["inputs"]["hop_ms"] + found["queue_ms"]
    assert found["rtt_ms"] == pytest.approx(found["geometry_ms"] + rest)
    json.dumps(result, allow_nan=False)
    idle = calculate("satellite_rtt", {"busy_share": 0}).outputs
    assert idle["queue_ms"] == 0.0


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"busy_share": 1}, "busy_share is out of range: got 1.0; allowed: 0 to 0.99"),
        ({"access_ms": -1}, "access_ms is out of range"),
        ({"elevation_deg": 95}, "elevation_deg is out of range"),
        ({"frame_ms": "1 km"}, "frame_ms: the unit 'km' cannot be read as ms"),
    ],
)
def test_bad_input_is_one_clear_line(given, message):
    with pytest.raises(InputError, match=message):
        calculate("satellite_rtt", given)


def test_a_lower_satellite_over_the_horizon_is_farther():
    low = satellite_rtt(550.0, 25.0, 25.0, 12.0, 3.0, 0.1, 1.3, 0.6).geometry_ms
    high = satellite_rtt(550.0, 90.0, 90.0, 12.0, 3.0, 0.1, 1.3, 0.6).geometry_ms
    assert float(low) == pytest.approx(4 * 3.747, abs=0.01)
    assert float(high) == pytest.approx(4 * 1.835, abs=0.01)
