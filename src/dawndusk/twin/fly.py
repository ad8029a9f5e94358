"""Flies a constellation through time; `Flight` (dawndusk.twin.flight) says what comes back."""

from __future__ import annotations

from dawndusk.twin.flight import Flight

__all__ = ["Flight"]
