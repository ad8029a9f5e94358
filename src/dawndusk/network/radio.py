"""Radio links between gateways and satellites: what arrives, what it carries, what it can lose."""

from __future__ import annotations

from functools import cache
from typing import Final, Literal, NamedTuple

import numpy as np

from dawndusk.constants import C_LIGHT, FloatArray, FloatLike
from dawndusk.data import catalogue
from dawndusk.errors import InputError, nearest
from dawndusk.limits import require_within
from dawndusk.network.slant import slant
from dawndusk.orbit.tables import read_table

__all__ = [
    "BANDS",
    "GatewaySite",
    "RadioLink",
    "free_space_loss",
    "gateway_site",
    "radio_link",
    "spectral_efficiency",
]

Band = Literal["ka", "e"]
BANDS: Final = {"ka": "network.radio", "e": "network.radio_e"}
_BOLTZMANN_DB: Final = 10.0 * np.log10(1.380649e-23)  # W/(K Hz): k is exact in SI 2019


class RadioLink(NamedTuple):
    """One direction of a radio link under a clear sky."""

    range_km: FloatArray
    free_space_loss_db: FloatArray
    carrier_to_noise_db: FloatArray
    bits_per_hz: FloatArray
    rate_gbps: FloatArray
    margin_db: FloatArray


class GatewaySite(NamedTuple):
    """A radio gateway site with all its antennas.

    Attributes
    ----------
    uplink_gbps, downlink_gbps : ndarray [Gbit/s]
        Of the whole site under a clear sky.
    antenna_uplink_gbps, antenna_downlink_gbps : ndarray [Gbit/s]
        Of one antenna, to one satellite.
    margin_db : ndarray [dB]
        What the weaker direction can lose to the air before it carries nothing, against vacuum.
    """

    uplink_gbps: FloatArray
    downlink_gbps: FloatArray
    antenna_uplink_gbps: FloatArray
    antenna_downlink_gbps: FloatArray
    margin_db: FloatArray


def free_space_loss(range_km: FloatLike, frequency_ghz: FloatLike) -> FloatArray:
    r"""Loss between isotropic antennas in vacuum.

    .. math:: L = 20 \log_{10} \frac{4 \pi d f}{c}

    Parameters
    ----------
    range_km : array_like [km]
        Distance d.
    frequency_ghz : array_like [GHz]
        Frequency f.

    Returns
    -------
    ndarray [dB]

    References
    ----------
    Recommendation ITU-R P.525-4 (2019), equation 4.

    Examples
    --------
    >>> round(float(free_space_loss(1684.0, 28.5)), 1)
    186.1
    """
    metres, hertz = 1e3 * np.asarray(range_km), 1e9 * np.asarray(frequency_ghz)
    return np.asarray(20.0 * np.log10(4.0 * np.pi * metres * hertz / C_LIGHT))


def spectral_efficiency(carrier_to_noise_db: FloatLike) -> FloatArray:
    """Bits per symbol that the best fitting modulation of DVB-S2X carries.

    Equation
    --------
    The step with the most bits whose Es/N0 is not above C/(N + I).

    Parameters
    ----------
    carrier_to_noise_db : array_like [dB]
        Carrier over noise and interference in the bandwidth of the symbol rate.

    Returns
    -------
    ndarray [1]
        0 below the lowest step, -2.85 dB.

    Notes
    -----
    Ideal demodulators; real ones lose 0.5 to 2 dB more, which belongs in the link's losses.

    References
    ----------
    ETSI EN 302 307-2 V1.1.1 (2014), table 20a.

    Examples
    --------
    >>> spectral_efficiency([-3.0, 0.3, 20.6]).tolist()
    [0.0, 0.889135, 5.900855]
    """
    needed, bits = _steps()
    at = np.searchsorted(needed, np.asarray(carrier_to_noise_db, dtype=np.float64), side="right")
    return np.asarray(np.concatenate(([0.0], bits))[at])


