"""Radiators: edge-on to the Sun and to the Earth, with a hot array in view.

The fin efficiency multiplies the *net* exchange of a face, as it does in the fin equation with a
sink. A figure of W/m2 is per planform area, both faces together, unless the name says otherwise.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import KELVIN_OFFSET, SIGMA, T_COSMIC_BACKGROUND, FloatArray
from dawndusk.errors import InputError
from dawndusk.limits import require_within
from dawndusk.orbit.earth_view import view_factor
from dawndusk.satellite import Numbers
from dawndusk.satellite.loop import coolant_radiating_temperature

__all__ = [
    "Radiator",
    "fourth_power",
    "net_flux",
    "panel_temperature",
    "radiator",
    "sink_fourth_power",
]

_SPACE_K4 = T_COSMIC_BACKGROUND**4


class Radiator(NamedTuple):
    """Size of a radiator.

    Attributes
    ----------
    flux_w_m2 : ndarray [W/m2]
        Heat rejected per planform area, all faces together.
    area_m2 : ndarray [m2]
        Planform area that rejects the heat.
    sink_c : ndarray [degC]
        Where a face would settle without heat of its own.
    """

    flux_w_m2: FloatArray
    area_m2: FloatArray
    sink_c: FloatArray


def fourth_power(temperature: FloatArray) -> FloatArray:
    """Fourth power by two products, which is several times faster than a power.

    Examples
    --------
    >>> float(fourth_power(np.array(3.0)))
    81.0
    """
    square = temperature * temperature
    return square * square


def sink_fourth_power(
    earth_infrared_w_m2: Numbers,
    earth_view_factor: Numbers,
    emissivity: Numbers,
    absorbed_sunlight_w_m2: Numbers = 0.0,
    array_view_factor: Numbers = 0.0,
    array_emissivity: Numbers = 1.0,
    array_k4: Numbers = 0.0,
) -> FloatArray:
    r"""Fourth power of the temperature at which one face would settle without heat of its own.

    .. math:: T_s^4 = \frac{F_E\,q_E + q_\odot/\varepsilon}{\sigma}
              + F_a \varepsilon_a T_a^4 + (1 - F_E - F_a)\,T_0^4

    Parameters
    ----------
    earth_infrared_w_m2 : array_like [W/m2]
        Infrared exitance of the Earth, q_E.
    earth_view_factor : array_like [1]
        View factor of one face onto the Earth, F_E.
    emissivity : array_like [1]
        Of the face.
    absorbed_sunlight_w_m2 : array_like [W/m2]
        Sunlight, direct and reflected, that one face absorbs on average.
    array_view_factor : array_like [1]
        View factor of one face onto the back of the solar array, F_a.
    array_emissivity : array_like [1]
        Of the back of the array.
    array_k4 : array_like [K4]
        Fourth power of the array's temperature.

    Returns
    -------
    ndarray [K4]
        Fourth power of the sink temperature.

    Notes
    -----
    Grey and diffuse, without a second reflection between array and radiator. The part of the
    Earth that stands behind the array is not taken off, which makes the sink warmer than it is.

    References
    ----------
    Gilmore (ed.), Spacecraft Thermal Control Handbook, 2002, ch. 2 and 6.

    Examples
    --------
    At 650 km an edge-on face settles at 178 K in the infrared of the Earth alone.

    >>> round(float(sink_fourth_power(237.0, 0.2407, 0.9)) ** 0.25, 1)
    178.1
    """
    f_earth = np.asarray(earth_view_factor, dtype=np.float64)
    f_array = np.asarray(array_view_factor, dtype=np.float64)
    outside = f_earth * earth_infrared_w_m2 + absorbed_sunlight_w_m2 / np.asarray(emissivity)
    space = (1.0 - f_earth - f_array) * _SPACE_K4
    return np.asarray(outside / SIGMA + f_array * array_emissivity * array_k4 + space)


def net_flux(
    panel_k4: Numbers, sink_k4: Numbers, emissivity: Numbers, fin_efficiency: Numbers
) -> FloatArray:
    r"""Heat that a two-sided radiator rejects per planform area.

    .. math:: q = 2\,\varepsilon\,\eta\,\sigma\,(T^4 - T_s^4)

    Parameters
    ----------
    panel_k4, sink_k4 : array_like [K4]
        Fourth powers of the temperature at the root of the fins and of the sink of each face.
    emissivity, fin_efficiency : array_like [1]
        Of the panel; the efficiency is net heat over that of an isothermal panel at the root.

    Returns
    -------
    ndarray [W/m2]
        Of planform, both faces together; negative if the sink is hotter than the panel.

    References
    ----------
    Gilmore (ed.), Spacecraft Thermal Control Handbook, 2002, ch. 6.

    Examples
    --------
    A black plate at 20 degC before a sky of 0 K, the 838 W/m2 that is often quoted:

    >>> round(float(net_flux(293.15**4, 0.0, 1.0, 1.0)), 1)
    837.5
    """
    exchange = 2.0 * SIGMA * np.asarray(emissivity) * fin_efficiency
    return np.asarray(exchange * (np.asarray(panel_k4) - sink_k4))


def panel_temperature(
    coolant_return_c: Numbers,
    coolant_supply_c: Numbers,
    panel_drop_k: Numbers,
    sink_k: Numbers = 0.0,
) -> FloatArray:
    r"""Temperature at the root of the fins from the temperatures of the coolant.

    .. math:: T = \bar T(T_i, T_o, T_s) - \Delta T

    Parameters
    ----------
    coolant_return_c : array_like [degC]
        Coolant that comes hot from the chips and enters the radiator.
    coolant_supply_c : array_like [degC]
        Coolant that leaves the radiator towards the chips.
    panel_drop_k : array_like [K]
        Through the coolant's film, the tube and the joint.
    sink_k : array_like [K]
        Surroundings of the panel; 0 is empty space.

    Returns
    -------
    ndarray [K]
        Temperature at the root of the fins.

    References
    ----------
    Equation of :func:`dawndusk.satellite.loop.coolant_radiating_temperature`.

    Examples
    --------
    >>> round(float(panel_temperature(55.0, 45.0, 5.0)) - 273.15, 2)
    44.94
    """
    inlet = np.asarray(coolant_return_c, dtype=np.float64) + KELVIN_OFFSET
    outlet = np.asarray(coolant_supply_c, dtype=np.float64) + KELVIN_OFFSET
    return np.asarray(coolant_radiating_temperature(inlet, outlet, sink_k) - panel_drop_k)


def radiator(
    power_kw: float,
    temperature_c: float,
    altitude_km: float,
    emissivity: float,
    fin_efficiency: float,
    earth_infrared_w_m2: float,
    absorbed_sunlight_w_m2: float = 0.0,
    array_view_factor: float = 0.0,
    array_temperature_c: float = 0.0,
    array_emissivity: float = 1.0,
    sides: float = 2.0,
) -> Radiator:
    r"""Flux and planform area of a radiator that is edge-on to the Sun and to the Earth.

    .. math:: q = n\,\varepsilon\,\eta\,\sigma\,(T^4 - T_s^4), \qquad A = Q / q, \qquad
        T_s^4 = \frac{F_E\,q_E + q_\odot/\varepsilon}{\sigma} + F_a \varepsilon_a T_a^4
        + (1 - F_E - F_a)\,T_0^4

    Parameters
    ----------
    power_kw : array_like [kW]
        Heat to reject.
    temperature_c : array_like [degC]
        At the root of the fins.
    altitude_km : array_like [km]
        Of the orbit; gives the exact view factor of an edge-on plate onto the Earth.
    emissivity : array_like [1]
        Of both faces.
    fin_efficiency : array_like [1]
        Multiplies the net exchange.
    earth_infrared_w_m2 : array_like [W/m2]
        Infrared exitance of the Earth.
    absorbed_sunlight_w_m2 : array_like [W/m2]
        Direct and reflected sunlight that one face absorbs on average.
    array_view_factor : array_like [1]
        View factor of one face onto the back of the solar array; 0 leaves it out.
    array_temperature_c : array_like [degC]
        Of the array, if it is in view.
    array_emissivity : array_like [1]
        Of the back of the array, if it is in view.
    sides : array_like [1]
        Faces n that radiate, 1 or 2; the back of one of 1 passes no heat.

    Returns
    -------
    Radiator
        flux_w_m2 : ndarray [W/m2] of planform, all faces together;
        area_m2 : ndarray [m2] of planform;
        sink_c : ndarray [degC] where a face would settle without heat of its own.

    Notes
    -----
    All faces see the same surroundings. No second reflection between array and radiator.

    References
    ----------
    Gilmore (ed.), Spacecraft Thermal Control Handbook, 2002, ch. 6; Howell, A Catalog of Radiation
    Heat Transfer Configuration Factors, B-43 (view factor to the Earth).

    Examples
    --------
    100 kW at 50 degC and 650 km need 99 m2, as long as no array is in view.

    >>> size = radiator(100.0, 50.0, 650.0, 0.9, 1.0, 237.0)
    >>> round(float(size.flux_w_m2), 1), round(float(size.area_m2), 1)
    (1010.3, 99.0)
    """
    require_within(
        power_kw=(power_kw, 0.0, np.inf),
        temperature_c=(temperature_c, -KELVIN_OFFSET, 2000.0),
        emissivity=(emissivity, 1e-6, 1.0),
        fin_efficiency=(fin_efficiency, 1e-6, 1.0),
        earth_infrared_w_m2=(earth_infrared_w_m2, 0.0, 1000.0),
        absorbed_sunlight_w_m2=(absorbed_sunlight_w_m2, 0.0, 1500.0),
        array_view_factor=(array_view_factor, 0.0, 0.5),
        array_temperature_c=(array_temperature_c, -KELVIN_OFFSET, 2000.0),
        array_emissivity=(array_emissivity, 0.0, 1.0),
        sides=(sides, 1.0, 2.0),
    )
    sink_k4 = sink_fourth_power(
        earth_infrared_w_m2,
        view_factor(altitude_km).edge_on,
        emissivity,
        absorbed_sunlight_w_m2,
        array_view_factor,
        array_emissivity,
        fourth_power(np.asarray(array_temperature_c, dtype=np.float64) + KELVIN_OFFSET),
    )
    panel_k4 = fourth_power(np.asarray(temperature_c, dtype=np.float64) + KELVIN_OFFSET)
    flux = 0.5 * np.asarray(sides) * net_flux(panel_k4, sink_k4, emissivity, fin_efficiency)
    if not np.all(flux > 0.0):
        raise InputError(
            "the radiator cannot reject heat: its surroundings are hotter than the panel",
            got=f"temperature_c={temperature_c}",
            allowed=f"above {float(np.max(sink_k4)) ** 0.25 - KELVIN_OFFSET:.1f} degC",
            remedy="raise temperature_c or turn the array out of view",
        )
    sink_c = np.asarray(np.sqrt(np.sqrt(sink_k4)) - KELVIN_OFFSET)
    return Radiator(flux, np.asarray(1e3 * np.asarray(power_kw) / flux), sink_c)
