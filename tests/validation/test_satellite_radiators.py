"""Radiators against published figures and against arithmetic by hand.

- Starcloud white paper (2024): a two-sided plate at 20 degC sheds 838 W/m2 (emissivity 1, no
  sky).
- One-sided plates at emissivity 0.9 and 0.92 (2 x sigma eps T^4 / 2), to 0.1 W/m2.
- Two-sided at 650 km, edge-on, emissivity 0.9, fin efficiency 1, Earth at 237 W/m2, no array in
  view: 651.1, 1010.3 and 1484.8 W/m2 of planform at 20, 50 and 80 degC; 0.2 %, for the sky of 2.7
  K.
- Starcloud's net 633.08 W/m2 counts the Earth's infrared with the absorptivity of sunlight
  (0.09); with the emissivity, and no sunlight, the same plate sheds less than their gross 770.5.
- ISS external active thermal control: 70 kW over 475.3 m2 is 147 W/m2; with 275 K, emissivity
  0.92 and fin efficiency 0.85 the equivalent sink is 252 K (1 K); without a sink it would be 507
  W/m2.
- Coolant from 55 to 45 degC radiates like a panel at 49.94 degC (0.01 K).
"""

import pytest

from dawndusk.data import catalogue
from dawndusk.satellite.loop import coolant_radiating_temperature
from dawndusk.satellite.radiator import net_flux, radiator

ZERO_C = 273.15


def test_black_two_sided_plate():
    assert float(net_flux((20.0 + ZERO_C) ** 4, 0.0, 1.0, 1.0)) == pytest.approx(837.5, rel=1e-3)


@pytest.mark.parametrize(
    ("emissivity", "celsius", "flux"),
    [
        (0.90, 45.0, 522.9),
        (0.90, 50.0, 556.5),
        (0.90, 60.0, 628.7),
        (0.90, 80.0, 793.8),
        (0.92, 45.0, 534.5),
        (0.92, 50.0, 568.9),
        (0.92, 60.0, 642.6),
        (0.92, 80.0, 811.4),
    ],
)
def test_one_face_of_two(emissivity, celsius, flux):
    both = float(net_flux((celsius + ZERO_C) ** 4, 0.0, emissivity, 1.0))
    assert both / 2.0 == pytest.approx(flux, abs=0.1)


@pytest.mark.parametrize(("celsius", "flux"), [(20.0, 651.1), (50.0, 1010.3), (80.0, 1484.8)])
@pytest.mark.parametrize("fin", [1.0, 0.9])
def test_edge_on_at_650_km(celsius, flux, fin):
    size = radiator(100.0, celsius, 650.0, 0.9, fin, 237.0)
    assert float(size.flux_w_m2) == pytest.approx(fin * flux, rel=2e-3)
    assert float(size.area_m2) == pytest.approx(1e5 / (fin * flux), rel=2e-3)


def test_starcloud_with_the_infrared_of_the_earth_absorbed_as_infrared():
    """770.48 gross less 2 x 0.92 x 237 x 0.2407 = 105.0 W/m2; their 122.94 of sunlight on top."""
    size = radiator(100.0, 20.0, 650.0, 0.92, 1.0, 237.0, absorbed_sunlight_w_m2=122.94 / 2.0)
    assert float(size.flux_w_m2) == pytest.approx(770.48 - 105.0 - 122.94, abs=0.5)
    assert float(size.flux_w_m2) == pytest.approx(544.0, abs=2.0)


def test_radiators_of_the_iss():
    rows = catalogue()
    area = rows["reference.radiator.iss_eatcs.area_m2"].value
    heat = rows["reference.radiator.iss_eatcs.heat_kw"].value
    flown = 1e3 * heat / area
    assert flown == pytest.approx(147.3, abs=0.1)
    ideal = float(net_flux(275.0**4, 0.0, 0.92, 0.85))
    assert ideal == pytest.approx(507.0, abs=1.0)
    sink_k = (275.0**4 * (1.0 - flown / ideal)) ** 0.25
    assert sink_k == pytest.approx(252.4, abs=1.0)
    assert float(net_flux(275.0**4, sink_k**4, 0.92, 0.85)) == pytest.approx(flown, rel=1e-9)


def test_loop_from_55_to_45_degrees():
    mean = float(coolant_radiating_temperature(55.0 + ZERO_C, 45.0 + ZERO_C))
    assert mean - ZERO_C == pytest.approx(49.94, abs=0.01)
