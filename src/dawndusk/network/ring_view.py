"""What ground sites see of rings of satellites over a day: when, how many, and which arcs are dark.

A ring so full that a site which sees any of it sees a satellite is a great circle that stands still
among the stars while the Earth turns below: no satellite need be flown to know what is in view.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.limits import require_within
from dawndusk.orbit.ground_view import site_directions, view_half_angle

__all__ = ["RingReach", "Rings", "ring_reach", "ring_view"]


class Rings(NamedTuple):
    """Circular orbits full of satellites, one entry each."""

    altitude_km: FloatArray
    inclination_rad: FloatArray
    node_rad: FloatArray
    satellites: FloatArray


class RingReach(NamedTuple):
    """How much of the rings some site sees, by moment of the day."""

    reached_share: FloatArray
    longest_dark_share: FloatArray


def ring_view(
    rings: Rings,
    latitude_deg: FloatArray,
    longitude_deg: FloatArray,
    minimum_elevation_deg: float,
    moments: int = 288,
) -> FloatArray:
    r"""Satellites that each site has in view at moments spread evenly over a day.

    .. math::

        \sin d = |\hat{\mathbf{g}} \cdot \hat{\mathbf{n}}|, \qquad
        N = \sum_{rings} \frac{N_r}{\pi} \arccos \frac{\cos\lambda}{\cos d}
        \quad \text{where } d < \lambda

    Parameters
    ----------
    rings : Rings
        altitude_km [km], inclination_rad and node_rad [rad] (right ascension), satellites [1],
        each of shape (R,).
    latitude_deg, longitude_deg : ndarray, shape (G,) [deg]
        Of the sites.
    minimum_elevation_deg : float [deg]
        Lowest elevation epsilon at which they work; lambda is the half angle that it leaves.
    moments : int
        M, of one turn of the Earth.

    Returns
    -------
    ndarray, shape (G, M) [1]
        Mean count of satellites in view.

    Raises
    ------
    InputError
        No moment, or an elevation or site out of range.

    Notes
    -----
    Rings are filled evenly, so a count below one is the chance to see a satellite. Spherical but
    for the latitude of the sites. The node moves a degree a day: left out.

    References
    ----------
    Wertz & Larson, SMAD, 3rd ed., 1999, section 5.3.1: time in view of a site beside the track.

    Examples
    --------
    A ring over the poles, 650 km up, is in view of the pole all day, of the equator twice a day:
    4 x 9.7 deg of 360.

    >>> polar = Rings(*(np.array([x]) for x in (650.0, np.pi / 2, 0.0, 1000.0)))
    >>> seen = ring_view(polar, np.array([90.0, 0.0]), np.zeros(2), 25.0, 3600) > 0.0
    >>> seen.mean(axis=1).round(3).tolist()
    [1.0, 0.107]
    """
    require_within(moments=(float(moments), 1.0, 1e6))
    site = _turned(latitude_deg, longitude_deg, moments)
    half = view_half_angle(rings.altitude_km, minimum_elevation_deg)
    found = np.zeros(site.shape[:2])
    for normal, angle, count in zip(_normals(rings), half, rings.satellites, strict=True):
        off = np.abs(site @ normal)
        level = np.sqrt(1.0 - off * off)
        ratio = np.cos(angle) / np.maximum(level, np.cos(angle))
        found += np.where(off < np.sin(angle), count / np.pi * np.arccos(ratio), 0.0)
    return found


def ring_reach(
    rings: Rings,
    latitude_deg: FloatArray,
    longitude_deg: FloatArray,
    minimum_elevation_deg: float,
    moments: int = 48,
    points: int = 360,
) -> RingReach:
    r"""How much of the rings is in view of at least one site, and the longest arc that is not.

    Parameters
    ----------
    rings, latitude_deg, longitude_deg, minimum_elevation_deg
        As in `ring_view`.
    moments, points : int
        M moments of one turn of the Earth, and P places along each ring.

    Returns
    -------
    RingReach
        reached_share, shape (M,) [1] of all satellites, and longest_dark_share, shape (M,) [1]:
        the longest arc of any ring without a site, over the ring.

    Raises
    ------
    InputError
        An elevation or site is out of range.

    Notes
    -----
    What an arc without a site sends must leave it by its two ends, over the lasers along the ring.

    Examples
    --------
    One site on the equator below a ring over it sees 2 x 9.7 deg; all else is one arc.

    >>> level = Rings(*(np.array([x]) for x in (650.0, 0.0, 0.0, 1000.0)))
    >>> found = ring_reach(level, np.zeros(1), np.zeros(1), 25.0, moments=1)
    >>> float(found.reached_share[0].round(2)), float(found.longest_dark_share[0].round(2))
    (0.05, 0.95)
    """
    require_within(moments=(float(moments), 1.0, 1e6), points=(float(points), 4.0, 1e6))
    site = _turned(latitude_deg, longitude_deg, moments)
    half = view_half_angle(rings.altitude_km, minimum_elevation_deg)
    place = 2.0 * np.pi * np.arange(points) / points
    reached, dark = np.zeros(moments), np.zeros(moments)
    for at, angle in enumerate(half):
        u, i, node = place, rings.inclination_rad[at], rings.node_rad[at]
        along, across = np.cos(u), np.sin(u)
        satellite = np.stack(
            (
                along * np.cos(node) - across * np.cos(i) * np.sin(node),
                along * np.sin(node) + across * np.cos(i) * np.cos(node),
                across * np.sin(i),
            )
        )
        lit = np.zeros((moments, points), dtype=bool)
        for one in site:  # a site at a time: (M, 3) x (3, P)
            lit |= one @ satellite >= np.cos(angle)
        reached += rings.satellites[at] * lit.mean(axis=1)
        dark = np.maximum(dark, _longest_run(~lit) / points)
    return RingReach(reached / rings.satellites.sum(), dark)


def _turned(latitude_deg: FloatArray, longitude_deg: FloatArray, moments: int) -> FloatArray:
    """Inertial directions of sites while the Earth turns once, shape (G, M, 3)."""
    fixed = site_directions(latitude_deg, longitude_deg)
    turn = 2.0 * np.pi * np.arange(moments) / moments
    c, s = np.cos(turn), np.sin(turn)
    x, y, z = (fixed[:, None, k] for k in range(3))
    return np.stack((c * x - s * y, s * x + c * y, z + 0.0 * c), axis=-1)


def _normals(rings: Rings) -> FloatArray:
    """Unit normals of the orbital planes, shape (R, 3)."""
    i, node = rings.inclination_rad, rings.node_rad
    return np.stack((np.sin(i) * np.sin(node), -np.sin(i) * np.cos(node), np.cos(i)), axis=-1)


def _longest_run(mask: NDArray[np.bool_]) -> FloatArray:
    """Length of the longest run of True round each row, which closes on itself.

    Examples
    --------
    >>> _longest_run(np.array([[True, False, True, True], [True] * 4, [False] * 4])).tolist()
    [3.0, 4.0, 0.0]
    """
    twice = np.concatenate((mask, mask), axis=1)
    index = np.arange(twice.shape[1])
    last_gap = np.maximum.accumulate(np.where(twice, -1, index), axis=1)
    run = np.where(twice, index - last_gap, 0)
    return np.asarray(np.minimum(run.max(axis=1), mask.shape[1]), dtype=np.float64)
