"""A made-up summary with every key, for tests of the report. None of its figures is a result."""

from __future__ import annotations

from typing import Any

import numpy as np
from heat_sample import sample_heat

YEARS = list(range(2026, 2046))
COMPONENTS = (
    "chips",
    "platform",
    "launch",
    "ground_segment",
    "power",
    "replacement",
    "operations",
    "insurance",
    "development",
    "waiting",
)
PATHS = (
    "grid",
    "flexible_grid",
    "gas_behind_the_meter",
    "solar_storage",
    "restarted_nuclear",
    "small_modular_reactor",
)


def band(middle: Any, spread: float = 1.5) -> dict[str, Any]:
    """Return a band around the middle, by year or not."""
    centre = np.asarray(middle, dtype=float)
    return {
        "p10": (centre / spread).tolist(),
        "p50": centre.tolist(),
        "p90": (centre * spread).tolist(),
    }


def sample_summary(years: list[int] | None = None) -> dict[str, Any]:
    """Return a plausible summary of `study`, every figure of it made up."""
    years = YEARS if years is None else years
    n = len(years)
    t = np.linspace(0.0, 1.0, n) if n > 1 else np.zeros(1)
    orbit_cost, earth_cost = 9.0 * np.exp(-1.55 * t), 2.9 - 0.7 * t
    shares = {
        "orbit": (0.18, 0.33, 0.20, 0.01, 0.0, 0.06, 0.05, 0.05, 0.04, 0.08),
        "earth": (0.62, 0.12, 0.0, 0.005, 0.11, 0.02, 0.035, 0.01, 0.0, 0.08),
    }
    probability = 0.52 / (1.0 + np.exp(-12.0 * (t - 0.62)))
    return {
        "gpu": "A GPU is a made-up unit.",
        "corners": [
            {
                "case": "everything made up",
                "orbit_quantile": 0.5,
                "earth_quantile": 0.5,
                "ratio": (3.0 - t).tolist(),
            },
        ],
        "scenario": "sample",
        "title": "One gigawatt of inference (test sample)",
        "description": "A made-up case to test the report.",
        "version": "0.0.0",
        "draws": 1000,
        "seed": 7,
        "years": years,
        "target_gw": 1.0,
        "convention": {
            "name": "levelised",
            "counts": [c for c in COMPONENTS if c != "waiting"],
            "discounted": True,
            "life": "asset",
            "delivered": True,
            "waiting": True,
            "denominator": "usd_per_gpu_hour",
        },
        "orbit": _orbit(t, orbit_cost, shares["orbit"]),
        "earth": {"best": _best(t, earth_cost, shares["earth"]), "paths": _paths(t, earth_cost)},
        "crossover": {
            "probability_by_year": probability.tolist(),
            "cheaper_in_year": (0.95 * probability).tolist(),
            "never": float(1.0 - probability[-1]),
            "reverted": 0.02,
            "standard_error": 0.016,
            "median": None
            if probability[-1] < 0.5
            else int(np.asarray(years)[np.argmax(probability >= 0.5)]),
        },
        "ratio": band(orbit_cost / earth_cost, 1.4),
        "break_even": {
            "launch_usd_per_kg": {
                "p10": [None] * n,
                "p50": [None if x < 0.6 else 400.0 * (x - 0.55) for x in t],
                "p90": [None if x < 0.3 else 700.0 * x for x in t],
            },
            "satellite_usd_per_w": {
                "p10": [None] * n,
                "p50": [None if x < 0.2 else 9.0 * x for x in t],
                "p90": (5.0 + 9.0 * t).tolist(),
            },
            "watts_per_kg": band(260.0 - 180.0 * t),
            "earth_wait_years": band(9.0 - 4.0 * t),
            "possible": {
                "launch_usd_per_kg": (0.6 * t).tolist(),
                "satellite_usd_per_w": (0.2 + 0.7 * t).tolist(),
                "watts_per_kg": (0.3 + 0.5 * t).tolist(),
                "earth_wait_years": (0.4 + 0.3 * t).tolist(),
            },
        },
        "drivers": _drivers(),
        "drivers_about": {
            "answer": "natural logarithm of orbit over Earth cost in 2035",
            "year": 2035,
            "samples": 1024,
            "evaluations": 1024 * 42,
            "independent": True,
            "note": "Every input is drawn from its own distribution.",
        },
        "binding": {
            "year": 2035,
            "constraint": "satellite hardware",
            "gap_usd_per_gpu_hour": 1.9,
            "text": "In 2035 the gap is 1.90 $/GPU-hour; no single lever closes it.",
            "levers": [
                {
                    "lever": "satellite hardware",
                    "meaning": "satellites cost nothing to build",
                    "usd_per_gpu_hour": 1.4,
                    "gap_closed_share": 0.74,
                    "closes": False,
                },
                {
                    "lever": "launch",
                    "meaning": "launch is free",
                    "usd_per_gpu_hour": 0.9,
                    "gap_closed_share": None,
                    "closes": False,
                },
            ],
        },
        "hybrid": None,
        "inputs": _inputs(),
        "neglected": [
            "The price of spectrum and of its coordination (favours orbit).",
            "Taxes and subsidies on either side (favours neither clearly).",
        ],
        "timings": {"computing_s": 0.21, "drivers_s": 3.4},
        **sample_heat(),
    }


