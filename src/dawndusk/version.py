"""The version, in one place below every room."""

from typing import Final

__all__ = ["__version__"]

__version__: Final = "0.1.0"
