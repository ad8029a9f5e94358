"""Shows the Equation section of a docstring, which numpydoc does not know, as an indented block."""

from __future__ import annotations

from typing import Any


def rewrite(lines: list[str]) -> list[str]:
    """Turn `Equation` and its underline into a literal block; leave everything else."""
    out: list[str] = []
    inside = False
    for i, line in enumerate(lines):
        underline = lines[i + 1].strip() if i + 1 < len(lines) else ""
        if line.strip() == "Equation" and underline and set(underline) == {"-"}:
            inside = True
            out += ["::", ""]
        elif inside and set(line.strip()) == {"-"}:
            continue
        elif inside and underline and set(underline) == {"-"}:
            inside = False
            out += ["", line]
        else:
            out.append("    " + line if inside and line.strip() else line)
    return out


def _process(app: Any, what: str, name: str, obj: Any, options: Any, lines: list[str]) -> None:
    lines[:] = rewrite(lines)


def _skip(app: Any, what: str, name: str, obj: Any, skip: bool, options: Any) -> bool | None:
    """Leave out the fields of named tuples: their units stand in the class's own docstring."""
    return True if type(obj).__name__ in ("_tuplegetter", "member_descriptor") else None


def setup(app: Any) -> dict[str, bool]:
    """Connect before numpydoc (priority 500)."""
    app.connect("autodoc-process-docstring", _process, priority=100)
    app.connect("autodoc-skip-member", _skip)
    return {"parallel_read_safe": True}
