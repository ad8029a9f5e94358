"""The engine behind `dawndusk calc`: public functions of the rooms as a pocket calculator.

An entry names a function. Its inputs, outputs, units, equation and reference are read from its
signature and docstring, so that calculator, API page and code cannot disagree. Functions are
imported only when they are described or evaluated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from dawndusk.calculator.entry import Entry
from dawndusk.calculator.given import allowed, given_value, said
from dawndusk.calculator.reading import EntryDescription, Variable, read
from dawndusk.calculator.registry import REGISTRY
from dawndusk.calculator.variable import Value
from dawndusk.dates import parse_date
from dawndusk.errors import InputError, nearest

__all__ = [
    "REGISTRY",
    "CalcResult",
    "Entry",
    "EntryDescription",
    "EntrySummary",
    "Variable",
    "calculate",
    "describe",
    "entries",
]


class EntrySummary(NamedTuple):
    """One line of the list of entries."""

    name: str
    what: str

    def as_dict(self) -> dict[str, str]:
        """Return the line as plain data."""
        return self._asdict()


@dataclass(frozen=True, slots=True)
class CalcResult:
    """One evaluation: plain numbers, texts and lists of numbers, with the unit of each."""

    name: str
    inputs: dict[str, Value]
    outputs: dict[str, float | int]
    units: dict[str, str]
    source: str

    def as_dict(self) -> dict[str, Any]:
        """Return the result as plain data for JSON.

        Examples
        --------
        >>> sorted(calculate("annuity", {}).as_dict())
        ['inputs', 'name', 'outputs', 'source', 'units']
        """
        return {
            "name": self.name,
            "inputs": {k: list(v) if isinstance(v, tuple) else v for k, v in self.inputs.items()},
            "outputs": dict(self.outputs),
            "units": dict(self.units),
            "source": self.source,
        }


def entries(registry: Mapping[str, Entry] = REGISTRY) -> list[EntrySummary]:
    """List all entries, importing none of them.

    Examples
    --------
    >>> [entry.name for entry in entries()][:2]
    ['acquisition', 'annuity']
    """
    return [EntrySummary(name, registry[name].what) for name in sorted(registry)]


def describe(name: str, registry: Mapping[str, Entry] = REGISTRY) -> EntryDescription:
    """Describe one entry from the signature and docstring of its function.

    Raises
    ------
    InputError
        No entry has that name.

    Examples
    --------
    >>> annuity = describe("annuity")
    >>> [(x.name, x.unit) for x in annuity.inputs], [(x.name, x.unit) for x in annuity.outputs]
    ([('rate', '1'), ('years', 'year')], [('factor', '1/year')])
    """
    return read(name, _entry(name, registry))[1]


def calculate(
    name: str, given: Mapping[str, object], registry: Mapping[str, Entry] = REGISTRY
) -> CalcResult:
    """Evaluate one entry; inputs that are left out take their default.

    Parameters
    ----------
    name : str
        Name of the entry.
    given : mapping of str to str, float, int or a list of numbers
        Inputs by name: numbers in the documented unit, or text with a unit ("650 km"); a word,
        a date (YYYY-MM-DD) or any text where the input is one; several numbers, as a list or
        as text ("0.69, 80 %"), where the input is a list.

    Raises
    ------
    InputError
        An unknown entry or input, a value that is no finite number, word, date or list that is
        allowed, or one out of range.

    Examples
    --------
    >>> calculate("annuity", {"rate": "7 %", "years": 25}).outputs["factor"].__round__(7)
    0.0858105
    """
    function, entry = read(name, _entry(name, registry))
    values = {x.name: x.default for x in entry.inputs}
    by_name = {x.name: x for x in entry.inputs}
    named: dict[str, str] = {}
    for key, value in given.items():
        target, times = entry.other_names.get(key, (key, 1.0))
        if target not in by_name:
            raise InputError(
                f"{name} has no such input",
                got=key,
                allowed=", ".join(by_name),
                remedy=nearest(key, [*by_name, *entry.other_names]),
            )
        if target in named:
            raise InputError(f"{target} is given twice", got=f"{named[target]} and {key}")
        named[target] = key
        values[target] = given_value(key, value, by_name[target], times)
    for variable in entry.inputs:
        if variable.required and variable.name not in named:
            raise InputError(f"{name} needs {variable.name}", allowed=allowed(variable))
    outputs = _evaluate(name, function, values, entry)
    return CalcResult(
        name=name,
        inputs=values,
        outputs=outputs,
        units={x.name: x.unit for x in (*entry.inputs, *entry.outputs)},
        source=" ".join(entry.reference.split()),
    )


def _entry(name: str, registry: Mapping[str, Entry]) -> Entry:
    if name not in registry:
        raise InputError(
            "the calculator has no such entry",
            got=name,
            remedy=nearest(name, registry) or "`dawndusk calc` lists all entries",
        )
    return registry[name]


def _evaluate(
    name: str,
    function: Callable[..., object],
    values: Mapping[str, Value],
    entry: EntryDescription,
) -> dict[str, float | int]:
    import numpy as np

    dates = {x.name for x in entry.inputs if x.unit == "date"}
    arguments = {
        key: parse_date(value) if key in dates and value is not None else value
        for key, value in values.items()
    }
    try:
        with np.errstate(all="ignore"):
            result = function(**arguments)
    except InputError as error:
        raise _in_their_words(error, values) from error
    except (ArithmeticError, MemoryError) as error:
        raise InputError(
            f"{name} has no result for these inputs", got=_echo(values), remedy=str(error)
        ) from error
    found: Mapping[str, object] = (
        result._asdict() if hasattr(result, "_asdict") else {entry.outputs[0].name: result}
    )
    outputs: dict[str, float | int] = {}
    for variable in entry.outputs:
        value = np.asarray(found[variable.name])
        if not np.all(np.isfinite(value)):
            raise InputError(
                f"{name} has no finite {variable.name} for these inputs", got=_echo(values)
            )
        whole = np.issubdtype(value.dtype, np.integer)
        outputs[variable.name] = int(value) if whole else float(value)
    return outputs


def _in_their_words(error: InputError, values: Mapping[str, object]) -> InputError:
    """Name the input that was given, where a deeper function knows it by a shorter name."""
    inner, _, rest = error.what.partition(" ")
    given = [key for key in values if key.endswith(f"_{inner}")]
    if inner in values or len(given) != 1:
        return error
    return InputError(
        f"{given[0]} {rest}", got=values[given[0]], allowed=error.allowed, remedy=error.remedy
    )


def _echo(values: Mapping[str, Value]) -> str:
    return " ".join(f"{key}={said(value)}" for key, value in values.items() if value is not None)
