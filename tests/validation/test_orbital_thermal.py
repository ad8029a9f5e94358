"""Our geometry beside an independent program: orbital-thermal 1.1.0 (MIT), installed for this test.

Its Earth is 6,371.0 km and ours 6,378.137; a view factor and a shadow half-arc depend on the ratio
of radii only, so our altitude is scaled by 6378.137 / 6371. It integrates the view factor of a
tilted plate numerically (agreement 1e-8 expected, 1e-6 asked) and takes a cylindrical shadow of a
point Sun, where ours has an umbra and a penumbra: at the same edge the arcs agree to rounding.
"""

from __future__ import annotations

import numpy as np
import pytest
from orbital_thermal import environment, mccalip_exact_vf

from dawndusk.orbit.earth_view import edge_on_view_factor, nadir_view_factor, tilted_view_factor
from dawndusk.orbit.shadow import shadow_half_arc
from dawndusk.orbit.sun_synchronous import orbital_period
from dawndusk.published.mccalip_inputs import his_inputs
from dawndusk.published.mccalip_physics import fleet, heat

SCALE = 6378.137 / 6371.0
ALTITUDES = (400.0, 550.0, 650.0, 1200.0, 2000.0)


@pytest.mark.parametrize("altitude_km", ALTITUDES)
@pytest.mark.parametrize("tilt_deg", [0.0, 25.0, 40.0, 67.0, 90.0, 110.0, 170.0])
def test_view_factor_of_a_tilted_plate(altitude_km, tilt_deg):
    theirs = environment.sphere_view_factor(altitude_km, tilt_deg)
    ours = float(tilted_view_factor(altitude_km * SCALE, np.radians(tilt_deg)))
    assert ours == pytest.approx(theirs, abs=1e-6)


@pytest.mark.parametrize("altitude_km", ALTITUDES)
def test_nadir_and_edge_on(altitude_km):
    same = altitude_km * SCALE
    assert float(nadir_view_factor(same)) == pytest.approx(
        environment.nadir_view_factor(altitude_km), rel=1e-12
    )
    assert float(edge_on_view_factor(same)) == pytest.approx(
        environment.sphere_view_factor(altitude_km, 90.0), abs=1e-6
    )


@pytest.mark.parametrize("altitude_km", ALTITUDES)
@pytest.mark.parametrize("beta_deg", [0.0, 30.0, 58.0, 64.0, 80.0])
def test_cylindrical_shadow(altitude_km, beta_deg):
    edge = np.radians(environment.beta_critical(altitude_km))
    ours = float(shadow_half_arc(np.sin(np.radians(beta_deg)), edge)) / np.pi
    assert ours == pytest.approx(environment.eclipse_fraction(altitude_km, beta_deg), abs=1e-9)


def test_period():
    """Kepler's third law at their radius; they give seconds."""
    theirs = environment.orbital_period(650.0)
    assert float(orbital_period(650.0 - 7.137)) == pytest.approx(theirs, rel=1e-6)


def test_mccalips_panel_with_the_exact_view_factor():
    """335.75 K published, 342.10 K exact: the same correction, by their program and by ours."""
    given = his_inputs()
    exact = edge_on_view_factor(float(given.altitude_km) * SCALE)
    ours = float(heat(given, fleet(given).array_m2, exact, exact).temperature_k)
    assert ours == pytest.approx(mccalip_exact_vf.eqtemp_exact_vf(), abs=2e-3)
