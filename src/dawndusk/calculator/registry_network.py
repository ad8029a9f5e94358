"""What the calculator offers of the network room, merged into the registry."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from dawndusk.calculator.entry import Entry

__all__ = ["NETWORK"]

NETWORK: Final[Mapping[str, Entry]] = MappingProxyType({})
