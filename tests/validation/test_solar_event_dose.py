"""Dose of the solar event against Bethe's stopping power, without SHIELDOSE-2.

Source: Bethe's formula (Particle Data Group, Passage of particles through matter, eq. 34.5,
without density and shell corrections), mean excitation energies of 166 eV (aluminium) and 173 eV
(silicon) from ICRU 49; the event's fluence from King 1974. At the centre of a sphere every proton
of an isotropic field crosses the same thickness, so that

    D = 1.602e-8 rad g/MeV x integral of phi(E) S_Si(E after the aluminium) dE.

Tolerance: 4 %. SHIELDOSE-2 adds straggling and scattering (1 to 2 %), takes the sphere from the
slope of a slab (1 %), and the formula leaves out shell corrections (1 % below 10 MeV).
"""

import numpy as np
import pytest

from dawndusk.orbit.solar_protons import solar_event_dose

PROTON_MEV, ELECTRON_MEV = 938.272, 0.510999
ALUMINIUM = (13.0, 26.982, 166e-6, 2.699)  # Z, A, I [MeV], density [g/cm3]
SILICON = (14.0, 28.085, 173e-6, 2.33)


def stopping_power(energy_mev, material):
    """Bethe's mean loss [MeV cm2/g]."""
    z, a, excitation, _ = material
    gamma = 1.0 + energy_mev / PROTON_MEV
    square = 1.0 - gamma**-2
    most = 2.0 * ELECTRON_MEV * square * gamma**2
    most /= 1.0 + 2.0 * gamma * ELECTRON_MEV / PROTON_MEV + (ELECTRON_MEV / PROTON_MEV) ** 2
    inside = 2.0 * ELECTRON_MEV * square * gamma**2 * most / excitation**2
    return 0.307075 * z / a / square * (0.5 * np.log(inside) - square)


def event_dose(shield_mm):
    grid = np.geomspace(0.5, 1000.0, 40_000)
    inverse = 1.0 / stopping_power(grid, ALUMINIUM)
    steps = 0.5 * (inverse[1:] + inverse[:-1]) * np.diff(grid)
    reach = np.concatenate([[0.0], np.cumsum(steps)])  # g/cm2, from 0.5 MeV
    left = reach - 0.1 * shield_mm * ALUMINIUM[3]
    through = left > 0.0
    residual = np.interp(left[through], reach, grid)
    fluence = 7.9e9 / 26.5 * np.exp((30.0 - grid[through]) / 26.5)
    loss = stopping_power(residual, SILICON)
    return 1.602e-8 * float(np.trapezoid(fluence * loss, grid[through]))


@pytest.mark.parametrize("shield", [1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 15.0, 20.0])
def test_the_event_behind_aluminium(shield):
    assert float(solar_event_dose(shield)) == pytest.approx(event_dose(shield), rel=0.04)


def test_the_formula_gives_the_ranges_that_every_table_gives():
    # NIST PSTAR: a proton of 100 MeV stops after 10.0 g/cm2 of aluminium and loses
    # 5.68 MeV cm2/g there
    grid = np.geomspace(1.0, 100.0, 20_000)
    reach = float(np.trapezoid(1.0 / stopping_power(grid, ALUMINIUM), grid))
    assert reach == pytest.approx(10.0, rel=0.01)
    assert stopping_power(100.0, ALUMINIUM) == pytest.approx(5.68, rel=0.01)
