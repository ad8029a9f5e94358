"""A radiator panel of tubes and fins: what it weighs, what it stores, how warm its fins are."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import SIGMA, FloatArray
from dawndusk.satellite import Numbers
from dawndusk.satellite.fin import fin_parameter, panel_efficiency
from dawndusk.satellite.fin_table import quick_fin_efficiency
from dawndusk.satellite.radiator import fourth_power

__all__ = ["SWEEPS", "PanelMass", "PanelRoot", "panel_mass", "panel_root"]

SWEEPS: Final = 4  # leaves less than 0.1 mK over the whole range of the catalogue


class PanelMass(NamedTuple):
    """What a square metre of panel weighs and stores.

    Attributes
    ----------
    areal_kg_per_m2 : ndarray [kg/m2]
        Deployed, with coolant in the tubes, coating, manifolds, hinges and structure, per planform.
    heat_capacity_j_per_m2_k : ndarray [J/(m2 K)]
        Of fins, tubes, coolant and coating, per planform.
    """

    areal_kg_per_m2: FloatArray
    heat_capacity_j_per_m2_k: FloatArray


class PanelRoot(NamedTuple):
    """A panel in balance with its coolant and its surroundings.

    Attributes
    ----------
    root_k : ndarray [K]
        Temperature where the fins leave the tubes.
    efficiency : ndarray [1]
        Net heat of the panel over that of one at the temperature of the root throughout.
    flux_w_m2 : ndarray [W/m2]
        Net heat per planform, all faces together.
    """

    root_k: FloatArray
    efficiency: FloatArray
    flux_w_m2: FloatArray


def panel_mass(
    tube_pitch_m: Numbers,
    fin_thickness_m: Numbers,
    tube_bore_m: Numbers,
    tube_wall_m: Numbers,
    coating_kg_per_m2: Numbers,
    structure_share: Numbers,
    metal_kg_per_m3: Numbers,
    metal_j_per_kg_k: Numbers,
    coolant_kg_per_m3: Numbers,
    coolant_j_per_kg_k: Numbers,
) -> PanelMass:
    r"""Mass and heat capacity of a square metre of panel, from its geometry.

    .. math::

        m = (1 + \phi) \Big[\rho\,t + \frac{\rho\,\pi (d + w)\,w}{p}
        + \frac{\rho_c\,\pi d^2}{4\,p} + 2 m_s\Big]

    Parameters
    ----------
    tube_pitch_m : array_like [m]
        From tube to tube, p.
    fin_thickness_m : array_like [m]
        Of the sheet, t.
    tube_bore_m, tube_wall_m : array_like [m]
        Inner diameter d; thickness w of the wall, armour included.
    coating_kg_per_m2 : array_like [kg/m2]
        On each of the two faces, m_s.
    structure_share : array_like [1]
        Manifolds, valves, hinges and frame over all the rest, phi.
    metal_kg_per_m3, metal_j_per_kg_k : array_like [kg/m3], [J/(kg K)]
        Of sheet and tubes.
    coolant_kg_per_m3, coolant_j_per_kg_k : array_like [kg/m3], [J/(kg K)]
        In the tubes; the liquid.

    Returns
    -------
    PanelMass
        Areal mass and heat capacity.

    Notes
    -----
    The sheet lies over the tubes too. The coating stores as much heat per mass as the metal. What
    the structure stores is left out, so that the panel cools a little faster than it would.

    References
    ----------
    Geometry.

    Examples
    --------
    Aluminium of 0.5 mm with tubes of 5 mm bore and 2 mm wall each 100 mm: 1.35 of sheet, 1.19 of
    tubes, 0.20 of coolant and 0.40 kg/m2 of coating, and two fifths on top.

    >>> panel = panel_mass(0.1, 5e-4, 5e-3, 2e-3, 0.2, 0.4, 2700.0, 900.0, 1000.0, 4000.0)
    >>> round(float(panel.areal_kg_per_m2), 2), round(float(panel.heat_capacity_j_per_m2_k))
    (4.39, 3429)
    """
    pitch, bore = np.asarray(tube_pitch_m, dtype=np.float64), np.asarray(tube_bore_m)
    tube = np.pi * (bore + tube_wall_m) * tube_wall_m / pitch
    metal = np.asarray(metal_kg_per_m3) * (np.asarray(fin_thickness_m) + tube)
    dry = metal + 2.0 * np.asarray(coating_kg_per_m2)
    coolant = coolant_kg_per_m3 * (0.25 * np.pi) * bore * bore / pitch
    return PanelMass(
        np.asarray((dry + coolant) * (1.0 + np.asarray(structure_share))),
        np.asarray(dry * metal_j_per_kg_k + coolant * coolant_j_per_kg_k),
    )


def panel_root(
    coolant_k: Numbers,
    sink_k4: Numbers,
    emissivity: Numbers,
    tube_pitch_m: Numbers,
    fin_thickness_m: Numbers,
    fin_conductivity_w_per_m_k: Numbers,
    tube_bore_m: Numbers,
    tube_wall_m: Numbers,
    film_w_per_m2_k: Numbers,
    joint_m_k_per_w: Numbers,
    faces: Numbers = 2.0,
) -> PanelRoot:
    r"""Temperature at the root of the fins, and what the panel sheds, from that of its coolant.

    .. math::

        T_b = T_c - q\,p\,\Big(\frac{1}{h\,\pi\,d} + R_j\Big), \qquad
        q = n\,\varepsilon\,\eta_p(T_b)\,\sigma\,(T_b^4 - T_s^4)

    Parameters
    ----------
    coolant_k : array_like [K]
        Mean radiating temperature of the coolant
        (:func:`dawndusk.satellite.loop.coolant_radiating_temperature`).
    sink_k4 : array_like [K4]
        Fourth power of the temperature of the surroundings, the same for both faces.
    emissivity : array_like [1]
        Of each face.
    tube_pitch_m, fin_thickness_m : array_like [m]
        From tube to tube, p; of the sheet.
    fin_conductivity_w_per_m_k : array_like [W/(m K)]
        Of the sheet.
    tube_bore_m, tube_wall_m : array_like [m]
        Inner diameter d; thickness of the wall.
    film_w_per_m2_k : array_like [W/(m2 K)]
        From the coolant to the wall, h.
    joint_m_k_per_w : array_like [m K/W]
        From the wall to the root, for a metre of tube, R_j.
    faces : array_like [1]
        That radiate, n: 2 of a deployed panel, 1 of one on a body.

    Returns
    -------
    PanelRoot
        Root temperature, efficiency and net flux; nan where the surroundings are hotter than the
        coolant, or the fins longer than any that is built.

    Notes
    -----
    The strip over a tube is as warm as the root. One temperature along the panel: that of the
    isothermal panel which rejects as much. Newton's method with the efficiency of the sweep
    before; it hardly moves with temperature, so that each sweep gains more than two digits.

    References
    ----------
    Gilmore (ed.), Spacecraft Thermal Control Handbook, 2002, ch. 6; Lieblein, NASA TN D-196, 1959
    (fins).

    Examples
    --------
    Coolant at 50 degC before 200 K: the root is 2 K colder, the fins cost 8 %.

    >>> panel = panel_root(323.15, 200.0**4, 0.9, 0.1, 5e-4, 190.0, 5e-3, 2e-3, 5000.0, 0.015)
    >>> [round(float(x), 2) for x in panel]
    [320.8, 0.92, 846.68]
    """
    Tc, s4 = np.asarray(coolant_k, dtype=np.float64), np.asarray(sink_k4, dtype=np.float64)
    pitch, bore = np.asarray(tube_pitch_m, dtype=np.float64), np.asarray(tube_bore_m)
    width = bore + 2.0 * np.asarray(tube_wall_m)
    half = 0.5 * (pitch - width)
    gross = np.asarray(faces) * SIGMA * np.asarray(emissivity)
    drop = gross * pitch * (1.0 / (np.pi * bore * film_w_per_m2_k) + joint_m_k_per_w)
    sink = np.sqrt(np.sqrt(s4))
    at_one_kelvin = fin_parameter(
        1.0, half, fin_thickness_m, fin_conductivity_w_per_m_k, emissivity, faces
    )

    def efficiency(T: FloatArray) -> FloatArray:
        fins = quick_fin_efficiency(at_one_kelvin * (T * T * T), sink / T)
        return panel_efficiency(fins, width, half)

    T = np.where(s4 < fourth_power(Tc), Tc, np.nan)
    for _ in range(SWEEPS - 1):
        passed = drop * efficiency(T)
        cubed = T * T * T
        T = T - (T - Tc + passed * (cubed * T - s4)) / (1.0 + 4.0 * passed * cubed)
    eta = efficiency(T)
    return PanelRoot(T, eta, np.asarray(gross * eta * (fourth_power(T) - s4)))
