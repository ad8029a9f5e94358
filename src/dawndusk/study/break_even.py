"""What would have to be true: the price, mass or wait at which orbit and Earth cost the same.

Each break-even changes one figure and leaves everything else as drawn, so it is exact for that
draw and says nothing about changing two at once.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import FloatArray

__all__ = ["BreakEven", "break_even", "own_cost_for"]


class BreakEven(NamedTuple):
    """Break-even figures per draw and year.

    Attributes
    ----------
    launch_usd_per_kg : ndarray, shape (n, Y) [USD_2026/kg]
        Launch price at parity; below zero where even free launch does not reach it.
    satellite_usd_per_w : ndarray, shape (n, Y) [USD_2026/W]
        Satellite price per watt of compute, chips apart, at parity; below zero likewise.
    watts_per_kg : ndarray, shape (n, Y) [W/kg]
        Compute per launched kilogram at parity; inf where no density reaches it.
    """

    launch_usd_per_kg: FloatArray
    satellite_usd_per_w: FloatArray
    watts_per_kg: FloatArray


def own_cost_for(
    blended: FloatArray, bridge_usd_per_gpu_hour: FloatArray, waited_share: FloatArray
) -> FloatArray:
    """Own cost that gives a blended cost: the inverse of `economics.waiting.blended_cost`.

    Equation
    --------
    L = (c - s p) / (1 - s) while c < p, else L = c

    Parameters
    ----------
    blended : ndarray [USD_2026/GPU_hour]
        Blended cost c to be reached.
    bridge_usd_per_gpu_hour : ndarray [USD_2026/GPU_hour]
        Price p of renting while waiting.
    waited_share : ndarray [1]
        Present-value share s of the need that is waited for.

    Examples
    --------
    >>> float(own_cost_for(np.array(2.2), np.array(3.0), np.array(0.2)))
    2.0
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        below = (blended - waited_share * bridge_usd_per_gpu_hour) / (1.0 - waited_share)
    return np.where(blended < bridge_usd_per_gpu_hour, below, blended)


def break_even(
    own: FloatArray,
    launch_part: FloatArray,
    satellite_part: FloatArray,
    target: FloatArray,
    launch_usd_per_kg: FloatArray,
    satellite_usd_per_w: FloatArray,
    watts_per_kg: FloatArray,
) -> BreakEven:
    """Break-even launch price, satellite price and mass density.

    The own cost of orbit is linear in the launch price and in the satellite's price, and
    inverse in the watts per kilogram:

    Equation
    --------
    p* = p (1 + (T - L) / L_p)  for a part L_p that is proportional to the price p

    Parameters
    ----------
    own : ndarray, shape (n, Y) [USD_2026/GPU_hour]
        Own cost L of orbit.
    launch_part, satellite_part : ndarray, shape (n, Y) [USD_2026/GPU_hour]
        What of it is proportional to the launch price and to the satellite's price, insurance
        included.
    target : ndarray, shape (n, Y) [USD_2026/GPU_hour]
        Own cost T at which both sides cost the same.
    launch_usd_per_kg, satellite_usd_per_w, watts_per_kg : ndarray
        The figures as drawn.

    Examples
    --------
    >>> one = np.array([[1.0]])
    >>> found = break_even(4 * one, one, 2 * one, 3.5 * one, 1000 * one, 20 * one, 25 * one)
    >>> float(found.launch_usd_per_kg[0, 0]), float(found.satellite_usd_per_w[0, 0])
    (500.0, 15.0)
    >>> float(found.watts_per_kg[0, 0])
    50.0
    """
    room = target - own
    with np.errstate(divide="ignore", invalid="ignore"):
        launch = launch_usd_per_kg * (1.0 + room / launch_part)
        satellite = satellite_usd_per_w * (1.0 + room / satellite_part)
        allowed = launch_part + room
        density = np.where(allowed > 0.0, watts_per_kg * launch_part / allowed, np.inf)
    return BreakEven(launch, satellite, density)
