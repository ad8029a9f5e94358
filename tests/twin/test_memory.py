"""What does not fit into memory is refused beforehand, with how many would fit."""

from __future__ import annotations

import re

import pytest

from dawndusk.errors import InputError
from dawndusk.twin.fly import fly
from dawndusk.twin.memory import (
    free_memory,
    memory_needed,
    require_memory,
    require_memory_to_read,
)
from dawndusk.twin.size import Size


def refused(size: Size, steps: int, free: float) -> str:
    with pytest.raises(InputError) as caught:
        require_memory(size, 1, steps, free=free)
    text = str(caught.value)
    assert len(text.splitlines()) == 1
    return text


def test_what_is_said_to_fit_fits():
    size = Size(structured=0, general=50_000_000, imported=0, planes=1, longest_ring=0)
    text = refused(size, 1440, 4e9)
    assert "12.3 GB" in text
    fit = int(re.search(r"about ([\d,]+) satellites", text)[1].replace(",", ""))
    require_memory(Size(0, fit, 0, 1, 0), 1, 1440, free=4e9)
    refused(Size(0, int(1.1 * fit), 0, 1, 0), 1440, 4e9)


def test_many_planes_may_take_fewer_steps():
    size = Size(structured=1_000_000, general=0, imported=0, planes=1_000_000, longest_ring=1)
    text = refused(size, 1440, 8e9)
    steps = int(re.search(r"about ([\d,]+) steps", text)[1].replace(",", ""))
    require_memory(size, 1, int(0.9 * steps), free=8e9)


MEASURED = [  # shells of a plane each, steps, most resident memory of a `fly` [byte]
    (1, 720, 309e6), (1, 360_000, 445e6), (1, 3_600_000, 2427e6), (1, 7_200_000, 4009e6),
    (10, 360_000, 1128e6), (10, 1_800_000, 4635e6),
]  # fmt: skip
MEASURED_PLANES = [  # planes of one shell
    (30, 720_000, 1065e6), (100, 36_000, 369e6), (1000, 18_000, 854e6),
]  # fmt: skip


@pytest.mark.parametrize(
    ("planes", "shells", "steps", "most"),
    [(k, k, *rest) for k, *rest in MEASURED] + [(k, 1, *rest) for k, *rest in MEASURED_PLANES],
)
def test_what_was_measured_is_what_is_said(planes, shells, steps, most):
    said = memory_needed(Size(planes, 0, 0, planes, 1), shells, steps)
    assert most < said < 1.9 * most


def test_a_long_flight_of_one_satellite_may_take_fewer_steps():
    text = refused(Size(1, 0, 0, 1, 1), 10_000_000, 2e9)
    steps = int(re.search(r"about ([\d,]+) steps fit", text)[1].replace(",", ""))
    assert "satellites of this kind" not in text
    require_memory(Size(1, 0, 0, 1, 1), 1, steps, free=2e9)
    refused(Size(1, 0, 0, 1, 1), int(1.2 * steps), 2e9)


def test_a_huge_file_of_elements_is_refused_before_it_is_read(tmp_path, monkeypatch, scenario_of):
    path = tmp_path / "huge.tle"
    with path.open("wb") as file:
        file.truncate(400_000_000)
    require_memory_to_read([path], free=6e9)
    for files in ([path, path], [path, tmp_path / "none.tle", tmp_path, path]):
        with pytest.raises(InputError, match="GB for 800 MB of elements"):
            require_memory_to_read(files, free=6e9)
    monkeypatch.setattr("dawndusk.twin.memory.free_memory", lambda: 2e9)
    with pytest.raises(InputError, match="the files of elements do not fit into memory"):
        fly(scenario_of({"pattern": "imported", "file": str(path)}))


def test_satellites_in_rings_that_are_not_linked_cost_nothing_each():
    few = Size(3_000_000, 0, 0, 1000, 3000)
    many = Size(100_000_000, 0, 0, 1000, 100_000)
    assert memory_needed(many, 10, 1440) < 1.1 * memory_needed(few, 10, 1440) < 1e9


def test_a_million_satellites_are_linked_in_what_was_measured():
    """Most resident memory of a day's flight of 1,000 planes of 1,000: 1,121 MB on two cores."""
    said = memory_needed(Size(1_000_000, 0, 0, 1000, 1000), 10, 1440)
    assert 1121e6 < said < 1.9 * 1121e6


def test_too_many_to_be_flown_without_links_may_still_be_linked():
    size = Size(0, 2_500_000, 0, 1, 0)
    text = refused(size, 1440, 0.9e9)
    fit = int(re.search(r"about ([\d,]+) satellites", text)[1].replace(",", ""))
    require_memory(Size(0, fit, 0, 1, 0), 1, 1440, free=0.9e9)


def test_more_than_can_be_counted():
    assert "1,000,000,000" in refused(Size(2_000_000_000, 0, 0, 1, 1), 1, 1e18)


def test_there_is_some_memory():
    assert 1e7 < free_memory() < 1e16
