"""Build `trapped_dose.csv`, `trapped_proton_dose.csv` and `solar_event_dose.csv` of `data/tables`.

    pip install dawndusk[tables]
    python tools/build_dose_table.py                  # ten minutes on one core
    python tools/build_dose_table.py --altitudes 650  # prints one altitude, writes nothing
    python tools/build_dose_table.py --solar-only     # only the table of the solar event, seconds

Trapped particles: the integral fluxes of AP8 (protons) and AE8 (electrons), each in its own field
of 1960 or 1970, as IRBEM evaluates them, on one map of the sphere per altitude; averaged over
longitudes (the node drifts and the Earth turns), then over the latitudes that a circular orbit
visits; differentiated on a fine energy grid; SHIELDOSE-2 for silicon at the centre of a solid
aluminium sphere. One map serves every inclination, and L and B of a point serve every energy and
both species: the field lines are the work, 0.2 ms each, against 0.4 us a flux.

Solar protons: the fluence of August 1972 (King 1974) through the same sphere.

Traps, each of which costs a silent error:

- spacepy hands SHIELDOSE-2 one length for the trapped and the untrapped proton spectrum. If the
  arrays differ in length the trapped dose comes out as zero. Here both have one length.
- spacepy hands SHIELDOSE-2 one duration, which multiplies the trapped fluxes only: the untrapped
  spectrum is a fluence.
- SHIELDOSE-2's third column is *half* the dose at the centre of the sphere. The tables hold the
  whole of it.
- Where the fastest electrons do not reach the depth, SHIELDOSE-2 leaves the dose of the trapped
  protons in their place: twice that dose. Here each kind of particle goes through it alone.
- SHIELDOSE-2 takes the dose in a sphere from the slope of the dose in a slab along the depths it
  is given. With depths as far apart as the table's, and three empty bins at the end of the
  spectrum, the dose of electrons came out two fifths too low behind 5 mm, a seventh too high
  behind 3 mm and negative behind 10 mm. Here it gets many depths, and spectra without empty bins;
  the scatter of 1 % that protons keep is averaged over four sets of depths.
- AP8 and AE8 want B over McIlwain's 31,165 nT / L^3, not over the least B of the field line.

Checked against the README of the package aep8 1.1.0 (15 E, 45 S, 300 km, above 10 MeV, solar
maximum: 3.04495297 per cm2 and s): the same call gives that figure to the last digit if positions
are divided by 6378.1 km as there, and 3.42909519 by IRBEM's own unit, as here. Every run checks the
fluxes from the shared L and B against IRBEM's own whole routine.
"""

from __future__ import annotations

import argparse
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from dawndusk.constants import DAYS_PER_YEAR, R_EARTH, SECONDS_PER_DAY, FloatArray

TABLES = Path(__file__).parents[1] / "src/dawndusk/data/tables"
ALTITUDES_KM = [*range(300, 1000, 50), *range(1000, 2001, 100)]
INCLINATIONS_DEG = [float(i) for i in np.arange(0.0, 90.1, 2.5)]
SHIELDS_MM = [1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 10.0, 15.0, 20.0]

DEPTHS, DEPTH_MM = (24, 30, 36, 45), (0.3, 30.0)  # what SHIELDOSE-2 is given, logarithmic

R_IRBEM_KM = 6371.2  # IRBEM's Earth radius, the unit of its geographic coordinates; the equatorial
# radius instead would put the orbit 7 km too low and the dose 5 % (at 300 km: 11 %) too low
MCILWAIN_NT = 31165.3  # equatorial field at L = 1 that the models' B / B0 refers to
ENERGIES = 300  # of each species, the most SHIELDOSE-2 takes; 160 to 300 agree to 0.7 %
PROTON_MEV = np.geomspace(8.0, 600.0, ENERGIES + 1)  # 8 MeV stop in 0.4 mm of aluminium
AP8_END_MEV = 300.0  # as far as IRBEM evaluates AP8
ELECTRON_MEV = np.geomspace(0.05, 7.0, ENERGIES + 1)  # as far as IRBEM evaluates AE8
MODELS = {(0, "p"): 3, (1, "p"): 4, (0, "e"): 1, (1, "e"): 2}  # (solar activity, species): IRBEM
FIELD = {1: 2, 2: 2, 3: 2, 4: 3}  # model: 2 = Jensen & Cain 1960, 3 = GSFC 12/66 of 1970
INTEGRAL_FLUX, GEO_CARTESIAN = 3, 1  # IRBEM's codes
TIMES_MAX, ENERGIES_MAX = 100_000, 25  # IRBEM's fixed array sizes
NO_FLUX = 1e-30  # SHIELDOSE-2 takes logarithms
LEAST_RAD = 0.1  # a year; below it the table says none, as the models hold next to nothing there
FEWEST_BINS = 8  # of a spectrum; with fewer the model holds next to nothing
YEAR_S = DAYS_PER_YEAR * SECONDS_PER_DAY

