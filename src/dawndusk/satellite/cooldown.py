"""Cooling by radiation: how warm a panel still is after a while, and how long until it freezes."""

from __future__ import annotations

from typing import Final

import numpy as np

from dawndusk.constants import SIGMA, FloatArray
from dawndusk.errors import ConvergenceError
from dawndusk.limits import require_within
from dawndusk.satellite import Numbers

__all__ = ["cooldown", "cooldown_time"]

_SWEEPS: Final = 60
_NO_SINK: Final = 1e-12  # of the start: empty space, in numbers that can be divided by


def cooldown(
    start_k: Numbers,
    heat_capacity_j_per_m2_k: Numbers,
    emissivity_total: Numbers,
    seconds: Numbers,
    sink_k: Numbers = 0.0,
) -> FloatArray:
    r"""Temperature of a radiating panel after a while without heat of its own.

    .. math::

        C\,\frac{dT}{dt} = -\varepsilon\,\sigma\,(T^4 - T_s^4), \qquad
        T_s = 0: \quad T^{-3} = T_0^{-3} + \frac{3\,\varepsilon\,\sigma\,t}{C}

    and with a sink, for cooling (artanh, with a minus) and for warming (with its inverse, a plus),

    .. math::

        \frac{2\,\varepsilon\,\sigma\,T_s^3\,t}{C} =
        \Big[\operatorname{artanh}\Big(\frac{T_s}{T}\Big)^{\pm 1}
        \mp \arctan\Big(\frac{T_s}{T}\Big)^{\pm 1}\Big]_{T_0}^{T}

    Parameters
    ----------
    start_k : array_like [K]
        Temperature at the start, T_0.
    heat_capacity_j_per_m2_k : array_like [J/(m2 K)]
        Of the panel with the coolant in it, per planform area, C.
    emissivity_total : array_like [1]
        Sum of the emissivities of the faces, 0 to 2: 1.8 for two faces of 0.9.
    seconds : array_like [s]
        Time, t.
    sink_k : array_like [K]
        Temperature of the surroundings, T_s; 0 is empty space. A panel that starts colder than
        they are warms up.

    Returns
    -------
    end_k : ndarray [K]
        Temperature at the end.

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    One temperature through the panel, a sink that stays; what comes from the fourth power is
    exact. The implicit equation is solved by Newton's method, which converges from one side.

    References
    ----------
    Gilmore (ed.), Spacecraft Thermal Control Handbook, 2002, ch. 15 (one node); its integral.

    Examples
    --------
    A panel of 6 kJ/(m2 K) at 50 degC, 20 minutes of shadow, before empty space and before 178 K:

    >>> round(float(cooldown(323.15, 6000.0, 1.8, 1200.0)), 1)
    222.4
    >>> round(float(cooldown(323.15, 6000.0, 1.8, 1200.0, 178.0)), 1)
    234.2
    """
    require_within(
        start_k=(start_k, 1.0, 10_000.0),
        heat_capacity_j_per_m2_k=(heat_capacity_j_per_m2_k, 1e-3, 1e12),
        emissivity_total=(emissivity_total, 0.0, 2.0),
        seconds=(seconds, 0.0, 1e12),
        sink_k=(sink_k, 0.0, 10_000.0),
    )
    start, capacity, emissivity, time, sink = np.broadcast_arrays(
        *(
            np.asarray(x, dtype=np.float64)
            for x in (start_k, heat_capacity_j_per_m2_k, emissivity_total, seconds, sink_k)
        )
    )
    s = np.maximum(sink, _NO_SINK * start)
    cools = start > s
    elapsed = 2.0 * emissivity * SIGMA * s * s * s * time / capacity
    still = (start == s) | (elapsed == 0.0)
    from_v = _place(start, s)
    # so near to the sink that nothing is left: the hyperbolic tangent is 1
    v = _root(np.minimum(_travelled(from_v, cools) + elapsed, 400.0), cools)
    ratio = np.tanh(v)
    return np.asarray(np.where(still, start, np.where(cools, s / ratio, s * ratio)))


