"""Published demand figures against each other, and against the caps on building.

Sources: Berkeley Lab, US Data Center Energy Usage Report (Dec 2024): 176 TWh in 2023, 325 to 580
TWh in 2028, that is 74 to 132 GW; IEA, Energy and AI (Apr 2025): 415 TWh in 2024, 945 in 2030;
Norris et al. (Duke, Feb 2025): 76 / 98 / 126 GW of headroom at 0.25 / 0.5 / 1 % of curtailment.
"""

import numpy as np
import pytest

from dawndusk.constants import HOURS_PER_YEAR
from dawndusk.scenario.terrestrial import Earth
from dawndusk.workload.growth import growth_index


@pytest.mark.parametrize(("twh", "gw"), [(325.0, 74.0), (580.0, 132.0)])
def test_berkeley_lab_energy_and_power_agree_at_half_use(twh, gw):
    """0.501 and 0.502 on 8,760 hours; 8,766 hours here, hence 0.2 %."""
    assert 0.5 * HOURS_PER_YEAR * gw / 1000 == pytest.approx(twh, rel=0.006)


def test_iea_growth():
    """415 to 945 TWh in six years is 14.7 % a year."""
    assert float(415.0 * growth_index(0.147, [2030], 2024)[0, 0]) == pytest.approx(945.0, rel=2e-3)


def test_grid_cap_brackets_the_growth_berkeley_lab_expects():
    """(325 - 176) and (580 - 176) TWh over five years at half use: 6.8 and 18.4 GW a year."""
    shape = Earth().paths.grid.national_gw_per_year.shape
    low, middle, high = shape.quantile(np.array([[0.0], [0.5], [1.0]]), np.array([2028.0])).ravel()
    slow, fast = ((twh - 176.0) / 5 / (0.5 * HOURS_PER_YEAR) * 1000 for twh in (325.0, 580.0))
    assert low < slow < middle < fast < high * 1.02


def test_flexible_headroom_is_a_stock_that_is_not_exceeded():
    """The middle path takes up between the 76 and 126 GW of the study by 2045."""
    shape = Earth().paths.flexible_grid.national_gw_per_year.shape
    taken = shape.quantile(np.array([[0.5]]), np.arange(2026.0, 2046.0)).sum()
    assert 76.0 < taken < 135.0
