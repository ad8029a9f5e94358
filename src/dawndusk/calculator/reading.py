"""Reading inputs, outputs, units, equation and reference of a function from the function itself."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from importlib import import_module
from importlib.resources import files
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin

from dawndusk.calculator.entry import Entry
from dawndusk.calculator.given import numbers
from dawndusk.calculator.variable import Value, Variable
from dawndusk.dates import parse_date
from dawndusk.quantity import convert

__all__ = ["EntryDescription", "Variable", "read"]

_UNIONS: Final = (Union, UnionType)
_DISPLAYS: Final = ("::", ".. math::")
_DOLLAR_YEAR: Final = re.compile(r"USD_\d{4}")
_ANY_DOLLAR: Final = re.compile(r"USD(?!_)")  # dollars of any one year; the default says which


@dataclass(frozen=True, slots=True)
class EntryDescription:
    """What an entry computes, from what, by which equation, and who says so."""

    name: str
    what: str
    equation: str
    inputs: tuple[Variable, ...]
    outputs: tuple[Variable, ...]
    notes: str
    reference: str
    other_names: Mapping[str, tuple[str, float]]

    def as_dict(self) -> dict[str, Any]:
        """Return the description as plain data; `other_names` maps each to the input it sets."""
        return {
            "name": self.name,
            "what": self.what,
            "equation": self.equation,
            "inputs": [asdict(x) for x in self.inputs],
            "outputs": [{"name": x.name, "unit": x.unit, "what": x.what} for x in self.outputs],
            "notes": self.notes,
            "reference": self.reference,
            "other_names": {other: name for other, (name, _) in self.other_names.items()},
        }


def read(name: str, entry: Entry) -> tuple[Callable[..., object], EntryDescription]:
    """Import the function of an entry and read what it says about itself."""
    module, _, attribute = entry.path.partition(":")
    function: Callable[..., object] = getattr(import_module(module), attribute)
    text = _parse(inspect.getdoc(function) or "")
    said = {param.arg_name: param for param in _spread(text.params)}
    inputs = []
    for argument in inspect.signature(function, eval_str=True).parameters.values():
        if argument.name not in said:
            raise TypeError(f"{entry.path} does not document its input {argument.name}")
        what = _line(said[argument.name])
        choices = _choices(argument.annotation)
        kinds = _kinds(argument.annotation)
        if choices or date in kinds or kinds == (str,):
            inputs.append(_text(entry, argument, choices, what))
            continue
        unit = _unit(said[argument.name].type_name, f"{entry.path}, {argument.name}")
        inputs.append(_input(entry, argument, unit, what))
    sections = {meta.args[0]: meta.description or "" for meta in text.meta}
    described = EntryDescription(
        name=name,
        what=text.short_description or entry.what,
        equation=sections.get("equation", "") or _display(text.long_description or ""),
        inputs=tuple(inputs),
        outputs=_outputs(entry, function, text),
        notes=" ".join(sections.get("notes", "").split()),
        reference=" ".join(sections.get("references", "").split()),
        other_names={
            **(_names(entry.names_table) if entry.names_table else {}),
            **{other: (name, 1.0) for other, name in entry.other_names.items()},
        },
    )
    return function, described


def _outputs(entry: Entry, function: Callable[..., object], text: Any) -> tuple[Variable, ...]:
    """Outputs as the Returns section names them: one entry each, or ``name [unit]`` in its text."""
    returned = text.many_returns
    if returned and all(r.return_name for r in returned):
        return tuple(
            Variable(r.return_name, _unit(r.type_name, f"{entry.path}, {r.return_name}"), _line(r))
            for r in returned
        )
    result = inspect.signature(function, eval_str=True).return_annotation
    names: tuple[str, ...] = getattr(result, "_fields", ())
    prose = " ".join(_line(r) for r in returned)
    found = list(re.finditer(rf"\b({'|'.join(names)})\b[^\[\],;]*\[([^\]]+)\]", prose))
    if not names or {match[1] for match in found} != set(names):
        raise TypeError(f"{entry.path} does not give the unit of each output")
    ends = [match.start() for match in found[1:]] + [len(prose)]
    return tuple(
        Variable(match[1], match[2], re.sub(r"[,;.\s]+(and)?\s*$|^[,;:\s]+", "", after))
        for match, end in zip(found, ends, strict=True)
        for after in [prose[match.end() : end]]
    )


def _line(documented: Any) -> str:
    return " ".join((documented.description or "").split())


def _choices(annotation: Any) -> tuple[str, ...]:
    """Return the texts a ``Literal`` allows, also where None is allowed beside them."""
    if get_origin(annotation) is Literal:
        return tuple(str(choice) for choice in get_args(annotation))
    return next((found for part in get_args(annotation) if (found := _choices(part))), ())


def _text(
    entry: Entry, argument: inspect.Parameter, choices: tuple[str, ...], what: str
) -> Variable:
    """Return an input that is a text: one of a few words, a date, or any text."""
    given = entry.texts.get(argument.name, argument.default)
    default = None if given in (inspect.Parameter.empty, None) else str(given)
    day = date in _kinds(argument.annotation)
    if default is not None and choices and default not in choices:
        raise TypeError(f"{entry.path} does not allow the default of {argument.name}")
    if default is not None and day:
        parse_date(default)
    return Variable(
        name=argument.name,
        unit="date" if day else "text",
        what=what,
        default=default,
        required=default is None and argument.default is inspect.Parameter.empty,
        choices=choices,
    )


def _input(entry: Entry, argument: inspect.Parameter, unit: str, what: str) -> Variable:
    from dawndusk.data import catalogue

    whole = bool(re.search(r"\bint\b", str(argument.annotation)))
    several = _several(argument.annotation)
    row_name = entry.rows.get(argument.name, f"{entry.prefix}.{argument.name}")
    default: Value = None
    source = ""
    rows = catalogue()
    if argument.name in entry.rows or row_name in rows:
        row = rows[row_name]
        if _ANY_DOLLAR.search(unit):
            unit = _ANY_DOLLAR.sub(_DOLLAR_YEAR.findall(row.unit)[0], unit)
        same = row.unit.replace("**", "") == unit.replace("**", "")
        default = row.value if same else convert(row.value, row.unit, unit)
        source = row.source
    elif several and argument.name in entry.texts:
        default = numbers(argument.name, entry.texts[argument.name], unit)
    elif argument.default not in (inspect.Parameter.empty, None):
        given = argument.default
        default = tuple(map(float, given)) if several else float(given)
    return Variable(
        name=argument.name,
        unit=unit,
        what=what,
        default=_shaped(default, whole, several),
        required=default is None and argument.default is inspect.Parameter.empty,
        source=source,
        whole=whole,
        several=several,
    )


def _shaped(default: Value, whole: bool, several: bool) -> Value:
    """Return a default as whole numbers where they are, and as a list where it is one."""
    if default is None or isinstance(default, str):
        return default
    listed = default if isinstance(default, tuple) else (default,)
    numbered = tuple(int(x) for x in listed) if whole else listed
    return numbered if several else numbered[0]


def _kinds(annotation: Any) -> tuple[Any, ...]:
    """Return what an argument may be besides None: of ``X | None``, X."""
    union = get_origin(annotation) in _UNIONS
    return tuple(x for x in get_args(annotation) if x is not NoneType) if union else (annotation,)


def _several(annotation: Any) -> bool:
    """Whether an argument takes a list of numbers: ``Sequence[float]``."""
    return any(
        get_origin(kind) in (list, tuple, Sequence)
        and bool({int, float}.intersection(get_args(kind)))
        for kind in _kinds(annotation)
    )


def _unit(type_name: str | None, where: str) -> str:
    found = re.search(r"\[([^\]]+)\]", type_name or "")
    if found is None:
        raise TypeError(f"{where} has no [unit] in its docstring")
    return found[1].strip()


def _parse(docstring: str) -> Any:
    from docstring_parser.numpydoc import NumpydocParser, Section

    parser = NumpydocParser()
    parser.add_section(Section("Equation", "equation"))
    return parser.parse(docstring)


def _spread(params: list[Any]) -> list[Any]:
    """Give each name of ``a, b : array_like`` an entry of its own."""
    from docstring_parser.common import DocstringParam

    return [
        DocstringParam(p.args, p.description, name.strip(), p.type_name, p.is_optional, p.default)
        for p in params
        for name in p.arg_name.split(",")
    ]


def _display(text: str) -> str:
    """Return the first displayed block (``::`` or ``.. math::``) of a description."""
    lines = text.splitlines()
    start = next((i for i, line in enumerate(lines) if line.rstrip().startswith(_DISPLAYS)), None)
    if start is None:
        return ""
    block = [lines[start].split("::", 1)[1]]
    for line in lines[start + 1 :]:
        if line.strip() and not line.startswith(" "):
            break
        block.append(line)
    return "\n".join(line.strip() for line in block if line.strip())


@cache
def _names(table: str) -> Mapping[str, tuple[str, float]]:
    import yaml

    text = files("dawndusk.data").joinpath("tables", table).read_text(encoding="utf-8")
    raw: dict[str, str | dict[str, Any]] = yaml.safe_load(text)
    return MappingProxyType(
        {
            other: (name, 1.0) if isinstance(name, str) else (name["name"], float(name["times"]))
            for other, name in raw.items()
        }
    )
