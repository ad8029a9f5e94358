"""Fins: how much less a sheet between two tubes radiates than it would at the tubes' temperature.

The fin equation of a radiating sheet has a first integral. With the temperature of the tip as
parameter, both the fin's parameter and its efficiency are then plain integrals, and the efficiency
at a given parameter needs one root, found for all fins at once.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from dawndusk.constants import SIGMA, FloatArray
from dawndusk.errors import ConvergenceError
from dawndusk.limits import require_within
from dawndusk.satellite import Numbers

__all__ = ["fin_efficiency", "fin_parameter", "panel_efficiency"]

MOST_ZETA = 1e4  # a fin of which only the root is warm; no panel comes near
MOST_SINK_RATIO = 2.0


def fin_parameter(
    root_k: Numbers,
    half_pitch_m: Numbers,
    thickness_m: Numbers,
    conductivity_w_per_m_k: Numbers,
    emissivity: Numbers,
    faces: Numbers = 2.0,
) -> FloatArray:
    r"""Radiation over conduction of a fin, the one parameter of its shape and material.

    .. math:: \zeta = \frac{n\,\varepsilon\,\sigma\,T_b^3 L^2}{k\,t}

    Parameters
    ----------
    root_k : array_like [K]
        Temperature where the fin leaves the tube, T_b.
    half_pitch_m : array_like [m]
        Length of the fin, L: half the clear width between two tubes.
    thickness_m : array_like [m]
        Of the sheet, t.
    conductivity_w_per_m_k : array_like [W/(m K)]
        Along the sheet, k.
    emissivity : array_like [1]
        Of each face.
    faces : array_like [1]
        Faces n that radiate, 1 or 2.

    Returns
    -------
    ndarray [1]
        Fin parameter.

    References
    ----------
    Gilmore (ed.), Spacecraft Thermal Control Handbook, 2002, ch. 6; Lieblein, NASA TN D-196, 1959.

    Examples
    --------
    Aluminium of 1 mm, tubes 100 mm apart, 50 degC:

    >>> round(float(fin_parameter(323.0, 0.050, 0.001, 167.0, 0.9)), 4)
    0.0515
    """
    root = np.asarray(root_k, dtype=np.float64)
    length = np.asarray(half_pitch_m, dtype=np.float64)
    radiated = np.asarray(faces) * np.asarray(emissivity) * SIGMA * root * root * root
    conducted = np.asarray(conductivity_w_per_m_k, dtype=np.float64) * thickness_m
    return np.asarray(radiated * length * length / conducted)


def fin_efficiency(zeta: Numbers, sink_ratio: Numbers = 0.0) -> FloatArray:
    r"""Net heat of a radiating fin over that of a fin at the temperature of its root throughout.

    .. math::

        \frac{d^2\theta}{dx^2} = \zeta\,(\theta^4 - \theta_s^4), \quad
        \theta(0) = 1, \quad \theta'(1) = 0, \quad
        \eta = \frac{-\theta'(0)}{\zeta\,(1 - \theta_s^4)}

    Parameters
    ----------
    zeta : array_like [1]
        Fin parameter of :func:`fin_parameter`, 0 to 10,000.
    sink_ratio : array_like [1]
        Temperature of the sink over that of the root, 0 to 2. At 1 it is the efficiency of the
        last trace of heat; above 1 the fin takes heat up.

    Returns
    -------
    efficiency : ndarray [1]
        Fin efficiency, 0 to 1. It multiplies the net exchange, not the gross emission.

    Raises
    ------
    InputError
        Outside the ranges.

    Notes
    -----
    Constant conductivity and thickness, both faces before the same sink, no view from the fin to
    its tube. Good to 1e-8.

    References
    ----------
    Lieblein, NASA TN D-196, 1959; Mackay, Design of Space Powerplants, 1963 (fin equation; its
    first integral is taken here with the tip's temperature as parameter).

    Examples
    --------
    At a parameter of 1 half of the heat is left; a warm sink makes the fin a little worse still,
    in terms of the net exchange.

    >>> round(float(fin_efficiency(1.0)), 4), round(float(fin_efficiency(1.0, 0.7)), 4)
    (0.534, 0.5195)
    """
    from scipy.optimize.elementwise import find_root

    require_within(zeta=(zeta, 0.0, MOST_ZETA), sink_ratio=(sink_ratio, 0.0, MOST_SINK_RATIO))
    zeta_, s = np.broadcast_arrays(
        np.asarray(zeta, dtype=np.float64), np.asarray(sink_ratio, dtype=np.float64)
    )
    z = np.maximum(zeta_, 1e-30)  # the limit of no resistance, where the efficiency is 1
    coldest = -np.minimum(30.0 + 3.0 * s * np.sqrt(s * z), 700.0)  # below any tip's place
    found = find_root(_log_zeta_error, (coldest, np.full_like(z, 80.0)), args=(s, np.log(z)))
    if not np.all(found.success):
        raise ConvergenceError("the fin equation did not settle")
    y, rest = _shares(np.asarray(found.x, dtype=np.float64))
    # -theta'(0) from the first integral, less the factor (1 - s) which stands above and below
    slope = np.sqrt(2.0 * rest * _drive(np.ones(()), y, rest, s) / z)
    return np.asarray(np.minimum(slope / ((1.0 + s) * (1.0 + s * s)), 1.0))


def panel_efficiency(
    efficiency: Numbers, tube_width_m: Numbers, half_pitch_m: Numbers
) -> FloatArray:
    r"""Efficiency of a panel of tubes and fins: the tubes radiate at the temperature of the root.

    .. math:: \eta_p = \frac{d + 2 L\,\eta}{d + 2 L}

    Parameters
    ----------
    efficiency : array_like [1]
        Of the fins.
    tube_width_m : array_like [m]
        Width d of the strip over each tube.
    half_pitch_m : array_like [m]
        Length L of the fin on each side of it.

    Returns
    -------
    ndarray [1]
        Efficiency of the panel.

    References
    ----------
    Gilmore (ed.), Spacecraft Thermal Control Handbook, 2002, ch. 6.

    Examples
    --------
    >>> round(float(panel_efficiency(0.90, 0.020, 0.040)), 2)
    0.92
    """
    tube = np.asarray(tube_width_m, dtype=np.float64)
    fins = 2.0 * np.asarray(half_pitch_m, dtype=np.float64)
    return np.asarray((tube + fins * efficiency) / (tube + fins))


def _shares(t: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Place of the tip between sink (0) and root (1), and what is missing to 1, without loss."""
    small = np.exp(-np.abs(t))
    near, far = 1.0 / (1.0 + small), small / (1.0 + small)
    return np.where(t > 0.0, near, far), np.where(t > 0.0, far, near)


def _drive(u: FloatArray, y: FloatArray, rest: FloatArray, s: FloatArray) -> FloatArray:
    r"""First integral over (theta - m), over (1 - s): finite at the tip, positive, and smooth.

    theta = m + (1 - m) u^2, with m = s + (1 - s) y at the tip; rest = 1 - y.
    """
    m = s + (1.0 - s) * y
    share = rest * u * u
    d = (1.0 - s) * share
    tip = y * (m + s) * (m * m + s * s)
    return np.asarray(tip + share * (2.0 * m * m * m + d * (2.0 * m * m + d * (m + 0.2 * d))))


def _log_zeta_error(t: FloatArray, s: FloatArray, log_zeta: FloatArray) -> FloatArray:
    r"""Logarithm of the parameter whose fin has this tip, less the one wanted.

    sqrt(zeta) = sqrt(2 (1 - y)) int_0^1 du / sqrt(drive). A tip near the sink makes a peak at
    u = 0, which the substitution u = a sinh(b w) takes out.
    """
    nodes, weights = _gauss()
    y, rest = _shares(t)
    m = s + (1.0 - s) * y
    a = np.sqrt(y * (m + s) * (m * m + s * s) / (2.0 * rest * m * m * m))
    b = np.arcsinh(1.0 / a)
    w = np.multiply.outer(nodes, b)
    integrand = np.cosh(w) / np.sqrt(_drive(a * np.sinh(w), y, rest, s))
    root = a * b * np.tensordot(weights, integrand, 1)
    return np.asarray(np.log(2.0 * rest * root * root) - log_zeta)


@cache
def _gauss() -> tuple[FloatArray, FloatArray]:
    x, w = np.polynomial.legendre.leggauss(24)
    return 0.5 * (x + 1.0), 0.5 * w
