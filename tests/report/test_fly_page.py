"""The page of a flight holds all it needs, escapes what it is given, and survives any flight."""

from __future__ import annotations

import re
import warnings
from typing import Any

import numpy as np
import pytest
from flight_sample import sample_flight

from dawndusk.report.fly_page import render_flight
from dawndusk.twin.flight import Flight

OUTSIDE = re.compile(r"<(?:script|link|iframe|object|embed|img)\b|(?:src|href)=\"(?!#|data:image/)")
CASES: dict[str, dict[str, Any]] = {
    "some shadow": {},
    "no shadow at all": {"dark": 0.0},
    "nothing in orbit": {"failed": True},
    "one shell": {"shells": 1},
    "300 shells": {"shells": 300},
    "no gateway": {"gateways": 0},
    "imported only": {"imported": True},
    "imported and nothing in orbit": {"imported": True, "failed": True, "shells": 1},
    "a single step": {"steps": 1, "hours": 0.01},
    "0 h": {"steps": 1, "hours": 0.0},
    "20 days": {"steps": 9000, "hours": 480.0},
}


@pytest.fixture(params=list(CASES), ids=list(CASES))
def flight(request: pytest.FixtureRequest) -> Flight:
    return sample_flight(**CASES[request.param])


def test_any_flight_has_a_page_without_outside_part(flight: Flight) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        page = render_flight(flight)
    assert not OUTSIDE.findall(page)
    assert page.count("<svg") == page.count("</svg>")
    if flight.summary["status"]["ok"]:
        assert page.count("<svg") >= 3
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    words = re.sub(r"<svg.*?</svg>|<style>.*?</style>", "", page, flags=re.DOTALL)
    assert not re.findall(r"\b(?:nan|None|inf|undefined)\b", words)
    assert len(page) < 3e6


def test_text_is_escaped() -> None:
    page = render_flight(sample_flight(imported=True))
    assert "A made-up &lt;constellation&gt;" in page
    assert "low &amp; slow" in page
    assert "a&lt;b&gt;: elements are 40 days old" in page
    assert "<constellation>" not in page
    assert "a<b>" not in page


def test_names_with_signs_of_formulas_are_names() -> None:
    flight = sample_flight(shells=2)
    flight.summary["shells"][0]["name"] = "$\\frac{1}{$ <b>"
    page = render_flight(flight)
    assert "$\\frac{1}{$ &lt;b&gt;" in page
    assert "<b>" not in page


def test_figures_of_the_summary_are_on_the_page() -> None:
    flight = sample_flight()
    page = render_flight(flight)
    lit = flight.summary["shares"]["lit"]
    assert f"{100 * lit['mean']:.1f} %" in page
    assert f"{100 * lit['min']:.1f} %" in page
    assert "19.3 min" in page
    assert "137–185" in page  # dose, low to high
    assert "within 10 km after a day" in page
    assert "2026-06-21 23:02 UTC" in page  # the still's step: 24 of 25 in 24 h


def test_power_and_heat_are_on_the_page() -> None:
    page = render_flight(sample_flight())
    assert "77.0 % of full compute is delivered on average, from 76.0 % to 78.0 %" in page
    assert "coldest radiator panel is at −12 °C (low &amp; slow, plane 2, satellite 7, 2026" in page
    assert "1.0 % slow down because they are hot" in page
    assert "panel cools from −12 to −12\N{NO-BREAK SPACE}°C and the battery falls to 60 %" in page
    assert "the least charged falls from 70 to 60 % over the flight" in page
    assert "agrees to 3e-15" in page
    quiet = sample_flight()
    for name in ("throttled_share", "low_battery_share", "frozen_share"):
        quiet.summary["nodes"][name] = {"mean": 0.0, "min": 0.0, "max": 0.0}
    quiet.summary["nodes"]["least_charge_share"] = None
    assert "None slows down for heat" in render_flight(quiet)
    assert "the least charged" not in render_flight(quiet)
    quiet.summary["nodes"]["energy_residual"] = 1e-3
    assert "agrees no better than 1e-03" in render_flight(quiet)


def test_many_shells_are_thinned_and_said_to_be() -> None:
    page = render_flight(sample_flight(shells=300))
    gateways = 2 + 2  # by latitude, and the busiest
    assert page.count('<tr><th scope="row">') == 2 * 40 + gateways  # around them, what they do
    assert "40 of 300 shells" in page
    assert "shell 299<" in page


