"""The sized satellite is the one of study and flight, and its findings follow from it."""

from __future__ import annotations

import json

import numpy as np
import pytest
from small_study import all_fixed, small

from dawndusk.errors import InputError
from dawndusk.satellite.budget import MASS_PARTS
from dawndusk.scenario import Scenario
from dawndusk.study.draws import BLOCK
from dawndusk.study.run import run_study
from dawndusk.study.size import size
from dawndusk.twin.environment import best_estimate_satellite

COLD = {  # a worn, grey radiator that the Sun reaches is at 9 degC without any heat from inside
    "satellite__radiator__coolant_supply_c": 0,
    "satellite__radiator__coolant_return_c": 5,
    "satellite__radiator__emissivity": 0.3,
    "satellite__radiator__absorptivity": 0.9,
    "satellite__radiator__sun_leak_share": 0.06,
}


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return small()


@pytest.fixture(scope="module")
def sized(scenario):
    return size(scenario, draws=300, seed=4)


def finding(scenario: Scenario, name: str):
    return next(f for f in size(scenario, draws=50).summary["margins"] if f["name"] == name)


def test_draws_are_those_of_the_study(scenario, sized):
    """Median mass, areas and life of the same seed, from the other verb's summary."""
    studied = run_study(scenario, draws=300, seed=4, drivers=False).summary["orbit"]
    ours = sized.summary["satellite"]
    for field in ("wet_kg", "dry_kg", "array_area_m2", "radiator_area_m2", "battery_kwh"):
        assert ours[field]["p50"] == pytest.approx(studied["satellite"][field], rel=1e-12), field
    for field, theirs in (
        ("life_years", "life_years"),
        ("dose_rad_per_year", "dose_rad_per_year"),
        ("panel_temperature_c", "radiator_temperature_c"),
    ):
        for key in ("p10", "p50", "p90"):
            assert ours[field][key] == pytest.approx(studied[theirs][key], rel=1e-12), field
    first = studied["watts_per_kg_by_year"]["p50"][0]
    assert ours["watts_per_kg"]["p50"] == pytest.approx(first, rel=1e-12)


@pytest.mark.parametrize("first", [2026, 2032])
def test_the_best_estimate_is_the_satellite_of_a_flight(first):
    scenario = small(years__first=first, years__last=2040)
    budget = best_estimate_satellite(scenario, first)
    ours = size(scenario, draws=1).summary["satellite"]
    for field, theirs in budget._asdict().items():
        assert ours[field]["best"] == pytest.approx(float(theirs), rel=1e-4, abs=1e-5), field


def test_costs_are_those_of_the_study_with_nothing_uncertain(scenario):
    fixed = all_fixed(scenario)
    studied = run_study(fixed, draws=1, drivers=False).summary["orbit"]
    ours = size(fixed, draws=1).summary["costs"]
    assert ours["years"] == [2026, 2030]
    ends = [0, -1]
    for field in ("launch_usd_per_kg", "satellite_usd_per_w"):
        theirs = [studied[field]["p50"][at] for at in ends]
        assert ours[field] == pytest.approx(theirs, rel=1e-9), field
    parts = ours["usd_per_kw"]
    platform = sum(np.array(v) for k, v in parts.items() if k not in ("launch", "chips"))
    assert platform == pytest.approx(1e3 * np.array(ours["satellite_usd_per_w"]))


def test_the_number_of_cores_does_not_matter(monkeypatch, scenario):
    found = []
    for cores in (1, 3):
        monkeypatch.setattr("os.cpu_count", lambda cores=cores: cores)
        found.append(size(scenario, draws=20 * BLOCK + 7).samples)
    assert found[0].keys() == found[1].keys()
    assert all(np.array_equal(found[0][k], found[1][k], equal_nan=True) for k in found[0])


def test_everything_is_plain_and_finite(sized):
    json.dumps(sized.summary, allow_nan=False)
    assert len(sized.samples["wet_kg"]) == 300
    total = sum(sized.summary["mass_kg_per_kw"].values())
    assert total == pytest.approx(sized.summary["satellite"]["wet_kg"]["best"] / 100.0)


