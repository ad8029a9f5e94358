"""Build `trapped_displacement.csv` and `solar_event_displacement.csv` of `data/tables`.

    pip install dawndusk[tables]
    python tools/build_displacement_table.py                  # five minutes on one core
    python tools/build_displacement_table.py --altitudes 650  # prints one altitude, writes nothing
    python tools/build_displacement_table.py --solar-only     # only the solar event, seconds

Trapped particles: the integral fluxes of AP8 and AE8 as in `build_dose_table.py`, whose maps of the
sphere and traps apply here too. They come from all sides; the half that comes through the cover
glass is slowed down straight ahead (continuous slowing down) at every angle, and what is left of
it at the cell, times the non-ionising energy loss of the cell's material, is the displacement
damage dose. The back of the cell counts as fully shielded; the other half, through the back, is
the same table at the back's thickness and is added by the reader where it is asked for.

Protons count in full. Electrons make simpler damage: a 1 MeV electron counts as 1/3000 (silicon) or
1/1000 (gallium arsenide) of a 10 MeV proton, which is what the radiation handbooks of the Jet
Propulsion Laboratory find in cells, and other energies by a power of their energy loss.
"""

from __future__ import annotations

import argparse
import warnings
from pathlib import Path
from typing import Final

import numpy as np

from build_dose_table import (
    ALTITUDES_KM,
    AP8_END_MEV,
    FIELD,
    INCLINATIONS_DEG,
    MODELS,
    YEAR_S,
    check_fluxes,
    field_lines,
    integral_flux,
    sphere,
    visits,
)
from dawndusk.constants import FloatArray

TABLES = Path(__file__).parents[1] / "src/dawndusk/data/tables"
GLASS_UM: Final = (50.0, 100.0, 150.0, 300.0, 500.0, 1000.0)
MATERIALS: Final = ("silicon", "gaas")

GLASS_G_PER_CM3: Final = 2.554  # cerium-doped microsheet (JPL 96-9); fused silica has 2.20
# Protons in SiO2: energy [MeV] and range [g/cm2], from CATIMA 1.982 (GSI), whose range in aluminium
# is that of PSTAR within 1 %.
RANGE_MEV = np.array([0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10, 15,
                      20, 30, 50, 70, 100, 150, 200, 300, 400, 600, 1000])  # fmt: skip
RANGE_G_PER_CM2 = np.array([
    2.375e-5, 4.338e-5, 7.247e-5, 1.361e-4, 2.275e-4, 4.211e-4, 6.509e-4, 1.233e-3, 1.972e-3,
    3.348e-3, 6.279e-3, 9.938e-3, 0.01927, 0.0454, 0.08078, 0.1501, 0.3075, 0.5155, 1.076, 2.715,
    4.965, 9.363, 19.07, 31.3, 61.82, 98.63, 185.3, 388.2])  # fmt: skip

