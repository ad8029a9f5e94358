"""The parts of a satellite as a scenario describes them: power, heat, compute, bus, propulsion."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import Field, model_validator

from dawndusk.scenario.field import Quantity, Unit, row
from dawndusk.scenario.section import Section

__all__ = ["Array", "Battery", "Bus", "Compute", "Propulsion", "Radiator", "Wall"]

SHARE: Final = Unit("1", 0.0, 1.0)
_OF_THE_CELL: Final = (
    "efficiency",
    "temperature_coefficient_per_k",
    "absorptivity",
    "areal_kg_per_m2",
    "damage_constant",
    "damage_mev_per_g",
    "other_loss_per_year",
)


class Array(Section):
    """Solar array; its cells set what the fields of a cell are, unless they are given."""

    cell: Literal["silicon", "triple_junction", "perovskite_tandem"] = Field(
        default="silicon",
        description="Kind of cell: sets efficiency, temperature coefficient, absorptivity, mass "
        "by area and how radiation wears it.",
    )
    efficiency: Annotated[Quantity, Unit("1", 0.05, 0.6)] = row("satellite.cell.silicon.efficiency")
    temperature_coefficient_per_k: Annotated[Quantity, Unit("1/K", -0.01, 0.0)] = row(
        "satellite.cell.silicon.temperature_coefficient_per_k"
    )
    absorptivity: Annotated[Quantity, SHARE] = row("satellite.cell.silicon.absorptivity")
    areal_kg_per_m2: Annotated[Quantity, Unit("kg/m**2", 0.05, 20.0)] = row(
        "satellite.cell.silicon.areal_kg_per_m2"
    )
    margin_share: Annotated[Quantity, SHARE] = row("satellite.array.margin_share")
    cells_mass_share: Annotated[Quantity, SHARE] = row("satellite.array.cells_mass_share")
    damage_constant: Annotated[Quantity, Unit("1", 0.0, 1.0)] = row(
        "satellite.cell.silicon.damage_constant"
    )
    damage_mev_per_g: Annotated[Quantity, Unit("MeV/g", 1e6, 1e14)] = row(
        "satellite.cell.silicon.damage_mev_per_g"
    )
    other_loss_per_year: Annotated[Quantity, Unit("1/year", 0.0, 0.3)] = row(
        "satellite.cell.silicon.other_loss_per_year"
    )
    glass_um: Annotated[Quantity, Unit("um", 50.0, 500.0)] = row("satellite.array.glass_um")
    back_um: Annotated[Quantity, Unit("um", 50.0, 1000.0)] = row("satellite.array.back_um")
    packing: Annotated[Quantity, Unit("1", 0.3, 1.0)] = row("satellite.array.packing")
    pointing_loss: Annotated[Quantity, Unit("1", 0.0, 0.5)] = row("satellite.array.pointing_loss")
    emissivity_front: Annotated[Quantity, SHARE] = row("satellite.array.emissivity_front")
    emissivity_back: Annotated[Quantity, SHARE] = row("satellite.array.emissivity_back")
    hottest_c: Annotated[Quantity, Unit("degC", 20.0, 400.0)] = row("satellite.array.hottest_c")
    regulation_efficiency: Annotated[Quantity, Unit("1", 0.3, 1.0)] = row(
        "satellite.array.regulation_efficiency"
    )
    width_ratio: Annotated[Quantity, Unit("1", 0.01, 50.0)] = row("satellite.radiator.width_ratio")

    @model_validator(mode="before")
    @classmethod
    def _as_the_cell(cls, raw: Any) -> Any:
        """Point the fields that follow the cell at its rows, unless they are given."""
        if not isinstance(raw, dict) or not isinstance(raw.get("cell"), str):
            return raw
        start = f"satellite.cell.{raw['cell']}."
        known = raw["cell"] in ("silicon", "triple_junction", "perovskite_tandem")
        return {**{n: {"from": start + n} for n in _OF_THE_CELL}, **raw} if known else raw


class Battery(Section):
    """Battery that carries the node through the longest shadow, or its sleep through it."""

    specific_energy_wh_per_kg: Annotated[Quantity, Unit("Wh/kg", 10.0, 1000.0)] = row(
        "satellite.battery.specific_energy_wh_per_kg"
    )
    depth_of_discharge: Annotated[Quantity, Unit("1", 0.05, 1.0)] = row(
        "satellite.battery.depth_of_discharge"
    )
    round_trip_efficiency: Annotated[Quantity, Unit("1", 0.3, 1.0)] = row(
        "satellite.battery.round_trip_efficiency"
    )
    safe_mode_minutes: Annotated[Quantity, Unit("minute", 0.0, 1440.0)] = row(
        "satellite.battery.safe_mode_minutes"
    )
    cycles_at_full_depth: Annotated[Quantity, Unit("1", 1.0, 1e7)] = row(
        "satellite.battery.cycles_at_full_depth"
    )
    depth_exponent: Annotated[Quantity, Unit("1", 0.0, 5.0)] = row(
        "satellite.battery.depth_exponent"
    )
    calendar_fade_per_year: Annotated[Quantity, Unit("1/year", 0.0, 0.5)] = row(
        "satellite.battery.calendar_fade_per_year"
    )
    temperature_c: Annotated[Quantity, Unit("degC", -40.0, 80.0)] = row(
        "satellite.battery.temperature_c"
    )
    mean_charge: Annotated[Quantity, SHARE] = row("satellite.battery.mean_charge")
    activation_kj_per_mol: Annotated[Quantity, Unit("kJ/mol", 0.0, 200.0)] = row(
        "satellite.battery.activation_kj_per_mol"
    )
    charge_sensitivity: Annotated[Quantity, Unit("1", 0.0, 10.0)] = row(
        "satellite.battery.charge_sensitivity"
    )


class Radiator(Section):
    """Coolant loops, and a radiator edge-on to Sun and Earth behind the array."""

    coolant: Literal["pg25", "ammonia", "r1233zd"] = Field(
        default="ammonia",
        description="In the radiator. pg25 is the water-glycol of the chips themselves; another "
        "coolant has a loop of its own behind a heat exchanger.",
    )
    flow: Literal["liquid", "boiling"] = Field(
        default="liquid", description="Whether the radiator's coolant boils and condenses."
    )
    emissivity: Annotated[Quantity, Unit("1", 0.05, 1.0)] = row("satellite.radiator.emissivity")
    absorptivity: Annotated[Quantity, SHARE] = row("satellite.radiator.absorptivity")
    absorptivity_new: Annotated[Quantity, SHARE] = row("satellite.radiator.absorptivity_new")
    coating_years: Annotated[Quantity, Unit("year", 0.05, 100.0)] = row(
        "satellite.radiator.coating_years"
    )
    coolant_supply_c: Annotated[Quantity, Unit("degC", -60.0, 150.0)] = row(
        "satellite.radiator.coolant_supply_c"
    )
    coolant_return_c: Annotated[Quantity, Unit("degC", -50.0, 200.0)] = row(
        "satellite.radiator.coolant_return_c"
    )
    interface_drop_k: Annotated[Quantity, Unit("delta_degC", 0.0, 50.0)] = row(
        "satellite.radiator.interface_drop_k"
    )
    pressure_drop_bar: Annotated[Quantity, Unit("bar", 0.0, 100.0)] = row(
        "satellite.radiator.pressure_drop_bar"
    )
    pump_efficiency: Annotated[Quantity, Unit("1", 0.01, 1.0)] = row(
        "satellite.radiator.pump_efficiency"
    )
    quality: Annotated[Quantity, Unit("1", 0.01, 1.0)] = row("satellite.radiator.quality")
    coolant_speed_m_per_s: Annotated[Quantity, Unit("m/s", 0.01, 10.0)] = row(
        "satellite.radiator.coolant_speed_m_per_s"
    )
    condensing_w_per_m2_k: Annotated[Quantity, Unit("W/m**2/K", 10.0, 1e5)] = row(
        "satellite.radiator.condensing_w_per_m2_k"
    )
    tube_pitch_m: Annotated[Quantity, Unit("m", 0.01, 1.0)] = row("satellite.radiator.tube_pitch_m")
    tube_bore_mm: Annotated[Quantity, Unit("mm", 0.5, 50.0)] = row(
        "satellite.radiator.tube_bore_mm"
    )
    tube_wall_mm: Annotated[Quantity, Unit("mm", 0.4, 20.0)] = row(
        "satellite.radiator.tube_wall_mm"
    )
    fin_thickness_mm: Annotated[Quantity, Unit("mm", 0.01, 20.0)] = row(
        "satellite.radiator.fin_thickness_mm"
    )
    fin_conductivity_w_per_m_k: Annotated[Quantity, Unit("W/m/K", 1.0, 3000.0)] = row(
        "satellite.radiator.fin_conductivity_w_per_m_k"
    )
    metal_kg_per_m3: Annotated[Quantity, Unit("kg/m**3", 100.0, 20_000.0)] = row(
        "satellite.radiator.metal_kg_per_m3"
    )
    metal_j_per_kg_k: Annotated[Quantity, Unit("J/kg/K", 50.0, 5000.0)] = row(
        "satellite.radiator.metal_j_per_kg_k"
    )
    joint_m_k_per_w: Annotated[Quantity, Unit("m*K/W", 0.0, 10.0)] = row(
        "satellite.radiator.joint_m_k_per_w"
    )
    coating_kg_per_m2: Annotated[Quantity, Unit("kg/m**2", 0.0, 5.0)] = row(
        "satellite.radiator.coating_kg_per_m2"
    )
    panel_structure_share: Annotated[Quantity, Unit("1", 0.0, 10.0)] = row(
        "satellite.radiator.panel_structure_share"
    )
    segment_m2: Annotated[Quantity, Unit("m**2", 0.001, 10_000.0)] = row(
        "satellite.radiator.segment_m2"
    )
    debris_share_of_bound: Annotated[Quantity, Unit("1", 0.0, 10.0)] = row(
        "satellite.radiator.debris_share_of_bound"
    )
    penetrating_share: Annotated[Quantity, SHARE] = row("satellite.radiator.penetrating_share")
    loop_kg_per_kw: Annotated[Quantity, Unit("kg/kW", 0.0, 50.0)] = row(
        "satellite.radiator.loop_kg_per_kw"
    )
    sun_leak_share: Annotated[Quantity, Unit("1", 0.0, 0.5)] = row(
        "satellite.radiator.sun_leak_share"
    )
    heat_pump_lift_k: Annotated[Quantity, Unit("delta_degC", 0.0, 200.0)] = row(
        "satellite.radiator.heat_pump_lift_k"
    )
    heat_pump_efficiency: Annotated[Quantity, Unit("1", 0.01, 1.0)] = row(
        "satellite.radiator.heat_pump_efficiency"
    )
    heat_pump_kg_per_kw: Annotated[Quantity, Unit("kg/kW", 0.0, 100.0)] = row(
        "satellite.radiator.heat_pump_kg_per_kw"
    )


class Wall(Section):
    """Metal of the radiator's tubes, and what strikes it."""

    hardness_brinell: Annotated[Quantity, Unit("1", 10.0, 1000.0)] = row(
        "satellite.wall.hardness_brinell"
    )
    density_g_per_cm3: Annotated[Quantity, Unit("g/cm**3", 0.5, 25.0)] = row(
        "satellite.wall.density_g_per_cm3"
    )
    sound_km_per_s: Annotated[Quantity, Unit("km/s", 0.5, 15.0)] = row(
        "satellite.wall.sound_km_per_s"
    )
    impact_angle_deg: Annotated[Quantity, Unit("deg", 0.0, 80.0)] = row(
        "satellite.wall.impact_angle_deg"
    )
    debris_density_g_per_cm3: Annotated[Quantity, Unit("g/cm**3", 0.5, 25.0)] = row(
        "satellite.wall.debris_density_g_per_cm3"
    )
    debris_speed_km_per_s: Annotated[Quantity, Unit("km/s", 1.0, 16.0)] = row(
        "impacts.debris_speed_km_per_s"
    )
    meteoroid_density_g_per_cm3: Annotated[Quantity, Unit("g/cm**3", 0.1, 10.0)] = row(
        "impacts.meteoroid_density_g_per_cm3"
    )
    meteoroid_speed_km_per_s: Annotated[Quantity, Unit("km/s", 5.0, 72.0)] = row(
        "impacts.meteoroid_speed_km_per_s"
    )


