"""Orbital elements from files: TLE with two or three lines, OMM as JSON, XML or CSV.

Every record becomes an SGP4 record of the package ``sgp4``. A broken file is refused as a whole,
with the file, the line and what is wrong with it: half a constellation is worse than none. Whether
a satellite has decayed is not the file's business: `dawndusk.orbit.imported` finds that out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from dawndusk.errors import InputError
from dawndusk.orbit.omm import (
    RANGES,
    Message,
    omm_records,
    read_csv,
    read_json,
    read_xml,
    refuse_line,
)

__all__ = ["Elements", "read_elements"]

LARGEST_FILE: Final = 512 * 1024 * 1024  # bytes: three million satellites, all in memory at once
LINE_LENGTH: Final = 69  # columns of a TLE line, the last one its checksum

_LOOK: Final = 4096  # of a beginning that tells what a file is
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")  # the marks that begin it

_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")
_EXPONENT: Final = re.compile(r"[+-]?\d{1,5}[+-]?\d")  # " 28098-4" is 0.28098e-4
_DIGITS: Final = re.compile(r"[ \d]*\d")
_CATALOGUE: Final = re.compile(r"[ \dA-HJ-NP-Z][ \d]{3}\d")  # Alpha-5 above 99999

_ANGLE: Final = (0.0, 360.0)
_DAY: Final = (1.0, 366.99999999)  # of the year: 366 days at most, and the last may be half over
Field = tuple[str, int, int, re.Pattern[str], tuple[float, float] | None]  # the last, its range
_FIELDS: Final[dict[str, tuple[Field, ...]]] = {
    "1": (
        ("the catalogue number", 2, 7, _CATALOGUE, None),
        ("the year of the epoch", 18, 20, re.compile(r"\d\d"), None),
        ("the day of the epoch", 20, 32, _NUMBER, _DAY),
        ("the rate of the mean motion", 33, 43, _NUMBER, None),
        ("the second rate of the mean motion", 44, 52, _EXPONENT, None),
        ("the drag term", 53, 61, _EXPONENT, None),
    ),
    "2": (
        ("the catalogue number", 2, 7, _CATALOGUE, None),
        ("the inclination", 8, 16, _NUMBER, RANGES["INCLINATION"]),
        ("the node", 17, 25, _NUMBER, _ANGLE),
        ("the eccentricity", 26, 33, _DIGITS, None),
        ("the argument of perigee", 34, 42, _NUMBER, _ANGLE),
        ("the mean anomaly", 43, 51, _NUMBER, _ANGLE),
        ("the mean motion", 52, 63, _NUMBER, None),
    ),
}
_BLANK: Final = {"1": (1, 8, 17, 32, 43, 52, 61, 63), "2": (1, 7, 16, 25, 33, 42, 51)}


class Elements(NamedTuple):
    """Satellites of a file, in its order."""

    names: tuple[str, ...]
    records: tuple[Any, ...]


def read_elements(path: str | Path) -> Elements:
    """Read the satellites of a TLE or OMM file; the content says which it is, not the ending.

    Parameters
    ----------
    path : str or Path
        Two-line elements (with or without a line for the name, comments after ``#``), or Orbit
        Mean-Elements Messages as JSON, XML or CSV, as Space-Track and CelesTrak hand them out.

    Returns
    -------
    Elements
        names, and records (``sgp4.api.Satrec``) with WGS 72 constants, in the order of the file.
        Duplicates stay.

    Raises
    ------
    InputError
        The file cannot be read, is empty, or a line is broken (length, checksum, pair, something
        that is no number), or the elements are not SGP4's; names the file and the line.

    Notes
    -----
    SGP4-XP elements (ephemeris type 4) are refused: SGP4 would propagate them wrongly and say
    nothing. Text after a blank in column 70 of a TLE line is ignored, as in the verification file.

    References
    ----------
    Hoots & Roehrich, Spacetrack Report No. 3, 1980; Vallado et al., Revisiting Spacetrack Report
    No. 3, AIAA 2006-6753; CCSDS 502.0-B-3, Orbit Data Messages, 2023.
    """
    path = Path(path)
    text = _text(path)
    reader = _reader(path, text.lstrip()[:_LOOK])
    names, records, lines = (
        _read_tle(path, text) if reader is None else omm_records(path, reader(path, text))
    )
    if not records:
        raise InputError(f"{path} holds no satellites", allowed="TLE, or OMM as JSON, XML or CSV")
    for record, line in zip(records, lines, strict=True):
        if not record.no_kozai > 0.0:
            refuse_line(path, line, "the mean motion is not above zero", record.no_kozai)
        if str(record.ephtype) == "4":
            refuse_line(
                path, line, "the elements are of SGP4-XP (ephemeris type 4), which SGP4 misreads",
                remedy="take the file with general perturbations (GP) of SGP4",
            )  # fmt: skip
    return Elements(tuple(names), tuple(records))


def _text(path: Path) -> str:
    """Return what the file says; what cannot be text is refused before all of it is read."""
    if not path.is_file():
        there = path.exists()
        what = f"{path} is not a regular file" if there else "there is no such file"
        raise InputError(f"{what} of orbital elements", got=None if there else str(path))
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise InputError(
            f"{path} is too large", got=f"{size / 2**20:.0f} MiB",
            allowed=f"at most {LARGEST_FILE // 2**20} MiB", remedy="split it",
        )  # fmt: skip
    try:
        with path.open("rb") as file:
            start = file.read(_LOOK)
            if start[:2] in _UTF16 or start.count(0) > len(start) // 8:
                wide = start[:2] in _UTF16 or start.count(0) < len(start)
                raise InputError(
                    f"{path} is not text in UTF-8", got="UTF-16" if wide else "zero bytes",
                    allowed="UTF-8 is expected",
                    remedy="save it again in UTF-8" if wide else "get the file again",
                )  # fmt: skip
            return (start + file.read()).decode("utf-8-sig", errors="replace")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error


def _reader(path: Path, start: str) -> Callable[[Path, str], Iterator[Message]] | None:
    """Return what reads a file that begins so; None is a TLE, whatever its first name is."""
    said = [line.lstrip() for line in start.splitlines() if line.strip()]
    if not said:
        raise InputError(f"{path} is empty", allowed="TLE, or OMM as JSON, XML or CSV")
    lines = [line for line in said if line[0] != "#"][:2]
    if not lines or any(line.startswith("1 ") for line in lines):
        return None
    if lines[0][0] in "<[{":
        return read_xml if lines[0][0] == "<" else read_json
    cells = {cell.strip(' "').upper() for cell in lines[0].split(",")}
    return read_csv if len(cells) > 1 and cells & {"EPOCH", "OBJECT_NAME", *RANGES} else None


def _read_tle(path: Path, text: str) -> tuple[list[str], list[Any], list[int]]:
    from sgp4.api import Satrec

    names: list[str] = []
    records: list[Any] = []
    starts: list[int] = []
    name, first, first_at = "", "", 0
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.rstrip()
        if not line or line.lstrip().startswith("#"):
            continue
        kind = line[:2]
        if first and kind != "2 ":
            refuse_line(path, first_at, "line 1 of a satellite is not followed by its line 2", line)
        if kind == "2 " and not first:
            refuse_line(path, number, "line 2 of a satellite without its line 1 before it", line)
        if kind not in ("1 ", "2 "):
            if name:
                refuse_line(path, number, "neither a TLE line nor a name with a TLE after it", line)
            name, name_at = line.removeprefix("0 ").strip(), number
            continue
        line = _checked(path, number, line)
        if kind == "1 ":
            first, first_at = line, number
            continue
        if first[2:7] != line[2:7]:
            what = f"line 2 is of another satellite than line 1 ({first[2:7]})"
            refuse_line(path, number, what, line[2:7])
        names.append(name or first[2:7].strip())
        records.append(Satrec.twoline2rv(first, line))
        starts.append(first_at)
        name, first = "", ""
    if first:
        refuse_line(path, first_at, "the file ends after line 1 of a satellite", first)
    if name:
        refuse_line(path, name_at, "neither a TLE line nor a name with a TLE after it", name)
    return names, records, starts


def _checked(path: Path, number: int, line: str) -> str:
    """Return the 69 columns of a TLE line that is whole, and refuse one that is not."""
    if len(line) < LINE_LENGTH or (len(line) > LINE_LENGTH and line[LINE_LENGTH] != " "):
        refuse_line(path, number, "a TLE line has 69 characters", f"{len(line)} characters")
    line = line[:LINE_LENGTH]
    odd = [mark for mark in line if not (mark.isascii() and mark.isprintable())]
    if odd:
        refuse_line(path, number, "a character that no TLE has", odd[0])
    shifted = [column + 1 for column in _BLANK[line[0]] if line[column] != " "]
    if shifted:
        refuse_line(path, number, f"column {shifted[0]} is not blank", line[shifted[0] - 1])
    for what, begin, end, pattern, _ in _FIELDS[line[0]]:
        if not pattern.fullmatch(line[begin:end].strip(" ") or "?"):
            refuse_line(
                path, number, f"{what} (columns {begin + 1} to {end}) is no number", line[begin:end]
            )
    # the checksum: all digits, a minus sign counts one
    total = sum(int(mark) if mark.isdigit() else mark == "-" for mark in line[:-1]) % 10
    if line[-1] != str(total):
        refuse_line(
            path, number, f"the checksum is wrong: the line adds up to {total}", line[-1],
            "a character was changed; get the file again",
        )  # fmt: skip
    for what, begin, end, _, allowed in _FIELDS[line[0]]:
        if allowed and not allowed[0] <= float(line[begin:end]) <= allowed[1]:
            refuse_line(
                path, number, f"{what} (columns {begin + 1} to {end}) is out of range",
                line[begin:end].strip(), allowed=f"{allowed[0]:g} to {allowed[1]:.12g}",
            )  # fmt: skip
    return line
