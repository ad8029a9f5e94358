import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.orbit.tables import place_in, read_table


@pytest.mark.parametrize(
    "name",
    [
        "coolants.csv",
        "debris_counts.csv",
        "density.csv",
        "earth_light.csv",
        "gateways.csv",
        "solar_event_dose.csv",
        "trapped_dose.csv",
        "trapped_proton_dose.csv",
    ],
)
def test_tables_are_rectangles_without_remarks(name):
    heads, *lines = read_table(name)
    assert lines
    assert {len(line) for line in lines} == {len(heads)}
    assert not any(cell.startswith("#") for line in (heads, *lines) for cell in line)


@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=20))
def test_a_place_gives_the_value_back(values):
    nodes = np.array([-1e3, -10.0, 0.0, 3.0, 1e3])
    at, part = place_in(nodes, np.array(values))
    assert np.all((at >= 0) & (at < 4) & (part >= 0.0) & (part <= 1.0))
    np.testing.assert_allclose(nodes[at] + part * (nodes[at + 1] - nodes[at]), values, atol=1e-9)
    assert np.all(nodes[at] <= values)


def test_every_node_is_its_own_place_and_the_last_ends_the_last_step():
    at, part = place_in(np.array([0.0, 1.0, 4.0]), np.array([0.0, 1.0, 4.0]))
    assert at.tolist() == [0, 1, 1]
    assert part.tolist() == [0.0, 0.0, 1.0]
