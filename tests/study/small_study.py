"""Small scenarios and blocks of draws for the tests of this room."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from dawndusk.scenario import Scenario, parse
from dawndusk.study.chain import Chain
from dawndusk.study.run import make_sampler

TINY = Path(__file__).parents[2] / "scenarios" / "tiny.yaml"
PATHS = (
    "grid",
    "flexible_grid",
    "gas_behind_the_meter",
    "solar_storage",
    "restarted_nuclear",
    "small_modular_reactor",
)


def small(**changed: Any) -> Scenario:
    """Return the default scenario over a few years; `a__b=x` sets the field a.b."""
    raw: dict[str, Any] = {"name": "small", "years": {"first": 2026, "last": 2030}, "draws": 40}
    for path, value in changed.items():
        *sections, last = path.split("__")
        inner = raw
        for name in sections:
            inner = inner.setdefault(name, {})
        inner[last] = value
    return parse(raw)


def drawn(scenario: Scenario, n: int = 50, seed: int = 0) -> tuple[Chain, dict[str, np.ndarray]]:
    """Return the chain of a scenario and one block of its draws."""
    chain = Chain.of(scenario)
    sampler = make_sampler(scenario, chain.years)
    u = sampler.probabilities(np.random.default_rng(seed), n)
    return chain, dict(sampler.values(u))


def all_fixed(scenario: Scenario) -> Scenario:
    """Return the scenario with every quantity held at its best estimate."""
    raw: dict[str, Any] = scenario.resolved()
    for path, quantity in scenario.quantities().items():
        *sections, last = path.split(".")
        inner = raw
        for name in sections:
            inner = inner[name]
        inner[last] = quantity.value
    return parse(raw)
