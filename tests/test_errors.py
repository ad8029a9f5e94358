"""The exception tree: messages on one line, that say what, got, allowed and how to mend it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.errors import (
    CatalogueError,
    ConvergenceError,
    DawnduskError,
    InputError,
    OutputError,
    ScenarioError,
    nearest,
)


@pytest.mark.parametrize("kind", [ScenarioError, CatalogueError, OutputError])
def test_what_the_user_can_mend_is_an_input_error(kind):
    assert issubclass(kind, InputError)
    assert issubclass(kind, DawnduskError)


def test_a_fault_of_ours_is_no_input_error():
    assert issubclass(ConvergenceError, DawnduskError)
    assert not issubclass(ConvergenceError, InputError)


def test_message_has_its_parts_in_order():
    text = str(InputError("x is odd", got="7 kg", allowed="metres", remedy="write '7 m'"))
    assert text == "x is odd: got '7 kg'; allowed: metres; write '7 m'"


def test_zero_is_shown_as_what_was_got():
    assert "got 0" in str(InputError("x is out of range", got=0))


@given(st.text(), st.text(max_size=400))
def test_a_message_is_one_short_line(what, got):
    text = str(InputError(what, got=got))
    assert len(text.splitlines()) <= 1
    assert len(text) <= len(what) + 200


def test_long_values_are_cut():
    text = str(InputError("x", got="a" * 100_000))
    assert len(text) < 120
    assert text.endswith("...")


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("altitude", ["altitude_km", "albedo"], "did you mean 'altitude_km'?"),
        ("sattelite", ["satellite", "earth"], "did you mean 'satellite'?"),
        ("q", ["satellite"], ""),
        ("x", [], ""),
    ],
)
def test_nearest_spelling(word, known, expected):
    assert nearest(word, known) == expected
