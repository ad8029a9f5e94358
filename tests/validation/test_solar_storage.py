"""Round-the-clock solar against Ember's published case.

Source: Ember, "Solar electricity every hour of every day is here" (June 2025): 6 GW of panels and
17 GWh of batteries give 1 GW for 97 % of the hours in Las Vegas at 104 $/MWh, with batteries at
165 $/kWh. Panels at the world mean of IRENA for 2024, about 690 $/kW. Ember's rate and life are
not known to us: at 8 % and 20 years we allow 10 %.
"""

import pytest

from dawndusk.earth.power_paths import solar_storage
from dawndusk.scenario.terrestrial import Earth

LAS_VEGAS = solar_storage(
    pv_usd_per_kw=690.0, storage_usd_per_kwh=165.0, pv_kw_per_kw=6.0, storage_kwh_per_kw=17.0,
    pv_fixed_usd_per_kw_year=15.0, storage_fixed_share=0.025, curtailed_share=0.03,
    time_to_power_years=1.6, national_gw_per_year=5.0, buyer_share=0.1, life_years=20.0,
)  # fmt: skip


def test_cost_of_ember_case():
    annuity = 0.08 / (1.0 - 1.08**-20)
    yearly = LAS_VEGAS.capital_usd_per_kw * annuity + LAS_VEGAS.fixed_usd_per_kw_year
    assert float(yearly / (8.766 * LAS_VEGAS.served_share)) == pytest.approx(104.0, rel=0.10)


def test_capital_by_hand():
    assert float(LAS_VEGAS.capital_usd_per_kw) == pytest.approx(6 * 690 + 17 * 165)


def test_defaults_are_ember_sizes():
    path = Earth().paths.solar_storage
    assert path.pv_kw_per_kw.value == 6.0
    assert path.storage_kwh_per_kw.value == 17.0
    assert path.curtailed_share.value == 0.03
