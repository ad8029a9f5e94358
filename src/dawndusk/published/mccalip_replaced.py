"""Second half of the bridge from McCalip: his satellite, Earth and silences replaced by ours."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from dawndusk.economics.convention import COMPONENTS, Component
from dawndusk.economics.levelised import Cost
from dawndusk.published.accounts import Account, Stage
from dawndusk.published.mccalip_inputs import McCalipInputs
from dawndusk.published.our_answer import OurAnswer
from dawndusk.published.walk import Walk, percent
from dawndusk.quantity import dollar_factor
from dawndusk.satellite.reliability import surviving_share

__all__ = ["FAILURES", "accelerators", "earth", "rest_of_orbit", "satellite", "waiting"]

FAILURES: Final = "failures without repair"


def accelerators(walk: Walk, given: McCalipInputs, ours: OurAnswer) -> None:
    """Count the chips, replace them on Earth, and lose them in orbit, at one rate."""
    chip, year = ours.outcome.chip, ours.year
    price, life = ours.at(chip.usd_per_kw), ours.at(ours.outcome.orbit.life_years)
    kept = ours.given("chip.life_years")
    before = walk.stage.per_gpu_hour[1]
    counted = replace(
        walk.stage, rule=replace(walk.stage.rule, counts=COMPONENTS),
        orbit=walk.stage.orbit.paying({"chips": Cost(price, life)}),
        earth=walk.stage.earth.paying({"chips": Cost(price, kept)}),
    )  # fmt: skip
    walk.take(
        "Accelerators counted", "accounting",
        "He leaves them out of both sides. The same accelerators at the same "
        f"{price / 1e3:.1f} $/W of {year} now stand on both: "
        f"{percent(1.0 - before / counted.per_gpu_hour[1])} of the cost on Earth, which draws the "
        "ratio towards one. In orbit they are divided by what still works.",
        counted,
    )  # fmt: skip

    his_rate = float(given.gpu_failure_percent_per_year) / 100.0
    walk.take(
        "Failed chips replaced on Earth", "accounting",
        f"His {percent(his_rate)} a year, each bought again at the price of an accelerator. In "
        "orbit the same failures already count as lost compute.",
        _on_earth(walk, {"replacement": Cost(0.0, 1.0, his_rate * price)}),
    )  # fmt: skip

    rate, rho = ours.given("chip.permanent_failure_rate"), np.log1p(ours.orbit_rate)
    walk.take(
        "Our failure rate", "physics",
        f"{percent(rate)} a year lost for good, not {percent(his_rate)}, on both sides: a part "
        "of the failures that large fleets report is repaired and not replaced.",
        replace(
            walk.stage,
            orbit=walk.stage.orbit.keeping(FAILURES, float(surviving_share(life, rate, 0, 0, rho))),
            earth=walk.stage.earth.paying({"replacement": Cost(0.0, 1.0, rate * price)}),
        ),
    )  # fmt: skip

    spare, node = ours.given("satellite.spare_share"), ours.at(ours.outcome.orbit.loss_per_year)
    working = ours.at(ours.outcome.orbit.side.steps[FAILURES])
    walk.take(
        "Spares; satellites lost whole", "physics",
        f"{percent(spare)} more accelerators on board than are powered, paid for; and "
        f"{percent(node)} of the satellites lost a year, part by part, and strings of the array "
        f"with them. On average over the life {percent(working, 1)} of the compute works.",
        _in_orbit(
            walk,
            walk.stage.orbit.paying({"chips": Cost(price * (1.0 + spare), life)}).keeping(
                FAILURES, working
            ),
        ),
    )  # fmt: skip


def satellite(walk: Walk, given: McCalipInputs, ours: OurAnswer) -> None:
    """Put our satellite in place of his: shadow, mass, price; then our launch price."""
    orbit, found = walk.stage.orbit, ours.outcome.orbit
    light, awake = float(np.asarray(given.sun_fraction)), ours.at(found.side.steps["sunlight"])
    per_year = float(np.asarray(given.operations_per_year))
    walk.take(
        "Chips sleep in the shadow", "physics",
        "He adds satellites to make up for the shadow, which costs idle accelerators nothing as "
        f"long as they are not counted. Ours are awake {percent(awake, 1)} of the time, saving and "
        "waking included; the added satellites go and the idle time is paid for.",
        _in_orbit(walk, _fewer(orbit, light).keeping("sunlight", awake)),
    )  # fmt: skip

    life, dearer = ours.at(found.life_years), dollar_factor("USD_2025")
    watts = ours.at(found.satellite.watts_per_kg)
    his_launch = float(np.asarray(given.launch_usd_per_kg)) * dearer
    before = _capital(walk.stage.orbit.costs["launch"]) / his_launch
    walk.take(
        "Satellite mass closed", "physics",
        f"He takes {given.specific_power_w_per_kg:g} W/kg from a communication satellite that "
        "cools no accelerators. Array and battery to the end of life, radiator, loop, boards, "
        f"shield, structure and propellant give {watts:.1f} W of compute per launched kilogram: "
        f"{1e3 / watts:.0f} kg/kW, not {before:.0f}.",
        _in_orbit(
            walk, walk.stage.orbit.paying({"launch": Cost(his_launch * 1e3 / watts, life)})
        ),
    )  # fmt: skip

    price = ours.at(found.satellite_usd_per_w)
    his_price = _capital(walk.stage.orbit.costs["platform"]) / 1e3
    platform = ours.cost(found.costs["platform"])
    walk.take(
        "Satellite price by part and year", "prices",
        f"{price:.1f} $/W of compute in {ours.year}, from array, radiator, loop, battery, "
        f"structure and assembly with learning, not {his_price:.1f}: his price with the cells that "
        f"make up for ageing. His operations, {percent(per_year)} of the price a year, follow.",
        _in_orbit(
            walk,
            walk.stage.orbit.paying({
                "platform": platform,
                "operations": Cost(0.0, 1.0, per_year * _capital(platform)),
            }),
        ),
    )  # fmt: skip

    lift = ours.at(found.launch.usd_per_kg)
    walk.take(
        "Launch price of the year", "prices",
        f"{lift:,.0f} $/kg in {ours.year}, not {his_launch:.0f}: cost by learning on all mass "
        "lifted, never below what a flight uses up, plus a margin that falls with competition.",
        _in_orbit(walk, walk.stage.orbit.paying({"launch": ours.cost(found.costs["launch"])})),
    )  # fmt: skip


def rest_of_orbit(walk: Walk, ours: OurAnswer) -> None:
    """Gateways, operation, insurance, development, and what else stops the chips."""
    costs = {name: ours.cost(cost) for name, cost in ours.outcome.orbit.costs.items()}
    steps = {name: ours.at(share) for name, share in ours.outcome.orbit.side.steps.items()}
    gateways = costs["ground_segment"]
    walk.take(
        "Gateways and operation", "prices",
        f"Gateways on the ground were missing, {_capital(gateways) / 1e3:.2f} $/W; operation is "
        f"{ours.given('operations.orbit_usd_per_kw_year'):,.0f} $/kW a year and no longer a share "
        "of the satellite's price.",
        _in_orbit(
            walk,
            walk.stage.orbit.paying({
                "ground_segment": gateways, "operations": costs["operations"]
            }).keeping("gateways", steps["gateways"]),
        ),
    )  # fmt: skip
    share = ours.given("production.insurance_share")
    walk.take(
        "Insurance and development", "prices",
        f"{percent(share)} of what is launched, chips included, and "
        f"{_capital(costs['development']) / 1e3:.2f} $/W of design, test and tooling.",
        _in_orbit(
            walk,
            walk.stage.orbit.paying({name: costs[name] for name in ("insurance", "development")}),
        ),
    )  # fmt: skip
    running = steps["interruptions"]
    upsets, storms = steps["radiation upsets"], steps["solar storms"]
    orbit = walk.stage.orbit.keeping("interruptions", running)
    walk.take(
        "Interruptions, upsets and storms", "physics",
        f"Jobs that stop and start again leave {percent(running, 3)} of the time on both sides; "
        f"upsets by radiation leave {percent(upsets, 2)} of it in orbit, solar storms "
        f"{percent(storms, 2)}.",
        replace(
            walk.stage, earth=walk.stage.earth.keeping("interruptions", running),
            orbit=orbit.keeping("radiation upsets", upsets).keeping("solar storms", storms),
        ),
    )  # fmt: skip
    speed = steps["chip temperature"]
    walk.take(
        "Chips on warm coolant", "physics",
        f"At {ours.at(ours.outcome.orbit.satellite.junction_c):.0f} degC leakage leaves the chips "
        f"{percent(speed, 1)} of the speed they are sold by.",
        _in_orbit(walk, walk.stage.orbit.keeping("chip temperature", speed)),
    )  # fmt: skip


def earth(walk: Walk, given: McCalipInputs, ours: OurAnswer) -> None:
    """Our facility, our efficiency of cooling, our gas plant, the cheapest path."""
    found = ours.outcome.earth
    costs = {name: ours.cost(cost) for name, cost in found.costs.items()}
    upkeep = ours.given("earth.facility.maintenance_share")
    his, site = _capital(walk.stage.earth.costs["platform"]), _capital(costs["platform"])
    walk.take(
        "Facility kept up", "prices",
        f"{site / 1e3:.2f} $/W for building, electrical plant and cooling, his {his / 1e3:.2f}. "
        f"Staff, upkeep, insurance and property tax, {percent(upkeep, 1)} of it a year, were "
        "missing.",
        _on_earth(walk, {name: costs[name] for name in ("platform", "operations")}),
    )  # fmt: skip

    pue, his_pue = ours.given("earth.facility.pue"), float(np.asarray(given.pue))
    power = walk.stage.earth.costs["power"]
    better = pue / his_pue
    walk.take(
        "Cooling of a new site", "physics",
        f"{pue:.2f} W per watt of compute for a new site with liquid cooling, not {his_pue:.2f}; "
        "it sizes plant and fuel.",
        _on_earth(walk, {
            "power": power._replace(
                capital_usd_per_kw=_capital(power) * better,
                yearly_usd_per_kw=np.asarray(power.yearly_usd_per_kw) * better,
            )
        }),
    )  # fmt: skip

    gas = found.paths["gas_behind_the_meter"]
    walk.take(
        "Gas plant with spares and upkeep", "prices",
        "On site without the grid a plant needs spare units, interest while it is built, upkeep "
        f"and more fuel per MWh: {ours.at(gas.energy_usd_per_mwh):.0f} $/MWh, "
        f"{percent(ours.at(gas.served_share), 1)} of the energy served.",
        _powered(walk, ours, "gas_behind_the_meter"),
    )  # fmt: skip

    best = found.paths[ours.best_path]
    walk.take(
        "Cheapest power path", "prices",
        f"Of {len(found.paths)} paths, "
        f"{ours.best_path.replace('_', ' ')} costs least per GPU-hour in {ours.year} once the wait "
        f"counts: {ours.at(best.energy_usd_per_mwh):.0f} $/MWh, "
        f"{percent(ours.at(best.served_share), 1)} of the energy served.",
        _powered(walk, ours, ours.best_path),
    )  # fmt: skip


def waiting(walk: Walk, ours: OurAnswer) -> None:
    """Per GPU-hour, with the wait of both sides bought on the market."""
    market, answer = ours.stage.market, ours.stage
    walk.take(
        "Unit: per GPU-hour", "accounting",
        f"A kilowatt of the hardware of {ours.year} does the work of {market.gpu_per_kw:.2f} "
        "reference accelerators of 2026. Only the unit changes.",
        replace(walk.stage, rule=replace(walk.stage.rule, denominator="usd_per_gpu_hour")),
    )  # fmt: skip
    up, down = answer.orbit.wait_years, answer.earth.wait_years
    rent, own = market.bridge_usd_per_gpu_hour, walk.stage.per_gpu_hour[0]
    notes = [""]
    if rent < own:
        notes.append("Renting is cheaper than orbit's own cost, so its wait adds nothing.")
    if up >= market.service_years:
        notes.append(
            f"The satellites come after the need of {market.service_years:.0f} years has ended."
        )
    walk.take(
        "Waiting priced", "accounting",
        f"A need that arises in {ours.year} waits {up:.1f} years for satellites and {down:.1f} for "
        f"power; meanwhile it rents at {rent:.2f} $/GPU-hour, or pays its own cost where that is "
        f"more.{' '.join(notes)}",
        replace(
            walk.stage, rule=ours.chain.rule,
            orbit=replace(walk.stage.orbit, wait_years=up),
            earth=replace(walk.stage.earth, wait_years=down),
        ),
    )  # fmt: skip


def _in_orbit(walk: Walk, account: Account) -> Stage:
    return replace(walk.stage, orbit=account)


def _on_earth(walk: Walk, costs: dict[Component, Cost]) -> Stage:
    return replace(walk.stage, earth=walk.stage.earth.paying(costs))


def _powered(walk: Walk, ours: OurAnswer, name: str) -> Stage:
    """The stage with Earth on one power path."""
    path = ours.outcome.earth.paths[name]
    powered = walk.stage.earth.paying({"power": ours.cost(path.power)})
    return replace(walk.stage, earth=powered.keeping("power served", ours.at(path.served_share)))


def _fewer(account: Account, factor: float) -> Account:
    """The account with a different number of satellites."""
    scaled: dict[Component, Cost] = {}
    for name in ("platform", "launch", "operations"):
        cost = account.costs[name]
        scaled[name] = cost._replace(
            capital_usd_per_kw=_capital(cost) * factor,
            yearly_usd_per_kw=np.asarray(cost.yearly_usd_per_kw) * factor,
        )
    return account.paying(scaled)


def _capital(cost: Cost) -> float:
    return float(np.asarray(cost.capital_usd_per_kw))
