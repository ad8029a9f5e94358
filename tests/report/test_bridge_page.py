"""The page of a bridge holds all it needs, escapes what it is given, and draws any direction."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest

from dawndusk.published.bridge import bridge
from dawndusk.report.bridge_page import changed, ends, moved, render_bridge
from dawndusk.report.figures_bridge import bridge_chart

OUTSIDE = re.compile(r"<(?:script|link|iframe|object|embed|img)\b|(?:src|href)=\"(?!#)")


@pytest.fixture(scope="module")
def walked() -> dict[str, Any]:
    return bridge("mccalip").as_dict()


@pytest.fixture
def document(walked: dict[str, Any]) -> dict[str, Any]:
    return copy.deepcopy(walked)


def test_every_switch_and_reason_is_on_the_page(document: dict[str, Any]) -> None:
    from markupsafe import escape

    page = render_bridge(document)
    for step in document["steps"]:
        assert str(escape(step["switch"])) in page
        assert str(escape(step["reason"])) in page
    assert str(escape(document["source"])) in page
    assert "51.10" in page
    assert "15.85" in page


def test_nothing_from_outside(document: dict[str, Any]) -> None:
    page = render_bridge(document)
    assert not OUTSIDE.findall(page)
    assert page.count("<svg") == page.count("</svg>") == 1
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_text_is_escaped(document: dict[str, Any]) -> None:
    document["steps"][3]["reason"] = "<script>alert(1)</script>"
    document["title"] = "a < b & c"
    page = render_bridge(document)
    assert "<script>" not in page
    assert "a &lt; b &amp; c" in page


def test_units_head_their_rows(document: dict[str, Any]) -> None:
    page = render_bridge(document)
    heads = re.findall(r'colspan="7">in ([^<,]+)', page)
    assert heads == ["$/W", "$/kW-hour", "$/GPU-hour"]


def test_both_sides_are_drawn_on_one_scale(document: dict[str, Any]) -> None:
    orbit, earth, _ = bridge_chart(document).axes
    wide = [ax.get_position().width / ax.get_xlim()[1] for ax in (orbit, earth)]
    assert wide[0] == pytest.approx(wide[1])
    assert [t.get_text() for t in orbit.get_yticklabels()] == [
        step["switch"] for step in document["steps"]
    ]


@pytest.mark.parametrize("factor", [0.01, 1.0, 300.0])
def test_the_chart_holds_any_ratio(document: dict[str, Any], factor: float) -> None:
    """Orbit a hundred times cheaper, or three hundred times dearer, still has ticks and labels."""
    for step in document["steps"]:
        for key in ("orbit", "orbit_change", "orbit_usd_per_gpu_hour", "ratio"):
            step[key] *= factor
    ratio = bridge_chart(document).axes[2]
    low, top = ratio.get_xlim()
    assert low < min(step["ratio"] for step in document["steps"])
    assert top > max(step["ratio"] for step in document["steps"])
    assert low <= 1.0 <= top
    assert len(ratio.get_xticks()) >= 2


def test_words(document: dict[str, Any]) -> None:
    said = ends(document)
    assert "$51.10/W in orbit against $15.85/W on Earth (ratio 3.22)" in said
    assert document["largest"][0] in moved(document)
    assert changed(0.0, "$/W") == changed(-1e-9, "$/GPU-hour") == ""
    assert changed(1234.5, "$/W") == "+1,234.50"
