"""Dawn-dusk eclipse table, computed independently of this package (another program, another Sun).

Source: an overlap-of-discs model after Montenbruck & Gill 2000, local time of the ascending node
18 h, calendar year 2025, sampled twice a day, spherical Earth of 6378.137 km. Columns: altitude
[km], inclination [deg], umbra season [d], longest umbra [min], mean sunlit [1].

Tolerances: inclination 0.005 deg (last printed digit), umbra 0.05 min and mean 2e-4 (the other
program's Sun is good to 0.4 deg only), season 1.5 d (it counts half days).
"""

import numpy as np
import pytest

from dawndusk.orbit import sunlight, sunlight_state

TABLE = [
    (550.0, 97.593, 99.0, 21.28, 0.94979),
    (600.0, 97.787, 94.0, 20.28, 0.95512),
    (650.0, 97.986, 89.0, 19.30, 0.95997),
    (700.0, 98.188, 84.0, 18.33, 0.96442),
    (1350.0, 101.168, 0.0, 0.0, 0.99879),
    (1400.0, 101.426, 0.0, 0.0, 0.99982),
    (1450.0, 101.689, 0.0, 0.0, 1.0),
]
LONGEST_WITH_PENUMBRA = {  # [min], any penumbra counted in full
    550.0: 22.04,
    600.0: 21.08,
    650.0: 20.14,
    700.0: 19.21,
    1350.0: 5.67,
    1400.0: 3.76,
    1450.0: 0.0,
}
WORST_SUNLIT = {  # share of sunlight left in the worst revolution of the year
    550.0: 0.7735,
    600.0: 0.7860,
    650.0: 0.7981,
    700.0: 0.8099,
    1350.0: 0.9677,
    1400.0: 0.9923,
}


@pytest.mark.parametrize(("altitude", "inclination", "season", "umbra", "mean"), TABLE)
def test_table(altitude, inclination, season, umbra, mean):
    light = sunlight(altitude, 18.0, 2025)
    assert light.inclination_deg == pytest.approx(inclination, abs=0.005)
    assert light.mean_sunlit == pytest.approx(mean, abs=2e-4)
    assert light.longest_umbra_min == pytest.approx(umbra, abs=0.05)
    assert light.umbra_season_days == pytest.approx(season, abs=1.5)


def test_the_whole_table_at_once_is_the_same():
    columns = np.array(TABLE).T
    light = sunlight(columns[0], 18.0, 2025)
    np.testing.assert_allclose(light.mean_sunlit, columns[4], atol=2e-4)
    np.testing.assert_allclose(light.longest_umbra_min, columns[3], atol=0.05)


@pytest.mark.parametrize(("altitude", "left"), WORST_SUNLIT.items())
def test_worst_revolution(altitude, left):
    # 5e-4 of a revolution is 0.05 min
    state = sunlight_state(altitude, 18.0, 2025)
    assert 1.0 - state.longest_shadow_s / state.period_s == pytest.approx(left, abs=5e-4)


@pytest.mark.parametrize(("altitude", "minutes"), LONGEST_WITH_PENUMBRA.items())
def test_umbra_and_weighted_shadow_lie_inside_the_penumbra(altitude, minutes):
    state = sunlight_state(altitude, 18.0, 2025)
    assert state.longest_umbra_s <= state.longest_shadow_s <= 60.0 * minutes + 3.0


def test_cylindrical_limit():
    # A point Sun has a cylindrical shadow: 19.73 min at 650 km at the smallest beta of a mean Sun
    from dawndusk.orbit import orbital_period, shadow_half_arc

    edge = np.arcsin(6378.137 / 7028.137)
    minutes = shadow_half_arc(np.sin(np.radians(58.57)), edge) / np.pi * orbital_period(650.0) / 60
    assert float(minutes) == pytest.approx(19.73, abs=0.02)
