"""Sunlight for thousands of orbits at once: what a study needs of each draw.

The Sun's angle out of every orbital plane on every other day of the year is one product of two
matrices; the light lost at that angle is read from a table over altitude and angle; the worst
pass is then solved without the table. A test holds this to `dawndusk.orbit.sunlight`.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import AU, SECONDS_PER_DAY, FloatArray
from dawndusk.orbit.earth_view import edge_on_view_factor
from dawndusk.orbit.shadow import shadow_edges, shadow_half_arc, shadow_loss
from dawndusk.orbit.sun_synchronous import nodal_period, sun_synchronous_inclination
from dawndusk.orbit.sunlight import YearOfSun, check_orbit, sin_beta_of_year, year_of_sun

__all__ = ["SunlightState", "sunlight_state"]

SAMPLES_PER_DAY: Final = 0.5
ALTITUDE_STEP_KM: Final = 25.0
DEPTH_NODES: Final = 160
BLOCK: Final = 512  # draws at a time, so that draws x days stay in cache


class SunlightState(NamedTuple):
    """Sunlight, shadow and view of the Earth, one entry per draw."""

    mean_sunlit: FloatArray
    lost_sunlight_s: FloatArray
    longest_umbra_s: FloatArray
    shadow_passes_per_year: FloatArray
    period_s: FloatArray
    inclination_rad: FloatArray
    edge_on_view_factor: FloatArray


def sunlight_state(altitude_km: ArrayLike, local_time_h: ArrayLike, year: int) -> SunlightState:
    r"""Sunlight of a year on many sun-synchronous orbits.

    .. math::

        t_{shadow} = T \max_t \ell(\beta(t)), \quad
        N = \frac{\text{days with any shadow} \cdot 86400\,\mathrm{s}}{T}

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km, 150 to 5900; any shape that broadcasts with the next.
    local_time_h : array_like [h]
        Local mean time of the ascending node, 0 to 24.
    year : int [year]
        Calendar year, 1950 to 2100.

    Returns
    -------
    SunlightState
        mean_sunlit [1]; lost_sunlight_s [s], the sunlight lost in the worst revolution of the
        year, umbra in full and penumbra by the hidden share of the Sun, which is the time a
        battery must carry the load; longest_umbra_s [s]; shadow_passes_per_year [1/year],
        revolutions that lose any light, penumbra included, in that calendar year; period_s [s] from
        node to node; inclination_rad [rad]; edge_on_view_factor [1] of the Earth, per face.

    Raises
    ------
    InputError
        Altitude, local time or year out of range.

    Notes
    -----
    Against the direct computation: mean_sunlit within 1e-4, the worst pass within 0.05 min, the
    number of passes within two days of revolutions. Means take the Sun at one astronomical unit
    (its distance changes the width of the penumbra by 2 %); the worst pass takes it where it is.

    References
    ----------
    Montenbruck & Gill, Satellite Orbits, 2000, section 3.4.2.

    Examples
    --------
    >>> state = sunlight_state([650.0, 1450.0], 18.0, 2025)
    >>> state.mean_sunlit.round(3)
    array([0.96, 1.  ])
    >>> (state.lost_sunlight_s / 60.0).round(1)
    array([19.8,  0. ])
    """
    check_orbit(altitude_km, local_time_h, year)
    altitude, hours = np.broadcast_arrays(
        np.asarray(altitude_km, dtype=np.float64), np.asarray(local_time_h, dtype=np.float64)
    )
    shape = altitude.shape
    altitude, hours = altitude.ravel(), hours.ravel()
    alike = bool(np.ptp(altitude) == 0.0 and np.ptp(hours) == 0.0)
    if alike:  # one orbit for all draws
        altitude, hours = altitude[:1], hours[:1]
    sun = year_of_sun(int(year), SAMPLES_PER_DAY)
    inclination = sun_synchronous_inclination(altitude)
    period = nodal_period(altitude, inclination)
    year_part = _year(altitude, inclination, hours, sun)
    worst = year_part.sin_worst, year_part.distance_m
    umbra = shadow_edges(altitude, year_part.distance_m).umbra_rad
    state = SunlightState(
        mean_sunlit=1.0 - year_part.loss,
        lost_sunlight_s=shadow_loss(altitude, *worst) * period,
        longest_umbra_s=shadow_half_arc(year_part.sin_worst, umbra) / np.pi * period,
        shadow_passes_per_year=year_part.shadowed * sun.days * SECONDS_PER_DAY / period,
        period_s=period,
        inclination_rad=inclination,
        edge_on_view_factor=edge_on_view_factor(altitude),
    )
    if alike:
        return SunlightState(*(np.full(shape, field[0]) for field in state))
    return SunlightState(*(np.reshape(field, shape) for field in state))


class _Year(NamedTuple):
    """What a year leaves of each draw: mean loss, share of days with shadow, the worst pass."""

    loss: FloatArray
    shadowed: FloatArray
    sin_worst: FloatArray
    distance_m: FloatArray


def _year(
    altitude_km: FloatArray, inclination_rad: FloatArray, local_time_h: FloatArray, sun: YearOfSun
) -> _Year:
    """Walk the year for all draws, block by block."""
    table, height = _loss_table(altitude_km)
    edge = 1.0 / np.sin(shadow_edges(altitude_km).penumbra_rad)
    found = _Year(*(np.empty_like(altitude_km) for _ in _Year._fields))
    for start in range(0, len(altitude_km), BLOCK):
        part = slice(start, start + BLOCK)
        s = sin_beta_of_year(inclination_rad[part], local_time_h[part], sun)
        at, smallest = _smallest(s)
        found.sin_worst[part], found.distance_m[part] = smallest, sun.distance_m[at]
        s *= edge[part, None]
        draw, day = np.nonzero(np.abs(s) < 1.0)
        inside = s[draw, day]
        depth = np.sqrt(1.0 - inside * inside) * (DEPTH_NODES - 1)
        loss = _interpolate(table, height[part][draw], depth)
        count, size = len(at), len(sun.offset_rad)
        found.loss[part] = np.bincount(draw, loss, count) / size
        found.shadowed[part] = np.bincount(draw, minlength=count) / size
    return found


def _loss_table(altitude_km: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the light lost by altitude and depth in the shadow, and each draw's place in it.

    Depth is sqrt(1 - (sin beta / sin psi_p)^2): 0 where the orbit touches the penumbra, 1 with
    the Sun in the orbital plane. The loss is nearly linear in it.
    """
    low, high = float(altitude_km.min()), float(altitude_km.max())
    nodes = np.linspace(low, high, 2 + int((high - low) / ALTITUDE_STEP_KM))[:, None]
    depth = np.linspace(0.0, 1.0, DEPTH_NODES)
    edge = np.sin(shadow_edges(nodes).penumbra_rad)
    table = shadow_loss(nodes, edge * np.sqrt(1.0 - depth * depth), AU)
    span = (high - low) or 1.0
    return table, (altitude_km - low) * ((len(nodes) - 1) / span)


