"""Shortest ways over Kuiper's 630 km shell, against Hypatia's.

Source: Hypatia (Kassing et al., Exploring the "Internet from space" with Hypatia, IMC 2020), the
repository snkas/hypatia, satgenpy/tests/data_to_match/kuiper_630: networkx over SGP4 positions of
1,156 satellites, 200 s at 0.1 s. Ground station 1173 is Manila, 1241 Dalian, 1229 Saint
Petersburg; satellite p x 34 + k is number k of plane p. Round trips by
`networkx_rtt_1173_to_1241.txt`, paths by `networkx_path_*.txt`.

Tolerance: 0.001 ms, of the elements: ours are Brouwer's mean elements with J2 and J3, theirs those
of SGP4, 31 m apart over these 200 s, or 0.0002 ms on each end of a link. The target is 0.01 ms.
"""

from pathlib import Path

import numpy as np
import pytest

from dawndusk.scenario import load
from dawndusk.twin.route import route

MANILA, DALIAN = "14.6042, 120.9822", "38.913811, 121.602322"
PETERSBURG = "59.929858, 30.326228"
SCENARIO = Path(__file__).parents[2] / "scenarios" / "kuiper_630.yaml"
RTT_MS = {
    0.0: 29.4231377582,
    5.0: 29.2841422320,
    10.0: 29.1539302229,
    17.9: 28.9664857585,
    18.0: 25.3464925036,
    25.0: 25.2567010923,
    27.6: 41.1425035590,
    30.0: 41.1356447001,
    35.0: 41.1301214348,
    40.0: 41.1365494255,
    45.0: 41.1550572559,
    50.0: 41.1857986550,
}
PATHS = {
    0.0: (184, 217),
    18.0: (218, 217),
    27.6: (648, 616),
    74.3: (218, 250),
    125.9: (647, 616),
    128.7: (647, 615),
}


@pytest.fixture(scope="module")
def flown():
    return route(load(SCENARIO), MANILA, DALIAN, hours=200.0 / 3600.0, step_s=0.1)


def test_the_mean_round_trip(flown):
    assert flown.summary["rtt_ms"]["mean"] == pytest.approx(40.144, abs=0.001)
    assert flown.summary["reachable_share"] == 1.0
    assert flown.summary["steps"] == 2000


@pytest.mark.parametrize(("seconds", "expected"), RTT_MS.items())
def test_round_trips_at_moments(flown, seconds, expected):
    assert flown.series["rtt_ms"][round(10.0 * seconds)] == pytest.approx(expected, abs=0.001)


def test_paths_change_when_theirs_do_and_over_the_same_satellites(flown):
    series = flown.series
    changes = series["time_s"][series["changed"]]
    np.testing.assert_allclose(changes, list(PATHS)[1:], atol=1e-9)
    for seconds, ends in PATHS.items():
        at = round(10.0 * seconds)
        assert (series["first"][at], series["last"][at]) == ends


def test_a_city_beyond_the_shell_is_out_of_reach_when_theirs_is():
    series = route(load(SCENARIO), MANILA, PETERSBURG, hours=200.0 / 3600.0, step_s=0.1).series
    lost = series["time_s"][np.isnan(series["rtt_ms"])]
    assert lost[0] == pytest.approx(155.4, abs=0.11)  # a step, in which a range grows by 0.5 km
    assert lost[-1] == pytest.approx(165.1, abs=0.11)
    assert lost.size == pytest.approx(98, abs=2)
