"""Radio links to gateways."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.network.radio import gateway_site, radio_link, spectral_efficiency
from dawndusk.orbit.tables import read_table

LINK = {
    "altitude_km": 550.0, "elevation_deg": 40.0, "frequency_ghz": 28.5, "bandwidth_mhz": 500.0,
    "polarisations": 1, "eirp_dbw": 50.0, "g_over_t_db_k": 10.0, "air_loss_db": 3.0,
    "carrier_to_interference_db": 21.0, "roll_off": 0.1,
}  # fmt: skip


def link(**other):
    return radio_link(**{**LINK, **other})


def test_the_steps_rise_and_stay_below_shannon():
    rows = read_table("dvb_s2x.csv")[1:]
    bits, needed = (np.array([float(row[i]) for row in rows]) for i in (1, 2))
    assert np.all(np.diff(bits) > 0.0)
    assert np.all(np.diff(needed) > 0.0)
    assert np.all(bits < np.log2(1.0 + 10.0 ** (needed / 10.0)))


@given(st.floats(-20.0, 40.0), st.floats(0.0, 20.0))
def test_a_better_signal_never_carries_less(snr, more):
    assert spectral_efficiency(snr + more) >= spectral_efficiency(snr)


def test_margin_is_what_takes_the_link_down():
    base = link()
    margin = float(base.margin_db)
    assert margin > 0.0
    assert float(link(air_loss_db=3.0 + margin - 1e-6).rate_gbps) > 0.0
    assert float(link(air_loss_db=3.0 + margin + 1e-6).rate_gbps) == 0.0


def test_rate_is_symbols_times_bits_times_polarisations():
    two = link(polarisations=2)
    bits = spectral_efficiency(two.carrier_to_noise_db)
    assert float(two.rate_gbps) == pytest.approx(2 * 0.5 / 1.1 * float(bits))
    assert float(two.bits_per_hz) == pytest.approx(float(bits) / 1.1)


def test_interference_bounds_what_power_can_do():
    strong = link(eirp_dbw=90.0)
    assert float(strong.carrier_to_noise_db) == pytest.approx(21.0, abs=0.01)
    assert float(link(eirp_dbw=90.0, carrier_to_interference_db=10.0).rate_gbps) < float(
        strong.rate_gbps
    )


def test_a_gateway_site_is_its_antennas():
    one, ten = gateway_site(550.0, antennas=1), gateway_site(550.0, antennas=10)
    assert float(ten.uplink_gbps) == pytest.approx(10 * float(one.uplink_gbps))
    assert float(one.uplink_gbps) == float(one.antenna_uplink_gbps)
    assert gateway_site(550.0, band="e").uplink_gbps > gateway_site(550.0).uplink_gbps


def test_many_altitudes_at_once():
    found = gateway_site(np.array([350.0, 550.0, 1200.0]))
    assert np.all(np.diff(found.margin_db) < 0.0)


def test_a_band_that_is_none():
    with pytest.raises(InputError, match="band is none of the choices"):
        gateway_site(550.0, band="ku")
    with pytest.raises(InputError, match="roll_off is out of range"):
        link(roll_off=2.0)
