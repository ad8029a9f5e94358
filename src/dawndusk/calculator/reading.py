"""Reading inputs, outputs, units, equation and reference of a function from the function itself."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from dawndusk.calculator.registry import Entry
from dawndusk.data import catalogue
from dawndusk.quantity import convert

__all__ = ["EntryDescription", "Variable", "read"]

_DISPLAYS: Final = ("::", ".. math::")


@dataclass(frozen=True, slots=True)
class Variable:
    """An input or an output of an entry."""

    name: str
    unit: str
    what: str
    default: float | int | None = None
    required: bool = False
    source: str = ""
    whole: bool = False


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
    for argument in inspect.signature(function).parameters.values():
        if argument.name not in said:
            raise TypeError(f"{entry.path} does not document its input {argument.name}")
        unit = _unit(said[argument.name].type_name, f"{entry.path}, {argument.name}")
        what = said[argument.name].description
        inputs.append(_input(entry, argument, unit, " ".join((what or "").split())))
    outputs = tuple(
        Variable(field_.name, _unit(field_.type, f"{entry.path}, {field_.name}"), field_.what)
        for field_ in _fields(function, text)
    )
    sections = {meta.args[0]: meta.description or "" for meta in text.meta}
    described = EntryDescription(
        name=name,
        what=text.short_description or entry.what,
        equation=sections.get("equation", "") or _display(text.long_description or ""),
        inputs=tuple(inputs),
        outputs=outputs,
        notes=" ".join(sections.get("notes", "").split()),
        reference=" ".join(sections.get("references", "").split()),
        other_names=_names(entry.names_table) if entry.names_table else {},
    )
    return function, described


class _Field(NamedTuple):
    name: str
    type: str | None
    what: str


def _fields(function: Callable[..., object], text: Any) -> list[_Field]:
    """Outputs as the Returns section names them, or else as the returned tuple documents them."""
    returned = [r for r in text.many_returns if r.return_name]
    if returned:
        return [
            _Field(r.return_name, r.type_name, " ".join((r.description or "").split()))
            for r in returned
        ]
    result = inspect.signature(function, eval_str=True).return_annotation
    attributes = _parse(inspect.getdoc(result) or "").params
    return [
        _Field(a.arg_name, a.type_name, " ".join((a.description or "").split()))
        for a in _spread(attributes)
    ]


def _input(entry: Entry, argument: inspect.Parameter, unit: str, what: str) -> Variable:
    whole = bool(re.search(r"\bint\b", str(argument.annotation)))
    row_name = entry.rows.get(argument.name, f"{entry.prefix}.{argument.name}")
    default: float | None = None
    source = ""
    rows = catalogue()
    if row_name in rows:
        row = rows[row_name]
        same = row.unit.replace("**", "") == unit.replace("**", "")
        default = row.value if same else convert(row.value, row.unit, unit)
        source = row.source
    elif argument.default not in (inspect.Parameter.empty, None):
        default = float(argument.default)
    return Variable(
        name=argument.name,
        unit=unit,
        what=what,
        default=int(default) if whole and default is not None else default,
        required=default is None and argument.default is inspect.Parameter.empty,
        source=source,
        whole=whole,
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
