"""Shells by pattern: Walker delta and star, sun-synchronous by local time."""

from __future__ import annotations

from math import gcd
from typing import Final

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError
from dawndusk.orbit.groups import Loose, Shell, require_altitude, require_count
from dawndusk.orbit.sun_synchronous import node_right_ascension, sun_synchronous_inclination

__all__ = ["Loose", "Shell", "sun_synchronous", "walker_delta", "walker_star"]

_SLACK_DEG: Final = 0.5  # an inclination this near to the sun-synchronous one may be given


def walker_delta(
    name: str,
    altitude_km: float,
    inclination_deg: float,
    planes: int,
    per_plane: int,
    phasing: int = 0,
    epoch_days: float = 0.0,
    staggered: bool = False,
) -> Shell:
    r"""Shell of planes spread evenly over the whole equator: Walker's delta pattern i: T/P/F.

    .. math::

        \Omega_p = 2 \pi \frac{p}{P}, \quad u_{pk} = 2 \pi \frac{k}{S} + 2 \pi \frac{F p}{T}

    with T = P S satellites, p the plane and k the satellite in it.

    Parameters
    ----------
    name : str
        What reports call it.
    altitude_km : float [km]
        Height over 6,378.137 km, above 0 and up to 40,000.
    inclination_deg : float [deg]
        0 to 180.
    planes : int
        P.
    per_plane : int
        S.
    phasing : int, optional
        F, 0 to P - 1: how many T-ths of a turn a plane is ahead of its western neighbour.
    epoch_days : float [d], optional
        Days from J2000.0 when plane 0 has its node at right ascension 0.
    staggered : bool, optional
        Every other plane is half a slot ahead instead; then phasing is 0.

    Returns
    -------
    Shell
        Plane 0 first, eastward.

    Raises
    ------
    InputError
        A figure is out of range.

    References
    ----------
    Walker, Satellite constellations, Journal of the British Interplanetary Society 37, 1984;
    Wertz & Larson, SMAD, 3rd ed., 1999, section 7.6.

    Examples
    --------
    The example of SMAD, 15/5/1 at 65 deg: planes 72 deg apart, 24 deg of phase between them.

    >>> import numpy as np
    >>> shell = walker_delta("15/5/1", 1200.0, 65.0, 5, 3, 1)
    >>> np.degrees(shell.node_rad), np.degrees(shell.phase_rad)
    (array([  0.,  72., 144., 216., 288.]), array([ 0., 24., 48., 72., 96.]))
    """
    return _walker(
        2.0 * np.pi, name, altitude_km, inclination_deg, planes, per_plane, phasing, epoch_days,
        staggered,
    )  # fmt: skip


def walker_star(
    name: str,
    altitude_km: float,
    inclination_deg: float,
    planes: int,
    per_plane: int,
    phasing: int = 0,
    epoch_days: float = 0.0,
    staggered: bool = False,
) -> Shell:
    r"""Shell of planes spread evenly over half the equator: Walker's star, as Iridium flies it.

    .. math::

        \Omega_p = \pi \frac{p}{P}, \quad u_{pk} = 2 \pi \frac{k}{S} + 2 \pi \frac{F p}{T}

    Parameters
    ----------
    name : str
        What reports call it.
    altitude_km : float [km]
        Height over 6,378.137 km, above 0 and up to 40,000.
    inclination_deg : float [deg]
        0 to 180; near 90 the planes cross near the poles.
    planes : int
        P.
    per_plane : int
        S.
    phasing : int, optional
        F, 0 to P - 1.
    epoch_days : float [d], optional
        Days from J2000.0 when plane 0 has its node at right ascension 0.
    staggered : bool, optional
        Every other plane is half a slot ahead instead; then phasing is 0.

    Returns
    -------
    Shell
        Plane 0 first, eastward; between the last and the first neighbours fly in opposition.

    Raises
    ------
    InputError
        A figure is out of range.

    References
    ----------
    Walker 1984; Wertz & Larson, SMAD, 3rd ed., 1999, section 7.6.

    Examples
    --------
    >>> import numpy as np
    >>> np.degrees(walker_star("66/6", 780.0, 86.4, 6, 11, 3).node_rad)
    array([  0.,  30.,  60.,  90., 120., 150.])
    """
    return _walker(
        np.pi, name, altitude_km, inclination_deg, planes, per_plane, phasing, epoch_days, staggered
    )


