"""Bodies that settle in sunlight alone, and simple scalings of a radiator.

- Sphere and plates with absorptivity equal to emissivity at 1 au: 278.32 K, 393.61 K with one face,
  330.98 K with two (0.02 K; from 1361 W/m2 and the Stefan-Boltzmann constant).
- Plates of one face by the calculator: emissivity 0.9 at 60 and 80 degC, 628.7 and 793.8 W/m2
  (0.1 W/m2), the 629 and 794 of an outside review of the proposals.
- Twice the heat asks for twice the area at the same temperature; at the same area for a
  temperature 2^(1/4), 19 %, higher. The two are often mistaken for each other.
"""

import pytest

from dawndusk.calculator import calculate
from dawndusk.constants import SIGMA, SOLAR_CONSTANT
from dawndusk.satellite.array import array_temperature

BARE = {"earth_infrared_w_m2": 0.0, "fin_efficiency": 1.0}


@pytest.mark.parametrize("emissivity", [0.2, 1.0])
def test_plates_and_sphere(emissivity):
    absorbed = emissivity * SOLAR_CONSTANT
    one = float(array_temperature(absorbed, 0.0, emissivity, 0.0))
    two = float(array_temperature(absorbed, 0.0, emissivity, emissivity))
    assert one == pytest.approx(393.61, abs=0.02)
    assert two == pytest.approx(330.98, abs=0.02)
    # a sphere shows the Sun a quarter of its surface: as a plate of one face in a quarter of it
    sphere = float(array_temperature(absorbed / 4.0, 0.0, emissivity, 0.0))
    assert sphere == pytest.approx(278.32, abs=0.02)


@pytest.mark.parametrize(
    ("emissivity", "celsius", "flux"), [(0.9, 60.0, 628.7), (0.9, 80.0, 793.8), (0.92, 45.0, 534.5)]
)
def test_one_face_by_the_calculator(emissivity, celsius, flux):
    found = calculate(
        "radiator", BARE | {"sides": 1, "emissivity": emissivity, "temperature_c": celsius}
    )
    assert found.outputs["flux_w_m2"] == pytest.approx(flux, abs=0.1)


def test_black_plate_of_two_faces_by_the_calculator():
    found = calculate("radiator", BARE | {"emissivity": 1, "temperature_c": 20})
    assert found.outputs["flux_w_m2"] == pytest.approx(837.5, abs=0.1)
    assert found.outputs["sink_c"] == pytest.approx(2.725 * (1 - 0.2407) ** 0.25 - 273.15, abs=1e-3)


def test_twice_the_heat_is_twice_the_area_or_19_per_cent_more_temperature():
    once, twice = (calculate("radiator", BARE | {"power_kw": x}).outputs for x in (100, 200))
    assert twice["area_m2"] == pytest.approx(2.0 * once["area_m2"], rel=1e-12)
    hotter = 2.0**0.25 * 323.15
    assert hotter / 323.15 == pytest.approx(1.19, abs=0.001)
    hot = calculate("radiator", BARE | {"power_kw": 200, "temperature_c": hotter - 273.15}).outputs
    assert hot["area_m2"] == pytest.approx(once["area_m2"], rel=1e-6)


def test_the_sink_in_the_infrared_of_the_earth():
    """sigma T^4 = 237 x 0.2407: 178.1 K at 650 km."""
    sink = calculate("radiator", {"altitude_km": 650, "earth_infrared_w_m2": 237}).outputs["sink_c"]
    assert sink + 273.15 == pytest.approx((237.0 * 0.24071 / SIGMA) ** 0.25, abs=0.01)
