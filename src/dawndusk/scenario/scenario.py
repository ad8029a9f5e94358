"""What is asked: one scenario, whole."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from dawndusk.data import catalogue
from dawndusk.scenario.constellation import Constellation
from dawndusk.scenario.field import Quantity, Unit
from dawndusk.scenario.fleet import Chip, Finance, GroundSegment, Launch, Operations, Production
from dawndusk.scenario.network import Network
from dawndusk.scenario.orbital import SHARE, Orbit, Satellite
from dawndusk.scenario.section import Section, quantities, quantity_paths
from dawndusk.scenario.terrestrial import Earth
from dawndusk.scenario.traffic import WORKLOADS, Traffic, Workload

__all__ = ["Correlation", "Hybrid", "Need", "Scenario", "Years"]


class Years(Section):
    """Calendar years in which the question is asked."""

    first: int = Field(default=2026, ge=2020, le=2100, strict=True)
    last: int = Field(default=2045, ge=2020, le=2100, strict=True)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError(
                f"years.last must not lie before years.first: got {self.first}-{self.last}"
            )
        if self.last - self.first > 60:
            raise ValueError(f"at most 61 years: got {self.first}-{self.last}")
        return self


class Need(Section):
    """The compute that is needed, each year's need starting in that year."""

    compute_gw: Annotated[Quantity, Unit("GW", 1e-5, 1e4)] = Field(
        default=1.0, validate_default=True, description="Power of the compute, at the rack."
    )
    workload: Workload = Field(
        default="inference", description="Sets what is exchanged with the ground: `traffic`."
    )
    demand_by_hour: tuple[Annotated[float, Field(ge=0.0, le=1.0)], ...] = Field(
        default=(1.0,),
        description="Share of the chips' full clock that is asked for: one for all hours, or 24 by "
        "the hour of the day (UTC), linear in between. A flight follows it; a study asks for all.",
    )

    @field_validator("demand_by_hour")
    @classmethod
    def _one_or_a_day(cls, shares: tuple[float, ...]) -> tuple[float, ...]:
        if len(shares) not in (1, 24):
            raise ValueError(f"one share, or one for each of 24 hours: got {len(shares)}")
        return shares


class Hybrid(Section):
    """Both at once: the share of the need that goes to orbit."""

    orbit_share: Annotated[Quantity, SHARE] = Field(default=0.3, validate_default=True)


class Correlation(Section):
    """A rank correlation between two quantities of the scenario, by their dotted paths."""

    a: str
    b: str
    rho: float = Field(ge=-1.0, le=1.0, strict=True)
    note: str = ""


class Scenario(Section):
    """Everything a study needs to know; every figure defaults to a sourced row."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$", description="Names the result folder.")
    title: str = ""
    description: str = ""
    years: Years = Field(default_factory=Years)
    draws: int = Field(default=10_000, ge=1, le=2_000_000, strict=True)
    seed: int = Field(default=2026, ge=0, le=2**63 - 1, strict=True)
    convention: Literal["levelised", "levelised_without_waiting"] = Field(
        default="levelised",
        description="Accounting convention of the headline: $/GPU-hour with or without waiting.",
    )
    need: Need = Field(default_factory=Need)
    orbit: Orbit = Field(default_factory=Orbit)
    satellite: Satellite = Field(default_factory=Satellite)
    launch: Launch = Field(default_factory=Launch)
    production: Production = Field(default_factory=Production)
    ground_segment: GroundSegment = Field(default_factory=GroundSegment)
    traffic: Traffic = Field(default_factory=Traffic)
    operations: Operations = Field(default_factory=Operations)
    chip: Chip = Field(default_factory=Chip)
    earth: Earth = Field(default_factory=Earth)
    finance: Finance = Field(default_factory=Finance)
    hybrid: Hybrid | None = None
    constellation: Constellation | None = None
    network: Network = Field(default_factory=Network)
    correlations: tuple[Correlation, ...] | None = Field(
        default=None,
        description="Replaces the catalogue's correlations; an empty list means independence.",
    )
    catalogue: dict[str, Any] = Field(
        default_factory=dict, description="Rows of the scenario's own, each with its source."
    )

    @model_validator(mode="before")
    @classmethod
    def _traffic_of_the_workload(cls, raw: Any) -> Any:
        """Have the ingredients of the need's workload, unless the scenario gives them itself."""
        need = raw.get("need") if isinstance(raw, dict) else None
        asked = need.get("workload", "inference") if isinstance(need, dict) else "inference"
        given = raw.get("traffic", {}) if isinstance(raw, dict) else None
        known = isinstance(asked, str) and asked in WORKLOADS
        if not known or not isinstance(given, dict) or given.get(asked) is not None:
            return raw
        return {**raw, "traffic": {**given, asked: {}}}

    @model_validator(mode="before")
    @classmethod
    def _price_of_the_link(cls, raw: Any) -> Any:
        """Point the price of a gateway's terminal at telescopes where its links are optical."""
        network = raw.get("network") if isinstance(raw, dict) else None
        optical = isinstance(network, dict) and network.get("ground_link") == "optical"
        ground = raw.get("ground_segment", {}) if optical else None
        if not isinstance(ground, dict) or "terminal_usd" in ground:
            return raw
        row = "ground.optical.terminal_usd"
        return {**raw, "ground_segment": {**ground, "terminal_usd": {"from": row}}}

    @model_validator(mode="before")
    @classmethod
    def _price_of_the_cells(cls, raw: Any) -> Any:
        """Point the price of the array at that of its cells, unless the scenario gives it."""
        found: Any = raw
        for key in ("satellite", "array", "cell"):
            found = found.get(key) if isinstance(found, dict) else None
        row = f"production.array_usd_per_w_of.{found}"
        made = raw.get("production", {}) if isinstance(raw, dict) else None
        known = isinstance(found, str) and row in catalogue()
        if not known or not isinstance(made, dict) or "array_usd_per_w" in made:
            return raw
        return {**raw, "production": {**made, "array_usd_per_w": {"from": row}}}

    @field_validator("name", mode="before")
    @classmethod
    def _named(cls, value: object) -> object:
        if not isinstance(value, str):
            raise ValueError(f"name must be a word of a-z, 0-9, - and _: got {value!r}")
        return value

    def quantities(self) -> dict[str, Quantity]:
        """Every quantity by dotted path, in the order of the sections."""
        return dict(quantities(self))

    @classmethod
    def every_path(cls) -> tuple[str, ...]:
        """Dotted path of every quantity that any scenario may have, in a fixed order."""
        return tuple(quantity_paths(cls))

    def resolved(self) -> dict[str, Any]:
        """Return the scenario as plain data with every reference replaced by its figures."""
        return self.model_dump(mode="json")
