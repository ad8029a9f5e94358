"""How strong a link may be at the ground: limits on radio power, and on laser light in eyes."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import FloatArray, FloatLike
from dawndusk.errors import InputError
from dawndusk.limits import require_within
from dawndusk.network.slant import slant

__all__ = [
    "LaserExposure",
    "PowerFluxDensity",
    "constellation_factor",
    "flux_density_limit",
    "laser_exposure",
    "power_flux_density",
]

# Radio Regulations (2020), table 21-4, non-geostationary fixed satellites, dB(W/m2) in 1 MHz:
# from GHz, to GHz, at 0 to 5 deg, at 25 to 90 deg, whether X comes off below 25 deg; linear between
_LIMITS: Final = (
    (10.7, 11.7, -126.0, -116.0, False),
    (17.7, 19.3, -115.0, -105.0, True),
    (19.3, 19.7, -115.0, -105.0, False),
    (37.5, 40.0, -120.0, -105.0, False),
    (40.0, 40.5, -115.0, -105.0, False),
    (40.5, 42.0, -115.0, -105.0, False),
    (42.0, 42.5, -120.0, -105.0, False),
)
_LOW_DEG, _HIGH_DEG = 5.0, 25.0
_MOST_SATELLITES: Final = 1000  # beyond, X was found to mean nothing and is agreed anew


class PowerFluxDensity(NamedTuple):
    """A satellite's downlink at the ground, and what is allowed there."""

    flux_db: FloatArray
    limit_db: FloatArray
    headroom_db: FloatArray
    most_eirp_dbw: FloatArray


class LaserExposure(NamedTuple):
    """A laser beam where it meets somebody."""

    irradiance_w_m2: FloatArray
    limit_share: FloatArray
    hazard_km: FloatArray


def constellation_factor(satellites: FloatLike) -> FloatArray:
    r"""Decibels that come off the limit at low angles for the number of satellites.

    .. math::

        X = 0 \;(N \le 50), \quad \tfrac{5 (N - 50)}{119} \;(50 < N \le 288), \quad
        \tfrac{N + 402}{69} \;(N > 288)

    Parameters
    ----------
    satellites : array_like [1]
        Of the constellation, N, up to 1000.

    Returns
    -------
    factor_db : ndarray [dB]
        Taken off the limit below 25 deg.

    Raises
    ------
    InputError
        More satellites: the formula gives 70 dB for 4,425 and would forbid everything; filings of
        30,000 state 31 dB by a newer rule.

    References
    ----------
    Radio Regulations, No. 21.16.6 (recalled).

    Examples
    --------
    >>> constellation_factor([50, 288, 840]).tolist()
    [0.0, 10.0, 18.0]
    """
    n = np.asarray(satellites, dtype=np.float64)
    if np.any(n > _MOST_SATELLITES):
        raise InputError(
            "satellites are more than the factor of No. 21.16.6 was made for",
            got=satellites,
            allowed=f"up to {_MOST_SATELLITES}",
            remedy="give the factor itself (31 dB in a filing for 29,988), or stay at 25 deg or "
            "more, where it does not count",
        )
    require_within(satellites=(n, 1.0, _MOST_SATELLITES))
    some = 5.0 / 119.0 * (n - 50.0)
    many = (n + 402.0) / 69.0
    return np.asarray(np.where(n <= 50.0, 0.0, np.where(n <= 288.0, some, many)))


