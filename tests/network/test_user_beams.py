"""User beams."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.network.user_beams import user_beam

BEAM = {
    "altitude_km": 550.0, "gain_dbi": 36.4, "channel_mhz": 240.0, "band_mhz": 2000.0,
    "polarisations": 2, "bits_per_hz": 3.7, "beams": 48, "busy_hour_mbps": 2.5,
}  # fmt: skip


def beam(**other):
    return user_beam(**{**BEAM, **other})


def test_a_lower_satellite_and_a_larger_antenna_make_smaller_spots():
    assert beam(altitude_km=350.0).spot_km < beam().spot_km
    assert beam(gain_dbi=36.4 + 6.0206).spot_km == pytest.approx(
        float(beam().spot_km) / 2.0, rel=2e-3
    )


@given(st.floats(0.1, 20.0), st.integers(1, 500))
def test_users_and_rates_add_up(mbps, beams):
    found = beam(busy_hour_mbps=mbps, beams=beams)
    assert float(found.satellite_gbps) == pytest.approx(beams * float(found.beam_gbps))
    assert float(found.users_per_satellite) * mbps == pytest.approx(
        1e3 * float(found.satellite_gbps)
    )


def test_reuse_is_the_band_used_over():
    assert float(beam(beams=25, channel_mhz=80.0).reuse) == pytest.approx(1.0)


def test_many_altitudes_at_once():
    assert beam(altitude_km=np.array([350.0, 550.0])).spot_km.shape == (2,)


def test_a_channel_wider_than_the_band_is_refused():
    with pytest.raises(InputError, match="channel_mhz is out of range"):
        beam(channel_mhz=3000.0)
