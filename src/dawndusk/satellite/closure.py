"""One satellite, closed: from watts at the chips to launched kilograms."""

from __future__ import annotations

from typing import Final

import numpy as np

from dawndusk.constants import KELVIN_OFFSET, FloatArray
from dawndusk.satellite.battery_life import capacity_share
from dawndusk.satellite.battery_wear import calendar_fade
from dawndusk.satellite.budget import SatelliteBudget
from dawndusk.satellite.coolants import coolant_property
from dawndusk.satellite.inputs import Design, SatelliteInputs
from dawndusk.satellite.junction import held_power_speed
from dawndusk.satellite.loop_budget import LoopBudget, loop_budget
from dawndusk.satellite.mass import mass_roll_up, mission_delta_v, shield_mass
from dawndusk.satellite.panel import PanelMass, panel_mass
from dawndusk.satellite.power_budget import power_budget
from dawndusk.satellite.punctures import lost_share, puncture_rate, vulnerable_share
from dawndusk.satellite.surfaces import aged_coating, size_surfaces
from dawndusk.satellite.wall import critical_diameter

__all__ = ["close_satellite"]

_MM: Final = 1e-3


def close_satellite(given: SatelliteInputs, design: Design) -> SatelliteBudget:
    r"""Size array, battery and radiator for a load at the chips, and add up the launched mass.

    In this order: the coolant's temperatures and the electricity of moving heat
    (:func:`dawndusk.satellite.loop_budget.loop_budget`), loads, array power and battery
    (:func:`dawndusk.satellite.power_budget.power_budget`), areas and temperatures of array and
    radiator (:func:`dawndusk.satellite.surfaces.size_surfaces`), what punctures close
    (:func:`dawndusk.satellite.punctures.lost_share`), the chips' junctions, and

    .. math:: m_{wet} = \Big[(1 + s)(1 + c) \sum_i m_i + \frac{J}{I_{sp} g_0}\Big]
              e^{\Delta v / (I_{sp} g_0)}

    Parameters
    ----------
    given : SatelliteInputs
        Figures of the satellite and its orbit, which broadcast over draws and years.
    design : Design
        Its choices: body, coolant, what happens in the shadow.

    Returns
    -------
    SatelliteBudget
        Powers, areas, temperatures, masses, and watts of compute per launched kilogram.

    Notes
    -----
    Steady in sunlight at the end of life; the satellite in time is
    `dawndusk.satellite.transient`. All electrical power ends as heat at the radiator, losses and
    the links' light too. Infeasible designs give nan.

    References
    ----------
    Wertz and Larson (ed.), SMAD, 3rd ed., 1999, ch. 11; Gilmore 2002; ANSI/AIAA S-120A-2015.
    """
    node, array, cells, panel = given.node, given.array, given.battery, given.radiator
    it_kw = np.asarray(node.it_power_kw, dtype=np.float64)
    loop = loop_budget(panel, design)
    power = power_budget(given, design, loop.pump_share + loop.lift_share)
    surfaces = size_surfaces(given, design, loop, power.array_required_w, power.heat_w)
    sheet = _panel(given, design, loop)
    closed = lost_share(_openings(given), panel.segment_m2, node.life_years, 1.0)
    needed = surfaces.radiator_area_m2
    area = needed / (1.0 - closed)

    facing = 1.0 - np.asarray(array.pointing_loss)
    with_margin = power.array_required_w * (1.0 + np.asarray(array.margin_share))
    new_w = with_margin / (facing * given.orbit.array_remaining_share)
    end_share = capacity_share(
        node.life_years,
        given.orbit.shadows_per_year,
        power.shadow_depth,
        cells.cycles_at_full_depth,
        cells.depth_exponent,
        calendar_fade(
            cells.calendar_fade_per_year,
            cells.temperature_c,
            cells.mean_charge,
            cells.activation_kj_per_mol,
            cells.charge_sensitivity,
        ),
    )
    capacity_wh = power.battery_wh / end_share
    wing = array.cells_mass_share if design.body == "panel" else 1.0
    parts = {
        "array_kg": surfaces.array_area_m2 * (np.asarray(array.areal_kg_per_m2) * wing),
        "battery_kg": capacity_wh / np.asarray(cells.specific_energy_wh_per_kg),
        "radiator_kg": area * sheet.areal_kg_per_m2,
        "thermal_loop_kg": 1e-3 * power.heat_w * _loop_kg_per_kw(given),
        "compute_kg": it_kw * (1.0 + np.asarray(node.spare_share)) * given.compute.kg_per_kw,
        "shielding_kg": shield_mass(
            node.shield_mm,
            it_kw * (1.0 + np.asarray(node.spare_share)) * given.compute.enclosure_m2_per_kw,
            given.compute.shield_kg_per_m2_per_mm,
        ),
        "avionics_comms_kg": np.asarray(given.bus.avionics_kg) + given.bus.communications_kg,
    }
    orbit, thrust = given.orbit, given.propulsion
    delta_v = mission_delta_v(
        orbit.altitude_km,
        thrust.insertion_altitude_km,
        thrust.disposal_perigee_km,
        thrust.avoidance_m_per_s_per_year,
        node.life_years,
        thrust.margin_share,
    )
    if design.body == "panel":  # one sheet that faces the Sun
        drag_area = area * orbit.array_ram_share
    else:
        drag_area = surfaces.array_area_m2 * orbit.array_ram_share + area * orbit.radiator_ram_share
    impulse = drag_area * orbit.drag_impulse_n_s_per_m2_year  # a year
    mass = mass_roll_up(
        **parts,
        structure_share=given.bus.structure_share,
        contingency_share=given.bus.contingency_share,
        delta_v_m_per_s=delta_v,
        impulse_n_s=impulse * node.life_years * (1.0 + np.asarray(thrust.margin_share)),
        isp_s=thrust.isp_s,
    )
    chips = given.compute
    junction = np.asarray(panel.coolant_return_c) + np.asarray(chips.chip_w) * (
        chips.junction_k_per_w
    )
    return SatelliteBudget(
        bus_load_w=power.bus_load_w,
        shadow_load_w=power.shadow_load_w,
        sleep_load_w=power.sleep_load_w,
        shadow_speed=power.shadow_speed,
        moving_heat_w=power.moving_heat_w,
        array_required_w=power.array_required_w,
        array_power_bol_w=new_w,
        array_area_m2=surfaces.array_area_m2,
        array_temperature_c=surfaces.array_k - KELVIN_OFFSET,
        array_w_per_kg=new_w / parts["array_kg"],
        battery_kwh=1e-3 * capacity_wh,
        battery_end_share=end_share,
        battery_depth=power.shadow_depth,
        heat_w=power.heat_w,
        junction_c=np.asarray(junction),
        chip_speed=held_power_speed(
            panel.coolant_return_c,
            chips.chip_w,
            chips.junction_k_per_w,
            chips.leakage_share,
            chips.leakage_per_k,
            chips.leakage_reference_c,
        ),
        coolant_inlet_c=loop.inlet_c,
        coolant_outlet_c=loop.outlet_c,
        panel_temperature_c=surfaces.root_k - KELVIN_OFFSET,
        sink_temperature_c=np.sqrt(np.sqrt(surfaces.sink_k4)) - KELVIN_OFFSET,
        fin_efficiency=surfaces.fin_efficiency,
        radiator_absorptivity=aged_coating(given),
        array_view_factor=surfaces.view_factor,
        radiator_flux_w_m2=surfaces.flux_w_m2,
        radiator_area_m2=area,
        radiator_needed_m2=needed,
        radiator_m2_per_kw=area / it_kw,
        radiator_kg_per_m2=sheet.areal_kg_per_m2,
        panel_j_per_m2_k=sheet.heat_capacity_j_per_m2_k,
        puncture_lost_share=closed,
        **{name: np.asarray(value) for name, value in parts.items()},
        structure_kg=mass.structure_kg,
        contingency_kg=mass.contingency_kg,
        propellant_kg=mass.propellant_kg,
        dry_kg=mass.dry_kg,
        wet_kg=mass.wet_kg,
        watts_per_kg=1e3 * it_kw / mass.wet_kg,
        delta_v_m_per_s=delta_v,
        drag_area_m2=drag_area,
        drag_m_per_s_per_year=impulse / mass.wet_kg,
        residual=surfaces.residual,
    )


