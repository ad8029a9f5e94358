"""Ionising dose from the particles trapped in the Earth's field, behind aluminium.

The table `data/tables/trapped_dose.csv` is built offline by `tools/build_dose_table.py`; here it
is only read and interpolated.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError

__all__ = ["DoseTable", "dose_table", "trapped_dose"]


class DoseTable(NamedTuple):
    """Dose at solar minimum and maximum, by altitude and shield."""

    altitude_km: FloatArray
    shield_mm: FloatArray
    rad_per_year: FloatArray


@cache
def dose_table() -> DoseTable:
    """Read the table of trapped dose, once.

    Returns
    -------
    DoseTable
        altitude_km [km] (n), shield_mm [mm] (m), rad_per_year [rad(Si)/year] (2, n, m), first
        solar minimum, then maximum.

    References
    ----------
    AP8: Sawyer & Vette 1976, NSSDC 76-06. AE8: Vette 1991, NSSDC 91-24. SHIELDOSE-2: Seltzer
    1994, NIST IR 5477.

    Examples
    --------
    >>> table = dose_table()
    >>> table.altitude_km[[0, -1]].tolist(), table.shield_mm[[0, -1]].tolist()
    ([300.0, 2000.0], [1.0, 20.0])
    """
    path = files("dawndusk") / "data" / "tables" / "trapped_dose.csv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    shield = np.array([float(name) for name in lines[0].split(",")[3:]])
    rows = np.array([[float(cell) for cell in line.split(",")] for line in lines[1:]])
    by_activity = np.stack([rows[rows[:, 2] == activity] for activity in (0.0, 1.0)])
    return DoseTable(by_activity[0, :, 0], shield, by_activity[:, :, 3:])


def trapped_dose(
    altitude_km: ArrayLike, shield_mm: ArrayLike, solar_activity: ArrayLike
) -> FloatArray:
    r"""Yearly dose in silicon from trapped protons and electrons on a sun-synchronous orbit.

    .. math::

        \ln D = (1 - s) \ln D_{min}(h, \ln d) + s \ln D_{max}(h, \ln d)

    with ln D linear between the altitudes h and the logarithms of the shields d of the table.

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km, 300 to 2000.
    shield_mm : array_like [mm]
        Radius of a solid sphere of aluminium around the part, 1 to 20.
    solar_activity : array_like [1]
        0 at solar minimum, 1 at maximum. At the minimum the atmosphere is thin and the trapped
        protons many; behind a thin shield electrons rule and it is the other way round.

    Returns
    -------
    ndarray [rad/year]
        Dose in silicon, the full sphere, broadcast shape.

    Raises
    ------
    InputError
        Outside the table; nothing is extrapolated.

    Notes
    -----
    Leaves out solar protons and cosmic rays (the row `radiation.solar_proton_margin` covers
    them), and the drift of the South Atlantic Anomaly since the models' epoch. The models
    themselves are good to a factor of two.

    References
    ----------
    AP8: Sawyer & Vette 1976, NSSDC 76-06. AE8: Vette 1991, NSSDC 91-24. SHIELDOSE-2: Seltzer
    1994, NIST IR 5477.

    Examples
    --------
    Behind 10 mm at 650 km solar minimum and maximum stand either side of the 150 rad a year that
    a maker of accelerators reported for this orbit.

    >>> trapped_dose(650.0, 10.0, [0.0, 1.0]).round()
    array([185., 137.])
    """
    table = dose_table()
    h, d, s = (np.asarray(v, dtype=np.float64) for v in (altitude_km, shield_mm, solar_activity))
    for name, given, values, low, high, unit in (
        ("altitude_km", altitude_km, h, table.altitude_km[0], table.altitude_km[-1], "km"),
        ("shield_mm", shield_mm, d, table.shield_mm[0], table.shield_mm[-1], "mm"),
        ("solar_activity", solar_activity, s, 0.0, 1.0, ""),
    ):
        if not np.all((values >= low) & (values <= high)):
            allowed = f"{low:g} to {high:g} {unit}".rstrip()
            raise InputError(f"{name} is outside the dose table", got=given, allowed=allowed)
    h, d = np.broadcast_arrays(h, d)
    i, up = _place(table.altitude_km, h)
    j, along = _place(np.log(table.shield_mm), np.log(d))
    logs = np.log(table.rad_per_year)
    below = logs[:, i, j] + along * (logs[:, i, j + 1] - logs[:, i, j])
    above = logs[:, i + 1, j] + along * (logs[:, i + 1, j + 1] - logs[:, i + 1, j])
    quiet, active = below + up * (above - below)
    return np.asarray(np.exp(quiet + s * (active - quiet)))


def _place(nodes: FloatArray, values: FloatArray) -> tuple[np.ndarray, FloatArray]:
    """Return the node left of each value and the value's part of the way to the next."""
    at = np.clip(np.searchsorted(nodes, values, side="right") - 1, 0, len(nodes) - 2)
    return at, (values - nodes[at]) / (nodes[at + 1] - nodes[at])
