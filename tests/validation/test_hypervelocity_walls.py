"""Aluminium walls against known depths of craters.

- An aluminium sphere at about 7 km/s makes a crater about twice as deep as its diameter in thick
  aluminium (rule from two-stage gas guns, as in Cour-Palais 1987): 2.07 by the equation, taken to
  20 %, the scatter of the shots.
- A single wall that stops a centimetre of aluminium at 10 km/s is about five centimetres thick
  (often quoted to show why shields have two walls): 47 mm by the equation, 20 %.
- Depth goes with the 2/3 power of speed, near to energy over volume (exact by the equation).

The equation itself is recalled, not re-read, so these are what holds its constants.
"""

import pytest

from dawndusk.satellite.wall import critical_diameter


def wall_that_stops(diameter_mm, speed):
    """Invert by bisection, so that the constants are not used a second time."""
    low, high = 0.01, 1e3
    for _ in range(100):
        middle = 0.5 * (low + high)
        stops = critical_diameter(middle, 2.7, speed, 95.0, 2.7, 5.1) > diameter_mm
        low, high = (low, middle) if stops else (middle, high)
    return high


def test_a_crater_is_twice_as_deep_as_the_sphere():
    assert wall_that_stops(10.0, 7.0) / 1.8 == pytest.approx(20.0, rel=0.2)


def test_five_centimetres_stop_a_centimetre():
    assert wall_that_stops(10.0, 10.0) == pytest.approx(50.0, rel=0.2)


def test_speed():
    ratio = wall_that_stops(1.0, 16.0) / wall_that_stops(1.0, 2.0)
    assert ratio == pytest.approx(4.0, rel=1e-6)
