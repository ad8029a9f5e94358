"""The form of a margin, and the few ways in which its figures are written."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from dawndusk.constants import FloatArray

__all__ = ["State", "few", "finding", "one", "share_of_draws"]

State = Literal["good", "beware", "bad"]


def finding(
    name: str, state: State, value: float, limit: float | None, unit: str, text: str
) -> dict[str, Any]:
    """Return a margin: its name, state, value, limit or None, unit, and what it says.

    Examples
    --------
    >>> finding("dose", "good", 900.0, 4000.0, "rad", "Enough.")["limit"]
    4000.0
    """
    return {
        "name": name, "state": state, "value": value, "limit": limit, "unit": unit, "text": text,
    }  # fmt: skip


def share_of_draws(share: float) -> str:
    """Say a share of the draws, never rounded to none or to all.

    Examples
    --------
    >>> share_of_draws(0.0), share_of_draws(0.9999)
    ('no draw', '99.9 % of the draws')
    """
    if share in (0.0, 1.0):
        return "every draw" if share else "no draw"
    return f"{min(max(100.0 * share, 0.1), 99.9):.1f} % of the draws"


def few(value: float) -> str:
    """Write a number with three digits, or whole.

    Examples
    --------
    >>> few(5164.2), few(0.12345)
    ('5,164', '0.123')
    """
    return f"{value:,.0f}" if abs(value) >= 100.0 else f"{value:.3g}"


def one(value: FloatArray) -> float:
    """Return the first number of an array."""
    return float(np.ravel(value)[0])
