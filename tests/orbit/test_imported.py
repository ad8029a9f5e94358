"""Imported groups: what a file says of its satellites; one that has decayed stops no other."""

from __future__ import annotations

import numpy as np
import pytest

from dawndusk.constants import R_EARTH
from dawndusk.orbit.imported import DECAYED, NOWHERE, STATUS, import_elements, propagate
from dawndusk.orbit.sun import days_from_j2000


def test_a_group_says_what_it_is(fleet):
    group = import_elements(fleet)
    assert (group.name, group.satellites, group.planes) == ("fleet", 3, 1)
    assert group.names == ("STATION", "SINKING", "POLAR")
    assert group.epoch_days == pytest.approx(float(days_from_j2000(2026, 170.5)), abs=1e-8)
    assert group.altitude_km == pytest.approx([417, 190, 645], abs=15)
    assert np.degrees(group.inclination_rad) == pytest.approx([51.6392, 51.6, 97.98])
    assert import_elements(fleet, "mine").name == "mine"


def test_a_decayed_satellite_has_a_status_and_stops_no_other(fleet):
    group = import_elements(fleet)
    days = group.epoch_days + np.array([0.0, 3.0, 40.0])
    states = group.states(days)
    assert states.code.shape == (3, 3)
    assert states.position_m.shape == states.velocity_m_s.shape == (3, 3, 3)
    assert not states.code[[0, 2]].any()
    assert states.code[1, 0] == 0
    assert states.code[1, 2] != 0
    assert STATUS[int(states.code[1, 2])] != "ok"
    assert not states.position_m[states.code != 0].any()
    assert np.isfinite(states.position_m).all()
    radius = np.linalg.norm(states.position_m[[0, 2]], axis=-1)
    assert (radius > R_EARTH).all()
    assert (radius < R_EARTH + 700e3).all()
    speed = np.linalg.norm(states.velocity_m_s[[0, 2]], axis=-1)
    assert speed == pytest.approx(7.6e3, rel=0.02)


def test_states_by_days_are_those_by_julian_date(fleet):
    group = import_elements(fleet)
    days = np.floor(group.epoch_days) + np.array([0.0, 0.25])
    there = propagate(group.records, 2451545.0 + days[0], [0.0, 0.25])
    np.testing.assert_allclose(group.states(days).position_m, there.position_m, atol=1e-3)


def test_below_the_ground_is_decayed_and_no_number_is_nowhere(fleet, monkeypatch):
    class Odd:
        def __init__(self, records):
            self.count = len(records)

        def sgp4(self, whole, part):
            code = np.zeros((self.count, whole.size), dtype=np.uint8)
            r = np.full((self.count, whole.size, 3), 7000.0)
            r[0], r[1] = 1000.0, np.nan
            return code, r, r.copy()

    monkeypatch.setattr("sgp4.api.SatrecArray", Odd)
    states = propagate(import_elements(fleet).records, 2461210.5, [0.0, 0.5])
    assert states.code.tolist() == [[DECAYED] * 2, [NOWHERE] * 2, [0, 0]]
    assert np.isfinite(states.position_m).all()
