"""The run through time: every group counted step by step, nothing stored per satellite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.data import catalogue
from dawndusk.orbit.ground_view import surface_table
from dawndusk.orbit.off_station import DECAYED, status
from dawndusk.orbit.shells import Loose
from dawndusk.scenario import Scenario
from dawndusk.twin.constellation import Group, Part
from dawndusk.twin.ground import Candidates, candidates

if TYPE_CHECKING:
    from dawndusk.orbit.tally import SunTrack, Tally

__all__ = ["COUNTS", "Counted", "FileStatus", "count", "minimum_elevation"]

Progress = Callable[[float], object]
COUNTS: Final = {  # what a series is called, and the field of the tally it comes from
    "penumbra": "penumbra",
    "umbra": "umbra",
    "over_land": "land",
    "gateway_in_view": "gateway",
    "failed": "failed",
}
_STEPS_AT_ONCE: Final = {  # satellite-steps of one call: a fraction of a second, to hear Ctrl-C
    "structured": 400_000_000,
    "general": 100_000_000,
    "imported": 500_000,
}


@dataclass(frozen=True)
class FileStatus:
    """What became of the satellites of one file of elements."""

    failed: int
    reasons: dict[str, int]
    oldest_days: float
    warnings: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Counted:
    """Counts by step, shell and plane, with the Sun they were made by.

    Attributes
    ----------
    track : SunTrack
        Times, Sun and Earth.
    series : dict of name to ndarray
        As of a `Flight`.
    decayed : int
        Satellites that have decayed at the start, files of elements left out.
    files : dict of part to FileStatus
        By place among the parts.
    """

    track: SunTrack
    series: dict[str, NDArray[Any]]
    decayed: int
    files: dict[int, FileStatus] = field(default_factory=dict)


def minimum_elevation(scenario: Scenario) -> float:
    """Return the least elevation over a gateway's horizon [deg]: the scenario's, or the row's."""
    asked = scenario.constellation
    if asked is None or asked.minimum_elevation_deg is None:
        return catalogue()["ground.minimum_elevation_deg"].value
    return asked.minimum_elevation_deg


