"""Figures of the closed satellite from the catalogue: best estimates, and draws."""

import numpy as np

from dawndusk.satellite.closure import close_satellite
from dawndusk.satellite.inputs import Design, OrbitInputs, SatelliteInputs
from dawndusk.scenario import parse

ORBIT = {
    "altitude_km": 650.0,
    "lost_sunlight_min": 19.3,
    "shadows_per_year": 1320.0,
    "earth_infrared_w_m2": 237.0,
    "array_earth_view": 0.26,
    "reflected_on_radiator_w_m2": 18.0,
    "reflected_on_array_w_m2": 38.0,
    "drag_impulse_n_s_per_m2_year": 137.0,
    "array_ram_share": 0.2,
    "radiator_ram_share": 0.97,
    "array_remaining_share": 0.92,
}


def _kinds():
    from typing import get_type_hints

    return get_type_hints(SatelliteInputs)


def _rows():
    quantities = parse({"name": "x"}).quantities()
    for group, kind in _kinds().items():
        if group == "orbit":
            continue
        prefix = "satellite." if group == "node" else f"satellite.{group}."
        for name in kind._fields:
            yield f"{group}_{name}", quantities[prefix + name].shape


def grouped(figures):
    """Figures by group_name as a SatelliteInputs."""
    kinds = _kinds()
    return SatelliteInputs(
        **{
            group: kind(**{name: figures[f"{group}_{name}"] for name in kind._fields})
            for group, kind in kinds.items()
        }
    )


def _orbit():
    assert set(ORBIT) == set(OrbitInputs._fields)
    return {f"orbit_{name}": value for name, value in ORBIT.items()}


def best_estimates(**changed):
    """Best estimates of the catalogue by group_name, with some changed."""
    figures = _orbit() | {key: shape.value for key, shape in _rows()}
    figures = {k: v[0][1] if isinstance(v, tuple) else v for k, v in figures.items()}
    unknown = set(changed) - set(figures)
    assert not unknown, unknown
    return figures | changed


def draws(count, years=(2030.0,), seed=0):
    """Independent draws, each of shape (count, 1) or (count, years)."""
    rng = np.random.default_rng(seed)
    at = np.asarray(years, dtype=float)
    return _orbit() | {key: shape.quantile(rng.random((count, 1)), at) for key, shape in _rows()}


def close(figures, **design):
    """Close the satellite of some figures, by group_name."""
    return close_satellite(grouped(figures), Design(**design))
