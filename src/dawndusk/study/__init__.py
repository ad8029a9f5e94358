"""The decision: draws x years, crossover, break-evens, drivers, the binding constraint.

The package is callable, because the Python interface has the verbs of the command line:
``dawndusk.study(scenario)`` runs a study, ``dawndusk.study.draws`` is a module of this room.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dawndusk.study.run import StudyResult, run_study

__all__ = ["StudyResult", "run_study"]


class _Verb(ModuleType):
    """A module that runs a study when called."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        from dawndusk.study.run import run_study

        return run_study(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        if name in __all__:
            from dawndusk.study import run

            return getattr(run, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


sys.modules[__name__].__class__ = _Verb
