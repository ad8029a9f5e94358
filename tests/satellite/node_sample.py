"""A made-up satellite of 100 kW in round figures, for tests of its steps. Not a result."""

from __future__ import annotations

from dawndusk.constants import SIGMA
from dawndusk.satellite.chip_speed import governor
from dawndusk.satellite.node_state import NodeModel

RULE = governor(368.15, 3.0, 40.0, 0.3, 0.4)
NODE = NodeModel(
    array_sun_w=785e3,
    array_infrared_w=(62e3, 1e3, 28e3, 0.0, 16e3),
    array_reflected_w=(57e3, 19e3, -17e3, 10e3),
    radiator_reflected_w=(-12e3, 62e3, -63e3, 20e3),
    horizon=0.42,
    array_emission_w_k4=640.0 * SIGMA * 1.68,
    radiator_emission_w_k4=424.0 * SIGMA * 0.89,
    exchange_w_k4=4e-6,
    fin_efficiency=0.88,
    radiator_infrared_w=21.5e3,
    radiator_leak_w=4.3e3,
    array_j_k=1.28e6,
    radiator_j_k=1.27e6,
    coolant_j_k=1.0e6,
    loop_w_k=24e3,
    cells_w=143e3,
    cells_w_k=-500.0,
    regulation=0.9,
    one_way=0.95,
    battery_j=42e6,
    charge_w=5.8e3,
    awake_w=40e3,
    chips_w=70e3,
    asleep_w=11e3,
    static_share=0.3,
    shadow_speed=0.0,
    rise_k=40.0,
    rule=RULE,
    rest_below=0.15,
    rest_until=0.35,
    wake_s=120.0,
    freezing_k=263.4,
    dose_rad_per_s=5.7e-6,
    upsets_per_rad=1.6,
    start_array_k=336.0,
    start_radiator_k=318.0,
    start_coolant_k=323.0,
)
ALONE = NODE._replace(  # no light, no neighbours, no radiation: what a test wants it adds
    array_sun_w=0.0, array_infrared_w=(0.0,) * 5, array_reflected_w=(0.0,) * 4,
    radiator_reflected_w=(0.0,) * 4, array_emission_w_k4=0.0, exchange_w_k4=0.0,
    radiator_infrared_w=0.0, radiator_leak_w=0.0, wake_s=0.0, fin_efficiency=1.0,
)  # fmt: skip
LIT, DARK = (9.0, 9.0), (-9.0, -9.0)  # ways through the penumbra