def sun_synchronous(
    name: str,
    altitude_km: float,
    local_time_h: float,
    planes: int,
    per_plane: int,
    phasing: int = 0,
    epoch_days: float = 0.0,
    span_h: float = 0.0,
    inclination_deg: float | None = None,
) -> Shell:
    r"""Shell whose planes keep their local mean time, because J2 turns them with the Sun.

    .. math::

        \Omega_p = L_\odot + 15^\circ (t_p - 12\,\mathrm{h}), \quad
        t_p = t + \Delta t \left(\frac{p}{P - 1} - \frac12\right)

    Parameters
    ----------
    name : str
        What reports call it.
    altitude_km : float [km]
        Height over 6,378.137 km, above 0 and below 5,974.
    local_time_h : float [h]
        Local mean time of the ascending node of the middle of the planes; 6 and 18 are dawn-dusk.
    planes : int
        P.
    per_plane : int
        S.
    phasing : int, optional
        F, 0 to P - 1, as in `walker_delta`.
    epoch_days : float [d], optional
        Days from J2000.0.
    span_h : float [h], optional
        Local time from the first plane to the last, 0 to below 24; 0 puts all planes in one.
    inclination_deg : float [deg], optional
        Only to say it oneself: must be within 0.5 deg of the one that J2 asks for, and is then
        flown, with the slow drift in local time that the difference makes.

    Returns
    -------
    Shell
        Earliest local time first.

    Raises
    ------
    InputError
        A figure is out of range; no such orbit turns with the Sun; two planes coincide.

    References
    ----------
    Vallado, Fundamentals of Astrodynamics and Applications, 4th ed., 2013, section 11.4.1.

    Examples
    --------
    >>> import numpy as np
    >>> shell = sun_synchronous("dawn-dusk", 650.0, 18.0, 5, 1000, span_h=1.0)
    >>> round(float(np.degrees(shell.inclination_rad)), 2), shell.local_time_h
    (97.99, array([17.5 , 17.75, 18.  , 18.25, 18.5 ]))
    """
    _grid(planes, per_plane, phasing, name)
    if not 0.0 <= local_time_h <= 24.0:
        raise InputError(
            f"the local time of {name} is not one", got=local_time_h, allowed="0 to 24 h"
        )
    if not 0.0 <= span_h < 24.0:
        raise InputError(f"the span of {name} is not one", got=span_h, allowed="0 to below 24 h")
    if planes > 1 and span_h == 0.0 and gcd(phasing, planes) > 1:
        raise InputError(
            f"planes of {name} coincide, satellite on satellite",
            got=f"{planes} planes at one local time with phasing {phasing}",
            remedy="give a span of local times above 0, or a phasing without a common factor",
        )
    inclination_rad = _turning_with_the_sun(name, altitude_km, inclination_deg)
    share = np.linspace(-0.5, 0.5, planes) if planes > 1 else np.zeros(1)
    local_times = local_time_h + span_h * share
    return Shell(
        name=name,
        altitude_km=float(altitude_km),
        inclination_rad=inclination_rad,
        node_rad=node_right_ascension(local_times, epoch_days) % (2.0 * np.pi),
        phase_rad=_phases(planes, per_plane, phasing),
        per_plane=per_plane,
        epoch_days=float(epoch_days),
        sun_synchronous=True,
        local_time_h=local_times % 24.0,
    )


def _walker(
    spread_rad: float,
    name: str,
    altitude_km: float,
    inclination_deg: float,
    planes: int,
    per_plane: int,
    phasing: int,
    epoch_days: float,
    staggered: bool,
) -> Shell:
    """Return the planes spread evenly over an arc of the equator."""
    _grid(planes, per_plane, phasing, name)
    if staggered and phasing:
        raise InputError(
            f"{name} is both staggered and phased", got=f"phasing {phasing}", allowed="one of them"
        )
    half_slots: FloatArray = np.asarray(np.pi / per_plane * (np.arange(planes) % 2))
    return Shell(
        name=name,
        altitude_km=float(altitude_km),
        inclination_rad=float(np.radians(inclination_deg)),
        node_rad=spread_rad * np.arange(planes) / planes,
        phase_rad=half_slots if staggered else _phases(planes, per_plane, phasing),
        per_plane=per_plane,
        epoch_days=float(epoch_days),
    )


def _phases(planes: int, per_plane: int, phasing: int) -> FloatArray:
    """Return the argument of latitude of satellite 0 of each plane [rad]."""
    return 2.0 * np.pi * phasing * np.arange(planes) / (planes * per_plane)


def _turning_with_the_sun(name: str, altitude_km: float, given_deg: float | None) -> float:
    """Return the inclination to fly [rad], if there is one."""
    require_altitude(altitude_km, name)
    needed = float(np.degrees(sun_synchronous_inclination(altitude_km)))
    if np.isnan(needed):
        raise InputError(
            f"{name} cannot be sun-synchronous: no inclination turns an orbit so high with the Sun",
            got=altitude_km,
            allowed="altitudes below 5,974 km",
        )
    if given_deg is None:
        return float(np.radians(needed))
    if not abs(given_deg - needed) <= _SLACK_DEG:
        raise InputError(
            f"{name} is not sun-synchronous at this inclination",
            got=given_deg,
            allowed=f"{needed:.2f} degrees at {altitude_km:g} km, give or take {_SLACK_DEG}",
            remedy="leave the inclination out and it is solved for",
        )
    return float(np.radians(given_deg))


def _grid(planes: int, per_plane: int, phasing: int, name: str) -> None:
    """Refuse a pattern that is none."""
    require_count(planes, "planes", name)
    require_count(per_plane, "satellites per plane", name)
    if not (isinstance(phasing, int | np.integer) and 0 <= phasing < planes):
        raise InputError(
            f"the phasing of {name} is out of range",
            got=phasing,
            allowed=f"a whole number from 0 to {planes - 1} (planes less one)",
        )
