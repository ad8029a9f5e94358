"""Gateways: capacity fits the traffic, weather buys sites, compute is never multiplied."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.network.gateways import ground_segment, site_diversity, traffic_per_kw

BASE = {
    "pflop_s_per_kw": 1.3, "model_flops_utilisation": 0.35, "utilisation": 0.8,
    "bits_per_flop": 1e-8, "peak_to_mean": 2.0, "gateway_usd_per_gbps": 35e3,
    "gateway_fixed_share": 0.12, "site_availability": 0.9, "diversity_sites": 4.0,
}  # fmt: skip


def test_a_gigawatt_of_text_inference_needs_terabits():
    ground = ground_segment(**BASE)
    assert ground.traffic_gbps_per_kw * 1e6 == pytest.approx(3640.0)  # 3.64 Tbit/s per GW


def test_capital_is_traffic_times_peak_times_sites_times_price():
    ground = ground_segment(**BASE)
    assert ground.capital_usd_per_kw == pytest.approx(3640e-6 * 2 * 4 * 35e3)
    assert ground.fixed_usd_per_kw_year == pytest.approx(0.12 * ground.capital_usd_per_kw)


def test_traffic_scales_with_bits_and_use():
    assert traffic_per_kw(1.0, 0.5, 0.5, 2e-6) == pytest.approx(
        200 * traffic_per_kw(1.0, 0.5, 0.5, 1e-8)
    )


def test_no_traffic_no_gateways():
    ground = ground_segment(**{**BASE, "bits_per_flop": 0.0})
    assert ground.capital_usd_per_kw == 0.0


@given(st.floats(0.3, 0.999), st.integers(1, 10))
def test_another_site_never_lowers_availability(a, k):
    assert site_diversity(a, k) <= site_diversity(a, k + 1) <= 1.0


def test_one_site_is_that_site():
    np.testing.assert_allclose(site_diversity([0.4, 0.9], 1), [0.4, 0.9])


@given(st.sampled_from(sorted(set(BASE) - {"site_availability"})), st.floats(1.0, 3.0))
def test_more_of_anything_never_costs_less(name, factor):
    more = ground_segment(**{**BASE, name: BASE[name] * factor})
    assert more.fixed_usd_per_kw_year >= ground_segment(**BASE).fixed_usd_per_kw_year * (1 - 1e-12)
