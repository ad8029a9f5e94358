"""One sheet that is array and radiator: cells on a share of its sunny face, white on the rest."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import KELVIN_OFFSET, SIGMA, SOLAR_CONSTANT, FloatArray
from dawndusk.errors import InputError
from dawndusk.limits import require_within
from dawndusk.orbit.earth_view import edge_on_view_factor
from dawndusk.satellite import Numbers
from dawndusk.satellite.array import STANDARD_CELL_K, power_per_area
from dawndusk.satellite.radiator import fourth_power

__all__ = ["SWEEPS", "IntegratedPanel", "IntegratedSize", "integrated_panel", "integrated_size"]

SWEEPS: Final = 6  # Newton from above; leaves less than 1e-6 K from 450 K down


class IntegratedPanel(NamedTuple):
    """A sheet that gives the power and sheds the heat.

    Attributes
    ----------
    area_m2 : ndarray [m2]
        Of the sheet, one face.
    cell_share : ndarray [1]
        Share of the sunny face under cells; 1 where the cells alone need the area.
    root_k : ndarray [K]
        Where the coolant meets the sheet; the hottest allowed unless all of it is cells.
    """

    area_m2: FloatArray
    cell_share: FloatArray
    root_k: FloatArray


class IntegratedSize(NamedTuple):
    """A sheet that gives the power and sheds the heat, for the calculator.

    Attributes
    ----------
    area_m2 : ndarray [m2]
        Of the sheet, one face.
    cell_share : ndarray [1]
        Share of the sunny face under cells.
    root_c : ndarray [degC]
        Where the coolant meets the sheet.
    """

    area_m2: FloatArray
    cell_share: FloatArray
    root_c: FloatArray


def integrated_panel(
    array_power_w: Numbers,
    heat_w: Numbers,
    power_per_area_w_m2: Numbers,
    temperature_coefficient_per_k: Numbers,
    sunlight_w_m2: Numbers,
    reflected_w_m2: Numbers,
    earth_w_m2: Numbers,
    cell_absorptivity: Numbers,
    cell_emissivity: Numbers,
    white_absorptivity: Numbers,
    white_emissivity: Numbers,
    back_emissivity: Numbers,
    fin_efficiency: Numbers,
    hottest_root_k: Numbers,
) -> IntegratedPanel:
    r"""Area and share of cells of a sheet that faces the Sun, gives power and sheds heat.

    .. math::

        \frac{P}{A} = f\,p(T), \qquad
        \frac{Q}{A} = \eta\,\big[f N_c + (1 - f) N_w\big]

        N_c = (\varepsilon_c + \varepsilon_b)(\sigma T^4 - F_E q_E)
              - \alpha_c S + p - \alpha_w S_b, \qquad
        N_w = (\varepsilon_w + \varepsilon_b)(\sigma T^4 - F_E q_E) - \alpha_w (S + S_b)

    so that, at the hottest temperature allowed,

    .. math:: f = \frac{\eta\,N_w}{p\,Q/P - \eta\,(N_c - N_w)}

    and, where that is more than 1, f = 1 and T follows.

    Parameters
    ----------
    array_power_w : array_like [W]
        Electrical power taken from the cells, P.
    heat_w : array_like [W]
        Brought back by the coolant, Q: the power less what goes into the battery.
    power_per_area_w_m2 : array_like [W/m2]
        Of cells at 28 degC, facing as they do, at their age.
    temperature_coefficient_per_k : array_like [1/K]
        Relative change of that, b; negative: p = p_28 [1 + b (T - 28 degC)].
    sunlight_w_m2 : array_like [W/m2]
        On the sunny face, direct and reflected, S.
    reflected_w_m2 : array_like [W/m2]
        On the other face, S_b.
    earth_w_m2 : array_like [W/m2]
        Infrared of the Earth on each face, F_E q_E.
    cell_absorptivity, cell_emissivity : array_like [1]
        Of the cells.
    white_absorptivity, white_emissivity : array_like [1]
        Of the white part of the sunny face; the back absorbs sunlight as it does.
    back_emissivity : array_like [1]
        Of the other face.
    fin_efficiency : array_like [1]
        Of the sheet between its tubes, on the net exchange, eta.
    hottest_root_k : array_like [K]
        Where the coolant meets the sheet, at most.

    Returns
    -------
    IntegratedPanel
        Area, share of cells and temperature; nan where the white part itself takes up heat at the
        hottest temperature allowed, so that no area is enough.

    Notes
    -----
    Cells and white in a fine pattern, so that both are as warm as their tubes; the cells are taken
    at the root's temperature, which is a little too hot for them. One temperature along the
    sheet. Faces see no other part of the satellite.

    References
    ----------
    Gilmore (ed.), Spacecraft Thermal Control Handbook, 2002, ch. 2 and 6; such sheets are proposed
    by Gaalema, arXiv:2604.07760, 2026.

    Examples
    --------
    All cells, all power brought back as heat, no Earth: 62 degC, whatever the cells give. At
    50 degC at most, a sixth of the face must be white.

    >>> at_most = np.array([400.0, 323.15])
    >>> sheet = integrated_panel(1e5, 1e5, 250.0, 0.0, 1361.0, 0.0, 0.0, 0.92, 0.85, 0.2, 0.9, 0.9,
    ...                          1.0, at_most)
    >>> (sheet.root_k - 273.15).round(2), sheet.cell_share.round(2), sheet.area_m2.round()
    (array([62.01, 50.  ]), array([1.  , 0.83]), array([400., 481.]))
    """
    P, p28 = np.asarray(array_power_w, dtype=np.float64), np.asarray(power_per_area_w_m2)
    hot, eta = np.asarray(hottest_root_k, dtype=np.float64), np.asarray(fin_efficiency)
    per_power = np.asarray(heat_w) / P
    slope = p28 * np.asarray(temperature_coefficient_per_k)
    behind = white_absorptivity * np.asarray(reflected_w_m2)
    on_white = white_absorptivity * np.asarray(sunlight_w_m2) + behind
    on_cells = cell_absorptivity * np.asarray(sunlight_w_m2) + behind
    e_white = np.asarray(white_emissivity) + back_emissivity
    e_cells = np.asarray(cell_emissivity) + back_emissivity

    p = p28 + slope * (hot - STANDARD_CELL_K)
    net = SIGMA * fourth_power(hot) - earth_w_m2
    white = eta * (e_white * net - on_white)
    cells = eta * (e_cells * net - on_cells + p)
    left = p * per_power - cells  # heat that a square metre of cells cannot shed
    some = np.where(white > 0.0, white / (np.where(white > 0.0, white, 1.0) + left), np.nan)
    full = left <= 0.0
    f = np.where(full, 1.0, some)

    # all cells, cooler than allowed: the balance is convex in T and starts above its root
    T = hot
    more = per_power - eta
    absorbed = on_cells + e_cells * np.asarray(earth_w_m2)
    for _ in range(SWEEPS):
        cubed = T * T * T
        excess = eta * (e_cells * SIGMA * cubed * T - absorbed)
        excess = excess - more * (p28 + slope * (T - STANDARD_CELL_K))
        T = T - excess / (4.0 * eta * e_cells * SIGMA * cubed - more * slope)
    root = np.where(full, T, hot + 0.0 * f)
    area = P / (f * (p28 + slope * (root - STANDARD_CELL_K)))
    return IntegratedPanel(np.asarray(area), f, np.asarray(root))


def integrated_size(
    array_power_kw: Numbers,
    heat_kw: Numbers,
    hottest_root_c: Numbers,
    altitude_km: Numbers,
    efficiency: Numbers,
    packing: Numbers,
    pointing_loss: Numbers,
    temperature_coefficient_per_k: Numbers,
    absorptivity: Numbers,
    emissivity_front: Numbers,
    emissivity_back: Numbers,
    white_absorptivity: Numbers,
    white_emissivity: Numbers,
    fin_efficiency: Numbers,
    earth_infrared_w_m2: Numbers,
    reflected_w_m2: Numbers = 0.0,
) -> IntegratedSize:
    r"""Size of one sheet that faces the Sun, gives the power and sheds the heat.

    .. math::

        \frac{P}{A} = f\,p(T), \qquad
        \frac{Q}{A} = \eta\,\big[f N_c + (1 - f) N_w\big], \qquad f \le 1

    with N_c and N_w the net heat that a square metre sheds under cells and under white.

    Parameters
    ----------
    array_power_kw : array_like [kW]
        Electrical power taken from the cells, P.
    heat_kw : array_like [kW]
        Brought back by the coolant, Q.
    hottest_root_c : array_like [degC]
        Where the coolant meets the sheet, at most.
    altitude_km : array_like [km]
        Of the orbit; both faces are edge-on to the Earth.
    efficiency : array_like [1]
        Of the cells at 28 degC in the sunlight of space.
    packing : array_like [1]
        Cell area over panel area where there are cells.
    pointing_loss : array_like [1]
        Share of sunlight lost to its angle and distance.
    temperature_coefficient_per_k : array_like [1/K]
        Relative change of the cells' power; negative.
    absorptivity : array_like [1]
        Of the part under cells, for sunlight.
    emissivity_front : array_like [1]
        Of the part under cells.
    emissivity_back : array_like [1]
        Of the other face.
    white_absorptivity : array_like [1]
        Of the white part, for sunlight.
    white_emissivity : array_like [1]
        Of the white part.
    fin_efficiency : array_like [1]
        Of the sheet between its tubes, on the net exchange.
    earth_infrared_w_m2 : array_like [W/m2]
        Infrared exitance of the Earth.
    reflected_w_m2 : array_like [W/m2]
        Sunlight reflected by the Earth on each face.

    Returns
    -------
    area_m2 : ndarray [m2]
        Of the sheet, one face.
    cell_share : ndarray [1]
        Share of the sunny face under cells.
    root_c : ndarray [degC]
        Where the coolant meets the sheet.

    Raises
    ------
    InputError
        Out of range, or a sheet that takes up more heat from the Sun than it can shed.

    Notes
    -----
    New cells. The pointing loss is taken off the power, not off the heat of the Sun.

    References
    ----------
    Gilmore (ed.), Spacecraft Thermal Control Handbook, 2002, ch. 2 and 6; such sheets are proposed
    by Gaalema, arXiv:2604.07760, 2026.

    Examples
    --------
    >>> sheet = integrated_size(120.0, 115.0, 48.0, 650.0, 0.22, 0.87, 0.05, -0.0035, 0.9, 0.83,
    ...                         0.85, 0.25, 0.89, 0.9, 237.0)
    >>> round(float(sheet.area_m2)), round(float(sheet.cell_share), 2)
    (797, 0.65)
    """
    require_within(
        array_power_kw=(array_power_kw, 1e-6, 1e9),
        heat_kw=(heat_kw, 0.0, 1e9),
        hottest_root_c=(hottest_root_c, -100.0, 200.0),
        altitude_km=(altitude_km, 150.0, 1e6),
        efficiency=(efficiency, 1e-3, 0.6),
        packing=(packing, 1e-3, 1.0),
        pointing_loss=(pointing_loss, 0.0, 0.9),
        temperature_coefficient_per_k=(temperature_coefficient_per_k, -0.01, 0.0),
        absorptivity=(absorptivity, 0.0, 1.0),
        emissivity_front=(emissivity_front, 1e-3, 1.0),
        emissivity_back=(emissivity_back, 0.0, 1.0),
        white_absorptivity=(white_absorptivity, 0.0, 1.0),
        white_emissivity=(white_emissivity, 1e-3, 1.0),
        fin_efficiency=(fin_efficiency, 1e-3, 1.0),
        earth_infrared_w_m2=(earth_infrared_w_m2, 0.0, 1000.0),
        reflected_w_m2=(reflected_w_m2, 0.0, 1000.0),
    )
    found = integrated_panel(
        1e3 * np.asarray(array_power_kw, dtype=np.float64),
        1e3 * np.asarray(heat_kw, dtype=np.float64),
        power_per_area(efficiency, packing, pointing_loss),
        temperature_coefficient_per_k,
        SOLAR_CONSTANT + np.asarray(reflected_w_m2),
        reflected_w_m2,
        np.asarray(earth_infrared_w_m2) * edge_on_view_factor(altitude_km),
        absorptivity,
        emissivity_front,
        white_absorptivity,
        white_emissivity,
        emissivity_back,
        fin_efficiency,
        np.asarray(hottest_root_c, dtype=np.float64) + KELVIN_OFFSET,
    )
    if not np.all(np.isfinite(found.area_m2)):
        raise InputError(
            "no area is enough: at this temperature even the white part takes up heat",
            got=f"hottest_root_c={hottest_root_c}",
            remedy="raise hottest_root_c or lower white_absorptivity",
        )
    return IntegratedSize(found.area_m2, found.cell_share, found.root_k - KELVIN_OFFSET)
