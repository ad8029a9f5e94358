"""How satellites are linked with each other and with the ground."""

from __future__ import annotations

from typing import Annotated, Final, Literal, Self

from pydantic import Field, field_validator, model_validator

from dawndusk.scenario.constellation import ShellPlan
from dawndusk.scenario.figure import Figure
from dawndusk.scenario.section import Section

__all__ = ["GroundSite", "Network"]

_MOST_SITES: Final = 2000
_SHARE: Final = Figure("1", 0.0, 0.95)


class GroundSite(Section):
    """A gateway of the scenario's own."""

    name: str = Field(min_length=1, max_length=80)
    country: str = Field(
        pattern=r"^[A-Z]{2}$", description="Jurisdiction: ISO 3166-1 alpha-2, as in NO or US."
    )
    latitude_deg: Annotated[float, Figure("deg", -90.0, 90.0)] = Field(
        description="Geodetic, north positive."
    )
    longitude_deg: Annotated[float, Figure("deg", -180.0, 360.0)] = Field(
        description="East positive."
    )

    @field_validator("country", mode="before")
    @classmethod
    def _norway(cls, given: object) -> object:
        if given is False:
            raise ValueError('NO without quotes is a "no" in YAML; for Norway write "NO"')
        return given


class Network(Section):
    """Lasers between satellites, links to the ground, and what a user's packet waits for."""

    topology: Literal["grid", "nearest"] = Field(
        default="grid",
        description="Of shells of planes: each satellite to its neighbours along the plane and in "
        "the planes beside it; or to the nearest that it can see. Imported satellites are linked "
        "to the nearest in any case.",
    )
    lasers: int | None = Field(
        default=None,
        ge=2,
        le=16,
        strict=True,
        description="Laser terminals of a satellite; left out, the row's. In a grid two point "
        "along the plane, the next two to the planes beside it (in a lone plane further along it), "
        "two more to the shells above and below; a third or fifth one is idle. Members of a "
        "cluster have four of their own, its chief four more, whatever is said here.",
    )
    cross_shell: bool = Field(
        default=True,
        strict=True,
        description="Link the shells of a stack. With four lasers every eighth satellite of a "
        "plane (more of them below 48 a plane) turns its links across the planes up and down.",
    )
    longest_link_km: Annotated[float | None, Figure("km", 0.1, 90_000.0)] = Field(
        default=None, description="Between satellites; left out, the row's."
    )
    grazing_height_km: Annotated[float | None, Figure("km", 0.0, 1000.0)] = Field(
        default=None, description="Lowest height of a laser over the Earth; left out, the row's."
    )
    acquisition_s: Annotated[float | None, Figure("s", 0.0, 3600.0)] = Field(
        default=None, description="To find a new partner; left out, the row's."
    )
    failed_laser_share: Annotated[float | None, _SHARE] = Field(
        default=None, description="Terminals that do not work; left out, the row's."
    )
    failed_satellite_share: Annotated[float, _SHARE] = Field(
        default=0.0, description="Satellites that link with nobody, beside those off station."
    )
    maximum_ground_range_km: Annotated[float | None, Figure("km", 100.0, 90_000.0)] = Field(
        default=None, description="Longest link to the ground, beside the least elevation."
    )
    ground_link: Literal["radio", "optical"] = Field(
        default="radio", description="Of the gateways: what the weather does to it differs."
    )
    fibre_stretch: Annotated[float | None, Figure("1", 1.0, 5.0)] = Field(
        default=None, description="Length of fibre over the great circle; left out, the row's."
    )
    gateways: tuple[GroundSite, ...] | None = Field(
        default=None,
        json_schema_extra={"minItems": 1, "maxItems": _MOST_SITES},
        description="Instead of the table's sites.",
    )
    relay: ShellPlan | None = Field(
        default=None,
        description="Communications constellation that users reach the compute through; left "
        "out, the rows' shell.",
    )

    @model_validator(mode="after")
    def _sites_named_once(self) -> Self:
        if self.gateways is None:
            return self
        if not 1 <= len(self.gateways) <= _MOST_SITES:
            raise ValueError(
                f"gateways is a list of 1 to {_MOST_SITES:,} sites: got {len(self.gateways):,}"
            )
        seen: set[str] = set()
        for site in self.gateways:
            if site.name in seen:
                raise ValueError(f"two gateways have the name {site.name!r}")
            seen.add(site.name)
        return self
