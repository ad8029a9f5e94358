"""Mass of a node from a handful of figures, as published estimates give them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError
from dawndusk.limits import require_within
from dawndusk.satellite import Numbers
from dawndusk.satellite.mass import mass_roll_up

__all__ = ["NodeMass", "node_mass"]


class NodeMass(NamedTuple):
    """Mass of a node and the compute it carries per kilogram.

    Attributes
    ----------
    array_kg, radiator_kg, compute_kg : ndarray [kg]
        Parts that grow with the power.
    dry_kg, wet_kg : ndarray [kg]
        Without and with propellant; wet is what is launched.
    watts_per_kg : ndarray [W/kg]
        Of compute per launched kilogram.
    """

    array_kg: FloatArray
    radiator_kg: FloatArray
    compute_kg: FloatArray
    dry_kg: FloatArray
    wet_kg: FloatArray
    watts_per_kg: FloatArray


def node_mass(
    compute_kw: Numbers,
    array_w_per_kg: Numbers,
    radiator_kg_per_m2: Numbers,
    radiator_w_per_m2: Numbers,
    compute_kg_per_kw: Numbers,
    battery_kg: Numbers,
    mass_factor: Numbers,
    overhead_share: Numbers,
    other_kg: Numbers = 0.0,
    delta_v_m_per_s: Numbers = 0.0,
    isp_s: Numbers = np.inf,
) -> NodeMass:
    r"""Launched mass of a node and its watts of compute per kilogram.

    .. math::

        m_{dry} = f \Big[ (1 + o)\,P \Big(\frac{1}{w_a} + \frac{\mu_r}{q_r}\Big) + m_c P + m_b
        + m_o \Big], \qquad m_{wet} = m_{dry}\,e^{\Delta v / (I_{sp} g_0)}

    Parameters
    ----------
    compute_kw : array_like [kW]
        Power at the chips, P.
    array_w_per_kg : array_like [W/kg]
        Specific power of the array, w_a.
    radiator_kg_per_m2 : array_like [kg/m2]
        Areal mass of the radiator, per planform area.
    radiator_w_per_m2 : array_like [W/m2]
        Heat that the radiator sheds per planform area, q_r.
    compute_kg_per_kw : array_like [kg/kW]
        Chips, boards, network and power supplies, m_c.
    battery_kg : array_like [kg]
        Of the node, m_b.
    mass_factor : array_like [1]
        Launched over the sum of the parts, f: structure, mechanisms and margin.
    overhead_share : array_like [1]
        Power beside the chips over that of the chips, o; it too must be generated and shed.
    other_kg : array_like [kg]
        Avionics, links, shield and the rest, m_o.
    delta_v_m_per_s : array_like [m/s]
        Of the propellant; 0 if the mass factor has it.
    isp_s : array_like [s]
        Specific impulse; infinite means no propellant.

    Returns
    -------
    array_kg : ndarray [kg]
        Solar array.
    radiator_kg : ndarray [kg]
        Radiator.
    compute_kg : ndarray [kg]
        Compute.
    dry_kg : ndarray [kg]
        Parts times the mass factor.
    wet_kg : ndarray [kg]
        Launched.
    watts_per_kg : ndarray [W/kg]
        Compute per launched kilogram.

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    A sum, not a design: whether the radiator sheds so much, and whether the array still gives so
    much at the end of its life, is for the closed satellite to say.

    References
    ----------
    ANSI/AIAA S-120A-2015, Mass Properties Control for Space Systems (growth allowance);
    Tsiolkovsky's equation.

    Examples
    --------
    A middle class of 2026: 100 W/kg array, 5 kg/m2 at 600 W/m2, 6 kg/kW, 100 kg of battery, a
    quarter on top. To reach 100 W/kg every kilowatt must fit into ten kilograms.

    >>> node = node_mass(100.0, 100.0, 5.0, 600.0, 6.0, 100.0, 1.25, 0.05)
    >>> round(float(node.watts_per_kg), 1), round(float(node.wet_kg))
    (30.5, 3281)
    """
    require_within(
        compute_kw=(compute_kw, 1e-6, 1e9),
        array_w_per_kg=(array_w_per_kg, 1e-3, 1e6),
        radiator_kg_per_m2=(radiator_kg_per_m2, 0.0, 1e4),
        radiator_w_per_m2=(radiator_w_per_m2, 1e-3, 1e7),
        compute_kg_per_kw=(compute_kg_per_kw, 0.0, 1e5),
        battery_kg=(battery_kg, 0.0, 1e9),
        mass_factor=(mass_factor, 1.0, 100.0),
        overhead_share=(overhead_share, 0.0, 10.0),
        other_kg=(other_kg, 0.0, 1e9),
        delta_v_m_per_s=(delta_v_m_per_s, 0.0, 20_000.0),
        isp_s=(isp_s, 10.0, np.inf),
    )
    chips_w = 1e3 * np.asarray(compute_kw, dtype=np.float64)
    bus_w = chips_w * (1.0 + np.asarray(overhead_share))
    array_kg = np.asarray(bus_w / np.asarray(array_w_per_kg))
    radiator_kg = np.asarray(bus_w / np.asarray(radiator_w_per_m2) * radiator_kg_per_m2)
    compute_kg = np.asarray(chips_w / 1e3 * np.asarray(compute_kg_per_kw))
    budget = mass_roll_up(
        array_kg=array_kg,
        radiator_kg=radiator_kg,
        compute_kg=compute_kg,
        battery_kg=battery_kg,
        avionics_comms_kg=other_kg,
        structure_share=np.asarray(mass_factor, dtype=np.float64) - 1.0,
        delta_v_m_per_s=delta_v_m_per_s,
        isp_s=isp_s,
    )
    wet = budget.wet_kg
    if not np.all(wet > 0.0):
        raise InputError("a node has a mass above zero", got=f"wet_kg={wet}")
    return NodeMass(
        array_kg, radiator_kg, compute_kg, budget.dry_kg, wet, np.asarray(chips_w / wet)
    )
