"""A scenario's plain figure: a number or text with a unit, without a spread.

Quantities that a study draws from are `dawndusk.scenario.field.Quantity`; a figure says how
something is built or run, where a spread would have no meaning::

    altitude_km: 650          # a number in the field's documented unit
    altitude_km: 650 km       # text with a unit
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final, get_args

from pydantic import BeforeValidator, GetJsonSchemaHandler, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

from dawndusk.dates import parse_date
from dawndusk.errors import InputError
from dawndusk.quantity import parse_quantity, span_of

__all__ = ["Day", "Figure"]

FIRST_YEAR: Final = 1950
LAST_YEAR: Final = 2100
_ISO_DAY: Final = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


@dataclass(frozen=True, slots=True)
class Figure:
    """Annotation of a plain figure: its documented unit and the range it may take.

    Parameters
    ----------
    unit : str
        The documented unit of the field.
    low, high : float [unit]
        Ends of what is allowed, both included.
    """

    unit: str
    low: float
    high: float

    def parse(self, raw: object) -> float:
        """Read a number or text; raise what pydantic reports with the field's path."""
        try:
            number = parse_quantity(raw, self.unit)
            if not self.low <= number <= self.high:
                raise InputError(
                    "out of range", got=raw, allowed=span_of(self.low, self.high, self.unit)
                )
        except InputError as error:
            raise PydanticCustomError("quantity", "{text}", {"text": str(error)}) from error
        return number

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        optional = type(None) in get_args(source)

        def read(raw: object) -> float | None:
            return None if raw is None and optional else self.parse(raw)

        return core_schema.no_info_plain_validator_function(read)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "anyOf": [
                {"type": "number", "minimum": self.low, "maximum": self.high},
                {
                    "type": "string",
                    "description": f"number and unit, e.g. '{self.low:g} {self.unit}'",
                },
                {"type": "null"},
            ],
            "unit": self.unit,
        }


def _as_day(raw: object) -> object:
    if raw is None:
        return None
    try:
        day = raw if type(raw) is date else parse_date(raw)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise InputError(
                "out of range", got=str(day), allowed=f"years {FIRST_YEAR} to {LAST_YEAR}"
            )
        return day
    except InputError as error:
        raise PydanticCustomError("quantity", "{text}", {"text": str(error)}) from error


Day = Annotated[
    date | None,
    BeforeValidator(_as_day),
    WithJsonSchema(
        {"anyOf": [{"type": "string", "format": "date", "pattern": _ISO_DAY}, {"type": "null"}]}
    ),
]
