"""The page of a sized satellite: a drawing to scale, its margins, its mass, its growth."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from dawndusk.report import (
    figures_drawing,
    figures_reliability,
    figures_satellite,
    figures_size,
)
from dawndusk.report import size_wording as wording
from dawndusk.report.heat_chapter import heat_chapter
from dawndusk.report.numbers import NONE, PERCENTILES, number, percent, unit_text
from dawndusk.report.reliability_wording import failure_finding, failures
from dawndusk.report.style import label, svg

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

__all__ = ["render_size"]

_MOST_LEVERS: Final = 12
_IN_SHADOW: Final = {
    "sleep": "asleep in shadow",
    "throttle": "slowed down in shadow",
    "compute": "computing through shadow",
}
_BANDS: Final = ("best", *PERCENTILES)


def render_size(summary: Mapping[str, Any]) -> str:
    """Return the page of a sized satellite as one HTML text without any outside part.

    Parameters
    ----------
    summary : mapping
        Of a `dawndusk.study.size.Sizing`.

    Returns
    -------
    str
        The page. Every text that comes from the scenario is escaped.
    """
    said = {
        "headline": wording.headline(summary),
        "answer": [_printed(line) for line in wording.answer(summary)],
        "drawing": wording.drawing_finding(summary),
        "mass": wording.mass_finding(summary),
        "lever": wording.lever_finding(summary),
        "margin": wording.margin_finding(summary),
        "target": wording.target_finding(summary),
        "scale": wording.scale_finding(summary),
        "radiators": _iss_finding(summary["iss"]),
        "cost": wording.cost_finding(summary),
        "failures": failure_finding(summary["reliability"]),
    }
    return _template().render(
        s=summary,
        said=said,
        power=wording.power(summary["it_power_kw"]),
        tiles=_tiles(summary),
        pictures=_pictures(summary, said),
        margins=[_margin(item) for item in summary["margins"]],
        levers=[_lever(item) for item in summary["levers"]["inputs"][:_MOST_LEVERS]],
        parts=[_part(part) for part in summary["target"]["parts"]],
        satellites=[_size(one) for one in summary["scale"]["satellites"]],
        clusters=[_cluster(one) for one in summary["scale"]["clusters"]],
        fields=[_field(name, words, summary) for name, words in wording.FIELDS.items()],
        payload=number(summary["scale"]["payload_t"]),
        reached=[percent(share) for share in summary["target"]["draws_share"]],
        failures=failures(summary["reliability"]),
        chapter=heat_chapter(summary, with_scale=False),
        standing=wording.standing(summary["drawing"]),
        in_shadow=_IN_SHADOW[summary["in_shadow"]],
        areas=wording.area_names(summary["drawing"]),
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
    return environment.get_template("size.html.j2")


def _pictures(summary: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Markup]:
    from markupsafe import Markup

    body = summary["satellite"]
    orbit = {  # as the pictures of the study's page read it
        "satellite": summary["drawing"],
        "mass_kg_per_kw": summary["mass_kg_per_kw"],
        "radiator_flux_w_m2": dict.fromkeys(PERCENTILES, body["radiator_flux_w_m2"]["best"]),
        "radiator_temperature_c": dict.fromkeys(PERCENTILES, body["panel_temperature_c"]["best"]),
    }
    drawn = {
        "drawing": figures_drawing.satellite({"orbit": orbit}),
        "mass": figures_satellite.mass_budget({"orbit": orbit}, "this satellite"),
        "radiators": figures_satellite.radiators({"orbit": orbit}, "this satellite"),
        "target": figures_size.target_bridge(summary),
        "scale": figures_size.scale_chart(summary),
        "cost": figures_size.cost_bars(summary),
        "failures": figures_reliability.failures_chart(summary),
    }
    # The text of an SVG made here is escaped by `svg`; nothing else in it comes from the user.
    return {name: Markup(svg(picture, name, said[name])) for name, picture in drawn.items()}


def _iss_finding(iss: Mapping[str, float]) -> str:
    warm = f"{iss['our_temperature_c']:.0f} °C"
    today = f"{iss['heat_kw']:g} kW at {iss['coolant_supply_c']:g} °C"
    if iss["heat_at_our_temperature_kw"] <= 0.0:
        return f"The radiators of the ISS reject {today}; at our {warm} they would reject nothing"
    return (
        f"The radiators of the ISS reject {today}; at our {warm} they would reject "
        f"{number(iss['heat_at_our_temperature_kw'])} kW"
    )


def _tiles(summary: Mapping[str, Any]) -> list[tuple[str, str]]:
    body = summary["satellite"]
    dose = next(item for item in summary["margins"] if item["name"] == "dose")
    tiles = [
        (f"{number(body['watts_per_kg']['best'])} W/kg", "of compute per launched kilogram"),
        (f"{number(1e-3 * body['wet_kg']['best'])} t", "launched, propellant included"),
        (f"{number(body['radiator_area_m2']['best'])} m²", "of radiator"),
    ]
    if dose["value"] > 0.0:
        margin = f"{number(dose['limit'] / dose['value'], 2)} ×"
        tiles.append((margin, "what the memory bears, over the dose of the design life"))
    return tiles


def _margin(item: Mapping[str, Any]) -> tuple[str, str, str]:
    return str(item["name"]), str(item["state"]), _printed(str(item["text"]))


def _printed(text: str) -> str:
    for plain, printed in (("degC", "°C"), (" m2", " m²"), (" -", " −")):
        text = text.replace(plain, printed)
    return text


def _lever(item: Mapping[str, Any]) -> list[str]:
    unit = unit_text(item["unit"])
    return [
        wording.input_name(item["input"]),
        f"{number(item['best'])} {unit}".strip(),
        number(item["better"]),
        f"{number(item['better_wet_kg'])} kg",
        percent(item["gain_share"]),
        number(item["worse"]),
        f"{number(item['worse_wet_kg'])} kg" if item["worse_wet_kg"] else "does not close",
    ]


def _part(part: Mapping[str, Any]) -> list[str]:
    head = [label(part["part"]), number(part["kg_per_kw"])]
    if part["measure"] is None:
        return [*head, NONE, NONE, NONE, NONE]
    figures = [number(part[key]) for key in ("today", "alike", "alone")]
    return [*head, unit_text(part["measure"]).replace("m2", "m²"), *figures]


def _size(one: Mapping[str, float]) -> list[str]:
    return [
        wording.power(one["it_power_kw"]),
        number(1e-3 * one["wet_kg"]),
        number(one["array_area_m2"]),
        number(one["radiator_area_m2"]),
        number(one["largest_dimension_m"]),
        number(one["watts_per_kg"]),
        wording.launches(one["launches"]),
    ]


def _cluster(some: Mapping[str, float]) -> list[str]:
    return [
        f"{some['it_power_gw']:g} GW of {some['satellites']:,} satellites",
        number(some["wet_t"]),
        number(1e6 * some["array_km2"]),
        number(1e6 * some["radiator_km2"]),
        NONE,
        NONE,
        number(some["launches"]),
    ]


def _field(name: str, words: str, summary: Mapping[str, Any]) -> list[str]:
    row = summary["satellite"][name]
    unit = unit_text(row["unit"]).replace("m2", "m²")
    return [words, unit, *(number(row[key]) for key in _BANDS)]
