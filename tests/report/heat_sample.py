"""Made-up figures of the chapter on heat, for tests of the report. None of them is a result."""

from __future__ import annotations

from typing import Any

import numpy as np

PARTS = ("array", "battery", "radiator", "thermal_loop", "compute", "structure")


def sample_heat() -> dict[str, Any]:
    """Return ``heat``, ``maturity``, ``scale`` and ``iss`` as a study and `size` give them."""
    return {"heat": _heat(), "maturity": _maturity(), "scale": _scale(), "iss": _iss()}


def _heat() -> dict[str, Any]:
    chain = [
        ("junction of a chip", 84.0, "29 K through die and cold plate"),
        ("coolant from the chips", 55.0, "water-glycol"),
        ("coolant into the radiator", 52.0, "behind a heat exchanger"),
        ("root of the fins", 46.0, "behind film, wall and joint"),
        ("coolant out of the radiator", 43.0, "cooled along the panel"),
        ("fins, as they radiate", 41.0, "fin efficiency 91 %"),
        ("what the radiator sees", -26.0, "Earth, array, and the sky"),
    ]
    areas = [
        ("black plate, empty sky", 80.0),
        ("all heat of the bus", 100.0),
        ("hot back of the array in view", 150.0),
        ("segments that punctures close", 200.0),
    ]
    before = [None, *(area for _, area in areas[:-1])]
    warmer = [_coolant_at(float(supply)) for supply in range(5, 81, 5)]
    return {
        "design": {
            "body": "wings", "coolant": "ammonia", "boiling": False, "in_shadow": "sleep",
            "cell": "silicon", "it_power_kw": 100.0, "altitude_km": 650.0, "year": 2026,
            "life_years": 5.0, "heat_pump_lift_k": 0.0,
        },
        "goal_w_per_kg": 100.0,
        "chain": [{"place": p, "temperature_c": t, "note": note} for p, t, note in chain],
        "balance": {
            "faces": 2.0, "emitted_w_m2": 1000.0, "from_earth_w_m2": 100.0,
            "from_array_w_m2": 250.0, "from_sunlight_w_m2": 30.0, "to_power_w_m2": 0.0,
            "net_w_m2": 620.0,
        },
        "ladder": [
            {"step": step, "area_m2": area, "adds_m2": area - (so_far or 0.0),
             "factor": area / so_far if so_far else None}
            for (step, area), so_far in zip(areas, before, strict=True)
        ],
        "coolant_temperature": warmer,
        "coolant_now": warmer[8],
        "coolant_best": warmer[10],
        "junction_limit_c": 94.0,
        "heat_pump": [
            {"lift_k": lift, "watts_per_kg": 19.0 - (3.0 + 0.03 * lift) * (lift > 0.0),
             "radiator_area_m2": 200.0 - 1.5 * lift}
            for lift in (0.0, 10.0, 20.0, 30.0)
        ],
        "bodies": [
            _row(19.0, 200.0, body="wings", cell_share=1.0),
            _row(15.0, 400.0, body="body_mounted", cell_share=1.0),
            _row(10.0, 1000.0, body="panel", cell_share=0.6),
        ],
        "coolants": [
            _row(w, 200.0, coolant=name, boiling=boiling, freezing_c=freezes, flow_kg_per_s=flow)
            for name, boiling, freezes, flow, w in (
                ("pg25", False, -9.8, 3.1, 19.4), ("ammonia", False, -77.7, 2.5, 19.0),
                ("ammonia", True, -77.7, 0.16, 18.8), ("r1233zd", True, -107.4, 0.96, 18.6),
            )
        ],
        "in_shadow": [
            _row(w, 200.0, in_shadow=way, work_share=share, work_watts_per_kg=w * share,
                 battery_kwh=kwh)
            for way, w, share, kwh in (("sleep", 19.0, 0.95, 14.0), ("throttle", 17.0, 0.99, 50.0),
                                       ("compute", 15.0, 1.0, 105.0))
        ],
        "single_panel_c": 66.0,
        "worst_revolution": _revolution(),
    }  # fmt: skip


def _coolant_at(supply: float) -> dict[str, float]:
    watts, speed = 15.0 + 0.09 * supply, 1.02 - 0.0009 * supply
    return {
        "supply_c": supply, "radiator_m2_per_kw": 4.0 - 0.035 * supply, "watts_per_kg": watts,
        "junction_c": supply + 39.0, "chip_speed": speed, "work_per_kg": watts * speed,
    }  # fmt: skip


