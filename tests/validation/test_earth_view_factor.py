"""View factors of a small plate to the Earth.

Sources: (1) Howell, A Catalog of Radiation Heat Transfer Configuration Factors, factor B-43
(sphere to a tilted element), evaluated elsewhere to four digits for a radius of 6378.137 km;
(2) a Monte Carlo integration with four million rays, 0.24071 at 650 km edge-on;
(3) here: numerical integration of the cosine over the Earth's cap for every tilt, which knows
nothing of the closed form. Tolerances: 1e-4 for printed digits, 1e-5 for the quadrature.
"""

import numpy as np
import pytest

from dawndusk.orbit import (
    edge_on_view_factor,
    nadir_view_factor,
    tilted_view_factor,
    view_factor,
)

TABLE = [
    (400.0, 0.8855, 0.2887),
    (550.0, 0.8475, 0.2579),
    (650.0, 0.8236, 0.2407),
    (800.0, 0.7895, 0.2185),
    (1200.0, 0.7084, 0.1737),
]


@pytest.mark.parametrize(("altitude", "nadir", "edge_on"), TABLE)
def test_table(altitude, nadir, edge_on):
    view = view_factor(altitude)
    assert view.nadir == pytest.approx(nadir, abs=1e-4)
    assert view.edge_on == pytest.approx(edge_on, abs=1e-4)


def test_monte_carlo():
    assert edge_on_view_factor(650.0) == pytest.approx(0.24071, abs=2e-4)


def integrated(altitude_km, tilt, nodes=2000):
    """Mean of max(cos, 0) over the Earth's cap, in polar coordinates about the nadir."""
    rho = np.arcsin(6378.137 / (6378.137 + altitude_km))
    polar = (np.arange(nodes) + 0.5) / nodes * rho
    azimuth = (np.arange(nodes) + 0.5) / nodes * np.pi
    P, A = np.meshgrid(polar, azimuth, indexing="ij")
    cosine = np.cos(tilt) * np.cos(P) + np.sin(tilt) * np.sin(P) * np.cos(A)
    cell = (rho / nodes) * (2.0 * np.pi / nodes)
    return float(np.sum(np.maximum(cosine, 0.0) * np.sin(P)) * cell / np.pi)


@pytest.mark.parametrize("altitude", [200.0, 650.0, 2000.0, 35786.0])
@pytest.mark.parametrize("tilt_deg", [0.0, 10.0, 30.0, 60.0, 85.0, 90.0, 100.0, 140.0, 160.0])
def test_any_tilt_by_quadrature(altitude, tilt_deg):
    tilt = np.radians(tilt_deg)
    expected = integrated(altitude, tilt)
    assert float(tilted_view_factor(altitude, tilt)) == pytest.approx(expected, abs=1e-5)


def test_the_general_tilt_holds_the_two_special_ones():
    altitude = np.array([300.0, 650.0, 1500.0])
    np.testing.assert_allclose(tilted_view_factor(altitude, 0.0), nadir_view_factor(altitude))
    np.testing.assert_allclose(
        tilted_view_factor(altitude, np.pi / 2), edge_on_view_factor(altitude), rtol=1e-12
    )


def test_edge_on_against_the_arctangent_form():
    # F = (atan(1/s) - s/H2)/pi with H = r/R, s = sqrt(H2 - 1): the same factor, another formula
    H = (6378.137 + 550.0) / 6378.137
    s = np.sqrt(H * H - 1.0)
    expected = (np.arctan(1.0 / s) - s / (H * H)) / np.pi
    assert float(edge_on_view_factor(550.0)) == pytest.approx(expected, rel=1e-12)
