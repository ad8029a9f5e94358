"""A sheet that is array and radiator at once, against a worked case and a public calculator.

Sun-facing sheet of absorptivity 0.92 with faces of 0.85 and 0.90, all power brought back as heat,
no Earth: T^4 = 0.92 x 1361 / (1.75 sigma), 62.01 degC (0.05 K), whatever the cells give. That is
the geometry of McCalip (2025). A sheet that must stay below that needs a white part.
"""

import numpy as np
import pytest

from dawndusk.satellite.integrated_panel import integrated_panel

ALIKE = {"sunlight_w_m2": 1361.0, "reflected_w_m2": 0.0, "earth_w_m2": 0.0,
         "cell_absorptivity": 0.92, "cell_emissivity": 0.85, "white_absorptivity": 0.2,
         "white_emissivity": 0.9, "back_emissivity": 0.9, "fin_efficiency": 1.0}  # fmt: skip


@pytest.mark.parametrize("power_per_area", [100.0, 270.0, 400.0])
def test_all_power_returned_as_heat(power_per_area):
    found = integrated_panel(1e5, 1e5, power_per_area, -0.0035, **ALIKE, hottest_root_k=373.15)
    assert float(found.cell_share) == 1.0
    assert float(found.root_k) - 273.15 == pytest.approx(62.01, abs=0.05)


def test_power_that_leaves_as_light_cools_the_sheet():
    gone = integrated_panel(1e5, 0.0, 250.0, 0.0, **ALIKE, hottest_root_k=373.15)
    expected = ((0.92 * 1361.0 - 250.0) / (1.75 * 5.670374419e-8)) ** 0.25
    assert float(gone.root_k) == pytest.approx(expected, abs=1e-6)


def test_below_62_degrees_white_must_help():
    found = integrated_panel(
        1e5, 1e5, 250.0, 0.0, **ALIKE, hottest_root_k=273.15 + np.array([61.9, 62.1])
    )
    assert found.cell_share[0] < 1.0 == found.cell_share[1]
