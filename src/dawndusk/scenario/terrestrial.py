"""The Earth side of a scenario: the facility and six ways to power it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from dawndusk.scenario.field import Quantity, Unit, row
from dawndusk.scenario.section import Section

__all__ = [
    "Earth",
    "Facility",
    "FlexibleGrid",
    "GasBehindTheMeter",
    "Grid",
    "Paths",
    "RestartedNuclear",
    "SmallModularReactor",
    "SolarStorage",
]

SHARE = Unit("1", 0.0, 1.0)
LOST = Unit("1", 0.0, 0.99)
TARIFF = Unit("USD_2026/MWh", 0.0, 10_000.0)
PER_KW = Unit("USD_2026/kW", 0.0, 1e6)
PER_KW_YEAR = Unit("USD_2026/kW/year", 0.0, 1e5)
YEARS = Unit("year", 0.0, 60.0)
LIFE = Unit("year", 1.0, 100.0)
GW_PER_YEAR = Unit("GW/year", 1e-4, 1e4)
TIMES = Unit("1", 1.0, 100.0)
HEAT_RATE = Unit("MMBtu/MWh", 3.0, 20.0)
FUEL = Unit("USD_2026/MMBtu", 0.0, 1000.0)


class Facility(Section):
    """Building, electrical plant and cooling, without the chips."""

    electrical_usd_per_kw: Annotated[Quantity, PER_KW] = row("facility.electrical_usd_per_kw")
    mechanical_usd_per_kw: Annotated[Quantity, PER_KW] = row("facility.mechanical_usd_per_kw")
    civil_usd_per_kw: Annotated[Quantity, PER_KW] = row("facility.civil_usd_per_kw")
    network_usd_per_kw: Annotated[Quantity, PER_KW] = row("facility.network_usd_per_kw")
    build_years: Annotated[Quantity, YEARS] = row("facility.build_years")
    pue: Annotated[Quantity, Unit("1", 1.0, 3.0)] = row("facility.pue")
    maintenance_share: Annotated[Quantity, Unit("1/year", 0.0, 1.0)] = row(
        "facility.maintenance_share"
    )
    life_years: Annotated[Quantity, LIFE] = row("facility.life_years")


class Grid(Section):
    """A firm connection to the grid."""

    tariff_usd_per_mwh: Annotated[Quantity, TARIFF] = row("path.grid.tariff_usd_per_mwh")
    connection_usd_per_kw: Annotated[Quantity, PER_KW] = row("path.grid.connection_usd_per_kw")
    curtailed_share: Annotated[Quantity, LOST] = row("path.grid.curtailed_share")
    time_to_power_years: Annotated[Quantity, YEARS] = row("path.grid.time_to_power_years")
    national_gw_per_year: Annotated[Quantity, GW_PER_YEAR] = row("path.grid.national_gw_per_year")
    life_years: Annotated[Quantity, LIFE] = row("path.grid.life_years")


class FlexibleGrid(Section):
    """A connection that gives way when the grid calls."""

    tariff_usd_per_mwh: Annotated[Quantity, TARIFF] = row("path.flexible_grid.tariff_usd_per_mwh")
    connection_usd_per_kw: Annotated[Quantity, PER_KW] = row(
        "path.flexible_grid.connection_usd_per_kw"
    )
    curtailed_share: Annotated[Quantity, LOST] = row("path.flexible_grid.curtailed_share")
    time_to_power_years: Annotated[Quantity, YEARS] = row("path.flexible_grid.time_to_power_years")
    national_gw_per_year: Annotated[Quantity, GW_PER_YEAR] = row(
        "path.flexible_grid.national_gw_per_year"
    )
    life_years: Annotated[Quantity, LIFE] = row("path.grid.life_years")


class GasBehindTheMeter(Section):
    """Gas plant on site."""

    plant_usd_per_kw: Annotated[Quantity, PER_KW] = row(
        "path.gas_behind_the_meter.plant_usd_per_kw"
    )
    oversize: Annotated[Quantity, TIMES] = row("path.gas_behind_the_meter.oversize")
    interest_share: Annotated[Quantity, SHARE] = row("path.gas_behind_the_meter.interest_share")
    fixed_usd_per_kw_year: Annotated[Quantity, PER_KW_YEAR] = row(
        "path.gas_behind_the_meter.fixed_usd_per_kw_year"
    )
    operation_usd_per_mwh: Annotated[Quantity, TARIFF] = row(
        "path.gas_behind_the_meter.operation_usd_per_mwh"
    )
    heat_rate_mmbtu_per_mwh: Annotated[Quantity, HEAT_RATE] = row(
        "path.gas_behind_the_meter.heat_rate_mmbtu_per_mwh"
    )
    fuel_usd_per_mmbtu: Annotated[Quantity, FUEL] = row(
        "path.gas_behind_the_meter.fuel_usd_per_mmbtu"
    )
    curtailed_share: Annotated[Quantity, LOST] = row("path.gas_behind_the_meter.curtailed_share")
    time_to_power_years: Annotated[Quantity, YEARS] = row(
        "path.gas_behind_the_meter.time_to_power_years"
    )
    national_gw_per_year: Annotated[Quantity, GW_PER_YEAR] = row(
        "path.gas_behind_the_meter.national_gw_per_year"
    )
    life_years: Annotated[Quantity, LIFE] = row("path.gas_behind_the_meter.life_years")


class SolarStorage(Section):
    """Panels and batteries on site, no grid."""

    pv_usd_per_kw: Annotated[Quantity, PER_KW] = row("path.solar_storage.pv_usd_per_kw")
    storage_usd_per_kwh: Annotated[Quantity, Unit("USD_2026/kWh", 0.0, 1e5)] = row(
        "path.solar_storage.storage_usd_per_kwh"
    )
    pv_kw_per_kw: Annotated[Quantity, TIMES] = row("path.solar_storage.pv_kw_per_kw")
    storage_kwh_per_kw: Annotated[Quantity, Unit("hour", 0.0, 1000.0)] = row(
        "path.solar_storage.storage_kwh_per_kw"
    )
    pv_fixed_usd_per_kw_year: Annotated[Quantity, PER_KW_YEAR] = row(
        "path.solar_storage.pv_fixed_usd_per_kw_year"
    )
    storage_fixed_share: Annotated[Quantity, Unit("1/year", 0.0, 1.0)] = row(
        "path.solar_storage.storage_fixed_share"
    )
    curtailed_share: Annotated[Quantity, LOST] = row("path.solar_storage.curtailed_share")
    time_to_power_years: Annotated[Quantity, YEARS] = row("path.solar_storage.time_to_power_years")
    national_gw_per_year: Annotated[Quantity, GW_PER_YEAR] = row(
        "path.solar_storage.national_gw_per_year"
    )
    life_years: Annotated[Quantity, LIFE] = row("path.solar_storage.life_years")


class RestartedNuclear(Section):
    """A long contract with a reactor that is brought back."""

    tariff_usd_per_mwh: Annotated[Quantity, TARIFF] = row(
        "path.restarted_nuclear.tariff_usd_per_mwh"
    )
    connection_usd_per_kw: Annotated[Quantity, PER_KW] = row(
        "path.restarted_nuclear.connection_usd_per_kw"
    )
    curtailed_share: Annotated[Quantity, LOST] = row("path.restarted_nuclear.curtailed_share")
    time_to_power_years: Annotated[Quantity, YEARS] = row(
        "path.restarted_nuclear.time_to_power_years"
    )
    national_gw_per_year: Annotated[Quantity, GW_PER_YEAR] = row(
        "path.restarted_nuclear.national_gw_per_year"
    )
    buyer_share: Annotated[Quantity, Unit("1", 1e-4, 1.0)] = row(
        "path.restarted_nuclear.buyer_share"
    )
    life_years: Annotated[Quantity, LIFE] = row("path.restarted_nuclear.life_years")


class SmallModularReactor(Section):
    """Small reactors on site."""

    plant_usd_per_kw: Annotated[Quantity, PER_KW] = row(
        "path.small_modular_reactor.plant_usd_per_kw"
    )
    oversize: Annotated[Quantity, TIMES] = row("path.small_modular_reactor.oversize")
    interest_share: Annotated[Quantity, SHARE] = row("path.small_modular_reactor.interest_share")
    fixed_usd_per_kw_year: Annotated[Quantity, PER_KW_YEAR] = row(
        "path.small_modular_reactor.fixed_usd_per_kw_year"
    )
    operation_usd_per_mwh: Annotated[Quantity, TARIFF] = row(
        "path.small_modular_reactor.operation_usd_per_mwh"
    )
    heat_rate_mmbtu_per_mwh: Annotated[Quantity, HEAT_RATE] = row(
        "path.small_modular_reactor.heat_rate_mmbtu_per_mwh"
    )
    fuel_usd_per_mmbtu: Annotated[Quantity, FUEL] = row(
        "path.small_modular_reactor.fuel_usd_per_mmbtu"
    )
    curtailed_share: Annotated[Quantity, LOST] = row("path.small_modular_reactor.curtailed_share")
    time_to_power_years: Annotated[Quantity, YEARS] = row(
        "path.small_modular_reactor.time_to_power_years"
    )
    national_gw_per_year: Annotated[Quantity, GW_PER_YEAR] = row(
        "path.small_modular_reactor.national_gw_per_year"
    )
    buyer_share: Annotated[Quantity, Unit("1", 1e-4, 1.0)] = row(
        "path.small_modular_reactor.buyer_share"
    )
    life_years: Annotated[Quantity, LIFE] = row("path.small_modular_reactor.life_years")


class Paths(Section):
    """The six ways to power a facility; a path set to null is not offered."""

    grid: Grid | None = Field(default_factory=Grid)
    flexible_grid: FlexibleGrid | None = Field(default_factory=FlexibleGrid)
    gas_behind_the_meter: GasBehindTheMeter | None = Field(default_factory=GasBehindTheMeter)
    solar_storage: SolarStorage | None = Field(default_factory=SolarStorage)
    restarted_nuclear: RestartedNuclear | None = Field(default_factory=RestartedNuclear)
    small_modular_reactor: SmallModularReactor | None = Field(default_factory=SmallModularReactor)


class Earth(Section):
    """The alternative."""

    bridge_usd_per_gpu_hour: Annotated[Quantity, Unit("USD_2026/(GPU*hour)", 0.0, 1e4)] = row(
        "earth.bridge_usd_per_gpu_hour"
    )
    buyer_share: Annotated[Quantity, Unit("1", 1e-4, 1.0)] = row("earth.buyer_share")
    all_paths_together: bool = Field(
        default=False,
        strict=True,
        description="Offer, beside each path alone, all of them at once: for many sites.",
    )
    facility: Facility = Field(default_factory=Facility)
    paths: Paths = Field(default_factory=Paths)
