"""The published cluster of 81 satellites.

Source: Google, "Towards a future space-based, highly scalable AI infrastructure system design"
(Suncatcher), arXiv:2511.19468, 2025: 81 satellites within a radius of 1 km at 650 km, dawn-dusk;
neighbours oscillate between about 100 and 200 m. Expected here: the same count and distances from
free flight alone. Tolerance: 1 m, the eccentricity squared and the curve of the orbit.
"""

import numpy as np

from dawndusk.orbit.elements import MeanElements, advance, position
from dawndusk.orbit.formation import cluster
from dawndusk.orbit.shells import sun_synchronous

CHIEF = sun_synchronous("chief", 650.0, 18.0, 1, 1)
GROUP = cluster(CHIEF, 100.0, 1000.0)
PERIOD = 2.0 * np.pi / float(CHIEF.rates().latitude_argument_rad_per_s)
TIMES = PERIOD * np.linspace(0.0, 1.0, 49)


def positions(start_s=0.0):
    column = MeanElements(*(field[:, None] for field in GROUP.elements))
    return position(advance(column, start_s + TIMES))


def test_81_within_a_kilometre():
    r = positions()
    away = np.linalg.norm(r - position(advance(CHIEF.mean_elements(), TIMES))[None], axis=-1)
    assert len(r) == 81
    assert 999.0 < away.max() <= 1001.0


def test_neighbours_come_and_go_between_100_and_200_m():
    for start_s in (0.0, 30.0 * 86_400.0):
        r = positions(start_s)
        gap = np.linalg.norm(r[:, None] - r[None], axis=-1)
        lattice = np.array([GROUP.elements.ex, GROUP.elements.ey]).T * 7028137.0
        step = np.linalg.norm(lattice[:, None] - lattice[None], axis=-1)
        neighbours = np.abs(step - 100.0) < 1.0
        assert neighbours.sum(axis=1).min() >= 1  # the four at the tips have one
        assert neighbours.sum(axis=1).max() == 4
        assert 99.0 < gap[neighbours].min() < 101.0
        assert 199.0 < gap[neighbours].max() < 201.0
        assert gap[~np.eye(81, dtype=bool)].min() > 99.0  # and nobody else comes nearer


def test_the_shape_comes_back_twice_in_a_revolution():
    """Turned by half a revolution a square lattice lies on itself, mirrored through the chief."""
    r = positions() - position(advance(CHIEF.mean_elements(), TIMES))[None]
    out = np.linalg.norm(r, axis=-1)
    np.testing.assert_allclose(out[:, 24], out[:, 0], atol=1.5)
    assert np.abs(out[:, 12] - out[:, 0]).max() > 100.0