def _panel(given: SatelliteInputs, design: Design, loop: LoopBudget) -> PanelMass:
    """Mass and heat capacity of a square metre of the radiator, filled."""
    panel = given.radiator
    mean = 0.5 * (loop.inlet_c + loop.outlet_c)
    density, capacity = (
        coolant_property(design.coolant, name, mean, outside="nan")
        for name in ("density_kg_per_m3", "heat_capacity_j_per_kg_k")
    )
    return panel_mass(
        panel.tube_pitch_m,
        _MM * np.asarray(panel.fin_thickness_mm),
        _MM * np.asarray(panel.tube_bore_mm),
        _MM * np.asarray(panel.tube_wall_mm),
        panel.coating_kg_per_m2,
        panel.panel_structure_share,
        panel.metal_kg_per_m3,
        panel.metal_j_per_kg_k,
        density,
        capacity,
    )


def _loop_kg_per_kw(given: SatelliteInputs) -> FloatArray:
    """Mass of moving a kilowatt of heat: pumps and lines, and the heat pump where there is one."""
    lifted = np.asarray(given.radiator.heat_pump_lift_k) > 0.0
    return np.asarray(
        given.radiator.loop_kg_per_kw + np.where(lifted, given.radiator.heat_pump_kg_per_kw, 0.0)
    )


def _openings(given: SatelliteInputs) -> FloatArray:
    """How often a square metre of the radiator is opened [1/(m2 year)]."""
    panel, wall = given.radiator, given.wall
    debris, meteoroid = (
        critical_diameter(
            panel.tube_wall_mm,
            density,
            speed,
            wall.hardness_brinell,
            wall.density_g_per_cm3,
            wall.sound_km_per_s,
            wall.impact_angle_deg,
        )
        for density, speed in (
            (wall.debris_density_g_per_cm3, wall.debris_speed_km_per_s),
            (wall.meteoroid_density_g_per_cm3, wall.meteoroid_speed_km_per_s),
        )
    )
    return puncture_rate(
        debris,
        meteoroid,
        vulnerable_share(panel.tube_bore_mm, panel.tube_wall_mm, panel.tube_pitch_m),
        given.orbit.altitude_km,
        panel.debris_share_of_bound,
        wall.debris_speed_km_per_s,
        wall.meteoroid_density_g_per_cm3,
        wall.meteoroid_speed_km_per_s,
        panel.penetrating_share,
    )
