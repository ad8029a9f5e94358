"""McCalip's public calculator: $51/W in orbit against $16/W on Earth, as inputs and formulae.

Written from its description, in steps that a bridge to another model can enter between: how many
satellites (`fleet`), how warm they are (`heat`), what each side costs by component
(`orbital_cost`, `earth_cost`). It excludes accelerators, financing, radiators and the network to
the ground, charges all capital to a few years, and has no calendar.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dawndusk.constants import HOURS_PER_COMMON_YEAR, KELVIN_OFFSET, FloatArray
from dawndusk.published.mccalip_inputs import McCalipInputs, his_inputs
from dawndusk.published.mccalip_physics import Fleet, earth_view, fleet, heat

__all__ = [
    "EarthCost",
    "McCalip",
    "OrbitalCost",
    "break_even_launch",
    "earth_cost",
    "mccalip",
    "orbital_cost",
]


class OrbitalCost(NamedTuple):
    """Cost in orbit by component, over all years."""

    hardware_usd: FloatArray
    launch_usd: FloatArray
    operations_usd: FloatArray
    gpu_replacement_usd: FloatArray
    nre_usd: FloatArray

    @property
    def total_usd(self) -> FloatArray:
        """Sum of the components, in his order."""
        return np.asarray(
            self.hardware_usd
            + self.launch_usd
            + self.operations_usd
            + self.gpu_replacement_usd
            + self.nre_usd
        )


class EarthCost(NamedTuple):
    """Cost on Earth by component, over all years."""

    power_generation_usd: FloatArray
    electrical_usd: FloatArray
    mechanical_usd: FloatArray
    civil_usd: FloatArray
    network_usd: FloatArray
    fuel_usd: FloatArray

    @property
    def capital_usd(self) -> FloatArray:
        """Everything but fuel."""
        return np.asarray(
            self.power_generation_usd
            + self.electrical_usd
            + self.mechanical_usd
            + self.civil_usd
            + self.network_usd
        )

    @property
    def total_usd(self) -> FloatArray:
        """Sum of the components."""
        return np.asarray(self.capital_usd + self.fuel_usd)


class McCalip(NamedTuple):
    """The outputs of his calculator."""

    satellites: NDArray[np.int64]
    mass_kg: FloatArray
    launches: NDArray[np.int64]
    orbital_usd: FloatArray
    orbital_usd_per_w: FloatArray
    orbital_usd_per_mwh: FloatArray
    earth_usd: FloatArray
    earth_usd_per_w: FloatArray
    earth_usd_per_mwh: FloatArray
    break_even_launch_usd_per_kg: FloatArray
    panel_temperature_c: FloatArray
    area_required_km2: FloatArray


def orbital_cost(given: McCalipInputs, sized: Fleet) -> OrbitalCost:
    """Cost in orbit: hardware on nameplate, launch on mass, the rest on hardware.

    ::

        hardware = c P0,  launch = p M,  operations = o n hardware,  gpu = f n hardware,  NRE

    Examples
    --------
    >>> given = his_inputs()
    >>> float(orbital_cost(given, fleet(given)).hardware_usd)
    23600214000.0
    """
    hardware = given.satellite_usd_per_w * sized.nameplate_w
    failing = given.gpu_failure_percent_per_year / 100.0
    return OrbitalCost(
        np.asarray(hardware),
        np.asarray(given.launch_usd_per_kg * sized.mass_kg),
        np.asarray(hardware * given.operations_per_year * given.years),
        np.asarray(hardware * failing * given.years),
        np.asarray(given.nre_usd_million * 1e6),
    )


def _earth_mwh(given: McCalipInputs) -> FloatArray:
    megawatt_hours = given.target_gw * 1e3 * HOURS_PER_COMMON_YEAR * given.years
    return np.asarray(megawatt_hours * given.capacity_factor)


def earth_cost(given: McCalipInputs) -> EarthCost:
    """Cost on Earth: a gas plant, a facility by trade, and fuel.

    ::

        plant = k PUE P,   fuel = (heat rate x gas price / 1000) x PUE x P 8760 n CF

    Examples
    --------
    >>> cost = earth_cost(his_inputs())
    >>> round(float(cost.fuel_usd)), round(float(cost.total_usd))
    (1191062160, 15851062160)
    """
    watt = given.target_gw * 1e9
    fuel_usd_per_mwh = given.heat_rate_btu_per_kwh * given.gas_usd_per_mmbtu / 1000.0
    return EarthCost(
        np.asarray(given.gas_turbine_usd_per_kw * given.pue / 1000.0 * watt),
        np.asarray(given.electrical_usd_per_w * watt),
        np.asarray(given.mechanical_usd_per_w * watt),
        np.asarray(given.civil_usd_per_w * watt),
        np.asarray(given.network_usd_per_w * watt),
        np.asarray(fuel_usd_per_mwh * (_earth_mwh(given) * given.pue)),
    )


def break_even_launch(given: McCalipInputs, sized: Fleet, earth_usd: ArrayLike) -> FloatArray:
    """Launch price at which both sides cost the same, as he counts it.

    ::

        p = (earth - c P0) / (P0 / w)

    Notes
    -----
    Leaves out operations, replacement and development, and takes the nameplate before rounding up
    to whole satellites. With the components that his own total has, the default gives -699, not
    -264 USD/kg.

    Examples
    --------
    >>> given = his_inputs()
    >>> round(float(break_even_launch(given, fleet(given), 15851062160)), 3)
    -263.657
    """
    hardware = given.satellite_usd_per_w * sized.required_w
    mass = sized.required_w / given.specific_power_w_per_kg
    return np.asarray((np.asarray(earth_usd) - hardware) / mass)


def mccalip(
    *,
    target_gw: ArrayLike | None = None,
    years: int | None = None,
    launch_usd_per_kg: ArrayLike | None = None,
    satellite_usd_per_w: ArrayLike | None = None,
    specific_power_w_per_kg: ArrayLike | None = None,
    satellite_kw: ArrayLike | None = None,
    sun_fraction: ArrayLike | None = None,
    cell_degradation_percent_per_year: ArrayLike | None = None,
    gpu_failure_percent_per_year: ArrayLike | None = None,
    nre_usd_million: ArrayLike | None = None,
    solar_absorptivity: ArrayLike | None = None,
    emissivity_pv: ArrayLike | None = None,
    emissivity_radiator: ArrayLike | None = None,
    pv_efficiency: ArrayLike | None = None,
    beta_deg: ArrayLike | None = None,
    altitude_km: ArrayLike | None = None,
    max_die_temperature_c: ArrayLike | None = None,
    temperature_drop_c: ArrayLike | None = None,
    gas_turbine_usd_per_kw: ArrayLike | None = None,
    electrical_usd_per_w: ArrayLike | None = None,
    mechanical_usd_per_w: ArrayLike | None = None,
    civil_usd_per_w: ArrayLike | None = None,
    network_usd_per_w: ArrayLike | None = None,
    pue: ArrayLike | None = None,
    gas_usd_per_mmbtu: ArrayLike | None = None,
    heat_rate_btu_per_kwh: ArrayLike | None = None,
    capacity_factor: ArrayLike | None = None,
) -> McCalip:
    """McCalip's calculator of orbital against terrestrial data centres, as published.

    ::

        N = ceil(P / (mean_{y<n} r^y  f_sun  P_sat)),  M = N P_sat / w
        orbit = c N P_sat (1 + 0.01 n + f n) + p M + NRE
        earth = P (k PUE + facility) + fuel PUE P 8760 n CF

    What is left out takes his own value (rows ``mccalip.*`` of the catalogue).

    Parameters
    ----------
    target_gw : array_like, optional [GW]
        Power to be delivered, the same on both sides.
    years : int, optional [year]
        Years over which all capital is written off; a whole number.
    launch_usd_per_kg : array_like, optional [USD_2025/kg]
        Launch price.
    satellite_usd_per_w : array_like, optional [USD_2025/W]
        Satellite price per watt of nameplate, accelerators excluded.
    specific_power_w_per_kg : array_like, optional [W/kg]
        Nameplate per kilogram of satellite.
    satellite_kw : array_like, optional [kW]
        Nameplate of one satellite.
    sun_fraction : array_like, optional [1]
        Share of the orbit in sunlight.
    cell_degradation_percent_per_year : array_like, optional [%/year]
        Loss of array output.
    gpu_failure_percent_per_year : array_like, optional [%/year]
        Charged on satellite hardware.
    nre_usd_million : array_like, optional [MUSD_2025]
        Development, once.
    solar_absorptivity : array_like, optional [1]
        Front of the panel.
    emissivity_pv : array_like, optional [1]
        Front of the panel.
    emissivity_radiator : array_like, optional [1]
        Back of the panel.
    pv_efficiency : array_like, optional [1]
        Of the cells; no output depends on it.
    beta_deg : array_like, optional [deg]
        Sun above the plane of the orbit.
    altitude_km : array_like, optional [km]
        Altitude.
    max_die_temperature_c : array_like, optional [degC]
        Hottest allowed accelerator die.
    temperature_drop_c : array_like, optional [K]
        From die to panel.
    gas_turbine_usd_per_kw : array_like, optional [USD_2025/kW]
        Gas plant.
    electrical_usd_per_w : array_like, optional [USD_2025/W]
        Electrical share of the facility.
    mechanical_usd_per_w : array_like, optional [USD_2025/W]
        Mechanical share of the facility.
    civil_usd_per_w : array_like, optional [USD_2025/W]
        Civil share of the facility.
    network_usd_per_w : array_like, optional [USD_2025/W]
        Network share of the facility.
    pue : array_like, optional [1]
        Power usage effectiveness; multiplies gas plant and fuel.
    gas_usd_per_mmbtu : array_like, optional [USD_2025/MMBtu]
        Gas price.
    heat_rate_btu_per_kwh : array_like, optional [Btu/kWh]
        Gas plant.
    capacity_factor : array_like, optional [1]
        Of the facility on Earth.

    Returns
    -------
    satellites : ndarray [1]
        Number of satellites.
    mass_kg : ndarray [kg]
        Mass of all satellites.
    launches : ndarray [1]
        Number of launches.
    orbital_usd : ndarray [USD_2025]
        Cost in orbit.
    orbital_usd_per_w : ndarray [USD_2025/W]
        The same per watt delivered.
    orbital_usd_per_mwh : ndarray [USD_2025/MWh]
        The same per energy, at full output all years.
    earth_usd : ndarray [USD_2025]
        Cost on Earth.
    earth_usd_per_w : ndarray [USD_2025/W]
        The same per watt delivered.
    earth_usd_per_mwh : ndarray [USD_2025/MWh]
        The same per energy, at the capacity factor.
    break_even_launch_usd_per_kg : ndarray [USD_2025/kg]
        Launch price of equal cost as he counts it.
    panel_temperature_c : ndarray [degC]
        Panel in balance.
    area_required_km2 : ndarray [km2]
        Panel area that holds the die at its limit.

    Notes
    -----
    His model, faults included: accelerators, financing, radiators, batteries and the network to
    the ground are left out; all capital is charged to the years; the edge-on view of Earth is a
    floor of 5 % of the nadir view; accelerator failures are charged on satellite hardware; the
    break-even price leaves out operations, replacement and development.

    References
    ----------
    McCalip, A., "Economics of Orbital vs Terrestrial Data Centers", calculator, December 2025.

    Examples
    --------
    >>> his = mccalip()
    >>> round(float(his.orbital_usd_per_w), 4), round(float(his.earth_usd_per_w), 4)
    (51.0953, 15.8511)
    """
    changes = {name: value for name, value in locals().items() if value is not None}
    given = his_inputs(**changes)
    sized = fleet(given)
    orbit = orbital_cost(given, sized).total_usd
    earth = earth_cost(given).total_usd
    panels = heat(given, sized.array_m2, *earth_view(given))
    watt = given.target_gw * 1e9
    orbit_mwh = watt / 1e6 * HOURS_PER_COMMON_YEAR * given.years
    return McCalip(
        sized.satellites,
        sized.mass_kg,
        sized.launches,
        orbit,
        np.asarray(orbit / watt),
        np.asarray(orbit / orbit_mwh),
        earth,
        np.asarray(earth / watt),
        np.asarray(earth / _earth_mwh(given)),
        break_even_launch(given, sized, earth),
        np.asarray(panels.temperature_k - KELVIN_OFFSET),
        np.asarray(panels.area_required_m2 / 1e6),
    )
