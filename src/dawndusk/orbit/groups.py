"""Two kinds of satellite groups: shells of equally spaced planes, and loose satellites.

A `Shell` is the structured tier: circular, one altitude, every plane a ring of equally spaced
satellites, so that two numbers say where a whole plane is. A `Loose` group is the general tier:
mean elements one by one. Both are plain data; nothing moves here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError
from dawndusk.orbit.elements import MeanElements, SecularRates, require_mean, secular_rates
from dawndusk.orbit.sun_synchronous import orbit_radius

__all__ = ["HIGHEST_ALTITUDE_KM", "Loose", "Shell", "require_altitude", "require_count"]

HIGHEST_ALTITUDE_KM: Final = 40_000.0


def require_altitude(altitude_km: float, name: str) -> None:
    """Refuse an altitude inside the Earth or past 40,000 km, or one that is no number."""
    if not 0.0 < altitude_km <= HIGHEST_ALTITUDE_KM:
        inside = "inside the Earth" if altitude_km <= 0.0 else "past what is modelled"
        raise InputError(
            f"the altitude of {name} is {inside}",
            got=altitude_km,
            allowed=f"above 0 and up to {HIGHEST_ALTITUDE_KM:,.0f} km",
        )


def require_count(count: int, what: str, name: str) -> None:
    """Refuse a count that is not a whole number above zero."""
    if isinstance(count, bool) or not isinstance(count, int | np.integer) or count < 1:
        raise InputError(
            f"the number of {what} of {name} is not a count", got=count, allowed="1, 2, 3 ..."
        )


@dataclass(frozen=True, eq=False)
class Shell:
    """Planes of equally spaced satellites on circular orbits at one altitude.

    Attributes
    ----------
    name : str
        What reports call it.
    altitude_km : float [km]
        Mean semi-major axis less the equatorial radius.
    inclination_rad : float [rad]
        Of every plane.
    node_rad : ndarray [rad]
        Right ascension of the ascending node of each plane at the epoch, (planes,).
    phase_rad : ndarray [rad]
        Argument of latitude of satellite 0 of each plane at the epoch, (planes,).
    per_plane : int
        Satellites in a plane, a whole turn apart in equal steps.
    epoch_days : float [d]
        Days from J2000.0.
    sun_synchronous : bool
        Whether the nodes keep their local mean time.
    local_time_h : ndarray [h] or None
        Local mean time of each ascending node, (planes,), if sun-synchronous.

    Notes
    -----
    The ring is flown at the mean axis. J2 lifts a real ring of that axis by
    3/4 J2 R^2 / a (1 - 3 cos^2 i), which is 4.4 km at 650 km sun-synchronous, and makes it oval by
    1.5 km; both are left out here and in every figure by altitude (0.09 min of umbra there).
    """

    name: str
    altitude_km: float
    inclination_rad: float
    node_rad: FloatArray
    phase_rad: FloatArray
    per_plane: int
    epoch_days: float
    sun_synchronous: bool = False
    local_time_h: FloatArray | None = None

    def __post_init__(self) -> None:
        require_altitude(self.altitude_km, self.name)
        if not 0.0 <= self.inclination_rad <= np.pi:
            raise InputError(
                f"the inclination of {self.name} is out of range",
                got=float(np.degrees(self.inclination_rad)),
                allowed="0 to 180 degrees",
            )
        require_count(self.per_plane, "satellites per plane", self.name)
        _require_epoch(self.epoch_days, self.name)
        if self.node_rad.ndim != 1 or self.node_rad.shape != self.phase_rad.shape:
            raise InputError(
                f"{self.name} needs one node and one phase for each plane",
                got=f"{self.node_rad.shape} and {self.phase_rad.shape}",
            )

    @property
    def planes(self) -> int:
        """Count of orbital planes."""
        return self.node_rad.size

    @property
    def satellites(self) -> int:
        """Count of satellites."""
        return self.planes * self.per_plane

    def mean_elements(self) -> MeanElements:
        """Return the mean elements of every satellite at the epoch, plane by plane.

        Returns
        -------
        MeanElements
            Fields of shape (planes x per_plane,): satellite k of plane p is at p x per_plane + k.

        Examples
        --------
        >>> import numpy as np
        >>> ring = Shell("four", 550.0, 0.9, np.zeros(1), np.zeros(1), 4, 0.0)
        >>> np.degrees(ring.mean_elements().latitude_argument_rad)
        array([  0.,  90., 180., 270.])
        """
        slots = 2.0 * np.pi * np.arange(self.per_plane) / self.per_plane
        n = self.satellites
        return MeanElements(
            semi_major_axis_m=np.full(n, float(orbit_radius(self.altitude_km))),
            ex=np.zeros(n),
            ey=np.zeros(n),
            inclination_rad=np.full(n, self.inclination_rad),
            node_rad=np.repeat(self.node_rad, self.per_plane),
            latitude_argument_rad=(self.phase_rad[:, None] + slots).ravel(),
        )

    def rates(self) -> SecularRates:
        """Return the rates at which J2 turns every plane and satellite of the shell.

        Returns
        -------
        SecularRates
            Three scalars (arrays without axes) [rad/s].

        Examples
        --------
        >>> import numpy as np
        >>> ring = Shell("ring", 650.0, np.radians(97.986), np.zeros(1), np.zeros(1), 10, 0.0)
        >>> round(float(np.degrees(ring.rates().node_rad_per_s)) * 86400.0, 3)
        0.986
        """
        zero = np.zeros(())
        radius, i = orbit_radius(self.altitude_km), np.asarray(self.inclination_rad)
        return secular_rates(MeanElements(radius, zero, zero, i, zero, zero))


@dataclass(frozen=True, eq=False)
class Loose:
    """Satellites one by one, each with mean elements of its own.

    Attributes
    ----------
    name : str
        What reports call the group.
    elements : MeanElements
        At the epoch, fields of shape (n,).
    plane : ndarray of int
        The group, 0 to planes - 1, in which each satellite is counted, (n,).
    planes : int
        Count of groups.
    epoch_days : float [d]
        Days from J2000.0.
    """

    name: str
    elements: MeanElements
    plane: NDArray[np.int64]
    planes: int
    epoch_days: float

    def __post_init__(self) -> None:
        _require_epoch(self.epoch_days, self.name)
        fields = require_mean(self.elements, self.name)
        if self.plane.ndim != 1 or any(field.shape != self.plane.shape for field in fields):
            raise InputError(
                f"{self.name} needs six elements and one plane number for each satellite",
                got=f"{[field.shape for field in fields]} and {self.plane.shape}",
            )
        if self.plane.size and not 0 <= self.plane.min() <= self.plane.max() < self.planes:
            raise InputError(
                f"a plane number of {self.name} is out of range",
                got=f"{self.plane.min()} to {self.plane.max()}",
                allowed=f"0 to {self.planes - 1}",
            )

    @property
    def satellites(self) -> int:
        """Count of satellites."""
        return self.plane.size


def _require_epoch(epoch_days: float, name: str) -> None:
    """Refuse an epoch that is no number."""
    if not np.isfinite(epoch_days):
        raise InputError(
            f"the epoch of {name} is not a number of days",
            got=epoch_days,
            allowed="days from 2000 January 1, 12:00",
        )
