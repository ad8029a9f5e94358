"""Laser links: how much light arrives, near and far, and how many bits that light carries."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import C_LIGHT, PLANCK, FloatArray, FloatLike
from dawndusk.errors import InputError
from dawndusk.limits import require_within
from dawndusk.network.parallel_beams import parallel_beams

__all__ = ["OpticalLink", "optical_link", "optical_rate"]

_M_PER_KM = 1e3
_M_PER_NM = 1e-9
_RAD_PER_URAD = 1e-6
_BIT_PER_GBIT = 1e9


class OpticalLink(NamedTuple):
    """The budget of one laser link, one way; losses are positive.

    Attributes
    ----------
    sent_w : ndarray [W]
        Of all channels and beams, before the optics.
    beams_used : ndarray [1]
        Side by side, as far as diffraction lets them stay apart.
    rayleigh_km : ndarray [km]
        Range up to which a beam hardly spreads.
    spot_m : ndarray [m]
        Diameter of a beam at the receiver, to 1/e^2 of its middle.
    transmit_gain_db, receive_gain_db, space_loss_db : ndarray [dB]
        Of one beam in the far field: the terms of Friis' equation.
    near_field_loss_db : ndarray [dB]
        By which Friis' equation alone would promise too much.
    pointing_loss_db : ndarray [dB]
        Mean over the jitter.
    received_w : ndarray [W]
    received_dbm : ndarray [dBm]
        One channel of one beam at the detector.
    photon_gbps : ndarray [Gbit/s]
        What that light carries on one channel with the margin kept.
    rate_gbps : ndarray [Gbit/s]
        Of all channels and beams, no more than the modems can.
    margin_db : ndarray [dB]
        Of light over what the modem at full rate needs.
    """

    sent_w: FloatArray
    beams_used: FloatArray
    rayleigh_km: FloatArray
    spot_m: FloatArray
    transmit_gain_db: FloatArray
    receive_gain_db: FloatArray
    space_loss_db: FloatArray
    near_field_loss_db: FloatArray
    pointing_loss_db: FloatArray
    received_w: FloatArray
    received_dbm: FloatArray
    photon_gbps: FloatArray
    rate_gbps: FloatArray
    margin_db: FloatArray


def optical_link(
    range_km: FloatLike,
    power_w: FloatLike,
    transmit_aperture_m: FloatLike,
    receive_aperture_m: FloatLike,
    wavelength_nm: FloatLike,
    transmit_efficiency: FloatLike,
    receive_efficiency: FloatLike,
    illumination_efficiency: FloatLike,
    jitter_urad: FloatLike,
    other_loss_db: FloatLike,
    photons_per_bit: FloatLike,
    channels: FloatLike,
    channel_gbps: FloatLike,
    required_margin_db: FloatLike,
    beams: FloatLike = 1.0,
    crosstalk_db: FloatLike = -25.0,
) -> OpticalLink:
    r"""Light and data rate of a laser link, from hundreds of metres to beyond the Moon.

    .. math::

        w_0^2 = \frac{\eta_i D_t^2}{8}, \quad z_R = \frac{\pi w_0^2}{\lambda}, \quad
        w^2 = w_0^2 \left(1 + \frac{z^2}{z_R^2}\right)

        P_r = P_t\,\eta_t\,\eta_r\,10^{-L/10}
        \left[1 - \exp\left(-\frac{D_r^2 / 2}{w^2 + 4 \sigma^2 z^2}\right)\right], \quad
        R = \min\left(\frac{P_r\,\lambda}{h\,c\,n\,10^{M/10}},\ R_c\right) N\,B

    Parameters
    ----------
    range_km : array_like [km]
        Between the apertures, z.
    power_w : array_like [W]
        Of the laser, mean, per channel and beam, P_t.
    transmit_aperture_m : array_like [m]
        Diameter D_t of the sending telescope.
    receive_aperture_m : array_like [m]
        Diameter D_r of the receiving telescope; of several, that of one of the same area.
    wavelength_nm : array_like [nm]
        In vacuum, lambda.
    transmit_efficiency : array_like [1]
        From the laser to the aperture, eta_t.
    receive_efficiency : array_like [1]
        From the aperture to the detector, eta_r: obscuration, optics, coupling into the fibre.
    illumination_efficiency : array_like [1]
        Gain on the axis over that of an evenly lit aperture, eta_i: 0.81 of the best Gaussian beam.
    jitter_urad : array_like [urad]
        Pointing error of the sender, root mean square on each of two axes, sigma.
    other_loss_db : array_like [dB]
        Air, wavefront errors and whatever else, L.
    photons_per_bit : array_like [1]
        That the receiver needs at its detector per bit of the user, n.
    channels : array_like [1]
        Wavelengths side by side in one beam, N.
    channel_gbps : array_like [Gbit/s]
        The most that the modem of one channel carries, R_c.
    required_margin_db : array_like [dB]
        Light kept over that need, M.
    beams : array_like [1]
        Most beams side by side, each with a telescope of its own in an array that fills the
        aperture: squares 1, 4, 9, ... B is what `parallel_beams` leaves of them at the range.
    crosstalk_db : array_like [dB]
        The most light of its neighbours in a beam, over its own.

    Returns
    -------
    sent_w : ndarray [W]
        Of all channels and beams.
    beams_used : ndarray [1]
        Side by side.
    rayleigh_km : ndarray [km]
        Range z_R up to which a beam hardly spreads.
    spot_m : ndarray [m]
        Diameter 2 w of a beam at the receiver.
    transmit_gain_db : ndarray [dB]
        Of one beam, eta_i (pi D_t / lambda)^2.
    receive_gain_db : ndarray [dB]
        Of one beam, (pi D_r / lambda)^2.
    space_loss_db : ndarray [dB]
        Between isotropic antennas, (4 pi z / lambda)^2.
    near_field_loss_db : ndarray [dB]
        By which the three lines above promise too much.
    pointing_loss_db : ndarray [dB]
        Mean over the jitter.
    received_w : ndarray [W]
        One channel of one beam at the detector.
    received_dbm : ndarray [dBm]
        The same over a milliwatt.
    photon_gbps : ndarray [Gbit/s]
        What the light of one channel carries with the margin kept.
    rate_gbps : ndarray [Gbit/s]
        Of all channels and beams.
    margin_db : ndarray [dB]
        Of the light over the need at the modem's full rate.

    Raises
    ------
    InputError
        Out of range, or a link that delivers nothing that can be counted.

    Notes
    -----
    The beam is the Gaussian one, waist at the sender, that has the gain of the aperture on its
    axis. Near by, a receiver as wide as the sender collects 99 % of it and never more than was
    sent; far off this is Friis' equation, to 0.2 dB beyond ten Rayleigh ranges between equal
    apertures. Focusing at the receiver, which helps by up to 3 dB at one Rayleigh range where the
    receiver is small, is left out. Jitter is a normal distribution on each axis; its mean is
    exact, its fades are for the margin to cover. The rate follows the light: right for coherent,
    preamplified and counting receivers, too good for those limited by their amplifier; a modem of
    one fixed rate carries nothing once the margin is gone, this one slows down. Background light
    is left out.

    References
    ----------
    Klein & Degnan, Appl. Opt. 13 (1974) 2134, gain of a truncated Gaussian beam; Barry & Mecherle,
    Opt. Eng. 24 (1985) 1049, mean over jitter beta / (beta + 1); Siegman, Lasers, 1986, ch. 17.

    Examples
    --------
    One watt through 10 cm: at 200 m all but 1 % arrives, at 5,000 km about a millionth.

    >>> one = (1.0, 0.1, 0.1, 1550.0, 1.0, 1.0, 0.8145, 0.0, 0.0, 20.0, 1, 100.0, 0.0)
    >>> near, far = optical_link(0.2, *one), optical_link(5000.0, *one)
    >>> round(float(near.received_w), 3), round(float(far.received_w) * 1e6, 2)
    (0.992, 0.84)
    >>> round(float(far.rate_gbps)), round(float(far.margin_db), 2)
    (100, 5.14)
    """
    light = _light(
        range_km, power_w, transmit_aperture_m, receive_aperture_m, wavelength_nm,
        transmit_efficiency, receive_efficiency, illumination_efficiency, jitter_urad,
        other_loss_db, photons_per_bit, channels, channel_gbps, required_margin_db, beams,
        crosstalk_db,
    )  # fmt: skip
    still = -np.expm1(-0.5 * light.receiver_m**2 / light.width_squared)
    gain = np.asarray(illumination_efficiency) * (np.pi * light.sender_m / light.wave_m) ** 2
    transmit_gain = _db(gain)
    receive_gain = _db((np.pi * light.receiver_m / light.wave_m) ** 2)
    space_loss = 2.0 * _db(4.0 * np.pi * light.range_m / light.wave_m)
    margin = _db(light.photon_gbps / np.asarray(channel_gbps))
    return OpticalLink(
        sent_w=np.asarray(np.asarray(power_w) * channels * light.beams_used),
        beams_used=light.beams_used,
        rayleigh_km=np.asarray(light.rayleigh_m / _M_PER_KM),
        spot_m=np.asarray(2.0 * np.sqrt(light.width_squared)),
        transmit_gain_db=transmit_gain,
        receive_gain_db=receive_gain,
        space_loss_db=space_loss,
        near_field_loss_db=np.asarray(transmit_gain + receive_gain - space_loss - _db(still)),
        pointing_loss_db=_db(still / light.collected),
        received_w=light.received_w,
        received_dbm=_db(light.received_w / 1e-3),
        photon_gbps=light.photon_gbps,
        rate_gbps=_rate(light, channels, channel_gbps),
        margin_db=np.asarray(margin + np.asarray(required_margin_db)),
    )


def optical_rate(
    range_km: FloatLike,
    power_w: FloatLike,
    transmit_aperture_m: FloatLike,
    receive_aperture_m: FloatLike,
    wavelength_nm: FloatLike,
    transmit_efficiency: FloatLike,
    receive_efficiency: FloatLike,
    illumination_efficiency: FloatLike,
    jitter_urad: FloatLike,
    other_loss_db: FloatLike,
    photons_per_bit: FloatLike,
    channels: FloatLike,
    channel_gbps: FloatLike,
    required_margin_db: FloatLike,
    beams: FloatLike = 1.0,
    crosstalk_db: FloatLike = -25.0,
) -> FloatArray:
    r"""Data rate of `optical_link` alone: a third of the time where links are counted in millions.

    .. math:: R = \min\left(\frac{P_r\,\lambda}{h\,c\,n\,10^{M/10}},\ R_c\right) N\,B

    Parameters
    ----------
    range_km, power_w, transmit_aperture_m, receive_aperture_m, wavelength_nm : array_like
        As in `optical_link`.
    transmit_efficiency, receive_efficiency, illumination_efficiency, jitter_urad : array_like
        As in `optical_link`.
    other_loss_db, photons_per_bit, channels, channel_gbps, required_margin_db : array_like
        As in `optical_link`.
    beams, crosstalk_db : array_like
        As in `optical_link`.

    Returns
    -------
    ndarray [Gbit/s]
        Of all channels and beams.

    Raises
    ------
    InputError
        As in `optical_link`.

    References
    ----------
    As of `optical_link`.

    Examples
    --------
    >>> one = (1.0, 0.1, 0.1, 1550.0, 1.0, 1.0, 0.8145, 0.0, 0.0, 20.0, 1, 100.0, 0.0)
    >>> optical_rate([5000.0, 50_000.0], *one).round(2).tolist()
    [100.0, 3.26]
    """
    light = _light(
        range_km, power_w, transmit_aperture_m, receive_aperture_m, wavelength_nm,
        transmit_efficiency, receive_efficiency, illumination_efficiency, jitter_urad,
        other_loss_db, photons_per_bit, channels, channel_gbps, required_margin_db, beams,
        crosstalk_db,
    )  # fmt: skip
    return _rate(light, channels, channel_gbps)


class _Light(NamedTuple):
    """What both functions above need, in SI units."""

    range_m: FloatArray
    wave_m: FloatArray
    beams_used: FloatArray
    sender_m: FloatArray
    receiver_m: FloatArray
    rayleigh_m: FloatArray
    width_squared: FloatArray
    collected: FloatArray
    received_w: FloatArray
    photon_gbps: FloatArray


def _light(
    range_km: FloatLike,
    power_w: FloatLike,
    transmit_aperture_m: FloatLike,
    receive_aperture_m: FloatLike,
    wavelength_nm: FloatLike,
    transmit_efficiency: FloatLike,
    receive_efficiency: FloatLike,
    illumination_efficiency: FloatLike,
    jitter_urad: FloatLike,
    other_loss_db: FloatLike,
    photons_per_bit: FloatLike,
    channels: FloatLike,
    channel_gbps: FloatLike,
    required_margin_db: FloatLike,
    beams: FloatLike,
    crosstalk_db: FloatLike,
) -> _Light:
    """Check the inputs of a link and follow its light to the detector."""
    require_within(
        range_km=(range_km, 1e-6, 1e12),
        power_w=(power_w, 1e-12, 1e9),
        transmit_aperture_m=(transmit_aperture_m, 1e-4, 1e3),
        receive_aperture_m=(receive_aperture_m, 1e-4, 1e3),
        wavelength_nm=(wavelength_nm, 100.0, 1e5),
        transmit_efficiency=(transmit_efficiency, 1e-9, 1.0),
        receive_efficiency=(receive_efficiency, 1e-9, 1.0),
        illumination_efficiency=(illumination_efficiency, 1e-6, 1.0),
        jitter_urad=(jitter_urad, 0.0, 1e6),
        other_loss_db=(other_loss_db, 0.0, 300.0),
        photons_per_bit=(photons_per_bit, 1e-3, 1e9),
        channels=(channels, 1.0, 1e5),
        channel_gbps=(channel_gbps, 1e-12, 1e6),
        required_margin_db=(required_margin_db, 0.0, 100.0),
        beams=(beams, 1.0, 1e6),
        crosstalk_db=(crosstalk_db, -100.0, 0.0),
    )
    z = np.asarray(range_km, dtype=np.float64) * _M_PER_KM
    wave = np.asarray(wavelength_nm, dtype=np.float64) * _M_PER_NM
    least = np.minimum(transmit_aperture_m, receive_aperture_m)
    used = parallel_beams(
        range_km, least, wavelength_nm, illumination_efficiency, beams, crosstalk_db
    )
    side = np.sqrt(used)
    sender = np.asarray(np.asarray(transmit_aperture_m) / side)
    receiver = np.asarray(np.asarray(receive_aperture_m) / side)
    waist_squared = np.asarray(illumination_efficiency) * sender**2 / 8.0
    rayleigh = np.asarray(np.pi * waist_squared / wave)
    width_squared = np.asarray(waist_squared * (1.0 + (z / rayleigh) ** 2))
    wander = 2.0 * np.asarray(jitter_urad) * _RAD_PER_URAD * z
    collected = np.asarray(-np.expm1(-0.5 * receiver**2 / (width_squared + wander**2)))
    lost = np.asarray(transmit_efficiency) * receive_efficiency
    received = power_w * lost * 10.0 ** (-0.1 * np.asarray(other_loss_db)) * collected
    kept = 10.0 ** (-0.1 * np.asarray(required_margin_db))
    photon = received * (wave * kept / (PLANCK * C_LIGHT * np.asarray(photons_per_bit)))
    if not np.all(photon > 0.0):
        raise InputError(
            "the light that arrives is too little to be a number",
            got=f"{np.max(range_km):g} km",
            remedy="a shorter range_km, or a larger aperture",
        )
    return _Light(
        range_m=z,
        wave_m=wave,
        beams_used=used,
        sender_m=sender,
        receiver_m=receiver,
        rayleigh_m=rayleigh,
        width_squared=width_squared,
        collected=collected,
        received_w=np.asarray(received),
        photon_gbps=np.asarray(photon / _BIT_PER_GBIT),
    )


def _rate(light: _Light, channels: FloatLike, channel_gbps: FloatLike) -> FloatArray:
    return np.asarray(np.minimum(light.photon_gbps, channel_gbps) * channels * light.beams_used)


def _db(ratio: FloatLike) -> FloatArray:
    return np.asarray(10.0 * np.log10(ratio))
