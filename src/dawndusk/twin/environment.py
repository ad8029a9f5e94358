"""What surrounds a shell through the year: sunlight, dose and drag, for the tables of a flight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.orbit.atmosphere import air_table, solar_flux
from dawndusk.orbit.dose import yearly_dose
from dawndusk.orbit.drag import drag_delta_v_per_year, orbit_lifetime
from dawndusk.orbit.drag_area import TUMBLING_AREA_SHARE, drifting_ram_share, ram_area_share
from dawndusk.orbit.radiation import dose_table
from dawndusk.orbit.shells import Shell
from dawndusk.orbit.sunlight import HIGHEST_KM, LOWEST_KM, sunlight
from dawndusk.satellite.budget import SatelliteBudget
from dawndusk.scenario import Scenario
from dawndusk.twin.altitude import altitude_trade
from dawndusk.twin.constellation import main_local_time
from dawndusk.twin.node import best_estimates, close_node, design_of
from dawndusk.twin.not_closing import cannot_close
from dawndusk.twin.sky import Surroundings

__all__ = ["Environment", "best_estimate_satellite"]

NONE: Final = (None, None)
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

    Raises
    ------
    InputError
        It does not close.

    Notes
    -----
    One design for all shells, of the scenario's first year, at its altitude and local time.

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> budget = best_estimate_satellite(parse({"name": "x"}), 2026)
    >>> bool(0.01 < budget.drag_area_m2 / budget.wet_kg < 0.1)
    True
    """
    inputs = best_estimates(scenario, np.array([float(scenario.years.first)]))
    at = scenario.orbit.altitude_km.value, scenario.orbit.local_time_h.value
    around = Surroundings.of(np.full((1, 1), at[0]), at[1], year)
    design = design_of(scenario)
    budget = close_node(inputs, around, design).budget
    if not np.isfinite(budget.wet_kg).all():
        raise cannot_close(design, inputs, around)
    return SatelliteBudget(*(field.reshape(-1)[0] for field in budget))


