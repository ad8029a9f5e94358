"""Life of batteries against published life tests, and the shadow season against the real Sun.

Sources, expected, tolerance and why:

- GS Yuasa (Imamura et al., 27th Space Energy Symposium, JAXA, 2008): 40,000 cycles of 25 % passed,
  the cells still above what their mission asked. The rows allow 30,000 at their best estimates and
  the 40,000 within their range.
- JAXA (cells of 10 to 100 Ah): over 30,000 low-orbit cycles, at 25 to 40 % (depth recalled): inside
  the range of the rows at 25 %.
- Cells of cars and satellites, 1,000 to 3,000 cycles at 80 to 100 % (recalled).
- SAFT cells for GEO: about 10 % of the capacity after 15 years of storage and 90 seasons' worth of
  cycles. Age alone must not take more than twice that at 20 degC and half charge.
- The shadow season of a dawn-dusk orbit, day by day with the real Sun: the mean of the power of
  the depth is 0 to 4.5 % above the closed form from 550 to 1,000 km, for powers of 1.4 to 2.2, as
  the shadow is flatter in the middle of a long season than the root of 1 - x^2.
"""

import numpy as np
import pytest

from dawndusk.data import catalogue
from dawndusk.orbit.shadow import shadow_edges, shadow_half_arc
from dawndusk.orbit.sun_synchronous import sun_synchronous_inclination
from dawndusk.orbit.sunlight import sin_beta_of_year, year_of_sun
from dawndusk.satellite.battery_life import capacity_share
from dawndusk.satellite.battery_wear import calendar_fade, cycle_life, season_wear


def of_battery(name):
    return catalogue()[f"satellite.battery.{name}"]


def test_shallow_cycles():
    at_full = of_battery("cycles_at_full_depth").shape
    exponent = of_battery("depth_exponent").shape
    best = float(cycle_life(0.25, at_full.value, exponent.value))
    most = float(cycle_life(0.25, at_full.high, exponent.high))
    assert best == pytest.approx(30_300.0, rel=0.01)
    assert best < 40_000.0 < most


@pytest.mark.parametrize("depth", [0.8, 1.0])
def test_deep_cycles(depth):
    at_full, exponent = (
        of_battery(name).value for name in ("cycles_at_full_depth", "depth_exponent")
    )
    assert 1000.0 < float(cycle_life(depth, at_full, exponent)) < 4000.0


def test_age_alone():
    fade = float(
        calendar_fade(
            of_battery("calendar_fade_per_year").value, 20.0, 0.5,
            of_battery("activation_kj_per_mol").value, of_battery("charge_sensitivity").value,
        )
    )  # fmt: skip
    left = float(capacity_share(15.0, 0.0, 0.5, 2500.0, 1.8, fade))
    assert 0.8 < left < 0.9


@pytest.mark.parametrize("exponent", [1.4, 1.8, 2.2])
@pytest.mark.parametrize("altitude", [550.0, 650.0, 1000.0])
def test_the_season_of_the_real_sun(altitude, exponent):
    sun = year_of_sun(2026, 4.0)
    sine = sin_beta_of_year(sun_synchronous_inclination(altitude), 18.0, sun)
    edges = shadow_edges(altitude, sun.distance_m)
    arc = np.asarray(shadow_half_arc(sine, edges.umbra_rad))
    depths = arc[arc > 0.0] / arc.max()
    assert len(depths) > 200
    mean = float(np.mean(depths**exponent))
    assert 1.0 < mean / float(season_wear(exponent)) < 1.045
