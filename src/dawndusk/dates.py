"""Text with a date to a calendar date: one form, year-month-day, read the same everywhere."""

from __future__ import annotations

import re
from datetime import date, datetime

from dawndusk.errors import InputError

__all__ = ["parse_date"]

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def parse_date(value: object) -> date:
    """Return `value` as a calendar date.

    Parameters
    ----------
    value : str or date
        Text such as ``"2026-06-21"``, or a date already.

    Raises
    ------
    InputError
        Not of the form YYYY-MM-DD, or no day of the calendar.

    Examples
    --------
    >>> parse_date("2026-06-21")
    datetime.date(2026, 6, 21)
    >>> parse_date("21.6.2026")
    Traceback (most recent call last):
    dawndusk.errors.InputError: not a date: got '21.6.2026'; allowed: YYYY-MM-DD, like 2026-06-21
    """
    allowed = "YYYY-MM-DD"
    if isinstance(value, datetime):
        raise InputError(
            "a date without the time of day is wanted", got=str(value), allowed=allowed
        )
    if isinstance(value, date):
        return value
    text = value.strip() if isinstance(value, str) else ""
    if not _ISO.fullmatch(text):
        raise InputError("not a date", got=value, allowed=f"{allowed}, like 2026-06-21")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError("not a date", got=value, allowed=allowed, remedy=str(error)) from None
