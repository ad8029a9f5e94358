"""The one design of satellite that a whole constellation flies, and its model in every shell."""

from __future__ import annotations

from typing import Any

import numpy as np

from dawndusk.errors import InputError
from dawndusk.satellite.budget import SatelliteBudget
from dawndusk.satellite.node_state import NodeModel
from dawndusk.scenario import Scenario
from dawndusk.twin.constellation import Part
from dawndusk.twin.environment import best_estimate_satellite
from dawndusk.twin.node import best_estimates, close_node, design_of
from dawndusk.twin.node_model import node_inputs, node_model
from dawndusk.twin.not_closing import cannot_close
from dawndusk.twin.sky import Sky

__all__ = ["fleet_models", "fleet_satellite"]


def fleet_satellite(scenario: Scenario, year: int) -> SatelliteBudget:
    """Close the satellite of a scenario for the worst of its constellation's orbits.

    Parameters
    ----------
    scenario : Scenario
        What is asked.
    year : int
        Of the Sun's path, where the constellation is not sun-synchronous.

    Returns
    -------
    SatelliteBudget
        Every field a single number, at best estimates in the scenario's first year: the satellite
        that the study buys. One that flies where the study has no design for it is closed for the
        scenario's own orbit.

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> low = {"pattern": "sun_synchronous", "altitude_km": 640, "planes": 1}
    >>> shells = [{**low, "satellites_per_plane": 100, "stack": {"count": 2, "step_km": 20}}]
    >>> both = parse({"name": "x", "constellation": {"shells": shells}})
    >>> more = fleet_satellite(both, 2026).array_area_m2 / fleet_satellite(
    ...     parse({"name": "x"}), 2026
    ... ).array_area_m2
    >>> bool(1.0 < more < 1.01)
    True
    """
    try:
        sky = Sky.of(scenario)
    except InputError:
        return best_estimate_satellite(scenario, year)
    inputs = best_estimates(scenario, np.array([float(scenario.years.first)]))
    at = (
        np.full((1, 1), of.value)
        for of in (scenario.orbit.altitude_km, scenario.orbit.local_time_h)
    )
    design, around = design_of(scenario), sky.around(*at)
    budget = close_node(inputs, around, design).budget
    if not np.isfinite(budget.wet_kg).all():
        raise cannot_close(design, inputs, around)
    return SatelliteBudget(*(np.asarray(field).reshape(-1)[0] for field in budget))


def fleet_models(scenario: Scenario, parts: tuple[Part, ...], year: int) -> tuple[NodeModel, ...]:
    """Return the model of the satellite in every shell of a constellation.

    Parameters
    ----------
    scenario : Scenario
        What is asked.
    parts : tuple of Part
        The shells.
    year : int
        Of the flight.

    Returns
    -------
    tuple of NodeModel
        Each sees the Earth, and is dosed, as at its altitude; an imported one as at the median.
    """
    given = node_inputs(scenario, best_estimates(scenario, np.array([float(scenario.years.first)])))
    budget = fleet_satellite(scenario, year)
    models = []
    for part in parts:
        if part.shell is not None:
            at = part.shell.altitude_km, part.shell.inclination_rad
        else:
            held: Any = part.groups[0].satellites
            at = float(np.median(held.altitude_km)), float(np.median(held.inclination_rad))
        models.append(node_model(given, budget, *at))
    return tuple(models)
