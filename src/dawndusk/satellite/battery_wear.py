"""What wears a battery: cycles of changing depth, and age."""

from __future__ import annotations

from typing import Final

import numpy as np

from dawndusk.constants import GAS_CONSTANT, KELVIN_OFFSET, FloatArray
from dawndusk.satellite import Numbers

__all__ = ["calendar_fade", "cycle_life", "season_wear"]

REFERENCE_C: Final = 20.0  # degC, at which the catalogue gives the calendar fade
REFERENCE_CHARGE: Final = 0.5  # charge at which it does


def cycle_life(
    depth_of_discharge: Numbers, cycles_at_full_depth: Numbers, depth_exponent: Numbers
) -> FloatArray:
    r"""Cycles of one depth until four fifths of the capacity are left.

    .. math:: N(D) = N_1 D^{-k}

    Parameters
    ----------
    depth_of_discharge : array_like [1]
        Depth of each cycle over the capacity, D.
    cycles_at_full_depth : array_like [1]
        N_1.
    depth_exponent : array_like [1]
        k; 1 where only the charge that goes through wears the cells.

    Returns
    -------
    ndarray [1]
        Cycles; infinite at no depth.

    Notes
    -----
    At moderate temperature and current; low-orbit cells are discharged within half an hour.

    References
    ----------
    Imamura et al. 2008, 27th Space Energy Symposium, JAXA (40,000 cycles at 25 %).

    Examples
    --------
    Half the depth, 3.5 times the cycles:

    >>> cycle_life([1.0, 0.5, 0.25], 2500.0, 1.8).round(-2)
    array([ 2500.,  8700., 30300.])
    """
    depth = np.asarray(depth_of_discharge, dtype=np.float64)
    with np.errstate(divide="ignore"):
        return np.asarray(cycles_at_full_depth * depth ** -np.asarray(depth_exponent))


def season_wear(depth_exponent: Numbers) -> FloatArray:
    r"""Wear by the cycles of a shadow season over that by as many of the season's deepest.

    .. math:: m = \int_0^1 (1 - x^2)^{k/2}\,dx
              = \frac{\sqrt{\pi}}{2}\,\frac{\Gamma(k/2 + 1)}{\Gamma(k/2 + 3/2)}

    Parameters
    ----------
    depth_exponent : array_like [1]
        Exponent k of :func:`cycle_life`.

    Returns
    -------
    ndarray [1]
        Mean of the depth to the power k, over that of the longest shadow.

    Notes
    -----
    A dawn-dusk orbit is in season around one solstice: the Sun's angle to the orbit is a parabola
    of the day, so that the shadow's length falls from the middle of the season, x = 0, to its
    edges, x = 1, as the root of 1 - x^2, and the depth goes with it. The load in shadow stays. With
    the real Sun the mean is higher, by 1 % at 1,000 km, 3 % at 650 and 6 % at 400.

    References
    ----------
    Miner 1945, J. Applied Mechanics 12, A159 (wear adds up); Wallis's integral in closed form.

    Examples
    --------
    The mean of a quarter of a circle, and of its square:

    >>> season_wear([1.0, 2.0]).round(3)
    array([0.785, 0.667])
    """
    from scipy.special import gammaln

    half = 0.5 * np.asarray(depth_exponent, dtype=np.float64)
    return np.asarray(0.5 * np.sqrt(np.pi) * np.exp(gammaln(half + 1.0) - gammaln(half + 1.5)))


def calendar_fade(
    fade_per_year: Numbers,
    temperature_c: Numbers,
    mean_charge: Numbers,
    activation_kj_per_mol: Numbers,
    charge_sensitivity: Numbers,
) -> FloatArray:
    r"""Capacity that age alone takes in a year, at a temperature and charge.

    .. math:: f = f_0 \exp\Big[\frac{E_a}{R} \Big(\frac{1}{T_0} - \frac{1}{T}\Big)
              + c\,(s - 0.5)\Big], \quad T_0 = 293.15\,\mathrm{K}

    Parameters
    ----------
    fade_per_year : array_like [1/year]
        At 20 degC and half charge, f_0.
    temperature_c : array_like [degC]
        Mean temperature of the cells, T.
    mean_charge : array_like [1]
        Mean charge over the capacity, s.
    activation_kj_per_mol : array_like [kJ/mol]
        Activation energy, E_a.
    charge_sensitivity : array_like [1]
        c.

    Returns
    -------
    ndarray [1/year]
        Share of the capacity.

    Notes
    -----
    Even over the years. Cells in store lose more in the first years than later, with the root of
    time; the catalogue's figure is a mean over the years of a mission.

    References
    ----------
    Arrhenius's law; reviews of calendar ageing give 50 to 70 kJ/mol.

    Examples
    --------
    Ten kelvin more make it twice as fast, full instead of half-full too:

    >>> calendar_fade(0.01, [20.0, 30.0, 20.0], [0.5, 0.5, 1.0], 55.0, 1.4).round(3)
    array([0.01 , 0.021, 0.02 ])
    """
    kelvin = np.asarray(temperature_c, dtype=np.float64) + KELVIN_OFFSET
    colder = 1.0 / (REFERENCE_C + KELVIN_OFFSET) - 1.0 / kelvin
    charge = np.asarray(mean_charge, dtype=np.float64) - REFERENCE_CHARGE
    joule = 1e3 * np.asarray(activation_kj_per_mol)
    growth = joule / GAS_CONSTANT * colder + charge_sensitivity * charge
    return np.asarray(fade_per_year * np.exp(growth))
