"""The bench on which one satellite is closed again and again: at best estimates, and in draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.data.distributions import anchor_at
from dawndusk.satellite.budget import SatelliteBudget
from dawndusk.satellite.inputs import Design
from dawndusk.scenario import Scenario
from dawndusk.scenario.field import Quantity
from dawndusk.study.draws import Sampler
from dawndusk.study.run import make_sampler
from dawndusk.twin.node import Inputs, Node, best_estimates, close_node, design_of
from dawndusk.twin.sky import Sky, Surroundings

__all__ = ["Bench"]

_OF_A_SATELLITE = ("orbit", "satellite", "chip")  # sections that `close_node` reads


@dataclass(frozen=True)
class Bench:
    """A scenario made ready to be closed for any inputs, by the model of study and flight.

    Parameters
    ----------
    scenario : Scenario
        What is asked.
    years : ndarray, shape (Y,)
        Calendar years of the designs, the first of them the one that is sized.
    sky : Sky
        Surroundings by altitude.
    sampler : Sampler
        Its quantities at these years; it draws what a study of the same seed draws.
    """

    scenario: Scenario
    years: FloatArray
    sky: Sky
    sampler: Sampler

    @classmethod
    def of(cls, scenario: Scenario, years: FloatArray) -> Bench:
        """Tabulate the orbits and prepare the draws."""
        return cls(scenario, years, Sky.of(scenario), make_sampler(scenario, years))

    def drawing_satellites(self) -> Sampler:
        """The sampler of what a satellite is made of, and of nothing else."""
        return replace(self.sampler, sections=_OF_A_SATELLITE)

    @property
    def design(self) -> Design:
        """Its choices: body, coolant, cells, what happens in the shadow."""
        return design_of(self.scenario)

    def best(self, year: float | None = None) -> dict[str, FloatArray]:
        """Every quantity at its best estimate, in one year or in all of them."""
        if year not in self._known:
            years = self.years if year is None else np.array([year])
            self._known[year] = best_estimates(self.scenario, years)
        return dict(self._known[year])

    @cached_property
    def _known(self) -> dict[float | None, dict[str, FloatArray]]:
        """Best estimates that were asked for before, by year."""
        return {}

    @cached_property
    def quantities(self) -> dict[str, Quantity]:
        """The scenario's quantities by path."""
        return self.scenario.quantities()

    def bounds(self, path: str) -> tuple[float, float]:
        """Low and high of a quantity in the first year, as its row or the scenario gives them."""
        shape = self.quantities[path].shape
        low, high = (anchor_at(end, self.years[:1])[0] for end in (shape.low, shape.high))
        return float(low), float(high)

    def around(self, inputs: Inputs) -> Surroundings:
        """Surroundings at the orbits of the inputs."""
        return self.sky.around(inputs["orbit.altitude_km"], inputs["orbit.local_time_h"])

    def close(self, inputs: Inputs, design: Design | None = None) -> Node:
        """Close the satellite; nan where it does not close.

        Parameters
        ----------
        inputs : mapping of path to ndarray, shape (n, 1), (n, Y), (1, 1) or (1, Y)
            All quantities of the scenario.
        design : Design, optional
            Other choices than the scenario's.
        """
        node = close_node(inputs, self.around(inputs), design or self.design)
        closed = np.isfinite(node.budget.wet_kg)
        budget = SatelliteBudget(*(np.where(closed, field, np.nan) for field in node.budget))
        return node._replace(budget=budget)

    def varied(self, changes: Mapping[str, FloatArray], rows: int) -> dict[str, FloatArray]:
        """Best estimates of the first year with some quantities replaced, shape (rows, 1).

        Parameters
        ----------
        changes : mapping of path to ndarray, shape (rows,)
            New figures, one a row; nan keeps the best estimate.
        rows : int
            How many designs.
        """
        base = self.best(float(self.years[0]))
        for path, figures in changes.items():
            kept = np.broadcast_to(base[path], (rows, 1))
            new = np.asarray(figures, dtype=np.float64)[:, None]
            base[path] = np.where(np.isnan(new), kept, new)
        return base
