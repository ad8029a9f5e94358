"""Solar arrays: how much power they must give, give when new and when old, and how hot they run."""

from __future__ import annotations

import numpy as np

from dawndusk.constants import KELVIN_OFFSET, SIGMA, SOLAR_CONSTANT, FloatArray
from dawndusk.satellite import Numbers

__all__ = [
    "STANDARD_CELL_K",
    "array_power_required",
    "array_temperature",
    "life_share",
    "power_per_area",
]

STANDARD_CELL_K = KELVIN_OFFSET + 28.0  # K, AIAA S-111A-2014: cells are rated at 28 degC, AM0


def array_power_required(
    shadow_load_w: Numbers,
    shadow_min: Numbers,
    sunlit_load_w: Numbers,
    sunlit_min: Numbers,
    shadow_path_efficiency: Numbers,
    sunlit_path_efficiency: Numbers,
) -> FloatArray:
    r"""Power that the array must give in sunlight to carry both halves of the orbit.

    .. math:: P_{sa} = \frac{P_e T_e / X_e + P_d T_d / X_d}{T_d}

    Parameters
    ----------
    shadow_load_w, sunlit_load_w : array_like [W]
        Load in shadow, P_e, and in sunlight, P_d.
    shadow_min, sunlit_min : array_like [minute]
        Time in shadow, T_e, and in sunlight, T_d, of one orbit.
    shadow_path_efficiency : array_like [1]
        From the array through the battery to the load, X_e.
    sunlit_path_efficiency : array_like [1]
        From the array straight to the load, X_d.

    Returns
    -------
    ndarray [W]
        At the terminals of the array, at the end of its life.

    References
    ----------
    Wertz and Larson (ed.), Space Mission Analysis and Design, 3rd ed., 1999, eq. 11-5.

    Examples
    --------
    FireSat: 110 W day and night, 35.3 min of shadow, 63.5 min of sunlight.

    >>> round(float(array_power_required(110.0, 35.3, 110.0, 63.5, 0.60, 0.80)), 1)
    239.4
    """
    in_shadow = np.asarray(shadow_load_w) * shadow_min / np.asarray(shadow_path_efficiency)
    direct = np.asarray(sunlit_load_w) / np.asarray(sunlit_path_efficiency)
    return np.asarray(in_shadow / np.asarray(sunlit_min) + direct)


def power_per_area(
    efficiency: Numbers,
    packing: Numbers,
    pointing_loss: Numbers = 0.0,
    temperature_coefficient_per_k: Numbers = 0.0,
    temperature_k: Numbers = STANDARD_CELL_K,
    sunlight_w_m2: Numbers = SOLAR_CONSTANT,
) -> FloatArray:
    r"""Power of a new array per panel area.

    .. math:: p = S\,\eta_{28}\,k\,(1 - \lambda)\,[1 + b\,(T - 28\,^\circ\mathrm{C})]

    Parameters
    ----------
    efficiency : array_like [1]
        Of the cells at 28 degC in the sunlight of space.
    packing : array_like [1]
        Cell area over panel area, k, with wiring and mismatch losses.
    pointing_loss : array_like [1]
        Share lost to the angle and the distance of the Sun.
    temperature_coefficient_per_k : array_like [1/K]
        Relative change of the efficiency, b; negative.
    temperature_k : array_like [K]
        Of the cells.
    sunlight_w_m2 : array_like [W/m2]
        Irradiance.

    Returns
    -------
    ndarray [W/m2]
        Of panel, at the beginning of life.

    References
    ----------
    Wertz and Larson (ed.), 1999, table 11-34, step 4, with the temperature term written out.

    Examples
    --------
    FireSat: 14.8 % silicon, inherent degradation 0.77, worst Sun angle 23.5 degrees.

    >>> import numpy as np
    >>> tilt_loss = 1.0 - np.cos(np.radians(23.5))
    >>> round(float(power_per_area(0.148, 0.77, tilt_loss, sunlight_w_m2=1367.0)), 1)
    142.9
    """
    standard = np.asarray(efficiency) * packing * (1.0 - np.asarray(pointing_loss)) * sunlight_w_m2
    warmth = np.asarray(temperature_k) - STANDARD_CELL_K
    return np.asarray(standard * (1.0 + np.asarray(temperature_coefficient_per_k) * warmth))


def life_share(degradation_per_year: Numbers, life_years: Numbers) -> FloatArray:
    """Power at the end of life over power when new.

    .. math:: L_d = (1 - d)^L

    Parameters
    ----------
    degradation_per_year : array_like [1/year]
        Share of its power that the array loses each year, d.
    life_years : array_like [year]
        L.

    Returns
    -------
    ndarray [1]
        Share that is left.

    References
    ----------
    Wertz and Larson (ed.), 1999, eq. 11-7.

    Examples
    --------
    >>> round(float(life_share(0.0375, 5.0)), 3)
    0.826
    """
    return np.asarray(np.exp(np.asarray(life_years) * np.log1p(-np.asarray(degradation_per_year))))


def array_temperature(
    absorbed_w_m2: Numbers,
    electrical_w_m2: Numbers,
    emissivity_front: Numbers,
    emissivity_back: Numbers,
    earth_infrared_w_m2: Numbers = 0.0,
    earth_view_factor: Numbers = 0.0,
    absorbed_from_radiators_w_m2: Numbers = 0.0,
) -> FloatArray:
    r"""Temperature of a panel that faces the Sun and radiates from both faces.

    .. math:: \sigma (\varepsilon_f + \varepsilon_b) T^4 = \alpha S - p
              + (\varepsilon_f + \varepsilon_b) F_E\,q_E + q_r

    Parameters
    ----------
    absorbed_w_m2 : array_like [W/m2]
        Sunlight absorbed by the front, alpha S.
    electrical_w_m2 : array_like [W/m2]
        Power taken out as electricity, p.
    emissivity_front, emissivity_back : array_like [1]
        Of the two faces.
    earth_infrared_w_m2 : array_like [W/m2]
        Infrared exitance of the Earth, q_E.
    earth_view_factor : array_like [1]
        Of each face onto the Earth, F_E; edge-on for a panel that faces the Sun from a
        dawn-dusk orbit.
    absorbed_from_radiators_w_m2 : array_like [W/m2]
        Heat of the radiators that the back absorbs, q_r, per panel area.

    Returns
    -------
    temperature_k : ndarray [K]
        Steady temperature, the same through the panel.

    Notes
    -----
    Neglects the few kelvin between the faces of a thin panel, and the sky of 2.7 K.

    References
    ----------
    Gilmore (ed.), Spacecraft Thermal Control Handbook, 2002, ch. 2.

    Examples
    --------
    No electricity taken out, no Earth:

    >>> round(float(array_temperature(0.92 * 1361.0, 0.0, 0.85, 0.90)) - 273.15, 2)
    62.01
    """
    emissivity = np.asarray(emissivity_front) + emissivity_back
    gain = np.asarray(absorbed_w_m2) - electrical_w_m2 + absorbed_from_radiators_w_m2
    earth = np.asarray(earth_view_factor) * earth_infrared_w_m2
    return np.asarray(np.sqrt(np.sqrt((gain / emissivity + earth) / SIGMA)))
