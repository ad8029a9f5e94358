"""The coolant's way from the chips to the panel: temperatures, and the electricity of moving heat.

Water-glycol cools the chips. The radiator either takes that same water-glycol, or a coolant of its
own behind a heat exchanger, as liquid or boiling; a heat pump may stand between.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import KELVIN_OFFSET, FloatArray
from dawndusk.satellite import Numbers
from dawndusk.satellite.coolants import coolant_property
from dawndusk.satellite.inputs import Design, RadiatorInputs

__all__ = ["CHIP_COOLANT", "LoopBudget", "loop_budget"]

CHIP_COOLANT: Final = "pg25"
_PA_PER_BAR: Final = 1e5


class LoopBudget(NamedTuple):
    """Temperatures of the radiator's coolant, and what it takes to move heat to it.

    Attributes
    ----------
    inlet_c, outlet_c : ndarray [degC]
        Coolant that enters the radiator and leaves it.
    kg_per_s_per_w : ndarray [kg/(s W)]
        Flow in the radiator's loop, per heat.
    pump_share, lift_share : ndarray [1]
        Electricity of all pumps, and of the heat pump, per heat rejected.
    """

    inlet_c: FloatArray
    outlet_c: FloatArray
    kg_per_s_per_w: FloatArray
    pump_share: FloatArray
    lift_share: FloatArray


def loop_budget(radiator: RadiatorInputs, design: Design) -> LoopBudget:
    r"""Follow the coolant from the chips to the radiator.

    .. math::

        T_i = T_{return} - \delta + \Delta, \quad T_o = T_{supply} - \delta + \Delta, \quad
        \frac{P_{pump}}{Q} = \sum \frac{\Delta p}{\rho\,\eta\,c_p (T_i - T_o)}
        \;\text{or}\; \frac{\Delta p}{\rho\,\eta\,x\,h_{fg}}, \quad
        \frac{P_{lift}}{Q} = \frac{1}{1 + \mathrm{COP}}

    Parameters
    ----------
    radiator : RadiatorInputs
        Temperatures of the chips' coolant, drop at the heat exchanger, pumps and heat pump.
    design : Design
        Coolant, and whether it boils. What boils has one temperature, and so must stand below the
        colder end of the chips' loop: the glide of the liquid is lost.

    Returns
    -------
    LoopBudget
        nan where a coolant would freeze or leave its table.

    Notes
    -----
    The same drop of pressure and pump in both loops. Properties at the mean temperature; the heat
    of the pumps is in the heat that is rejected. Carnot's coefficient between the coldest coolant
    that gives heat and the hottest that takes it, times the efficiency.

    References
    ----------
    First law, steady flow; Gilmore (ed.), Spacecraft Thermal Control Handbook, 2002, ch. 12.

    Examples
    --------
    Water-glycol straight from the chips, two bar, 40 %: one and a quarter per cent of the heat.

    >>> from dawndusk.satellite.inputs import Design, RadiatorInputs
    >>> given = dict.fromkeys(RadiatorInputs._fields, 0.0)
    >>> given |= {"coolant_supply_c": 45.0, "coolant_return_c": 55.0, "pressure_drop_bar": 2.0}
    >>> given |= {"pump_efficiency": 0.4, "heat_pump_efficiency": 0.5}
    >>> found = loop_budget(RadiatorInputs(**given), Design(coolant="pg25"))
    >>> round(float(found.pump_share), 4), round(1e5 * float(found.kg_per_s_per_w), 3)
    (0.0124, 2.505)
    """
    supply = np.asarray(radiator.coolant_supply_c, dtype=np.float64)
    back = np.asarray(radiator.coolant_return_c, dtype=np.float64)
    lift = np.asarray(radiator.heat_pump_lift_k, dtype=np.float64)
    drop = radiator.interface_drop_k if design.two_loops else 0.0
    cold = supply - drop
    outlet = cold + lift
    inlet = outlet if design.boiling else back - drop + lift
    own = _per_heat(CHIP_COOLANT, supply, back, None)
    outer = _per_heat(design.coolant, outlet, inlet, radiator.quality if design.boiling else None)
    pressure = _PA_PER_BAR * np.asarray(radiator.pressure_drop_bar) / radiator.pump_efficiency
    per_density = own[0] / own[1] + (outer[0] / outer[1] if design.two_loops else 0.0)
    with np.errstate(divide="ignore"):
        cop = np.asarray(radiator.heat_pump_efficiency) * (cold + KELVIN_OFFSET) / lift
    share = np.where(lift > 0.0, 1.0 / (1.0 + cop), 0.0)
    return LoopBudget(inlet, outlet, outer[0], np.asarray(pressure * per_density), share)


def _per_heat(
    coolant: str, cold_c: FloatArray, hot_c: FloatArray, quality: Numbers | None
) -> tuple[FloatArray, FloatArray]:
    """Flow per heat [kg/(s W)] and density at the pump [kg/m3]; nan outside the table."""
    mean = 0.5 * (cold_c + hot_c)
    density = coolant_property(coolant, "density_kg_per_m3", cold_c, outside="nan")
    if quality is not None:
        latent = coolant_property(coolant, "latent_heat_j_per_kg", mean, outside="nan")
        return np.asarray(1.0 / (latent * quality)), density
    capacity = coolant_property(coolant, "heat_capacity_j_per_kg_k", mean, outside="nan")
    return np.asarray(1.0 / (capacity * (hot_c - cold_c))), density
