"""Figures of the chapter hang together: temperatures fall, the ladder ends, balances close."""

from __future__ import annotations

import json

import numpy as np
import pytest
from small_study import small

from dawndusk.constants import SIGMA
from dawndusk.satellite.budget import MASS_PARTS
from dawndusk.study.drawing import apart, drawing
from dawndusk.study.heat import heat_at_scale
from dawndusk.study.heat_of_study import heat_of_study
from dawndusk.study.size_bench import Bench
from dawndusk.study.size_maturity import maturity
from dawndusk.study.size_scale import scale
from dawndusk.twin.sky import Sky

CASES = {
    "wings": {},
    "panel": {"satellite__body": "panel"},
    "body": {"satellite__body": "body_mounted"},
    "glycol": {"satellite__radiator__coolant": "pg25"},
    "boiling": {"satellite__radiator__flow": "boiling"},
    "throttle": {"satellite__in_shadow": "throttle"},
    "compute": {"satellite__in_shadow": "compute"},
    "no shadow": {"orbit__altitude_km": 1450},
    "advanced": {"satellite__maturity": "advanced"},
}


def made(**changed):
    bench = Bench.of(small(**changed), np.array([2026.0]))
    inputs = bench.best(2026.0)
    best = bench.close(inputs)
    return bench, inputs, best, heat_at_scale(bench, inputs, best)


@pytest.fixture(scope="module", params=CASES, ids=list(CASES))
def case(request):
    return made(**CASES[request.param])


@pytest.fixture(scope="module")
def plain():
    return made()


def test_it_is_strict_json_and_temperatures_fall(case):
    found = case[3]
    json.dumps(found, allow_nan=False)
    chain = [step["temperature_c"] for step in found["chain"]]
    assert chain == sorted(chain, reverse=True)
    assert chain[0] == pytest.approx(float(case[2].budget.junction_c.flat[0]))
    assert found["chain"][-1]["place"] == "what the radiator sees"


def test_what_is_emitted_is_what_comes_in(case):
    at = case[3]["balance"]
    taken = sum(at[f"from_{name}_w_m2"] for name in ("earth", "array", "sunlight"))
    assert at["emitted_w_m2"] + at["to_power_w_m2"] == pytest.approx(at["net_w_m2"] + taken)
    assert at["net_w_m2"] == pytest.approx(float(case[2].budget.radiator_flux_w_m2.flat[0]))


def test_a_sheet_is_about_as_warm_as_it_emits(plain):
    """Of its balance: (eps_front + eps_back) sigma T^4 at the root, less what fins take; 5 %."""
    bench, inputs, best, found = made(satellite__body="panel")
    emissivity = 0.5 * found["balance"]["emitted_w_m2"] / SIGMA
    root = float(best.budget.panel_temperature_c.flat[0]) + 273.15
    assert 0.80 < emissivity / root**4 < 0.92
    assert bench.design.body == found["design"]["body"] == "panel"
    assert inputs["satellite.radiator.emissivity"].flat[0] > 0.85


def test_the_ladder_ends_at_the_closed_radiator(case):
    steps, budget = case[3]["ladder"], case[2].budget
    areas = [step["area_m2"] for step in steps]
    assert areas[-1] == pytest.approx(float(budget.radiator_area_m2.flat[0]), rel=1e-12)
    assert areas[-2] == pytest.approx(float(budget.radiator_needed_m2.flat[0]), rel=1e-12)
    assert min(step["adds_m2"] for step in steps) > 0.0
    assert sum(step["adds_m2"] for step in steps) == pytest.approx(areas[-1])
    assert np.prod([s["factor"] for s in steps[1:]]) == pytest.approx(areas[-1] / areas[0])


def test_the_first_step_is_a_hand_calculation(plain):
    """100 kW from a black plate of two faces at 55 degC: 657.6 W/m2 a face, 76.0 m2."""
    flux = 2.0 * 5.670374419e-8 * 328.15**4
    assert plain[3]["ladder"][0]["area_m2"] == pytest.approx(1e5 / flux, rel=1e-6)
    assert plain[3]["ladder"][0]["area_m2"] == pytest.approx(76.0, abs=0.05)
    heat = float(plain[2].budget.heat_w.flat[0])
    assert plain[3]["ladder"][1]["area_m2"] == pytest.approx(heat / flux, rel=1e-6)
    assert made(satellite__body="body_mounted")[3]["ladder"][0]["area_m2"] == pytest.approx(
        2e5 / flux, rel=1e-6
    )


def test_warmer_coolant_saves_radiator_and_costs_speed(plain):
    rows = plain[3]["coolant_temperature"]
    for name, sign in (("radiator_m2_per_kw", -1), ("chip_speed", -1), ("watts_per_kg", 1)):
        assert all(np.diff([row[name] for row in rows]) * sign > 0.0), name
    best, now, limit = (plain[3][k] for k in ("coolant_best", "coolant_now", "junction_limit_c"))
    assert best["junction_c"] <= limit
    assert now["supply_c"] == 45.0
    assert now["watts_per_kg"] == pytest.approx(float(plain[2].budget.watts_per_kg.flat[0]))
    within = [row["work_per_kg"] for row in rows if row["junction_c"] <= limit]
    assert best["work_per_kg"] == max(within) >= now["work_per_kg"]