def flux_density_limit(
    frequency_ghz: FloatLike, elevation_deg: FloatLike, factor_db: FloatLike = 0.0
) -> FloatArray:
    r"""Most power flux density that a satellite may put on the ground.

    .. math::

        -115 - X \;(\delta \le 5°), \quad -115 - X + \tfrac{10 + X}{20}(\delta - 5), \quad
        -105 \;(\delta \ge 25°)

    in dB(W/m2) and 1 MHz at 17.7 to 19.3 GHz; other bands alike with their own ends.

    Parameters
    ----------
    frequency_ghz : array_like [GHz]
        In 10.7 to 11.7, 17.7 to 19.7 or 37.5 to 42.5.
    elevation_deg : array_like [deg]
        Of the satellite over the horizon, delta, 0 to 90.
    factor_db : array_like [dB]
        For the number of satellites, X; counts at 17.7 to 19.3 GHz only.

    Returns
    -------
    ndarray [dB]
        Over 1 W/m2 in 1 MHz.

    Raises
    ------
    InputError
        A band without such a limit, or out of range.

    Notes
    -----
    Free space. The separate limits on the sum of all beams towards geostationary receivers (EPFD,
    Article 22) bind earlier in parts of these bands and are left out. Article 21 has no limit at
    71 to 76 GHz.

    References
    ----------
    Radio Regulations (2020), Article 21, table 21-4 (recalled); alike in 47 CFR 25.208 (seen for
    10.7 to 11.7 GHz: -126, -126 + (d - 5)/2, -116).

    Examples
    --------
    >>> flux_density_limit(18.5, [5.0, 15.0, 25.0], 0.0).tolist()
    [-115.0, -110.0, -105.0]
    """
    require_within(elevation_deg=(elevation_deg, 0.0, 90.0), factor_db=(factor_db, 0.0, 60.0))
    f = np.asarray(frequency_ghz, dtype=np.float64)
    low, high = np.full(f.shape, np.nan), np.full(f.shape, np.nan)
    counts = np.zeros(f.shape)
    for start, end, at_horizon, above, with_factor in reversed(_LIMITS):
        inside = (f >= start) & (f <= end)
        low, high = np.where(inside, at_horizon, low), np.where(inside, above, high)
        counts = np.where(inside, float(with_factor), counts)
    if np.any(np.isnan(low)):
        raise InputError(
            "frequency_ghz has no such limit",
            got=frequency_ghz,
            allowed="10.7 to 11.7, 17.7 to 19.7, 37.5 to 42.5 GHz",
            remedy="Article 21 sets none for the downlink at 71 to 76 GHz",
        )
    bottom = low - counts * np.asarray(factor_db)
    part = np.clip(
        (np.asarray(elevation_deg, dtype=np.float64) - _LOW_DEG) / (_HIGH_DEG - _LOW_DEG), 0.0, 1.0
    )
    return np.asarray(bottom + (high - bottom) * part)


def power_flux_density(
    altitude_km: FloatLike,
    elevation_deg: FloatLike,
    frequency_ghz: FloatLike,
    bandwidth_mhz: FloatLike,
    eirp_dbw: FloatLike,
    factor_db: FloatLike = 0.0,
) -> PowerFluxDensity:
    r"""Power flux density of a satellite's downlink at the ground against the Radio Regulations.

    .. math:: F = EIRP - 10 \log_{10} B_{MHz} - 10 \log_{10} (4 \pi d^2)

    Parameters
    ----------
    altitude_km : array_like [km]
        Of the satellite.
    elevation_deg : array_like [deg]
        Of the satellite over the horizon.
    frequency_ghz : array_like [GHz]
        In 10.7 to 11.7, 17.7 to 19.7 or 37.5 to 42.5.
    bandwidth_mhz : array_like [MHz]
        Over which the power is spread evenly.
    eirp_dbw : array_like [dB]
        Of all polarisations and beams on one place, over 1 W.
    factor_db : array_like [dB]
        For the number of satellites, as `constellation_factor` gives it; counts below 25 deg.

    Returns
    -------
    flux_db : ndarray [dB]
        At the ground, over 1 W/m2 in 1 MHz.
    limit_db : ndarray [dB]
        That is allowed there.
    headroom_db : ndarray [dB]
        Left of it; below 0 the link is too strong.
    most_eirp_dbw : ndarray [dB]
        That is allowed in this bandwidth.

    Raises
    ------
    InputError
        A band without such a limit, or out of range.

    Notes
    -----
    In free space, as the Regulations count. EPFD towards geostationary receivers is left out.

    References
    ----------
    Radio Regulations (2020), Article 21, table 21-4 (recalled).

    Examples
    --------
    36 dBW in 250 MHz from 1,200 km overhead.

    >>> found = power_flux_density(1200.0, 90.0, 18.5, 250.0, 36.0)
    >>> round(float(found.flux_db), 1), round(float(found.headroom_db), 1)
    (-120.6, 15.6)
    """
    require_within(bandwidth_mhz=(bandwidth_mhz, 1.0, 2e4), eirp_dbw=(eirp_dbw, -50.0, 120.0))
    distance = 1e3 * slant(altitude_km, elevation_deg).range_km
    spread = 10.0 * np.log10(4.0 * np.pi * np.square(distance))
    spread = spread + 10.0 * np.log10(np.asarray(bandwidth_mhz, dtype=np.float64))
    flux = np.asarray(eirp_dbw) - spread
    limit = flux_density_limit(frequency_ghz, elevation_deg, factor_db)
    return PowerFluxDensity(
        flux_db=np.asarray(flux),
        limit_db=limit,
        headroom_db=np.asarray(limit - flux),
        most_eirp_dbw=np.asarray(limit + spread),
    )


