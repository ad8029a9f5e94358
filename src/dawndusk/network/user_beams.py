"""Beams from satellites to users: how wide, how much they carry, and for how many."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import FloatArray, FloatLike
from dawndusk.limits import require_within

__all__ = ["UserBeam", "user_beam"]

_GAIN_DEG2 = 27_000.0  # gain times the square of the beam's width in degrees; Maral, eq. 5.7


class UserBeam(NamedTuple):
    """A satellite's user beams."""

    beam_width_deg: FloatArray
    spot_km: FloatArray
    beam_gbps: FloatArray
    satellite_gbps: FloatArray
    reuse: FloatArray
    users_per_beam: FloatArray
    users_per_satellite: FloatArray


def user_beam(
    altitude_km: FloatLike,
    gain_dbi: FloatLike,
    channel_mhz: FloatLike,
    band_mhz: FloatLike,
    polarisations: FloatLike,
    bits_per_hz: FloatLike,
    beams: FloatLike,
    busy_hour_mbps: FloatLike,
) -> UserBeam:
    r"""Spot, data rate and users of the beams that a satellite puts on the ground.

    .. math::

        \theta = \sqrt{27\,000 / G}, \quad d = 2 h \tan(\theta / 2), \quad
        R = n_{pol} B b, \quad n = R / r

    Parameters
    ----------
    altitude_km : array_like [km]
        Of the satellite, h.
    gain_dbi : array_like [dB]
        Of the antenna in the middle of the beam, G.
    channel_mhz : array_like [MHz]
        Bandwidth of one beam, B.
    band_mhz : array_like [MHz]
        Bandwidth of all channels together.
    polarisations : array_like [1]
        Used at once, 1 or 2.
    bits_per_hz : array_like [1]
        Carried per bandwidth and polarisation, b, with coding and guard bands.
    beams : array_like [1]
        At one time.
    busy_hour_mbps : array_like [Mbit/s]
        Mean of one user in the busy hour, r.

    Returns
    -------
    beam_width_deg : ndarray [deg]
        Between half powers, theta.
    spot_km : ndarray [km]
        Its diameter right under the satellite, d.
    beam_gbps : ndarray [Gbit/s]
        Of one beam, towards users.
    satellite_gbps : ndarray [Gbit/s]
        Of all beams.
    reuse : ndarray [1]
        Times that the band is used over by one satellite.
    users_per_beam : ndarray [1]
        That a beam serves in the busy hour.
    users_per_satellite : ndarray [1]
        That all beams serve.

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    Spots away from the point below are longer and wider. Interference between beams is in the
    bits per bandwidth; limits on power at the ground and towards geostationary satellites may
    allow fewer beams on one place. The feeder link must carry as much.

    References
    ----------
    Maral and Bousquet, Satellite Communications Systems, 5th ed., 2009, section 5.2; figures: rows
    `network.user_beam`.

    Examples
    --------
    A beam of 2.5 deg from 550 km is 24 km wide; 240 MHz at 4 bit/s/Hz carry 0.96 Gbit/s.

    >>> found = user_beam(550.0, 36.35, 240.0, 1920.0, 1, 4.0, 16, 2.0)
    >>> round(float(found.spot_km)), round(float(found.beam_gbps), 2)
    (24, 0.96)
    """
    require_within(
        altitude_km=(altitude_km, 100.0, 1e5),
        gain_dbi=(gain_dbi, 10.0, 70.0),
        channel_mhz=(channel_mhz, 0.01, 2e4),
        band_mhz=(band_mhz, 0.01, 2e4),
        polarisations=(polarisations, 1.0, 2.0),
        bits_per_hz=(bits_per_hz, 0.01, 12.0),
        beams=(beams, 1.0, 1e5),
        busy_hour_mbps=(busy_hour_mbps, 1e-3, 1e5),
    )
    require_within(channel_mhz=(channel_mhz, 0.0, float(np.min(band_mhz))))
    width = np.sqrt(_GAIN_DEG2 / np.power(10.0, 0.1 * np.asarray(gain_dbi, dtype=np.float64)))
    spot = 2.0 * np.asarray(altitude_km) * np.tan(0.5 * np.radians(width))
    beam = 1e-3 * np.asarray(channel_mhz) * polarisations * bits_per_hz
    users = 1e3 * beam / np.asarray(busy_hour_mbps)
    return UserBeam(
        beam_width_deg=np.asarray(width),
        spot_km=np.asarray(spot),
        beam_gbps=np.asarray(beam),
        satellite_gbps=np.asarray(beam * beams),
        reuse=np.asarray(np.asarray(beams) * channel_mhz / np.asarray(band_mhz)),
        users_per_beam=np.asarray(users),
        users_per_satellite=np.asarray(users * beams),
    )
