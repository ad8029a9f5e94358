"""The table of sunlight by altitude against the direct computation, and what varies with what."""

from __future__ import annotations

import numpy as np
import pytest
from small_study import drawn, small

from dawndusk.orbit.radiation import trapped_dose
from dawndusk.orbit.sunlight_state import sunlight_state
from dawndusk.study.sky import Sky

BAND = {"uniform": [450, 1600]}  # across the height where the last shadow ends


def compared(found, direct):
    return {f: (getattr(found, f), getattr(direct, f)) for f in found._fields}


def test_the_table_follows_the_direct_computation():
    sky = Sky.of(small(orbit__altitude_km=BAND, orbit__local_time_h=6))
    at = np.random.default_rng(4).uniform(450.0, 1600.0, (40, 1))
    found, direct = sky.state(at, np.full_like(at, 6.0)), sunlight_state(at, 6.0, 2026)
    for field, (got, want) in compared(found, direct).items():
        assert got.shape == (40, 1)
        if field == "shadow_passes_per_year":  # both look every other day: 14 revolutions a day
            assert np.max(np.abs(got - want)) < 4 * 14.5
        else:
            assert np.max(np.abs(got - want)) < 0.005 * float(np.abs(want).max()), field
    assert np.max(np.abs(found.mean_sunlit - direct.mean_sunlit)) < 2e-4
    assert np.ptp(found.mean_sunlit) > 0.03
    assert np.max(found.mean_sunlit) == 1.0


def test_a_fixed_orbit_is_computed_once_and_exactly():
    scenario = small(orbit__altitude_km=650, orbit__local_time_h=6)
    sky = Sky.of(scenario)
    assert sky.altitude_km.size == 1
    found = sky.state(np.full((3, 1), 650.0), np.full((3, 1), 6.0))
    direct = sunlight_state(np.array([650.0]), 6.0, 2026)
    for got, want in compared(found, direct).values():
        np.testing.assert_array_equal(got, np.broadcast_to(want, (3, 1)))


@pytest.mark.parametrize("altitude", [{"uniform": [500, 700]}, 600])
def test_where_the_local_time_varies_every_draw_is_computed(altitude):
    scenario = small(orbit__altitude_km=altitude, orbit__local_time_h={"uniform": [4, 8]})
    chain, inputs = drawn(scenario, 7)
    assert chain.sky.table is None
    light = chain.run(inputs).orbit.sunlight
    height, hour = inputs["orbit.altitude_km"], inputs["orbit.local_time_h"]
    for i in range(7):
        h = float(np.broadcast_to(height, hour.shape)[i, 0])
        one = sunlight_state(np.array([h]), float(hour[i, 0]), 2026)
        assert float(light.mean_sunlit[i, 0]) == pytest.approx(float(one.mean_sunlit[0]), abs=1e-4)
    assert np.ptp(light.mean_sunlit) > 0.01


def test_noon_is_darker_than_dawn():
    dawn, noon = (
        drawn(small(orbit__altitude_km=600, orbit__local_time_h=h), 4)[0].sky.table for h in (6, 12)
    )
    assert float(noon.mean_sunlit[0]) < 0.7 < float(dawn.mean_sunlit[0])


def test_an_altitude_by_year_gives_sunlight_by_year():
    table = {"by_year": {2026: 500, 2030: 1500}}
    chain, inputs = drawn(small(orbit__altitude_km=table), 3)
    light = chain.run(inputs).orbit.sunlight.mean_sunlit
    assert light.shape == (1, 5)
    assert np.all(np.diff(light[0]) > 0.0)


def test_protons_of_the_sun_multiply_the_trapped_dose():
    dose = Sky.dose(np.array(650.0), np.array(5.0), np.array(0.5), np.array(1.5))
    assert float(dose) == pytest.approx(
        1.5 * float(trapped_dose(np.array(650.0), np.array(5.0), np.array(0.5)))
    )
