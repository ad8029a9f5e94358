"""Changes of orbit: the impulse that brings a satellite down at the end of its life."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import MU_EARTH, FloatArray
from dawndusk.orbit.sun_synchronous import orbit_radius

__all__ = ["disposal_delta_v"]


def disposal_delta_v(altitude_km: ArrayLike, perigee_km: ArrayLike) -> FloatArray:
    r"""Change of speed that lowers the perigee of a circular orbit.

    .. math::

        \Delta v = \sqrt{\frac{\mu}{r}}\left(1 - \sqrt{\frac{2 r_p}{r + r_p}}\right)

    Parameters
    ----------
    altitude_km : array_like [km]
        Height of the circular orbit over 6,378.137 km.
    perigee_km : array_like [km]
        Height of the perigee after the burn: near 50 km for a controlled entry at the next pass.

    Returns
    -------
    ndarray [m/s]
        One impulse, the first half of a Hohmann transfer.

    Notes
    -----
    Impulsive. A slow spiral by electric propulsion needs the difference of the circular speeds,
    about twice as much, and cannot choose where it comes down. Neglects drag.

    References
    ----------
    Vallado 2013, section 6.3.1 (Hohmann transfer).

    Examples
    --------
    From 650 km, at 7531 m/s, to 50 km: 7531 x (1 - sqrt(2 x 6428 / 13456)).

    >>> round(float(disposal_delta_v(650.0, 50.0)), 1)
    169.8
    """
    r, r_p = orbit_radius(altitude_km), orbit_radius(perigee_km)
    return np.asarray(np.sqrt(MU_EARTH / r) * (1.0 - np.sqrt(2.0 * r_p / (r + r_p))))
