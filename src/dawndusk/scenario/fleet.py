"""Launch, production, gateways, chips and money of a scenario."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from dawndusk.scenario.field import Quantity, Unit, row
from dawndusk.scenario.figure import Figure
from dawndusk.scenario.section import Section

__all__ = ["Chip", "Finance", "GroundSegment", "Launch", "Operations", "Production"]

SHARE = Unit("1", 0.0, 1.0)
GROWTH = Unit("1/year", -0.5, 5.0)


class Launch(Section):
    """What the industry lifts, what a flight costs, what a buyer pays."""

    industry_mass_2025_t: Annotated[Quantity, Unit("tonne", 1.0, 1e7)] = row(
        "launch.industry_mass_2025_t"
    )
    industry_cumulative_2025_t: Annotated[Quantity, Unit("tonne", 1.0, 1e8)] = row(
        "launch.industry_cumulative_2025_t"
    )
    industry_growth: Annotated[Quantity, GROWTH] = row("launch.industry_growth")
    buyer_share: Annotated[Quantity, Unit("1", 0.001, 100.0)] = row("launch.buyer_share")
    market_usd_per_kg_2025: Annotated[Quantity, Unit("USD_2026/kg", 1.0, 1e6)] = row(
        "launch.market_usd_per_kg_2025"
    )
    cost_usd_per_kg_2025: Annotated[Quantity, Unit("USD_2026/kg", 1.0, 1e6)] = row(
        "launch.cost_usd_per_kg_2025"
    )
    margin: Annotated[Quantity, Unit("1", 0.0, 20.0)] = row("launch.margin")
    learning_rate: Annotated[Quantity, Unit("1", 0.0, 0.5)] = row("launch.learning_rate")
    bottom_up_weight: Annotated[Quantity, SHARE] = row("launch.bottom_up_weight")
    vehicle_usd: Annotated[Quantity, Unit("USD_2026", 1e5, 1e10)] = row("launch.vehicle_usd")
    reuses: Annotated[Quantity, Unit("1", 1.0, 10_000.0)] = row("launch.reuses")
    refurbishment_usd: Annotated[Quantity, Unit("USD_2026", 0.0, 1e9)] = row(
        "launch.refurbishment_usd"
    )
    propellant_usd: Annotated[Quantity, Unit("USD_2026", 0.0, 1e9)] = row("launch.propellant_usd")
    fixed_operations_usd_per_year: Annotated[Quantity, Unit("USD_2026/year", 0.0, 1e11)] = row(
        "launch.fixed_operations_usd_per_year"
    )
    payload_t: Annotated[Quantity, Unit("tonne", 0.1, 1000.0)] = row("launch.payload_t")


class Production(Section):
    """Unit costs of a satellite, learning, yearly capacity, lead time."""

    array_usd_per_w: Annotated[Quantity, Unit("USD_2026/W", 0.0, 2000.0)] = row(
        "production.array_usd_per_w"
    )
    radiator_usd_per_m2: Annotated[Quantity, Unit("USD_2026/m**2", 0.0, 1e6)] = row(
        "production.radiator_usd_per_m2"
    )
    heat_transport_usd_per_kw: Annotated[Quantity, Unit("USD_2026/kW", 0.0, 1e6)] = row(
        "production.heat_transport_usd_per_kw"
    )
    battery_usd_per_kwh: Annotated[Quantity, Unit("USD_2026/kWh", 0.0, 1e5)] = row(
        "production.battery_usd_per_kwh"
    )
    power_conversion_usd_per_kw: Annotated[Quantity, Unit("USD_2026/kW", 0.0, 1e6)] = row(
        "production.power_conversion_usd_per_kw"
    )
    structure_usd_per_kg: Annotated[Quantity, Unit("USD_2026/kg", 0.0, 1e5)] = row(
        "production.structure_usd_per_kg"
    )
    avionics_usd_per_satellite: Annotated[Quantity, Unit("USD_2026", 0.0, 1e9)] = row(
        "production.avionics_usd_per_satellite"
    )
    communications_usd_per_satellite: Annotated[Quantity, Unit("USD_2026", 0.0, 1e9)] = row(
        "production.communications_usd_per_satellite"
    )
    integration_share: Annotated[Quantity, Unit("1", 0.0, 5.0)] = row(
        "production.integration_share"
    )
    learning_rate: Annotated[Quantity, Unit("1", 0.0, 0.5)] = row("production.learning_rate")
    industry_kw_2025: Annotated[Quantity, Unit("kW/year", 1.0, 1e9)] = row(
        "production.industry_kw_2025"
    )
    industry_cumulative_2025_kw: Annotated[Quantity, Unit("kW", 1.0, 1e10)] = row(
        "production.industry_cumulative_2025_kw"
    )
    industry_growth: Annotated[Quantity, GROWTH] = row("production.industry_growth")
    buyer_share: Annotated[Quantity, Unit("1", 0.001, 100.0)] = row("production.buyer_share")
    lead_time_years: Annotated[Quantity, Unit("year", 0.0, 40.0)] = row(
        "production.lead_time_years"
    )
    non_recurring_usd: Annotated[Quantity, Unit("USD_2026", 0.0, 1e12)] = row(
        "production.non_recurring_usd"
    )
    insurance_share: Annotated[Quantity, SHARE] = row("production.insurance_share")


class GroundSegment(Section):
    """Gateways between orbit and the networks on Earth, bought to fit the traffic."""

    model_flops_utilisation: Annotated[Quantity, SHARE] = row("ground.model_flops_utilisation")
    peak_to_mean: Annotated[Quantity, Unit("1", 1.0, 20.0)] = row("ground.peak_to_mean")
    target_availability: Annotated[float | None, Figure("1", 0.5, 0.9999)] = Field(
        default=None,
        description="Share of the time in which the gateways must carry everything; left out, the "
        "row's. Sites and capacity are bought for it.",
    )
    margin_db: Annotated[Quantity, Unit("dB", 1.0, 30.0)] = row(
        "network.radio.rain_margin_db", "What the air may take of a radio link; lasers have none."
    )
    terminals_per_site: Annotated[Quantity, Unit("1", 1.0, 1000.0)] = row(
        "network.radio.antennas", "Antennas or telescopes, one satellite each."
    )
    terminal_usd: Annotated[Quantity, Unit("USD_2026", 0.0, 1e9)] = row("ground.radio.terminal_usd")
    site_usd: Annotated[Quantity, Unit("USD_2026", 0.0, 1e9)] = row("ground.site_usd")
    gateway_fixed_share: Annotated[Quantity, Unit("1/year", 0.0, 1.0)] = row(
        "ground.gateway_fixed_share"
    )
    gateway_life_years: Annotated[Quantity, Unit("year", 1.0, 50.0)] = row(
        "ground.gateway_life_years"
    )


class Operations(Section):
    """Running a fleet in orbit."""

    orbit_usd_per_kw_year: Annotated[Quantity, Unit("USD_2026/kW/year", 0.0, 1e6)] = row(
        "operations.orbit_usd_per_kw_year"
    )


class Chip(Section):
    """The reference accelerator: the same price, power, failures and life on both sides."""

    usd_per_gpu: Annotated[Quantity, Unit("USD_2026/GPU", 0.0, 1e7)] = row("chip.usd_per_gpu")
    watts_per_gpu: Annotated[Quantity, Unit("W/GPU", 1.0, 1e5)] = row("chip.watts_per_gpu")
    pflop_s: Annotated[Quantity, Unit("PFLOP/s/GPU", 1e-3, 1e4)] = row("chip.pflop_s")
    life_years: Annotated[Quantity, Unit("year", 0.5, 30.0)] = row("chip.life_years")
    permanent_failure_rate: Annotated[Quantity, Unit("1/year", 0.0, 2.0)] = row(
        "chip.permanent_failure_rate"
    )
    interruption_rate: Annotated[Quantity, Unit("1/year", 0.0, 1000.0)] = row(
        "chip.interruption_rate"
    )
    usd_per_watt_growth: Annotated[Quantity, GROWTH] = row("chip.usd_per_watt_growth")
    energy_efficiency_growth: Annotated[Quantity, GROWTH] = row("chip.energy_efficiency_growth")
    utilisation: Annotated[Quantity, Unit("1", 0.01, 1.0)] = row("chip.utilisation")


class Finance(Section):
    """The price of money and the window of the need."""

    discount_rate: Annotated[Quantity, Unit("1", 0.0, 0.5)] = row("finance.discount_rate")
    orbit_premium: Annotated[Quantity, Unit("1", -0.2, 0.5)] = row("finance.orbit_premium")
    service_years: Annotated[Quantity, Unit("year", 1.0, 40.0)] = row("finance.service_years")
