"""Findings follow the figures: flip the data and the sentence flips; "never" enters no mean."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.report.findings import component_finding, cost_finding, parity_finding
from dawndusk.report.numbers import number, percent
from dawndusk.report.references import CROSSOVER, published
from dawndusk.report.tables import break_even_table, component_table, earth_table
from dawndusk.report.wording import answer_sentences, crossover_finding, headline


def test_cost_flips_with_the_ratio(summary: dict[str, Any]) -> None:
    assert "3.1 times as much" in cost_finding(summary)
    summary["ratio"] = {k: [1.0 / x for x in v] for k, v in summary["ratio"].items()}
    assert cost_finding(summary).startswith("Orbit costs 68 % less than Earth in 2026")


def test_components_flip_with_the_sides(summary: dict[str, Any]) -> None:
    assert "pays most extra for launch" in component_finding(summary)
    orbit, best = summary["orbit"], summary["earth"]["best"]
    key = "components_usd_per_gpu_hour"
    orbit[key], best[key] = best[key], orbit[key]
    assert "saves most on launch" in component_finding(summary)


def test_parity_flips_with_the_price(summary: dict[str, Any]) -> None:
    assert parity_finding(summary).endswith("the assumed price is 1.6 times that")
    summary["orbit"]["satellite_usd_per_w"]["p50"][-1] = 1.0
    assert parity_finding(summary).endswith("low enough")


@pytest.mark.parametrize(("never", "median"), [(0.49, 2043), (0.7, None), (1.0, None)])
def test_median_is_named_only_where_there_is_one(
    summary: dict[str, Any], never: float, median: int | None
) -> None:
    found = summary["crossover"] | {"never": never, "median": median}
    text = crossover_finding(found, summary["years"])
    assert ("no median" in text) is (median is None)
    assert percent(never) in text


def test_answer_says_what_a_planner_needs(summary: dict[str, Any]) -> None:
    text = " ".join(answer_sentences(summary))
    for part in ("never", "2030", "2045", "gas behind the meter", "Break-even", "$4.26/W"):
        assert part in text


@given(st.floats(0.0, 1.0))
def test_a_chance_never_reads_as_certain(share: float) -> None:
    text = percent(share)
    assert (text == "0 %") is (share == 0.0)
    assert (text == "100 %") is (share == 1.0)


@given(st.floats(1e-12, 1e12))
def test_a_number_reads_back_within_its_digits(value: float) -> None:
    text = number(value).replace(",", "")
    for word, power in ((" million", 1e6), (" billion", 1e9)):
        if text.endswith(word):
            text = str(float(text.removesuffix(word).split(" ")[0]) * power)
    if "×" in text:
        mantissa, raised = text.split(" × 10")
        digits = raised.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
        text = f"{mantissa}e{digits}"
    assert float(text) == pytest.approx(value, rel=0.0051)


def test_headline_never_claims_a_year_where_all_draws_never_cross(summary: dict[str, Any]) -> None:
    found = {"probability_by_year": [0.0] * 20, "never": 1.0, "median": None}
    assert headline(found, summary["years"]).endswith(
        "not cheaper than the best Earth path in any draw by 2045."
    )


def test_component_columns_add_up(summary: dict[str, Any]) -> None:
    table = component_table(summary)
    for column in range(1, len(table.heads)):
        parts = sum(float(row[column]) for row in table.rows[:-1] if row[column] != "–")
        assert parts == pytest.approx(float(table.rows[-1][column]), rel=0.01)


def test_tables_are_rectangular(summary: dict[str, Any]) -> None:
    for table in (component_table(summary), break_even_table(summary), earth_table(summary)):
        assert {len(row) for row in table.rows} == {len(table.heads)}


def test_published_crossovers_carry_sources() -> None:
    rows = published(CROSSOVER)
    assert [row.value for row in rows] == [2033.0, 2035.0, 2040.0, 2040.0, 2047.0]
    assert all(row.source for row in rows)


def test_a_win_over_renting_alone_is_said_to_be_one(summary):
    """Where Earth delivers nothing in time, a cheaper orbit beats the market and not a plant."""
    from dawndusk.report.wording import delivery_finding

    last = len(summary["years"]) - 1
    found = summary["crossover"]
    found["cheaper_where_earth_only_rents"] = [0.0] * last + [0.15]
    assert "in 15 % of draws orbit beats only renting" in delivery_finding(summary)
    found["cheaper_where_earth_only_rents"] = [0.15] * last + [0.0]
    assert "renting" not in delivery_finding(summary)
