"""Light of a step: of its parts, and of a satellite that stands in the penumbra."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.orbit.lit_share import lit_share


@given(st.floats(-200.0, 200.0), st.floats(-200.0, 200.0), st.floats(0.1, 0.9))
def test_light_of_two_parts_is_the_light_of_the_whole(w0, w1, part):
    middle = w0 + part * (w1 - w0)
    whole = lit_share(w0, w1)
    parts = part * lit_share(w0, middle) + (1.0 - part) * lit_share(middle, w1)
    assert 0.0 <= whole <= 1.0
    assert parts == pytest.approx(float(whole), abs=2e-3)
    assert lit_share(w1, w0) == pytest.approx(float(whole), abs=1e-12)


def test_one_that_stands_in_the_penumbra_sees_what_there_is():
    assert float(lit_share(0.3, 0.3)) == pytest.approx(0.3)
    assert float(lit_share(0.3, 0.3 + 1e-2)) == pytest.approx(0.305)
