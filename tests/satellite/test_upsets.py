import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.satellite.upsets import upsets

positive = st.floats(0.0, 1e4)


def test_by_hand():
    node = upsets(200.0, 0.03, 50.0, 8.0, 10.0)
    assert float(node.upsets_per_year) == pytest.approx(300.0)
    assert float(node.upsets_per_day) == pytest.approx(300.0 / 365.25)
    assert float(node.stops_per_year) == pytest.approx(48.0)
    down = 48.0 * 10.0  # minutes in a year of work
    assert float(node.lost_share) == pytest.approx(down / (525_960.0 + down))


@given(positive, st.floats(0.0, 1.0), st.integers(1, 1000), st.integers(1, 72), positive)
def test_more_dose_never_helps(dose, per_rad, chips, per_job, minutes):
    less, more = (upsets(dose * x, per_rad, chips, per_job, minutes) for x in (1.0, 2.0))
    assert 0.0 <= less.lost_share <= more.lost_share < 1.0
    assert float(more.upsets_per_year) == pytest.approx(2.0 * float(less.upsets_per_year))


def test_no_dose_no_upset():
    node = upsets(0.0, 0.03, 50.0, 8.0, np.array([1.0, 10.0]))
    np.testing.assert_array_equal(node.lost_share, 0.0)


@pytest.mark.parametrize(
    ("name", "bad"),
    [("dose_rad_per_year", -1.0), ("upsets_per_rad", float("nan")), ("chips", 0.0),
     ("chips_per_job", 0.5), ("recovery_minutes", -1.0)],
)  # fmt: skip
def test_refuses_what_cannot_be(name, bad):
    good = {"dose_rad_per_year": 150.0, "upsets_per_rad": 0.02, "chips": 50.0,
            "chips_per_job": 8.0, "recovery_minutes": 10.0}  # fmt: skip
    with pytest.raises(InputError, match=name):
        upsets(**good | {name: bad})
