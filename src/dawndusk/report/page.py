"""The report: one self-contained HTML page that works offline and on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from dawndusk.constants import KELVIN_OFFSET
from dawndusk.report import (
    figures_cost,
    figures_crossover,
    figures_drawing,
    figures_drivers,
    figures_earth,
    figures_satellite,
    findings,
    tables,
    wording,
)
from dawndusk.report.heat_chapter import heat_chapter
from dawndusk.report.network_chapter import network_chapter
from dawndusk.report.numbers import at, band_at, number, percent, plain_value, unit_text, years_text
from dawndusk.report.references import CROSSOVER, RADIATOR, RATIO, SATELLITE, measures, published
from dawndusk.report.size_wording import standing
from dawndusk.report.style import label, svg

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

__all__ = ["render"]

_WEAK: Final = 0.005  # total effect below which a driver is only counted
_DENOMINATORS: Final = {
    "usd_per_gpu_hour": "dollars per GPU-hour",
    "usd_per_w": "dollars per W",
    "usd_per_mwh": "dollars per MWh",
    "usd_per_pflop_day": "dollars per PFLOP-day",
    "usd_per_kw_hour": "dollars per kW-hour of compute",
}


def render(summary: Mapping[str, Any]) -> str:
    """Return the report of a study as one HTML page without any outside part.

    Parameters
    ----------
    summary : mapping
        What `study` computed, as it stands in ``summary.json``.

    Returns
    -------
    str
        The page. Every text that comes from the scenario is escaped.
    """
    years = summary["years"]
    near, far = wording.near_and_far(years)
    inputs = summary.get("inputs") or []
    drivers = summary.get("drivers") or []
    steady = figures_drivers.steady_drivers(drivers)
    strong = [r for r in steady if r["total"] >= _WEAK]
    return _template().render(
        s=summary,
        answer=_answer(summary, near, far),
        said=_findings(summary),
        pictures=_pictures(summary),
        cost=tables.cost_table(summary),
        components=tables.component_table(summary),
        parity=tables.break_even_table(summary),
        corners=tables.corner_table(summary),
        earth=tables.earth_table(summary),
        satellite=tables.satellite_table(summary),
        levers=tables.lever_rows(summary.get("binding") or {}),
        drivers=tables.driver_table(strong),
        weak=len(steady) - len(strong),
        unsteady=[r["input"] for r in drivers if not r["converged"]],
        groups=tables.input_groups(inputs),
        crossovers=published(CROSSOVER),
        ratios=published(RATIO),
        satellites=published(SATELLITE),
        radiators=measures(RADIATOR),
        radiator_note=_radiator_note(summary),
        hybrid=_hybrid(summary),
        convention=_convention(summary["convention"]),
        span=years_text(years),
        chapter=heat_chapter(summary),
        net=network_chapter(summary),
        standing=standing(summary["orbit"]["satellite"]),
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("dawndusk.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        number=number, percent=percent, label=label, plain=plain_value, unit=unit_text
    )
    return environment.get_template("report.html.j2")


def _answer(summary: Mapping[str, Any], near: int, far: int) -> dict[str, Any]:
    """Return the first paragraph and the figures beside it."""
    years, found = summary["years"], summary["crossover"]
    sides = (("orbit", summary["orbit"]), ("Earth, best path", summary["earth"]["best"]))
    path, share = wording.best_path(summary, near)
    later, later_share = wording.best_path(summary, far)
    best = f"{path} (cheapest in {percent(share)} of draws in {years[near]}"
    best += f"; in {years[far]} {later}, {percent(later_share)})" if far != near else ")"
    return {
        "headline": wording.headline(found, years),
        "median": wording.crossover_finding(found, years),
        "chances": [(f"by {y}", percent(p)) for y, p in wording.milestones(found, years)],
        "never": percent(float(found["never"])),
        "error": _points(float(found.get("standard_error") or 0.0)),
        "reverted": percent(float(found.get("reverted") or 0.0)),
        "years": [years[i] for i in dict.fromkeys((near, far))],
        "costs": [
            (
                name,
                [
                    tables.range_text(side["usd_per_gpu_hour"], i)
                    for i in dict.fromkeys((near, far))
                ],
            )
            for name, side in sides
        ],
        "best": best,
        "delivery": wording.delivery_finding(summary),
        "binding": wording.binding_finding(summary) if summary.get("binding") else "",
    }


def _points(share: float) -> str:
    """Return an error of a share in percentage points."""
    return "below 0.1" if share < 0.0005 else f"{100.0 * share:.1f}"


def _findings(summary: Mapping[str, Any]) -> dict[str, str]:
    orbit, earth = summary["orbit"], summary["earth"]["best"]
    return {
        "cost": findings.cost_finding(summary),
        "crossover": wording.crossover_finding(summary["crossover"], summary["years"]),
        "components": findings.component_finding(summary),
        "waterfall": findings.waterfall_finding(
            float(orbit["waterfall"][-1]["share"]), float(earth["waterfall"][-1]["share"])
        ),
        "drivers": findings.driver_finding(summary.get("drivers") or []),
        "parity": findings.parity_finding(summary),
        "earth": findings.earth_finding(summary),
        "mass": findings.mass_finding(orbit),
        "confidence": findings.confidence_finding(summary.get("inputs") or []),
    }


def _pictures(summary: Mapping[str, Any]) -> dict[str, Markup | None]:
    """Draw every picture as inline SVG; None where there is nothing to draw."""
    from markupsafe import Markup

    said = _findings(summary)
    drawn = {
        "cost": (figures_cost.cost_by_year(summary), said["cost"]),
        "ratio": (figures_cost.ratio_by_year(summary), said["cost"]),
        "crossover": (figures_crossover.crossover_curve(summary), said["crossover"]),
        "components": (figures_cost.components(summary), said["components"]),
        "waterfall": (figures_drivers.waterfall(summary), said["waterfall"]),
        "drivers": (figures_drivers.drivers(summary.get("drivers") or []), said["drivers"]),
        "parity": (figures_drivers.break_evens(summary), said["parity"]),
        "earth": (figures_earth.earth_paths(summary), said["earth"]),
        "satellite": (
            figures_drawing.satellite(summary),
            "The satellite to scale, beside a person 1.8 m tall",
        ),
        "radiators": (
            figures_satellite.radiators(summary),
            "Radiator area per kilowatt rejected, beside a person 1.8 m tall",
        ),
        "mass": (figures_satellite.mass_budget(summary), said["mass"]),
    }
    # The text of an SVG made here is escaped by `svg`; nothing else in it comes from the user.
    return {
        name: None if picture is None else Markup(svg(picture, name, alt))
        for name, (picture, alt) in drawn.items()
    }


def _radiator_note(summary: Mapping[str, Any]) -> str:
    """Say what the coldest flown radiator would reject at our temperature, by T^4 alone."""
    warm = band_at(summary["orbit"]["radiator_temperature_c"])[1] + KELVIN_OFFSET
    for name, parts in measures(RADIATOR).items():
        if {"area_m2", "heat_kw", "coolant_supply_c"} <= parts.keys():
            flux = 1e3 * parts["heat_kw"].value / parts["area_m2"].value
            cold = parts["coolant_supply_c"].value + KELVIN_OFFSET
            gain = (warm / cold) ** 2
            return (
                f"A radiator's temperature matters more than its make: by the fourth power of "
                f"temperature alone, {name} would reject {number(flux * gain * gain)} W/m² "
                f"instead of {number(flux)} at the temperature of ours."
            )
    return ""


def _hybrid(summary: Mapping[str, Any]) -> dict[str, Any] | None:
    hybrid = summary.get("hybrid")
    if not hybrid:
        return None
    years = summary["years"]
    picked: Sequence[int] = tables.table_years(years)
    return {
        "share": percent(hybrid["orbit_share"]),
        "table": tables.Table(
            ["median (p10–p90)", *(str(years[i]) for i in picked)],
            [
                [
                    "$/GPU-hour, hybrid",
                    *(tables.range_text(hybrid["usd_per_gpu_hour"], i) for i in picked),
                ],
                [
                    "cheaper than both alone, share of draws",
                    *(percent(at(hybrid.get("cheaper_than_both_in_year"), i)) for i in picked),
                ],
            ],
        ),
    }


def _convention(convention: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the accounting convention in words."""
    denominator = str(convention["denominator"])
    return [
        ("name", label(str(convention["name"]))),
        ("counts", ", ".join(label(str(c)) for c in convention["counts"])),
        (
            "money",
            "real USD of 2026, " + ("discounted" if convention["discounted"] else "not discounted"),
        ),
        (
            "life",
            "each asset over its own life"
            if convention["life"] == "asset"
            else "one window for all",
        ),
        ("compute", "delivered to users" if convention["delivered"] else "nameplate"),
        (
            "waiting",
            "priced: a need counts from the year it arises"
            if convention["waiting"]
            else "not priced",
        ),
        ("headline", _DENOMINATORS.get(denominator, label(denominator))),
    ]
