"""From arrays of draws to the plain data that the terminal, the JSON and the report show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.data import catalogue
from dawndusk.satellite.budget import MASS_PARTS
from dawndusk.satellite.inputs import Body
from dawndusk.scenario import Scenario
from dawndusk.study.bands import band, listed
from dawndusk.study.binding import binding_constraint
from dawndusk.study.chain import Chain
from dawndusk.study.collect import KEPT, LEVER_YEAR, Collected
from dawndusk.study.crossover import crossover
from dawndusk.study.drawing import apart, drawing
from dawndusk.study.drivers import Driver
from dawndusk.study.heat_of_study import heat_of_study
from dawndusk.study.neglected import NEGLECTED
from dawndusk.study.network_of_study import network_of_study
from dawndusk.version import __version__

__all__ = ["summarise"]

_GPU: Final = (
    "A GPU is the work of one accelerator of the GB300 class of 2026, in every year: a later chip "
    "that does twice the work in the same hour counts as two."
)
_SIDE_BANDS: Final = (
    "usd_per_gpu_hour",
    "levelised_usd_per_gpu_hour",
    "usd_per_pflop_day",
    "usd_per_kw_hour",
    "capex_usd_per_w",
    "capex_ex_chips_usd_per_w",
    "wait_years",
    "waiting_usd_per_gpu_hour",
)
_NOTES: Final = {
    "nameplate": "every chip at work for every hour of its life",
    "sunlight": "asleep or slowed down in the shadow of the Earth, and around it",
    "chip temperature": "leakage of chips on warmer coolant, against where their speed is quoted",
    "interruptions": "software and hardware faults that a restart mends, alike on both sides",
    "radiation upsets": "jobs stopped by memory and logic upsets until they are restarted",
    "solar storms": "jobs stopped again and again while a great solar event lasts",
    "failures without repair": "chips and whole satellites lost, less the spares on board",
    "gateways": "hours in which no gateway in view has the weather or the capacity for all of it",
    "power served": "curtailed by the grid, or not served by the site's own plant",
    "delivered": "what a user gets; the cost per GPU-hour is per hour of this",
}
_PATH_BANDS: Final = (
    "usd_per_gpu_hour",
    "levelised_usd_per_gpu_hour",
    "energy_usd_per_mwh",
    "time_to_power_years",
    "cap_gw_per_year",
    "wait_years",
)


def summarise(
    scenario: Scenario,
    chain: Chain,
    run: Collected,
    draws: int,
    seed: int,
    drivers: Sequence[Driver],
    drivers_about: dict[str, Any] | None,
) -> dict[str, Any]:
    """Return the summary of a finished run as plain data; its keys are a contract.

    Parameters
    ----------
    scenario : Scenario
        What was asked.
    chain : Chain
        What was computed.
    run : Collected
        The draws.
    draws, seed : int
        As run.
    drivers, drivers_about
        Sobol indices and what they are of.
    """
    years = chain.years
    found = crossover(run.orbit, run.earth, years)
    target = float(np.median(np.broadcast_to(scenario.need.compute_gw.value, (1,))))
    document: dict[str, Any] = {
        "scenario": scenario.name,
        "title": scenario.title,
        "description": scenario.description,
        "version": __version__,
        "catalogue": catalogue().digest,
        "draws": draws,
        "seed": seed,
        "years": [int(year) for year in years],
        "target_gw": target,
        "gpu": _GPU,
        "workload": scenario.need.workload,
        "convention": chain.rule.as_dict(),
        "orbit": _orbit(scenario, run, years, target),
        "earth": {"best": _best(run, years), "paths": _paths(run, years)},
        "ratio": band(run.orbit / run.earth, years),
        "crossover": {
            "probability_by_year": listed(found.probability_by_year),
            "cheaper_in_year": listed(found.cheaper_in_year),
            "never": found.never,
            "median": found.median,
            "reverted": found.reverted,
            "standard_error": found.standard_error,
            **_against_rent(run, years),
        },
        "break_even": _break_even(run, years),
        "drivers": [d.as_dict() for d in drivers],
        "drivers_about": drivers_about,
        "binding": _binding(run, years),
        "hybrid": _hybrid(scenario, run, years),
        "inputs": _inputs(scenario),
        "neglected": list(NEGLECTED),
        **heat_of_study(scenario, chain.sky),
        "network": network_of_study(scenario, chain, run, seed),
    }
    notes = []
    if draws > KEPT:
        notes.append(
            f"Crossover, ratio and headline cost are of all {draws:,} draws, everything else of "
            f"the first {KEPT:,}."
        )
    closed = float(np.isfinite(run.orbit).mean(axis=0).min())
    if closed < 1.0:
        notes.append(
            f"In {100.0 * (1.0 - closed):.2g} % of the draws no satellite closes: they count as "
            "infinitely dear in orbit, and means of orbit leave them out."
        )
    if notes:
        document["note"] = " ".join(notes)
    return document


def _in_time(waited_share: FloatArray, years: FloatArray) -> list[float | None]:
    """Share of draws in which the mean unit delivers before the need is over, by year."""
    return _by_year((waited_share < 1.0).mean(axis=0), years)


def _against_rent(run: Collected, years: FloatArray) -> dict[str, list[float | None]]:
    """Of the kept draws, by year: cheaper where both sides deliver, and where Earth only rents."""
    n = run.best_path.shape[0]
    cheaper = run.orbit[:n] < run.earth[:n]
    rents = run.kept["best.waited_share"] >= 1.0
    return {
        "cheaper_where_earth_delivers": _by_year((cheaper & ~rents).mean(axis=0), years),
        "cheaper_where_earth_only_rents": _by_year((cheaper & rents).mean(axis=0), years),
    }


def _by_year(values: FloatArray, years: FloatArray) -> list[float | None]:
    return listed(np.broadcast_to(values, years.shape))


def _median(values: FloatArray) -> float | None:
    middle: float | None = band(values)["p50"]
    return middle


def _orbit(
    scenario: Scenario, run: Collected, years: FloatArray, target_gw: float
) -> dict[str, Any]:
    kept = run.kept
    out: dict[str, Any] = {k: band(kept[f"orbit.{k}"], years) for k in _SIDE_BANDS}
    out["usd_per_gpu_hour"] = band(run.orbit, years)
    for name in (
        "launch_usd_per_kg",
        "launch_floor_usd_per_kg",
        "satellite_usd_per_w",
        "launch_cap_gw_per_year",
        "production_cap_gw_per_year",
    ):
        out[name] = band(kept[f"orbit.{name}"], years)
    out["watts_per_kg"] = _median(kept["orbit.watts_per_kg"])
    out["watts_per_kg_by_year"] = band(kept["orbit.watts_per_kg"], years)
    out["radiator_m2_per_kw"] = _median(kept["satellite.radiator_m2_per_kw"])
    out["radiator_m2_per_kw_range"] = band(kept["satellite.radiator_m2_per_kw"])
    for name, source in (("mean_sunlit", "mean_sunlit"), ("delivered_fraction", "delivered_share")):
        out[name] = _median(kept[f"orbit.{source}"])
        out[f"{name}_range"] = band(kept[f"orbit.{source}"])
    for name in ("life_years", "dose_rad_per_year", "lost_sunlight_min", "inclination_deg"):
        out[name] = band(kept[f"orbit.{name}"])
    for name, source in (
        ("radiator_flux_w_m2", "radiator_flux_w_m2"),
        ("array_temperature_c", "array_temperature_c"),
        ("radiator_temperature_c", "panel_temperature_c"),
        ("radiator_sink_c", "sink_temperature_c"),
    ):
        out[name] = band(kept[f"satellite.{source}"])
    out["delivers_within_need"] = _in_time(kept["orbit.waited_share"], years)
    out["components_usd_per_gpu_hour"] = _components(run, "orbit", years)
    out["mean_usd_per_gpu_hour"] = _by_year(run.means["orbit.usd_per_gpu_hour"], years)
    out["waterfall"] = _waterfall(run, "orbit")
    it_kw = kept["orbit.watts_per_kg"][:, :1] * kept["satellite.wet_kg"][:, :1] / 1000.0
    out["mass_kg_per_kw"] = {
        part: float(np.nanmean(kept[f"satellite.{part}_kg"][:, :1] / it_kw))
        for part in MASS_PARTS  # of the draws that close
    }
    out["satellite"] = _first_vintage(
        run, it_kw, target_gw, scenario.satellite.array.width_ratio.value, scenario.satellite.body
    )
    number, life = out["satellite"]["satellites_for_target"], out["life_years"]["p50"]
    out["replacement"] = {
        "satellites_per_year": number / life if life else None,
        "mass_t_per_year": out["satellite"]["launch_mass_t_for_target"] / life if life else None,
    }
    return out


def _first_vintage(
    run: Collected, it_kw: FloatArray, target_gw: float, width_ratio: float, body: Body
) -> dict[str, Any]:
    """The median satellite of the first vintage, and what the target takes of it."""

    def of(field: str) -> float:
        return _median(run.kept[f"satellite.{field}"]) or float("nan")

    power = _median(it_kw) or float("nan")
    number = target_gw * 1e6 / power
    areas = of("array_area_m2"), of("radiator_area_m2")
    array, radiator = apart(*areas, body)
    return {
        **drawing(*areas, width_ratio, body),
        "it_power_kw": power,
        "bus_load_kw": of("bus_load_w") / 1000.0,
        "array_power_bol_kw": of("array_power_bol_w") / 1000.0,
        "battery_kwh": of("battery_kwh"),
        "wet_kg": of("wet_kg"),
        "dry_kg": of("dry_kg"),
        "delta_v_m_per_s": of("delta_v_m_per_s"),
        "drag_area_m2": of("drag_area_m2"),
        "drag_m_per_s_per_year": of("drag_m_per_s_per_year"),
        "satellites_for_target": number,
        "launch_mass_t_for_target": number * of("wet_kg") / 1000.0,
        "radiator_km2_for_target": number * radiator / 1e6,
        "array_km2_for_target": number * array / 1e6,
    }


def _components(run: Collected, side: str, years: FloatArray) -> dict[str, Any]:
    """Mean of each component over the draws, and of the wait: they add up to the mean cost."""
    start = f"{side}.parts."
    parts = {k.removeprefix(start): v for k, v in run.means.items() if k.startswith(start)}
    parts["waiting"] = parts.pop("waiting")  # last in every table
    return {name: _by_year(mean, years) for name, mean in parts.items()}


def _waterfall(run: Collected, side: str) -> list[dict[str, Any]]:
    """Mean share of nameplate that is left after each step, in the first year."""
    start = f"{side}.steps."
    left = np.ones((1, 1))
    rows: list[dict[str, Any]] = [{"step": "nameplate", "share": 1.0, "note": _NOTES["nameplate"]}]
    for key, factor in run.kept.items():
        if key.startswith(start):
            left = left * factor[:, :1]
            step = key[len(start) :]
            rows.append({"step": step, "share": float(left.mean()), "note": _NOTES[step]})
    return [
        *rows, {"step": "delivered", "share": float(left.mean()), "note": _NOTES["delivered"]}
    ]  # fmt: skip


def _best(run: Collected, years: FloatArray) -> dict[str, Any]:
    kept = run.kept
    out: dict[str, Any] = {k: band(kept[f"best.{k}"], years) for k in _SIDE_BANDS}
    out["usd_per_gpu_hour"] = band(run.earth, years)
    out["delivers_within_need"] = _in_time(kept["best.waited_share"], years)
    out["components_usd_per_gpu_hour"] = _components(run, "best", years)
    out["mean_usd_per_gpu_hour"] = _by_year(run.means["best.usd_per_gpu_hour"], years)
    out["delivered_fraction"] = _median(kept["best.delivered_share"])
    out["waterfall"] = _waterfall(run, "best")
    out["share_by_path"] = {
        name: listed((run.best_path == i).mean(axis=0)) for i, name in enumerate(run.path_names)
    }
    return out


def _paths(run: Collected, years: FloatArray) -> dict[str, Any]:
    return {
        name: {
            **{k: band(run.kept[f"paths.{name}.{k}"], years) for k in _PATH_BANDS},
            "delivered_fraction": _median(run.kept[f"paths.{name}.delivered_share"]),
        }
        for name in run.path_names
    }


def _break_even(run: Collected, years: FloatArray) -> dict[str, Any]:
    """Break-evens with orbit's wait as drawn, and if orbit delivered in the year it is asked."""
    names = ("launch_usd_per_kg", "satellite_usd_per_w", "watts_per_kg")
    waits = "earth_wait_years"
    out: dict[str, Any] = {k: band(run.kept[f"break_even.{k}"], years) for k in (*names, waits)}
    out["possible"] = {
        k: listed(_possible(run.kept[f"break_even.{k}"]).mean(axis=0)) for k in (*names, waits)
    }
    on_time: dict[str, Any] = {k: band(run.kept[f"on_time.{k}"], years) for k in names}
    on_time["possible"] = {
        k: listed(_possible(run.kept[f"on_time.{k}"]).mean(axis=0)) for k in names
    }
    return {**out, "if_orbit_on_time": on_time}