LATITUDES, LONGITUDES = 181, 180  # with half of them it moves by 1 %

SOURCES = """\
# Models: {models}
# (Seltzer 1994, NIST IR 5477), through IRBEM as bundled in spacepy {version}.
# Made by tools/build_dose_table.py
"""
TRAPPED = """\
# Dose in silicon from trapped {particles} [rad/year], full solid sphere of aluminium.
# Columns 1 to 20: radius of the sphere [mm]. solar_activity: 0 = solar minimum, 1 = maximum.
# Circular orbits over an Earth radius of 6378.137 km, mean over nodes; a retrograde orbit of
# inclination 180 - i counts as i.
# Left out: solar protons and cosmic rays; the drift of the South Atlantic Anomaly since 1970.
"""
SOLAR = """\
# Dose in silicon [rad] of one solar event like that of August 1972, open space, full solid sphere
# of aluminium of radius shield_mm [mm].
# Event: fluence above E [MeV] 7.9e9 exp((30 - E) / 26.5) protons per cm2 (King 1974, J. Spacecraft
# and Rockets 11, 401).
# Left out: neutrons made in the shield and the attenuation of protons by nuclear reactions.
"""


def call(name: str, *values: Any) -> None:
    """Call a routine of IRBEM with arrays as they are and whole numbers as 32 bit."""
    from spacepy import irbempy

    routine = getattr(irbempy.irbemlib, name)
    routine(
        *(
            value.ctypes.data_as(kind) if isinstance(value, np.ndarray) else irbempy.int4(value)
            for value, kind in zip(values, routine.argtypes, strict=True)
        )
    )


def padded(values: FloatArray) -> FloatArray:
    """Return the values in an array of the length that IRBEM wants."""
    array = np.zeros(TIMES_MAX)
    array[: len(values)] = values
    return array


def sphere(altitude_km: float, latitudes: int, longitudes: int) -> tuple[FloatArray, FloatArray]:
    """Return latitudes [rad] (m), pole to pole, and points [Earth radii] (m * longitudes, 3)."""
    latitude = np.linspace(-np.pi / 2, np.pi / 2, latitudes)
    stagger = 0.618 * np.arange(latitudes)[:, None]
    longitude = 2.0 * np.pi * (np.arange(longitudes) + stagger) / longitudes
    across = np.cos(latitude)[:, None]
    z = np.broadcast_to(np.sin(latitude)[:, None], longitude.shape)
    points = np.stack([across * np.cos(longitude), across * np.sin(longitude), z], axis=-1)
    return latitude, points.reshape(-1, 3) * ((R_EARTH / 1e3 + altitude_km) / R_IRBEM_KM)


def field_lines(points: FloatArray, field: int) -> tuple[FloatArray, FloatArray]:
    """Return McIlwain's L and the models' B / B0 of each point."""
    year, day = np.full(TIMES_MAX, 2000, np.int32), np.ones(TIMES_MAX, np.int32)
    options = np.array([0, 0, 0, 0, field], np.int32)
    found = [np.zeros(TIMES_MAX) for _ in range(6)]
    values: list[Any] = [len(points), 0, options, GEO_CARTESIAN, year, day, np.zeros(TIMES_MAX)]
    values += [*(padded(axis) for axis in points.T), np.zeros((TIMES_MAX, 25)), *found]
    call("make_lstar1", *values)
    shell = np.abs(found[0][: len(points)])  # negative: on the loss cone; 1e31: no closed line
    return shell, found[2][: len(points)] / (MCILWAIN_NT / shell**3)


def integral_flux(
    lines: tuple[FloatArray, FloatArray], energy_mev: FloatArray, model: int
) -> FloatArray:
    """Return the flux above each energy [1/(cm2 s)] at each point, shape (energies, points)."""
    shell, ratio = lines
    parts: list[FloatArray] = []
    for k in range(0, len(energy_mev), ENERGIES_MAX):
        chunk = energy_mev[k : k + ENERGIES_MAX]
        energy = np.zeros((ENERGIES_MAX, 2))
        energy[: len(chunk), 0] = chunk
        flux = np.zeros((ENERGIES_MAX, TIMES_MAX))
        values: list[Any] = [len(shell), model, INTEGRAL_FLUX, len(chunk), energy]
        call("get_ae8_ap8_flux", *values, padded(ratio), padded(shell), flux)
        found = flux[: len(chunk), : len(shell)]
        parts.append(np.where(found < 0.0, 0.0, found))  # -1e31: outside the belts
    return np.concatenate(parts)


