"""Walls against particles at kilometres a second: the smallest that goes through."""

from __future__ import annotations

from typing import Final

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.satellite import Numbers

__all__ = ["critical_diameter"]

# Christiansen 1993: depth in a thick target, and the wall that such a depth just goes through
_DEPTH: Final = 5.24
_PERFORATED: Final = 1.8
_POWER: Final = 19.0 / 18.0  # of the diameter, in cm
_HEAVY: Final = 1.5  # density over that of the wall from which another power holds


def critical_diameter(
    wall_mm: Numbers,
    particle_g_per_cm3: Numbers,
    speed_km_per_s: Numbers,
    hardness_brinell: Numbers,
    wall_g_per_cm3: Numbers,
    wall_sound_km_per_s: Numbers,
    angle_deg: Numbers = 0.0,
) -> FloatArray:
    r"""Diameter of the smallest particle that goes through a single metal wall.

    .. math::

        P = 5.24\,d^{19/18}\,B^{-1/4} \Big(\frac{\rho_p}{\rho_t}\Big)^{1/2}
        \Big(\frac{v \cos\theta}{c}\Big)^{2/3}, \qquad t = 1.8\,P

    with d, P and t in centimetres; where the particle's density is 1.5 times that of the wall or
    more, the power 2/3 stands for 1/2.

    Parameters
    ----------
    wall_mm : array_like [mm]
        Thickness of the wall, t.
    particle_g_per_cm3, speed_km_per_s : array_like [g/cm3], [km/s]
        Density and speed of the particle.
    hardness_brinell : array_like [1]
        Of the wall, B.
    wall_g_per_cm3, wall_sound_km_per_s : array_like [g/cm3], [km/s]
        Density of the wall, and speed of sound in it, c.
    angle_deg : array_like [deg]
        From the normal, theta.

    Returns
    -------
    ndarray [mm]
        Critical diameter.

    Notes
    -----
    Spheres on a flat wall of aluminium alloy, fitted to shots of up to about 8 km/s. A wall that
    is not gone through can still spall (3 P) or shed its inner side (2.2 P).

    References
    ----------
    Christiansen, Int. J. Impact Eng. 14, 1993, 145; after Cour-Palais, Int. J. Impact Eng. 5,
    1987, 221. Recalled, not re-read.

    Examples
    --------
    Aluminium on aluminium at 7 km/s: a wall of 2 mm stops six tenths of a millimetre, and a
    centimetre takes 37 mm (it goes 21 mm deep into a thicker one).

    >>> d = critical_diameter(np.array([2.0, 37.3]), 2.7, 7.0, 95.0, 2.7, 5.1)
    >>> d.round(2)
    array([ 0.63, 10.  ])
    """
    ratio = np.asarray(particle_g_per_cm3, dtype=np.float64) / wall_g_per_cm3
    denser = np.where(ratio < _HEAVY, np.sqrt(ratio), np.cbrt(ratio * ratio))
    mach = speed_km_per_s * np.cos(np.radians(angle_deg)) / np.asarray(wall_sound_km_per_s)
    soft = np.asarray(hardness_brinell, dtype=np.float64) ** -0.25
    per_power = _PERFORATED * _DEPTH * soft * denser * np.cbrt(mach * mach)
    thickness_cm = 0.1 * np.asarray(wall_mm, dtype=np.float64)
    return np.asarray(10.0 * (thickness_cm / per_power) ** (1.0 / _POWER))
