"""One entry of the calculator: which function, and where its defaults come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Entry"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One function offered by the calculator.

    Parameters
    ----------
    path : str
        ``"module:function"``, imported when first needed.
    what : str
        One line for the list of entries.
    prefix : str
        The row ``prefix.argument`` of the catalogue, where there is one, is an argument's default.
    rows : mapping of str to str
        Arguments whose default is a row of another name.
    names_table : str
        File in ``data/tables`` with other names for the arguments.
    texts : mapping of str to str
        Defaults of arguments that are texts (one of a few words, a date, any text) and of lists,
        written as a user writes them: ``"0.69, 0.8"``.
    other_names : mapping of str to str
        Other names for the arguments, where there are few.
    """

    path: str
    what: str
    prefix: str
    rows: Mapping[str, str] = field(default_factory=dict)
    names_table: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    other_names: Mapping[str, str] = field(default_factory=dict)
