"""The sum of the parts against published sums.

- research-viewer "Orbital AI data centers", earlier central case: 1.05 kW of bus per kW of
  compute, 150 W/kg of power, 130 W/kg of thermal control, 5 kg/kW of compute, 25 % on top: 24.6
  kg/kW (0.1 %).
- Two maturity classes by hand, not an outside source: conservative (60 W/kg array, 12 kg/m2 at 350
  W/m2, 9 kg/kW, 40 % on top, 400 kg of battery for 100 kW) 10.7 W/kg and middle (100, 5 at 600,
  6, 25 %, 100 kg) 30.5 W/kg, both with 1.05 kW of bus per kW (0.5 %, for the printed digits).
- Turyshev, arXiv:2604.27197 (2026): array, storage and radiator 29.4 kg/kW; 34 to 59 with the
  bus. At 40 kg/kW a benchmark of 10,000 to 40,000 $/kW leaves 250 to 1,000 $/kg for launch and
  building (exact).
"""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from dawndusk.satellite.mass import mass_roll_up

BUS = 1.05  # kW of electricity and heat per kW of compute


def roll_up(array_w_per_kg, areal, flux_w_m2, compute_kg_per_kw, on_top, battery_kg_per_kw):
    return mass_roll_up(
        array_kg=1e3 * BUS / array_w_per_kg,
        radiator_kg=1e3 * BUS / flux_w_m2 * areal,
        compute_kg=compute_kg_per_kw,
        battery_kg=battery_kg_per_kw,
        structure_share=on_top,
    )


def test_research_viewer():
    budget = mass_roll_up(
        array_kg=1050.0 / 150.0, radiator_kg=1000.0 / 130.0, compute_kg=5.0, structure_share=0.25
    )
    assert float(budget.parts_kg) == pytest.approx(19.69, abs=0.005)
    assert float(budget.wet_kg) == pytest.approx(24.6, rel=1e-3)


@pytest.mark.parametrize(
    ("inputs", "watts_per_kg"),
    [((60.0, 12.0, 350.0, 9.0, 0.40, 4.0), 10.7), ((100.0, 5.0, 600.0, 6.0, 0.25, 1.0), 30.5)],
)
def test_maturity_classes(inputs, watts_per_kg):
    assert 1e3 / float(roll_up(*inputs).wet_kg) == pytest.approx(watts_per_kg, rel=5e-3)


def test_turyshev():
    budget = mass_roll_up(array_kg=29.4, structure_share=10.6 / 29.4)
    assert float(budget.wet_kg) == pytest.approx(40.0, rel=1e-12)
    assert_allclose(np.array([10e3, 40e3]) / budget.wet_kg, [250.0, 1000.0], rtol=1e-12)
    shares = np.array([34.0, 59.0]) / 29.4 - 1.0
    assert_allclose(mass_roll_up(array_kg=29.4, structure_share=shares).wet_kg, [34.0, 59.0])
