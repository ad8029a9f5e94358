"""Orbit Mean-Elements Messages (OMM) as JSON, XML or CSV: records with the line each begins on.

The three forms hold the same fields. Each reader yields plain dictionaries; `omm_records` checks
what an orbit needs and hands them to the package ``sgp4``.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NoReturn

from dawndusk.errors import InputError

__all__ = ["RANGES", "Message", "omm_records", "read_csv", "read_json", "read_xml", "refuse_line"]

Message = tuple[int, dict[str, Any]]  # the line it begins on, its fields

# field: lowest and highest that can be (the upper end is open where it is infinite); of a TLE too
RANGES: Final[dict[str, tuple[float, float]]] = {
    "MEAN_MOTION": (0.0, math.inf),
    "ECCENTRICITY": (0.0, 0.9999999),
    "INCLINATION": (0.0, 180.0),
    "RA_OF_ASC_NODE": (-360.0, 360.0),
    "ARG_OF_PERICENTER": (-360.0, 360.0),
    "MEAN_ANOMALY": (-360.0, 360.0),
    "BSTAR": (-math.inf, math.inf),
    "MEAN_MOTION_DOT": (-math.inf, math.inf),
    "MEAN_MOTION_DDOT": (-math.inf, math.inf),
}
# what no orbit depends on, and what stands in its place
_IDLE: Final[dict[str, str]] = {
    "CLASSIFICATION_TYPE": "U",
    "OBJECT_ID": "",
    "ELEMENT_SET_NO": "0",
    "REV_AT_EPOCH": "0",
}
# what SGP4 does well without, and what it is where a message leaves it out
_OPTIONAL: Final[dict[str, str]] = {
    "MEAN_MOTION_DOT": "0",
    "MEAN_MOTION_DDOT": "0",
    "EPHEMERIS_TYPE": "0",
    "NORAD_CAT_ID": "0",
}
# what these must say where a message says it at all
_MEANING: Final[dict[str, tuple[str, ...]]] = {
    "CENTER_NAME": ("EARTH",),
    "REF_FRAME": ("TEME",),
    "TIME_SYSTEM": ("UTC",),
    "MEAN_ELEMENT_THEORY": ("SGP4", "SGP/SGP4", "SGP"),
}
_FIRST_YEAR: Final = 1957  # of the first satellite
_LARGEST_NUMBER: Final = 339_999  # the highest catalogue number that sgp4's records can hold


def refuse_line(
    path: Path,
    line: int,
    what: str,
    got: object = None,
    remedy: str = "get the file again",
    allowed: str = "",
) -> NoReturn:
    """Raise the error of a broken line, with the file and the line.

    Raises
    ------
    InputError
        Always.
    """
    raise InputError(f"{path}, line {line}: {what}", got=got, allowed=allowed, remedy=remedy)


def omm_records(path: Path, messages: Iterable[Message]) -> tuple[list[str], list[Any], list[int]]:
    """Turn messages into names, SGP4 records and the lines they began on.

    Parameters
    ----------
    path : Path
        The file, for what an error says.
    messages : iterable of (int, dict)
        From `read_json`, `read_xml` or `read_csv`.

    Returns
    -------
    tuple of list
        Names, records (``sgp4.api.Satrec``), line numbers.

    Raises
    ------
    InputError
        A field is missing, no number, out of its range, or of another theory or frame.

    Examples
    --------
    >>> fields = {"OBJECT_NAME": "X", "EPOCH": "2026-06-21T00:00:00", "MEAN_MOTION": 14.7,
    ...           "ECCENTRICITY": 0.001, "INCLINATION": 98.0, "RA_OF_ASC_NODE": 180.0,
    ...           "ARG_OF_PERICENTER": 90.0, "MEAN_ANOMALY": 270.0, "BSTAR": 1e-4}
    >>> names, records, _ = omm_records(Path("x.json"), [(1, fields)])
    >>> names, round(records[0].inclo, 4)
    (['X'], 1.7104)
    """
    from sgp4 import omm
    from sgp4.api import Satrec

    names, records, lines = [], [], []
    for line, given in messages:
        said = {name: str(value).strip() for name, value in given.items() if value is not None}
        fields = {**_OPTIONAL, **{name: text for name, text in said.items() if text}, **_IDLE}
        number = fields["NORAD_CAT_ID"]
        _check(path, line, fields)
        if int(number) > _LARGEST_NUMBER:
            fields["NORAD_CAT_ID"] = "0"  # the name keeps it
        record = Satrec()
        omm.initialize(record, fields)
        names.append(fields.get("OBJECT_NAME", number))
        records.append(record)
        lines.append(line)
    return names, records, lines


def _check(path: Path, line: int, fields: dict[str, str]) -> None:
    """Refuse what cannot be an orbit of SGP4; leave the epoch in the form that sgp4 reads."""
    for name, allowed in _MEANING.items():
        if fields.get(name, allowed[0]).upper() not in allowed:
            refuse_line(path, line, f"{name} is not {' or '.join(allowed)}", fields[name])
    for name in ("EPOCH", *RANGES):
        if name not in fields:
            refuse_line(path, line, f"the message has no {name}")
    for name, (low, high) in RANGES.items():
        try:
            value = float(fields[name])
        except ValueError:
            value = math.nan
        if not (math.isfinite(value) and low <= value <= high):
            refuse_line(path, line, f"{name} is no number that can be", fields[name])
    for name, digits in (("EPHEMERIS_TYPE", 1), ("NORAD_CAT_ID", 9)):
        text = fields[name]
        if not (text.isascii() and text.isdigit() and len(text) <= digits):
            refuse_line(path, line, f"{name} is no number that can be", text)
    try:
        epoch = datetime.fromisoformat(fields["EPOCH"].removesuffix("Z"))
    except ValueError:
        epoch = datetime.min
    if epoch.tzinfo is not None or epoch.year < _FIRST_YEAR:
        refuse_line(path, line, "EPOCH is no date and time in UTC", fields["EPOCH"])
    fields["EPOCH"] = epoch.strftime("%Y-%m-%dT%H:%M:%S.%f")


def read_json(path: Path, text: str) -> Iterator[Message]:
    r"""Yield the messages of a JSON list, or of one JSON object.

    Examples
    --------
    >>> list(read_json(Path("x"), '[{"EPOCH": 1},\n {"EPOCH": 2}]'))
    [(1, {'EPOCH': 1}), (2, {'EPOCH': 2})]
    """
    decoder = json.JSONDecoder()
    try:
        whole = decoder.decode(text)
    except json.JSONDecodeError as error:
        refuse_line(path, error.lineno, f"not JSON: {error.msg.lower()}")
    except (RecursionError, ValueError):  # thousands of brackets, or of digits
        refuse_line(path, 1, "not a list of messages")
    if isinstance(whole, dict):
        whole, text = [whole], f"[{text}]"
    at, line, counted = text.index("["), 1, 0
    for message in whole:
        at = next(i for i in range(at + 1, len(text)) if text[i] not in ", \t\r\n")
        line, counted = line + text.count("\n", counted, at), at
        if not isinstance(message, Mapping):
            refuse_line(path, line, "an entry of the list is not a message", message)
        yield line, dict(message)
        _, end = decoder.raw_decode(text, at)
        at = end - 1


def read_csv(path: Path, text: str) -> Iterator[Message]:
    r"""Yield the messages of a table with one header line.

    Examples
    --------
    >>> list(read_csv(Path("x"), "EPOCH,BSTAR\n1,2\n"))
    [(2, {'EPOCH': '1', 'BSTAR': '2'})]
    """
    blank = _blank_lines(text)
    reader = csv.DictReader(text.splitlines()[blank:], strict=True)
    try:
        for row in reader:
            line = blank + reader.line_num
            if None in row or None in row.values():
                refuse_line(path, line, "not as many cells as the header")
            yield line, {str(name).strip(): text for name, text in row.items()}
    except csv.Error as error:
        refuse_line(path, blank + reader.line_num, f"not CSV: {error}")


def read_xml(path: Path, text: str) -> Iterator[Message]:
    r"""Yield the messages of an XML file: every ``segment``, whatever its name space.

    Examples
    --------
    >>> list(read_xml(Path("x"), "<omm><segment>\n<data><EPOCH>1</EPOCH></data></segment></omm>"))
    [(1, {'EPOCH': '1'})]
    """
    from xml.parsers import expat

    messages: list[Message] = []
    pieces: list[str] = []
    blank = _blank_lines(text)
    parser = expat.ParserCreate("utf-8")

    def begin(tag: str, _: Any) -> None:
        if tag.rpartition(":")[2] == "segment":
            messages.append((blank + parser.CurrentLineNumber, {}))
        pieces.clear()

    def end(tag: str) -> None:
        if messages and (value := "".join(pieces).strip()):
            messages[-1][1][tag.rpartition(":")[2]] = value
        pieces.clear()

    def refuse(*_: Any) -> None:
        refuse_line(path, blank + parser.CurrentLineNumber, "XML with a document type is not read")

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = pieces.append
    parser.StartDoctypeDeclHandler = refuse  # and with it every entity that could grow
    try:
        parser.Parse(text.lstrip().encode(), True)
    except expat.ExpatError as error:
        refuse_line(path, blank + error.lineno, f"not XML: {expat.ErrorString(error.code)}")
    yield from messages


def _blank_lines(text: str) -> int:
    return text[: len(text) - len(text.lstrip())].count("\n")
