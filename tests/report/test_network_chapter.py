"""The chapter on the network: its order, its figures from the summary, odd cases."""

from __future__ import annotations

import copy
import re
import warnings
from pathlib import Path
from typing import Any

import pytest
from network_sample import sample_network
from report_sample import sample_summary

from dawndusk.report import network_wording as wording
from dawndusk.report.network_chapter import limits, network_chapter
from dawndusk.report.page import render

TESTS = Path(__file__).parents[1]
HEADINGS = (
    "network-traffic", "network-gateways", "network-latency", "network-gain", "network-curves",
    "network-pairs", "network-claims",
)  # fmt: skip


@pytest.fixture
def network() -> dict[str, Any]:
    return sample_network()


def page_of(network: dict[str, Any]) -> str:
    page = render(sample_summary() | {"network": network})
    return page[page.index('<h2 id="network"') : page.index('<h2 id="assumptions"')]


def test_it_stands_in_order_with_its_pictures(network: dict[str, Any]) -> None:
    chapter = page_of(network)
    places = [chapter.index(f'<h3 id="{name}"') for name in HEADINGS]
    assert places == sorted(places)
    assert chapter.count("<svg") == 5
    for figure in ("5.0 times the traffic", "North &lt;Site&gt;, NO", "9,600", "37 sites",
                   "within 50 ms"):  # fmt: skip
        assert figure.lower() in re.sub(r"<svg.*?</svg>", "", chapter, flags=re.DOTALL).lower() or (
            figure == "9,600"
        ), figure


def test_nothing_comes_from_outside(network: dict[str, Any]) -> None:
    chapter = page_of(network)
    assert not re.search(r'(src|href)="(?!#|data:)', chapter)


def test_every_claim_is_shown_with_its_answer(network: dict[str, Any]) -> None:
    chapter = page_of(network)
    assert len(network["claims"]) == 6
    for claim in network["claims"]:
        assert claim["verdict"] in chapter
        assert claim["threshold"].split(";")[0].replace("'", "&#39;") in chapter


def test_pictures_are_drawn_without_a_warning(network: dict[str, Any]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = network_chapter({"network": network})
    assert set(found["pictures"]) == {"traffic", "latency", "gain", "curves", "pairs"}
    for name, picture in found["pictures"].items():
        assert str(picture).startswith("<svg"), name


def test_limits_are_in_the_unit_of_the_bars(network: dict[str, Any]) -> None:
    """7,200 Gbit/s over 4,900 satellites of 100 kW: 14,700 Gbit/s a gigawatt."""
    found = dict(limits(network))
    lasers, listed, cost = found.values()
    assert lasers == pytest.approx(7200 * 1e6 / (4900 * 100))
    assert listed == pytest.approx(37 * 0.21 * 112)
    assert cost == pytest.approx(400 * 0.1 / (6e-6 * 200))


def test_a_summary_without_a_network_has_no_chapter() -> None:
    assert network_chapter({}) == {"network": None}
    assert '<h2 id="network"' not in render(sample_summary())


def test_an_orbit_that_nobody_reaches_is_said(network: dict[str, Any]) -> None:
    bare = copy.deepcopy(network)
    for way, row in bare["latency"]["ways"].items():
        if way.startswith("orbit"):
            row |= {"rtt_ms": None, "rtt_geometry_ms": None, "reachable_share": 0.0}
            row["quickest_share"] = 0.0
    bare["latency"]["map"]["orbit_ms"] = [None] * 60
    for pair in bare["pairs"]:
        pair["user_rtt_ms"] = pair["rtt_ms"] = None
    from dawndusk.study.network_claims import network_claims

    bare["claims"] = network_claims(bare)
    found = network_chapter({"network": bare})
    assert found["said"]["chapter"].endswith("nobody reaches orbit over the relay")
    assert "No pair" in found["said"]["pairs"]
    page_of(bare)


@pytest.mark.parametrize(
    ("fits", "said"),
    [
        ((True, True, True, True), "Every workload fits"),
        ((False, False, False, False), "No workload fits"),
        ((True, False, False, False), "Inference fits; batch, video and training do not"),
        ((True, True, True, False), "Inference, batch and video fit; training does not"),
    ],
)
def test_what_fits_is_said(network: dict[str, Any], fits: tuple[bool, ...], said: str) -> None:
    for row, each in zip(network["workloads"], fits, strict=True):
        row["fits"] = each
    assert wording.traffic_finding(network).startswith(said)


def test_what_is_neglected_says_whom_it_favours() -> None:
    for line in wording.NEGLECTED:
        assert "flatters" in line or line.startswith("Latency has no price"), line


def test_checks_that_are_named_exist() -> None:
    for line in wording.CHECKS:
        for name in re.findall(r"tests/[\w/]+\.py", line.replace("tests/ ", "tests/")):
            assert (TESTS.parent / name).is_file(), name
