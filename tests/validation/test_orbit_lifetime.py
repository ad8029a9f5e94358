"""Lifetimes of spheres that came down: satellites whose area needs no guess.

Mass, diameter, first altitude and dates: Starshine 3 (472 km, 0.94 m, 91 kg, 2001-09-30 to
2003-01-21), Starshine 1 (387 km, 0.48 m, 39 kg, 1999-06-05 to 2000-02-18), Starshine 2 (370 km,
the same sphere, 2001-12-16 to 2002-04-26), GFZ-1 (382 x 395 km, 0.215 m, 20.6 kg, 1995-04-19 to
1999-06-23): pages of the Naval Research Laboratory, the International Laser Ranging Service,
eoPortal and press reports of the re-entries. Castor and Pollux of ANDE-2 (0.4826 m, 2009-07-30 to
2010-08-18 and to 2010-03-28): eoPortal; their masses (47.45 and 27.04 kg) and first mean altitude
(340 km) recalled. The mean solar flux of each life: monthly means of Penticton, recalled.

Tolerance 25 %: 15 % of the density model, inclinations of 52 and 67 degrees instead of the
sun-synchronous orbit of the table, 3 % of the flux, drag coefficient of a sphere 2.1 to 2.2.
An error of a factor (diameter for radius, 2 pi, units of the flux) is larger than that.
"""

import numpy as np
import pytest

from dawndusk.constants import DAYS_PER_YEAR, MU_EARTH, R_EARTH, SECONDS_PER_DAY
from dawndusk.orbit.drag import drag_acceleration, orbit_lifetime

SPHERES = {
    "Starshine 1": (387.0, 0.483, 39.0, 167.0, 258.0),
    "Starshine 2": (370.0, 0.483, 39.0, 207.0, 131.0),
    "Starshine 3": (472.0, 0.94, 91.0, 185.0, 478.0),
    "Castor": (340.0, 0.4826, 47.45, 76.0, 384.0),
    "Pollux": (340.0, 0.4826, 27.04, 76.0, 241.0),
}  # altitude [km], diameter [m], mass [kg], mean F10.7, life [days]


@pytest.mark.parametrize("name", SPHERES)
def test_days_in_orbit(name):
    altitude, diameter, mass, flux, days = SPHERES[name]
    area_to_mass = 0.25 * np.pi * diameter**2 / mass
    years = float(orbit_lifetime(altitude, area_to_mass, flux, 2.2))
    assert years * DAYS_PER_YEAR == pytest.approx(days, rel=0.25)


def test_a_life_through_a_rising_cycle():
    """GFZ-1, stepped through the flux of each year (1995 to 1999: 77, 72, 81, 118, 140)."""
    area_to_mass = 0.25 * np.pi * 0.215**2 / 20.63
    altitude, days, step = 388.5, 0.0, 2.0
    flux = [(1995.3, 77.0), (1996.5, 72.0), (1997.5, 81.0), (1998.5, 118.0), (1999.25, 140.0)]
    years, values = np.array(flux).T
    while altitude > 150.0:
        now = np.interp(1995.3 + days / DAYS_PER_YEAR, years, values)
        radius = R_EARTH + 1e3 * altitude
        slow = float(drag_acceleration(altitude, area_to_mass, now, 2.2))
        # da/dt = -2 a^2 v acceleration / mu
        fall = 2.0 * radius**2 * np.sqrt(MU_EARTH / radius) * slow / MU_EARTH
        altitude -= 1e-3 * fall * step * SECONDS_PER_DAY
        days += step
        step = min(2.0, 0.2 / (1e-3 * fall * SECONDS_PER_DAY))
    assert days / DAYS_PER_YEAR == pytest.approx(4.18, rel=0.25)
