import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.data import catalogue
from dawndusk.errors import InputError
from dawndusk.satellite.cells import MATERIALS, cell_share, cell_wear, remaining_power

doses = st.floats(0.0, 1e11)
constants = st.floats(0.05, 0.5)
onsets = st.floats(1e7, 1e11)
others = st.floats(0.0, 0.2)
AT_650 = (650.0, 100.0, 300.0, 5.0, 0.5, 0.1, 62.0)


def test_a_new_cell_has_all_and_one_decade_takes_one_constant():
    assert float(remaining_power(0.0, 0.25, 1e8)) == 1.0
    # 1 + 99 is two decades
    assert float(remaining_power(99e8, 0.25, 1e8)) == pytest.approx(0.5)
    assert float(remaining_power(1e14, 0.3, 1e8)) == 0.0


@given(doses, constants, onsets, others)
def test_wear_only_takes(dose, constant, onset, other):
    here = float(cell_share(5.0, dose, constant, onset, other))
    assert 0.0 <= here <= 1.0
    slack = 1e-12
    assert float(cell_share(6.0, dose, constant, onset, other)) <= here + slack
    assert float(cell_share(5.0, 1.1 * dose, constant, onset, other)) <= here + slack
    assert float(cell_share(5.0, dose, constant + 0.01, onset, other)) <= here + slack
    assert float(cell_share(5.0, dose, constant, 1.1 * onset, other)) >= here - slack
    assert float(cell_share(5.0, dose, constant, onset, other + 0.01)) <= here + slack


@given(doses, constants, onsets)
def test_only_the_ratio_of_the_doses_counts(dose, constant, onset):
    # the form with electrons of 1 MeV: both doses over the damage of one electron
    electron = 3.13e-6
    by_dose = float(remaining_power(dose, constant, onset))
    by_fluence = float(remaining_power(dose / electron, constant, onset / electron))
    assert by_fluence == pytest.approx(by_dose, abs=1e-12)


def test_early_years_take_more_than_late_ones():
    left = cell_share(np.array([0.0, 2.0, 4.0]), 1e8, 0.25, 1e8, 0.0)
    assert left[0] - left[1] > left[1] - left[2] > 0.0


def test_broadcasts_over_draws_and_years():
    assert cell_share(np.full((4, 1), 5.0), np.linspace(0, 1e8, 3), 0.25, 1e8, 0.01).shape == (4, 3)


@pytest.mark.parametrize("cell", MATERIALS)
def test_the_calculator_takes_the_constants_of_the_kind_of_cell(cell):
    rows = [
        catalogue()[f"satellite.cell.{cell}.{name}"].value
        for name in ("damage_constant", "damage_mev_per_g", "other_loss_per_year")
    ]
    found = cell_wear(*AT_650, cell)
    assert found == cell_wear(*AT_650, cell, *rows)
    assert found != cell_wear(*AT_650, cell, rows[0], rows[1], rows[2] + 0.001)
    # loss, remaining share and radiation belong together
    assert (1.0 - found.loss_per_year) ** 5.0 == pytest.approx(found.remaining_share)
    assert found.radiation_share * (1.0 - rows[2]) ** 5.0 == pytest.approx(found.remaining_share)
    dose = found.displacement_mev_per_g
    assert float(remaining_power(dose, *rows[:2])) == pytest.approx(found.radiation_share)


def test_thicker_glass_higher_orbits_and_kinds_of_cell():
    thick = cell_wear(650.0, 300.0, *AT_650[2:])
    high = cell_wear(1200.0, *AT_650[1:])
    here = cell_wear(*AT_650)
    assert high.remaining_share < here.remaining_share < thick.remaining_share
    # III-V cells bear a tenfold dose
    hard = cell_wear(*AT_650, "triple_junction")
    assert 1.0 - hard.radiation_share < 0.2 * (1.0 - here.radiation_share)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"cell": "silicium"}, "no such cell: got .?silicium"),
        ({"years": 0.0}, "years is out of range"),
        ({"damage_constant": 1.5}, "damage_constant is out of range"),
        ({"other_loss_per_year": 1.0}, "other_loss_per_year is out of range"),
        ({"solar_events_per_year": -1.0}, "solar_events_per_year is out of range"),
        ({"glass_um": 20.0}, "glass_um is outside the displacement table"),
        ({"back_um": 5000.0}, "glass_um is outside the displacement table"),
        ({"altitude_km": 250.0}, "altitude_km is outside the displacement table"),
    ],
)
def test_refuses_what_cannot_be(changed, says):
    names = ("altitude_km", "glass_um", "back_um", "years", "solar_activity",
             "solar_events_per_year", "solar_cutoff_latitude_deg")  # fmt: skip
    with pytest.raises(InputError, match=says):
        cell_wear(**{**dict(zip(names, AT_650, strict=True)), **changed})


def test_areal_masses_of_silicon_are_the_specific_powers_of_the_published_wings():
    # W/kg at 230 W/m2, new and warm: 120, 145 and 165 (odc, spacedc-mdao, ROSA and MegaFlex)
    masses = dict(catalogue()["satellite.cell.silicon.areal_kg_per_m2"].shape.value)
    for year, watts_per_kg in ((2027, 120.0), (2035, 145.0), (2045, 165.0)):
        assert 230.0 / masses[year] == pytest.approx(watts_per_kg, rel=0.02)
