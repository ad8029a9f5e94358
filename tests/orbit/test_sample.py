import numpy as np
import pytest

from dawndusk.errors import InputError
from dawndusk.orbit.elements import MeanElements, advance, position
from dawndusk.orbit.groups import Loose
from dawndusk.orbit.sample import sample_positions
from dawndusk.orbit.shells import walker_delta
from dawndusk.orbit.sun_track import sun_track

SHELL = walker_delta("delta", 550.0, 53.0, 6, 11, 2, 9000.0)
TRACK = sun_track(9001.0, 60.0 * np.arange(100))


def test_a_sample_is_where_the_elements_say():
    r = sample_positions(SHELL, TRACK, [0, 17, 65])
    assert r.shape == (3, 100, 3)
    assert r.dtype == np.float32
    elements = MeanElements(*(field[[0, 17, 65]] for field in SHELL.mean_elements()))
    for t in (0, 99):
        exact = position(advance(elements, 86_400.0 + 60.0 * t))
        assert np.abs(r[:, t] - exact).max() < 0.5


def test_a_long_sample_is_cut_without_a_seam():
    track = sun_track(9001.0, 10.0 * np.arange(9000))
    r = sample_positions(SHELL, track, np.arange(66)).astype(np.float64)
    assert np.abs(np.linalg.norm(r, axis=-1) - 6_928_137.0).max() < 1.0
    steps = np.linalg.norm(np.diff(r, axis=1), axis=-1)
    assert steps.max() - steps.min() < 5.0


def test_loose_satellites_and_nobody():
    elements = SHELL.mean_elements()
    plane = np.zeros(SHELL.satellites, dtype=np.int64)
    loose = Loose("same", elements, plane, 1, SHELL.epoch_days)
    assert np.array_equal(
        sample_positions(loose, TRACK, [5, 3]), sample_positions(SHELL, TRACK, [5, 3])
    )
    assert sample_positions(loose, TRACK, []).shape == (0, 100, 3)


@pytest.mark.parametrize("index", [[66], [-1], [0.5], [[0]]])
def test_no_such_satellite(index):
    with pytest.raises(InputError, match="no such satellite in delta"):
        sample_positions(SHELL, TRACK, index)
