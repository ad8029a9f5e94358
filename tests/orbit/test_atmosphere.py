import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.orbit.atmosphere import air_density, air_table, solar_flux, thermal_speed

ALTITUDES = st.floats(120.0, 2000.0)
FLUXES = st.floats(65.0, 250.0)


def test_the_nodes_of_the_table_are_returned():
    table = air_table()
    h = table.altitude_km[:, None]
    np.testing.assert_allclose(air_density(h, table.f107), table.density_kg_per_m3, rtol=1e-12)
    np.testing.assert_allclose(
        thermal_speed(h, table.f107), table.thermal_speed_m_per_s, rtol=1e-12
    )


def test_the_table_is_whole():
    table = air_table()
    assert table.density_kg_per_m3.shape == (len(table.altitude_km), len(table.f107))
    assert np.all(np.diff(table.altitude_km) > 0.0)
    assert np.all(np.diff(table.f107) > 0.0)
    assert np.all(table.density_kg_per_m3 > 0.0)


def test_dropping_every_second_node_moves_the_rest_little():
    # the error of the interpolation itself is about a quarter of this: 1.5 %
    table = air_table()
    logs = np.log(table.density_kg_per_m3)
    h, f = table.altitude_km, table.f107
    down = np.array([np.interp(h, h[::2], logs[::2, k]) for k in range(len(f))]).T - logs
    inner = (h > 150.0) & (h < h[::2][-1])
    assert np.abs(down[inner]).max() < 0.06
    across = np.array([np.interp(f, f[::2], row[::2]) for row in logs]) - logs
    assert np.abs(across[:, f <= f[::2][-1]]).max() < 0.06


@given(ALTITUDES, FLUXES)
def test_higher_is_thinner_and_a_brighter_sun_thickens(altitude, flux):
    here = air_density(altitude, flux)
    assert air_density(min(1.02 * altitude, 2000.0), flux) <= here
    # near 2,000 km, hydrogen is thinner at solar maximum, as observed
    if altitude < 1000.0:
        assert air_density(altitude, min(1.05 * flux, 250.0)) >= 0.999 * here


def test_the_cycle_swings_most_at_600_km():
    swing = air_density([200.0, 400.0, 650.0, 1200.0], 200.0) / air_density(
        [200.0, 400.0, 650.0, 1200.0], 70.0
    )
    assert swing[0] < 3.0 < swing[1] < 15.0 < swing[2]
    assert swing[3] < swing[2]


def test_draws_broadcast():
    assert air_density(np.full((4, 1), 650.0), np.array([70.0, 140.0, 200.0])).shape == (4, 3)
    assert air_density(650.0, 140.0).shape == ()


def test_one_activity_from_quiet_to_active():
    np.testing.assert_allclose(solar_flux([0.0, 1.0], 70.0, 190.0), [70.0, 190.0])


@pytest.mark.parametrize(
    ("altitude", "flux", "named"),
    [
        (119.0, 140.0, "altitude_km"),
        (2001.0, 140.0, "altitude_km"),
        (float("nan"), 140.0, "altitude_km"),
        (650.0, 64.0, "f107"),
        (650.0, 251.0, "f107"),
        (650.0, float("inf"), "f107"),
    ],
)
@pytest.mark.parametrize("function", [air_density, thermal_speed])
def test_nothing_is_extrapolated(function, altitude, flux, named):
    with pytest.raises(InputError, match=f"^{named} is outside the table of air: got .*; allowed"):
        function(altitude, flux)
