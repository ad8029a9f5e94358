"""Satellites that have left their slot: the failed that drift below a shell, and the decayed."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import DAYS_PER_YEAR, R_EARTH, SECONDS_PER_DAY
from dawndusk.data import catalogue
from dawndusk.errors import InputError
from dawndusk.orbit.elements import MeanElements, require_mean
from dawndusk.orbit.groups import Loose, Shell
from dawndusk.orbit.sun_synchronous import nodal_precession, orbit_radius

__all__ = ["DECAYED", "OK", "failing", "scattered", "status"]

OK: Final = 0
DECAYED: Final = 1


def status(elements: MeanElements) -> NDArray[np.uint8]:
    """Say of each satellite whether it still flies.

    Parameters
    ----------
    elements : MeanElements
        Fields of shapes that broadcast.

    Returns
    -------
    ndarray of uint8
        0 (`OK`), or 1 (`DECAYED`): the perigee is below 120 km (row `orbit.decay_altitude`),
        where less than a revolution is left. Never an exception for a single satellite.

    References
    ----------
    King-Hele, Satellite Orbits in an Atmosphere, 1987.

    Examples
    --------
    >>> import numpy as np
    >>> status(MeanElements(6378137.0 + 1e3 * np.array([650.0, 110.0]), 0.0, 0.0, 1.7, 0.0, 0.0))
    array([0, 1], dtype=uint8)
    """
    a, ex, ey, *_ = np.broadcast_arrays(*require_mean(elements, "status"))
    perigee = a * (1.0 - np.sqrt(ex * ex + ey * ey))
    lowest = R_EARTH + 1e3 * catalogue()["orbit.decay_altitude"].value
    return np.where(perigee < lowest, DECAYED, OK).astype(np.uint8)


def failing(per_plane: int, share: float) -> int:
    """Count the satellites of a plane that a share of failures takes out.

    Parameters
    ----------
    per_plane : int
        Satellites in the plane.
    share : float [1]
        Share that has failed, 0 to below 1.

    Returns
    -------
    int
        The nearest whole number, half rounded up.

    Raises
    ------
    InputError
        The share is not one, takes the whole plane, or is above 0 and takes nobody.

    Examples
    --------
    >>> failing(1000, 0.012), failing(1000, 0.0)
    (12, 0)
    """
    count = int(np.floor(per_plane * share + 0.5)) if 0.0 <= share < 1.0 else per_plane
    if count >= per_plane or (share > 0.0 and count == 0):
        raise InputError(
            "off_station.share does not fit the plane",
            got=share,
            allowed="0, as a plane of one satellite has none to spare"
            if per_plane == 1
            else f"0, or {0.5 / per_plane:.3g} to below {1.0 - 0.5 / per_plane:.3g}, so that of "
            f"{per_plane} satellites at least one fails and one is left",
        )
    return count


def scattered(
    shell: Shell,
    share: float,
    below_km: float,
    rng: np.random.Generator,
    over_days: float = DAYS_PER_YEAR,
) -> tuple[Shell, Loose]:
    r"""Let a share of every plane's satellites fail and sink.

    .. math::

        h = h_0 - x\,\Delta h, \quad u = 2 \pi y, \quad
        \Omega = \Omega_0 + \tfrac12 \left[\dot\Omega(h) - \dot\Omega(h_0)\right] x\, T

    with x and y uniform in 0 to 1, one pair for each failed satellite.

    Parameters
    ----------
    shell : Shell
        Everybody in place.
    share : float [1]
        Share of each plane that has failed, 0 to below 1.
    below_km : float [km]
        How far the lowest has sunk, above 0 and less than the shell's altitude.
    rng : numpy.random.Generator
        Decides where each one is.
    over_days : float [d], optional
        T: how long the lowest has been sinking.

    Returns
    -------
    rest : Shell
        The satellites that work.
    failed : Loose
        The others, counted in the same planes.

    Raises
    ------
    InputError
        The share takes nobody or everybody; the lowest would be inside the Earth.

    Notes
    -----
    Satellites fail at a constant rate and sink at a constant speed, hence x; phase is forgotten
    within days, hence y. Those that work close ranks to an equally spaced ring of fewer: real
    ones would leave the gap open or close it in their own time. The failed stay circular.

    Examples
    --------
    >>> import numpy as np
    >>> from dawndusk.orbit.shells import sun_synchronous
    >>> ring = sun_synchronous("ring", 650.0, 18.0, 2, 100, span_h=1.0)
    >>> rest, failed = scattered(ring, 0.05, 20.0, np.random.default_rng(1))
    >>> rest.satellites, failed.satellites, failed.plane
    (190, 10, array([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]))
    """
    if not 0.0 < below_km < shell.altitude_km:
        raise InputError(
            f"satellites of {shell.name} cannot have sunk so far",
            got=below_km,
            allowed=f"above 0 and less than {shell.altitude_km:g} km",
        )
    if not over_days >= 0.0:
        raise InputError("satellites sink forward in time", got=over_days, allowed="0 days or more")
    count = failing(shell.per_plane, share)
    n = shell.planes * count
    plane = np.repeat(np.arange(shell.planes), count)
    sunk = rng.random(n)
    altitude_km = shell.altitude_km - below_km * sunk
    i = np.full(n, shell.inclination_rad)
    faster = nodal_precession(altitude_km, i) - nodal_precession(shell.altitude_km, i)
    elements = MeanElements(
        semi_major_axis_m=orbit_radius(altitude_km),
        ex=np.zeros(n),
        ey=np.zeros(n),
        inclination_rad=i,
        node_rad=shell.node_rad[plane] + 0.5 * faster * sunk * over_days * SECONDS_PER_DAY,
        latitude_argument_rad=2.0 * np.pi * rng.random(n),
    )
    failed = Loose(f"{shell.name}, off station", elements, plane, shell.planes, shell.epoch_days)
    return replace(shell, per_plane=shell.per_plane - count), failed
