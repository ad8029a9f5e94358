"""Shared by the tests of the twin: short ways to a scenario with a constellation, and elements."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dawndusk.scenario import Scenario, parse


@pytest.fixture
def scenario_of() -> Callable[..., Scenario]:
    """Return a scenario from its shells, and from what else its constellation says."""

    def made(*shells: dict[str, Any], **constellation: Any) -> Scenario:
        return parse({"name": "x", "constellation": {**constellation, "shells": list(shells)}})

    return made


@pytest.fixture
def elements(tmp_path: Path) -> Path:
    """Return a file of three satellites: two that fly, and one that has come down at its epoch."""
    from sgp4.api import WGS72, Satrec
    from sgp4.exporter import export_tle

    lines = []
    for number, revolutions_a_day, eccentricity in (
        (1, 15.0, 0.001),
        (2, 14.2, 0.02),
        (3, 17.4, 0.0001),
    ):
        record = Satrec()
        record.sgp4init(
            WGS72, "i", number, 27950.5, 0.0, 0.0, 0.0, eccentricity, 1.0, 1.7, 2.0,
            revolutions_a_day * 6.283185307179586 / 1440.0, 0.5 * number,
        )  # fmt: skip
        lines += [f"SAT {number}", *export_tle(record)]
    path = tmp_path / "three.tle"
    path.write_text("\n".join(lines) + "\n")
    return path