def test_a_flight_that_never_was_says_so() -> None:
    page = render_flight(sample_flight(failed=True))
    assert "Not one of these satellites is in orbit" in page
    assert "Not one of 300 satellites could be flown" in page


def test_the_network_has_its_pictures_figures_and_tables() -> None:
    page = render_flight(sample_flight())
    words = re.sub(r"<svg.*?</svg>|<style>.*?</style>", "", page, flags=re.DOTALL)
    for said in (
        "97.0 % reach a gateway and 75.0 % of the traffic is carried",
        "600 links (300 along the planes, 300 across planes), 98.0 % of which are up on average",
        "fall into up to 2 parts, the largest with 97.0 % of them",
        "Busiest are North &lt;1&gt; and South",
        "Of 9.60 Gbit/s that they ask for in the busy hour, 32.0 Mbit/s each, 75.0 % is carried",
        "gateways in view are full",
        "every satellite could send 50.0 % of what it asks at the first step, 52.0 % at the very",
        "lasers and ground links let no more than 70.0 % through",
        "Without a way to a gateway at the first step: 9 satellites of low &amp; slow, plane 2.",
        "60° N to 90° N",
        "4 moments",
    ):
        assert said in words
    assert 'id="network"' in page
    assert "<title>gateways" in page or page.count("<svg") >= 7


def test_without_links_looked_at_the_page_says_nothing_of_them() -> None:
    flight = sample_flight()
    flight.summary["network"] = None
    page = render_flight(flight)
    assert 'id="network"' not in page
    assert "see a gateway, mean of the flight" in page


def test_two_pages_of_one_flight_are_alike() -> None:
    assert render_flight(sample_flight()) == render_flight(sample_flight())


def test_land_is_where_it_is() -> None:
    """Directions of the Sahara, Brazil and Siberia; of three oceans."""
    from dawndusk.report.fly_page import _is_land

    latitude = np.radians([23.0, -10.0, 62.0, 0.0, 30.0, -40.0])
    longitude = np.radians([10.0, -55.0, 100.0, -25.0, -150.0, 80.0])
    there = np.stack(
        [
            np.cos(latitude) * np.cos(longitude),
            np.cos(latitude) * np.sin(longitude),
            np.sin(latitude),
        ],
        axis=-1,
    )
    assert _is_land(there).tolist() == [True, True, True, False, False, False]


def test_a_real_flight_has_a_page() -> None:
    """A small one of two kinds through the verb's own path, and its figures counted by hand."""
    from dawndusk.scenario import parse
    from dawndusk.twin.fly import fly

    ring = {"pattern": "sun_synchronous", "altitude_km": 650, "local_time_h": 18.0}
    star = {"pattern": "walker_star", "altitude_km": 780, "inclination_deg": 86.4}
    shells = [
        {**ring, "planes": 1, "satellites_per_plane": 500},
        {**star, "planes": 6, "satellites_per_plane": 11, "phasing": 1},
    ]
    flight = fly(parse({"name": "x", "constellation": {"shells": shells}}), hours=1.0)
    page = render_flight(flight)
    assert not OUTSIDE.findall(page)
    series = flight.series
    share = series["lit"].sum(axis=1) / 566.0
    assert f"{100 * share.mean():.1f} %" in page
    assert f"{100 * share.min():.1f} %" in page
    in_umbra = float(series["umbra"][:, 0].mean()) / 500.0
    assert flight.summary["date"] == "2026-06-21"
    assert in_umbra * 97.7 == pytest.approx(19.3, abs=0.3)  # of a revolution, as the tile says
    assert "566 satellites in 7 planes" in page
    sun = flight.sample["sun_direction"][int(flight.sample["still_step"])]
    place = flight.sample["still_position_km"].astype(float)
    along = place @ sun
    off_axis = np.linalg.norm(place - np.outer(along, sun), axis=1)
    behind = (along < 0.0) & (off_axis < 6378.137)  # a cylinder: umbra and half of the penumbra
    half_lit = flight.sample["still_sunlight"] < 0.5
    assert np.mean(behind == half_lit) > 0.995
