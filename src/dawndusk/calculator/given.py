"""Reading what a user gives to the calculator: a number, a list of them, a word, a date, a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from dawndusk.calculator.variable import Value, Variable
from dawndusk.dates import parse_date
from dawndusk.errors import InputError, nearest
from dawndusk.quantity import parse_quantity

__all__ = ["allowed", "given_value", "numbers", "said"]

_NOT_FINITE: Final = ("nan", "inf", "infinity")
_BARE: Final = re.compile(r"[-+\d_.,eE\s]*")
_UNIT_BEHIND: Final = re.compile(
    r"(?>[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*([^\d\s.].*)", re.DOTALL | re.ASCII
)
_MOST_NUMBERS: Final = 1000  # of a list: more is a file, not an argument
_LONGEST_TEXT: Final = 200


def allowed(variable: Variable) -> str:
    """Return what an input may be, as an error says it."""
    if variable.unit == "date":
        return "a date, YYYY-MM-DD"
    if variable.unit == "text":
        return ", ".join(variable.choices) or "a text"
    unit = "" if variable.unit == "1" else f" in {variable.unit}"
    return f"numbers{unit}, with commas between them" if variable.several else f"a number{unit}"


def said(value: Value) -> str:
    """Return the value of an input as it is written on a command line.

    Examples
    --------
    >>> said((0.69, 0.8)), said(650.0), said("red")
    ('0.69,0.8', '650', 'red')
    """
    if isinstance(value, str) or value is None:
        return value or ""
    return ",".join(f"{x:g}" for x in (value if isinstance(value, tuple) else (value,)))


def given_value(key: str, value: object, variable: Variable, times: float = 1.0) -> Value:
    """Read one input as the number, list, word, date or text that it must be.

    Parameters
    ----------
    key : str
        As the user named it.
    value : object
        What was given.
    variable : Variable
        The input it is meant for.
    times : float
        Factor from the unit of another name to that of the input.

    Raises
    ------
    InputError
        It is none of what is allowed.

    Examples
    --------
    >>> given_value("sites", "69 %, 0.8", Variable("sites", "1", "", several=True))
    (0.69, 0.8)
    """
    if variable.choices:
        if isinstance(value, str) and value.strip() in variable.choices:
            return value.strip()
        raise InputError(
            f"{key} is none of the choices",
            got=value,
            allowed=allowed(variable),
            remedy=nearest(str(value), variable.choices),
        )
    if variable.unit == "text":
        return _text(key, value)
    if variable.unit == "date":
        return _date(key, value)
    if variable.several:
        found = numbers(key, value, variable.unit, whole=variable.whole)
        return tuple(times * x for x in found) if times != 1.0 else found
    return _number(key, value, variable.unit, variable.whole, times)


def numbers(key: str, value: object, unit: str, *, whole: bool = False) -> tuple[float, ...]:
    """Read several numbers: a list, one number, or text with commas (or semicolons) between.

    A unit behind the last number only is that of all of them.

    Raises
    ------
    InputError
        Empty, too long, or one of them is no number; names which.

    Examples
    --------
    >>> numbers("sites", "69, 80 %", "1"), numbers("heights", "550 km; 1,000 km", "km")
    ((0.69, 0.8), (550.0, 1000.0))
    """
    parts: list[object]
    if isinstance(value, str):
        texts = [part.strip() for part in value.split(";" if ";" in value else ",")]
        behind = _UNIT_BEHIND.fullmatch(texts[-1])
        if behind and len(texts) > 1 and all(_BARE.fullmatch(x) and x for x in texts[:-1]):
            texts = [*(f"{x} {behind[1]}" for x in texts[:-1]), texts[-1]]
        parts = list(texts) if value.strip() else []
    elif isinstance(value, Iterable):
        parts = list(value)
    else:
        parts = [value]
    if not 1 <= len(parts) <= _MOST_NUMBERS:
        raise InputError(
            f"{key} is not a list of numbers",
            got=value if not parts else f"{len(parts)} numbers",
            allowed=f"1 to {_MOST_NUMBERS} numbers with commas between them",
        )
    several = len(parts) > 1
    return tuple(
        _number(f"{key}, number {i}" if several else key, part, unit, whole, 1.0)
        for i, part in enumerate(parts, start=1)
    )


def _text(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise InputError(f"{key} is not a text", got=value, allowed="a text")
    text = " ".join(value.split())
    if not text or len(text) > _LONGEST_TEXT or not text.isprintable():
        raise InputError(
            f"{key} is not a readable text",
            got=value,
            allowed=f"1 to {_LONGEST_TEXT} printable characters",
        )
    return text


def _date(key: str, value: object) -> str:
    try:
        return parse_date(value).isoformat()
    except InputError as error:
        raise InputError(
            f"{key}: {error.what}", got=error.got, allowed=error.allowed, remedy=error.remedy
        ) from None


def _number(key: str, value: object, unit: str, whole: bool, times: float) -> float | int:
    if isinstance(value, str) and value.strip().lstrip("+-").lower() in _NOT_FINITE:
        raise InputError(f"{key} is not a finite number", got=value, allowed="a finite number")
    try:
        number = parse_quantity(value, unit)
    except InputError as error:
        raise InputError(
            f"{key}: {error.what}",
            got=error.got,
            allowed="a number, or a share such as '20 %'" if unit == "1" else error.allowed,
            remedy=error.remedy,
        ) from None
    if times != 1.0 and (not isinstance(value, str) or _BARE.fullmatch(value)):
        number *= times  # a text with a unit already says what it means
    if not whole:
        return number
    if not number.is_integer():
        raise InputError(f"{key} is not a whole number", got=value, allowed="a whole number")
    return int(number)
