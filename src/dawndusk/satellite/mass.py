"""Mass: from the parts to what is launched, and the velocity that the propellant buys."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import G0, MU_EARTH, FloatArray
from dawndusk.orbit.manoeuvres import disposal_delta_v
from dawndusk.orbit.sun_synchronous import orbit_radius
from dawndusk.satellite import Numbers

__all__ = ["MassBudget", "mass_roll_up", "mission_delta_v", "shield_mass"]


class MassBudget(NamedTuple):
    """Mass from the parts to the launch.

    Attributes
    ----------
    parts_kg : ndarray [kg]
        Sum of the parts.
    structure_kg, contingency_kg : ndarray [kg]
        Added in shares.
    dry_kg : ndarray [kg]
        Parts, structure and contingency.
    propellant_kg : ndarray [kg]
        By the rocket equation.
    wet_kg : ndarray [kg]
        Launched.
    """

    parts_kg: FloatArray
    structure_kg: FloatArray
    contingency_kg: FloatArray
    dry_kg: FloatArray
    propellant_kg: FloatArray
    wet_kg: FloatArray


def mass_roll_up(
    array_kg: Numbers = 0.0,
    battery_kg: Numbers = 0.0,
    radiator_kg: Numbers = 0.0,
    thermal_loop_kg: Numbers = 0.0,
    compute_kg: Numbers = 0.0,
    shielding_kg: Numbers = 0.0,
    avionics_comms_kg: Numbers = 0.0,
    structure_share: Numbers = 0.0,
    contingency_share: Numbers = 0.0,
    delta_v_m_per_s: Numbers = 0.0,
    impulse_n_s: Numbers = 0.0,
    isp_s: Numbers = np.inf,
) -> MassBudget:
    r"""Launched mass from the masses of the parts.

    .. math:: m_{dry} = (1 + s)(1 + c) \sum_i m_i, \qquad
              m_{wet} = \Big(m_{dry} + \frac{J}{I_{sp} g_0}\Big) e^{\Delta v / (I_{sp} g_0)}

    Parameters
    ----------
    array_kg, battery_kg, radiator_kg, thermal_loop_kg, compute_kg, shielding_kg : array_like [kg]
        Parts.
    avionics_comms_kg : array_like [kg]
        Computers, attitude control, propulsion hardware, harness, antennas, laser terminals.
    structure_share : array_like [1]
        Structure and mechanisms over the sum of the parts, s.
    contingency_share : array_like [1]
        Growth over parts and structure, c.
    delta_v_m_per_s : array_like [m/s]
        Over the whole life, of manoeuvres.
    impulse_n_s : array_like [N s]
        Over the whole life, against the air, J: a force times a time, whatever the mass.
    isp_s : array_like [s]
        Specific impulse; infinite means no propellant.

    Returns
    -------
    MassBudget
        Every step of the sum [kg].

    Notes
    -----
    Tanks are counted with the avionics, not with the propellant. What is kept against the air is
    carried through all manoeuvres, also the last, which overstates the propellant by a few per
    cent of itself.

    References
    ----------
    ANSI/AIAA S-120A-2015, Mass Properties Control for Space Systems (growth allowance);
    Tsiolkovsky's equation.

    Examples
    --------
    29.4 kg/kW of array, storage and radiator, with 36 % on top for everything else, are 40 kg/kW:

    >>> budget = mass_roll_up(array_kg=29.4, structure_share=0.3605)
    >>> round(float(budget.wet_kg), 1)
    40.0
    """
    parts = np.asarray(array_kg, dtype=np.float64) + battery_kg + radiator_kg + thermal_loop_kg
    parts = np.asarray(parts + compute_kg + shielding_kg + avionics_comms_kg)
    structure = np.asarray(parts * structure_share)
    contingency = np.asarray((parts + structure) * contingency_share)
    dry = parts + structure + contingency
    exhaust = np.asarray(isp_s) * G0
    against_air = np.asarray(impulse_n_s) / exhaust
    manoeuvres = np.expm1(np.asarray(delta_v_m_per_s) / exhaust)
    propellant = against_air + (dry + against_air) * manoeuvres
    return MassBudget(parts, structure, contingency, dry, propellant, dry + propellant)


def shield_mass(shield_mm: Numbers, enclosure_m2: Numbers, kg_per_m2_per_mm: Numbers) -> FloatArray:
    r"""Mass of the aluminium around the electronics.

    .. math:: m = t\,A\,\rho

    Parameters
    ----------
    shield_mm : array_like [mm]
        Thickness, the same that sets the dose.
    enclosure_m2 : array_like [m2]
        Surface that is covered.
    kg_per_m2_per_mm : array_like [kg/m2/mm]
        Areal density of one millimetre.

    Returns
    -------
    ndarray [kg]
        Of shield.

    References
    ----------
    Density times volume of a thin shell.

    Examples
    --------
    10 mm of aluminium around 6.5 m2:

    >>> round(float(shield_mass(10.0, 6.5, 2.7)), 1)
    175.5
    """
    return np.asarray(np.asarray(shield_mm) * enclosure_m2 * kg_per_m2_per_mm, dtype=np.float64)


def mission_delta_v(
    altitude_km: Numbers,
    insertion_altitude_km: Numbers,
    disposal_perigee_km: Numbers,
    avoidance_m_per_s_per_year: Numbers,
    life_years: Numbers,
    margin_share: Numbers,
) -> FloatArray:
    r"""Velocity that the satellite's own propellant must give over its life.

    .. math:: \Delta v = (1 + m)\Big[\,|v(r_0) - v(r)| + L\,\dot v
              + v(r)\Big(1 - \sqrt{\tfrac{2 r_p}{r + r_p}}\Big)\Big],
              \quad v(r) = \sqrt{\mu / r}

    Parameters
    ----------
    altitude_km : array_like [km]
        Where it works.
    insertion_altitude_km : array_like [km]
        Circular orbit in which the launcher leaves it; the raise is a slow spiral.
    disposal_perigee_km : array_like [km]
        To which the perigee is lowered at the end.
    avoidance_m_per_s_per_year : array_like [m/s/year]
        Avoidance and sunlight pressure; drag is an impulse of `mass_roll_up`.
    life_years : array_like [year]
        L.
    margin_share : array_like [1]
        m.

    Returns
    -------
    ndarray [m/s]
        Total.

    Notes
    -----
    No change of plane: the launcher delivers into the sun-synchronous plane. The disposal is
    counted as one burn; thrust spread over many arcs near the apogee costs more, which the margin
    carries.

    References
    ----------
    Edelbaum 1961 (spiral between circular orbits); Vallado 2013, ch. 6 (perigee lowering).

    Examples
    --------
    From 300 km up to 650 km is 195 m/s, and down to a perigee of 50 km is 170 m/s:

    >>> round(float(mission_delta_v(650.0, 300.0, 650.0, 0.0, 5.0, 0.0)))
    195
    >>> round(float(mission_delta_v(650.0, 650.0, 50.0, 0.0, 5.0, 0.0)))
    170
    """
    r, r0 = orbit_radius(altitude_km), orbit_radius(insertion_altitude_km)
    raise_it = np.abs(np.sqrt(MU_EARTH / r0) - np.sqrt(MU_EARTH / r))
    lower_it = disposal_delta_v(altitude_km, disposal_perigee_km)
    keep_it = np.asarray(life_years) * np.asarray(avoidance_m_per_s_per_year)
    return np.asarray((1.0 + np.asarray(margin_share)) * (raise_it + keep_it + lower_it))
