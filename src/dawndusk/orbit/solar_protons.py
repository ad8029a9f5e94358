"""Dose from the protons of solar events, and the share of an orbit that is open to them.

The dose of one reference event by shield, `data/tables/solar_event_dose.csv`, is built offline by
`tools/build_dose_table.py`. How often such an event comes and how far down the field lets it are
inputs: rows `radiation.solar_events_per_year` and `radiation.solar_cutoff_latitude`.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import DIPOLE_TILT, R_EARTH, FloatArray
from dawndusk.errors import InputError
from dawndusk.orbit.sun_synchronous import orbit_radius, sun_synchronous_inclination
from dawndusk.orbit.tables import read_table

__all__ = ["solar_event_dose", "solar_proton_dose", "solar_proton_open_share"]

HOURS_OF_THE_DIPOLE: Final = 12  # over half a day, the other half mirrors it; error below 0.002


def solar_event_dose(shield_mm: ArrayLike) -> FloatArray:
    r"""Dose in silicon of one solar event like that of August 1972, in open space.

    .. math:: \ln D = (1 - w) \ln D_j + w \ln D_{j+1}, \quad w = \frac{d - d_j}{d_{j+1} - d_j}

    between the shields d of the table. The event's fluence above an energy E [MeV] is
    7.9e9 exp((30 - E) / 26.5) protons per square centimetre.

    Parameters
    ----------
    shield_mm : array_like [mm]
        Radius of a solid sphere of aluminium around the part, 1 to 20.

    Returns
    -------
    ndarray [rad]
        Dose of one event, the full sphere.

    Raises
    ------
    InputError
        Outside the table; nothing is extrapolated.

    References
    ----------
    King, Solar proton fluences for 1977-1983 space missions, J. Spacecraft and Rockets 11, 401,
    1974, the anomalously large event. SHIELDOSE-2: Seltzer 1994, NIST IR 5477.

    Examples
    --------
    The shielded dose falls by a third to a half from 5 to 10 mm, as the spectrum is hard.

    >>> solar_event_dose([5.0, 10.0]).round(-1)
    array([2020., 1010.])
    """
    nodes, logs = _event_table()
    d = np.asarray(shield_mm, dtype=np.float64)
    if not np.all((d >= nodes[0]) & (d <= nodes[-1])):
        allowed = f"{nodes[0]:g} to {nodes[-1]:g} mm"
        raise InputError("shield_mm is outside the dose table", got=shield_mm, allowed=allowed)
    return np.asarray(np.exp(np.interp(d, nodes, logs)))


def solar_proton_open_share(
    altitude_km: ArrayLike,
    cutoff_latitude_deg: ArrayLike,
    inclination_rad: ArrayLike | None = None,
) -> FloatArray:
    r"""Share of the solar protons of open space that reach a satellite on a circular orbit.

    .. math::

        \cos^2\lambda = \frac{r}{R_E} \cos^2\Lambda, \quad
        \sigma = \Big\langle \frac{2}{\pi} \arccos\frac{\sin\lambda}{\sin i_m} \Big\rangle
        \frac{1 + \sqrt{1 - (R_E / r)^2}}{2}, \quad
        \cos i_m = \cos i \cos\tau + \sin i \sin\tau \cos\varphi

    The first factor is the share of time poleward of the magnetic latitude lambda at which field
    lines of invariant latitude Lambda cross the orbit, the mean over a day in which the dipole,
    tilted by tau, goes round (phi). The second is the sky the Earth leaves free.

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km, 100 to 40,000.
    cutoff_latitude_deg : array_like [deg]
        Invariant latitude poleward of which the protons arrive, 0 to 90.
    inclination_rad : array_like [rad], optional
        Inclination, 0 to pi. Left out: that of the sun-synchronous orbit.

    Returns
    -------
    ndarray [1]
        Between 0, an orbit that never leaves the shelter of the field, and 1, open space.

    Raises
    ------
    InputError
        Outside the ranges above, or sun-synchronous where no such orbit exists.

    Notes
    -----
    One cutoff for all energies, as in the model of Stassinopoulos and King; it moves by five
    degrees in a day with the storm that often comes with an event, which is what its range is
    for. A centred dipole, with its tilt of 2020. Where all of the orbit lies poleward of the
    cutoff (high, equatorward cutoffs) the share of time is one.

    References
    ----------
    Stassinopoulos & King, Empirical solar proton model for orbiting spacecraft applications, IEEE
    Trans. Aerospace and Electronic Systems 10, 442, 1974. Leske et al. 2001, J. Geophys. Res. 106,
    30011.

    Examples
    --------
    A dawn-dusk orbit is open for a third of its time, to seven tenths of the sky.

    >>> round(float(solar_proton_open_share(650.0, 62.0)), 2)
    0.22

    The space station's orbit is closed but in a great storm.

    >>> solar_proton_open_share(420.0, [62.0, 57.0], np.radians(51.6)).round(2)
    array([0.  , 0.04])
    """
    h = _within("altitude_km", altitude_km, 100.0, 40_000.0, "km")
    edge = np.radians(_within("cutoff_latitude_deg", cutoff_latitude_deg, 0.0, 90.0, "deg"))
    if inclination_rad is None:
        i = sun_synchronous_inclination(h)
        if not np.all(np.isfinite(i)):
            raise InputError(
                "no orbit is sun-synchronous at this altitude",
                got=altitude_km,
                allowed="below 5974 km",
                remedy="give the inclination",
            )
    else:
        i = _within("inclination_rad", inclination_rad, 0.0, np.pi, "rad")
    ratio = orbit_radius(h) / R_EARTH
    sine = np.sqrt(np.maximum(1.0 - ratio * np.cos(edge) ** 2, 0.0))  # of the magnetic latitude
    open_time = np.zeros(np.broadcast_shapes(sine.shape, i.shape))
    for hour in range(HOURS_OF_THE_DIPOLE):
        turned = np.cos(np.pi * (hour + 0.5) / HOURS_OF_THE_DIPOLE)
        pole = np.cos(i) * np.cos(DIPOLE_TILT) + np.sin(i) * np.sin(DIPOLE_TILT) * turned
        reach = np.sqrt(1.0 - pole * pole)  # sine of the highest magnetic latitude
        open_time += np.arccos(np.minimum(sine, reach) / reach)
    open_time *= 2.0 / (np.pi * HOURS_OF_THE_DIPOLE)
    return np.asarray(open_time * (0.5 + 0.5 * np.sqrt(1.0 - 1.0 / ratio**2)))


def solar_proton_dose(
    shield_mm: ArrayLike, events_per_year: ArrayLike, open_share: ArrayLike
) -> FloatArray:
    r"""Yearly dose in silicon from the protons of solar events.

    .. math:: D = f\, \sigma\, D_{event}(d)

    Parameters
    ----------
    shield_mm : array_like [mm]
        Radius of a solid sphere of aluminium around the part, 1 to 20.
    events_per_year : array_like [1/year]
        Events f of the size of August 1972 in a year, or as many smaller ones as add up to that.
    open_share : array_like [1]
        Share sigma of the protons that reach the orbit, from `solar_proton_open_share`.

    Returns
    -------
    ndarray [rad/year]
        Mean dose, to be added to the trapped one.

    Raises
    ------
    InputError
        A shield outside the table, less than no events, or a share outside 0 to 1.

    Notes
    -----
    A mean over many years: half of a cycle's protons come in one or two events, in the seven
    years around its maximum. Left out: heavier ions, and the softer spectra of smaller events,
    which give less behind 10 mm than their number of protons above 30 MeV says.

    References
    ----------
    King 1974, J. Spacecraft and Rockets 11, 401. Shea & Smart 1990, Solar Physics 127, 297.

    Examples
    --------
    One event in ten years, a quarter of it let through, behind 10 mm: 1,000 / 40.

    >>> round(float(solar_proton_dose(10.0, 0.1, 0.25)))
    25
    """
    events = _within("events_per_year", events_per_year, 0.0, np.inf, "1/year")
    share = _within("open_share", open_share, 0.0, 1.0, "")
    return np.asarray(solar_event_dose(shield_mm) * events * share)


@cache
def _event_table() -> tuple[FloatArray, FloatArray]:
    """Return the shields [mm] and the logarithm of the dose of one event [rad]."""
    rows = np.array(
        [[float(cell) for cell in line] for line in read_table("solar_event_dose.csv")[1:]]
    )
    return rows[:, 0], np.log(rows[:, 1])


def _within(name: str, given: ArrayLike, low: float, high: float, unit: str) -> FloatArray:
    """Return the values as floats; refuse what lies outside."""
    values = np.asarray(given, dtype=np.float64)
    if not np.all((values >= low) & (values <= high) & np.isfinite(values)):
        allowed = f"{low:g} to {high:g} {unit}" if np.isfinite(high) else f"from {low:g} {unit}"
        raise InputError(f"{name} is out of range", got=given, allowed=allowed.rstrip())
    return values
