"""Figures and names that the manual's pages on the satellite state of the code."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest

import dawndusk.satellite
from dawndusk.scenario import load
from dawndusk.study.size import size

ROOT = Path(__file__).parents[1]
SATELLITE = (ROOT / "docs/models/satellite.md").read_text(encoding="utf-8")
NOMENCLATURE = (ROOT / "docs/nomenclature.md").read_text(encoding="utf-8")
FIGURE = re.compile(r"^\| (?P<what>.+) \| (?P<figure>-?[\d.]+) \| `(?P<name>\w+)` \|$", re.M)
LEVEL = re.compile(r"^\| `(\w+)`: .+? \| ([\d.]+) \|", re.M)
IN_KILO = re.compile(r"\[kW\]")


@pytest.fixture(scope="module")
def sized():
    return size(load(ROOT / "scenarios/gigawatt.yaml"), draws=20).summary


def last_digit(figure: str) -> float:
    """Return what one unit in the last digit of a written figure is worth."""
    return 10.0 ** -len(figure.partition(".")[2])


def test_the_satellite_worked_by_hand(sized):
    rows = list(FIGURE.finditer(SATELLITE))
    assert len(rows) > 15
    for row in rows:
        found = sized["satellite"][row["name"]]["best"]
        if IN_KILO.search(row["what"]):
            found *= 1e-3
        written = row["figure"]
        assert float(written) == pytest.approx(found, abs=0.51 * last_digit(written)), row["name"]


def test_levels_of_maturity(sized):
    written = dict(LEVEL.findall(SATELLITE))
    found = {level["level"]: level["watts_per_kg"] for level in sized["maturity"]}
    assert set(written) == set(found)
    for level, figure in written.items():
        assert float(figure) == pytest.approx(found[level], abs=0.051)


def names_in_the_room() -> set[str]:
    """Public names of the satellite room, with their arguments and fields."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(dawndusk.satellite.__path__):
        room = importlib.import_module(f"dawndusk.satellite.{module.name}")
        for name in room.__all__:
            member = getattr(room, name)
            found |= {name, *getattr(member, "_fields", ())}
            if inspect.isfunction(member):
                found |= set(inspect.signature(member).parameters)
    return found


def test_every_name_of_the_nomenclature_is_in_the_code():
    lines = [line for line in NOMENCLATURE.splitlines() if line.startswith("| {math}")]
    assert len(lines) > 60
    written = {name for line in lines for name in re.findall(r"`(\w+)`", line.rsplit("|", 2)[1])}
    assert len(written) > 80
    assert written <= names_in_the_room()
