import numpy as np
import pytest

from dawndusk.errors import InputError
from dawndusk.orbit.elements import MeanElements, advance, position
from dawndusk.orbit.mean_state import mean_elements
from dawndusk.orbit.short_period import osculating_from_mean
from dawndusk.orbit.states import state_from_osculating

MEAN = MeanElements(*(np.array([x]) for x in (7.028e6, 0.0, 0.0, 1.71, 0.4, 1.1)))


def state_of(mean):
    r, v = state_from_osculating(osculating_from_mean(mean))
    return [float(x) / 1e3 for x in (*r[0], *v[0])]


def test_the_state_of_mean_elements_gives_them_back():
    found = mean_elements(*state_of(MEAN))
    assert found.mean_semi_major_axis_km == pytest.approx(7028.0, abs=1e-3)
    assert found.inclination_deg == pytest.approx(np.degrees(1.71), abs=1e-6)
    assert found.node_deg == pytest.approx(np.degrees(0.4), abs=1e-6)
    assert found.latitude_argument_deg == pytest.approx(np.degrees(1.1), abs=1e-5)


def test_the_cost_of_the_wrong_type_is_what_a_day_shows():
    """Advance both axes for a day and measure the distance along the orbit."""
    found = mean_elements(*state_of(MEAN))
    wrong = MEAN._replace(semi_major_axis_m=np.array([1e3 * found.osculating_semi_major_axis_km]))
    there, here = (position(advance(e, 86400.0))[0] for e in (wrong, MEAN))
    angle = np.arccos(there @ here / np.linalg.norm(there) / np.linalg.norm(here))
    assert abs(found.osculating_error_km_per_day) == pytest.approx(angle * 7028.0, rel=0.01)


@pytest.mark.parametrize(
    "state", [(0,) * 6, (7000, 0, 0, 0, 20, 0), (7000, 0, 0, 1, 0, 0), (7000, 0, 0, 0, 1, 0)]
)
def test_what_is_no_orbit_is_refused(state):
    with pytest.raises(InputError, match=r"no orbit above the ground: got .*; x, y and z count"):
        mean_elements(*map(float, state))


@pytest.mark.parametrize("x_km", [-1e4, 0.001, 10.0, 360.0, 1000.0, 6000.0])
def test_a_height_for_a_distance_is_told_where_x_counts_from(x_km):
    with pytest.raises(
        InputError, match=r"no orbit above the ground: got .*from the Earth's centre"
    ):
        mean_elements(x_km, 0.0, 0.0, 0.0, -1.0460, 7.4585 if x_km > 0 else 0.0)
