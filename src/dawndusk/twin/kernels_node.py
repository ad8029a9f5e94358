"""Compiled loops of the satellite in time: a block of satellites stays in the nearest cache.

The equations are those of `dawndusk.satellite.transient`, with the same symbols; a test holds both
together. One flat array with rows of BLOCK: the compiler sees that no row touches another and works
on as many satellites at once as the processor's vectors hold. Where something is one thing or the
other, both are computed and one is selected. Three short loops and not one: the processor then
works on the next satellites while it waits for these.

Importing this module starts the compiler: import it inside functions.
"""

from __future__ import annotations

from typing import Final

from dawndusk.constants import FloatArray
from dawndusk.orbit.kernels import compiled
from dawndusk.orbit.lit_share import STANDSTILL
from dawndusk.satellite.array import STANDARD_CELL_K
from dawndusk.satellite.node_power import HALF_LIT
from dawndusk.satellite.node_state import NodeModel
from dawndusk.satellite.transient import GAMMA, Implicit

__all__ = ["BLOCK", "LEDGER", "ROWS", "STATE", "step_nodes"]

BLOCK: Final = 128  # satellites: 33 kB of rows, about the first-level cache
STATE: Final = 10  # rows that are a `NodeState`, in its order
LEDGER: Final = 12  # with two that keep books: heat and power that do not balance [J]
_HEAT, _POWER = 10, 11
D0, D1, W0, W1 = 12, 13, 14, 15  # cosine and way through the penumbra, at the start and at the end
COMPUTE, TAKEN, LOAD, LOSS, ABSORBED, RADIATED, REJECTED, JUNCTION, SLOWED, ASLEEP = range(16, 26)
_NU, _SUNLIGHT, _AROUND, _S, _KA, _KR, _KC = range(26, 33)
ROWS: Final = 33


@compiled
def begin_step(w: FloatArray, m: NodeModel, h: float) -> None:
    """Find the light of the step, and how many rads of dose it brings."""
    g0, g1, g2, g3, g4 = m.array_infrared_w
    p0, p1, p2, p3 = m.array_reflected_w
    r0, r1, r2, r3 = m.radiator_reflected_w
    dose = h * m.dose_rad_per_s
    for j in range(BLOCK):
        w0, w1 = w[W0 * BLOCK + j], w[W1 * BLOCK + j]
        d0, d1 = w[D0 * BLOCK + j], w[D1 * BLOCK + j]
        apart = w1 - w0
        still = abs(apart) < STANDSTILL
        i0, i1 = min(max(w0, 0.0), 1.0), min(max(w1, 0.0), 1.0)
        ramp = 0.5 * (i1 * i1 - i0 * i0) + (max(w1 - 1.0, 0.0) - max(w0 - 1.0, 0.0))
        mean = ramp / (1.0 if still else apart)
        mean = 0.5 * (w0 + w1) if still else mean
        nu = min(max(mean, 0.0), 1.0)
        w[_NU * BLOCK + j] = nu
        c = 0.5 * (d0 + d1)
        w[D0 * BLOCK + j] = d1
        t = max(c + m.horizon, 0.0)
        tt = t * t
        earth = g0 + c * (g1 + c * (g2 + c * (g3 + c * g4)))
        sunlight = nu * m.array_sun_w + (earth + tt * (p0 + t * (p1 + t * (p2 + t * p3))))
        around = m.radiator_infrared_w + nu * m.radiator_leak_w
        around = around + tt * (r0 + t * (r1 + t * (r2 + t * r3)))
        w[_SUNLIGHT * BLOCK + j] = sunlight
        w[_AROUND * BLOCK + j] = around
        w[ABSORBED * BLOCK + j] = sunlight + around
        w[6 * BLOCK + j] += dose


@compiled
def chips_nodes(w: FloatArray, m: NodeModel, h: float, demand: float) -> None:
    """Find who rests, how fast chips run, when they wake, and what they draw and deliver."""
    a, b, c, d, e = m.rule.shape
    cold = m.rule.slowest_from_k
    per_span = 1.0 / (cold - m.rule.full_to_k)
    low, high = m.rest_below * m.battery_j, m.rest_until * m.battery_j
    in_shadow = m.asleep_w if m.shadow_speed == 0.0 else m.awake_w
    for j in range(BLOCK):
        q = w[3 * BLOCK + j]
        again = w[5 * BLOCK + j] if q < high else 0.0
        rests = 1.0 if q < low else again
        w[5 * BLOCK + j] = rests
        z = min(max((cold - w[2 * BLOCK + j] - w[9 * BLOCK + j]) * per_span, 0.0), 1.0)
        zz = z * z
        shape = (a + z * b) + zz * ((c + z * d) + zz * e)
        s = min(1.0 - (1.0 - z) * shape, demand)
        slow = min(s, m.shadow_speed)
        lit_load = m.awake_w + m.chips_w * (s * s * s)
        dark_load = in_shadow + m.chips_w * (slow * slow * slow)
        w[_S * BLOCK + j] = s
        w[LOAD * BLOCK + j] = m.asleep_w if rests > 0.0 else lit_load
        w[LOSS * BLOCK + j] = m.asleep_w if rests > 0.0 else dark_load


