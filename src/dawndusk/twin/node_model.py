"""From a closed satellite to the one that is stepped through time: all parameters, in one place."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np

from dawndusk.constants import KELVIN_OFFSET, SIGMA, SOLAR_CONSTANT, T_COSMIC_BACKGROUND
from dawndusk.data import catalogue
from dawndusk.errors import InputError
from dawndusk.orbit.dose import yearly_dose
from dawndusk.orbit.earth_light_here import EarthLightHere, earth_light_here
from dawndusk.orbit.radiation import dose_table, trapped_proton_dose
from dawndusk.orbit.reflected import earth_light_table
from dawndusk.satellite.array import STANDARD_CELL_K
from dawndusk.satellite.budget import SatelliteBudget
from dawndusk.satellite.chip_speed import governor
from dawndusk.satellite.coolants import coolants
from dawndusk.satellite.inputs import Design
from dawndusk.satellite.node_state import NodeModel
from dawndusk.satellite.surfaces import FACES
from dawndusk.scenario import Scenario
from dawndusk.twin.node import Inputs, design_of

__all__ = ["ROWS", "NodeInputs", "node_inputs", "node_model"]

ROWS: Final = (  # of the catalogue, below `transient`
    "array_heat_j_per_m2_k",
    "loop_heat_j_per_k_per_kw",
    "governor_band_k",
    "slowest_speed",
    "charge_per_hour",
    "rest_below_charge",
    "rest_until_charge",
)

SECONDS_PER_YEAR: Final = 365.25 * 86_400.0
LEAST_DROP_K: Final = 1e-3  # between coolant and panel, so that there is a conductance


class NodeInputs(NamedTuple):
    """What the model of one satellite needs beside its budget: floats by the catalogue's unit.

    Sections ``satellite.array``, ``battery``, ``radiator``, ``compute``, ``bus`` of a scenario by
    their last names, ``orbit`` and ``satellite`` itself, and the rows ``transient``.
    """

    orbit: dict[str, float]
    satellite: dict[str, float]
    array: dict[str, float]
    battery: dict[str, float]
    radiator: dict[str, float]
    compute: dict[str, float]
    bus: dict[str, float]
    chip: dict[str, float]
    transient: dict[str, float]
    design: Design


def node_inputs(scenario: Scenario, inputs: Inputs) -> NodeInputs:
    """Gather the quantities that a node's model reads, of the first year of the first draw.

    Parameters
    ----------
    scenario : Scenario
        What is asked.
    inputs : mapping of dotted path to ndarray
        Its quantities, such as `dawndusk.twin.node.best_estimates` gives.

    Returns
    -------
    NodeInputs
    """

    def section(prefix: str) -> dict[str, float]:
        start = prefix + "."
        return {
            path[len(start) :]: float(np.ravel(value)[0])
            for path, value in inputs.items()
            if path.startswith(start) and "." not in path[len(start) :]
        }

    rows = catalogue()
    return NodeInputs(
        orbit=section("orbit"),
        satellite=section("satellite"),
        array=section("satellite.array"),
        battery=section("satellite.battery"),
        radiator=section("satellite.radiator"),
        compute=section("satellite.compute"),
        bus=section("satellite.bus"),
        chip=section("chip"),
        transient={name: rows[f"transient.{name}"].value for name in ROWS},
        design=design_of(scenario),
    )


def node_model(
    given: NodeInputs,
    budget: SatelliteBudget,
    altitude_km: float,
    inclination_rad: float | None = None,
    earth: EarthLightHere | None = None,
) -> NodeModel:
    r"""Make the model of one satellite at one altitude from its closed budget.

    .. math::

        G = \frac{Q}{T_c - T_r}, \quad X = 2 A_r F \varepsilon\,\varepsilon_b \sigma, \quad
        p_{28} = \frac{P}{1 + b\,(T_a - 28\,^\circ\mathrm{C})}

    Parameters
    ----------
    given : NodeInputs
        From :func:`node_inputs`.
    budget : SatelliteBudget
        Of one satellite, every field a single number.
    altitude_km : float [km]
        Where it flies.
    inclination_rad : float [rad], optional
        Of that orbit, for the dose; sun-synchronous unless given.
    earth : EarthLightHere, optional
        What it sees of the Earth; by its altitude unless given.

    Returns
    -------
    NodeModel
        At the end of its life, as it is closed.

    Raises
    ------
    InputError
        One panel that is array and radiator, or a heat pump: neither is stepped in time.

    Notes
    -----
    The coolant's temperature is the mean of supply and return. Fins, panel and coolant are as
    warm as in the closed satellite; the distance of the Sun is in the array's pointing loss. Dose
    is 0 outside its table.

    References
    ----------
    `dawndusk.satellite.closure`, `dawndusk.satellite.exchange`.
    """
    if given.design.body == "panel" or given.radiator["heat_pump_lift_k"] > 0.0:
        one_sheet = given.design.body == "panel"
        raise InputError(
            "a satellite of one panel, or with a heat pump, cannot be flown in time",
            got="satellite.body panel" if one_sheet else "satellite.radiator.heat_pump_lift_k",
            allowed="body wings or body_mounted, and no lift",
            remedy="`dawndusk size` closes it in steady sunlight",
        )
    array, radiator, cell, slow = given.array, given.radiator, given.battery, given.transient
    b = {name: float(np.ravel(value)[0]) for name, value in budget._asdict().items()}
    if earth is None:
        nodes = earth_light_table().altitude_km
        earth = earth_light_here(float(np.clip(altitude_km, nodes[0], nodes[-1])))
    infrared, glare = given.orbit["earth_infrared_w_m2"], SOLAR_CONSTANT * given.orbit["albedo"]
    area, panel_m2 = b["array_area_m2"], b["radiator_needed_m2"]
    front, back = array["emissivity_front"], array["emissivity_back"]
    array_k = b["array_temperature_c"] + KELVIN_OFFSET
    panel_k = b["panel_temperature_c"] + KELVIN_OFFSET
    coolant_k = KELVIN_OFFSET + 0.5 * (radiator["coolant_supply_c"] + radiator["coolant_return_c"])
    warmth = array["temperature_coefficient_per_k"]
    offered_w = b["array_required_w"] * (1.0 + array["margin_share"])
    cells_w = offered_w / (1.0 + warmth * (array_k - STANDARD_CELL_K))
    sun_w = area * array["absorptivity"] * SOLAR_CONSTANT
    faces = FACES[given.design.body] * panel_m2
    face_view = 1.0 - earth.edge_on - b["array_view_factor"]
    sky = SIGMA * face_view * T_COSMIC_BACKGROUND**4
    outside = earth.edge_on * infrared + sky
    absorbed = b["radiator_absorptivity"]
    emissivity = radiator["emissivity"]

    chips_w = 1e3 * given.satellite["it_power_kw"]
    static = given.compute["static_share"]
    dynamic_w = b["bus_load_w"] * (1.0 - static)  # hosts and network slow down with their chips
    awake_w = b["bus_load_w"] - dynamic_w
    asleep_w = b["sleep_load_w"]
    speed = b["shadow_speed"]
    one_way = float(np.sqrt(cell["round_trip_efficiency"]))
    battery_j = 3.6e6 * b["battery_kwh"] * b["battery_end_share"]
    limit_c = given.compute["junction_limit_c"]
    slowest = max(slow["slowest_speed"], given.compute["floor_share"])  # where the cube law ends
    rise_k = b["junction_c"] + KELVIN_OFFSET - coolant_k
    chips = chips_w / given.chip["watts_per_gpu"]
    stops = chips * (given.satellite["uncorrectable_per_rad"] + given.satellite["latch_up_per_rad"])
    dose, protons = _dose(given, altitude_km, inclination_rad)
    return NodeModel(
        array_sun_w=sun_w,
        array_infrared_w=_times(
            area * infrared,
            [front * f + back * g for f, g in zip(earth.front, earth.back, strict=True)],
        ),
        array_reflected_w=_times(area * array["absorptivity"] * glare, earth.array),
        radiator_reflected_w=_times(faces * absorbed * glare, earth.radiator),
        horizon=earth.horizon,
        array_emission_w_k4=area * SIGMA * (front + back),
        radiator_emission_w_k4=faces * SIGMA * emissivity,
        exchange_w_k4=faces * SIGMA * b["array_view_factor"] * emissivity * back,
        fin_efficiency=b["fin_efficiency"],
        radiator_infrared_w=faces * emissivity * outside,
        radiator_leak_w=faces * absorbed * radiator["sun_leak_share"] * SOLAR_CONSTANT,
        array_j_k=area * slow["array_heat_j_per_m2_k"],
        radiator_j_k=panel_m2 * b["panel_j_per_m2_k"],
        coolant_j_k=1e-3 * chips_w * slow["loop_heat_j_per_k_per_kw"],
        loop_w_k=b["heat_w"] / max(coolant_k - panel_k, LEAST_DROP_K),
        cells_w=cells_w,
        cells_w_k=cells_w * warmth,
        regulation=array["regulation_efficiency"],
        one_way=one_way,
        battery_j=battery_j,
        charge_w=battery_j * slow["charge_per_hour"] / 3600.0,
        awake_w=awake_w,
        chips_w=dynamic_w,
        asleep_w=asleep_w,
        static_share=static,
        shadow_speed=speed,
        rise_k=rise_k,
        rule=governor(limit_c + KELVIN_OFFSET, slow["governor_band_k"], rise_k, static, slowest),
        rest_below=slow["rest_below_charge"],
        rest_until=slow["rest_until_charge"],
        wake_s=60.0 * given.satellite["wake_minutes"] if speed == 0.0 else 0.0,
        freezing_k=coolants()[given.design.coolant].freezing_c + KELVIN_OFFSET,
        dose_rad_per_s=dose,
        upsets_per_rad=stops * protons / dose if dose > 0.0 else 0.0,
        start_array_k=array_k,
        start_radiator_k=panel_k,
        start_coolant_k=max(coolant_k, panel_k + LEAST_DROP_K),
    )


def _dose(
    given: NodeInputs, altitude_km: float, inclination_rad: float | None
) -> tuple[float, float]:
    """Return the dose behind the shield [rad/s] in the mean of the year, and what protons give."""
    known = dose_table().altitude_km
    if not known[0] <= altitude_km <= known[-1]:
        return 0.0, 0.0
    orbit, shield_mm = given.orbit, given.satellite["shield_mm"]
    trapped, solar = yearly_dose(
        altitude_km,
        shield_mm,
        orbit["solar_activity"],
        orbit["solar_events_per_year"],
        orbit["solar_cutoff_latitude_deg"],
        inclination_rad,
    )
    protons = trapped_proton_dose(altitude_km, shield_mm, orbit["solar_activity"], inclination_rad)
    belts, sun = orbit["belt_model_factor"], float(np.ravel(solar)[0])
    all_of_it = belts * float(np.ravel(trapped)[0]) + sun
    from_protons = belts * float(np.ravel(protons)[0]) + sun
    return all_of_it / SECONDS_PER_YEAR, from_protons / SECONDS_PER_YEAR


def _times(factor: float, values: Any) -> Any:
    return tuple(factor * float(value) for value in values)
