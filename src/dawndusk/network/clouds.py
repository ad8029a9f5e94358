"""How often clouds let a laser through: the cloud-free line of sight of a ground station."""

from __future__ import annotations

from typing import Final

import numpy as np

from dawndusk.constants import FloatArray, FloatLike
from dawndusk.limits import require_within
from dawndusk.network.site_weather import CLOUD_COLUMNS_KG_M2

__all__ = ["clear_share", "ice_share", "line_of_sight"]

_STEPS: Final = 20  # of cloud cover, from none to all
_POLAR_DEG: Final = (55.0, 65.0)  # latitudes between which ice clouds become those of the poles


def line_of_sight(cover: FloatLike, elevation_deg: FloatLike) -> FloatArray:
    r"""Chance of a cloud-free line of sight under a broken sky, by elevation.

    .. math::

        P(\theta) = (1 - c)^{1 + b \cot\theta}, \quad b = 0.55 - n/2, \quad
        1 - c = 1 - \tfrac{n}{4}(1 + 3n)

    Parameters
    ----------
    cover : array_like [1]
        Share c of the area that lies under cloud.
    elevation_deg : array_like [deg]
        Of the satellite over the horizon, theta, 5 to 90.

    Returns
    -------
    ndarray [1]

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    Clouds have sides: a slant path meets more of them. n is the sky cover that an observer would
    report who sees the sides too.

    References
    ----------
    J. H. Allen and J. D. Malick, The frequency of occurrence of cloud-free line-of-sight, AIAA
    83-0443 (1983), after Lund and Shanklin, J. Appl. Meteorol. 12 (1973) 28; recalled.

    Examples
    --------
    Half a sky of clouds lets half of all paths through overhead, 43 % at 45 deg.

    >>> line_of_sight(0.5, [90.0, 45.0]).round(2).tolist()
    [0.5, 0.43]
    """
    require_within(cover=(cover, 0.0, 1.0), elevation_deg=(elevation_deg, 5.0, 90.0))
    c = np.asarray(cover, dtype=np.float64)
    seen = (np.sqrt(1.0 + 48.0 * c) - 1.0) / 6.0  # the root of 3 n^2 + n = 4 c
    slant = np.maximum(np.cos(np.radians(elevation_deg)), 0.0) / np.sin(np.radians(elevation_deg))
    return np.asarray(np.power(1.0 - c, 1.0 + (0.55 - 0.5 * seen) * slant))


def ice_share(
    latitude_deg: FloatLike, ice_cloud_share: FloatLike, polar_ice_cloud_share: FloatLike
) -> FloatArray:
    r"""Share of the year in which clouds of ice alone block, by latitude.

    .. math:: s_i = s + (s_p - s)\,\frac{|\varphi| - 55°}{10°}, \quad 55° \le |\varphi| \le 65°

    Parameters
    ----------
    latitude_deg : array_like [deg]
        Of the site, phi.
    ice_cloud_share : array_like [1]
        Of most of the Earth, s: below 55 deg.
    polar_ice_cloud_share : array_like [1]
        Beyond 65 deg, s_p.

    Returns
    -------
    ndarray [1]

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    Where it is too cold for liquid water the maps of it see no cloud at all: without this the
    Antarctic would be the clearest place on Earth.

    References
    ----------
    Cossich et al., Atmos. Chem. Phys. 21 (2021) 13811: Concordia has 25 % of ice clouds, 3 % of
    mixed ones.

    Examples
    --------
    >>> ice_share([30.0, -60.0, 75.0], 0.12, 0.36).round(2).tolist()
    [0.12, 0.24, 0.36]
    """
    require_within(
        latitude_deg=(latitude_deg, -90.0, 90.0),
        ice_cloud_share=(ice_cloud_share, 0.0, 1.0),
        polar_ice_cloud_share=(polar_ice_cloud_share, 0.0, 1.0),
    )
    start, end = _POLAR_DEG
    part = np.clip((np.abs(np.asarray(latitude_deg)) - start) / (end - start), 0.0, 1.0)
    usual = np.asarray(ice_cloud_share, dtype=np.float64)
    return np.asarray(usual + (np.asarray(polar_ice_cloud_share) - usual) * part)


