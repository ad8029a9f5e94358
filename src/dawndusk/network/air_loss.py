"""What the air takes of a radio link to a satellite: gases, clouds and rain together."""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np

from dawndusk.constants import FloatArray, FloatLike
from dawndusk.errors import InputError
from dawndusk.limits import require_within
from dawndusk.network.rain import LEAST_SHARE, rain_loss
from dawndusk.network.site_weather import LIQUID_SHARES, SiteWeather
from dawndusk.orbit.tables import read_table

__all__ = ["air_loss", "air_outage", "cloud_loss", "gas_loss", "liquid_at"]

_OXYGEN_GHZ: Final = (52.0, 68.0)  # no link to the ground works between


def gas_loss(
    frequency_ghz: FloatLike, elevation_deg: FloatLike, vapour_kg_m2: FloatLike
) -> FloatArray:
    r"""Attenuation by oxygen and water vapour on the path to a satellite.

    .. math:: A_G = \frac{A_o(f) + a_w(f) V}{\sin\theta}

    Parameters
    ----------
    frequency_ghz : array_like [GHz]
        10 to 52 or 68 to 100.
    elevation_deg : array_like [deg]
        Of the satellite, theta, 5 to 90.
    vapour_kg_m2 : array_like [kg/m2]
        Columnar water vapour, V.

    Returns
    -------
    ndarray [dB]

    Raises
    ------
    InputError
        Out of range, or among the oxygen lines around 60 GHz.

    Notes
    -----
    From sea level through a standard atmosphere; a high site has up to a third less of the dry
    part. Vapour attenuates per kg/m2 as on a humid day, up to 10 % too much on a dry one. Between
    whole GHz linear.

    References
    ----------
    Recommendation ITU-R P.676-11 (2016), line by line, through `tools/build_site_weather_table.py`.

    Examples
    --------
    ITU's validation example for vapour at 29 GHz and 33.73 kg/m2 gives 0.334 dB; with dry air:

    >>> round(float(gas_loss(29.0, 90.0, 33.72946527)), 2)
    0.43
    """
    require_within(
        frequency_ghz=(frequency_ghz, 10.0, 100.0),
        elevation_deg=(elevation_deg, 5.0, 90.0),
        vapour_kg_m2=(vapour_kg_m2, 0.0, 200.0),
    )
    f = np.asarray(frequency_ghz, dtype=np.float64)
    if np.any((f > _OXYGEN_GHZ[0]) & (f < _OXYGEN_GHZ[1])):
        raise InputError(
            "frequency_ghz is among the oxygen lines, where the air is opaque",
            got=frequency_ghz,
            allowed="10 to 52 or 68 to 100 GHz",
        )
    nodes, dry, wet = _gas_table()
    zenith = np.interp(f, nodes, dry) + np.interp(f, nodes, wet) * np.asarray(vapour_kg_m2)
    return np.asarray(zenith / np.sin(np.radians(elevation_deg)))


def cloud_loss(
    frequency_ghz: FloatLike, elevation_deg: FloatLike, liquid_kg_m2: FloatLike
) -> FloatArray:
    r"""Attenuation by the liquid water of clouds on the path to a satellite.

    .. math::

        A_C = \frac{L K_l}{\sin\theta}, \quad K_l = \frac{0.819 f}{\varepsilon''(1 + \eta^2)}, \quad
        \eta = \frac{2 + \varepsilon'}{\varepsilon''}

    with the permittivity of water at 0 degC by a double Debye form.

    Parameters
    ----------
    frequency_ghz : array_like [GHz]
        10 to 200.
    elevation_deg : array_like [deg]
        Of the satellite, theta, 5 to 90.
    liquid_kg_m2 : array_like [kg/m2]
        Columnar liquid water reduced to 0 degC, L.

    Returns
    -------
    ndarray [dB]

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    Ice clouds take next to nothing at these frequencies.

    References
    ----------
    Recommendation ITU-R P.840-7 (2017), equations 2 to 12.

    Examples
    --------
    Per kg/m2 some 0.8 dB at 30 GHz, 3.7 dB at 80 GHz.

    >>> [round(float(cloud_loss(f, 90.0, 1.0)), 2) for f in (30.0, 80.0)]
    [0.77, 3.72]
    """
    require_within(
        frequency_ghz=(frequency_ghz, 10.0, 200.0),
        elevation_deg=(elevation_deg, 5.0, 90.0),
        liquid_kg_m2=(liquid_kg_m2, 0.0, 20.0),
    )
    f = np.asarray(frequency_ghz, dtype=np.float64)
    theta = 300.0 / 273.15 - 1.0
    eps0 = 77.66 + 103.3 * theta
    eps1, eps2 = 0.0671 * eps0, 3.52
    fp = 20.20 - 146.0 * theta + 316.0 * theta**2
    fs = 39.8 * fp
    first, second = 1.0 + np.square(f / fp), 1.0 + np.square(f / fs)
    real = (eps0 - eps1) / first + (eps1 - eps2) / second + eps2
    imaginary = f * (eps0 - eps1) / (fp * first) + f * (eps1 - eps2) / (fs * second)
    K_l = 0.819 * f / (imaginary * (1.0 + np.square((2.0 + real) / imaginary)))
    return np.asarray(K_l * np.asarray(liquid_kg_m2) / np.sin(np.radians(elevation_deg)))


