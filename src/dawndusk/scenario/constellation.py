"""The satellites of a scenario, shell by shell, for the verb `fly`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self

from pydantic import ConfigDict, Field, field_validator, model_validator

from dawndusk.scenario.figure import Day, Figure
from dawndusk.scenario.section import Section

__all__ = ["Constellation", "OffStation", "ShellPlan", "Stack", "files_beside"]

LOWEST_KM: Final = 150.0
HIGHEST_KM: Final = 40_000.0
HIGHEST_SUN_SYNCHRONOUS_KM: Final = 5974.0  # no inclination turns a higher one with the Sun
_WIDEST_SPAN_H: Final = 23.99  # at 24 h the first plane would be the last
_MOST_SHELLS: Final = 1000
_MOST: Final = 1_000_000_000  # of planes, or of satellites in one: what fits is told by `fly`

_RING: Final = {"altitude_km", "planes", "satellites_per_plane", "phasing", "stack", "off_station"}
_FIELDS: Final[
    dict[str, tuple[set[str], set[str]]]
] = {  # what a pattern needs, and what it may say
    "sun_synchronous": (
        {"altitude_km", "planes", "satellites_per_plane"},
        _RING | {"inclination_deg", "local_time_h", "local_time_span_h"},
    ),
    "walker_delta": (
        {"altitude_km", "inclination_deg", "planes", "satellites_per_plane"},
        _RING | {"inclination_deg", "staggered"},
    ),
    "walker_star": (
        {"altitude_km", "inclination_deg", "planes", "satellites_per_plane"},
        _RING | {"inclination_deg", "staggered"},
    ),
    "cluster": (
        {"altitude_km", "spacing_m", "radius_m"},
        (_RING - {"off_station"}) | {"local_time_h", "local_time_span_h", "spacing_m", "radius_m"},
    ),
    "imported": ({"file"}, {"file"}),
}

_FOLDER: ContextVar[Path | None] = ContextVar("folder that a scenario's files lie in", default=None)


@contextmanager
def files_beside(folder: Path) -> Iterator[None]:
    """Let files that a scenario names be looked for in its own folder, while it is being read."""
    token = _FOLDER.set(folder)
    try:
        yield
    finally:
        _FOLDER.reset(token)


def _conditions() -> list[Any]:
    """Return, as JSON Schema, which fields a pattern needs and which are not said of it."""
    every = sorted({"file", *(name for _, allowed in _FIELDS.values() for name in allowed)})
    return [
        {
            "if": {"properties": {"pattern": {"const": pattern}}, "required": ["pattern"]},
            "then": {
                "required": sorted(needed),
                "properties": {name: {"not": {"type": "null"}} for name in sorted(needed)}
                | {name: {"type": "null"} for name in every if name not in allowed},
            },
        }
        for pattern, (needed, allowed) in _FIELDS.items()
    ]


class Stack(Section):
    """Copies of a shell, one above the other."""

    count: int = Field(ge=1, le=1000, strict=True, description="Shells, the lowest included.")
    step_km: Annotated[float, Figure("km", 0.001, 10_000.0)] = Field(
        description="From one to the next above it."
    )


class OffStation(Section):
    """Satellites that have failed, and drift below their shell."""

    share: Annotated[float, Figure("1", 0.0, 0.9)] = Field(description="Of each plane.")
    below_km: Annotated[float, Figure("km", 0.001, 1000.0)] = Field(
        description="How far below the shell the lowest of them is."
    )


class ShellPlan(Section):
    """One shell, or a stack of shells that differ in altitude only."""

    model_config = ConfigDict(json_schema_extra={"allOf": _conditions()})

    name: str = Field(
        default="",
        pattern=r"^([A-Za-z0-9][A-Za-z0-9 ._-]{0,63})?$",
        description="In tables and pictures; left out, it is made from pattern and altitude.",
    )
    pattern: Literal["sun_synchronous", "walker_delta", "walker_star", "cluster", "imported"] = (
        Field(description="How the satellites are placed.")
    )
    altitude_km: Annotated[float | None, Figure("km", LOWEST_KM, HIGHEST_KM)] = Field(
        default=None, description="Over 6,378.137 km; all but imported need it."
    )
    inclination_deg: Annotated[float | None, Figure("deg", 0.0, 180.0)] = Field(
        default=None,
        description="Walker patterns need it; a sun-synchronous shell has one that fits.",
    )
    local_time_h: Annotated[float | None, Figure("hour", 0.0, 24.0)] = Field(
        default=None,
        description="Of the ascending node; left out, the best estimate of orbit.local_time_h.",
    )
    local_time_span_h: Annotated[float | None, Figure("hour", 0.0, _WIDEST_SPAN_H)] = Field(
        default=None, description="Planes are spread over this span about local_time_h."
    )
    planes: int | None = Field(default=None, ge=1, le=_MOST, strict=True)
    satellites_per_plane: int | None = Field(
        default=None,
        ge=1,
        le=_MOST,
        strict=True,
        description="Of a cluster: how many clusters a plane holds.",
    )
    phasing: int | None = Field(
        default=None,
        ge=0,
        le=_MOST,
        strict=True,
        description="Walker's F: from plane to plane satellites lead by F x 360 deg / satellites.",
    )
    staggered: bool | None = Field(
        default=None,
        strict=True,
        description="Every other plane is half a slot ahead, instead of a phasing.",
    )
    stack: Stack | None = None
    off_station: OffStation | None = None
    spacing_m: Annotated[float | None, Figure("m", 1.0, 1e5)] = Field(
        default=None, description="Of a cluster: its lattice, as neighbours come closest."
    )
    radius_m: Annotated[float | None, Figure("m", 1.0, 1e5)] = Field(
        default=None, description="Of a cluster: how far a satellite goes from the middle."
    )
    file: str | None = Field(
        default=None,
        min_length=1,
        max_length=1000,
        description="Of imported: two-line elements or OMM, beside the scenario.",
    )

    @field_validator("file")
    @classmethod
    def _beside(cls, value: str | None) -> str | None:
        folder = _FOLDER.get()
        return value if value is None or folder is None else str(folder / value)

    @model_validator(mode="after")
    def _fits_the_pattern(self) -> Self:
        needed, allowed = _FIELDS[self.pattern]
        given = {
            name
            for name in type(self).model_fields
            if name not in ("name", "pattern") and getattr(self, name) is not None
        }
        strange = sorted(given - allowed)
        if strange:
            raise ValueError(
                f"{strange[0]} is not said of {self.pattern}; allowed: {', '.join(sorted(allowed))}"
            )
        missing = sorted(needed - given)
        if missing:
            raise ValueError(f"{self.pattern} needs {' and '.join(missing)}")
        if self.phasing is not None and self.phasing >= (self.planes or 1):
            raise ValueError(
                f"phasing is out of range: got {self.phasing}; allowed: 0 to planes - 1 "
                f"({(self.planes or 1) - 1})"
            )
        if self.staggered and self.phasing:
            raise ValueError("staggered and phasing are two ways to say one thing: give one")
        if self.altitude_km is not None:
            self._heights(self.altitude_km)
        return self

    def _heights(self, altitude_km: float) -> None:
        """Refuse a stack that leaves the top, or satellites adrift inside the Earth."""
        top = altitude_km
        if self.stack is not None:
            top += (self.stack.count - 1) * self.stack.step_km
        if top > HIGHEST_KM:
            raise ValueError(
                f"stack ends too high: got {top:g} km; allowed: at most {HIGHEST_KM:g} km"
            )
        turns = self.pattern in ("sun_synchronous", "cluster")
        if turns and top > HIGHEST_SUN_SYNCHRONOUS_KM:
            raise ValueError(
                "altitude_km is too high: no inclination turns an orbit so high with the Sun: got "
                f"{top:g} km; allowed: up to {HIGHEST_SUN_SYNCHRONOUS_KM:,.0f} km; a walker_delta "
                "may fly higher"
            )
        below = self.off_station.below_km if self.off_station is not None else 0.0
        if below >= altitude_km:
            raise ValueError(
                f"off_station.below_km ends inside the Earth: got {below:g} km; "
                f"allowed: less than the {altitude_km:g} km of this shell"
            )

    @property
    def altitudes_km(self) -> tuple[float, ...]:
        """Altitude of each shell of the stack [km]; empty where elements are imported."""
        if self.altitude_km is None:
            return ()
        if self.stack is None:
            return (self.altitude_km,)
        return tuple(
            self.altitude_km + place * self.stack.step_km for place in range(self.stack.count)
        )


class Constellation(Section):
    """The satellites that `fly` flies; without it, one ring that carries the need."""

    date: Day = Field(
        default=None,
        description="First day, from 0 h UT; left out, the one with the deepest shadow.",
    )
    minimum_elevation_deg: Annotated[float | None, Figure("deg", 0.0, 89.0)] = Field(
        default=None, description="Of a satellite over a gateway's horizon; left out, the row's."
    )
    shells: tuple[ShellPlan, ...] = Field(
        json_schema_extra={"minItems": 1, "maxItems": _MOST_SHELLS}
    )

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        if not 1 <= len(self.shells) <= _MOST_SHELLS:
            raise ValueError(
                f"shells is a list of 1 to {_MOST_SHELLS:,} shells: got {len(self.shells):,}"
            )
        seen: set[str] = set()
        for shell in self.shells:
            if shell.name and shell.name in seen:
                raise ValueError(f"two shells have the name {shell.name!r}")
            seen.add(shell.name)
        return self
