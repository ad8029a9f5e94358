"""One satellite of a scenario, closed on its orbit: dose, life, power, heat, mass."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple, TypeVar

import numpy as np

from dawndusk.constants import SOLAR_CONSTANT, FloatArray
from dawndusk.data.distributions import anchor_at
from dawndusk.orbit.atmosphere import solar_flux
from dawndusk.orbit.displacement import yearly_displacement
from dawndusk.orbit.dose import yearly_dose
from dawndusk.orbit.drag import drag_impulse_per_area
from dawndusk.orbit.radiation import trapped_proton_dose
from dawndusk.orbit.solar_protons import solar_proton_dose, solar_proton_open_share
from dawndusk.satellite.budget import SatelliteBudget
from dawndusk.satellite.cells import MATERIALS, cell_share
from dawndusk.satellite.closure import close_satellite
from dawndusk.satellite.inputs import (
    ArrayInputs,
    BatteryInputs,
    BusInputs,
    ComputeInputs,
    Design,
    NodeInputs,
    OrbitInputs,
    PropulsionInputs,
    RadiatorInputs,
    SatelliteInputs,
    WallInputs,
)
from dawndusk.satellite.reliability import useful_life
from dawndusk.scenario import Scenario
from dawndusk.twin.sky import Surroundings

__all__ = ["Inputs", "Node", "best_estimates", "close_node", "design_of", "section"]

Inputs = Mapping[str, FloatArray]

_Group = TypeVar(
    "_Group",
    NodeInputs,
    ArrayInputs,
    BatteryInputs,
    RadiatorInputs,
    WallInputs,
    ComputeInputs,
    BusInputs,
    PropulsionInputs,
)


class Node(NamedTuple):
    """A closed satellite and what it bears, one entry per draw.

    Attributes
    ----------
    budget : SatelliteBudget
        Powers, areas, temperatures, masses.
    dose_rad_per_year : ndarray [rad/year]
        Behind the shield, from trapped particles and solar protons; mean over the satellites.
    worst_dose_rad_per_year : ndarray [rad/year]
        In the shell where it is largest.
    proton_rad_per_year : ndarray [rad/year]
        Of that, from trapped protons: what upsets chips on quiet days.
    storm_rad, storms_per_year : ndarray [rad], [1/year]
        Of one solar storm behind the shield, and how many at the drawn activity.
    life_years : ndarray [year]
        The shortest of satellite, chips and dose.
    """

    budget: SatelliteBudget
    dose_rad_per_year: FloatArray
    worst_dose_rad_per_year: FloatArray
    proton_rad_per_year: FloatArray
    storm_rad: FloatArray
    storms_per_year: FloatArray
    life_years: FloatArray


class _Borne(NamedTuple):
    """What the orbits of a fleet do to one satellite of it."""

    dose: FloatArray
    worst_dose: FloatArray
    protons: FloatArray
    storm_rad: FloatArray
    life: FloatArray
    displacement: FloatArray
    air_impulse: FloatArray


def design_of(scenario: Scenario) -> Design:
    """Choices of the satellite of a scenario that are words.

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> design_of(parse({"name": "x", "satellite": {"radiator": {"coolant": "pg25"}}})).two_loops
    False
    """
    node = scenario.satellite
    return Design(
        body=node.body,
        coolant=node.radiator.coolant,
        boiling=node.radiator.flow == "boiling",
        in_shadow=node.in_shadow,
        cell=node.array.cell,
    )


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
    >>> found["satellite.array.areal_kg_per_m2"]
    array([[1.9, 1.6]])
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


def close_node(inputs: Inputs, around: Surroundings, design: Design) -> Node:
    """Close the satellite of a scenario, with the figures named as there.

    Parameters
    ----------
    inputs : mapping
        Quantities by dotted path: those of ``orbit``, ``satellite`` and ``chip.life_years``.
    around : Surroundings
        Of its orbit.
    design : Design
        Its choices: body, coolant, cells, what happens in the shadow.

    Returns
    -------
    Node
        Not finite in mass where the satellite does not close.

    Notes
    -----
    Sunlight from the Earth is that of the worst orbit of the year, which is also that of the
    longest shadow. In a constellation of several shells dose, displacement damage and air are
    taken at each: means over the satellites, the life by what must be renewed in a year. The
    Earth's infrared, the raise and the disposal are those of the design altitude. Storms follow
    the activity as in `dawndusk.orbit.dose.yearly_dose`.
    """
    orbit, node = section(inputs, "orbit"), section(inputs, "satellite")
    array = section(inputs, "satellite.array")
    f107 = solar_flux(orbit["solar_activity"], orbit["f107_quiet"], orbit["f107_active"])
    borne = _borne(inputs, around, design, f107)
    glare = np.asarray(SOLAR_CONSTANT) * orbit["albedo"]
    cells = cell_share(
        borne.life,
        borne.displacement,
        *(array[name] for name in ("damage_constant", "damage_mev_per_g", "other_loss_per_year")),
    )
    given = SatelliteInputs(
        orbit=OrbitInputs(
            altitude_km=orbit["altitude_km"],
            lost_sunlight_min=around.light.lost_sunlight_s / 60.0,
            shadows_per_year=around.light.shadow_passes_per_year,
            earth_infrared_w_m2=orbit["earth_infrared_w_m2"],
            reflected_on_radiator_w_m2=glare * around.reflected_on_radiator,
            array_earth_view=around.array_earth_view,
            reflected_on_array_w_m2=glare * around.reflected_on_array,
            drag_impulse_n_s_per_m2_year=borne.air_impulse,
            array_ram_share=around.ram_share_at(f107),
            radiator_ram_share=around.radiator_ram_share,
            array_remaining_share=cells,
        ),
        node=_filled(NodeInputs, node | {"life_years": borne.life}),
        array=_filled(ArrayInputs, array),
        battery=_filled(BatteryInputs, section(inputs, "satellite.battery")),
        radiator=_filled(RadiatorInputs, section(inputs, "satellite.radiator")),
        wall=_filled(WallInputs, section(inputs, "satellite.wall")),
        compute=_filled(ComputeInputs, section(inputs, "satellite.compute")),
        bus=_filled(BusInputs, section(inputs, "satellite.bus")),
        propulsion=_filled(PropulsionInputs, section(inputs, "satellite.propulsion")),
    )
    with np.errstate(divide="ignore", invalid="ignore"):  # some draws do not close
        budget = close_satellite(given, design)
    return Node(
        budget=budget,
        dose_rad_per_year=borne.dose,
        worst_dose_rad_per_year=borne.worst_dose,
        proton_rad_per_year=borne.protons,
        storm_rad=borne.storm_rad,
        storms_per_year=2.0 * orbit["solar_activity"] * orbit["solar_events_per_year"],
        life_years=borne.life,
    )


def _filled(kind: type[_Group], figures: Inputs) -> _Group:
    """Return one group of a satellite's figures."""
    return kind(**{name: figures[name] for name in kind._fields})


