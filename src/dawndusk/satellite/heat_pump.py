"""Heat pumps: electricity that makes the radiator hotter, and so smaller."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.errors import ConvergenceError, InputError
from dawndusk.limits import require_within
from dawndusk.satellite import Numbers

__all__ = ["HeatPump", "best_hot_temperature", "heat_pump"]


class HeatPump(NamedTuple):
    """What a heat pump does to a radiator.

    Attributes
    ----------
    cop : ndarray [1]
        Heat lifted over electricity taken.
    area_ratio : ndarray [1]
        Radiator with the pump over radiator without it.
    """

    cop: FloatArray
    area_ratio: FloatArray


def heat_pump(cold_k: Numbers, hot_k: Numbers, efficiency: Numbers) -> HeatPump:
    r"""Coefficient of performance of a heat pump, and how far it shrinks the radiator.

    .. math::

        \mathrm{COP} = \frac{\phi\,T_c}{T_h - T_c}, \qquad
        \frac{A}{A_0} = \Big(\frac{T_c}{T_h}\Big)^4 \Big(1 + \frac{1}{\mathrm{COP}}\Big)

    Parameters
    ----------
    cold_k : array_like [K]
        Where the heat is taken up, T_c; without the pump the radiator would be as cold.
    hot_k : array_like [K]
        Where the radiator gives it off, T_h.
    efficiency : array_like [1]
        Share phi of the coefficient that Carnot allows; real machines reach 0.4 to 0.6.

    Returns
    -------
    cop : ndarray [1]
        Heat taken up per electricity.
    area_ratio : ndarray [1]
        Radiator area with the pump over that without; the pump's own heat is in it.

    Raises
    ------
    InputError
        Out of range, or no lift.

    Notes
    -----
    Radiators before a sink of 0 K; a real sink makes the pump worth more. The area of the array
    that feeds the pump is not in it, nor any mass: for those see :func:`best_hot_temperature`.

    References
    ----------
    Carnot's limit; heat rejected is Q (1 + 1/COP) by the first law.

    Examples
    --------
    From 45 to 85 degC at half of Carnot: a quarter of the heat in electricity, and four fifths of
    the area.

    >>> pump = heat_pump(318.15, 358.15, 0.5)
    >>> round(float(pump.cop), 2), round(float(pump.area_ratio), 3)
    (3.98, 0.779)
    """
    require_within(
        cold_k=(cold_k, 1.0, 10_000.0),
        hot_k=(hot_k, 1.0, 10_000.0),
        efficiency=(efficiency, 1e-3, 1.0),
    )
    cold, hot = np.asarray(cold_k, dtype=np.float64), np.asarray(hot_k, dtype=np.float64)
    if not np.all(hot > cold):
        raise InputError(
            "hot_k is out of range: a heat pump lifts heat from cold to hot",
            got=hot_k,
            allowed=f"above {float(np.max(cold)):g} K, which is cold_k",
        )
    cop = np.asarray(np.asarray(efficiency) * cold / (hot - cold))
    return HeatPump(cop, np.asarray((cold / hot) ** 4 * (1.0 + 1.0 / cop)))


def best_hot_temperature(cold_k: Numbers, efficiency: Numbers, power_weight: Numbers) -> FloatArray:
    r"""Temperature of the radiator at which radiator and power for a heat pump are least together.

    With :math:`x = T_h / T_c`, the least of

    .. math:: f(x) = x^{-4} \Big(1 + \frac{x - 1}{\phi}\Big) + w\,\frac{x - 1}{\phi}

    Parameters
    ----------
    cold_k : array_like [K]
        Where the heat is taken up, T_c.
    efficiency : array_like [1]
        Share phi of Carnot's coefficient.
    power_weight : array_like [1]
        What one watt of electricity takes (array, pump) over what the radiator of one watt at T_c
        takes, w: both in square metres, or both in kilograms, or both in money.

    Returns
    -------
    hot_k : ndarray [K]
        T_h of least total; T_c itself where no pump pays.

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    Sink of 0 K. Of the radiator alone there is no least: above 4 (1 - phi) / 3 of T_c it shrinks
    the further, the hotter it is. It is the power that sets the end. With :math:`\phi < 0.4` the
    sum first rises; the least behind the hill is compared with no pump.

    References
    ----------
    Derivative of the sum of :func:`heat_pump` and its power: :math:`w - 3 x^{-4} +
    4 (1 - \phi) x^{-5} = 0`.

    Examples
    --------
    Where a watt of power takes seven tenths of what a watt of radiator takes, the radiator is best
    at 97 degC; where it takes more, no pump pays.

    >>> (best_hot_temperature(318.15, 0.5, np.array([0.7, 1.5])) - 273.15).round(1)
    array([96.8, 45. ])
    """
    from scipy.optimize.elementwise import find_root

    require_within(
        cold_k=(cold_k, 1.0, 10_000.0),
        efficiency=(efficiency, 1e-3, 1.0),
        power_weight=(power_weight, 1e-6, 1e6),
    )
    cold, phi, w = np.broadcast_arrays(
        *(np.asarray(x, dtype=np.float64) for x in (cold_k, efficiency, power_weight))
    )
    left = np.maximum(1.0, 5.0 * (1.0 - phi) / 3.0)  # beyond it the slope only rises
    right = np.maximum(left, np.sqrt(np.sqrt(3.0 / w))) * 1.01
    falls = _slope(left, phi, w) < 0.0
    anything = 3.0 / (left * right) ** 2  # with a root inside, where the answer is not used
    found = find_root(
        _slope, (left, right), args=(np.where(falls, phi, 1.0), np.where(falls, w, anything))
    )
    if not np.all(found.success):
        raise ConvergenceError("the best temperature of the radiator did not settle")
    x = np.where(falls, np.asarray(found.x, dtype=np.float64), 1.0)
    pays = x**-4 * (1.0 + (x - 1.0) / phi) + w * (x - 1.0) / phi < 1.0
    return np.asarray(cold * np.where(pays, x, 1.0))


def _slope(x: FloatArray, phi: FloatArray, w: FloatArray) -> FloatArray:
    fourth = x**-4
    return np.asarray(w - 3.0 * fourth + 4.0 * (1.0 - phi) * fourth / x)
