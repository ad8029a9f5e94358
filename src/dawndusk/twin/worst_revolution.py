"""One satellite through the revolution with the deepest shadow, by the model of a flight."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.orbit.eclipses import worst_day
from dawndusk.orbit.shadow import shadow_edges
from dawndusk.orbit.sun import sun_position
from dawndusk.orbit.sun_synchronous import (
    beta_angle,
    nodal_period,
    node_right_ascension,
    sun_synchronous_inclination,
)
from dawndusk.satellite.node_power import HALF_LIT
from dawndusk.satellite.node_state import NodeModel, NodeState, start_state, stored_energy
from dawndusk.satellite.transient import implicit, step

__all__ = ["WorstRevolution", "worst_revolution"]

NOON: Final = 0.5  # of the day, whose 0 h UT is given
FULL: Final = 0.999  # of the highest speed of the revolution counts as full
_SPIN_UP: Final = 2  # revolutions that do not count
_SPIN_UP_STEP_S: Final = 60.0


class WorstRevolution(NamedTuple):
    """A satellite from orbit noon to orbit noon, one entry a step, (T,).

    Attributes
    ----------
    days : float [d]
        Days from J2000.0 of noon of that day.
    beta_rad, period_s : float [rad], [s]
        Of the Sun out of the orbital plane; from node to node.
    seconds : ndarray [s]
        At the end of each step, from orbit noon on.
    lit, speed : ndarray [1]
        Visible share of the Sun; clock times the time that the chips work, over full clock.
    junction_k, coolant_k, radiator_k, array_k : ndarray [K]
        Chips, their coolant, root of the radiator's fins, array.
    charge_j, load_w, power_w : ndarray [J], [W], [W]
        Of the battery, of the bus, and given by the array.
    energy_residual : float [1]
        What is absorbed less what is radiated and stored, over what is absorbed.
    periodic_k : float [K]
        Largest difference between the start and the end of the last revolution.
    """

    days: float
    beta_rad: float
    period_s: float
    seconds: FloatArray
    lit: FloatArray
    speed: FloatArray
    junction_k: FloatArray
    coolant_k: FloatArray
    radiator_k: FloatArray
    array_k: FloatArray
    charge_j: FloatArray
    load_w: FloatArray
    power_w: FloatArray
    energy_residual: float
    periodic_k: float

    @property
    def shadow_s(self) -> float:
        """Sunlight lost in the revolution [s]."""
        return float((1.0 - self.lit).mean() * self.period_s)

    @property
    def wakes_after_s(self) -> float | None:
        """Light that passes unused from the end of the shadow to full speed [s].

        0 where the chips run through it; None where there is no shadow, or no full speed after it.
        """
        dark = np.flatnonzero(self.lit < HALF_LIT)
        if not dark.size:
            return None
        lit, speed = self.lit[dark[-1] :], self.speed[dark[-1] :]
        full = np.flatnonzero(speed[1:] >= FULL * self.speed.max())
        if not full.size:
            return None
        waking = slice(0, int(full[0]) + 1)
        unused = np.maximum(lit[waking] * self.speed.max() - speed[waking], 0.0)
        return float(unused.sum() * self.seconds[0] / self.speed.max())


def worst_revolution(
    model: NodeModel, altitude_km: float, local_time_h: float, year: int, step_s: float = 30.0
) -> WorstRevolution:
    r"""Step one satellite until it repeats, on the day whose shadow is deepest.

    .. math:: \cos z = \cos\beta \cos u, \quad
              w = \frac{\cos z + \cos\psi_u}{\cos\psi_u - \cos\psi_p}

    with u the angle from orbit noon and w the way through the penumbra.

    Parameters
    ----------
    model : NodeModel
        From `dawndusk.twin.node_model.node_model`.
    altitude_km : float [km]
        Of the circular sun-synchronous orbit.
    local_time_h : float [h]
        Local mean time of its ascending node.
    year : int [year]
        Calendar year.
    step_s : float [s], optional
        Longest step; a whole number of them makes a revolution.

    Returns
    -------
    WorstRevolution

    Notes
    -----
    The Sun stands still for the revolution (it moves by 0.03 deg out of the plane), so that the
    end can be the start. Two revolutions by 60 s go before, of which nothing is kept. The coolant
    is one node with the chips: no bypass holds it warm while the panel is cold.

    References
    ----------
    `dawndusk.satellite.transient`, `dawndusk.orbit.shadow.shadow_edges`.
    """
    days = float(worst_day(altitude_km, local_time_h, year)) + NOON
    sun = sun_position(days)
    inclination = sun_synchronous_inclination(altitude_km)
    node = node_right_ascension(local_time_h, days)
    beta = float(beta_angle(inclination, node, sun.right_ascension_rad, sun.declination_rad))
    period = float(nodal_period(altitude_km, inclination))
    edges = shadow_edges(altitude_km, sun.distance_m)
    umbra, penumbra = float(np.cos(edges.umbra_rad)), float(np.cos(edges.penumbra_rad))

    def light(count: int) -> tuple[list[float], list[float]]:
        cosine = np.cos(beta) * np.cos(2.0 * np.pi * np.arange(count + 1) / count)
        return cosine.tolist(), ((cosine + umbra) / (umbra - penumbra)).tolist()

    state = start_state(model, ())
    count = _steps(period, _SPIN_UP_STEP_S)
    by, (c, w) = implicit(model, period / count), light(count)
    for _ in range(_SPIN_UP):
        for k in range(count):
            state = step(model, by, state, (c[k], c[k + 1]), (w[k], w[k + 1])).state

    count = _steps(period, step_s)
    by, (c, w) = implicit(model, period / count), light(count)
    start, rows = state, []
    for k in range(count):
        now = step(model, by, state, (c[k], c[k + 1]), (w[k], w[k + 1]))
        state = now.state
        rows.append(
            (
                now.lit, now.compute, now.junction_k, state.coolant_k, state.radiator_k,
                state.array_k, state.charge_j, now.load_w, now.power_w, now.absorbed_w,
                now.radiated_w,
            )
        )  # fmt: skip
    table: FloatArray = np.array(rows, dtype=np.float64)
    lit, speed, junction, coolant, radiator, array, charge, load, power = table[:, :9].T
    return WorstRevolution(
        days=days,
        beta_rad=beta,
        period_s=period,
        seconds=by.step_s * np.arange(1.0, count + 1.0),
        lit=lit,
        speed=speed,
        junction_k=junction,
        coolant_k=coolant,
        radiator_k=radiator,
        array_k=array,
        charge_j=charge,
        load_w=load,
        power_w=power,
        energy_residual=_residual(model, start, state, by.step_s, table[:, 9], table[:, 10]),
        periodic_k=max(abs(float(a - b)) for a, b in zip(start[:3], state[:3], strict=True)),
    )


def _steps(period_s: float, longest_s: float) -> int:
    """Count equal steps that make a revolution."""
    return max(1, int(np.ceil(period_s / longest_s * (1.0 - 1e-12))))


def _residual(
    model: NodeModel,
    start: NodeState,
    end: NodeState,
    step_s: float,
    absorbed_w: FloatArray,
    radiated_w: FloatArray,
) -> float:
    gained = float(stored_energy(model, end) - stored_energy(model, start))
    taken = step_s * float(absorbed_w.sum())
    return abs(taken - step_s * float(radiated_w.sum()) - gained) / taken
