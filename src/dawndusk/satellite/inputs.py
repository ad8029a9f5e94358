"""What a satellite is described by: one tuple for each section of a scenario, and its choices.

The fields have the names of the scenario, as in ``ArrayInputs.efficiency`` for
``satellite.array.efficiency``. Every figure broadcasts over draws and years.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from dawndusk.satellite import Numbers
from dawndusk.satellite.shadow_policy import InShadow

__all__ = [
    "ArrayInputs",
    "BatteryInputs",
    "Body",
    "BusInputs",
    "ComputeInputs",
    "Design",
    "NodeInputs",
    "OrbitInputs",
    "PropulsionInputs",
    "RadiatorInputs",
    "SatelliteInputs",
    "WallInputs",
]

Body = Literal["wings", "body_mounted", "panel"]
Cell = Literal["silicon", "triple_junction", "perovskite_tandem"]
CoolantName = Literal["pg25", "ammonia", "r1233zd"]


class Design(NamedTuple):
    """Choices of a design that are words, not figures.

    Attributes
    ----------
    body : {"wings", "body_mounted", "panel"}
        A radiator deployed behind the array that radiates from both faces; radiators on the two
        sides of a body, each from one face; or one panel that is array and radiator at once.
    coolant : {"pg25", "ammonia", "r1233zd"}
        In the radiator. Water-glycol is that of the chips; any other has a loop of its own behind
        a heat exchanger.
    boiling : bool
        Whether the radiator's coolant boils at the heat exchanger and condenses in the radiator.
    in_shadow : {"sleep", "throttle", "compute"}
        What the chips do in the shadow.
    cell : {"silicon", "triple_junction", "perovskite_tandem"}
        Of the array; its figures come with the array's.
    """

    body: Body = "wings"
    coolant: CoolantName = "ammonia"
    boiling: bool = False
    in_shadow: InShadow = "sleep"
    cell: Cell = "silicon"

    @property
    def two_loops(self) -> bool:
        """Whether a heat exchanger stands between the chips' loop and the radiator's."""
        return self.coolant != "pg25"


class OrbitInputs(NamedTuple):
    """What the orbit does to the satellite.

    Attributes
    ----------
    altitude_km : array_like [km]
        Of the circular sun-synchronous orbit.
    lost_sunlight_min : array_like [minute]
        Sunlight that the worst revolution of the year loses.
    shadows_per_year : array_like [1/year]
        Revolutions with a shadow.
    earth_infrared_w_m2 : array_like [W/m2]
        Exitance of the Earth.
    array_earth_view : array_like [1]
        Mean view factor of a face of the array onto the Earth.
    reflected_on_radiator_w_m2, reflected_on_array_w_m2 : array_like [W/m2]
        The Earth's reflected sunlight on a radiator face, and on both array faces together.
    drag_impulse_n_s_per_m2_year : array_like [N s/(m2 year)]
        Taken by the air from a square metre that meets it.
    array_ram_share, radiator_ram_share : array_like [1]
        Area that meets the air over planform.
    array_remaining_share : array_like [1]
        Power of the array at the end of its life over its power when new.
    """

    altitude_km: Numbers
    lost_sunlight_min: Numbers
    shadows_per_year: Numbers
    earth_infrared_w_m2: Numbers
    array_earth_view: Numbers
    reflected_on_radiator_w_m2: Numbers
    reflected_on_array_w_m2: Numbers
    drag_impulse_n_s_per_m2_year: Numbers
    array_ram_share: Numbers
    radiator_ram_share: Numbers
    array_remaining_share: Numbers


class NodeInputs(NamedTuple):
    """The node as a whole.

    Attributes
    ----------
    it_power_kw : array_like [kW]
        At the chips with their hosts, network and storage.
    life_years : array_like [year]
        For degradation, punctures and propellant.
    spare_share : array_like [1]
        Extra chips carried, unpowered.
    shield_mm : array_like [mm]
        Aluminium around the electronics.
    throttle_share : array_like [1]
        Load in shadow over load awake, where the chips are throttled there.
    """

    it_power_kw: Numbers
    life_years: Numbers
    spare_share: Numbers
    shield_mm: Numbers
    throttle_share: Numbers


class ArrayInputs(NamedTuple):
    """The solar array.

    Attributes
    ----------
    efficiency, packing, pointing_loss : array_like [1]
        Cells at 28 degC; cell over panel area; share lost to the Sun's angle and distance.
    temperature_coefficient_per_k : array_like [1/K]
        Relative change of the power; negative.
    areal_kg_per_m2 : array_like [kg/m2]
        Wing level: cells, glass, blanket, booms and deployment over panel area.
    margin_share : array_like [1]
        Power beyond what is taken, at the end of life.
    cells_mass_share : array_like [1]
        Of that, cells, glass and wiring: what a single panel carries of an array.
    absorptivity, emissivity_front, emissivity_back : array_like [1]
        Panel.
    regulation_efficiency, width_ratio : array_like [1]
        From the array to the bus, X_d; width, along the radiator, over length.
    """

    efficiency: Numbers
    packing: Numbers
    pointing_loss: Numbers
    temperature_coefficient_per_k: Numbers
    areal_kg_per_m2: Numbers
    margin_share: Numbers
    cells_mass_share: Numbers
    absorptivity: Numbers
    emissivity_front: Numbers
    emissivity_back: Numbers
    regulation_efficiency: Numbers
    width_ratio: Numbers


class BatteryInputs(NamedTuple):
    """The battery.

    Attributes
    ----------
    specific_energy_wh_per_kg : array_like [Wh/kg]
        Pack, nameplate.
    depth_of_discharge, round_trip_efficiency : array_like [1]
        Of what is left at the end of life; energy out over energy in, zeta.
    safe_mode_minutes : array_like [minute]
        At the sleep load without Sun, to full depth; sizes the battery where shadows do not.
    cycles_at_full_depth, depth_exponent : array_like [1]
        Cycles to 80 % of the capacity at full depth, and how they rise as depth falls.
    calendar_fade_per_year : array_like [1/year]
        Capacity lost to age alone, at 20 degC and half charge.
    temperature_c, mean_charge : array_like [degC], [1]
        Of the cells in the mean of the year.
    activation_kj_per_mol, charge_sensitivity : array_like [kJ/mol], [1]
        How age's fade grows with temperature and charge.
    """

    specific_energy_wh_per_kg: Numbers
    depth_of_discharge: Numbers
    round_trip_efficiency: Numbers
    safe_mode_minutes: Numbers
    cycles_at_full_depth: Numbers
    depth_exponent: Numbers
    calendar_fade_per_year: Numbers
    temperature_c: Numbers
    mean_charge: Numbers
    activation_kj_per_mol: Numbers
    charge_sensitivity: Numbers


class RadiatorInputs(NamedTuple):
    """Coolant loops and radiator panels.

    Attributes
    ----------
    emissivity, absorptivity, absorptivity_new : array_like [1]
        Of the coating; of sunlight when fully aged, and new.
    coating_years : array_like [year]
        Time constant of its ageing.
    coolant_supply_c, coolant_return_c : array_like [degC]
        Water-glycol to the chips, and hot from the chips.
    interface_drop_k : array_like [K]
        Between the chips' loop and the radiator's, at the tighter end of the heat exchanger.
    pressure_drop_bar, pump_efficiency : array_like [bar], [1]
        Around one loop; of pump, motor and drive together.
    quality : array_like [1]
        Share of the flow that boils, where the coolant boils.
    coolant_speed_m_per_s, condensing_w_per_m2_k : array_like [m/s], [W/(m2 K)]
        In the tubes of the panel; heat transfer where vapour condenses in them.
    tube_pitch_m, tube_bore_mm, tube_wall_mm : array_like [m], [mm], [mm]
        Of the panel's tubes; the wall with its armour.
    fin_thickness_mm, fin_conductivity_w_per_m_k : array_like [mm], [W/(m K)]
        Of the sheet between the tubes.
    metal_kg_per_m3, metal_j_per_kg_k : array_like [kg/m3], [J/(kg K)]
        Of sheet and tubes.
    joint_m_k_per_w : array_like [m K/W]
        From the tube's wall to the sheet, per length of tube.
    coating_kg_per_m2, panel_structure_share : array_like [kg/m2], [1]
        Of each face; manifolds, hinges, frame and deployment over the rest of the panel.
    segment_m2, debris_share_of_bound : array_like [m2], [1]
        Planform that one valve can close; debris that flies over the bound for it.
    penetrating_share : array_like [1]
        Openings over those of bare tubes, behind sheets and bumpers.
    loop_kg_per_kw : array_like [kg/kW]
        Pumps, lines, accumulators, coolant outside the panel and joints, per heat and loop set.
    sun_leak_share : array_like [1]
        Sunlight on a face over full sunlight, mean of both faces.
    heat_pump_lift_k, heat_pump_efficiency, heat_pump_kg_per_kw : array_like [K], [1], [kg/kW]
        Between chips and radiator, 0 for none; share of Carnot's coefficient; per heat.
    """

    emissivity: Numbers
    absorptivity: Numbers
    absorptivity_new: Numbers
    coating_years: Numbers
    coolant_supply_c: Numbers
    coolant_return_c: Numbers
    interface_drop_k: Numbers
    pressure_drop_bar: Numbers
    pump_efficiency: Numbers
    quality: Numbers
    coolant_speed_m_per_s: Numbers
    condensing_w_per_m2_k: Numbers
    tube_pitch_m: Numbers
    tube_bore_mm: Numbers
    tube_wall_mm: Numbers
    fin_thickness_mm: Numbers
    fin_conductivity_w_per_m_k: Numbers
    metal_kg_per_m3: Numbers
    metal_j_per_kg_k: Numbers
    joint_m_k_per_w: Numbers
    coating_kg_per_m2: Numbers
    panel_structure_share: Numbers
    segment_m2: Numbers
    debris_share_of_bound: Numbers
    penetrating_share: Numbers
    loop_kg_per_kw: Numbers
    sun_leak_share: Numbers
    heat_pump_lift_k: Numbers
    heat_pump_efficiency: Numbers
    heat_pump_kg_per_kw: Numbers


class WallInputs(NamedTuple):
    """Metal of the radiator's tubes, and what strikes it.

    Attributes
    ----------
    hardness_brinell, density_g_per_cm3, sound_km_per_s : array_like [1], [g/cm3], [km/s]
        Of the metal.
    impact_angle_deg : array_like [deg]
        Of all impacts, from the normal.
    debris_density_g_per_cm3, debris_speed_km_per_s : array_like [g/cm3], [km/s]
        Of debris; mean speed of impact.
    meteoroid_density_g_per_cm3, meteoroid_speed_km_per_s : array_like [g/cm3], [km/s]
        Of meteoroids; speed far from the Earth.
    """

    hardness_brinell: Numbers
    density_g_per_cm3: Numbers
    sound_km_per_s: Numbers
    impact_angle_deg: Numbers
    debris_density_g_per_cm3: Numbers
    debris_speed_km_per_s: Numbers
    meteoroid_density_g_per_cm3: Numbers
    meteoroid_speed_km_per_s: Numbers


class ComputeInputs(NamedTuple):
    """The chips and their shield.

    Attributes
    ----------
    kg_per_kw, overhead_share : array_like [kg/kW], [1]
        Boards, cold plates, network; links, conversion and avionics over the chips' power.
    enclosure_m2_per_kw, shield_kg_per_m2_per_mm : array_like [m2/kW], [kg/(m2 mm)]
        Shielded surface; areal density of one millimetre of shield.
    chip_w, junction_k_per_w : array_like [W], [K/W]
        Heat of one chip through its cold plate; from the coolant to the junction.
    leakage_share, leakage_per_k, leakage_reference_c : array_like [1], [1/K], [degC]
        Leakage over power at the reference junction temperature, and its growth.
    static_share, floor_share : array_like [1]
        Power at no speed over full power; lowest voltage over that of full speed.
    """

    kg_per_kw: Numbers
    overhead_share: Numbers
    enclosure_m2_per_kw: Numbers
    shield_kg_per_m2_per_mm: Numbers
    chip_w: Numbers
    junction_k_per_w: Numbers
    leakage_share: Numbers
    leakage_per_k: Numbers
    leakage_reference_c: Numbers
    static_share: Numbers
    floor_share: Numbers


class BusInputs(NamedTuple):
    """Everything else on board.

    Attributes
    ----------
    avionics_kg, communications_kg : array_like [kg]
        Per satellite.
    structure_share, contingency_share : array_like [1]
        Over parts; over parts and structure.
    sleep_load_share : array_like [1]
        Load asleep over awake.
    """

    avionics_kg: Numbers
    communications_kg: Numbers
    structure_share: Numbers
    contingency_share: Numbers
    sleep_load_share: Numbers


class PropulsionInputs(NamedTuple):
    """Propellant.

    Attributes
    ----------
    isp_s, avoidance_m_per_s_per_year : array_like [s], [m/s/year]
        Specific impulse; station-keeping beside the drag.
    insertion_altitude_km, disposal_perigee_km : array_like [km]
        Where the launcher leaves it; perigee at the end.
    margin_share : array_like [1]
        On velocity and impulse.
    """

    isp_s: Numbers
    avoidance_m_per_s_per_year: Numbers
    insertion_altitude_km: Numbers
    disposal_perigee_km: Numbers
    margin_share: Numbers


class SatelliteInputs(NamedTuple):
    """All of one satellite, and of the orbit it is closed on."""

    orbit: OrbitInputs
    node: NodeInputs
    array: ArrayInputs
    battery: BatteryInputs
    radiator: RadiatorInputs
    wall: WallInputs
    compute: ComputeInputs
    bus: BusInputs
    propulsion: PropulsionInputs
