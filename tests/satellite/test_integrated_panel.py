from time import perf_counter

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dawndusk.calculator import calculate
from dawndusk.constants import SIGMA
from dawndusk.errors import InputError
from dawndusk.satellite.integrated_panel import integrated_panel

GOOD = {"array_power_w": 1.2e5, "heat_w": 1.15e5, "power_per_area_w_m2": 250.0,
        "temperature_coefficient_per_k": -0.0035, "sunlight_w_m2": 1380.0,
        "reflected_w_m2": 19.0, "earth_w_m2": 57.0, "cell_absorptivity": 0.9,
        "cell_emissivity": 0.83, "white_absorptivity": 0.25, "white_emissivity": 0.89,
        "back_emissivity": 0.85, "fin_efficiency": 0.9, "hottest_root_k": 321.0}  # fmt: skip
roots = st.floats(290.0, 400.0)
shares = st.floats(0.0, 1.2)
fins = st.floats(0.6, 1.0)
whites = st.floats(0.05, 0.5)


def balance(d, found):
    """Watts in less watts out of the whole sheet: the definition, not the solution."""
    A, f, T = (float(x) for x in found)
    p = d["power_per_area_w_m2"] * (1.0 + d["temperature_coefficient_per_k"] * (T - 273.15 - 28.0))
    front = f * d["cell_emissivity"] + (1.0 - f) * d["white_emissivity"]
    out = (front + d["back_emissivity"]) * SIGMA * T**4
    sun = f * d["cell_absorptivity"] + (1.0 - f) * d["white_absorptivity"]
    taken = sun * d["sunlight_w_m2"] + d["white_absorptivity"] * d["reflected_w_m2"]
    taken += (front + d["back_emissivity"]) * d["earth_w_m2"] - f * p
    heat = A * d["fin_efficiency"] * (out - taken)
    return (heat - d["heat_w"]) / d["heat_w"], A * f * p / d["array_power_w"] - 1.0


@given(roots, st.floats(0.05, 1.2), fins, whites)
def test_heat_and_power_balance(root, share, fin, white):
    d = GOOD | {"hottest_root_k": root, "heat_w": share * 1.2e5, "fin_efficiency": fin,
                "white_absorptivity": white}  # fmt: skip
    found = integrated_panel(**d)
    assume(np.isfinite(found.area_m2))
    heat, power = balance(d, found)
    assert heat == pytest.approx(0.0, abs=1e-7)
    assert power == pytest.approx(0.0, abs=1e-9)
    assert 0.0 < float(found.cell_share) <= 1.0
    assert float(found.root_k) <= root * (1.0 + 1e-12)
    if found.cell_share < 1.0:
        assert float(found.root_k) == root
    else:  # the area is that of the cells at their own temperature
        cells = 250.0 * (1.0 - 0.0035 * (float(found.root_k) - 301.15))
        assert float(found.area_m2) == pytest.approx(1.2e5 / cells, rel=1e-9)


@given(roots, fins, whites, st.floats(0.01, 0.2))
def test_better_is_never_larger(root, fin, white, more):
    d = GOOD | {"hottest_root_k": root, "fin_efficiency": fin, "white_absorptivity": white}
    area = float(integrated_panel(**d).area_m2)
    assume(np.isfinite(area))
    for change in (
        {"white_emissivity": min(1.0, 0.89 + more)},
        {"white_absorptivity": max(white - more, 0.0)},
        {"heat_w": 1.15e5 * (1.0 - more)},
    ):
        better = integrated_panel(**d | change)
        if better.cell_share == 1.0:  # back to cells alone: cooler, so never larger
            assert float(better.area_m2) <= area * (1.0 + 1e-9)
        else:
            assert float(better.area_m2) <= area * (1.0 + 1e-12)


def test_sheet_and_share_meet_where_the_cells_just_suffice():
    """No jump in area where the first white appears."""
    limit = float(integrated_panel(**GOOD | {"hottest_root_k": 450.0}).root_k)
    below, above = integrated_panel(
        **GOOD | {"hottest_root_k": np.array([limit - 1e-6, limit + 1e-6])}
    ).area_m2
    assert below == pytest.approx(above, rel=1e-6)
    shares = integrated_panel(**GOOD | {"hottest_root_k": np.array([limit - 1.0, limit + 1.0])})
    assert shares.cell_share[0] < 1.0 == shares.cell_share[1]


def test_no_area_is_enough_where_white_takes_up_heat():
    found = integrated_panel(**GOOD | {"hottest_root_k": np.array([240.0, 321.0])})
    assert np.isnan(found.area_m2[0])
    assert np.isfinite(found.area_m2[1])
    with pytest.raises(InputError, match="no area is enough"):
        calculate("integrated_panel", {"hottest_root_c": -30})


def test_ten_thousand_sheets_are_quick():
    rng = np.random.default_rng(1)
    d = GOOD | {"hottest_root_k": rng.uniform(310.0, 340.0, (10_000, 1)),
                "white_absorptivity": rng.uniform(0.1, 0.4, (10_000, 1))}  # fmt: skip
    integrated_panel(**d)
    times = []
    for _ in range(20):
        start = perf_counter()
        integrated_panel(**d)
        times.append(perf_counter() - start)
    assert min(times) < 5e-3


@pytest.mark.parametrize(
    ("name", "bad"),
    [("array_power_kw", 0), ("heat_kw", -1), ("efficiency", 0.9), ("white_absorptivity", 1.1),
     ("temperature_coefficient_per_k", 0.01), ("altitude_km", 10)],
)  # fmt: skip
def test_refuses_what_cannot_be(name, bad):
    with pytest.raises(InputError, match=f"{name} is out of range"):
        calculate("integrated_panel", {name: bad})


def test_calculator():
    found = calculate("integrated_panel", {}).outputs
    assert 0.4 < found["cell_share"] < 0.9
    assert found["root_c"] == pytest.approx(48.0)
    warm = calculate("integrated_panel", {"hottest_root_c": 90}).outputs
    assert warm["cell_share"] == 1.0
    assert warm["root_c"] < 90.0
