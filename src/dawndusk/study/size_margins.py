"""Margins of a closed satellite by name, and what would close one that does not."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from dawndusk.constants import KELVIN_OFFSET, SIGMA, FloatArray
from dawndusk.data import catalogue
from dawndusk.errors import InputError
from dawndusk.orbit.earth_view import edge_on_view_factor
from dawndusk.satellite.battery import delivered_energy_wh
from dawndusk.satellite.coolants import coolants
from dawndusk.satellite.cooldown import cooldown_time
from dawndusk.study.size_bench import Bench
from dawndusk.twin.node import Inputs, Node

__all__ = ["cannot_close", "margins"]

SHORT_YEARS: Final = 2.0  # a memory that lasts no longer is told of in months
_WARMEST_K: Final = 120.0
_UNSETTLED: Final = 1e-4


def margins(
    bench: Bench, inputs: Inputs, best: Node, drawn: dict[str, FloatArray]
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

    Returns
    -------
    list of dict
        ``name``, ``state`` (good, beware or bad), ``value``, ``limit`` (or null), ``unit`` and
        ``text``; what is bad comes first.
    """
    found = [
        _dose(inputs, best, drawn),
        _battery(bench, inputs, best),
        _radiator(bench, inputs, best),
        _array(best),
        _closing(drawn),
    ]
    if bench.sleeps:
        found.append(_freezing(bench, inputs, best))
    left = float(np.max(best.budget.residual))
    if left > _UNSETTLED:
        found.append(
            _finding("balance", "beware", left, _UNSETTLED, "1",
                     f"Array and radiator are settled to {left:.1e} only: the design is far from "
                     "usual ones, and its areas are that uncertain.")
        )  # fmt: skip
    order = ("bad", "beware", "good")
    return sorted(found, key=lambda item: order.index(item["state"]))


def _finding(
    name: str, state: str, value: float, limit: float | None, unit: str, text: str
) -> dict[str, Any]:
    return {
        "name": name, "state": state, "value": value, "limit": limit, "unit": unit, "text": text,
    }  # fmt: skip


def _share(share: float) -> str:
    """Say a share of the draws, never rounded to none or to all."""
    if share in (0.0, 1.0):
        return "every draw" if share else "no draw"
    return f"{min(max(100.0 * share, 0.1), 99.9):.1f} % of the draws"


def _few(value: float) -> str:
    """Write a number with three digits, or whole."""
    return f"{value:,.0f}" if abs(value) >= 100.0 else f"{value:.3g}"


def _one(value: FloatArray) -> float:
    return float(np.ravel(value)[0])


def _dose(inputs: Inputs, best: Node, drawn: dict[str, FloatArray]) -> dict[str, Any]:
    dose, limit = _one(best.dose_rad_per_year), _one(inputs["satellite.dose_limit_rad"])
    design = min(_one(inputs["satellite.life_years"]), _one(inputs["chip.life_years"]))
    bears = limit / dose if dose > 0.0 else np.inf
    other = np.minimum(drawn["input.life_years"], drawn["input.chip_life_years"])[:, 0]
    ended = float(np.mean(drawn["life_years"][:, 0] < other * (1.0 - 1e-9)))
    over_life = dose * min(bears, design)
    start = f"{dose:,.0f} rad a year behind {_one(inputs['satellite.shield_mm']):g} mm of aluminium"
    tail = f" Dose ends the life before age does in {_share(ended)}; that the models of the belts "
    tail += "are only good to a factor of two is not drawn."
    if bears < design:
        lasts = f"{12.0 * bears:.0f} months" if bears < SHORT_YEARS else f"{bears:.1f} years"
        text = (
            f"{start} end the memory after {lasts}: it bears {limit:,.0f} rad, and {design:g} "
            f"years would bring {dose * design:,.0f}. Fly lower, or shield more." + tail
        )
        state = "bad" if bears < SHORT_YEARS else "beware"
        return _finding("dose", state, dose * design, limit, "rad", text)
    text = (
        f"{start} make {over_life:,.0f} rad in {design:g} years; the memory bears {limit:,.0f}, "
        f"{limit / over_life:.1f} times as much." + tail
        if over_life > 0.0
        else f"No dose behind {_one(inputs['satellite.shield_mm']):g} mm."
    )
    return _finding("dose", "beware" if ended > 0.1 else "good", over_life, limit, "rad", text)


