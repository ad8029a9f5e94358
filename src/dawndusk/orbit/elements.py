"""Mean and osculating orbital elements as two types, and what J2 does to the mean ones in time.

Mean elements are the orbit with the wobble of every revolution averaged out: they move at constant
rates. Osculating elements are the ellipse a satellite would follow if J2 stopped now. They differ
by kilometres, and a semi-major axis that is 9 km wrong puts a satellite 1,000 km out of place
after a day. So each has its own type and a function takes one and refuses the other;
`dawndusk.orbit.short_period` turns one into the other.

Both use (e cos w, e sin w) and w + M, which stay defined for circular orbits.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import J2_EARTH, MU_EARTH, R_EARTH, FloatArray
from dawndusk.errors import InputError

__all__ = [
    "LARGEST_ECCENTRICITY",
    "MeanElements",
    "OsculatingElements",
    "SecularRates",
    "advance",
    "position",
    "require_mean",
    "require_osculating",
    "secular_rates",
]

LARGEST_ECCENTRICITY: Final = 0.05  # where the first-order position is 24 km wrong


class MeanElements(NamedTuple):
    """Mean elements: first order in J2, the short-period terms averaged out (Brouwer)."""

    semi_major_axis_m: FloatArray
    ex: FloatArray
    ey: FloatArray
    inclination_rad: FloatArray
    node_rad: FloatArray
    latitude_argument_rad: FloatArray


class OsculatingElements(NamedTuple):
    """Osculating elements: the two-body ellipse that has the position and velocity of now."""

    semi_major_axis_m: FloatArray
    ex: FloatArray
    ey: FloatArray
    inclination_rad: FloatArray
    node_rad: FloatArray
    latitude_argument_rad: FloatArray


class SecularRates(NamedTuple):
    """How fast the mean elements turn."""

    node_rad_per_s: FloatArray
    perigee_rad_per_s: FloatArray
    latitude_argument_rad_per_s: FloatArray


def require_mean(elements: Any, purpose: str) -> MeanElements:
    """Return the elements, as float arrays, if they are mean elements that can be used.

    Parameters
    ----------
    elements : MeanElements
        What was given.
    purpose : str
        Who asks, the first word of the message.

    Returns
    -------
    MeanElements
        The same, each field a float64 array.

    Raises
    ------
    InputError
        Osculating elements or anything else; a field that is not finite; no closed orbit.

    Examples
    --------
    >>> now = OsculatingElements(7e6, 0.0, 0.0, 1.7, 0.0, 0.0)
    >>> require_mean(now, "advance")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    dawndusk.errors.InputError: advance needs mean elements: got 'OsculatingElements'; ...
    """
    if not isinstance(elements, MeanElements):
        raise InputError(
            f"{purpose} needs mean elements",
            got=type(elements).__name__,
            allowed="MeanElements",
            remedy="convert osculating ones with dawndusk.orbit.short_period.mean_from_osculating",
        )
    return MeanElements(*_checked(elements, purpose))


def require_osculating(elements: Any, purpose: str) -> OsculatingElements:
    """Return the elements, as float arrays, if they are osculating elements that can be used.

    Parameters
    ----------
    elements : OsculatingElements
        What was given.
    purpose : str
        Who asks, the first word of the message.

    Returns
    -------
    OsculatingElements
        The same, each field a float64 array.

    Raises
    ------
    InputError
        Mean elements or anything else; a field that is not finite; no closed orbit.

    Examples
    --------
    >>> averaged = MeanElements(7e6, 0.0, 0.0, 1.7, 0.0, 0.0)
    >>> require_osculating(averaged, "the state")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    dawndusk.errors.InputError: the state needs osculating elements: got 'MeanElements'; ...
    """
    if not isinstance(elements, OsculatingElements):
        raise InputError(
            f"{purpose} needs osculating elements",
            got=type(elements).__name__,
            allowed="OsculatingElements",
            remedy="convert mean ones with dawndusk.orbit.short_period.osculating_from_mean",
        )
    return OsculatingElements(*_checked(elements, purpose))


def secular_rates(mean: MeanElements) -> SecularRates:
    r"""Rates at which J2 turns the node and the perigee, and of the mean argument of latitude.

    .. math::

        \dot\Omega = -\tfrac{3}{2} k n \cos i, \quad
        \dot\omega = \tfrac{3}{4} k n (4 - 5 \sin^2 i), \quad
        \dot\omega + \dot M = n + \dot\omega
            + \tfrac{3}{4} k n \sqrt{1 - e^2}\, (2 - 3 \sin^2 i)

    with n = sqrt(mu / a^3) and k = J2 (R / p)^2, p = a (1 - e^2).

    Parameters
    ----------
    mean : MeanElements
        Fields of shapes that broadcast.

    Returns
    -------
    SecularRates
        Three arrays [rad/s], eastward and forward positive.

    Raises
    ------
    InputError
        The elements are not mean elements.

    Notes
    -----
    First order in J2: the second moves a satellite along its track by 0.2 to 0.9 km in a day when
    sun-synchronous, by up to 8 km near the equator (measured against numerical integration).
    Left out are J4 (one or two kilometres a day), the other harmonics, Moon, Sun and drag.

    References
    ----------
    Brouwer, Solution of the problem of artificial satellite theory without drag, AJ 64, 1959;
    Vallado, Fundamentals of Astrodynamics and Applications, 4th ed., 2013, eq. 9-37 to 9-41.

    Examples
    --------
    At 63.435 deg the perigee stands still; in the sun-synchronous orbit at 650 km the node turns
    by 0.986 deg a day.

    >>> import numpy as np
    >>> i = np.radians([63.434949, 97.986])
    >>> rates = secular_rates(MeanElements(np.full(2, 7028137.0), 0.0, 0.0, i, 0.0, 0.0))
    >>> bool(abs(rates.perigee_rad_per_s[0]) < 1e-14)
    True
    >>> round(float(np.degrees(rates.node_rad_per_s[1]) * 86400.0), 3)
    0.986
    """
    a, ex, ey, i, *_ = require_mean(mean, "secular_rates")
    eta2 = 1.0 - (ex * ex + ey * ey)
    ratio = R_EARTH / (a * eta2)
    n = np.sqrt(MU_EARTH / (a * a * a))
    kn = J2_EARTH * ratio * ratio * n
    sin2 = np.sin(i) ** 2
    perigee = 0.75 * kn * (4.0 - 5.0 * sin2)
    anomaly = n + 0.75 * kn * np.sqrt(eta2) * (2.0 - 3.0 * sin2)
    return SecularRates(
        node_rad_per_s=np.asarray(-1.5 * kn * np.cos(i)),
        perigee_rad_per_s=np.asarray(perigee),
        latitude_argument_rad_per_s=np.asarray(anomaly + perigee),
    )


def advance(mean: MeanElements, seconds: ArrayLike) -> MeanElements:
    r"""Mean elements some time later: three angles turn, the rest stays.

    .. math::

        \Omega = \Omega_0 + \dot\Omega t, \quad
        u = u_0 + (\dot\omega + \dot M) t, \quad
        e_x + \mathrm{i} e_y = (e_{x0} + \mathrm{i} e_{y0})\, \mathrm{e}^{\mathrm{i}\dot\omega t}

    Parameters
    ----------
    mean : MeanElements
        Fields of shapes that broadcast with `seconds`.
    seconds : array_like [s]
        Time from the elements' epoch, either sign.

    Returns
    -------
    MeanElements
        Fields of the common shape; angles are not wrapped.

    Raises
    ------
    InputError
        The elements are not mean elements.

    Notes
    -----
    J2 alone, as `secular_rates`. Without J3 the eccentricity vector turns about zero, not about
    the frozen orbit's 0.001.

    References
    ----------
    Brouwer 1959; Vallado 2013, section 9.6.1.

    Examples
    --------
    Seven days of a sun-synchronous plane are 6.9 deg of node.

    >>> import numpy as np
    >>> start = MeanElements(7028137.0, 0.0, 0.0, np.radians(97.986), 0.0, 0.0)
    >>> round(float(np.degrees(advance(start, 7 * 86400.0).node_rad)), 2)
    6.9
    """
    a, ex, ey, i, node, u = require_mean(mean, "advance")
    t = np.asarray(seconds, dtype=np.float64)
    rates = secular_rates(mean)
    turn = rates.perigee_rad_per_s * t
    c, s = np.cos(turn), np.sin(turn)
    fields = (
        a,
        c * ex - s * ey,
        s * ex + c * ey,
        i,
        node + rates.node_rad_per_s * t,
        u + rates.latitude_argument_rad_per_s * t,
    )
    return MeanElements(*np.broadcast_arrays(*fields))


def position(mean: MeanElements) -> FloatArray:
    r"""Inertial position, to the first order of the eccentricity.

    .. math::

        \mathbf{r} = a \rho\, \left[(c - d s)\, \mathbf{P} + (s + d c)\, \mathbf{Q}\right], \quad
        \rho = 1 - e_x c - e_y s, \quad d = 2 (e_x s - e_y c)

    with c, s the cosine and sine of the mean argument of latitude, P toward the ascending node
    and Q a quarter of a turn ahead of it in the orbit's plane.

    Parameters
    ----------
    mean : MeanElements
        Fields of shapes that broadcast to one shape.

    Returns
    -------
    ndarray [m]
        That shape with a last axis of three: true equator and equinox of date.

    Raises
    ------
    InputError
        The elements are not mean elements, or an eccentricity is above 0.05.

    Notes
    -----
    Neglects the square of the eccentricity (at most 1.4 a e^2: 22 m at 0.0015, 24 km at 0.05)
    and the short-period terms of J2 (up to 7 km at 300 km, 10 km over the equator), which
    `short_period.osculating_from_mean` puts back. Neither grows with time; what does is said by
    `accuracy.position_bound`.

    References
    ----------
    The equation of the centre to the first order: Vallado 2013, section 2.2; Hill, Clohessy and
    Wiltshire's ellipse about a circular orbit is the same form.

    Examples
    --------
    A quarter of a turn after the node of a polar orbit: over the pole.

    >>> import numpy as np
    >>> over = position(MeanElements(7e6, 0.0, 0.0, np.pi / 2, 0.0, np.pi / 2))
    >>> [round(float(x), 3) + 0.0 for x in over]
    [0.0, 0.0, 7000000.0]
    """
    a, ex, ey, i, node, u = np.broadcast_arrays(*require_mean(mean, "position"))
    too_long = ex * ex + ey * ey > LARGEST_ECCENTRICITY**2 * (1.0 + 1e-12)
    if too_long.any():
        raise InputError(
            "the eccentricity is too large for the first-order position",
            got=float(np.sqrt(np.max(ex * ex + ey * ey))),
            allowed=f"up to {LARGEST_ECCENTRICITY}",
            remedy="bring such orbits in as a TLE or OMM file, which goes through SGP4",
        )
    c, s = np.cos(u), np.sin(u)
    rho = a * (1.0 - ex * c - ey * s)
    d = 2.0 * (ex * s - ey * c)
    x, y = rho * (c - d * s), rho * (s + d * c)
    cos_node, sin_node = np.cos(node), np.sin(node)
    y_level = y * np.cos(i)
    return np.stack(
        (x * cos_node - y_level * sin_node, x * sin_node + y_level * cos_node, y * np.sin(i)),
        axis=-1,
    )


def _checked(
    elements: MeanElements | OsculatingElements, purpose: str
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray, FloatArray, FloatArray]:
    """Return six float arrays, or say which field cannot be used."""
    a, ex, ey, i, node, u = (np.asarray(field, dtype=np.float64) for field in elements)
    for name, field in zip(elements._fields, (a, ex, ey, i, node, u), strict=True):
        if not np.isfinite(field).all():
            raise InputError(f"{purpose} needs finite elements: {name} is not", got=str(field))
    e2 = ex * ex + ey * ey
    if (a <= 0.0).any() or (e2 >= 1.0).any():
        raise InputError(
            f"{purpose} needs closed orbits",
            got=f"least axis {a.min():g} m, eccentricity up to {np.sqrt(e2).max():g}",
            allowed="a semi-major axis above zero and an eccentricity below one",
        )
    return a, ex, ey, i, node, u
