"""The chapter on heat: its order, its figures from the summary, what it says in odd cases."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Any

import pytest
from heat_sample import sample_heat

from dawndusk.report.figures_drawing import satellite
from dawndusk.report.heat_chapter import heat_chapter
from dawndusk.report.heat_limits import CHECKS, NEGLECTED
from dawndusk.report.page import render
from dawndusk.report.style import svg
from dawndusk.study.drawing import drawing

VALIDATION = Path(__file__).parents[1] / "validation"
HEADINGS = (
    "heat-chain", "heat-ladder", "heat-coolant", "heat-bodies", "heat-coolants", "heat-policies",
    "heat-revolution", "heat-scale", "heat-maturity", "heat-limits",
)  # fmt: skip


SAID = {
    "sheet": ("revolution", "One sheet is not stepped"),
    "pump": ("revolution", "A heat pump is not stepped"),
    "no shadow": ("revolution", "Without a shadow the panel stays between"),
    "no battery": ("time", "There is no battery."),
    "no coolant within the limit": ("temperature", "at no temperature shown"),
    "drains": ("time", "loses 6.0 % a revolution"),
}


@pytest.fixture
def summary() -> dict[str, Any]:
    return sample_heat()


def test_it_stands_in_order_in_the_report() -> None:
    from report_sample import sample_summary

    page = render(sample_summary())
    places = [page.index(f'<h3 id="{name}"') for name in HEADINGS]
    assert places == sorted(places)
    chapter = page[page.index('<h2 id="heat"') : page.index('<h2 id="assumptions"')]
    assert chapter.count("<svg") == 5
    for figure in ("2.5 times too small", "11.0 km² for 5 GW", "7.00 W/kg", "emits 1,000 W"):
        assert figure in chapter, figure
    assert "475 m² for 70 kW" in chapter


def test_every_picture_is_drawn_without_a_warning_and_says_what_it_shows(
    summary: dict[str, Any],
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = heat_chapter(summary)
    assert all(picture is not None for picture in found["pictures"].values())
    for name in ("chain", "ladder", "temperature", "revolution", "maturity"):
        title = re.search(r"<title[^>]*>([^<]+)</title>", found["pictures"][name])
        assert title is not None
        assert title.group(1).replace("&#39;", "'") == found["said"][name]


@pytest.mark.parametrize("change", [*SAID, "nothing closes"])
def test_odd_cases_are_said(summary: dict[str, Any], change: str) -> None:
    heat = summary["heat"]
    time = heat["worst_revolution"]
    if change == "sheet":
        heat["design"]["body"], heat["worst_revolution"] = "panel", None
        heat["balance"] |= {"from_array_w_m2": 0.0, "to_power_w_m2": 140.0}
    elif change == "pump":
        heat["design"]["heat_pump_lift_k"], heat["worst_revolution"] = 20.0, None
    elif change == "no shadow":
        time |= {"lost_sunlight_min": 0.0, "wakes_after_min": None, "lit": [1.0] * 195}
    elif change == "nothing closes":
        for row in (*heat["bodies"][1:], *heat["coolants"], *heat["in_shadow"]):
            row |= dict.fromkeys(("watts_per_kg", "work_watts_per_kg", "work_share"))
        heat["bodies"].append(heat["bodies"][0] | {"body": "wings"})
        summary["maturity"] = [
            row | {"watts_per_kg": None, "wet_kg": None, "puncture_lost_share": None,
                   "kg_per_kw": dict.fromkeys(row["kg_per_kw"])}
            for row in summary["maturity"]
        ]  # fmt: skip
    elif change == "no battery":
        time |= {"charge": None, "lowest_charge": None, "charge_change": None}
    elif change == "no coolant within the limit":
        heat["coolant_best"] = None
    else:
        time["charge_change"] = -0.06
    found = heat_chapter(summary)
    if change == "nothing closes":  # but the satellite itself
        assert "does not close" in str(found["tables"]["bodies"].rows)
        assert found["said"]["coolants"] == "No coolant closes"
        assert found["said"]["in_shadow"] == "No way through the shadow closes"
        assert "At no level of maturity" in found["said"]["maturity"]
    else:
        where, text = SAID[change]
        assert text in (found["time"]["rest"] if where == "time" else found["said"][where])
    everything = str(found["said"]) + str([table.rows for table in found["tables"].values()])
    assert not re.findall(r"\b(?:nan|None|inf)\b", everything)


def test_what_does_not_close_at_all_is_said() -> None:
    from report_sample import sample_summary

    page = render(sample_summary() | {"heat": None, "scale": None, "iss": None})
    assert "no satellite closes" in page
    assert 'id="heat-chain"' not in page


def test_freezing_is_a_danger_only_where_it_is_near(summary: dict[str, Any]) -> None:
    said = heat_chapter(summary)["said"]
    assert "ammonia stays 66 K from freezing" in said["revolution"]
    assert "water-glycol is only 0.8 K from freezing" in said["revolution"]
    assert (
        "freezes at −10\xa0°C and the panel of this design falls to −12\xa0°C" in said["coolants"]
    )
    for at in summary["heat"]["worst_revolution"]["freezing"]:
        at["margin_k"] = -1.0
    assert "freezes unless a bypass" in heat_chapter(summary)["said"]["revolution"]


def test_the_checks_named_are_checked() -> None:
    """Each check names a file of tests/validation, which has the figures it names."""
    figures = re.compile(r"\b\d[\d,]*\.\d+\b|\b\d{3,}\b|\b\d,\d{3}\b")
    for file, text in CHECKS:
        source = (VALIDATION / file).read_text().replace(",", "")
        for figure in figures.findall(text):
            plain = figure.replace(",", "")
            rounded = re.compile(rf"\b{re.escape(plain)}|\b{int(float(plain)) - 1}\.[5-9]")
            assert rounded.search(source), (file, figure)


def test_each_omission_says_its_direction() -> None:
    for line in NEGLECTED:
        assert re.search(r"\(.*(too small|too large|too light|flatters|colder).*\)\.$", line), line


@pytest.mark.parametrize("body", ["wings", "body_mounted", "panel"])
@pytest.mark.parametrize("scale", [1.0, 4000.0])
def test_every_body_is_drawn_to_scale(body: Any, scale: float) -> None:
    drawn = satellite({"orbit": {"satellite": drawing(600.0 * scale, 1000.0 * scale, 0.33, body)}})
    text = svg(drawn, "x", body)
    assert "<svg" in text
    words = [item.get_text() for item in drawn.axes[0].texts]
    assert ("football pitch, 105 m × 68 m" in words) is (scale > 1.0)
    told = " ".join(words)
    assert ("60 % of" in told) is (body == "panel")
    assert ("Two radiators" in told) is (body == "body_mounted")
    axes = drawn.axes[0]
    (x0, x1), (y0, y1) = axes.get_xlim(), axes.get_ylim()
    for patch in axes.patches:
        box = patch.get_extents().transformed(axes.transData.inverted())
        assert x0 < box.x0 < box.x1 < x1
        assert y0 < box.y0 < box.y1 < y1
