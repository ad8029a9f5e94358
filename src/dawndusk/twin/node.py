"""One satellite of a scenario, closed on its orbit: dose, life, power, heat, mass."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import SOLAR_CONSTANT, FloatArray
from dawndusk.orbit.atmosphere import solar_flux
from dawndusk.orbit.drag import drag_impulse_per_area
from dawndusk.orbit.radiation import trapped_dose
from dawndusk.orbit.solar_protons import solar_proton_dose, solar_proton_open_share
from dawndusk.satellite.closure import SatelliteBudget, close_satellite
from dawndusk.satellite.reliability import useful_life
from dawndusk.twin.sky import Surroundings

__all__ = ["Inputs", "Node", "close_node", "section"]

Inputs = Mapping[str, FloatArray]

_PARTS: Final = ("array", "battery", "radiator", "compute", "bus", "propulsion")


class Node(NamedTuple):
    """A closed satellite and what it bears, one entry per draw."""

    budget: SatelliteBudget
    dose_rad_per_year: FloatArray
    life_years: FloatArray


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
    Solar events are given in the mean of a cycle: none come at the minimum, twice the mean at the
    maximum. Sunlight from the Earth is that of the worst orbit of the year, which is also that of
    the longest shadow.
    """
    orbit, node = section(inputs, "orbit"), section(inputs, "satellite")
    dose = _dose(orbit, node["shield_mm"])
    life = useful_life(node["life_years"], node["dose_limit_rad"], dose)
    life = np.minimum(life, inputs["chip.life_years"])
    f107 = solar_flux(orbit["solar_activity"], orbit["f107_quiet"], orbit["f107_active"])
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
        drag_impulse_n_s_per_m2_year=drag_impulse_per_area(
            orbit["altitude_km"], f107, orbit["drag_coefficient"]
        ),
        array_ram_share=around.ram_share_at(f107),
        **parts,
    )
    return Node(budget, dose, life)


def _dose(orbit: Inputs, shield_mm: FloatArray) -> FloatArray:
    """Dose of a year behind the shield [rad/year]."""
    active, altitude = orbit["solar_activity"], orbit["altitude_km"]
    trapped = trapped_dose(altitude, shield_mm, active)
    open_share = solar_proton_open_share(altitude, orbit["solar_cutoff_latitude_deg"])
    events = 2.0 * active * orbit["solar_events_per_year"]
    return np.asarray(trapped + solar_proton_dose(shield_mm, events, open_share))
