"""Solar cells against irradiation tests, handbook curves, telemetry and a second integration.

Sources, expected, tolerance and why:

- Fetzer et al. (Spectrolab, IEEE PVSC, year recalled as 2010), XTJ cells, 1 MeV electrons: 0.89 at
  5e14 and 0.84 at 1e15 per cm2. The rows of the triple junction were fitted to it: within 0.01,
  which holds the rows and the weight of the electrons together.
- JPL GaAs Solar Cell Radiation Handbook (Anspaugh, JPL 96-9, 1996), GaAs on germanium, protons of
  1, 3 and 9.5 MeV, normal incidence, bare, read off its curves as digitised by others. One curve of
  displacement damage must fit all three energies: within 0.035, which is the width of the digits,
  where the fluences for the same loss differ sevenfold. It is the hard test of the form.
- Lang et al., Joule 4 (2020) 1054: perovskite on CIGS keeps over 85 % after 2e12 protons of 68 MeV.
- Tada and Carter, JPL 82-69 (1982), silicon with a back field: about 0.88 and 0.70 after 1e14 and
  1e15 electrons (recalled): within 0.04.
- Lohmeyer et al. (2018), 11 satellites in GEO: silicon 0.71 to 1.69, GaAs 0.44 to 1.03 % a year;
  Wertz and Larson (1999), low orbit: 3.75 and 2.75 % (recalled). Bracketing references, not truth:
  at 650 km behind 100 um our silicon loses 1.7 % a year, at the upper edge of the former and half
  of the latter; our triple junction 0.7 %, inside the former and a quarter of the latter. The
  textbook's figures hold all low orbits and the cells of the 1990s.
- CEA-LETI (IEEE PVSC 2023, doi 10.1109/PVSC48320.2023.10360058) take 1.5e14 electrons of 1 MeV per
  cm2 as the end of life of silicon cells for constellations in low orbit. Ours gather it in 7
  years at 1,000 km and 36 at 650 km.
- The table of the solar event again, by integrating over the energy that is left instead of that
  at the start, with Gauss's angles: within 2 %, the bins of the builder.
"""

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest
from scipy.interpolate import PchipInterpolator

from dawndusk.data import catalogue
from dawndusk.orbit.displacement import solar_event_displacement, trapped_displacement
from dawndusk.satellite.cells import cell_wear, remaining_power

ELECTRON = {"silicon": 9.4037e-3 / 3000.0, "gaas": 7.42e-3 / 1000.0}  # MeV/g per 1 MeV electron/cm2
JPL_GAAS = {  # proton MeV: (energy loss of SCREAM, {fluence: power left})
    1.0: (0.0533, {1e10: 0.93, 5e10: 0.84, 1e11: 0.795, 5e11: 0.61, 1e12: 0.52, 2e12: 0.42}),
    3.0: (0.0200, {1e10: 0.96, 1e11: 0.87, 5e11: 0.73, 1e12: 0.64, 2e12: 0.56, 5e12: 0.42}),
    9.5: (7.72e-3, {1e10: 0.994, 1e11: 0.95, 1e12: 0.76, 2e12: 0.68, 5e12: 0.57, 1e13: 0.49}),
}
TOOLS = Path(__file__).parents[2] / "tools"


def of_cell(cell):
    return [
        catalogue()[f"satellite.cell.{cell}.{name}"].value
        for name in ("damage_constant", "damage_mev_per_g")
    ]


def test_triple_junction_under_electrons():
    dose = np.array([5e14, 1e15]) * ELECTRON["gaas"]
    np.testing.assert_allclose(
        remaining_power(dose, *of_cell("triple_junction")), [0.89, 0.84], atol=0.01
    )


def test_one_curve_of_damage_for_protons_of_all_energies():
    for loss, curve in JPL_GAAS.values():
        dose = loss * np.array(list(curve))
        left = remaining_power(dose, 0.29, 1.2e9)
        np.testing.assert_allclose(left, list(curve.values()), atol=0.035)
    # by fluence they would lie far apart
    assert JPL_GAAS[9.5][1][1e12] - JPL_GAAS[1.0][1][1e12] > 0.2


def test_gallium_arsenide_of_one_junction_is_the_low_end_of_the_rows():
    rows = [
        catalogue()[f"satellite.cell.triple_junction.{name}"].shape
        for name in ("damage_constant", "damage_mev_per_g")
    ]
    assert rows[0].high == pytest.approx(0.29)
    assert rows[1].low == pytest.approx(1.2e9)


def test_perovskite_on_cigs_under_protons():
    loss = 3.83e-3  # of GaAs at 68 MeV
    left = float(remaining_power(2e12 * loss, *of_cell("perovskite_tandem")))
    assert left == pytest.approx(0.85, abs=0.01)


def test_silicon_under_electrons():
    dose = np.array([1e14, 1e15]) * ELECTRON["silicon"]
    np.testing.assert_allclose(remaining_power(dose, *of_cell("silicon")), [0.88, 0.70], atol=0.04)


@pytest.mark.parametrize(
    ("cell", "geostationary", "textbook", "ours"),
    [("silicon", (0.71, 1.69), 3.75, 1.71), ("triple_junction", (0.44, 1.03), 2.75, 0.70)],
)
def test_beside_telemetry_and_the_textbook(cell, geostationary, textbook, ours):
    loss = 100.0 * cell_wear(650.0, 100.0, 300.0, 5.0, 0.5, 0.08, 62.0, cell).loss_per_year
    assert loss == pytest.approx(ours, abs=0.03)
    assert geostationary[0] < loss < 1.05 * geostationary[1]
    assert loss < 0.5 * textbook


def test_equivalent_electrons_in_low_orbit():
    yearly = trapped_displacement(np.array([650.0, 800.0, 1000.0]), 100.0, 0.0)
    electrons = yearly / ELECTRON["silicon"]
    np.testing.assert_allclose(electrons, [4.2e12, 8.8e12, 2.1e13], rtol=0.03)
    years = 1.5e14 / electrons
    assert years[0] == pytest.approx(36.0, abs=2.0)
    assert years[2] == pytest.approx(7.3, abs=0.4)


@pytest.fixture
def builder(monkeypatch):
    monkeypatch.syspath_prepend(str(TOOLS))
    name = "build_displacement_table"
    spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.modules.pop("build_dose_table", None)


@pytest.mark.parametrize("glass", [50.0, 100.0, 300.0])
def test_slowing_down_by_the_energy_that_is_left(builder, glass):
    of_range = PchipInterpolator(np.log(builder.RANGE_G_PER_CM2), np.log(builder.RANGE_MEV))
    slab = glass * 1e-4 * builder.GLASS_G_PER_CM3
    angle, weight = np.polynomial.legendre.leggauss(60)
    left = np.linspace(np.log(1e-3), np.log(590.0), 6000)
    harm = np.exp(np.interp(left, *(np.log(v) for v in builder.NIEL["gaas", "p"])))
    dose = 0.0
    for cosine, share in zip(0.5 * (angle + 1.0), 0.5 * weight, strict=True):
        start = builder.proton_range(np.exp(left)) + slab / cosine
        known = start < builder.RANGE_G_PER_CM2[-1]
        energy = np.exp(of_range(np.log(np.where(known, start, 1.0))))
        flux = 0.5 * 7.9e9 / 26.5 * np.exp((30.0 - energy) / 26.5) * (known & (energy < 600.0))
        slope = np.where(known, np.gradient(energy, left), 0.0)
        dose += share * np.trapezoid(flux * harm * slope, left)
    assert float(solar_event_displacement(glass, "gaas")) == pytest.approx(dose, rel=0.02)
