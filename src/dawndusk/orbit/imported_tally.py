"""Counts of imported satellites by step: in umbra, in penumbra, over land, in view of a gateway.

Every satellite has its own distance from the Earth at every moment, hence its own shadow and its
own circle on the ground: nothing is read from a table of one altitude.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dawndusk.constants import R_EARTH, FloatArray
from dawndusk.orbit.cells import cell_index, land_cells
from dawndusk.orbit.ground_view import site_directions, view_half_angle
from dawndusk.orbit.imported import Imported
from dawndusk.orbit.shadow import visible_share
from dawndusk.orbit.tally import SunTrack, Tally

__all__ = ["Counts", "ImportedTally", "count_positions", "tally_imported"]

BLOCK: Final = 40_000  # satellite-steps at a time: some 10 MB of arrays
FRESH_DAYS: Final = 30.0  # from the epoch; SGP4 is off by tens of kilometres after that
LOST_DAYS: Final = 365.0  # drag alone then moves a satellite of low orbit by whole revolutions
SENSELESS_DAYS: Final = 5.0 * 365.25


class Counts(NamedTuple):
    """Satellites by what is the case with them, and the sum of their visible shares of the Sun."""

    umbra: NDArray[np.int32]
    penumbra: NDArray[np.int32]
    land: NDArray[np.int32]
    gateway: NDArray[np.int32]
    light: FloatArray


class ImportedTally(NamedTuple):
    """Counts by step, and what became of each satellite."""

    tally: Tally
    status: NDArray[np.uint8]
    oldest_days: float
    warnings: tuple[str, ...]


def count_positions(
    position_m: ArrayLike,
    ok: ArrayLike,
    sun: ArrayLike,
    sun_distance_m: ArrayLike,
    sidereal_rad: ArrayLike,
    sites: ArrayLike,
    minimum_elevation_deg: float,
) -> Counts:
    r"""Count satellites at given positions, step by step.

    .. math::

        \cos\psi = -\hat{\mathbf{r}} \cdot \hat{\mathbf{s}}, \quad
        \text{umbra} \iff \psi < \psi_u(r), \quad
        \text{seen} \iff \max_g \hat{\mathbf{r}} \cdot \hat{\mathbf{g}} \ge \cos\lambda(r)

    Parameters
    ----------
    position_m : array_like [m]
        In the equator and equinox of date, (n, T, 3).
    ok : array_like of bool
        Which positions there are, (n, T); the rest is not counted.
    sun : array_like [1]
        Unit vectors to the Sun in the same frame, (T, 3).
    sun_distance_m : array_like [m]
        Its distance, (T,).
    sidereal_rad : array_like [rad]
        Sidereal angle of Greenwich, (T,).
    sites : array_like [1]
        Earth-fixed unit vectors of ground stations, (S, 3).
    minimum_elevation_deg : float [deg]
        Lowest elevation at which they work.

    Returns
    -------
    Counts
        umbra, penumbra, land, gateway (T,) and light [1] (T,), the sum of visible shares.

    Notes
    -----
    Discs as in `dawndusk.orbit.shadow`; spherical Earth; land to half a cell of
    `dawndusk.orbit.cells`.

    References
    ----------
    Montenbruck & Gill 2000, section 3.4.2; Wertz & Larson, SMAD, 3rd ed., 1999, section 5.2.

    Examples
    --------
    One satellite on the sunlit side, one straight behind the Earth, one at the shadow's edge.

    >>> import numpy as np
    >>> from dawndusk.constants import AU
    >>> from dawndusk.orbit.shadow import shadow_edges
    >>> edge = shadow_edges(650.0)
    >>> psi = np.pi - np.array([np.pi, 0.0, (edge.umbra_rad + edge.penumbra_rad) / 2])
    >>> r = 7.028137e6 * np.stack((np.cos(psi), np.sin(psi), 0.0 * psi), axis=-1)[:, None]
    >>> ok = np.ones((3, 1), dtype=bool)
    >>> counts = count_positions(r, ok, [[1.0, 0.0, 0.0]], [AU], [0.0], [[1.0, 0.0, 0.0]], 10.0)
    >>> [int(count[0]) for count in counts[:2]], int(counts.gateway[0]), counts.light.round(1)
    ([1, 1], 1, array([1.5]))
    """
    r, there = np.asarray(position_m, dtype=np.float64), np.asarray(ok, dtype=np.bool_)
    n, steps = there.shape
    to_sun, theta = np.asarray(sun), np.asarray(sidereal_rad)
    distance = np.broadcast_to(np.asarray(sun_distance_m, dtype=np.float64), (n, steps))
    step = np.broadcast_to(np.arange(steps), (n, steps))[there]
    radius = np.sqrt(np.einsum("ntk,ntk->nt", r, r)[there])
    unit = r[there] / radius[:, None]
    altitude = (radius - R_EARTH) / 1e3

    away = -np.einsum("ik,ik->i", unit, to_sun[step])
    share = visible_share(radius, away, distance[there])

    c, s = np.cos(theta)[step], np.sin(theta)[step]
    x, y, z = unit.T
    fixed = np.stack((x * c + y * s, y * c - x * s, z), axis=-1)
    nearest = np.full(len(fixed), -2.0)  # no site at all is never seen
    for site in np.asarray(sites, dtype=np.float64).reshape(-1, 3):
        np.maximum(nearest, fixed @ site, out=nearest)
    seen = nearest >= np.cos(view_half_angle(altitude, minimum_elevation_deg))
    land = land_cells().reshape(-1)[cell_index(fixed)]

    def by_step(which: NDArray[np.intp]) -> NDArray[np.int32]:
        return np.bincount(which, minlength=steps).astype(np.int32)

    return Counts(
        umbra=by_step(step[share == 0.0]),
        penumbra=by_step(step[(share > 0.0) & (share < 1.0)]),
        land=by_step(step[land]),
        gateway=by_step(step[seen]),
        light=np.asarray(np.bincount(step, weights=share, minlength=steps), dtype=np.float64),
    )


def tally_imported(
    imported: Imported,
    track: SunTrack,
    latitude_deg: ArrayLike,
    longitude_deg: ArrayLike,
    minimum_elevation_deg: float,
) -> ImportedTally:
    """Fly imported satellites by SGP4 and count them at every step.

    Parameters
    ----------
    imported : Imported
        From `dawndusk.orbit.imported.import_elements`.
    track : SunTrack
        Moments, Sun and sidereal angle, T steps.
    latitude_deg, longitude_deg : array_like [deg]
        Of the ground stations, geodetic; may be empty.
    minimum_elevation_deg : float [deg]
        Lowest elevation at which they work.

    Returns
    -------
    ImportedTally
        tally with one plane: a satellite that SGP4 cannot place at a step is `failed` there and
        nothing else. status, the first code other than 0 that each satellite met (a key of
        `dawndusk.orbit.imported.STATUS`), (n,); oldest_days [d], the longest time between a step
        and the epoch of an element set; warnings, for people.

    Notes
    -----
    Positions as in `dawndusk.orbit.imported.propagate`, a block of steps at a time and never kept.

    Examples
    --------
    One satellite, two moments a quarter of a revolution apart.

    >>> import numpy as np
    >>> from sgp4.api import Satrec
    >>> from dawndusk.orbit.tally import sun_track
    >>> one = "1 25544U 98067A   26170.50000000  .00016717  00000-0  10270-3 0  9006"
    >>> two = "2 25544  51.6392 336.8102 0005156  88.7140 271.4601 15.49497216  6066"
    >>> group = Imported("one", ("ISS",), (Satrec.twoline2rv(one, two),), np.array([9666.0]))
    >>> day = tally_imported(group, sun_track(9666.0, [0.0, 1392.0]), [], [], 10.0)
    >>> day.tally.failed.ravel().tolist(), day.status.tolist(), round(day.oldest_days, 2)
    ([0, 0], [0], 0.02)
    """
    sites = site_directions(latitude_deg, longitude_deg)
    n, steps = imported.satellites, track.days.size
    counts = np.zeros((4, steps, 1), dtype=np.int32)
    light, failed = np.zeros((steps, 1)), np.zeros((steps, 1), dtype=np.int32)
    status = np.zeros(n, dtype=np.uint8)
    length = max(1, BLOCK // max(1, n))
    for start in range(0, steps, length):
        at = slice(start, min(start + length, steps))
        states = imported.states(track.days[at])
        ok = states.code == 0
        *now, light[at, 0] = count_positions(
            states.position_m, ok, track.sun[at], track.distance_m[at], track.sidereal_rad[at],
            sites, minimum_elevation_deg,
        )  # fmt: skip
        counts[:, at, 0] = now
        failed[at, 0] = n - ok.sum(axis=0)
        met = states.code[np.arange(n), np.argmax(~ok, axis=1)]
        status = np.where(status == 0, met, status)
    tally = Tally(
        satellites=np.array([n], dtype=np.int32), umbra=counts[0], penumbra=counts[1],
        land=counts[2], gateway=counts[3], failed=failed, light=light,
    )  # fmt: skip
    age = np.abs(track.days[[0, -1]][:, None] - imported.epochs_days).max(axis=0)
    return ImportedTally(tally, status, float(age.max()), _warnings(imported.name, age))


def _warnings(name: str, age: FloatArray) -> tuple[str, ...]:
    stale = int((age > FRESH_DAYS).sum())
    if not stale:
        return ()
    oldest = float(age.max())
    used = "element sets are" if age.size > 1 else "element set is"
    return (
        f"{name}: {stale} of {age.size} {used} used more than {FRESH_DAYS:.0f} days from "
        f"{'their' if age.size > 1 else 'its'} epoch (up to {oldest:,.0f}); {_off_by(oldest)}",
    )


def _off_by(days: float) -> str:
    """Say what SGP4 is worth so long from an epoch."""
    if days > SENSELESS_DAYS:
        return "these positions mean nothing: take elements of that time, or a date near theirs"
    if days > LOST_DAYS:
        return "where along its orbit a satellite is can then not be said any more"
    return "SGP4 is then tens of kilometres off or more"
