r"""Clusters that fly together without thrust: a lattice of eccentricity vectors about a chief.

Two orbits of one semi-major axis whose eccentricity vectors differ by a little move about each
other on an ellipse twice as long as high, once in a revolution, and drift apart only as fast as
J2 turns the one differently from the other, which to the second order of e it does not. A square
lattice of such vectors is a rigid-looking sheet of satellites that turns in the orbit's plane:
the published 81 of the Suncatcher study within 1 km, neighbours 100 to 200 m apart.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError
from dawndusk.orbit.elements import LARGEST_ECCENTRICITY
from dawndusk.orbit.groups import Loose, Shell
from dawndusk.orbit.sun_synchronous import orbit_radius

__all__ = ["cluster", "cluster_lattice", "cluster_size"]

_MOST_STEPS: Final = 1000  # from the chief to the rim: three million satellites in one cluster
_ROUNDING: Final = 1e-9


def cluster_lattice(spacing_m: float, radius_m: float) -> FloatArray:
    r"""Relative eccentricity vectors of a cluster, as lengths.

    .. math::

        a\,\delta\mathbf{e} = d\,(i, j), \quad
        2 a\,|\delta\mathbf{e}| = 2 d \sqrt{i^2 + j^2} \le R

    Parameters
    ----------
    spacing_m : float [m]
        d, the least distance of neighbours; the largest is twice that.
    radius_m : float [m]
        R, how far along the track a member gets from the chief.

    Returns
    -------
    ndarray [m]
        a times the eccentricity vectors, (members, 2), the chief among them.

    Raises
    ------
    InputError
        The circle holds the chief alone, or millions.

    References
    ----------
    D'Amico & Montenbruck, Proximity operations of formation-flying spacecraft using an
    eccentricity/inclination vector separation, J. Guidance, Control, and Dynamics 29, 2006, 554.

    Examples
    --------
    Points of a square lattice within five steps of the middle:

    >>> cluster_lattice(100.0, 1000.0).shape
    (81, 2)
    """
    if not (spacing_m > 0.0 and 2.0 * spacing_m <= radius_m * (1.0 + _ROUNDING)):
        raise InputError(
            "a cluster has no second satellite",
            got=f"spacing_m {spacing_m:g}, radius_m {radius_m:g}",
            allowed="a spacing above 0 and a radius of at least twice the spacing",
            remedy="a member goes twice as far along the track as across it",
        )
    steps = radius_m / (2.0 * spacing_m)
    if not steps <= _MOST_STEPS:
        raise InputError(
            "a cluster is too large to be one",
            got=f"spacing_m {spacing_m:g}, radius_m {radius_m:g}",
            allowed=f"a radius of at most {2 * _MOST_STEPS} spacings",
        )
    reach = int(steps * (1.0 + _ROUNDING))
    i, j = np.mgrid[-reach : reach + 1, -reach : reach + 1].reshape(2, -1)
    inside = i * i + j * j <= steps * steps * (1.0 + _ROUNDING)
    return spacing_m * np.stack((i[inside], j[inside]), axis=-1).astype(np.float64)


def cluster_size(spacing_m: float, radius_m: float) -> int:
    """Count the members of one cluster, the chief among them.

    Parameters
    ----------
    spacing_m, radius_m : float [m]
        As of `cluster_lattice`.

    Returns
    -------
    int
        Satellites.

    Raises
    ------
    InputError
        The circle holds the chief alone, or millions.

    Examples
    --------
    >>> cluster_size(100.0, 1000.0)
    81
    """
    return len(cluster_lattice(spacing_m, radius_m))


def cluster(shell: Shell, spacing_m: float, radius_m: float) -> Loose:
    r"""Put a cluster about every satellite of a shell.

    .. math::

        x_k = -a\,\delta\mathbf{e}_k \cdot (\cos u, \sin u), \quad
        y_k = 2 a\,\delta\mathbf{e}_k \cdot (\sin u, -\cos u)

    is where member k is, upward and along the track, seen from its chief: an ellipse of two to
    one, gone round once a revolution.

    Parameters
    ----------
    shell : Shell
        Its satellites are the chiefs.
    spacing_m : float [m]
        Least distance of neighbours.
    radius_m : float [m]
        Largest distance from the chief.

    Returns
    -------
    Loose
        Members chief by chief, counted in the chiefs' planes.

    Raises
    ------
    InputError
        The circle holds the chief alone, or millions.

    Notes
    -----
    Free flight under J2. Differential drag, sunlight and higher harmonics are left to the
    satellites' thrusters. All members move in the plane of the orbit.

    References
    ----------
    Google, Towards a future space-based, highly scalable AI infrastructure system design
    (Suncatcher), arXiv:2511.19468, 2025: 81 satellites, radius 1 km, at 650 km. Hill 1878;
    Clohessy & Wiltshire, Terminal guidance system for satellite rendezvous, 1960.

    Examples
    --------
    >>> from dawndusk.orbit.shells import sun_synchronous
    >>> cluster(sun_synchronous("chief", 650.0, 18.0, 1, 1), 100.0, 1000.0).satellites
    81
    """
    lattice = cluster_lattice(spacing_m, radius_m)
    a = float(orbit_radius(shell.altitude_km))
    if radius_m > 2.0 * a * LARGEST_ECCENTRICITY:
        raise InputError(
            f"the clusters of {shell.name} are too wide",
            got=radius_m,
            allowed=f"up to {2.0 * a * LARGEST_ECCENTRICITY:,.0f} m at this altitude",
        )
    chiefs = shell.mean_elements()
    members = lattice.shape[0]
    plane = np.repeat(np.arange(shell.planes), shell.per_plane)
    elements = type(chiefs)(*(np.repeat(field, members) for field in chiefs))
    ex, ey = np.tile(lattice / a, (shell.satellites, 1)).T
    elements = elements._replace(ex=np.ascontiguousarray(ex), ey=np.ascontiguousarray(ey))
    return Loose(shell.name, elements, np.repeat(plane, members), shell.planes, shell.epoch_days)
