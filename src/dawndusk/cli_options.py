"""Options of the command line: how what was typed is read, and refused in one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from dawndusk.errors import InputError

__all__ = ["Json", "Out", "Quiet", "day", "figure", "place", "whole"]

Json = Annotated[
    bool, Parameter(name="--json", negative=(), help="One JSON document on standard output.")
]
Quiet = Annotated[
    bool,
    Parameter(name="--quiet", negative=(), help="Print at most the path of what was written."),
]


def whole(_: Any, tokens: Sequence[Any]) -> int:
    """Read a whole number; the parser's own reading would round 1.5 without a word."""
    text = str(tokens[0].value)
    try:
        return int(text)
    except ValueError:
        option = tokens[0].keyword or "option"
        raise InputError(f"{option} is not a whole number", got=text) from None


def figure(unit: str) -> Callable[[Any, Sequence[Any]], float]:
    """Return a reader of a number in this unit, or of text with a unit of the same kind."""

    def read(_: Any, tokens: Sequence[Any]) -> float:
        from dawndusk.quantity import parse_quantity

        option, text = tokens[0].keyword or "option", str(tokens[0].value)
        try:
            return parse_quantity(text, unit)
        except InputError as error:
            raise InputError(f"{option}: {error}") from None

    return read


def day(_: Any, tokens: Sequence[Any]) -> date:
    """Read a day, YYYY-MM-DD."""
    from dawndusk.dates import parse_date

    try:
        return parse_date(str(tokens[0].value))
    except InputError as error:
        raise InputError(f"{tokens[0].keyword or 'option'}: {error}") from None


def place(_: Any, tokens: Sequence[Any]) -> str:
    """Read a place, which may begin with a minus sign; an option in its stead is no place."""
    text = str(tokens[0].value)
    if text.startswith("--"):
        raise InputError(f"{tokens[0].keyword or 'option'} needs a place", got=text)
    return text


Out = Annotated[Path | None, Parameter(name="--out", help="Folder for the result.")]
