"""Build `src/dawndusk/data/tables/earth_light.csv`: sunlight that the Earth throws onto a plate.

    python tools/build_earth_light_table.py                  # a few minutes on one core
    python tools/build_earth_light_table.py --altitudes 650  # prints one altitude, writes nothing

Method: the part of a spherical Earth that the plate sees is cut into rings (Gauss nodes in the
angle at the Earth's centre) and spokes; each patch gets the cosine of the Sun and throws it on,
the same into all directions. Summed for every place along a circular orbit; mean and largest.

Two surfaces. `lambert` reflects the same share of the light at any height of the Sun. `rising`
reflects more where the Sun is low, as satellites measure: to the share at the zenith of the Sun's
angle t in degrees from it one adds

    c(t) = 1.3798e-3 t - 2.1793e-5 t2 + 6.0372e-8 t3 + 4.9115e-9 t4

(Anderson, Justus and Batts, NASA TM-2001-211221, 2001, from the Earth Radiation Budget Experiment
within 30 degrees of the equator; its scatter grows beyond 65 degrees). The share at the zenith is
what leaves the whole Earth an albedo of 0.30: 0.24, against 0.55 at the terminator.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from dawndusk.constants import R_EARTH, FloatArray

TABLE = Path(__file__).parents[1] / "src/dawndusk/data/tables/earth_light.csv"
ALTITUDES_KM = [150, 200, 300, 400, 500, 600, 700, 800, 1000, 1200, 1500, 2000]
ALTITUDES_KM += [2500, 3200, 4000, 5000, 6500, 9000, 13000, 20000, 40000]
BETAS_DEG = [*np.arange(0.0, 50.0, 5.0), *np.arange(50.0, 91.0, 1.25)]  # finer at dawn-dusk
ATTITUDES = (  # the zenith sees nothing
    "nadir",
    "sun",
    "anti_sun",
    "velocity",
    "edge_on",
    "orbit_normal",
    "anti_orbit_normal",
)
FIXED = {  # along velocity, orbit normal, zenith
    "nadir": (0.0, 0.0, -1.0),
    "velocity": (1.0, 0.0, 0.0),
    "orbit_normal": (0.0, 1.0, 0.0),
    "anti_orbit_normal": (0.0, -1.0, 0.0),
}
RISE = (1.3798e-3, -2.1793e-5, 6.0372e-8, 4.9115e-9)  # per power of the angle in degrees
GLOBAL_ALBEDO = 0.30  # CERES 0.29, Gilmore 2002 0.30: the rise is of this Earth
RINGS, SPOKES, TURNS = 64, 128, 96  # the sums move by 0.03 % at four times as many patches
UNIT = 1e-5

HEADER = """\
# View factor of a plate to the sunlit Earth over (R_E/r)^2, in units of 0.00001: the flux of
# reflected sunlight is solar constant x albedo x (R_E/r)^2 x this. Earth radius 6378.137 km.
# Columns 0 to 90: angle of the Sun out of the orbital plane [deg]. Mean and largest of one orbit.
# lambert: the same albedo at any height of the Sun. rising: more where the Sun is low, by Anderson,
# Justus & Batts, NASA TM-2001-211221, 2001 (ERBE), with an albedo of 0.30 for the whole Earth.
# Left out: land, sea, ice and cloud; glint; twilight. Made by tools/build_earth_light_table.py
"""


def rise(cosine: FloatArray) -> FloatArray:
    """Return what is added to the albedo where the Sun stands at this cosine from the zenith."""
    t = np.degrees(np.arccos(np.minimum(cosine, 1.0)))
    a, b, c, d = RISE
    return np.asarray(t * (a + t * (b + t * (c + t * d))))


def mean_rise() -> float:
    """Return the rise of the whole Earth's albedo: the mean over its lit half by sunlight."""
    x, w = np.polynomial.legendre.leggauss(200)
    cosine = 0.5 * (x + 1.0)
    return float(np.sum(w * cosine * rise(cosine)))


