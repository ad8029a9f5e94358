"""Shared by all tests: steady hypothesis settings and the smallest scenario."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "steady",
    derandomize=True,  # the same examples on every machine, so that a red run can be repeated
    deadline=None,  # no test depends on how fast the machine is
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")


@pytest.fixture
def own_signals() -> Iterator[None]:
    """Give the signals that the command line listens to back afterwards."""
    numbers = [getattr(signal, n) for n in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, n)]
    before = {number: signal.getsignal(number) for number in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def smallest() -> dict[str, Any]:
    """Return the least a scenario may say: everything else is a sourced default."""
    return {"name": "smallest"}