class Compute(Section):
    """Chips, boards and cold plates as flown, and their shield."""

    kg_per_kw: Annotated[Quantity, Unit("kg/kW", 0.1, 100.0)] = row("satellite.compute.kg_per_kw")
    overhead_share: Annotated[Quantity, Unit("1", 0.0, 1.0)] = row(
        "satellite.compute.overhead_share"
    )
    enclosure_m2_per_kw: Annotated[Quantity, Unit("m**2/kW", 0.0, 1.0)] = row(
        "satellite.compute.enclosure_m2_per_kw"
    )
    shield_kg_per_m2_per_mm: Annotated[Quantity, Unit("kg/m**2/mm", 0.1, 20.0)] = row(
        "satellite.compute.shield_kg_per_m2_per_mm"
    )
    chip_w: Annotated[Quantity, Unit("W", 1.0, 100_000.0)] = row("satellite.chip.power_w")
    junction_k_per_w: Annotated[Quantity, Unit("K/W", 0.0, 10.0)] = row(
        "satellite.chip.resistance_k_per_w"
    )
    junction_limit_c: Annotated[Quantity, Unit("degC", 20.0, 250.0)] = row(
        "satellite.compute.junction_limit_c"
    )
    leakage_share: Annotated[Quantity, Unit("1", 0.0, 0.9)] = row("satellite.chip.leakage_share")
    leakage_per_k: Annotated[Quantity, Unit("1/K", 0.0, 0.1)] = row("satellite.chip.leakage_per_k")
    leakage_reference_c: Annotated[Quantity, Unit("degC", 0.0, 150.0)] = row(
        "satellite.chip.reference_c"
    )
    static_share: Annotated[Quantity, Unit("1", 0.0, 0.9)] = row("satellite.chip.static_share")
    floor_share: Annotated[Quantity, Unit("1", 0.0, 1.0)] = row("satellite.chip.floor_share")


