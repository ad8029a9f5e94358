"""dawndusk: AI compute in orbit or on Earth, on one model.

The Python interface has the verbs of the command line::

    import dawndusk
    scenario = dawndusk.load("scenarios/gigawatt.yaml")
    result = dawndusk.study(scenario, draws=10_000, seed=1)
    result.summary["crossover"]["probability_by_year"]

Everything is imported when first used, so that ``import dawndusk`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dawndusk.version import __version__

if TYPE_CHECKING:
    from dawndusk.calculator import calculate as calc
    from dawndusk.data import catalogue as sources
    from dawndusk.published.bridge import bridge
    from dawndusk.scenario import load
    from dawndusk.study import run_study as study
    from dawndusk.study.size import size
    from dawndusk.twin.fly import fly
    from dawndusk.twin.route import route
    from dawndusk.twin.users import users_latency

__all__ = [
    "__version__",
    "bridge",
    "calc",
    "fly",
    "load",
    "route",
    "size",
    "sources",
    "study",
    "users_latency",
]

_LAZY = {
    "load": ("dawndusk.scenario", "load"),
    "study": ("dawndusk.study.run", "run_study"),
    "size": ("dawndusk.study.size", "size"),
    "fly": ("dawndusk.twin.fly", "fly"),
    "route": ("dawndusk.twin.route", "route"),
    "users_latency": ("dawndusk.twin.users", "users_latency"),
    "bridge": ("dawndusk.published.bridge", "bridge"),
    "calc": ("dawndusk.calculator", "calculate"),
    "sources": ("dawndusk.data", "catalogue"),
}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        module, attribute = _LAZY[name]
        return getattr(import_module(module), attribute)
    raise AttributeError(f"module 'dawndusk' has no attribute {name!r}")
