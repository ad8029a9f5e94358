"""What one node can do: power, heat, radiation, mass and reliability, and the closed budget."""

from __future__ import annotations

from dawndusk.constants import FloatArray

__all__ = ["Numbers"]

Numbers = FloatArray | float
