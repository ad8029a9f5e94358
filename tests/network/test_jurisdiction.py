"""Over whose land a point lies."""

import numpy as np
import pytest

from dawndusk.network.jurisdiction import SEA, countries_below


@pytest.mark.parametrize(
    ("latitude", "longitude", "country"),
    [
        (48.85, 2.35, "FR"), (52.5, 13.4, "DE"), (40.0, -100.0, "US"), (-25.0, 135.0, "AU"),
        (-82.0, 20.0, "AQ"), (35.68, 139.7, "JP"), (30.7, 31.0, "EG"), (-10.0, -55.0, "BR"),
        (0.0, -30.0, SEA), (-50.0, 90.0, SEA), (0.0, -140.0, SEA), (60.0, 179.0, SEA),
    ],
)  # fmt: skip
def test_land_is_its_countrys_and_water_nobodys(latitude, longitude, country):
    assert countries_below(latitude, longitude) == country


def test_shapes_are_kept_and_longitudes_wrap():
    grid = countries_below(np.full((2, 3), 48.85), np.array([[2.35, 362.35, -357.65]] * 2))
    assert grid.shape == (2, 3)
    assert (grid == "FR").all()
