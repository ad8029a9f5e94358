"""What each altitude costs on one local time: sunlight, shadow, dose and drag side by side."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import FloatArray
from dawndusk.orbit.drag import drag_delta_v_per_year
from dawndusk.orbit.radiation import trapped_dose
from dawndusk.orbit.sunlight import sunlight

__all__ = ["altitude_trade"]

_ALTITUDES_KM: Final[FloatArray] = np.arange(400.0, 2001.0, 50.0)


def altitude_trade(
    local_time_h: float,
    year: int,
    shield_mm: float,
    dose_limit_rad: float,
    f107_quiet: float,
    f107_active: float,
    area_to_mass: float,
    drag_coefficient: float,
) -> dict[str, Any]:
    """Sunlight, shadow, trapped dose and drag of sun-synchronous orbits every 50 km of altitude.

    Parameters
    ----------
    local_time_h : float [h]
        Local mean time of the ascending node.
    year : int [year]
        Calendar year of the sunlight.
    shield_mm : float [mm]
        Aluminium around the part, 1 to 20.
    dose_limit_rad : float [rad]
        What the part bears; carried along.
    f107_quiet, f107_active : float [1]
        Solar radio flux in solar flux units at solar minimum and maximum, 65 to 250.
    area_to_mass : float [m2/kg]
        Area that meets the air over mass.
    drag_coefficient : float [1]
        On that area.

    Returns
    -------
    dict
        Plain data: altitude_km [km]; mean_sunlit [1]; worst_sunlit [1], in the worst revolution;
        longest_umbra_min [min]; umbra_season_days and penumbra_season_days [d];
        dose_rad_per_year [rad/year], min and max (solar minimum and maximum);
        drag_m_per_s_per_year [m/s/year], quiet and active; and what they were computed for.

    Raises
    ------
    InputError
        A parameter out of range.

    Notes
    -----
    The dose is that of trapped particles alone: solar protons hardly depend on altitude here.

    References
    ----------
    As those of `dawndusk.orbit.sunlight.sunlight`, `dawndusk.orbit.radiation.trapped_dose` and
    `dawndusk.orbit.drag.drag_delta_v_per_year`.

    Examples
    --------
    A dawn-dusk orbit has an umbra up to 1,300 km, and some penumbra up to 1,400:

    >>> trade = altitude_trade(18.0, 2026, 10.0, 2000.0, 70.0, 200.0, 0.01, 2.2)
    >>> max(h for h, d in zip(trade["altitude_km"], trade["umbra_season_days"]) if d)
    1300.0
    >>> max(h for h, d in zip(trade["altitude_km"], trade["penumbra_season_days"]) if d)
    1400.0
    """
    h = _ALTITUDES_KM
    light = sunlight(h, local_time_h, year)

    def drag(f107: float) -> list[float]:
        return _plain(drag_delta_v_per_year(h, area_to_mass, f107, drag_coefficient))

    return {
        "altitude_km": _plain(h),
        "mean_sunlit": _plain(light.mean_sunlit),
        "worst_sunlit": _plain(light.worst_sunlit),
        "longest_umbra_min": _plain(light.longest_umbra_min),
        "umbra_season_days": _plain(light.umbra_season_days),
        "penumbra_season_days": _plain(light.penumbra_season_days),
        "dose_rad_per_year": {
            "min": _plain(trapped_dose(h, shield_mm, 0.0)),
            "max": _plain(trapped_dose(h, shield_mm, 1.0)),
        },
        "drag_m_per_s_per_year": {"quiet": drag(f107_quiet), "active": drag(f107_active)},
        "local_time_h": float(local_time_h),
        "year": int(year),
        "shield_mm": float(shield_mm),
        "dose_limit_rad": float(dose_limit_rad),
        "area_to_mass_m2_per_kg": float(area_to_mass),
        "f107": {"quiet": float(f107_quiet), "active": float(f107_active)},
    }


def _plain(values: ArrayLike) -> list[float]:
    return [float(value) for value in np.asarray(values)]
