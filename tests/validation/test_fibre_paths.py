"""Round trips by fibre against routes that were measured.

- Hibernia Express (thebroadcastbridge.com, 2015): New York to London 58.95 ms, the fastest cable;
  AC-1 before it 65 ms (silicon.co.uk, 2010). Handley 2018: 55 ms along the great circle, 76 ms over
  the Internet (r/Starlink's summary); 2019: Seattle to New York 38 ms along the great circle, 78 ms
  over the Internet (circleid.com, 30 December 2019). London to California about 130 ms
  (calpaterson.com/latency).
- Nothing is faster than light in straight fibre; each lies within the range of the stretch; the
  best estimate is held to 20 % of what the Internet, not one special cable, takes.
"""

from __future__ import annotations

import pytest

from dawndusk.data import catalogue
from dawndusk.network.fibre import fibre

LOW, HIGH = catalogue()["latency.fibre_stretch"].shape.bounds()
BEST = catalogue()["latency.fibre_stretch"].value
INDEX = catalogue()["latency.fibre_index"].value


@pytest.mark.parametrize(
    ("start", "end", "measured_ms"),
    [
        ("New York", "London", 58.95),
        ("New York", "London", 65.0),
        ("New York", "London", 76.0),
        ("London", "San Francisco", 130.0),
    ],
)
def test_measured_routes_lie_within_the_range(start, end, measured_ms):
    straight = fibre(start, end, 1.0, INDEX)
    assert straight.rtt_great_circle_ms < measured_ms
    assert LOW <= measured_ms / straight.rtt_great_circle_ms <= HIGH


@pytest.mark.parametrize(
    ("start", "end", "measured_ms"),
    [("New York", "London", 76.0), ("London", "San Francisco", 130.0)],
)
def test_the_best_estimate_is_near_the_internet(start, end, measured_ms):
    assert fibre(start, end, BEST, INDEX).rtt_ms == pytest.approx(measured_ms, rel=0.2)


@pytest.mark.parametrize(
    ("start", "end", "said_ms"), [("New York", "London", 55.0), ("Seattle", "New York", 38.0)]
)
def test_great_circle_of_handley(start, end, said_ms):
    assert fibre(start, end, 1.0, INDEX).rtt_ms == pytest.approx(said_ms, abs=0.5)
