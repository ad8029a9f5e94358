import numpy as np
import pytest
from small_study import small

from dawndusk.satellite.hazards import ENDING_PARTS
from dawndusk.satellite.reliability import surviving_share
from dawndusk.scenario.parts import ENDING
from dawndusk.study.run import run_study
from dawndusk.study.size_bench import Bench
from dawndusk.study.size_reliability import reliability
from dawndusk.twin.lifetime import chips_of, upsets_of


def found(**changed):
    bench = Bench.of(small(**changed), np.array([2026.0]))
    inputs = bench.best(2026.0)
    return reliability(inputs, bench.close(inputs))


def test_the_scenario_has_the_parts_that_end_a_satellite():
    assert tuple(ENDING_PARTS) == ENDING


def test_parts_multiply_to_the_survival_of_the_whole():
    whole = found()
    product = 1.0 - whole["deployment_failure_share"]
    for part in whole["parts"]:
        product *= 1.0 - part["ends_share"]
    assert whole["survival"] == pytest.approx(product, rel=1e-9)
    ends = [part["ends_share"] for part in whole["parts"]]
    assert ends == sorted(ends, reverse=True)


def test_states_at_the_end_are_all_that_can_be():
    states = found()["end_states"]
    assert sum(states.values()) == pytest.approx(1.0, abs=1e-12)
    assert all(share >= 0.0 for share in states.values())
    assert states["lost"] == pytest.approx(1.0 - found()["survival"])


def test_without_losses_of_the_node_only_chips_fail():
    """The closed form of chips that fail at a constant rate, with spares."""
    plan = {"satellite__parts__maturity_factor": 0.01, "satellite__spare_share": 0.1}
    plan |= {"satellite__latch_up_per_rad": 0, "satellite__parts__array_string_loss_per_year": 0}
    whole = found(**plan, chip__permanent_failure_rate=0.09, satellite__life_years=5)
    expected = float(surviving_share(5.0, 0.09, 0.1))
    assert whole["mean_compute_share"] == pytest.approx(expected, rel=2e-3)


@pytest.mark.parametrize("part", ["pump", "computer", "radio"])
def test_one_more_on_board_never_lowers_survival(part):
    two, three = (found(**{f"satellite__parts__{part}__fitted": n})["survival"] for n in (2, 3))
    assert three > two


def test_a_first_series_loses_more():
    assert found(satellite__parts__maturity_factor=3)["survival"] < found()["survival"]


def test_the_curve_falls():
    curve = found()["curve"]
    assert curve["years"] == sorted(curve["years"])
    assert curve["compute_share"] == sorted(curve["compute_share"], reverse=True)


def test_upsets_of_the_satellite_are_those_of_its_parts():
    bench = Bench.of(small(), np.array([2026.0]))
    inputs = bench.best(2026.0)
    kinds, shown = upsets_of(inputs, bench.close(inputs)), found()["upsets"]
    assert shown["silent_per_year"] == pytest.approx(float(kinds.silent_per_year.item()))
    jobs = chips_of(inputs).item() / inputs["satellite.chips_per_job"].item()
    assert shown["silent_per_year"] == pytest.approx(shown["silent_per_job_year"] * jobs)


@pytest.mark.parametrize("power", [0.5, 100_000.0])
def test_the_smallest_and_the_largest_satellite_have_chips(power):
    shown = found(satellite__it_power_kw=power)
    assert shown["upsets"]["power_cycles_per_year"] > 0.0
    assert run_study(small(satellite__it_power_kw=power), draws=20, drivers=False)