def test_the_satellite_grows_linearly_but_for_what_it_has_once(sized):
    scale = sized.summary["scale"]
    powers = np.array([s["it_power_kw"] for s in scale["satellites"]])
    masses = np.array([s["wet_kg"] for s in scale["satellites"]])
    assert masses == pytest.approx(scale["fixed_kg"] + scale["kg_per_kw"] * powers, rel=1e-4)
    once = sized.summary["satellite"]["avionics_comms_kg"]["best"]
    assert scale["fixed_kg"] > once  # with its structure, contingency and propellant
    areas = np.array([s["radiator_area_m2"] for s in scale["satellites"]]) / powers
    assert areas == pytest.approx(areas[0], rel=1e-6)
    one, five = scale["clusters"]
    assert (one["satellites"], five["satellites"]) == (10_000, 50_000)
    assert one["wet_t"] == pytest.approx(10.0 * sized.summary["satellite"]["wet_kg"]["best"])


def test_a_lever_is_what_the_same_scenario_gives_with_that_input_fixed(scenario, sized):
    top = sized.summary["levers"]["inputs"][0]
    again = small(**{top["input"].replace(".", "__"): top["better"]})
    mass = size(again, draws=1).summary["satellite"]["wet_kg"]["best"]
    assert mass == pytest.approx(top["better_wet_kg"], rel=1e-9)
    gains = [item["gain_kg"] for item in sized.summary["levers"]["inputs"]]
    assert gains == sorted(gains, reverse=True)
    assert min(gains) > 0.0
    largest = sized.summary["levers"]["largest_part"]
    assert sized.summary["mass_kg_per_kw"][largest] == max(sized.summary["mass_kg_per_kw"].values())


def test_the_hundred_watts_per_kilogram(sized):
    """An array that alone may weigh 10 kg/kW gives its power at 10 kg; cases rise with luck."""
    aim, satellite = sized.summary["target"], sized.summary["satellite"]
    parts = {part["part"]: part for part in aim["parts"]}
    assert tuple(parts) == MASS_PARTS
    power = satellite["array_power_bol_w"]["best"] / 100.0
    assert parts["array"]["alone"] == pytest.approx(power / 10.0)
    assert parts["array"]["alike"] == pytest.approx(parts["array"]["today"] * aim["lighter_by"])
    area = satellite["radiator_area_m2"]["best"] / 100.0
    assert parts["radiator"]["alone"] == pytest.approx(10.0 / area)
    assert aim["lighter_by"] == pytest.approx(100.0 / satellite["watts_per_kg"]["best"])
    lucky = [case["w_per_kg"][0] for case in aim["cases"][1:]]
    assert lucky == sorted(lucky)
    assert lucky[0] < lucky[-1]


def test_the_iss_radiator_at_its_own_temperature_rejects_what_it_does(sized):
    iss = sized.summary["iss"]
    assert iss["flux_w_m2"] == pytest.approx(147.3, abs=0.1)  # 70 kW from 475.3 m2
    assert iss["flux_at_our_temperature_w_m2"] > 3.0 * iss["flux_w_m2"]
    assert iss["heat_at_our_temperature_kw"] == pytest.approx(
        0.4753 * iss["flux_at_our_temperature_w_m2"]
    )


def test_a_dose_that_ends_the_memory_in_months_is_told_in_words():
    found = finding(small(orbit__altitude_km=1800, satellite__dose_limit_rad=2000), "dose")
    assert found["state"] == "bad"
    assert "end the memory after" in found["text"]
    assert "months" in found["text"]
    assert found["value"] > found["limit"] == 2000.0
    assert finding(small(), "dose")["state"] == "good"


@pytest.mark.parametrize(
    ("changed", "sized_by"),
    [
        ({"satellite__in_shadow": "compute"}, "shadow"),
        ({"satellite__in_shadow": "sleep"}, "safe mode"),
    ],
)
def test_what_sizes_the_battery(changed, sized_by):
    found = finding(small(**changed), "battery")
    assert found["sized_by"] == sized_by
    if sized_by == "shadow":
        assert found["value"] == pytest.approx(found["limit"])
    else:
        assert found["value"] < found["limit"]