def whole_routine(points: FloatArray, energy_mev: FloatArray, model: int) -> FloatArray:
    """Return the same as `integral_flux` from IRBEM's one routine, which traces lines each time."""
    energy = np.zeros((ENERGIES_MAX, 2))
    energy[: len(energy_mev), 0] = energy_mev
    year, day = np.full(TIMES_MAX, 2000, np.int32), np.ones(TIMES_MAX, np.int32)
    flux = np.zeros((ENERGIES_MAX, TIMES_MAX))
    values: list[Any] = [len(points), GEO_CARTESIAN, model, INTEGRAL_FLUX, len(energy_mev), energy]
    values += [year, day, np.zeros(TIMES_MAX), *(padded(axis) for axis in points.T), flux]
    call("fly_in_nasa_aeap1", *values)
    found = flux[: len(energy_mev), : len(points)]
    return np.where(found < 0.0, 0.0, found)


def check_fluxes() -> None:
    """Hold the fluxes from shared field lines to IRBEM's whole routine."""
    for altitude in (400.0, 1200.0):
        points = sphere(altitude, 13, 12)[1]
        for (_, species), model in MODELS.items():
            grid = PROTON_MEV[::13] if species == "p" else ELECTRON_MEV[1::13]
            here = integral_flux(field_lines(points, FIELD[model]), grid, model)
            there = whole_routine(points, grid, model)
            assert np.count_nonzero(there) > 50
            np.testing.assert_allclose(here, there, rtol=1e-4, err_msg=f"{altitude} km, {model}")


def visits(latitude: FloatArray, inclination_deg: FloatArray, arguments: int = 3600) -> FloatArray:
    """Return the share of a revolution spent at each latitude, shape (inclinations, latitudes)."""
    u = 2.0 * np.pi * (np.arange(arguments) + 0.5) / arguments
    at = np.arcsin(np.sin(np.radians(inclination_deg))[:, None] * np.sin(u))
    place = (at - latitude[0]) / (latitude[1] - latitude[0])
    left = np.minimum(place.astype(int), len(latitude) - 2)
    share = np.zeros((len(inclination_deg), len(latitude)))
    row = np.arange(len(inclination_deg))[:, None]
    np.add.at(share, (row, left), left + 1 - place)
    np.add.at(share, (row, left + 1), place - left)
    return share / arguments


def zonal_fluxes(
    altitude_km: float, latitudes: int = LATITUDES, longitudes: int = LONGITUDES
) -> dict[tuple[int, str], FloatArray]:
    """Return integral fluxes [1/(cm2 s)] by model, mean over longitudes: (energies, latitudes)."""
    points = sphere(altitude_km, latitudes, longitudes)[1]
    lines = {field: field_lines(points, field) for field in set(FIELD.values())}
    fluxes = {}
    for (activity, species), model in MODELS.items():
        edges = np.minimum(PROTON_MEV, AP8_END_MEV) if species == "p" else ELECTRON_MEV
        above = integral_flux(lines[FIELD[model]], edges, model)
        fluxes[activity, species] = above.reshape(len(edges), latitudes, longitudes).mean(axis=2)
    return fluxes


