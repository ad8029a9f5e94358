"""The Earth side of the chain: six ways to power a facility, each to a cost per GPU-hour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from dawndusk.constants import HOURS_PER_YEAR, FloatArray
from dawndusk.earth.facility import Facility, facility_figures, ready_after
from dawndusk.earth.power_paths import PathFigures, path_figures
from dawndusk.economics.convention import Component, Convention
from dawndusk.economics.finance import continuous_annuity
from dawndusk.economics.levelised import Cost, Levelised, capital_usd_per_w, levelise
from dawndusk.economics.waiting import build_out_wait, growth_of
from dawndusk.study.side import Price, Side, make_side, price_of
from dawndusk.twin.node import Inputs, section
from dawndusk.workload.chips import Chip

__all__ = ["TOGETHER", "Earth", "EarthPath", "earth_side", "pick"]

_KWH_PER_MWH = 1000.0
_LONGEST_WAIT = 1000.0  # years; keeps a path that never delivers out of the mean of the waits
TOGETHER = "all_paths"  # the seventh way: all six at once


class EarthPath(NamedTuple):
    """One way to power a facility.

    Attributes
    ----------
    price : Price
        What a GPU-hour costs on this path.
    power_usd_per_kw_year : ndarray [USD_2026/kW/year]
        Levelised cost of its power, per kilowatt of compute.
    power_capital_usd_per_w : ndarray [USD_2026/W]
        Capital of its power, per watt of compute.
    energy_usd_per_mwh : ndarray [USD_2026/MWh]
        Levelised price of the energy the load takes.
    served_share, delivered_share : ndarray [1]
        Power served over wanted; delivered over nameplate compute.
    time_to_power_years, wait_years : ndarray [year]
        Of the first unit, and of the mean unit of the build-out.
    cap_gw_per_year : ndarray [GW/year]
        Load this buyer can get connected a year.
    power : Cost
        What its power costs, per kilowatt of compute.
    """

    price: Price
    power_usd_per_kw_year: FloatArray
    power_capital_usd_per_w: FloatArray
    energy_usd_per_mwh: FloatArray
    served_share: FloatArray
    delivered_share: FloatArray
    time_to_power_years: FloatArray
    wait_years: FloatArray
    cap_gw_per_year: FloatArray
    power: Cost


class Earth(NamedTuple):
    """All paths, the cheapest of them draw by draw and year by year, and what they share."""

    paths: dict[str, EarthPath]
    best_path: FloatArray
    best: Side
    costs: dict[Component, Cost]


def earth_side(
    inputs: Inputs,
    names: tuple[str, ...],
    target_gw: FloatArray,
    chip: Chip,
    bridge_usd_per_gpu_hour: FloatArray,
    running_share: FloatArray,
    rule: Convention,
) -> Earth:
    """Cost of a GPU-hour on Earth by power path, and the cheapest, per draw and year.

    Parameters
    ----------
    inputs : mapping
        Drawn quantities by dotted path, shapes (n, 1) or (n, Y).
    names : tuple of str
        The paths on offer.
    target_gw : ndarray [GW]
        Compute to be built on Earth.
    chip : Chip
        The accelerator.
    bridge_usd_per_gpu_hour : ndarray [USD_2026/GPU_hour]
        Rent while waiting.
    running_share : ndarray [1]
        Share of the time left by interruptions.
    rule : Convention
        The accounting.

    Notes
    -----
    Chips that fail for good are replaced at the price of the year the need arises. The days a
    failed chip waits for its replacement are left out (about 0.1 % of the time, for Earth).
    """
    site = section(inputs, "earth.facility")
    facility = facility_figures(
        **{k: v for k, v in site.items() if k not in ("build_years", "life_years")}
    )
    costs: dict[Component, Cost] = {
        "chips": Cost(chip.usd_per_kw, inputs["chip.life_years"]),
        "platform": Cost(facility.capital_usd_per_kw, inputs["earth.facility.life_years"]),
        "replacement": Cost(0.0, 1.0, inputs["chip.permanent_failure_rate"] * chip.usd_per_kw),
        "operations": Cost(0.0, 1.0, facility.fixed_usd_per_kw_year),
    }
    shared = levelise(costs, inputs["finance.discount_rate"], running_share, rule)
    paths = {
        name: _path(name, inputs, facility, shared, target_gw, chip, bridge_usd_per_gpu_hour, rule)
        for name in names
        if name != TOGETHER
    }
    if TOGETHER in names:
        paths[TOGETHER] = _together(
            paths, inputs, facility, target_gw, shared, chip, bridge_usd_per_gpu_hour, rule
        )
    prices = [path.price.usd_per_gpu_hour for path in paths.values()]
    best_path = np.argmin(np.broadcast_arrays(*prices), axis=0)
    best = _best(paths, best_path, shared, costs, chip, running_share, rule)
    return Earth(paths, best_path, best, costs)


def _path(
    name: str,
    inputs: Inputs,
    facility: Facility,
    shared: Levelised,
    target_gw: FloatArray,
    chip: Chip,
    bridge_usd_per_gpu_hour: FloatArray,
    rule: Convention,
) -> EarthPath:
    given = section(inputs, f"earth.paths.{name}")
    given.setdefault("buyer_share", inputs["earth.buyer_share"])
    power = path_figures(name, **given)
    load, rate = facility.load_kw_per_kw, inputs["finance.discount_rate"]
    used_hours = HOURS_PER_YEAR * inputs["chip.utilisation"] * power.served_share
    cost = {
        "power": Cost(
            load * power.capital_usd_per_kw, power.life_years,
            load * (power.fixed_usd_per_kw_year
                    + used_hours / _KWH_PER_MWH * power.variable_usd_per_mwh),
        )
    }  # fmt: skip
    own = levelise(cost, rate, shared.delivered_share, rule)  # type: ignore[arg-type]
    delivered = shared.delivered_share * (power.served_share if rule.delivered else 1.0)
    cap_gw = power.cap_gw_per_year / load
    wait = build_out_wait(
        ready_after(inputs["earth.facility.build_years"], power.time_to_power_years),
        target_gw,
        cap_gw,
        growth_of(cap_gw),
    )
    price = price_of(
        shared.usd_per_kw_year + own.usd_per_kw_year,
        delivered,
        chip.gpu_per_kw,
        bridge_usd_per_gpu_hour,
        wait,
        inputs["finance.service_years"],
        rate,
        rule,
    )
    return EarthPath(
        price=price,
        power_usd_per_kw_year=own.usd_per_kw_year,
        power_capital_usd_per_w=capital_usd_per_w(cost, rule),  # type: ignore[arg-type]
        energy_usd_per_mwh=_energy_price(power, rate, used_hours),
        served_share=power.served_share,
        delivered_share=delivered,
        time_to_power_years=power.time_to_power_years,
        wait_years=wait,
        cap_gw_per_year=power.cap_gw_per_year,
        power=cost["power"],
    )


def _together(
    paths: dict[str, EarthPath],
    inputs: Inputs,
    facility: Facility,
    target_gw: FloatArray,
    shared: Levelised,
    chip: Chip,
    bridge_usd_per_gpu_hour: FloatArray,
    rule: Convention,
) -> EarthPath:
    """All paths at once, each with the share of the need that its yearly cap allows.

    Every path then waits for its own first unit, and for the build-out under the caps together.
    Figures are means weighted by the shares; the delivered share is the one at which the mean
    cost per kilowatt gives the mean cost per GPU-hour.
    """
    caps = [path.cap_gw_per_year for path in paths.values()]
    total = np.asarray(sum(caps[1:], start=caps[0]))
    rate, window = inputs["finance.discount_rate"], inputs["finance.service_years"]
    cap_it = total / facility.load_kw_per_kw
    growth = growth_of(cap_it)
    mixed: dict[str, FloatArray] = {}

    def add(name: str, share: FloatArray, value: FloatArray) -> None:
        mixed[name] = mixed[name] + share * value if name in mixed else share * value

    for path, cap in zip(paths.values(), caps, strict=True):
        share = cap / total
        ready = ready_after(inputs["earth.facility.build_years"], path.time_to_power_years)
        wait = build_out_wait(ready, target_gw, cap_it, growth)
        yearly = shared.usd_per_kw_year + path.power_usd_per_kw_year
        price = price_of(
            yearly, path.delivered_share, chip.gpu_per_kw, bridge_usd_per_gpu_hour, wait, window,
            rate, rule,
        )  # fmt: skip
        for field, value in price._asdict().items():
            add(field, share, value)
        for field in ("power_usd_per_kw_year", "power_capital_usd_per_w", "energy_usd_per_mwh",
                      "served_share", "time_to_power_years"):  # fmt: skip
            add(field, share, getattr(path, field))
        add("wait_years", share, np.minimum(wait, _LONGEST_WAIT))
        add("yearly", share, yearly)
        add("yearly_per_delivered", share, yearly / path.delivered_share)
    return EarthPath(
        price=Price(*(mixed[field] for field in Price._fields)),
        power=Cost(0.0, 1.0, mixed["power_usd_per_kw_year"]),
        power_usd_per_kw_year=mixed["power_usd_per_kw_year"],
        power_capital_usd_per_w=mixed["power_capital_usd_per_w"],
        energy_usd_per_mwh=mixed["energy_usd_per_mwh"],
        served_share=mixed["served_share"],
        delivered_share=mixed["yearly"] / mixed["yearly_per_delivered"],
        time_to_power_years=mixed["time_to_power_years"],
        wait_years=mixed["wait_years"],
        cap_gw_per_year=total,
    )


def _energy_price(power: PathFigures, rate: FloatArray, used_hours: FloatArray) -> FloatArray:
    """Levelised price of the energy a path delivers to the load [USD_2026/MWh]."""
    fixed = (
        power.capital_usd_per_kw / continuous_annuity(np.log1p(rate), power.life_years)
        + power.fixed_usd_per_kw_year
    )
    return np.asarray(power.variable_usd_per_mwh + _KWH_PER_MWH * fixed / used_hours)


def _best(
    paths: dict[str, EarthPath],
    best_path: FloatArray,
    shared: Levelised,
    costs: dict[Component, Cost],
    chip: Chip,
    running_share: FloatArray,
    rule: Convention,
) -> Side:
    """The cheapest path's side, taken field by field."""

    def of(field: str) -> FloatArray:
        return pick([getattr(path, field) for path in paths.values()], best_path)

    price = Price(
        *(
            pick([getattr(path.price, field) for path in paths.values()], best_path)
            for field in Price._fields
        )
    )
    parts: dict[Component, FloatArray] = dict(shared.by_component)
    parts["power"] = of("power_usd_per_kw_year")
    power_capital = of("power_capital_usd_per_w")
    return make_side(
        price,
        parts,
        chip,
        of("wait_years"),
        capital_usd_per_w(costs, rule) + power_capital,
        capital_usd_per_w(costs, rule.without("chips")) + power_capital,
        of("delivered_share"),
        {"interruptions": running_share, "power served": of("served_share")},
    )


def pick(fields: Sequence[FloatArray], index: FloatArray) -> FloatArray:
    """Take from each of several arrays the elements at which it is chosen.

    Examples
    --------
    >>> pick([np.array([1.0, 2.0]), np.array([3.0])], np.array([0, 1]))
    array([1., 3.])
    """
    chosen = np.asarray(index, dtype=np.intp)
    stack = np.stack([np.broadcast_to(field, chosen.shape) for field in fields])
    flat = stack.reshape(len(fields), -1)
    return flat[chosen.ravel(), np.arange(chosen.size)].reshape(chosen.shape)
