"""The orbital side of the chain: from an orbit and a node to a cost per GPU-hour, by year."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.economics.convention import Component, Convention
from dawndusk.economics.levelised import Cost, capital_usd_per_w, levelise
from dawndusk.economics.waiting import build_out_wait, growth_of
from dawndusk.fleet.launch import LaunchPrice, launch_price, launched_mass
from dawndusk.fleet.production import (
    ProductionCost,
    built_power,
    non_recurring_cost,
    production_cost,
)
from dawndusk.orbit.sunlight_state import SunlightState
from dawndusk.satellite.budget import SatelliteBudget
from dawndusk.satellite.inputs import Design
from dawndusk.satellite.reliability import shadow_share
from dawndusk.satellite.storms import storm_share
from dawndusk.study.ground_side import GroundSide, ground_side
from dawndusk.study.side import Side, make_side, price_of
from dawndusk.twin.ground import Ground
from dawndusk.twin.lifetime import upsets_of, working_over_life
from dawndusk.twin.node import Inputs, close_node, section
from dawndusk.twin.sky import Sky
from dawndusk.workload.chips import Chip

__all__ = ["OrbitSide", "launch_market", "orbit_side", "production_market"]

_GIGA = 1e9


class OrbitSide(NamedTuple):
    """The orbital side, with what the break-evens and the report read."""

    side: Side
    satellite: SatelliteBudget
    sunlight: SunlightState
    launch: LaunchPrice
    satellite_usd_per_w: FloatArray
    launch_part: FloatArray
    satellite_part: FloatArray
    levers: dict[str, FloatArray]
    life_years: FloatArray
    loss_per_year: FloatArray
    dose_rad_per_year: FloatArray
    cap_gw_per_year: FloatArray
    launch_cap_gw_per_year: FloatArray
    production_cap_gw_per_year: FloatArray
    ground: GroundSide
    costs: dict[Component, Cost]


def orbit_side(
    inputs: Inputs,
    years: FloatArray,
    target_gw: FloatArray,
    design: Design,
    sky: Sky,
    gateways: Ground,
    workload: str,
    chip: Chip,
    bridge_usd_per_gpu_hour: FloatArray,
    running_share: FloatArray,
    rule: Convention,
) -> OrbitSide:
    """Everything from the orbit to the cost of a GPU-hour in it.

    Parameters
    ----------
    inputs : mapping
        Drawn quantities by dotted path, shapes (n, 1) or (n, Y).
    years : ndarray, shape (Y,)
        Calendar years in which a need arises.
    target_gw : ndarray [GW]
        Compute to be built in orbit.
    design : Design
        Choices of the satellite.
    sky : Sky
        Surroundings by altitude.
    gateways : Ground
        What they see and how often they work.
    workload : str
        What is run: sets the traffic to them.
    chip : Chip
        The accelerator.
    bridge_usd_per_gpu_hour : ndarray [USD_2026/GPU_hour]
        Rent while waiting.
    running_share : ndarray [1]
        Share of the time left by interruptions that also happen on Earth.
    rule : Convention
        The accounting.

    Notes
    -----
    A fleet of one vintage, bought at the prices of the year in which the need arises, and bought
    again at the end of its life. Chips, satellite and launch share the shortest of their lives:
    nobody changes a chip in orbit.
    """
    orbit, node = section(inputs, "orbit"), section(inputs, "satellite")
    around = sky.around(orbit["altitude_km"], orbit["local_time_h"])
    light = around.light
    closed = close_node(inputs, around, design)
    budget, life = closed.budget, closed.life_years
    sleep = np.asarray(float(design.in_shadow == "sleep"))
    stops = node["uncorrectable_per_rad"] + node["latch_up_per_rad"]
    together, recovery = node["chips_per_job"], node["upset_recovery_minutes"]
    steps = {
        "sunlight": shadow_share(
            light.mean_sunlit,
            sleep,
            light.shadow_passes_per_year,
            node["wake_minutes"],
            budget.shadow_speed,
        ),
        "chip temperature": budget.chip_speed,
        "interruptions": running_share,
        "radiation upsets": 1.0 - upsets_of(inputs, closed).lost_share,
        "solar storms": storm_share(
            closed.storm_rad,
            stops,
            together,
            recovery,
            orbit["solar_storm_days"],
            closed.storms_per_year,
        ),
    }
    rate = inputs["finance.discount_rate"] + inputs["finance.orbit_premium"]
    kept = working_over_life(inputs, closed)

    def surviving(at_rate: FloatArray) -> FloatArray:
        return kept.mean(np.log1p(at_rate) if rule.discounted else np.zeros(1))

    steps["failures without repair"] = surviving(rate)
    ground = ground_side(inputs, workload, gateways, chip)
    steps["gateways"] = ground.table.carried_share
    delivered = np.asarray(np.prod(np.broadcast_arrays(*steps.values()), axis=0))

    kg_per_kw = 1000.0 / budget.watts_per_kg
    lift, price = launch_market(inputs, years)
    built, build_cap_gw = production_market(inputs, years, budget, node)
    platform = built.usd_per_kw

    spared = chip.usd_per_kw * (1.0 + node["spare_share"])
    launch_usd = price.usd_per_kg * kg_per_kw
    insured = inputs["production.insurance_share"]
    costs: dict[Component, Cost] = {
        "chips": Cost(spared, life),
        "platform": Cost(platform, life),
        "launch": Cost(launch_usd, life),
        "insurance": Cost(insured * (spared + platform + launch_usd), life),
        "development": Cost(
            non_recurring_cost(inputs["production.non_recurring_usd"], 1e6 * target_gw),
            inputs["finance.service_years"],
        ),
        "ground_segment": Cost(
            ground.gateways.capital_usd_per_kw,
            inputs["ground_segment.gateway_life_years"],
            ground.gateways.fixed_usd_per_kw_year,
        ),
        "operations": Cost(0.0, 1.0, inputs["operations.orbit_usd_per_kw_year"]),
    }
    cost = levelise(costs, rate, delivered, rule)
    launch_cap_gw = lift * budget.watts_per_kg / _GIGA
    cap_gw = np.minimum(launch_cap_gw, build_cap_gw)
    wait = build_out_wait(
        inputs["production.lead_time_years"], target_gw, cap_gw, growth_of(cap_gw)
    )
    side = make_side(
        price_of(
            cost.usd_per_kw_year,
            cost.delivered_share,
            chip.gpu_per_kw,
            bridge_usd_per_gpu_hour,
            wait,
            inputs["finance.service_years"],
            inputs["finance.discount_rate"],
            rule,
        ),
        cost.by_component,
        chip,
        wait,
        capital_usd_per_w(costs, rule),
        capital_usd_per_w(costs, rule.without("chips")),
        cost.delivered_share,
        steps,
    )
    safe = surviving(inputs["finance.discount_rate"]) / steps["failures without repair"]
    base = levelise(costs, inputs["finance.discount_rate"], delivered * safe, rule)
    as_on_earth = base.usd_per_kw_year * cost.delivered_share
    as_on_earth /= cost.usd_per_kw_year * base.delivered_share
    levers = _levers(side, inputs, insured, as_on_earth, bridge_usd_per_gpu_hour, rule)
    return OrbitSide(
        side=side,
        satellite=budget,
        sunlight=light,
        launch=price,
        satellite_usd_per_w=platform / 1000.0,
        launch_part=side.parts.get("launch", np.zeros(1)) * (1.0 + insured),
        satellite_part=side.parts.get("platform", np.zeros(1)) * (1.0 + insured),
        levers=levers,
        life_years=life,
        loss_per_year=kept.loss_per_year,
        dose_rad_per_year=closed.dose_rad_per_year,
        cap_gw_per_year=cap_gw,
        launch_cap_gw_per_year=launch_cap_gw,
        production_cap_gw_per_year=build_cap_gw,
        ground=ground,
        costs=costs,
    )


def launch_market(inputs: Inputs, years: FloatArray) -> tuple[FloatArray, LaunchPrice]:
    """Mass this buyer can lift a year [kg/year], and the price in the year of the need."""
    given = section(inputs, "launch")
    names = ("industry_mass_2025_t", "industry_cumulative_2025_t", "industry_growth", "buyer_share")
    mass = launched_mass(**{name: given[name] for name in names}, years=years)
    price = launch_price(
        cumulative_kg=mass.cumulative_kg,
        kg_per_year=mass.kg_per_year,
        industry_cumulative_2025_t=given["industry_cumulative_2025_t"],
        **{k: v for k, v in given.items() if k not in names},
    )
    return mass.available_kg_per_year, price


def production_market(
    inputs: Inputs, years: FloatArray, budget: SatelliteBudget, node: Inputs
) -> tuple[ProductionCost, FloatArray]:
    """Price of a satellite per kW of compute [USD_2026/kW], and the yearly cap [GW/year]."""
    given = section(inputs, "production")
    it_kw = node["it_power_kw"]
    array_w_per_kw = budget.array_power_bol_w / it_kw
    names = ("industry_kw_2025", "industry_cumulative_2025_kw", "industry_growth", "buyer_share")
    built = built_power(**{name: given[name] for name in names}, years=years)
    left_out = {*names, "lead_time_years", "non_recurring_usd", "insurance_share"}
    price = production_cost(
        array_w_per_kw=array_w_per_kw,
        radiator_m2_per_kw=budget.radiator_m2_per_kw,
        heat_kw_per_kw=budget.heat_w / (1000.0 * it_kw),
        battery_kwh_per_kw=budget.battery_kwh / it_kw,
        bus_kw_per_kw=budget.bus_load_w / (1000.0 * it_kw),
        structure_kg_per_kw=(budget.structure_kg + budget.shielding_kg) / it_kw,
        satellites_per_kw=1.0 / it_kw,
        cumulative_kw=built.cumulative_kw,
        industry_cumulative_2025_kw=given["industry_cumulative_2025_kw"],
        **{k: v for k, v in given.items() if k not in left_out},
    )
    cap_gw = built.available_kw_per_year / (1000.0 * array_w_per_kw)
    return price, cap_gw


def _levers(
    side: Side,
    inputs: Inputs,
    insured: FloatArray,
    as_on_earth: FloatArray,
    bridge: FloatArray,
    rule: Convention,
) -> dict[str, FloatArray]:
    """Fall of the headline [USD_2026/GPU_hour] when one constraint alone is set free."""
    own, part = side.levelised_usd_per_gpu_hour, side.parts.get

    def freed(fall: FloatArray) -> FloatArray:
        """Fall of the headline for a fall of the own cost: the wait is priced again."""
        left = own - fall
        if rule.waiting:
            left = left + side.waited_share * np.maximum(bridge - left, 0.0)
        return np.asarray(side.usd_per_gpu_hour - left)

    nothing = np.zeros(1)
    return {
        "satellite hardware": freed(part("platform", nothing) * (1.0 + insured)),
        "launch": freed(part("launch", nothing) * (1.0 + insured)),
        "waiting for orbit": side.usd_per_gpu_hour - own,
        "failures without repair": freed(own * (1.0 - side.steps["failures without repair"])),
        "operations and gateways": freed(
            part("operations", nothing) + part("ground_segment", nothing)
        ),
        "insurance and development": freed(
            part("insurance", nothing) + part("development", nothing)
        ),
        "cost of capital": freed(own * (1.0 - as_on_earth)),
    }