@compiled
def power_nodes(w: FloatArray, m: NodeModel, h: float) -> None:
    """Find power and what the battery takes: `dawndusk.satellite.node_power.electricity`."""
    per_regulation = 1.0 / m.regulation
    per_way = 1.0 / m.one_way
    lost, lost_in, lost_out = 1.0 - m.regulation, 1.0 - m.one_way, per_way - 1.0
    per_h = 1.0 / h
    way_h, per_way_h = m.one_way * per_h, per_way * per_h
    cells = m.cells_w - m.cells_w_k * STANDARD_CELL_K
    for j in range(BLOCK):
        q, nu = w[3 * BLOCK + j], w[_NU * BLOCK + j]
        Ta = w[j] + w[8 * BLOCK + j]
        offered = max(cells + m.cells_w_k * Ta, 0.0)
        reserve = q * way_h
        lit_load = min(w[LOAD * BLOCK + j], m.regulation * offered + reserve)
        drawn = (1.0 - nu) * min(w[LOSS * BLOCK + j], reserve)
        room = (m.battery_j - q) * per_way_h
        taken = min(offered, (lit_load + min(room, m.charge_w)) * per_regulation)
        surplus = m.regulation * taken - lit_load
        power = nu * taken
        into = nu * max(surplus, 0.0)
        out_of = nu * max(-surplus, 0.0) + drawn
        w[3 * BLOCK + j] = max(q + h * (m.one_way * into - per_way * out_of), 0.0)
        load = nu * lit_load + drawn
        loss = lost * power + (lost_in * into + lost_out * out_of)
        w[TAKEN * BLOCK + j] = power
        w[LOAD * BLOCK + j] = load
        w[LOSS * BLOCK + j] = loss
        w[_POWER * BLOCK + j] += h * (power - load - loss)


@compiled
def work_nodes(w: FloatArray, m: NodeModel, h: float, demand: float) -> None:
    """Find when chips wake and what they deliver, how hot they are, and their upsets."""
    per_h = 1.0 / h
    sleepy = m.shadow_speed == 0.0
    static, dynamic = m.static_share, 1.0 - m.static_share
    shaded_static = 0.0 if sleepy else static
    full = min(demand, 1.0)
    dark_work = 0.0 if sleepy else 1.0
    upset = h * m.dose_rad_per_s * m.upsets_per_rad
    for j in range(BLOCK):
        w0, w1 = w[W0 * BLOCK + j], w[W1 * BLOCK + j]
        nu, s, awake = w[_NU * BLOCK + j], w[_S * BLOCK + j], 1.0 - w[5 * BLOCK + j]
        slow, dark = min(s, m.shadow_speed), 1.0 - nu
        w[W0 * BLOCK + j] = w1
        owed = w[4 * BLOCK + j]
        in_dark = min(w0, w1) < HALF_LIT
        leaving = w1 >= w0
        owed = m.wake_s if in_dark & leaving else owed
        late = min(owed * per_h, nu)
        w[4 * BLOCK + j] = owed - late * h if leaving | (not in_dark) else m.wake_s
        w[COMPUTE * BLOCK + j] = awake * ((nu - late) * s + dark * slow)
        at_work = awake * (nu + dark * dark_work)
        w[7 * BLOCK + j] += upset * at_work
        fast = s if nu >= HALF_LIT else slow
        still = static if nu >= HALF_LIT else shaded_static
        drawn = still + dynamic * (fast * fast * fast)
        junction = w[2 * BLOCK + j] + w[9 * BLOCK + j] + m.rise_k * (awake * drawn)
        w[JUNCTION * BLOCK + j] = junction
        asleep = at_work < HALF_LIT
        w[ASLEEP * BLOCK + j] = 1.0 if asleep else 0.0
        w[SLOWED * BLOCK + j] = 0.0 if asleep | (s >= full) else 1.0


