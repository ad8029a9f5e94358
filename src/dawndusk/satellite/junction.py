"""From the coolant to the junction: how hot a chip gets, what leaks, what that costs in speed."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError
from dawndusk.limits import require_within
from dawndusk.satellite import Numbers

__all__ = ["Junction", "held_power_speed", "junction_temperature", "leaked_share"]

HOTTEST_C = 500.0  # no chip and no fit of its leakage comes near


class Junction(NamedTuple):
    """Where a chip settles.

    Attributes
    ----------
    junction_c : ndarray [degC]
        Temperature of the junction.
    power_w : ndarray [W]
        Dynamic power and leakage together.
    loop_gain : ndarray [1]
        Watts of leakage that one watt of heat brings about; at 1 the chip runs away.
    """

    junction_c: FloatArray
    power_w: FloatArray
    loop_gain: FloatArray


def leaked_share(
    junction_c: Numbers, share_at_reference: Numbers, per_k: Numbers, reference_c: Numbers
) -> FloatArray:
    r"""Leakage of a chip over its rated power, by the temperature of its junction.

    .. math:: \lambda(T_j) = \lambda_0\,e^{k\,(T_j - T_0)}

    Parameters
    ----------
    junction_c : array_like [degC]
        Temperature of the junction, T_j.
    share_at_reference : array_like [1]
        Leakage over rated power at the reference temperature.
    per_k : array_like [1/K]
        Relative rise of the leakage per kelvin, k.
    reference_c : array_like [degC]
        Reference temperature, T_0.

    Returns
    -------
    ndarray [1]
        Leakage over rated power.

    Notes
    -----
    At one voltage. The exponential holds over the range in which chips run, 20 to 85 degC.

    References
    ----------
    De Vogeleer, Memmi, Jouvelot and Coelho, arXiv:1404.3381, 2014 (measured: exponential from 20
    to 85 degC).

    Examples
    --------
    Two per cent per kelvin double it in 35 K:

    >>> round(float(leaked_share(95.0, 0.15, 0.02, 60.0)), 2)
    0.3
    """
    warmer = np.asarray(junction_c, dtype=np.float64) - reference_c
    return np.asarray(share_at_reference * np.exp(per_k * warmer))


def junction_temperature(
    coolant_c: Numbers,
    power_w: Numbers,
    resistance_k_per_w: Numbers,
    leakage_share: Numbers,
    leakage_per_k: Numbers,
    reference_c: Numbers,
) -> Junction:
    r"""Temperature and power of a chip at fixed clock, whose leakage rises with its own heat.

    .. math::

        T_j = T_c + R\,P, \qquad P = P_d + P_l\,e^{k\,(T_j - T_0)}

    With :math:`A = R\,P_l\,e^{k\,(T_c + R P_d - T_0)}` the chip settles where :math:`k A \le 1/e`:

    .. math:: T_j = T_c + R\,P_d - \frac{W_0(-k A)}{k}, \qquad
              G = R\,k\,P_l\,e^{k\,(T_j - T_0)} = -W_0(-k A)

    Parameters
    ----------
    coolant_c : array_like [degC]
        Coolant at the cold plate, T_c; the last chip in the flow sees it as it leaves.
    power_w : array_like [W]
        Rated power of the chip, at the reference temperature.
    resistance_k_per_w : array_like [K/W]
        From the coolant to the junction, R.
    leakage_share : array_like [1]
        Share of the rated power that leaks at the reference temperature.
    leakage_per_k : array_like [1/K]
        Relative rise of the leakage per kelvin, k.
    reference_c : array_like [degC]
        Temperature of the junction at which the chip is rated, T_0.

    Returns
    -------
    junction_c : ndarray [degC]
        Temperature of the junction, T_j.
    power_w : ndarray [W]
        Dynamic power and leakage together.
    loop_gain : ndarray [1]
        Watts of leakage that one more watt of heat brings about; 1 is runaway.

    Raises
    ------
    InputError
        Out of range, or a chip that does not settle: its leakage grows faster than its heat leaves.

    Notes
    -----
    One temperature over the die, clock and voltage fixed. A server that caps the power of its
    chips gives way in speed instead: :func:`held_power_speed`.

    References
    ----------
    Heat balance with leakage from De Vogeleer et al., arXiv:1404.3381, 2014; solved by Lambert's
    W, principal branch (Corless et al., Adv. Comput. Math. 5, 1996, 329).

    Examples
    --------
    1,200 W over 0.03 K/W: 36 K above the coolant at its rated power, 3 K more by leakage.

    >>> chip = junction_temperature(45.0, 1200.0, 0.03, 0.15, 0.02, 60.0)
    >>> [round(float(x), 2) for x in chip]
    [84.4, 1313.21, 0.18]
    """
    require_within(
        coolant_c=(coolant_c, -100.0, HOTTEST_C),
        power_w=(power_w, 0.0, 1e6),
        resistance_k_per_w=(resistance_k_per_w, 0.0, 1e3),
        leakage_share=(leakage_share, 0.0, 1.0),
        leakage_per_k=(leakage_per_k, 0.0, 1.0),
        reference_c=(reference_c, -100.0, HOTTEST_C),
    )
    from scipy.special import lambertw

    Tc, P, R, share, k, T0 = np.broadcast_arrays(
        *(
            np.asarray(x, dtype=np.float64)
            for x in (
                coolant_c,
                power_w,
                resistance_k_per_w,
                leakage_share,
                leakage_per_k,
                reference_c,
            )
        )
    )
    dynamic_k = R * P * (1.0 - share)
    leaking_k = R * P * share * np.exp(np.minimum(k * (Tc + dynamic_k - T0), 700.0))
    kA = k * leaking_k
    if not np.all(kA * np.e <= 1.0):
        raise InputError(
            "thermal runaway: the leakage grows faster than its heat leaves the chip",
            got=f"coolant_c={coolant_c}",
            allowed=f"to {_warmest_coolant(Tc, R * P, share, k, T0):.1f} degC",
            remedy="cool the chip better (resistance_k_per_w) or lower its power_w",
        )
    gain = np.maximum(-np.real(lambertw(-kA)), 0.0)
    grown_k = np.where(k > 0.0, gain / np.where(k > 0.0, k, 1.0), leaking_k)
    rise = dynamic_k + grown_k
    # without resistance there is no rise to divide by: the power follows from the leakage itself
    power = P * (1.0 - share + leaked_share(Tc + rise, share, k, T0))
    return Junction(np.asarray(Tc + rise), np.asarray(power), np.asarray(gain))


def held_power_speed(
    coolant_c: Numbers,
    power_w: Numbers,
    resistance_k_per_w: Numbers,
    leakage_share: Numbers,
    leakage_per_k: Numbers,
    reference_c: Numbers,
) -> FloatArray:
    r"""Clock of a chip whose power is capped, over its clock at the reference temperature.

    .. math::

        T_j = T_c + R\,P, \qquad
        s = \Big(\frac{1 - \lambda(T_j)}{1 - \lambda_0}\Big)^{1/3}

    Parameters
    ----------
    coolant_c : array_like [degC]
        Coolant at the cold plate, T_c.
    power_w : array_like [W]
        Cap on the power, P, which is also the rated power.
    resistance_k_per_w : array_like [K/W]
        From the coolant to the junction, R.
    leakage_share : array_like [1]
        Leakage over the power at the reference temperature.
    leakage_per_k : array_like [1/K]
        Relative rise of the leakage per kelvin.
    reference_c : array_like [degC]
        Temperature of the junction for which the speed is 1.

    Returns
    -------
    ndarray [1]
        Speed; above 1 where the chip is colder than its reference, 0 where leakage takes all.

    Notes
    -----
    What leaks does no work. The dynamic power goes with the cube of the clock, as voltage and
    clock fall together; that the leakage falls with the voltage too is left out, which makes the
    loss of speed an upper estimate.

    References
    ----------
    Mudge, Power: a first-class architectural design constraint, IEEE Computer 34(4), 2001, 52
    (cube law); De Vogeleer et al., arXiv:1404.3381, 2014 (leakage).

    Examples
    --------
    At 81 degC instead of 60 a chip that leaks 15 % is 3 % slower:

    >>> round(float(held_power_speed(45.0, 1200.0, 0.03, 0.15, 0.02, 60.0)), 3)
    0.968
    """
    junction = np.asarray(coolant_c, dtype=np.float64) + np.asarray(power_w) * resistance_k_per_w
    working = 1.0 - leaked_share(junction, leakage_share, leakage_per_k, reference_c)
    return np.asarray(np.cbrt(np.maximum(working, 0.0) / (1.0 - np.asarray(leakage_share))))


def _warmest_coolant(
    Tc: FloatArray, rise_k: FloatArray, share: FloatArray, k: FloatArray, T0: FloatArray
) -> float:
    """Return the coolant at which the most fragile of the chips would just settle (gain 1)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        limit = T0 - rise_k * (1.0 - share) - (1.0 + np.log(k * rise_k * share)) / k
        fragile = np.argmin(np.where(np.isfinite(limit), limit - Tc, np.inf))
    # rounded down, so that the figure in the message does settle
    return float(np.floor(10.0 * np.ravel(limit)[fragile]) / 10.0)