def _borne(inputs: Inputs, around: Surroundings, design: Design, f107: FloatArray) -> _Borne:
    """Take dose, displacement damage and air at every shell, and the life that they leave."""
    orbit, node = section(inputs, "orbit"), section(inputs, "satellite")
    array = section(inputs, "satellite.array")
    sun = orbit["solar_activity"], orbit["solar_events_per_year"]
    belts, cutoff = orbit["belt_model_factor"], orbit["solar_cutoff_latitude_deg"]
    event = solar_proton_dose(node["shield_mm"], np.ones(1), np.ones(1))
    total, worst = [np.zeros(1)] * 6, np.zeros(1)
    for share, altitude_km in _flown(around, orbit["altitude_km"]):
        share_open = solar_proton_open_share(altitude_km, cutoff)
        trapped, protons = yearly_dose(
            altitude_km, node["shield_mm"], *sun, cutoff, open_share=share_open
        )
        dose = belts * trapped + protons
        life = useful_life(node["life_years"], node["dose_limit_rad"], dose)
        displaced = yearly_displacement(
            altitude_km,
            array["glass_um"],
            *sun,
            cutoff,
            MATERIALS[design.cell],
            array["back_um"],
            open_share=share_open,
        )
        here = (
            dose,
            belts * trapped_proton_dose(altitude_km, node["shield_mm"], orbit["solar_activity"]),
            event * share_open,
            1.0 / np.minimum(life, inputs["chip.life_years"]),
            belts * displaced.trapped + displaced.solar_protons,
            drag_impulse_per_area(altitude_km, f107, orbit["drag_coefficient"]),
        )
        worst = np.maximum(worst, dose)
        total = [so_far + share * more for so_far, more in zip(total, here, strict=True)]
    dose, trapped_protons, storm, renewals, displacement, impulse = total
    return _Borne(dose, worst, trapped_protons, storm, 1.0 / renewals, displacement, impulse)


def _flown(around: Surroundings, altitude_km: FloatArray) -> list[tuple[float, FloatArray]]:
    """Return the altitudes that the design flies at, with the share of the satellites at each."""
    if around.shells is None:
        return [(1.0, altitude_km)]
    shells = zip(around.shells.share, around.shells.altitude_km, strict=True)
    return [(float(share), np.full((1, 1), height)) for share, height in shells]
