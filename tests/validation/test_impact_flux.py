"""Meteoroids and debris against published totals.

Sources
(1) What falls on the whole Earth: 40 +- 20 thousand tonnes a year from craters on the LDEF
    satellite (Love and Brownlee, Science 262, 1993); about 40 tonnes a day from the flux of Gruen
    et al. 1985 (both recalled). The sum of mass times flux is dominated by 1e-5 g, the middle of
    the model: a wrong coefficient or exponent moves it by more than the tolerance.
(2) Debris: 3.0e-4 (above 1 cm) and 3.2e-2 (above 1 mm) hits per m2 and year, another script's
    bound from the same counts of ESA (1.2 and 130 million, without the larger ones) between 200
    and 2,000 km at 10 km/s. Ours adds the larger objects: 4.5 and 1 % more.
"""

import numpy as np
import pytest

from dawndusk.orbit.impacts import debris_bound, impact_flux, interplanetary_flux


def test_tonnes_that_fall_on_the_earth_each_day():
    mass = np.geomspace(1e-14, 1e2, 4000)
    flux = interplanetary_flux(mass)
    grams = np.sum(np.sqrt(mass[1:] * mass[:-1]) * -np.diff(flux))  # per m2 and year
    attraction = 1.0 + 2 * 3.986004418e14 / 6478e3 / 20e3**2
    earth_m2 = 4.0 * np.pi * 6478e3**2
    tonnes_a_day = 1e-6 * grams * earth_m2 * attraction / 365.25
    assert tonnes_a_day == pytest.approx(40.0, rel=0.4)
    assert tonnes_a_day * 365.25 < 60e3


def test_the_other_bound():
    np.testing.assert_allclose(debris_bound([10.0, 1.0], 10.0), [3.0e-4, 3.2e-2], rtol=0.06)


def test_hits_on_a_large_node():
    """500 m2 of array and radiator: at most 0.15 hits a year above 1 cm, 16 above 1 mm."""
    flux = impact_flux(np.array([10.0, 1.0]), 650.0, 2.5, 20.0, 10.0)
    hits = 500.0 * flux.debris_bound_per_m2_year
    assert hits == pytest.approx([0.15, 16.0], rel=0.06)
