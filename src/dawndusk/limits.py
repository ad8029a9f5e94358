"""Whether figures lie where a function means something, said in one way everywhere."""

from __future__ import annotations

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError

__all__ = ["require_within"]


def require_within(**ranges: tuple[FloatArray | float, float, float]) -> None:
    """Refuse figures outside their range, and what is no number.

    Parameters
    ----------
    **ranges : tuple of array_like, float, float
        By the name of an argument: what was given, and the least and the most that is allowed,
        both included. An infinite end is open.

    Raises
    ------
    InputError
        Names the first argument that is out of range, what it got and what is allowed.

    Examples
    --------
    >>> require_within(emissivity=(0.9, 0.0, 1.0))
    >>> require_within(emissivity=(1.2, 0.0, 1.0))
    Traceback (most recent call last):
    dawndusk.errors.InputError: emissivity is out of range: got 1.2; allowed: 0 to 1
    """
    for name, (given, low, high) in ranges.items():
        values = np.asarray(given, dtype=np.float64)
        if not np.all((values >= low) & (values <= high)):
            allowed = f"{low:g} or more" if np.isinf(high) else f"{low:g} to {high:g}"
            shown = values.item() if values.size == 1 else given
            raise InputError(f"{name} is out of range", got=shown, allowed=allowed)
