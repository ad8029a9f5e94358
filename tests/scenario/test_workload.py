"""The workload sets the traffic to the ground, unless the scenario gives the traffic itself."""

import pytest

from dawndusk.errors import ScenarioError
from dawndusk.scenario import parse


def traffic(**sections):
    return parse({"name": "x", **sections}).ground_segment.bits_per_flop


def test_each_workload_has_a_row_of_its_own():
    rows = {w: traffic(need={"workload": w}) for w in ("training", "inference", "multimodal")}
    assert rows["training"].value < rows["inference"].value < rows["multimodal"].value
    assert rows["inference"] == traffic()
    assert all(found.row.startswith("ground.bits_per_flop") for found in rows.values())


def test_a_traffic_that_is_given_stays():
    given = traffic(need={"workload": "training"}, ground_segment={"bits_per_flop": 1e-7})
    assert given.value == 1e-7
    other = {"peak_to_mean": 3}
    assert traffic(need={"workload": "training"}, ground_segment=other).value < 1e-9


def test_training_traffic_by_hand():
    """15.6 T tokens of 32 bits up, 54 checkpoints of 405 G x 14 bytes down, over 3.8e25 FLOP."""
    bits = 15.6e12 * 32 + 54 * 405e9 * 14 * 8
    assert traffic(need={"workload": "training"}).value == pytest.approx(bits / 3.8e25, rel=0.05)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"need": 3}, "need: a section is a mapping of its fields; got 3"),
        ({"need": {"workload": ["training"]}}, "need.workload"),
        ({"need": {"workload": "trainig"}}, "need.workload"),
        ({"need": {"workload": "training"}, "ground_segment": 4}, "ground_segment: a section"),
    ],
)
def test_nonsense_is_refused_in_one_line(raw, said):
    with pytest.raises(ScenarioError, match=said):
        parse({"name": "x", **raw})
