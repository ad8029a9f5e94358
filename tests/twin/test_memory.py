"""What does not fit into memory is refused beforehand, with how many would fit."""

from __future__ import annotations

import re

import pytest

from dawndusk.errors import InputError
from dawndusk.twin.memory import free_memory, memory_needed, require_memory
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


def test_satellites_in_rings_cost_nothing_each():
    few = Size(1_000_000, 0, 0, 1000, 1000)
    many = Size(100_000_000, 0, 0, 1000, 100_000)
    assert memory_needed(many, 10, 1440) < 1.1 * memory_needed(few, 10, 1440) < 1e9


def test_more_than_can_be_counted():
    assert "1,000,000,000" in refused(Size(2_000_000_000, 0, 0, 1, 1), 1, 1e18)


def test_there_is_some_memory():
    assert 1e7 < free_memory() < 1e16
