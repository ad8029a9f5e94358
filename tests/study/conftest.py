"""One study of the tiny scenario and one block of draws, shared by the tests of this room."""

from __future__ import annotations

import pytest
from small_study import TINY, drawn, small

from dawndusk.scenario import load
from dawndusk.study.run import run_study


@pytest.fixture(scope="session")
def tiny():
    """Return the scenario of ``scenarios/tiny.yaml``."""
    return load(TINY)


@pytest.fixture(scope="session")
def tiny_result(tiny):
    """Return a study of it."""
    return run_study(tiny)


@pytest.fixture(scope="session")
def block():
    """Return the chain of the small scenario, its draws and what comes of them."""
    chain, inputs = drawn(small())
    return chain, inputs, chain.run(inputs)
