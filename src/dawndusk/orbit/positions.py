"""Where every satellite of a group is at a moment, with the wobble that J2 gives each turn.

Counting who is lit needs no more than the mean ring; the length of a link does: the wobble moves a
satellite by some kilometres.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dawndusk.constants import J2_EARTH, J3_EARTH, R_EARTH, SECONDS_PER_DAY, FloatArray
from dawndusk.orbit.earth_rotation import sidereal_angle
from dawndusk.orbit.elements import advance
from dawndusk.orbit.groups import Loose, Shell
from dawndusk.orbit.short_period import osculating_from_mean
from dawndusk.orbit.states import state_from_osculating
from dawndusk.orbit.sun_synchronous import orbit_radius

if TYPE_CHECKING:
    from dawndusk.orbit.imported import Imported

__all__ = ["earth_fixed", "positions"]


def positions(group: Shell | Loose | Imported, days: float) -> FloatArray:
    r"""Inertial positions of all satellites of a group at one moment.

    .. math::

        r = a \left(1 - e_f \sin u - q \left[3 (2 - 3 s^2) - s^2 \cos 2u\right]\right), \quad
        \theta = u - 2 e_f \cos u - q\,(3 c^2 - \tfrac12 s^2) \sin 2u, \\
        \Omega = \Omega' + 3 q\, c \sin 2u, \quad i = i' + 3 q\, c\, s \cos 2u, \quad
        q = \frac{J_2 R^2}{4 a^2}, \quad e_f = -\frac{J_3 R}{2 J_2 a} s

    on a ring (mean argument of latitude u, s and c sine and cosine of the inclination); one by one
    by `osculating_from_mean` in a loose group, by SGP4 where elements were imported.

    The ring is the frozen one: of mean eccentricity zero, which J2 and J3 together leave an
    eccentricity e_f of 0.001 whose perigee stays at the northernmost point.

    Parameters
    ----------
    group : Shell, Loose or Imported
        The satellites.
    days : float [d]
        Days from J2000.0, universal time.

    Returns
    -------
    ndarray [m]
        True equator and equinox of date, (n, 3): satellite k of plane p of a shell at
        p x per_plane + k. Not a number where an imported satellite has failed.

    Notes
    -----
    Mean elements under J2's secular rates; first order in J2 and J3. Against SGP4 0.2 km at once
    and a few kilometres along the track after a day, alike for every satellite of a shell. Loose
    groups go without J3.

    References
    ----------
    Brouwer, Solution of the problem of artificial satellite theory without drag, AJ 64, 1959, 378,
    at e = 0 (`dawndusk.orbit.short_period`), and its long-period term of J3; Hoots and Roehrich,
    Spacetrack Report No. 3, 1980 (a_yNL of SGP4).

    Examples
    --------
    A polar ring of mean axis 7,000 km: lowest over the north pole, highest over the south pole.

    >>> ring = Shell("four", 621.863, np.pi / 2, np.zeros(1), np.zeros(1), 4, 0.0)
    >>> np.round(np.linalg.norm(positions(ring, 0.0), axis=1) / 1e3, 1)
    array([7006.3, 6995.7, 7006.3, 7010.6])
    """
    if isinstance(group, Shell):
        return _ring(group, (days - group.epoch_days) * SECONDS_PER_DAY)
    if isinstance(group, Loose):
        if not group.satellites:
            return np.empty((0, 3))
        now = advance(group.elements, (days - group.epoch_days) * SECONDS_PER_DAY)
        return state_from_osculating(osculating_from_mean(now))[0]
    states = group.states(days)
    return np.where(states.code[:, :1] == 0, states.position_m[:, 0, :], np.nan)


def _ring(shell: Shell, seconds: float) -> FloatArray:
    """Place the satellites of every plane: two vectors a plane, and the wobble of each place."""
    from dawndusk.orbit.kernels_positions import place_rings

    rates = shell.rates()
    a = float(orbit_radius(shell.altitude_km))
    s, c = float(np.sin(shell.inclination_rad)), float(np.cos(shell.inclination_rad))
    slots = 2.0 * np.pi * np.arange(shell.per_plane) / shell.per_plane
    out = np.empty((shell.planes, shell.per_plane, 3))
    place_rings(
        np.cos(slots),
        np.sin(slots),
        shell.phase_rad + float(rates.latitude_argument_rad_per_s) * seconds,
        shell.node_rad + float(rates.node_rad_per_s) * seconds,
        a,
        c,
        s,
        J2_EARTH * R_EARTH**2 / (4.0 * a * a),
        -0.5 * J3_EARTH / J2_EARTH * R_EARTH / a * s,
        out,
    )
    return out.reshape(-1, 3)


def earth_fixed(position_m: FloatArray, days: float) -> FloatArray:
    r"""Turn inertial positions into the Earth's axes: about z, by the sidereal angle.

    .. math:: \mathbf{r}_{fixed} = R_3(\theta)\, \mathbf{r}

    Parameters
    ----------
    position_m : ndarray [m]
        True equator and equinox of date, (..., 3).
    days : float [d]
        Days from J2000.0, universal time.

    Returns
    -------
    ndarray [m]
        The same shape.

    References
    ----------
    `dawndusk.orbit.earth_rotation.sidereal_angle`, and what it neglects.

    Examples
    --------
    >>> at = np.array([np.cos(sidereal_angle(100.0)), np.sin(sidereal_angle(100.0)), 0.0])
    >>> np.round(earth_fixed(at, 100.0), 9)
    array([1., 0., 0.])
    """
    angle = float(sidereal_angle(days))
    cos, sin = np.cos(angle), np.sin(angle)
    out = np.empty_like(position_m)
    out[..., 0] = position_m[..., 0] * cos + position_m[..., 1] * sin
    out[..., 1] = position_m[..., 1] * cos - position_m[..., 0] * sin
    out[..., 2] = position_m[..., 2]
    return out