def laser_exposure(
    power_w: FloatLike,
    divergence_urad: FloatLike,
    aperture_m: FloatLike,
    range_km: FloatLike,
    exposure_limit_w_m2: FloatLike,
) -> LaserExposure:
    r"""Light of a laser beam where it meets eyes or aircraft, against the exposure limit.

    .. math:: E = \frac{8 P}{\pi [D^2 + (\theta z)^2]}

    Parameters
    ----------
    power_w : array_like [W]
        Of all channels of the beam, P.
    divergence_urad : array_like [urad]
        Full angle to 1/e2 of the middle, theta.
    aperture_m : array_like [m]
        Diameter of the beam where it leaves, D.
    range_km : array_like [km]
        From there, z: the satellite's range for a downlink, nothing for an uplink.
    exposure_limit_w_m2 : array_like [W/m2]
        That eyes and skin bear for good at this wavelength.

    Returns
    -------
    irradiance_w_m2 : ndarray [W/m2]
        In the middle of the beam.
    limit_share : ndarray [1]
        Of the exposure limit; above 1 a hazard.
    hazard_km : ndarray [km]
        Range within which the middle of the beam is above the limit, without optics; 0 where it
        never is.

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    Gaussian beam, no loss in the air, bare eyes: binoculars or telescopes gather more. Uplinks
    also need the consent of air traffic control and, from many operators, of a laser clearing
    house that keeps beams off satellites' sensors; neither is a figure.

    References
    ----------
    IEC 60825-1:2014, maximum permissible exposure (recalled).

    Examples
    --------
    1 W from 1,000 km, 15 urad: 15 m on the ground, 11 mW/m2.

    >>> found = laser_exposure(1.0, 15.0, 0.1, 1000.0, 1000.0)
    >>> round(1e3 * float(found.irradiance_w_m2), 1), float(found.hazard_km)
    (11.3, 0.0)
    """
    require_within(
        power_w=(power_w, 0.0, 1e6),
        divergence_urad=(divergence_urad, 1e-3, 1e6),
        aperture_m=(aperture_m, 1e-4, 100.0),
        range_km=(range_km, 0.0, 1e6),
        exposure_limit_w_m2=(exposure_limit_w_m2, 1e-3, 1e9),
    )
    power = np.asarray(power_w, dtype=np.float64)
    angle = 1e-6 * np.asarray(divergence_urad, dtype=np.float64)
    wide = np.square(angle * 1e3 * np.asarray(range_km))
    irradiance = 8.0 * power / (np.pi * (np.square(aperture_m) + wide))
    limit = np.asarray(exposure_limit_w_m2, dtype=np.float64)
    left = np.maximum(8.0 * power / (np.pi * limit) - np.square(aperture_m), 0.0)
    return LaserExposure(
        irradiance_w_m2=np.asarray(irradiance),
        limit_share=np.asarray(irradiance / limit),
        hazard_km=np.asarray(np.sqrt(left) / angle / 1e3),
    )
