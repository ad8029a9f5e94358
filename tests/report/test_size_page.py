"""The page of a sized satellite holds all it needs, escapes what it is given, shows its figures."""

from __future__ import annotations

import json
import re
import warnings
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from dawndusk.report import size_wording as wording
from dawndusk.report.folder import write_size
from dawndusk.report.size_page import render_size
from dawndusk.report.terminal_size import print_size
from dawndusk.satellite.budget import SatelliteBudget
from dawndusk.scenario import parse
from dawndusk.study.size import Sizing, size

OUTSIDE = re.compile(r"<(?:script|link|iframe|object|embed|img)\b|(?:src|href)=\"(?!#|data:image/)")
SHORT = {"first": 2026, "last": 2026}
CASES: dict[str, dict[str, Any]] = {
    "default": {},
    "one year, one draw": {"years": SHORT, "draws": 1},
    "compute in shadow": {"satellite": {"in_shadow": "compute"}},
    "10 kW": {"satellite": {"it_power_kw": 10}},
    "40 MW": {"satellite": {"it_power_kw": "40 MW"}},
    "throttled in shadow": {"satellite": {"in_shadow": "throttle"}},
    "one sheet": {"satellite": {"body": "panel"}},
    "on the body": {"satellite": {"body": "body_mounted"}},
    "high orbit": {"orbit": {"altitude_km": 1900}, "satellite": {"dose_limit_rad": 2000}},
    "no dose to speak of": {"satellite": {"shield_mm": 20, "dose_limit_rad": 1e7}},
}


def sized(**changed: Any) -> Sizing:
    return size(parse({"name": "x", "draws": 40, **changed}))


@pytest.fixture(params=list(CASES), ids=list(CASES))
def sizing(request: pytest.FixtureRequest) -> Sizing:
    return sized(**CASES[request.param])


def test_any_satellite_has_a_page_without_outside_part(sizing: Sizing) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        page = render_size(sizing.summary)
    assert not OUTSIDE.findall(page)
    stepped = sizing.summary["heat"]["worst_revolution"] is not None
    assert page.count("<svg") == page.count("</svg>") == 11 + stepped
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    words = re.sub(r"<svg.*?</svg>|<style>.*?</style>", "", page, flags=re.DOTALL)
    assert not re.findall(r"\b(?:nan|None|inf|undefined)\b", words)
    assert len(page) < 3e6


def test_the_terminal_says_it_too(sizing: Sizing) -> None:
    out = StringIO()
    print_size(Console(file=out, width=100, highlight=False), sizing.summary)
    text = out.getvalue()
    assert not re.findall(r"\b(?:nan|None|inf)\b", text)
    assert max(map(len, text.splitlines())) <= 100
    assert "W/kg" in text
    for item in sizing.summary["margins"]:
        assert f"{item['name']}" in text


def test_text_is_escaped() -> None:
    page = render_size(sized(title="A <b> & $\\frac{1}{$").summary)
    assert "A &lt;b&gt; &amp; $\\frac{1}{$" in page
    assert "<b>" not in page


def test_figures_of_the_summary_are_on_the_page() -> None:
    summary = sized().summary
    page = render_size(summary)
    assert wording.headline(summary) in page
    best = summary["satellite"]
    assert f"{best['wet_kg']['best']:,.0f}" in page
    assert f"{best['radiator_area_m2']['best']:.0f} m²" in page
    assert f"{summary['scale']['clusters'][0]['launches']:.0f} launches" in page
    top = summary["levers"]["inputs"][0]
    assert f"{top['better_wet_kg']:,.0f} kg" in page
    assert str(summary["iss"]["heat_kw"])[:2] in page


def test_every_field_of_the_budget_has_words() -> None:
    left = set(SatelliteBudget._fields) - set(wording.FIELDS)
    assert left == {"residual"}  # of the solution, told only where it is not settled


def test_a_bad_margin_leads_and_is_named() -> None:
    summary = sized(**CASES["high orbit"]).summary
    page = render_size(summary)
    assert summary["margins"][0]["state"] == "bad"
    assert "It closes on paper, but not in service: dose" in page
    assert "months" in page


def test_two_pages_of_one_satellite_are_alike() -> None:
    summary = sized().summary
    assert render_size(summary) == render_size(summary)


def test_the_folder_is_whole(tmp_path) -> None:
    folder = write_size(sized(), tmp_path / "s")
    assert sorted(path.name for path in folder.iterdir()) == [
        "manifest.json", "report.html", "samples.parquet", "scenario.yaml", "summary.json",
    ]  # fmt: skip
    manifest = json.loads((folder / "manifest.json").read_text())
    assert (manifest["verb"], manifest["draws"]) == ("size", 40)


def test_the_page_says_what_fails_and_what_upsets():
    summary = sized().summary
    found, page = summary["reliability"], render_size(summary)
    assert 'id="failures"' in page
    assert f"{found['parts'][0]['ends_share']:.1%}".replace("%", " %") in page
    assert "wrong results a year that nothing reports" in page
    assert found["upsets"]["silent_per_year"] > found["upsets"]["power_cycles_per_year"] > 0.0
