from time import perf_counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from dawndusk.calculator import calculate
from dawndusk.constants import SIGMA
from dawndusk.data import catalogue
from dawndusk.errors import InputError
from dawndusk.satellite.fin import fin_efficiency, fin_parameter, panel_efficiency
from dawndusk.satellite.panel import panel_mass, panel_root

DRAWING = {"emissivity": 0.9, "tube_pitch_m": 0.1, "fin_thickness_m": 5e-4,
           "fin_conductivity_w_per_m_k": 190.0, "tube_bore_m": 5e-3, "tube_wall_m": 2e-3,
           "film_w_per_m2_k": 4000.0, "joint_m_k_per_w": 0.015}  # fmt: skip
pitches = st.floats(0.03, 0.2)
sheets = st.floats(2e-4, 1.5e-3)
films = st.floats(200.0, 2e4)
joints = st.floats(0.0, 0.1)
sinks = st.floats(0.0, 290.0)


def balanced(coolant, sink, d):
    """The root where exact fins and the drop agree, by bracketing."""
    L = 0.5 * (d["tube_pitch_m"] - d["tube_bore_m"] - 2.0 * d["tube_wall_m"])
    resistance = 1.0 / (d["film_w_per_m2_k"] * np.pi * d["tube_bore_m"]) + d["joint_m_k_per_w"]

    def flux(T):
        zeta = fin_parameter(
            T, L, d["fin_thickness_m"], d["fin_conductivity_w_per_m_k"], d["emissivity"]
        )
        eta = panel_efficiency(fin_efficiency(zeta, sink / T), d["tube_pitch_m"] - 2.0 * L, L)
        return float(2.0 * d["emissivity"] * eta * SIGMA * (T**4 - sink**4))

    return brentq(
        lambda T: T - coolant + flux(T) * d["tube_pitch_m"] * resistance,
        max(sink, 100.0),
        coolant,
        xtol=1e-10,
    )


@given(st.floats(300.0, 360.0), sinks, pitches, sheets, films, joints)
def test_the_heat_that_leaves_came_through_the_film(coolant, sink, pitch, sheet, film, joint):
    d = DRAWING | {"tube_pitch_m": pitch, "fin_thickness_m": sheet, "film_w_per_m2_k": film,
                   "joint_m_k_per_w": joint}  # fmt: skip
    found = panel_root(coolant, sink**4, **d)
    assert sink <= float(found.root_k) <= coolant
    assert 0.0 < float(found.efficiency) <= 1.0
    passed = (coolant - float(found.root_k)) / (1.0 / (film * np.pi * 5e-3) + joint) / pitch
    assert passed == pytest.approx(float(found.flux_w_m2), rel=1e-3, abs=1e-6)


@pytest.mark.parametrize("coolant", [300.0, 323.15, 350.0])
@pytest.mark.parametrize("sink", [0.0, 200.0, 285.0])
@pytest.mark.parametrize("film", [450.0, 4000.0])
def test_agrees_with_bracketing_on_exact_fins_to_a_millikelvin(coolant, sink, film):
    d = DRAWING | {"film_w_per_m2_k": film}
    found = float(panel_root(coolant, sink**4, **d).root_k)
    assert found == pytest.approx(balanced(coolant, sink, d), abs=1e-3)


def test_perfect_film_and_thick_fins_are_the_isothermal_panel():
    d = DRAWING | {"film_w_per_m2_k": 1e12, "joint_m_k_per_w": 0.0, "fin_thickness_m": 1e3}
    found = panel_root(323.15, 200.0**4, **d)
    assert float(found.root_k) == pytest.approx(323.15, abs=1e-6)
    assert float(found.efficiency) == pytest.approx(1.0, abs=1e-6)
    ideal = 1.8 * SIGMA * (323.15**4 - 200.0**4)
    assert float(found.flux_w_m2) == pytest.approx(ideal, rel=1e-6)


@given(st.floats(300.0, 360.0), sinks, pitches, sheets, films, st.floats(1.01, 2.0))
def test_better_parts_never_shed_less(coolant, sink, pitch, sheet, film, more):
    d = DRAWING | {"tube_pitch_m": pitch, "fin_thickness_m": sheet, "film_w_per_m2_k": film}
    base = float(panel_root(coolant, sink**4, **d).flux_w_m2) * (1.0 - 1e-3)
    for better in ("fin_thickness_m", "film_w_per_m2_k", "fin_conductivity_w_per_m_k"):
        assert panel_root(coolant, sink**4, **d | {better: d[better] * more}).flux_w_m2 >= base
    assert panel_root(coolant + more, sink**4, **d).flux_w_m2 >= base
    assert panel_root(coolant, (sink / more) ** 4, **d).flux_w_m2 >= base