# Non-ionising energy loss [MeV cm2/g] at energies [MeV], threshold of displacement in brackets.
# Silicon: SR-NIEL 11.0 (Boschini et al.; 21 eV). Gallium arsenide: SCREAM (Messenger et al., Naval
# Research Laboratory; 10 eV), as in solarpy of The Aerospace Corporation.
NIEL: Final = {
    ("silicon", "p"): (
        [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 0.5, 1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150,
         200, 300, 500, 1000],
        [5.6222, 4.6368, 2.5802, 1.2316, 0.4798, 0.19036, 0.11999, 0.063442, 0.033142, 0.022565,
         0.014754, 0.011642, 9.4037e-3, 7.7203e-3, 6.7586e-3, 5.5935e-3, 4.4102e-3, 3.7017e-3,
         2.9757e-3, 2.2803e-3, 1.9291e-3, 1.6326e-3, 1.4677e-3, 1.3607e-3],
    ),
    ("silicon", "e"): (
        [0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.5, 2, 3, 4, 5, 7, 10],
        [2.4792e-6, 5.8523e-6, 8.5424e-6, 1.0822e-5, 1.4649e-5, 1.7886e-5, 2.0752e-5, 2.3354e-5,
         2.5749e-5, 2.7977e-5, 3.7307e-5, 4.461e-5, 5.5669e-5, 6.3892e-5, 7.0392e-5, 8.0253e-5,
         9.0583e-5],
    ),
    ("gaas", "p"): (
        [1e-3, 2e-3, 3e-3, 5e-3, 7e-3, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 2,
         3, 5, 7, 10, 20, 30, 50, 70, 100, 200, 300, 500, 700, 1000],
        [1.76, 1.95, 1.93, 1.77, 1.60, 1.41, 1.01, 0.796, 0.574, 0.455, 0.350, 0.205, 0.148, 0.0969,
         0.0726, 0.0533, 0.0289, 0.0200, 0.0127, 9.67e-3, 7.42e-3, 5.27e-3, 4.61e-3, 4.11e-3,
         3.81e-3, 3.60e-3, 3.25e-3, 3.08e-3, 3.23e-3, 3.43e-3, 3.46e-3],
    ),
    ("gaas", "e"): (
        [0.282, 0.316, 0.355, 0.398, 0.447, 0.501, 0.631, 0.794, 1, 1.26, 1.58, 2, 2.51, 3.16, 3.98,
         5.01, 6.31, 7.94, 10],
        [1.26e-6, 3.29e-6, 5.35e-6, 7.46e-6, 9.61e-6, 1.18e-5, 1.65e-5, 2.14e-5, 2.66e-5, 3.22e-5,
         3.81e-5, 4.44e-5, 5.08e-5, 5.75e-5, 6.43e-5, 7.12e-5, 7.83e-5, 8.54e-5, 9.24e-5],
    ),
}  # fmt: skip
ELECTRONS_PER_PROTON: Final = {"silicon": 3000.0, "gaas": 1000.0}  # 1 MeV against 10 MeV
ELECTRON_POWER: Final = {"silicon": 2.0, "gaas": 1.7}  # of the energy loss (Summers et al. 1993)
# Depth over which the damage is averaged [g/cm2]: 100 um of silicon gather light all through; the
# junctions of the III-V cells are a few um thin.
DEPTH_G_PER_CM2: Final = {"silicon": 100e-4 * 2.33, "gaas": 0.0}

PROTON_MEV = np.geomspace(1.0, 600.0, 161)
ELECTRON_MEV = np.geomspace(0.1, 7.0, 81)
INSIDE, ANGLES = 8, 400  # energies in a bin, angles of incidence
LATITUDES, LONGITUDES = 121, 120
LEAST: Final = 1.0  # MeV/g in a year: less does nothing to any cell
EVENT_PER_CM2, EVENT_MEV = 7.9e9, 26.5  # King 1974, fluence above E: 7.9e9 exp((30 - E) / 26.5)

TRAPPED = """\
# Displacement damage dose [MeV/g in a year] of a solar cell from trapped protons and electrons.
# Columns MATERIAL_50 to MATERIAL_1000: cover glass [um] of 2.554 g/cm3, the back fully shielded;
# silicon: mean over 100 um. solar_activity: 0 = solar minimum, 1 = maximum.
# Circular orbits over an Earth radius of 6378.137 km, mean over nodes; a retrograde orbit of
# inclination 180 - i counts as i.
# Electrons are weighed: one of 1 MeV is 1/3000 (silicon) or 1/1000 (gaas) of a 10 MeV proton.
# Left out: solar protons; scattering of electrons in the glass.
# Models: AP8 and AE8 (Sawyer & Vette 1976, NSSDC 76-06; Vette 1991, NSSDC 91-24) through IRBEM as
# bundled in spacepy {version}; energy loss SR-NIEL (silicon), SCREAM (gaas).
# Made by tools/build_displacement_table.py
"""
SOLAR = """\
# Displacement damage dose [MeV/g] of a solar cell from one solar event like that of August 1972 in
# open space, behind cover glass, the back fully shielded. Event: fluence above E [MeV]
# 7.9e9 exp((30 - E) / 26.5) protons per cm2 (King 1974, J. Spacecraft and Rockets 11, 401).
# Made by tools/build_displacement_table.py
"""


