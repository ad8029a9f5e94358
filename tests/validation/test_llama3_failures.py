"""Failure rows against the published record of one large training run.

Source: Meta, "The Llama 3 Herd of Models" (2024), section 3.3.4 and table 5: 16,384 GPUs, 54
days, 419 unexpected interruptions, 148 of them faulty GPUs, effective training time above 90 %.
The table counts events, not chips lost for good.
"""

import pytest

from dawndusk.data import catalogue
from dawndusk.workload.chips import goodput_share

GPU_YEARS = 16_384 * 54 / 365.25


def test_interruption_rate_is_the_runs():
    assert catalogue()["chip.interruption_rate"].value == pytest.approx(419 / GPU_YEARS, abs=5e-4)


def test_permanent_rate_is_below_the_rate_of_faulty_gpu_events():
    """6.1 % a year: a bound above the value, inside the range."""
    events = 148 / GPU_YEARS
    row = catalogue()["chip.permanent_failure_rate"]
    assert events == pytest.approx(0.061, abs=5e-4)
    assert row.value < events < row.shape.bounds()[1]


def test_goodput_of_the_run():
    """The whole job stops each time: at 15 minutes of lost work and restart, 92 to 93 %."""
    share = float(goodput_share(419 / GPU_YEARS, 16_384, 0.25))
    assert 0.90 < share < 0.95
