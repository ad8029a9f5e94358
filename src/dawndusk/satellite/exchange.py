"""Array and radiator warm each other: both areas and both temperatures at once.

The radiator stands at a right angle behind the array, on its mid-line, as wide as the array, and
so is edge-on to the Sun and to the Earth. Each of its faces sees one half of the array's back.
The exchange is linear in the fourth powers of the temperatures; what is left to iterate is the
radiator's area, on which the view factor hangs, and the cells' efficiency, which falls with heat.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import SIGMA, FloatArray
from dawndusk.satellite import Numbers
from dawndusk.satellite.array import STANDARD_CELL_K
from dawndusk.satellite.radiator import fourth_power
from dawndusk.satellite.rectangles import perpendicular_strip

__all__ = ["SWEEPS", "Exchange", "array_and_radiator"]

SWEEPS: Final = 4  # leaves a relative residual below 1e-6 over the whole range of the catalogue
SWEEPS_AGAIN: Final = 2  # from a start that is nearly right


class Exchange(NamedTuple):
    """Sizes and temperatures of an array and a radiator that see each other.

    Attributes
    ----------
    array_area_m2 : ndarray [m2]
        Panel area that gives the power at its own temperature.
    array_k : ndarray [K]
        Temperature of the array.
    radiator_area_m2 : ndarray [m2]
        Planform area that rejects the heat.
    sink_k4 : ndarray [K4]
        Fourth power of the sink temperature of a radiator face, the array included.
    view_factor : ndarray [1]
        From one radiator face onto the half of the array on its side.
    residual : ndarray [1]
        Relative change of the radiator's area in the last sweep.
    """

    array_area_m2: FloatArray
    array_k: FloatArray
    radiator_area_m2: FloatArray
    sink_k4: FloatArray
    view_factor: FloatArray
    residual: FloatArray


def array_and_radiator(
    array_power_w: Numbers,
    power_per_area_w_m2: Numbers,
    temperature_coefficient_per_k: Numbers,
    absorbed_w_m2: Numbers,
    emissivity_front: Numbers,
    emissivity_back: Numbers,
    heat_w: Numbers,
    panel_k4: Numbers,
    outside_sink_k4: Numbers,
    radiator_emissivity: Numbers,
    fin_efficiency: Numbers,
    width_ratio: Numbers,
    start: Exchange | None = None,
) -> Exchange:
    r"""Areas and temperatures of array and radiator, each in sight of the other.

    With R, s, x the fourth powers of the panel, its sink and the array, F the view factor of a
    radiator face onto its half of the array, and M the mean fourth power over the fin,

    .. math::

        s = s_0 + F \varepsilon_b x, \quad M = \eta R + (1 - \eta) s, \quad
        Q = 2 \varepsilon \eta \sigma A_r (R - s)

        \sigma (\varepsilon_f + \varepsilon_b) x
            = q_{abs} - p(x) + \varepsilon_b \varepsilon \sigma M\, 2 A_r F / A_a, \quad
        P = A_a\,p(x)

    Parameters
    ----------
    array_power_w : array_like [W]
        Electrical power taken from the array, P.
    power_per_area_w_m2 : array_like [W/m2]
        Which it gives at 28 degC.
    temperature_coefficient_per_k : array_like [1/K]
        Relative change of that with temperature; negative.
    absorbed_w_m2 : array_like [W/m2]
        Sunlight and infrared of the Earth absorbed per panel area, both faces together.
    emissivity_front, emissivity_back : array_like [1]
        Of the array.
    heat_w : array_like [W]
        That the radiator rejects, Q.
    panel_k4 : array_like [K4]
        Fourth power of the temperature at the root of the fins, R.
    outside_sink_k4 : array_like [K4]
        Fourth power of the sink temperature without the array, s_0.
    radiator_emissivity, fin_efficiency : array_like [1]
        Of both faces of the radiator.
    width_ratio : array_like [1]
        Width of the array, along the radiator, over its length.
    start : Exchange, optional
        Of nearly the same inputs: fewer sweeps are then enough.

    Returns
    -------
    Exchange
        Areas, temperatures, view factor and what is left unsettled; nan where the sink without
        the array is already hotter than the panel.

    Notes
    -----
    Each sweep solves the exchange exactly for the view factor at hand, takes one Newton step in
    the array's temperature and one secant step in the radiator's area. The map of the area is
    increasing and concave, so that the sweeps cannot overshoot. Second reflections, the shade
    that the radiator gives the array's view of the Earth, and the ends of the wings that sag out
    of the plane are left out.

    References
    ----------
    Gilmore (ed.), Spacecraft Thermal Control Handbook, 2002, ch. 15 (lumped network); Howell,
    catalogue of configuration factors, C-14.

    Examples
    --------
    Without emission from the array's back there is nothing to exchange: 1,000 W/m2 of panel and
    100 kW make 100 m2.

    >>> k4 = 1000.0 / (2.0 * 5.670374419e-8)
    >>> size = array_and_radiator(1e5, 250.0, 0.0, 1250.0, 0.85, 0.0, 1e5, k4, 0.0, 1.0, 1.0, 0.3)
    >>> round(float(size.radiator_area_m2), 6), round(float(size.array_area_m2), 6)
    (100.0, 400.0)
    """
    P, p28 = np.asarray(array_power_w, dtype=np.float64), np.asarray(power_per_area_w_m2)
    eb, eta = np.asarray(emissivity_back), np.asarray(fin_efficiency)
    eps, R = np.asarray(radiator_emissivity), np.asarray(panel_k4)
    s0, absorbed = np.asarray(outside_sink_k4), np.asarray(absorbed_w_m2) / SIGMA
    slope = p28 * np.asarray(temperature_coefficient_per_k)  # W/m2 per K, of the cells
    emissivity = eb + emissivity_front
    coupling = eb * eps
    isothermal = eta * R + (1.0 - eta) * s0
    lift = np.asarray(R - s0)
    lift = np.where(lift > 0.0, lift, np.nan)
    bare = np.asarray(heat_w) / (2.0 * SIGMA * eps * eta * lift)  # area without the array
    half = 0.5 / np.asarray(width_ratio)

    T = np.sqrt(np.sqrt((absorbed - p28 / SIGMA) / emissivity)) if start is None else start.array_k
    area = bare * (1.0 + 0.2 * eb * fourth_power(T) / lift)
    if start is not None:
        area = np.where(lift > 0.0, start.radiator_area_m2, np.nan)
    last = area
    for _ in range(SWEEPS if start is None else SWEEPS_AGAIN):
        power = p28 + slope * (T - STANDARD_CELL_K)
        A = P / power
        width = np.sqrt(A * width_ratio)
        F, strip = perpendicular_strip(area / width, half * width, width)
        cubed = T * T * T
        x, per_array = cubed * T, (2.0 * coupling) / A
        mean = isothermal + ((1.0 - eta) * eb) * F * x
        per_lift = eb / lift
        seen = area * F  # exchange area of one face
        # the two balances, array and radiator, and their slopes in T and in area
        hot = absorbed - power / SIGMA + per_array * seen * mean - emissivity * x
        large = bare + per_lift * seen * x - area
        hot_T = 4.0 * (emissivity - per_array * seen * ((1.0 - eta) * eb) * F) * cubed
        hot_T = hot_T + slope / SIGMA
        hot_a = per_array * strip * mean
        large_T = 4.0 * per_lift * seen * cubed
        large_a = 1.0 - per_lift * strip * x
        determinant = hot_T * large_a - hot_a * large_T
        last = area
        area = area + (hot_T * large + large_T * hot) / determinant
        T = T + (hot * large_a + hot_a * large) / determinant
    residual = np.abs(area - last) / area
    array_area = P / (p28 + slope * (T - STANDARD_CELL_K))
    return Exchange(array_area, T, area, s0 + F * eb * fourth_power(T), F, residual)
