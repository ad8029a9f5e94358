"""How much of a plate meets the air: the attitude that the Sun asks for, and none at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import MU_EARTH, FloatArray
from dawndusk.orbit.atmosphere import thermal_speed
from dawndusk.orbit.sun_synchronous import orbit_radius, sun_synchronous_inclination
from dawndusk.orbit.sunlight import YearOfSun, check_orbit, sin_beta_of_year, year_of_sun

__all__ = ["TUMBLING_AREA_SHARE", "ram_area_share", "swept_share"]

TUMBLING_AREA_SHARE: Final = 0.5  # mean of abs(cos) over all directions, exact: any flat plate
SAMPLES_PER_DAY: Final = 0.125  # of a smooth round of the year: the mean is good to 1e-6
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


def ram_area_share(
    altitude_km: ArrayLike, local_time_h: ArrayLike, year: int, f107: ArrayLike | None = None
) -> FloatArray:
    r"""Share of a sun-normal plate's area that meets the air, in the mean of orbit and year.

    .. math::

        s = \left\langle \frac{c}{v}\, S\!\left(\frac{v \cos\beta}{c}\right) \right\rangle_{year}
        \to \frac{2}{\pi} \langle \cos\beta \rangle_{year} \quad (c \to 0)

    The wind is along the orbit and the normal of the plate is at the Sun, so that the cosine
    between them is cos(beta) times the cosine of the place in the orbit. S is `swept_share`.

    Parameters
    ----------
    altitude_km : array_like [km]
        Height of a sun-synchronous orbit over 6,378.137 km; 120 to 2000 with a flux.
    local_time_h : array_like [h]
        Local mean time of the ascending node, 0 to 24.
    year : int [year]
        Calendar year, 1950 to 2100.
    f107 : array_like [1], optional
        Solar flux, 65 to 250, which sets the speed c of the molecules. Without it they stand
        still and the share is the projected area.

    Returns
    -------
    ndarray [1]
        Of the area of the plate (one side), broadcast shape. Drag is this times the area times
        C_D times half the density times the square of the speed.

    Raises
    ------
    InputError
        Altitude, local time, year or flux out of range.

    Notes
    -----
    A thin plate with nothing sticking out, pointed without error. A tumbling plate meets the air
    with half of its area. Neglects that the air turns with the Earth, which blows across the
    orbit at 4 degrees over the equator: it adds to the angle in one half of the year and takes
    from it in the other.

    References
    ----------
    Sentman 1961 (free molecules on a plate); Vallado 2013, section 11.4 (beta).

    Examples
    --------
    The dawn-dusk gift: a fifth of the array meets the air, with the molecules that strike it from
    the sides; on a noon orbit nearly two thirds do, more than if it tumbled.

    >>> ram_area_share(650.0, [18.0, 12.0], 2025, 140.0).round(2)
    array([0.2 , 0.64])
    >>> ram_area_share(650.0, [18.0, 12.0], 2025).round(2)
    array([0.18, 0.64])
    """
    check_orbit(altitude_km, local_time_h, year)
    altitude, hours = np.broadcast_arrays(
        np.asarray(altitude_km, dtype=np.float64), np.asarray(local_time_h, dtype=np.float64)
    )
    sun = year_of_sun(int(year), SAMPLES_PER_DAY)
    if f107 is None:
        shares = [(2.0 / np.pi) * b.mean(axis=-1) for b in _cosines(altitude, hours, sun)]
        return np.reshape(np.concatenate(shares), altitude.shape)
    ratio = np.sqrt(MU_EARTH / orbit_radius(altitude)) / thermal_speed(altitude, f107)
    altitude, hours, ratio = np.broadcast_arrays(altitude, hours, ratio)
    if ratio.size > RATIO_NODES and np.ptp(altitude) == 0.0 and np.ptp(hours) == 0.0:
        (cosine,) = _cosines(altitude.flat[:1], hours.flat[:1], sun)  # one orbit for all draws
        nodes = np.linspace(ratio.min(), ratio.max(), RATIO_NODES)
        at_nodes = swept_share(nodes[:, None] * cosine).mean(axis=-1) / nodes
        return np.asarray(np.interp(ratio, nodes, at_nodes))
    flat = ratio.ravel()
    blocks = [flat[start : start + BLOCK] for start in range(0, flat.size, BLOCK)]
    shares = [
        swept_share(X[:, None] * b).mean(axis=-1) / X
        for X, b in zip(blocks, _cosines(altitude, hours, sun), strict=True)
    ]
    return np.reshape(np.concatenate(shares), ratio.shape)


def _cosines(
    altitude_km: FloatArray, local_time_h: FloatArray, sun: YearOfSun
) -> Iterator[FloatArray]:
    """Yield the cosine of the beta angle through the year, draws x days, block by block."""
    altitude, hours = np.ravel(altitude_km), np.ravel(local_time_h)
    inclination = sun_synchronous_inclination(altitude)
    for start in range(0, altitude.size, BLOCK):
        part = slice(start, start + BLOCK)
        sine = sin_beta_of_year(inclination[part], hours[part], sun)
        yield np.sqrt(np.maximum(1.0 - sine * sine, 0.0))
