"""How much of a plate's view the Earth fills: exact factors for a small plate over a sphere."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import R_EARTH, FloatArray
from dawndusk.errors import InputError
from dawndusk.orbit.sun_synchronous import orbit_radius

__all__ = [
    "EarthView",
    "edge_on_view_factor",
    "nadir_view_factor",
    "tilted_view_factor",
    "view_factor",
]

_HIGHEST_KM: Final = 1.0e6


class EarthView(NamedTuple):
    """View factors of one face of a plate to the Earth."""

    nadir: FloatArray
    edge_on: FloatArray


def nadir_view_factor(altitude_km: ArrayLike) -> FloatArray:
    """View factor to the Earth of a face that looks straight down.

    .. math:: F = (R_E / r)^2

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km.

    Returns
    -------
    ndarray [1]
        View factor.

    References
    ----------
    Howell, A Catalog of Radiation Heat Transfer Configuration Factors, 3rd ed., factor B-43.

    Examples
    --------
    >>> float(nadir_view_factor(0.0)), round(float(nadir_view_factor(650.0)), 4)
    (1.0, 0.8236)
    """
    ratio = R_EARTH / orbit_radius(altitude_km)
    return np.asarray(ratio * ratio)


def edge_on_view_factor(altitude_km: ArrayLike) -> FloatArray:
    r"""View factor to the Earth of one face of a plate that stands on its edge.

    .. math:: F = (\rho - \sin\rho \cos\rho) / \pi, \quad \rho = \arcsin(R_E / r)

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km.

    Returns
    -------
    ndarray [1]
        View factor of each of the two faces. One half touching the ground.

    References
    ----------
    Howell, factor B-43; Cunningham, NASA TN D-710, 1961.

    Examples
    --------
    >>> float(edge_on_view_factor(0.0)), round(float(edge_on_view_factor(550.0)), 6)
    (0.5, 0.257886)
    """
    sine = R_EARTH / orbit_radius(altitude_km)
    return np.asarray((np.arcsin(sine) - sine * np.sqrt(1.0 - sine * sine)) / np.pi)


def tilted_view_factor(altitude_km: ArrayLike, tilt_rad: ArrayLike) -> FloatArray:
    r"""View factor to the Earth of a face at any tilt.

    With H = r / R_E and the tilt g between the normal and the nadir, where the whole Earth is in
    front of the plate (g below 90 deg - rho) F = cos g / H2; where the plate's plane cuts it,

    .. math::

        F = \frac12 - \frac1\pi \arcsin\frac{\sqrt{H^2-1}}{H \sin g}
        + \frac{1}{\pi H^2}\left[\cos g \arccos(-\sqrt{H^2-1} \cot g)
        - \sqrt{H^2-1} \sqrt{1 - H^2 \cos^2 g}\right]

    and zero where it is all behind.

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km.
    tilt_rad : array_like [rad]
        Angle between the face's normal and the nadir, 0 to pi.

    Returns
    -------
    ndarray [1]
        View factor.

    References
    ----------
    Howell, factor B-43; Cunningham, NASA TN D-710, 1961.

    Examples
    --------
    >>> import numpy as np
    >>> tilted_view_factor(550.0, np.radians([0.0, 90.0, 180.0])).round(4)
    array([0.8475, 0.2579, 0.    ])
    """
    H, g = np.broadcast_arrays(
        orbit_radius(altitude_km) / R_EARTH, np.asarray(tilt_rad, dtype=np.float64)
    )
    cosine, sine = np.cos(g), np.sin(g)
    root = np.sqrt(H * H - 1.0)
    cut = np.abs(H * cosine) < 1.0  # the plane of the plate cuts the Earth; then sine > 0
    safe = np.where(cut, sine, 1.0)
    behind = 0.5 - np.arcsin(np.minimum(root / (H * safe), 1.0)) / np.pi
    slant = cosine * np.arccos(np.clip(-root * cosine / safe, -1.0, 1.0))
    rim = root * np.sqrt(np.maximum(1.0 - np.square(H * cosine), 0.0))
    partial = behind + (slant - rim) / (np.pi * H * H)
    return np.asarray(np.where(cut, partial, np.maximum(cosine, 0.0) / (H * H)))


def view_factor(altitude_km: ArrayLike) -> EarthView:
    r"""View factors to the Earth of a face that looks down and of one face of a plate on its edge.

    .. math::

        F_{nadir} = \sin^2\rho, \quad F_{edge} = (\rho - \sin\rho\cos\rho)/\pi, \quad
        \rho = \arcsin(R_E / r)

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km, 0 to 1,000,000.

    Returns
    -------
    EarthView
        nadir [1] and edge_on [1], each per face.

    Raises
    ------
    InputError
        The altitude is below the ground or not a number.

    Notes
    -----
    Small plate, spherical Earth, no atmosphere. A sun-normal surface in a dawn-dusk orbit is close
    to edge-on all year round.

    References
    ----------
    Howell, A Catalog of Radiation Heat Transfer Configuration Factors, factor B-43; Cunningham,
    NASA TN D-710, 1961.

    Examples
    --------
    >>> view = view_factor(550.0)
    >>> round(float(view.nadir), 4), round(float(view.edge_on), 4)
    (0.8475, 0.2579)
    """
    altitude = np.asarray(altitude_km, dtype=np.float64)
    if not np.all((altitude >= 0.0) & (altitude <= _HIGHEST_KM)):
        raise InputError(
            "altitude_km is out of range", got=altitude_km, allowed="0 to 1,000,000 km"
        )
    return EarthView(nadir_view_factor(altitude), edge_on_view_factor(altitude))
