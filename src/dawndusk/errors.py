"""Every exception that dawndusk raises on purpose.

::

    DawnduskError
    ├── InputError            the user's scenario, option or figure cannot be used   (exit 2)
    │   ├── ScenarioError     a scenario file: unreadable, unknown key, wrong unit, contradiction
    │   ├── CatalogueError    a catalogue row: missing, without a source, malformed
    │   └── OutputError       a result cannot be written where it was asked for
    └── ConvergenceError      a computation did not settle; nothing is printed as if it had (exit 1)

A message says what is wrong, what was got, what is allowed, and how to mend it, on one line.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = [
    "CatalogueError",
    "ConvergenceError",
    "DawnduskError",
    "InputError",
    "OutputError",
    "ScenarioError",
    "nearest",
]

_LONGEST_ECHO = 80


class DawnduskError(Exception):
    """Base of everything raised on purpose."""


class InputError(DawnduskError):
    """Something the user gave cannot be used.

    Parameters
    ----------
    what : str
        What is wrong, beginning with the name of the thing ("altitude_km is out of range").
    got : object, optional
        What was given; long values are cut.
    allowed : str, optional
        What would be accepted.
    remedy : str, optional
        What to do next.

    Examples
    --------
    >>> print(InputError("altitude_km is out of range", got=-5, allowed="150 to 2000 km"))
    altitude_km is out of range: got -5; allowed: 150 to 2000 km
    """

    def __init__(
        self, what: str, *, got: object = None, allowed: str = "", remedy: str = ""
    ) -> None:
        self.what, self.got, self.allowed, self.remedy = what, got, allowed, remedy
        text = what
        if got is not None:
            echo = str(got) if isinstance(got, int | float) else repr(got)
            text += f": got {echo if len(echo) <= _LONGEST_ECHO else echo[:_LONGEST_ECHO] + '...'}"
        if allowed:
            text += f"; allowed: {allowed}"
        if remedy:
            text += f"; {remedy}"
        super().__init__(" ".join(text.split()))


class ScenarioError(InputError):
    """A scenario file is unreadable, or says something that cannot be."""


class CatalogueError(InputError):
    """A catalogue row is missing, malformed, or has no source."""


class OutputError(InputError):
    """A result cannot be written where it was asked for."""


class ConvergenceError(DawnduskError):
    """A numerical result did not settle."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return "did you mean X?" for the nearest known spelling, or an empty text.

    Examples
    --------
    >>> nearest("altitud", ["altitude", "local_time"])
    "did you mean 'altitude'?"
    >>> nearest("zzz", ["altitude"])
    ''
    """
    found = get_close_matches(word, list(known), n=1, cutoff=0.55)
    return f"did you mean {found[0]!r}?" if found else ""