def _parts(total: np.ndarray, shares: tuple[float, ...]) -> dict[str, list[float]]:
    return {
        name: (share / sum(shares) * total).tolist()
        for name, share in zip(COMPONENTS, shares, strict=True)
    }


def _orbit(t: np.ndarray, cost: np.ndarray, shares: tuple[float, ...]) -> dict[str, Any]:
    return {
        "usd_per_gpu_hour": band(cost),
        "levelised_usd_per_gpu_hour": band(0.9 * cost),
        "usd_per_pflop_day": band(10.0 * cost),
        "usd_per_kw_hour": band(0.6 * cost),
        "capex_usd_per_w": band(120.0 - 60.0 * t),
        "capex_ex_chips_usd_per_w": band(85.0 - 60.0 * t),
        "watts_per_kg": 38.0,
        "radiator_m2_per_kw": 2.1,
        "mean_sunlit": 0.96,
        "delivered_fraction": 0.71,
        "watts_per_kg_by_year": band(38.0 + 30.0 * t),
        "radiator_m2_per_kw_range": band(2.1, 1.2),
        "mean_sunlit_range": band(0.96, 1.005),
        "delivered_fraction_range": band(0.71, 1.1),
        "launch_usd_per_kg": band(2600.0 * 0.1**t),
        "launch_floor_usd_per_kg": band(900.0 * 0.15**t),
        "satellite_usd_per_w": band(42.0 * 0.35**t),
        "delivers_within_need": np.linspace(0.4, 1.0, t.size).tolist(),
        "wait_years": band(4.2 - t),
        "waiting_usd_per_gpu_hour": band(0.1 * cost),
        "life_years": band(5.2),
        "dose_rad_per_year": band(160.0, 2.0),
        "radiator_flux_w_m2": band(480.0, 1.15),
        "array_temperature_c": band(68.0, 1.1),
        "radiator_temperature_c": band(49.0, 1.1),
        "lost_sunlight_min": band(19.3, 1.05),
        "inclination_deg": band(97.99, 1.001),
        "components_usd_per_gpu_hour": _parts(1.05 * cost, shares),
        "mean_usd_per_gpu_hour": (1.05 * cost).tolist(),
        "waterfall": [
            {"step": "nameplate", "share": 1.0, "note": ""},
            {"step": "sunlight", "share": 0.96, "note": "sleeps in shadow"},
            {"step": "failures", "share": 0.82, "note": "no repair in orbit"},
            {"step": "upset recovery", "share": 0.80, "note": ""},
            {"step": "utilisation", "share": 0.71, "note": "same on both sides"},
            {"step": "delivered", "share": 0.71, "note": ""},
        ],
        "mass_kg_per_kw": {
            "array": 7.2,
            "battery": 1.4,
            "radiator": 6.1,
            "thermal_loop": 2.0,
            "compute": 3.6,
            "shielding": 0.7,
            "avionics_communications": 1.1,
            "structure": 2.4,
            "contingency": 1.2,
            "propellant": 0.6,
        },
        "satellite": {
            "it_power_kw": 100.0,
            "bus_load_kw": 116.0,
            "body": "wings",
            "cell_share": 1.0,
            "array_area_m2": 470.0,
            "array_width_m": 10.0,
            "array_length_m": 47.0,
            "radiator_area_m2": 240.0,
            "radiator_width_m": 10.0,
            "radiator_length_m": 24.0,
            "battery_kwh": 18.0,
            "drag_area_m2": 357.0,
            "drag_m_per_s_per_year": 6.2,
            "wet_kg": 2630.0,
            "dry_kg": 2570.0,
            "satellites_for_target": 14100,
            "launch_mass_t_for_target": 37000.0,
            "radiator_km2_for_target": 3.4,
            "array_km2_for_target": 6.6,
        },
        "replacement": {"mass_t_per_year": 7100.0, "satellites_per_year": 2700.0},
    }


