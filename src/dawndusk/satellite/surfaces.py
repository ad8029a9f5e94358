"""Array and radiator of one satellite, sized together: areas, temperatures, fins, punctures.

What the radiator sees hangs on the array, the array on the radiator, and the temperature and the
efficiency of the fins on both: a few sweeps settle all of it at once.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import KELVIN_OFFSET, SIGMA, SOLAR_CONSTANT, FloatArray
from dawndusk.orbit.earth_view import edge_on_view_factor
from dawndusk.satellite import Numbers
from dawndusk.satellite.array import array_temperature, power_per_area
from dawndusk.satellite.coating import aged_absorptivity
from dawndusk.satellite.coolants import coolant_property
from dawndusk.satellite.exchange import Exchange, array_and_radiator
from dawndusk.satellite.film import film_coefficient
from dawndusk.satellite.inputs import Design, SatelliteInputs
from dawndusk.satellite.integrated_panel import integrated_panel
from dawndusk.satellite.loop import coolant_radiating_temperature
from dawndusk.satellite.loop_budget import LoopBudget
from dawndusk.satellite.panel import PanelRoot, panel_root
from dawndusk.satellite.radiator import fourth_power, net_flux, sink_fourth_power

__all__ = ["FACES", "Surfaces", "aged_coating", "film", "outside_sink", "size_surfaces"]

FACES: Final = {"wings": 2.0, "body_mounted": 1.0, "panel": 2.0}  # that a radiator panel has
_SEEN: Final = 0.23  # view factor onto the array to begin with
_PASSES: Final = 2  # of fins and exchange, after the first
_MM: Final = 1e-3


class Surfaces(NamedTuple):
    """Areas and temperatures of the two surfaces.

    Attributes
    ----------
    array_area_m2, array_k : ndarray [m2], [K]
        Panel area with cells, and its temperature.
    radiator_area_m2 : ndarray [m2]
        Planform of the panels that must work; of a single panel, all of it.
    root_k, sink_k4 : ndarray [K], [K4]
        Of the radiator at the root of its fins, and of its surroundings.
    fin_efficiency, view_factor : ndarray [1]
        Of the panel; from a radiator face onto the array.
    flux_w_m2 : ndarray [W/m2]
        Net, per planform, all radiating faces.
    residual : ndarray [1]
        Relative change of the radiator's area in the last sweep.
    """

    array_area_m2: FloatArray
    array_k: FloatArray
    radiator_area_m2: FloatArray
    root_k: FloatArray
    sink_k4: FloatArray
    fin_efficiency: FloatArray
    view_factor: FloatArray
    flux_w_m2: FloatArray
    residual: FloatArray


def film(given: SatelliteInputs, design: Design, loop: LoopBudget) -> FloatArray:
    """Heat transfer from the radiator's coolant to the wall of its tubes.

    Parameters
    ----------
    given : SatelliteInputs
        The satellite.
    design : Design
        Its coolant.
    loop : LoopBudget
        Temperatures of the coolant.

    Returns
    -------
    ndarray [W/(m2 K)]
        nan where the coolant is frozen or outside its table.
    """
    panel = given.radiator
    if design.boiling:
        return np.asarray(panel.condensing_w_per_m2_k, dtype=np.float64)
    mean = 0.5 * (loop.inlet_c + loop.outlet_c)
    names = (
        "density_kg_per_m3",
        "heat_capacity_j_per_kg_k",
        "viscosity_pa_s",
        "conductivity_w_per_m_k",
    )
    found = (coolant_property(design.coolant, name, mean, outside="nan") for name in names)
    return film_coefficient(
        panel.coolant_speed_m_per_s, _MM * np.asarray(panel.tube_bore_mm), *found
    )


def outside_sink(given: SatelliteInputs) -> FloatArray:
    """Fourth power of the temperature that a radiator face would take without heat or array.

    Parameters
    ----------
    given : SatelliteInputs
        The satellite and its orbit; the coating at the end of its life.

    Returns
    -------
    ndarray [K4]
        Of the Earth's infrared, its reflected sunlight, and the sunlight of a face that is not
        quite edge-on.
    """
    orbit, panel = given.orbit, given.radiator
    leak = panel.sun_leak_share * np.asarray(SOLAR_CONSTANT)
    return sink_fourth_power(
        orbit.earth_infrared_w_m2,
        edge_on_view_factor(orbit.altitude_km),
        panel.emissivity,
        aged_coating(given) * (leak + np.asarray(orbit.reflected_on_radiator_w_m2)),
    )


def size_surfaces(
    given: SatelliteInputs,
    design: Design,
    loop: LoopBudget,
    array_power_w: Numbers,
    heat_w: Numbers,
) -> Surfaces:
    r"""Size array and radiator for a power and a heat, each in sight of the other.

    The radiator's temperature is that of the coolant less the drop through film, wall and joint
    (:func:`dawndusk.satellite.panel.panel_root`); areas and exchange are those of
    :func:`dawndusk.satellite.exchange.array_and_radiator`, or of
    :func:`dawndusk.satellite.integrated_panel.integrated_panel` where both are one.

    Parameters
    ----------
    given : SatelliteInputs
        The satellite and its orbit.
    design : Design
        Its body and coolant.
    loop : LoopBudget
        Temperatures of the coolant.
    array_power_w : array_like [W]
        Taken from the array in sunlight, at the end of its life.
    heat_w : array_like [W]
        That the radiator rejects.

    Returns
    -------
    Surfaces
        nan where no area closes.

    Notes
    -----
    The mean radiating temperature of the coolant is taken before the sink without the array, which
    moves it by hundredths of a kelvin. A body-mounted radiator has two panels that radiate from
    one face each and see the array as the two faces of a wing do.
    """
    array, panel, orbit = given.array, given.radiator, given.orbit
    faces = FACES[design.body]
    outside = outside_sink(given)
    sink_k = np.sqrt(np.sqrt(outside))
    inlet, outlet = loop.inlet_c + KELVIN_OFFSET, loop.outlet_c + KELVIN_OFFSET
    inlet = np.where(outlet > sink_k, inlet, np.nan)
    coolant_k = coolant_radiating_temperature(inlet, np.where(outlet > sink_k, outlet, 1.0), sink_k)
    transfer = film(given, design, loop)

    def fins(sink_k4: FloatArray) -> PanelRoot:
        return panel_root(
            coolant_k,
            sink_k4,
            panel.emissivity,
            panel.tube_pitch_m,
            _MM * np.asarray(panel.fin_thickness_mm),
            panel.fin_conductivity_w_per_m_k,
            _MM * np.asarray(panel.tube_bore_mm),
            _MM * np.asarray(panel.tube_wall_mm),
            transfer,
            panel.joint_m_k_per_w,
            faces,
        )

    standard = power_per_area(array.efficiency, array.packing)
    facing = (1.0 - np.asarray(array.pointing_loss)) * orbit.array_remaining_share
    standard = standard * facing / (1.0 + np.asarray(array.margin_share))  # what is taken of it
    sunlight = SOLAR_CONSTANT + np.asarray(orbit.reflected_on_array_w_m2)
    earth = np.asarray(orbit.array_earth_view) * orbit.earth_infrared_w_m2
    emissivities = np.asarray(array.emissivity_front) + array.emissivity_back
    if design.body == "panel":
        root = fins(outside)
        return _one_sheet(given, array_power_w, heat_w, standard, earth, root)
    alone = array_temperature(
        array.absorptivity * sunlight, standard, array.emissivity_front, array.emissivity_back
    )
    root = fins(outside + _SEEN * np.asarray(array.emissivity_back) * fourth_power(alone))
    pair: Exchange | None = None
    for _ in range(1 + _PASSES):
        if pair is not None:
            root = fins(pair.sink_k4)
        pair = array_and_radiator(
            array_power_w,
            standard,
            array.temperature_coefficient_per_k,
            array.absorptivity * sunlight + emissivities * earth,
            array.emissivity_front,
            array.emissivity_back,
            heat_w,
            fourth_power(root.root_k),
            outside,
            panel.emissivity,
            root.efficiency,
            array.width_ratio,
            pair,
        )
    assert pair is not None
    flux = (
        0.5
        * faces
        * net_flux(fourth_power(root.root_k), pair.sink_k4, panel.emissivity, root.efficiency)
    )
    return Surfaces(
        array_area_m2=pair.array_area_m2,
        array_k=pair.array_k,
        radiator_area_m2=pair.radiator_area_m2 * (2.0 / faces),
        root_k=root.root_k,
        sink_k4=pair.sink_k4,
        fin_efficiency=root.efficiency,
        view_factor=pair.view_factor,
        flux_w_m2=flux,
        residual=pair.residual,
    )


def _one_sheet(
    given: SatelliteInputs,
    array_power_w: Numbers,
    heat_w: Numbers,
    standard: FloatArray,
    earth: FloatArray,
    root: PanelRoot,
) -> Surfaces:
    """Size one panel that is array and radiator; its fins as in the cold, its drop as there."""
    array, panel = given.array, given.radiator
    reflected = 0.5 * np.asarray(given.orbit.reflected_on_array_w_m2)  # on each face
    found = integrated_panel(
        array_power_w,
        heat_w,
        standard,
        array.temperature_coefficient_per_k,
        SOLAR_CONSTANT + reflected,
        reflected,
        earth,
        array.absorptivity,
        array.emissivity_front,
        aged_coating(given),
        panel.emissivity,
        panel.emissivity,
        root.efficiency,
        root.root_k,
    )
    flux = np.asarray(heat_w) / found.area_m2
    lift = flux / (2.0 * SIGMA * np.asarray(panel.emissivity) * root.efficiency)
    return Surfaces(
        array_area_m2=found.cell_share * found.area_m2,
        array_k=found.root_k,
        radiator_area_m2=found.area_m2,
        root_k=found.root_k,
        sink_k4=fourth_power(found.root_k) - lift,
        fin_efficiency=root.efficiency,
        view_factor=np.zeros_like(found.area_m2),
        flux_w_m2=flux,
        residual=np.zeros_like(found.area_m2),
    )


def aged_coating(given: SatelliteInputs) -> FloatArray:
    """Absorptivity of the coating at the end of the life."""
    panel = given.radiator
    return aged_absorptivity(
        given.node.life_years, panel.absorptivity_new, panel.absorptivity, panel.coating_years
    )