def count(
    scenario: Scenario,
    parts: tuple[Part, ...],
    start_days: float,
    seconds: FloatArray,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Counted:
    """Count who is lit, in shadow, over land and in view of a gateway, at every step.

    Parameters
    ----------
    scenario : Scenario
        Says where gateways are, and from which elevation on one is in view.
    parts : tuple of Part
        The shells.
    start_days : float [d]
        Days from J2000.0 of the first step.
    seconds : ndarray [s]
        Of every step from there, evenly spaced, (T,).
    threads : int, optional
        Cores to use; all unless given.
    progress : callable, optional
        Called with the share done, 0 to 1.

    Returns
    -------
    Counted
    """
    from dawndusk.orbit.tally import sun_track

    track = sun_track(start_days, seconds)
    planes = sum(part.planes for part in parts)
    series = _empty(parts, seconds, planes)
    files: dict[int, FileStatus] = {}
    decayed, done = 0, 0.0
    total = sum(_work(group, seconds.size) for part in parts for group in part.groups)
    elevation, sites = minimum_elevation(scenario), candidates(scenario)
    for place, part in enumerate(parts):
        surface = _surface(part, sites, elevation)
        for group in part.groups:
            held = group.satellites
            if isinstance(held, Loose):
                decayed += int(np.count_nonzero(status(held.elements) == DECAYED))
            found = _FileTally()
            for steps in _runs(group, seconds.size):
                piece = type(track)(*(of[steps] for of in track))
                made = _tally(group, piece, surface, sites, elevation, threads, found)
                _add(series, made, place, group.first_plane, steps)
                done += _work(group, steps.stop - steps.start)
                if progress is not None:
                    progress(done / total)
            if group.tier == "imported":
                files[place] = found.status()
    in_orbit = series["shell_satellites"] - series["failed"]
    series["lit"] = (in_orbit - series["umbra"] - series["penumbra"]).astype(np.int32)
    return Counted(track, series, decayed, files)


class _FileTally:
    """Gathers what becomes of imported satellites over the runs of steps."""

    def __init__(self) -> None:
        self.code: NDArray[np.uint8] | None = None
        self.oldest_days = 0.0
        self.warnings: tuple[str, ...] = ()

    def add(self, met: NDArray[np.uint8], oldest_days: float, warnings: tuple[str, ...]) -> None:
        """Keep the first reason of every satellite, and what is said of the oldest elements."""
        self.code = met if self.code is None else np.where(self.code == 0, met, self.code)
        if oldest_days >= self.oldest_days:
            self.oldest_days, self.warnings = oldest_days, warnings

    def status(self) -> FileStatus:
        """Return the whole story."""
        from dawndusk.orbit.imported import STATUS

        codes = [] if self.code is None else self.code[self.code != 0].tolist()
        reasons = {STATUS[code]: times for code, times in sorted(Counter(codes).items())}
        return FileStatus(len(codes), reasons, self.oldest_days, self.warnings)


def _empty(parts: tuple[Part, ...], seconds: FloatArray, planes: int) -> dict[str, NDArray[Any]]:
    shape = (seconds.size, len(parts))
    whose = np.repeat(np.arange(len(parts), dtype=np.int32), [part.planes for part in parts])
    return {
        "time_s": np.asarray(seconds, dtype=np.float64),
        "shell_satellites": np.array([part.satellites for part in parts], dtype=np.int64),
        "lit": np.zeros(shape, dtype=np.int32),
        **{name: np.zeros(shape, dtype=np.int32) for name in COUNTS},
        "light": np.zeros(shape),
        "plane_lit": np.zeros((seconds.size, planes), dtype=np.int32),
        "plane_umbra": np.zeros((seconds.size, planes), dtype=np.int32),
        "plane_shell": whose,
        "plane_satellites": np.zeros(planes, dtype=np.int32),
    }


def _add(
    series: dict[str, NDArray[Any]], tally: Tally, place: int, first_plane: int, steps: slice
) -> None:
    """Add the counts of one group and run of steps to its shell and planes."""
    for name, source in COUNTS.items():
        series[name][steps, place] += getattr(tally, source).sum(axis=1)
    series["light"][steps, place] += tally.light.sum(axis=1)
    planes = slice(first_plane, first_plane + tally.umbra.shape[1])
    dark = tally.umbra + tally.penumbra + tally.failed
    series["plane_lit"][steps, planes] += tally.satellites - dark
    series["plane_umbra"][steps, planes] += tally.umbra
    if steps.start == 0:
        series["plane_satellites"][planes] += tally.satellites


def _tally(
    group: Group,
    track: SunTrack,
    surface: NDArray[np.uint8] | None,
    sites: Candidates,
    elevation: float,
    threads: int | None,
    found: _FileTally,
) -> Tally:
    from dawndusk.orbit.imported import Imported
    from dawndusk.orbit.tally import tally

    held = group.satellites
    if isinstance(held, Imported):
        from dawndusk.orbit.imported_tally import tally_imported

        made = tally_imported(held, track, sites.latitude_deg, sites.longitude_deg, elevation)
        found.add(made.status, made.oldest_days, made.warnings)
        return made.tally
    assert surface is not None
    return tally(held, track, surface, threads)


def _surface(part: Part, sites: Candidates, elevation: float) -> NDArray[np.uint8] | None:
    """Return land and view of a gateway at a shell's altitude; imported ones find out singly."""
    if part.shell is None:
        return None
    return surface_table(part.shell.altitude_km, sites.latitude_deg, sites.longitude_deg, elevation)


def _work(group: Group, steps: int) -> float:
    """Return the work of a group, as a share of what one call may do."""
    return group.satellites.satellites * steps / _STEPS_AT_ONCE[group.tier]


def _runs(group: Group, steps: int) -> Iterator[slice]:
    """Yield runs of steps short enough that Ctrl-C is heard and the bar moves."""
    length = max(1, int(_STEPS_AT_ONCE[group.tier] / max(1, group.satellites.satellites)))
    for start in range(0, steps, length):
        yield slice(start, min(start + length, steps))
