"""What the air does to a satellite: its deceleration, the impulse to make up for it, its decay."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import (
    DAYS_PER_YEAR,
    MU_EARTH,
    SECONDS_PER_DAY,
    FloatArray,
)
from dawndusk.errors import InputError
from dawndusk.orbit.atmosphere import air_density, air_table, check_air
from dawndusk.orbit.sun_synchronous import orbit_radius

__all__ = [
    "LONGEST_YEARS",
    "Drag",
    "drag",
    "drag_acceleration",
    "drag_delta_v_per_year",
    "drag_impulse_per_area",
    "orbit_lifetime",
]

LONGEST_YEARS: Final = 1000.0  # a longer life is given as this: no activity is constant so long
LARGEST_AREA_TO_MASS: Final = 1000.0  # m2/kg: a thousand times a foil of a few micrometres
LARGEST_COEFFICIENT: Final = 100.0  # bodies in free molecular flow have 2 to 4
_YEAR_S: Final = DAYS_PER_YEAR * SECONDS_PER_DAY


class Drag(NamedTuple):
    """What drag costs a satellite that holds its orbit, and how soon it brings one down."""

    delta_v_m_per_s_per_year: FloatArray
    lifetime_years: FloatArray


def drag_acceleration(
    altitude_km: ArrayLike,
    area_to_mass_m2_per_kg: ArrayLike,
    f107: ArrayLike,
    drag_coefficient: ArrayLike,
) -> FloatArray:
    r"""Deceleration by the air on a circular orbit, in the mean of orbit and year.

    .. math:: a = \frac{\rho(h, F)\, v^2}{2} C_D \frac{A}{m}, \qquad v^2 = \mu / r

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km, 120 to 2000.
    area_to_mass_m2_per_kg : array_like [m2/kg]
        Area that meets the air over mass.
    f107 : array_like [1]
        Solar radio flux at 10.7 cm in solar flux units, 65 to 250.
    drag_coefficient : array_like [1]
        C_D, on that area.

    Returns
    -------
    ndarray [m/s2]
        Against the velocity.

    Raises
    ------
    InputError
        Altitude or flux outside the table of air, a negative area or coefficient.

    Notes
    -----
    The air is at rest: that it turns with the Earth adds 2 % on a sun-synchronous orbit.

    References
    ----------
    Vallado 2013, eq. 8-28; Montenbruck & Gill 2000, eq. 3.97.

    Examples
    --------
    7.0e-14 kg/m3, 7,531 m/s, 2.2 x 0.05 m2/kg:

    >>> float(f"{float(drag_acceleration(650.0, 0.05, 140.0, 2.2)):.2g}")
    2.2e-07
    """
    ballistic = _ballistic(area_to_mass_m2_per_kg, drag_coefficient)
    pressure = 0.5 * air_density(altitude_km, f107) * (MU_EARTH / orbit_radius(altitude_km))
    return np.asarray(pressure * ballistic)


def drag_delta_v_per_year(
    altitude_km: ArrayLike,
    area_to_mass_m2_per_kg: ArrayLike,
    f107: ArrayLike,
    drag_coefficient: ArrayLike,
) -> FloatArray:
    r"""Velocity that a year of drag takes, and that propulsion must give back to hold the orbit.

    .. math:: \Delta v = \frac{\rho v^2}{2} C_D \frac{A}{m}\, T, \qquad T = 365.25\,\mathrm{d}

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km, 120 to 2000.
    area_to_mass_m2_per_kg : array_like [m2/kg]
        Area that meets the air over mass.
    f107 : array_like [1]
        Solar radio flux at 10.7 cm in solar flux units, 65 to 250.
    drag_coefficient : array_like [1]
        C_D, on that area.

    Returns
    -------
    ndarray [m/s/year]
        Per year of the given solar flux.

    Raises
    ------
    InputError
        Altitude or flux outside the table of air, a negative area or coefficient.

    References
    ----------
    Vallado 2013, eq. 8-28; Wertz and Larson (ed.), Space Mission Analysis and Design, 3rd ed.,
    1999, ch. 6.2.

    Examples
    --------
    2.2e-7 m/s2 over 3.156e7 s:

    >>> round(float(drag_delta_v_per_year(650.0, 0.05, 140.0, 2.2)), 1)
    6.9
    """
    a = drag_acceleration(altitude_km, area_to_mass_m2_per_kg, f107, drag_coefficient)
    return np.asarray(a * _YEAR_S)


def drag_impulse_per_area(
    altitude_km: ArrayLike, f107: ArrayLike, drag_coefficient: ArrayLike
) -> FloatArray:
    r"""Impulse that a year of drag takes from each square metre that meets the air.

    .. math:: J = \frac{\rho v^2}{2} C_D\, T

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km, 120 to 2000.
    f107 : array_like [1]
        Solar radio flux at 10.7 cm in solar flux units, 65 to 250.
    drag_coefficient : array_like [1]
        C_D.

    Returns
    -------
    ndarray [N s/(m2 year)]
        Whatever the mass: divided by the exhaust velocity it is the propellant [kg/(m2 year)].

    Raises
    ------
    InputError
        Altitude or flux outside the table of air, or a negative coefficient.

    References
    ----------
    Vallado 2013, eq. 8-28.

    Examples
    --------
    At 650 km and an exhaust velocity of 18.6 km/s, 0.0074 kg of propellant a square metre:

    >>> float(drag_impulse_per_area(650.0, 140.0, 2.2).round(-1))
    140.0
    """
    return drag_delta_v_per_year(altitude_km, 1.0, f107, drag_coefficient)


def orbit_lifetime(
    altitude_km: ArrayLike,
    area_to_mass_m2_per_kg: ArrayLike,
    f107: ArrayLike,
    drag_coefficient: ArrayLike,
) -> FloatArray:
    r"""Time in which drag alone brings a circular orbit down to 120 km.

    .. math::

        \frac{dr}{dt} = -\rho v r\, C_D \frac{A}{m}, \qquad
        t = \frac{m}{C_D A} \int_{h_0}^{h} \frac{dh}{\rho v r}, \quad h_0 = 120\,\mathrm{km}

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km, 120 to 2000.
    area_to_mass_m2_per_kg : array_like [m2/kg]
        Area that meets the air over mass: of a tumbling plate, half of its area.
    f107 : array_like [1]
        Solar radio flux at 10.7 cm in solar flux units, 65 to 250.
    drag_coefficient : array_like [1]
        C_D, on that area.

    Returns
    -------
    ndarray [year]
        Lifetime; 1000 stands for a thousand years or more.

    Raises
    ------
    InputError
        Altitude or flux outside the table of air; no area or no coefficient.

    Notes
    -----
    The solar flux stays what it is: a life of many years goes with the mean flux of its years,
    and is then a little too long, since the air thickens more above the mean than it thins
    below. The orbit stays circular. At a solar flux of the table the integral of the interpolated
    density is exact; between two fluxes its logarithm is linear, which costs less than 0.1 %.

    References
    ----------
    King-Hele, Satellite Orbits in an Atmosphere, 1987, ch. 4; Vallado 2013, section 9.6.

    Examples
    --------
    >>> orbit_lifetime([300.0, 550.0, 2000.0], 0.01, 140.0, 2.2).round(1)
    array([1.0e-01, 6.8e+00, 1.0e+03])
    """
    ballistic = _ballistic(area_to_mass_m2_per_kg, drag_coefficient)
    if not np.all(ballistic > 0.0):
        no_area = not np.all(np.asarray(area_to_mass_m2_per_kg) > 0.0)
        raise InputError(
            f"{'area_to_mass_m2_per_kg' if no_area else 'drag_coefficient'} must be above zero",
            got=area_to_mass_m2_per_kg if no_area else drag_coefficient,
            allowed="above zero",
            remedy="without drag an orbit has no end",
        )
    h, f = check_air(altitude_km, f107)
    table, left = air_table(), _decay_integral()
    j = np.clip(np.searchsorted(table.f107, f, side="right") - 1, 0, len(table.f107) - 2)
    along = (f - table.f107[j]) / (table.f107[j + 1] - table.f107[j])
    i = np.clip(np.searchsorted(table.altitude_km, h, side="right") - 1, 0, len(left) - 2)
    node = table.altitude_km[i]
    less, more = (
        left[i, k] + _part(node, h, _slowness(node, table.f107[k]), _slowness(h, table.f107[k]))
        for k in (j, j + 1)
    )
    years = less ** (1.0 - along) * more**along / ballistic
    return np.asarray(np.minimum(years, LONGEST_YEARS))


def drag(
    altitude_km: ArrayLike,
    area_to_mass_m2_per_kg: ArrayLike,
    f107: ArrayLike,
    drag_coefficient: ArrayLike,
) -> Drag:
    r"""Drag on a circular orbit: what a year of it costs, and how soon it ends an orbit left alone.

    .. math::

        \Delta v = \frac{\rho v^2}{2} C_D \frac{A}{m} T, \qquad
        t = \frac{m}{C_D A} \int_{h_0}^{h} \frac{dh}{\rho v r}

    with the year T, the density rho(h), the circular speed v(h), and h_0 = 120 km.

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km, 120 to 2000.
    area_to_mass_m2_per_kg : array_like [m2/kg]
        Area that meets the air over mass. A sun-normal array on a dawn-dusk orbit flies nearly
        edge-on and meets it with a fifth to a quarter of its area; tumbling, with half.
    f107 : array_like [1]
        Solar radio flux at 10.7 cm in solar flux units, 65 to 250: about 70 in a quiet year, 140
        in the middle, 200 and more at a maximum.
    drag_coefficient : array_like [1]
        C_D, on that area.

    Returns
    -------
    Drag
        delta_v_m_per_s_per_year [m/s/year], to be given back to hold the orbit; lifetime_years
        [year] down to 120 km if it is not, where 1000 stands for a thousand years or more.

    Raises
    ------
    InputError
        Altitude or flux outside the table of air; no area or no coefficient.

    Notes
    -----
    Mean air of a dawn-dusk orbit and a year, at rest, at one solar flux throughout; other local
    times differ by up to 15 %. The model of the air is good to about 15 % in a monthly mean.
    Sunlight presses with 4.5e-6 N/m2, as much as the air of 650 km at a middling flux on a square
    metre that faces it; on a dawn-dusk orbit it pushes across the orbit, and over a revolution
    that averages out.

    References
    ----------
    NRLMSIS 2.1: Emmert et al. 2021, 2022; King-Hele, Satellite Orbits in an Atmosphere, 1987;
    Vallado 2013, section 8.6.2.

    Examples
    --------
    >>> cost = drag(550.0, 0.05, 140.0, 2.2)
    >>> float(cost.delta_v_m_per_s_per_year.round()), float(cost.lifetime_years.round(1))
    (27.0, 1.4)
    """
    given = altitude_km, area_to_mass_m2_per_kg, f107, drag_coefficient
    lifetime = orbit_lifetime(*given)
    return Drag(drag_delta_v_per_year(*given), lifetime)


@cache
def _decay_integral() -> FloatArray:
    """Return the lifetime [year] at a ballistic area of one, at every node of the table of air."""
    h = air_table().altitude_km[:, None]
    slow = _slowness(h, air_table().f107)
    cells = _part(h[:-1], h[1:], slow[:-1], slow[1:])
    return np.concatenate([np.zeros_like(cells[:1]), np.cumsum(cells, axis=0)])


def _slowness(altitude_km: FloatArray, f107: FloatArray) -> FloatArray:
    """Return 1/(rho sqrt(mu r)), the time to fall one unit at a ballistic area of one."""
    return np.asarray(
        1.0 / (air_density(altitude_km, f107) * np.sqrt(MU_EARTH * orbit_radius(altitude_km)))
    )


def _part(
    low_km: FloatArray, high_km: FloatArray, slow_low: FloatArray, slow_high: FloatArray
) -> FloatArray:
    """Return the years between two altitudes of one cell, in which the slowness is exponential."""
    rise = np.log(slow_high / slow_low)
    flat = np.abs(rise) < 1e-9
    mean = np.where(flat, slow_low, (slow_high - slow_low) / np.where(flat, 1.0, rise))
    return np.asarray(mean * (1e3 * (high_km - low_km) / _YEAR_S))


def _ballistic(area_to_mass_m2_per_kg: ArrayLike, drag_coefficient: ArrayLike) -> FloatArray:
    """Return the ballistic area C_D A/m [m2/kg]."""
    for name, given, most, unit in (
        ("area_to_mass_m2_per_kg", area_to_mass_m2_per_kg, LARGEST_AREA_TO_MASS, " m2/kg"),
        ("drag_coefficient", drag_coefficient, LARGEST_COEFFICIENT, ""),
    ):
        if not np.all((np.asarray(given) >= 0.0) & (np.asarray(given) <= most)):  # nan is neither
            raise InputError(f"{name} is out of range", got=given, allowed=f"0 to {most:g}{unit}")
    area_to_mass = np.asarray(area_to_mass_m2_per_kg, dtype=np.float64)
    return np.asarray(area_to_mass * np.asarray(drag_coefficient, dtype=np.float64))
