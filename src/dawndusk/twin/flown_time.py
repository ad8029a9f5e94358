"""How long a flight may be, and at how many moments it looks."""

from __future__ import annotations

import math
from typing import Final

from dawndusk.errors import InputError

__all__ = ["LONGEST_HOURS", "SHORTEST_STEP_S", "steps_of"]

LONGEST_HOURS: Final = 24.0 * 366.0  # the mean elements of J2 know no drag and no Moon
SHORTEST_STEP_S: Final = 0.1


def steps_of(hours: float, step_s: float) -> int:
    """Count the looks of a flight: at 0, one step, ... before the end.

    Parameters
    ----------
    hours : float [h]
        How long, up to a year.
    step_s : float [s]
        From one look to the next.

    Returns
    -------
    int
        At least one.

    Raises
    ------
    InputError
        Hours or step out of range.

    Examples
    --------
    >>> steps_of(24.0, 60.0), steps_of(0.1, 100.0)
    (1440, 4)
    """
    if not 0.0 < hours <= LONGEST_HOURS:
        raise InputError(
            "hours is out of range",
            got=hours,
            allowed=f"above 0 to {LONGEST_HOURS:,.0f} h, a year",
            remedy="mean elements without drag and Moon say little about a longer time",
        )
    seconds = 3600.0 * hours
    if seconds < SHORTEST_STEP_S:
        raise InputError(
            "hours is out of range",
            got=hours,
            allowed=f"at least the shortest step, {SHORTEST_STEP_S:g} s, to {LONGEST_HOURS:,.0f} h",
        )
    if not SHORTEST_STEP_S <= step_s <= seconds:
        raise InputError(
            "step is out of range",
            got=step_s,
            allowed=f"{SHORTEST_STEP_S:g} s to the whole flight, {seconds:g} s",
            remedy="" if step_s < seconds else "take a shorter step, or more hours",
        )
    return max(1, math.ceil(seconds / step_s * (1.0 - 1e-12)))