def radio_link(
    altitude_km: FloatLike,
    elevation_deg: FloatLike,
    frequency_ghz: FloatLike,
    bandwidth_mhz: FloatLike,
    polarisations: FloatLike,
    eirp_dbw: FloatLike,
    g_over_t_db_k: FloatLike,
    air_loss_db: FloatLike,
    carrier_to_interference_db: FloatLike,
    roll_off: FloatLike,
) -> RadioLink:
    r"""Radio link between a gateway and a satellite: signal, data rate and margin.

    .. math::

        \frac{C}{N} = EIRP - L - A + \frac{G}{T}
        - 10\log_{10}\left(\frac{k B}{1 + \alpha}\right), \quad
        R = n_{pol} \frac{B}{1 + \alpha}\, b\!\left(\frac{C}{N + I}\right)

    Parameters
    ----------
    altitude_km : array_like [km]
        Of the satellite.
    elevation_deg : array_like [deg]
        Of the satellite over the gateway's horizon.
    frequency_ghz : array_like [GHz]
        Middle of the band.
    bandwidth_mhz : array_like [MHz]
        Of each polarisation, B.
    polarisations : array_like [1]
        Used at once, 1 or 2.
    eirp_dbw : array_like [dB]
        Radiated power over an isotropic antenna of 1 W, all over the bandwidth, of each
        polarisation.
    g_over_t_db_k : array_like [dB]
        Gain of the receiving antenna over its noise temperature in K.
    air_loss_db : array_like [dB]
        By gases, clouds and rain.
    carrier_to_interference_db : array_like [dB]
        From neighbouring channels and satellites, the other polarisation and the amplifier.
    roll_off : array_like [1]
        Bandwidth over symbol rate, less one, alpha.

    Returns
    -------
    range_km : ndarray [km]
        To the satellite.
    free_space_loss_db : ndarray [dB]
        Over that range.
    carrier_to_noise_db : ndarray [dB]
        Of thermal noise and interference together.
    bits_per_hz : ndarray [1]
        Of bandwidth and polarisation.
    rate_gbps : ndarray [Gbit/s]
        Of all polarisations, before the overheads of packets.
    margin_db : ndarray [dB]
        More loss until it carries nothing; below 0 it carries nothing now.

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    Steps of DVB-S2X with ideal demodulators; power is constant, rain only weakens the carrier (its
    noise on a downlink, up to some 3 dB, is left out). Interference falls with the carrier.

    References
    ----------
    I. del Portillo, B. Cameron, E. Crawley, A technical comparison of three low earth orbit
    satellite constellation systems to provide global broadband, Acta Astronautica 159 (2019) 123;
    ETSI EN 302 307-2 (2014).

    Examples
    --------
    A gateway with 68.4 dBW in 500 MHz to a satellite at 1,150 km, as in that paper: 2.68 Gbit/s.

    >>> link = radio_link(1150.0, 40.0, 28.5, 500.0, 1, 68.4, 13.6, 2.9, 20.9, 0.1)
    >>> round(float(link.rate_gbps), 3), round(float(link.range_km))
    (2.682, 1627)
    """
    require_within(
        frequency_ghz=(frequency_ghz, 1.0, 100.0),
        bandwidth_mhz=(bandwidth_mhz, 1e-3, 2e4),
        polarisations=(polarisations, 1.0, 2.0),
        eirp_dbw=(eirp_dbw, -50.0, 120.0),
        g_over_t_db_k=(g_over_t_db_k, -50.0, 80.0),
        air_loss_db=(air_loss_db, 0.0, 1e3),
        carrier_to_interference_db=(carrier_to_interference_db, 0.0, 200.0),
        roll_off=(roll_off, 0.0, 1.0),
    )
    distance = slant(altitude_km, elevation_deg).range_km
    loss = free_space_loss(distance, frequency_ghz)
    symbols = 1e6 * np.asarray(bandwidth_mhz) / (1.0 + np.asarray(roll_off))
    noise = (
        np.asarray(eirp_dbw) - loss - air_loss_db + g_over_t_db_k
        - _BOLTZMANN_DB - 10.0 * np.log10(symbols)
    )  # fmt: skip
    together = _with_interference(noise, carrier_to_interference_db)
    bits = spectral_efficiency(together)
    least = _steps()[0][0]
    needed = -10.0 * np.log10(
        np.power(10.0, -0.1 * least) - np.power(10.0, -0.1 * np.asarray(carrier_to_interference_db))
    )
    return RadioLink(
        range_km=distance,
        free_space_loss_db=loss,
        carrier_to_noise_db=together,
        bits_per_hz=np.asarray(bits / (1.0 + np.asarray(roll_off))),
        rate_gbps=np.asarray(bits * symbols * polarisations / 1e9),
        margin_db=np.asarray(noise - needed),
    )


