"""Meteoroids and debris: how often a square metre is hit, as an estimate and as an upper bound."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import (
    DAYS_PER_YEAR,
    MU_EARTH,
    R_EARTH,
    SECONDS_PER_DAY,
    FloatArray,
)
from dawndusk.errors import InputError
from dawndusk.orbit.sun_synchronous import orbit_radius
from dawndusk.orbit.tables import read_table

__all__ = [
    "ImpactFlux",
    "debris_bound",
    "earth_factors",
    "impact_flux",
    "interplanetary_flux",
]

BELT_KM: Final = (200.0, 2000.0)  # where the bound puts all debris
AIR_TOP_M: Final = 100e3  # meteoroids do not come through lower air: ECSS-E-ST-10-04C, C.1.3
_YEAR_S: Final = DAYS_PER_YEAR * SECONDS_PER_DAY


class ImpactFlux(NamedTuple):
    """Hits on one side of a plate."""

    meteoroid_per_m2_year: FloatArray
    debris_bound_per_m2_year: FloatArray


def interplanetary_flux(mass_g: ArrayLike) -> FloatArray:
    r"""Meteoroids heavier than a mass that hit a square metre far from the Earth.

    .. math::

        F = \tau\left[(2.2\cdot10^3 m^{0.306} + 15)^{-4.38}
        + 1.3\cdot10^{-9}(m + 10^{11}m^2 + 10^{27}m^4)^{-0.36}
        + 1.3\cdot10^{-16}(m + 10^6 m^2)^{-0.85}\right]

    Parameters
    ----------
    mass_g : array_like [g]
        Mass m, 1e-18 to 1 in the model; its last slope is carried on above.

    Returns
    -------
    ndarray [1/(m2 year)]
        On one side of a plate that points anywhere; tau is the number of seconds in a year.

    References
    ----------
    Gruen, Zook, Fechtig and Giese, Icarus 62, 1985, eq. A3, as in ECSS-E-ST-10-04C, 10.2.4.

    Examples
    --------
    A microgram (0.09 mm) hits a square metre once or twice a year, a milligram (0.9 mm) once in
    1,700 years:

    >>> [float(f"{flux:.2g}") for flux in interplanetary_flux([1e-6, 1e-3])]
    [1.5, 0.0006]
    """
    m = np.asarray(mass_g, dtype=np.float64)
    large = (2.2e3 * m**0.306 + 15.0) ** -4.38
    middle = 1.3e-9 * (m + 1e11 * m**2 + 1e27 * m**4) ** -0.36
    small = 1.3e-16 * (m + 1e6 * m**2) ** -0.85
    return np.asarray(_YEAR_S * (large + middle + small))


def earth_factors(altitude_km: ArrayLike, meteoroid_speed_km_per_s: ArrayLike) -> FloatArray:
    r"""Change of the meteoroid flux by the Earth, and by the satellite's own speed.

    .. math::

        k = \left(1 + \frac{v_e^2}{v_\infty^2}\right) \frac{1 + \cos\eta}{2}
        \left(1 + \frac{v_s^2}{3 v^2}\right), \quad
        \sin\eta = \frac{R_E + 100\,\mathrm{km}}{r}, \quad v^2 = v_\infty^2 + v_e^2

    for attraction, shielding and the satellite's own speed.

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km.
    meteoroid_speed_km_per_s : array_like [km/s]
        Speed far from the Earth.

    Returns
    -------
    ndarray [1]
        Factor on the interplanetary flux, for a plate that points anywhere.

    Notes
    -----
    v_e is the escape speed at the radius r, v_s the circular speed. The mean of the relative speed
    over all directions is exact where v is above v_s, which it always is. One speed for all:
    slow meteoroids are attracted more, and with the distribution of ECSS the factor is up to half
    larger.

    References
    ----------
    ECSS-E-ST-10-04C, annex C.1 (eqs. C-1, C-13, C-15); Oepik 1951.

    Examples
    --------
    At 650 km 1.28 x 0.69 x 1.04; far away one:

    >>> earth_factors([650.0, 1e9], 20.0).round(2)
    array([0.92, 1.  ])
    """
    r = orbit_radius(altitude_km)
    far2 = np.square(1e3 * np.asarray(meteoroid_speed_km_per_s, dtype=np.float64))
    escape2, own2 = 2.0 * MU_EARTH / r, MU_EARTH / r
    sine = np.minimum((R_EARTH + AIR_TOP_M) / r, 1.0)
    shielding = 0.5 * (1.0 + np.sqrt(1.0 - sine * sine))
    own_speed = 1.0 + own2 / (3.0 * (far2 + escape2))
    return np.asarray((1.0 + escape2 / far2) * shielding * own_speed)


def debris_bound(diameter_mm: ArrayLike, debris_speed_km_per_s: ArrayLike) -> FloatArray:
    r"""Hits by debris that a square metre facing it could get at most on the mean.

    .. math::

        F = \frac{N(d)}{V}\, v, \qquad
        V = \frac{4 \pi}{3} (r_{2000}^3 - r_{200}^3)

    Parameters
    ----------
    diameter_mm : array_like [mm]
        Larger than d, 1 to 100.
    debris_speed_km_per_s : array_like [km/s]
        Mean speed of impact v.

    Returns
    -------
    ndarray [1/(m2 year)]
        As if all N objects in Earth orbit, also the far ones, were spread evenly over 200 to
        2,000 km, and every square metre faced them.

    Notes
    -----
    A bound for the mean over that belt, not for the crowded heights of 750 to 900 km, which hold
    several times the mean. Flux models (MASTER, ORDEM) give the profile; they are licensed.

    References
    ----------
    ESA Space Debris Office, Space debris by the numbers, 2025 (model MASTER-8, August 2024).

    Examples
    --------
    1.25 million objects above 1 cm in 1.27e12 km3, at 10 km/s:

    >>> [float(f"{flux:.2g}") for flux in debris_bound([1.0, 10.0], 10.0)]
    [0.033, 0.00031]
    """
    sizes, counts = _debris_counts()
    objects = np.exp(
        np.interp(np.log(np.asarray(diameter_mm, float)), np.log(sizes), np.log(counts))
    )
    low, high = orbit_radius(BELT_KM)
    volume = 4.0 / 3.0 * np.pi * (high**3 - low**3)
    speed = 1e3 * np.asarray(debris_speed_km_per_s, dtype=np.float64)
    return np.asarray(objects / volume * speed * _YEAR_S)


def impact_flux(
    diameter_mm: ArrayLike,
    altitude_km: ArrayLike,
    meteoroid_density_g_per_cm3: ArrayLike,
    meteoroid_speed_km_per_s: ArrayLike,
    debris_speed_km_per_s: ArrayLike,
) -> ImpactFlux:
    r"""Hits by meteoroids, and at most by debris, on a square metre of one side of a plate.

    .. math::

        F_{met} = F(m)\, k(h, v), \quad m = \frac{\pi}{6} \rho d^3; \qquad
        F_{deb} \le \frac{N}{V} v_{deb}

    with F the interplanetary flux of Gruen et al., k the Earth's attraction, its shielding and
    the satellite's own speed, N the objects larger than d and V the volume of 200 to 2,000 km.

    Parameters
    ----------
    diameter_mm : array_like [mm]
        Of the smallest particle that counts, 1 to 100.
    altitude_km : array_like [km]
        Height above 6,378.137 km, 200 to 2000.
    meteoroid_density_g_per_cm3 : array_like [g/cm3]
        Of the particles' material.
    meteoroid_speed_km_per_s : array_like [km/s]
        Of meteoroids far from the Earth, 5 to 72.
    debris_speed_km_per_s : array_like [km/s]
        Mean speed of impact of debris, at most 16.

    Returns
    -------
    ImpactFlux
        meteoroid_per_m2_year [1/(m2 year)], an estimate, on a plate that points anywhere;
        debris_bound_per_m2_year [1/(m2 year)], an upper bound of the mean over all heights, on a
        plate that faces the debris.

    Raises
    ------
    InputError
        Something is out of range or not a number.

    Notes
    -----
    Meteoroids above a gram (9 mm) by the slope of the model carried on. The bound is no profile:
    at 750 to 900 km, where debris is crowded, the flux can come near it or pass it.

    References
    ----------
    Gruen et al., Icarus 62, 1985; ECSS-E-ST-10-04C, 10.2.4 and annex C.1; ESA Space Debris
    Office, Space debris by the numbers, 2025.

    Examples
    --------
    A thousand square metres of array and radiator: one meteoroid of a millimetre in two and a half
    years, and at most 33 pieces of debris of that size in each.

    >>> flux = impact_flux(1.0, 650.0, 2.5, 20.0, 10.0)
    >>> [float(f"{1e3 * value:.2g}") for value in flux]
    [0.39, 33.0]
    """
    sizes, _ = _debris_counts()
    for name, given, low, high, unit in (
        ("diameter_mm", diameter_mm, sizes[0], sizes[-1], "mm"),
        ("altitude_km", altitude_km, *BELT_KM, "km"),
        ("meteoroid_density_g_per_cm3", meteoroid_density_g_per_cm3, 0.1, 10.0, "g/cm3"),
        ("meteoroid_speed_km_per_s", meteoroid_speed_km_per_s, 5.0, 72.0, "km/s"),
        ("debris_speed_km_per_s", debris_speed_km_per_s, 0.0, 16.0, "km/s"),
    ):
        values = np.asarray(given, dtype=np.float64)
        if not np.all((values >= low) & (values <= high)):
            raise InputError(
                f"{name} is out of range", got=given, allowed=f"{low:g} to {high:g} {unit}"
            )
    d_cm = 0.1 * np.asarray(diameter_mm, dtype=np.float64)
    mass = np.pi / 6.0 * np.asarray(meteoroid_density_g_per_cm3, dtype=np.float64) * d_cm**3
    near = interplanetary_flux(mass) * earth_factors(altitude_km, meteoroid_speed_km_per_s)
    bound = debris_bound(diameter_mm, debris_speed_km_per_s)
    return ImpactFlux(near, bound)


@cache
def _debris_counts() -> tuple[FloatArray, FloatArray]:
    """Read diameters [mm] and the number of objects above each."""
    rows = np.array(
        [[float(cell) for cell in line] for line in read_table("debris_counts.csv")[1:]]
    )
    return rows[:, 0], rows[:, 1]
