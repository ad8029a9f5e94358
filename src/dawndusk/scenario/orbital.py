"""The orbital side of a scenario: the orbit and one satellite."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from dawndusk.scenario.field import Quantity, Unit, row
from dawndusk.scenario.section import Section

__all__ = ["Array", "Battery", "Bus", "Compute", "Orbit", "Propulsion", "Radiator", "Satellite"]

SHARE = Unit("1", 0.0, 1.0)


class Orbit(Section):
    """A circular sun-synchronous orbit and its surroundings."""

    altitude_km: Annotated[Quantity, Unit("km", 300.0, 2000.0)] = row("orbit.altitude")
    local_time_h: Annotated[Quantity, Unit("hour", 0.0, 24.0)] = row("orbit.local_time")
    solar_activity: Annotated[Quantity, SHARE] = row("environment.solar_activity")
    earth_infrared_w_m2: Annotated[Quantity, Unit("W/m**2", 100.0, 400.0)] = row(
        "satellite.environment.earth_infrared_w_m2"
    )
    albedo: Annotated[Quantity, SHARE] = row("satellite.environment.albedo")
    f107_quiet: Annotated[Quantity, Unit("1", 65.0, 100.0)] = row("environment.f107_quiet")
    f107_active: Annotated[Quantity, Unit("1", 100.0, 250.0)] = row("environment.f107_active")
    drag_coefficient: Annotated[Quantity, Unit("1", 1.5, 4.0)] = row("drag.coefficient")
    solar_events_per_year: Annotated[Quantity, Unit("1/year", 0.0, 10.0)] = row(
        "radiation.solar_events_per_year"
    )
    solar_cutoff_latitude_deg: Annotated[Quantity, Unit("deg", 0.0, 90.0)] = row(
        "radiation.solar_cutoff_latitude"
    )


class Array(Section):
    """Solar array."""

    efficiency: Annotated[Quantity, Unit("1", 0.05, 0.6)] = row("satellite.array.efficiency")
    packing: Annotated[Quantity, Unit("1", 0.3, 1.0)] = row("satellite.array.packing")
    pointing_loss: Annotated[Quantity, Unit("1", 0.0, 0.5)] = row("satellite.array.pointing_loss")
    degradation_per_year: Annotated[Quantity, Unit("1/year", 0.0, 0.2)] = row(
        "satellite.array.degradation_per_year"
    )
    temperature_coefficient_per_k: Annotated[Quantity, Unit("1/K", -0.01, 0.0)] = row(
        "satellite.array.temperature_coefficient_per_k"
    )
    specific_power_w_per_kg: Annotated[Quantity, Unit("W/kg", 1.0, 5000.0)] = row(
        "satellite.array.specific_power_w_per_kg"
    )
    absorptivity: Annotated[Quantity, SHARE] = row("satellite.array.absorptivity")
    emissivity_front: Annotated[Quantity, SHARE] = row("satellite.array.emissivity_front")
    emissivity_back: Annotated[Quantity, SHARE] = row("satellite.array.emissivity_back")
    regulation_efficiency: Annotated[Quantity, Unit("1", 0.3, 1.0)] = row(
        "satellite.array.regulation_efficiency"
    )
    width_ratio: Annotated[Quantity, Unit("1", 0.01, 50.0)] = row("satellite.radiator.width_ratio")


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


class Radiator(Section):
    """Two-sided radiator behind the array, edge-on to Sun and Earth, with its coolant loop."""

    emissivity: Annotated[Quantity, Unit("1", 0.05, 1.0)] = row("satellite.radiator.emissivity")
    absorptivity: Annotated[Quantity, SHARE] = row("satellite.radiator.absorptivity")
    fin_efficiency: Annotated[Quantity, Unit("1", 0.1, 1.0)] = row(
        "satellite.radiator.fin_efficiency"
    )
    coolant_supply_c: Annotated[Quantity, Unit("degC", -60.0, 150.0)] = row(
        "satellite.radiator.coolant_supply_c"
    )
    coolant_return_c: Annotated[Quantity, Unit("degC", -50.0, 200.0)] = row(
        "satellite.radiator.coolant_return_c"
    )
    panel_drop_k: Annotated[Quantity, Unit("delta_degC", 0.0, 50.0)] = row(
        "satellite.radiator.panel_drop_k"
    )
    areal_kg_per_m2: Annotated[Quantity, Unit("kg/m**2", 0.1, 50.0)] = row(
        "satellite.radiator.areal_kg_per_m2"
    )
    loop_kg_per_kw: Annotated[Quantity, Unit("kg/kW", 0.0, 50.0)] = row(
        "satellite.radiator.loop_kg_per_kw"
    )
    pump_power_share: Annotated[Quantity, Unit("1", 0.0, 0.5)] = row(
        "satellite.radiator.pump_power_share"
    )
    sun_leak_share: Annotated[Quantity, Unit("1", 0.0, 0.5)] = row(
        "satellite.radiator.sun_leak_share"
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


class Satellite(Section):
    """One satellite, described by what is chosen; its mass and areas are outputs."""

    it_power_kw: Annotated[Quantity, Unit("kW", 0.5, 100_000.0)] = row("satellite.it_power_kw")
    in_shadow: Literal["sleep", "compute"] = Field(
        default="sleep",
        description="Sleep through the shadow, or carry the battery and array to compute in it.",
    )
    life_years: Annotated[Quantity, Unit("year", 0.5, 30.0)] = row("satellite.life_years")
    spare_share: Annotated[Quantity, SHARE] = row("satellite.spare_share")
    node_loss_per_year: Annotated[Quantity, Unit("1/year", 0.0, 2.0)] = row(
        "satellite.node_loss_per_year"
    )
    shield_mm: Annotated[Quantity, Unit("mm", 1.0, 20.0)] = row("satellite.shield_mm")
    dose_limit_rad: Annotated[Quantity, Unit("rads", 1.0, 1e7)] = row("satellite.dose_limit_rad")
    upsets_per_rad: Annotated[Quantity, Unit("1/rads", 0.0, 100.0)] = row(
        "satellite.upsets_per_rad"
    )
    upset_recovery_minutes: Annotated[Quantity, Unit("minute", 0.0, 10_000.0)] = row(
        "satellite.upset_recovery_minutes"
    )
    chips_per_job: Annotated[Quantity, Unit("1", 1.0, 100_000.0)] = row("satellite.chips_per_job")
    wake_minutes: Annotated[Quantity, Unit("minute", 0.0, 90.0)] = row("satellite.wake_minutes")
    array: Array = Field(default_factory=Array)
    battery: Battery = Field(default_factory=Battery)
    radiator: Radiator = Field(default_factory=Radiator)
    compute: Compute = Field(default_factory=Compute)
    bus: Bus = Field(default_factory=Bus)
    propulsion: Propulsion = Field(default_factory=Propulsion)

    @model_validator(mode="after")
    def _coolant_warms(self) -> Self:
        supply, back = self.radiator.coolant_supply_c, self.radiator.coolant_return_c
        if supply.shape.bounds()[1] >= back.shape.bounds()[0]:
            raise ValueError(
                "coolant_return_c must stay above coolant_supply_c: "
                f"got supply up to {supply.shape.bounds()[1]:g}, "
                f"return from {back.shape.bounds()[0]:g} degC"
            )
        return self
