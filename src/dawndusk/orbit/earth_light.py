"""Light of the Earth on a plate in orbit: its infrared, and the sunlight that it throws back.

One face of a small plate that keeps an attitude round a circular orbit. The infrared has a closed
form at every place; the reflected sunlight is that of `dawndusk.orbit.reflected`.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import SOLAR_CONSTANT, FloatArray
from dawndusk.errors import InputError
from dawndusk.orbit.earth_view import tilted_view_factor
from dawndusk.orbit.reflected import (
    Attitude,
    OrbitViewFactor,
    checked_face,
    reflected_view_factor,
)

__all__ = ["EarthLight", "earth_light", "infrared_view_factor"]

TURNS: Final = 48  # places along half an orbit for the mean of the infrared


class EarthLight(NamedTuple):
    """Light of the Earth on one face of a plate, over one orbit."""

    infrared_mean_w_m2: FloatArray
    infrared_largest_w_m2: FloatArray
    reflected_mean_w_m2: FloatArray
    reflected_largest_w_m2: FloatArray


def infrared_view_factor(
    altitude_km: ArrayLike, beta_rad: ArrayLike, attitude: Attitude
) -> OrbitViewFactor:
    r"""View factor of one face to the whole Earth, round a circular orbit.

    .. math::

        \bar F = \frac1{2\pi} \int F(g(u))\,du, \quad \cos g = \mp \cos\beta \cos u

    for a face towards the Sun or away from it, F being :func:`tilted_view_factor`; the other
    attitudes keep their tilt to the nadir.

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km, 150 to 40,000.
    beta_rad : array_like [rad]
        Angle of the Sun out of the orbital plane, -pi/2 to pi/2; broadcast with the altitude.
    attitude : str
        Where the face looks, as in :func:`reflected_view_factor`.

    Returns
    -------
    OrbitViewFactor
        mean [1] and largest [1] of one orbit.

    Raises
    ------
    InputError
        Out of range, or no such attitude.

    Notes
    -----
    Small plate, spherical Earth that radiates alike everywhere. The mean is a sum over 96 places
    of the orbit, good to 1e-5.

    References
    ----------
    Howell, factor B-43; Cunningham, NASA TN D-710, 1961.

    Examples
    --------
    A face towards the Sun is edge-on to the Earth where the Sun is square to the orbit.

    >>> import numpy as np
    >>> infrared_view_factor(650.0, np.radians([90.0, 58.6]), "sun").mean.round(4)
    array([0.2407, 0.258 ])
    """
    h, beta = checked_face(altitude_km, beta_rad, attitude)
    if attitude in ("sun", "anti_sun"):
        u = (np.arange(TURNS) + 0.5) * (np.pi / TURNS)
        tilt = np.arccos(np.cos(beta)[..., None] * np.cos(u))
        mean = np.mean(tilted_view_factor(h[..., None], tilt), axis=-1)
        return OrbitViewFactor(np.asarray(mean), tilted_view_factor(h, np.abs(beta)))
    tilt = np.asarray({"nadir": 0.0, "zenith": np.pi}.get(attitude, np.pi / 2.0))
    same = tilted_view_factor(h, tilt)
    return OrbitViewFactor(same, same)


def earth_light(
    altitude_km: ArrayLike,
    beta_deg: ArrayLike,
    attitude: Attitude,
    albedo: ArrayLike,
    earth_infrared_w_m2: ArrayLike,
) -> EarthLight:
    r"""Infrared and reflected sunlight of the Earth on one face of a plate, over one orbit.

    .. math:: q_{ir} = M\, F_{ir}, \qquad q_{alb} = S\, a\, F_{alb}

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km, 150 to 40,000.
    beta_deg : array_like [deg]
        Angle of the Sun out of the orbital plane, -90 to 90; 59 to 87 at dawn-dusk.
    attitude : str
        Where the face looks: nadir, zenith, sun, anti_sun, velocity, edge_on (square to the Sun
        and to the nadir, as a radiator), orbit_normal or anti_orbit_normal.
    albedo : array_like [1]
        Of the whole Earth, 0 to 1.
    earth_infrared_w_m2 : array_like [W/m2]
        Exitance of the Earth, 0 to 1000.

    Returns
    -------
    EarthLight
        infrared_mean_w_m2 [W/m2] over the orbit, infrared_largest_w_m2 [W/m2] at its brightest
        place; reflected_mean_w_m2 [W/m2] over the orbit, shadow included,
        reflected_largest_w_m2 [W/m2] at its brightest place. Incident, before any absorptivity.

    Raises
    ------
    InputError
        Out of range, or no such attitude.

    Notes
    -----
    The albedo rises where the Sun is low, as measured from orbit. Sun at one astronomical unit
    (3.4 % more in January). Neglects where land, sea, ice and cloud are.

    References
    ----------
    Howell, factor B-43 (infrared); own integration over the Earth in view with the rise of
    Anderson, Justus & Batts, NASA TM-2001-211221, 2001 (reflected).

    Examples
    --------
    >>> light = earth_light(650.0, 75.0, "edge_on", 0.30, 237.0)
    >>> [round(float(flux), 1) for flux in light]
    [57.0, 57.0, 11.8, 32.6]
    """
    degrees, a, M = (
        np.asarray(v, dtype=np.float64) for v in (beta_deg, albedo, earth_infrared_w_m2)
    )
    for name, given, values, low, high, unit in (
        ("beta_deg", beta_deg, degrees, -90, 90, " deg"),
        ("albedo", albedo, a, 0, 1, ""),
        ("earth_infrared_w_m2", earth_infrared_w_m2, M, 0, 1000, " W/m2"),
    ):
        if not np.all((values >= low) & (values <= high)):
            allowed = f"{low} to {high}{unit}"
            raise InputError(f"{name} is out of range", got=given, allowed=allowed)
    beta = np.radians(degrees)
    infrared = infrared_view_factor(altitude_km, beta, attitude)
    reflected = reflected_view_factor(altitude_km, beta, attitude)
    return EarthLight(
        *(np.asarray(M * factor) for factor in infrared),
        *(np.asarray(SOLAR_CONSTANT * a * factor) for factor in reflected),
    )
