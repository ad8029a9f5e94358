"""A panel round its orbit beside an independent program: orbital-thermal 1.1.0 (MIT).

Its `transient.simulate` marches one node per area, C dT/dt = q - eps sigma (T^4 - T_s(t)^4), by
the classical Runge-Kutta method until it repeats, with a sink that follows the sunlit Earth as
max(0, cos beta cos u). Our satellite is brought to the same problem: the array is left out, the
coolant holds next to no heat and hangs on the panel by a large conductance, and the reflected
sunlight is fitted to the program's. Expected: the same periodic temperature to the error of our
fit of a broken line by powers 2 to 5 (1 % of the reflected part) and of a step of 60 s: 0.15 K in
a swing of 3 to 13 K. Found: 0.02 to 0.14 K.
"""

from __future__ import annotations

import numpy as np
import pytest
from node_sample import ALONE
from orbital_thermal import environment, transient

from dawndusk.constants import SIGMA
from dawndusk.satellite.node_state import start_state
from dawndusk.satellite.transient import implicit, step

EPS, ABSORBED, INFRARED, ALBEDO, SOLAR, SPACE_K = 0.9, 0.3, 237.0, 0.3, 1361.0, 2.725


def fitted(beta_rad):
    """Powers 2 to 5 of t = max(0, c + 0.02) nearest to max(0, c) up to cos beta."""
    c = np.cos(beta_rad) * np.linspace(-0.02, 1.0, 400)
    t = c - c[0]
    powers = t[:, None] ** np.arange(2, 6)
    return -c[0], np.linalg.lstsq(powers, np.maximum(c, 0.0), rcond=None)[0]


@pytest.mark.parametrize("beta_deg", [0.0, 40.0, 70.0])
@pytest.mark.parametrize("heat_capacity", [3_000.0, 12_000.0])
def test_a_panel_round_its_orbit(beta_deg, heat_capacity):
    load = 350.0
    t, theirs, _ = transient.simulate(
        650.0, beta_deg, load, heat_capacity, 0.0, assume_sun_shielded=True, emissivity=EPS,
        solar_absorptivity=ABSORBED, earth_ir=INFRARED, albedo=ALBEDO, solar_constant=SOLAR,
        t_space=SPACE_K, steps_per_orbit=500, n_orbits=60,
    )  # fmt: skip
    view = environment.sphere_view_factor(650.0, 0.0)
    beta = np.radians(beta_deg)
    horizon, shape = fitted(beta)
    model = ALONE._replace(
        radiator_emission_w_k4=EPS * SIGMA,
        radiator_infrared_w=EPS * (view * INFRARED + (1.0 - view) * SIGMA * SPACE_K**4),
        radiator_reflected_w=tuple(ABSORBED * ALBEDO * SOLAR * view * shape),
        horizon=float(horizon), radiator_j_k=heat_capacity, coolant_j_k=1e-3, loop_w_k=1e5,
        regulation=1.0, cells_w=1e9, array_j_k=1e12, awake_w=load, chips_w=0.0,
        start_radiator_k=300.0, start_coolant_k=300.0,
    )  # fmt: skip
    period = environment.orbital_period(650.0)
    steps = 98
    by, state = implicit(model, period / steps), start_state(model, (1,))
    turn = 2.0 * np.pi * np.arange(steps + 1) / steps
    cosine = np.cos(beta) * np.cos(turn)
    for _ in range(40):
        found = [float(state.radiator_k[0])]
        for k in range(steps):
            state = step(model, by, state, (cosine[k], cosine[k + 1]), (9.0, 9.0)).state
            found.append(float(state.radiator_k[0]))
    assert abs(found[-1] - found[0]) < 1e-3
    at = np.interp(period * np.arange(steps + 1) / steps, t, theirs)
    assert np.abs(at - found).max() < 0.15
    assert np.ptp(at) > 1.0
