"""How much memory a flight needs and how much there is, before any satellite is placed."""

from __future__ import annotations

import math
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from dawndusk.errors import InputError
from dawndusk.twin.size import Size

__all__ = [
    "LINKED_AT_ONCE",
    "MOST_LINKED",
    "MOST_LOOKS",
    "free_memory",
    "memory_needed",
    "require_memory",
    "require_memory_to_read",
]

MOST_SATELLITES: Final = 1_000_000_000  # counts are whole numbers of 32 bits
BASE: Final = 330e6  # bytes of libraries, compiled kernels, tables of the surface, the page
PER_RING_SLOT: Final = 64.0  # sine and cosine of every slot, and what a plane's pass works on
PER_LOOSE: Final = 240.0  # six elements, its plane, and what the recurrence carries along
PER_IMPORTED: Final = 3000.0  # an SGP4 record with its name
PER_PLANE: Final = 400.0
PER_STEP: Final = 380.0  # Sun and Earth, rings and shadow, what they are made from; what is written
PER_PLANE_STEP: Final = 56.0  # counts of its groups while they are flown, and the two that are kept
PER_SHELL_STEP: Final = 190.0  # its series, and the copies that are summed, drawn and written
PER_LINKED: Final = 110.0  # partners, kinds, broken lasers, and the partners of another moment
PER_LOOK: Final = 420.0  # positions, lengths, ways and flow of a satellite at one moment
MOST_LINKED: Final = 2_000_000  # satellites: beyond, links would need more than all else together
LINKED_AT_ONCE: Final = 2_000_000  # over all moments that are looked at side by side
MOST_LOOKS: Final = 4  # of those
PER_FILE_BYTE: Final = 12.0  # of two-line elements or CSV while they are read; JSON and XML take 6
_SHARE: Final = 0.9  # of the free memory that may be used
_CGROUPS: Final = (
    ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current"),
    (
        "/sys/fs/cgroup/memory/memory.limit_in_bytes",
        "/sys/fs/cgroup/memory/memory.usage_in_bytes",
    ),
)


def memory_needed(size: Size, shells: int, steps: int) -> float:
    """Memory that a flight needs, rounded up generously.

    Parameters
    ----------
    size : Size
        Satellites by tier, and planes.
    shells : int
        Shells, each of a stack counted.
    steps : int
        Steps in time.

    Returns
    -------
    float [byte]

    Notes
    -----
    Equally spaced satellites cost nothing each: only their planes do, and the table of one ring.
    Links cost every satellite the same, up to two million; more are flown without.

    Examples
    --------
    A million of them in a thousand planes, for a day by the minute:

    >>> rings = Size(structured=1_000_000, general=0, imported=0, planes=1000, longest_ring=1000)
    >>> round(memory_needed(rings, 10, 1440) / 1e6)
    1364
    """
    return (
        BASE
        + (_links(size.satellites) if size.satellites <= MOST_LINKED else 0.0)
        + PER_RING_SLOT * size.longest_ring
        + PER_LOOSE * size.general
        + PER_IMPORTED * size.imported
        + PER_STEP * steps
        + size.planes * (PER_PLANE + PER_PLANE_STEP * steps)
        + PER_SHELL_STEP * shells * steps
    )


def _links(satellites: int) -> float:
    """Memory of links, whether so many are linked or not."""
    at_once = min(MOST_LOOKS * satellites, max(satellites, LINKED_AT_ONCE))
    return PER_LINKED * satellites + PER_LOOK * at_once