@compiled
def heat_nodes(w: FloatArray, m: NodeModel, by: Implicit) -> None:
    """Find what warms and cools the parts at the start: `dawndusk.satellite.node_heat.heat`."""
    G = m.loop_w_k
    X, E, eta = m.exchange_w_k4, m.radiator_emission_w_k4, m.fin_efficiency
    returned = X / E
    for j in range(BLOCK):
        Ta, Tr, Tc = w[j], w[BLOCK + j], w[2 * BLOCK + j]
        net, around = w[_SUNLIGHT * BLOCK + j] - w[TAKEN * BLOCK + j], w[_AROUND * BLOCK + j]
        spent = w[LOAD * BLOCK + j] + w[LOSS * BLOCK + j]
        x, y = Ta * Ta, Tr * Tr
        x, y = x * x, y * y
        seen = X * x
        received = around + seen
        rejected = eta * (E * y - received)
        emitted = rejected + received
        back, glow = returned * emitted, m.array_emission_w_k4 * x
        across = G * (Tc - Tr)
        Fa, Fr, Fc = net + back - glow, across - rejected, spent - across
        w[REJECTED * BLOCK + j] = rejected
        w[RADIATED * BLOCK + j] = (glow - seen) + (emitted - back)
        w[_KA * BLOCK + j] = by.array * Fa
        w[_KR * BLOCK + j] = by.radiator * Fr + by.cross * Fc
        w[_KC * BLOCK + j] = by.cross * Fr + by.coolant * Fc


@compiled
def warm_nodes(w: FloatArray, m: NodeModel, by: Implicit) -> None:
    """Find the same at the end of the step, warm and cool the parts, and book both."""
    h, G = by.step_s, m.loop_w_k
    X, E, eta = m.exchange_w_k4, m.radiator_emission_w_k4, m.fin_efficiency
    returned = X / E
    ca, cr, cc = 2.0 * m.array_j_k, 2.0 * m.radiator_j_k, 2.0 * m.coolant_j_k
    half = 0.5 * h
    by_array, by_radiator = GAMMA * h * by.array_w_k, GAMMA * h * by.radiator_w_k
    for j in range(BLOCK):
        Ta, Tr, Tc = w[j], w[BLOCK + j], w[2 * BLOCK + j]
        ka, kr, kc = w[_KA * BLOCK + j], w[_KR * BLOCK + j], w[_KC * BLOCK + j]
        net, around = w[_SUNLIGHT * BLOCK + j] - w[TAKEN * BLOCK + j], w[_AROUND * BLOCK + j]
        spent = w[LOAD * BLOCK + j] + w[LOSS * BLOCK + j]
        x, y = Ta + h * ka, Tr + h * kr
        across = G * (Tc + h * kc - y)
        x, y = x * x, y * y
        x, y = x * x, y * y
        seen = X * x
        received = around + seen
        rejected = eta * (E * y - received)
        emitted = rejected + received
        back, glow = returned * emitted, m.array_emission_w_k4 * x
        Fa, Fr, Fc = net + back - glow, across - rejected, spent - across
        Fa, Fr, Fc = Fa - ca * ka, Fr - cr * kr, Fc - cc * kc
        la = by.array * Fa
        lr = by.radiator * Fr + by.cross * Fc
        lc = by.cross * Fr + by.coolant * Fc
        rise, rise_c = half * (3.0 * ka + la), half * (3.0 * kc + lc)
        w[j], w[8 * BLOCK + j] = Ta + rise, 0.5 * rise
        w[BLOCK + j] = Tr + half * (3.0 * kr + lr)
        w[2 * BLOCK + j], w[9 * BLOCK + j] = Tc + rise_c, 0.5 * rise_c
        extra = by_radiator * (kr + lr)
        w[REJECTED * BLOCK + j] = 0.5 * (w[REJECTED * BLOCK + j] + rejected + extra)
        radiated = w[RADIATED * BLOCK + j] + (glow - seen) + (emitted - back)
        radiated = 0.5 * (radiated + by_array * (ka + la) + extra)
        w[RADIATED * BLOCK + j] = radiated
        w[_HEAT * BLOCK + j] += h * (w[ABSORBED * BLOCK + j] - radiated)


@compiled
def step_nodes(w: FloatArray, m: NodeModel, by: Implicit, demand: float) -> None:
    """Take a block of satellites one step on: `dawndusk.satellite.transient.step`.

    Rows of w: the state; heat and power that do not balance [J]; cosine of the Sun's angle from the
    zenith at the start and at the end, way through the penumbra at the start and at the end. Out,
    means over the step: compute, power, load, loss, absorbed, radiated, rejected, junction,
    throttled, asleep. The rest is scratch.
    """
    begin_step(w, m, by.step_s)
    chips_nodes(w, m, by.step_s, demand)
    power_nodes(w, m, by.step_s)
    work_nodes(w, m, by.step_s, demand)
    heat_nodes(w, m, by)
    warm_nodes(w, m, by)
