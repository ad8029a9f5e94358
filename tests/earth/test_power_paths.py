"""Six power paths: names, arguments, what raises cost, what the scenario must offer."""

import inspect

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.earth.power_paths import PATHS, path_figures
from dawndusk.errors import InputError
from dawndusk.scenario.terrestrial import Earth, Paths

YEARS = np.arange(2026.0, 2046.0)


def defaults(name, quantile=0.5):
    """The scenario's own figures, in dollars of 2026, at one quantile of every input."""
    earth = Earth()
    path = getattr(earth.paths, name)
    u = np.array([[quantile]])
    return {
        argument: getattr(path, argument, earth.buyer_share).shape.quantile(u, YEARS)
        for argument in inspect.signature(PATHS[name]).parameters
    }


def yearly_cost(figures, rate=0.08):
    """Dollars a year per kW of load at full use, capital spread by an annuity."""
    annuity = rate / (1.0 - (1.0 + rate) ** -figures.life_years)
    energy = 8.766 * figures.served_share * figures.variable_usd_per_mwh
    return figures.capital_usd_per_kw * annuity + figures.fixed_usd_per_kw_year + energy


def test_the_six_paths_of_the_scenario():
    assert list(PATHS) == list(Paths.model_fields)


@pytest.mark.parametrize("name", PATHS)
def test_scenario_fields_are_the_arguments(name):
    section = getattr(Paths(), name)
    arguments = set(inspect.signature(PATHS[name]).parameters)
    assert set(type(section).model_fields) | {"buyer_share"} == arguments


@pytest.mark.parametrize("name", PATHS)
def test_every_figure_is_finite_and_positive_over_the_whole_range(name):
    for quantile in (0.0, 0.5, 1.0):
        figures = path_figures(name, **defaults(name, quantile))
        for label, values in figures._asdict().items():
            assert np.all(np.isfinite(values)), label
            assert np.all(values >= 0.0), label
        assert np.all(figures.cap_gw_per_year > 0.0)
        assert np.all((figures.served_share > 0.85) & (figures.served_share <= 1.0))
        assert figures.cap_gw_per_year.shape == (1, 20)


@pytest.mark.parametrize("name", PATHS)
@given(data=st.data(), factor=st.floats(1.0, 3.0))
def test_a_dearer_input_never_makes_power_cheaper(name, data, factor):
    figures = defaults(name)
    money = [k for k in figures if "usd" in k or k in ("oversize", "interest_share")]
    chosen = data.draw(st.sampled_from(sorted(money)))
    dearer = {**figures, chosen: figures[chosen] * factor}
    assert np.all(
        yearly_cost(path_figures(name, **dearer))
        >= yearly_cost(path_figures(name, **figures)) * (1 - 1e-12)
    )


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [  # $/MWh at 8 % real, 2030; the bracket is the published range (see data/earth.yaml)
        ("grid", 60, 115),
        ("flexible_grid", 55, 115),
        ("gas_behind_the_meter", 48, 109),  # Lazard 2025, new combined cycle
        ("solar_storage", 90, 182),
        ("restarted_nuclear", 105, 140),
        ("small_modular_reactor", 94, 230),
    ],
)
def test_median_energy_cost_is_a_published_one(name, low, high):
    figures = path_figures(name, **defaults(name))
    per_mwh = np.broadcast_to(yearly_cost(figures) / (8.766 * figures.served_share), (1, 20))
    assert low <= per_mwh[0, 4] <= high


def test_the_fast_paths_are_fast_and_the_slow_ones_slow():
    wait = {n: path_figures(n, **defaults(n)).time_to_power_years.mean() for n in PATHS}
    assert wait["solar_storage"] < wait["flexible_grid"] < wait["gas_behind_the_meter"]
    assert wait["gas_behind_the_meter"] < wait["grid"] < wait["small_modular_reactor"]


def test_unknown_path_names_the_nearest():
    with pytest.raises(InputError, match="did you mean 'solar_storage'"):
        path_figures("sollar_storage")