def test_a_choice_is_the_scenario_with_that_choice(plain):
    """Every row of the three tables against the satellite of a scenario that says so."""
    found = plain[3]
    scenarios = [
        *((row, {"satellite__body": row["body"]}) for row in found["bodies"]),
        *((row, {"satellite__in_shadow": row["in_shadow"]}) for row in found["in_shadow"]),
        *(
            (row, {"satellite__radiator__coolant": row["coolant"],
                   "satellite__radiator__flow": "boiling" if row["boiling"] else "liquid"})
            for row in found["coolants"]
        ),
    ]  # fmt: skip
    for row, changed in scenarios:
        bench = Bench.of(small(**changed), np.array([2026.0]))
        budget = bench.close(bench.best(2026.0)).budget
        for name in ("wet_kg", "radiator_area_m2", "battery_kwh"):
            assert row[name] == pytest.approx(float(getattr(budget, name).flat[0])), changed


def test_the_flow_carries_the_heat(plain):
    """Water-glycol by 4.0 kJ/(kg K) over 10 K, boiling ammonia by 0.7 of 1,075 kJ/kg: 2 %."""
    rows = {(row["coolant"], row["boiling"]): row for row in plain[3]["coolants"]}
    glycol, ammonia = rows["pg25", False], rows["ammonia", True]
    assert glycol["flow_kg_per_s"] == pytest.approx(glycol["heat_w"] / (3990.0 * 10.0), rel=0.02)
    assert ammonia["flow_kg_per_s"] == pytest.approx(ammonia["heat_w"] / (0.7 * 1.08e6), rel=0.02)


def test_policies_in_the_shadow_trade_battery_for_work(plain):
    rows = plain[3]["in_shadow"]
    assert [row["in_shadow"] for row in rows] == ["sleep", "throttle", "compute"]
    for name, sign in (("battery_kwh", 1), ("work_share", 1), ("watts_per_kg", -1)):
        assert all(np.diff([row[name] for row in rows]) * sign > 0.0), name
    assert rows[-1]["work_share"] == pytest.approx(1.0)


def test_through_the_worst_revolution(case):
    found = case[3]["worst_revolution"]
    if case[0].design.body == "panel":
        assert found is None
        return
    assert found["periodic_k"] < 0.1
    assert found["energy_residual"] < 1e-9
    columns = [found[k] for k in ("lit", "speed", "junction_c", "charge", "load_kw", "array_kw")]
    assert {len(column) for column in columns} == {len(found["minutes"])}
    assert 150 < len(found["minutes"]) < 260
    freezing = found["freezing"][0]
    assert freezing["margin_k"] == freezing["coldest_c"] - freezing["freezing_c"]
    assert freezing["coldest_c"] == pytest.approx(min(found["radiator_c"]), abs=1e-3)
    assert (found["wakes_after_min"] is None) == (min(found["lit"]) >= 0.5)


def test_maturity_rises_and_adds_up():
    rows = maturity(made()[0])
    figures = [row["watts_per_kg"] for row in rows]
    assert figures == sorted(figures)
    for row in rows:
        assert sum(row["kg_per_kw"].values()) == pytest.approx(1e3 / row["watts_per_kg"])
        assert tuple(row["kg_per_kw"]) == MASS_PARTS
        bench = Bench.of(small(satellite__maturity=row["level"]), np.array([2026.0]))
        assert row["wet_kg"] == pytest.approx(bench.close(bench.best(2026.0)).budget.wet_kg[0, 0])
    array = [row["assumes"]["array.areal_kg_per_m2"] for row in rows]
    assert [of["value"] for of in array] == sorted((of["value"] for of in array), reverse=True)
    assert {of["unit"] for of in array} == {"kg/m**2"}


def test_a_study_has_what_size_has(plain):
    scenario = small()
    found = heat_of_study(scenario, Sky.of(scenario))
    assert found["heat"] == plain[3]
    assert found["maturity"] == maturity(plain[0])
    assert found["iss"]["heat_kw"] == 70.0


def test_best_estimates_that_do_not_close_are_no_chapter():
    frozen = small(satellite__radiator__coolant_supply_c=0, satellite__radiator__coolant_return_c=5,
                   satellite__radiator__emissivity=0.3, satellite__radiator__absorptivity=0.9,
                   satellite__radiator__sun_leak_share=0.06)  # fmt: skip
    found = heat_of_study(frozen, Sky.of(frozen))
    assert found["heat"] is found["scale"] is found["iss"] is None
    assert {row["watts_per_kg"] for row in found["maturity"]} == {None}


def test_one_sheet_is_counted_once():
    bench = made(satellite__body="panel")[0]
    budget = bench.close(bench.best(2026.0)).budget
    sheet = float(budget.radiator_area_m2.flat[0])
    cluster = scale(bench)["clusters"][0]
    km2 = 1e-6 * cluster["satellites"] * sheet
    assert cluster["array_km2"] + cluster["radiator_km2"] == pytest.approx(km2)
    drawn = drawing(float(budget.array_area_m2.flat[0]), sheet, 0.33, "panel")
    assert drawn["array_length_m"] * drawn["array_width_m"] == pytest.approx(sheet)
    assert drawn["cell_share"] == pytest.approx(float(budget.array_area_m2.flat[0]) / sheet)
    assert apart(5.0, 4.0, "panel") == (5.0, 0.0)  # all cells, and spare area for punctures aside