def spectrum(above: FloatArray, edges_mev: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return energies [MeV] and differential flux [1/(cm2 s MeV)] from the flux above each edge.

    Protons beyond AP8's end fall off as they do over the last third of it: without them all that
    AP8 has above its end would stand in one bin, as a spike. An edge above which nothing is left,
    or nothing less, is left out: no bin is empty, and the spectrum ends where the model does.
    """
    above = np.minimum.accumulate(above)
    if edges_mev[-1] > AP8_END_MEV and np.all(above > 0.0):
        third = int(np.searchsorted(edges_mev, AP8_END_MEV * 2.0 / 3.0))
        fall = np.log(above[third] / above[-1]) / (AP8_END_MEV - edges_mev[third])
        above *= np.exp(-fall * np.maximum(edges_mev - AP8_END_MEV, 0.0))
    less = np.append(True, above[1:] < 0.999999 * above[:-1])
    keep = less & (above > 0.0)
    edges, above = edges_mev[keep], above[keep]
    return np.sqrt(edges[1:] * edges[:-1]), -np.diff(above) / np.diff(edges)


def shielded(kind: str, found: tuple[FloatArray, FloatArray]) -> FloatArray:
    """Return rad(Si) at the centre of a solid aluminium sphere, by SHIELDS_MM, from one kind.

    Kinds are SHIELDOSE-2's: "e" and "p_tr", a flux [1/(cm2 s MeV)] for a year, and "p_un", the
    fluence of an event [1/(cm2 MeV)], at energies [MeV]. Fewer than a few bins are no dose.
    """
    from scipy.interpolate import PchipInterpolator
    from spacepy import irbempy

    if len(found[0]) < FEWEST_BINS:
        return np.zeros(len(SHIELDS_MM))
    none = (found[0], np.full_like(found[0], NO_FLUX))  # one length for both protons: see the traps
    total = np.zeros(len(SHIELDS_MM))
    for count in DEPTHS:
        depth = np.geomspace(DEPTH_MM[0], DEPTH_MM[1], count)
        model = irbempy.Shieldose2()
        model.set_shielding(depth, units="mm")
        for other in ("e", "p_tr", "p_un"):
            energy, flux = found if other == kind else none
            model.set_flux(flux, energy, other, tau=YEAR_S)
        model.get_dose(detector=3, nucmeth=1)
        half = np.maximum(np.asarray(model.results["dose_total"])[:, 2], 1e-9)
        total += np.exp(PchipInterpolator(np.log(depth), np.log(half))(np.log(SHIELDS_MM)))
    return np.asarray(2.0 * total / len(DEPTHS))


def trapped_rows(
    altitude_km: float, inclination_deg: FloatArray, fluxes: dict[tuple[int, str], FloatArray]
) -> tuple[list[str], list[str]]:
    """Return the lines of the tables of all trapped dose and of the protons', at one altitude."""
    latitude = sphere(altitude_km, LATITUDES, 1)[0]
    both: list[str] = []
    protons: list[str] = []
    for activity in (0, 1):
        for share, inclination in zip(
            visits(latitude, inclination_deg), inclination_deg, strict=True
        ):
            proton = shielded("p_tr", spectrum(fluxes[activity, "p"] @ share, PROTON_MEV))
            electron = shielded("e", spectrum(fluxes[activity, "e"] @ share, ELECTRON_MEV))
            for lines, dose in ((both, proton + electron), (protons, proton)):
                dose = np.minimum.accumulate(dose)  # scatter below 1 rad a year
                cells = ",".join(f"{value:.4g}" if value >= LEAST_RAD else "0" for value in dose)
                lines.append(f"{altitude_km:g},{inclination:g},{activity},{cells}")
    return both, protons


def solar_rows() -> list[str]:
    """Return the lines of the table of the solar event."""
    above = 7.9e9 * np.exp((30.0 - PROTON_MEV) / 26.5)
    fluence = -np.diff(above) / np.diff(PROTON_MEV)
    doses = shielded("p_un", (np.sqrt(PROTON_MEV[1:] * PROTON_MEV[:-1]), fluence))
    return [f"{shield:g},{dose:.4g}" for shield, dose in zip(SHIELDS_MM, doses, strict=True)]


def write(name: str, header: str, models: str, lines: list[str]) -> None:
    """Write one table with its header."""
    import spacepy

    sources = SOURCES.format(models=models, version=spacepy.__version__)
    (TABLES / name).write_text(header + sources + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"wrote {name}")


def main() -> None:
    """Build the tables, or print some altitudes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--altitudes", type=float, nargs="+", help="print these, write nothing")
    parser.add_argument("--solar-only", action="store_true", help="write only the solar event")
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    if not given.altitudes:
        write("solar_event_dose.csv", SOLAR, "SHIELDOSE-2", ["shield_mm,rad", *solar_rows()])
    if given.solar_only:
        return
    check_fluxes()
    heads = "altitude_km,inclination_deg,solar_activity," + ",".join(f"{s:g}" for s in SHIELDS_MM)
    both, protons = [heads], [heads]
    for altitude in given.altitudes or ALTITUDES_KM:
        rows = trapped_rows(altitude, np.array(INCLINATIONS_DEG), zonal_fluxes(altitude))
        printed = [text for lines in rows for text in lines]
        print("\n".join(printed) if given.altitudes else f"{altitude} km", flush=True)
        both += rows[0]
        protons += rows[1]
    if not given.altitudes:
        ap8, ae8 = "(Sawyer & Vette 1976, NSSDC 76-06", "Vette 1991, NSSDC 91-24), SHIELDOSE-2"
        all_of_them = TRAPPED.format(particles="protons and electrons")
        write("trapped_dose.csv", all_of_them, f"AP8 and AE8 {ap8}; {ae8}", both)
        only = TRAPPED.format(particles="protons")
        write("trapped_proton_dose.csv", only, f"AP8 {ap8}), SHIELDOSE-2", protons)


if __name__ == "__main__":
    main()
