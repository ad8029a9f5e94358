"""The trade by altitude: each figure is that of the function it comes from, and falls or rises."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from dawndusk.errors import InputError
from dawndusk.orbit.drag import drag_delta_v_per_year
from dawndusk.orbit.drag_area import ram_area_share
from dawndusk.orbit.radiation import trapped_dose
from dawndusk.orbit.solar_protons import solar_proton_dose, solar_proton_open_share
from dawndusk.orbit.sunlight import sunlight
from dawndusk.twin.altitude import altitude_trade

GIVEN: dict[str, Any] = {
    "year": 2026,
    "dose_limit_rad": 2000.0,
    "life_years": 5.0,
    "f107_quiet": 70.0,
    "f107_active": 200.0,
    "array_m2": 600.0,
    "radiator_m2": 200.0,
    "wet_kg": 6000.0,
    "drag_coefficient": 2.2,
    "solar_events_per_year": 0.1,
    "cutoff_latitude_deg": 62.0,
}


def trade(local_time_h: float = 18.0, shield_mm: float = 10.0) -> dict[str, Any]:
    return altitude_trade(local_time_h=local_time_h, shield_mm=shield_mm, **GIVEN)


def test_every_figure_is_that_of_its_own_function() -> None:
    made = trade()
    place = made["altitude_km"].index(650.0)
    light = sunlight(650.0, 18.0, 2026)
    for name in ("mean_sunlit", "worst_sunlit", "longest_umbra_min", "umbra_season_days"):
        assert made[name][place] == pytest.approx(float(getattr(light, name)))
    protons = solar_proton_dose(10.0, [0.0, 0.2], solar_proton_open_share(650.0, 62.0))
    dose = trapped_dose(650.0, 10.0, [0.0, 1.0]) + protons
    assert [made["dose_rad_per_year"][k][place] for k in ("min", "max")] == pytest.approx(dose)
    shares = ram_area_share(650.0, 18.0, 2026, [70.0, 200.0])
    area = 600.0 * shares.array + 200.0 * shares.radiator
    drag = drag_delta_v_per_year(650.0, area / 6000.0, [70.0, 200.0], 2.2)
    found = [made["drag_m_per_s_per_year"][k][place] for k in ("quiet", "active")]
    assert found == pytest.approx(drag)


def test_it_is_plain_and_finite() -> None:
    again = json.loads(json.dumps(trade(), allow_nan=False))
    assert again == trade()
    assert (again["altitude_km"][0], again["altitude_km"][-1]) == (400.0, 2000.0)
    many = {len(v) for v in again.values() if isinstance(v, list)}
    assert many == {33}


def test_shadow_and_drag_fall_with_altitude_and_dose_rises() -> None:
    made = trade()
    assert np.all(np.diff(made["mean_sunlit"]) >= 0.0)
    assert np.all(np.diff(made["longest_umbra_min"]) <= 0.0)
    for name in ("quiet", "active"):
        assert np.all(np.diff(made["drag_m_per_s_per_year"][name]) < 0.0)
    assert np.all(np.diff(made["dose_rad_per_year"]["min"]) > 0.0)


def test_a_noon_orbit_is_always_in_shadow_for_a_part() -> None:
    assert min(trade(local_time_h=12.0)["umbra_season_days"]) > 364.0


def test_a_shield_out_of_the_table_is_refused() -> None:
    with pytest.raises(InputError, match="shield_mm"):
        trade(shield_mm=50.0)
