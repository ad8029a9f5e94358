"""Rain, cloud and gas on the path to a satellite against ITU-R's own validation examples.

Source: ITU-R Study Group 3, CG-3M3J-13-ValEx rev. 5.1 ("validation examples for the delivery of
digital maps and propagation prediction methods"), spreadsheets P.838-3, P.618-13 A_Rain, P.840-8
and P.676-12, as the test data of ITU-Rpy (MIT licence) carries them. Tolerances: what the examples
print, 1e-7 of the value for P.838; 1e-4 for P.618, where the height of the rain is taken back from
the printed slant length; 2e-4 for P.840, whose liquid column is read from the map to five digits.
"""

import numpy as np
import pytest

from dawndusk.network.air_loss import cloud_loss, gas_loss
from dawndusk.network.rain import rain_loss, rain_outage, rain_specific_attenuation

SITES = {  # latitude, height km, elevation, tilt, R001, slant length km
    "London": (51.5, 0.031382984, 31.07699124, 0.0, 26.48052, 4.690817392),
    "Rome": (41.9, 0.046122988, 40.232036, 0.0, 33.936232, 4.646913874),
    "Cape Town": (33.94, 0.0, 46.35969261, 0.0, 27.13586832, 3.542006965),
    "Rio": (22.9, 0.0, 22.27833468, 0.0, 50.639304, 10.96995451),
    "Miami": (25.78, 0.00861728, 52.67898486, 0.0, 78.2994993, 5.735098894),
    "Delhi": (28.717, 0.209383699, 48.24117054, 90.0, 63.61888808, 6.768266217),
    "Kuala Lumpur": (3.133, 0.051251456, 85.80459566, 90.0, 99.15117186, 4.91990658),
    "Addis Ababa": (9.05, 2.539861878, 20.14335809, 90.0, 42.91007183, 6.516372436),
}
SHARES = (1e-2, 1e-3, 1e-4, 1e-5)
A_RAIN = {  # dB exceeded for 1, 0.1, 0.01 and 0.001 % of the year
    ("London", 14.25): (0.495317069, 2.185847422, 6.798072267, 14.89982248),
    ("London", 29.0): (2.207786043, 8.570058374, 23.44444523, 45.19865638),
    ("Rome", 14.25): (0.623263001, 2.696765133, 8.223265009, 17.67155766),
    ("Rome", 29.0): (2.823465634, 10.73100773, 28.74272193, 54.25561152),
    ("Cape Town", 14.25): (0.421017025, 1.913387572, 5.941806096, 12.98151687),
    ("Cape Town", 29.0): (1.960636113, 7.808322508, 21.24861968, 40.68133016),
    ("Rio", 14.25): (1.706901281, 8.271647438, 18.94410356, 29.91171296),
    ("Rio", 29.0): (6.813368079, 29.31896844, 59.62576355, 83.5996391),
    ("Miami", 14.25): (1.437312523, 6.297247244, 16.42980703, 29.9309477),
    ("Miami", 29.0): (6.654855651, 25.56295492, 58.47438336, 93.39562548),
    ("Delhi", 14.25): (1.274463613, 5.486346969, 14.87213733, 28.23603149),
    ("Delhi", 29.0): (5.887821871, 22.22622902, 52.83372062, 87.96233699),
    ("Kuala Lumpur", 14.25): (2.001026654, 11.00145492, 21.61057916, 28.81950409),
    ("Kuala Lumpur", 29.0): (10.2131477, 48.81996807, 83.37856227, 96.67521082),
    ("Addis Ababa", 14.25): (1.012353973, 5.881071312, 12.28976033, 17.44199306),
    ("Addis Ababa", 29.0): (3.70158394, 19.23910378, 35.97037673, 45.67419098),
}
GAMMA = {  # dB/km: elevation, frequency, R, tilt
    (31.07699124, 14.25, 26.48052, 0.0): 1.58130839,
    (31.07699124, 29.0, 26.48052, 0.0): 5.02180189,
    (52.67898486, 29.0, 78.2994993, 0.0): 13.59290086,
    (85.80459566, 29.0, 99.13558978, 90.0): 16.3183686,
    (20.14335809, 14.25, 42.91007183, 90.0): 2.35032323,
}


