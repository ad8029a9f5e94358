"""Coolant loops: at which temperature they radiate, what must flow, and what pumping takes."""

from __future__ import annotations

from functools import cache

import numpy as np

from dawndusk.constants import KELVIN_OFFSET, FloatArray
from dawndusk.errors import InputError
from dawndusk.satellite import Numbers

__all__ = [
    "boiling_flow",
    "coolant_radiating_temperature",
    "liquid_flow",
    "loop_temperature",
    "pump_power",
]

HOTTEST_C = 2000.0


def coolant_radiating_temperature(
    inlet_k: Numbers, outlet_k: Numbers, sink_k: Numbers = 0.0
) -> FloatArray:
    r"""Temperature of one isothermal panel that rejects as much as a loop that cools along it.

    .. math::

        \bar T^4 - T_s^4 = \frac{T_i - T_o}{\int_{T_o}^{T_i} \frac{dT}{T^4 - T_s^4}},
        \qquad T_s = 0: \quad \bar T^4 = \frac{3\,(T_i - T_o)}{T_o^{-3} - T_i^{-3}}

    Parameters
    ----------
    inlet_k, outlet_k : array_like [K]
        Coolant at the two ends of the radiator, both hotter than the sink.
    sink_k : array_like [K]
        Surroundings of the panel.

    Returns
    -------
    ndarray [K]
        Mean radiating temperature; where both ends are equal, that temperature.

    Notes
    -----
    Single phase, constant heat capacity, the same surroundings and heat transfer along the panel.
    The integral is taken over the logarithm of the distance to the sink, in which it is smooth,
    to 1e-10.

    References
    ----------
    From dT/dx = -k (T^4 - T_s^4) along the panel; Gilmore (ed.), Spacecraft Thermal Control
    Handbook, 2002, ch. 6.

    Examples
    --------
    Water-glycol from 55 to 45 degC, before empty space and before a sink of 250 K:

    >>> round(float(coolant_radiating_temperature(328.15, 318.15)) - 273.15, 2)
    49.94
    >>> round(float(coolant_radiating_temperature(328.15, 318.15, 250.0)) - 273.15, 2)
    49.88
    """
    s = np.asarray(sink_k, dtype=np.float64)
    cold = np.minimum(inlet_k, outlet_k)
    cooling = np.maximum(inlet_k, outlet_k) - cold
    above = cold - s
    span = np.log1p(cooling / above)
    # at the cooling of real loops the integrand is all but straight, and six nodes give 1e-13
    nodes, weights = _gauss(24 if np.any(span > 0.5) else 6)
    T = s + above * np.exp(np.multiply.outer(nodes, span))
    integral = np.tensordot(weights, 1.0 / ((T + s) * (T * T + s * s)), 1)
    flat = span == 0.0
    spread = np.where(flat, 1.0, np.expm1(span) / np.where(flat, 1.0, span))
    sink_k4 = s * s * s * s
    return np.asarray(np.sqrt(np.sqrt(sink_k4 + above * spread / integral)))


def loop_temperature(inlet_c: float, outlet_c: float, sink_k: float = 0.0) -> FloatArray:
    r"""Mean radiating temperature of a coolant that cools along its radiator.

    .. math::

        \bar T^4 - T_s^4 = \frac{T_i - T_o}{\int_{T_o}^{T_i} \frac{dT}{T^4 - T_s^4}}

    Parameters
    ----------
    inlet_c : float [degC]
        Coolant that comes hot from the chips and enters the radiator.
    outlet_c : float [degC]
        Coolant that leaves the radiator. The mean is the same if the two are exchanged.
    sink_k : float [K]
        Surroundings of the panel; 0 is empty space.

    Returns
    -------
    mean_radiating_c : ndarray [degC]
        Temperature of the isothermal panel that rejects as much.

    Raises
    ------
    InputError
        Below absolute zero, above 2,000 degC, or coolant no warmer than its surroundings.

    Notes
    -----
    Single phase, constant heat capacity. The drop from the coolant to the root of the fins comes
    off it.

    References
    ----------
    From dT/dx = -k (T^4 - T_s^4) along the panel; Gilmore (ed.), Spacecraft Thermal Control
    Handbook, 2002, ch. 6.

    Examples
    --------
    >>> round(float(loop_temperature(55.0, 45.0)), 2)
    49.94
    """
    for name, given in (("inlet_c", inlet_c), ("outlet_c", outlet_c)):
        celsius = np.asarray(given, dtype=np.float64)
        if not np.all((celsius > -KELVIN_OFFSET) & (celsius <= HOTTEST_C)):
            raise InputError(
                f"{name} is out of range", got=given, allowed="above -273.15 and to 2000 degC"
            )
        if not np.all((np.asarray(sink_k) >= 0.0) & (celsius + KELVIN_OFFSET > sink_k)):
            raise InputError(
                "sink_k is out of range: the coolant would not cool towards it",
                got=sink_k,
                allowed=f"0 to below {float(np.min(celsius)) + KELVIN_OFFSET:.2f} K, as {name} is",
            )
    mean = coolant_radiating_temperature(
        np.asarray(inlet_c) + KELVIN_OFFSET, np.asarray(outlet_c) + KELVIN_OFFSET, sink_k
    )
    return np.asarray(mean - KELVIN_OFFSET)


