"""The page holds all it needs, nothing from outside, and survives the edges of the data."""

from __future__ import annotations

import copy
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from report_sample import sample_summary

from dawndusk.errors import OutputError
from dawndusk.report import figure_png, render

VOID = {"meta", "link", "br", "img", "input", "hr"}
SECTIONS = (
    "cost",
    "crossover",
    "components",
    "waterfall",
    "drivers",
    "parity",
    "earth",
    "satellite",
    "heat",
    "assumptions",
    "neglected",
    "computed",
)


class Balance(HTMLParser):
    """Counts open elements, and keeps what could load something and every id."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.outside: list[str] = []
        self.ids: list[str] = []
        self.broken: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            loads = name in {"src", "srcset", "data", "action", "xlink:href", "href"}
            if loads and not (value or "").startswith("#"):
                self.outside.append(f"{tag} {name}={value}")
            if name == "id":
                self.ids.append(value or "")
        if tag in {"script", "iframe", "object", "embed", "link"}:
            self.outside.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.broken.append(tag)


def parsed(page: str) -> Balance:
    reader = Balance()
    reader.feed(page)
    reader.close()
    return reader


@pytest.fixture(scope="module")
def page() -> str:
    return render(sample_summary())


def test_every_section_stands_in_order(page: str) -> None:
    places = [page.index(f'<h2 id="{name}"') for name in SECTIONS]
    assert places == sorted(places)
    assert page.index("<h1>") < places[0]


def test_well_formed_with_unique_ids(page: str) -> None:
    reader = parsed(page)
    assert reader.broken == []
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids))


def test_nothing_is_loaded_from_outside(page: str) -> None:
    assert parsed(page).outside == []
    assert all(target.startswith("#") for target in re.findall(r"url\(([^)]*)\)", page))
    assert "@import" not in page
    assert len(page.encode()) < 2_000_000


def test_references_inside_pictures_resolve(page: str) -> None:
    ids = set(parsed(page).ids)
    used = set(re.findall(r"url\(#([^)]*)\)", page)) | set(re.findall(r'href="#([^"]*)"', page))
    assert used <= ids


def test_every_picture_has_a_text(page: str) -> None:
    pictures = re.findall(r"<svg[^>]*>.*?</title>", page)
    assert len(pictures) == 16
    assert all(re.search(r'<title id="[^"]+">[^<]{20,}', p) for p in pictures)


def test_user_text_is_escaped() -> None:
    summary = sample_summary()
    hostile = '<script>alert("x")</script>&'
    summary["title"] = summary["description"] = hostile
    summary["neglected"] = [hostile]
    summary["binding"]["text"] = hostile
    summary["inputs"][0] |= {"note": hostile, "source": hostile, "path": hostile, "unit": hostile}
    summary["drivers"][0]["input"] = hostile
    summary["drivers"][-1]["input"] = hostile
    made = render(summary)
    assert "<script" not in made
    assert "&lt;script&gt;" in made
    assert parsed(made).broken == []


def test_dollar_signs_in_names_are_not_formulae() -> None:
    summary = sample_summary()
    summary["drivers"][0]["input"] = "a $x_{ broken"
    summary["title"] = "costs $1 or $2_{"
    assert "costs $1 or $2_{" in render(summary)


def never(summary: dict[str, Any]) -> None:
    n = len(summary["years"])
    summary["crossover"] |= {
        "probability_by_year": [0.0] * n,
        "cheaper_in_year": [0.0] * n,
        "never": 1.0,
        "median": None,
        "reverted": 0.0,
        "standard_error": 0.0,
    }


def always(summary: dict[str, Any]) -> None:
    n = len(summary["years"])
    summary["crossover"] |= {
        "probability_by_year": [1.0] * n,
        "cheaper_in_year": [1.0] * n,
        "never": 0.0,
        "median": summary["years"][0],
    }


def no_break_even(summary: dict[str, Any]) -> None:
    nothing = {key: [None] * len(summary["years"]) for key in ("p10", "p50", "p90")}
    for lever in ("launch_usd_per_kg", "satellite_usd_per_w", "watts_per_kg", "earth_wait_years"):
        summary["break_even"][lever] = copy.deepcopy(nothing)


def no_drivers(summary: dict[str, Any]) -> None:
    summary["drivers"] = []
    summary["drivers_about"] = None


def unsteady_drivers(summary: dict[str, Any]) -> None:
    summary["drivers"] = [summary["drivers"][-1]]


def with_hybrid(summary: dict[str, Any]) -> None:
    n = len(summary["years"])
    summary["hybrid"] = {
        "orbit_share": 0.3,
        "usd_per_gpu_hour": summary["orbit"]["usd_per_gpu_hour"],
        "cheaper_than_both_in_year": [0.1] * n,
    }


def one_path(summary: dict[str, Any]) -> None:
    summary["earth"]["paths"] = {"grid": summary["earth"]["paths"]["grid"]}
    summary["earth"]["best"]["share_by_path"] = {"grid": [1.0] * len(summary["years"])}


def one_draw(summary: dict[str, Any]) -> None:
    summary["draws"] = 1
    for side in (summary["orbit"], summary["earth"]["best"]):
        middle = side["usd_per_gpu_hour"]["p50"]
        side["usd_per_gpu_hour"] = {"p10": middle, "p50": middle, "p90": middle}


def square_satellite(summary: dict[str, Any]) -> None:
    summary["orbit"]["satellite"] |= {
        "array_width_m": 22.0,
        "array_length_m": 21.0,
        "radiator_width_m": 12.0,
        "radiator_length_m": 4.0,
    }


def no_inputs(summary: dict[str, Any]) -> None:
    summary["inputs"] = []
    summary["neglected"] = []


CHANGES = (
    never,
    always,
    no_break_even,
    no_drivers,
    unsteady_drivers,
    with_hybrid,
    one_path,
    one_draw,
    square_satellite,
    no_inputs,
)
SHORT = ([2035], [2026, 2027])
CASES = [(change, list(range(2026, 2046))) for change in CHANGES] + [
    (change, years) for change in (never, no_break_even, with_hybrid) for years in SHORT
]


@pytest.mark.parametrize(("change", "years"), CASES)
def test_edges_render(change: Any, years: list[int]) -> None:
    summary = sample_summary(years)
    summary["heat"] = None  # has tests of its own, and pictures take time
    change(summary)
    made = render(summary)
    reader = parsed(made)
    assert (reader.broken, reader.open) == ([], [])
    assert not re.search(r">\s*(nan|None|inf)\b", made)
    assert ("Both at once" in made) is (change is with_hybrid)
    assert ("Not converged, so not shown" in made) is bool(
        [d for d in summary["drivers"] if not d["converged"]]
    )


def test_picture_is_written_and_a_bad_place_is_said(tmp_path: Any) -> None:
    target = tmp_path / "picture.png"
    figure_png(sample_summary(), target)
    assert target.read_bytes().startswith(b"\x89PNG")
    with pytest.raises(OutputError, match="cannot be written"):
        figure_png(sample_summary(), tmp_path / "missing" / "picture.png")
