"""From the equator and equinox of date to those of J2000.0, for programs that want the latter."""

from __future__ import annotations

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.orbit.sun import DAYS_PER_CENTURY

__all__ = ["to_j2000"]


def to_j2000(days: float) -> FloatArray:
    r"""Matrix that turns a vector from the mean equator and equinox of date to those of J2000.0.

    .. math::

        P^T = R_z(\zeta)\, R_y(-\theta)\, R_z(z)

        \zeta = 2306.2181'' T + 0.30188'' T^2 + 0.017998'' T^3

        z = 2306.2181'' T + 1.09468'' T^2 + 0.018203'' T^3

        \theta = 2004.3109'' T - 0.42665'' T^2 - 0.041833'' T^3

    where R turns the axes.

    Parameters
    ----------
    days : float [d]
        Days from J2000.0.

    Returns
    -------
    ndarray [1]
        (3, 3); ``to_j2000(days) @ vector``, or ``vectors @ to_j2000(days).T``.

    Notes
    -----
    Neglects nutation (0.005 deg) and the frame bias of the ICRF (0.02 arc seconds). Without it a
    viewer that works in the ICRF draws an orbit of 2026 over places 0.34 deg too far east (38 km).

    References
    ----------
    IAU 1976: Lieske et al., A&A 58, 1977; Meeus, Astronomical Algorithms, 2nd ed., 1998, eq. 21.2.

    Examples
    --------
    In a quarter of a century the equinox moves a third of a degree westward.

    >>> import numpy as np
    >>> equinox = to_j2000(25 * 365.25) @ [1.0, 0.0, 0.0]
    >>> round(float(np.degrees(np.arctan2(equinox[1], equinox[0]))), 3)
    -0.32
    """
    T = days / DAYS_PER_CENTURY
    zeta = T * (2306.2181 + T * (0.30188 + T * 0.017998))
    z = T * (2306.2181 + T * (1.09468 + T * 0.018203))
    theta = T * (2004.3109 - T * (0.42665 + T * 0.041833))
    c, s = (f(np.radians(np.array([zeta, theta, z]) / 3600.0)) for f in (np.cos, np.sin))
    first = np.array([[c[2], s[2], 0.0], [-s[2], c[2], 0.0], [0.0, 0.0, 1.0]])
    tilt = np.array([[c[1], 0.0, s[1]], [0.0, 1.0, 0.0], [-s[1], 0.0, c[1]]])
    last = np.array([[c[0], s[0], 0.0], [-s[0], c[0], 0.0], [0.0, 0.0, 1.0]])
    return np.asarray(last @ tilt @ first)
