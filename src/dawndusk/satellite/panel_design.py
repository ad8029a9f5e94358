"""A panel from its drawing: film, root, efficiency, heat and mass in one go, for the calculator."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from dawndusk.constants import KELVIN_OFFSET, FloatArray
from dawndusk.errors import InputError
from dawndusk.limits import require_within
from dawndusk.satellite import Numbers
from dawndusk.satellite.coolants import coolant_property
from dawndusk.satellite.film import film_coefficient
from dawndusk.satellite.loop import coolant_radiating_temperature
from dawndusk.satellite.panel import panel_mass, panel_root
from dawndusk.satellite.radiator import fourth_power

__all__ = ["Panel", "panel"]


class Panel(NamedTuple):
    """A panel of tubes and fins.

    Attributes
    ----------
    flux_w_m2 : ndarray [W/m2]
        Net heat per planform, both faces together.
    root_c : ndarray [degC]
        Temperature where the fins leave the tubes.
    efficiency : ndarray [1]
        Net heat over that of a panel at the temperature of the root throughout.
    film_w_m2_k : ndarray [W/(m2 K)]
        From the coolant to the wall of the tube.
    areal_kg_per_m2 : ndarray [kg/m2]
        Deployed, per planform.
    heat_capacity_j_per_m2_k : ndarray [J/(m2 K)]
        Of panel and coolant, per planform.
    """

    flux_w_m2: FloatArray
    root_c: FloatArray
    efficiency: FloatArray
    film_w_m2_k: FloatArray
    areal_kg_per_m2: FloatArray
    heat_capacity_j_per_m2_k: FloatArray


def panel(
    coolant_return_c: Numbers,
    coolant_supply_c: Numbers,
    sink_k: Numbers,
    emissivity: Numbers,
    tube_pitch_m: Numbers,
    fin_thickness_mm: Numbers,
    fin_conductivity_w_per_m_k: Numbers,
    tube_bore_mm: Numbers,
    tube_wall_mm: Numbers,
    coolant_speed_m_per_s: Numbers,
    joint_m_k_per_w: Numbers,
    coating_kg_per_m2: Numbers,
    panel_structure_share: Numbers,
    metal_kg_per_m3: Numbers,
    metal_j_per_kg_k: Numbers,
    condensing_w_per_m2_k: Numbers,
    coolant: Literal["pg25", "ammonia", "r1233zd"] = "pg25",
    flow: Literal["liquid", "condensing"] = "liquid",
) -> Panel:
    r"""Heat, efficiency and mass of a square metre of radiator, from the drawing of its panel.

    .. math::

        q = 2\,\varepsilon\,\eta_p\,\sigma\,(T_b^4 - T_s^4), \qquad
        T_b = \bar T_c - q\,p\,\Big(\frac{1}{h\,\pi\,d} + R_j\Big)

    Parameters
    ----------
    coolant_return_c : array_like [degC]
        Coolant that enters the panel hot.
    coolant_supply_c : array_like [degC]
        Coolant that leaves the panel towards the chips.
    sink_k : array_like [K]
        Surroundings of both faces.
    emissivity : array_like [1]
        Of both faces.
    tube_pitch_m : array_like [m]
        From tube to tube, p.
    fin_thickness_mm : array_like [mm]
        Of the sheet.
    fin_conductivity_w_per_m_k : array_like [W/(m K)]
        Of the sheet.
    tube_bore_mm : array_like [mm]
        Inner diameter of the tubes, d.
    tube_wall_mm : array_like [mm]
        Thickness of their wall, armour included.
    coolant_speed_m_per_s : array_like [m/s]
        In the tubes; of a liquid.
    joint_m_k_per_w : array_like [m K/W]
        From the wall to the root of the fins, for a metre of tube, R_j.
    coating_kg_per_m2 : array_like [kg/m2]
        On each face.
    panel_structure_share : array_like [1]
        Manifolds, valves, hinges and frame over all the rest.
    metal_kg_per_m3 : array_like [kg/m3]
        Of sheet and tubes.
    metal_j_per_kg_k : array_like [J/(kg K)]
        Of sheet and tubes.
    condensing_w_per_m2_k : array_like [W/(m2 K)]
        From a condensing coolant to the wall; used where the flow condenses.
    coolant : {"pg25", "ammonia", "r1233zd"}
        Water with 25 % propylene glycol, ammonia, or the refrigerant R1233zd(E).
    flow : {"liquid", "condensing"}
        Whether the coolant stays liquid or condenses in the panel.

    Returns
    -------
    flux_w_m2 : ndarray [W/m2]
        Net heat per planform, both faces together.
    root_c : ndarray [degC]
        Temperature where the fins leave the tubes.
    efficiency : ndarray [1]
        Net heat over that of a panel at the temperature of the root throughout.
    film_w_m2_k : ndarray [W/(m2 K)]
        From the coolant to the wall of the tube.
    areal_kg_per_m2 : ndarray [kg/m2]
        Deployed, per planform.
    heat_capacity_j_per_m2_k : ndarray [J/(m2 K)]
        Of panel and coolant, per planform.

    Raises
    ------
    InputError
        Out of range, frozen coolant, tubes that touch, or surroundings hotter than the coolant.

    Notes
    -----
    Properties of the coolant at the mean of its two temperatures. Tubes are weighed full of liquid,
    which is too heavy for a condensing flow.

    References
    ----------
    Gilmore (ed.), Spacecraft Thermal Control Handbook, 2002, ch. 6; Lieblein, NASA TN D-196, 1959
    (fins); Gnielinski, Int. Chem. Eng. 16, 1976, 359 (film).

    Examples
    --------
    Water-glycol from 55 to 45 degC at 1.2 m/s before 200 K:

    >>> tubes = panel(55.0, 45.0, 200.0, 0.9, 0.1, 0.5, 190.0, 5.0, 2.0, 1.2, 0.015, 0.2, 0.45,
    ...               2700.0, 900.0, 5000.0)
    >>> round(float(tubes.flux_w_m2)), round(float(tubes.areal_kg_per_m2), 2)
    (845, 4.55)
    """
    require_within(
        sink_k=(sink_k, 0.0, 1000.0),
        emissivity=(emissivity, 1e-3, 1.0),
        tube_pitch_m=(tube_pitch_m, 1e-3, 1.0),
        fin_thickness_mm=(fin_thickness_mm, 1e-2, 100.0),
        fin_conductivity_w_per_m_k=(fin_conductivity_w_per_m_k, 1.0, 5000.0),
        tube_bore_mm=(tube_bore_mm, 0.1, 100.0),
        tube_wall_mm=(tube_wall_mm, 0.01, 100.0),
        coolant_speed_m_per_s=(coolant_speed_m_per_s, 1e-3, 20.0),
        joint_m_k_per_w=(joint_m_k_per_w, 0.0, 10.0),
        coating_kg_per_m2=(coating_kg_per_m2, 0.0, 10.0),
        panel_structure_share=(panel_structure_share, 0.0, 10.0),
        metal_kg_per_m3=(metal_kg_per_m3, 1.0, 3e4),
        metal_j_per_kg_k=(metal_j_per_kg_k, 1.0, 1e4),
        condensing_w_per_m2_k=(condensing_w_per_m2_k, 1.0, 1e6),
    )
    bore = 1e-3 * np.asarray(tube_bore_mm, dtype=np.float64)
    wall = 1e-3 * np.asarray(tube_wall_mm, dtype=np.float64)
    sheet = 1e-3 * np.asarray(fin_thickness_mm, dtype=np.float64)
    if not np.all(np.asarray(tube_pitch_m) >= bore + 2.0 * wall):
        raise InputError(
            "tube_pitch_m is out of range: the tubes would touch",
            got=tube_pitch_m,
            allowed=f"{float(np.max(bore + 2.0 * wall)):g} m or more",
        )
    hot_c, cold_c = np.asarray(coolant_return_c, float), np.asarray(coolant_supply_c, float)
    density, capacity, viscosity, conductivity = (
        coolant_property(coolant, name, 0.5 * (hot_c + cold_c))
        for name in (
            "density_kg_per_m3",
            "heat_capacity_j_per_kg_k",
            "viscosity_pa_s",
            "conductivity_w_per_m_k",
        )
    )
    sink = np.asarray(sink_k, dtype=np.float64)
    if not np.all(np.minimum(hot_c, cold_c) + KELVIN_OFFSET > sink):
        raise InputError(
            "sink_k is out of range: the coolant would not cool towards it",
            got=sink_k,
            allowed=f"below {float(np.min(np.minimum(hot_c, cold_c))) + KELVIN_OFFSET:.2f} K",
        )
    film = np.asarray(condensing_w_per_m2_k, dtype=np.float64)
    if flow == "liquid":
        film = film_coefficient(
            coolant_speed_m_per_s, bore, density, capacity, viscosity, conductivity
        )
    found = panel_root(
        coolant_radiating_temperature(hot_c + KELVIN_OFFSET, cold_c + KELVIN_OFFSET, sink),
        fourth_power(sink),
        emissivity,
        tube_pitch_m,
        sheet,
        fin_conductivity_w_per_m_k,
        bore,
        wall,
        film,
        joint_m_k_per_w,
    )
    if not np.all(np.isfinite(found.root_k)):
        raise InputError(
            "the fins are too long for their thickness: only their roots are warm",
            got=f"tube_pitch_m={tube_pitch_m}",
            remedy="lower tube_pitch_m or raise fin_thickness_mm",
        )
    weight = panel_mass(
        tube_pitch_m,
        sheet,
        bore,
        wall,
        coating_kg_per_m2,
        panel_structure_share,
        metal_kg_per_m3,
        metal_j_per_kg_k,
        density,
        capacity,
    )
    return Panel(found.flux_w_m2, found.root_k - KELVIN_OFFSET, found.efficiency, film, *weight)
