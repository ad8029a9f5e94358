"""The page of a bridge: from a published figure to ours, one switch at a time, with reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from dawndusk.report.figures_bridge import bridge_chart
from dawndusk.report.numbers import money, number
from dawndusk.report.style import label, svg

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["ORDER", "changed", "ends", "moved", "render_bridge", "shown"]

_DECIMALS: Final = {"$/W": 2, "$/kW-hour": 3, "$/GPU-hour": 3}
ORDER: Final = (
    "The effect of a switch depends on those taken before it; both ends do not. Each row is a full "
    "evaluation of both sides, so the changes add up and nothing is left over."
)
_KINDS: Final = {
    "physics": "geometry, sunlight, mass, heat, failures",
    "accounting": "what counts, over which life, at what interest, per what, waiting",
    "prices": "what things cost",
}


def render_bridge(document: Mapping[str, Any]) -> str:
    """Return the page of a bridge as one HTML text without any outside part.

    Parameters
    ----------
    document : mapping
        What `dawndusk.published.bridge` computed, as it stands in ``summary.json``.
    """
    from markupsafe import Markup

    headline = ends(document)
    return _template().render(
        d=document, headline=headline, finding=moved(document), order=ORDER,
        picture=Markup(svg(bridge_chart(document), "bridge", headline)),  # escapes its own text
        rows=_rows(document["steps"]), circumstances=_circumstances(document),
        conventions=_conventions(document), kinds=[
            (kind, number(factor), _KINDS[kind])
            for kind, factor in document["ratio_by_kind"].items()
        ],
    )  # fmt: skip


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
    environment.filters.update(number=number, label=label)
    return environment.get_template("bridge.html.j2")


def shown(value: float, unit: str) -> str:
    """Return a figure of a bridge with the decimals of its unit.

    Examples
    --------
    >>> shown(51.0953, "$/W"), shown(1.2029, "$/kW-hour")
    ('51.10', '1.203')
    """
    return f"{value:,.{_DECIMALS[unit]}f}"


def changed(value: float, unit: str) -> str:
    """Return a change with its sign, or nothing where it would print as zero.

    Examples
    --------
    >>> changed(-10.8425, "$/W"), changed(0.0004, "$/kW-hour")
    ('−10.84', '')
    """
    text = shown(abs(value), unit)
    if float(text.replace(",", "")) == 0.0:
        return ""
    return f"{'+' if value > 0.0 else '−'}{text}"


def ends(document: Mapping[str, Any]) -> str:
    """Say both ends of a bridge in one sentence.

    Examples
    --------
    >>> end = {"orbit": 50.0, "earth": 10.0, "ratio": 5.0, "unit": "$/W"}
    >>> ours = {"orbit": 2.0, "earth": 1.0, "ratio": 2.0, "unit": "$/GPU-hour"}
    >>> said = ends({"published": end, "ours": ours, "published_year": 2025, "year": 2030})
    >>> said.split(". ")[0]
    'Published 2025: $50.00/W in orbit against $10.00/W on Earth (ratio 5.00)'
    >>> said.split(". ")[1]
    'Ours for 2030: $2.00/GPU-hour in orbit against $1.00/GPU-hour on Earth (ratio 2.00).'
    """

    def side(end: Mapping[str, Any]) -> str:
        per = end["unit"].removeprefix("$/")
        return (
            f"${end['orbit']:.2f}/{per} in orbit against ${end['earth']:.2f}/{per} on Earth "
            f"(ratio {number(end['ratio'])})"
        )

    return (
        f"Published {document['published_year']}: {side(document['published'])}. "
        f"Ours for {document['year']}: {side(document['ours'])}."
    )


def moved(document: Mapping[str, Any]) -> str:
    """Say what moved orbit over Earth, by kind and by the strongest switches.

    Examples
    --------
    >>> moved({"ratio_by_kind": {"physics": 1.5, "accounting": 0.4}, "largest": ["A", "B"]})
    'Orbit over Earth: × 1.50 by physics, × 0.400 by accounting. Strongest switches: A; B.'
    """
    factors = ", ".join(
        f"× {number(factor)} by {kind}" for kind, factor in document["ratio_by_kind"].items()
    )
    return f"Orbit over Earth: {factors}. Strongest switches: {'; '.join(document['largest'][:4])}."


def _rows(steps: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "number": place,
            "switch": step["switch"],
            "kind": step["kind"],
            "reason": step["reason"],
            "unit": step["unit"],
            "cells": [
                shown(step["orbit"], step["unit"]),
                changed(step["orbit_change"], step["unit"]),
                shown(step["earth"], step["unit"]),
                changed(step["earth_change"], step["unit"]),
                number(step["ratio"]),
            ],
            "new_unit": place == 0 or step["unit"] != steps[place - 1]["unit"],
        }
        for place, step in enumerate(steps)
    ]


def _circumstances(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    ours = document["ours"]
    return [
        ("launch", money(ours["launch_usd_per_kg"], "kg")),
        ("satellite, without chips", money(ours["satellite_usd_per_w"], "W of compute")),
        ("mass", f"{number(ours['watts_per_kg'])} W of compute per launched kg"),
        ("power on Earth", label(str(ours["best_path"]))),
        ("wait for satellites", f"{number(ours['orbit_wait_years'])} years"),
        ("wait for power", f"{number(ours['earth_wait_years'])} years"),
        ("delivered in orbit", f"{100.0 * ours['orbit_delivered_share']:.1f} % of nameplate"),
        ("delivered on Earth", f"{100.0 * ours['earth_delivered_share']:.1f} % of nameplate"),
    ]


def _conventions(document: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return the two accounting conventions side by side, in words."""
    his, our = (document[end]["convention"] for end in ("published", "ours"))

    def words(rule: Mapping[str, Any]) -> list[tuple[str, str]]:
        years = f"{rule['window_years']:g} years"
        return [
            ("spread over", "each asset's own life" if rule["life"] == "asset" else years),
            ("interest", "yes" if rule["discounted"] else "no"),
            ("divided by", "delivered compute" if rule["delivered"] else "power of the target"),
            ("waiting", "priced" if rule["waiting"] else "not priced"),
        ]

    def paid(end: str) -> str:
        return ", ".join(label(str(name)) for name in document[end]["components"])

    pairs = zip(words(his), words(our), strict=True)
    return [
        ("counts", paid("published"), paid("ours")),
        *((name, a, b) for (name, a), (_, b) in pairs),
    ]
