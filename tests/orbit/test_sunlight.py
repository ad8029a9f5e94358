import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.orbit import orbital_period, sunlight, sunlight_state

ALTITUDES = st.floats(150.0, 5900.0)
HOURS = st.floats(0.0, 24.0)
YEARS = st.integers(1950, 2100)


@settings(max_examples=40, deadline=None)
@given(ALTITUDES, HOURS, YEARS)
def test_every_orbit_has_an_answer(altitude, hours, year):
    light = sunlight(altitude, hours, year)
    assert 0.5 < light.mean_sunlit <= 1.0
    assert 0.0 <= light.longest_umbra_min < 45.0
    assert 0.0 <= light.umbra_season_days <= 366.0
    assert (light.longest_umbra_min > 0.0) == (light.umbra_season_days > 0.0)
    assert light.umbra_season_days <= light.penumbra_season_days <= 366.0
    assert light.longest_umbra_min <= light.longest_shadow_min < 60.0
    assert 0.5 < light.worst_sunlit <= light.mean_sunlit
    assert 0.0 <= light.smallest_beta_deg <= 90.0
    # the light lost lies between the umbra and all of the passage
    period = orbital_period(altitude) / 60.0
    assert light.longest_umbra_min <= (1.0 - light.worst_sunlit) * period + 1e-9
    assert light.longest_shadow_min >= (1.0 - light.worst_sunlit) * period - 1e-9


@pytest.mark.parametrize("hours", [0.0, 10.5, 12.0, 14.0, 24.0])
def test_away_from_dawn_every_revolution_has_a_night(hours):
    light = sunlight(650.0, hours, 2025)
    assert light.umbra_season_days == 365.0
    assert sunlight(650.0, hours, 2024).umbra_season_days == 366.0
    assert light.mean_sunlit < 0.66
    assert light.smallest_beta_deg < 40.0


def test_dawn_and_dusk_are_nearly_alike_and_midnight_is_24():
    dusk, dawn = sunlight(650.0, 18.0, 2025), sunlight(650.0, 6.0, 2025)
    assert dawn.mean_sunlit == pytest.approx(float(dusk.mean_sunlit), abs=0.003)
    assert dawn.longest_umbra_min == pytest.approx(float(dusk.longest_umbra_min), abs=0.1)
    first, last = sunlight(650.0, 0.0, 2025), sunlight(650.0, 24.0, 2025)
    assert first.mean_sunlit == pytest.approx(float(last.mean_sunlit), abs=1e-12)


def test_higher_is_sunnier_and_never_dark_above_1450_km():
    altitude = np.arange(500.0, 2000.0, 50.0)
    light = sunlight(altitude, 18.0, 2025)
    assert np.all(np.diff(light.mean_sunlit) >= 0.0)
    assert np.all(light.mean_sunlit[altitude < 1400.0] < 1.0)
    assert np.all(light.mean_sunlit[(altitude > 1440.0)] == 1.0)


def test_years_differ_little():
    means = [float(sunlight(650.0, 18.0, year).mean_sunlit) for year in (1950, 2025, 2045, 2100)]
    assert np.ptp(means) < 3e-4
    assert np.ptp(means) > 0.0


@pytest.mark.parametrize(
    ("altitude", "hours", "year", "named"),
    [
        (-5.0, 18.0, 2025, "altitude_km"),
        (149.0, 18.0, 2025, "altitude_km"),
        (6000.0, 18.0, 2025, "altitude_km"),
        (float("nan"), 18.0, 2025, "altitude_km"),
        (650.0, -0.1, 2025, "local_time_h"),
        (650.0, 25.0, 2025, "local_time_h"),
        (650.0, float("nan"), 2025, "local_time_h"),
        (650.0, 18.0, 1949, "year"),
        (650.0, 18.0, 2101, "year"),
        (650.0, 18.0, 2025.5, "year"),
        (650.0, 18.0, float("nan"), "year"),
    ],
)
@pytest.mark.parametrize("function", [sunlight, sunlight_state])
def test_bad_input_names_the_field(function, altitude, hours, year, named):
    with pytest.raises(InputError, match=f"^{named} is out of range: got .*; allowed: "):
        function(altitude, hours, year)


RANGES = [
    ((640.0, 660.0), (17.9, 18.1)),
    ((500.0, 2000.0), (18.0, 18.0)),
    ((650.0, 650.0), (17.5, 18.5)),
    ((400.0, 1500.0), (5.0, 7.0)),
    ((1350.0, 1460.0), (17.5, 18.5)),
    ((200.0, 5900.0), (0.0, 24.0)),
]


@pytest.mark.parametrize(("altitudes", "hours"), RANGES)
def test_the_table_and_the_direct_computation_agree(altitudes, hours):
    rng = np.random.default_rng(5)
    altitude, local_time = rng.uniform(*altitudes, 400), rng.uniform(*hours, 400)
    state, direct = sunlight_state(altitude, local_time, 2030), sunlight(altitude, local_time, 2030)
    np.testing.assert_allclose(state.mean_sunlit, direct.mean_sunlit, atol=1e-4)
    np.testing.assert_allclose(state.longest_umbra_s / 60.0, direct.longest_umbra_min, atol=0.05)
    worst = 1.0 - state.lost_sunlight_s / state.period_s
    np.testing.assert_allclose(worst, direct.worst_sunlit, atol=5e-4)
    np.testing.assert_allclose(np.degrees(state.inclination_rad), direct.inclination_deg)
    per_day = 86400.0 / state.period_s
    assert np.all(state.shadow_passes_per_year >= (direct.umbra_season_days - 2.0) * per_day)


def test_one_orbit_for_all_draws_is_the_direct_answer():
    state, light = sunlight_state(np.full((5, 1), 650.0), 18.0, 2025), sunlight(650.0, 18.0, 2025)
    assert state.mean_sunlit.shape == (5, 1)
    np.testing.assert_allclose(state.mean_sunlit, light.mean_sunlit, atol=1e-5)
    # any shadow on 92.4 days of 14.73 revolutions
    passes = light.penumbra_season_days * 86400.0 / orbital_period(650.0)
    np.testing.assert_allclose(state.shadow_passes_per_year, passes, atol=2 * 14.73)


def test_the_worst_shadow_is_longer_than_the_mean_loss_and_the_umbra():
    state = sunlight_state(np.linspace(500.0, 1390.0, 50), 18.0, 2025)
    assert np.all(state.lost_sunlight_s >= state.longest_umbra_s)
    assert np.all(state.lost_sunlight_s > (1.0 - state.mean_sunlit) * state.period_s)


def test_draws_do_not_depend_on_their_company():
    altitude = np.linspace(500.0, 1600.0, 1300)
    together = sunlight_state(altitude, 18.0, 2025)
    alone = sunlight_state(altitude[::260], 18.0, 2025)
    np.testing.assert_allclose(together.mean_sunlit[::260], alone.mean_sunlit, atol=2e-5)
    np.testing.assert_allclose(together.lost_sunlight_s[::260], alone.lost_sunlight_s, rtol=1e-12)