def gateway_site(
    altitude_km: FloatLike,
    elevation_deg: FloatLike | None = None,
    antennas: FloatLike | None = None,
    band: Band = "ka",
) -> GatewaySite:
    r"""Data rate of a radio gateway site of the catalogue with all its antennas.

    .. math:: R_{site} = n\,R

    Parameters
    ----------
    altitude_km : array_like [km]
        Of the satellites.
    elevation_deg : array_like [deg]
        Of the satellites over the horizon; left out: the row `elevation_deg` of the band.
    antennas : array_like [1]
        Each to a satellite of its own; left out: the row `antennas` of the band.
    band : str
        "ka" (27.5 to 30 GHz up, 17.8 to 19.3 GHz down) or "e" (81 to 86 up, 71 to 76 down).

    Returns
    -------
    GatewaySite

    Raises
    ------
    InputError
        A band that is none, or figures out of range.

    Notes
    -----
    All antennas use the same spectrum: their satellites stand several degrees apart. No air loss:
    the margin is against vacuum, so that `site_availability` can take it whole.

    References
    ----------
    As `radio_link`.

    Examples
    --------
    >>> site = gateway_site(550.0)
    >>> bool(20.0 < site.antenna_uplink_gbps < 25.0)
    True
    """
    if band not in BANDS:
        raise InputError(
            "band is none of the choices",
            got=band,
            allowed=", ".join(BANDS),
            remedy=nearest(str(band), BANDS),
        )
    rows, prefix = catalogue(), BANDS[band]

    def row(name: str) -> float:
        return rows[f"{prefix}.{name}"].value

    elevation = row("elevation_deg") if elevation_deg is None else elevation_deg
    count = row("antennas") if antennas is None else antennas
    up, down = (
        radio_link(
            altitude_km,
            elevation,
            row(f"{way}_ghz"),
            row(f"{way}_bandwidth_mhz"),
            row("polarisations"),
            row(f"{way}_eirp_dbw"),
            row(f"{way}_g_over_t_db_k"),
            0.0,
            row("carrier_to_interference_db"),
            row("roll_off"),
        )
        for way in ("uplink", "downlink")
    )
    require_within(antennas=(count, 1.0, 1e4))
    return GatewaySite(
        uplink_gbps=np.asarray(up.rate_gbps * count),
        downlink_gbps=np.asarray(down.rate_gbps * count),
        antenna_uplink_gbps=up.rate_gbps,
        antenna_downlink_gbps=down.rate_gbps,
        margin_db=np.minimum(up.margin_db, down.margin_db),
    )


def _with_interference(noise_db: FloatLike, interference_db: FloatLike) -> FloatArray:
    parts = np.power(10.0, -0.1 * np.asarray(noise_db)) + np.power(
        10.0, -0.1 * np.asarray(interference_db)
    )
    return np.asarray(-10.0 * np.log10(parts))


@cache
def _steps() -> tuple[FloatArray, FloatArray]:
    """Es/N0 that each step needs [dB], rising, and its bits per symbol."""
    rows = read_table("dvb_s2x.csv")[1:]
    needed = np.array([float(row[2]) for row in rows])
    bits = np.array([float(row[1]) for row in rows])
    needed.setflags(write=False)
    bits.setflags(write=False)
    return needed, bits
