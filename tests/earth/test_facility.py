"""Facilities: parts add up, energy follows PUE, building and power go on side by side."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.data import catalogue
from dawndusk.earth.facility import facility_figures, ready_after

cost = st.floats(0.0, 20_000.0)


@given(cost, cost, cost, cost, st.floats(0.0, 0.1), st.floats(1.0, 2.0))
def test_parts_add_up(electrical, mechanical, civil, network, share, pue):
    site = facility_figures(electrical, mechanical, civil, network, share, pue)
    parts = electrical + mechanical + civil + network
    assert site.capital_usd_per_kw == pytest.approx(parts)
    assert site.fixed_usd_per_kw_year == pytest.approx(share * parts)
    assert site.load_kw_per_kw == pue


@given(st.floats(0.0, 20.0), st.floats(0.0, 20.0))
def test_the_later_of_building_and_power_counts(build, power):
    ready = float(ready_after(build, power))
    assert ready >= build
    assert ready >= power
    assert ready in (build, power)


def test_defaults_lie_in_the_published_range_of_ai_builds():
    rows = catalogue()
    names = [
        f"facility.{part}_usd_per_kw" for part in ("electrical", "mechanical", "civil", "network")
    ]
    assert 9_000 <= sum(rows[name].value for name in names) <= 14_700
    assert sum(rows[name].shape.bounds()[0] for name in names) < 9_000  # cheapest standard build
    assert sum(rows[name].shape.bounds()[1] for name in names) > 16_000  # dearest quoted AI build


def test_broadcasts_over_draws():
    site = facility_figures(np.full((5, 1), 1.0), 1.0, 1.0, 1.0, 0.1, 1.2)
    assert site.capital_usd_per_kw.shape == (5, 1)
