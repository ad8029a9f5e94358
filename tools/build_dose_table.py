"""Build `src/dawndusk/data/tables/trapped_dose.csv`: dose from trapped particles by altitude.

    pip install dawndusk[tables]
    python tools/build_dose_table.py                  # about ten minutes on two cores
    python tools/build_dose_table.py --altitudes 650  # prints one altitude, writes nothing

Method: the integral fluxes of AP8 (protons) and AE8 (electrons), each with its own field epoch, as
IRBEM evaluates them, averaged over a circular sun-synchronous orbit (arguments of latitude x node
longitudes, so that the average does not depend on a start date); differentiated on a fine
energy grid; SHIELDOSE-2 for silicon at the centre of a solid aluminium sphere.

Two traps, both of which cost a silent error:

- spacepy hands SHIELDOSE-2 one length for the trapped and the untrapped proton spectrum. If the
  arrays differ in length the trapped dose comes out as zero. Here every spectrum has one length.
- SHIELDOSE-2's third column is *half* the dose at the centre of the sphere. The table holds the
  whole of it.

Checked against the README of the package aep8 1.1.0 (15 E, 45 S, 300 km, above 10 MeV, solar
maximum: 3.04495297 per cm2 and s): the same call gives that figure to the last digit if positions
are divided by 6378.1 km as there, and 3.42909519 by IRBEM's own unit, as here.
"""

from __future__ import annotations

import argparse
import warnings
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from dawndusk.constants import DAYS_PER_YEAR, R_EARTH, SECONDS_PER_DAY, FloatArray
from dawndusk.orbit.sun_synchronous import sun_synchronous_inclination

TABLE = Path(__file__).parents[1] / "src/dawndusk/data/tables/trapped_dose.csv"
ALTITUDES_KM = [*range(300, 1000, 50), *range(1000, 2001, 100)]
SHIELDS_MM = [1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 15.0, 20.0]

R_IRBEM_KM = 6371.2  # IRBEM's Earth radius, the unit of its geographic coordinates; the equatorial
# radius instead would put the orbit 7 km too low and the dose 5 % (at 300 km: 11 %) too low
ENERGIES = 224  # of each species: the dose moves by 1 % up to 300, by 20 % between 40 and 80
PROTON_MEV = np.geomspace(8.0, 400.0, ENERGIES + 1)  # 8 MeV stop in 0.4 mm; AP8 ends at 400 MeV
ELECTRON_MEV = np.geomspace(0.04, 7.0, ENERGIES + 1)  # AE8: 0.04 to 7 MeV
MODELS = {(0, "p"): 3, (1, "p"): 4, (0, "e"): 1, (1, "e"): 2}  # (solar activity, species): IRBEM
INTEGRAL_FLUX, GEO_CARTESIAN = 3, 1  # IRBEM's codes
TIMES_MAX, ENERGIES_MAX = 100_000, 25  # IRBEM's fixed array sizes
NO_FLUX = 1e-30  # SHIELDOSE-2 takes logarithms

HEADER = """\
# Dose in silicon from trapped protons and electrons [rad/year], full solid sphere of aluminium.
# Columns 1 to 20: radius of the sphere [mm]. solar_activity: 0 = solar minimum, 1 = maximum.
# Circular sun-synchronous orbit over an Earth radius of 6378.137 km.
# Models: AP8 and AE8 (Sawyer & Vette 1976, NSSDC 76-06; Vette 1991, NSSDC 91-24) with SHIELDOSE-2
# (Seltzer 1994, NIST IR 5477), through IRBEM as bundled in spacepy {version}.
# Left out: solar protons and cosmic rays; the drift of the South Atlantic Anomaly since 1970.
# Made by tools/build_dose_table.py
"""


def orbit_points(altitude_km: float, arguments: int = 96, nodes: int = 64) -> FloatArray:
    """Return points of a circular orbit over a turning Earth [Earth radii], shape (n, 3)."""
    inclination = float(sun_synchronous_inclination(altitude_km))
    radius = (R_EARTH / 1e3 + altitude_km) / R_IRBEM_KM
    turn = 2.0 * np.pi
    node = turn * (np.arange(nodes)[:, None] + 0.5) / nodes
    stagger = 0.618 * np.arange(nodes)[:, None]
    u = turn * (np.arange(arguments)[None, :] + stagger) / arguments
    x, y, z = np.cos(u), np.sin(u) * np.cos(inclination), np.sin(u) * np.sin(inclination)
    east, north = x * np.cos(node) - y * np.sin(node), x * np.sin(node) + y * np.cos(node)
    return np.asarray(radius * np.stack([east, north, z], axis=-1).reshape(-1, 3))


