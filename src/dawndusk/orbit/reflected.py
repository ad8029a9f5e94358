"""Sunlight that the Earth throws back onto a plate in orbit, for one orbit or over a year.

One face of a small plate that keeps an attitude round a circular orbit. The view factor to the
sunlit Earth is read from `data/tables/earth_light.csv`, which `tools/build_earth_light_table.py`
integrates over the part of the Earth in view.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import AU, FloatArray
from dawndusk.errors import InputError, nearest
from dawndusk.orbit.earth_view import nadir_view_factor
from dawndusk.orbit.sun_synchronous import sun_synchronous_inclination
from dawndusk.orbit.sunlight import check_orbit, sin_beta_of_year, year_of_sun
from dawndusk.orbit.tables import place_in, read_table

__all__ = [
    "Attitude",
    "EarthLightTable",
    "OrbitViewFactor",
    "Surface",
    "checked_face",
    "earth_light_table",
    "reflected_view_factor",
    "yearly_reflected",
]

Attitude = Literal[
    "nadir",
    "zenith",
    "sun",
    "anti_sun",
    "velocity",
    "edge_on",
    "orbit_normal",
    "anti_orbit_normal",
]
Surface = Literal["rising", "lambert"]

SAMPLES_PER_DAY: Final = 0.5
BLOCK: Final = 512  # orbits at a time, so that orbits x days stay in cache
_OTHER_SIDE: Final = {"orbit_normal": "anti_orbit_normal", "anti_orbit_normal": "orbit_normal"}


class OrbitViewFactor(NamedTuple):
    """View factor of a face over an orbit, or of the orbits of a year."""

    mean: FloatArray
    largest: FloatArray


class EarthLightTable(NamedTuple):
    """View factors to the sunlit Earth over that of a face that looks down."""

    altitude_km: FloatArray
    beta_deg: FloatArray
    share: dict[tuple[str, str, str], FloatArray]


@cache
def earth_light_table() -> EarthLightTable:
    """Read the table of reflected sunlight, once.

    Returns
    -------
    EarthLightTable
        altitude_km [km] (n), beta_deg [deg] (m), and share [1] (n, m) by attitude, surface
        ("rising" or "lambert") and kind ("mean" or "largest").

    References
    ----------
    Own integration, `tools/build_earth_light_table.py`; rise of the albedo where the Sun is low
    from Anderson, Justus & Batts, NASA TM-2001-211221, 2001.

    Examples
    --------
    >>> table = earth_light_table()
    >>> table.altitude_km[[0, -1]].tolist(), table.beta_deg[[0, -1]].tolist()
    ([150.0, 40000.0], [0.0, 90.0])
    """
    cells = read_table("earth_light.csv")
    beta = np.array([float(name) for name in cells[0][4:]])
    found: dict[tuple[str, str, str], list[list[float]]] = {}
    for _, attitude, surface, kind, *values in cells[1:]:
        found.setdefault((attitude, surface, kind), []).append([1e-5 * float(v) for v in values])
    altitude = np.array(sorted({float(row[0]) for row in cells[1:]}))
    return EarthLightTable(altitude, beta, {key: np.array(rows) for key, rows in found.items()})


def reflected_view_factor(
    altitude_km: ArrayLike,
    beta_rad: ArrayLike,
    attitude: Attitude,
    surface: Surface = "rising",
) -> OrbitViewFactor:
    r"""View factor of one face to the sunlit Earth, round a circular orbit.

    .. math::

        F = \frac1\pi \int k(\vartheta) \cos\vartheta \, \max(0, \hat n \cdot \hat d) \, d\omega,
        \qquad q = S\, a\, F

    over the solid angle of the Earth, with the Sun at the angle theta from the zenith of the
    ground. For the surface "lambert" k is one; for "rising" it is the albedo at that height of the
    Sun over the albedo of the whole Earth: 0.8 overhead, 1.8 at the terminator.

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km, 150 to 40,000.
    beta_rad : array_like [rad]
        Angle of the Sun out of the orbital plane, -pi/2 to pi/2; broadcast with the altitude.
    attitude : str
        Where the face looks: nadir, zenith, sun, anti_sun, velocity, edge_on (square to the Sun
        and to the nadir), orbit_normal (along the orbit's angular momentum), anti_orbit_normal.
    surface : str, optional
        "rising" (usual) or "lambert".

    Returns
    -------
    OrbitViewFactor
        mean [1] and largest [1] of one orbit, shadow included. The flux on the face is the solar
        constant times the albedo of the whole Earth times it.

    Raises
    ------
    InputError
        Out of range, or no such attitude or surface.

    Notes
    -----
    Read from a table, linear in beta and in the Earth's apparent radius: within 0.2 W/m2 of the
    integral for a mean and 0.8 for a largest at an albedo of 0.3, and within 0.1 and 0.2 where a
    dawn-dusk orbit is (beta above 50 degrees, 400 to 1500 km). Neglects where land, sea, ice and
    cloud are (from minute to minute a face sees albedos of 0.1 to 0.7), glint and twilight. The
    measured rise scatters most where the Sun is below 25 degrees, which is where a dawn-dusk orbit
    looks; without it ("lambert") the flux there is a tenth to a third lower. A zonal albedo agrees
    with it to 20 %; in the polar summer it gives up to 19 % more.

    References
    ----------
    Own integration. Rise: Anderson, Justus & Batts, NASA TM-2001-211221, 2001. Zonal albedo:
    ECSS-E-ST-10-04C, annex F.

    Examples
    --------
    Where the Sun is overhead a Lambert Earth comes close to the view factor 0.8236 of the whole
    Earth; half an orbit of cosine leaves 1/pi of it.

    >>> noon = reflected_view_factor(650.0, 0.0, "nadir", "lambert")
    >>> round(float(noon.largest), 2), round(float(noon.mean), 2)
    (0.82, 0.26)

    On a face edge-on to Sun and Earth at dawn-dusk there is little of it:

    >>> import numpy as np
    >>> edge = reflected_view_factor(650.0, np.radians([90.0, 58.6]), "edge_on")
    >>> (1361.0 * 0.30 * edge.mean).round(1)
    array([ 5.6, 18.9])
    """
    h, beta = checked_face(altitude_km, beta_rad, attitude, surface)
    degrees = np.degrees(beta)
    return OrbitViewFactor(
        *(
            _from_table(h, degrees, attitude, surface, kind) * nadir_view_factor(h)
            for kind in ("mean", "largest")
        )
    )


def yearly_reflected(
    altitude_km: ArrayLike,
    local_time_h: ArrayLike,
    year: int,
    *attitudes: Attitude,
    surface: Surface = "rising",
) -> OrbitViewFactor:
    r"""View factor of a face to the sunlit Earth, over a year of a sun-synchronous orbit.

    .. math:: F(t) = \sum_{faces} \bar F(\beta(t))\,(1\,\mathrm{au} / D(t))^2

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km, 150 to 5900; any shape that broadcasts with the next.
    local_time_h : array_like [h]
        Local mean time of the ascending node, 0 to 24.
    year : int [year]
        Calendar year, 1950 to 2100.
    *attitudes : str
        Where the face looks, as in :func:`reflected_view_factor`; of several faces the view
        factors are added, day by day.
    surface : str, optional
        "rising" (usual) or "lambert".

    Returns
    -------
    OrbitViewFactor
        mean [1] of the year, and the largest [1] of the means of its orbits. The flux on the face
        is the solar constant at 1 au times the albedo of the whole Earth times it.

    Raises
    ------
    InputError
        Out of range, or no such attitude or surface.

    Notes
    -----
    The Sun on every other day, and as far away as it is. Rest as :func:`reflected_view_factor`.

    References
    ----------
    As :func:`reflected_view_factor`.

    Examples
    --------
    A radiator edge-on to Sun and Earth, in W/m2 at an albedo of 0.30, mean and worst:

    >>> view = yearly_reflected(650.0, 18.0, 2025, "edge_on")
    >>> [round(float(1361.0 * 0.30 * factor)) for factor in view]
    [12, 18]

    The two faces of the array together; their brightest days are months apart.

    >>> view = yearly_reflected(650.0, 18.0, 2025, "sun", "anti_sun")
    >>> [round(float(1361.0 * 0.30 * factor)) for factor in view]
    [25, 38]
    """
    check_orbit(altitude_km, local_time_h, year)
    for attitude in attitudes or ("",):
        checked_face(altitude_km, 0.0, attitude, surface)
    altitude, hours = np.broadcast_arrays(
        np.asarray(altitude_km, dtype=np.float64), np.asarray(local_time_h, dtype=np.float64)
    )
    shape, altitude, hours = altitude.shape, altitude.ravel(), hours.ravel()
    sun = year_of_sun(int(year), SAMPLES_PER_DAY)
    nearness = np.square(AU / sun.distance_m)
    found = OrbitViewFactor(np.empty_like(altitude), np.empty_like(altitude))
    for start in range(0, len(altitude), BLOCK):
        part = slice(start, start + BLOCK)
        h = altitude[part]
        s = sin_beta_of_year(sun_synchronous_inclination(h), hours[part], sun)
        beta = np.degrees(np.arcsin(np.clip(s, -1.0, 1.0)))
        faces = [_from_table(h[:, None], beta, face, surface, "mean") for face in attitudes]
        orbits = np.sum(faces, axis=0) * nearness
        found.mean[part] = np.mean(orbits, axis=-1)
        found.largest[part] = np.max(orbits, axis=-1)
    down = nadir_view_factor(altitude)
    return OrbitViewFactor(*(np.reshape(field * down, shape) for field in found))


def checked_face(
    altitude_km: ArrayLike, beta_rad: ArrayLike, attitude: str, surface: str = "rising"
) -> tuple[FloatArray, FloatArray]:
    """Altitude and angle of the Sun as broadcast arrays, or a refusal.

    Raises
    ------
    InputError
        Out of range, or no such attitude or surface.

    Examples
    --------
    >>> checked_face(650.0, 0.0, "zenit")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    dawndusk.errors.InputError: attitude is none of the choices: got 'zenit'; allowed: nadir, ...
    """
    for name, given, words in (
        ("attitude", attitude, get_args(Attitude)),
        ("surface", surface, get_args(Surface)),
    ):
        if given not in words:
            raise InputError(
                f"{name} is none of the choices",
                got=given,
                allowed=", ".join(words),
                remedy=nearest(str(given), words),
            )
    h, beta = np.broadcast_arrays(
        np.asarray(altitude_km, dtype=np.float64), np.asarray(beta_rad, dtype=np.float64)
    )
    nodes = earth_light_table().altitude_km
    if not np.all((h >= nodes[0]) & (h <= nodes[-1])):
        raise InputError(
            "altitude_km is out of range",
            got=altitude_km,
            allowed=f"{nodes[0]:g} to {nodes[-1]:g} km",
        )
    if not np.all(np.abs(beta) <= 0.5 * np.pi + 1e-9):
        raise InputError("beta_rad is out of range", got=beta_rad, allowed="-pi/2 to pi/2")
    return h, beta


def _from_table(
    altitude_km: FloatArray, beta_deg: FloatArray, attitude: str, surface: str, kind: str
) -> FloatArray:
    """Return the table between its nodes, linear in beta and in the Earth's apparent radius."""
    if attitude == "zenith":
        return np.zeros(np.broadcast_shapes(altitude_km.shape, beta_deg.shape))
    table = earth_light_table()
    grid = table.share[attitude, surface, kind]
    row, down = place_in(
        -np.arcsin(np.sqrt(nadir_view_factor(table.altitude_km))),
        -np.arcsin(np.sqrt(nadir_view_factor(altitude_km))),
    )
    column, along = place_in(table.beta_deg, np.abs(beta_deg))
    here = _bilinear(grid, row, down, column, along)
    if attitude not in _OTHER_SIDE:
        return here
    other = table.share[_OTHER_SIDE[attitude], surface, kind]
    return np.where(beta_deg < 0.0, _bilinear(other, row, down, column, along), here)


def _bilinear(
    grid: FloatArray, row: np.ndarray, down: FloatArray, column: np.ndarray, along: FloatArray
) -> FloatArray:
    """Return the grid between its nodes."""
    above = grid[row, column] + along * (grid[row, column + 1] - grid[row, column])
    below = grid[row + 1, column] + along * (grid[row + 1, column + 1] - grid[row + 1, column])
    return np.asarray(above + down * (below - above))
