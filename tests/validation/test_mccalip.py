"""McCalip's calculator against the outputs of his own program.

Source: A. McCalip, "Economics of Orbital vs Terrestrial Data Centers", calculator, December 2025;
his program (static/js/math.js) was run for seven full cases (``mccalip_cases.json``) and for one
change of input at a time. Tolerance: 1e-9 relative for the seven cases, since both sides do the
same arithmetic in 64-bit floats; half a unit of the last printed digit for the single changes and
for the intermediate figures, because only rounded figures were kept.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from dawndusk.calculator import calculate
from dawndusk.published.mccalip import earth_cost, mccalip, orbital_cost
from dawndusk.published.mccalip_inputs import his_inputs
from dawndusk.published.mccalip_physics import earth_view, fleet, heat

CASES = json.loads(Path(__file__).with_name("mccalip_cases.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_full_cases_to_a_billionth(case):
    found = mccalip(**case["set"])
    assert set(case["expect"]) == set(found._fields)
    for name, expected in case["expect"].items():
        assert float(getattr(found, name)) == pytest.approx(expected, rel=1e-9), name


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_calculator_gives_the_same_under_the_same_names(case):
    result = calculate("mccalip", case["set"]).as_dict()
    assert result["outputs"] == pytest.approx(case["expect"], rel=1e-9)
    assert type(result["outputs"]["satellites"]) is type(result["outputs"]["launches"]) is int


ORBIT_W, ORBIT_MWH, N, MASS = "orbital_usd_per_w", "orbital_usd_per_mwh", "satellites", "mass_kg"
LAUNCHES, EARTH_W, EARTH_MWH = "launches", "earth_usd_per_w", "earth_usd_per_mwh"
EVEN, WARM, AREA = "break_even_launch_usd_per_kg", "panel_temperature_c", "area_required_km2"
V1 = {"satellite_usd_per_w": 32, "specific_power_w_per_kg": 24.7, "satellite_kw": 7}
V3 = {"satellite_usd_per_w": 25, "specific_power_w_per_kg": 31.6, "satellite_kw": 60}
CHEAP = {"satellite_usd_per_w": 5, "launch_usd_per_kg": 100}

# change, {output: (printed figure, unit of its last digit)}
CHANGES = [
    (
        {"launch_usd_per_kg": 1000},
        {
            ORBIT_W: (65.7904, 1e-4),
            ORBIT_MWH: (1502.06, 1e-2),
            N: (39731, 1),
            MASS: (29.3901e6, 1e2),
            LAUNCHES: (294, 1),
            EARTH_W: (15.8511, 1e-4),
            EVEN: (-263.66, 1e-2),
            WARM: (62.600, 1e-3),
            AREA: (3.9864, 1e-4),
        },
    ),
    ({"launch_usd_per_kg": 200}, {ORBIT_W: (42.2783, 1e-4), ORBIT_MWH: (965.26, 1e-2)}),
    ({"launch_usd_per_kg": 100}, {ORBIT_W: (39.3393, 1e-4), ORBIT_MWH: (898.16, 1e-2)}),
    ({"launch_usd_per_kg": 20}, {ORBIT_W: (36.9881, 1e-4), ORBIT_MWH: (844.48, 1e-2)}),
    ({"launch_usd_per_kg": 2940}, {ORBIT_W: (122.8071, 1e-4), ORBIT_MWH: (2803.81, 1e-2)}),
    (
        V1,
        {
            ORBIT_W: (74.2057, 1e-4),
            ORBIT_MWH: (1694.19, 1e-2),
            N: (153246, 1),
            MASS: (43.4300e6, 1e2),
            LAUNCHES: (435, 1),
            EVEN: (-425.42, 1e-2),
            WARM: (62.600, 1e-3),
            AREA: (3.9864, 1e-4),
        },
    ),
    (
        V3,
        {
            ORBIT_W: (58.2015, 1e-4),
            ORBIT_MWH: (1328.80, 1e-2),
            N: (17879, 1),
            MASS: (33.9475e6, 1e2),
            LAUNCHES: (340, 1),
            EVEN: (-323.06, 1e-2),
            WARM: (62.600, 1e-3),
            AREA: (3.9864, 1e-4),
        },
    ),
    (
        {"specific_power_w_per_kg": 3},
        {
            ORBIT_W: (215.1898, 1e-4),
            ORBIT_MWH: (4913.01, 1e-2),
            N: (39731, 1),
            MASS: (357.5790e6, 1e2),
            LAUNCHES: (3576, 1),
            EVEN: (-21.67, 1e-2),
        },
    ),
    (
        CHEAP | {"specific_power_w_per_kg": 75},
        {
            ORBIT_W: (10.4758, 1e-4),
            ORBIT_MWH: (239.17, 1e-2),
            N: (39731, 1),
            MASS: (14.3032e6, 1e2),
            LAUNCHES: (144, 1),
            EVEN: (733.24, 1e-2),
        },
    ),
    (
        CHEAP | {"specific_power_w_per_kg": 100},
        {
            ORBIT_W: (10.1183, 1e-4),
            ORBIT_MWH: (231.01, 1e-2),
            MASS: (10.7274e6, 1e2),
            LAUNCHES: (108, 1),
            EVEN: (977.65, 1e-2),
        },
    ),
    (
        {
            "satellite_usd_per_w": 5,
            "specific_power_w_per_kg": 150,
            "launch_usd_per_kg": 50,
            "gpu_failure_percent_per_year": 0,
        },
        {
            ORBIT_W: (6.9894, 1e-4),
            ORBIT_MWH: (159.58, 1e-2),
            MASS: (7.1516e6, 1e2),
            LAUNCHES: (72, 1),
            EVEN: (1466.48, 1e-2),
        },
    ),
    (
        {"sun_fraction": 0.6},
        {
            ORBIT_W: (82.8212, 1e-4),
            ORBIT_MWH: (1890.89, 1e-2),
            N: (64893, 1),
            MASS: (48.0030e6, 1e2),
            LAUNCHES: (481, 1),
            EVEN: (-472.79, 1e-2),
            WARM: (62.600, 1e-3),
            AREA: (6.5111, 1e-4),
        },
    ),
    (
        {"cell_degradation_percent_per_year": 6},
        {
            ORBIT_W: (54.7241, 1e-4),
            ORBIT_MWH: (1249.41, 1e-2),
            N: (42609, 1),
            MASS: (31.5190e6, 1e2),
            LAUNCHES: (316, 1),
            EVEN: (-300.09, 1e-2),
            AREA: (4.2752, 1e-4),
        },
    ),
    (
        {"years": 10},
        {
            ORBIT_W: (66.8072, 1e-4),
            ORBIT_MWH: (762.64, 1e-2),
            N: (42242, 1),
            MASS: (31.2475e6, 1e2),
            LAUNCHES: (313, 1),
            EARTH_W: (17.0421, 1e-4),
            EARTH_MWH: (228.88, 1e-2),
            EVEN: (-257.61, 1e-2),
            AREA: (4.2384, 1e-4),
        },
    ),
    (
        {"years": 3},
        {
            ORBIT_W: (45.2595, 1e-4),
            ORBIT_MWH: (1722.20, 1e-2),
            N: (38754, 1),
            MASS: (28.6673e6, 1e2),
            LAUNCHES: (287, 1),
            EARTH_W: (15.3746, 1e-4),
            EARTH_MWH: (688.27, 1e-2),
            EVEN: (-266.68, 1e-2),
            AREA: (3.8884, 1e-4),
        },
    ),
    (
        {"gpu_failure_percent_per_year": 0},
        {ORBIT_W: (40.4753, 1e-4), ORBIT_MWH: (924.09, 1e-2)},
    ),
    (
        {"target_gw": 100},
        {
            ORBIT_W: (50.1046, 1e-4),
            ORBIT_MWH: (1143.94, 1e-2),
            N: (3973037, 1),
            MASS: (2938.9589e6, 1e2),
            LAUNCHES: (29390, 1),
            EARTH_W: (15.8511, 1e-4),
            EVEN: (-263.66, 1e-2),
            AREA: (398.6362, 1e-4),
        },
    ),
    (
        {"gas_usd_per_mmbtu": 15, "pue": 1.5},
        {
            ORBIT_W: (51.0953, 1e-4),
            EARTH_W: (20.3936, 1e-4),
            EARTH_MWH: (547.77, 1e-2),
            EVEN: (-109.09, 1e-2),
        },
    ),
    (
        {"gas_turbine_usd_per_kw": 2300, "heat_rate_btu_per_kwh": 9000},
        {EARTH_W: (16.9890, 1e-4), EARTH_MWH: (456.32, 1e-2), EVEN: (-224.94, 1e-2)},
    ),
    ({"beta_deg": 60}, {WARM: (68.132, 1e-3), AREA: (4.2558, 1e-4)}),
    ({"altitude_km": 1200}, {WARM: (62.503, 1e-3), AREA: (3.9819, 1e-4)}),
    ({"beta_deg": 75, "altitude_km": 400}, {WARM: (65.222, 1e-3), AREA: (4.1125, 1e-4)}),
    ({"emissivity_pv": 0}, {WARM: (122.988, 1e-3), AREA: (7.7251, 1e-4)}),
]


@pytest.mark.parametrize(
    ("change", "printed"),
    CHANGES,
    ids=[" ".join(f"{k}={v}" for k, v in c.items()) for c, _ in CHANGES],
)
def test_single_changes_to_the_printed_digits(change, printed):
    found = mccalip(**change)
    for name, (figure, digit) in printed.items():
        assert float(getattr(found, name)) == pytest.approx(figure, abs=0.5001 * digit), name


def test_intermediate_figures_of_the_default():
    given = his_inputs()
    sized = fleet(given)
    assert float(sized.mean_output) == pytest.approx(0.951234453125, rel=1e-12)
    assert float(sized.required_w) == pytest.approx(1_072_719_937.669, abs=5e-4)
    assert float(sized.nameplate_w) == 1_072_737_000
    orbit = orbital_cost(given, sized)
    assert [float(part) for part in orbit] == pytest.approx(
        [23_600_214_000, 14_695_027_397.26, 1_180_010_700, 10_620_096_300, 1e9], abs=5e-3
    )
    earth = earth_cost(given)
    assert [float(part) for part in earth] == pytest.approx(
        [2.16e9, 5.25e9, 3.0e9, 2.5e9, 1.75e9, 1_191_062_160], abs=5e-3
    )
    panels = heat(given, sized.array_m2, *earth_view(given))
    megawatt = [4390.800, 1379.966, 40.4941, 0.0, 2822.612, 2988.648]
    parts = (
        panels.solar_waste_w,
        panels.loop_w,
        panels.earth_infrared_w,
        panels.albedo_w,
        panels.front_w,
        panels.back_w,
    )
    assert [float(part) / 1e6 for part in parts] == pytest.approx(megawatt, abs=5.01e-4)
    assert float(panels.temperature_k) == pytest.approx(335.7495, abs=5e-5)


def test_exact_edge_on_view_factor_warms_his_panels_to_69_degrees():
    """His 5 % floor against (1/pi)[atan(1/s) - s/H^2], 0.2578 a face at 550 km: 68.95 degC."""
    given = his_inputs()
    H = 1.0 + 550.0 / 6371.0
    s = np.sqrt(H * H - 1.0)
    exact = (np.arctan(1.0 / s) - s / (H * H)) / np.pi
    panels = heat(given, fleet(given).array_m2, exact, exact)
    assert float(panels.temperature_k) - 273.15 == pytest.approx(68.95, abs=5e-3)
