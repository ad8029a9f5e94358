"""Finance kernels against NREL's published annual technology baseline and its System Advisor Model.

Sources
-------
1. NREL, Annual Technology Baseline 2024, utility PV class 3, Moderate, R&D case, 30 years: cost of
   capital, capital recovery factor, project finance factor, fixed charge rate, and levelised cost
   for 2022 and 2025. The capacity factors are solved from the published levelised cost, so the
   2025 and 2022 costs test capital, fixed costs and charge rate, not the resource. Tolerance: the
   printed digits of the inputs (the debt share has six, worth 2e-8 of cost of capital).
2. NREL, PySAM 7.1.1, module Lcoefcr: 1200 $/kW, charge rate 7 %, 20 $/kW a year, capacity factor
   0.25 gives 0.047488584474885846 $/kWh. Tolerance: rounding of 64-bit floats.
3. Capital recovery factor of 7 % over 25 years, 0.0858105 in interest tables. Printed digits.
4. Tax depreciation over five years: IRS, Publication 946, table A-1, half-year convention.
"""

from __future__ import annotations

import numpy as np
import pytest

from dawndusk.economics.finance import (
    annuity,
    fixed_charge_rate,
    levelised_energy,
    weighted_cost_of_capital,
)

FIVE_YEAR_DEPRECIATION = (0.20, 0.32, 0.192, 0.1152, 0.1152, 0.0576)
TAX = 0.2574


def test_cost_of_capital():
    found = weighted_cost_of_capital(0.753093, 0.07, 0.085, TAX, 0.025)
    assert float(found.nominal) == pytest.approx(0.0601343856, abs=3e-8)
    assert float(found.real) == pytest.approx(0.03427744938, abs=3e-8)


def test_fixed_charge_rate_and_its_two_factors():
    capital = weighted_cost_of_capital(0.753093, 0.07, 0.085, TAX, 0.025)
    worth = (1.0 + float(capital.nominal)) ** -np.arange(1.0, len(FIVE_YEAR_DEPRECIATION) + 1.0)
    depreciation = float(worth @ np.asarray(FIVE_YEAR_DEPRECIATION))
    recovery = float(annuity(capital.real, 30))
    charge = float(fixed_charge_rate(capital.real, 30, TAX, depreciation))
    assert recovery == pytest.approx(0.053880, abs=5e-7)
    assert charge / recovery == pytest.approx(1.051184, abs=5e-7)
    assert charge == pytest.approx(0.056638, abs=5e-7)


@pytest.mark.parametrize(
    ("capex", "fixed", "capacity_factor", "published"),
    [(1482.683, 23.7656, 0.29024, 42.3756), (1491.641, 21.0011, 0.29536, 40.7690)],
)
def test_levelised_cost_of_utility_solar(capex, fixed, capacity_factor, published):
    found = float(levelised_energy(capex, 0.056638, fixed, 0.0, capacity_factor))
    assert found == pytest.approx(published, rel=3e-5)  # 5 digits of the capacity factor


def test_levelised_cost_of_the_system_advisor_model():
    found = float(levelised_energy(1200, 0.07, 20, 0, 0.25))
    assert found == pytest.approx(47.488584474885846, rel=1e-15, abs=1e-13)


def test_capital_recovery_factor_of_interest_tables():
    assert float(annuity(0.07, 25)) == pytest.approx(0.0858105, abs=5e-8)