def liquid_at(liquid_kg_m2: FloatArray, time_share: FloatLike) -> FloatArray:
    """Columnar liquid water exceeded for a share of the year.

    Equation
    --------
    L linear in ln p between the nodes; held at the outermost beyond them.

    Parameters
    ----------
    liquid_kg_m2 : ndarray [kg/m2]
        At `LIQUID_SHARES`, on the last axis.
    time_share : array_like [1]
        Share of the year p, of a shape that broadcasts with the other axes.

    Returns
    -------
    ndarray [kg/m2]

    Notes
    -----
    Rarer than 1 % of the year the column of 1 % is taken, as P.618 asks where rain is added to it;
    commoner than 20 % that of 20 %, which is too much by a little.

    References
    ----------
    Recommendations ITU-R P.840-7, section 3.1 (interpolation); P.618-13, section 2.5.

    Examples
    --------
    >>> import numpy as np
    >>> liquid_at(np.array([2.0, 1.0, 0.2]), [1e-4, 0.05]).tolist()
    [2.0, 1.0]
    """
    nodes = np.log(LIQUID_SHARES)
    at = np.clip(np.log(np.asarray(time_share, dtype=np.float64)), nodes[0], nodes[-1])
    first, second, third = np.moveaxis(np.asarray(liquid_kg_m2, dtype=np.float64), -1, 0)
    left = first + (second - first) * (at - nodes[0]) / (nodes[1] - nodes[0])
    right = second + (third - second) * (at - nodes[1]) / (nodes[2] - nodes[1])
    return np.asarray(np.where(at <= nodes[1], left, right))


def air_loss(
    frequency_ghz: FloatLike,
    elevation_deg: FloatLike,
    weather: SiteWeather,
    latitude_deg: FloatLike,
    time_share: FloatLike,
    site_height_km: FloatLike = 0.0,
) -> FloatArray:
    r"""Attenuation by gases, clouds and rain together, exceeded for a share of the year.

    .. math:: A_T(p) = A_G + A_R(p) + A_C(\max(p, 1\,\%))

    Parameters
    ----------
    frequency_ghz : array_like [GHz]
        10 to 52 or 68 to 100.
    elevation_deg : array_like [deg]
        Of the satellite, 5 to 90.
    weather : SiteWeather
        Over the sites.
    latitude_deg : array_like [deg]
        Of the sites.
    time_share : array_like [1]
        Share of the year p, 1e-5 to 1.
    site_height_km : array_like [km]
        Of the sites over the sea.

    Returns
    -------
    ndarray [dB]

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    P.618's sum without scintillation, which enters as the root of a sum of squares: under 0.1 dB at
    0.1 % of the year in ITU's validation examples at 29 GHz. Water vapour as exceeded for 1 % of
    the year at all times: too much by a fraction of a decibel on a dry day. Circular polarisation.
    Wet antennas, snow on dishes and melting layers are left out: an operator's own margin.

    References
    ----------
    Recommendation ITU-R P.618-13 (2017), section 2.5, equation 64.

    Examples
    --------
    >>> from dawndusk.network.site_weather import site_weather
    >>> ka = air_loss(28.5, 40.0, site_weather(37.946, -75.461), 37.946, [1e-3, 1e-2])
    >>> bool(ka[0] > 10.0 > ka[1])
    True
    """
    require_within(elevation_deg=(elevation_deg, 5.0, 90.0))
    rain = rain_loss(
        frequency_ghz, elevation_deg, weather.rain_rate_mm_h, weather.rain_height_km, latitude_deg,
        time_share, site_height_km,
    ).attenuation_db  # fmt: skip
    liquid = liquid_at(weather.liquid_kg_m2, time_share)
    gas = gas_loss(frequency_ghz, elevation_deg, weather.vapour_kg_m2)
    return gas + rain + cloud_loss(frequency_ghz, elevation_deg, liquid)


def air_outage(
    margin_db: FloatLike,
    frequency_ghz: FloatLike,
    elevation_deg: FloatLike,
    weather: SiteWeather,
    latitude_deg: FloatLike,
    site_height_km: FloatLike = 0.0,
) -> FloatArray:
    r"""Share of the year in which the air takes more than a margin.

    .. math:: p: \quad A_T(p) = M

    Parameters
    ----------
    margin_db : array_like [dB]
        What the link can lose against vacuum, M.
    frequency_ghz, elevation_deg, weather, latitude_deg, site_height_km
        As for `air_loss`.

    Returns
    -------
    ndarray [1]
        Never less than 1e-5, the rarest that P.618 speaks of; 1 where even the clear air takes
        more than the margin.

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    `air_loss` turned round by halving the range of ln p 50 times.

    References
    ----------
    Recommendation ITU-R P.618-13 (2017), section 2.5.

    Examples
    --------
    >>> from dawndusk.network.site_weather import site_weather
    >>> over = site_weather([1.32, 32.5], [103.7, -106.6])
    >>> wet, desert = air_outage(10.0, 28.5, 40.0, over, [1.32, 32.5])
    >>> bool(wet > 5 * desert)
    True
    """
    require_within(margin_db=(margin_db, 0.0, 1e3))
    margin = np.asarray(margin_db, dtype=np.float64)
    start = air_loss(frequency_ghz, elevation_deg, weather, latitude_deg, 1.0, site_height_km)
    margin, _ = np.broadcast_arrays(margin, start)
    low = np.full(margin.shape, np.log(LEAST_SHARE))
    high = np.zeros(margin.shape)
    for _ in range(50):
        middle = 0.5 * (low + high)
        loss = air_loss(
            frequency_ghz, elevation_deg, weather, latitude_deg, np.exp(middle), site_height_km
        )
        low, high = np.where(loss > margin, middle, low), np.where(loss > margin, high, middle)
    return np.asarray(np.exp(high))


@cache
def _gas_table() -> tuple[FloatArray, FloatArray, FloatArray]:
    rows = np.array([[float(x) for x in row] for row in read_table("gas_attenuation.csv")[1:]])
    rows.setflags(write=False)
    return rows[:, 0], rows[:, 1], rows[:, 2]
