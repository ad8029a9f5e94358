"""Arguments of the closed satellite from the catalogue: best estimates, and draws."""

from inspect import signature

import numpy as np

from dawndusk.data import catalogue
from dawndusk.satellite.closure import close_satellite

ORBIT = {
    "altitude_km": 650.0,
    "lost_sunlight_min": 19.3,
    "sleep_in_shadow": 1.0,
    "reflected_on_radiator_w_m2": 18.0,
    "reflected_on_array_w_m2": 38.0,
    "drag_impulse_n_s_per_m2_year": 137.0,
    "array_ram_share": 0.2,
    "radiator_ram_share": 0.97,
}


def _rows():
    wanted = set(signature(close_satellite).parameters)
    for name, row in catalogue().items():
        key = name.removeprefix("satellite.").removeprefix("environment.").replace(".", "_")
        key = "array_width_ratio" if key == "radiator_width_ratio" else key
        if name.startswith("satellite.") and key in wanted:
            yield key, row


def best_estimates(**changed):
    """Best estimates of the catalogue, with some arguments changed."""
    return ORBIT | {key: row.value for key, row in _rows()} | changed


def draws(count, years=(2030.0,), seed=0):
    """Independent draws, each of shape (count, 1) or (count, years)."""
    rng = np.random.default_rng(seed)
    at = np.asarray(years, dtype=float)
    return ORBIT | {key: row.shape.quantile(rng.random((count, 1)), at) for key, row in _rows()}