def _battery(bench: Bench, inputs: Inputs, best: Node) -> dict[str, Any]:
    """How deep the longest shadow draws the battery; what sized it follows from the depth."""
    budget = best.budget
    lost_min = _one(bench.around(inputs).light.lost_sunlight_s) / 60.0
    awake = _one(budget.bus_load_w)
    asleep = awake * _one(inputs["satellite.bus.sleep_load_share"])
    load = asleep if bench.sleeps else awake
    out = _one(inputs["satellite.battery.round_trip_efficiency"]) ** 0.5
    capacity = 1e3 * _one(budget.battery_kwh)
    allowed = _one(inputs["satellite.battery.depth_of_discharge"])
    if capacity <= 0.0:
        return _finding("battery", "beware", 0.0, allowed, "1", "There is no battery.")
    depth = float(delivered_energy_wh(load, lost_min)) / out / capacity
    by_shadow = depth > allowed * (1.0 - 1e-9)
    lasts = 60.0 * capacity * out / asleep if asleep > 0.0 else np.inf
    sized = "the longest shadow" if by_shadow else "the safe mode"
    asked = _one(inputs["satellite.battery.safe_mode_minutes"])
    doing = "asleep" if bench.sleeps else "awake"
    text = f"{_few(1e-3 * capacity)} kWh, sized by {sized}. "
    text += (
        f"The worst revolution loses {lost_min:.1f} min of sunlight, which takes "
        f"{100.0 * depth:.0f} % of it {doing}; {100.0 * allowed:.0f} % may be taken. "
        if lost_min > 0.0
        else "No revolution loses any sunlight. "
    )
    text += (
        f"New and full, it lasts {lasts:.0f} min asleep without Sun; {asked:.0f} are asked."
        if np.isfinite(lasts)
        else "Asleep it is not used."
    )
    return {
        **_finding("battery", "good", depth, allowed, "1", text),
        "sized_by": "shadow" if by_shadow else "safe mode",
    }


def _radiator(bench: Bench, inputs: Inputs, best: Node) -> dict[str, Any]:
    budget = best.budget
    panel, sink = _one(budget.panel_temperature_c), _one(budget.sink_temperature_c)
    area = _one(budget.radiator_area_m2)
    warmer = {
        path: _one(inputs[path]) + 1.0
        for path in ("satellite.radiator.coolant_supply_c", "satellite.radiator.coolant_return_c")
    }
    changed = bench.varied({p: np.array([v]) for p, v in warmer.items()}, 1)
    saved = area - _one(bench.close(changed).budget.radiator_area_m2)
    gap = panel - sink
    state = "bad" if gap < 10.0 else "beware" if gap < 30.0 else "good"
    text = (
        f"The panel at {panel:.1f} degC stands {gap:.0f} K above its surroundings at {sink:.1f} "
        f"degC (the Earth, the back of the array, some sunlight) and rejects "
        f"{_one(budget.radiator_flux_w_m2):,.0f} W a square metre; each kelvin of warmer coolant "
        f"saves {_few(saved)} of its {_few(area)} m2."
    )
    return _finding("radiator", state, gap, 0.0, "K", text)


def _freezing(bench: Bench, inputs: Inputs, best: Node) -> dict[str, Any]:
    """How soon a water-glycol loop freezes in the longest shadow, if nothing warms it.

    The heat asleep only holds the panel above the Earth's infrared; what that comes to is the
    sink of the cooling.
    """
    budget = best.budget
    lost_min = _one(bench.around(inputs).light.lost_sunlight_s) / 60.0
    freezing_c = coolants()["pg25"].freezing_c
    eps = 2.0 * _one(inputs["satellite.radiator.emissivity"])
    view = float(edge_on_view_factor(_one(inputs["orbit.altitude_km"])))
    earth = view * _one(inputs["orbit.earth_infrared_w_m2"])
    asleep = _one(budget.bus_load_w) * _one(inputs["satellite.bus.sleep_load_share"])
    kept = asleep / _one(budget.radiator_area_m2) / eps
    sink_k = float(((earth + kept) / SIGMA) ** 0.25)
    panel_k = _one(budget.panel_temperature_c) + KELVIN_OFFSET
    frozen_k = freezing_c + KELVIN_OFFSET
    capacity = catalogue()["calc.cooldown.heat_capacity_j_per_m2_k"].value
    seconds = np.inf
    if sink_k < frozen_k < panel_k:
        seconds = float(cooldown_time(panel_k, frozen_k, capacity, eps, sink_k))
    if lost_min <= 0.0 or seconds > 60.0 * lost_min:
        text = f"Asleep through {lost_min:.1f} min of shadow a water-glycol loop stays liquid."
        return _finding("freezing", "good", lost_min, None, "min", text)
    text = (
        f"Asleep, a panel of {1e-3 * capacity:.0f} kJ/(m2 K) reaches {freezing_c:.0f} degC, where "
        f"water-glycol freezes, after {seconds / 60.0:.0f} min of a shadow of {lost_min:.0f}. A "
        "bypass, heaters, another coolant or more load asleep is needed; none is in the mass."
    )
    return _finding("freezing", "beware", seconds / 60.0, lost_min, "min", text)


