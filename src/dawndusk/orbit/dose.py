"""Dose on an orbit as the calculator gives it: trapped particles and solar protons."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from dawndusk.errors import InputError
from dawndusk.orbit.radiation import trapped_dose
from dawndusk.orbit.solar_protons import solar_proton_dose, solar_proton_open_share

__all__ = ["Dose", "dose"]


class Dose(NamedTuple):
    """Yearly dose in silicon, by what causes it."""

    rad_per_year: float
    solar_proton_rad_per_year: float


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
        D_\odot = f\, \sigma(h, i, \Lambda)\, D_{event}(d)

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
    >>> found = dose(650.0, 10.0, 0.1, 62.0, "min")
    >>> round(found.rad_per_year), round(found.solar_proton_rad_per_year)
    (187, 22)
    """
    if inclination_deg is not None and not 0.0 <= inclination_deg <= 180.0:
        raise InputError("inclination_deg is out of range", got=inclination_deg, allowed="0 to 180")
    inclination = None if inclination_deg is None else np.radians(inclination_deg)
    trapped = trapped_dose(altitude_km, shield_mm, float(solar == "max"), inclination)
    share = solar_proton_open_share(altitude_km, solar_cutoff_latitude_deg, inclination)
    return Dose(float(trapped), float(solar_proton_dose(shield_mm, solar_events_per_year, share)))
