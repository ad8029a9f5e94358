"""One satellite, closed: from watts at the chips to launched kilograms.

The names of the arguments are those of the scenario: `section` or `section_field`, as in
``array_efficiency`` for ``satellite.array.efficiency``.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import KELVIN_OFFSET, SOLAR_CONSTANT, FloatArray
from dawndusk.orbit.earth_view import edge_on_view_factor
from dawndusk.orbit.sun_synchronous import nodal_period, sun_synchronous_inclination
from dawndusk.satellite import Numbers
from dawndusk.satellite.array import array_power_required, life_share, power_per_area
from dawndusk.satellite.battery import battery, delivered_energy_wh
from dawndusk.satellite.exchange import array_and_radiator
from dawndusk.satellite.mass import mass_roll_up, mission_delta_v, shield_mass
from dawndusk.satellite.radiator import (
    fourth_power,
    net_flux,
    panel_temperature,
    sink_fourth_power,
)

__all__ = ["MASS_PARTS", "SatelliteBudget", "close_satellite"]

MASS_PARTS: Final = (
    "array",
    "battery",
    "radiator",
    "thermal_loop",
    "compute",
    "shielding",
    "avionics_comms",
    "structure",
    "contingency",
    "propellant",
)  # their masses add up to the launched mass


class SatelliteBudget(NamedTuple):
    """The closed budget of one satellite; every field broadcasts over draws and years.

    Attributes
    ----------
    bus_load_w : ndarray [W]
        Electrical load in sunlight: chips, conversion, links, avionics, pumps.
    array_required_w : ndarray [W]
        Taken from the array in sunlight, at the end of life.
    array_power_bol_w : ndarray [W]
        New array facing the Sun, at its own temperature: what is bought and weighed.
    array_area_m2 : ndarray [m2]
        Panel area.
    array_temperature_c : ndarray [degC]
        In sunlight at the end of life.
    battery_kwh : ndarray [kWh]
        Nameplate.
    heat_w : ndarray [W]
        Rejected by the radiator in sunlight.
    panel_temperature_c, sink_temperature_c : ndarray [degC]
        Of the radiator, at the root of the fins, and of its surroundings.
    array_view_factor : ndarray [1]
        From a radiator face onto the array.
    radiator_flux_w_m2 : ndarray [W/m2]
        Of planform, both faces.
    radiator_area_m2 : ndarray [m2]
        Planform.
    radiator_m2_per_kw : ndarray [m2/kW]
        Planform per kilowatt at the chips.
    array_kg, battery_kg, radiator_kg, thermal_loop_kg, compute_kg, shielding_kg : ndarray [kg]
        Parts.
    avionics_comms_kg, structure_kg, contingency_kg, propellant_kg : ndarray [kg]
        Parts.
    dry_kg, wet_kg : ndarray [kg]
        Without and with propellant; wet is what is launched.
    watts_per_kg : ndarray [W/kg]
        At the chips, per launched wet kilogram.
    delta_v_m_per_s : ndarray [m/s]
        Over the life, without drag.
    drag_area_m2 : ndarray [m2]
        That meets the air, in the mean of orbit and year.
    drag_m_per_s_per_year : ndarray [m/s/year]
        What drag takes from the launched mass, new.
    residual : ndarray [1]
        Left unsettled between array and radiator.
    """

    bus_load_w: FloatArray
    array_required_w: FloatArray
    array_power_bol_w: FloatArray
    array_area_m2: FloatArray
    array_temperature_c: FloatArray
    battery_kwh: FloatArray
    heat_w: FloatArray
    panel_temperature_c: FloatArray
    sink_temperature_c: FloatArray
    array_view_factor: FloatArray
    radiator_flux_w_m2: FloatArray
    radiator_area_m2: FloatArray
    radiator_m2_per_kw: FloatArray
    array_kg: FloatArray
    battery_kg: FloatArray
    radiator_kg: FloatArray
    thermal_loop_kg: FloatArray
    compute_kg: FloatArray
    shielding_kg: FloatArray
    avionics_comms_kg: FloatArray
    structure_kg: FloatArray
    contingency_kg: FloatArray
    propellant_kg: FloatArray
    dry_kg: FloatArray
    wet_kg: FloatArray
    watts_per_kg: FloatArray
    delta_v_m_per_s: FloatArray
    drag_area_m2: FloatArray
    drag_m_per_s_per_year: FloatArray
    residual: FloatArray


def close_satellite(
    *,
    it_power_kw: Numbers,
    life_years: Numbers,
    spare_share: Numbers,
    shield_mm: Numbers,
    sleep_in_shadow: Numbers,
    altitude_km: Numbers,
    lost_sunlight_min: Numbers,
    earth_infrared_w_m2: Numbers,
    reflected_on_radiator_w_m2: Numbers,
    reflected_on_array_w_m2: Numbers,
    drag_impulse_n_s_per_m2_year: Numbers,
    array_ram_share: Numbers,
    radiator_ram_share: Numbers,
    array_efficiency: Numbers,
    array_packing: Numbers,
    array_pointing_loss: Numbers,
    array_degradation_per_year: Numbers,
    array_temperature_coefficient_per_k: Numbers,
    array_specific_power_w_per_kg: Numbers,
    array_absorptivity: Numbers,
    array_emissivity_front: Numbers,
    array_emissivity_back: Numbers,
    array_regulation_efficiency: Numbers,
    array_width_ratio: Numbers,
    battery_specific_energy_wh_per_kg: Numbers,
    battery_depth_of_discharge: Numbers,
    battery_round_trip_efficiency: Numbers,
    battery_safe_mode_minutes: Numbers,
    radiator_emissivity: Numbers,
    radiator_absorptivity: Numbers,
    radiator_fin_efficiency: Numbers,
    radiator_coolant_supply_c: Numbers,
    radiator_coolant_return_c: Numbers,
    radiator_panel_drop_k: Numbers,
    radiator_areal_kg_per_m2: Numbers,
    radiator_loop_kg_per_kw: Numbers,
    radiator_pump_power_share: Numbers,
    radiator_sun_leak_share: Numbers,
    compute_kg_per_kw: Numbers,
    compute_overhead_share: Numbers,
    compute_enclosure_m2_per_kw: Numbers,
    compute_shield_kg_per_m2_per_mm: Numbers,
    bus_avionics_kg: Numbers,
    bus_communications_kg: Numbers,
    bus_structure_share: Numbers,
    bus_contingency_share: Numbers,
    bus_sleep_load_share: Numbers,
    propulsion_isp_s: Numbers,
    propulsion_avoidance_m_per_s_per_year: Numbers,
    propulsion_insertion_altitude_km: Numbers,
    propulsion_disposal_perigee_km: Numbers,
    propulsion_margin_share: Numbers,
) -> SatelliteBudget:
    r"""Size array, battery and radiator for a load at the chips, and add up the launched mass.

    .. math::

        P_{bus} = P_{IT} (1 + o + p), \quad
        P_{sa} = \frac{P_e T_e}{X_d \zeta T_d} + \frac{P_{bus}}{X_d}, \quad
        P_{BOL} = \frac{P_{sa}}{(1 - d)^L (1 - \lambda)}, \quad
        Q = P_{sa} - \frac{P_e T_e}{\sqrt{\zeta}\,T_d}

    and areas and temperatures from :func:`dawndusk.satellite.exchange.array_and_radiator`.

    Parameters
    ----------
    it_power_kw : array_like [kW]
        At the chips, P_IT.
    life_years : array_like [year]
        For degradation and propellant, L.
    spare_share : array_like [1]
        Extra chips carried, unpowered.
    shield_mm : array_like [mm]
        Aluminium around the electronics.
    sleep_in_shadow : array_like [1]
        1: only the sleep load runs in shadow; 0: the battery carries the full load.
    altitude_km, lost_sunlight_min : array_like [km], [minute]
        Of the orbit; sunlight that its worst revolution of the year loses.
    earth_infrared_w_m2, reflected_on_radiator_w_m2, reflected_on_array_w_m2 : array_like [W/m2]
        Exitance of the Earth; its reflected sunlight on a radiator face, on both array faces.
    drag_impulse_n_s_per_m2_year : array_like [N s/(m2 year)]
        Taken by the air from a square metre that meets it.
    array_ram_share, radiator_ram_share : array_like [1]
        Area that meets the air over planform.
    array_efficiency, array_packing, array_pointing_loss : array_like [1]
        Cells at 28 degC; cell over panel area; share lost to the Sun's angle and distance.
    array_degradation_per_year, array_temperature_coefficient_per_k : array_like [1/year], [1/K]
        Power lost per year of life, and per kelvin (negative).
    array_specific_power_w_per_kg : array_like [W/kg]
        Wing level, new, at its own temperature.
    array_absorptivity, array_emissivity_front, array_emissivity_back : array_like [1]
        Panel.
    array_regulation_efficiency, array_width_ratio : array_like [1]
        From the array to the bus, X_d; width, along the radiator, over length.
    battery_specific_energy_wh_per_kg : array_like [Wh/kg]
        Pack.
    battery_depth_of_discharge, battery_round_trip_efficiency : array_like [1]
        Of the nameplate; energy out over energy in, zeta.
    battery_safe_mode_minutes : array_like [minute]
        At the sleep load without Sun, to full depth; sizes the battery where shadows do not.
    radiator_emissivity, radiator_absorptivity, radiator_fin_efficiency : array_like [1]
        Of both faces, at the end of life.
    radiator_coolant_supply_c, radiator_coolant_return_c, radiator_panel_drop_k : array_like [degC]
        To the chips, and hot from the chips; from the coolant to the fins [K].
    radiator_areal_kg_per_m2, radiator_loop_kg_per_kw : array_like [kg/m2], [kg/kW]
        Deployed panel per planform area; pumps, lines, coolant and joints per heat.
    radiator_pump_power_share, radiator_sun_leak_share : array_like [1]
        Pumps over chips' power; sunlight on a face over full sunlight, mean of both.
    compute_kg_per_kw, compute_overhead_share : array_like [kg/kW], [1]
        Boards, cold plates, network; links, conversion and avionics over the chips' power.
    compute_enclosure_m2_per_kw : array_like [m2/kW]
        Shielded surface.
    compute_shield_kg_per_m2_per_mm : array_like [kg/m2/mm]
        Areal density of one millimetre of shield.
    bus_avionics_kg, bus_communications_kg : array_like [kg]
        Per satellite.
    bus_structure_share, bus_contingency_share, bus_sleep_load_share : array_like [1]
        Over parts; over parts and structure; load asleep over awake.
    propulsion_isp_s, propulsion_avoidance_m_per_s_per_year : array_like [s], [m/s/year]
        Specific impulse; station-keeping beside the drag.
    propulsion_insertion_altitude_km, propulsion_disposal_perigee_km : array_like [km]
        Where the launcher leaves it; perigee at the end.
    propulsion_margin_share : array_like [1]
        On velocity and impulse.

    Returns
    -------
    SatelliteBudget
        Powers, areas, temperatures, masses, and watts of compute per launched kilogram.

    Notes
    -----
    Steady in sunlight at the end of life. All electrical power ends as heat at the radiator,
    losses and the links' light too. Infeasible designs give nan.

    References
    ----------
    Wertz and Larson (ed.), SMAD, 3rd ed., 1999, ch. 11; Gilmore 2002; ANSI/AIAA S-120A-2015.

    Examples
    --------
    At the best estimates of the catalogue 100 kW weigh about five tonnes; the parts add up.

    >>> from inspect import signature
    >>> from dawndusk.data import catalogue
    >>> given = {"altitude_km": 650.0, "lost_sunlight_min": 19.3, "sleep_in_shadow": 1.0}
    >>> given |= {"reflected_on_radiator_w_m2": 18.0, "reflected_on_array_w_m2": 38.0}
    >>> given |= {"drag_impulse_n_s_per_m2_year": 137.0}
    >>> given |= {"array_ram_share": 0.20, "radiator_ram_share": 0.97}
    >>> for name, row in catalogue().items():
    ...     key = name.removeprefix("satellite.").removeprefix("environment.").replace(".", "_")
    ...     if name.startswith("satellite.") and key in signature(close_satellite).parameters:
    ...         given[key] = row.value
    >>> given["array_width_ratio"] = catalogue()["satellite.radiator.width_ratio"].value
    >>> node = close_satellite(**given)
    >>> round(float(node.wet_kg), -3)
    5000.0
    >>> total = sum(getattr(node, f"{part}_kg") for part in MASS_PARTS)
    >>> bool(abs(total - node.wet_kg) < 1e-9 * node.wet_kg)
    True
    """
    it_kw = np.asarray(it_power_kw, dtype=np.float64)
    bus_load = 1e3 * it_kw * (1.0 + np.asarray(compute_overhead_share) + radiator_pump_power_share)
    sleep_load = bus_load * np.asarray(bus_sleep_load_share)
    shadow_load = bus_load - np.asarray(sleep_in_shadow) * (bus_load - sleep_load)
    shadow_min = np.asarray(lost_sunlight_min, dtype=np.float64)
    period_s = nodal_period(altitude_km, sun_synchronous_inclination(altitude_km))
    sunlit_min = period_s / 60.0 - shadow_min

    Xd, zeta = np.asarray(array_regulation_efficiency), np.asarray(battery_round_trip_efficiency)
    required = array_power_required(shadow_load, shadow_min, bus_load, sunlit_min, Xd * zeta, Xd)
    one_way = np.sqrt(zeta)
    stored = shadow_load * shadow_min / (one_way * sunlit_min)
    heat = required - stored

    usual = battery(
        delivered_energy_wh(shadow_load, shadow_min),
        battery_depth_of_discharge,
        battery_specific_energy_wh_per_kg,
        one_way,
    )
    rare_wh = delivered_energy_wh(sleep_load, battery_safe_mode_minutes) / one_way
    capacity_wh = np.maximum(usual.capacity_wh, rare_wh)

    panel_k = panel_temperature(
        radiator_coolant_return_c, radiator_coolant_supply_c, radiator_panel_drop_k
    )
    panel_k4 = fourth_power(panel_k)
    leak = radiator_sun_leak_share * np.asarray(SOLAR_CONSTANT)
    earth_view_factor = edge_on_view_factor(altitude_km)
    outside_k4 = sink_fourth_power(
        earth_infrared_w_m2,
        earth_view_factor,
        radiator_emissivity,
        radiator_absorptivity * (leak + np.asarray(reflected_on_radiator_w_m2)),
    )
    facing = 1.0 - np.asarray(array_pointing_loss)
    ageing = life_share(array_degradation_per_year, life_years)
    standard = power_per_area(array_efficiency, array_packing)
    emissivities = np.asarray(array_emissivity_front) + array_emissivity_back
    pair = array_and_radiator(
        required,
        standard * facing * ageing,
        array_temperature_coefficient_per_k,
        array_absorptivity * (SOLAR_CONSTANT + np.asarray(reflected_on_array_w_m2))
        + emissivities * earth_view_factor * earth_infrared_w_m2,
        array_emissivity_front,
        array_emissivity_back,
        heat,
        panel_k4,
        outside_k4,
        radiator_emissivity,
        radiator_fin_efficiency,
        array_width_ratio,
    )
    new_w = required / (facing * ageing)  # at the same temperature, facing the Sun
    flux = net_flux(panel_k4, pair.sink_k4, radiator_emissivity, radiator_fin_efficiency)

    delta_v = mission_delta_v(
        altitude_km,
        propulsion_insertion_altitude_km,
        propulsion_disposal_perigee_km,
        propulsion_avoidance_m_per_s_per_year,
        life_years,
        propulsion_margin_share,
    )
    drag_area = pair.array_area_m2 * array_ram_share + pair.radiator_area_m2 * radiator_ram_share
    impulse = drag_area * drag_impulse_n_s_per_m2_year  # a year
    parts = {
        "array_kg": new_w / np.asarray(array_specific_power_w_per_kg),
        "battery_kg": capacity_wh / np.asarray(battery_specific_energy_wh_per_kg),
        "radiator_kg": pair.radiator_area_m2 * radiator_areal_kg_per_m2,
        "thermal_loop_kg": 1e-3 * heat * np.asarray(radiator_loop_kg_per_kw),
        "compute_kg": it_kw * (1.0 + np.asarray(spare_share)) * compute_kg_per_kw,
        "shielding_kg": shield_mass(
            shield_mm,
            it_kw * (1.0 + np.asarray(spare_share)) * compute_enclosure_m2_per_kw,
            compute_shield_kg_per_m2_per_mm,
        ),
        "avionics_comms_kg": np.asarray(bus_avionics_kg) + np.asarray(bus_communications_kg),
    }
    mass = mass_roll_up(
        **parts,
        structure_share=bus_structure_share,
        contingency_share=bus_contingency_share,
        delta_v_m_per_s=delta_v,
        impulse_n_s=impulse * life_years * (1.0 + np.asarray(propulsion_margin_share)),
        isp_s=propulsion_isp_s,
    )
    return SatelliteBudget(
        bus_load_w=bus_load,
        array_required_w=required,
        array_power_bol_w=new_w,
        array_area_m2=pair.array_area_m2,
        array_temperature_c=pair.array_k - KELVIN_OFFSET,
        battery_kwh=1e-3 * capacity_wh,
        heat_w=heat,
        panel_temperature_c=panel_k - KELVIN_OFFSET,
        sink_temperature_c=np.sqrt(np.sqrt(pair.sink_k4)) - KELVIN_OFFSET,
        array_view_factor=pair.view_factor,
        radiator_flux_w_m2=flux,
        radiator_area_m2=pair.radiator_area_m2,
        radiator_m2_per_kw=pair.radiator_area_m2 / it_kw,
        **{name: np.asarray(value) for name, value in parts.items()},
        structure_kg=mass.structure_kg,
        contingency_kg=mass.contingency_kg,
        propellant_kg=mass.propellant_kg,
        dry_kg=mass.dry_kg,
        wet_kg=mass.wet_kg,
        watts_per_kg=1e3 * it_kw / mass.wet_kg,
        delta_v_m_per_s=delta_v,
        drag_area_m2=drag_area,
        drag_m_per_s_per_year=impulse / mass.wet_kg,
        residual=pair.residual,
    )
