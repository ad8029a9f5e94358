"""Heat of a satellite at one moment: light absorbed, heat between its parts, heat to space."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.satellite import Numbers
from dawndusk.satellite.node_state import NodeModel
from dawndusk.satellite.radiator import fourth_power

__all__ = ["Heat", "Light", "heat", "light"]


class Heat(NamedTuple):
    """Heat [W] into array, radiator and coolant; radiated to outside, rejected by the radiator."""

    array_w: FloatArray
    radiator_w: FloatArray
    coolant_w: FloatArray
    radiated_w: FloatArray
    rejected_w: FloatArray


class Light(NamedTuple):
    """Visible share of the Sun [1], and what array and radiator absorb of Sun and Earth [W]."""

    share: FloatArray
    array_w: FloatArray
    radiator_w: FloatArray


def light(model: NodeModel, share: Numbers, cosine: Numbers) -> Light:
    r"""Light of Sun and Earth that a satellite absorbs.

    .. math::

        Q_a = \nu\,Q_\odot + \sum_k a_k c^k + \sum_k b_k t^k, \quad
        Q_s = Q_E + \nu\,Q_l + \sum_k d_k t^k, \quad t = \max(0, c + \sin\lambda)

    Parameters
    ----------
    model : NodeModel
        The satellite.
    share : array_like [1]
        Visible share of the Sun.
    cosine : array_like [1]
        Of the Sun's angle from the zenith.

    Returns
    -------
    Light

    References
    ----------
    `dawndusk.orbit.earth_light_here`.
    """
    nu, c = np.asarray(share, dtype=np.float64), np.asarray(cosine, dtype=np.float64)
    polynomial = np.polynomial.polynomial.polyval
    t = np.maximum(c + model.horizon, 0.0)
    earth = polynomial(c, model.array_infrared_w) + t * t * polynomial(t, model.array_reflected_w)
    around = model.radiator_infrared_w + nu * model.radiator_leak_w
    around = around + t * t * polynomial(t, model.radiator_reflected_w)
    return Light(nu, np.asarray(nu * model.array_sun_w + earth), np.asarray(around))


def heat(
    model: NodeModel,
    of: Light,
    power_w: Numbers,
    dissipated_w: Numbers,
    array_k: FloatArray,
    radiator_k: FloatArray,
    coolant_k: FloatArray,
) -> Heat:
    r"""Heat into array, radiator and coolant.

    .. math::

        F_a &= Q_a + X M - P - E_a T_a^4, \quad
        F_r = G (T_c - T_r) - \eta\,(E\,T_r^4 - S), \quad
        F_c = L + V - G (T_c - T_r)

        S &= Q_s + X T_a^4, \quad M = \eta\,T_r^4 + (1 - \eta)\,S/E

    Parameters
    ----------
    model : NodeModel
        The satellite.
    of : Light
        What it absorbs.
    power_w, dissipated_w : array_like [W]
        Taken from the array, P; load and losses that end in the coolant, L + V.
    array_k, radiator_k, coolant_k : ndarray [K]
        Temperatures.

    Returns
    -------
    Heat

    References
    ----------
    Gilmore (ed.), Spacecraft Thermal Control Handbook, 2002, ch. 15 (lumped network); the exchange
    as in `dawndusk.satellite.exchange`.
    """
    x, root = fourth_power(array_k), fourth_power(radiator_k)
    seen = model.exchange_w_k4 * x
    received = of.radiator_w + seen
    rejected = model.fin_efficiency * (model.radiator_emission_w_k4 * root - received)
    emitted = rejected + received
    back = model.exchange_w_k4 / model.radiator_emission_w_k4 * emitted
    glow = model.array_emission_w_k4 * x
    across = model.loop_w_k * (coolant_k - radiator_k)
    return Heat(
        array_w=np.asarray(of.array_w + back - power_w - glow),
        radiator_w=np.asarray(across - rejected),
        coolant_w=np.asarray(dissipated_w - across),
        radiated_w=np.asarray(glow - seen + emitted - back),
        rejected_w=np.asarray(rejected),
    )
