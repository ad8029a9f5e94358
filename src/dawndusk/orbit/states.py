"""Position and velocity from osculating elements and back, without a singularity at e = 0.

Between the two stands the polar-nodal set of Hill and Whittaker: distance, argument of latitude
and node with their conjugate momenta. In it the ellipse is two numbers, kappa = p / r - 1 =
e cos f and sigma = p r' / G = e sin f, which are smooth where the perigee of a circular orbit is
not, and J2's short-period terms are short sums of products.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import MU_EARTH, FloatArray
from dawndusk.errors import ConvergenceError, InputError
from dawndusk.orbit.elements import MeanElements, OsculatingElements, require_osculating

__all__ = [
    "PolarState",
    "centre_equation",
    "elements_from_polar",
    "osculating_from_state",
    "polar_from_elements",
    "state_from_osculating",
]

_MOST_STEPS: Final = 50
_SETTLED: Final = 1e-15  # rad, relative to 1 + the angle


class PolarState(NamedTuple):
    """Polar-nodal variables: three coordinates and their momenta per unit of mass."""

    radius_m: FloatArray
    argument_rad: FloatArray
    node_rad: FloatArray
    radial_speed_m_per_s: FloatArray
    momentum_m2_per_s: FloatArray
    polar_momentum_m2_per_s: FloatArray


def centre_equation(kappa: ArrayLike, sigma: ArrayLike) -> FloatArray:
    r"""True less mean anomaly, from e cos f and e sin f.

    .. math::

        f - M = 2 \arctan\frac{\sigma}{1 + \eta + \kappa} + \frac{\eta\,\sigma}{1 + \kappa}, \quad
        \eta = \sqrt{1 - \kappa^2 - \sigma^2}

    Parameters
    ----------
    kappa, sigma : array_like [1]
        e cos f and e sin f.

    Returns
    -------
    ndarray [rad]
        Equation of the centre, exact and smooth through e = 0.

    References
    ----------
    Battin, An Introduction to the Mathematics and Methods of Astrodynamics, 1999, section 4.3.

    Examples
    --------
    To the first order it is 2 e sin f.

    >>> round(float(centre_equation(0.0, 0.001)), 6)
    0.002
    """
    kappa, sigma = np.asarray(kappa, dtype=np.float64), np.asarray(sigma, dtype=np.float64)
    eta = np.sqrt(1.0 - kappa * kappa - sigma * sigma)
    half = np.arctan2(sigma, 1.0 + eta + kappa)
    return np.asarray(2.0 * half + eta * sigma / (1.0 + kappa))


def polar_from_elements(elements: MeanElements | OsculatingElements) -> PolarState:
    r"""Polar-nodal variables of the ellipse that six elements, of either type, describe.

    .. math::

        F - e_x \sin F + e_y \cos F = u, \quad
        r = a (1 - e_x \cos F - e_y \sin F), \quad
        \dot r = \frac{\sqrt{\mu a}}{r} (e_x \sin F - e_y \cos F)

    Parameters
    ----------
    elements : MeanElements or OsculatingElements
        Fields of shapes that broadcast. Of mean elements it gives mean polar variables.

    Returns
    -------
    PolarState
        Fields of the common shape; argument_rad [rad] within pi of the mean argument.

    Raises
    ------
    ConvergenceError
        Kepler's equation did not settle (e very near 1).

    References
    ----------
    Battin 1999, section 10.4 (equinoctial form of Kepler's equation).

    Examples
    --------
    Perigee at the node: r = a (1 - e).

    >>> at = polar_from_elements(OsculatingElements(7e6, 0.01, 0.0, 1.7, 0.0, 0.0))
    >>> round(float(at.radius_m), 3), float(at.radial_speed_m_per_s)
    (6930000.0, 0.0)
    """
    fields = (np.asarray(field, dtype=np.float64) for field in elements)
    a, ex, ey, i, node, u = np.broadcast_arrays(*fields)
    F = _eccentric_longitude(ex, ey, u)
    c, s = np.cos(F), np.sin(F)
    eta = np.sqrt(1.0 - ex * ex - ey * ey)
    share = 1.0 / (1.0 + eta)
    x = (1.0 - share * ey * ey) * c + share * ex * ey * s - ex  # in radii a, toward the node
    y = (1.0 - share * ex * ex) * s + share * ex * ey * c - ey
    radius = a * (1.0 - ex * c - ey * s)
    momentum = np.sqrt(MU_EARTH * a) * eta
    return PolarState(
        radius_m=np.asarray(radius),
        argument_rad=_beside(np.arctan2(y, x), u),
        node_rad=node,
        radial_speed_m_per_s=np.asarray(np.sqrt(MU_EARTH * a) * (ex * s - ey * c) / radius),
        momentum_m2_per_s=np.asarray(momentum),
        polar_momentum_m2_per_s=np.asarray(momentum * np.cos(i)),
    )


def elements_from_polar(polar: PolarState) -> OsculatingElements:
    r"""Osculating elements of polar-nodal variables.

    .. math::

        e_x + \mathrm{i} e_y = (\kappa - \mathrm{i}\sigma)\, \mathrm{e}^{\mathrm{i}\theta}, \quad
        a = \frac{p}{1 - e^2}, \quad u = \theta - (f - M), \quad \cos i = N / \Theta

    Parameters
    ----------
    polar : PolarState
        Osculating.

    Returns
    -------
    OsculatingElements
        Fields of the same shape.

    Raises
    ------
    InputError
        Not a closed orbit about the Earth.

    Examples
    --------
    >>> start = OsculatingElements(7e6, 0.001, 0.002, 1.7, 0.5, 3.0)
    >>> again = elements_from_polar(polar_from_elements(start))
    >>> round(float(again.semi_major_axis_m), 6), round(float(again.ey), 12)
    (7000000.0, 0.002)
    """
    r, theta, node, speed, momentum, polar_momentum = polar
    p = momentum * momentum / MU_EARTH
    kappa, sigma = p / r - 1.0, momentum * speed / MU_EARTH
    e2 = kappa * kappa + sigma * sigma
    if not ((momentum > 0.0) & (e2 < 1.0)).all():  # nan is refused too
        raise InputError(
            "a state is not on a closed orbit about the Earth",
            got=f"{np.count_nonzero(~(e2 < 1.0))} of {e2.size} with an eccentricity of 1 or more",
            allowed="bound orbits: an eccentricity below 1 and an angular momentum above 0",
        )
    c, s = np.cos(theta), np.sin(theta)
    return OsculatingElements(
        semi_major_axis_m=np.asarray(p / (1.0 - e2)),
        ex=np.asarray(kappa * c + sigma * s),
        ey=np.asarray(kappa * s - sigma * c),
        inclination_rad=np.asarray(np.arccos(np.clip(polar_momentum / momentum, -1.0, 1.0))),
        node_rad=np.asarray(node),
        latitude_argument_rad=np.asarray(theta - centre_equation(kappa, sigma)),
    )


def state_from_osculating(elements: OsculatingElements) -> tuple[FloatArray, FloatArray]:
    r"""Position and velocity of osculating elements.

    .. math::

        \mathbf{r} = r\,(\cos\theta\, \mathbf{P} + \sin\theta\, \mathbf{Q}), \quad
        \mathbf{v} = \dot r\, \hat{\mathbf{r}} + \frac{\Theta}{r}
            (\cos\theta\, \mathbf{Q} - \sin\theta\, \mathbf{P})

    Parameters
    ----------
    elements : OsculatingElements
        Fields of shapes that broadcast.

    Returns
    -------
    r : ndarray [m]
        Position, the common shape with a last axis of three.
    v : ndarray [m/s]
        Velocity.

    Raises
    ------
    InputError
        The elements are mean ones.

    References
    ----------
    Vallado, Fundamentals of Astrodynamics and Applications, 4th ed., 2013, algorithm 10.

    Examples
    --------
    On a circle of 7,000 km: 7546 m/s.

    >>> r, v = state_from_osculating(OsculatingElements(7e6, 0.0, 0.0, 0.0, 0.0, 0.0))
    >>> [round(float(x)) for x in v]
    [0, 7546, 0]
    """
    at = polar_from_elements(require_osculating(elements, "state_from_osculating"))
    c, s = np.cos(at.argument_rad), np.sin(at.argument_rad)
    cos_i = np.clip(at.polar_momentum_m2_per_s / at.momentum_m2_per_s, -1.0, 1.0)
    sin_i = np.sin(np.broadcast_to(elements.inclination_rad, c.shape))
    cos_node, sin_node = np.cos(at.node_rad), np.sin(at.node_rad)
    P = np.stack((cos_node, sin_node, np.zeros_like(c)), axis=-1)
    Q = np.stack((-sin_node * cos_i, cos_node * cos_i, sin_i), axis=-1)
    out = c[..., None] * P + s[..., None] * Q
    ahead = c[..., None] * Q - s[..., None] * P
    across = at.momentum_m2_per_s / at.radius_m
    r = at.radius_m[..., None] * out
    return r, at.radial_speed_m_per_s[..., None] * out + across[..., None] * ahead


def osculating_from_state(r: ArrayLike, v: ArrayLike) -> OsculatingElements:
    r"""Osculating elements of a position and a velocity.

    .. math::

        \boldsymbol\Theta = \mathbf{r} \times \mathbf{v}, \quad
        \dot r = \mathbf{r} \cdot \mathbf{v} / r

    and from there as `elements_from_polar`.

    Parameters
    ----------
    r : array_like [m]
        Inertial positions, last axis of three.
    v : array_like [m/s]
        Velocities, the same shape.

    Returns
    -------
    OsculatingElements
        Fields of the shape without the last axis; angles in 0 to 2 pi. Of an equatorial orbit the
        node is put at right ascension 0.

    Raises
    ------
    InputError
        Not vectors of three; not on a closed orbit.

    References
    ----------
    Vallado 2013, algorithm 9, in variables that are smooth at e = 0.

    Examples
    --------
    >>> import numpy as np
    >>> now = osculating_from_state([7e6, 0.0, 0.0], [0.0, 0.0, 7546.053290])
    >>> round(float(now.semi_major_axis_m)), float(np.degrees(now.inclination_rad))
    (7000000, 90.0)
    """
    r, v = np.asarray(r, dtype=np.float64), np.asarray(v, dtype=np.float64)
    if r.shape != v.shape or r.ndim < 1 or r.shape[-1] != 3:
        raise InputError(
            "positions and velocities are not vectors of three",
            got=f"{r.shape} and {v.shape}",
            allowed="two arrays of one shape (..., 3)",
        )
    h = np.cross(r, v)
    radius = np.sqrt(np.sum(r * r, axis=-1))
    momentum = np.sqrt(np.sum(h * h, axis=-1))
    if not ((radius > 0.0) & (momentum > 0.0)).all():
        raise InputError(
            "a state is not on an orbit",
            got=f"{np.count_nonzero(~((radius > 0.0) & (momentum > 0.0)))} of {radius.size}",
            allowed="finite positions and velocities that do not point along each other",
        )
    level = np.hypot(h[..., 0], h[..., 1])
    node = np.where(level > 0.0, np.arctan2(h[..., 0], -h[..., 1]), 0.0) % (2.0 * np.pi)
    c, s = np.cos(node), np.sin(node)
    x = r[..., 0] * c + r[..., 1] * s
    cos_i, sin_i = h[..., 2] / momentum, level / momentum
    y = (r[..., 1] * c - r[..., 0] * s) * cos_i + r[..., 2] * sin_i
    elements = elements_from_polar(
        PolarState(
            radius_m=radius,
            argument_rad=np.asarray(np.arctan2(y, x)),
            node_rad=node,
            radial_speed_m_per_s=np.asarray(np.sum(r * v, axis=-1) / radius),
            momentum_m2_per_s=momentum,
            polar_momentum_m2_per_s=h[..., 2],
        )
    )
    return elements._replace(
        inclination_rad=np.asarray(np.arctan2(level, h[..., 2])),
        latitude_argument_rad=np.asarray(elements.latitude_argument_rad % (2.0 * np.pi)),
    )


def _eccentric_longitude(ex: FloatArray, ey: FloatArray, u: FloatArray) -> FloatArray:
    """Solve Kepler's equation F - ex sin F + ey cos F = u by Newton's steps of at most 1 rad."""
    F = u + ex * np.sin(u) - ey * np.cos(u)
    for _ in range(_MOST_STEPS):
        c, s = np.cos(F), np.sin(F)
        step = np.clip((F - ex * s + ey * c - u) / (1.0 - ex * c - ey * s), -1.0, 1.0)
        F = F - step
        if (np.abs(step) <= _SETTLED * (1.0 + np.abs(u))).all():
            return np.asarray(F)
    raise ConvergenceError("Kepler's equation did not settle; is an eccentricity very near 1?")


def _beside(angle: FloatArray, near: FloatArray) -> FloatArray:
    """Return the angle with the whole turns that bring it within half a turn of another."""
    return np.asarray(angle + 2.0 * np.pi * np.round((near - angle) / (2.0 * np.pi)))
