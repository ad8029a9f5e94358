"""What the chapter on heat neglects, to whose favour, and which checks stand behind it."""

from __future__ import annotations

from typing import Final

__all__ = ["CHECKS", "NEGLECTED"]

NEGLECTED: Final = (
    "Areas are those of steady sunlight at the end of life, with the Earth's light of the worst "
    "orbit: a new satellite has radiator to spare (too large for most of the life).",
    "The closed array is edge-on to the Earth. In the season of shadows one of its faces looks "
    "down, and it is some kelvin warmer than it is closed for; only the model in time has that "
    "(array and radiator too small).",
    "One temperature across the panel's width, and the same share of coolant in every tube "
    "(too small: a starved tube is cold).",
    "A radiator sees no other part of the satellite than the array: no bus, boom, hinge or other "
    "panel, and no other satellite (too small).",
    "Surfaces are grey and diffuse, and what array and radiator reflect of each other's heat is "
    "not followed a second time (too small where the array's back is bright, by a few per cent).",
    "The part of the Earth and of its sunlit ground that the array hides from the radiator is not "
    "taken off (too large).",
    "All of the bus's heat goes through the radiator; what power electronics and lasers lose from "
    "their own walls is not taken off (too large).",
    "What face sheets and bumpers let through to a tube is one share, a guess held to one leak of "
    "the ISS (neither clearly); manifolds are not struck (too small).",
    "Film, wall and joint are the same along the tube, at the coolant's mean temperature; bends "
    "and inlets, which pass more heat, are left out (too large, by less than the film's part).",
    "The drop of pressure is the same at every size: at 16 MW coolant goes hundreds of metres, "
    "through wider pipes and by stronger pumps (large satellites too light, and too cool).",
    "Valves, swivels, leaks and the coolant to make them up, heaters and a bypass against freezing "
    "have no mass of their own (too light).",
    "The panel in time is one temperature, and the chips' loop stays coupled to it in the shadow "
    "(colder than with a bypass; the panel's far end is colder still).",
    "Contamination and ultraviolet light age the coating to one end value; atomic oxygen, which "
    "can clean it, is left out (too large in low orbits).",
    "Warmer chips fail sooner. Work per kilogram counts their leakage, not their shorter life "
    "(flatters warm coolant).",
)

CHECKS: Final = (
    (
        "test_satellite_radiators.py",
        "The radiators of the ISS: 70 kW from 475.3 m² are 147 W/m²; with 275 K, emissivity 0.92 "
        "and fins of 0.85 that is a sink of 252 K, to 1 K.",
    ),
    (
        "test_satellite_radiators.py",
        "A panel edge-on to Sun and Earth at 650 km, emissivity 0.9: 651, 1,010 and 1,485 W/m² at "
        "20, 50 and 80 °C, to 0.2 %; coolant from 55 to 45 °C radiates like 49.94 °C, to 0.01 K.",
    ),
    (
        "test_fin_table.py",
        "Fin efficiency against worked values of the fin equation, cold and warm sinks, to 1e-4.",
    ),
    (
        "test_integrated_panel_cases.py",
        "A sheet all of cells, all power brought back as heat: 62.01 °C, to 0.05 K; colder sheets "
        "need white.",
    ),
    (
        "test_transient_orbital_thermal.py",
        "A panel round its orbit beside the program orbital-thermal: the same periodic "
        "temperature to 0.15 K in swings of 3 to 13 K.",
    ),
    (
        "test_orbital_thermal.py",
        "View factors of tilted plates to the Earth beside the same program, to 1e-6.",
    ),
    (
        "test_coolant_properties.py",
        "Coolants against CoolProp, and water-glycol against a chiller's manual, to 0.6 %.",
    ),
    (
        "test_equilibrium_temperatures.py",
        "Sphere and plates in sunlight alone: 278.32, 330.98 and 393.61 K, to 0.02 K.",
    ),
)  # each with the file of tests/validation that holds it
