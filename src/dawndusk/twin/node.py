"""One satellite of a scenario, closed on its orbit: dose, life, power, heat, mass."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import SOLAR_CONSTANT, FloatArray
from dawndusk.data.distributions import anchor_at
from dawndusk.orbit.atmosphere import solar_flux
from dawndusk.orbit.dose import yearly_dose
from dawndusk.orbit.drag import drag_impulse_per_area
from dawndusk.satellite.closure import SatelliteBudget, close_satellite
from dawndusk.satellite.reliability import useful_life
from dawndusk.scenario import Scenario
from dawndusk.twin.sky import Surroundings

__all__ = ["Inputs", "Node", "best_estimates", "close_node", "section"]

Inputs = Mapping[str, FloatArray]

_PARTS: Final = ("array", "battery", "radiator", "compute", "bus", "propulsion")


class Node(NamedTuple):
    """A closed satellite and what it bears, one entry per draw."""

    budget: SatelliteBudget
    dose_rad_per_year: FloatArray
    life_years: FloatArray


def best_estimates(scenario: Scenario, years: FloatArray) -> dict[str, FloatArray]:
    """Every quantity of a scenario at its best estimate, without any draw.

    Parameters
    ----------
    scenario : Scenario
        What is asked.
    years : ndarray, shape (Y,)
        Calendar years of the tables by year.

    Returns
    -------
    dict of path to ndarray, shape (1, Y) or (1, 1)

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> found = best_estimates(parse({"name": "x"}), np.array([2027.0, 2035.0]))
    >>> found["satellite.array.specific_power_w_per_kg"]
    array([[120., 145.]])
    """
    return {
        path: anchor_at(quantity.shape.value, years)[None, :]
        for path, quantity in scenario.quantities().items()
    }


def section(inputs: Inputs, prefix: str) -> dict[str, FloatArray]:
    """Quantities directly below a dotted prefix, by their last names.

    Examples
    --------
    >>> section({"a.b": np.zeros(1), "a.c.d": np.ones(1)}, "a")
    {'b': array([0.])}
    """
    return {name: inputs[path] for path, name in _members(tuple(inputs), prefix)}


@lru_cache(maxsize=1024)
def _members(paths: tuple[str, ...], prefix: str) -> tuple[tuple[str, str], ...]:
    start = prefix + "."
    return tuple(
        (path, path[len(start) :])
        for path in paths
        if path.startswith(start) and "." not in path[len(start) :]
    )


def close_node(inputs: Inputs, around: Surroundings, sleep_in_shadow: bool) -> Node:
    """Close the satellite of a scenario, with the arguments named as there.

    Parameters
    ----------
    inputs : mapping
        Quantities by dotted path: those of ``orbit``, ``satellite`` and ``chip.life_years``.
    around : Surroundings
        Of its orbit.
    sleep_in_shadow : bool
        Whether the chips sleep through the shadow.

    Returns
    -------
    Node
        budget; dose_rad_per_year [rad/year] behind the shield, trapped particles and solar
        protons; life_years [year], the shortest of satellite, chips and dose.

    Notes
    -----
    Sunlight from the Earth is that of the worst orbit of the year, which is also that of the
    longest shadow. In a constellation of several shells dose and air are taken at each: means over
    the satellites, the life by what must be renewed in a year. The Earth's infrared, the raise and
    the disposal are those of the design altitude.
    """
    orbit, node = section(inputs, "orbit"), section(inputs, "satellite")
    f107 = solar_flux(orbit["solar_activity"], orbit["f107_quiet"], orbit["f107_active"])
    dose, renewals, impulse = (np.zeros(1) for _ in range(3))
    for share, altitude_km in _flown(around, orbit["altitude_km"]):
        here = sum(
            yearly_dose(
                altitude_km,
                node["shield_mm"],
                orbit["solar_activity"],
                orbit["solar_events_per_year"],
                orbit["solar_cutoff_latitude_deg"],
            )
        )
        life = useful_life(node["life_years"], node["dose_limit_rad"], here)
        dose = dose + share * here
        renewals = renewals + share / np.minimum(life, inputs["chip.life_years"])
        air = drag_impulse_per_area(altitude_km, f107, orbit["drag_coefficient"])
        impulse = impulse + share * air
    life = 1.0 / renewals
    glare = np.asarray(SOLAR_CONSTANT) * orbit["albedo"]
    parts = {
        f"{part}_{name}": value
        for part in _PARTS
        for name, value in section(inputs, f"satellite.{part}").items()
    }
    budget = close_satellite(
        it_power_kw=node["it_power_kw"],
        life_years=life,
        spare_share=node["spare_share"],
        shield_mm=node["shield_mm"],
        sleep_in_shadow=np.asarray(float(sleep_in_shadow)),
        altitude_km=orbit["altitude_km"],
        lost_sunlight_min=around.light.lost_sunlight_s / 60.0,
        earth_infrared_w_m2=orbit["earth_infrared_w_m2"],
        reflected_on_radiator_w_m2=glare * around.reflected_on_radiator,
        reflected_on_array_w_m2=glare * around.reflected_on_array,
        drag_impulse_n_s_per_m2_year=impulse,
        array_ram_share=around.ram_share_at(f107),
        radiator_ram_share=around.radiator_ram_share,
        **parts,
    )
    return Node(budget, dose, life)


def _flown(around: Surroundings, altitude_km: FloatArray) -> list[tuple[float, FloatArray]]:
    """Return the altitudes that the design flies at, with the share of the satellites at each."""
    if around.shells is None:
        return [(1.0, altitude_km)]
    shells = zip(around.shells.share, around.shells.altitude_km, strict=True)
    return [(float(share), np.full((1, 1), height)) for share, height in shells]
