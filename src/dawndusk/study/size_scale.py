"""The same design from ten kilowatts to five gigawatts, and a flown radiator beside it."""

from __future__ import annotations

from math import ceil
from typing import Any, Final

import numpy as np

from dawndusk.constants import KELVIN_OFFSET, SIGMA
from dawndusk.data import catalogue
from dawndusk.satellite.budget import SatelliteBudget
from dawndusk.satellite.inputs import Body
from dawndusk.study.drawing import apart, drawing
from dawndusk.study.size_bench import Bench
from dawndusk.twin.node import Inputs

__all__ = ["radiator_beside", "scale"]

_SIZES_KW: Final = (10.0, 100.0, 1000.0, 16_000.0, 40_000.0)
_CLUSTERS_GW: Final = (1.0, 5.0)
_ISS: Final = "reference.radiator.iss_eatcs."
_NOTE: Final = (
    "Mass grows in proportion to power here, but for computers, attitude control and radios, "
    "which a satellite has once. Neglected: booms and hinges grow faster than the area they carry; "
    "coolant is pumped further, through wider pipes; a larger array bends and turns more slowly; a "
    "folded stack may meet the fairing before its mass meets the launcher. Large satellites are "
    "heavier than they stand here, and small ones can do with less avionics."
)


def scale(bench: Bench) -> dict[str, Any]:
    """Close the design at other powers, all else at its best estimate; count clusters of it.

    Parameters
    ----------
    bench : Bench
        The scenario, ready to be closed.

    Returns
    -------
    dict
        ``satellites`` and ``clusters``, with power, mass, areas (of one sheet, the cells and what
        is left beside them), the largest dimension, watts per kilogram, and launches by mass;
        ``payload_t``, of a flight in the first year; ``fixed_kg``, launched once a satellite
        whatever its power; ``note``.

    Examples
    --------
    Ten times the power, a little less than ten times the mass:

    >>> from dawndusk.scenario import parse
    >>> found = scale(Bench.of(parse({"name": "x"}), np.array([2026.0])))
    >>> small, large = found["satellites"][:2]
    >>> 6.0 < large["wet_kg"] / small["wet_kg"] < 10.0
    True
    """
    powers = np.array(_SIZES_KW)
    inputs = bench.varied({"satellite.it_power_kw": powers}, powers.size)
    budget = bench.close(inputs).budget
    payload_t = float(inputs["launch.payload_t"].flat[0])
    ratio = float(inputs["satellite.array.width_ratio"].flat[0])
    satellites = [
        _size(kw, SatelliteBudget(*(np.broadcast_to(f, (powers.size, 1))[i, 0] for f in budget)),
              ratio, payload_t, bench.design.body)
        for i, kw in enumerate(_SIZES_KW)
    ]  # fmt: skip
    slope = (satellites[-1]["wet_kg"] - satellites[0]["wet_kg"]) / (_SIZES_KW[-1] - _SIZES_KW[0])
    own = bench.close(bench.best(float(bench.years[0]))).budget
    one = SatelliteBudget(*(np.squeeze(field) for field in own))
    own_kw = float(bench.best(float(bench.years[0]))["satellite.it_power_kw"].flat[0])
    return {
        "satellites": satellites,
        "clusters": [
            _cluster(gw, own_kw, one, payload_t, bench.design.body) for gw in _CLUSTERS_GW
        ],
        "payload_t": payload_t,
        "fixed_kg": satellites[0]["wet_kg"] - slope * _SIZES_KW[0],
        "kg_per_kw": slope,
        "note": _NOTE,
    }


def _size(
    kw: float, one: SatelliteBudget, ratio: float, payload_t: float, body: Body
) -> dict[str, float]:
    areas = float(one.array_area_m2), float(one.radiator_area_m2)
    drawn = drawing(*areas, ratio, body)
    array, radiator = apart(*areas, body)
    wet = float(one.wet_kg)
    return {
        "it_power_kw": kw,
        "wet_kg": wet,
        "array_area_m2": array,
        "radiator_area_m2": radiator,
        "largest_dimension_m": max(
            drawn[name] for name in ("array_length_m", "array_width_m", "radiator_length_m")
        ),
        "watts_per_kg": float(one.watts_per_kg),
        "launches": wet / (1e3 * payload_t),
    }


def _launches(count: int, wet_t: float, payload_t: float) -> int:
    """Launches by mass: whole satellites in each, or each in parts where one is too heavy.

    Examples
    --------
    >>> _launches(10_000, 5.2, 60.0), _launches(1_429, 34.8, 60.0), _launches(25, 1_979.0, 60.0)
    (910, 1429, 825)
    """
    each = int(payload_t // wet_t)
    return ceil(count / each) if each else count * ceil(wet_t / payload_t)


def _cluster(
    gw: float, own_kw: float, one: SatelliteBudget, payload_t: float, body: Body
) -> dict[str, float]:
    """Satellites of the scenario that make a cluster, rounded up."""
    count = ceil(1e6 * gw / own_kw)
    tonnes = 1e-3 * count * float(one.wet_kg)
    array, radiator = apart(float(one.array_area_m2), float(one.radiator_area_m2), body)
    return {
        "it_power_gw": gw,
        "satellites": count,
        "wet_t": tonnes,
        "array_km2": 1e-6 * count * array,
        "radiator_km2": 1e-6 * count * radiator,
        "launches": float(_launches(count, 1e-3 * float(one.wet_kg), payload_t)),
    }


def radiator_beside(inputs: Inputs, budget: SatelliteBudget) -> dict[str, float]:
    """Set the radiators of the ISS beside ours, at their temperature and at ours.

    Parameters
    ----------
    inputs : mapping
        Best estimates in the first year.
    budget : SatelliteBudget
        The satellite that they give.

    Returns
    -------
    dict
        Area [m2], heat [kW], coolant [degC] and mass [kg] of the ISS; what it rejects per area
        there and at our panels' temperature [W/m2], and the heat of all its area then [kW]; ours.

    Notes
    -----
    Warmed in its own surroundings a panel gains only what it emits more: our emissivity and fin
    efficiency times the difference of the fourth powers, both faces. Its sink cancels.
    """
    rows = catalogue()
    area, heat, supply, mass = (
        rows[_ISS + name].value for name in ("area_m2", "heat_kw", "coolant_supply_c", "mass_kg")
    )
    ours_c = float(np.squeeze(budget.panel_temperature_c))
    emissivity = float(inputs["satellite.radiator.emissivity"].flat[0])
    faces = 2.0 * SIGMA * emissivity * float(np.squeeze(budget.fin_efficiency))
    cold, warm = supply + KELVIN_OFFSET, ours_c + KELVIN_OFFSET
    there = 1e3 * heat / area
    here = there + faces * (warm**4 - cold**4)
    flux = float(np.squeeze(budget.radiator_flux_w_m2))
    ours_kw = 1e-3 * float(np.squeeze(budget.heat_w))
    return {
        "area_m2": area,
        "heat_kw": heat,
        "coolant_supply_c": supply,
        "mass_kg": mass,
        "flux_w_m2": there,
        "flux_at_our_temperature_w_m2": here,
        "heat_at_our_temperature_kw": 1e-3 * here * area,
        "our_temperature_c": ours_c,
        "our_flux_w_m2": flux,
        "our_heat_kw": ours_kw,
        "our_area_m2": float(np.squeeze(budget.radiator_area_m2)),
        "area_for_our_heat_at_its_flux_m2": 1e3 * ours_kw / there,
    }
