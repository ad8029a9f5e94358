"""The made-up summary as a fixture."""

from __future__ import annotations

from typing import Any

import pytest
from report_sample import sample_summary


@pytest.fixture
def summary() -> dict[str, Any]:
    """Return a fresh copy of the made-up summary."""
    return sample_summary()
