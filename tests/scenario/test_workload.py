"""The workload brings the ingredients of its traffic, unless the scenario gives them itself."""

import pytest

from dawndusk.errors import ScenarioError
from dawndusk.network import traffic as of_network
from dawndusk.scenario import parse
from dawndusk.scenario.traffic import WORKLOADS, Traffic


def traffic(**sections):
    return parse({"name": "x", **sections}).traffic


def test_scenario_and_network_know_the_same_workloads_and_ingredients():
    assert WORKLOADS == of_network.WORKLOADS == tuple(Traffic.model_fields)
    for workload in WORKLOADS:
        section = getattr(traffic(need={"workload": workload}), workload)
        assert tuple(type(section).model_fields) == of_network.INGREDIENTS[workload]


@pytest.mark.parametrize("workload", WORKLOADS)
def test_each_workload_has_rows_of_its_own_and_nothing_else_is_drawn(workload):
    scenario = parse({"name": "x", "need": {"workload": workload}})
    paths = [path for path in scenario.quantities() if path.startswith("traffic.")]
    assert paths == [f"traffic.{workload}.{name}" for name in of_network.INGREDIENTS[workload]]
    assert all(scenario.quantities()[path].row == path for path in paths)


def test_text_is_what_is_asked_where_nothing_is_said():
    assert traffic().inference is not None
    assert traffic(need={"compute_gw": 2}) == traffic()


def test_ingredients_that_are_given_stay():
    given = traffic(
        need={"workload": "training"}, traffic={"training": {"checkpoints": 5}}
    ).training
    assert given.checkpoints.value == 5
    assert given.tokens.row == "traffic.training.tokens"


def test_ingredients_of_another_workload_may_be_given_for_comparison():
    found = traffic(traffic={"video": {"bits_per_second": 8e6}})
    assert found.inference is not None
    assert found.video.bits_per_second.value == 8e6


def test_optical_gateways_have_the_price_of_telescopes():
    row = "ground.optical.terminal_usd"
    optical = {"name": "x", "network": {"ground_link": "optical"}}
    assert parse(optical).ground_segment.terminal_usd.row == row
    own = parse({**optical, "ground_segment": {"terminal_usd": 5}})
    assert own.ground_segment.terminal_usd.value == 5
    assert parse({"name": "x"}).ground_segment.terminal_usd.row == "ground.radio.terminal_usd"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"need": 3}, "need: a section is a mapping of its fields; got 3"),
        ({"need": {"workload": ["training"]}}, "need.workload"),
        ({"need": {"workload": "trainig"}}, "need.workload"),
        ({"traffic": 4}, "traffic: a section"),
        ({"traffic": {"inference": {"prompt_tokens": -1}}}, "traffic.inference.prompt_tokens"),
        ({"traffic": {"inferense": {}}}, "did you mean 'inference'"),
        ({"ground_segment": {"target_availability": 1.0}}, "target_availability"),
    ],
)
def test_nonsense_is_refused_in_one_line(raw, said):
    with pytest.raises(ScenarioError, match=said):
        parse({"name": "x", **raw})
