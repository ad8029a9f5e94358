"""Accounting conventions as values: which costs count, over which life, spread how, per what.

Orbit and Earth always go through the same convention. Two published figures that use different
conventions are no more comparable than two lengths in different units.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from dawndusk.errors import InputError, nearest

__all__ = ["COMPONENTS", "CONVENTIONS", "Component", "Convention", "Denominator", "convention"]

Component = Literal[
    "chips",
    "platform",
    "launch",
    "ground_segment",
    "power",
    "replacement",
    "operations",
    "insurance",
    "development",
]
COMPONENTS: Final[tuple[Component, ...]] = get_args(Component)
Denominator = Literal[
    "usd_per_w", "usd_per_mwh", "usd_per_gpu_hour", "usd_per_pflop_day", "usd_per_kw_hour"
]


@dataclass(frozen=True, slots=True)
class Convention:
    """How dollars and delivered compute become one figure.

    Parameters
    ----------
    name : str
        What it is called in tables.
    counts : tuple of str
        Components of cost that count; the others are left out on both sides.
    discounted : bool
        Whether later money and later compute weigh less; if not, the rate is zero.
    life : {"asset", "window"}
        Spread each asset over its own life, or everything over one window of `window_years`.
    window_years : float
        The window [year], used where `life` is "window".
    delivered : bool
        Divide by compute delivered to users, or by nameplate compute.
    waiting : bool
        Whether a need is priced from the year it arises (the wait is bought on the market) or
        from the year the plant delivers.
    denominator : str
        The unit of the headline.

    Examples
    --------
    >>> convention("levelised").counts == COMPONENTS
    True
    >>> convention("capital").without("chips").counts[0]
    'platform'
    """

    name: str
    counts: tuple[Component, ...] = COMPONENTS
    discounted: bool = True
    life: Literal["asset", "window"] = "asset"
    window_years: float = 5.0
    delivered: bool = True
    waiting: bool = True
    denominator: Denominator = "usd_per_gpu_hour"

    def without(self, *components: Component) -> Convention:
        """Return the same convention with some components left out."""
        unknown = [c for c in components if c not in COMPONENTS]
        if unknown:
            raise InputError(
                "unknown component of cost",
                got=unknown[0],
                allowed=", ".join(COMPONENTS),
                remedy=nearest(unknown[0], COMPONENTS),
            )
        return replace(self, counts=tuple(c for c in self.counts if c not in components))

    def as_dict(self) -> dict[str, object]:
        """Return the convention as plain data."""
        return {
            "name": self.name,
            "counts": list(self.counts),
            "discounted": self.discounted,
            "life": self.life,
            "window_years": self.window_years,
            "delivered": self.delivered,
            "waiting": self.waiting,
            "denominator": self.denominator,
        }


CONVENTIONS: Final = {
    c.name: c
    for c in (
        Convention("levelised"),
        Convention("levelised_without_waiting", waiting=False),
        Convention("nameplate", waiting=False, delivered=False),
        Convention(
            "capital",
            counts=(
                "chips",
                "platform",
                "launch",
                "ground_segment",
                "power",
                "insurance",
                "development",
            ),
            discounted=False,
            delivered=False,
            waiting=False,
            denominator="usd_per_w",
        ),
        Convention(
            "five_year_ex_chips",
            counts=tuple(c for c in COMPONENTS if c != "chips"),
            discounted=False,
            life="window",
            delivered=False,
            waiting=False,
            denominator="usd_per_w",
        ),
    )
}


def convention(name: str) -> Convention:
    """Return a named convention.

    Examples
    --------
    >>> convention("capital").denominator
    'usd_per_w'
    """
    try:
        return CONVENTIONS[name]
    except KeyError:
        raise InputError(
            "unknown accounting convention",
            got=name,
            allowed=", ".join(CONVENTIONS),
            remedy=nearest(name, CONVENTIONS),
        ) from None
