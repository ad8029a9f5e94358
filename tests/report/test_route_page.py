"""The page of a route holds all it needs, escapes what it is given, and survives any route."""

from __future__ import annotations

import io
import re
import time
import warnings
from collections.abc import Callable

import pytest
from route_sample import ANGELES, LONDON, PARIS, TOKYO, sample_route, sample_users

from dawndusk.report.route_page import render_route
from dawndusk.report.terminal_route import print_route, route_sentences
from dawndusk.twin.route_result import RouteResult

OUTSIDE = re.compile(r"<(?:script|link|iframe|object|embed|img)\b|(?:src|href)=\"(?!#|data:image/)")
PAIRS: dict[str, Callable[[], RouteResult]] = {
    "far": sample_route,
    "never": lambda: sample_route(lost=1.0),
    "at times": lambda: sample_route(lost=0.3),
    "over 180 degrees": lambda: sample_route(TOKYO, ANGELES),
    "near": lambda: sample_route(LONDON, PARIS, hours=1.0, steps=60),
    "a single step": lambda: sample_route(hours=0.01, steps=1),
    "two steps": lambda: sample_route(hours=0.02, steps=2),
    "a single step and no path": lambda: sample_route(hours=0.01, steps=1, lost=1.0),
    "20 days": lambda: sample_route(hours=480.0, steps=28_800),
    "to the other pole": lambda: sample_route(
        {**LONDON, "latitude_deg": 90.0}, {**PARIS, "latitude_deg": -90.0}
    ),
}
USERS: dict[str, Callable[[], RouteResult]] = {
    "users": sample_users,
    "no orbit": lambda: sample_users(orbit=False),
    "one place": lambda: sample_users(1),
    "one step": lambda: sample_users(50, steps=1),
    "33,000 places": lambda: sample_users(33_000),
}


@pytest.mark.parametrize("case", [*PAIRS, *USERS])
def test_any_route_has_a_page_without_outside_part(case: str) -> None:
    routed = (PAIRS | USERS)[case]()
    started = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        page = render_route(routed)
    assert time.perf_counter() - started < 15.0  # 1 to 3 s on a quiet machine
    assert not OUTSIDE.findall(page)
    assert page.count("<svg") == page.count("</svg>") >= 2
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    words = re.sub(r"<svg.*?</svg>|<style>.*?</style>", "", page, flags=re.DOTALL)
    assert not re.findall(r"\b(?:nan|None|inf|undefined)\b", words)
    assert len(page) < 3e6


def test_text_is_escaped() -> None:
    for page in (render_route(sample_route()), render_route(sample_users())):
        assert "A made-up &lt;mesh&gt;" in page
        assert "Rain &amp; cloud" in page
        assert "<mesh>" not in page
        assert "<city>" not in page
    assert "London &lt;city&gt; to Perth" in render_route(sample_route())
    assert "Africa &amp; islands" in render_route(sample_users())


def test_names_with_signs_of_formulas_are_names() -> None:
    page = render_route(sample_route({**LONDON, "name": "$\\frac{1}{$ <b>"}))
    assert "$\\frac{1}{$ &lt;b&gt;" in page
    assert "<b>" not in page


def rendered(routed: RouteResult) -> str:
    """Return the page with plain spaces."""
    return render_route(routed).replace("\N{NO-BREAK SPACE}", " ")


def test_figures_of_a_pair_are_on_the_page() -> None:
    routed = sample_route(lost=0.3)
    summary, page = routed.summary, rendered(routed)
    for name in ("rtt_ms", "user_rtt_ms"):
        for value in summary[name].values():
            assert f"<td>{value:.2f}</td>" in page
    for name in ("fibre_ms", "fibre_great_circle_ms", "vacuum_ms"):
        assert f"{summary[name]:.2f} ms" in page
    assert "there is a path for 70.1 % of the time" in page  # 202 of 288 steps
    assert "over a country other than Australia and United Kingdom" in page
    assert '<th scope="row">Iran</th><td>25.0</td>' in page
    assert "no path" not in page.split("<svg")[0]


def test_no_path_is_said_and_nothing_is_made_up() -> None:
    page = rendered(sample_route(lost=1.0))
    assert "there is no path over this constellation at any time" in page
    assert "what a user would see" not in page
    assert 'id="border"' not in page


def test_figures_of_the_users_are_on_the_page() -> None:
    routed = sample_users()
    summary, page = routed.summary, rendered(routed)
    for found in summary["ways"].values():
        for value in found["rtt_ms"].values():
            assert f"<td>{value:,.1f}</td>" in page
        assert f"<td>{100.0 * found['quickest_share']:.1f}</td>" in page
    assert f"{summary['without_orbit']['p95']:.1f} ms" in page
    assert "line on the ground</dt><dd>8 ms</dd>" in page
    nobody = rendered(sample_users(orbit=False))
    assert "Orbit is the quickest way for nobody" in nobody
    assert "No user ever has a satellite" in nobody


def test_two_pages_of_one_route_are_alike() -> None:
    assert render_route(sample_route()) == render_route(sample_route())
    assert render_route(sample_users(50)) == render_route(sample_users(50))


@pytest.mark.parametrize("case", [*PAIRS, *USERS])
def test_the_terminal_says_the_same(case: str) -> None:
    from rich.console import Console

    routed = (PAIRS | USERS)[case]()
    console = Console(width=200, record=True, file=io.StringIO())
    print_route(console, routed)
    text = console.export_text()
    assert "made-up <mesh>" in text
    assert not re.findall(r"\b(?:nan|None|inf)\b", text)
    assert all(sentence.endswith(".") for sentence in route_sentences(routed))
    if routed.summary["kind"] == "pair" and routed.summary["rtt_ms"]:
        assert f"{routed.summary['rtt_ms']['p95']:.2f}" in text