def cooldown_time(
    start_k: Numbers,
    end_k: Numbers,
    heat_capacity_j_per_m2_k: Numbers,
    emissivity_total: Numbers,
    sink_k: Numbers = 0.0,
) -> FloatArray:
    r"""Time until a radiating panel has cooled to a temperature, such as that of freezing.

    .. math:: t = \frac{C}{\varepsilon\,\sigma} \int_{T}^{T_0} \frac{dT'}{T'^4 - T_s^4}

    Parameters
    ----------
    start_k, end_k : array_like [K]
        Temperatures T_0 and T, on the same side of the sink; the end nearer to it.
    heat_capacity_j_per_m2_k : array_like [J/(m2 K)]
        Of the panel with the coolant in it, per planform area, C.
    emissivity_total : array_like [1]
        Sum of the emissivities of the faces.
    sink_k : array_like [K]
        Temperature of the surroundings, T_s.

    Returns
    -------
    ndarray [s]
        Time; infinite where the end is the sink itself or beyond it.

    References
    ----------
    As for :func:`cooldown`.

    Examples
    --------
    From 50 degC to the freezing of water-glycol at -10 degC takes ten minutes:

    >>> round(float(cooldown_time(323.15, 263.15, 6000.0, 1.8, 178.0)) / 60.0)
    10
    """
    start, end, sink = np.broadcast_arrays(
        *(np.asarray(x, dtype=np.float64) for x in (start_k, end_k, sink_k))
    )
    s = np.maximum(sink, _NO_SINK * start)
    cools = start > s
    within = np.where(cools, end > s, end < s)
    place = _place(np.where(within, end, start), s)
    travelled = _travelled(place, cools) - _travelled(_place(start, s), cools)
    rate = 2.0 * np.asarray(emissivity_total) * SIGMA * s * s * s / heat_capacity_j_per_m2_k
    return np.asarray(np.where(within, travelled / rate, np.inf))


def _place(temperature: FloatArray, s: FloatArray) -> FloatArray:
    """Inverse hyperbolic tangent of the smaller over the larger of temperature and sink."""
    apart = np.abs(temperature - s)
    smaller = np.minimum(temperature, s)
    return np.asarray(0.5 * np.log1p(2.0 * smaller / np.where(apart > 0.0, apart, s)))


def _travelled(v: FloatArray, cools: FloatArray) -> FloatArray:
    """Return v minus (cooling) or plus (warming) the arc tangent of its hyperbolic tangent."""
    q = np.tanh(v)
    powers = np.arange(12.0)  # artanh q - arctan q as a series, where the difference loses digits
    fourth = np.minimum(q, 0.5) ** 4
    series = 2.0 * q**3 * np.polynomial.polynomial.polyval(fourth, 1.0 / (4.0 * powers + 3.0))
    cooling = np.where(q < 0.5, series, v - np.arctan(q))
    return np.asarray(np.where(cools, cooling, v + np.arctan(q)))


def _root(travelled: FloatArray, cools: FloatArray) -> FloatArray:
    """Solve `_travelled` for v by Newton's method, from a bound below the root."""
    v = np.where(cools, np.maximum(travelled, np.cbrt(1.5 * travelled)), 0.5 * travelled)
    v = np.maximum(v, 1e-300)
    sign = np.where(cools, -1.0, 1.0)
    for _ in range(_SWEEPS):
        half = np.sinh(np.minimum(v, 300.0))
        cosh_2v = 1.0 + 2.0 * half * half
        slope = np.where(cools, 2.0 * half * half, cosh_2v + sign) / cosh_2v
        step = (_travelled(v, cools) - travelled) / np.maximum(slope, 1e-300)
        v = v - step
        if np.all(np.abs(step) <= 1e-14 * v):
            return v
    raise ConvergenceError("the temperature after cooling did not settle")
