"""What each altitude costs on one local time: sunlight, shadow, dose and drag side by side."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import FloatArray
from dawndusk.orbit.dose import yearly_dose
from dawndusk.orbit.drag import drag_delta_v_per_year
from dawndusk.orbit.drag_area import ram_area_share
from dawndusk.orbit.sunlight import sunlight

__all__ = ["altitude_trade"]

_ALTITUDES_KM: Final[FloatArray] = np.arange(400.0, 2001.0, 50.0)


def altitude_trade(
    *,
    local_time_h: float,
    year: int,
    shield_mm: float,
    dose_limit_rad: float,
    life_years: float,
    f107_quiet: float,
    f107_active: float,
    array_m2: float,
    radiator_m2: float,
    wet_kg: float,
    drag_coefficient: float,
    solar_events_per_year: float,
    cutoff_latitude_deg: float,
) -> dict[str, Any]:
    """Sunlight, shadow, dose and drag of sun-synchronous orbits every 50 km of altitude.

    Parameters
    ----------
    local_time_h : float [h]
        Local mean time of the ascending node.
    year : int [year]
        Calendar year of the sunlight.
    shield_mm : float [mm]
        Aluminium around the part, 1 to 20.
    dose_limit_rad, life_years : float [rad], [year]
        What the part bears, and for how long; carried along.
    f107_quiet, f107_active : float [1]
        Solar radio flux in solar flux units at solar minimum and maximum, 65 to 250.
    array_m2, radiator_m2, wet_kg : float [m2], [m2], [kg]
        Of the satellite: its array faces the Sun, its radiator is edge-on to Sun and Earth.
    drag_coefficient : float [1]
        On the area that meets the air.
    solar_events_per_year, cutoff_latitude_deg : float [1/year], [deg]
        Of solar protons.

    Returns
    -------
    dict
        Plain data: altitude_km [km]; mean_sunlit [1]; worst_sunlit [1], in the worst revolution;
        longest_umbra_min [min]; umbra_season_days and penumbra_season_days [d];
        dose_rad_per_year [rad/year], min and max (solar minimum and maximum), of trapped particles
        and solar protons together;
        drag_m_per_s_per_year [m/s/year], quiet and active; and what they were computed for.

    Raises
    ------
    InputError
        A parameter out of range.

    Notes
    -----
    One satellite at all altitudes; the area that meets the air follows the Sun's angle to each
    orbit. The air is that of a dawn-dusk orbit.

    References
    ----------
    As those of `dawndusk.orbit.sunlight.sunlight`, `dawndusk.orbit.dose.yearly_dose` and
    `dawndusk.orbit.drag.drag_delta_v_per_year`.

    Examples
    --------
    A dawn-dusk orbit has an umbra up to 1,300 km, and some penumbra up to 1,400:

    >>> trade = altitude_trade(
    ...     local_time_h=18.0, year=2026, shield_mm=10.0, dose_limit_rad=2000.0, life_years=5.0,
    ...     f107_quiet=70.0, f107_active=200.0, array_m2=600.0, radiator_m2=230.0, wet_kg=6000.0,
    ...     drag_coefficient=2.2, solar_events_per_year=0.1, cutoff_latitude_deg=62.0,
    ... )
    >>> max(h for h, d in zip(trade["altitude_km"], trade["umbra_season_days"]) if d)
    1300.0
    >>> max(h for h, d in zip(trade["altitude_km"], trade["penumbra_season_days"]) if d)
    1400.0
    """
    h = _ALTITUDES_KM
    light = sunlight(h, local_time_h, year)

    def drag(f107: float) -> list[float]:
        shares = ram_area_share(h, local_time_h, year, f107)
        area = shares.array * array_m2 + shares.radiator * radiator_m2
        return _plain(drag_delta_v_per_year(h, area / wet_kg, f107, drag_coefficient))

    def dose(activity: float) -> list[float]:
        given = solar_events_per_year, cutoff_latitude_deg
        return _plain(sum(yearly_dose(h, shield_mm, activity, *given)))

    return {
        "altitude_km": _plain(h),
        "mean_sunlit": _plain(light.mean_sunlit),
        "worst_sunlit": _plain(light.worst_sunlit),
        "longest_umbra_min": _plain(light.longest_umbra_min),
        "umbra_season_days": _plain(light.umbra_season_days),
        "penumbra_season_days": _plain(light.penumbra_season_days),
        "dose_rad_per_year": {
            "min": dose(0.0),
            "max": dose(1.0),
        },
        "drag_m_per_s_per_year": {"quiet": drag(f107_quiet), "active": drag(f107_active)},
        "local_time_h": float(local_time_h),
        "year": int(year),
        "shield_mm": float(shield_mm),
        "dose_limit_rad": float(dose_limit_rad),
        "life_years": float(life_years),
        "f107": {"quiet": float(f107_quiet), "active": float(f107_active)},
    }


def _plain(values: ArrayLike) -> list[float]:
    return [float(value) for value in np.asarray(values)]
