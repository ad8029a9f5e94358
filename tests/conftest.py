"""Shared by all tests: steady hypothesis settings and the smallest scenario."""

from __future__ import annotations

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
def smallest() -> dict[str, Any]:
    """Return the least a scenario may say: everything else is a sourced default."""
    return {"name": "smallest"}
