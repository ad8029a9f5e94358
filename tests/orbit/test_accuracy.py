import numpy as np
import pytest

from dawndusk.errors import InputError
from dawndusk.orbit.accuracy import position_bound

DAY = 86_400.0


def test_it_holds_for_a_day_and_then_grows_either_way_in_time():
    i = np.radians([98.0, 20.0])
    days = np.array([[0.0], [1.0], [2.0], [-2.0], [31.0]])
    expected = [[7.0, 13.0], [7.0, 13.0], [8.1, 21.0], [8.1, 21.0], [40.0, 253.0]]
    np.testing.assert_allclose(position_bound(i, days * DAY) / 1e3, expected)


def test_prograde_and_retrograde_are_alike():
    i = np.linspace(0.0, 0.5 * np.pi, 50)
    np.testing.assert_array_equal(position_bound(i, DAY), position_bound(np.pi - i, DAY))


@pytest.mark.parametrize("inclination", [-0.1, 3.2, float("nan")])
def test_what_is_no_inclination_is_refused(inclination):
    with pytest.raises(InputError, match="inclination_rad is out of range"):
        position_bound(inclination, DAY)
