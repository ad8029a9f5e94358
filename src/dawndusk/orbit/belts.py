"""Tables of what the trapped particles do in a year, read and interpolated.

One row for each altitude, solar minimum or maximum, and inclination; one column for each depth of
what shields. `dawndusk.orbit.radiation` and `dawndusk.orbit.displacement` say of what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError
from dawndusk.orbit.sun_synchronous import sun_synchronous_inclination
from dawndusk.orbit.tables import place_in

__all__ = ["BeltTable", "refuse_outside"]

_MOST_ROUNDING = 1e-8  # over the least figure of a table: less than that of it is nothing


@dataclass(frozen=True, eq=False)
class BeltTable:
    """What trapped particles do in a year, by altitude, inclination and depth.

    Parameters
    ----------
    title : str
        Names the table in errors.
    altitude_km : ndarray [km], shape (n,)
        Height above 6,378.137 km.
    inclination_deg : ndarray [deg], shape (k,)
        0 to 90; retrograde orbits count as their mirror image.
    depth : ndarray, shape (m,)
        Of what shields, in its own unit.
    depth_name, depth_unit : str
        Argument that gives the depth, and its unit.
    per_year : ndarray, shape (2, n, k, m)
        At solar minimum, then maximum.
    least : float
        Least figure of the table, which keeps logarithms finite.
    """

    title: str
    altitude_km: FloatArray
    inclination_deg: FloatArray
    depth: FloatArray
    depth_name: str
    depth_unit: str
    per_year: FloatArray
    least: float

    @classmethod
    def of_rows(
        cls,
        title: str,
        lines: Sequence[Sequence[str]],
        columns: dict[int, float],
        depth: tuple[str, str],
        least: float,
    ) -> BeltTable:
        """Take the columns of these depths out of the lines of a file.

        Columns 0, 1 and 2 are altitude, inclination and whether the Sun is active.
        """
        rows = np.array([[float(cell) for cell in line] for line in lines])
        altitude, inclination = np.unique(rows[:, 0]), np.unique(rows[:, 1])
        found = rows[:, list(columns)].reshape(len(altitude), 2, len(inclination), len(columns))
        depths = np.array(list(columns.values()))
        per_year = np.swapaxes(found, 0, 1).copy()
        return cls(title, altitude, inclination, depths, *depth, per_year, least)

    def at(
        self,
        altitude_km: ArrayLike,
        depth: ArrayLike,
        solar_activity: ArrayLike,
        inclination_rad: ArrayLike | None = None,
    ) -> FloatArray:
        r"""Read the table between its nodes.

        .. math:: \ln D = (1 - s) \ln D_{min}(h, i, \ln d) + s \ln D_{max}(h, i, \ln d)

        Parameters
        ----------
        altitude_km : array_like [km]
            h.
        depth : array_like
            d, in the unit of the table.
        solar_activity : array_like [1]
            s, 0 at solar minimum, 1 at maximum.
        inclination_rad : array_like [rad], optional
            i, 0 to pi. Left out: that of the sun-synchronous orbit.

        Returns
        -------
        ndarray
            In the unit of the table, broadcast shape.

        Raises
        ------
        InputError
            Outside the table; nothing is extrapolated.
        """
        h, d, s = (np.asarray(v, dtype=np.float64) for v in (altitude_km, depth, solar_activity))
        for name, given, values, nodes, unit in (
            ("altitude_km", altitude_km, h, self.altitude_km, "km"),
            (self.depth_name, depth, d, self.depth, self.depth_unit),
            ("solar_activity", solar_activity, s, (0.0, 1.0), ""),
        ):
            refuse_outside(self.title, name, given, values, nodes, unit)
        places = [place_in(self.altitude_km, h)]
        if inclination_rad is not None:
            i = np.asarray(inclination_rad, dtype=np.float64)
            refuse_outside(self.title, "inclination_rad", inclination_rad, i, (0.0, np.pi), "rad")
            folded = np.degrees(np.minimum(i, np.pi - i))
            places.append(place_in(self.inclination_deg, folded))
        places.append(place_in(np.log(self.depth), np.log(d)))
        logs = self._sun_synchronous_logs if inclination_rad is None else self._logs
        quiet, active = _between(logs, places)
        found = np.exp(quiet + s * (active - quiet)) - self.least
        return np.asarray(np.where(found < _MOST_ROUNDING * self.least, 0.0, found))

    @property
    def axes(self) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Nodes: altitudes [km], inclinations [deg], depths."""
        return self.altitude_km, self.inclination_deg, self.depth

    @cached_property
    def _logs(self) -> FloatArray:
        """Logarithms, (2, n, k, m)."""
        return np.asarray(np.log(self.per_year + self.least))

    @cached_property
    def _sun_synchronous_logs(self) -> FloatArray:
        """Logarithms at the sun-synchronous inclination of each altitude, (2, n, m)."""
        folded = 180.0 - np.degrees(sun_synchronous_inclination(self.altitude_km))
        left, part = place_in(self.inclination_deg, folded)
        at = np.arange(len(self.altitude_km))
        part = part[:, None]
        return np.asarray(
            (1.0 - part) * self._logs[:, at, left] + part * self._logs[:, at, left + 1]
        )


def refuse_outside(
    title: str, name: str, given: object, values: FloatArray, nodes: ArrayLike, unit: str
) -> None:
    """Refuse values beyond the first and last of the nodes of a table."""
    low, *_, high = np.asarray(nodes)
    if not np.all((values >= low) & (values <= high)):
        allowed = f"{low:g} to {high:g} {unit}".rstrip()
        raise InputError(f"{name} is outside the {title}", got=given, allowed=allowed)


def _between(logs: FloatArray, places: Sequence[tuple[np.ndarray, FloatArray]]) -> FloatArray:
    """Interpolate linearly along every axis but the first; the places broadcast."""
    total: FloatArray = np.zeros(())
    for corner in product((0, 1), repeat=len(places)):
        at: tuple[Any, ...] = (slice(None),)
        weight: FloatArray = np.ones(())
        for right, (left, part) in zip(corner, places, strict=True):
            at = (*at, left + right)
            weight = weight * (part if right else 1.0 - part)
        total = total + weight * logs[at]
    return total
