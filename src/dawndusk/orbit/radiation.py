"""Ionising dose from the particles trapped in the Earth's field, behind aluminium.

The tables `trapped_dose.csv` and `trapped_proton_dose.csv` in `data/tables` are built offline by
`tools/build_dose_table.py`; here they are only read and interpolated.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any, Final, Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError
from dawndusk.orbit.sun_synchronous import sun_synchronous_inclination
from dawndusk.orbit.tables import place_in, read_table

__all__ = ["DoseTable", "Particles", "dose_table", "trapped_dose", "trapped_proton_dose"]

Particles = Literal["all", "protons"]

LEAST: Final = 1e-9  # rad/year: less is what is left of rounding
NEXT_TO_NOTHING: Final = 0.1  # rad/year, the table's least figure: keeps logarithms finite
FILES: Final = {"all": "trapped_dose.csv", "protons": "trapped_proton_dose.csv"}


class DoseTable(NamedTuple):
    """Dose at solar minimum and maximum, by altitude, inclination and shield."""

    altitude_km: FloatArray
    inclination_deg: FloatArray
    shield_mm: FloatArray
    rad_per_year: FloatArray


def dose_table(particles: Particles = "all") -> DoseTable:
    """Read the table of trapped dose, once.

    Parameters
    ----------
    particles : {"all", "protons"}
        Protons and electrons, or the protons alone.

    Returns
    -------
    DoseTable
        altitude_km [km] (n), inclination_deg [deg] (k), shield_mm [mm] (m), rad_per_year
        [rad(Si)/year] (2, n, k, m), first solar minimum, then maximum.

    References
    ----------
    AP8: Sawyer & Vette 1976, NSSDC 76-06. AE8: Vette 1991, NSSDC 91-24. SHIELDOSE-2: Seltzer
    1994, NIST IR 5477.

    Examples
    --------
    >>> table = dose_table()
    >>> [axis[[0, -1]].tolist() for axis in table[:3]]
    [[300.0, 2000.0], [0.0, 90.0], [1.0, 20.0]]
    """
    return _read(particles)


@cache
def _read(particles: Particles) -> DoseTable:
    """Return the table; the same for the particles left out and for all of them named."""
    heads, *lines = read_table(FILES[particles])
    shield = np.array([float(name) for name in heads[3:]])
    rows = np.array([[float(cell) for cell in line] for line in lines])
    altitude, inclination = np.unique(rows[:, 0]), np.unique(rows[:, 1])
    by_altitude = rows[:, 3:].reshape(len(altitude), 2, len(inclination), len(shield))
    return DoseTable(altitude, inclination, shield, np.swapaxes(by_altitude, 0, 1).copy())


def trapped_dose(
    altitude_km: ArrayLike,
    shield_mm: ArrayLike,
    solar_activity: ArrayLike,
    inclination_rad: ArrayLike | None = None,
) -> FloatArray:
    r"""Yearly dose in silicon from trapped protons and electrons on a circular orbit.

    .. math::

        \ln D = (1 - s) \ln D_{min}(h, i, \ln d) + s \ln D_{max}(h, i, \ln d)

    with ln D linear between the altitudes h, the inclinations i and the logarithms of the shields
    d of the table.

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km, 300 to 2000.
    shield_mm : array_like [mm]
        Radius of a solid sphere of aluminium around the part, 1 to 20.
    solar_activity : array_like [1]
        0 at solar minimum, 1 at maximum. At the minimum the atmosphere is thin and the trapped
        protons many; behind a thin shield electrons rule and it is the other way round.
    inclination_rad : array_like [rad], optional
        Inclination, 0 to pi; retrograde counts as its mirror image, as the field does not know
        which way a satellite flies. Left out: that of the sun-synchronous orbit.

    Returns
    -------
    ndarray [rad/year]
        Dose in silicon, the full sphere, broadcast shape. Below 0.1 a year the table has none.

    Raises
    ------
    InputError
        Outside the table; nothing is extrapolated.

    Notes
    -----
    Leaves out solar protons (`solar_proton_dose` adds them), cosmic rays (a few rad a year,
    whatever the shield), and the drift of the South Atlantic Anomaly since the models' epoch. The
    table's own error is 1 % of sampling; between its inclinations 1 to 2 % above 50 degrees, and
    up to a tenth below 500 km near 42 degrees, where the orbit first meets the outer belt. The
    models themselves are good to a factor of two.

    References
    ----------
    AP8: Sawyer & Vette 1976, NSSDC 76-06. AE8: Vette 1991, NSSDC 91-24. SHIELDOSE-2: Seltzer
    1994, NIST IR 5477.

    Examples
    --------
    Behind 10 mm at 650 km solar minimum and maximum stand either side of the 150 rad a year that
    a maker of accelerators reported for this orbit.

    >>> trapped_dose(650.0, 10.0, [0.0, 1.0]).round()
    array([187., 140.])
    """
    return _interpolated("all", altitude_km, shield_mm, solar_activity, inclination_rad)


def trapped_proton_dose(
    altitude_km: ArrayLike,
    shield_mm: ArrayLike,
    solar_activity: ArrayLike,
    inclination_rad: ArrayLike | None = None,
) -> FloatArray:
    r"""Yearly dose in silicon from the trapped protons alone, which are what upsets chips.

    .. math::

        \ln D_p = (1 - s) \ln D_{p,min}(h, i, \ln d) + s \ln D_{p,max}(h, i, \ln d)

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km, 300 to 2000.
    shield_mm : array_like [mm]
        Radius of a solid sphere of aluminium around the part, 1 to 20.
    solar_activity : array_like [1]
        0 at solar minimum, 1 at maximum.
    inclination_rad : array_like [rad], optional
        Inclination, 0 to pi. Left out: that of the sun-synchronous orbit.

    Returns
    -------
    ndarray [rad/year]
        Dose in silicon, the full sphere, never above that of :func:`trapped_dose`.

    Raises
    ------
    InputError
        Outside the table; nothing is extrapolated.

    Notes
    -----
    What :func:`trapped_dose` has beyond it is from electrons, and behind several millimetres from
    the X-rays they make: dose that ages a chip and hardly upsets one. Errors as there.

    References
    ----------
    AP8: Sawyer & Vette 1976, NSSDC 76-06. SHIELDOSE-2: Seltzer 1994, NIST IR 5477.

    Examples
    --------
    At 650 km a tenth of the dose behind 1 mm is from protons, and nearly all behind 10 mm.

    >>> share = trapped_proton_dose(650.0, [1.0, 3.0, 10.0], 0.0)
    >>> (share / trapped_dose(650.0, [1.0, 3.0, 10.0], 0.0)).round(2)
    array([0.1 , 0.34, 0.99])
    """
    return _interpolated("protons", altitude_km, shield_mm, solar_activity, inclination_rad)


def _interpolated(
    particles: Particles,
    altitude_km: ArrayLike,
    shield_mm: ArrayLike,
    solar_activity: ArrayLike,
    inclination_rad: ArrayLike | None,
) -> FloatArray:
    """Return the dose [rad/year] from these particles, between the nodes of their table."""
    table = dose_table(particles)
    h, d, s = (np.asarray(v, dtype=np.float64) for v in (altitude_km, shield_mm, solar_activity))
    _refuse("altitude_km", altitude_km, h, (table.altitude_km[0], table.altitude_km[-1]), "km")
    _refuse("shield_mm", shield_mm, d, (table.shield_mm[0], table.shield_mm[-1]), "mm")
    _refuse("solar_activity", solar_activity, s, (0.0, 1.0), "")
    if inclination_rad is None:
        h, d = np.broadcast_arrays(h, d)
        places = [place_in(table.altitude_km, h), place_in(np.log(table.shield_mm), np.log(d))]
        quiet, active = _between(_sun_synchronous_logs(particles), places)
    else:
        i = np.asarray(inclination_rad, dtype=np.float64)
        _refuse("inclination_rad", inclination_rad, i, (0.0, np.pi), "rad")
        h, i, d = np.broadcast_arrays(h, np.degrees(np.minimum(i, np.pi - i)), d)
        places = [place_in(axis, at) for axis, at in zip(table[:2], (h, i), strict=True)]
        places.append(place_in(np.log(table.shield_mm), np.log(d)))
        quiet, active = _between(_logs(particles), places)
    dose = np.exp(quiet + s * (active - quiet)) - NEXT_TO_NOTHING
    return np.asarray(np.where(dose < LEAST, 0.0, dose))  # a rounding error is nothing


@cache
def _logs(particles: Particles) -> FloatArray:
    """Return the logarithm of the table, (2, altitudes, inclinations, shields)."""
    return np.asarray(np.log(dose_table(particles).rad_per_year + NEXT_TO_NOTHING))


@cache
def _sun_synchronous_logs(particles: Particles) -> FloatArray:
    """Return the same at the sun-synchronous inclination of each altitude, (2, n, m)."""
    table = dose_table(particles)
    folded = 180.0 - np.degrees(sun_synchronous_inclination(table.altitude_km))
    left, part = place_in(table.inclination_deg, folded)
    at = np.arange(len(table.altitude_km))
    logs, part = _logs(particles), part[:, None]
    return np.asarray((1.0 - part) * logs[:, at, left] + part * logs[:, at, left + 1])


def _refuse(
    name: str, given: object, values: FloatArray, bounds: tuple[float, float], unit: str
) -> None:
    """Refuse values outside the table."""
    low, high = bounds
    if not np.all((values >= low) & (values <= high)):
        allowed = f"{low:g} to {high:g} {unit}".rstrip()
        raise InputError(f"{name} is outside the dose table", got=given, allowed=allowed)


def _between(logs: FloatArray, places: list[tuple[np.ndarray, FloatArray]]) -> FloatArray:
    """Interpolate linearly along every axis but the first."""
    total = np.zeros((len(logs), *places[0][0].shape))
    for corner in product((0, 1), repeat=len(places)):
        at: tuple[Any, ...] = (slice(None),)
        weight = np.ones(())
        for right, (left, part) in zip(corner, places, strict=True):
            at = (*at, left + right)
            weight = weight * (part if right else 1.0 - part)
        total += weight * logs[at]
    return total
