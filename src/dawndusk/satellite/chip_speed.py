"""How a governor slows chips before they get too hot."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError
from dawndusk.satellite import Numbers
from dawndusk.satellite.voltage_frequency import chip_power

__all__ = ["Governor", "governed_speed", "governor"]

_TERMS: Final = 5  # of the polynomial that stands for the root of the cubic
_PLACES: Final = 200


class Governor(NamedTuple):
    """Speed of the chips by the temperature of their coolant.

    Attributes
    ----------
    full_to_k : float [K]
        Coolant up to which the chips run at full speed.
    slowest_from_k : float [K]
        Coolant from which they run at their slowest.
    slowest : float [1]
        That speed, over full speed.
    shape : tuple of float [1]
        s = 1 - (1 - z) (shape[0] + shape[1] z + ...), z falling from 1 to 0 between the two.
    """

    full_to_k: float
    slowest_from_k: float
    slowest: float
    shape: tuple[float, float, float, float, float]


def governor(
    limit_k: float, band_k: float, rise_k: float, static_share: float, slowest: float
) -> Governor:
    r"""Fit the governor that lets speed fall as the junction comes near its limit.

    .. math::

        T_j = T_c + \Delta\,p(s), \qquad
        s = s_0 + (1 - s_0)\,\frac{T_{max} - T_j}{b}
        \quad\text{for}\quad T_{max} - b \le T_j \le T_{max}

    Chips follow their temperature within milliseconds, so that speed and junction settle together:
    the coolant alone then says how fast they run. The root of that cubic is fitted by a polynomial.

    Parameters
    ----------
    limit_k : float [K]
        Highest junction temperature, T_max.
    band_k : float [K]
        Below it, where the speed starts to fall, b.
    rise_k : float [K]
        Of the junction over the coolant at full power, Delta.
    static_share : float [1]
        As of :func:`dawndusk.satellite.voltage_frequency.chip_power`.
    slowest : float [1]
        Lowest speed, s_0, at the limit.

    Returns
    -------
    Governor

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    Above `slowest_from_k` the chips keep their slowest speed and the junction passes its limit. The
    polynomial meets the root to 4e-3 of the speed for a band of 5 K and a rise of 35.

    References
    ----------
    Proportional control; the cube law of :func:`dawndusk.satellite.voltage_frequency.chip_power`
    above the lowest voltage.

    Examples
    --------
    A limit of 95 degC, 5 K of band and 35 K of rise leave full speed to 55 degC of the coolant:

    >>> rule = governor(368.15, 5.0, 35.0, 0.3, 0.3)
    >>> round(rule.full_to_k - 273.15, 6)
    55.0
    >>> governed_speed([300.0, 333.15, 400.0], rule).round(2)
    array([1.  , 0.93, 0.3 ])
    """
    for name, value, low, high in (
        ("limit_k", limit_k, 200.0, 1000.0),
        ("band_k", band_k, 0.01, 500.0),
        ("rise_k", rise_k, 0.0, 500.0),
        ("static_share", static_share, 0.0, 0.95),
        ("slowest", slowest, 0.05, 1.0),
    ):
        if not low <= value <= high:
            raise InputError(f"{name} is out of range", got=value, allowed=f"{low:g} to {high:g}")
    s = np.linspace(slowest, 1.0, _PLACES)
    way = (s - slowest) / max(1.0 - slowest, 1e-9)
    coolant = limit_k - band_k * way - rise_k * chip_power(s, static_share, 0.0)
    z = (coolant[0] - coolant) / max(coolant[0] - coolant[-1], 1e-9)
    inside = z < 1.0
    left = 1.0 - z[inside]
    a = 1.0 - float(slowest)  # so that both ends are met
    powers = left[:, None] * z[inside, None] ** np.arange(1, _TERMS)
    b, c, d, e = np.linalg.lstsq(powers, 1.0 - s[inside] - a * left, rcond=None)[0].tolist()
    return Governor(float(coolant[-1]), float(coolant[0]), float(slowest), (a, b, c, d, e))


def governed_speed(coolant_k: Numbers, rule: Governor) -> FloatArray:
    r"""Speed that a governor allows at a temperature of the coolant.

    .. math:: s = 1 - (1 - z) \sum_k a_k z^k, \qquad
              z = \frac{T_0 - T_c}{T_0 - T_1}\ \text{within 0 and 1}

    Parameters
    ----------
    coolant_k : array_like [K]
        Coolant, T_c.
    rule : Governor
        From :func:`governor`.

    Returns
    -------
    ndarray [1]
        Clock over full clock.

    References
    ----------
    As :func:`governor`.

    Examples
    --------
    >>> rule = governor(368.15, 5.0, 35.0, 0.3, 0.3)
    >>> float(governed_speed(rule.full_to_k, rule))
    1.0
    """
    span = max(rule.slowest_from_k - rule.full_to_k, 1e-9)
    z = (rule.slowest_from_k - np.asarray(coolant_k, dtype=np.float64)) / span
    z = np.minimum(np.maximum(z, 0.0), 1.0)
    a, b, c, d, e = rule.shape
    return np.asarray(1.0 - (1.0 - z) * (a + z * (b + z * (c + z * (d + z * e)))))
