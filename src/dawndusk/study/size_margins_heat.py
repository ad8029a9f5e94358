"""Margins of heat: chips, radiator, array, what freezes asleep, and what punctures close."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import numpy as np

from dawndusk.constants import KELVIN_OFFSET, SIGMA, FloatArray
from dawndusk.orbit.earth_view import edge_on_view_factor
from dawndusk.satellite.coolants import coolants
from dawndusk.satellite.cooldown import cooldown, cooldown_time
from dawndusk.satellite.surfaces import FACES
from dawndusk.study.size_bench import Bench
from dawndusk.study.size_finding import State, few, finding, one, share_of_draws
from dawndusk.twin.node import Inputs, Node

__all__ = ["heat_margins"]

_FEW_K: Final = 5.0  # so near to freezing is worth a word


def heat_margins(
    bench: Bench,
    inputs: Inputs,
    best: Node,
    drawn: dict[str, FloatArray],
    through: Mapping[str, Any] | None,
) -> list[dict[str, Any]]:
    """Say how far chips, radiator, array and coolant are from their limits.

    Parameters
    ----------
    bench, inputs, best, drawn, through
        As for :func:`dawndusk.study.size_margins.margins`.

    Returns
    -------
    list of dict
        In the form of :func:`dawndusk.study.size_finding.finding`.
    """
    return [
        _junction(inputs, best, drawn),
        _radiator(bench, inputs, best),
        _array(inputs, best, drawn),
        _punctures(inputs, best),
        _freezing(bench, inputs, best, through),
    ]


def _state(room: float, enough: float) -> State:
    return "bad" if room < 0.0 else "beware" if room < enough else "good"


def _over(drawn: dict[str, FloatArray], column: str, limit: str) -> float:
    """Share of the draws that close in which a temperature is over its limit."""
    over = drawn[column][:, 0] > drawn[limit][:, 0]
    closes = np.isfinite(drawn[column][:, 0])
    return float(over[closes].mean()) if closes.any() else 0.0


def _junction(inputs: Inputs, best: Node, drawn: dict[str, FloatArray]) -> dict[str, Any]:
    warm = one(best.budget.junction_c)
    limit = one(inputs["satellite.compute.junction_limit_c"])
    back = one(inputs["satellite.radiator.coolant_return_c"])
    over = _over(drawn, "junction_c", "input.junction_limit_c")
    slower = 1.0 - one(best.budget.chip_speed)
    reference = one(inputs["satellite.compute.leakage_reference_c"])
    text = (
        f"The hottest junction is at {warm:.0f} degC, {warm - back:.0f} K above coolant of "
        f"{back:g}; chips slow down from {limit:.0f} degC on, which {share_of_draws(over)} "
        f"{'does' if over in (0.0, 1.0) else 'do'}. "
    )
    text += (
        f"What leaks there takes {100.0 * slower:.1f} % off the speed they have at "
        f"{reference:.0f} degC for the same power."
        if slower >= 0.0
        else f"They are {-100.0 * slower:.1f} % faster than at {reference:.0f} degC."
    )
    state = _state(limit - warm, 5.0)
    if state == "bad":
        text += f" Coolant {warm - limit:.0f} K colder would hold them below it."
    return finding("junction", state, warm, limit, "degC", text)


def _radiator(bench: Bench, inputs: Inputs, best: Node) -> dict[str, Any]:
    budget = best.budget
    panel, sink = one(budget.panel_temperature_c), one(budget.sink_temperature_c)
    area = one(budget.radiator_area_m2)
    warmer = {
        path: one(inputs[path]) + 1.0
        for path in ("satellite.radiator.coolant_supply_c", "satellite.radiator.coolant_return_c")
    }
    changed = bench.varied({p: np.array([v]) for p, v in warmer.items()}, 1)
    saved = area - one(bench.close(changed).budget.radiator_area_m2)
    gap = panel - sink
    state: State = "bad" if gap < 10.0 else "beware" if gap < 30.0 else "good"
    text = (
        f"The panel at {panel:.1f} degC stands {gap:.0f} K above its surroundings at {sink:.1f} "
        f"degC (the Earth, the array, some sunlight) and rejects "
        f"{one(budget.radiator_flux_w_m2):,.0f} W a square metre"
    )
    text += (
        f"; each kelvin of warmer coolant saves {few(saved)} of its {few(area)} m2."
        if np.isfinite(saved)
        else "."
    )
    return finding("radiator", state, gap, 0.0, "K", text)


def _array(inputs: Inputs, best: Node, drawn: dict[str, FloatArray]) -> dict[str, Any]:
    warm, limit = one(best.budget.array_temperature_c), one(inputs["satellite.array.hottest_c"])
    over = _over(drawn, "array_temperature_c", "input.hottest_c")
    text = (
        f"The array is at {warm:.0f} degC in sunlight at the end of its life, and bears "
        f"{limit:.0f}; {share_of_draws(over)} {'is' if over in (0.0, 1.0) else 'are'} above. "
        f"A face of the radiator sees it with a view factor of "
        f"{one(best.budget.array_view_factor):.2f}."
    )
    return finding("array temperature", _state(limit - warm, 10.0), warm, limit, "degC", text)


def _punctures(inputs: Inputs, best: Node) -> dict[str, Any]:
    lost = one(best.budget.puncture_lost_share)
    area, needed = one(best.budget.radiator_area_m2), one(best.budget.radiator_needed_m2)
    life, segment = one(best.life_years), one(inputs["satellite.radiator.segment_m2"])
    wall = one(inputs["satellite.radiator.tube_wall_mm"])
    text = (
        f"Behind {wall:g} mm of wall and what stands before it meteoroids and debris open "
        f"{100.0 * lost:.1f} % of the segments of {segment:g} m2 in {life:.1f} years; "
        f"{few(area - needed)} of {few(area)} m2 are built so that enough is left."
    )
    state: State = "bad" if lost > 0.5 else "beware" if lost > 0.15 else "good"
    return finding("punctures", state, lost, None, "1", text)


def _freezing(
    bench: Bench, inputs: Inputs, best: Node, through: Mapping[str, Any] | None
) -> dict[str, Any]:
    """How far the coolants stay from freezing in the deepest shadow: loops running, or shut off."""
    lost_min = one(bench.around(inputs).light.lost_sunlight_s) / 60.0
    name = bench.design.coolant
    freezes = coolants()[name].freezing_c
    if lost_min <= 0.0:
        room = one(best.budget.panel_temperature_c) - freezes
        return finding("freezing", "good", room, 0.0, "K", "There is no shadow to cool in.")
    alone = _alone(inputs, best, FACES[bench.design.body], 60.0 * lost_min, freezes)
    shut = f"the panel alone falls to {alone.end_c:.0f} degC, where {name} " + (
        "stays liquid"
        if alone.seconds == np.inf
        else f"freezes after {alone.seconds / 60.0:.0f} min"
    )
    heaters = (
        f" Heaters would take {few(1e-3 * alone.hold_w)} kW to hold it there; a coolant that "
        "freezes later, or panels that bear freezing, cost less. Neither is in the mass."
    )
    if through is None:
        room = alone.end_c - freezes
        text = f"Without flow through {lost_min:.1f} min of shadow {shut}."
        return finding("freezing", _state(room, _FEW_K), room, 0.0, "K",
                       text + (heaters if room < 0.0 else ""))  # fmt: skip
    outside, *inside = through["freezing"]
    room = float(outside["margin_k"])
    text = (
        f"While coolant flows through {lost_min:.1f} min of shadow the panel falls to "
        f"{outside['coldest_c']:.1f} degC; {name} freezes at {freezes:.1f}."
    )
    if room < 0.0:
        return finding("freezing", "bad", room, 0.0, "K", text + heaters)
    if not inside or inside[0]["margin_k"] >= 0.0:
        room = min([room, *(at["margin_k"] for at in inside)])
        return finding("freezing", _state(room, _FEW_K), room, 0.0, "K", text)
    chips = inside[0]
    text += (
        f" The chips' water-glycol falls to {chips['coldest_c']:.1f} and freezes at "
        f"{chips['freezing_c']:.1f}: it needs a bypass, which is not in the mass. Behind it {shut}."
    )
    state: State = "beware" if alone.seconds == np.inf else "bad"
    return finding("freezing", state, float(chips["margin_k"]), 0.0, "K", text)


class _Alone(NamedTuple):
    """A panel without flow in the shadow: how cold, when frozen (or inf), what would hold it."""

    end_c: float
    seconds: float
    hold_w: float


def _alone(inputs: Inputs, best: Node, faces: float, shadow_s: float, freezing_c: float) -> _Alone:
    """Only the Earth's infrared warms it: the colder side."""
    budget = best.budget
    eps = faces * one(inputs["satellite.radiator.emissivity"])
    view = float(edge_on_view_factor(one(inputs["orbit.altitude_km"])))
    earth = view * one(inputs["orbit.earth_infrared_w_m2"])
    sink_k = float((earth / SIGMA) ** 0.25)
    panel_k = one(budget.panel_temperature_c) + KELVIN_OFFSET
    frozen_k, capacity = freezing_c + KELVIN_OFFSET, one(budget.panel_j_per_m2_k)
    end_k = float(cooldown(panel_k, capacity, eps, shadow_s, sink_k))
    seconds = np.inf
    if end_k < frozen_k < panel_k:
        seconds = float(cooldown_time(panel_k, frozen_k, capacity, eps, sink_k))
    hold_w = eps * one(budget.radiator_area_m2) * (SIGMA * frozen_k**4 - earth)
    return _Alone(end_k - KELVIN_OFFSET, seconds, hold_w)
