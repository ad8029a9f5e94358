"""The table of sunlight by altitude against the direct computation, and what varies with what."""

from __future__ import annotations

import numpy as np
import pytest
from small_study import drawn, small

from dawndusk.errors import InputError
from dawndusk.orbit.drag_area import ram_area_share
from dawndusk.orbit.earth_light import infrared_view_factor
from dawndusk.orbit.radiation import trapped_dose
from dawndusk.orbit.reflected import yearly_reflected
from dawndusk.orbit.solar_protons import solar_event_dose, solar_proton_open_share
from dawndusk.orbit.sunlight import sunlight
from dawndusk.orbit.sunlight_state import sunlight_state
from dawndusk.twin.sky import Sky

BAND = {"uniform": [450, 1600]}  # across the height where the last shadow ends


def compared(found, direct):
    return {f: (getattr(found, f), getattr(direct, f)) for f in found._fields}


def test_the_table_follows_the_direct_computation():
    sky = Sky.of(small(orbit__altitude_km=BAND, orbit__local_time_h=6))
    at = np.random.default_rng(4).uniform(450.0, 1600.0, (40, 1))
    found, direct = sky.around(at, np.full_like(at, 6.0)).light, sunlight_state(at, 6.0, 2026)
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
    found = sky.around(np.full((3, 1), 650.0), np.full((3, 1), 6.0)).light
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
        drawn(small(orbit__altitude_km=600, orbit__local_time_h=h), 4)[0].sky.table.light
        for h in (6, 12)
    )
    assert float(noon.mean_sunlit[0]) < 0.7 < float(dawn.mean_sunlit[0])


def test_an_altitude_by_year_gives_sunlight_by_year():
    table = {"by_year": {2026: 500, 2030: 1500}}
    chain, inputs = drawn(small(orbit__altitude_km=table), 3)
    light = chain.run(inputs).orbit.sunlight.mean_sunlit
    assert light.shape == (1, 5)
    assert np.all(np.diff(light[0]) > 0.0)


def test_the_table_of_surroundings_follows_the_direct_computation():
    sky = Sky.of(small(orbit__altitude_km=BAND, orbit__local_time_h=18))
    at = np.random.default_rng(5).uniform(450.0, 1600.0, (30, 1))
    flux = np.random.default_rng(6).uniform(65.0, 250.0, (30, 1))
    found = sky.around(at, np.full_like(at, 18.0))
    radiator = yearly_reflected(at, 18.0, 2026, "edge_on").largest
    light = sunlight_state(at, 18.0, 2026)
    lit = 1.0 - light.lost_sunlight_s / light.period_s
    array = yearly_reflected(at, 18.0, 2026, "sun", "anti_sun").largest / lit
    np.testing.assert_allclose(found.reflected_on_radiator, radiator, rtol=0.01)
    np.testing.assert_allclose(found.reflected_on_array, array, rtol=0.01)
    lowest = np.radians(sunlight(at[:, 0], 18.0, 2026).smallest_beta_deg)[:, None]
    tilted = infrared_view_factor(at, lowest, "sun").mean
    np.testing.assert_allclose(found.array_earth_view, tilted, rtol=0.01)
    ram = ram_area_share(at, 18.0, 2026, flux)
    np.testing.assert_allclose(found.ram_share_at(flux), ram.array, rtol=0.01)
    np.testing.assert_allclose(found.radiator_ram_share, ram.radiator, rtol=0.01)
    assert np.ptp(ram.array) > 0.02


def test_protons_of_the_sun_come_on_top_and_in_active_years():
    """At solar minimum only trapped particles; at the maximum twice the mean of events too."""
    quiet, active = (
        drawn(
            small(
                orbit__altitude_km=650,
                orbit__solar_activity=activity,
                orbit__solar_events_per_year=0.1,
                orbit__solar_cutoff_latitude_deg=62,
                satellite__shield_mm=5,
                orbit__belt_model_factor=1.5,
            ),
            2,
        )
        for activity in (0, 1)
    )
    dose = [
        float(chain.run(inputs).orbit.dose_rad_per_year[0, 0]) for chain, inputs in (quiet, active)
    ]
    assert dose[0] == pytest.approx(1.5 * float(trapped_dose(650.0, 5.0, 0.0)))
    event = float(solar_event_dose(5.0)) * float(solar_proton_open_share(650.0, 62.0))
    assert dose[1] == pytest.approx(1.5 * float(trapped_dose(650.0, 5.0, 1.0)) + 0.2 * event)


CONSTELLATION = {
    "shells": [
        {
            "pattern": "sun_synchronous",
            "altitude_km": 600,
            "planes": 3,
            "satellites_per_plane": 10,
            "local_time_h": 18,
            "local_time_span_h": 1,
            "stack": {"count": 2, "step_km": 100},
        }
    ]
}


def test_a_constellation_is_costed_with_the_sunlight_of_its_own_planes():
    """Mean sunlight over its planes; the worst shadow of any, as one design flies in all."""
    sky = Sky.of(small(orbit__altitude_km=650, constellation=CONSTELLATION))
    light = sky.around(np.full((2, 1), 650.0), np.full((2, 1), 18.0)).light
    every = [
        sunlight_state(np.array([h]), t, 2026)
        for h in (600.0, 700.0)
        for t in np.linspace(17.5, 18.5, 3)
    ]
    sunlit = np.mean([float(one.mean_sunlit[0]) for one in every])
    longest = max(float(one.lost_sunlight_s[0]) for one in every)
    assert light.mean_sunlit.ravel() == pytest.approx([sunlit] * 2, abs=1e-6)
    assert light.lost_sunlight_s.ravel() == pytest.approx([longest] * 2, abs=1e-3)
    alone = sunlight_state(np.array([650.0]), 18.0, 2026)
    assert longest > float(alone.lost_sunlight_s[0])


def test_a_constellation_that_the_study_cannot_price_is_refused():
    delta = {**CONSTELLATION["shells"][0], "pattern": "walker_delta", "inclination_deg": 53}
    for key in ("local_time_h", "local_time_span_h"):
        del delta[key]
    with pytest.raises(InputError, match="sun-synchronous"):
        Sky.of(small(orbit__altitude_km=650, constellation={"shells": [delta]}))
    with pytest.raises(InputError, match="altitude"):
        Sky.of(small(orbit__altitude_km=900, constellation=CONSTELLATION))
