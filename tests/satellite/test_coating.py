import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.calculator import calculate
from dawndusk.errors import InputError
from dawndusk.satellite.coating import aged_absorptivity

ages = st.floats(0.0, 30.0)
shares = st.floats(0.0, 1.0)
constants = st.floats(0.1, 20.0)


@given(ages, ages, shares, shares, constants)
def test_it_moves_from_new_to_old_and_never_turns(age, more, new, old, tau):
    early, late = aged_absorptivity(np.array([age, age + more]), new, old, tau)
    low, high = min(new, old) - 1e-12, max(new, old) + 1e-12
    assert low <= early <= high
    assert low <= late <= high
    assert abs(late - old) <= abs(early - old) + 1e-12


@given(ages, ages, shares, shares, constants)
def test_two_spells_are_one(first, second, new, old, tau):
    between = aged_absorptivity(first, new, old, tau)
    twice = float(aged_absorptivity(second, np.clip(between, 0.0, 1.0), old, tau))
    assert twice == pytest.approx(float(aged_absorptivity(first + second, new, old, tau)), abs=1e-9)


def test_ends():
    assert float(aged_absorptivity(0.0, 0.1, 0.3, 2.0)) == pytest.approx(0.1)
    assert float(aged_absorptivity(1e3, 0.1, 0.3, 2.0)) == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("name", "bad"),
    [("age_years", -1.0), ("absorptivity_new", 1.1), ("absorptivity", -0.1),
     ("coating_years", 0.0), ("age_years", float("nan"))],
)  # fmt: skip
def test_refuses_what_cannot_be(name, bad):
    good = {"age_years": 5.0, "absorptivity_new": 0.1, "absorptivity": 0.3, "coating_years": 2.0}
    with pytest.raises(InputError, match=f"{name} is out of range"):
        aged_absorptivity(**good | {name: bad})


def test_calculator():
    assert 0.15 < calculate("coating", {}).outputs["aged"] < 0.25
