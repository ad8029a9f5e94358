"""Margins of a closed satellite by name: dose, battery, balance, draws; heat stands beside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.satellite.battery_life import years_to_end
from dawndusk.satellite.battery_wear import calendar_fade
from dawndusk.study.size_bench import Bench
from dawndusk.study.size_finding import State, few, finding, one, share_of_draws
from dawndusk.study.size_margins_heat import heat_margins
from dawndusk.twin.node import Inputs, Node
from dawndusk.twin.not_closing import UNSETTLED

__all__ = ["margins"]

SHORT_YEARS: Final = 2.0  # a memory that lasts no longer is told of in months


def margins(
    bench: Bench,
    inputs: Inputs,
    best: Node,
    drawn: dict[str, FloatArray],
    through: Mapping[str, Any] | None,
) -> list[dict[str, Any]]:
    """Say by name how far the satellite is from each of its limits.

    Parameters
    ----------
    bench : Bench
        The scenario, ready to be closed.
    inputs : mapping
        Its best estimates in the first year.
    best : Node
        The satellite that they give.
    drawn : dict of name to ndarray, shape (draws, Y)
        Satellites of the draws, and ``input.`` columns.
    through : mapping or None
        The revolution with the deepest shadow, as
        :func:`dawndusk.study.heat_revolution.through_the_worst_revolution` has it.

    Returns
    -------
    list of dict
        ``name``, ``state`` (good, beware or bad), ``value``, ``limit`` (or null), ``unit`` and
        ``text``; what is bad comes first.
    """
    found = [
        _dose(inputs, best, drawn),
        _battery(bench, inputs, best),
        *heat_margins(bench, inputs, best, drawn, through),
        _closing(drawn),
    ]
    left = float(np.max(best.budget.residual))
    if left > UNSETTLED:
        found.append(
            finding("balance", "beware", left, UNSETTLED, "1",
                     f"Array and radiator are settled to {left:.1e} only: the design is far from "
                     "usual ones, and its areas are that uncertain.")
        )  # fmt: skip
    order = ("bad", "beware", "good")
    return sorted(found, key=lambda item: order.index(item["state"]))


def _months(count: float) -> str:
    """Write so many months.

    Examples
    --------
    >>> _months(0.6), _months(5.2), _months(0.2)
    ('1 month', '5 months', 'less than a month')
    """
    whole = round(count)
    if whole == 0:
        return "less than a month"
    return "1 month" if whole == 1 else f"{whole} months"


def _dose(inputs: Inputs, best: Node, drawn: dict[str, FloatArray]) -> dict[str, Any]:
    dose, limit = one(best.worst_dose_rad_per_year), one(inputs["satellite.dose_limit_rad"])
    design = min(one(inputs["satellite.life_years"]), one(inputs["chip.life_years"]))
    bears = limit / dose if dose > 0.0 else np.inf
    other = np.minimum(drawn["input.life_years"], drawn["input.chip_life_years"])[:, 0]
    ended = float(np.mean(drawn["life_years"][:, 0] < other * (1.0 - 1e-9)))
    over_life = dose * min(bears, design)
    start = f"{dose:,.0f} rad a year behind {one(inputs['satellite.shield_mm']):g} mm of aluminium"
    tail = f" Dose ends the life before age does in {share_of_draws(ended)}."
    if bears < design:
        lasts = _months(12.0 * bears) if bears < SHORT_YEARS else f"{bears:.1f} years"
        text = (
            f"{start} end the memory after {lasts}: it bears {limit:,.0f} rad, and {design:g} "
            f"years would bring {dose * design:,.0f}. Fly lower, or shield more." + tail
        )
        state: State = "bad" if bears < SHORT_YEARS else "beware"
        return finding("dose", state, dose * design, limit, "rad", text)
    text = (
        f"{start} make {over_life:,.0f} rad in {design:g} years; the memory bears {limit:,.0f}, "
        f"{limit / over_life:.1f} times as much." + tail
        if over_life > 0.0
        else f"No dose behind {one(inputs['satellite.shield_mm']):g} mm."
    )
    return finding("dose", "beware" if ended > 0.1 else "good", over_life, limit, "rad", text)


def _battery(bench: Bench, inputs: Inputs, best: Node) -> dict[str, Any]:
    """How deep the longest shadow draws the battery, and how long it lasts so."""
    budget, light = best.budget, bench.around(inputs).light
    lost_min = one(light.lost_sunlight_s) / 60.0
    asleep, out = (
        one(budget.sleep_load_w), one(inputs["satellite.battery.round_trip_efficiency"]) ** 0.5
    )  # fmt: skip
    capacity = 1e3 * one(budget.battery_kwh)
    allowed = one(inputs["satellite.battery.depth_of_discharge"])
    if capacity <= 0.0:
        return finding("battery", "beware", 0.0, allowed, "1", "There is no battery.")
    depth, left = one(budget.battery_depth), one(budget.battery_end_share)
    by_shadow = depth > allowed * (1.0 - 1e-9)
    lasts = 60.0 * capacity * left * out / asleep if asleep > 0.0 else np.inf
    sized = "the longest shadow" if by_shadow else "the safe mode"
    asked = one(inputs["satellite.battery.safe_mode_minutes"])
    doing = {"sleep": "asleep", "throttle": "slowed down", "compute": "awake"}
    text = f"{few(1e-3 * capacity)} kWh when new, sized by {sized}. "
    text += (
        f"The worst revolution loses {lost_min:.1f} min of sunlight, which takes "
        f"{100.0 * depth:.0f} % of what is left at the end of life "
        f"{doing[bench.design.in_shadow]}; {100.0 * allowed:.0f} % may be taken. "
        if lost_min > 0.0
        else "No revolution loses any sunlight. "
    )
    passes, life = one(light.shadow_passes_per_year), one(best.life_years)
    cells = {
        name: one(inputs[f"satellite.battery.{name}"])
        for name in ("cycles_at_full_depth", "depth_exponent", "calendar_fade_per_year")
    }
    ageing = ("temperature_c", "mean_charge", "activation_kj_per_mol", "charge_sensitivity")
    fade = calendar_fade(
        cells["calendar_fade_per_year"], *(one(inputs[f"satellite.battery.{n}"]) for n in ageing)
    )
    ends = float(
        years_to_end(passes, depth, cells["cycles_at_full_depth"], cells["depth_exponent"], fade)
    )
    text += (
        f"After {life:.1f} years and {passes * life:,.0f} shadows {100.0 * left:.0f} % of it are "
        f"left; four fifths after {few(ends)} years. "
    )
    text += (
        f"It then lasts {lasts:.0f} min asleep without Sun; {asked:.0f} are asked."
        if np.isfinite(lasts)
        else "Asleep it is not used."
    )
    state: State = "good" if left > 0.7 else "beware" if left > 0.4 else "bad"
    return {
        **finding("battery", state, depth, allowed, "1", text),
        "sized_by": "shadow" if by_shadow else "safe mode",
    }


def _closing(drawn: dict[str, FloatArray]) -> dict[str, Any]:
    open_share = float(1.0 - np.isfinite(drawn["wet_kg"][:, 0]).mean())
    text = (
        "Every draw closes."
        if open_share == 0.0
        else f"No satellite closes in {share_of_draws(open_share)}: the coolant is colder than "
        "what the radiator sees, or the array cannot give its power. Percentiles are of the others."
    )
    state: State = "good" if open_share == 0.0 else "beware" if open_share < 0.1 else "bad"
    return finding("draws that do not close", state, open_share, 0.0, "1", text)
