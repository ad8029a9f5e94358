"""What is asked: typed scenarios, units at the boundary, defaults from the catalogue."""

from dawndusk.scenario.field import Quantity, Unit
from dawndusk.scenario.load import load, parse
from dawndusk.scenario.scenario import Scenario

__all__ = ["Quantity", "Scenario", "Unit", "load", "parse"]