def clear_share(
    cloud_share: FloatArray,
    elevation_deg: FloatLike,
    cloud_column_kg_m2: FloatLike,
    ice_cloud_share: FloatLike,
) -> FloatArray:
    r"""Share of the year in which no cloud stands in the line of sight.

    .. math::

        A = (1 - s_i) \left(1 - \int_0^1 e(c L_c)\, dB(c)\right), \quad B(c) = 1 - P(\theta; c)

    Parameters
    ----------
    cloud_share : ndarray [1]
        Share e of the year in which the liquid water over a cell of the map exceeds
        `CLOUD_COLUMNS_KG_M2`, on the last axis, as `site_weather` gives it.
    elevation_deg : array_like [deg]
        Of the satellite over the horizon, theta.
    cloud_column_kg_m2 : array_like [kg/m2]
        Liquid water inside a cloud L_c, 0.003 to 0.1: a cell whose mean column is L is covered by
        c = min(1, L / L_c).
    ice_cloud_share : array_like [1]
        Share of the year in which clouds of ice alone block, s_i.

    Returns
    -------
    ndarray [1]

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    The maps of P.840 know the mean column of cells of 1.125 deg, about 100 km, not a line of
    sight: a cell with little water is taken to have few clouds rather than thin ones. Every liquid
    cloud blocks, whatever the link's margin: at the mean column its optical depth is several. Ice
    clouds come independently of liquid ones; haze, fog without cloud, dust,
    snow on the dome, strong turbulence and the Sun in the field of view are left out. Mountain
    tops above a cloud layer do better than their cell.

    References
    ----------
    Recommendation ITU-R P.840-8; the use of liquid water maps for the line of sight: Lyras,
    Kourogiorgas and Panagopoulos, IEEE Commun. Lett. 21 (2017) 1561 (recalled).

    Examples
    --------
    A cell that is either clear or overcast, half the year each: no difference by elevation.

    >>> import numpy as np
    >>> clear_share(np.full(4, 0.5), [90.0, 30.0], 0.05, 0.0).round(6).tolist()
    [0.5, 0.5]
    """
    least, most = CLOUD_COLUMNS_KG_M2[0], CLOUD_COLUMNS_KG_M2[-1]
    require_within(
        cloud_share=(cloud_share, 0.0, 1.0),
        cloud_column_kg_m2=(cloud_column_kg_m2, least, most),
        ice_cloud_share=(ice_cloud_share, 0.0, 1.0),
    )
    edges = np.linspace(0.0, 1.0, _STEPS + 1)
    middle = 0.5 * (edges[1:] + edges[:-1])
    column = np.asarray(cloud_column_kg_m2, dtype=np.float64)[..., None] * middle
    exceeded = _exceeded(np.asarray(cloud_share, dtype=np.float64)[..., None, :], column)
    elevation = np.asarray(elevation_deg, dtype=np.float64)[..., None]
    blocked = np.sum(exceeded * -np.diff(line_of_sight(edges, elevation), axis=-1), axis=-1)
    return np.asarray((1.0 - np.asarray(ice_cloud_share)) * (1.0 - blocked))


def _exceeded(cloud_share: FloatArray, column_kg_m2: FloatArray) -> FloatArray:
    """Share of the year over a column: linear in its logarithm, held below the first node."""
    nodes = np.log(CLOUD_COLUMNS_KG_M2)
    at = np.clip(np.log(column_kg_m2), nodes[0], nodes[-1])
    left = np.clip(np.searchsorted(nodes, at, side="right") - 1, 0, len(nodes) - 2)
    part = (at - nodes[left]) / (nodes[left + 1] - nodes[left])
    shape = np.broadcast_shapes(cloud_share.shape[:-1], left.shape)
    share = np.broadcast_to(cloud_share, (*shape, len(nodes)))
    low = np.take_along_axis(share, np.broadcast_to(left, shape)[..., None], axis=-1)[..., 0]
    high = np.take_along_axis(share, np.broadcast_to(left + 1, shape)[..., None], axis=-1)[..., 0]
    return np.asarray(low + (high - low) * part)
