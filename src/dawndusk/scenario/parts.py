"""Parts of a satellite that fail and that nobody repairs: how often, and how many are on board."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import Field, create_model

from dawndusk.scenario.field import Quantity, Unit, row
from dawndusk.scenario.section import Section

__all__ = ["ENDING", "Parts"]

ENDING: Final = (
    "computer",
    "attitude",
    "propulsion",
    "power_channel",
    "battery_string",
    "pump",
    "loop_leak",
    "laser_terminal",
    "radio",
)  # without enough of them the satellite is lost
_LOSS: Final = Annotated[Quantity, Unit("1/year", 0.0, 5.0)]
_COUNT: Final = Annotated[Quantity, Unit("1", 1.0, 10_000.0)]
_SHARE: Final = Annotated[Quantity, Unit("1", 0.0, 1.0)]


def _fields() -> dict[str, Any]:
    """Every part with what it loses, how many are fitted and needed; then what they share."""
    found: dict[str, Any] = {}
    for name in ENDING:
        start = f"satellite.part.{name}."
        fields: dict[str, Any] = {
            "loss_per_year": (_LOSS, row(start + "loss_per_year")),
            "fitted": (_COUNT, row(start + "fitted")),
            "needed": (_COUNT, row(start + "needed")),
        }
        part = create_model(
            name.replace("_", " ").title().replace(" ", ""),
            __base__=Section,
            __doc__="Equal units on board, and how many it takes.",
            **fields,
        )
        found[name] = (part, Field(default_factory=part))
    others = {
        "array_string_loss_per_year": (_LOSS, "array_string.loss_per_year"),
        "deployment_failure_share": (_SHARE, "deployment.failure_share"),
        "common_share": (_SHARE, "common_share"),
        "early_shape": (Annotated[Quantity, Unit("1", 0.1, 1.0)], "early_shape"),
        "wear_shape": (Annotated[Quantity, Unit("1", 1.0, 10.0)], "wear_shape"),
        "maturity_factor": (Annotated[Quantity, Unit("1", 0.01, 100.0)], "maturity_factor"),
    }
    return found | {
        name: (kind, row(f"satellite.part.{end}")) for name, (kind, end) in others.items()
    }


Parts: Final = create_model(
    "Parts",
    __base__=Section,
    __doc__="Parts whose loss ends the satellite, spares on board, and what only weakens it.",
    **_fields(),
)
