"""The base of every section of a scenario: frozen, and strict about keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict

from dawndusk.scenario.field import Quantity, Unit

__all__ = ["Section", "quantities", "quantity_paths"]


class Section(BaseModel):
    """A frozen part of a scenario that refuses unknown keys."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_default=True, arbitrary_types_allowed=True
    )


def quantities(section: Section, prefix: str = "") -> Iterator[tuple[str, Quantity]]:
    """Yield every quantity below a section with its dotted path, in the order of the fields."""
    for name in type(section).model_fields:
        value: Any = getattr(section, name)
        if isinstance(value, Quantity):
            yield prefix + name, value
        elif isinstance(value, Section):
            yield from quantities(value, f"{prefix}{name}.")


def quantity_paths(model: type[Section], prefix: str = "") -> Iterator[str]:
    """Yield the dotted path of every quantity a section may hold, given or not."""
    for name, field in model.model_fields.items():
        if any(isinstance(item, Unit) for item in field.metadata):
            yield prefix + name
            continue
        for kind in (field.annotation, *get_args(field.annotation)):
            if isinstance(kind, type) and issubclass(kind, Section):
                yield from quantity_paths(kind, f"{prefix}{name}.")