def mean_integral_flux(points: FloatArray, energy_mev: FloatArray, model: int) -> FloatArray:
    """Return the flux above each energy [1/(cm2 s)], averaged over the points."""
    from spacepy import irbempy

    fly = irbempy.irbemlib.fly_in_nasa_aeap1
    position = [np.zeros(TIMES_MAX) for _ in range(3)]
    for axis in range(3):
        position[axis][: len(points)] = points[:, axis]
    year, day = np.full(TIMES_MAX, 2000, np.int32), np.ones(TIMES_MAX, np.int32)
    means: list[FloatArray] = []
    for k in range(0, len(energy_mev), ENERGIES_MAX):
        chunk = energy_mev[k : k + ENERGIES_MAX]
        energy = np.zeros((ENERGIES_MAX, 2))
        energy[: len(chunk), 0] = chunk
        flux = np.zeros((ENERGIES_MAX, TIMES_MAX))
        values: list[Any] = [len(points), GEO_CARTESIAN, model, INTEGRAL_FLUX, len(chunk)]
        values += [energy, year, day, np.zeros(TIMES_MAX), *position, flux]
        fly(
            *(
                value.ctypes.data_as(kind) if isinstance(value, np.ndarray) else irbempy.int4(value)
                for value, kind in zip(values, fly.argtypes, strict=True)
            )
        )
        found = flux[: len(chunk), : len(points)]
        means.append(np.where(found < 0.0, 0.0, found).mean(axis=1))  # -1e31: outside the belts
    return np.concatenate(means)


def spectrum(points: FloatArray, grid_mev: FloatArray, model: int) -> tuple[FloatArray, FloatArray]:
    """Return energies [MeV] and differential flux [1/(cm2 s MeV)] of one species."""
    above = mean_integral_flux(points, grid_mev, model)
    flux = -np.diff(above) / np.diff(grid_mev)
    return np.sqrt(grid_mev[1:] * grid_mev[:-1]), np.maximum(flux, NO_FLUX)


def dose(altitude_km: float, solar_activity: int) -> FloatArray:
    """Return rad(Si)/year at the centre of a solid aluminium sphere, by SHIELDS_MM."""
    from spacepy import irbempy

    points = orbit_points(altitude_km)
    proton_mev, protons = spectrum(points, PROTON_MEV, MODELS[solar_activity, "p"])
    electron_mev, electrons = spectrum(points, ELECTRON_MEV, MODELS[solar_activity, "e"])
    assert len(protons) == len(electrons), "unequal grids make the trapped dose silently zero"
    model = irbempy.Shieldose2()
    model.set_shielding(np.array(SHIELDS_MM), units="mm")
    model.set_flux(electrons, electron_mev, "e")
    model.set_flux(protons, proton_mev, "p_tr")
    model.set_flux(
        np.full_like(protons, NO_FLUX), proton_mev, "p_un", tau=DAYS_PER_YEAR * SECONDS_PER_DAY
    )
    model.get_dose(detector=3, nucmeth=1)
    half_at_centre = np.asarray(model.results["dose_total"])[:, 2]
    assert np.all(np.asarray(model.results["dose_proton_trapped"])[:, 2] > 0.0)
    return np.asarray(2.0 * half_at_centre)


def row(altitude_km: float, solar_activity: int) -> str:
    """Return one line of the table."""
    inclination = np.degrees(float(sun_synchronous_inclination(altitude_km)))
    doses = ",".join(f"{value:.4g}" for value in dose(altitude_km, solar_activity))
    return f"{altitude_km:g},{inclination:.3f},{solar_activity},{doses}"


def main() -> None:
    """Build the table, or print some altitudes of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--altitudes", type=float, nargs="+", help="print these, write nothing")
    wanted = parser.parse_args().altitudes
    warnings.simplefilter("ignore")
    import spacepy

    lines = ["altitude_km,inclination_deg,solar_activity," + ",".join(f"{s:g}" for s in SHIELDS_MM)]
    cases = [(float(h), activity) for activity in (0, 1) for h in wanted or ALTITUDES_KM]
    with ProcessPoolExecutor(max_workers=2) as pool:
        for line in pool.map(row, *zip(*cases, strict=True)):
            lines.append(line)
            print(line, flush=True)
    if not wanted:
        TABLE.parent.mkdir(exist_ok=True)
        TABLE.write_text(HEADER.format(version=spacepy.__version__) + "\n".join(lines) + "\n")
        print(f"wrote {TABLE.name}")


if __name__ == "__main__":
    main()
