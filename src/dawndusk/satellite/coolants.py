"""Coolants: properties by temperature, where they freeze, and the flow of a loop.

The table `data/tables/coolants.csv` is built offline by `tools/build_coolant_table.py`; here it is
only read and interpolated.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError, nearest
from dawndusk.limits import require_within
from dawndusk.orbit.tables import place_in, read_table
from dawndusk.satellite import Numbers
from dawndusk.satellite.loop import boiling_flow, liquid_flow, pump_power

__all__ = [
    "PROPERTIES",
    "Coolant",
    "LoopFlow",
    "coolant_property",
    "coolants",
    "loop_flow",
]

PROPERTIES: Final = (
    "density_kg_per_m3",
    "heat_capacity_j_per_kg_k",
    "viscosity_pa_s",
    "conductivity_w_per_m_k",
    "saturation_pa",
    "latent_heat_j_per_kg",
)
_BY_LOGARITHM: Final = ("viscosity_pa_s", "saturation_pa")  # which fall or rise by powers
_PA_PER_BAR: Final = 1e5


class Coolant(NamedTuple):
    """One coolant by temperature.

    Attributes
    ----------
    name : str
        As in the table.
    freezing_c : float [degC]
        Where it turns solid.
    temperature_c : ndarray [degC]
        Nodes (n), rising, the first not below freezing.
    properties : mapping of str to ndarray
        Those of `PROPERTIES` that the source knows, each (n), in the unit of its name.
    """

    name: str
    freezing_c: float
    temperature_c: FloatArray
    properties: Mapping[str, FloatArray]


class LoopFlow(NamedTuple):
    """What a loop must move.

    Attributes
    ----------
    kg_per_s : ndarray [kg/s]
        Mass flow.
    litres_per_s : ndarray [l/s]
        Volume of the liquid at the pump.
    pump_w : ndarray [W]
        Electrical.
    freezing_margin_k : ndarray [K]
        From the coldest coolant down to its freezing point.
    """

    kg_per_s: FloatArray
    litres_per_s: FloatArray
    pump_w: FloatArray
    freezing_margin_k: FloatArray


@cache
def coolants() -> Mapping[str, Coolant]:
    """Read the table of coolants, once.

    Returns
    -------
    mapping of str to Coolant
        ``pg25`` is water with a quarter of propylene glycol by mass, ``ammonia``, and ``r1233zd``
        the refrigerant R1233zd(E).

    References
    ----------
    CoolProp: Bell et al., Ind. Eng. Chem. Res. 53, 2014, 2498, with the models its table names.

    Examples
    --------
    >>> {name: round(coolant.freezing_c, 1) for name, coolant in coolants().items()}
    {'pg25': -9.8, 'ammonia': -77.7, 'r1233zd': -107.4}
    """
    heads, *lines = read_table("coolants.csv")
    found = {}
    for name in dict.fromkeys(line[0] for line in lines):
        columns = dict(
            zip(heads, zip(*(x for x in lines if x[0] == name), strict=True), strict=True)
        )
        found[name] = Coolant(
            name,
            float(columns["freezing_c"][0]),
            np.array(columns["temperature_c"], dtype=np.float64),
            MappingProxyType(
                {
                    key: np.array(columns[key], dtype=np.float64)
                    for key in PROPERTIES
                    if columns[key][0]
                }
            ),
        )
    return MappingProxyType(found)


def coolant_property(
    coolant: str,
    property_name: str,
    temperature_c: Numbers,
    outside: Literal["raise", "nan"] = "raise",
) -> FloatArray:
    r"""One property of the liquid at a temperature.

    .. math:: y = (1 - w)\,y_i + w\,y_{i+1}

    in the logarithm of viscosity and of saturation pressure, in the property itself else.

    Parameters
    ----------
    coolant : str
        ``pg25``, ``ammonia`` or ``r1233zd``.
    property_name : str
        One of `PROPERTIES`; its unit is in its name.
    temperature_c : array_like [degC]
        From the freezing point, or -40, to 100 (pg25), 110 (ammonia) or 140 (r1233zd).
    outside : {"raise", "nan"}
        What a frozen coolant or a temperature outside the table gives.

    Returns
    -------
    ndarray
        Property, in the unit of its name.

    Raises
    ------
    InputError
        Frozen, outside the table, or a property that the table does not have.

    Notes
    -----
    Steps of 2.5 K; half-way between them within 0.2 % of the source.

    References
    ----------
    As for :func:`coolants`.

    Examples
    --------
    >>> round(float(coolant_property("pg25", "heat_capacity_j_per_kg_k", 45.0)))
    3981
    >>> round(float(coolant_property("ammonia", "saturation_pa", 40.0)) / 1e5, 1)
    15.5
    """
    found = _coolant(coolant)
    if property_name not in found.properties:
        known = property_name in PROPERTIES
        raise InputError(
            f"the table has no {property_name} of {coolant}" if known else "no such property",
            got=None if known else property_name,
            allowed=", ".join(found.properties),
        )
    if outside == "nan":
        at = np.asarray(temperature_c, dtype=np.float64)
        known_here = (at >= found.temperature_c[0]) & (at <= found.temperature_c[-1])
        at = np.where(known_here, at, np.nan)
    else:
        at = _within(found, "temperature_c", temperature_c)
    place, part = place_in(found.temperature_c, at)
    values = found.properties[property_name]
    if property_name in _BY_LOGARITHM:
        values = np.log(values)
    y = (1.0 - part) * values[place] + part * values[place + 1]
    return np.asarray(np.exp(y) if property_name in _BY_LOGARITHM else y)


def loop_flow(
    heat_kw: Numbers,
    inlet_c: Numbers,
    outlet_c: Numbers,
    pressure_drop_bar: Numbers,
    pump_efficiency: Numbers,
    coolant: Literal["pg25", "ammonia", "r1233zd"] = "pg25",
    quality: float | None = None,
) -> LoopFlow:
    r"""Flow of coolant that carries heat from the chips to the radiator, and its pump's power.

    .. math::

        \dot m = \frac{Q}{c_p\,(T_i - T_o)} \quad \text{or} \quad
        \dot m = \frac{Q}{x\,h_{fg}}, \qquad P = \frac{\dot m\,\Delta p}{\rho\,\eta}

    Parameters
    ----------
    heat_kw : array_like [kW]
        Carried, Q.
    inlet_c : array_like [degC]
        Coolant that enters the radiator.
    outlet_c : array_like [degC]
        Coolant that leaves it towards the pump and the chips.
    pressure_drop_bar : array_like [bar]
        Around the loop.
    pump_efficiency : array_like [1]
        Of pump, motor and drive together.
    coolant : {"pg25", "ammonia", "r1233zd"}
        Water with 25 % propylene glycol, ammonia, or the refrigerant R1233zd(E).
    quality : array_like [1], optional
        Share of the flow that boils at the chips, x, and condenses in the radiator, at the mean
        of inlet and outlet. Left out: the coolant stays liquid.

    Returns
    -------
    kg_per_s : ndarray [kg/s]
        Mass flow.
    litres_per_s : ndarray [l/s]
        Volume of the liquid at the pump.
    pump_w : ndarray [W]
        Electrical power of the pump.
    freezing_margin_k : ndarray [K]
        From the coldest coolant down to its freezing point.

    Raises
    ------
    InputError
        Frozen coolant, a loop that does not cool, a coolant that is not boiled, or out of range.

    Notes
    -----
    Properties at the mean of inlet and outlet, density at the outlet. The drop of pressure is
    given, not computed: two-phase flow needs more of it for the same tube. Ammonia asks for 20 bar
    at 50 degC, R1233zd(E) for 3.

    References
    ----------
    First law, steady flow; properties from CoolProp (Bell et al., Ind. Eng. Chem. Res. 53, 2014,
    2498).

    Examples
    --------
    100 kW from 55 to 45 degC: water-glycol, and 70 % boiled ammonia, eighteen times less.

    >>> float(loop_flow(100.0, 55.0, 45.0, 2.0, 0.4).kg_per_s.round(2))
    2.5
    >>> float(loop_flow(100.0, 55.0, 45.0, 2.0, 0.4, "ammonia", 0.7).kg_per_s.round(3))
    0.136
    """
    found = _coolant(coolant)
    require_within(
        heat_kw=(heat_kw, 0.0, 1e9),
        pressure_drop_bar=(pressure_drop_bar, 0.0, 1e4),
        pump_efficiency=(pump_efficiency, 1e-3, 1.0),
    )
    inlet, outlet = _within(found, "inlet_c", inlet_c), _within(found, "outlet_c", outlet_c)
    mean = 0.5 * (inlet + outlet)
    heat_w = 1e3 * np.asarray(heat_kw, dtype=np.float64)
    if quality is not None:
        require_within(quality=(quality, 1e-3, 1.0))
        boiled = [x.name for x in coolants().values() if "latent_heat_j_per_kg" in x.properties]
        if coolant not in boiled:
            raise InputError(
                f"{coolant} is not boiled here",
                got=f"quality={quality}",
                allowed=", ".join(boiled),
                remedy="leave quality out",
            )
        if not np.all(inlet >= outlet):
            raise InputError("inlet_c is below outlet_c", got=inlet_c, allowed="outlet_c or more")
        flow = boiling_flow(
            heat_w, coolant_property(coolant, "latent_heat_j_per_kg", mean), quality
        )
    else:
        if not np.all(inlet > outlet):
            raise InputError(
                "inlet_c is out of range: the coolant cools in the radiator",
                got=inlet_c,
                allowed=f"above {float(np.max(outlet)):g} degC, which is outlet_c",
            )
        capacity = coolant_property(coolant, "heat_capacity_j_per_kg_k", mean)
        flow = liquid_flow(heat_w, capacity, inlet - outlet)
    density = coolant_property(coolant, "density_kg_per_m3", outlet)
    drop_pa = _PA_PER_BAR * np.asarray(pressure_drop_bar, dtype=np.float64)
    return LoopFlow(
        flow,
        np.asarray(1e3 * flow / density),
        pump_power(flow, drop_pa, density, pump_efficiency),
        np.asarray(outlet - found.freezing_c),
    )


def _coolant(name: str) -> Coolant:
    known = coolants()
    if name not in known:
        raise InputError(
            "no such coolant", got=name, allowed=", ".join(known), remedy=nearest(name, known)
        )
    return known[name]


def _within(coolant: Coolant, name: str, temperature_c: Numbers) -> FloatArray:
    """Return temperatures that the table has, or say that the coolant would freeze."""
    values = np.asarray(temperature_c, dtype=np.float64)
    low, high = float(coolant.temperature_c[0]), float(coolant.temperature_c[-1])
    if np.all((values >= low) & (values <= high)):
        return values
    if np.any(values < coolant.freezing_c + 0.01):
        others = [x for x in coolants().values() if x.freezing_c < coolant.freezing_c]
        raise InputError(
            f"{coolant.name} freezes at {coolant.freezing_c:.1f} degC: {name} is too cold",
            got=temperature_c,
            allowed=f"{low:g} to {high:g} degC",
            remedy=(
                f"{others[0].name} freezes at {others[0].freezing_c:.1f} degC"
                if others
                else "keep the coolant warm"
            ),
        )
    raise InputError(f"{name} is out of range", got=temperature_c, allowed=f"{low:g} to {high:g}")
