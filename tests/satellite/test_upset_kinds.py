import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.data import catalogue
from dawndusk.errors import InputError
from dawndusk.satellite.upset_kinds import upset_kinds

GOOD = {"proton_rad_per_year": 185.0, "uncorrectable_per_rad": 0.025, "silent_per_rad": 0.06,
        "latch_up_per_rad": 5e-5, "latch_up_destroys_share": 0.1, "chips": 50.0,
        "chips_per_job": 8.0, "recovery_minutes": 10.0}  # fmt: skip
rates = st.floats(0.0, 1.0)


def test_by_hand():
    node = upset_kinds(200.0, 0.02, 0.05, 0.01, 0.1, 50.0, 8.0, 10.0)
    assert float(node.stops_per_year) == pytest.approx(200.0 * 0.03 * 8.0)
    down = 48.0 * 10.0  # minutes in a year of work
    assert float(node.lost_share) == pytest.approx(down / (525_960.0 + down))
    assert float(node.silent_per_year) == pytest.approx(500.0)
    assert float(node.silent_per_job_year) == pytest.approx(80.0)
    assert float(node.power_cycles_per_year) == pytest.approx(100.0)
    assert float(node.chip_loss_per_year) == pytest.approx(0.2)


@given(st.floats(0.0, 1e4), rates, rates, rates, rates)
def test_more_protons_never_help(dose, stop, silent, latch, destroys):
    given = GOOD | {
        "uncorrectable_per_rad": stop,
        "silent_per_rad": silent,
        "latch_up_per_rad": latch,
        "latch_up_destroys_share": destroys,
    }
    less, more = (upset_kinds(**given | {"proton_rad_per_year": d}) for d in (dose, 1.5 * dose))
    assert 0.0 <= less.lost_share <= more.lost_share < 1.0
    for name in node_rates():
        twice = 1.5 * float(getattr(less, name))
        assert float(getattr(more, name)) == pytest.approx(twice, rel=1e-12), name


def node_rates():
    return [name for name in upset_kinds(**GOOD)._fields if name != "lost_share"]


def test_wrong_results_cost_no_time_but_latch_ups_do():
    base = upset_kinds(**GOOD)
    silent = upset_kinds(**GOOD | {"silent_per_rad": 0.6})
    latching = upset_kinds(**GOOD | {"latch_up_per_rad": 5e-3})
    assert silent.lost_share == base.lost_share
    assert latching.lost_share > base.lost_share


def test_no_event_is_as_likely_as_not_at_the_rows_value_and_bounded_by_its_high_end():
    """A test of 15 krad without one event still allows -ln(1 - c) / D (Poisson)."""
    row = catalogue()["satellite.upset.latch_up_per_rad"]
    assert row.value == pytest.approx(np.log(2.0) / 15_000.0, rel=0.05)
    assert row.shape.high == pytest.approx(np.log(20.0) / 15_000.0, rel=0.01)


def test_latch_ups_take_fewer_chips_than_wear_and_tear_even_at_their_bound():
    rows = catalogue()
    worst = upset_kinds(
        **GOOD | {"latch_up_per_rad": rows["satellite.upset.latch_up_per_rad"].shape.high}
    )
    assert float(worst.chip_loss_per_year) < 0.1 * rows["chip.permanent_failure_rate"].value


@pytest.mark.parametrize("name", GOOD)
def test_refuses_what_cannot_be(name):
    for bad in (-1.0, float("nan")):
        with pytest.raises(InputError, match=name):
            upset_kinds(**GOOD | {name: bad})
