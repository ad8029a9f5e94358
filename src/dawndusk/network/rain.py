"""Rain on the path between a ground station and a satellite: attenuation, and how often it comes.

Symbols are those of the ITU-R Recommendations.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import FloatArray, FloatLike
from dawndusk.limits import require_within

__all__ = [
    "LEAST_SHARE",
    "RainLoss",
    "rain_coefficients",
    "rain_loss",
    "rain_outage",
    "rain_specific_attenuation",
]

LEAST_SHARE: Final = 1e-5  # of the year, 0.001 %: the rarest that P.618 speaks of
_EFFECTIVE_EARTH_KM: Final = 8500.0  # radius for paths near the horizon, P.618-13 2.2.1.1
# Coefficients a, b, c of P.838-3, tables 1 to 4, and the slope m and constant c of each sum
_K_H: Final = (
    (-5.33980, -0.35351, -0.23789, -0.94158),
    (-0.10008, 1.26970, 0.86036, 0.64552),
    (1.13098, 0.45400, 0.15354, 0.16817),
    (-0.18961, 0.71147),
)
_K_V: Final = (
    (-3.80595, -3.44965, -0.39902, 0.50167),
    (0.56934, -0.22911, 0.73042, 1.07319),
    (0.81061, 0.51059, 0.11899, 0.27195),
    (-0.16398, 0.63297),
)
_ALPHA_H: Final = (
    (-0.14318, 0.29591, 0.32177, -5.37610, 16.1721),
    (1.82442, 0.77564, 0.63773, -0.96230, -3.29980),
    (-0.55187, 0.19822, 0.13164, 1.47828, 3.43990),
    (0.67849, -1.95537),
)
_ALPHA_V: Final = (
    (-0.07771, 0.56727, -0.20238, -48.2991, 48.5833),
    (2.33840, 0.95545, 1.14520, 0.791669, 0.791459),
    (-0.76284, 0.54039, 0.26809, 0.116226, 0.116479),
    (-0.053739, 0.83433),
)


class RainLoss(NamedTuple):
    """What rain takes of a link, at a share of the year and at 0.01 % of it."""

    attenuation_db: FloatArray
    attenuation_001_db: FloatArray
    specific_db_per_km: FloatArray
    slant_length_km: FloatArray


def rain_coefficients(
    frequency_ghz: FloatLike, elevation_deg: FloatLike, polarisation_tilt_deg: FloatLike = 45.0
) -> tuple[FloatArray, FloatArray]:
    r"""Coefficients of the specific attenuation of rain.

    .. math::

        k = \tfrac12 [k_H + k_V + (k_H - k_V) \cos^2\theta \cos 2\tau], \quad
        \alpha = \frac{k_H\alpha_H + k_V\alpha_V
        + (k_H\alpha_H - k_V\alpha_V)\cos^2\theta\cos 2\tau}{2k}

    Parameters
    ----------
    frequency_ghz : array_like [GHz]
        1 to 1000.
    elevation_deg : array_like [deg]
        Of the path, theta.
    polarisation_tilt_deg : array_like [deg]
        Of the polarisation against the horizontal, tau; 45 for circular.

    Returns
    -------
    k, alpha : ndarray
        Of gamma = k R^alpha, in dB/km for R in mm/h.

    References
    ----------
    Recommendation ITU-R P.838-3 (2005), equations 2 to 5.

    Examples
    --------
    Vertical polarisation at 20 GHz on a horizontal path: 0.0961 and 0.985 in table 5.

    >>> k, alpha = rain_coefficients(20.0, 0.0, 90.0)
    >>> round(float(k), 4), round(float(alpha), 3)
    (0.0961, 0.985)
    """
    log_f = np.log10(np.asarray(frequency_ghz, dtype=np.float64))
    k_h, k_v = 10.0 ** _fit(log_f, _K_H), 10.0 ** _fit(log_f, _K_V)
    kalpha_h, kalpha_v = k_h * _fit(log_f, _ALPHA_H), k_v * _fit(log_f, _ALPHA_V)
    tilt = np.square(np.cos(np.radians(elevation_deg))) * np.cos(
        2.0 * np.radians(polarisation_tilt_deg)
    )
    k = 0.5 * (k_h + k_v + (k_h - k_v) * tilt)
    alpha = 0.5 * (kalpha_h + kalpha_v + (kalpha_h - kalpha_v) * tilt) / k
    return np.asarray(k), np.asarray(alpha)


def rain_specific_attenuation(
    frequency_ghz: FloatLike,
    rain_rate_mm_h: FloatLike,
    elevation_deg: FloatLike,
    polarisation_tilt_deg: FloatLike = 45.0,
) -> FloatArray:
    r"""Attenuation of a kilometre of rain.

    .. math:: \gamma_R = k R^\alpha

    Parameters
    ----------
    frequency_ghz : array_like [GHz]
        As for `rain_coefficients`.
    rain_rate_mm_h : array_like [mm/h]
        How hard it rains, R.
    elevation_deg, polarisation_tilt_deg : array_like [deg]
        As for `rain_coefficients`.

    Returns
    -------
    ndarray [dB/km]

    References
    ----------
    Recommendation ITU-R P.838-3 (2005), equation 1.

    Examples
    --------
    ITU's validation example: London, 29 GHz, horizontal polarisation.

    >>> round(float(rain_specific_attenuation(29.0, 26.48052, 31.07699124, 0.0)), 5)
    5.0218
    """
    k, alpha = rain_coefficients(frequency_ghz, elevation_deg, polarisation_tilt_deg)
    return np.asarray(k * np.power(np.asarray(rain_rate_mm_h, dtype=np.float64), alpha))


def rain_loss(
    frequency_ghz: FloatLike,
    elevation_deg: FloatLike,
    rain_rate_mm_h: FloatLike,
    rain_height_km: FloatLike,
    latitude_deg: FloatLike,
    time_share: FloatLike = 1e-4,
    site_height_km: FloatLike = 0.0,
    polarisation_tilt_deg: FloatLike = 45.0,
) -> RainLoss:
    r"""Attenuation by rain of the path to a satellite, exceeded for a share of the year.

    .. math::

        A_{0.01} = \gamma_R L_R \nu_{0.01}, \quad
        A_p = A_{0.01} \left(\frac{p}{0.01}\right)^{-(0.655 + 0.033 \ln p - 0.045 \ln A_{0.01}
        - \beta (1 - p) \sin\theta)}

    Parameters
    ----------
    frequency_ghz : array_like [GHz]
        1 to 100; the Recommendation vouches for 55.
    elevation_deg : array_like [deg]
        Of the satellite over the horizon, theta, 1 to 90.
    rain_rate_mm_h : array_like [mm/h]
        Exceeded for 0.01 % of the year at the site.
    rain_height_km : array_like [km]
        Upper end of the rain over the sea.
    latitude_deg : array_like [deg]
        Of the site.
    time_share : array_like [1]
        Share of the year p, 1e-5 to 1.
    site_height_km : array_like [km]
        Of the site over the sea.
    polarisation_tilt_deg : array_like [deg]
        Of the polarisation against the horizontal; 45 for circular.

    Returns
    -------
    attenuation_db : ndarray [dB]
        Exceeded for the share of the year that was asked for.
    attenuation_001_db : ndarray [dB]
        Exceeded for 0.01 % of the year.
    specific_db_per_km : ndarray [dB/km]
        In the rain of 0.01 % of the year.
    slant_length_km : ndarray [km]
        Of the path below the rain height.

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    In the equation p is in per cent. Of one site over a mean year. The Recommendation speaks of
    0.001 to 5 % of the year; beyond 5 % its law is carried on, where little is left of the
    attenuation. A site above the rain height has none. Between 55 and 100 GHz the method is used
    outside what it was fitted to.

    References
    ----------
    Recommendation ITU-R P.618-13 (2017), section 2.2.1.1; P.838-3.

    Examples
    --------
    ITU's validation example: London, 29 GHz, 0.01 % of the year.

    >>> london = rain_loss(29.0, 31.07699124, 26.48052, 2.4526, 51.5, 1e-4, 0.031382984, 0.0)
    >>> round(float(london.attenuation_db), 2)
    23.44
    """
    _check(frequency_ghz, elevation_deg, rain_rate_mm_h, rain_height_km, latitude_deg)
    require_within(
        time_share=(time_share, LEAST_SHARE, 1.0),
        site_height_km=(site_height_km, -1.0, 9.0),
    )
    at_001, gamma, length = _at_001(
        frequency_ghz, elevation_deg, rain_rate_mm_h, rain_height_km, latitude_deg,
        site_height_km, polarisation_tilt_deg,
    )  # fmt: skip
    p = 100.0 * np.asarray(time_share, dtype=np.float64)
    return RainLoss(_at(p, at_001, elevation_deg, latitude_deg), at_001, gamma, length)


def rain_outage(
    margin_db: FloatLike,
    frequency_ghz: FloatLike,
    elevation_deg: FloatLike,
    rain_rate_mm_h: FloatLike,
    rain_height_km: FloatLike,
    latitude_deg: FloatLike,
    site_height_km: FloatLike = 0.0,
    polarisation_tilt_deg: FloatLike = 45.0,
) -> FloatArray:
    r"""Share of the year in which rain takes more than a margin.

    .. math:: p: \quad A_p = M

    Parameters
    ----------
    margin_db : array_like [dB]
        What the link can lose, M.
    frequency_ghz : array_like [GHz]
        Of the link.
    elevation_deg : array_like [deg]
        Of the satellite over the horizon.
    rain_rate_mm_h : array_like [mm/hour]
        Exceeded for 0.01 % of the year.
    rain_height_km : array_like [km]
        Upper end of the rain over the sea.
    latitude_deg : array_like [deg]
        Of the site.
    site_height_km : array_like [km]
        Of the site over the sea.
    polarisation_tilt_deg : array_like [deg]
        Of the polarisation against the horizontal.

    Returns
    -------
    time_share : ndarray [1]
        Of the year. Never less than 1e-5, the rarest that P.618 speaks of; 1 where the margin is
        less than what is exceeded always.

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    `rain_loss` turned round by halving the range of ln p 60 times.

    References
    ----------
    Recommendation ITU-R P.618-13 (2017), section 2.2.1.1.

    Examples
    --------
    The margin that London's validation example asks for at 0.01 % is exceeded for 0.01 %.

    >>> share = rain_outage(23.4444, 29.0, 31.07699124, 26.48052, 2.4526, 51.5, 0.031382984, 0.0)
    >>> round(float(share), 6)
    0.0001
    """
    _check(frequency_ghz, elevation_deg, rain_rate_mm_h, rain_height_km, latitude_deg)
    require_within(margin_db=(margin_db, 0.0, 1e3), site_height_km=(site_height_km, -1.0, 9.0))
    at_001, _, _ = _at_001(
        frequency_ghz, elevation_deg, rain_rate_mm_h, rain_height_km, latitude_deg,
        site_height_km, polarisation_tilt_deg,
    )  # fmt: skip
    margin, at_001 = np.broadcast_arrays(np.asarray(margin_db, dtype=np.float64), at_001)
    low = np.full(margin.shape, np.log(100.0 * LEAST_SHARE))
    high = np.full(margin.shape, np.log(100.0))
    for _ in range(60):
        middle = 0.5 * (low + high)
        more = _at(np.exp(middle), at_001, elevation_deg, latitude_deg) > margin
        low, high = np.where(more, middle, low), np.where(more, high, middle)
    return np.asarray(np.exp(high) / 100.0)


def _check(
    frequency_ghz: FloatLike,
    elevation_deg: FloatLike,
    rain_rate_mm_h: FloatLike,
    rain_height_km: FloatLike,
    latitude_deg: FloatLike,
) -> None:
    require_within(
        frequency_ghz=(frequency_ghz, 1.0, 100.0),
        elevation_deg=(elevation_deg, 1.0, 90.0),
        rain_rate_mm_h=(rain_rate_mm_h, 0.0, 300.0),
        rain_height_km=(rain_height_km, 0.0, 10.0),
        latitude_deg=(latitude_deg, -90.0, 90.0),
    )


def _fit(
    log_f: FloatArray,
    table: tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...], tuple[float, float]],
) -> FloatArray:
    """Sum of bells and a straight line over the logarithm of the frequency."""
    a, b, c, (slope, constant) = table
    bells = sum(
        height * np.exp(-np.square((log_f - centre) / width))
        for height, centre, width in zip(a, b, c, strict=True)
    )
    return np.asarray(bells + slope * log_f + constant)


def _at_001(
    f: FloatLike,
    elevation_deg: FloatLike,
    rain_rate_mm_h: FloatLike,
    rain_height_km: FloatLike,
    latitude_deg: FloatLike,
    site_height_km: FloatLike,
    polarisation_tilt_deg: FloatLike,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Attenuation at 0.01 % of the year, specific attenuation, length of the path in rain."""
    theta = np.asarray(elevation_deg, dtype=np.float64)
    phi = np.abs(np.asarray(latitude_deg, dtype=np.float64))
    sin, cos = np.sin(np.radians(theta)), np.cos(np.radians(theta))
    rise = np.maximum(np.asarray(rain_height_km, dtype=np.float64) - site_height_km, 0.0)
    near_horizon = 2.0 * rise / (np.sqrt(np.square(sin) + 2.0 * rise / _EFFECTIVE_EARTH_KM) + sin)
    L_s = np.where(theta >= 5.0, rise / sin, near_horizon)
    L_g = L_s * cos
    gamma = rain_specific_attenuation(f, rain_rate_mm_h, theta, polarisation_tilt_deg)
    r = 1.0 / (1.0 + 0.78 * np.sqrt(L_g * gamma / f) - 0.38 * (1.0 - np.exp(-2.0 * L_g)))
    zeta = np.degrees(np.arctan2(rise, L_g * r))
    # overhead the first form is nought over nought, and not taken: zeta never exceeds 90 deg
    along = L_g * r / np.maximum(cos, 1e-12)
    L_r = np.where(zeta > theta, along, rise / sin)
    chi = np.where(phi < 36.0, 36.0 - phi, 0.0)
    nu = 1.0 / (
        1.0
        + np.sqrt(sin)
        * (31.0 * (1.0 - np.exp(-theta / (1.0 + chi))) * np.sqrt(L_r * gamma) / np.square(f) - 0.45)
    )
    return np.asarray(gamma * L_r * nu), gamma, np.asarray(L_s)


def _at(
    p: FloatArray, at_001: FloatArray, elevation_deg: FloatLike, latitude_deg: FloatLike
) -> FloatArray:
    """Scale attenuation from 0.01 % of the year to p per cent."""
    theta = np.asarray(elevation_deg, dtype=np.float64)
    phi = np.abs(np.asarray(latitude_deg, dtype=np.float64))
    sin = np.sin(np.radians(theta))
    low_latitude = -0.005 * (phi - 36.0)
    beta = np.where(theta >= 25.0, low_latitude, low_latitude + 1.8 - 4.25 * sin)
    beta = np.where((p >= 1.0) | (phi >= 36.0), 0.0, beta)
    dry = at_001 <= 0.0
    A = np.where(dry, 1.0, at_001)
    power = 0.655 + 0.033 * np.log(p) - 0.045 * np.log(A) - beta * (1.0 - p) * sin
    return np.asarray(np.where(dry, 0.0, A * np.power(p / 0.01, -power)))
