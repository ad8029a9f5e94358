"""A scenario's quantity: fixed, a row of the catalogue, a distribution, or a table by year.

In YAML a quantity is written in one of these ways::

    altitude_km: 650                          # a number in the field's documented unit
    altitude_km: 650 km                       # text with a unit
    altitude_km: {from: orbit.altitude}       # a row of the catalogue, with its spread
    altitude_km: {from: orbit.altitude, take: value}   # the same row, held at value, low or high
    altitude_km: {triangular: [500, 650, 700 km]}      # low, mode, high
    altitude_km: {uniform: [500, 700]}        # also loguniform: [low, high]
    altitude_km: {lognormal: [500, 700]}      # 5 and 95 percentiles
    altitude_km: {uniform: [500, 700], value: 650}   # best estimate, if it is not the middle
    altitude_km: {by_year: {2026: 500, 2035: 650}}     # linear between, flat outside
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

from pydantic import Field, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from dawndusk.data import Row, catalogue
from dawndusk.data.distributions import Anchor, Distribution, as_anchor
from dawndusk.errors import InputError, nearest
from dawndusk.quantity import convert, parse_quantity, span_of

__all__ = ["Quantity", "Unit", "extra_rows", "row"]

_EXTRA: ContextVar[Mapping[str, Row]] = ContextVar("rows a scenario brings itself", default={})  # noqa: B039

_FORMS: Final = ("from", "triangular", "uniform", "loguniform", "lognormal", "by_year")
_COUNTS: Final = {"triangular": 3, "uniform": 2, "loguniform": 2, "lognormal": 2}
_ALLOWED: Final = "a number, text with a unit, or one of " + ", ".join(
    f"{{{f}: ...}}" for f in _FORMS
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in its documented unit, with its spread and where it came from."""

    shape: Distribution
    unit: str
    row: str = ""

    @property
    def value(self) -> float:
        """Best estimate; of a table by year, the first year's."""
        anchor = self.shape.value
        return anchor[0][1] if isinstance(anchor, tuple) else anchor

    def as_yaml(self) -> Any:
        """Return what would be written in a scenario to say the same, numbers resolved."""
        shape = self.shape
        if shape.kind == "fixed":
            return _plain(shape.value)
        anchors = {"triangular": [shape.low, shape.value, shape.high]}.get(
            shape.kind, [shape.low, shape.high]
        )
        whole: dict[str, Any] = {shape.kind: [_plain(a) for a in anchors]}
        if shape.kind != "triangular":
            middle = _middle(shape.low, shape.high, shape.kind.startswith("log"))
            if middle != shape.value:
                whole["value"] = _plain(shape.value)
        return whole


def _plain(anchor: Anchor) -> Any:
    return {"by_year": dict(anchor)} if isinstance(anchor, tuple) else anchor


