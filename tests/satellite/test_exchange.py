import numpy as np
import pytest

import dawndusk.satellite.exchange as exchange
from dawndusk.constants import SIGMA
from dawndusk.satellite.exchange import array_and_radiator


def wide_draws(count=20_000, seed=3):
    """Draws over and beyond the range of the catalogue."""
    rng = np.random.default_rng(seed)

    def between(low, high):
        return rng.uniform(low, high, count)

    power = 10.0 ** between(4.0, 7.0)
    return {
        "array_power_w": power,
        "power_per_area_w_m2": between(150.0, 380.0),
        "temperature_coefficient_per_k": between(-0.0045, -0.0015),
        "absorbed_w_m2": between(1200.0, 1450.0),
        "emissivity_front": between(0.78, 0.88),
        "emissivity_back": between(0.7, 0.92),
        "heat_w": power * between(0.8, 1.0),
        "panel_k4": (273.15 + between(25.0, 70.0)) ** 4,
        "outside_sink_k4": between(175.0, 215.0) ** 4,
        "radiator_emissivity": between(0.8, 0.92),
        "fin_efficiency": between(0.7, 1.0),
        "width_ratio": 10.0 ** between(-1.0, 0.0),
    }


def test_four_sweeps_are_enough(monkeypatch):
    given = wide_draws()
    quick = array_and_radiator(**given)
    monkeypatch.setattr(exchange, "SWEEPS", 15)
    settled = array_and_radiator(**given)
    assert settled.residual.max() < 1e-12
    for name in ("array_area_m2", "array_k", "radiator_area_m2"):
        off = np.abs(getattr(quick, name) / getattr(settled, name) - 1.0)
        assert off.max() < 1e-6, name


def test_energy_is_conserved(monkeypatch):
    monkeypatch.setattr(exchange, "SWEEPS", 15)
    g = wide_draws(2_000)
    size = array_and_radiator(**g)
    x, area, panels = size.array_k**4, size.radiator_area_m2, size.array_area_m2
    eta, eps, back = g["fin_efficiency"], g["radiator_emissivity"], g["emissivity_back"]
    seen = 2.0 * area * size.view_factor  # exchange area of both faces
    mean = eta * g["panel_k4"] + (1.0 - eta) * size.sink_k4  # over the fin, both faces
    from_array = SIGMA * seen * eps * back * x
    from_radiator = SIGMA * seen * eps * back * mean
    array_in = g["absorbed_w_m2"] * panels + from_radiator
    array_out = SIGMA * (g["emissivity_front"] + back) * x * panels + g["array_power_w"]
    np.testing.assert_allclose(array_in, array_out, rtol=1e-9)
    radiator_in = g["heat_w"] + from_array + 2.0 * SIGMA * area * eps * g["outside_sink_k4"]
    np.testing.assert_allclose(radiator_in, 2.0 * SIGMA * area * eps * mean, rtol=1e-9)


def test_a_blind_back_exchanges_nothing():
    given = wide_draws(200) | {"emissivity_back": 0.0}
    size = array_and_radiator(**given)
    bare = given["heat_w"] / (
        2.0 * SIGMA * given["radiator_emissivity"] * given["fin_efficiency"]
        * (given["panel_k4"] - given["outside_sink_k4"])
    )  # fmt: skip
    np.testing.assert_allclose(size.radiator_area_m2, bare, rtol=1e-9)


def test_a_sink_hotter_than_the_panel_has_no_radiator():
    given = {name: value[:3] for name, value in wide_draws(10).items()}
    given["outside_sink_k4"] = np.array([340.0, 200.0, 345.0]) ** 4
    given["panel_k4"] = np.full(3, 320.0**4)
    assert list(np.isnan(array_and_radiator(**given).radiator_area_m2)) == [True, False, True]


@pytest.mark.parametrize(
    ("name", "factor", "smaller"),
    [
        ("panel_k4", 1.02, "radiator_area_m2"),
        ("fin_efficiency", 1.02, "radiator_area_m2"),
        ("radiator_emissivity", 1.02, "radiator_area_m2"),
        ("outside_sink_k4", 0.95, "radiator_area_m2"),
        ("power_per_area_w_m2", 1.02, "array_area_m2"),
        ("power_per_area_w_m2", 1.02, "array_k"),
        ("absorbed_w_m2", 0.98, "array_k"),
        ("emissivity_front", 1.02, "array_k"),
        ("heat_w", 0.95, "array_k"),
        ("heat_w", 0.95, "radiator_area_m2"),
    ],
)
def test_what_helps_never_hurts(name, factor, smaller):
    given = wide_draws(2_000)
    given["fin_efficiency"] = np.minimum(given["fin_efficiency"], 0.98)
    better = getattr(array_and_radiator(**given | {name: given[name] * factor}), smaller)
    assert np.all(better < getattr(array_and_radiator(**given), smaller))