def proton_range(energy_mev: FloatArray) -> FloatArray:
    """Return the range of protons in glass [g/cm2]."""
    return np.exp(_log_curve(RANGE_MEV, RANGE_G_PER_CM2, np.log(energy_mev)))


def electron_range(energy_mev: FloatArray) -> FloatArray:
    """Return the range of electrons [g/cm2], Katz & Penfold 1952, Rev. Mod. Phys. 24, 28."""
    energy = np.asarray(energy_mev)
    soft = 0.412 * energy ** (1.265 - 0.0954 * np.log(energy))
    return np.where(energy < 2.5, soft, 0.530 * energy - 0.106)


def _log_curve(x: FloatArray, y: FloatArray, at: FloatArray) -> FloatArray:
    from scipy.interpolate import PchipInterpolator

    return np.asarray(PchipInterpolator(np.log(x), np.log(y), extrapolate=True)(at))


def damage(material: str, species: str, energy_mev: FloatArray) -> FloatArray:
    """Return the damage of one particle per cm2 [MeV/g], in terms of protons."""
    x, y = (np.asarray(v, dtype=np.float64) for v in NIEL[material, species])
    loss = np.exp(np.interp(np.log(np.maximum(energy_mev, 1e-9)), np.log(x), np.log(y)))
    if species == "p":
        return loss
    at_1_mev = float(np.interp(1.0, x, y))
    proton = float(np.interp(10.0, *NIEL[material, "p"])) / ELECTRONS_PER_PROTON[material]
    share = np.where(energy_mev < x[0], 0.0, loss / at_1_mev)
    return proton * share ** ELECTRON_POWER[material]


def kernel(material: str, species: str) -> FloatArray:
    """Return the damage at the cell per particle of each bin from all sides, (glasses, bins)."""
    edges = PROTON_MEV if species == "p" else ELECTRON_MEV
    inside = (np.arange(INSIDE) + 0.5) / INSIDE
    energy = (edges[:-1, None] * (edges[1:] / edges[:-1])[:, None] ** inside).ravel()
    fine = np.geomspace(1e-3, 1100.0, 6000) if species == "p" else np.geomspace(0.02, 20.0, 4000)
    range_of = proton_range if species == "p" else electron_range
    log_range, log_energy = np.log(range_of(fine)), np.log(fine)
    start = range_of(energy)[:, None]
    cosine = (np.arange(ANGLES) + 0.5) / ANGLES
    depths = DEPTH_G_PER_CM2[material] * (np.array([0.1, 0.3, 0.5, 0.7, 0.9]))
    found = np.zeros((len(GLASS_UM), len(edges) - 1))
    for row, glass in enumerate(GLASS_UM):
        for depth in depths if DEPTH_G_PER_CM2[material] else np.zeros(1):
            left = start - (glass * 1e-4 * GLASS_G_PER_CM3 + depth) / cosine
            through = left > np.exp(log_range[0])
            slowed = np.exp(np.interp(np.log(np.where(through, left, 1.0)), log_range, log_energy))
            each = np.where(through, damage(material, species, slowed), 0.0).mean(axis=1)
            found[row] += 0.5 * each.reshape(-1, INSIDE).mean(axis=1)
    return found / (len(depths) if DEPTH_G_PER_CM2[material] else 1)


