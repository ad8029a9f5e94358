"""Named laser terminals of the catalogue, their rate by range, and what a new partner costs."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import FloatArray, FloatLike
from dawndusk.data import catalogue
from dawndusk.errors import InputError, nearest
from dawndusk.limits import require_within
from dawndusk.network.optical import optical_rate

__all__ = [
    "ROWS",
    "TERMINALS",
    "Terminal",
    "acquisition_share",
    "rate_gbps",
    "terminal",
]

_PREFIX: Final = {
    "isl": "network.isl",
    "cluster": "network.cluster",
    "ground": "network.ground_laser",
}
TERMINALS: Final = tuple(_PREFIX)
_CROSSTALK: Final = "network.beam_crosstalk_db"


class Terminal(NamedTuple):
    """A laser terminal facing its like (or a ground station): the arguments of `optical_link`.

    Attributes
    ----------
    power_w : float [W]
        Per channel and beam.
    transmit_aperture_m, receive_aperture_m : float [m]
    wavelength_nm : float [nm]
    transmit_efficiency, receive_efficiency, illumination_efficiency : float [1]
    jitter_urad : float [urad]
        Root mean square on each axis.
    other_loss_db : float [dB]
    photons_per_bit : float [1]
    channels : float [1]
    channel_gbps : float [Gbit/s]
    required_margin_db : float [dB]
    beams : float [1]
        The most side by side.
    crosstalk_db : float [dB]
        The most light of neighbouring beams.
    """

    power_w: float
    transmit_aperture_m: float
    receive_aperture_m: float
    wavelength_nm: float
    transmit_efficiency: float
    receive_efficiency: float
    illumination_efficiency: float
    jitter_urad: float
    other_loss_db: float
    photons_per_bit: float
    channels: float
    channel_gbps: float
    required_margin_db: float
    beams: float = 1.0
    crosstalk_db: float = -25.0


_FIELDS: Final = tuple(name for name in Terminal._fields if name not in ("beams", "crosstalk_db"))
ROWS: Final = (
    *(f"{prefix}.{name}" for prefix in _PREFIX.values() for name in _FIELDS),
    "network.cluster.beams",
    _CROSSTALK,
)


def terminal(name: str) -> Terminal:
    """Return a terminal with the catalogue's best figures.

    Parameters
    ----------
    name : str
        ``"isl"``, long haul between satellites; ``"cluster"``, many wavelengths at short range;
        ``"ground"``, from a satellite down through clear air.

    Raises
    ------
    InputError
        There is no such terminal.

    Examples
    --------
    >>> one = terminal("isl")
    >>> one.channel_gbps, one.transmit_aperture_m
    (100.0, 0.08)
    """
    if name not in _PREFIX:
        raise InputError(
            "no such laser terminal",
            got=name,
            allowed=", ".join(TERMINALS),
            remedy=nearest(str(name), TERMINALS),
        )
    rows = catalogue()
    prefix = _PREFIX[name]
    figures = {field: rows[f"{prefix}.{field}"].value for field in _FIELDS}
    if name == "cluster":
        figures["beams"] = rows["network.cluster.beams"].value
    return Terminal(**figures, crosstalk_db=rows[_CROSSTALK].value)


def rate_gbps(terminal: Terminal, range_km: FloatLike) -> FloatArray:
    """Data rate between two such terminals, one way.

    Parameters
    ----------
    terminal : Terminal
        At both ends.
    range_km : array_like [km]
        Between them; infinite where there is no link, which carries nothing.

    Returns
    -------
    ndarray [Gbit/s]

    Raises
    ------
    InputError
        A range that is no distance.

    Notes
    -----
    Whether a link may be that long, and whether the two see each other, is for the mesh to say.
    The rate falls with the light beyond the range of full rate; a modem that knows one rate only
    would stop there.

    References
    ----------
    As of `optical_link`.

    Examples
    --------
    Full rate at 2,000 km, less at 10,000 km, nothing without a link.

    >>> rates = rate_gbps(terminal("isl"), [2000.0, 10_000.0, np.inf])
    >>> rates.round().tolist()
    [100.0, 29.0, 0.0]
    """
    distance = np.asarray(range_km, dtype=np.float64)
    there = np.isfinite(distance)
    if np.any(np.isnan(distance)):
        raise InputError("range_km is not a number", got=range_km, allowed="above 0")
    rate = optical_rate(np.where(there, distance, 1.0), *terminal)
    return np.asarray(np.where(there, rate, 0.0))


def acquisition_share(acquisition_s: FloatLike, change_every_s: FloatLike) -> FloatArray:
    r"""Share of the time that a link is down because it looks for its next partner.

    .. math:: \ell = \min\left(\frac{t_a}{T},\ 1\right)

    Parameters
    ----------
    acquisition_s : array_like [s]
        To find, lock and synchronise with a new partner, t_a.
    change_every_s : array_like [s]
        Between changes of partner, T; infinite where it never changes.

    Returns
    -------
    down_share : ndarray [1]
        Of the time; all of it where partners change before they are found.

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    Every acquisition succeeds at the first try, and both ends start at the same moment: the old
    link is given up for the new one.

    References
    ----------
    Gerard, Fraire & Cespedes, arXiv:2511.16063 (2025), on why contact plans must hold this time.

    Examples
    --------
    20 s once in 50 minutes is two thirds of a per cent.

    >>> round(float(acquisition_share(20.0, 3000.0)), 5)
    0.00667
    """
    require_within(
        acquisition_s=(acquisition_s, 0.0, 1e9), change_every_s=(change_every_s, 1e-6, np.inf)
    )
    return np.asarray(np.minimum(np.asarray(acquisition_s, dtype=np.float64) / change_every_s, 1.0))
