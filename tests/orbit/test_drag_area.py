import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.orbit.atmosphere import thermal_speed
from dawndusk.orbit.drag_area import (
    TUMBLING_AREA_SHARE,
    drifting_ram_share,
    ram_area_share,
    ram_shares,
    swept_share,
)
from dawndusk.orbit.sun_synchronous import sun_synchronous_inclination
from dawndusk.orbit.sunlight import sin_beta_of_year, year_of_sun


@pytest.mark.parametrize("ratio", [0.0, 0.2, 1.0, 3.0, 8.0, 40.0])
def test_the_closed_form_against_molecules_drawn_at_random(ratio):
    """Momentum along the wind of molecules that strike either face: no integral in common."""
    rng = np.random.default_rng(3)
    angle = rng.uniform(0.0, 2.0 * np.pi, 400_000)
    wind = ratio * np.cos(angle)  # onto the plate, in units of the most probable speed
    struck = np.abs(wind + rng.normal(0.0, np.sqrt(0.5), angle.size))
    # each molecule brings the momentum of the wind, and the plate is struck on both faces
    assert float(swept_share(ratio)) == pytest.approx(struck.mean(), rel=4e-3)


def test_slow_molecules_leave_the_projected_area():
    assert float(swept_share(50.0)) == pytest.approx(50.0 * 2.0 / np.pi, rel=1e-3)
    assert float(swept_share(0.0)) == pytest.approx(1.0 / np.sqrt(np.pi), rel=1e-12)


def test_projected_share_by_walking_the_orbit():
    """Mean of abs(n . v) over a year of revolutions, from vectors."""
    sun = year_of_sun(2025)
    sine = sin_beta_of_year(sun_synchronous_inclination(650.0), 18.0, sun)[::7]
    u = np.linspace(0.0, 2.0 * np.pi, 400, endpoint=False)
    in_plane = np.sqrt(1.0 - sine**2)[:, None]  # of the Sun, towards u = 0
    along = -np.sin(u) * in_plane
    expected = np.abs(along).mean()
    assert float(ram_area_share(650.0, 18.0, 2025).array) == pytest.approx(expected, rel=1e-3)


def test_a_random_direction_meets_half():
    rng = np.random.default_rng(1)
    normal = rng.normal(size=(200_000, 3))
    cosine = np.abs(normal[:, 0]) / np.linalg.norm(normal, axis=1)
    assert cosine.mean() == pytest.approx(TUMBLING_AREA_SHARE, abs=2e-3)


def test_dawn_dusk_is_the_best_local_time_and_noon_the_worst():
    share = ram_area_share(650.0, np.arange(12.0, 24.1, 1.0), 2025, 140.0).array
    assert np.argmin(share) == 6
    assert share[[0, -1]] == pytest.approx(2.0 / np.pi, abs=0.02)
    assert 0.15 < share.min() < 0.25


@settings(max_examples=40, deadline=None)
@given(st.floats(200.0, 2000.0), st.floats(0.0, 24.0), st.floats(65.0, 250.0))
def test_sideways_molecules_only_add(altitude, hours, flux):
    still, warm = (ram_area_share(altitude, hours, 2025, f).array for f in (None, flux))
    assert 0.1 < still < warm < 0.8
    # at most what strikes a plate along the wind
    ratio = 7000.0 / float(thermal_speed(altitude, flux))
    assert warm - still < 1.3 / (ratio * np.sqrt(np.pi))


def test_one_orbit_for_all_draws_is_the_direct_answer():
    flux = np.linspace(66.0, 249.0, 500)
    together = ram_area_share(650.0, 18.0, 2030, flux).array
    alone = ram_area_share(650.0, 18.0, 2030, flux[::50]).array
    np.testing.assert_allclose(together[::50], alone, atol=2e-6)
    tall = ram_area_share(np.full((500, 1), 650.0), 18.0, 2030, flux[:, None]).array
    np.testing.assert_allclose(tall[:, 0], together)


def test_many_orbits_do_not_depend_on_their_company():
    altitude = np.linspace(500.0, 1600.0, 3000)
    together = ram_area_share(altitude, 18.2, 2030, 120.0).array
    np.testing.assert_allclose(
        together[::600], ram_area_share(altitude[::600], 18.2, 2030, 120.0).array, rtol=1e-12
    )


def test_a_finer_year_changes_nothing(monkeypatch):
    coarse = ram_area_share([300.0, 650.0, 1400.0], 18.0, 2025, 140.0).array
    monkeypatch.setattr("dawndusk.orbit.drag_area.SAMPLES_PER_DAY", 2.0)
    fine = ram_area_share([300.0, 650.0, 1400.0], 18.0, 2025, 140.0).array
    np.testing.assert_allclose(coarse, fine, atol=2e-6)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ((100.0, 18.0, 2025), "altitude_km"),
        ((650.0, 25.0, 2025), "local_time_h"),
        ((650.0, 18.0, 1900), "year"),
        ((650.0, 18.0, 2025, 10.0), "f107"),
        ((2500.0, 18.0, 2025, 140.0), "altitude_km"),
    ],
)
def test_bad_input_names_the_field(given, named):
    with pytest.raises(InputError, match=f"^{named} is out"):
        ram_area_share(*given)


@pytest.mark.parametrize("beta_deg", [3.0, 30.0, 58.6, 75.0, 90.0])
def test_both_plates_against_normals_turned_one_by_one(beta_deg):
    """The array's normal at the Sun, the radiator's square to Sun and nadir, round the orbit."""
    beta = np.radians(beta_deg)
    u = 2.0 * np.pi * (np.arange(20_000) + 0.5) / 20_000
    sun = np.array([np.cos(beta), 0.0, np.sin(beta)])
    up = np.stack([np.cos(u), np.sin(u), 0.0 * u], axis=-1)
    wind = np.stack([-np.sin(u), np.cos(u), 0.0 * u], axis=-1)
    normal = np.cross(sun, up)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    found = ram_shares(650.0, [np.sin(beta)])
    assert float(found.array) == pytest.approx(np.mean(np.abs(wind @ sun)), abs=1e-4)
    expected = np.mean(np.abs(np.sum(normal * wind, axis=-1)))
    assert float(found.radiator) == pytest.approx(expected, abs=1e-3)


def test_a_drifting_node_passes_all_local_times():
    """Mean over local times of the sun-synchronous inclination is that of a drifting node."""
    tilt = float(sun_synchronous_inclination(650.0))
    hours = np.arange(0.0, 24.0, 0.5) + 0.25
    even = ram_area_share(650.0, hours, 2026, 140.0)
    drifting = drifting_ram_share(650.0, tilt, 2026, 140.0)
    assert float(drifting.array) == pytest.approx(even.array.mean(), rel=1e-3)
    assert float(drifting.radiator) == pytest.approx(even.radiator.mean(), rel=5e-3)