def _interpolate(table: FloatArray, row: FloatArray, column: FloatArray) -> FloatArray:
    """Return bilinear values of a table at fractional rows and columns inside it."""
    rows, columns = table.shape
    i = np.minimum(row.astype(np.int32), rows - 2)
    j = np.minimum(column.astype(np.int32), columns - 2)
    down, along = row - i, column - j
    flat, at = table.ravel(), i * columns + j
    first = flat[at] + along * (flat[at + 1] - flat[at])
    at += columns
    second = flat[at] + along * (flat[at + 1] - flat[at])
    return np.asarray(first + down * (second - first))


def _smallest(s: FloatArray) -> tuple[np.ndarray, FloatArray]:
    """Return where and how small abs(s) gets round the year, by a parabola between samples."""
    draw, size = np.arange(len(s)), s.shape[-1]
    at = np.argmin(np.abs(s), axis=-1)
    sign = np.sign(s[draw, at])
    y = sign * s[draw, at]
    before, after = sign * s[draw, at - 1], sign * s[draw, (at + 1) % size]
    bend = np.maximum(before - 2.0 * y + after, np.finfo(np.float64).tiny)
    slope = after - before
    vertex = np.maximum(y - slope * slope / (8.0 * bend), 0.0)
    crosses = np.minimum(before, after) < 0.0
    return at, np.where(crosses, 0.0, vertex)