def _possible(values: FloatArray) -> FloatArray:
    return (np.isfinite(values) & (values >= 0.0)).astype(float)


def _binding(run: Collected, years: FloatArray) -> dict[str, Any]:
    at, n = min(LEVER_YEAR, years.size - 1), run.best_path.shape[0]
    levers = {k.removeprefix("levers."): v[:, 0] for k, v in run.kept.items() if "levers." in k}
    return binding_constraint(int(years[at]), run.orbit[:n, at], run.earth[:n, at], levers)


def _hybrid(scenario: Scenario, run: Collected, years: FloatArray) -> dict[str, Any] | None:
    if scenario.hybrid is None:
        return None
    cost, n = run.kept["hybrid.usd_per_gpu_hour"], run.best_path.shape[0]
    cheaper = (cost <= run.orbit[:n]) & (cost <= run.earth[:n])
    return {
        "orbit_share": scenario.hybrid.orbit_share.value,
        "usd_per_gpu_hour": band(cost, years),
        "cheaper_than_both_in_year": listed(cheaper.mean(axis=0)),
    }


def _inputs(scenario: Scenario) -> list[dict[str, Any]]:
    """Every quantity with its range and where it comes from."""
    rows, out = catalogue(), []
    for path, quantity in scenario.quantities().items():
        low, high = quantity.shape.bounds()
        row = rows[quantity.row] if quantity.row in rows else None  # noqa: SIM401
        own = scenario.catalogue.get(quantity.row, {}) if quantity.row and row is None else {}
        out.append(
            {
                "path": path,
                "unit": quantity.unit,
                "value": quantity.value,
                "low": low,
                "high": high,
                "distribution": quantity.shape.kind,
                "by_year": bool(quantity.shape.years),
                "row": quantity.row,
                "source": row.source if row else str(own.get("source", "the scenario")),
                "confidence": row.confidence if row else str(own.get("confidence", "scenario")),
                "note": row.note if row else str(own.get("note", "")),
                "year": row.year if row else own.get("year"),
            }
        )
    return out