def _row(watts: float, radiator: float, **more: Any) -> dict[str, Any]:
    return {
        "watts_per_kg": watts, "wet_kg": 1e5 / watts, "array_area_m2": 630.0,
        "radiator_area_m2": radiator, "radiator_kg": 4.4 * radiator, "thermal_loop_kg": 310.0,
        "battery_kg": 85.0, "battery_kwh": 14.0, "panel_temperature_c": 46.0,
        "array_temperature_c": 61.0, "moving_heat_w": 3700.0, "heat_w": 124_000.0, **more,
    }  # fmt: skip


def _revolution() -> dict[str, Any]:
    minutes = np.linspace(0.5, 97.5, 195)
    lit = np.where((minutes > 39.0) & (minutes < 59.0), 0.0, 1.0)
    chips = np.where(minutes < 61.0, lit, 1.0) * np.where((minutes >= 59) & (minutes < 61), 0.0, 1)
    panel = 45.0 - 57.0 * np.exp(-(((minutes - 59.0) / 12.0) ** 2))
    columns = {
        "lit": lit, "speed": chips, "junction_c": panel + 4.0 + 35.0 * lit,
        "coolant_c": panel + 3.0, "radiator_c": panel, "array_c": 60.0 * lit - 55.0 * (1.0 - lit),
        "charge": 0.9 - 0.2 * (1.0 - lit), "load_kw": 11.0 + 100.0 * chips, "array_kw": 125.0 * lit,
    }  # fmt: skip
    names = ("junction", "coolant", "radiator", "array")
    cold = {name: float(columns[f"{name}_c"].min()) for name in names}
    return {
        "date": "2026-06-21", "altitude_km": 650.0, "period_min": 97.8, "beta_deg": 58.6,
        "lost_sunlight_min": 19.8, "minutes": minutes.tolist(),
        **{name: values.tolist() for name, values in columns.items()},
        "coldest_c": cold,
        "hottest_c": {name: float(columns[f"{name}_c"].max()) for name in names},
        "freezing": [
            {"coolant": name, "place": place, "coldest_c": cold[place], "freezing_c": freezes,
             "margin_k": cold[place] - freezes}
            for name, place, freezes in (("ammonia", "radiator", -77.7), ("pg25", "coolant", -9.8))
        ],
        "lowest_charge": 0.7, "charge_change": 0.0, "wakes_after_min": 2.0,
        "energy_residual": 2e-16, "periodic_k": 0.002,
    }  # fmt: skip


def _maturity() -> list[dict[str, Any]]:
    return [
        {
            "level": level,
            "watts_per_kg": watts,
            "wet_kg": 1e5 / watts,
            "kg_per_kw": {part: 1e3 / watts / len(PARTS) for part in PARTS},
            "puncture_lost_share": 0.4 - 0.1 * place,
            "assumes": {
                "array.areal_kg_per_m2": {"value": 3.0 - 0.7 * place, "unit": "kg/m**2"},
                "radiator.segment_m2": {"value": 20.0 / (place + 1), "unit": "m**2"},
                "bus.structure_share": {"value": 0.2 - 0.04 * place, "unit": "1"},
            },
        }
        for place, (level, watts) in enumerate(
            (("flown", 7.0), ("next", 19.0), ("advanced", 33.0), ("claimed", 79.0))
        )
    ]


def _scale() -> dict[str, Any]:
    return {
        "satellites": [
            {"it_power_kw": kw, "wet_kg": 52.0 * kw, "array_area_m2": 6.3 * kw,
             "radiator_area_m2": 2.2 * kw, "largest_dimension_m": 4.4 * kw**0.5,
             "watts_per_kg": 19.0, "launches": 0.00087 * kw}
            for kw in (10.0, 100.0, 1000.0)
        ],
        "clusters": [
            {"it_power_gw": 5.0, "satellites": 50_000, "wet_t": 260_000.0, "array_km2": 31.0,
             "radiator_km2": 11.0, "launches": 4500.0}
        ],
        "payload_t": 60.0, "fixed_kg": 210.0, "kg_per_kw": 50.0, "note": "Made up.",
    }  # fmt: skip


def _iss() -> dict[str, float]:
    return {
        "area_m2": 475.0, "heat_kw": 70.0, "coolant_supply_c": 2.8, "mass_kg": 6700.0,
        "flux_w_m2": 147.0, "flux_at_our_temperature_w_m2": 570.0,
        "heat_at_our_temperature_kw": 270.0, "our_temperature_c": 46.0, "our_flux_w_m2": 620.0,
        "our_heat_kw": 124.0, "our_area_m2": 200.0, "area_for_our_heat_at_its_flux_m2": 840.0,
    }  # fmt: skip
