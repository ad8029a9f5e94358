"""A walk from a published answer to ours, one switch at a time, each with its effect and reason."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import Any, Final

from dawndusk.data import catalogue
from dawndusk.errors import InputError, nearest
from dawndusk.published.accounts import Stage
from dawndusk.published.mccalip_walk import walk_from_mccalip
from dawndusk.published.our_answer import OurAnswer, our_answer
from dawndusk.published.walk import KINDS, Step
from dawndusk.scenario import parse

__all__ = ["DEFAULT_YEAR", "MODELS", "Bridge", "bridge"]

DEFAULT_YEAR: Final = 2030
MODELS: Final = ("mccalip",)


@dataclass(frozen=True)
class Bridge:
    """A finished walk.

    Parameters
    ----------
    title, model, source : str
        What is bridged, its short name, and where it was published.
    published_year, year : int
        Of the publication, and the calendar year of our answer.
    steps : tuple of Step
        The first is as published, the last is the chain's own answer.
    published, ours : dict
        Both ends in words and figures.
    """

    title: str
    model: str
    source: str
    published_year: int
    year: int
    steps: tuple[Step, ...]
    published: dict[str, Any]
    ours: dict[str, Any]

    @property
    def ratio_by_kind(self) -> dict[str, float]:
        """Factor on orbit over Earth by kind of switch; their product leads from end to end."""
        factors = {str(kind): 1.0 for kind in KINDS if kind not in ("published", "ours")}
        for before, step in zip(self.steps[:-1], self.steps[1:], strict=True):
            if step.kind in factors:
                factors[step.kind] *= step.ratio / before.ratio
        return factors

    @property
    def largest(self) -> list[str]:
        """Switches that move orbit over Earth, the strongest first."""
        moved = {
            step.switch: abs(log(step.ratio / before.ratio))
            for before, step in zip(self.steps[:-1], self.steps[1:], strict=True)
        }
        return sorted((name for name in moved if moved[name] > 1e-9), key=lambda n: -moved[n])

    def as_dict(self) -> dict[str, Any]:
        """Return the walk as plain data."""
        return {
            "title": self.title, "model": self.model, "source": self.source,
            "published_year": self.published_year, "year": self.year,
            "published": self.published, "ours": self.ours,
            "steps": [step.as_dict() for step in self.steps],
            "ratio_by_kind": self.ratio_by_kind, "largest": self.largest,
        }  # fmt: skip


def bridge(model: str, year: int = DEFAULT_YEAR) -> Bridge:
    """Walk from a published model to our own answer, one switch at a time.

    Parameters
    ----------
    model : str
        Name of the model: mccalip.
    year : int
        Calendar year of our answer; a model without a calendar does not have one.

    Raises
    ------
    InputError
        An unknown model, or a year outside 2026 to 2045.

    Notes
    -----
    Every row is a full evaluation of both sides with one input or one convention changed; nothing
    is interpolated and nothing is left over. The effect of a switch depends on those taken before
    it, the two ends do not. Ours is the best estimate of every quantity, not a median of draws.

    Examples
    --------
    >>> walked = bridge("mccalip")
    >>> round(walked.steps[0].orbit, 4), round(walked.steps[0].earth, 4)
    (51.0953, 15.8511)
    """
    if model not in MODELS:
        raise InputError(
            "no bridge from this model",
            got=model,
            allowed=", ".join(MODELS),
            remedy=nearest(model, MODELS),
        )
    ours = our_answer(parse({"name": "bridge"}), year)
    walk = walk_from_mccalip(ours)
    walk.arrive(
        f"The chain of this package for {year}, every quantity at its best estimate. Nothing is "
        "left over: all inputs and all conventions have been switched.",
        ours.stage, ours.per_gpu_hour,
    )  # fmt: skip
    row = catalogue()["mccalip.years"]
    first, last = walk.steps[0], walk.steps[-1]
    return Bridge(
        title=f"From McCalip's calculator to our answer for {year}",
        model=model, source=row.source, published_year=int(row.year), year=year,
        steps=tuple(walk.steps),
        published=_end(first, walk.start),
        ours=_end(last, walk.stage) | _circumstances(ours),
    )  # fmt: skip


def _end(step: Step, stage: Stage) -> dict[str, Any]:
    """One end: its figures, its convention, and what it pays for."""
    paid = {*stage.orbit.costs, *stage.earth.costs}
    return {
        "orbit": step.orbit, "earth": step.earth, "ratio": step.ratio, "unit": step.unit,
        "components": [name for name in stage.rule.counts if name in paid],
        "convention": stage.rule.as_dict(),
    }  # fmt: skip


def _circumstances(ours: OurAnswer) -> dict[str, Any]:
    """What one needs to know to place our end of the bridge."""
    orbit, earth = ours.outcome.orbit, ours.outcome.earth
    return {
        "year": ours.year,
        "best_path": ours.best_path,
        "launch_usd_per_kg": ours.at(orbit.launch.usd_per_kg),
        "satellite_usd_per_w": ours.at(orbit.satellite_usd_per_w),
        "watts_per_kg": ours.at(orbit.satellite.watts_per_kg),
        "orbit_wait_years": ours.at(orbit.side.wait_years),
        "earth_wait_years": ours.at(earth.best.wait_years),
        "orbit_delivered_share": ours.at(orbit.side.delivered_share),
        "earth_delivered_share": ours.at(earth.best.delivered_share),
    }
