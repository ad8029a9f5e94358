"""The catalogue: every number the model uses, with its source.

One row is one figure: value, spread, unit, year, source, confidence and note. Rows stand in the
YAML files of this folder; reference tables that are too long for a row stand in ``tables/``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any, Final, get_args

from dawndusk.data.distributions import Anchor, Distribution, Kind, as_anchor
from dawndusk.errors import CatalogueError, InputError, nearest
from dawndusk.quantity import check_unit

__all__ = [
    "CONFIDENCES",
    "Catalogue",
    "Distribution",
    "Row",
    "catalogue",
    "correlations",
    "parse_row",
]

CONFIDENCES: Final = ("measured", "published", "estimate", "target", "guess")
_REQUIRED: Final = ("value", "unit", "year", "source", "confidence")
_OPTIONAL: Final = ("low", "high", "distribution", "note")


@dataclass(frozen=True, slots=True)
class Row:
    """One sourced figure of the catalogue."""

    name: str
    shape: Distribution
    unit: str
    year: int
    source: str
    confidence: str
    note: str
    topic: str

    @property
    def value(self) -> float:
        """Best estimate, in `unit`; of a table by year, the first year's."""
        anchor = self.shape.value
        return anchor[0][1] if isinstance(anchor, tuple) else anchor

    def as_dict(self) -> dict[str, Any]:
        """Return the row as plain data, for JSON and tables."""
        plain = {
            key: {str(y): v for y, v in anchor} if isinstance(anchor, tuple) else anchor
            for key, anchor in (
                ("value", self.shape.value),
                ("low", self.shape.low),
                ("high", self.shape.high),
            )
        }
        return {
            "name": self.name,
            **plain,
            "distribution": self.shape.kind,
            "unit": self.unit,
            "year": self.year,
            "source": self.source,
            "confidence": self.confidence,
            "note": self.note,
            "topic": self.topic,
        }


class Catalogue(Mapping[str, Row]):
    """All rows by name; an unknown name raises with the nearest known one."""

    def __init__(self, rows: Mapping[str, Row], digest: str) -> None:
        self._rows = dict(rows)
        self.digest = digest

    def __getitem__(self, name: str) -> Row:
        try:
            return self._rows[name]
        except KeyError:
            raise CatalogueError(
                "no such row in the catalogue",
                got=name,
                remedy=nearest(name, self._rows) or "`dawndusk sources` lists all rows",
            ) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, name: object) -> bool:
        return name in self._rows


def parse_row(name: str, raw: Mapping[str, Any], topic: str = "") -> Row:
    """Check one raw row and return it.

    Raises
    ------
    CatalogueError
        A required key is missing or empty, a key is unknown, or the figures contradict.

    Examples
    --------
    >>> raw = {"value": 1, "unit": "kg", "year": 2025, "source": "me", "confidence": "guess"}
    >>> parse_row("x", raw).value
    1.0
    """
    if not isinstance(raw, Mapping):
        raise CatalogueError(f"row {name} is not a mapping", got=raw)
    unknown = sorted(set(raw) - set(_REQUIRED) - set(_OPTIONAL))
    if unknown:
        raise CatalogueError(
            f"row {name} has an unknown key",
            got=unknown[0],
            allowed=", ".join(_REQUIRED + _OPTIONAL),
        )
    missing = [key for key in _REQUIRED if str(raw.get(key, "")).strip() in ("", "None")]
    if missing:
        raise CatalogueError(
            f"row {name} has no {missing[0]}",
            allowed="every figure carries " + ", ".join(_REQUIRED),
        )
    if raw["confidence"] not in CONFIDENCES:
        raise CatalogueError(
            f"row {name} has an unknown confidence",
            got=raw["confidence"],
            allowed=", ".join(CONFIDENCES),
        )
    kind: Kind = raw.get("distribution", "fixed")
    if kind not in get_args(Kind):
        raise CatalogueError(
            f"row {name} has an unknown distribution", got=kind, allowed=", ".join(get_args(Kind))
        )
    try:
        value: Anchor = as_anchor(raw["value"])
        low = as_anchor(raw["low"]) if "low" in raw else value
        high = as_anchor(raw["high"]) if "high" in raw else value
        shape = Distribution(kind, value, low, high)
        year = _whole_year(raw["year"])
        check_unit(str(raw["unit"]))
        if topic == "scenario" and "distribution" not in raw and low != high:
            raise InputError("low and high need a distribution", allowed=", ".join(get_args(Kind)))
    except (InputError, TypeError, ValueError, OverflowError) as error:
        raise CatalogueError(f"row {name} cannot be read: {error}") from error
    return Row(
        name=name,
        shape=shape,
        unit=str(raw["unit"]),
        year=year,
        source=str(raw["source"]),
        confidence=str(raw["confidence"]),
        note=str(raw.get("note", "")),
        topic=topic,
    )


def _whole_year(raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise InputError("year is not a calendar year", got=raw)
    return raw


@cache
def catalogue() -> Catalogue:
    """Return all rows of the catalogue, read once.

    Examples
    --------
    >>> row = catalogue()["orbit.altitude"]
    >>> row.value, row.unit
    (650.0, 'km')
    """
    rows: dict[str, Row] = {}
    digest = hashlib.sha256()
    for topic, content, text in _files():
        digest.update(text.encode())
        if topic == "correlations":
            continue
        for name, raw in content.items():
            if name in rows:
                raise CatalogueError("the catalogue holds a row twice", got=name)
            rows[name] = parse_row(name, raw, topic)
    return Catalogue(rows, digest.hexdigest())


@cache
def correlations() -> tuple[dict[str, Any], ...]:
    """Return the rank correlations between rows of the catalogue, one pair an entry.

    An entry of the file is a pair (``a``, ``b``, ``rho``) or a ``group`` of rows that all depend
    on one cause: every two of them have the correlation ``rho``, negative where exactly one of
    the two is written with a leading minus sign.

    Examples
    --------
    >>> {"a", "b", "rho", "source", "confidence"} <= set(correlations()[0])
    True
    """
    pairs: list[dict[str, Any]] = []
    for topic, content, _ in _files():
        if topic != "correlations":
            continue
        for entry in content:
            if "group" not in entry:
                pairs.append(entry)
                continue
            names = [str(name) for name in entry["group"]]
            rest = {key: value for key, value in entry.items() if key not in ("group", "rho")}
            for a, b in combinations(names, 2):
                sign = -1.0 if a.startswith("-") != b.startswith("-") else 1.0
                pairs.append(
                    {"a": a.lstrip("-"), "b": b.lstrip("-"), "rho": sign * entry["rho"], **rest}
                )
    return tuple(pairs)


def _files() -> Iterator[tuple[str, Any, str]]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for path in sorted(files(__name__).iterdir(), key=lambda p: p.name):
        if path.name.endswith(".yaml"):
            text = path.read_text(encoding="utf-8")
            yield path.name.removesuffix(".yaml"), yaml.load(text, Loader=loader) or {}, text
