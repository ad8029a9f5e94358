"""Counts of a group of satellites at every moment: lit, in shadow, over land, in view of a gateway.

Positions are computed, used and forgotten: what remains is one number for each plane and moment.
Two tiers, one interface: a `Shell` goes ring by ring without trigonometry, a `Loose` group
satellite by satellite by recurrence in time.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import R_EARTH, SECONDS_PER_DAY, FloatArray
from dawndusk.errors import InputError
from dawndusk.orbit.cells import CELLS
from dawndusk.orbit.earth_rotation import EARTH_SPIN
from dawndusk.orbit.elements import LARGEST_ECCENTRICITY, secular_rates
from dawndusk.orbit.groups import Loose, Shell
from dawndusk.orbit.off_station import OK, status
from dawndusk.orbit.shadow import shadow_edges
from dawndusk.orbit.sun_track import SunTrack, shadow_cones, sun_track

__all__ = ["SunTrack", "Tally", "sun_track", "tally"]

CountArray = NDArray[np.int32]

_UNEVEN: Final = 1e-6  # s, by which moments may miss equal spacing
_PIECE: Final = 96  # steps, at least, that a thread takes at a time
_MOST_PIECES: Final = 128
_WORTH_THREADS: Final = 200_000  # satellite-steps: a millisecond, about what threads cost


class Tally(NamedTuple):
    """Counts by moment and plane, (T, P), and the satellites of each plane, (P,).

    satellites all there are; umbra, penumbra, failed exclude one another and what is left of
    satellites is in full light; land and gateway count those that have not failed; light [1] is
    the sum over satellites of the visible share of the Sun's disc.
    """

    satellites: CountArray
    umbra: CountArray
    penumbra: CountArray
    land: CountArray
    gateway: CountArray
    failed: CountArray
    light: FloatArray

    @property
    def lit(self) -> CountArray:
        """Satellites that see the whole Sun, (T, P)."""
        return self.satellites - self.umbra - self.penumbra - self.failed


def tally(
    group: Shell | Loose,
    track: SunTrack,
    surface: NDArray[np.uint8],
    threads: int | None = None,
) -> Tally:
    """Count a group of satellites at every moment of a flight.

    Parameters
    ----------
    group : Shell or Loose
        The satellites.
    track : SunTrack
        From `sun_track`, T moments; for a Loose group evenly spaced.
    surface : ndarray of uint8
        From `ground_view.surface_table`, at the altitude of the group.
    threads : int, optional
        How many work at once; all cores unless given. Not a digit depends on it.

    Returns
    -------
    Tally
        Counts by moment and plane.

    Raises
    ------
    InputError
        The group is of another kind, the table of another grid, the moments of a Loose group not
        evenly spaced, or an eccentricity above 0.05.

    Notes
    -----
    Mean elements and J2's secular rates: off by up to 7 km in a day when sun-synchronous, by more
    near the equator and in longer flights: `accuracy.position_bound`. Spherical Earth of equatorial
    radius for the shadow and for the view; land on the ellipsoid; no refraction, no drag.

    References
    ----------
    Montenbruck & Gill, Satellite Orbits, 2000, section 3.4; Vallado 2013, section 9.6.

    Examples
    --------
    Four satellites on the equator at the equinox: one behind the Earth, three in the light.

    >>> from dawndusk.orbit.ground_view import surface_table
    >>> ring = Shell("four", 650.0, 0.0, np.zeros(1), np.zeros(1), 4, 9209.875)
    >>> counts = tally(ring, sun_track(9209.875, [0.0]), surface_table(650.0, [0.0], [0.0], 10.0))
    >>> counts.umbra, counts.lit, counts.light
    (array([[1]], dtype=int32), array([[3]], dtype=int32), array([[3.]]))
    """
    if isinstance(group, Shell):
        return _count_shell(group, track, surface, threads)
    if isinstance(group, Loose):
        return _count_loose(group, track, surface, threads)
    raise InputError(
        "tally cannot count this group", got=type(group).__name__, allowed="Shell or Loose"
    )


def _count_shell(
    shell: Shell, track: SunTrack, surface: NDArray[np.uint8], threads: int | None = None
) -> Tally:
    """Count rings: the structured tier."""
    from dawndusk.orbit.kernels import count_rings

    cells = _words(surface)
    rates = shell.rates()
    elapsed = _elapsed(track, shell.epoch_days)
    slots = 2.0 * np.pi * np.arange(shell.per_plane) / shell.per_plane
    C, S = np.cos(slots), np.sin(slots)
    phase, node = _circle(shell.phase_rad), _circle(shell.node_rad)
    turn = _circle(rates.latitude_argument_rad_per_s * elapsed)
    swing = _circle(rates.node_rad_per_s * elapsed - track.sidereal_rad)
    sun = _earth_fixed(track)
    edge = shadow_edges(shell.altitude_km, track.distance_m)
    middle = 0.5 * (edge.penumbra_rad + edge.umbra_rad)
    bend = 0.5 * (edge.penumbra_rad - edge.umbra_rad) / np.tan(middle)
    edges = np.stack((-np.cos(edge.umbra_rad), -np.cos(edge.penumbra_rad), bend), axis=-1)
    curve = float(np.mean(edge.sun_radius_rad / edge.earth_radius_rad)) / (3.0 * np.pi)

    counts, light = _empty(shell.planes, elapsed.size)

    def work(at: slice) -> None:
        count_rings(
            C, S, phase, node, _circle(shell.inclination_rad), turn[at], swing[at], sun[at],
            edges[at], curve, cells, counts[:, :, at], light[:, at],
        )  # fmt: skip

    _share_out(work, elapsed.size, shell.satellites, threads)
    satellites = np.full(shell.planes, shell.per_plane, dtype=np.int32)
    return _result(satellites, counts, light, np.zeros(shell.planes, dtype=np.int32))


def _count_loose(
    loose: Loose, track: SunTrack, surface: NDArray[np.uint8], threads: int | None = None
) -> Tally:
    """Count satellites one by one: the general tier."""
    from dawndusk.orbit.kernels_loose import count_loose

    cells = _words(surface)
    elapsed = _elapsed(track, loose.epoch_days)
    step = _even_step(track.seconds)
    alive = status(loose.elements) == OK
    order = np.flatnonzero(alive)[np.argsort(loose.plane[alive], kind="stable")]
    plane = loose.plane[order]
    a, ex, ey, i, node, u = (np.asarray(field, dtype=np.float64)[order] for field in loose.elements)
    e = np.hypot(ex, ey)
    if (e > LARGEST_ECCENTRICITY).any():
        raise InputError(
            f"an eccentricity of {loose.name} is too large for the first-order position",
            got=float(e.max()),
            allowed=f"up to {LARGEST_ECCENTRICITY}",
            remedy="bring such orbits in as a TLE or OMM file, which goes through SGP4",
        )
    turning = secular_rates(type(loose.elements)(a, ex, ey, i, node, u))
    anomaly_rate = turning.latitude_argument_rad_per_s - turning.perigee_rad_per_s
    angles = np.stack((u, u - np.arctan2(ey, ex), node))
    rates = np.stack((turning.latitude_argument_rad_per_s, anomaly_rate, turning.node_rad_per_s))
    fixed = np.stack((a / R_EARTH, np.cos(i), np.sin(i)))
    sun = _earth_fixed(track)
    cones = _cones(track.distance_m)
    level = float(np.median(a)) if a.size else R_EARTH
    apparent = shadow_edges((level - R_EARTH) / 1e3, float(np.mean(track.distance_m)))
    curve = float(apparent.sun_radius_rad / apparent.earth_radius_rad) / (3.0 * np.pi)

    counts, light = _empty(loose.planes, elapsed.size)

    def work(at: slice) -> None:
        count_loose(
            angles, rates, e, fixed, plane, float(elapsed[at.start]), step, track.sidereal_rad[at],
            EARTH_SPIN, sun[at], cones[at], curve, cells, counts[:, :, at], light[:, at],
        )  # fmt: skip

    _share_out(work, elapsed.size, loose.satellites, threads)
    satellites = np.bincount(loose.plane, minlength=loose.planes).astype(np.int32)
    flying = np.bincount(plane, minlength=loose.planes).astype(np.int32)
    return _result(satellites, counts, light, satellites - flying)


def _share_out(
    work: Callable[[slice], None], steps: int, satellites: int, threads: int | None
) -> None:
    """Cut the time into pieces and let threads take them.

    The pieces do not depend on the threads: the angles of a piece are computed afresh at its
    start, and with other pieces the last digit of the light would be another.
    """
    pieces = min(-(-steps // _PIECE), _MOST_PIECES)
    edges = [steps * k // pieces for k in range(pieces + 1)]
    parts = [slice(low, high) for low, high in pairwise(edges)]
    workers = min(len(parts), threads if threads is not None else os.cpu_count() or 1)
    if workers <= 1 or steps * satellites < _WORTH_THREADS:
        for part in parts:
            work(part)
        return
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(work, parts))


def _words(surface: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """Pack the two bits of sixteen cells into a word."""
    if surface.shape != (2, CELLS, CELLS) or surface.dtype != np.uint8:
        raise InputError(
            "the surface table does not fit the grid",
            got=f"{surface.dtype} {surface.shape}",
            allowed=f"uint8 (2, {CELLS}, {CELLS}), from ground_view.surface_table",
        )
    first, second, third, fourth = (surface.reshape(-1, 4)[:, k] for k in range(4))
    packed = first | second << 2 | third << 4 | fourth << 6
    return packed.view("<u4").astype(np.uint32)


def _elapsed(track: SunTrack, epoch_days: float) -> FloatArray:
    """Seconds from an epoch, without rounding the difference between two moments."""
    since = (track.days[0] - epoch_days) * SECONDS_PER_DAY
    return np.asarray(since + (track.seconds - track.seconds[0]))


def _even_step(seconds: FloatArray) -> float:
    """Return the time between two moments, all of which must be the same."""
    if seconds.size == 1:
        return 0.0
    step = float(seconds[-1] - seconds[0]) / (seconds.size - 1)
    if np.abs(np.diff(seconds) - step).max() > _UNEVEN:
        raise InputError(
            "the moments of a flight are not evenly spaced",
            got=np.diff(seconds),
            allowed="one step for all",
            remedy="count a group of single satellites over each evenly spaced part",
        )
    return step


def _circle(angle: FloatArray | float) -> FloatArray:
    return np.stack((np.cos(angle), np.sin(angle)), axis=-1)


def _earth_fixed(track: SunTrack) -> FloatArray:
    c, s = np.cos(track.sidereal_rad), np.sin(track.sidereal_rad)
    x, y, z = track.sun.T
    return np.stack((x * c + y * s, y * c - x * s, z), axis=-1)


def _cones(distance_m: FloatArray) -> FloatArray:
    """Return the shadow at each moment as `kernels_loose.step_block` wants it, (T, 8)."""
    u, p = shadow_cones(distance_m)
    near = (1.0 / np.cos(u), np.tan(u), 1.0 / np.cos(p), np.tan(p))
    return np.stack((*near, np.cos(u), np.sin(u), np.cos(p), np.sin(p)), axis=-1)


def _empty(planes: int, steps: int) -> tuple[CountArray, FloatArray]:
    return np.zeros((4, planes, steps), dtype=np.int32), np.zeros((planes, steps))


def _result(
    satellites: CountArray, counts: CountArray, light: FloatArray, failed: CountArray
) -> Tally:
    umbra, penumbra, land, gateway = (count.T for count in counts)
    gone = np.broadcast_to(failed, umbra.shape)
    return Tally(satellites, umbra, penumbra, land, gateway, gone, light.T)
