"""Positions of a few satellites of a group, kept for pictures."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dawndusk.constants import SECONDS_PER_DAY
from dawndusk.errors import InputError
from dawndusk.orbit.elements import MeanElements, advance, position
from dawndusk.orbit.groups import Loose, Shell
from dawndusk.orbit.sun_track import SunTrack

__all__ = ["sample_positions"]

_AT_ONCE: Final = 200_000  # satellite-steps: some 30 MB of arrays


def sample_positions(
    group: Shell | Loose, track: SunTrack, index: ArrayLike
) -> NDArray[np.float32]:
    """Where some satellites of a group are at every moment.

    Parameters
    ----------
    group : Shell or Loose
        The satellites.
    track : SunTrack
        Moments, (T,).
    index : array_like of int
        Which satellites, (k,): plane times satellites per plane plus place, for a shell.

    Returns
    -------
    ndarray of float32 [m]
        Inertial (true equator and equinox of date), (k, T, 3); good to half a metre in low orbit.

    Raises
    ------
    InputError
        There is no such satellite, or an eccentricity is above 0.05.

    Notes
    -----
    As `tally`: mean elements, J2's secular rates, first order in the eccentricity.

    References
    ----------
    `dawndusk.orbit.elements.position`.

    Examples
    --------
    >>> from dawndusk.orbit.sun_track import sun_track
    >>> ring = Shell("four", 621.863, 0.0, np.zeros(1), np.zeros(1), 4, 9000.0)
    >>> sample_positions(ring, sun_track(9000.0, [0.0]), [0])[0, 0].tolist()
    [7000000.0, 0.0, 0.0]
    """
    which = np.atleast_1d(np.asarray(index))
    if which.ndim != 1 or not (
        which.size == 0
        or (
            np.issubdtype(which.dtype, np.integer)
            and 0 <= which.min() <= which.max() < group.satellites
        )
    ):
        raise InputError(
            f"there is no such satellite in {group.name}",
            got=which.tolist(),
            allowed=f"whole numbers, 0 to {group.satellites - 1}",
        )
    elements = group.mean_elements() if isinstance(group, Shell) else group.elements
    chosen = MeanElements(*(np.asarray(f)[which.astype(np.intp), None] for f in elements))
    elapsed = (track.days[0] - group.epoch_days) * SECONDS_PER_DAY
    seconds = elapsed + (track.seconds - track.seconds[0])
    out = np.empty((which.size, seconds.size, 3), dtype=np.float32)
    length = max(1, _AT_ONCE // max(1, which.size))
    for start in range(0, seconds.size, length):
        at = slice(start, start + length)
        out[:, at] = position(advance(chosen, seconds[at]))
    return out
