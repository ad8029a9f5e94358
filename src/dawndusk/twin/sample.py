"""A few satellites followed for pictures, and many at one moment for a still."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import R_EARTH, FloatArray
from dawndusk.orbit.elements import MeanElements
from dawndusk.orbit.off_station import DECAYED, status
from dawndusk.orbit.shadow import visible_share
from dawndusk.orbit.shells import Loose, Shell
from dawndusk.orbit.sun_synchronous import orbit_radius
from dawndusk.twin.constellation import Group, Part
from dawndusk.twin.counting import Counted

if TYPE_CHECKING:
    from dawndusk.orbit.tally import SunTrack

__all__ = ["choose_followed", "sun_share", "take_sample"]

MOST_POSITIONS: Final = 400_000  # of all followed satellites over all steps: 5 MB
MOST_FOLLOWED: Final = 300
MOST_STILL: Final = 20_000


def choose_followed(
    parts: tuple[Part, ...], steps: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Choose the satellites that are followed, so few that all their steps fit into some megabytes.

    Parameters
    ----------
    parts : tuple of Part
        The shells.
    steps : int
        Of the flight.
    rng : Generator
        Picks one satellite from each of so many equal parts of the constellation.

    Returns
    -------
    ndarray of int
        Places, counted through all groups, rising.
    """
    most = int(min(MOST_FOLLOWED, max(1, MOST_POSITIONS // steps)))
    return _spread(sum(part.satellites for part in parts), most, rng)


def take_sample(
    parts: tuple[Part, ...],
    counted: Counted,
    chosen: NDArray[np.int64],
    rng: np.random.Generator,
) -> dict[str, NDArray[Any]]:
    """Follow a few satellites, and look at many at the step with the smallest lit share.

    Parameters
    ----------
    parts : tuple of Part
        The shells.
    counted : Counted
        The flight.
    chosen : ndarray of int
        From `choose_followed`.
    rng : Generator
        Picks the satellites of the still.

    Returns
    -------
    dict of name to ndarray
        As the sample of a `Flight`.
    """
    track = counted.track
    groups = [(place, group) for place, part in enumerate(parts) for group in part.groups]
    sizes = np.array([group.satellites.satellites for _, group in groups])
    followed = _positions(groups, sizes, chosen, track)
    moment = _darkest(counted.series)
    one = type(track)(*(of[moment : moment + 1] for of in track))
    still = _positions(groups, sizes, _spread(int(sizes.sum()), MOST_STILL, rng), one)
    still_m = 1e3 * still["position_km"][:, 0, :].astype(np.float64)
    share = sun_share(still_m, track.sun[moment], float(track.distance_m[moment]))
    return {
        "shell": followed["shell"],
        "plane": followed["plane"],
        "position_km": followed["position_km"],
        "name": _names(parts, followed),
        "sun_direction": np.asarray(track.sun),
        "sidereal_rad": np.asarray(track.sidereal_rad),
        "still_step": np.asarray(moment),
        "still_position_km": still["position_km"][:, 0, :],
        "still_shell": still["shell"],
        "still_sunlight": share.astype(np.float32),
    }


def sun_share(position_m: FloatArray, sun: FloatArray, distance_m: float) -> FloatArray:
    """Visible share of the Sun at some positions.

    Parameters
    ----------
    position_m : ndarray [m]
        From the middle of the Earth, (n, 3); nan where there is no satellite.
    sun : ndarray [1]
        Unit vector to the Sun, (3,).
    distance_m : float [m]
        Of the Sun.

    Returns
    -------
    ndarray [1]
        0 in the umbra, 1 in full sunlight, (n,); 0 where there is no satellite.

    References
    ----------
    `dawndusk.orbit.shadow.visible_share`.

    Examples
    --------
    >>> import numpy as np
    >>> over_noon_and_midnight = np.array([[7.0e6, 0.0, 0.0], [-7.0e6, 0.0, 0.0]])
    >>> sun_share(over_noon_and_midnight, np.array([1.0, 0.0, 0.0]), 1.496e11)
    array([1., 0.])
    """
    radius = np.sqrt(np.einsum("nk,nk->n", position_m, position_m))
    there = np.isfinite(radius) & (radius > R_EARTH)
    share = np.zeros(radius.size)
    r = radius[there]
    share[there] = visible_share(r, -(position_m[there] @ sun) / r, distance_m)
    return share


def _spread(satellites: int, most: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return one place of each of so many equal parts, so that no pattern of the rings shows."""
    count = min(satellites, most)
    at = (np.arange(count) + rng.random(count)) * (satellites / count)
    return np.minimum(at.astype(np.int64), satellites - 1)


def _darkest(series: dict[str, NDArray[Any]]) -> int:
    """Return the step at which the least share of those in orbit is lit."""
    lit = series["lit"].sum(axis=1)
    in_orbit = series["shell_satellites"].sum() - series["failed"].sum(axis=1)
    return int(np.argmin(lit / np.maximum(in_orbit, 1)))


def _positions(
    groups: list[tuple[int, Group]],
    sizes: NDArray[np.int64],
    chosen: NDArray[np.int64],
    track: SunTrack,
) -> dict[str, NDArray[Any]]:
    """Return where the chosen satellites of all are, and which shell, plane and place they have."""
    firsts = np.concatenate([[0], np.cumsum(sizes)])
    found: dict[str, list[NDArray[Any]]] = {
        name: [] for name in ("shell", "plane", "place", "group", "position_km")
    }
    for number, (shell, group) in enumerate(groups):
        inside = (chosen >= firsts[number]) & (chosen < firsts[number + 1])
        place = chosen[inside] - firsts[number]
        if not place.size:
            continue
        metres, plane = _of_group(group, place, track)
        found["shell"].append(np.full(place.size, shell, dtype=np.int32))
        found["plane"].append((group.first_plane + plane).astype(np.int32))
        found["place"].append(place)
        found["group"].append(np.full(place.size, number))
        found["position_km"].append((metres / 1e3).astype(np.float32))
    return {name: np.concatenate(pieces) for name, pieces in found.items()}


def _of_group(
    group: Group, place: NDArray[np.int64], track: SunTrack
) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Return positions [m], nan for the lost, and the planes within the group."""
    from dawndusk.orbit.imported import Imported
    from dawndusk.orbit.sample import sample_positions

    held = group.satellites
    if isinstance(held, Imported):
        few = Imported(
            held.name,
            tuple(held.names[k] for k in place),
            tuple(held.records[k] for k in place),
            held.epochs_days[place],
        )
        states = few.states(track.days)
        lost = (states.code != 0)[:, :, None]
        return np.where(lost, np.nan, states.position_m), np.zeros(place.size, dtype=np.int64)
    few_loose = _only(held, place)
    metres = sample_positions(few_loose, track, np.arange(place.size))
    metres[status(few_loose.elements) == DECAYED] = np.nan
    return metres, few_loose.plane


def _only(held: Shell | Loose, place: NDArray[np.int64]) -> Loose:
    """Return some satellites of a group, without laying out the others."""
    if isinstance(held, Loose):
        elements = MeanElements(*(np.asarray(of)[place] for of in held.elements))
        plane = held.plane[place]
    else:
        plane, slot = place // held.per_plane, place % held.per_plane
        zero = np.zeros(place.size)
        elements = MeanElements(
            semi_major_axis_m=zero + orbit_radius(held.altitude_km),
            ex=zero,
            ey=zero,
            inclination_rad=zero + held.inclination_rad,
            node_rad=held.node_rad[plane],
            latitude_argument_rad=held.phase_rad[plane] + 2.0 * np.pi * slot / held.per_plane,
        )
    return Loose(held.name, elements, plane, held.planes, held.epoch_days)


def _names(parts: tuple[Part, ...], followed: dict[str, NDArray[Any]]) -> NDArray[np.str_]:
    """Return what the followed satellites are called: by the file, or by shell, plane and place."""
    groups = [(part, group) for part in parts for group in part.groups]
    names = []
    whose = zip(followed["group"], followed["plane"], followed["place"], strict=True)
    for number, plane, place in whose:
        part, group = groups[number]
        own = getattr(group.satellites, "names", None)
        if own is not None:
            names.append(str(own[place]))
            continue
        adrift = " adrift" if len(part.groups) > 1 and group.tier == "general" else ""
        names.append(f"{part.name}, plane {plane - group.first_plane + 1}, {place + 1}{adrift}")
    return np.array(names, dtype=np.str_)
