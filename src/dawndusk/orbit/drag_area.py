"""How much of a plate meets the air: the attitude that the Sun asks for, and none at all."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import MU_EARTH, FloatArray
from dawndusk.orbit.atmosphere import thermal_speed
from dawndusk.orbit.sun_synchronous import orbit_radius, sun_synchronous_inclination
from dawndusk.orbit.sunlight import check_orbit, sin_beta_of_year, year_of_sun

__all__ = [
    "TUMBLING_AREA_SHARE",
    "RamShares",
    "drifting_ram_share",
    "ram_area_share",
    "ram_shares",
    "swept_share",
]

TUMBLING_AREA_SHARE: Final = 0.5  # mean of abs(cos) over all directions, exact: any flat plate
SAMPLES_PER_DAY: Final = 0.125  # of a smooth round of the year: the mean is good to 1e-6
NODES: Final = 48  # round the equator, for a node that drifts
BLOCK: Final = 1024  # draws at a time, so that draws x days stay in cache
RATIO_NODES: Final = 65  # of the speed ratio, where all draws share one orbit


def swept_share(speed_ratio: ArrayLike) -> FloatArray:
    r"""Share of a plate's area that meets the air while its angle to the wind goes round.

    The normal of the plate makes an angle with the wind whose cosine is b cos u. Molecules of the
    most probable speed c also reach a plate that lies along the wind, on both faces. With
    X = b v / c this function gives S(X) = s v / c, where s is the share that is asked for:

    .. math::

        S(X) = \left\langle \frac{e^{-x^2}}{\sqrt{\pi}} + x\,\mathrm{erf}\,x
        \right\rangle_{x = X \cos u}
        = \frac{e^{-y}}{\sqrt{\pi}}\left[(1 + 2y) I_0(y) + 2y I_1(y)\right], \quad y = X^2 / 2

    Parameters
    ----------
    speed_ratio : array_like [1]
        X: largest speed of the wind onto the plate over the most probable speed of its molecules.

    Returns
    -------
    ndarray [1]
        S, at least 1/sqrt(pi); 2 X / pi where the molecules are slow.

    Notes
    -----
    Momentum that the molecules bring, both faces; terms of (c/v)^2 are dropped (1 to 2 %). What
    they carry away again is in the drag coefficient, taken in proportion.

    References
    ----------
    Sentman, Free Molecule Flow Theory, LMSC-448514, 1961 (flat plate); Schaaf and Chambre 1961.

    Examples
    --------
    Along the wind 0.564; in a fast wind the mean of abs(cos u), 2/pi:

    >>> import numpy as np
    >>> float(swept_share(0.0).round(3)), float((swept_share(100.0) / 100.0).round(3))
    (0.564, 0.637)
    """
    from scipy.special import i0e, i1e

    y = 0.5 * np.square(np.asarray(speed_ratio, dtype=np.float64))
    return np.asarray(((1.0 + 2.0 * y) * i0e(y) + 2.0 * y * i1e(y)) / np.sqrt(np.pi))


class RamShares(NamedTuple):
    """Area that meets the air over the area of a plate, in the mean of orbit and year."""

    array: FloatArray
    radiator: FloatArray


def ram_shares(
    altitude_km: ArrayLike, sin_beta: ArrayLike, f107: ArrayLike | None = None
) -> RamShares:
    r"""Shares of a sun-normal array and of a radiator edge-on to Sun and Earth that meet the air.

    .. math::

        s_a = \Big\langle \frac{c}{v}\, S\!\Big(\frac{v \cos\beta}{c}\Big) \Big\rangle
        \to \frac{2}{\pi} \langle \cos\beta \rangle \; (c \to 0), \quad
        s_r = \Big\langle \frac{2}{\pi} |\sin\beta|\, K(\cos^2\beta) \Big\rangle

    The wind is along the orbit. The normal of the array is at the Sun: its cosine with the wind is
    cos(beta) times the cosine of the place u in the orbit, and S is `swept_share`. The normal of
    the radiator is square to the Sun and to the nadir: its cosine with the wind is
    sin(beta) / sqrt(1 - cos2(beta) cos2(u)), whose mean over u holds the elliptic integral K.

    Parameters
    ----------
    altitude_km : array_like [km]
        Height over 6,378.137 km, shape S; 120 to 2000 with a flux.
    sin_beta : array_like [1]
        Sine of the angle of the Sun out of the orbital plane through the year, S + (samples,).
    f107 : array_like [1], optional
        Solar flux, 65 to 250, shape S, which sets the speed c of the molecules. Without it they
        stand still and the share of the array is its projected area.

    Returns
    -------
    RamShares
        array [1] and radiator [1], shape S, of the planform (one side). Drag is the share times
        the area times C_D times half the density times the square of the speed.

    Raises
    ------
    InputError
        Flux or altitude outside the table of air.

    Notes
    -----
    Thin plates with nothing sticking out, pointed without error. Molecules that strike from the
    sides are left out for the radiator, which flies broadside. Neglects that the air turns with
    the Earth, which blows across the orbit at 4 degrees over the equator.

    References
    ----------
    Sentman 1961 (free molecules on a plate); Abramowitz & Stegun 1964, 17.3.1 (K).

    Examples
    --------
    With the Sun square to the orbit the array flies edge-on and the radiator broadside; at noon
    it is the other way round but for the turn of the orbit.

    >>> square, along = ram_shares(650.0, [1.0]), ram_shares(650.0, [0.0])
    >>> [round(float(share), 3) for share in (*square, *along)]
    [0.0, 1.0, 0.637, 0.0]
    """
    from scipy.special import ellipk

    sine = np.asarray(sin_beta, dtype=np.float64)
    cosine2 = np.maximum(1.0 - sine * sine, 0.0)
    cosine, across = np.sqrt(cosine2), np.abs(sine)
    safe = np.minimum(cosine2, 1.0 - 1e-12)  # |sin| K goes to zero where the Sun is in the plane
    radiator = np.asarray((2.0 / np.pi) * np.mean(across * ellipk(safe), axis=-1))
    if f107 is None:
        return RamShares(np.asarray((2.0 / np.pi) * cosine.mean(axis=-1)), radiator)
    speed = np.sqrt(MU_EARTH / orbit_radius(altitude_km))
    ratio = speed / thermal_speed(altitude_km, f107)
    array = swept_share(ratio[..., None] * cosine).mean(axis=-1) / ratio
    return RamShares(np.asarray(array), radiator)


def ram_area_share(
    altitude_km: ArrayLike, local_time_h: ArrayLike, year: int, f107: ArrayLike | None = None
) -> RamShares:
    r"""Shares that meet the air on sun-synchronous orbits, in the mean of orbit and year.

    .. math:: s = \langle s(\beta(t)) \rangle_{year}

    Parameters
    ----------
    altitude_km : array_like [km]
        Height of a sun-synchronous orbit over 6,378.137 km; 120 to 2000 with a flux.
    local_time_h : array_like [h]
        Local mean time of the ascending node, 0 to 24.
    year : int [year]
        Calendar year, 1950 to 2100.
    f107 : array_like [1], optional
        Solar flux, 65 to 250; left out, molecules stand still.

    Returns
    -------
    RamShares
        array [1] and radiator [1] of `ram_shares`, broadcast shape.

    Raises
    ------
    InputError
        Altitude, local time, year or flux out of range.

    Notes
    -----
    As :func:`ram_shares`. A tumbling plate meets the air with half of its area.

    References
    ----------
    Sentman 1961; Vallado 2013, section 11.4 (beta).

    Examples
    --------
    The dawn-dusk gift: a fifth of the array meets the air at 650 km. What the array gains the
    radiator pays, and at noon it is the other way round.

    >>> dawn, noon = (ram_area_share(650.0, h, 2025, 140.0) for h in (18.0, 12.0))
    >>> [round(float(share), 2) for share in (*dawn, *noon)]
    [0.2, 0.97, 0.64, 0.13]
    """
    check_orbit(altitude_km, local_time_h, year)
    flux = np.nan if f107 is None else np.asarray(f107, dtype=np.float64)
    altitude, hours, flux = np.broadcast_arrays(
        np.asarray(altitude_km, dtype=np.float64), np.asarray(local_time_h, dtype=np.float64), flux
    )
    shape = altitude.shape
    altitude, hours, flux = altitude.ravel(), hours.ravel(), flux.ravel()
    sun = year_of_sun(int(year), SAMPLES_PER_DAY)
    inclination = sun_synchronous_inclination(altitude)
    found = RamShares(np.empty_like(altitude), np.empty_like(altitude))
    for start in range(0, len(altitude), BLOCK):
        part = slice(start, start + BLOCK)
        sine = sin_beta_of_year(inclination[part], hours[part], sun)
        shares = ram_shares(altitude[part], sine, None if f107 is None else flux[part])
        found.array[part], found.radiator[part] = shares
    return RamShares(*(np.asarray(share.reshape(shape)) for share in found))


def drifting_ram_share(
    altitude_km: float, inclination_rad: float, year: int, f107: float | None = None
) -> RamShares:
    r"""Shares that meet the air on an orbit whose node goes round, in the mean of node and year.

    .. math:: \sin\beta = \sin i \cos\delta \sin\varphi + \cos i \sin\delta,
              \quad \varphi \text{ even over a turn}

    Parameters
    ----------
    altitude_km : float [km]
        Height over 6,378.137 km; 120 to 2000 with a flux.
    inclination_rad : float [rad]
        Of a Walker or any other orbit whose node drifts through all local times.
    year : int [year]
        Calendar year, 1950 to 2100.
    f107 : float [1], optional
        Solar flux, 65 to 250; left out, molecules stand still.

    Returns
    -------
    RamShares
        array [1] and radiator [1] of `ram_shares`.

    References
    ----------
    Vallado 2013, section 11.4 (beta).

    Examples
    --------
    Halfway between dawn-dusk and noon:

    >>> [round(float(share), 2) for share in drifting_ram_share(550.0, 0.925, 2025)]
    [0.51, 0.64]
    """
    sun = year_of_sun(int(year), SAMPLES_PER_DAY)
    turn = 2.0 * np.pi * (np.arange(NODES) + 0.5)[:, None] / NODES
    across = np.sin(inclination_rad) * np.cos(sun.declination_rad) * np.sin(turn)
    sine = across + np.cos(inclination_rad) * np.sin(sun.declination_rad)
    return ram_shares(altitude_km, sine.ravel(), f107)