def zonal_fluxes(altitude_km: float) -> dict[tuple[int, str], FloatArray]:
    """Return integral fluxes [1/(cm2 s)] by model, mean over longitudes: (energies, latitudes)."""
    points = sphere(altitude_km, LATITUDES, LONGITUDES)[1]
    lines = {field: field_lines(points, field) for field in set(FIELD.values())}
    fluxes = {}
    for (activity, species), model in MODELS.items():
        edges = np.minimum(PROTON_MEV, AP8_END_MEV) if species == "p" else ELECTRON_MEV
        above = integral_flux(lines[FIELD[model]], edges, model)
        mean = above.reshape(len(edges), LATITUDES, LONGITUDES).mean(axis=2)
        fluxes[activity, species] = np.minimum.accumulate(mean, axis=0)
    return fluxes


def binned(above: FloatArray, species: str) -> FloatArray:
    """Return the flux in each bin; all that AP8 has above its end stands in the bin at its end."""
    bins = -np.diff(above, axis=0)
    if species == "p":
        bins[int(np.searchsorted(PROTON_MEV, AP8_END_MEV)) - 1] += above[-1]
    return bins


def trapped_rows(altitude_km: float, kernels: dict[tuple[str, str], FloatArray]) -> list[str]:
    """Return the lines of the table at one altitude; report what electrons add."""
    inclination = np.array(INCLINATIONS_DEG)
    latitude = sphere(altitude_km, LATITUDES, 1)[0]
    share = visits(latitude, inclination)
    fluxes = zonal_fluxes(altitude_km)
    lines = []
    for activity in (0, 1):
        orbit = {s: binned(fluxes[activity, s], s) @ share.T for s in ("p", "e")}
        part = {key: YEAR_S * kernels[key] @ orbit[key[1]] for key in kernels}
        total = {m: part[m, "p"] + part[m, "e"] for m in MATERIALS}
        added = [f"{m} {part[m, 'e'][1, 33] / total[m][1, 33]:.1%}" for m in MATERIALS]
        print(f"# {altitude_km} km, activity {activity}, electrons' part:", *added, flush=True)
        for k, tilt in enumerate(inclination):
            cells = [f"{v:.4g}" if v >= LEAST else "0" for m in MATERIALS for v in total[m][:, k]]
            lines.append(f"{altitude_km:g},{tilt:g},{activity},{','.join(cells)}")
    return lines


def solar_rows(kernels: dict[tuple[str, str], FloatArray]) -> list[str]:
    """Return the lines of the table of the solar event."""
    above = EVENT_PER_CM2 * np.exp((30.0 - PROTON_MEV) / EVENT_MEV)
    dose = {m: kernels[m, "p"] @ -np.diff(above) for m in MATERIALS}
    return [
        f"{glass:g},{dose['silicon'][k]:.4g},{dose['gaas'][k]:.4g}"
        for k, glass in enumerate(GLASS_UM)
    ]


def main() -> None:
    """Build the tables, or print some altitudes."""
    import spacepy

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--altitudes", type=float, nargs="+", help="print these, write nothing")
    parser.add_argument("--solar-only", action="store_true", help="write only the solar event")
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    kernels = {(m, s): kernel(m, s) for m in MATERIALS for s in ("p", "e")}
    if not given.altitudes:
        lines = ["glass_um,silicon,gaas", *solar_rows(kernels)]
        text = SOLAR + "\n".join(lines) + "\n"
        (TABLES / "solar_event_displacement.csv").write_text(text, encoding="utf-8")
    if given.solar_only:
        return
    check_fluxes()
    columns = [f"{m}_{glass:g}" for m in MATERIALS for glass in GLASS_UM]
    lines = [",".join(["altitude_km", "inclination_deg", "solar_activity", *columns])]
    for altitude in given.altitudes or ALTITUDES_KM:
        rows = trapped_rows(altitude, kernels)
        if given.altitudes:
            print("\n".join(rows), flush=True)
        lines += rows
    if not given.altitudes:
        text = TRAPPED.format(version=spacepy.__version__) + "\n".join(lines) + "\n"
        (TABLES / "trapped_displacement.csv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
