"""Build `src/dawndusk/data/tables/density.csv`: air along a dawn-dusk orbit by altitude.

    pip install dawndusk[tables]
    python tools/build_density_table.py          # about two minutes on one core
    python tools/build_density_table.py --check  # coarser and finer sampling, writes nothing

Method: NRLMSIS 2.1 (pymsis) on a circular sun-synchronous orbit whose ascending node stands at
18 h, over one year (days x universal times x arguments of latitude; fixed local time puts the
longitude under each). The radius is what is given: the height over the flattened Earth is up to
21 km more near the poles, which makes the mean 12 to 20 % thinner than at that height everywhere.

Solar flux: the daily value and the 81-day mean alike. Geomagnetic activity goes with it, linear
between the anchors AP_BY_FLUX.

Two quantities, each by altitude (rows) and F10.7 (columns):

- density [kg/m3], the mean over orbit and year;
- thermal_speed [m/s], the mass-weighted mean of the most probable speeds sqrt(2 k T / m) of the
  gases, which sets the drag on a plate that flies edge-on.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FLATTENING_EARTH, R_EARTH, FloatArray
from dawndusk.orbit.sun_synchronous import sun_synchronous_inclination

TABLE = Path(__file__).parents[1] / "src/dawndusk/data/tables/density.csv"
ALTITUDES_KM = [
    *range(120, 150, 2),
    *range(150, 200, 5),
    *range(200, 300, 10),
    *range(300, 1000, 25),
    *range(1000, 2001, 100),
]
FLUXES = [65, 70, 80, 90, 100, 120, 140, 160, 180, 200, 225, 250]
AP_BY_FLUX = ((65.0, 70.0, 140.0, 200.0, 250.0), (4.0, 4.0, 15.0, 15.0, 45.0))
NODE_HOUR: Final = 18.0
YEAR: Final = 2023
GAS_CONSTANT: Final = 8.31446261815324  # J/(mol K), exact, SI 2019
MOLAR_MASS = {  # kg/mol of NRLMSIS's gases, in pymsis's order after the mass density
    1: 0.0280134,  # N2
    2: 0.0319988,  # O2
    3: 0.0159994,  # O
    4: 0.0040026,  # He
    5: 0.00100794,  # H
    6: 0.039948,  # Ar
    7: 0.0140067,  # N
    8: 0.0159994,  # anomalous O
}
TEMPERATURE: Final = 10

HEADER = """\
# Air along a circular dawn-dusk sun-synchronous orbit, mean over orbit and year, by altitude over
# 6378.137 km and by the 10.7 cm solar flux [1e-22 W/(m2 Hz)] that heads each column.
# density [kg/m3]; thermal_speed [m/s]: mass-weighted mean of sqrt(2 k T / m) over the gases.
# Model: NRLMSIS 2.1 (Emmert et al. 2021 and 2022) through pymsis {version}. F10.7 and its 81-day
# mean alike; Ap 4 up to F10.7 70, 15 from 140 to 200, 45 at 250, linear between (ISO 14222).
# Made by tools/build_density_table.py
"""


class Points(NamedTuple):
    """Where and when the air is asked for."""

    time: NDArray[np.datetime64]
    longitude_deg: FloatArray
    latitude_deg: FloatArray
    height_km: FloatArray


def orbit_points(
    altitude_km: float, days: int = 24, hours: int = 6, arguments: int = 24, flat: bool = True
) -> Points:
    """Return points of a year on the orbit; not `flat`: as high over the poles as elsewhere."""
    inclination = float(sun_synchronous_inclination(altitude_km))
    day, hour, u = np.meshgrid(
        np.floor((np.arange(days) + 0.5) * 365.0 / days),
        (np.arange(hours) + 0.5) * 24.0 / hours,
        (np.arange(arguments) + 0.5) * 2.0 * np.pi / arguments,
        indexing="ij",
    )
    geocentric = np.arcsin(np.sin(inclination) * np.sin(u))
    east_of_node = np.arctan2(np.cos(inclination) * np.sin(u), np.cos(u))
    longitude = np.degrees(east_of_node) + 15.0 * (NODE_HOUR - hour)
    squash = FLATTENING_EARTH if flat else 0.0  # first order in it: heights to 0.05 km
    height = altitude_km + R_EARTH / 1e3 * squash * np.square(np.sin(geocentric))
    shrink = R_EARTH / (R_EARTH + 1e3 * altitude_km)
    geodetic = geocentric + squash * shrink * np.sin(2.0 * geocentric)
    seconds = (86_400.0 * day + 3600.0 * hour).astype("timedelta64[s]")
    return Points(
        (np.datetime64(f"{YEAR}-01-01") + seconds).ravel(),
        np.mod(longitude, 360.0).ravel(),
        np.degrees(geodetic).ravel(),
        height.ravel(),
    )


def ap_of(f107: float) -> float:
    """Return the geomagnetic index that goes with a solar flux."""
    return float(np.interp(f107, *AP_BY_FLUX))


def air(points: Points, f107: float) -> tuple[float, float]:
    """Return the mean density [kg/m3] and the mean thermal speed [m/s] over the points."""
    import pymsis

    count = len(points.time)
    flux, ap = np.full(count, float(f107)), np.full((count, 7), ap_of(f107))
    found = np.asarray(
        pymsis.calculate(
            points.time,
            points.longitude_deg,
            points.latitude_deg,
            points.height_km,
            flux,
            flux,
            ap,
            version=2.1,
        ),
        dtype=np.float64,
    )
    mass = speed = np.zeros(count)
    for column, molar in MOLAR_MASS.items():
        share = molar * np.nan_to_num(found[:, column])  # a gas that is not there is nan
        mass = mass + share
        speed = speed + share * np.sqrt(2.0 * GAS_CONSTANT * found[:, TEMPERATURE] / molar)
    return float(found[:, 0].mean()), float(speed.sum() / mass.sum())


def check() -> None:
    """Print how the mean moves with the sampling and with the flattening."""
    for altitude in (200, 400, 650, 1000):
        for flux in (70, 140, 250):
            base = air(orbit_points(altitude), flux)[0]
            fine = air(orbit_points(altitude, 48, 12, 48), flux)[0]
            other = air(orbit_points(altitude, 37, 7, 29), flux)[0]
            even = air(orbit_points(altitude, flat=False), flux)[0]
            print(
                f"{altitude} km, F10.7 {flux}: {base:.4g} kg/m3; finer {fine / base - 1:+.2%}, "
                f"other {other / base - 1:+.2%}, on an even Earth {even / base - 1:+.1%}"
            )


def main() -> None:
    """Build the table, or check its sampling."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="vary the sampling, write nothing")
    if parser.parse_args().check:
        check()
        return
    import pymsis

    rows: dict[str, list[str]] = {"density": [], "thermal_speed": []}
    for altitude in ALTITUDES_KM:
        points = orbit_points(float(altitude))
        density, speed = zip(*(air(points, flux) for flux in FLUXES), strict=True)
        for name, values in (("density", density), ("thermal_speed", speed)):
            rows[name].append(f"{name},{altitude}," + ",".join(f"{v:.4g}" for v in values))
    lines = ["quantity,altitude_km," + ",".join(str(flux) for flux in FLUXES)]
    lines += [*rows["density"], *rows["thermal_speed"]]
    TABLE.write_text(HEADER.format(version=pymsis.__version__) + "\n".join(lines) + "\n")
    print(f"wrote {TABLE.name}")


if __name__ == "__main__":
    main()
