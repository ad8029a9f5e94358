"""Panels of tubes and fins against flown and published ones.

- Worked value of the fin equation: aluminium of 1 mm, half pitch 50 mm, 323 K, emissivity 0.9 on
  both faces, 167 W/(m K): parameter 0.0515, efficiency 0.938 (1e-3), here from the fit.
- ISS radiator units: 1,122.6 kg over 79.2 m2, 14.17 kg/m2 (reference rows). A panel of 1990, with
  mechanisms for retraction, honeycomb and its own deployment structure, is twice to five times as
  heavy as sheet, tubes and coating alone.
- Aluminium heat-pipe panels: 7 kg/m2 (SBIR 91-1-09.08-6551B). Our panel at its best estimate is
  lighter, at the heavy end of each of its parts heavier.
"""

import numpy as np
import pytest

from dawndusk.calculator import calculate
from dawndusk.data import catalogue
from dawndusk.satellite.fin import fin_parameter
from dawndusk.satellite.fin_table import quick_fin_efficiency

HEAT_PIPES = 7.0


def heavy_end():
    names = ("fin_thickness_mm", "tube_bore_mm", "tube_wall_mm", "coating_kg_per_m2")
    rows = catalogue()
    heavy = {name: rows[f"satellite.radiator.{name}"].shape.bounds()[1] for name in names}
    heavy["tube_pitch_m"] = rows["satellite.radiator.tube_pitch_m"].shape.bounds()[0]
    return heavy


def test_aluminium_sheet():
    zeta = fin_parameter(323.0, 0.050, 0.001, 167.0, 0.9)
    assert float(zeta) == pytest.approx(0.0515, abs=1e-3)
    assert float(quick_fin_efficiency(zeta, 0.0)) == pytest.approx(0.938, abs=1e-3)


def test_iss_radiator_units():
    rows = catalogue()
    flown = (
        rows["reference.radiator.iss_eatcs.mass_kg"].value
        / rows["reference.radiator.iss_eatcs.area_m2"].value
    )
    assert flown == pytest.approx(14.17, abs=0.01)
    bare = calculate("panel", {"panel_structure_share": 0}).outputs["areal_kg_per_m2"]
    assert 2.0 < flown / bare < 5.0


def test_heat_pipe_panels_lie_between_best_and_heaviest():
    best = calculate("panel", {}).outputs["areal_kg_per_m2"]
    heaviest = calculate("panel", heavy_end()).outputs["areal_kg_per_m2"]
    assert best < HEAT_PIPES < heaviest < 14.17


def test_the_heat_at_the_root_is_that_of_the_radiator():
    """The panel's flux is the calculator's radiator at the root, with the panel's efficiency."""
    panel = calculate("panel", {"sink_k": 0.0, "emissivity": 0.9}).outputs
    plate = calculate(
        "radiator",
        {
            "temperature_c": panel["root_c"],
            "fin_efficiency": panel["efficiency"],
            "earth_infrared_w_m2": 0.0,
            "emissivity": 0.9,
        },
    ).outputs
    assert np.isclose(plate["flux_w_m2"], panel["flux_w_m2"], rtol=1e-6)
