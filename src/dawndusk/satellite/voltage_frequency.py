"""How fast a chip runs on less power: clock and voltage fall together, until the voltage cannot."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError
from dawndusk.limits import require_within
from dawndusk.satellite import Numbers

__all__ = ["Throttle", "chip_power", "chip_speed", "throttle"]


class Throttle(NamedTuple):
    """A chip on less than its rated power.

    Attributes
    ----------
    speed : ndarray [1]
        Clock over rated clock.
    energy_per_work : ndarray [1]
        Energy for a piece of work over that at rated power.
    """

    speed: FloatArray
    energy_per_work: FloatArray


def chip_power(speed: Numbers, static_share: Numbers, floor_share: Numbers) -> FloatArray:
    r"""Power that a chip takes at a speed, over its rated power.

    .. math::

        p(s) = \sigma + (1 - \sigma)\,s\,\max(s, v)^2

    Parameters
    ----------
    speed : array_like [1]
        Clock over rated clock, s, 0 to 1.
    static_share : array_like [1]
        Share sigma of the rated power that does not follow the clock: leakage, memory at rest,
        links.
    floor_share : array_like [1]
        Speed v at which the voltage reaches its floor.

    Returns
    -------
    ndarray [1]
        Power over rated power.

    Notes
    -----
    The voltage is proportional to the clock between its corners, so that power goes with the cube;
    at the floor the clock falls alone, and power with it. Work that waits for memory loses less
    speed than the clock.

    References
    ----------
    Mudge, Power: a first-class architectural design constraint, IEEE Computer 34(4), 2001, 52
    (P = A C V^2 f, f about proportional to V).

    Examples
    --------
    A fifth static, the voltage at its floor at 60 % of the clock: half of the clock takes 0.344.

    >>> [round(float(chip_power(s, 0.2, 0.6)), 4) for s in (1.0, 0.8, 0.5)]
    [1.0, 0.6096, 0.344]
    """
    s = np.asarray(speed, dtype=np.float64)
    volts = np.maximum(s, floor_share)
    return np.asarray(static_share + (1.0 - np.asarray(static_share)) * s * volts * volts)


def chip_speed(power_share: Numbers, static_share: Numbers, floor_share: Numbers) -> FloatArray:
    r"""Speed of a chip on a share of its rated power: the inverse of :func:`chip_power`.

    .. math::

        d = \frac{p - \sigma}{1 - \sigma}, \qquad
        s = \min\big(d^{1/3},\; d / v^2\big)

    Parameters
    ----------
    power_share : array_like [1]
        Power over rated power, p.
    static_share : array_like [1]
        Share of the rated power that does not follow the clock, below 1.
    floor_share : array_like [1]
        Speed at which the voltage reaches its floor, v, above 0.

    Returns
    -------
    ndarray [1]
        Clock over rated clock; 0 up to the static power, which leaves nothing to run on.

    References
    ----------
    As for :func:`chip_power`.

    Examples
    --------
    Seven tenths of the power leave 85 % of the speed:

    >>> round(float(chip_speed(0.7, 0.2, 0.6)), 3)
    0.855
    """
    static = np.asarray(static_share, dtype=np.float64)
    dynamic = np.maximum((np.asarray(power_share) - static) / (1.0 - static), 0.0)
    # cube root and straight line cross at the floor, and the smaller is right on both sides of it
    return np.asarray(np.minimum(np.cbrt(dynamic), dynamic / np.square(floor_share)))


def throttle(power_share: Numbers, static_share: Numbers, floor_share: Numbers) -> Throttle:
    r"""Speed of a chip on a share of its power, and what a piece of work then takes.

    .. math::

        d = \frac{p - \sigma}{1 - \sigma}, \qquad
        s = \min\big(d^{1/3},\; d / v^2\big), \qquad e = \frac{p}{s}

    Parameters
    ----------
    power_share : array_like [1]
        Power over rated power, p, above the static share and to 1.
    static_share : array_like [1]
        Share sigma of the rated power that does not follow the clock: leakage, memory at rest,
        links.
    floor_share : array_like [1]
        Speed v at which the voltage reaches its floor.

    Returns
    -------
    speed : ndarray [1]
        Clock over rated clock.
    energy_per_work : ndarray [1]
        Energy for a piece of work over that at rated power.

    Raises
    ------
    InputError
        Out of range, or no power left to run on.

    Notes
    -----
    For work that follows the clock. What waits for memory loses less.

    References
    ----------
    Mudge, Power: a first-class architectural design constraint, IEEE Computer 34(4), 2001, 52.

    Examples
    --------
    >>> capped = throttle(0.7, 0.2, 0.6)
    >>> round(float(capped.speed), 3), round(float(capped.energy_per_work), 3)
    (0.855, 0.819)
    """
    require_within(
        static_share=(static_share, 0.0, 0.95),
        floor_share=(floor_share, 0.05, 1.0),
        power_share=(power_share, 0.0, 1.0),
    )
    share = np.asarray(power_share, dtype=np.float64)
    if not np.all(share > static_share):
        raise InputError(
            "power_share leaves nothing to run on: the static share alone takes as much",
            got=power_share,
            allowed=f"above {float(np.max(static_share)):g} to 1",
        )
    speed = chip_speed(share, static_share, floor_share)
    return Throttle(speed, np.asarray(share / speed))