def require_memory(size: Size, shells: int, steps: int, free: float | None = None) -> None:
    """Refuse a flight that does not fit into memory, and say how many satellites or steps do.

    Parameters
    ----------
    size : Size
        Satellites by tier, and planes.
    shells : int
        Shells, each of a stack counted.
    steps : int
        Steps in time.
    free : float [byte], optional
        Memory to be had; what the system says unless given.

    Raises
    ------
    InputError
        It does not fit, or is more than a billion satellites.

    Examples
    --------
    >>> drifting = Size(0, 10_000_000, 0, 1, 0)
    >>> require_memory(drifting, 1, 1440, free=2e9)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    dawndusk.errors.InputError: the constellation does not fit into memory: got '2.73 GB ...
    """
    if size.satellites > MOST_SATELLITES:
        raise InputError(
            "the constellation has too many satellites",
            got=size.satellites,
            allowed=f"up to {MOST_SATELLITES:,}",
        )
    have = _SHARE * (free_memory() if free is None else free)
    need = memory_needed(size, shells, steps)
    if need <= have:
        return
    at_once = memory_needed(size, shells, 0)
    fit = _rounded(_fitting(size, shells, steps, have))
    fewer = _rounded((have - at_once) / (need - at_once) * steps)
    remedies = []
    if need - at_once > 0.5 * need and fewer > 0:
        remedies.append(f"about {fewer:,} steps fit")
    if fit > 0:
        remedies.append(f"about {fit:,} satellites of this kind fit at as many steps")
    loose = PER_LOOSE * size.general > 0.5 * need
    raise InputError(
        "the constellation does not fit into memory",
        got=f"{need / 1e9:.3g} GB for {size.satellites:,} satellites at {steps:,} steps",
        allowed=f"{have / 1e9:.3g} GB",
        remedy=", or ".join(remedies)
        + ("; satellites equally spaced in their planes need far less" if loose else ""),
    )


def _fitting(size: Size, shells: int, steps: int, have: float) -> float:
    """How many satellites of a kind fit, halved down to a thousandth of all."""
    empty = memory_needed(Size(0, 0, 0, 0, 0), 0, steps)
    linked = _links(size.satellites) if size.satellites <= MOST_LINKED else 0.0
    each = memory_needed(size, shells, steps) - empty - linked

    def needed(share: float) -> float:
        satellites = int(share * size.satellites)
        links = _links(satellites) if satellites <= MOST_LINKED else 0.0
        return empty + share * each + links

    without = (have - empty) / each  # where they are too many to be linked
    if without * size.satellites > MOST_LINKED:
        return min(1.0, without) * size.satellites
    low, high = 0.0, 1.0
    while high - low > 1e-3 * high and high > 1e-12:
        middle = 0.5 * (low + high)
        low, high = (middle, high) if needed(middle) <= have else (low, middle)
    return low * size.satellites


def require_memory_to_read(files: Iterable[str | Path], free: float | None = None) -> None:
    """Refuse files of elements that cannot be held while they are read.

    Parameters
    ----------
    files : iterable of path
        One for each shell; what is not there counts for nothing.
    free : float [byte], optional
        Memory to be had; what the system says unless given.

    Raises
    ------
    InputError
        They do not fit.

    Examples
    --------
    >>> require_memory_to_read(["nowhere.tle"], free=1e9)
    """
    have = _SHARE * (free_memory() if free is None else free)
    paths = [Path(file) for file in files]
    size = sum(path.stat().st_size for path in paths if path.is_file())
    need = BASE + PER_FILE_BYTE * size
    if size and need > have:
        raise InputError(
            "the files of elements do not fit into memory",
            got=f"{need / 1e9:.3g} GB for {size / 1e6:,.0f} MB of elements",
            allowed=f"{have / 1e9:.3g} GB",
            remedy="fly them in parts",
        )


def _rounded(count: float) -> int:
    """Round down to two digits: the estimate is no better."""
    count = max(count, 0.0)
    digit = 10.0 ** max(0, int(math.log10(max(count, 1.0))) - 1)
    return int(count // digit * digit)


def free_memory() -> float:
    """Memory that can be had now: of the machine, or of the container if that is less.

    Returns
    -------
    float [byte]

    Examples
    --------
    >>> free_memory() > 0.0
    True
    """
    found = [_machine()]
    for limit, used in _CGROUPS:
        most, now = _number(limit), _number(used)
        if most is not None and now is not None:
            found.append(max(0.0, most - now))
    return min(found)


def _machine() -> float:
    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return 1024.0 * float(line.split()[1])
    except (OSError, ValueError, IndexError):
        pass
    try:  # no such file, as on macOS: half of what is built in
        return 0.5 * float(os.sysconf("SC_PAGE_SIZE")) * float(os.sysconf("SC_PHYS_PAGES"))
    except (AttributeError, OSError, ValueError):
        return 4e9


def _number(file: str) -> float | None:
    try:
        return float(Path(file).read_text(encoding="ascii"))
    except (OSError, ValueError):  # no such limit; "max" means none
        return None