def patches(altitude_km: float) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return ground and line of sight (n, 3) of each patch in view, and its weight (n,).

    Axes: velocity, orbit normal, zenith. The weight times the cosine at the plate is the part of
    the plate's view that the patch fills.
    """
    r = R_EARTH + 1e3 * altitude_km
    horizon = np.arccos(R_EARTH / r)
    x, w = np.polynomial.legendre.leggauss(RINGS)
    angle, step = 0.5 * horizon * (x + 1.0), 0.5 * horizon * w
    turn = (np.arange(SPOKES) + 0.5) * (2.0 * np.pi / SPOKES)
    A, T = np.meshgrid(angle, turn, indexing="ij")
    ground = np.stack([np.sin(A) * np.cos(T), np.sin(A) * np.sin(T), np.cos(A)], -1).reshape(-1, 3)
    line = R_EARTH * ground - np.array([0.0, 0.0, r])
    distance = np.linalg.norm(line, axis=1)
    sight = line / distance[:, None]
    leaves = -np.sum(ground * sight, axis=1)
    area = R_EARTH**2 * (np.sin(A) * step[:, None]).ravel() * (2.0 * np.pi / SPOKES)
    return ground, sight, leaves * area / (np.pi * distance * distance)


def normals(attitude: str, sun: FloatArray) -> FloatArray:
    """Return the outward normal of the face at each place of the orbit, shape (turns, 3)."""
    if attitude in FIXED:
        return np.broadcast_to(FIXED[attitude], sun.shape)
    if attitude == "edge_on":
        across = np.cross(sun, (0.0, 0.0, 1.0))
        length = np.linalg.norm(across, axis=1, keepdims=True)
        overhead = length < 1e-9  # where the Sun is, all faces on edge see the same
        return np.where(overhead, (1.0, 0.0, 0.0), across / np.where(overhead, 1.0, length))
    return sun if attitude == "sun" else -sun


def one_orbit(altitude_km: float, beta_rad: float) -> FloatArray:
    """Return view factors by attitude, surface and (mean, largest), shape (7, 2, 2)."""
    ground, sight, weight = patches(altitude_km)
    u = np.arange(TURNS) * (2.0 * np.pi / TURNS)  # from the place nearest to the Sun
    across, up = -np.sin(u), np.cos(u)
    cosine = np.cos(beta_rad)
    sun = np.stack([cosine * across, np.full(TURNS, np.sin(beta_rad)), cosine * up], -1)
    lit = np.maximum(sun @ ground.T, 0.0)
    rising = lit * (1.0 + (rise(lit) - mean_rise()) / GLOBAL_ALBEDO)
    found = np.empty((len(ATTITUDES), 2, 2))
    for i, attitude in enumerate(ATTITUDES):
        seen = np.maximum(normals(attitude, sun) @ sight.T, 0.0) * weight
        for j, light in enumerate((lit, rising)):
            along = np.sum(seen * light, axis=1)
            found[i, j] = along.mean(), along.max()
    return found


def rows(altitude_km: float) -> list[str]:
    """Return the lines of the table for one altitude."""
    nadir = (R_EARTH / (R_EARTH + 1e3 * altitude_km)) ** 2
    found = np.stack([one_orbit(altitude_km, beta) for beta in np.radians(BETAS_DEG)], axis=-1)
    return [
        f"{altitude_km:g},{attitude},{surface},{kind},"
        + ",".join(f"{value / (UNIT * nadir):.0f}" for value in found[i, j, k])
        for i, attitude in enumerate(ATTITUDES)
        for j, surface in enumerate(("lambert", "rising"))
        for k, kind in enumerate(("mean", "largest"))
    ]


def main() -> None:
    """Build the table, or print some altitudes of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--altitudes", type=float, nargs="+", help="print these, write nothing")
    parser.add_argument("--workers", type=int, default=2, help="processes")
    asked = parser.parse_args()
    lines = ["altitude_km,attitude,surface,kind," + ",".join(f"{beta:g}" for beta in BETAS_DEG)]
    with ProcessPoolExecutor(asked.workers) as pool:
        for block in pool.map(rows, asked.altitudes or ALTITUDES_KM):
            lines += block
    if asked.altitudes:
        print("\n".join(lines))
        return
    TABLE.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"wrote {TABLE.name}")


if __name__ == "__main__":
    main()
