"""Light between two telescopes: never more than was sent, Friis far off, whole bits in between."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.network.optical import OpticalLink, optical_link, optical_rate
from dawndusk.network.parallel_beams import parallel_beams

BASE = {
    "power_w": 2.0, "transmit_aperture_m": 0.1, "receive_aperture_m": 0.08,
    "wavelength_nm": 1550.0, "transmit_efficiency": 0.7, "receive_efficiency": 0.5,
    "illumination_efficiency": 0.8145, "jitter_urad": 1.0, "other_loss_db": 1.5,
    "photons_per_bit": 20.0, "channels": 4.0, "channel_gbps": 100.0, "required_margin_db": 3.0,
    "beams": 16.0, "crosstalk_db": -25.0,
}  # fmt: skip
RANGES = np.geomspace(0.01, 1e6, 400)

terminals = st.fixed_dictionaries(
    {
        "power_w": st.floats(1e-4, 100.0),
        "transmit_aperture_m": st.floats(0.005, 1.0),
        "receive_aperture_m": st.floats(0.005, 5.0),
        "wavelength_nm": st.floats(500.0, 11_000.0),
        "transmit_efficiency": st.floats(0.05, 1.0),
        "receive_efficiency": st.floats(0.05, 1.0),
        "illumination_efficiency": st.floats(0.7, 1.0),
        "jitter_urad": st.floats(0.0, 50.0),
        "other_loss_db": st.floats(0.0, 20.0),
        "photons_per_bit": st.floats(0.5, 1e4),
        "channels": st.integers(1, 64),
        "channel_gbps": st.floats(0.1, 800.0),
        "required_margin_db": st.floats(0.0, 10.0),
        "beams": st.integers(1, 100),
        "crosstalk_db": st.floats(-40.0, -20.0),
    }
)  # looser arrays of badly lit telescopes that shake can do better with fewer, larger ones


def link(range_km=1000.0, **changes) -> OpticalLink:
    return optical_link(range_km, **{**BASE, **changes})


def test_the_terms_add_up_to_the_light_that_arrives():
    budget = link(RANGES)
    losses = -10.0 * np.log10(BASE["transmit_efficiency"] * BASE["receive_efficiency"])
    summed = (
        10.0 * np.log10(BASE["power_w"] * 1e3) + budget.transmit_gain_db + budget.receive_gain_db
        - budget.space_loss_db - budget.near_field_loss_db - budget.pointing_loss_db
        - losses - BASE["other_loss_db"]
    )  # fmt: skip
    np.testing.assert_allclose(budget.received_dbm, summed, atol=1e-9)
    np.testing.assert_allclose(budget.received_dbm, 10.0 * np.log10(budget.received_w / 1e-3))


@given(terminals)
def test_no_more_arrives_than_was_sent_and_no_further_carries_more(given_):
    budget = optical_link(RANGES, **given_)
    through = given_["transmit_efficiency"] * given_["receive_efficiency"]
    loss = 10.0 ** (-0.1 * given_["other_loss_db"])
    assert np.all(budget.received_w <= given_["power_w"] * through * loss * (1.0 + 1e-12))
    assert np.all(np.diff(budget.rate_gbps) <= 1e-9 * budget.rate_gbps[:-1])
    assert np.all(np.diff(budget.beams_used) <= 0.0)
    assert np.all(budget.near_field_loss_db >= -1e-9)
    assert np.all(budget.pointing_loss_db >= -1e-9)
    np.testing.assert_array_equal(budget.rate_gbps, optical_rate(RANGES, **given_))


def test_near_and_far_join_without_a_step():
    one = link(RANGES, beams=1.0)
    steps = np.diff(one.received_dbm)
    assert np.all(steps <= 0.0)
    assert np.all(steps >= -20.0 * np.log10(RANGES[1] / RANGES[0]) - 1e-9)
    assert np.max(np.abs(np.diff(steps))) < 0.03  # dB, of 0.4 dB a step far off


def test_friis_beyond_ten_rayleigh_ranges_between_equal_apertures():
    budget = link(receive_aperture_m=0.1, beams=1.0)
    for times, most in ((10.0, 0.2), (20.0, 0.05), (100.0, 0.003)):
        far = link(times * budget.rayleigh_km, receive_aperture_m=0.1, beams=1.0)
        assert 0.0 < far.near_field_loss_db < most


def test_nearby_an_equal_aperture_takes_all_but_a_hundredth():
    still = {"transmit_efficiency": 1.0, "receive_efficiency": 1.0, "other_loss_db": 0.0}
    near = link(0.01, receive_aperture_m=0.1, jitter_urad=0.0, beams=1.0, **still)
    assert near.received_w / BASE["power_w"] == pytest.approx(0.9926, abs=2e-4)


def test_twice_as_far_is_a_quarter_of_the_light_and_of_the_rate():
    far = link([20_000.0, 40_000.0], channel_gbps=1e6)
    assert far.received_w[0] / far.received_w[1] == pytest.approx(4.0, rel=1e-4)
    assert far.rate_gbps[0] / far.rate_gbps[1] == pytest.approx(4.0, rel=1e-4)


def test_margin_is_that_of_the_modem_at_full_rate():
    budget = link(RANGES, beams=1.0)
    full = budget.rate_gbps >= 400.0 * (1.0 - 1e-12)
    np.testing.assert_array_equal(full, budget.margin_db >= 3.0 - 1e-9)
    assert full.any()
    assert not full.all()


def test_a_photon_has_the_energy_of_its_wavelength():
    """1550 nm: 1.2816e-19 J, so 20 photons per bit at 100 Gbit/s are 0.2563 uW."""
    budget = link(500.0, beams=1.0, required_margin_db=0.0)
    assert budget.photon_gbps / budget.received_w == pytest.approx(100.0 / 0.25632e-6, rel=1e-4)


def test_jitter_costs_what_its_distribution_says():
    """Mean over a billion-to-one far receiver: 1 / (1 + 4 sigma^2 / theta^2)."""
    waist = np.sqrt(0.8145 * 0.1**2 / 8.0)
    theta = 1550e-9 / (np.pi * waist)
    for jitter in (1.0, 5.0, 20.0):
        lost = link(1e5, jitter_urad=jitter, beams=1.0).pointing_loss_db
        expected = 10.0 * np.log10(1.0 + 4.0 * (jitter * 1e-6 / theta) ** 2)
        assert lost == pytest.approx(expected, rel=1e-5)


def test_mean_over_jitter_for_a_wide_receiver():
    """Near by the aperture is as wide as the beam: against the mean of 200,000 thrown beams."""
    from scipy.stats import ncx2

    budget = link(3.0, jitter_urad=20.0, receive_aperture_m=0.1, beams=1.0)
    width = budget.spot_m / 2.0
    rng = np.random.default_rng(5)
    off = np.hypot(*rng.normal(0.0, 20e-6 * 3000.0, (2, 200_000)))
    shares = ncx2.cdf(4.0 * 0.05**2 / width**2, 2, 4.0 * off**2 / width**2)
    centred = 1.0 - np.exp(-2.0 * 0.05**2 / width**2)
    expected = 10.0 * np.log10(centred / shares.mean())
    assert budget.pointing_loss_db == pytest.approx(expected, abs=0.02)


def test_beams_side_by_side_multiply_the_rate_until_they_touch():
    ranges = [0.1, 0.2, 0.5, 5.0]
    many = link(ranges, receive_aperture_m=0.1)
    np.testing.assert_array_equal(many.beams_used, [16.0, 9.0, 4.0, 1.0])
    np.testing.assert_allclose(many.rate_gbps, 400.0 * many.beams_used)
    np.testing.assert_allclose(many.sent_w, 2.0 * 4 * many.beams_used)


def test_beams_are_squares_no_more_than_there_are_telescopes_for():
    counts = parallel_beams(np.geomspace(0.001, 10.0, 500), 0.1, 1550.0, 0.8145, 12, -25.0)
    assert set(counts) == {1.0, 4.0, 9.0}


def test_crosstalk_stays_below_what_is_allowed():
    """Where the count drops, the four neighbours are just at the limit: modes, written out."""
    ranges = np.linspace(0.05, 1.0, 200_000)
    counts = parallel_beams(ranges, 0.1, 1550.0, 0.8145, 100, -25.0)
    for beams in (4.0, 9.0):
        last = ranges[counts == beams].max() * 1e3
        d = 0.1 / np.sqrt(beams)
        w0 = np.sqrt(0.8145 / 8.0) * d
        s = last * 1550e-9 / (2.0 * np.pi * w0**2)
        neighbours = 4.0 * np.exp(-(d**2) / (w0**2 * (1.0 + s**2)))
        assert 10.0 * np.log10(neighbours) == pytest.approx(-25.0, abs=0.01)


def test_no_array_where_even_touching_telescopes_disturb_each_other():
    assert parallel_beams(1e-3, 0.1, 1550.0, 0.8145, 100, -60.0) == 1.0


@pytest.mark.parametrize("name", sorted(BASE))
@pytest.mark.parametrize("bad", [np.nan, -np.inf, 1e15])
def test_what_is_no_figure_is_refused(name, bad):
    with pytest.raises(InputError, match=name):
        link(**{name: bad})


@pytest.mark.parametrize("bad", [0.0, -5.0, np.nan, np.inf])
def test_a_range_that_is_none_is_refused(bad):
    with pytest.raises(InputError, match="range_km"):
        link(bad)


def test_arrays_broadcast():
    ranges = np.array([[100.0], [1000.0], [5000.0]])
    budget = link(ranges, power_w=np.array([1.0, 2.0]))
    assert budget.rate_gbps.shape == (3, 2)
    assert budget.received_w[1, 1] == pytest.approx(2.0 * budget.received_w[1, 0])
