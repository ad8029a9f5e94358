"""How often the weather lets ground sites work: one, several together, and how many it takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dawndusk.constants import HOURS_PER_YEAR, FloatArray, FloatLike
from dawndusk.data import catalogue
from dawndusk.errors import InputError
from dawndusk.limits import require_within
from dawndusk.network.air_loss import air_outage
from dawndusk.network.clouds import clear_share, ice_share
from dawndusk.network.joint_weather import (
    alike_outage,
    cloud_correlation,
    joint_outage,
    rain_correlation,
    site_distances_km,
)
from dawndusk.network.site_weather import site_weather

__all__ = [
    "GatewayAvailability",
    "SiteAvailability",
    "SitesForTarget",
    "gateway_availability",
    "site_availability",
    "sites_for_target",
]

_MINUTES_PER_HOUR = 60.0


class SiteAvailability(NamedTuple):
    """Share of the year in which the weather lets a site work."""

    radio_availability: FloatArray
    optical_availability: FloatArray


class GatewayAvailability(NamedTuple):
    """Several sites together, each of which can carry everything."""

    joint: FloatArray
    mean_sites_up: FloatArray
    outage_minutes_per_year: FloatArray


class SitesForTarget(NamedTuple):
    """Sites in the order in which they help the most.

    Attributes
    ----------
    order : ndarray of int32
        Numbers of the sites, (n,).
    site_availability : ndarray [1]
        Of each site, in the order given, (n,).
    joint_availability : ndarray [1]
        At least one of the first 1, 2, ... n of `order` is up, (n,).
    needed : int
        Sites for the target; 0 where all together miss it.
    """

    order: NDArray[np.int32]
    site_availability: FloatArray
    joint_availability: FloatArray
    needed: int


def site_availability(
    latitude_deg: FloatLike,
    longitude_deg: FloatLike,
    frequency_ghz: FloatLike,
    margin_db: FloatLike,
    elevation_deg: FloatLike,
    cloud_column_kg_m2: FloatLike,
    ice_cloud_share: FloatLike,
    site_height_km: FloatLike = 0.0,
    polar_ice_cloud_share: FloatLike | None = None,
) -> SiteAvailability:
    r"""Share of the year in which the weather lets a ground site work, by radio and by laser.

    .. math::

        A_{radio} = 1 - p, \; A_T(p) = M, \qquad A_{optical} = (1 - s_i)(1 - s_l)

    Parameters
    ----------
    latitude_deg : array_like [deg]
        Of the site, north positive.
    longitude_deg : array_like [deg]
        Of the site, east positive.
    frequency_ghz : array_like [GHz]
        Of the radio link, the higher of its two directions; 10 to 52 or 68 to 100.
    margin_db : array_like [dB]
        What the radio link can lose to the air, M.
    elevation_deg : array_like [deg]
        Of the satellite over the horizon, 5 to 90.
    cloud_column_kg_m2 : array_like [kg/m2]
        Liquid water inside a cloud, 0.003 to 0.1.
    ice_cloud_share : array_like [1]
        Share of the year in which clouds of ice alone block a laser, s_i, below 55 deg of latitude.
    site_height_km : array_like [km]
        Of the site over the sea.
    polar_ice_cloud_share : array_like [1]
        The same beyond 65 deg; left out: `network.optical_ground.polar_ice_cloud_share`.

    Returns
    -------
    radio_availability : ndarray [1]
        Rain, clouds and gases take less than the margin.
    optical_availability : ndarray [1]
        No cloud in the line of sight.

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    Weather alone: failures of equipment, mains, fibre and people come on top. Means over many
    years at one elevation; bad months are several times worse.

    References
    ----------
    Recommendations ITU-R P.618-13, P.676-11, P.837-7, P.838-3, P.839-4, P.840-8; Allen and
    Malick, AIAA 83-0443 (1983), for the slant path between clouds.

    Examples
    --------
    The Atacama by laser, Singapore by radio:

    >>> found = site_availability([-24.6, 1.3], [-70.4, 103.8], 28.5, 12.0, 40.0, 0.051, 0.12)
    >>> found.optical_availability.round(2).tolist(), found.radio_availability.round(3).tolist()
    ([0.87, 0.21], [1.0, 0.985])
    """
    over = site_weather(np.asarray(latitude_deg), np.asarray(longitude_deg))
    outage = air_outage(margin_db, frequency_ghz, elevation_deg, over, latitude_deg, site_height_km)
    if polar_ice_cloud_share is None:
        polar_ice_cloud_share = catalogue()["network.optical_ground.polar_ice_cloud_share"].value
    ice = ice_share(latitude_deg, ice_cloud_share, polar_ice_cloud_share)
    clear = clear_share(over.cloud_share, elevation_deg, cloud_column_kg_m2, ice)
    return SiteAvailability(1.0 - outage, clear)


def gateway_availability(
    site_availability: Sequence[float], count: int | None = None, correlation: float = 0.0
) -> GatewayAvailability:
    r"""Share of the time in which at least one of several sites can work.

    .. math::

        A = 1 - \prod_i (1 - a_i) \quad (\rho = 0)

    and else the one common cause of `joint_weather.alike_outage`.

    Parameters
    ----------
    site_availability : sequence of float [1]
        Share of the time in which each site can work, a. One value stands for `count` sites alike.
    count : int [1]
        Sites, the best of the list; left out: all of it.
    correlation : float [1]
        Of the weather of every two sites, rho, 0 to 0.99.

    Returns
    -------
    joint : ndarray [1]
        Share of the time in which at least one site works.
    mean_sites_up : ndarray [1]
        Sites that work, in the mean.
    outage_minutes_per_year : ndarray [minute]
        In which none works.

    Raises
    ------
    InputError
        Shares out of range, no site, or more sites than the list has.

    Notes
    -----
    Each site can carry everything. Independent weather unless a correlation is given; sites nearer
    than a few hundred kilometres share their weather. Traffic moves to the other site at once.

    References
    ----------
    M. Birch et al., Availability, outage, and capacity of spatially correlated, Australasian
    free-space optical networks, J. Opt. Commun. Netw. 15 (2023) 415; arXiv:2211.09248.

    Examples
    --------
    >>> float(gateway_availability([0.69], 5).joint.round(5))
    0.99714
    >>> float(gateway_availability([0.5, 0.9, 0.8], 2).joint.round(5))
    0.98
    """
    each = np.atleast_1d(np.asarray(site_availability, dtype=np.float64))
    require_within(
        site_availability=(each, 0.0, 1.0), count=(1 if count is None else count, 1, 10_000)
    )
    if each.ndim != 1 or not len(each):
        raise InputError("site_availability has no site", got=site_availability)
    if count is not None and len(each) == 1:
        each = np.repeat(each, count)
    elif count is not None and count > len(each):
        raise InputError(
            "count is more than the sites of the list",
            got=count,
            allowed=f"1 to {len(each)}",
            remedy="one value of site_availability stands for any number of sites alike",
        )
    elif count is not None:
        each = np.sort(each)[::-1][:count]
    outage = np.prod(1.0 - each) if correlation == 0.0 else alike_outage(1.0 - each, correlation)
    return GatewayAvailability(
        joint=np.asarray(1.0 - outage),
        mean_sites_up=np.asarray(each.sum()),
        outage_minutes_per_year=np.asarray(outage * HOURS_PER_YEAR * _MINUTES_PER_HOUR),
    )


def sites_for_target(
    latitude_deg: ArrayLike,
    longitude_deg: ArrayLike,
    link: Literal["radio", "optical"],
    target: float = 0.999,
    *,
    margin_db: float | None = None,
    frequency_ghz: float | None = None,
    elevation_deg: float | None = None,
    cloud_length_km: float | None = None,
) -> SitesForTarget:
    r"""Order sites by what each adds, and count those that a joint availability takes.

    .. math:: k = \min\{k : 1 - P_k \ge A\}

    with the outage of `joint_weather.joint_outage`.

    Parameters
    ----------
    latitude_deg, longitude_deg : array_like [deg]
        Of the sites, (n,), 64 at most.
    link : str
        "radio": rain, correlated as P.618 has it. "optical": clouds, correlated over
        `cloud_length_km`.
    target : float [1]
        Joint availability asked for, A.
    margin_db, frequency_ghz : float [dB], [GHz]
        Of a radio link; left out: `network.radio.rain_margin_db`, `network.radio.uplink_ghz`.
    elevation_deg : float [deg]
        Of the satellite; left out: `network.radio.elevation_deg`, or
        `network.optical_ground.elevation_deg`.
    cloud_length_km : float [km]
        Over which cloudiness loses its correlation; left out: `network.weather.cloud_length_km`.

    Returns
    -------
    SitesForTarget

    Raises
    ------
    InputError
        Out of range, or a link that is neither.

    Notes
    -----
    At least one site up, each able to carry everything. Weather alone, as in `site_availability`.

    References
    ----------
    As `site_availability` and `joint_weather.joint_outage`.

    Examples
    --------
    >>> found = sites_for_target([-24.6, 28.3, -32.4], [-70.4, -16.5, 20.8], "optical", 0.99)
    >>> found.order.tolist(), found.needed
    ([0, 1, 2], 3)
    """
    rows = catalogue()

    def known(given: float | None, row: str) -> float:
        return rows[f"network.{row}"].value if given is None else given

    if link not in ("radio", "optical"):
        raise InputError("link is none of the choices", got=link, allowed="radio, optical")
    require_within(target=(target, 0.0, 1.0))
    kind = "radio" if link == "radio" else "optical_ground"
    each = site_availability(
        np.atleast_1d(np.asarray(latitude_deg, dtype=np.float64)),
        np.atleast_1d(np.asarray(longitude_deg, dtype=np.float64)),
        frequency_ghz=known(frequency_ghz, "radio.uplink_ghz"),
        margin_db=known(margin_db, "radio.rain_margin_db"),
        elevation_deg=known(elevation_deg, f"{kind}.elevation_deg"),
        cloud_column_kg_m2=rows["network.optical_ground.cloud_column_kg_m2"].value,
        ice_cloud_share=rows["network.optical_ground.ice_cloud_share"].value,
    )
    distance = site_distances_km(latitude_deg, longitude_deg)
    if link == "radio":
        up, correlation = each.radio_availability, rain_correlation(distance)
    else:
        length = known(cloud_length_km, "weather.cloud_length_km")
        up, correlation = each.optical_availability, cloud_correlation(distance, length)
    order, outage = joint_outage(1.0 - up, correlation, choose=True)
    reached = np.flatnonzero(1.0 - outage >= target)
    return SitesForTarget(order, up, 1.0 - outage, int(reached[0]) + 1 if len(reached) else 0)
