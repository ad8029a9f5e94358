"""How long light takes through fibre between two places, beside light in vacuum."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import C_LIGHT, R_MEAN_EARTH, FloatArray
from dawndusk.errors import InputError
from dawndusk.limits import require_within
from dawndusk.network.cities import find_place

__all__ = ["Fibre", "fibre", "fibre_ms", "great_circle_km"]

_ONE_PLACE_KM = 1e-3  # at a pole every longitude is the same place
_MS_PER_KM = 1e6 / C_LIGHT  # in vacuum, one way


class Fibre(NamedTuple):
    """Round trips between two places.

    Attributes
    ----------
    rtt_ms : float [ms]
        By fibre as it is laid.
    rtt_great_circle_ms : float [ms]
        By fibre along the great circle.
    rtt_vacuum_ms : float [ms]
        By light in vacuum along the great circle.
    distance_km : float [km]
        Along the great circle.
    """

    rtt_ms: float
    rtt_great_circle_ms: float
    rtt_vacuum_ms: float
    distance_km: float


def great_circle_km(
    latitude_deg: ArrayLike,
    longitude_deg: ArrayLike,
    other_latitude_deg: ArrayLike,
    other_longitude_deg: ArrayLike,
) -> FloatArray:
    r"""Shortest distance over the ground between places.

    .. math::

        d = 2 R \arcsin\sqrt{\sin^2\frac{\varphi_2 - \varphi_1}{2}
            + \cos\varphi_1 \cos\varphi_2 \sin^2\frac{\lambda_2 - \lambda_1}{2}}

    Parameters
    ----------
    latitude_deg, longitude_deg : array_like [deg]
        North and east positive.
    other_latitude_deg, other_longitude_deg : array_like [deg]
        Of the other places; the shapes are broadcast.

    Returns
    -------
    ndarray [km]

    Notes
    -----
    A sphere of 6,371.0088 km: within 0.6 % of the distance over the ellipsoid, a fifth of a
    millisecond in forty, far below the spread of the stretch of real cables.

    References
    ----------
    R. W. Sinnott, Virtues of the haversine, Sky and Telescope 68 (1984) 159; mean radius:
    H. Moritz, Geodetic Reference System 1980.

    Examples
    --------
    A quarter of the way around:

    >>> round(float(great_circle_km(0.0, 0.0, 0.0, 90.0)), 1)
    10007.6
    """
    phi, other_phi = np.radians(latitude_deg), np.radians(other_latitude_deg)
    half_across = np.radians(np.subtract(other_longitude_deg, longitude_deg)) / 2.0
    h = (
        np.sin((other_phi - phi) / 2.0) ** 2
        + np.cos(phi) * np.cos(other_phi) * np.sin(half_across) ** 2
    )
    return np.asarray(2e-3 * R_MEAN_EARTH * np.arcsin(np.sqrt(np.minimum(h, 1.0))))


def fibre_ms(distance_km: ArrayLike, stretch: ArrayLike, index: ArrayLike) -> FloatArray:
    """Round trip by fibre over a distance on the ground.

    Equation
    --------
    t = 2 s n d / c

    Parameters
    ----------
    distance_km : array_like [km]
        Along the great circle, d.
    stretch : array_like [1]
        Length of the cable over that of the great circle, s.
    index : array_like [1]
        Group index of the fibre, n.

    Returns
    -------
    ndarray [ms]

    Notes
    -----
    Propagation alone: no routers, no queues, no repeaters' delay.

    References
    ----------
    Group index of standard single-mode fibre: ITU-T G.652, and the data sheet of SMF-28.

    Examples
    --------
    A thousand kilometres there and back, straight:

    >>> round(float(fibre_ms(1000.0, 1.0, 1.468)), 3)
    9.793
    """
    return np.asarray(
        2.0 * _MS_PER_KM * np.asarray(distance_km, dtype=np.float64) * np.multiply(stretch, index)
    )


def fibre(start: str, end: str, stretch: float, index: float) -> Fibre:
    r"""Round trip between two cities by fibre, beside the great circle and vacuum.

    .. math:: t = \frac{2\,s\,n\,d}{c}

    Parameters
    ----------
    start : str
        A city ("Paris", "Paris, US") or its coordinates ("48.86, 2.35").
    end : str
        The other one.
    stretch : float [1]
        Length of the cable over that of the great circle, s, 1 to 10.
    index : float [1]
        Group index of the fibre, n, 1 (hollow) to 2.

    Returns
    -------
    rtt_ms : float [ms]
        By fibre as it is laid.
    rtt_great_circle_ms : float [ms]
        By fibre along the great circle: no cable is shorter.
    rtt_vacuum_ms : float [ms]
        By light in vacuum along the great circle: nothing on the ground is faster.
    distance_km : float [km]
        Along the great circle, d.

    Raises
    ------
    InputError
        An unknown city, twice the same place, or a figure out of range.

    Notes
    -----
    Propagation alone, on a sphere of 6,371.0088 km; routers, queues and the last mile come on
    top. One stretch for the whole world: by route it is 1.1 (the fastest Atlantic cable) to 2 and
    more (Europe to South America or southern Africa).

    References
    ----------
    Stretch: Bozkurt et al., Dissecting Latency in the Internet's Fiber Infrastructure,
    arXiv:1811.10737 (2018). Index: ITU-T G.652.

    Examples
    --------
    >>> found = fibre("New York", "London", 1.0, 1.468)
    >>> round(found.distance_km), round(found.rtt_ms, 1), round(found.rtt_vacuum_ms, 1)
    (5570, 54.6, 37.2)
    """
    require_within(stretch=(stretch, 1.0, 10.0), index=(index, 1.0, 2.0))
    one, other = find_place(start), find_place(end)
    distance_km = float(
        great_circle_km(
            one.latitude_deg, one.longitude_deg, other.latitude_deg, other.longitude_deg
        )
    )
    if distance_km < _ONE_PLACE_KM:
        raise InputError(
            "both ends are the same place", got=one.name, remedy="name two different places"
        )
    return Fibre(
        rtt_ms=float(fibre_ms(distance_km, stretch, index)),
        rtt_great_circle_ms=float(fibre_ms(distance_km, 1.0, index)),
        rtt_vacuum_ms=float(fibre_ms(distance_km, 1.0, 1.0)),
        distance_km=distance_km,
    )
