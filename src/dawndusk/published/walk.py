"""Steps of a bridge: each one a full evaluation of both sides, with what it changed."""

from __future__ import annotations

from typing import Any, Final, Literal, NamedTuple, get_args

from dawndusk.published.accounts import Stage

__all__ = ["KINDS", "Kind", "Step", "Walk", "percent"]

Kind = Literal["published", "physics", "accounting", "prices", "ours"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


def percent(share: float, digits: int = 0) -> str:
    """Return a share as it is written in a reason.

    Examples
    --------
    >>> percent(0.09), percent(0.9545, 1)
    ('9 %', '95.5 %')
    """
    return f"{100.0 * share:.{digits}f} %"


class Step(NamedTuple):
    """One row of a bridge.

    Attributes
    ----------
    switch : str
        What is changed, in a few words.
    kind : str
        published | physics | accounting | prices | ours.
    orbit, earth : float
        Both sides after the switch, in `unit`.
    unit : str
        Of the figures and the changes.
    orbit_change, earth_change : float
        Against the row before, restated in `unit` where the unit changes.
    orbit_usd_per_gpu_hour, earth_usd_per_gpu_hour : float [USD/GPU_hour]
        The same figures in one unit for all rows.
    reason : str
        Why.
    """

    switch: str
    kind: Kind
    orbit: float
    earth: float
    unit: str
    orbit_change: float
    earth_change: float
    orbit_usd_per_gpu_hour: float
    earth_usd_per_gpu_hour: float
    reason: str

    @property
    def ratio(self) -> float:
        """Orbit over Earth."""
        return self.orbit / self.earth

    def as_dict(self) -> dict[str, Any]:
        """Return the row as plain data."""
        return {**self._asdict(), "ratio": self.ratio}


class Walk:
    """Takes one switch after the other and keeps what each does.

    Parameters
    ----------
    stage : Stage
        Where the walk starts.
    switch, reason : str
        Name and description of the start.
    """

    def __init__(self, stage: Stage, switch: str, reason: str) -> None:
        self.stage = self.start = stage
        self.steps = [_step(switch, "published", reason, stage, stage.per_gpu_hour)]

    def take(self, switch: str, kind: Kind, reason: str, stage: Stage) -> None:
        """Go to a stage in which one thing is different."""
        self.steps.append(_step(switch, kind, reason, stage, self._came))
        self.stage = stage

    def arrive(self, reason: str, stage: Stage, found: tuple[float, float]) -> None:
        """End at our own answer, `found` [USD/GPU_hour] by the chain and not by the walk."""
        self.steps.append(_step("Our answer", "ours", reason, stage, self._came, found))
        self.stage = stage

    @property
    def _came(self) -> tuple[float, float]:
        return self.steps[-1].orbit_usd_per_gpu_hour, self.steps[-1].earth_usd_per_gpu_hour


def _step(
    switch: str, kind: Kind, reason: str, stage: Stage, came: tuple[float, float],
    found: tuple[float, float] | None = None,
) -> Step:  # fmt: skip
    up, down = stage.per_gpu_hour if found is None else found
    factor = stage.unit_per_gpu_hour
    return Step(
        switch, kind, up * factor, down * factor, stage.unit, (up - came[0]) * factor,
        (down - came[1]) * factor, up, down, reason,
    )  # fmt: skip
