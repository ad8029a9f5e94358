"""Air at the height of the orbits: its density and how fast its molecules move.

The table `data/tables/density.csv` is built offline by `tools/build_density_table.py`; here it is
only read and interpolated.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError
from dawndusk.orbit.tables import place_in, read_table

__all__ = ["AirTable", "air_density", "air_table", "check_air", "solar_flux", "thermal_speed"]


class AirTable(NamedTuple):
    """Air by altitude (first axis) and solar flux (second)."""

    altitude_km: FloatArray
    f107: FloatArray
    density_kg_per_m3: FloatArray
    thermal_speed_m_per_s: FloatArray


@cache
def air_table() -> AirTable:
    """Read the table of air, once.

    Returns
    -------
    AirTable
        altitude_km [km] (n), f107 [1] (m), density_kg_per_m3 [kg/m3] (n, m) and
        thermal_speed_m_per_s [m/s] (n, m).

    References
    ----------
    NRLMSIS 2.1: Emmert et al., Earth and Space Science 8, 2021, and J. Geophys. Res. 127, 2022.

    Examples
    --------
    >>> table = air_table()
    >>> table.altitude_km[[0, -1]].tolist(), table.f107[[0, -1]].tolist()
    ([120.0, 2000.0], [65.0, 250.0])
    """
    heads, *lines = read_table("density.csv")
    f107 = np.array([float(name) for name in heads[2:]])
    found: dict[str, list[list[float]]] = {}
    for quantity, *cells in lines:
        found.setdefault(quantity, []).append([float(cell) for cell in cells])
    density, speed = np.array(found["density"]), np.array(found["thermal_speed"])
    return AirTable(density[:, 0], f107, density[:, 1:], speed[:, 1:])


def air_density(altitude_km: ArrayLike, f107: ArrayLike) -> FloatArray:
    r"""Density of the air along a dawn-dusk orbit, in the mean of the orbit and the year.

    .. math::

        \ln\rho = (1 - w)\ln\rho_j(h) + w \ln\rho_{j+1}(h)

    with ln rho linear between the altitudes h and between the solar fluxes of the table, w being
    the part of the way from one flux to the next.

    Parameters
    ----------
    altitude_km : array_like [km]
        Height of a circular orbit above 6,378.137 km, 120 to 2000.
    f107 : array_like [1]
        Solar radio flux at 10.7 cm in solar flux units (1e-22 W/(m2 Hz)), 65 to 250: about 70 in
        a quiet year, 140 in the middle, 200 and more at a maximum. Daily value and 81-day mean
        alike; geomagnetic activity goes with it (Ap 4, 15 and 45 at 70, 140 to 200, and 250).

    Returns
    -------
    ndarray [kg/m3]
        Density, broadcast shape.

    Raises
    ------
    InputError
        Outside the table; nothing is extrapolated.

    Notes
    -----
    The Earth is flat at the poles: a circular orbit flies up to 21 km higher over them than its
    altitude says, which thins the mean by 12 % at 650 km and 20 % at 300 km against a model
    asked for that height everywhere. Other sun-synchronous orbits see up to 15 % more (near 14
    to 15 h) or less (near 9 h); storms and the 27 days of the solar rotation are left out. The
    model is good to about 15 % in a monthly mean, less well above 1,000 km.

    References
    ----------
    NRLMSIS 2.1: Emmert et al., Earth and Space Science 8, 2021, and J. Geophys. Res. 127, 2022.
    Solar and geomagnetic levels: ISO 14222:2022.

    Examples
    --------
    Over one solar cycle the air at 650 km thickens more than twentyfold:

    >>> [float(f"{rho:.2g}") for rho in air_density(650.0, [70.0, 140.0, 200.0])]
    [8.4e-15, 7e-14, 2.1e-13]
    """
    return _interpolate(air_table().density_kg_per_m3, altitude_km, f107)


def thermal_speed(altitude_km: ArrayLike, f107: ArrayLike) -> FloatArray:
    r"""Most probable speed of the molecules of the air, weighted by the mass of each gas.

    .. math:: c = \sum_i \rho_i \sqrt{2 k T / m_i} \Big/ \sum_i \rho_i

    Parameters
    ----------
    altitude_km : array_like [km]
        Height of a circular orbit above 6,378.137 km, 120 to 2000.
    f107 : array_like [1]
        Solar radio flux at 10.7 cm in solar flux units, 65 to 250.

    Returns
    -------
    ndarray [m/s]
        Speed, broadcast shape.

    Raises
    ------
    InputError
        Outside the table.

    Notes
    -----
    Interpolated as the density is; mean over a dawn-dusk orbit and a year.

    References
    ----------
    NRLMSIS 2.1: Emmert et al., Earth and Space Science 8, 2021, and J. Geophys. Res. 127, 2022.

    Examples
    --------
    Atomic oxygen at 900 to 1,000 K (about 1,000 m/s) rules at 400 km, helium (twice as fast)
    and hydrogen above:

    >>> thermal_speed([400.0, 1500.0], 140.0).round(-2)
    array([1000., 2200.])
    """
    return _interpolate(air_table().thermal_speed_m_per_s, altitude_km, f107)


def solar_flux(
    solar_activity: ArrayLike, f107_quiet: ArrayLike, f107_active: ArrayLike
) -> FloatArray:
    r"""Solar radio flux at a solar activity between minimum and maximum.

    .. math:: F = F_{quiet} + s\,(F_{active} - F_{quiet})

    Parameters
    ----------
    solar_activity : array_like [1]
        s: 0 at solar minimum, 1 at maximum, as for the dose.
    f107_quiet, f107_active : array_like [1]
        Flux of the minimum and of the maximum in solar flux units.

    Returns
    -------
    ndarray [1]
        Flux, broadcast shape.

    Notes
    -----
    One activity sets dose and drag: in the years in which the air is thick, the trapped protons
    are few.

    References
    ----------
    ISO 14222:2022 (levels of the flux).

    Examples
    --------
    >>> float(solar_flux(0.5, 70.0, 190.0))
    130.0
    """
    quiet = np.asarray(f107_quiet, dtype=np.float64)
    return np.asarray(quiet + np.asarray(solar_activity) * (np.asarray(f107_active) - quiet))


def check_air(altitude_km: ArrayLike, f107: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return altitude and flux as arrays of one shape, or refuse what is outside the table.

    Raises
    ------
    InputError
        Altitude or flux outside the table, or not a number.

    Examples
    --------
    >>> check_air(100.0, 140.0)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    dawndusk.errors.InputError: altitude_km is outside the table of air: got 100.0; allowed: 120...
    """
    table = air_table()
    h, f = np.asarray(altitude_km, dtype=np.float64), np.asarray(f107, dtype=np.float64)
    for name, given, values, nodes, unit, remedy in (
        ("altitude_km", altitude_km, h, table.altitude_km, " km", "below, no orbit lasts a day"),
        ("f107", f107, f, table.f107, "", "in solar flux units, 1e-22 W/(m2 Hz)"),
    ):
        if not np.all((values >= nodes[0]) & (values <= nodes[-1])):
            raise InputError(
                f"{name} is outside the table of air",
                got=given,
                allowed=f"{nodes[0]:g} to {nodes[-1]:g}{unit}",
                remedy=remedy,
            )
    h, f = np.broadcast_arrays(h, f)
    return h, f


def _interpolate(values: FloatArray, altitude_km: ArrayLike, f107: ArrayLike) -> FloatArray:
    """Return a quantity of the table between its nodes, its logarithm bilinear."""
    table = air_table()
    h, f = check_air(altitude_km, f107)
    i, up = place_in(table.altitude_km, h)
    j, along = place_in(table.f107, f)
    logs = np.log(values)
    below = logs[i, j] + along * (logs[i, j + 1] - logs[i, j])
    above = logs[i + 1, j] + along * (logs[i + 1, j + 1] - logs[i + 1, j])
    return np.asarray(np.exp(below + up * (above - below)))
