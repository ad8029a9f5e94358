"""Satellites from element files: positions by SGP4, and a word for each one that it gives up on.

SGP4 works in true equator, mean equinox (TEME). That is the frame of `dawndusk.orbit.sun` to the
equation of the equinoxes, at most 0.005 deg, and nothing is turned. A satellite that SGP4 cannot
place carries a status and is counted as failed; it never stops the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dawndusk.constants import R_EARTH, FloatArray
from dawndusk.orbit.element_files import read_elements

__all__ = ["STATUS", "Imported", "States", "import_elements", "propagate"]

J2000_JULIAN_DAY: Final = 2_451_545.0

DECAYED: Final = 6
NOWHERE: Final = 7
STATUS: Final[dict[int, str]] = {
    0: "ok",
    # where drag or time has carried the mean elements to what is no orbit
    1: "most likely decayed, or elements that cannot be (mean eccentricity outside 0 to 1)",
    2: "most likely decayed, or elements that cannot be (mean motion below zero)",
    3: "too far from its epoch, or elements that cannot be (eccentricity outside 0 to 1)",
    4: "most likely decayed, or elements that cannot be (semi-latus rectum below zero)",
    DECAYED: "decayed",
    NOWHERE: "no finite position",
}


class States(NamedTuple):
    """Where satellites are at some moments; zeros where the code is not 0."""

    code: NDArray[np.uint8]
    position_m: FloatArray
    velocity_m_s: FloatArray


@dataclass(frozen=True, eq=False)
class Imported:
    """Satellites of an element file: one group, one plane of counting.

    Attributes
    ----------
    name : str
        What reports call the group.
    names : tuple of str
        Of the satellites, (n,).
    records : tuple of sgp4.api.Satrec
        Their SGP4 records, (n,).
    epochs_days : ndarray [d]
        Epochs of the elements, days from J2000.0, (n,).
    """

    name: str
    names: tuple[str, ...]
    records: tuple[Any, ...]
    epochs_days: FloatArray

    planes: ClassVar[int] = 1

    @property
    def satellites(self) -> int:
        """Count of satellites."""
        return len(self.records)

    @property
    def epoch_days(self) -> float:
        """Latest epoch of all elements [d from J2000.0]."""
        return float(self.epochs_days.max())

    @property
    def altitude_km(self) -> FloatArray:
        """Mean semi-major axis over the equatorial radius [km], (n,)."""
        radii = [record.a * record.radiusearthkm for record in self.records]
        return np.asarray(np.array(radii) - R_EARTH / 1e3)

    @property
    def inclination_rad(self) -> FloatArray:
        """Mean inclination [rad], (n,)."""
        return np.array([record.inclo for record in self.records])

    def states(self, days: ArrayLike) -> States:
        """Return where all satellites are at some moments, to a millimetre of SGP4.

        Parameters
        ----------
        days : array_like [d]
            Days from J2000.0, UTC, (T,).

        Returns
        -------
        States
            Of shape (n, T).
        """
        days = np.atleast_1d(np.asarray(days, dtype=np.float64))
        whole = np.floor(days)
        return propagate(self.records, J2000_JULIAN_DAY + whole, days - whole)


def import_elements(path: str | Path, name: str | None = None) -> Imported:
    """Read a group of satellites from a TLE or OMM file.

    Parameters
    ----------
    path : str or Path
        See `dawndusk.orbit.element_files.read_elements`.
    name : str, optional
        What reports call the group; the file's name unless given.

    Returns
    -------
    Imported
        In the order of the file.

    Raises
    ------
    InputError
        The file cannot be read, is empty or broken; names the line.
    """
    names, records = read_elements(path)
    epochs = [record.jdsatepoch - J2000_JULIAN_DAY + record.jdsatepochF for record in records]
    return Imported(name or Path(path).stem, names, records, np.array(epochs))


def propagate(records: Sequence[Any], julian_day: ArrayLike, fraction: ArrayLike) -> States:
    """Positions and velocities of SGP4 at some moments, with a status instead of an exception.

    Parameters
    ----------
    records : sequence of sgp4.api.Satrec
        Satellites, (n,).
    julian_day, fraction : array_like [d]
        Julian dates in UTC as two parts that add up, (T,): two, so that no digit is lost.

    Returns
    -------
    States
        code (n, T), a key of `STATUS`; position_m [m] and velocity_m_s [m/s] (n, T, 3), TEME, zeros
        where the code is not 0: no nan comes out.

    Notes
    -----
    Accurate to about 1 km at the epoch of public elements, and worse by 1 to 3 km a day. WGS 72
    constants, the improved mode, as the elements are made for.

    References
    ----------
    Vallado, Crawford, Hujsak & Kelso, Revisiting Spacetrack Report No. 3, AIAA 2006-6753, through
    the package sgp4 (python-sgp4, the authors' C++).
    """
    from sgp4.api import SatrecArray

    whole, part = np.broadcast_arrays(np.atleast_1d(julian_day), np.atleast_1d(fraction))
    code, r, v = SatrecArray(list(records)).sgp4(
        np.array(whole, dtype=np.float64), np.array(part, dtype=np.float64)
    )
    with np.errstate(invalid="ignore"):
        square = np.einsum("ntk,ntk->nt", r, r) * 1e6
    code[(code == 0) & ~np.isfinite(square)] = NOWHERE
    code[(code == 0) & (square <= R_EARTH**2)] = DECAYED
    lost = code != 0
    r[lost] = 0.0
    v[lost] = 0.0
    return States(code, r * 1e3, v * 1e3)
