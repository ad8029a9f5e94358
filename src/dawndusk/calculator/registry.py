"""What the calculator offers: one line per entry, imported only when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from dawndusk.calculator.entry import Entry
from dawndusk.calculator.registry_network import NETWORK

__all__ = ["REGISTRY", "Entry"]


REGISTRY: Final[Mapping[str, Entry]] = MappingProxyType(
    {
        "annuity": Entry(
            "dawndusk.economics.finance:annuity",
            "yearly payment per unit of capital",
            "calc.annuity",
        ),
        "array_temperature": Entry(
            "dawndusk.satellite.array:array_temperature",
            "temperature of a solar array that faces the Sun",
            "calc.array_temperature",
            {
                "emissivity_front": "satellite.array.emissivity_front",
                "emissivity_back": "satellite.array.emissivity_back",
            },
        ),
        "availability": Entry(
            "dawndusk.satellite.availability:availability",
            "compute that is left over and at the end of a life without repair",
            "calc.availability",
            {
                "life_years": "satellite.life_years",
                "chip_loss_per_year": "chip.permanent_failure_rate",
                "chips": "calc.upsets.chips",
                "spare_share": "satellite.spare_share",
                "strings": "satellite.part.array_string.fitted",
                "string_loss_per_year": "satellite.part.array_string.loss_per_year",
                "segments": "satellite.part.radiator_segment.fitted",
                "segment_loss_per_year": "satellite.part.radiator_segment.loss_per_year",
            },
        ),
        "battery": Entry(
            "dawndusk.satellite.battery:battery_size",
            "battery that carries a load through a shadow",
            "calc.battery",
            {
                "power_kw": "satellite.it_power_kw",
                "depth_of_discharge": "satellite.battery.depth_of_discharge",
                "wh_per_kg": "satellite.battery.specific_energy_wh_per_kg",
            },
        ),
        "battery_life": Entry(
            "dawndusk.satellite.battery_life:battery_life",
            "capacity that a battery keeps through its shadows and years",
            "satellite.battery",
            {
                "altitude_km": "orbit.altitude",
                "local_time_h": "orbit.local_time",
                "year": "calc.sunlight.year",
                "years": "satellite.life_years",
            },
        ),
        "beta": Entry(
            "dawndusk.orbit.beta:sun_synchronous_beta",
            "angle of the Sun out of a sun-synchronous orbit on a day",
            "calc.beta",
            {"altitude_km": "orbit.altitude", "local_time_h": "orbit.local_time"},
            texts={"date": "2026-06-21"},
        ),
        "coating": Entry(
            "dawndusk.satellite.coating:aged_absorptivity",
            "sunlight that a white surface absorbs as it ages",
            "satellite.radiator",
            {"age_years": "satellite.life_years"},
        ),
        "cell": Entry(
            "dawndusk.satellite.cells:cell_wear",
            "power that solar cells keep behind their glass, by kind of cell",
            "satellite.array",
            {
                "altitude_km": "orbit.altitude",
                "years": "satellite.life_years",
                "solar_activity": "environment.solar_activity",
                "solar_events_per_year": "radiation.solar_events_per_year",
                "solar_cutoff_latitude_deg": "radiation.solar_cutoff_latitude",
            },
        ),
        "cooldown": Entry(
            "dawndusk.satellite.cooldown:cooldown",
            "temperature of a radiating panel after a while without heat",
            "calc.cooldown",
        ),
        "dose": Entry(
            "dawndusk.orbit.dose:dose",
            "dose behind aluminium from trapped particles and solar protons",
            "calc.dose",
            {
                "altitude_km": "orbit.altitude",
                "shield_mm": "satellite.shield_mm",
                "solar_events_per_year": "radiation.solar_events_per_year",
                "solar_cutoff_latitude_deg": "radiation.solar_cutoff_latitude",
            },
        ),
        "drag": Entry(
            "dawndusk.orbit.drag:drag",
            "velocity that drag takes in a year, and how soon it ends an orbit",
            "calc.drag",
            {"altitude_km": "orbit.altitude", "drag_coefficient": "drag.coefficient"},
        ),
        "earth_light": Entry(
            "dawndusk.orbit.earth_light:earth_light",
            "infrared and reflected sunlight of the Earth on one face of a plate",
            "calc.earth_light",
            {
                "altitude_km": "orbit.altitude",
                "albedo": "satellite.environment.albedo",
                "earth_infrared_w_m2": "satellite.environment.earth_infrared_w_m2",
            },
            texts={"attitude": "edge_on"},
        ),
        "fin": Entry(
            "dawndusk.satellite.fin:fin_efficiency",
            "efficiency of a radiating fin before a sink",
            "calc.fin",
        ),
        "eclipse_season": Entry(
            "dawndusk.orbit.seasons:longest_season",
            "season of the year in which a sun-synchronous orbit passes the shadow",
            "calc.eclipse_season",
            {
                "altitude_km": "orbit.altitude",
                "local_time_h": "orbit.local_time",
                "year": "calc.sunlight.year",
            },
            texts={"shadow": "umbra"},
        ),
        "fixed_charge_rate": Entry(
            "dawndusk.economics.finance:fixed_charge_rate",
            "yearly charge per unit of capital, taxes included",
            "calc.fixed_charge_rate",
        ),
        "heat_pump": Entry(
            "dawndusk.satellite.heat_pump:heat_pump",
            "performance of a heat pump and what it takes off the radiator",
            "calc.heat_pump",
        ),
        "impacts": Entry(
            "dawndusk.orbit.impacts:impact_flux",
            "hits by meteoroids, and at most by debris, on a square metre",
            "impacts",
            {"altitude_km": "orbit.altitude", "diameter_mm": "calc.impacts.diameter_mm"},
        ),
        "integrated_panel": Entry(
            "dawndusk.satellite.integrated_panel:integrated_size",
            "one sheet that is array and radiator: its area and its share of cells",
            "satellite.array",
            {
                "efficiency": "satellite.cell.silicon.efficiency",
                "temperature_coefficient_per_k": (
                    "satellite.cell.silicon.temperature_coefficient_per_k"
                ),
                "absorptivity": "satellite.cell.silicon.absorptivity",
                "array_power_kw": "calc.integrated_panel.array_power_kw",
                "heat_kw": "calc.integrated_panel.heat_kw",
                "hottest_root_c": "calc.integrated_panel.hottest_root_c",
                "altitude_km": "orbit.altitude",
                "white_absorptivity": "satellite.radiator.absorptivity",
                "white_emissivity": "satellite.radiator.emissivity",
                "fin_efficiency": "calc.integrated_panel.fin_efficiency",
                "earth_infrared_w_m2": "satellite.environment.earth_infrared_w_m2",
            },
        ),
        "junction": Entry(
            "dawndusk.satellite.junction:junction_temperature",
            "temperature of a chip whose leakage rises with its heat, and its runaway",
            "satellite.chip",
            {"coolant_c": "satellite.radiator.coolant_supply_c"},
        ),
        "levelised_energy": Entry(
            "dawndusk.economics.finance:levelised_energy",
            "levelised cost of energy from capital, yearly costs and capacity factor",
            "calc.levelised_energy",
        ),
        "loop_flow": Entry(
            "dawndusk.satellite.coolants:loop_flow",
            "flow of coolant that carries heat to a radiator, and its pump",
            "calc.loop_flow",
            {
                "heat_kw": "satellite.it_power_kw",
                "inlet_c": "satellite.radiator.coolant_return_c",
                "outlet_c": "satellite.radiator.coolant_supply_c",
            },
        ),
        "loop_temperature": Entry(
            "dawndusk.satellite.loop:loop_temperature",
            "mean radiating temperature of a coolant along its radiator",
            "calc.loop_temperature",
            {
                "inlet_c": "satellite.radiator.coolant_return_c",
                "outlet_c": "satellite.radiator.coolant_supply_c",
            },
        ),
        "mccalip": Entry(
            "dawndusk.published.mccalip:mccalip",
            "McCalip's public calculator of orbital against terrestrial data centres",
            "mccalip",
            names_table="mccalip_names.yaml",
        ),
        "mean_elements": Entry(
            "dawndusk.orbit.mean_state:mean_elements",
            "mean elements of a position and velocity, under J2",
            "calc.mean_elements",
        ),
        "node_mass": Entry(
            "dawndusk.satellite.node_mass:node_mass",
            "launched mass of a node and its watts of compute per kilogram",
            "calc.node_mass",
            {"compute_kw": "satellite.it_power_kw", "isp_s": "satellite.propulsion.isp_s"},
        ),
        "panel": Entry(
            "dawndusk.satellite.panel_design:panel",
            "heat, efficiency and mass of a radiator panel of tubes and fins",
            "satellite.radiator",
            {"sink_k": "calc.panel.sink_k"},
        ),
        "punctures": Entry(
            "dawndusk.satellite.punctures:punctures",
            "openings of a radiator's tubes by meteoroids and debris, and what they shut off",
            "satellite.wall",
            {
                "wall_mm": "satellite.radiator.tube_wall_mm",
                "area_m2": "calc.punctures.area_m2",
                "segments": "calc.punctures.segments",
                "years": "satellite.life_years",
                "altitude_km": "orbit.altitude",
                "tube_bore_mm": "satellite.radiator.tube_bore_mm",
                "tube_pitch_m": "satellite.radiator.tube_pitch_m",
                "debris_share_of_bound": "satellite.radiator.debris_share_of_bound",
                "penetrating_share": "satellite.radiator.penetrating_share",
                "debris_speed_km_per_s": "impacts.debris_speed_km_per_s",
                "meteoroid_density_g_per_cm3": "impacts.meteoroid_density_g_per_cm3",
                "meteoroid_speed_km_per_s": "impacts.meteoroid_speed_km_per_s",
            },
        ),
        "radiator": Entry(
            "dawndusk.satellite.radiator:radiator",
            "heat shed and area of a radiator in low orbit",
            "calc.radiator",
            {
                "altitude_km": "orbit.altitude",
                "earth_infrared_w_m2": "satellite.environment.earth_infrared_w_m2",
            },
        ),
        "scrubbing": Entry(
            "dawndusk.satellite.memory:scrubbing",
            "memory errors that correction and scrubbing leave",
            "calc.scrubbing",
        ),
        "spares": Entry(
            "dawndusk.satellite.hazards:group_survival",
            "whether enough of a group of equal units still work, with spares on board",
            "calc.spares",
            {
                "loss_per_year": "satellite.part.pump.loss_per_year",
                "fitted": "satellite.part.pump.fitted",
                "needed": "satellite.part.pump.needed",
                "shape": "satellite.part.wear_shape",
                "common_share": "satellite.part.common_share",
            },
        ),
        "storm": Entry(
            "dawndusk.satellite.storms:storm",
            "dose and lost time of a great solar storm behind a shield",
            "calc.storm",
            {
                "altitude_km": "orbit.altitude",
                "shield_mm": "satellite.shield_mm",
                "cutoff_latitude_deg": "radiation.solar_cutoff_latitude",
                "upsets_per_rad": "satellite.upset.uncorrectable_per_rad",
                "chips_per_job": "satellite.chips_per_job",
                "recovery_minutes": "satellite.upset_recovery_minutes",
                "storm_days": "radiation.solar_storm_days",
                "storms_per_year": "radiation.solar_events_per_year",
            },
        ),
        "sunlight": Entry(
            "dawndusk.orbit.sunlight:sunlight",
            "sunlit share and shadow of a sun-synchronous orbit over a year",
            "calc.sunlight",
            {"altitude_km": "orbit.altitude", "local_time_h": "orbit.local_time"},
        ),
        "throttle": Entry(
            "dawndusk.satellite.voltage_frequency:throttle",
            "speed of a chip on a share of its power, and the energy of its work",
            "satellite.chip",
            {"power_share": "calc.throttle.power_share"},
        ),
        "upset_kinds": Entry(
            "dawndusk.satellite.upset_kinds:upset_kinds",
            "stops, wrong results and latch-ups of a node's chips from protons",
            "calc.upset_kinds",
            {
                "uncorrectable_per_rad": "satellite.upset.uncorrectable_per_rad",
                "silent_per_rad": "satellite.upset.silent_per_rad",
                "latch_up_per_rad": "satellite.upset.latch_up_per_rad",
                "latch_up_destroys_share": "satellite.upset.latch_up_destroys_share",
                "chips": "calc.upsets.chips",
                "chips_per_job": "satellite.chips_per_job",
                "recovery_minutes": "satellite.upset_recovery_minutes",
            },
        ),
        "upsets": Entry(
            "dawndusk.satellite.upsets:upsets",
            "upsets of a node's chips by dose, and the time they cost",
            "calc.upsets",
            {
                "upsets_per_rad": "satellite.upset.uncorrectable_per_rad",
                "chips_per_job": "satellite.chips_per_job",
                "recovery_minutes": "satellite.upset_recovery_minutes",
            },
        ),
        "view_factor": Entry(
            "dawndusk.orbit.earth_view:view_factor",
            "view factors of a plate to Earth",
            "calc.view_factor",
            {"altitude_km": "orbit.altitude"},
        ),
        "weighted_cost_of_capital": Entry(
            "dawndusk.economics.finance:weighted_cost_of_capital",
            "cost of capital from debt, equity, tax and inflation, nominal and real",
            "calc.weighted_cost_of_capital",
        ),
        "wright": Entry(
            "dawndusk.fleet.learning:wright",
            "doublings of experience from one price to another",
            "calc.wright",
        ),
        **NETWORK,
    }
)
