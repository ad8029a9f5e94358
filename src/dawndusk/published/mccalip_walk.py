"""The switches from McCalip's calculator to our answer, in order, each with its reason."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from dawndusk.constants import HOURS_PER_COMMON_YEAR, HOURS_PER_YEAR, KELVIN_OFFSET
from dawndusk.economics.convention import Component
from dawndusk.economics.levelised import Cost
from dawndusk.orbit.earth_view import edge_on_view_factor
from dawndusk.orbit.sunlight_state import sunlight_state
from dawndusk.published.accounts import Account, Stage, his_accounts, his_rule
from dawndusk.published.mccalip_inputs import McCalipInputs, his_inputs
from dawndusk.published.mccalip_physics import earth_view, fleet, heat
from dawndusk.published.mccalip_replaced import (
    FAILURES,
    accelerators,
    earth,
    rest_of_orbit,
    satellite,
    waiting,
)
from dawndusk.published.our_answer import OurAnswer
from dawndusk.published.walk import Walk, percent
from dawndusk.quantity import dollar_factor
from dawndusk.satellite.reliability import surviving_share

__all__ = ["walk_from_mccalip"]


def walk_from_mccalip(ours: OurAnswer) -> Walk:
    """Take every switch between McCalip's calculator and our answer.

    Notes
    -----
    First what is wrong or assumed inside his model, then his accounting, then what he leaves out,
    then the satellite and its prices, then Earth, then the wait.

    Examples
    --------
    >>> from dawndusk.published.our_answer import our_answer
    >>> from dawndusk.scenario import parse
    >>> walk = walk_from_mccalip(our_answer(parse({"name": "x"}), 2030))
    >>> walk.steps[0].switch, walk.steps[-1].switch
    ('McCalip as published', 'Waiting priced')
    """
    given = his_inputs()
    up, down = his_accounts(given)
    walk = Walk(
        Stage(up, down, his_rule(given), ours.stage.market), "McCalip as published",
        f"All cost of {given.years} years per watt delivered: undiscounted, without accelerators, "
        "without a calendar.",
    )  # fmt: skip
    given = _inside_his_model(walk, given, ours)
    _his_accounting(walk, given, ours)
    accelerators(walk, given, ours)
    satellite(walk, given, ours)
    rest_of_orbit(walk, ours)
    earth(walk, given, ours)
    waiting(walk, ours)
    return walk


def _orbit(walk: Walk, account: Account) -> Stage:
    return replace(walk.stage, orbit=account)


def _earth_side(walk: Walk, account: Account) -> Stage:
    return replace(walk.stage, earth=account)


def _inside_his_model(walk: Walk, given: McCalipInputs, ours: OurAnswer) -> McCalipInputs:
    """Geometry of his own orbit, then ours; returns his inputs with the sunlight of our orbit."""
    area = fleet(given).array_m2
    his_view = earth_view(given)
    exact = edge_on_view_factor(given.altitude_km)
    as_his, as_exact = heat(given, area, *his_view), heat(given, area, exact, exact)
    walk.take(
        "Earth in view, edge on", "physics",
        f"He gives a face that sees Earth edge on {percent(float(given.view_floor))} of the nadir "
        f"view factor, {float(his_view[0]):.4f}; exact is {float(exact):.4f}. The panel runs at "
        f"{float(as_exact.temperature_k) - KELVIN_OFFSET:.2f} °C, not "
        f"{float(as_his.temperature_k) - KELVIN_OFFSET:.2f}, and needs "
        f"{float(as_exact.area_required_m2) / 1e6:.2f} km², not "
        f"{float(as_his.area_required_m2) / 1e6:.2f}, of the {float(area) / 1e6:.2f} on board. "
        "His prices do not depend on the area, so no money moves.",
        walk.stage,
    )  # fmt: skip

    hour = ours.given("orbit.local_time_h")
    light = float(sunlight_state(given.altitude_km, hour, ours.chain.sky.year).mean_sunlit)
    his_sun = given.sun_fraction
    given = replace(given, sun_fraction=light)
    walk.take(
        "Sunlight computed", "physics",
        f"He assumes {percent(float(his_sun))}. A dawn-dusk orbit at {given.altitude_km:.0f} km "
        "passes through Earth's shadow for part of the year and is sunlit "
        f"{percent(light, 1)} of the time, so his rule buys more satellites.",
        _orbit(walk, his_accounts(given)[0]),
    )  # fmt: skip

    light = ours.at(ours.outcome.orbit.sunlight.mean_sunlit)
    altitude = ours.given("orbit.altitude_km")
    higher = replace(given, sun_fraction=light, altitude_km=altitude)
    walk.take(
        "Our orbit", "physics",
        f"{altitude:.0f} km instead of {given.altitude_km:.0f}: sunlit {percent(light, 1)}.",
        _orbit(walk, his_accounts(higher)[0]),
    )  # fmt: skip
    return higher


def _his_accounting(walk: Walk, given: McCalipInputs, ours: OurAnswer) -> None:
    """What failures cost, utilisation, dollars of one year, lives, interest."""
    stage = walk.stage
    bought = np.asarray(stage.orbit.costs["replacement"].yearly_usd_per_kw)
    failing = float(given.gpu_failure_percent_per_year) / 100.0
    walk.take(
        "No satellites for failed chips", "accounting",
        f"He charges {percent(failing)} a year of the satellites' price, "
        f"{float(bought) * given.years / 1e3:.2f} $/W, for failed accelerators that his satellites "
        "do not contain. Nobody replaces a chip in orbit: the charge goes, the loss comes next.",
        _orbit(walk, stage.orbit.without("replacement")),
    )  # fmt: skip

    years = float(given.years)
    working = float(surviving_share(years, failing))
    walk.take(
        "Failed chips are lost compute", "physics",
        f"At the same {percent(failing)} a year, {percent(working, 1)} of the accelerators work on "
        f"average over {given.years} years without repair. Cost is divided by what still computes. "
        "On Earth they are replaced, which costs something once accelerators are counted.",
        replace(
            walk.stage, orbit=walk.stage.orbit.keeping(FAILURES, working),
            rule=replace(walk.stage.rule, delivered=True),
        ),
    )  # fmt: skip

    used = ours.given("chip.utilisation")
    power = his_accounts(replace(given, capacity_factor=used))[1].costs["power"]
    longer = HOURS_PER_YEAR / HOURS_PER_COMMON_YEAR
    fuelled = power._replace(yearly_usd_per_kw=np.asarray(power.yearly_usd_per_kw) * longer)
    walk.take(
        "One utilisation", "accounting",
        f"His {percent(float(given.capacity_factor))} acts on Earth alone, and in $/W on the fuel "
        f"alone. Ours, {percent(used)} of the hours of a year of {HOURS_PER_YEAR:,.0f} h, is the "
        "same on both sides: it sets energy and traffic; capacity is paid for either way.",
        _earth_side(walk, walk.stage.earth.paying({"power": fuelled})),
    )  # fmt: skip

    dearer = dollar_factor("USD_2025")
    walk.take(
        "Dollars of 2026", "prices",
        f"His dollars of 2025 are worth {dearer:.3f} of those of 2026 by consumer prices, on both "
        "sides.",
        replace(
            walk.stage, orbit=_scaled(walk.stage.orbit, dearer),
            earth=_scaled(walk.stage.earth, dearer),
        ),
    )  # fmt: skip
    walk.take(
        "Unit: per hour", "accounting",
        f"A kilowatt over {given.years} years is {HOURS_PER_YEAR * years:,.0f} kW-hours. Only the "
        "unit changes.",
        replace(walk.stage, rule=replace(walk.stage.rule, denominator="usd_per_kw_hour")),
    )  # fmt: skip
    _lives_and_interest(walk, given, ours, failing)


def _lives_and_interest(walk: Walk, given: McCalipInputs, ours: OurAnswer, failing: float) -> None:
    life, site = ours.at(ours.outcome.orbit.life_years), ours.given("earth.facility.life_years")
    plant = ours.given("earth.paths.gas_behind_the_meter.life_years")
    window = ours.given("finance.service_years")
    up, down = walk.stage.orbit, walk.stage.earth
    lives: dict[Component, float] = {"platform": life, "launch": life, "development": window}
    lived = up.paying({name: _living(up.costs[name], years) for name, years in lives.items()})
    walk.take(
        "Each asset over its own life", "accounting",
        f"He writes everything off in {given.years} years. A building lasts {site:.0f} and a gas "
        f"plant {plant:.0f}; a satellite {life:.0f}, the shorter of its own and its chips' life. "
        f"Development is spread over the {window:.0f} years of the need.",
        replace(
            walk.stage, rule=replace(walk.stage.rule, life="asset"),
            orbit=lived.keeping(FAILURES, float(surviving_share(life, failing))),
            earth=down.paying({
                "platform": _living(down.costs["platform"], site),
                "power": _living(down.costs["power"], plant),
            }),
        ),
    )  # fmt: skip

    rate, rate_in_orbit = ours.given("finance.discount_rate"), ours.orbit_rate
    weighted = float(surviving_share(life, failing, 0.0, 0.0, np.log1p(rate_in_orbit)))
    walk.take(
        "Money has a price", "accounting",
        f"{percent(rate, 1)} a year, real, on Earth and {percent(rate_in_orbit, 1)} in orbit, on "
        "dollars and on compute alike. It weighs most on what lasts longest.",
        replace(
            walk.stage, rule=replace(walk.stage.rule, discounted=True),
            orbit=replace(walk.stage.orbit, rate=rate_in_orbit).keeping(FAILURES, weighted),
            earth=replace(walk.stage.earth, rate=rate),
        ),
    )  # fmt: skip


def _scaled(account: Account, factor: float) -> Account:
    """Return the account with all its dollars multiplied."""
    return replace(
        account,
        costs={
            name: Cost(
                np.asarray(cost.capital_usd_per_kw) * factor, cost.life_years,
                np.asarray(cost.yearly_usd_per_kw) * factor,
            )
            for name, cost in account.costs.items()
        },
    )  # fmt: skip


def _living(cost: Cost, years: float) -> Cost:
    return cost._replace(life_years=years)
