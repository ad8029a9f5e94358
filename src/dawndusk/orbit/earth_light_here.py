"""Light of the Earth on a satellite's array and radiator, by the place on its orbit.

The array faces the Sun, the radiator stands edge-on to the Sun and to the Earth. What each sees of
the Earth depends on one number: the cosine of the Sun's angle from the zenith of the satellite.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import FloatArray
from dawndusk.orbit.earth_view import edge_on_view_factor, nadir_view_factor, tilted_view_factor
from dawndusk.orbit.reflected import earth_light_table, reflected_view_factor

__all__ = ["EarthLightHere", "Infrared", "Reflected", "earth_light_here"]

Infrared = tuple[float, float, float, float, float]
Reflected = tuple[float, float, float, float]
_POWERS: Final = np.arange(2, 6)
_MEANS: Final = 2.0  # weight of the mean of an orbit, to that of a place
_TURNS: Final = 96


class EarthLightHere(NamedTuple):
    """View factors as polynomials in c, the cosine of the Sun's angle from the zenith.

    Attributes
    ----------
    horizon : float [1]
        Cosine below which, with a minus, no sunlit ground is in view.
    front, back : tuple of float [1]
        To the whole Earth, of the array's face to the Sun and of the other: powers 0 to 4 of c.
    array, radiator : tuple of float [1]
        To the sunlit Earth, of both faces of the array together and of one face of the radiator:
        powers 2 to 5 of max(0, c + horizon).
    edge_on : float [1]
        To the whole Earth, of a face of the radiator.
    """

    horizon: float
    front: Infrared
    back: Infrared
    array: Reflected
    radiator: Reflected
    edge_on: float

    def reflected(self, cosine: ArrayLike) -> tuple[FloatArray, FloatArray]:
        """View factors to the sunlit Earth of the array, both faces, and of a radiator face."""
        t = np.maximum(np.asarray(cosine, dtype=np.float64) + self.horizon, 0.0)
        array, radiator = (
            np.asarray(t * t * np.polynomial.polynomial.polyval(t, of), dtype=np.float64)
            for of in self[3:5]
        )
        return array, radiator

    def infrared(self, cosine: ArrayLike) -> tuple[FloatArray, FloatArray]:
        """View factors to the whole Earth of the array's front and back."""
        c = np.asarray(cosine, dtype=np.float64)
        front, back = (
            np.asarray(np.polynomial.polynomial.polyval(c, of), dtype=np.float64)
            for of in self[1:3]
        )
        return front, back


@lru_cache(maxsize=512)
def earth_light_here(altitude_km: float) -> EarthLightHere:
    r"""Fit what an array towards the Sun and a radiator edge-on see of the Earth.

    .. math::

        F_{IR}(c) = \sum_{k=0}^{4} a_k c^k, \qquad
        F(c) = \sum_{k=2}^{5} b_k \max(0, c + \sin\lambda)^k, \quad
        \cos\lambda = \frac{R_E}{r}

    The infrared is fitted to its closed form. The reflected sunlight is fitted to the table of
    orbits: to the mean of every orbit, and to the largest of those whose largest is where the Sun
    stands highest.

    Parameters
    ----------
    altitude_km : float [km]
        Height above 6,378.137 km, 150 to 40,000.

    Returns
    -------
    EarthLightHere

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    At 650 km and an albedo of 0.3, within 12 W/m2 of the integral on the array (largest 270) and
    3 on a radiator face (largest 80), within 3.2 in the mean of an orbit; infrared within
    0.5 W/m2. From 400 to 2,000 km within 18, 5 and 6, and 1.5 (tests).

    References
    ----------
    `dawndusk.orbit.reflected`, `dawndusk.orbit.earth_view`.

    Examples
    --------
    Where the Sun is overhead the array's back sees a bright Earth; a radiator on its edge less:

    >>> here = earth_light_here(650.0)
    >>> [round(float(1361.0 * 0.3 * factor)) for factor in here.reflected(1.0)]
    [278, 83]
    >>> [abs(float(factor)) for factor in here.reflected(-0.5)]
    [0.0, 0.0]
    """
    down = float(nadir_view_factor(altitude_km))
    horizon = float(np.sqrt(1.0 - down))
    c = np.cos(np.linspace(0.0, np.pi, 181))
    tilt = np.arccos(c)
    front, back = (
        np.polynomial.polynomial.polyfit(c, tilted_view_factor(altitude_km, angle), 4)
        for angle in (np.pi - tilt, tilt)
    )
    beta = np.radians(earth_light_table().beta_deg)
    array = [reflected_view_factor(altitude_km, beta, face) for face in ("sun", "anti_sun")]
    radiator = reflected_view_factor(altitude_km, beta, "edge_on")
    highest = np.cos(beta)
    return EarthLightHere(
        horizon,
        _five(front),
        _five(back),
        # past the horizon's cosine the array's front has all the Earth behind it
        _fit(array[0].mean + array[1].mean, array[1].largest, highest > horizon, horizon, highest),
        _fit(radiator.mean, radiator.largest, highest >= 0.0, horizon, highest),
        float(edge_on_view_factor(altitude_km)),
    )


def _fit(
    mean: FloatArray, largest: FloatArray, known: np.ndarray, horizon: float, highest: FloatArray
) -> Reflected:
    """Return the polynomial that has the means of the orbits, and the places that are known."""
    turn = (np.arange(_TURNS) + 0.5) * (np.pi / _TURNS)
    along = np.maximum(np.multiply.outer(highest, np.cos(turn)) + horizon, 0.0)
    means = np.mean(along[..., None] ** _POWERS, axis=1)
    places = (highest[known, None] + horizon) ** _POWERS
    left = np.concatenate([_MEANS * means, places])
    right = np.concatenate([_MEANS * mean, largest[known]])
    a, b, c, d = np.linalg.lstsq(left, right, rcond=None)[0].tolist()
    return a, b, c, d


def _five(values: np.ndarray) -> Infrared:
    a, b, c, d, e = values.tolist()
    return a, b, c, d, e
