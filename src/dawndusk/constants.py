"""Exact and conventional constants, in SI units, each with its source on the line.

Only definitions and reference values that nobody samples stand here. Whatever has a range or a
year is a row of the catalogue (`dawndusk.data`).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "AU",
    "C_LIGHT",
    "DAYS_PER_YEAR",
    "DIPOLE_TILT",
    "FLATTENING_EARTH",
    "G0",
    "GAS_CONSTANT",
    "HOURS_PER_COMMON_YEAR",
    "HOURS_PER_YEAR",
    "J2_EARTH",
    "J3_EARTH",
    "KELVIN_OFFSET",
    "MU_EARTH",
    "PLANCK",
    "R_EARTH",
    "R_MEAN_EARTH",
    "R_SUN",
    "SECONDS_PER_DAY",
    "SECONDS_PER_HOUR",
    "SIGMA",
    "SOLAR_CONSTANT",
    "TROPICAL_YEAR_DAYS",
    "T_COSMIC_BACKGROUND",
    "FloatArray",
    "FloatLike",
]

FloatArray = NDArray[np.float64]
FloatLike = float | FloatArray  # what a kernel takes where a scalar will do

SIGMA: Final = 5.670374419e-8  # W m-2 K-4, Stefan-Boltzmann, exact in SI 2019 (CODATA 2018)
C_LIGHT: Final = 299_792_458.0  # m/s, exact, SI definition of the metre
PLANCK: Final = 6.62607015e-34  # J s, exact, SI 2019
G0: Final = 9.80665  # m/s2, standard gravity, CGPM 1901, exact
GAS_CONSTANT: Final = 8.31446261815324  # J/(mol K), exact in SI 2019 (CODATA 2018)
KELVIN_OFFSET: Final = 273.15  # K at 0 degC, exact, SI

AU: Final = 149_597_870_700.0  # m, exact, IAU 2012 Resolution B2
R_SUN: Final = 6.957e8  # m, nominal solar radius, IAU 2015 Resolution B3
SOLAR_CONSTANT: Final = 1361.0  # W/m2 at 1 au, nominal total solar irradiance, IAU 2015 B3
T_COSMIC_BACKGROUND: Final = 2.725  # K, COBE/FIRAS: Fixsen 2009, ApJ 707, 916

FLATTENING_EARTH: Final = 1.0 / 298.257223563  # of the ellipsoid, WGS 84 (NIMA TR8350.2, 2000)
R_EARTH: Final = 6_378_137.0  # m, equatorial radius, WGS 84 (NIMA TR8350.2, 2000)
R_MEAN_EARTH: Final = 6_371_008.8  # m, mean radius (2a + b)/3 of WGS 84 (IUGG R1; Moritz 1980)
MU_EARTH: Final = 3.986004418e14  # m3/s2, geocentric gravitational constant, WGS 84
DIPOLE_TILT: Final = 0.16424  # rad, 9.41 deg, magnetic axis to axis of rotation: IGRF-13, 2020.0
J2_EARTH: Final = 1.08262668e-3  # dynamical form factor, EGM96 normalised C20 x -sqrt(5)
J3_EARTH: Final = -2.532_665_6e-6  # third zonal harmonic, EGM96 unnormalised (NASA/TP-1998-206861)

SECONDS_PER_HOUR: Final = 3600.0  # exact
SECONDS_PER_DAY: Final = 86_400.0  # exact
DAYS_PER_YEAR: Final = 365.25  # Julian year, exact by definition
HOURS_PER_COMMON_YEAR: Final = 8760.0  # 365 x 24, exact; NREL levelised-cost formula
HOURS_PER_YEAR: Final = 8766.0  # 365.25 x 24, exact
TROPICAL_YEAR_DAYS: Final = 365.242190  # mean tropical year J2000, Laskar 1986
