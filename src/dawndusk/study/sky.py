"""Sunlight, shadow and dose of a scenario's orbits, tabulated once and read for every draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.orbit.radiation import trapped_dose
from dawndusk.orbit.sunlight_state import SunlightState, sunlight_state
from dawndusk.scenario import Scenario

__all__ = ["Sky"]

STEP_KM: Final = 5.0  # a test holds the table to the direct computation


@dataclass(frozen=True)
class Sky:
    """The year's sunlight by altitude, at one local time; computed directly if both vary.

    Parameters
    ----------
    year : int
        Calendar year of the Sun's path; a sun-synchronous orbit sees nearly the same every year.
    local_time_h : float or None
        The common local time [h], None if it differs between draws.
    altitude_km : ndarray, shape (m,)
        Altitudes of the table [km]; one where the altitude is fixed.
    table : SunlightState or None
        One entry per altitude.
    """

    year: int
    local_time_h: float | None
    altitude_km: FloatArray
    table: SunlightState | None

    @classmethod
    def of(cls, scenario: Scenario) -> Sky:
        """Tabulate the orbits that a scenario can draw."""
        orbit, year = scenario.orbit, scenario.years.first
        low, high = orbit.altitude_km.shape.bounds()
        early, late = orbit.local_time_h.shape.bounds()
        at = np.linspace(low, high, max(1, int(np.ceil((high - low) / STEP_KM)) + 1))
        if early != late:
            return cls(year, None, at, None)
        return cls(year, early, at, sunlight_state(at, early, year))

    def state(self, altitude_km: FloatArray, local_time_h: FloatArray) -> SunlightState:
        """Sunlight at drawn altitudes [km] and local times [h], in their broadcast shape."""
        if self.table is None:
            return sunlight_state(altitude_km, local_time_h, self.year)
        if self.altitude_km.size == 1:
            return SunlightState(*(np.broadcast_to(f, altitude_km.shape) for f in self.table))
        return SunlightState(
            *(np.interp(altitude_km, self.altitude_km, field) for field in self.table)
        )

    @staticmethod
    def dose(
        altitude_km: FloatArray, shield_mm: FloatArray, activity: FloatArray, margin: FloatArray
    ) -> FloatArray:
        """Dose behind the shield, solar protons by a margin on the trapped part [rad/year]."""
        return np.asarray(trapped_dose(altitude_km, shield_mm, activity) * margin)
