"""Mean elements of a measured or simulated state: what a position and a velocity stand for."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import MU_EARTH, R_EARTH, SECONDS_PER_DAY, FloatArray
from dawndusk.errors import InputError
from dawndusk.orbit.elements import secular_rates
from dawndusk.orbit.short_period import mean_from_osculating
from dawndusk.orbit.states import osculating_from_state

__all__ = ["MeanState", "mean_elements"]

_NO_ORBIT: Final = "this position and velocity are no orbit above the ground"
_REMEDY: Final = "x, y and z count from the Earth's centre: check them, and the velocity in km/s"
_WOBBLE_M: Final = 5e4  # by which the perigee of one moment may lie below the mean one


class MeanState(NamedTuple):
    """Mean and osculating axis of one state, and where the mean orbit goes."""

    mean_semi_major_axis_km: float
    osculating_semi_major_axis_km: float
    mean_altitude_km: float
    eccentricity: float
    inclination_deg: float
    node_deg: float
    latitude_argument_deg: float
    node_deg_per_day: float
    osculating_error_km_per_day: float


def mean_elements(
    x_km: float,
    y_km: float,
    z_km: float,
    vx_km_per_s: float,
    vy_km_per_s: float,
    vz_km_per_s: float,
) -> MeanState:
    r"""Mean elements of an inertial state, and what it costs to take osculating ones for them.

    .. math::

        a_{osc} = \Big(\frac{2}{r} - \frac{v^2}{\mu}\Big)^{-1}, \quad
        a_{osc} - \bar a \approx \frac{3 J_2 R_E^2}{2 a} \sin^2 i \cos 2u, \quad
        \Delta s = -\frac{3}{2} n\,\Delta a\,t

    Parameters
    ----------
    x_km, y_km, z_km : float [km]
        Position in an inertial frame whose z axis is the Earth's.
    vx_km_per_s, vy_km_per_s, vz_km_per_s : float [km/s]
        Velocity.

    Returns
    -------
    MeanState
        mean_semi_major_axis_km [km] and osculating_semi_major_axis_km [km]; mean_altitude_km [km],
        the mean axis less 6,378.137 km; eccentricity [1], inclination_deg [deg], node_deg [deg] and
        latitude_argument_deg [deg], mean ones; node_deg_per_day [deg/d], by J2;
        osculating_error_km_per_day [km/d], how far along the orbit a satellite is misplaced after
        a day if the osculating axis is taken for the mean one, ahead positive.

    Raises
    ------
    InputError
        No bound orbit above the ground.

    Notes
    -----
    First order in J2: the mean axis to about 0.1 km. The Moon, the Sun and the air are left out.

    References
    ----------
    Brouwer, Solution of the problem of artificial satellite theory without drag, AJ 64, 1959;
    Vallado 2013, section 9.6.

    Examples
    --------
    At the node of a circular orbit the osculating axis stands 9 km above the mean one, and taken
    for it puts the satellite a thousand kilometres wrong in a day.

    >>> state = mean_elements(7028.137, 0.0, 0.0, 0.0, -1.0460, 7.4585)
    >>> round(state.osculating_semi_major_axis_km - state.mean_semi_major_axis_km)
    9
    >>> -1300.0 < state.osculating_error_km_per_day < -1000.0
    True
    """
    position = 1e3 * np.array([x_km, y_km, z_km], dtype=np.float64)
    velocity = 1e3 * np.array([vx_km_per_s, vy_km_per_s, vz_km_per_s], dtype=np.float64)
    _require_orbit(position, velocity)
    osculating = osculating_from_state(position[None, :], velocity[None, :])
    mean = mean_from_osculating(osculating)
    rates = secular_rates(mean)
    wrong = mean._replace(semi_major_axis_m=osculating.semi_major_axis_m)
    drift = secular_rates(wrong).latitude_argument_rad_per_s - rates.latitude_argument_rad_per_s
    axis, osculating_axis = (1e-3 * float(e.semi_major_axis_m[0]) for e in (mean, osculating))
    eccentricity = float(np.hypot(mean.ex, mean.ey)[0])
    _require_height(1e3 * axis * (1.0 - eccentricity))
    return MeanState(
        mean_semi_major_axis_km=axis,
        osculating_semi_major_axis_km=osculating_axis,
        mean_altitude_km=axis - 1e-3 * R_EARTH,
        eccentricity=eccentricity,
        inclination_deg=float(np.degrees(mean.inclination_rad[0])),
        node_deg=float(np.degrees(mean.node_rad[0]) % 360.0),
        latitude_argument_deg=float(np.degrees(mean.latitude_argument_rad[0]) % 360.0),
        node_deg_per_day=float(np.degrees(rates.node_rad_per_s[0]) * SECONDS_PER_DAY),
        osculating_error_km_per_day=float(drift[0]) * SECONDS_PER_DAY * axis,
    )


def _require_orbit(position_m: FloatArray, velocity_m_s: FloatArray) -> None:
    """Refuse what falls down or flies away, before a theory of orbits is asked about it."""
    r, v = float(np.linalg.norm(position_m)), float(np.linalg.norm(velocity_m_s))
    if r == 0.0:
        raise InputError(_NO_ORBIT, got="the centre of the Earth", remedy=_REMEDY)
    escape = float(np.sqrt(2.0 * MU_EARTH / r))
    if not v < escape:
        raise InputError(
            _NO_ORBIT,
            got=f"{1e-3 * v:,.3f} km/s at {1e-3 * r:,.0f} km from the centre",
            allowed=f"less than the {1e-3 * escape:,.3f} km/s that leave the Earth from there",
            remedy=_REMEDY,
        )
    axis = 1.0 / (2.0 / r - v * v / MU_EARTH)
    momentum = float(np.linalg.norm(np.cross(position_m, velocity_m_s)))
    e2 = max(1.0 - momentum * momentum / (MU_EARTH * axis), 0.0)
    _require_height(axis * (1.0 - float(np.sqrt(e2))), _WOBBLE_M)


def _require_height(perigee_m: float, slack_m: float = 0.0) -> None:
    """Refuse a perigee in the ground."""
    if perigee_m < R_EARTH - slack_m:
        raise InputError(
            _NO_ORBIT,
            got=f"perigee at {1e-3 * (perigee_m - R_EARTH):,.0f} km",
            allowed="a perigee above 0 km",
            remedy=_REMEDY,
        )
