"""Our own answer at the best estimates: one evaluation of the chain, read for one year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import FloatArray
from dawndusk.data.distributions import Distribution
from dawndusk.economics.levelised import Cost
from dawndusk.errors import InputError
from dawndusk.published.accounts import Account, Market, Stage
from dawndusk.scenario import Scenario
from dawndusk.study.chain import Chain, Outcome
from dawndusk.study.draws import Sampler

__all__ = ["OurAnswer", "best_estimates", "our_answer"]


@dataclass(frozen=True)
class OurAnswer:
    """The chain at the best estimates, with everything that a bridge needs of one year.

    Parameters
    ----------
    year : int
        In which the need arises.
    chain : Chain
        The scenario made ready.
    inputs : mapping of dotted path to ndarray, shape (1, 1) or (1, Y)
        Best estimates.
    outcome : Outcome
        What the chain gives.
    """

    year: int
    chain: Chain
    inputs: Mapping[str, FloatArray]
    outcome: Outcome

    def at(self, values: ArrayLike) -> float:
        """Return the year's figure of an array by year, or the one figure of all years."""
        row = np.broadcast_to(np.asarray(values, dtype=float), (1, self.chain.years.size))
        return float(row[0, int(np.searchsorted(self.chain.years, self.year))])

    def given(self, path: str) -> float:
        """Return an input by its dotted path."""
        return self.at(self.inputs[path])

    def cost(self, cost: Cost) -> Cost:
        """Return a component of cost in the year."""
        return Cost(*(self.at(part) for part in cost))

    @property
    def best_path(self) -> str:
        """Name of the cheapest power path on Earth, the wait included."""
        return list(self.outcome.earth.paths)[int(self.at(self.outcome.earth.best_path))]

    @property
    def orbit_rate(self) -> float:
        """Discount rate of the orbital side."""
        return self.given("finance.discount_rate") + self.given("finance.orbit_premium")

    @property
    def stage(self) -> Stage:
        """Both sides and the rule."""
        orbit, earth = self.outcome.orbit, self.outcome.earth
        path = earth.paths[self.best_path]
        up = Account(
            {name: self.cost(cost) for name, cost in orbit.costs.items()}, self.orbit_rate,
            self.at(orbit.side.wait_years),
            {name: self.at(share) for name, share in orbit.side.steps.items()},
        )  # fmt: skip
        down = Account(
            {name: self.cost(cost) for name, cost in earth.costs.items()}
            | {"power": self.cost(path.power)},
            self.given("finance.discount_rate"), self.at(path.wait_years),
            {name: self.at(share) for name, share in earth.best.steps.items()},
        )  # fmt: skip
        market = Market(
            self.at(self.outcome.chip.gpu_per_kw), self.at(self.outcome.bridge_usd_per_gpu_hour),
            self.given("finance.service_years"), self.given("finance.discount_rate"),
        )  # fmt: skip
        return Stage(up, down, self.chain.rule, market)

    @property
    def per_gpu_hour(self) -> tuple[float, float]:
        """The chain's own headline in orbit and on Earth [USD_2026/GPU_hour]."""
        orbit, earth = self.outcome.orbit.side, self.outcome.earth.best
        return self.at(orbit.usd_per_gpu_hour), self.at(earth.usd_per_gpu_hour)


def best_estimates(scenario: Scenario, years: FloatArray) -> dict[str, FloatArray]:
    """Return every quantity of a scenario at its best estimate, shapes (1, 1) or (1, Y).

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> inputs = best_estimates(parse({"name": "x"}), np.array([2026.0, 2027.0]))
    >>> inputs["orbit.altitude_km"].tolist()
    [[650.0]]
    """
    held = {
        path: replace(quantity, shape=Distribution.fixed(quantity.shape.value))
        for path, quantity in scenario.quantities().items()
    }
    return Sampler(held, years).values(np.empty((1, 0)))


def our_answer(scenario: Scenario, year: int) -> OurAnswer:
    """Evaluate the chain once, every quantity at its best estimate.

    Raises
    ------
    InputError
        A year outside those of the scenario.
    """
    span = scenario.years
    if not span.first <= year <= span.last:
        raise InputError("year is out of range", got=year, allowed=f"{span.first} to {span.last}")
    chain = Chain.of(scenario)
    inputs = best_estimates(scenario, chain.years)
    return OurAnswer(year, chain, inputs, chain.run(inputs))