class Bus(Section):
    """Everything else on board."""

    avionics_kg: Annotated[Quantity, Unit("kg", 0.0, 50_000.0)] = row("satellite.bus.avionics_kg")
    communications_kg: Annotated[Quantity, Unit("kg", 0.0, 50_000.0)] = row(
        "satellite.bus.communications_kg"
    )
    structure_share: Annotated[Quantity, Unit("1", 0.0, 1.0)] = row("satellite.bus.structure_share")
    contingency_share: Annotated[Quantity, Unit("1", 0.0, 1.0)] = row(
        "satellite.bus.contingency_share"
    )
    sleep_load_share: Annotated[Quantity, SHARE] = row("satellite.bus.sleep_load_share")


class Propulsion(Section):
    """Propellant for raising, staying and leaving."""

    isp_s: Annotated[Quantity, Unit("s", 50.0, 10_000.0)] = row("satellite.propulsion.isp_s")
    avoidance_m_per_s_per_year: Annotated[Quantity, Unit("m/s/year", 0.0, 1000.0)] = row(
        "satellite.propulsion.avoidance_m_per_s_per_year"
    )
    insertion_altitude_km: Annotated[Quantity, Unit("km", 150.0, 2000.0)] = row(
        "satellite.propulsion.insertion_altitude_km"
    )
    disposal_perigee_km: Annotated[Quantity, Unit("km", 0.0, 300.0)] = row(
        "satellite.propulsion.disposal_perigee_km"
    )
    margin_share: Annotated[Quantity, Unit("1", 0.0, 2.0)] = row(
        "satellite.propulsion.margin_share"
    )
