"""The orbital side of a scenario: the orbit and one satellite."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, Self, get_args

from pydantic import Field, model_validator

from dawndusk.data import catalogue
from dawndusk.scenario.field import Quantity, Unit, row
from dawndusk.scenario.parts import ENDING, Parts
from dawndusk.scenario.section import Section
from dawndusk.scenario.spacecraft import (
    Array,
    Battery,
    Bus,
    Compute,
    Propulsion,
    Radiator,
    Wall,
)

__all__ = ["MATURITIES", "Maturity", "Orbit", "Satellite", "maturity_rows"]

SHARE = Unit("1", 0.0, 1.0)
Maturity = Literal["flown", "next", "advanced", "claimed"]
MATURITIES: Final = get_args(Maturity)


def maturity_rows(level: str) -> dict[str, str]:
    """Rows of a level of maturity, by the field of a satellite that each is for.

    Parameters
    ----------
    level : str
        One of `MATURITIES`.

    Returns
    -------
    dict of str to str
        Dotted field below ``satellite``, and name of the row.

    Examples
    --------
    >>> maturity_rows("flown")["array.areal_kg_per_m2"]
    'maturity.flown.array.areal_kg_per_m2'
    """
    start = f"maturity.{level}."
    return {name.removeprefix(start): name for name in catalogue() if name.startswith(start)}


class Orbit(Section):
    """A circular sun-synchronous orbit and its surroundings."""

    altitude_km: Annotated[Quantity, Unit("km", 300.0, 2000.0)] = row("orbit.altitude")
    local_time_h: Annotated[Quantity, Unit("hour", 0.0, 24.0)] = row("orbit.local_time")
    solar_activity: Annotated[Quantity, SHARE] = row("environment.solar_activity")
    earth_infrared_w_m2: Annotated[Quantity, Unit("W/m**2", 100.0, 400.0)] = row(
        "satellite.environment.earth_infrared_w_m2"
    )
    albedo: Annotated[Quantity, SHARE] = row("satellite.environment.albedo")
    f107_quiet: Annotated[Quantity, Unit("1", 65.0, 100.0)] = row("environment.f107_quiet")
    f107_active: Annotated[Quantity, Unit("1", 100.0, 250.0)] = row("environment.f107_active")
    drag_coefficient: Annotated[Quantity, Unit("1", 1.5, 4.0)] = row("drag.coefficient")
    solar_events_per_year: Annotated[Quantity, Unit("1/year", 0.0, 10.0)] = row(
        "radiation.solar_events_per_year"
    )
    solar_cutoff_latitude_deg: Annotated[Quantity, Unit("deg", 0.0, 90.0)] = row(
        "radiation.solar_cutoff_latitude"
    )
    belt_model_factor: Annotated[Quantity, Unit("1", 0.1, 10.0)] = row(
        "radiation.belt_model_factor"
    )
    solar_storm_days: Annotated[Quantity, Unit("day", 0.1, 20.0)] = row(
        "radiation.solar_storm_days"
    )


class Satellite(Section):
    """One satellite, described by what is chosen; its mass and areas are outputs."""

    maturity: Maturity | None = Field(
        default=None,
        description="Points what a level of maturity says at its rows, unless given here: flown "
        "hardware, the next generation, advanced studies, or what is claimed.",
    )
    body: Literal["wings", "body_mounted", "panel"] = Field(
        default="wings",
        description="A radiator deployed behind the array that radiates from both faces; radiators "
        "on two sides of a body, each from one face; or one panel that is array and radiator.",
    )
    it_power_kw: Annotated[Quantity, Unit("kW", 0.5, 100_000.0)] = row("satellite.it_power_kw")
    in_shadow: Literal["sleep", "throttle", "compute"] = Field(
        default="sleep",
        description="In the shadow: sleep, run on less power, or carry the battery to run on.",
    )
    throttle_share: Annotated[Quantity, SHARE] = row("satellite.throttle_share")
    life_years: Annotated[Quantity, Unit("year", 0.5, 30.0)] = row("satellite.life_years")
    spare_share: Annotated[Quantity, SHARE] = row("satellite.spare_share")
    shield_mm: Annotated[Quantity, Unit("mm", 1.0, 20.0)] = row("satellite.shield_mm")
    dose_limit_rad: Annotated[Quantity, Unit("rads", 1.0, 1e7)] = row("satellite.dose_limit_rad")
    uncorrectable_per_rad: Annotated[Quantity, Unit("1/rads", 0.0, 100.0)] = row(
        "satellite.upset.uncorrectable_per_rad"
    )
    silent_per_rad: Annotated[Quantity, Unit("1/rads", 0.0, 100.0)] = row(
        "satellite.upset.silent_per_rad"
    )
    latch_up_per_rad: Annotated[Quantity, Unit("1/rads", 0.0, 1.0)] = row(
        "satellite.upset.latch_up_per_rad"
    )
    latch_up_destroys_share: Annotated[Quantity, SHARE] = row(
        "satellite.upset.latch_up_destroys_share"
    )
    upset_recovery_minutes: Annotated[Quantity, Unit("minute", 0.0, 10_000.0)] = row(
        "satellite.upset_recovery_minutes"
    )
    chips_per_job: Annotated[Quantity, Unit("1", 1.0, 100_000.0)] = row("satellite.chips_per_job")
    wake_minutes: Annotated[Quantity, Unit("minute", 0.0, 90.0)] = row("satellite.wake_minutes")
    parts: Parts = Field(default_factory=Parts)
    array: Array = Field(default_factory=Array)
    battery: Battery = Field(default_factory=Battery)
    radiator: Radiator = Field(default_factory=Radiator)
    wall: Wall = Field(default_factory=Wall)
    compute: Compute = Field(default_factory=Compute)
    bus: Bus = Field(default_factory=Bus)
    propulsion: Propulsion = Field(default_factory=Propulsion)

    @model_validator(mode="before")
    @classmethod
    def _at_its_maturity(cls, raw: Any) -> Any:
        """Point what is not given at the rows of the level of maturity."""
        if not isinstance(raw, dict) or raw.get("maturity") not in MATURITIES:
            return raw
        filled = dict(raw)
        for field, name in maturity_rows(raw["maturity"]).items():
            part, _, leaf = field.rpartition(".")
            if not part:
                filled.setdefault(leaf, {"from": name})
                continue
            section = filled.get(part, {})
            if isinstance(section, dict) and leaf not in section:
                filled[part] = {**section, leaf: {"from": name}}
        return filled

    @model_validator(mode="after")
    def _coolant_warms(self) -> Self:
        supply, back = self.radiator.coolant_supply_c, self.radiator.coolant_return_c
        if supply.shape.bounds()[1] >= back.shape.bounds()[0]:
            raise ValueError(
                "coolant_return_c must stay above coolant_supply_c: "
                f"got supply up to {supply.shape.bounds()[1]:g}, "
                f"return from {back.shape.bounds()[0]:g} degC"
            )
        return self

    @model_validator(mode="after")
    def _tubes_fit(self) -> Self:
        panel = self.radiator
        pitch_mm = 1e3 * panel.tube_pitch_m.shape.bounds()[0]
        tube_mm = panel.tube_bore_mm.shape.bounds()[1] + 2.0 * panel.tube_wall_mm.shape.bounds()[1]
        if pitch_mm <= tube_mm:
            raise ValueError(
                "radiator.tube_pitch_m must be wider than a tube: got pitches from "
                f"{pitch_mm:g} mm for tubes up to {tube_mm:g} mm"
            )
        return self

    @model_validator(mode="after")
    def _absorbs_more_with_age(self) -> Self:
        new, old = self.radiator.absorptivity_new, self.radiator.absorptivity
        if new.value > old.value:
            raise ValueError(
                "radiator.absorptivity_new must not be above radiator.absorptivity, which is that "
                f"of the aged coating: got {new.value:g} and {old.value:g}"
            )
        return self

    @model_validator(mode="after")
    def _parts_suffice(self) -> Self:
        for name in ENDING:
            part: Any = getattr(self.parts, name)
            if part.needed.shape.bounds()[1] > part.fitted.shape.bounds()[0]:
                raise ValueError(
                    f"parts.{name}.needed must not exceed what is fitted: got "
                    f"{part.needed.shape.bounds()[1]:g} of {part.fitted.shape.bounds()[0]:g}"
                )
        return self

    @model_validator(mode="after")
    def _coolant_boils(self) -> Self:
        if self.radiator.coolant == "pg25" and self.radiator.flow == "boiling":
            raise ValueError(
                "radiator.flow: water-glycol is not boiled here; got boiling; allowed liquid, or "
                "radiator.coolant ammonia or r1233zd"
            )
        if self.radiator.coolant == "r1233zd" and self.radiator.flow == "liquid":
            raise ValueError(
                "radiator.flow: no viscosity of liquid r1233zd is tabled; got liquid; allowed "
                "boiling, or radiator.coolant pg25 or ammonia"
            )
        return self
