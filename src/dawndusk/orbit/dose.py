"""Dose on an orbit as the calculator gives it: trapped particles and solar protons."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError
from dawndusk.orbit.radiation import trapped_dose
from dawndusk.orbit.solar_protons import solar_proton_dose, solar_proton_open_share

__all__ = ["Dose", "YearlyDose", "dose", "yearly_dose"]

MOST_EVENTS: Final = 100.0  # 1/year; there has been about one in a solar cycle


class Dose(NamedTuple):
    """Yearly dose in silicon, by what causes it."""

    rad_per_year: float
    solar_proton_rad_per_year: float


class YearlyDose(NamedTuple):
    """Yearly dose in silicon [rad/year], by what causes it."""

    trapped: FloatArray
    solar_protons: FloatArray


def yearly_dose(
    altitude_km: ArrayLike,
    shield_mm: ArrayLike,
    solar_activity: ArrayLike,
    events_per_year: ArrayLike,
    cutoff_latitude_deg: ArrayLike,
    inclination_rad: ArrayLike | None = None,
    open_share: ArrayLike | None = None,
) -> YearlyDose:
    r"""Yearly dose behind aluminium at a solar activity, by what causes it.

    .. math:: D = D_{AP8 + AE8}(s), \quad D_\odot = 2 s f\, \sigma\, D_{event}

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km, 300 to 2000.
    shield_mm : array_like [mm]
        Radius of a solid sphere of aluminium, 1 to 20.
    solar_activity : array_like [1]
        s, 0 at solar minimum, 1 at maximum.
    events_per_year : array_like [1/year]
        Events f like that of August 1972 in a year, in the mean of the solar cycle.
    cutoff_latitude_deg : array_like [deg]
        Invariant latitude poleward of which solar protons arrive.
    inclination_rad : array_like [rad], optional
        Left out: that of the sun-synchronous orbit.
    open_share : array_like [1], optional
        Of the orbit to solar protons, where it is known already.

    Returns
    -------
    YearlyDose
        trapped [rad/year] and solar_protons [rad/year], broadcast shape.

    Raises
    ------
    InputError
        Outside the tables; nothing is extrapolated.

    Notes
    -----
    Solar events follow the activity: none at the minimum, twice the mean at the maximum, which
    keeps the mean over a cycle whose activity is even between 0 and 1.

    References
    ----------
    As those of :func:`dawndusk.orbit.radiation.trapped_dose` and
    :func:`dawndusk.orbit.solar_protons.solar_proton_dose`.

    Examples
    --------
    >>> quiet, active = (yearly_dose(650.0, 10.0, s, 0.1, 62.0) for s in (0.0, 1.0))
    >>> round(float(sum(quiet))), round(float(sum(active)))
    (187, 184)
    """
    trapped = trapped_dose(altitude_km, shield_mm, solar_activity, inclination_rad)
    if open_share is None:
        open_share = solar_proton_open_share(altitude_km, cutoff_latitude_deg, inclination_rad)
    events = 2.0 * np.asarray(solar_activity) * np.asarray(events_per_year)
    return YearlyDose(trapped, solar_proton_dose(shield_mm, events, open_share))


def dose(
    altitude_km: float,
    shield_mm: float,
    solar_events_per_year: float,
    solar_cutoff_latitude_deg: float,
    solar: Literal["min", "max"] = "min",
    inclination_deg: float | None = None,
) -> Dose:
    r"""Yearly dose in silicon behind aluminium on a circular orbit.

    .. math::

        D = D_{AP8}(h, i, d, s) + D_{AE8}(h, i, d, s), \quad
        D_\odot = 2 s f\, \sigma(h, i, \Lambda)\, D_{event}(d)

    Parameters
    ----------
    altitude_km : float [km]
        Height h above 6,378.137 km, 300 to 2000.
    shield_mm : float [mm]
        Radius d of a solid sphere of aluminium around the part, 1 to 20.
    solar_events_per_year : float [1/year]
        Events f like that of August 1972 in a year, mean over the solar cycle.
    solar_cutoff_latitude_deg : float [deg]
        Invariant latitude Lambda poleward of which solar protons arrive.
    solar : {"min", "max"}
        Solar activity s, which sets the trapped particles.
    inclination_deg : float [deg], optional
        Inclination i, 0 to 180. Left out: that of the sun-synchronous orbit.

    Returns
    -------
    Dose
        rad_per_year [rad/year] trapped protons and electrons; solar_proton_rad_per_year
        [rad/year] solar protons, to be added.

    Raises
    ------
    InputError
        Outside the tables; nothing is extrapolated.

    Notes
    -----
    The models of trapped particles are good to a factor of two. Cosmic rays, a few rad a year,
    are left out.

    References
    ----------
    AP8: Sawyer & Vette 1976, NSSDC 76-06. AE8: Vette 1991, NSSDC 91-24. SHIELDOSE-2: Seltzer
    1994, NIST IR 5477. Solar event: King 1974, J. Spacecraft and Rockets 11, 401.

    Examples
    --------
    >>> found = dose(650.0, 10.0, 0.1, 62.0, "max")
    >>> round(found.rad_per_year), round(found.solar_proton_rad_per_year)
    (140, 44)
    """
    if inclination_deg is not None and not 0.0 <= inclination_deg <= 180.0:
        raise InputError("inclination_deg is out of range", got=inclination_deg, allowed="0 to 180")
    if not 0.0 <= solar_events_per_year <= MOST_EVENTS:
        raise InputError(
            "solar_events_per_year is out of range",
            got=solar_events_per_year,
            allowed=f"0 to {MOST_EVENTS:g} 1/year",
        )
    found = yearly_dose(
        altitude_km,
        shield_mm,
        float(solar == "max"),
        solar_events_per_year,
        solar_cutoff_latitude_deg,
        None if inclination_deg is None else np.radians(inclination_deg),
    )
    return Dose(float(found.trapped), float(found.solar_protons))
