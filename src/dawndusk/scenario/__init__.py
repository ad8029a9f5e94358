"""What is asked: typed scenarios, units at the boundary, defaults from the catalogue."""

from dawndusk.scenario.constellation import Constellation, ShellPlan
from dawndusk.scenario.field import Quantity, Unit
from dawndusk.scenario.figure import Figure
from dawndusk.scenario.load import load, parse
from dawndusk.scenario.scenario import Scenario

__all__ = [
    "Constellation",
    "Figure",
    "Quantity",
    "Scenario",
    "ShellPlan",
    "Unit",
    "load",
    "parse",
]
