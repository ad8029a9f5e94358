"""The film of coolant on the wall of a tube: how well it passes heat on."""

from __future__ import annotations

from typing import Final

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.satellite import Numbers

__all__ = ["film_coefficient"]

LAMINAR_NUSSELT: Final = 48.0 / 11.0  # round tube, heat flux the same along it, exact: 4.364
_LAMINAR_TO: Final = 2300.0
_TURBULENT_FROM: Final = 4000.0


def film_coefficient(
    speed_m_per_s: Numbers,
    bore_m: Numbers,
    density_kg_per_m3: Numbers,
    heat_capacity_j_per_kg_k: Numbers,
    viscosity_pa_s: Numbers,
    conductivity_w_per_m_k: Numbers,
) -> FloatArray:
    r"""Heat transfer from a liquid to the wall of the round tube through which it flows.

    .. math::

        h = \mathrm{Nu}\,\frac{k}{d}, \quad \mathrm{Re} = \frac{\rho v d}{\mu}, \quad
        \mathrm{Pr} = \frac{c_p \mu}{k}

        \mathrm{Nu} = 48/11 \;(\mathrm{Re} \le 2300), \qquad
        \mathrm{Nu} = \frac{(f/8)(\mathrm{Re} - 1000)\,\mathrm{Pr}}
        {1 + 12.7 \sqrt{f/8}\,(\mathrm{Pr}^{2/3} - 1)} \;(\mathrm{Re} \ge 4000), \qquad
        f = (0.79 \ln \mathrm{Re} - 1.64)^{-2}

    and a straight line in Re between the two.

    Parameters
    ----------
    speed_m_per_s : array_like [m/s]
        Mean speed in the tube, v.
    bore_m : array_like [m]
        Inner diameter, d.
    density_kg_per_m3, heat_capacity_j_per_kg_k : array_like [kg/m3], [J/(kg K)]
        Of the liquid.
    viscosity_pa_s, conductivity_w_per_m_k : array_like [Pa s], [W/(m K)]
        Of the liquid.

    Returns
    -------
    ndarray [W/(m2 K)]
        Per area of the wall inside the tube.

    Notes
    -----
    Smooth tube, developed flow, properties at the mean of the liquid. Bends and the start of the
    tube pass more heat, colder liquid at the wall a few per cent less. Gnielinski gives 10 %.

    References
    ----------
    Gnielinski, Int. Chem. Eng. 16, 1976, 359, with Petukhov's friction factor; line between 2300
    and 4000 as Gnielinski, Int. J. Heat Mass Transfer 63, 2013, 134.

    Examples
    --------
    Water-glycol at 50 degC through 5 mm: laminar at 0.3 m/s, turbulent at 1.5 m/s.

    >>> h = film_coefficient(np.array([0.3, 1.5]), 0.005, 1004.0, 3990.0, 1.08e-3, 0.49)
    >>> h.round()
    array([ 428., 6014.])
    """
    d, k = np.asarray(bore_m, dtype=np.float64), np.asarray(conductivity_w_per_m_k)
    Re = np.asarray(density_kg_per_m3 * speed_m_per_s * d / np.asarray(viscosity_pa_s))
    Pr = np.asarray(heat_capacity_j_per_kg_k * np.asarray(viscosity_pa_s) / k)
    turbulent = np.maximum(Re, _TURBULENT_FROM)
    root = 0.79 * np.log(turbulent) - 1.64
    f8 = 0.125 / (root * root)
    thirds = np.cbrt(Pr) ** 2
    gnielinski = f8 * (turbulent - 1000.0) * Pr / (1.0 + 12.7 * np.sqrt(f8) * (thirds - 1.0))
    part = np.clip((Re - _LAMINAR_TO) / (_TURBULENT_FROM - _LAMINAR_TO), 0.0, 1.0)
    return np.asarray((LAMINAR_NUSSELT + part * (gnielinski - LAMINAR_NUSSELT)) * k / d)
