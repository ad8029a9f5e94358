"""What a round trip takes: light, and the waiting that is not light, by each way to the compute.

Every figure is a row of the catalogue (`latency.*`); `latency_terms` gathers them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import C_LIGHT, FloatArray, FloatLike
from dawndusk.data import catalogue
from dawndusk.limits import require_within
from dawndusk.network.fibre import fibre_ms
from dawndusk.network.slant import slant

__all__ = [
    "LatencyTerms",
    "SatelliteRtt",
    "fibre_rtt_ms",
    "gateway_rtt_ms",
    "latency_terms",
    "light_rtt_ms",
    "overhead_rtt_ms",
    "queue_ms",
    "satellite_rtt",
]

_MS_PER_M = 1e3 / C_LIGHT


class LatencyTerms(NamedTuple):
    """The parts of a round trip that are not light [ms], and how fibre is laid [1].

    Attributes
    ----------
    access_ms, queue_ms : float [ms]
        Of a user's satellite link, round trip: media access, and waiting for others.
    gateway_ms : float [ms]
        Gateway and point of presence, round trip.
    hop_ms : float [ms]
        Of one satellite on the way, one way.
    last_mile_ms : float [ms]
        Of a user on the ground, round trip.
    region_ms : float [ms]
        Inside a data centre or node, round trip.
    fibre_stretch, fibre_index : float [1]
        Length over the great circle, and the group index.
    """

    access_ms: float
    queue_ms: float
    gateway_ms: float
    hop_ms: float
    last_mile_ms: float
    region_ms: float
    fibre_stretch: float
    fibre_index: float


class SatelliteRtt(NamedTuple):
    """Round trip of a user through one satellite and a gateway.

    Attributes
    ----------
    rtt_ms : ndarray [ms]
        All of it.
    geometry_ms : ndarray [ms]
        Light alone.
    queue_ms : ndarray [ms]
        Waiting for others on the shared beam, both ways.
    """

    rtt_ms: FloatArray
    geometry_ms: FloatArray
    queue_ms: FloatArray


def latency_terms(fibre_stretch: float | None = None) -> LatencyTerms:
    """Gather the terms from the catalogue.

    Parameters
    ----------
    fibre_stretch : float, optional [1]
        Instead of the row's.

    Examples
    --------
    >>> terms = latency_terms()
    >>> terms.access_ms, round(terms.queue_ms, 2), terms.last_mile_ms
    (12.5, 2.0, 10.0)
    """
    rows = catalogue()

    def row(name: str) -> float:
        return rows[f"latency.{name}"].value

    return LatencyTerms(
        access_ms=row("access_ms"),
        queue_ms=2.0 * float(queue_ms(row("busy_share"), row("frame_ms"))),
        gateway_ms=row("gateway_ms"),
        hop_ms=row("hop_ms"),
        last_mile_ms=row("last_mile_ms"),
        region_ms=row("region_ms"),
        fibre_stretch=row("fibre_stretch") if fibre_stretch is None else fibre_stretch,
        fibre_index=row("fibre_index"),
    )


def queue_ms(
    busy_share: FloatLike, service_ms: FloatLike, variability: FloatLike = 0.0
) -> FloatArray:
    r"""Mean wait before one server, by how busy it is.

    .. math:: W = \frac{\rho}{1 - \rho}\,\frac{1 + c^2}{2}\,S

    Parameters
    ----------
    busy_share : array_like [1]
        Share of the time that it is busy, rho, 0 to 0.99.
    service_ms : array_like [ms]
        Mean time that one packet's turn takes, S.
    variability : array_like, optional [1]
        Of that time, its variance over its mean squared, c^2: 0 always the same (M/D/1), 1 random
        (M/M/1).

    Returns
    -------
    ndarray [ms]
        Without the turn itself.

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    Packets arrive at random (Poisson), one queue, first come first served. Real traffic comes in
    bursts and waits longer.

    References
    ----------
    Pollaczek and Khinchine's formula: L. Kleinrock, Queueing Systems, vol. 1, 1975, ch. 5 (M/G/1).

    Examples
    --------
    Half busy, turns of 1 ms: half a millisecond if all are alike, one if they are random.

    >>> float(queue_ms(0.5, 1.0)), float(queue_ms(0.5, 1.0, 1.0))
    (0.5, 1.0)
    """
    require_within(
        busy_share=(busy_share, 0.0, 0.99),
        service_ms=(service_ms, 0.0, 1e6),
        variability=(variability, 0.0, 1e4),
    )
    rho = np.asarray(busy_share, dtype=np.float64)
    return np.asarray(rho / (1.0 - rho) * 0.5 * (1.0 + np.asarray(variability)) * service_ms)


def satellite_rtt(
    altitude_km: FloatLike,
    elevation_deg: FloatLike,
    gateway_elevation_deg: FloatLike,
    access_ms: FloatLike,
    gateway_ms: FloatLike,
    hop_ms: FloatLike,
    frame_ms: FloatLike,
    busy_share: FloatLike,
) -> SatelliteRtt:
    r"""Round trip of a user through one satellite and a gateway to the Internet.

    .. math::

        t = \frac{2 (\rho_u + \rho_g)}{c} + t_{access} + 2 W + 2 t_{hop} + t_{gateway}, \quad
        W = \frac{\rho}{1 - \rho}\,\frac{S}{2}

    Parameters
    ----------
    altitude_km : array_like [km]
        Of the satellite over the ground, 1 to 100,000.
    elevation_deg : array_like [deg]
        Of the satellite over the user's horizon, 0 to 90.
    gateway_elevation_deg : array_like [deg]
        Of the satellite over the gateway's horizon, 0 to 90.
    access_ms : array_like [ms]
        Media access and frames of the user's link, both ways.
    gateway_ms : array_like [ms]
        Gateway and point of presence, both ways.
    hop_ms : array_like [ms]
        Of the satellite itself, one way.
    frame_ms : array_like [ms]
        Turn on the user's shared beam, S.
    busy_share : array_like [1]
        Share of the time that the beam is busy, rho, 0 to 0.99.

    Returns
    -------
    rtt_ms : ndarray [ms]
        All of it, as a user's router would measure it.
    geometry_ms : ndarray [ms]
        Light alone, both ways.
    queue_ms : ndarray [ms]
        Waiting for others on the beam, both ways.

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    A mean, not a distribution: handovers every 15 s, lost frames and bursts make the tail.

    References
    ----------
    Slant range: Wertz & Larson, SMAD, 3rd ed., 1999, section 5.2; queue: Kleinrock, Queueing
    Systems, vol. 1, 1975, ch. 5 (M/G/1).

    Examples
    --------
    >>> found = satellite_rtt(550.0, 90.0, 90.0, 12.0, 3.0, 0.0, 1.0, 0.0)
    >>> round(float(found.geometry_ms), 2), round(float(found.rtt_ms), 2)
    (7.34, 22.34)
    """
    require_within(
        access_ms=(access_ms, 0.0, 1e5),
        gateway_ms=(gateway_ms, 0.0, 1e5),
        hop_ms=(hop_ms, 0.0, 1e5),
    )
    up = slant(altitude_km, elevation_deg).one_way_ms
    down = slant(altitude_km, gateway_elevation_deg).one_way_ms
    geometry = np.asarray(2.0 * (up + down))
    waiting = np.asarray(2.0 * queue_ms(busy_share, frame_ms))
    rtt = geometry + access_ms + waiting + 2.0 * np.asarray(hop_ms) + gateway_ms
    return SatelliteRtt(np.asarray(rtt), geometry, waiting)


def light_rtt_ms(length_m: FloatLike) -> FloatArray:
    """Round trip of light over a length [m] of vacuum, 2 l / c [ms].

    Examples
    --------
    >>> round(float(light_rtt_ms(550e3)), 3)
    3.669
    """
    return np.asarray(2.0 * _MS_PER_M * np.asarray(length_m, dtype=np.float64))


def fibre_rtt_ms(distance_km: FloatLike, terms: LatencyTerms) -> FloatArray:
    """Round trip of a user on the ground to compute on the ground.

    Equation
    --------
    t = 2 s n d / c + t_last_mile + t_region

    Parameters
    ----------
    distance_km : array_like [km]
        Along the great circle, d.
    terms : LatencyTerms
        What is not light.

    Returns
    -------
    ndarray [ms]

    References
    ----------
    Bozkurt et al., Dissecting Latency in the Internet's Fiber Infrastructure, arXiv:1811.10737.

    Examples
    --------
    >>> float(fibre_rtt_ms(0.0, latency_terms()))
    11.0
    """
    laid = fibre_ms(distance_km, terms.fibre_stretch, terms.fibre_index)
    return np.asarray(laid + terms.last_mile_ms + terms.region_ms)


def overhead_rtt_ms(
    length_m: FloatLike, terms: LatencyTerms, satellites: FloatLike = 0.0
) -> FloatArray:
    """Round trip of a user whose terminal sees a satellite, to a node in orbit.

    Equation
    --------
    t = 2 l / c + t_access + t_queue + 2 k t_hop + t_region

    Parameters
    ----------
    length_m : array_like [m]
        Of the way through space, l: to the node overhead, or over satellites to it.
    terms : LatencyTerms
        What is not light.
    satellites : array_like, optional [1]
        That the packet passes on the way, k: 0 where the node itself is overhead.

    Returns
    -------
    ndarray [ms]

    Examples
    --------
    >>> round(float(overhead_rtt_ms(650e3, latency_terms())), 1)
    19.8
    """
    waiting = terms.access_ms + terms.queue_ms + terms.region_ms
    return np.asarray(
        light_rtt_ms(length_m) + waiting + 2.0 * terms.hop_ms * np.asarray(satellites)
    )


def gateway_rtt_ms(
    distance_km: FloatLike, length_m: FloatLike, terms: LatencyTerms, satellites: FloatLike = 0.0
) -> FloatArray:
    """Round trip of a user on the ground to a node in orbit through a gateway.

    Equation
    --------
    t = 2 s n d / c + t_last_mile + t_gateway + 2 l / c + 2 k t_hop + t_region

    Parameters
    ----------
    distance_km : array_like [km]
        From the user to the gateway along the great circle, d.
    length_m : array_like [m]
        From the gateway to the node, l.
    terms : LatencyTerms
        What is not light.
    satellites : array_like, optional [1]
        That the packet passes on the way to the node, k.

    Returns
    -------
    ndarray [ms]

    Examples
    --------
    >>> round(float(gateway_rtt_ms(0.0, 650e3, latency_terms())), 1)
    18.3
    """
    ground = fibre_rtt_ms(distance_km, terms) + terms.gateway_ms
    return np.asarray(ground + light_rtt_ms(length_m) + 2.0 * terms.hop_ms * np.asarray(satellites))
