"""The radiator as simple models have it, and what each thing that they leave out adds."""

from __future__ import annotations

from typing import Any

import numpy as np

from dawndusk.constants import KELVIN_OFFSET, SIGMA, SOLAR_CONSTANT
from dawndusk.orbit.earth_view import edge_on_view_factor
from dawndusk.satellite.budget import SatelliteBudget
from dawndusk.satellite.coating import aged_absorptivity
from dawndusk.study.size_bench import Bench
from dawndusk.study.size_finding import one
from dawndusk.twin.node import Inputs

__all__ = ["ladder"]

_RAD = "satellite.radiator."


def ladder(bench: Bench, inputs: Inputs, budget: SatelliteBudget) -> list[dict[str, Any]]:
    r"""Radiator area from the simplest model to the closed satellite, one effect at a time.

    .. math:: A = \frac{Q}{n\,\varepsilon\,\eta\,\sigma\,(T^4 - T_s^4)}

    Parameters
    ----------
    bench : Bench
        The scenario, ready to be closed.
    inputs : mapping
        Its best estimates in the first year.
    budget : SatelliteBudget
        The satellite that they give.

    Returns
    -------
    list of dict
        ``step``, ``area_m2`` with it and all before it, ``adds_m2``, and ``factor`` on the area
        before it. The first is a black plate as hot as the coolant that leaves the chips, before
        an empty sky, for the heat of the chips alone; the last is the closed satellite's.

    Notes
    -----
    The order decides how much each step adds, not where the ladder ends. The array's part is taken
    from the closed satellite, so that the last steps end where it does.

    References
    ----------
    Gilmore (ed.), Spacecraft Thermal Control Handbook, 2002, ch. 6.
    """
    rad = {
        name: one(inputs[_RAD + name])
        for name in (
            "emissivity", "absorptivity", "absorptivity_new", "coating_years", "sun_leak_share",
            "coolant_return_c",
        )
    }  # fmt: skip
    chips_w = 1e3 * one(inputs["satellite.it_power_kw"])
    heat_w, eta = one(budget.heat_w), one(budget.fin_efficiency)
    around = bench.around(inputs)
    view = float(edge_on_view_factor(one(inputs["orbit.altitude_km"])))
    earth = view * one(inputs["orbit.earth_infrared_w_m2"])
    life = one(inputs["satellite.life_years"])
    aged = float(
        aged_absorptivity(life, rad["absorptivity_new"], rad["absorptivity"], rad["coating_years"])
    )
    glare = SOLAR_CONSTANT * one(inputs["orbit.albedo"]) * one(around.reflected_on_radiator)
    sheet = bench.design.body == "panel"
    light = glare + (0.0 if sheet else rad["sun_leak_share"] * SOLAR_CONSTANT)
    lifted = one(inputs[_RAD + "heat_pump_lift_k"]) > 0.0
    full_sink = (one(budget.sink_temperature_c) + KELVIN_OFFSET) ** 4
    hot = (rad["coolant_return_c"] + KELVIN_OFFSET) ** 4
    mean = (0.5 * (one(budget.coolant_inlet_c) + one(budget.coolant_outlet_c)) + KELVIN_OFFSET) ** 4
    root = (one(budget.panel_temperature_c) + KELVIN_OFFSET) ** 4
    net = one(budget.radiator_flux_w_m2)
    faces = net / (rad["emissivity"] * eta * SIGMA * (root - full_sink))
    eps = rad["emissivity"]

    def area(
        heat: float, emissivity: float, temperature4: float, sink_w: float, fins: float
    ) -> float:
        return heat / (faces * fins * (emissivity * SIGMA * temperature4 - sink_w))

    sunlit = earth * eps + aged * light
    rows = [
        ("black plate, empty sky, heat of the chips, hottest coolant",
         area(chips_w, 1.0, hot, 0.0, 1.0)),
        ("all heat of the bus: links, conversion, pumps, losses", area(heat_w, 1.0, hot, 0.0, 1.0)),
        ("emissivity of a real coating", area(heat_w, eps, hot, 0.0, 1.0)),
        ("coolant that cools along the panel"
         + (", and the heat exchanger" if bench.design.two_loops else "")
         + (", and the heat pump" if lifted else ""),
         area(heat_w, eps, mean, 0.0, 1.0)),
        ("film, wall and joint to the fins", area(heat_w, eps, root, 0.0, 1.0)),
        ("fins that are colder than their root", area(heat_w, eps, root, 0.0, eta)),
        ("infrared of the Earth", area(heat_w, eps, root, earth * eps, eta)),
        ("sunlight of the Earth, old coating" if sheet
         else "sunlight of the Earth and of an imperfect edge, old coating",
         area(heat_w, eps, root, sunlit, eta)),
        ("the Sun on the sheet itself, less the power taken out" if sheet
         else "hot back of the array in view", one(budget.radiator_needed_m2)),
        ("segments that punctures close", one(budget.radiator_area_m2)),
    ]  # fmt: skip
    before = [0.0, *(value for _, value in rows[:-1])]
    return [
        {
            "step": name,
            "area_m2": value,
            "adds_m2": value - so_far,
            "factor": value / so_far if so_far else None,
        }
        for (name, value), so_far in zip(rows, before, strict=True)
        if np.isfinite(value)
    ]
