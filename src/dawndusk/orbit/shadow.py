"""How much of the Sun a satellite sees behind the Earth: umbra and penumbra by overlapping discs.

From a circular orbit the Sun and the Earth are two discs. Their apparent radii are constant along
the orbit and their separation follows from one angle, so that the shadow has closed edges and the
light lost in the penumbra is a short quadrature: no stepping in time.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import AU, R_EARTH, R_SUN, FloatArray
from dawndusk.orbit.sun_synchronous import orbit_radius

__all__ = [
    "ShadowEdges",
    "disc_overlap",
    "shadow_edges",
    "shadow_half_arc",
    "shadow_loss",
    "visible_share",
]

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(8)
_X: Final = 0.5 * (_NODES + 1.0)  # on 0..1
_W: Final = 0.5 * _WEIGHTS
_SLACK: Final = 1.5 * R_SUN / AU  # the penumbra reaches out of the cylinder by less than this


class ShadowEdges(NamedTuple):
    """Angles that bound the shadow of the Earth, seen from one orbit radius."""

    sun_radius_rad: FloatArray
    earth_radius_rad: FloatArray
    umbra_rad: FloatArray
    penumbra_rad: FloatArray


def disc_overlap(a: ArrayLike, b: ArrayLike, c: ArrayLike) -> FloatArray:
    r"""Share of a disc of radius a that a disc of radius b, at distance c, hides.

    .. math::

        A = a^2 \arccos\frac{x}{a} + b^2 \arccos\frac{c - x}{b} - c\,y, \quad
        x = \frac{c^2 + a^2 - b^2}{2c}, \quad y = \sqrt{a^2 - x^2}, \quad
        \text{share} = \frac{A}{\pi a^2}

    Parameters
    ----------
    a : array_like [rad]
        Apparent radius of the Sun.
    b : array_like [rad]
        Apparent radius of the Earth, larger than a.
    c : array_like [rad]
        Apparent distance between their centres.

    Returns
    -------
    ndarray [1]
        1 in the umbra (c < b - a), 0 in full Sun (c > a + b).

    Notes
    -----
    Discs on a plane instead of caps on a sphere; no limb darkening, no refraction.

    References
    ----------
    Montenbruck & Gill, Satellite Orbits, 2000, section 3.4.2, eq. 3.87-3.94.

    Examples
    --------
    The straight edge of a huge disc through the centre of a small one hides half.

    >>> round(float(disc_overlap(0.001, 1000.0, 1000.0)), 6)
    0.5
    >>> float(disc_overlap(0.3, 1.0, 0.6)), float(disc_overlap(0.3, 1.0, 1.4))
    (1.0, 0.0)
    """
    a, b, c = (np.asarray(value, dtype=np.float64) for value in (a, b, c))
    c = np.clip(c, b - a, a + b)
    a2 = a * a
    # c - x and x without the loss of digits when both discs are large and nearly touch
    x = ((c - b) * (c + b) + a2) / (2.0 * c)
    y = np.sqrt(np.maximum((a - x) * (a + x), 0.0))
    area = a2 * np.arctan2(y, x) + b * b * np.arctan2(y, c - x) - c * y
    return np.asarray(np.clip(area / (np.pi * a2), 0.0, 1.0))


def shadow_edges(altitude_km: ArrayLike, sun_distance_m: ArrayLike = AU) -> ShadowEdges:
    r"""Angles from the axis of the shadow at which umbra and penumbra end, for one orbit radius.

    .. math::

        a = \arcsin\frac{R_\odot}{D}, \quad b = \arcsin\frac{R_E}{r}, \quad
        \psi = c + \frac{r}{D} \sin c, \quad c = b \mp a

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km.
    sun_distance_m : array_like [m], optional
        Distance D of the Sun, one astronomical unit unless given.

    Returns
    -------
    ShadowEdges
        sun_radius_rad [rad], earth_radius_rad [rad], and the angles at the centre of the Earth
        between the satellite and the shadow's axis, umbra_rad [rad] and penumbra_rad [rad].

    Notes
    -----
    The second term of psi is the parallax of the Sun from the orbit (at most 10 arc seconds in low
    orbit). Spherical Earth of equatorial radius: neglects refraction, and flattening, which
    shortens the shadow behind the poles (`sunlight` says by how much).

    References
    ----------
    Montenbruck & Gill 2000, section 3.4.2.

    Examples
    --------
    The penumbra is as wide as the Sun, half a degree.

    >>> import numpy as np
    >>> edges = shadow_edges(650.0)
    >>> round(float(np.degrees(edges.earth_radius_rad)), 2)
    65.16
    >>> round(float(np.degrees(edges.penumbra_rad - edges.umbra_rad)), 2)
    0.53
    """
    r = orbit_radius(altitude_km)
    distance = np.asarray(sun_distance_m, dtype=np.float64)
    a, b = np.arcsin(R_SUN / distance), np.arcsin(R_EARTH / r)
    ratio = r / distance
    return ShadowEdges(
        sun_radius_rad=np.asarray(a),
        earth_radius_rad=np.asarray(b),
        umbra_rad=np.asarray(b - a + ratio * np.sin(b - a)),
        penumbra_rad=np.asarray(b + a + ratio * np.sin(b + a)),
    )


def shadow_half_arc(sin_beta: ArrayLike, edge_rad: ArrayLike) -> FloatArray:
    r"""Half of the arc of a circular orbit that lies inside a shadow cone.

    .. math:: \cos\theta = \cos\psi / \cos\beta

    Parameters
    ----------
    sin_beta : array_like [1]
        Sine of the angle of the Sun out of the orbital plane.
    edge_rad : array_like [rad]
        Half angle psi of the cone, from `shadow_edges`.

    Returns
    -------
    ndarray [rad]
        Half arc theta; 0 where the orbit misses the cone.

    References
    ----------
    Vallado 2013, section 5.3; Wertz & Larson 1999, eq. 5-5.

    Examples
    --------
    With the Sun in the orbital plane the arc is the cone itself.

    >>> import numpy as np
    >>> np.degrees(shadow_half_arc([0.0, 1.0], np.radians(65.0))).round(6)
    array([65.,  0.])
    """
    s = np.asarray(sin_beta, dtype=np.float64)
    with np.errstate(divide="ignore"):
        cosine = np.cos(edge_rad) / np.sqrt(np.maximum(1.0 - s * s, 0.0))
    return np.asarray(np.arccos(np.minimum(cosine, 1.0)))


def shadow_loss(
    altitude_km: ArrayLike, sin_beta: ArrayLike, sun_distance_m: ArrayLike = AU
) -> FloatArray:
    r"""Share of an orbit's sunlight that the Earth takes, the penumbra weighted by what it hides.

    .. math::

        \ell = \frac{1}{\pi}\left(\theta_u
        + \int_{\theta_u}^{\theta_p} \text{share}(\theta)\,d\theta\right)

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km.
    sin_beta : array_like [1]
        Sine of the angle of the Sun out of the orbital plane.
    sun_distance_m : array_like [m], optional
        Distance of the Sun.

    Returns
    -------
    ndarray [1]
        0 for an orbit in full Sun. The mean sunlit fraction is one minus it.

    Notes
    -----
    The umbra in closed form, the penumbra by Gauss-Legendre quadrature with eight nodes (error
    below 1e-5 of an orbit). Circular orbit; the Sun does not move during a revolution.

    References
    ----------
    Montenbruck & Gill 2000, section 3.4.2.

    Examples
    --------
    The worst pass of a dawn-dusk year at 650 km loses a fifth of the revolution.

    >>> import numpy as np
    >>> round(float(shadow_loss(650.0, np.sin(np.radians(58.0)))), 2)
    0.21
    """
    edges = shadow_edges(altitude_km, sun_distance_m)
    fields = np.broadcast_arrays(
        sin_beta, *edges, np.divide(orbit_radius(altitude_km), sun_distance_m)
    )
    shape = fields[0].shape
    s, a, b, umbra, penumbra, ratio = (np.ravel(f) for f in fields)
    loss = np.zeros(s.shape)
    touched = np.flatnonzero(1.0 - s * s > np.square(np.cos(penumbra)))
    if touched.size:
        s, a, b, umbra, penumbra, ratio = (
            f[touched, None] for f in (s, a, b, umbra, penumbra, ratio)
        )
        theta_u, theta_p = shadow_half_arc(s, umbra), shadow_half_arc(s, penumbra)
        width = theta_p - theta_u
        psi = np.arccos(np.sqrt(1.0 - s * s) * np.cos(theta_u + width * _X))
        hidden = disc_overlap(a, b, psi - ratio * np.sin(psi))
        loss[touched] = (theta_u + width * (hidden @ _W)[:, None])[:, 0] / np.pi
    return np.asarray(loss.reshape(shape))


def visible_share(
    radius_m: ArrayLike, cos_from_axis: ArrayLike, sun_distance_m: ArrayLike = AU
) -> FloatArray:
    r"""Share of the Sun's disc that is seen past the Earth from given places.

    .. math::

        \cos\psi = -\hat{\mathbf{r}} \cdot \hat{\mathbf{s}}, \quad
        1 - \text{overlap}\left(a, b, \psi - \tfrac{r}{D} \sin\psi\right)

    Parameters
    ----------
    radius_m : array_like [m]
        Distance r from the centre of the Earth, above its radius.
    cos_from_axis : array_like [1]
        Cosine of the angle psi from the shadow's axis: 1 behind the Earth, -1 under the Sun.
    sun_distance_m : array_like [m], optional
        Distance D of the Sun, one astronomical unit unless given.

    Returns
    -------
    ndarray [1]
        0 in the umbra, 1 in full sunlight, in the penumbra between; broadcast shape.

    Notes
    -----
    As `shadow_edges` and `disc_overlap`. Full sunlight is told without a look at the discs.

    References
    ----------
    Montenbruck & Gill 2000, section 3.4.2.

    Examples
    --------
    Over noon, over midnight, and half way between the edges of the shadow.

    >>> import numpy as np
    >>> edges = shadow_edges(650.0)
    >>> half = np.cos(0.5 * (edges.umbra_rad + edges.penumbra_rad))
    >>> visible_share(7028137.0, [-1.0, 1.0, half]).round(2)
    array([1. , 0. , 0.5])
    """
    fields = (radius_m, cos_from_axis, sun_distance_m)
    r, cosine, distance = np.broadcast_arrays(*(np.asarray(x, dtype=np.float64) for x in fields))
    share = np.ones(r.shape)
    near = cosine > np.sqrt(np.maximum(1.0 - (R_EARTH / r) ** 2, 0.0)) - _SLACK
    r, cosine, distance = r[near], cosine[near], distance[near]
    psi = np.arccos(np.minimum(cosine, 1.0))
    edges = shadow_edges((r - R_EARTH) / 1e3, distance)
    hidden = disc_overlap(
        edges.sun_radius_rad, edges.earth_radius_rad, psi - r / distance * np.sin(psi)
    )
    share[near] = np.where(psi < edges.umbra_rad, 0.0, 1.0 - hidden)
    return share
