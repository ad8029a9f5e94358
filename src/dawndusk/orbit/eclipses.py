"""When a satellite enters and leaves the shadow of the Earth, and on which day it is longest.

The shadow of one revolution is known in closed form: the middle of it is where the orbit passes
opposite the Sun, its half length follows from the angle of the Sun out of the plane. Sun and
plane move a little meanwhile, so each time is corrected with both where they are at that time.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import SECONDS_PER_DAY, SECONDS_PER_HOUR, FloatArray
from dawndusk.errors import InputError
from dawndusk.orbit.elements import MeanElements, secular_rates
from dawndusk.orbit.shadow import shadow_edges, shadow_half_arc
from dawndusk.orbit.sun import days_from_j2000, sun_position
from dawndusk.orbit.sun_synchronous import orbit_radius, sun_synchronous_inclination
from dawndusk.orbit.sunlight import check_orbit, sin_beta_of_year, year_of_sun

__all__ = ["EclipsePasses", "eclipse_passes", "worst_day"]

_DRIFT_STEP_S: Final = 3.0 * SECONDS_PER_HOUR  # how often the drift of midnight is looked up
_CORRECTIONS: Final = 4
_LONGEST_HOURS: Final = 20.0 * 8766.0


class EclipsePasses(NamedTuple):
    """Passes through the shadow, ordered by plane and time; one entry per pass."""

    plane: np.ndarray
    penumbra_entry_s: FloatArray
    umbra_entry_s: FloatArray
    umbra_exit_s: FloatArray
    penumbra_exit_s: FloatArray


class _Plane(NamedTuple):
    """Circular orbits of one altitude and inclination, seen from the start of the window."""

    altitude_km: float
    inclination_rad: float
    node_rad: FloatArray
    latitude_argument_rad: FloatArray
    node_rate: float
    motion: float
    start_days: float


class _Midnight(NamedTuple):
    """Where a satellite is against the point of its orbit opposite the Sun."""

    past_rad: FloatArray
    sin_beta: FloatArray
    sun_distance_m: FloatArray


def eclipse_passes(
    altitude_km: float,
    inclination_rad: float,
    node_rad: ArrayLike,
    phase_rad: ArrayLike,
    epoch_days: float,
    start_days: float,
    hours: float,
) -> EclipsePasses:
    r"""Times at which satellites on circular orbits enter and leave umbra and penumbra.

    .. math::

        u(t) = u_0(t) \mp \theta(t), \quad
        u_0 = \operatorname{atan2}(-Q \cdot s, -P \cdot s), \quad
        \cos\theta = \cos\psi / \cos\beta

    Parameters
    ----------
    altitude_km : float [km]
        Height above 6,378.137 km.
    inclination_rad : float [rad]
        Inclination to the equator.
    node_rad, phase_rad : array_like [rad]
        Right ascension of the node and argument of latitude at the epoch, one for each plane; s
        is the direction of the Sun, P and Q those of the node and, in the plane, 90 deg ahead.
    epoch_days : float [d]
        Of node and phase, days from J2000.0.
    start_days : float [d]
        When the window starts, days from J2000.0.
    hours : float [h]
        How long it is.

    Returns
    -------
    EclipsePasses
        plane [1], the index into node_rad; penumbra_entry_s [s], umbra_entry_s [s], umbra_exit_s
        [s] and penumbra_exit_s [s] from the start of the window. A pass that only touches the
        penumbra enters and leaves the umbra in the same moment. Passes under way at either end of
        the window are whole: their times lie partly outside it. A plane that misses the shadow
        has no entry.

    Raises
    ------
    InputError
        Altitude, window or another figure out of range or not a number.

    Notes
    -----
    Sun and plane where they are at each entry and exit: within 0.01 s of the roots of the exact
    condition on the same orbit; a pass of less than a second may be missed. The orbit turns at
    the mean rates of J2, equator and equinox of date.

    Neglects that a real orbit is no circle: J2 and J3 lift it by 4 to 12 km, and a kilometre moves
    entry and exit by 0.8 s in the deepest dawn-dusk passes (7 s seen against SGP4), less elsewhere;
    drag; refraction; and the flattening of the Earth. On the WGS 84 ellipsoid the longest umbra of
    a dawn-dusk orbit is shorter, both ends together, by 20 s at 650 km, 37 s at 1,000, 65 s at
    1,200 and 3 min at 1,300, and none from 1,310 km up; passes of up to 5 min at either end of a
    season vanish; away from dawn-dusk it is up to 20 s.

    References
    ----------
    Montenbruck & Gill, Satellite Orbits, 2000, section 3.4.2; Vallado 2013, section 5.3.

    Examples
    --------
    At the June solstice of 2026 a dawn-dusk plane at 650 km spends 19.3 minutes of every
    revolution in the umbra.

    >>> import numpy as np
    >>> from dawndusk.orbit import days_from_j2000, node_right_ascension
    >>> from dawndusk.orbit import sun_synchronous_inclination
    >>> day = float(days_from_j2000(2026, 172))
    >>> node, i = node_right_ascension(18.0, day), sun_synchronous_inclination(650.0)
    >>> passes = eclipse_passes(650.0, float(i), [node], [0.0], day, day, 24.0)
    >>> len(passes.plane)
    15
    >>> round(float(np.max(passes.umbra_exit_s - passes.umbra_entry_s)) / 60.0, 1)
    19.3
    """
    planes = _planes(
        altitude_km, inclination_rad, node_rad, phase_rad, epoch_days, start_days, hours
    )
    plane, middle = _middles(planes, hours * SECONDS_PER_HOUR)
    there = _midnight(planes, plane, middle)
    edges = shadow_edges(altitude_km, there.sun_distance_m)
    touched = shadow_half_arc(there.sin_beta, edges.penumbra_rad) > 0.0
    dark = shadow_half_arc(there.sin_beta, edges.umbra_rad)[touched] > 0.0
    plane, middle = plane[touched], middle[touched]
    signs = np.array([-1.0, -1.0, 1.0, 1.0])[:, None]
    inner = np.array([False, True, True, False])[:, None]
    times = np.tile(middle, (4, 1))
    for _ in range(_CORRECTIONS):
        there = _midnight(planes, plane, times)
        edges = shadow_edges(altitude_km, there.sun_distance_m)
        edge = np.where(inner, edges.umbra_rad, edges.penumbra_rad)
        aim = signs * shadow_half_arc(there.sin_beta, edge)
        times = times - (there.past_rad - aim) / planes.motion
    times = np.where(inner & ~dark, middle, times)
    inside = (times[3] > 0.0) & (times[0] < hours * SECONDS_PER_HOUR)
    return EclipsePasses(plane[inside], *(time[inside] for time in times))


def worst_day(altitude_km: ArrayLike, local_time_h: ArrayLike, year: int) -> FloatArray:
    r"""Day of a calendar year on which the shadow of a sun-synchronous orbit is deepest.

    .. math:: \min_{day} |\sin\beta(day)|

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km, 150 to 5900; the inclination follows from it.
    local_time_h : array_like [h]
        Local mean time of the ascending node, 0 to 24.
    year : int [year]
        Calendar year, 1950 to 2100.

    Returns
    -------
    ndarray [d]
        0 h of that day, days from J2000.0. Where there is no shadow at all it is the day on which
        it comes nearest.

    Raises
    ------
    InputError
        Altitude, local time or year out of range.

    Notes
    -----
    By the Sun at noon of each day.

    References
    ----------
    Vallado 2013, section 11.4.

    Examples
    --------
    Near the June solstice for the dusk orbit, near the December solstice for the dawn orbit.

    >>> from dawndusk.orbit import days_from_j2000
    >>> (worst_day(650.0, [18.0, 6.0], 2026) - days_from_j2000(2026) + 1.0).tolist()
    [172.0, 355.0]
    """
    check_orbit(altitude_km, local_time_h, year)
    sun = year_of_sun(int(year), 1.0)
    altitude, hours = np.broadcast_arrays(
        np.asarray(altitude_km, dtype=np.float64), np.asarray(local_time_h, dtype=np.float64)
    )
    s = sin_beta_of_year(sun_synchronous_inclination(altitude), hours, sun)
    return days_from_j2000(int(year), 1.0 + np.argmin(np.abs(s), axis=-1))


def _planes(
    altitude_km: float,
    inclination_rad: float,
    node_rad: ArrayLike,
    phase_rad: ArrayLike,
    epoch_days: float,
    start_days: float,
    hours: float,
) -> _Plane:
    """Check the input and turn the planes from the epoch to the start of the window."""
    if not 0.0 < altitude_km <= 40_000.0:
        raise InputError("altitude_km is out of range", got=altitude_km, allowed="0 to 40,000 km")
    if not 0.0 < hours <= _LONGEST_HOURS:
        raise InputError("hours is out of range", got=hours, allowed=f"0 to {_LONGEST_HOURS:,.0f}")
    node, phase = np.broadcast_arrays(
        np.atleast_1d(np.asarray(node_rad, dtype=np.float64)),
        np.atleast_1d(np.asarray(phase_rad, dtype=np.float64)),
    )
    figures = np.concatenate([node, phase, [inclination_rad, epoch_days, start_days]])
    if not np.all(np.isfinite(figures)):
        raise InputError("an orbit is not a finite number", allowed="finite angles and days")
    zero = np.zeros(())
    tilt = np.asarray(inclination_rad, dtype=np.float64)
    rates = secular_rates(MeanElements(orbit_radius(altitude_km), zero, zero, tilt, zero, zero))
    turn, motion = float(rates.node_rad_per_s), float(rates.latitude_argument_rad_per_s)
    elapsed = (start_days - epoch_days) * SECONDS_PER_DAY
    return _Plane(
        altitude_km=float(altitude_km),
        inclination_rad=float(inclination_rad),
        node_rad=node + turn * elapsed,
        latitude_argument_rad=phase + motion * elapsed,
        node_rate=turn,
        motion=motion,
        start_days=float(start_days),
    )


def _midnight(planes: _Plane, plane: np.ndarray, seconds: FloatArray) -> _Midnight:
    """Return how far satellites are past the middle of the shadow, -pi to pi, and the Sun."""
    sun = sun_position(planes.start_days + seconds / SECONDS_PER_DAY)
    east = sun.right_ascension_rad - planes.node_rad[plane] - planes.node_rate * seconds
    cos_d, sin_d = np.cos(sun.declination_rad), np.sin(sun.declination_rad)
    cos_i, sin_i = np.cos(planes.inclination_rad), np.sin(planes.inclination_rad)
    across = cos_d * np.sin(east)
    midnight = np.arctan2(-(cos_i * across + sin_i * sin_d), -cos_d * np.cos(east))
    past = planes.latitude_argument_rad[plane] + planes.motion * seconds - midnight
    return _Midnight(
        past_rad=np.mod(past + np.pi, 2.0 * np.pi) - np.pi,
        sin_beta=cos_i * sin_d - sin_i * across,
        sun_distance_m=sun.distance_m,
    )


def _middles(planes: _Plane, window_s: float) -> tuple[np.ndarray, FloatArray]:
    """Return plane and time of every passage opposite the Sun in and around the window."""
    # midnight drifts by degrees a day: look it up on a coarse grid, then count revolutions
    grid = np.linspace(0.0, window_s, 2 + int(window_s / _DRIFT_STEP_S))
    every = np.arange(len(planes.node_rad))
    past = _midnight(planes, every[:, None], grid[None, :]).past_rad
    drift = np.unwrap(past - planes.motion * grid)  # how far the count is off a steady turn
    last = int(window_s * planes.motion / (2.0 * np.pi) + np.ptp(drift, axis=1).max()) + 2
    turns = 2.0 * np.pi * np.arange(-1, last)
    plane = np.repeat(every, len(turns))
    goal = np.tile(turns, len(every)) + 2.0 * np.pi * np.repeat(
        np.floor(drift[:, 0] / (2.0 * np.pi)), len(turns)
    )
    time = (goal - drift[plane, 0]) / planes.motion
    for _ in range(3):
        place = np.clip(time / (grid[1] - grid[0]), 0.0, len(grid) - 1.0)
        low = np.minimum(place.astype(np.int64), len(grid) - 2)
        share = place - low
        here = drift[plane, low] * (1.0 - share) + drift[plane, low + 1] * share
        time = (goal - here) / planes.motion
    for _ in range(_CORRECTIONS):
        time = time - _midnight(planes, plane, time).past_rad / planes.motion
    return plane, time
