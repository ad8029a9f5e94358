"""Build `src/dawndusk/data/tables/coolants.csv`: liquids that carry heat to a radiator.

    pip install CoolProp
    python tools/build_coolant_table.py          # some seconds
    python tools/build_coolant_table.py --check  # interpolation against the source, writes nothing

Water-glycol is an incompressible liquid (Melinder 2010), a quarter of propylene glycol by mass;
ammonia and R1233zd(E) are the saturated liquid of their equations of state. Where the source has
no model of a property the cell is empty: CoolProp has no viscosity and conductivity of R1233zd(E),
and no vapour pressure of water-glycol.
"""

from __future__ import annotations

import argparse
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np

from dawndusk.constants import KELVIN_OFFSET

TABLE = Path(__file__).parents[1] / "src/dawndusk/data/tables/coolants.csv"
LOWEST_C: Final = -40.0
HIGHEST_C: Final = {
    "pg25": 100.0,
    "ammonia": 110.0,
    "r1233zd": 140.0,
}  # models, and critical points
STEP_C: Final = 2.5
PRESSURE_PA: Final = 1e6  # of the incompressible liquid, which hardly notices
COOLANTS: Final = {"pg25": "INCOMP::MPG[0.25]", "ammonia": "Ammonia", "r1233zd": "R1233zd(E)"}
LIQUID: Final = {  # our name to CoolProp's
    "density_kg_per_m3": "D",
    "heat_capacity_j_per_kg_k": "C",
    "viscosity_pa_s": "V",
    "conductivity_w_per_m_k": "L",
}
BOILING: Final = ("saturation_pa", "latent_heat_j_per_kg")

HEADER = """\
# Coolants by temperature [degC]: density [kg/m3], heat capacity [J/(kg K)], dynamic viscosity
# [Pa s] and conductivity [W/(m K)] of the liquid, saturation pressure [Pa] and latent heat of
# evaporation [J/kg]; freezing point [degC]. Empty: the source has no model of it.
# pg25: water with 25 % of propylene glycol by mass, at 10 bar (Melinder 2010, IIR/IIF). ammonia:
# saturated (Gao et al. 2020). r1233zd: R1233zd(E), saturated (Akasaka and Lemmon 2022); its
# freezing point is the triple point of the equation of state. All through CoolProp {version}
# (Bell et al. 2014, Ind. Eng. Chem. Res. 53, 2498).
# Made by tools/build_coolant_table.py
"""


def freezing_c(fluid: str) -> float:
    from CoolProp.CoolProp import PropsSI

    if fluid.startswith("INCOMP"):
        kelvin = PropsSI("T_freeze", "T", 300.0, "P", PRESSURE_PA, fluid)
    else:
        kelvin = PropsSI("Ttriple", fluid)
    return float(kelvin) - KELVIN_OFFSET


def row(fluid: str, celsius: float) -> list[float | None]:
    """Return the liquid's four properties, its saturation pressure and its latent heat."""
    from CoolProp.CoolProp import PropsSI

    simple = fluid.startswith("INCOMP")
    at = ("T", celsius + KELVIN_OFFSET) + (("P", PRESSURE_PA) if simple else ("Q", 0))
    found: list[float | None] = []
    for name in LIQUID.values():
        try:
            found.append(float(PropsSI(name, *at, fluid)))
        except ValueError as error:
            if "model is not available" not in str(error):
                raise
            found.append(None)
    if simple:
        return [*found, None, None]
    vapour = PropsSI("H", *at[:2], "Q", 1, fluid) - PropsSI("H", *at, fluid)
    return [*found, float(PropsSI("P", *at, fluid)), float(vapour)]


def nodes(name: str, freezing: float) -> list[float]:
    """Even steps, with the freezing point for a first node where it lies between them."""
    even = np.arange(LOWEST_C, HIGHEST_C[name] + 0.5 * STEP_C, STEP_C)
    above = [float(t) for t in even if t > freezing]
    return above if freezing < LOWEST_C else [round(freezing, 2) + 0.01, *above]


def check() -> None:
    """Show the largest error of interpolation half-way between the nodes."""
    from dawndusk.satellite.coolants import PROPERTIES, coolant_property

    for name, fluid in COOLANTS.items():
        points = nodes(name, freezing_c(fluid))
        worst = dict.fromkeys(PROPERTIES, 0.0)
        for left, right in pairwise(points):
            middle = 0.5 * (left + right)
            for key, value in zip(PROPERTIES, row(fluid, middle), strict=True):
                if value is not None:
                    error = abs(float(coolant_property(name, key, middle)) / value - 1.0)
                    worst[key] = max(worst[key], error)
        print(name, ", ".join(f"{key} {error:.1e}" for key, error in worst.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description="build the table of coolants")
    parser.add_argument("--check", action="store_true", help="errors of interpolation")
    if parser.parse_args().check:
        return check()
    import CoolProp

    lines = [",".join(["coolant", "freezing_c", "temperature_c", *LIQUID, *BOILING])]
    for name, fluid in COOLANTS.items():
        freezing = freezing_c(fluid)
        for celsius in nodes(name, freezing):
            cells = ["" if x is None else f"{x:.6g}" for x in row(fluid, celsius)]
            lines.append(",".join([name, f"{freezing:.2f}", f"{celsius:g}", *cells]))
    TABLE.write_text(HEADER.format(version=CoolProp.__version__) + "\n".join(lines) + "\n")
    print(f"{TABLE}: {len(lines) - 1} rows")
    return None


if __name__ == "__main__":
    main()