@dataclass(frozen=True)
class Environment:
    """The year, the shield and the area over mass by which shells are compared.

    Parameters
    ----------
    year : int
        Of the Sun's path.
    local_time_h : float [h] or None
        Of the trade by altitude: that of the largest sun-synchronous shell, None without one.
    shield_mm, dose_limit_rad, life_years : float [mm], [rad], [year]
        Aluminium around the chips, what they bear, and how long they are to last.
    f107_quiet, f107_active, f107 : float [1]
        Solar radio flux in a quiet and an active year, and at the scenario's mean activity.
    drag_coefficient : float [1]
        On the area that meets the air.
    array_m2, radiator_m2, wet_kg : float [m2], [m2], [kg]
        Of the scenario's satellite, at its best estimates.
    solar_events_per_year, cutoff_latitude_deg : float [1/year], [deg]
        Of solar protons.
    """

    year: int
    local_time_h: float | None
    shield_mm: float
    dose_limit_rad: float
    life_years: float
    f107_quiet: float
    f107_active: float
    f107: float
    drag_coefficient: float
    array_m2: float
    radiator_m2: float
    wet_kg: float
    solar_events_per_year: float
    cutoff_latitude_deg: float

    @classmethod
    def of(cls, scenario: Scenario, year: int) -> Environment:
        """Return that of a scenario at its best estimates."""
        orbit, node = scenario.orbit, scenario.satellite
        budget = best_estimate_satellite(scenario, year)
        quiet, active = orbit.f107_quiet.value, orbit.f107_active.value
        return cls(
            year=year,
            local_time_h=main_local_time(scenario),
            shield_mm=node.shield_mm.value,
            dose_limit_rad=node.dose_limit_rad.value,
            life_years=node.life_years.value,
            f107_quiet=quiet,
            f107_active=active,
            f107=float(solar_flux(orbit.solar_activity.value, quiet, active)),
            drag_coefficient=orbit.drag_coefficient.value,
            array_m2=float(budget.array_area_m2),
            radiator_m2=float(budget.radiator_area_m2),
            wet_kg=float(budget.wet_kg),
            solar_events_per_year=orbit.solar_events_per_year.value,
            cutoff_latitude_deg=orbit.solar_cutoff_latitude_deg.value,
        )

    def year_of(self, shell: Shell) -> dict[str, float] | None:
        """Return a year of sunlight, mean and worst over a shell's planes; None if not for it."""
        times = shell.local_time_h
        if times is None or not LOWEST_KM <= shell.altitude_km <= HIGHEST_KM:
            return None
        light = sunlight(shell.altitude_km, _some(times), self.year)
        return {
            "year": self.year,
            "mean_sunlit": float(np.mean(light.mean_sunlit)),
            "longest_umbra_min": float(np.max(light.longest_umbra_min)),
            "umbra_season_days": float(np.max(light.umbra_season_days)),
        }

    def at(self, shell: Shell) -> dict[str, Any]:
        """Return dose and drag at a shell; None for what lies outside its table."""
        h = shell.altitude_km
        dose, protons = (
            self._doses(h, shell.inclination_rad) if _within(h, dose_table().altitude_km) else NONE
        )
        drag = life = None
        if _within(h, air_table().altitude_km):
            area = self._ram_area(shell) / self.wet_kg
            drag = float(drag_delta_v_per_year(h, area, self.f107, self.drag_coefficient))
            plates = TUMBLING_AREA_SHARE * (self.array_m2 + self.radiator_m2)
            life = float(orbit_lifetime(h, plates / self.wet_kg, self.f107, self.drag_coefficient))
        return {
            "dose_rad_per_year": dose,
            "solar_proton_rad_per_year": protons,
            "drag_m_per_s_per_year": drag,
            "lifetime_years": life,
        }

    def altitude_trade(self) -> dict[str, Any] | None:
        """Return sunlight, dose and drag by altitude on the local time of the largest shell."""
        if self.local_time_h is None:
            return None
        return altitude_trade(
            local_time_h=self.local_time_h,
            year=self.year,
            shield_mm=self.shield_mm,
            dose_limit_rad=self.dose_limit_rad,
            life_years=self.life_years,
            f107_quiet=self.f107_quiet,
            f107_active=self.f107_active,
            array_m2=self.array_m2,
            radiator_m2=self.radiator_m2,
            wet_kg=self.wet_kg,
            drag_coefficient=self.drag_coefficient,
            solar_events_per_year=self.solar_events_per_year,
            cutoff_latitude_deg=self.cutoff_latitude_deg,
        )

    def _doses(
        self, altitude_km: float, inclination_rad: float
    ) -> tuple[dict[str, float], dict[str, float]]:
        """Return the dose [rad/year] of trapped particles and of solar protons, by activity."""
        by_activity = {
            name: yearly_dose(
                altitude_km,
                self.shield_mm,
                activity,
                self.solar_events_per_year,
                self.cutoff_latitude_deg,
                inclination_rad,
            )
            for name, activity in (("min", 0.0), ("max", 1.0))
        }
        return (
            {name: float(found.trapped) for name, found in by_activity.items()},
            {name: float(found.solar_protons) for name, found in by_activity.items()},
        )

    def _ram_area(self, shell: Shell) -> float:
        """Return the area that meets the air [m2], in the mean of orbit, planes and year."""
        h = shell.altitude_km
        if shell.local_time_h is None or not LOWEST_KM <= h <= HIGHEST_KM:
            shares = drifting_ram_share(h, shell.inclination_rad, self.year, self.f107)
        else:
            shares = ram_area_share(h, _some(shell.local_time_h), self.year, self.f107)
        return float(
            np.mean(shares.array) * self.array_m2 + np.mean(shares.radiator) * self.radiator_m2
        )


def _within(altitude_km: float, nodes: FloatArray) -> bool:
    return bool(nodes[0] <= altitude_km <= nodes[-1])


def _some(local_time_h: FloatArray) -> FloatArray:
    """Return local times of planes, at most 25, evenly taken."""
    count = min(local_time_h.size, MOST_LOCAL_TIMES)
    picked = np.unique(np.linspace(0, local_time_h.size - 1, count).astype(int))
    return np.asarray(local_time_h[picked], dtype=np.float64)
