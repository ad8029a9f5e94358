"""Mean to osculating elements and back: the wobble that J2 gives every revolution.

Brouwer's first-order theory, with the corrections taken in Hill and Whittaker's polar-nodal
variables: exact in the eccentricity, smooth at e = 0, and without the terms that blow up at the
critical inclination (those are long-period ones, of the second order here).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from dawndusk.constants import J2_EARTH, MU_EARTH, R_EARTH, FloatArray
from dawndusk.errors import ConvergenceError
from dawndusk.orbit.elements import (
    MeanElements,
    OsculatingElements,
    require_mean,
    require_osculating,
)
from dawndusk.orbit.states import (
    PolarState,
    centre_equation,
    elements_from_polar,
    polar_from_elements,
)

__all__ = ["mean_from_osculating", "osculating_from_mean"]

_MOST_STEPS: Final = 30
_SETTLED: Final = 1e-13  # of a radius, or rad: a micrometre


def osculating_from_mean(mean: MeanElements) -> OsculatingElements:
    r"""Osculating elements: the mean ones with J2's short-period terms put back.

    .. math::

        \xi = \xi' + \{\xi, W\}, \quad
        W = -\frac{J_2 R^2 \mu^2}{4 \Theta^3} \left\{ (2 - 3 s^2)(\phi + \sigma)
            + s^2 \left[(\tfrac32 + 2\kappa) \sin 2\theta - \sigma \cos 2\theta\right] \right\}

    for each polar-nodal variable xi; kappa = e cos f, sigma = e sin f, phi = f - M, s = sin i,
    theta the argument of latitude and Theta the angular momentum.

    Parameters
    ----------
    mean : MeanElements
        Fields of shapes that broadcast.

    Returns
    -------
    OsculatingElements
        Fields of the common shape; the argument of latitude within pi of the mean one.

    Raises
    ------
    InputError
        The elements are not mean elements.

    Notes
    -----
    First order in J2: what is left out is about J2 squared, 10 m. Third and higher harmonics are
    not in the mean elements either.

    References
    ----------
    Brouwer 1959 (W is his S_1); Izsak, A note on perturbation theory, AJ 68, 1963, 559;
    Lara, LEO intermediary propagation as a feasible alternative to Brouwer's gravity solution,
    Advances in Space Research 56, 2015, 367 (polar-nodal form).

    Examples
    --------
    The axis of a circular polar orbit swings by 3 J2 R^2 / (2 a) = 9.44 km about its mean, twice
    in a turn: widest at the equator.

    >>> import numpy as np
    >>> turn = np.radians([0.0, 90.0])
    >>> polar = MeanElements(7e6, 0.0, 0.0, np.pi / 2, 0.0, turn)
    >>> np.round((osculating_from_mean(polar).semi_major_axis_m - 7e6) / 1e3, 1)
    array([ 9.4, -9.4])
    """
    given = require_mean(mean, "osculating_from_mean")
    elements = elements_from_polar(_with_short_period(polar_from_elements(given)))
    near = given.latitude_argument_rad
    return elements._replace(latitude_argument_rad=near + _wrapped(elements[5] - near))


def mean_from_osculating(osculating: OsculatingElements) -> MeanElements:
    r"""Mean elements: the osculating ones without J2's short-period terms.

    .. math:: \xi'_{k+1} = \xi'_k + \xi - \xi(\xi'_k)

    the exact inverse of `osculating_from_mean`, by steps that each gain three digits.

    Parameters
    ----------
    osculating : OsculatingElements
        Fields of shapes that broadcast.

    Returns
    -------
    MeanElements
        Fields of the common shape.

    Raises
    ------
    InputError
        The elements are not osculating elements.
    ConvergenceError
        The steps did not settle: J2 is no small thing there (perigee deep in the Earth).

    Notes
    -----
    As `osculating_from_mean`. A mean axis that is 10 m wrong moves a satellite by about 1.4 km
    along its track in a day.

    References
    ----------
    As `osculating_from_mean`.

    Examples
    --------
    >>> mean = MeanElements(7e6, 1e-3, 0.0, 1.7, 0.5, 1.0)
    >>> again = mean_from_osculating(osculating_from_mean(mean))
    >>> round(float(again.semi_major_axis_m), 5), round(float(again.ex), 12)
    (7000000.0, 0.001)
    """
    given = require_osculating(osculating, "mean_from_osculating")
    target = OsculatingElements(*np.broadcast_arrays(*given))
    mean = MeanElements(*target)
    for _ in range(_MOST_STEPS):
        now = osculating_from_mean(mean)
        step = [wanted - got for wanted, got in zip(target, now, strict=True)]
        step[4:] = [_wrapped(angle) for angle in step[4:]]
        mean = MeanElements(*(old + change for old, change in zip(mean, step, strict=True)))
        step[0] = step[0] / target.semi_major_axis_m
        if max(float(np.max(np.abs(change), initial=0.0)) for change in step) < _SETTLED:
            return mean
    raise ConvergenceError("mean elements did not settle; does the orbit pass through the Earth?")


def _with_short_period(mean: PolarState) -> PolarState:
    """Add the Poisson brackets with W to mean polar-nodal variables."""
    r, theta, node, R, Theta, N = mean
    p = Theta * Theta / MU_EARTH
    kappa, sigma = p / r - 1.0, Theta * R / MU_EARTH
    c = N / Theta
    s2 = 1.0 - c * c
    sin2, cos2 = np.sin(2.0 * theta), np.cos(2.0 * theta)
    eta = np.sqrt(1.0 - kappa * kappa - sigma * sigma)
    phi = centre_equation(kappa, sigma)

    # derivatives of phi by kappa and sigma, in the form that is smooth at e = 0
    h = (1.0 + eta + eta * eta) / (1.0 + eta)
    whole = (1.0 + kappa) ** 2
    phi_kappa = -sigma * (kappa * (2.0 + kappa) / (1.0 + eta) + h) / whole
    phi_sigma = (2.0 + kappa) * (eta + kappa * kappa / (1.0 + eta)) + kappa * h
    phi_sigma = phi_sigma / whole

    # W = -Q B
    Q = J2_EARTH * (R_EARTH * MU_EARTH) ** 2 / (4.0 * Theta**3)
    level = 2.0 - 3.0 * s2
    swing = (1.5 + 2.0 * kappa) * sin2 - sigma * cos2
    B = level * (phi + sigma) + s2 * swing
    B_kappa = level * phi_kappa + 2.0 * s2 * sin2
    B_sigma = level * (phi_sigma + 1.0) - s2 * cos2
    B_theta = s2 * ((3.0 + 4.0 * kappa) * cos2 + 2.0 * sigma * sin2)
    B_c = -2.0 * c * (swing - 3.0 * (phi + sigma))
    by_momentum = 2.0 * (1.0 + kappa) * B_kappa + sigma * B_sigma - c * B_c - 3.0 * B
    return PolarState(
        radius_m=r - Q * B_sigma * Theta / MU_EARTH,
        argument_rad=theta - Q * by_momentum / Theta,
        node_rad=node - Q * B_c / Theta,
        radial_speed_m_per_s=R - Q * B_kappa * p / (r * r),
        momentum_m2_per_s=Theta + Q * B_theta,
        polar_momentum_m2_per_s=N,
    )


def _wrapped(angle: FloatArray) -> FloatArray:
    """Return an angle in -pi to pi."""
    return np.asarray(angle - 2.0 * np.pi * np.round(angle / (2.0 * np.pi)))