def test_surroundings_hotter_than_the_coolant_give_no_panel():
    found = panel_root(np.array([323.15, 280.0]), 300.0**4, **DRAWING)
    assert np.isfinite(found.root_k[0])
    assert np.isnan([x[1] for x in found]).all()


def test_ten_thousand_panels_are_quick():
    rng = np.random.default_rng(1)
    coolant, sink = rng.uniform(315.0, 335.0, (10_000, 1)), rng.uniform(190.0, 260.0, (10_000, 1))
    panel_root(coolant, sink**4, **DRAWING)
    times = []
    for _ in range(20):
        start = perf_counter()
        panel_root(coolant, sink**4, **DRAWING)
        times.append(perf_counter() - start)
    assert min(times) < 8e-3


def test_parts_add_up():
    parts = {"tube_pitch_m": 0.1, "fin_thickness_m": 5e-4, "tube_bore_m": 5e-3,
             "tube_wall_m": 2e-3, "coating_kg_per_m2": 0.2, "structure_share": 0.4,
             "metal_kg_per_m3": 2700.0, "metal_j_per_kg_k": 900.0,
             "coolant_kg_per_m3": 1000.0, "coolant_j_per_kg_k": 4000.0}  # fmt: skip
    whole = panel_mass(**parts)
    sheet = panel_mass(**parts | {"tube_wall_m": 0.0, "coolant_kg_per_m3": 0.0})
    bare = 2700.0 * 5e-4 + 0.4
    assert float(sheet.areal_kg_per_m2) == pytest.approx(1.4 * bare)
    assert float(sheet.heat_capacity_j_per_m2_k) == pytest.approx(900.0 * bare)
    # ten metres of tube in a square metre, outer less inner circle
    metal = 10.0 * np.pi / 4.0 * (0.009**2 - 0.005**2) * 2700.0
    coolant = 10.0 * np.pi / 4.0 * 0.005**2 * 1000.0
    assert float(whole.areal_kg_per_m2) == pytest.approx(1.4 * (bare + metal + coolant))
    assert float(whole.heat_capacity_j_per_m2_k) == pytest.approx(
        900.0 * (bare + metal) + 4000.0 * coolant
    )


def test_the_catalogue_makes_panels_of_the_published_mass_and_efficiency():
    """Five to 95 % of the draws between 2.5 and 9 kg/m2, about 4.5 at the best estimate in 2027."""
    rng = np.random.default_rng(7)

    def draw(name, year=2027.0):
        shape = catalogue()[f"satellite.radiator.{name}"].shape
        u = rng.uniform(size=(20_000, 1))
        return np.broadcast_to(shape.quantile(u, np.array([year])), u.shape)

    names = ("tube_pitch_m", "fin_thickness_mm", "tube_bore_mm", "tube_wall_mm")
    pitch, sheet, bore, wall = (draw(name) * (1.0 if name[-2:] == "_m" else 1e-3) for name in names)
    mass = panel_mass(pitch, sheet, bore, wall, draw("coating_kg_per_m2"),
                      draw("panel_structure_share"), 2700.0, 900.0, 1000.0, 4000.0)  # fmt: skip
    low, middle, high = np.quantile(mass.areal_kg_per_m2, [0.05, 0.5, 0.95])
    assert 2.5 < low < 4.5 < middle < 6.0 < high < 9.0
    best = calculate("panel", {}).outputs
    assert best["areal_kg_per_m2"] == pytest.approx(4.5, abs=0.1)
    assert 0.88 < best["efficiency"] < 0.95
    found = panel_root(320.0, 200.0**4, 0.89, pitch, sheet, draw("fin_conductivity_w_per_m_k"),
                       bore, wall, 4000.0, draw("joint_m_k_per_w"))  # fmt: skip
    low, high = np.quantile(found.efficiency, [0.05, 0.95])
    assert 0.84 < low < high < 0.97


@pytest.mark.parametrize(
    ("given", "says"),
    [({"tube_pitch_m": 0.008}, "the tubes would touch: .* 0.009 m or more"),
     ({"sink_k": 330}, "would not cool towards it"), ({"emissivity": 1.2}, "emissivity is out"),
     ({"tube_pitch_m": 0.9, "fin_thickness_mm": 0.1}, "the fins are too long"),
     ({"coolant_supply_c": -20, "coolant_return_c": -15}, "freezes at")],
)  # fmt: skip
def test_refuses_what_cannot_be(given, says):
    with pytest.raises(InputError, match=says):
        calculate("panel", given)


def test_calculator_condensing():
    liquid = calculate("panel", {}).outputs
    condensing = calculate(
        "panel", {"flow": "condensing", "coolant": "ammonia", "condensing_w_per_m2_k": 9000}
    ).outputs
    assert condensing["film_w_m2_k"] == 9000.0
    assert condensing["root_c"] > liquid["root_c"]
