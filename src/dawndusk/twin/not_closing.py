"""Why a satellite does not close, and what would close it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError
from dawndusk.satellite.budget import SatelliteBudget
from dawndusk.satellite.coolants import coolants
from dawndusk.satellite.inputs import Design
from dawndusk.satellite.loop_budget import CHIP_COOLANT
from dawndusk.twin.node import Inputs, close_node
from dawndusk.twin.sky import Surroundings

__all__ = ["UNSETTLED", "cannot_close"]

UNSETTLED: Final = 1e-4
HOTTEST_C: Final = 95.0  # of the chips' coolant, as far as it is tabled


@dataclass(frozen=True)
class _Case:
    """A satellite that does not close, to be closed again with other figures."""

    design: Design
    inputs: Inputs
    around: Surroundings

    def one(self, path: str) -> float:
        """Return a figure below ``satellite``."""
        return float(np.ravel(self.inputs[f"satellite.{path}"])[0])

    def closed(self, changes: Mapping[str, FloatArray]) -> SatelliteBudget:
        """Close it with some figures below ``satellite`` replaced, one row each."""
        other = {f"satellite.{path}": figures[:, None] for path, figures in changes.items()}
        return close_node({**self.inputs, **other}, self.around, self.design).budget


def cannot_close(design: Design, inputs: Inputs, around: Surroundings) -> InputError:
    """Say why a satellite does not close, and what would close it.

    Parameters
    ----------
    design : Design
        Its choices.
    inputs : mapping of path to ndarray, shape (1, 1)
        All quantities of the scenario, which give no satellite.
    around : Surroundings
        At its orbit.

    Returns
    -------
    InputError
        To be raised.

    Notes
    -----
    The least warming of both coolant temperatures, by whole kelvins, with which the radiator is
    no larger than the array.
    """
    case = _Case(design, inputs, around)
    supply = case.one("radiator.coolant_supply_c")
    back = case.one("radiator.coolant_return_c")
    outside = _outside_its_table(case, supply, back)
    if outside is not None:
        return outside
    punctured = _opened(case)
    if punctured is not None:
        return punctured
    steps = np.arange(1.0, max(HOTTEST_C - back, 1.0) + 1.0)
    warmer = {
        "radiator.coolant_supply_c": supply + steps,
        "radiator.coolant_return_c": back + steps,
    }
    budget = case.closed(warmer)
    radiator, array = budget.radiator_area_m2[:, 0], budget.array_area_m2
    array = np.broadcast_to(array, (steps.size, 1))[:, 0]
    with np.errstate(invalid="ignore"):
        closes = (
            np.isfinite(budget.wet_kg[:, 0]) & (radiator > 0.0) & (radiator <= array)
            & (budget.residual[:, 0] < UNSETTLED)
        )  # fmt: skip
    got = f"coolant to the chips at {supply:g}, from the chips at {back:g} degC"
    what = "satellite.radiator: no area loses the heat, its surroundings are warmer than its panel"
    if not closes.any():
        return _no_balance(case, what)
    at = int(np.argmax(closes))
    return InputError(
        what, got=got,
        remedy=f"coolant_supply_c: {supply + steps[at]:g} and coolant_return_c: "
        f"{back + steps[at]:g} close it with a radiator of {radiator[at]:,.0f} m2",
    )  # fmt: skip


def _outside_its_table(case: _Case, supply: float, back: float) -> InputError | None:
    """Say that a coolant would be frozen, or hotter than its table; None where neither is so."""
    lift = case.one("radiator.heat_pump_lift_k")
    drop = case.one("radiator.interface_drop_k") if case.design.two_loops else 0.0
    loops = {CHIP_COOLANT: (supply, back)}
    if case.design.two_loops or lift > 0.0:
        loops[case.design.coolant] = (supply - drop + lift, back - drop + lift)
    for name, (cold, hot) in loops.items():
        found = coolants()[name]
        low, high = float(found.temperature_c[0]), float(found.temperature_c[-1])
        if cold < low:
            frozen = cold < found.freezing_c + 0.01
            what = f"freezes at {found.freezing_c:.1f} degC" if frozen else "is not tabled so cold"
            return InputError(
                f"satellite.radiator: {name} {what}",
                got=f"{cold:.1f} degC where it is coldest",
                allowed=f"{low:g} to {high:g} degC",
                remedy="raise coolant_supply_c",
            )
        if hot > high:
            return InputError(
                f"satellite.radiator: {name} is hotter than its table",
                got=f"{hot:.1f} degC where it is hottest",
                allowed=f"{low:g} to {high:g} degC",
                remedy="lower coolant_return_c or heat_pump_lift_k",
            )
    return None


def _opened(case: _Case) -> InputError | None:
    """Say that punctures leave nothing of the radiator; None where smaller segments do not help."""
    whole = case.closed({"radiator.segment_m2": np.array([1e-6])})
    if not np.isfinite(whole.wet_kg).all():
        return None
    segment, wall = (case.one(f"radiator.{name}") for name in ("segment_m2", "tube_wall_mm"))
    return InputError(
        "satellite.radiator: punctures close all of it before the end of its life",
        got=f"segments of {segment:g} m2 behind {wall:g} mm of wall",
        remedy="smaller segment_m2, or a thicker tube_wall_mm",
    )


def _no_balance(case: _Case, what: str) -> InputError:
    """Tell a radiator that takes in too much from an array that cannot give its power.

    An ideal radiator is tried: black to infrared, blind to sunlight, with far warmer coolant.
    """
    ideal = {"absorptivity": 0.0, "absorptivity_new": 0.0, "emissivity": 1.0}
    ideal |= {"coolant_supply_c": HOTTEST_C - 10.0, "coolant_return_c": HOTTEST_C}
    ideal |= {"interface_drop_k": 0.0, "heat_pump_lift_k": 0.0}
    changed = {f"radiator.{name}": np.array([figure]) for name, figure in ideal.items()}
    if np.isfinite(case.closed(changed).wet_kg).all():
        takes, gives, leak = (
            case.one(f"radiator.{name}")
            for name in ("absorptivity", "emissivity", "sun_leak_share")
        )
        return InputError(
            what,
            got=f"absorptivity {takes:g}, emissivity {gives:g}, sun_leak_share {leak:g}",
            remedy=f"coolant of {HOTTEST_C:g} degC does not help: let it absorb less sunlight",
        )
    given = ("efficiency", "absorptivity", "temperature_coefficient_per_k", "emissivity_front")
    return InputError(
        "satellite.array: there is no temperature at which it gives its power",
        got=", ".join(f"{name} {case.one(f'array.{name}'):g}" for name in given),
        remedy="it must absorb more than it turns into power, and emit the rest before it is hot",
    )
