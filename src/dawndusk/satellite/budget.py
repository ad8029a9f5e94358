"""What a closed satellite is: powers, temperatures, areas and masses by name."""

from __future__ import annotations

from typing import Final, NamedTuple

from dawndusk.constants import FloatArray

__all__ = ["MASS_PARTS", "SatelliteBudget"]

MASS_PARTS: Final = (
    "array",
    "battery",
    "radiator",
    "thermal_loop",
    "compute",
    "shielding",
    "avionics_comms",
    "structure",
    "contingency",
    "propellant",
)  # their masses add up to the launched mass


class SatelliteBudget(NamedTuple):
    """The closed budget of one satellite; every field broadcasts over draws and years.

    Attributes
    ----------
    bus_load_w : ndarray [W]
        Electrical load in sunlight: chips, conversion, links, avionics, pumps.
    shadow_load_w, sleep_load_w : ndarray [W]
        In the shadow by design, and asleep.
    shadow_speed : ndarray [1]
        Work of the chips in the shadow over that in sunlight; 0 asleep.
    moving_heat_w : ndarray [W]
        Of the load, coolant pumps and heat pump.
    array_required_w : ndarray [W]
        Taken from the array in sunlight, at the end of life.
    array_power_bol_w : ndarray [W]
        New array facing the Sun, at its own temperature: what is bought.
    array_area_m2 : ndarray [m2]
        Panel area with cells.
    array_temperature_c : ndarray [degC]
        In sunlight at the end of life.
    array_w_per_kg : ndarray [W/kg]
        New power over the array's mass.
    battery_kwh : ndarray [kWh]
        Nameplate when new.
    battery_end_share : ndarray [1]
        Capacity left at the end of life.
    battery_depth : ndarray [1]
        Depth to which the longest shadow draws what is left at the end of life.
    heat_w : ndarray [W]
        Rejected by the radiator in sunlight.
    junction_c : ndarray [degC]
        Hottest junction of a chip at full power.
    chip_speed : ndarray [1]
        Of the chips at that junction temperature over that at the reference, at the same power.
    coolant_inlet_c, coolant_outlet_c : ndarray [degC]
        Of the radiator.
    panel_temperature_c, sink_temperature_c : ndarray [degC]
        Of the radiator, at the root of the fins, and of its surroundings.
    fin_efficiency : ndarray [1]
        Of the panel with its tubes: net heat over that of a panel at the root throughout.
    radiator_absorptivity : ndarray [1]
        Of sunlight, of the coating at the end of its life.
    array_view_factor : ndarray [1]
        From a radiator face onto the array.
    radiator_flux_w_m2 : ndarray [W/m2]
        Of planform, all radiating faces.
    radiator_area_m2 : ndarray [m2]
        Planform built, with what punctures may close by the end of life.
    radiator_needed_m2 : ndarray [m2]
        Of that, what must work.
    radiator_m2_per_kw : ndarray [m2/kW]
        Planform built per kilowatt at the chips.
    radiator_kg_per_m2 : ndarray [kg/m2]
        Of the panel.
    panel_j_per_m2_k : ndarray [J/(m2 K)]
        Heat capacity of the panel with the coolant in it.
    puncture_lost_share : ndarray [1]
        Of the radiator, expected to be closed after punctures at the end of life.
    array_kg, battery_kg, radiator_kg, thermal_loop_kg, compute_kg, shielding_kg : ndarray [kg]
        Parts.
    avionics_comms_kg, structure_kg, contingency_kg, propellant_kg : ndarray [kg]
        Parts.
    dry_kg, wet_kg : ndarray [kg]
        Without and with propellant; wet is what is launched.
    watts_per_kg : ndarray [W/kg]
        At the chips, per launched wet kilogram.
    delta_v_m_per_s : ndarray [m/s]
        Over the life, without drag.
    drag_area_m2 : ndarray [m2]
        That meets the air, in the mean of orbit and year.
    drag_m_per_s_per_year : ndarray [m/s/year]
        What drag takes from the launched mass, new.
    residual : ndarray [1]
        Left unsettled between array and radiator.
    """

    bus_load_w: FloatArray
    shadow_load_w: FloatArray
    sleep_load_w: FloatArray
    shadow_speed: FloatArray
    moving_heat_w: FloatArray
    array_required_w: FloatArray
    array_power_bol_w: FloatArray
    array_area_m2: FloatArray
    array_temperature_c: FloatArray
    array_w_per_kg: FloatArray
    battery_kwh: FloatArray
    battery_end_share: FloatArray
    battery_depth: FloatArray
    heat_w: FloatArray
    junction_c: FloatArray
    chip_speed: FloatArray
    coolant_inlet_c: FloatArray
    coolant_outlet_c: FloatArray
    panel_temperature_c: FloatArray
    sink_temperature_c: FloatArray
    fin_efficiency: FloatArray
    radiator_absorptivity: FloatArray
    array_view_factor: FloatArray
    radiator_flux_w_m2: FloatArray
    radiator_area_m2: FloatArray
    radiator_needed_m2: FloatArray
    radiator_m2_per_kw: FloatArray
    radiator_kg_per_m2: FloatArray
    panel_j_per_m2_k: FloatArray
    puncture_lost_share: FloatArray
    array_kg: FloatArray
    battery_kg: FloatArray
    radiator_kg: FloatArray
    thermal_loop_kg: FloatArray
    compute_kg: FloatArray
    shielding_kg: FloatArray
    avionics_comms_kg: FloatArray
    structure_kg: FloatArray
    contingency_kg: FloatArray
    propellant_kg: FloatArray
    dry_kg: FloatArray
    wet_kg: FloatArray
    watts_per_kg: FloatArray
    delta_v_m_per_s: FloatArray
    drag_area_m2: FloatArray
    drag_m_per_s_per_year: FloatArray
    residual: FloatArray