def test_a_radiator_that_cannot_close_names_the_coolant_that_would():
    with pytest.raises(InputError, match=r"warmer than its panel.*coolant_supply_c: ") as caught:
        size(small(**COLD), draws=5)
    text = str(caught.value)
    assert "at 0, from the chips at 5 degC" in text
    assert "\n" not in text
    supply = float(text.split("coolant_supply_c: ")[1].split()[0])
    back = float(text.split("coolant_return_c: ")[1].split()[0])
    told = float(text.split("radiator of ")[1].split()[0].replace(",", ""))
    mended = COLD | {
        "satellite__radiator__coolant_supply_c": supply,
        "satellite__radiator__coolant_return_c": back,
    }
    area = size(small(**mended), draws=5).summary["satellite"]["radiator_area_m2"]["best"]
    assert area == pytest.approx(told, abs=0.5)


def test_what_does_not_close_is_blamed_on_the_right_part():
    scorched = {**COLD, "satellite__radiator__emissivity": 0.05}
    scorched |= {"satellite__radiator__absorptivity": 1, "satellite__radiator__sun_leak_share": 0.5}
    with pytest.raises(InputError, match=r"satellite\.radiator.*absorb less sunlight"):
        size(small(**scorched), draws=5)
    pale = {"satellite__array__efficiency": 0.6, "satellite__array__absorptivity": 0.1}
    with pytest.raises(InputError, match=r"satellite\.array.*efficiency 0\.6, absorptivity 0\.1"):
        size(small(**pale), draws=5)


def test_no_battery_where_nothing_asks_for_one():
    found = finding(small(satellite__bus__sleep_load_share=0), "battery")
    assert (found["state"], found["text"]) == ("beware", "There is no battery.")


def test_a_life_cut_short_is_to_be_watched():
    found = finding(small(satellite__dose_limit_rad=800), "dose")  # 4.5 of 5 years
    assert found["state"] == "beware"
    assert "end the memory after 4.5 years" in found["text"]


@pytest.mark.parametrize(("name", "value"), [("draws", 0), ("draws", 3_000_000), ("seed", -1)])
def test_draws_and_seed_out_of_range(scenario, name, value):
    with pytest.raises(InputError, match=f"{name} is out of range"):
        size(scenario, **{name: value})


def test_nothing_uncertain_still_has_a_satellite(scenario):
    found = size(all_fixed(scenario), draws=3).summary
    assert found["levers"]["inputs"] == []
    assert [case["case"] for case in found["target"]["cases"]] == [
        "every input at its best estimate"
    ]


def test_a_constellation_is_sized_by_its_lowest_shell(scenario):
    shells = [
        {"pattern": "sun_synchronous", "altitude_km": km, "local_time_h": 18.0,
         "planes": 1, "satellites_per_plane": 10}
        for km in (600, 700)
    ]  # fmt: skip
    found = size(small(constellation={"shells": shells}), draws=20).summary
    assert found["satellite"]["wet_kg"]["best"] > 0.0


def test_freezing_is_read_off_the_revolution_in_time(sized):
    found = next(m for m in sized.summary["margins"] if m["name"] == "freezing")
    panel, chips = sized.summary["heat"]["worst_revolution"]["freezing"]
    assert panel["margin_k"] > 0.0 > chips["margin_k"]
    assert (found["state"], found["value"]) == ("beware", chips["margin_k"])
    assert "needs a bypass" in found["text"]
    assert "ammonia stays liquid" in found["text"]


@pytest.mark.parametrize(
    ("changed", "state", "says"),
    [
        ({"satellite__radiator__coolant": "pg25"}, "bad", "Heaters would take"),
        ({"satellite__in_shadow": "compute"}, "good", "ammonia freezes at -77.7"),
        ({"satellite__body": "panel"}, "good", "Without flow"),
        ({"orbit__altitude_km": 1600}, "good", "no shadow"),
    ],
)
def test_who_freezes(changed, state, says):
    found = finding(small(**changed), "freezing")
    assert found["state"] == state
    assert says in found["text"]
