"""Batteries: through the longest shadow, or through a safe mode, whichever asks for more."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import SECONDS_PER_HOUR, FloatArray
from dawndusk.limits import require_within
from dawndusk.satellite import Numbers

__all__ = ["Battery", "BatterySize", "battery", "battery_size", "delivered_energy_wh"]


class Battery(NamedTuple):
    """Size of a battery.

    Attributes
    ----------
    capacity_wh : ndarray [Wh]
        Nameplate.
    mass_kg : ndarray [kg]
        Of the pack.
    """

    capacity_wh: FloatArray
    mass_kg: FloatArray


class BatterySize(NamedTuple):
    """Battery of one satellite, as the calculator gives it.

    Attributes
    ----------
    kwh : ndarray [kWh]
        Delivered through the shadow.
    nameplate_kwh : ndarray [kWh]
        Bought.
    kg : ndarray [kg]
        Of the pack.
    """

    kwh: FloatArray
    nameplate_kwh: FloatArray
    kg: FloatArray


def delivered_energy_wh(power_w: Numbers, shadow_min: Numbers) -> FloatArray:
    r"""Energy that a load takes through a shadow.

    .. math:: E = P\,T_e

    Parameters
    ----------
    power_w : array_like [W]
        Load in the shadow.
    shadow_min : array_like [minute]
        Length of the shadow.

    Returns
    -------
    ndarray [Wh]
        At the load.

    References
    ----------
    Wertz and Larson (ed.), Space Mission Analysis and Design, 3rd ed., 1999, eq. 11-8.

    Examples
    --------
    100 kW through 19.73 min:

    >>> round(float(delivered_energy_wh(100e3, 19.73)) / 1e3, 1)
    32.9
    """
    seconds = 60.0 * np.asarray(shadow_min, dtype=np.float64)
    return np.asarray(np.asarray(power_w) * seconds / SECONDS_PER_HOUR)


def battery(
    energy_wh: Numbers,
    depth_of_discharge: Numbers,
    specific_energy_wh_per_kg: Numbers,
    discharge_efficiency: Numbers = 1.0,
) -> Battery:
    r"""Capacity and mass of the battery that delivers an energy.

    .. math:: C = \frac{E}{D\,n}, \qquad m = C / e

    Parameters
    ----------
    energy_wh : array_like [Wh]
        Delivered to the load, E.
    depth_of_discharge : array_like [1]
        Share of the nameplate that may be used, D; it sets how many cycles the cells live.
    specific_energy_wh_per_kg : array_like [Wh/kg]
        Of the pack, e.
    discharge_efficiency : array_like [1]
        From the cells to the load, n.

    Returns
    -------
    Battery
        Capacity [Wh] and mass [kg].

    Notes
    -----
    Fading with cycles and age is in the choice of the depth of discharge.

    References
    ----------
    Wertz and Larson (ed.), 1999, eq. 11-8.

    Examples
    --------
    32.9 kWh at 30 % depth and 150 Wh/kg, and at 50 % and 200 Wh/kg:

    >>> round(float(battery(32.88e3, 0.30, 150.0).mass_kg))
    731
    >>> round(float(battery(32.88e3, 0.50, 200.0).mass_kg))
    329
    """
    usable = np.asarray(depth_of_discharge) * np.asarray(discharge_efficiency)
    capacity = np.asarray(energy_wh) / usable
    return Battery(np.asarray(capacity), np.asarray(capacity / specific_energy_wh_per_kg))


def battery_size(
    power_kw: Numbers, eclipse_min: Numbers, depth_of_discharge: Numbers, wh_per_kg: Numbers
) -> BatterySize:
    r"""Battery that carries a load through a shadow.

    .. math:: E = P\,T_e, \qquad m = \frac{E}{D\,e}

    Parameters
    ----------
    power_kw : array_like [kW]
        Load in the shadow, P, at the terminals of the battery.
    eclipse_min : array_like [minute]
        Length of the shadow, T_e.
    depth_of_discharge : array_like [1]
        Share of the nameplate that may be used, D; it sets how many cycles the cells live.
    wh_per_kg : array_like [Wh/kg]
        Specific energy of the pack, e.

    Returns
    -------
    kwh : ndarray [kWh]
        Delivered through the shadow.
    nameplate_kwh : ndarray [kWh]
        Capacity that is bought, E / D.
    kg : ndarray [kg]
        Mass of the pack.

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    Losses between battery and load are left out, as is a safe mode that lasts longer than the
    shadow; the closed satellite has both.

    References
    ----------
    Wertz and Larson (ed.), Space Mission Analysis and Design, 3rd ed., 1999, eq. 11-8.

    Examples
    --------
    100 kW through the longest shadow at 650 km, at 30 % depth and 150 Wh/kg:

    >>> size = battery_size(100.0, 19.73, 0.30, 150.0)
    >>> round(float(size.kwh), 1), round(float(size.kg))
    (32.9, 731)
    """
    require_within(
        power_kw=(power_kw, 0.0, 1e9),
        eclipse_min=(eclipse_min, 0.0, 1e6),
        depth_of_discharge=(depth_of_discharge, 1e-3, 1.0),
        wh_per_kg=(wh_per_kg, 1e-3, 1e5),
    )
    energy = delivered_energy_wh(1e3 * np.asarray(power_kw), eclipse_min)
    size = battery(energy, depth_of_discharge, wh_per_kg)
    return BatterySize(energy / 1e3, size.capacity_wh / 1e3, size.mass_kg)