def _best(t: np.ndarray, cost: np.ndarray, shares: tuple[float, ...]) -> dict[str, Any]:
    return {
        "usd_per_gpu_hour": band(cost, 1.3),
        "levelised_usd_per_gpu_hour": band(0.92 * cost, 1.3),
        "usd_per_pflop_day": band(10.0 * cost, 1.3),
        "usd_per_kw_hour": band(0.6 * cost, 1.3),
        "capex_usd_per_w": band(42.0 - 4.0 * t, 1.2),
        "delivers_within_need": np.linspace(0.4, 1.0, t.size).tolist(),
        "wait_years": band(2.6 + t),
        "waiting_usd_per_gpu_hour": band(0.08 * cost),
        "components_usd_per_gpu_hour": _parts(1.02 * cost, shares),
        "mean_usd_per_gpu_hour": (1.02 * cost).tolist(),
        "delivered_fraction": 0.83,
        "waterfall": [
            {"step": "nameplate", "share": 1.0, "note": ""},
            {"step": "curtailment", "share": 0.995, "note": ""},
            {"step": "failures", "share": 0.96, "note": "repaired"},
            {"step": "utilisation", "share": 0.83, "note": "same on both sides"},
            {"step": "delivered", "share": 0.83, "note": ""},
        ],
        "share_by_path": {
            name: np.clip(level + slope * t, 0.0, 1.0).tolist()
            for name, level, slope in zip(
                PATHS,
                (0.10, 0.15, 0.55, 0.20, 0.0, 0.0),
                (0.1, 0.15, -0.4, 0.1, 0.02, 0.03),
                strict=True,
            )
        },
    }


def _paths(t: np.ndarray, cost: np.ndarray) -> dict[str, Any]:
    return {
        name: {
            "usd_per_gpu_hour": band(cost * (1.05 + 0.06 * k), 1.3),
            "levelised_usd_per_gpu_hour": band(cost * (0.95 + 0.05 * k), 1.3),
            "energy_usd_per_mwh": band((62.0 + 16.0 * k) * (1.0 + 0.1 * t), 1.3),
            "time_to_power_years": band((5.0 - 0.5 * k) * (1.0 + 0.1 * t)),
            "cap_gw_per_year": band((0.6 + 3.0 / (1.0 + k)) * (1.0 + t)),
            "wait_years": band((5.4 - 0.5 * k) * (1.0 + 0.1 * t)),
            "delivered_fraction": 0.83,
        }
        for k, name in enumerate(PATHS)
    }


def _drivers() -> list[dict[str, Any]]:
    names = (
        "production.price_usd_per_w",
        "launch.learning_rate",
        "satellite.radiator.kg_per_m2",
        "chip.price_usd",
        "earth.grid.time_to_power_years",
        "satellite.compute.failure_rate",
        "finance.orbit_rate",
        "satellite.array.specific_power_w_per_kg",
    )
    found: list[dict[str, Any]] = []
    for k, name in enumerate(names):
        total, first = 0.42 * 0.62**k, 0.38 * 0.6**k
        found.append(
            {
                "input": name,
                "first": first,
                "total": total,
                "converged": True,
                "interval": {
                    "first": [first - 0.03, first + 0.03],
                    "total": [total - 0.03, total + 0.03],
                },
                "direction": 0.4 * (-1.0) ** k,
            }
        )
    found.append(
        {
            "input": "launch.margin",
            "first": None,
            "total": None,
            "converged": False,
            "interval": {"first": [-0.1, 0.3], "total": [-0.1, 0.4]},
            "direction": 0.1,
        }
    )
    return found


def _inputs() -> list[dict[str, Any]]:
    classes = ("measured", "published", "estimate", "target", "guess")
    sections = ("orbit", "satellite", "launch", "production", "chip", "earth", "finance")
    return [
        {
            "path": f"{section}.input_{k}",
            "unit": "kg/kW",
            "value": 10.0 + k,
            "low": 5.0 + k,
            "high": None if k == 0 else 20.0 + k,
            "distribution": "fixed" if k == 0 else "triangular",
            "row": f"{section}.row_{k}",
            "source": "A test & its author, 2025",
            "confidence": classes[(k + i) % 5],
            "note": "made up",
            "year": 2025,
            "by_year": False,
        }
        for i, section in enumerate(sections)
        for k in range(4)
    ] + [
        {
            "path": "launch.by_year",
            "unit": "USD_2026/kg",
            "value": {"2026": 2600.0, "2045": 260.0},
            "low": None,
            "high": None,
            "distribution": "fixed",
            "row": None,
            "source": "the scenario",
            "confidence": "guess",
            "note": "",
            "year": 2026,
        }
    ]
