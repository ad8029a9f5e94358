"""Conventions are values: frozen, complete, and named; components that do not exist are refused."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from dawndusk.economics.convention import COMPONENTS, CONVENTIONS, convention
from dawndusk.errors import InputError


def test_a_convention_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        convention("levelised").discounted = False


@pytest.mark.parametrize("name", CONVENTIONS)
def test_every_convention_counts_known_components_once(name):
    rule = convention(name)
    assert rule.name == name
    assert set(rule.counts) <= set(COMPONENTS)
    assert len(set(rule.counts)) == len(rule.counts)
    assert rule.window_years > 0.0


def test_the_headline_counts_everything_and_waits():
    rule = convention("levelised")
    assert rule.counts == COMPONENTS
    assert rule.discounted
    assert rule.delivered
    assert rule.waiting


def test_capital_leaves_out_what_is_paid_yearly():
    assert not {"operations", "replacement"} & set(convention("capital").counts)


def test_without_leaves_the_rest_as_it_was():
    rule = convention("levelised").without("chips", "launch")
    assert set(COMPONENTS) - set(rule.counts) == {"chips", "launch"}
    assert rule.discounted
    assert "chips" in convention("levelised").counts


def test_an_unknown_component_names_the_nearest():
    with pytest.raises(InputError, match="did you mean 'chips'"):
        convention("levelised").without("chip")


def test_an_unknown_convention_names_the_nearest():
    with pytest.raises(InputError, match="did you mean 'levelised'"):
        convention("levelized")


def test_a_convention_is_plain_data():
    plain = convention("capital").as_dict()
    assert plain["counts"][0] == "chips"
    assert plain["denominator"] == "usd_per_w"
