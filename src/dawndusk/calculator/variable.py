"""An input or an output of a calculator entry, and what its value can be."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Value", "Variable"]

Value = float | int | str | tuple[float, ...] | None  # of an input


@dataclass(frozen=True, slots=True)
class Variable:
    """An input or an output of an entry.

    An input is a number in its unit, or several of them; or a text with ``"text"`` for a unit,
    where there are choices one of them; or a day of the calendar, ``"date"``.
    """

    name: str
    unit: str
    what: str
    default: Value = None
    required: bool = False
    source: str = ""
    whole: bool = False
    choices: tuple[str, ...] = ()
    several: bool = False
