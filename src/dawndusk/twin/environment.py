"""What surrounds a shell through the year: sunlight, dose and drag, for the tables of a flight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.orbit.atmosphere import air_table, solar_flux
from dawndusk.orbit.drag import drag_delta_v_per_year, orbit_lifetime
from dawndusk.orbit.radiation import dose_table, trapped_dose
from dawndusk.orbit.shells import Shell
from dawndusk.orbit.sunlight import HIGHEST_KM, LOWEST_KM, sunlight
from dawndusk.satellite.closure import SatelliteBudget
from dawndusk.scenario import Scenario
from dawndusk.twin.altitude import altitude_trade
from dawndusk.twin.node import close_node
from dawndusk.twin.sky import Surroundings

__all__ = ["Environment", "best_estimate_satellite"]

MOST_LOCAL_TIMES: Final = 25  # of a shell, evenly taken


def best_estimate_satellite(scenario: Scenario, year: int) -> SatelliteBudget:
    """Close the satellite of a scenario with every figure at its best estimate.

    Parameters
    ----------
    scenario : Scenario
        What is asked.
    year : int
        Of the Sun's path.

    Returns
    -------
    SatelliteBudget

    Notes
    -----
    One design for all shells, at the scenario's altitude and local time.

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> budget = best_estimate_satellite(parse({"name": "x"}), 2026)
    >>> bool(0.01 < budget.drag_area_m2 / budget.wet_kg < 0.1)
    True
    """
    inputs = {path: np.full((1, 1), q.value) for path, q in scenario.quantities().items()}
    at = scenario.orbit.altitude_km.value, scenario.orbit.local_time_h.value
    around = Surroundings.of(np.full((1, 1), at[0]), at[1], year)
    sleep = scenario.satellite.in_shadow == "sleep"
    budget = close_node(inputs, around, sleep).budget
    return SatelliteBudget(*(field.reshape(-1)[0] for field in budget))


@dataclass(frozen=True)
class Environment:
    """The year, the shield and the area over mass by which shells are compared.

    Parameters
    ----------
    year : int
        Of the Sun's path.
    local_time_h : float [h]
        Of the trade by altitude.
    shield_mm, dose_limit_rad : float [mm], [rad]
        Aluminium around the chips, and what they bear.
    f107_quiet, f107_active, f107 : float [1]
        Solar radio flux in a quiet and an active year, and at the scenario's mean activity.
    drag_coefficient : float [1]
        On the area that meets the air.
    area_to_mass, tumbling_area_to_mass : float [m2/kg]
        Of the scenario's satellite: flying with its array to the Sun; tumbling, half its plates.
    """

    year: int
    local_time_h: float
    shield_mm: float
    dose_limit_rad: float
    f107_quiet: float
    f107_active: float
    f107: float
    drag_coefficient: float
    area_to_mass: float
    tumbling_area_to_mass: float

    @classmethod
    def of(cls, scenario: Scenario, year: int) -> Environment:
        """Return that of a scenario at its best estimates."""
        orbit, node = scenario.orbit, scenario.satellite
        budget = best_estimate_satellite(scenario, year)
        plates = budget.array_area_m2 + budget.radiator_area_m2
        quiet, active = orbit.f107_quiet.value, orbit.f107_active.value
        return cls(
            year=year,
            local_time_h=orbit.local_time_h.value,
            shield_mm=node.shield_mm.value,
            dose_limit_rad=node.dose_limit_rad.value,
            f107_quiet=quiet,
            f107_active=active,
            f107=float(solar_flux(orbit.solar_activity.value, quiet, active)),
            drag_coefficient=orbit.drag_coefficient.value,
            area_to_mass=float(budget.drag_area_m2 / budget.wet_kg),
            tumbling_area_to_mass=float(0.5 * plates / budget.wet_kg),
        )

    def year_of(self, shell: Shell) -> dict[str, float] | None:
        """Return a year of sunlight, mean and worst over a shell's planes; None if not for it."""
        times = shell.local_time_h
        if times is None or not LOWEST_KM <= shell.altitude_km <= HIGHEST_KM:
            return None
        at = np.unique(
            np.linspace(0, times.size - 1, min(times.size, MOST_LOCAL_TIMES)).astype(int)
        )
        light = sunlight(shell.altitude_km, times[at], self.year)
        return {
            "year": self.year,
            "mean_sunlit": float(np.mean(light.mean_sunlit)),
            "longest_umbra_min": float(np.max(light.longest_umbra_min)),
            "umbra_season_days": float(np.max(light.umbra_season_days)),
        }

    def at(self, shell: Shell) -> dict[str, Any]:
        """Return dose and drag at a shell; None for what lies outside its table."""
        h = np.array([shell.altitude_km])
        quiet, active = (self._dose(h, s, shell.inclination_rad)[0] for s in (0.0, 1.0))
        drag = self._drag(h, self.f107)[0]
        inside = _within(h, air_table().altitude_km)[0]
        life = (
            orbit_lifetime(h, self.tumbling_area_to_mass, self.f107, self.drag_coefficient)[0]
            if inside
            else np.nan
        )
        dose = {"min": _finite(quiet), "max": _finite(active)}  # of the Sun's activity
        return {
            "dose_rad_per_year": None if dose["min"] is None else dose,
            "drag_m_per_s_per_year": _finite(drag),
            "lifetime_years": _finite(life),
        }

    def altitude_trade(self) -> dict[str, Any]:
        """Return sunlight, dose and drag by altitude on the scenario's local time."""
        return altitude_trade(
            self.local_time_h,
            self.year,
            self.shield_mm,
            self.dose_limit_rad,
            self.f107_quiet,
            self.f107_active,
            self.area_to_mass,
            self.drag_coefficient,
        )

    def _dose(self, altitude_km: FloatArray, activity: float, inclination_rad: float) -> FloatArray:
        """Return the trapped dose [rad/year], nan outside the table."""
        inside = _within(altitude_km, dose_table().altitude_km)
        dose = np.full(altitude_km.shape, np.nan)
        dose[inside] = trapped_dose(altitude_km[inside], self.shield_mm, activity, inclination_rad)
        return dose

    def _drag(self, altitude_km: FloatArray, f107: float) -> FloatArray:
        """Return what drag takes [m/s/year], nan outside the table."""
        inside = _within(altitude_km, air_table().altitude_km)
        drag = np.full(altitude_km.shape, np.nan)
        drag[inside] = drag_delta_v_per_year(
            altitude_km[inside], self.area_to_mass, f107, self.drag_coefficient
        )
        return drag


def _within(altitude_km: FloatArray, nodes: FloatArray) -> NDArray[np.bool_]:
    return np.asarray((altitude_km >= nodes[0]) & (altitude_km <= nodes[-1]))


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
