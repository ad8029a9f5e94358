"""Named terminals: the catalogue's figures, one formula, and what a change of partner costs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.calculator import calculate
from dawndusk.data import catalogue
from dawndusk.errors import InputError
from dawndusk.network.optical import optical_link
from dawndusk.network.terminals import (
    ROWS,
    TERMINALS,
    Terminal,
    acquisition_share,
    rate_gbps,
    terminal,
)


@pytest.mark.parametrize("name", TERMINALS)
def test_a_terminal_has_the_rows_of_the_catalogue(name):
    prefix = {"ground": "network.ground_laser"}.get(name, f"network.{name}")
    rows = catalogue()
    given_ = terminal(name)
    for field in Terminal._fields:
        if f"{prefix}.{field}" in rows:
            assert getattr(given_, field) == rows[f"{prefix}.{field}"].value, field
    assert given_.crosstalk_db == rows["network.beam_crosstalk_db"].value


def test_all_rows_are_there():
    assert all(name in catalogue() for name in ROWS)
    assert len(set(ROWS)) == len(ROWS) == 3 * 13 + 2


def test_the_calculator_starts_from_the_long_haul_terminal():
    budget = optical_link(catalogue()["network.isl.longest_km"].value, *terminal("isl"))
    outputs = calculate("optical_link", {}).outputs
    assert outputs["rate_gbps"] == pytest.approx(float(budget.rate_gbps))
    assert outputs["received_dbm"] == pytest.approx(float(budget.received_dbm))


def test_an_unknown_terminal_names_the_nearest():
    with pytest.raises(InputError, match="did you mean 'cluster'"):
        terminal("clusters")


@pytest.mark.parametrize("name", TERMINALS)
def test_rate_is_that_of_the_budget_and_falls_with_range(name):
    ranges = np.geomspace(0.05, 1e5, 300)
    rates = rate_gbps(terminal(name), ranges)
    np.testing.assert_array_equal(rates, optical_link(ranges, *terminal(name)).rate_gbps)
    assert np.all(np.diff(rates) <= 0.0)
    most = terminal(name).channels * terminal(name).channel_gbps
    assert rates[0] == most
    assert rates[-1] < 0.01 * most


def test_no_link_carries_nothing_and_shapes_are_kept():
    lengths = np.array([[500.0, np.inf], [np.inf, np.inf]], dtype=np.float32)
    np.testing.assert_array_equal(rate_gbps(terminal("isl"), lengths), [[100.0, 0.0], [0.0, 0.0]])


@pytest.mark.parametrize("bad", [np.nan, -1.0, 0.0, [100.0, np.nan]])
def test_a_range_that_is_no_distance_is_refused(bad):
    with pytest.raises(InputError, match="range_km"):
        rate_gbps(terminal("isl"), bad)


def test_downlink_of_200_gbps_at_every_elevation_above_25_degrees():
    """At 550 km the slant range at 25 degrees is 1,123 km; at 650 km it is 1,302 km."""
    assert rate_gbps(terminal("ground"), 1302.0) == 200.0


def test_each_terminal_at_its_own_range():
    """The cluster's modems need light that a long haul does not bring, and the other way round."""
    near, far = 0.2, 5000.0
    assert rate_gbps(terminal("cluster"), near) == 9600.0
    assert rate_gbps(terminal("isl"), far) == 100.0
    assert rate_gbps(terminal("cluster"), far) < 1.0


@given(st.floats(0.0, 1e4), st.floats(1.0, 1e7))
def test_share_of_time_for_a_new_partner(acquisition, between):
    share = float(acquisition_share(acquisition, between))
    assert 0.0 <= share <= 1.0
    assert share == pytest.approx(min(acquisition / between, 1.0))


def test_a_partner_for_good_costs_nothing():
    assert acquisition_share(20.0, np.inf) == 0.0


@pytest.mark.parametrize("bad", [(-1.0, 60.0), (20.0, 0.0), (np.nan, 60.0), (20.0, np.nan)])
def test_times_that_are_none_are_refused(bad):
    with pytest.raises(InputError):
        acquisition_share(*bad)
