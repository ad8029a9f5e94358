"""Costs of both sides at one point of a bridge, and the figure that a convention makes of them.

A published model and ours differ in inputs and in conventions. Both are values here: what each
side pays by component, and the rule that turns it into one figure. A bridge changes one of them
at a time and computes the figure anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import prod
from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import HOURS_PER_YEAR
from dawndusk.economics.convention import CONVENTIONS, Component, Convention
from dawndusk.economics.levelised import Cost, levelise
from dawndusk.published.mccalip import earth_cost, orbital_cost
from dawndusk.published.mccalip_inputs import McCalipInputs
from dawndusk.published.mccalip_physics import fleet
from dawndusk.study.side import price_of

__all__ = ["UNITS", "Account", "Market", "Stage", "his_accounts", "his_rule"]

UNITS: Final = {
    "usd_per_w": "$/W",
    "usd_per_kw_hour": "$/kW-hour",
    "usd_per_gpu_hour": "$/GPU-hour",
}
_KILO: Final = 1000.0


class Market(NamedTuple):
    """What both sides share once the unit is a GPU-hour.

    Attributes
    ----------
    gpu_per_kw : float [GPU/kW]
        Reference accelerators in a kilowatt of the year's hardware.
    bridge_usd_per_gpu_hour : float [USD_2026/GPU_hour]
        Rent while waiting.
    service_years : float [year]
        Length of the need.
    buyer_rate : float [1/year]
        Real discount rate of the buyer, who weighs the wait on both sides alike.
    """

    gpu_per_kw: float
    bridge_usd_per_gpu_hour: float
    service_years: float
    buyer_rate: float


@dataclass(frozen=True, slots=True)
class Account:
    """What one side pays, and what of it reaches users.

    Parameters
    ----------
    costs : mapping of component to Cost
        Per kilowatt of compute.
    rate : float [1/year]
        Real discount rate, used where the convention discounts.
    wait_years : float [year]
        Used where the convention prices the wait.
    shares : mapping of step to float [1]
        Factors from nameplate to delivered compute, used where the convention counts delivered
        compute.

    Examples
    --------
    >>> side = Account({}, shares={"sunlight": 0.9}).keeping("failures", 0.5)
    >>> side.delivered
    0.45
    """

    costs: Mapping[Component, Cost]
    rate: float = 0.0
    wait_years: float = 0.0
    shares: Mapping[str, float] = field(default_factory=dict)

    @property
    def delivered(self) -> float:
        """Delivered over nameplate compute."""
        return prod(self.shares.values())

    def paying(self, costs: Mapping[Component, Cost]) -> Account:
        """Return the account with some components of cost put in place of those it has."""
        return replace(self, costs={**self.costs, **costs})

    def without(self, component: Component) -> Account:
        """Return the account without one component of cost."""
        return replace(self, costs={k: v for k, v in self.costs.items() if k != component})

    def keeping(self, step: str, share: float) -> Account:
        """Return the account with one factor from nameplate to delivered set."""
        return replace(self, shares={**self.shares, step: share})


@dataclass(frozen=True, slots=True)
class Stage:
    """Both sides and the rule, at one point of a bridge."""

    orbit: Account
    earth: Account
    rule: Convention
    market: Market

    @property
    def unit(self) -> str:
        """Unit of the figures, as printed."""
        return UNITS[self.rule.denominator]

    @property
    def per_gpu_hour(self) -> tuple[float, float]:
        """Cost in orbit and on Earth under the rule [USD/GPU_hour], whatever its own unit is."""
        return self._price(self.orbit), self._price(self.earth)

    @property
    def unit_per_gpu_hour(self) -> float:
        """Figure in the rule's own unit over the figure per GPU-hour; the same on both sides."""
        per_kw_hour = self.market.gpu_per_kw
        return {
            "usd_per_gpu_hour": 1.0,
            "usd_per_kw_hour": per_kw_hour,
            "usd_per_w": per_kw_hour * HOURS_PER_YEAR * self.rule.window_years / _KILO,
        }[self.rule.denominator]

    @property
    def figures(self) -> tuple[float, float]:
        """Cost in orbit and on Earth in the rule's own unit."""
        orbit, earth = self.per_gpu_hour
        return orbit * self.unit_per_gpu_hour, earth * self.unit_per_gpu_hour

    def _price(self, side: Account) -> float:
        spread = levelise(side.costs, side.rate, side.delivered, self.rule)
        price = price_of(
            np.atleast_1d(spread.usd_per_kw_year), spread.delivered_share,
            np.asarray(self.market.gpu_per_kw), np.asarray(self.market.bridge_usd_per_gpu_hour),
            np.asarray(side.wait_years), np.asarray(self.market.service_years),
            np.asarray(self.market.buyer_rate), self.rule,
        )  # fmt: skip
        return float(price.usd_per_gpu_hour[0])


def his_rule(given: McCalipInputs) -> Convention:
    """Return McCalip's convention: all of it over a few years, undiscounted, without chips.

    Examples
    --------
    >>> from dawndusk.published.mccalip_inputs import his_inputs
    >>> rule = his_rule(his_inputs())
    >>> rule.window_years, rule.discounted, "chips" in rule.counts
    (5, False, False)
    """
    return replace(CONVENTIONS["five_year_ex_chips"], window_years=given.years)


def his_accounts(given: McCalipInputs) -> tuple[Account, Account]:
    """Return McCalip's costs in orbit and on Earth, per kilowatt of the power to be delivered.

    Examples
    --------
    >>> from dawndusk.published.mccalip_inputs import his_inputs
    >>> orbit, earth = his_accounts(his_inputs())
    >>> round(float(orbit.costs["launch"].capital_usd_per_kw), 3)
    14695.027
    >>> round(float(earth.costs["power"].capital_usd_per_kw), 6)
    2160.0
    """
    kw, years = float(given.target_gw) * 1e6, float(given.years)
    up, down = orbital_cost(given, fleet(given)), earth_cost(given)
    building = down.electrical_usd + down.mechanical_usd + down.civil_usd + down.network_usd
    return (
        Account({
            "platform": Cost(float(up.hardware_usd) / kw, years),
            "launch": Cost(float(up.launch_usd) / kw, years),
            "operations": Cost(0.0, 1.0, float(up.operations_usd) / kw / years),
            "replacement": Cost(0.0, 1.0, float(up.gpu_replacement_usd) / kw / years),
            "development": Cost(float(up.nre_usd) / kw, years),
        }),
        Account({
            "platform": Cost(float(building) / kw, years),
            "power": Cost(
                float(down.power_generation_usd) / kw, years, float(down.fuel_usd) / kw / years
            ),
        }),
    )  # fmt: skip
