"""Dawn-dusk eclipse table, computed independently of this package (another program, another Sun).

Source: an overlap-of-discs model after Montenbruck & Gill 2000, local time of the ascending node
18 h, calendar year 2025, sampled twice a day, spherical Earth of 6378.137 km.

Tolerances: inclination 0.005 deg (last printed digit). The other program's Sun is up to 0.36 deg
off (the size of the precession of 25 years, it took the equinox of J2000) and ours to 0.01 deg
(`test_sun_astropy.py`), so that means and shares differ by up to 4e-4 and times by up to 0.05 min,
most where the orbit only grazes the shadow. Seasons 0.6 d: it counts half days.
"""

import numpy as np
import pytest

from dawndusk.orbit import sunlight, sunlight_state

COLUMNS = (
    "inclination_deg",
    "umbra_season_days",
    "penumbra_season_days",
    "longest_umbra_min",
    "longest_shadow_min",
    "mean_sunlit",
    "worst_sunlit",
)
TOLERANCES = (0.005, 0.6, 0.6, 0.05, 0.05, 2e-4, 5e-4)
TABLE = {  # by altitude [km]
    550.0: (97.593, 99.0, 102.5, 21.28, 22.04, 0.94979, 0.7735),
    600.0: (97.787, 94.0, 97.0, 20.28, 21.08, 0.95512, 0.7860),
    650.0: (97.986, 89.0, 92.5, 19.30, 20.14, 0.95997, 0.7981),
    700.0: (98.188, 84.0, 88.0, 18.33, 19.21, 0.96442, 0.8099),
    1350.0: (101.168, 0.0, 24.0, 0.0, 5.67, 0.99879, 0.9677),
    1400.0: (101.426, 0.0, 16.0, 0.0, 3.76, 0.99982, 0.9923),
    1450.0: (101.689, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0),
}


@pytest.mark.parametrize("altitude", TABLE)
def test_table(altitude):
    light = sunlight(altitude, 18.0, 2025)
    for column, expected, tolerance in zip(COLUMNS, TABLE[altitude], TOLERANCES, strict=True):
        assert getattr(light, column) == pytest.approx(expected, abs=tolerance), column


def test_the_whole_table_at_once_is_the_same():
    light = sunlight(np.array(list(TABLE)), 18.0, 2025)
    for k, (column, tolerance) in enumerate(zip(COLUMNS, TOLERANCES, strict=True)):
        expected = [row[k] for row in TABLE.values()]
        np.testing.assert_allclose(getattr(light, column), expected, atol=tolerance)


@pytest.mark.parametrize("altitude", TABLE)
def test_the_state_of_a_study_is_the_same(altitude):
    _, _, _, umbra, shadow, mean, worst = TABLE[altitude]
    state = sunlight_state(altitude, 18.0, 2025)
    assert state.mean_sunlit == pytest.approx(mean, abs=2e-4)
    assert state.longest_umbra_s / 60.0 == pytest.approx(umbra, abs=0.05)
    # 5e-4 of a revolution is 0.05 min
    assert 1.0 - state.lost_sunlight_s / state.period_s == pytest.approx(worst, abs=5e-4)
    assert state.longest_umbra_s <= state.lost_sunlight_s <= 60.0 * shadow + 3.0


def test_cylindrical_limit():
    # A point Sun has a cylindrical shadow: 19.73 min at 650 km at the smallest beta of a mean Sun
    from dawndusk.orbit import orbital_period, shadow_half_arc

    edge = np.arcsin(6378.137 / 7028.137)
    minutes = shadow_half_arc(np.sin(np.radians(58.57)), edge) / np.pi * orbital_period(650.0) / 60
    assert float(minutes) == pytest.approx(19.73, abs=0.02)
