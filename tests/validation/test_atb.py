"""Power-plant rows and definitions against NREL's Annual Technology Baseline 2024.

Source: NREL ATB 2024 (dollars of 2022), moderate unless said: utility photovoltaics 1,323 / 1,044
/ 764 $/kW of inverter in 2025 / 2030 / 2035 at an inverter loading of 1.34; four-hour batteries
388 / 325 / 300 $/kWh; gas combined cycle 1,213 $/kW, 6.36 MMBtu/MWh; small reactors 5,500 / 8,000
/ 10,000 $/kW overnight in 2030, 9,650 with interest. Rows must hold ATB inside their range after
the dollars are moved; where other evidence departs from ATB it must be inside too.
"""

import numpy as np
import pytest

from dawndusk.earth.power_paths import fuelled_plant
from dawndusk.quantity import dollar_factor
from dawndusk.scenario.terrestrial import Earth

TO_2026 = dollar_factor("USD_2022/kW")


def bounds(path, field, year):
    shape = getattr(getattr(Earth().paths, path), field).shape
    low, high = shape.quantile(np.array([[0.0], [1.0]]), np.array([float(year)])).ravel()
    return low, high


@pytest.mark.parametrize(
    ("path", "field", "year", "figure"),
    [
        ("solar_storage", "pv_usd_per_kw", 2026, 1323.0 / 1.34),
        ("solar_storage", "pv_usd_per_kw", 2030, 1044.0 / 1.34),
        ("solar_storage", "pv_usd_per_kw", 2035, 764.0 / 1.34),
        ("solar_storage", "storage_usd_per_kwh", 2030, 325.0),
        ("solar_storage", "storage_usd_per_kwh", 2035, 300.0),
        ("solar_storage", "pv_fixed_usd_per_kw_year", 2030, 18.0 / 1.34),
        ("gas_behind_the_meter", "plant_usd_per_kw", 2035, 1106.0 * 1.1),
        ("gas_behind_the_meter", "heat_rate_mmbtu_per_mwh", 2026, 6.36 / TO_2026),
        ("gas_behind_the_meter", "fixed_usd_per_kw_year", 2026, 34.5),
        ("small_modular_reactor", "plant_usd_per_kw", 2030, 5500.0),
        ("small_modular_reactor", "plant_usd_per_kw", 2030, 8000.0),
        ("small_modular_reactor", "plant_usd_per_kw", 2030, 10_000.0),
        ("small_modular_reactor", "fixed_usd_per_kw_year", 2030, 136.0),
    ],
)
def test_rows_hold_the_baseline(path, field, year, figure):
    """Gas in 2035 is held at ATB plus 10 %: every order since 2023 is dearer than ATB."""
    low, high = bounds(path, field, year)
    assert low <= figure * TO_2026 * 1.001
    assert figure * TO_2026 <= high * 1.001


@pytest.mark.parametrize(
    ("path", "field", "figure_2025"),
    [
        ("gas_behind_the_meter", "plant_usd_per_kw", 2157.0),  # BloombergNEF, 2026
        ("gas_behind_the_meter", "plant_usd_per_kw", 2400.0),  # orders reported in 2026
        ("solar_storage", "storage_usd_per_kwh", 165.0),  # BloombergNEF, 2024
    ],
)
def test_rows_hold_the_newer_evidence_too(path, field, figure_2025):
    low, high = bounds(path, field, 2026)
    assert low <= figure_2025 * dollar_factor("USD_2025/kW") <= high


def test_interest_during_construction_of_a_small_reactor():
    """ATB 2024: overnight 8,000 and capital 9,650 $/kW; ratio within the row, sum within 0.1 %."""
    low, high = bounds("small_modular_reactor", "interest_share", 2030)
    assert low <= 9650.0 / 8000.0 - 1.0 <= high
    plant = fuelled_plant(
        plant_usd_per_kw=8000.0, oversize=1.0, interest_share=0.206, fixed_usd_per_kw_year=136.0,
        operation_usd_per_mwh=2.6, heat_rate_mmbtu_per_mwh=10.4, fuel_usd_per_mmbtu=0.9,
        curtailed_share=0.0, time_to_power_years=9.0, national_gw_per_year=1.0, buyer_share=1.0,
        life_years=60.0,
    )  # fmt: skip
    assert float(plant.capital_usd_per_kw) == pytest.approx(9650.0, rel=1e-3)


def test_fuel_cost_of_mccalips_gas_turbine():
    """6,200 Btu/kWh at 4.30 $/MMBtu is 26.66 $/MWh, exactly."""
    plant = fuelled_plant(
        plant_usd_per_kw=1800.0, oversize=1.0, interest_share=0.0, fixed_usd_per_kw_year=0.0,
        operation_usd_per_mwh=0.0, heat_rate_mmbtu_per_mwh=6.2, fuel_usd_per_mmbtu=4.3,
        curtailed_share=0.0, time_to_power_years=3.0, national_gw_per_year=1.0, buyer_share=1.0,
        life_years=30.0,
    )  # fmt: skip
    assert float(plant.variable_usd_per_mwh) == pytest.approx(26.66, rel=1e-12)
