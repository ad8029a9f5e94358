"""Writes the pages that are read from the code: scenario, catalogue, equations, modules."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from pathlib import Path
from typing import Any

from equation_sections import rewrite
from pydantic import BaseModel

import dawndusk
from dawndusk.data import catalogue
from dawndusk.scenario import Figure, Quantity, Scenario, Unit

ROOMS = (
    "data",
    "scenario",
    "orbit",
    "satellite",
    "network",
    "earth",
    "workload",
    "fleet",
    "economics",
    "twin",
    "study",
    "published",
)


def write_all(folder: Path) -> None:
    """Write every generated page; a page that has not changed is not touched."""
    folder.mkdir(exist_ok=True)
    pages = {"scenario.md": scenario_page(), "catalogue.md": catalogue_page()}
    for room in ROOMS:
        pages[f"equations_{room}.rst"] = equations_page(room)
        pages[f"api_{room}.rst"] = api_page(room)
    for name, text in pages.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def _cell(text: object) -> str:
    return re.sub(r"([|*_<>`\[\]])", r"\\\1", " ".join(str(text).split())).replace("$", r"\$")


def scenario_page() -> str:
    """Table of every attribute: type, unit, default, allowed range."""
    out = [
        "# Scenario reference",
        "",
        "Every section and field, read from the code. A figure may be written in any of the forms",
        "of [a quantity](../getting_started.md#writing-a-figure); where the type is figure it is a",
        "plain number or text with a unit.",
        "What you leave out takes the named row of the [catalogue](catalogue.md).",
        "",
    ]
    out += _section("scenario", Scenario, 2)
    return "\n".join(out) + "\n"


def _section(path: str, model: type[BaseModel], level: int) -> list[str]:
    out = [f"{'#' * min(level, 4)} {path}", "", (inspect.getdoc(model) or "").split("\n\n")[0], ""]
    table = ["| attribute | type | unit | default | allowed | |", "|---|---|---|---|---|---|"]
    below: list[str] = []
    for name, field in model.model_fields.items():
        inner = _model_in(field.annotation)
        if inner is not None:
            inside = name if path == "scenario" else f"{path}.{name}"
            below += _section(inside, inner, level + 1)
            continue
        unit = next((m for m in field.metadata if isinstance(m, Unit | Figure)), None)
        kind, about, allowed = _kind(field.annotation), "", ""
        default: Any = (
            "required" if field.is_required() else field.get_default(call_default_factory=True)
        )
        if unit is not None:
            kind, about = "figure" if isinstance(unit, Figure) else "quantity", unit.unit
            allowed = f"{unit.low:g} to {unit.high:g}"
            if isinstance(default, dict) and "from" in default:
                default = f"row {default['from']}"
        else:
            allowed = ", ".join(
                f"{word} {getattr(m, key):g}"
                for m in field.metadata
                for key, word in (("ge", "at least"), ("le", "at most"))
                if hasattr(m, key)
            )
        shown = "" if default is None else default
        cells = (name, kind, about, shown, allowed, field.description or "")
        table.append("| " + " | ".join(_cell(c) for c in cells) + " |")
    return out + (table if len(table) > 2 else []) + [""] + below


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(a) for a in getattr(annotation, "__args__", ()))
    return next((m for m in found if m is not None), None)


def _kind(annotation: Any) -> str:
    if annotation is Quantity:
        return "quantity"
    if getattr(annotation, "__origin__", None) is not None and "Literal" in str(annotation):
        return " or ".join(str(a) for a in annotation.__args__)
    inside = [a for a in getattr(annotation, "__args__", ()) if a is not type(None)]
    if len(inside) == 1:  # X | None: may be left out
        return _kind(inside[0])
    return getattr(annotation, "__name__", str(annotation))


def catalogue_page() -> str:
    """Every row of the catalogue, by file."""
    rows = catalogue()
    out = [
        "# Catalogue",
        "",
        f"{len(rows)} figures, each with its source, as",
        "`dawndusk sources NAME` shows them. Confidence: measured, published, estimate, target,",
        "guess.",
        "",
    ]
    for topic in sorted({r.topic for r in rows.values()}):
        out += [
            f"## {topic}",
            "",
            "| row | value | range | unit | year | confidence | source and note |",
            "|---|---|---|---|---|---|---|",
        ]
        for r in rows.values():
            if r.topic != topic:
                continue
            span = f"{_anchor(r.shape.low)} to {_anchor(r.shape.high)}, {r.shape.kind}"
            source = f"{r.source}. {r.note}" if r.note else r.source
            cells = (
                r.name,
                _anchor(r.shape.value),
                span if r.shape.low != r.shape.high else "fixed",
                r.unit,
                r.year,
                r.confidence,
                source,
            )
            out.append("| " + " | ".join(_cell(c) for c in cells) + " |")
        out.append("")
    return "\n".join(out) + "\n"


def _anchor(anchor: Any) -> str:
    if isinstance(anchor, tuple):
        return "; ".join(f"{year}: {value:g}" for year, value in anchor)
    return f"{anchor:g}"


def _modules(room: str) -> list[str]:
    package = importlib.import_module(f"dawndusk.{room}")
    return [f"dawndusk.{room}"] + [
        f"dawndusk.{room}.{m.name}" for m in pkgutil.iter_modules(package.__path__)
    ]


def equations_page(room: str) -> str:
    """Return what each function computes, from its docstring down to its parameters."""
    out: list[str] = []
    for name in _modules(room):
        module = importlib.import_module(name)
        for key in getattr(module, "__all__", ()):
            function = vars(module).get(key)
            if not inspect.isfunction(function) or function.__module__ != name:
                continue
            lines = rewrite((inspect.getdoc(function) or "").splitlines())
            heads = [i for i in range(len(lines) - 1) if set(lines[i + 1].strip()) == {"-"}]
            head = lines[: heads[0]] if heads else lines
            if not any(x.strip() == "::" or x.startswith(".. math::") for x in head):
                continue
            out += [f"**{key}** (``{name}``). " + head[0], *head[1:], ""]
            for title, word in (("Notes", "Assumes and neglects"), ("References", "Reference")):
                starts = [i for i in heads if lines[i].strip() == title]
                if starts:
                    end = next((i for i in heads if i > starts[0]), len(lines))
                    out += [
                        f"*{word}:* " + " ".join(" ".join(lines[starts[0] + 2 : end]).split()),
                        "",
                    ]
    return "\n".join(out) + "\n"


def api_page(room: str) -> str:
    """Every module of a room with its public members."""
    title = f"dawndusk.{room}"
    out = [title, "=" * len(title), ""]
    for name in _modules(room):
        short = name.removeprefix("dawndusk.")
        out += [
            short,
            "-" * len(short),
            "",
            f".. automodule:: {name}",
            "   :members:",
            "   :ignore-module-all:",
            "",
        ]
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    print(dawndusk.__version__, len(scenario_page()), len(catalogue_page()))