def _array(best: Node) -> dict[str, Any]:
    warm = _one(best.budget.array_temperature_c)
    text = (
        f"The array is at {warm:.0f} degC in sunlight at the end of its life. A face of the "
        f"radiator sees it with a view factor of {_one(best.budget.array_view_factor):.2f}."
    )
    return _finding("array temperature", "good", warm, None, "degC", text)


def _closing(drawn: dict[str, FloatArray]) -> dict[str, Any]:
    open_share = float(1.0 - np.isfinite(drawn["wet_kg"][:, 0]).mean())
    text = (
        "Every draw closes."
        if open_share == 0.0
        else f"No satellite closes in {_share(open_share)}: the coolant is colder than what the "
        "radiator sees, or the array cannot give its power. Percentiles are of the others."
    )
    state = "good" if open_share == 0.0 else "beware" if open_share < 0.1 else "bad"
    return _finding("draws that do not close", state, open_share, 0.0, "1", text)


def cannot_close(bench: Bench, inputs: Inputs) -> InputError:
    """Say which coolant would close a satellite whose radiator cannot lose its heat.

    Parameters
    ----------
    bench : Bench
        The scenario, ready to be closed.
    inputs : mapping
        Its best estimates in the first year, which give no satellite.

    Notes
    -----
    The least warming of both coolant temperatures, by whole kelvins, with which the radiator is
    no larger than the array.
    """
    supply = _one(inputs["satellite.radiator.coolant_supply_c"])
    back = _one(inputs["satellite.radiator.coolant_return_c"])
    steps = np.arange(1.0, _WARMEST_K + 1.0)
    warmer = {
        "satellite.radiator.coolant_supply_c": supply + steps,
        "satellite.radiator.coolant_return_c": back + steps,
    }
    budget = bench.close(bench.varied(warmer, steps.size)).budget
    radiator, array = budget.radiator_area_m2[:, 0], budget.array_area_m2
    array = np.broadcast_to(array, (steps.size, 1))[:, 0]
    with np.errstate(invalid="ignore"):
        closes = (
            np.isfinite(radiator) & (radiator > 0.0) & (radiator <= array)
            & (budget.residual[:, 0] < _UNSETTLED)
        )  # fmt: skip
    got = f"coolant to the chips at {supply:g}, from the chips at {back:g} degC"
    what = "satellite.radiator: no area loses the heat, its surroundings are warmer than its panel"
    if not closes.any():
        return _no_balance(bench, inputs, what)
    at = int(np.argmax(closes))
    return InputError(
        what, got=got,
        remedy=f"coolant_supply_c: {supply + steps[at]:g} and coolant_return_c: "
        f"{back + steps[at]:g} close it with a radiator of {radiator[at]:,.0f} m2",
    )  # fmt: skip


def _no_balance(bench: Bench, inputs: Inputs, what: str) -> InputError:
    """Tell a radiator that takes in too much from an array that cannot give its power.

    An ideal radiator is tried: black to infrared, blind to sunlight, with far warmer coolant.
    """
    start = "satellite.radiator."
    ideal = {"absorptivity": 0.0, "emissivity": 1.0, "fin_efficiency": 1.0}
    ideal |= {
        name: _one(inputs[start + name]) + _WARMEST_K
        for name in ("coolant_supply_c", "coolant_return_c")
    }
    changed = {start + name: np.array([figure]) for name, figure in ideal.items()}
    if np.isfinite(bench.close(bench.varied(changed, 1)).budget.wet_kg).all():
        takes, gives, leak = (
            _one(inputs[start + name]) for name in ("absorptivity", "emissivity", "sun_leak_share")
        )
        return InputError(
            what,
            got=f"absorptivity {takes:g}, emissivity {gives:g}, sun_leak_share {leak:g}",
            remedy=f"coolant {_WARMEST_K:g} K warmer does not help: let it absorb less sunlight",
        )
    given = ("efficiency", "absorptivity", "temperature_coefficient_per_k", "emissivity_front")
    return InputError(
        "satellite.array: there is no temperature at which it gives its power",
        got=", ".join(f"{name} {_one(inputs[f'satellite.array.{name}']):g}" for name in given),
        remedy="it must absorb more than it turns into power, and emit the rest before it is hot",
    )
