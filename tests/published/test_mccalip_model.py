"""McCalip's model as a model: parts add up, directions hold, impossible inputs are refused."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dawndusk.data import catalogue
from dawndusk.errors import InputError
from dawndusk.published.mccalip import break_even_launch, earth_cost, mccalip, orbital_cost
from dawndusk.published.mccalip_inputs import McCalipInputs, his_inputs
from dawndusk.published.mccalip_physics import earth_view, fleet, heat

states = st.fixed_dictionaries(
    {
        "launch_usd_per_kg": st.floats(1, 2940),
        "satellite_usd_per_w": st.floats(1, 40),
        "specific_power_w_per_kg": st.floats(3, 500),
        "satellite_kw": st.floats(5, 500),
        "sun_fraction": st.floats(0.55, 1),
        "years": st.integers(3, 10),
        "beta_deg": st.floats(60, 90),
        "altitude_km": st.floats(400, 1200),
    }
)


@settings(max_examples=50)
@given(states)
def test_costs_add_up_and_heat_balances(state):
    inputs = his_inputs(**state)
    sized = fleet(inputs)
    found = mccalip(**state)
    assert float(found.orbital_usd) == pytest.approx(sum(map(float, orbital_cost(inputs, sized))))
    assert float(found.earth_usd) == pytest.approx(sum(map(float, earth_cost(inputs))))
    panels = heat(inputs, sized.array_m2, *earth_view(inputs))
    assert float(panels.front_w + panels.back_w) == pytest.approx(float(panels.total_w))
    assert float(sized.nameplate_w) >= float(sized.required_w) * (1 - 1e-12)


@settings(max_examples=50)
@given(states, st.floats(1, 1000))
def test_dearer_launch_never_lowers_the_cost_in_orbit(state, more):
    dearer = state | {"launch_usd_per_kg": state["launch_usd_per_kg"] + more}
    assert mccalip(**dearer).orbital_usd > mccalip(**state).orbital_usd
    assert mccalip(**dearer).earth_usd == mccalip(**state).earth_usd


@settings(max_examples=50)
@given(states)
def test_at_his_break_even_price_hardware_and_launch_cost_what_earth_does(state):
    inputs = his_inputs(**state)
    sized = fleet(inputs)
    earth = float(earth_cost(inputs).total_usd)
    price = float(break_even_launch(inputs, sized, earth))
    required = float(sized.required_w)
    orbit = (
        inputs.satellite_usd_per_w * required + price * required / inputs.specific_power_w_per_kg
    )
    assert orbit == pytest.approx(earth)


def test_arrays_go_through_in_one_call():
    prices = np.array([100.0, 500.0, 1000.0])
    found = mccalip(launch_usd_per_kg=prices, satellite_usd_per_w=np.array([[5.0], [22.0]]))
    assert found.orbital_usd_per_w.shape == (2, 3)
    assert found.orbital_usd_per_w[1, 1] == mccalip().orbital_usd_per_w
    views = earth_view(his_inputs(beta_deg=np.array([60.0, 75.0, 90.0])))
    assert views[0].shape == views[1].shape == (3,)


def test_one_built_in_number_can_be_replaced():
    inputs = replace(his_inputs(), stefan_boltzmann=5.670374419e-8)
    sized = fleet(inputs)
    exact = heat(inputs, sized.array_m2, *earth_view(inputs)).temperature_k
    assert 0 < 335.7495 - float(exact) < 0.01


def test_every_input_is_a_sourced_row():
    rows = catalogue()
    for field in fields(McCalipInputs):
        row = rows[f"mccalip.{field.name}"]
        assert row.source.startswith("A. McCalip")
    extra = {n for n in rows if n.startswith("mccalip.")} - {
        f"mccalip.{field.name}" for field in fields(McCalipInputs)
    }
    assert not extra


def test_no_degradation_and_full_sun_need_exactly_the_target():
    found = fleet(his_inputs(cell_degradation_percent_per_year=0, sun_fraction=1, satellite_kw=25))
    assert int(found.satellites) == 40_000
    assert float(found.required_w) == 1e9


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("years", 0),
        ("years", 2.5),
        ("years", [3, 4]),
        ("sun_fraction", 0),
        ("sun_fraction", 1.01),
        ("cell_degradation_percent_per_year", 100),
        ("launch_usd_per_kg", -1),
        ("specific_power_w_per_kg", 0),
        ("beta_deg", 91),
        ("altitude_km", -550),
        ("pue", 0.9),
        ("emissivity_pv", 1.2),
        ("capacity_factor", np.nan),
        ("target_gw", np.inf),
    ],
)
def test_impossible_inputs_are_named(name, value):
    with pytest.raises(InputError, match=f"{name} is out of range"):
        mccalip(**{name: value})


def test_contradictions_are_named():
    with pytest.raises(InputError, match="both zero"):
        mccalip(emissivity_pv=0, emissivity_radiator=0)
    with pytest.raises(InputError, match="pv_efficiency is above solar_absorptivity"):
        mccalip(pv_efficiency=0.5, solar_absorptivity=0.4)
    with pytest.raises(InputError, match="colder than space"):
        mccalip(temperature_drop_c=400)
    with pytest.raises(InputError, match="than can be counted"):
        mccalip(satellite_kw=1e-12)
    with pytest.raises(InputError, match="did you mean 'altitude_km'"):
        his_inputs(altitude=500)