@pytest.mark.parametrize(("case", "expected"), GAMMA.items(), ids=str)
def test_specific_attenuation(case, expected):
    elevation, frequency, rate, tilt = case
    found = rain_specific_attenuation(frequency, rate, elevation, tilt)
    assert float(found) == pytest.approx(expected, rel=1e-7)


def at(name):
    latitude, height, elevation, tilt, rate, length = SITES[name]
    rain_height = height + length * np.sin(np.radians(elevation))
    return elevation, rate, rain_height, latitude, height, tilt


@pytest.mark.parametrize(("case", "expected"), A_RAIN.items(), ids=str)
def test_rain_attenuation(case, expected):
    elevation, rate, rain_height, latitude, height, tilt = at(case[0])
    found = rain_loss(
        case[1], elevation, rate, rain_height, latitude, np.array(SHARES), height, tilt
    )
    np.testing.assert_allclose(found.attenuation_db, expected, rtol=1e-4)
    assert float(found.slant_length_km) == pytest.approx(SITES[case[0]][5], rel=1e-9)


@pytest.mark.parametrize(("case", "exceeded"), A_RAIN.items(), ids=str)
def test_the_share_of_time_of_a_margin_is_the_share_that_the_margin_was_for(case, exceeded):
    elevation, rate, rain_height, latitude, height, tilt = at(case[0])
    found = rain_outage(
        np.array(exceeded[:3]), case[1], elevation, rate, rain_height, latitude, height, tilt
    )
    np.testing.assert_allclose(found, SHARES[:3], rtol=5e-4)


CLOUDS = {  # dB exceeded for 1 % of the year at 14.25 and 29 GHz, same column of liquid water
    "London": (0.45516982, 1.77246907),
    "Rome": (0.2633851, 1.02564344),
    "Rio": (0.54183293, 2.1099424),
    "Delhi": (0.68560069, 2.669786),
    "Addis Ababa": (0.65765205, 2.56095166),
}
LONDON_KG_M2 = 1.2632  # exceeded for 1 % of the year, map of P.840-8


@pytest.mark.parametrize(("name", "expected"), CLOUDS.items())
def test_cloud_attenuation_by_frequency(name, expected):
    """P.840-8: the column of each site from its lower frequency gives its higher one."""
    elevation = SITES[name][2]
    column = expected[0] / cloud_loss(14.25, elevation, 1.0)
    assert float(cloud_loss(29.0, elevation, column)) == pytest.approx(expected[1], rel=1e-5)


def test_cloud_attenuation_of_a_known_column():
    found = cloud_loss(29.0, SITES["London"][2], LONDON_KG_M2)
    assert float(found) == pytest.approx(CLOUDS["London"][1], rel=2e-4)


VAPOUR = {  # GHz, kg/m2: dB
    (14.25, 33.72946527): 0.070935174,
    (14.25, 60.31461076): 0.1395001,
    (29.0, 33.72946527): 0.33414618,
    (29.0, 57.49754593): 0.618607475,
    (29.0, 70.5913453): 0.771408074,
}


@pytest.mark.parametrize(("case", "expected"), VAPOUR.items(), ids=str)
def test_attenuation_by_water_vapour(case, expected):
    """P.676-12's estimate for the zenith, near sea level.

    It lets the attenuation per kg/m2 grow with the column, ours is that of a humid day: 10 %,
    0.05 dB, apart.
    """
    frequency, column = case
    wet = gas_loss(frequency, 90.0, column) - gas_loss(frequency, 90.0, 0.0)
    assert float(wet) == pytest.approx(expected, rel=0.12)