def liquid_flow(heat_w: Numbers, heat_capacity_j_per_kg_k: Numbers, drop_k: Numbers) -> FloatArray:
    r"""Mass flow of a liquid that carries heat by its rise in temperature.

    .. math:: \dot m = \frac{Q}{c_p\,\Delta T}

    Parameters
    ----------
    heat_w : array_like [W]
        Carried, Q.
    heat_capacity_j_per_kg_k : array_like [J/(kg K)]
        Of the coolant.
    drop_k : array_like [K]
        Between the ends of the radiator.

    Returns
    -------
    ndarray [kg/s]
        Mass flow.

    References
    ----------
    First law, steady flow.

    Examples
    --------
    >>> round(float(liquid_flow(100e3, 4000.0, 10.0)), 2)
    2.5
    """
    return np.asarray(np.asarray(heat_w) / (np.asarray(heat_capacity_j_per_kg_k) * drop_k))


def boiling_flow(heat_w: Numbers, latent_heat_j_per_kg: Numbers, quality: Numbers) -> FloatArray:
    r"""Mass flow of a coolant that boils at the chips and condenses in the radiator.

    .. math:: \dot m = \frac{Q}{x\,h_{fg}}

    Parameters
    ----------
    heat_w : array_like [W]
        Carried, Q.
    latent_heat_j_per_kg : array_like [J/kg]
        Of evaporation, h_fg.
    quality : array_like [1]
        Share of the flow x that has become vapour where it leaves the chips.

    Returns
    -------
    ndarray [kg/s]
        Mass flow.

    Notes
    -----
    The liquid arrives at the boiling point; what warms it to that is left out.

    References
    ----------
    First law, steady flow.

    Examples
    --------
    Ammonia at 50 degC, 70 % of it boiled:

    >>> round(float(boiling_flow(100e3, 1.05e6, 0.7)), 3)
    0.136
    """
    return np.asarray(np.asarray(heat_w) / (np.asarray(quality) * latent_heat_j_per_kg))


def pump_power(
    flow_kg_per_s: Numbers,
    pressure_drop_pa: Numbers,
    density_kg_per_m3: Numbers,
    efficiency: Numbers,
) -> FloatArray:
    r"""Electrical power of a pump that moves a liquid against a drop in pressure.

    .. math:: P = \frac{\dot m\,\Delta p}{\rho\,\eta}

    Parameters
    ----------
    flow_kg_per_s : array_like [kg/s]
        Mass flow.
    pressure_drop_pa : array_like [Pa]
        Around the loop.
    density_kg_per_m3 : array_like [kg/m3]
        Of the liquid at the pump.
    efficiency : array_like [1]
        Of pump, motor and drive together.

    Returns
    -------
    ndarray [W]
        Electrical; all of it ends as heat in the loop or beside it.

    References
    ----------
    Work on an incompressible fluid.

    Examples
    --------
    2.5 litres a second against two bar at 40 %:

    >>> round(float(pump_power(2.5, 2e5, 1000.0, 0.4)))
    1250
    """
    volume = np.asarray(flow_kg_per_s) / np.asarray(density_kg_per_m3, dtype=np.float64)
    return np.asarray(volume * pressure_drop_pa / efficiency)


@cache
def _gauss(nodes: int) -> tuple[FloatArray, FloatArray]:
    x, w = np.polynomial.legendre.leggauss(nodes)
    return 0.5 * (x + 1.0), 0.5 * w
