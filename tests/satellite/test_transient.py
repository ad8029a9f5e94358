"""Steps of one satellite: against closed forms, in order of the step, and in balance always."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from node_sample import ALONE, DARK, LIT, NODE

from dawndusk.constants import SIGMA
from dawndusk.satellite.cooldown import cooldown
from dawndusk.satellite.node_heat import heat, light
from dawndusk.satellite.node_power import electricity
from dawndusk.satellite.node_state import NodeState, start_state, stored_energy
from dawndusk.satellite.transient import implicit, step


def run(model, step_s, seconds, *, way=LIT, cosine=(0.0, 0.0), state=None, demand=1.0):
    """Step one satellite in surroundings that stay; return all states."""
    by = implicit(model, step_s)
    states = [start_state(model, (1,)) if state is None else state]
    for _ in range(round(seconds / step_s)):
        states.append(step(model, by, states[-1], cosine, way, demand).state)
    return states


def test_two_linear_nodes_are_their_analytic_solution():
    """Coolant and panel without radiation: their mean rises evenly, their difference settles.

    With T = C_r C_c / ((C_r + C_c) G), heat Q into the coolant and the difference D:
    D = Q T / C_c + (D_0 - Q T / C_c) exp(-t / T). Second order: a quarter of the error.
    """
    model = ALONE._replace(radiator_emission_w_k4=1e-30, loop_w_k=8e3)
    model = model._replace(start_radiator_k=278.0, start_coolant_k=283.0)  # no chip slows down
    heat = 110e3 / 0.9  # the load with the loss of regulation, a full battery
    settle_s = 1.27e6 * 1.0e6 / (2.27e6 * 8e3)
    seconds = 300.0
    ends = []
    for step_s in (20.0, 10.0, 5.0):
        last = run(model, step_s, seconds)[-1]
        lasting = heat * settle_s / 1.0e6
        difference = lasting + (5.0 - lasting) * np.exp(-seconds / settle_s)
        mean = (1.27e6 * 278.0 + 1.0e6 * 283.0 + heat * seconds) / 2.27e6
        found = last.coolant_k - last.radiator_k
        ends.append(abs(float(found[0]) - difference))
        middle = (1.27e6 * last.radiator_k + 1.0e6 * last.coolant_k) / 2.27e6
        assert float(middle[0]) == pytest.approx(mean, rel=1e-12)
    assert ends[0] < 0.02
    assert 3.5 < ends[0] / ends[1] < 4.6
    assert 3.5 < ends[1] / ends[2] < 4.6


def test_a_panel_alone_cools_as_in_the_closed_form():
    model = ALONE._replace(loop_w_k=0.0, asleep_w=0.0, radiator_emission_w_k4=2.0 * SIGMA * 0.9)
    model = model._replace(radiator_j_k=6000.0)
    last = run(model, 10.0, 1200.0, way=DARK)[-1]
    assert float(last.radiator_k[0]) == pytest.approx(
        float(cooldown(318.0, 6000.0, 1.8, 1200.0)), abs=2e-3
    )


def test_halving_the_step_quarters_the_error():
    """Through the light of a moving Sun, from a state far from rest: three temperatures."""

    def end(step_s):
        model = NODE._replace(battery_j=1e12, charge_w=1e9)
        state = start_state(model, (1,))._replace(
            array_k=np.array([290.0]), coolant_k=np.array([300.0]), charge_j=np.array([5e11])
        )
        by = implicit(model, step_s)
        for k in range(round(1920.0 / step_s)):
            cosine = tuple(np.cos(0.5 + 1e-3 * step_s * (k + j)) for j in (0, 1))
            state = step(model, by, state, cosine, LIT).state
        return np.concatenate(state[:3])

    exact = end(1.875)
    errors = [np.abs(end(h) - exact).max() for h in (60.0, 30.0, 15.0)]
    assert errors[0] < 0.05
    assert 3.4 < errors[0] / errors[1] < 4.8
    assert 3.4 < errors[1] / errors[2] < 4.8


def through_a_shadow(model, h):
    """States by the step through 20 minutes of shadow between light, edges of 8 s."""
    by, state = implicit(model, h), start_state(model, (1,))
    state = state._replace(charge_j=0.8 * state.charge_j)

    def way(t):
        return min(1.0 - (t - 1195.0) / 8.0, 40.0) if t < 1800.0 else (t - 2395.0) / 8.0

    found = [state]
    for k in range(round(4800.0 / h)):
        found.append(step(model, by, found[-1], (-0.5, -0.5), (way(k * h), way(k * h + h))).state)
    return np.array([np.concatenate(one[:4]) for one in found])


def reference_through_a_shadow(model, times):
    """Solve the same by an adaptive method of high order, piece by piece between the edges."""
    from scipy.integrate import solve_ivp

    y = np.array([model.start_array_k, model.start_radiator_k, model.start_coolant_k, 33.6e6])
    found = []
    edges = (0.0, 1195.0, 1203.0, 2395.0, 2403.0, 4800.0)
    shares = (
        lambda t: 1.0, lambda t: 1.0 - (t - 1195.0) / 8.0, lambda t: 0.0,
        lambda t: (t - 2395.0) / 8.0, lambda t: 1.0,
    )  # fmt: skip
    for low, high, share in zip(edges[:-1], edges[1:], shares, strict=True):

        def slope(t, y, share=share):
            e = electricity(model, share(t), y[0], y[2], y[3], 0.0, 1.0, 1.0)
            h = heat(model, light(model, share(t), -0.5), e.power_w, e.load_w + e.loss_w, *y[:3])
            rates = (h.array_w / model.array_j_k, h.radiator_w / model.radiator_j_k)
            return np.stack([*rates, h.coolant_w / model.coolant_j_k, e.stored_w])

        inside = times[(times >= low) & ((times < high) | (high == edges[-1]))]
        made = solve_ivp(
            slope, (low, high), y, "Radau", rtol=1e-9, atol=1e-7, t_eval=np.unique([*inside, high])
        )
        found.append(made.y[:, : inside.size])
        y = made.y[:, -1]
    return np.concatenate(found, axis=1).T


@pytest.mark.parametrize(("h", "most_k", "most_charge"), [(60.0, 0.5, 1e-3), (10.0, 0.03, 2e-4)])
def test_error_through_a_shadow(h, most_k, most_charge):
    """Found: 0.38, 0.10 and 0.11 K of array, panel and coolant at 60 s, 0.02, 0.01, 0.01 at 10."""
    times = h * np.arange(round(4800.0 / h) + 1)
    ours, exact = through_a_shadow(NODE, h), reference_through_a_shadow(NODE, times)
    error = np.abs(ours - exact)

    assert error[:, :3].max() < most_k
    assert error[:, 3].max() / NODE.battery_j < most_charge
    assert error[:, 1:3].max() < 0.5 * most_k
    assert np.abs(ours[:, 1].min() - exact[:, 1].min()) < 0.2 * most_k


STATES = st.builds(
    NodeState,
    *(st.floats(low, high).map(lambda x: np.array([x])) for low, high in (
        (150.0, 420.0), (200.0, 360.0), (200.0, 370.0), (0.0, 42e6), (0.0, 120.0), (0.0, 0.0),
        (0.0, 0.0), (0.0, 0.0), (-5.0, 5.0), (-5.0, 5.0),
    )),
)  # fmt: skip


@settings(max_examples=300)
@given(
    STATES,
    st.tuples(st.floats(-3.0, 4.0), st.floats(-3.0, 4.0)),
    st.floats(-1.0, 1.0),
    st.floats(0.0, 1.0),
    st.sampled_from([0.0, 0.7, 1.0]),
    st.sampled_from([1.0, 10.0, 60.0]),
)
def test_every_step_is_in_balance(state, way, cosine, demand, shadow_speed, h):
    model = NODE._replace(shadow_speed=shadow_speed)
    one = step(model, implicit(model, h), state, (cosine, cosine), way, demand)
    gained = stored_energy(model, one.state) - stored_energy(model, state)
    scale = h * (one.absorbed_w + one.radiated_w) + 1e-3 * stored_energy(model, state)
    assert abs(h * (one.absorbed_w - one.radiated_w) - gained) < 1e-12 * scale
    charged = one.state.charge_j - state.charge_j
    power = h * (one.power_w - one.load_w - one.loss_w) - charged
    assert abs(power) < 1e-12 * (h * 2e5 + model.battery_j)
    assert -1e-6 <= one.state.charge_j <= model.battery_j * (1.0 + 1e-12)
    assert 0.0 <= one.compute <= 1.0
    assert one.loss_w >= 0.0
    for temperature in one.state[:3]:
        assert 100.0 < temperature < 450.0


def test_a_full_battery_leaves_the_array_hotter():
    full = run(NODE, 60.0, 7200.0)[-1]
    state = start_state(NODE, (1,))._replace(charge_j=np.array([0.5 * NODE.battery_j]))
    charging = run(NODE, 60.0, 1200.0, state=state)
    unloaded = run(NODE, 60.0, 1200.0)
    assert float(unloaded[-1].array_k[0]) > float(charging[-1].array_k[0]) + 0.2
    assert float(full.charge_j[0]) == NODE.battery_j


def test_chips_sleep_in_the_shadow_and_wake_late():
    by, state = implicit(NODE, 60.0), start_state(NODE, (1,))
    into = step(NODE, by, state, (0.0, 0.0), (1.0, -5.0))
    assert float(into.lit) == pytest.approx(0.5 / 6.0)
    assert float(into.compute[0]) == pytest.approx(0.5 / 6.0)  # until the Sun is gone
    dark = step(NODE, by, into.state, (0.0, 0.0), DARK)
    assert (float(dark.compute[0]), float(dark.asleep[0])) == (0.0, 1.0)
    assert float(dark.load_w[0]) == pytest.approx(NODE.asleep_w)
    out = step(NODE, by, dark.state, (0.0, 0.0), (-2.0, 4.0))
    assert float(out.compute[0]) == 0.0
    lit_s = 60.0 * float(out.lit)
    first = step(NODE, by, out.state, (0.0, 0.0), LIT)
    second = step(NODE, by, first.state, (0.0, 0.0), LIT)
    third = step(NODE, by, second.state, (0.0, 0.0), LIT)
    worked = 60.0 * float((first.compute + second.compute + third.compute)[0])
    assert 180.0 - worked == pytest.approx(120.0 - lit_s)


def test_an_empty_battery_puts_the_chips_to_sleep_until_it_is_charged():
    model = NODE._replace(shadow_speed=1.0, wake_s=0.0)
    states = run(model, 60.0, 3600.0, way=DARK)
    charge = np.array([float(s.charge_j[0]) for s in states]) / model.battery_j
    resting = np.array([float(s.resting[0]) for s in states])
    assert resting[0] == 0.0
    assert resting[-1] == 1.0
    first = int(np.argmax(resting))
    assert charge[first - 1] < model.rest_below <= charge[first - 2]
    assert charge.min() >= 0.0
    again = run(model, 60.0, 7200.0, state=states[-1])
    woken = np.array([float(s.resting[0]) for s in again])
    charge = np.array([float(s.charge_j[0]) for s in again]) / model.battery_j
    at = int(np.argmin(woken))
    assert at > 0
    assert charge[at - 1] >= model.rest_until > charge[at - 2]


def test_an_unpowered_satellite_takes_no_more_than_there_is():
    model = NODE._replace(shadow_speed=1.0)
    state = start_state(model, (1,))._replace(charge_j=np.array([1e3]))
    one = step(model, implicit(model, 60.0), state, (0.0, 0.0), DARK)
    assert float(one.load_w[0]) == pytest.approx(0.95 * 1e3 / 60.0)
    assert float(one.state.charge_j[0]) == pytest.approx(0.0, abs=1e-9)


def test_hot_chips_run_slower_and_settle():
    """A radiator of half the size: the governor holds the junction at its limit."""
    small = NODE._replace(radiator_emission_w_k4=0.6 * NODE.radiator_emission_w_k4)
    by, state = implicit(small, 60.0), start_state(small, (1,))
    for _ in range(300):
        last = step(small, by, state, (0.0, 0.0), LIT)
        state = last.state
    assert float(last.throttled[0]) == 1.0
    assert 0.4 < float(last.compute[0]) < 0.98
    assert 360.0 < float(last.junction_k[0]) < 368.15 + 0.3
    settled = step(small, by, state, (0.0, 0.0), LIT).state
    assert np.abs(np.concatenate(settled[:3]) - np.concatenate(state[:3])).max() < 1e-6


def test_less_work_is_asked_for():
    one = step(NODE, implicit(NODE, 60.0), start_state(NODE, (1,)), (0.0, 0.0), LIT, 0.5)
    assert float(one.compute[0]) == pytest.approx(0.5)
    assert float(one.load_w[0]) == pytest.approx(40e3 + 70e3 / 8.0)
    assert float(one.throttled[0]) == 0.0


def test_dose_and_upsets_add_up():
    states = run(NODE, 60.0, 6000.0)
    assert float(states[-1].dose_rad[0]) == pytest.approx(6000.0 * NODE.dose_rad_per_s)
    assert float(states[-1].upsets[0]) == pytest.approx(6000.0 * 5.7e-6 * 1.6)
    asleep = run(NODE, 60.0, 6000.0, way=DARK)[-1]
    assert float(asleep.upsets[0]) == 0.0
