"""Light of the Earth by place: against its integral, and in the mean of an orbit its table.

Errors of the reflected part in W/m2 at an albedo of 0.3, where it reaches 290 on the array.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from dawndusk.constants import SOLAR_CONSTANT
from dawndusk.orbit.earth_light_here import earth_light_here
from dawndusk.orbit.earth_view import edge_on_view_factor, tilted_view_factor
from dawndusk.orbit.reflected import earth_light_table, reflected_view_factor

GLARE = 0.3 * SOLAR_CONSTANT
ALTITUDES = (400.0, 650.0, 1200.0, 2000.0)
TURN = (np.arange(360) + 0.5) * np.pi / 180.0


@pytest.fixture(scope="module")
def tool():
    """Return the builder of the table, which integrates over the part of the Earth in view."""
    sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
    try:
        import build_earth_light_table
    finally:
        sys.path.pop(0)
    return build_earth_light_table


def integral(tool, altitude_km, cosine, face):
    ground, sight, weight = tool.patches(altitude_km)
    sun = np.stack([np.sqrt(1.0 - cosine**2), 0.0 * cosine, cosine], -1)
    lit = np.maximum(sun @ ground.T, 0.0)
    lit = lit * (1.0 + (tool.rise(lit) - tool.mean_rise()) / tool.GLOBAL_ALBEDO)
    seen = np.maximum(tool.normals(face, sun) @ sight.T, 0.0) * weight
    return np.sum(seen * lit, axis=1)


@pytest.mark.parametrize(
    ("altitude_km", "array", "radiator"),
    [(400.0, 18.0, 5.1), (650.0, 12.0, 3.1), (1200.0, 6.0, 2.0), (2000.0, 8.0, 2.0)],
)
def test_reflected_light_at_a_place_is_the_integral(tool, altitude_km, array, radiator):
    cosine = np.linspace(-1.0, 1.0, 41)
    on_array, on_radiator = earth_light_here(altitude_km).reflected(cosine)
    both = sum(integral(tool, altitude_km, cosine, face) for face in ("sun", "anti_sun"))
    edge = integral(tool, altitude_km, cosine, "edge_on")
    assert GLARE * np.abs(on_array - both).max() < array
    assert GLARE * np.abs(on_radiator - edge).max() < radiator


@pytest.mark.parametrize("altitude_km", ALTITUDES)
def test_reflected_light_of_an_orbit_is_that_of_the_table(altitude_km):
    beta = np.radians(earth_light_table().beta_deg)
    along = np.multiply.outer(np.cos(beta), np.cos(TURN))
    found = [part.mean(axis=1) for part in earth_light_here(altitude_km).reflected(along)]
    table = [
        reflected_view_factor(altitude_km, beta, face).mean
        for face in ("sun", "anti_sun", "edge_on")
    ]
    assert GLARE * np.abs(found[0] - table[0] - table[1]).max() < 6.0
    assert GLARE * np.abs(found[1] - table[2]).max() < 3.0


@pytest.mark.parametrize("altitude_km", ALTITUDES)
def test_infrared_is_the_closed_form(altitude_km):
    cosine = np.linspace(-1.0, 1.0, 101)
    here = earth_light_here(altitude_km)
    front, back = here.infrared(cosine)
    assert front == pytest.approx(
        tilted_view_factor(altitude_km, np.pi - np.arccos(cosine)), abs=7e-3
    )
    assert back == pytest.approx(front[::-1], abs=1e-12)
    assert 237.0 * np.abs(front + back - 2.0 * _mean(altitude_km, cosine)).max() < 2.0
    assert here.edge_on == pytest.approx(float(edge_on_view_factor(altitude_km)))


def _mean(altitude_km, cosine):
    faces = (np.arccos(cosine), np.pi - np.arccos(cosine))
    return 0.5 * sum(tilted_view_factor(altitude_km, tilt) for tilt in faces)


def test_nothing_lit_in_view_is_no_light():
    here = earth_light_here(650.0)
    dark = np.linspace(-1.0, -here.horizon, 20)
    assert all(np.all(part == 0.0) for part in here.reflected(dark))