@dataclass(frozen=True, slots=True)
class Unit:
    """Annotation of a quantity field: its documented unit and the range it may take."""

    unit: str
    low: float
    high: float

    def parse(self, raw: object) -> Quantity:
        """Read one of the written forms; raise what pydantic reports with the field's path."""
        try:
            quantity = self._read(raw)
            self._check(quantity.shape, raw)
        except InputError as error:
            raise PydanticCustomError("quantity", "{text}", {"text": str(error)}) from error
        return quantity

    def _read(self, raw: object) -> Quantity:
        if isinstance(raw, Quantity):
            return raw
        if not isinstance(raw, Mapping):
            return Quantity(Distribution.fixed(parse_quantity(raw, self.unit)), self.unit)
        unknown = [key for key in raw if key not in (*_FORMS, "take", "value")]
        if unknown:
            raise InputError(
                "not a form of a quantity",
                got=unknown[0],
                allowed=_ALLOWED,
                remedy=nearest(str(unknown[0]), (*_FORMS, "take")),
            )
        forms = [key for key in raw if key in _FORMS]
        spread = [key for key in forms if _COUNTS.get(key) == 2]
        if (
            len(forms) != 1
            or ("take" in raw and forms != ["from"])
            or ("value" in raw and not spread)
        ):
            raise InputError("a quantity has one form", got=dict(raw), allowed=_ALLOWED)
        form, content = forms[0], raw[forms[0]]
        if form == "from":
            return self._from_row(content, raw.get("take", ""))
        if form == "by_year":
            return Quantity(Distribution.fixed(self._anchor({"by_year": content})), self.unit)
        if not isinstance(content, list | tuple) or len(content) != _COUNTS[form]:
            raise InputError(
                f"{form} takes {_COUNTS[form]} figures in a list",
                got=content,
                allowed="[low, mode, high]" if form == "triangular" else "[low, high]",
            )
        anchors = [self._anchor(item) for item in content]
        low, high = anchors[0], anchors[-1]
        value = anchors[1] if form == "triangular" else _middle(low, high, form.startswith("log"))
        if "value" in raw:
            value = self._anchor(raw["value"])
        return Quantity(Distribution(form, value, low, high), self.unit)

    def _anchor(self, raw: object) -> Anchor:
        if (
            isinstance(raw, Mapping)
            and set(raw) == {"by_year"}
            and isinstance(raw["by_year"], Mapping)
        ):
            table = {  # JSON has no other keys than text
                int(y) if isinstance(y, str) and y.isdecimal() and len(y) == 4 else y: value
                for y, value in raw["by_year"].items()
            }
            if len(table) < len(raw["by_year"]):
                raise InputError("by_year names a year twice", got=raw["by_year"])
            if not table or not all(isinstance(y, int) and 1900 <= y <= 2200 for y in table):
                raise InputError("by_year needs calendar years as keys", got=table)
            return as_anchor(
                {year: parse_quantity(value, self.unit) for year, value in table.items()}
            )
        return parse_quantity(raw, self.unit)

    def _from_row(self, name: object, take: object) -> Quantity:
        found = _EXTRA.get().get(str(name)) or catalogue()[str(name)]
        shape = _in_unit(found, self.unit)
        if take != "":
            if take not in ("value", "low", "high"):
                raise InputError(
                    "take one of a row's anchors", got=take, allowed="value, low, high"
                )
            shape = Distribution.fixed(getattr(shape, str(take)))
        return Quantity(shape, self.unit, found.name)

    def _check(self, shape: Distribution, raw: object) -> None:
        low, high = shape.bounds()
        slack = 1e-12 * max(abs(self.low), abs(self.high))
        if low < self.low - slack or high > self.high + slack:
            span = f"{low:g}" if low == high else f"{low:g} to {high:g}"
            raise InputError(
                "out of range",
                got=f"{raw} ({span} {self.unit})" if isinstance(raw, Mapping) else raw,
                allowed=span_of(self.low, self.high, self.unit),
            )

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            self.parse,
            serialization=core_schema.plain_serializer_function_ser_schema(Quantity.as_yaml),
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        number = {"type": ["number", "string"]}
        anchor = {
            "anyOf": [
                number,
                {
                    "type": "object",
                    "required": ["by_year"],
                    "additionalProperties": False,
                    "properties": {"by_year": {"type": "object", "additionalProperties": number}},
                },
            ]
        }
        lists = {
            form: {"type": "array", "items": anchor, "minItems": count, "maxItems": count}
            for form, count in _COUNTS.items()
        }
        forms = [
            {"type": "number", "minimum": self.low, "maximum": self.high},
            {"type": "string", "description": f"number and unit, e.g. '{self.low:g} {self.unit}'"},
            {
                "type": "object",
                "required": ["from"],
                "additionalProperties": False,
                "properties": {
                    "from": {"type": "string"},
                    "take": {"enum": ["value", "low", "high"]},
                },
            },
            {
                "type": "object",
                "required": ["by_year"],
                "additionalProperties": False,
                "properties": {"by_year": {"type": "object", "additionalProperties": number}},
            },
            *(
                {
                    "type": "object",
                    "required": [f],
                    "additionalProperties": False,
                    "properties": {f: s} | ({"value": anchor} if _COUNTS[f] == 2 else {}),
                }
                for f, s in lists.items()
            ),
        ]
        return {
            "anyOf": forms,
            "unit": self.unit,
            "minimum_allowed": self.low,
            "maximum_allowed": self.high,
        }


def _middle(low: Anchor, high: Anchor, logarithmic: bool) -> Anchor:
    if isinstance(low, tuple) or isinstance(high, tuple):
        import numpy as np

        from dawndusk.data.distributions import anchor_at

        tables = [a for a in (low, high) if isinstance(a, tuple)]
        years = sorted({year for table in tables for year, _ in table})
        at = np.asarray(years, dtype=float)
        ends = anchor_at(low, at), anchor_at(high, at)
        middle = (
            np.sqrt(np.maximum(ends[0] * ends[1], 0.0))
            if logarithmic
            else 0.5 * (ends[0] + ends[1])
        )
        return tuple((year, float(m)) for year, m in zip(years, middle + 0 * at, strict=True))
    return max(low * high, 0.0) ** 0.5 if logarithmic else 0.5 * (low + high)


def _in_unit(found: Row, unit: str) -> Distribution:
    if found.unit == unit:
        return found.shape

    def moved(anchor: Anchor) -> Anchor:
        if isinstance(anchor, tuple):
            return tuple((year, convert(v, found.unit, unit)) for year, v in anchor)
        return convert(anchor, found.unit, unit)

    shape = found.shape
    return Distribution(shape.kind, moved(shape.value), moved(shape.low), moved(shape.high))


@contextmanager
def extra_rows(rows: Mapping[str, Row]) -> Iterator[None]:
    """Let quantities point at rows that a scenario brings itself, while it is being read."""
    token = _EXTRA.set(rows)
    try:
        yield
    finally:
        _EXTRA.reset(token)


def row(name: str, description: str = "") -> Any:
    """Return a pydantic default that points at a row of the catalogue."""
    return Field(default={"from": name}, description=description, validate_default=True)
