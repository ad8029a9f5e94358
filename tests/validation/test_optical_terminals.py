"""Laser links against published budgets, flown terminals and the diffraction integral.

- Diffraction (our own quadrature of Fresnel's integral): the best truncated Gaussian beam of Klein
  & Degnan (1974; radius 0.89 of the aperture's, 8 % of the power cut off) collected by an equal
  aperture. Our formula has no edge: 0.7 dB too much nearby (of which 0.4 is the power cut off, a
  matter of transmit_efficiency), equal beyond 50 km.
- Liang et al., IEEE Open J. Veh. Technol. 5 (2024) 244, equations 1-6, 23, 24 and table 6 (80 mm,
  15 urad, 0.8, -35.5 dBm and 3 dB), by S. Dewan's program (results/power_vs_distance.csv of
  samarthdewan/FSO-Satellite-Network-Analysis): power for six ranges. Theirs takes
  exp(-G theta^2) for a static error of 1 urad at both ends, 0.42 dB in all, given to ours as a
  loss: 0.001 dB. A Gaussian beam loses a quarter of that at the sender and nothing at the receiver.
- A worked budget at 7,000 km (henrique-sandbox, "Optical ISL link budget", after Majumdar &
  Ricklin 2008): -41.8274 dBm and 51 photons per bit at 10 Gbit/s: 0.001 dB.
- A worked crosslink of 250 km, 122 mW and 10 cm (J. Clayton, SpCE 5400, 2025) line by line: gains
  106.1 dB, space loss 246.1 dB, received 6.30 uW, margin 25.66 dB at 1 Gbit/s: 0.05 dB of rounding.
- spacedc-mdao 0.4.2: an even cone as wide as Airy's first dark ring, 4.76 dB below the middle of
  the beam at every far range, and all the light nearby.
- DSOC on Psyche (NASA): 25 Mbit/s at 226 million km (140 million miles) and 6.25 sustained at 386
  (240), with 4 W, 22 cm and the 5.1 m Hale telescope: the inverse square gives 8.6, 1.4 dB more
  (2 dB: rates come in steps). 267 Mbit/s at 30.5 million km were the modem's most.
- Flown rates in photons per bit at the ground's or the partner's aperture, before any loss but
  diffraction: what receivers need (1 to 20) times losses and margin (6 to 18 dB together). LLCD
  0.5 W, 10 cm to four of 40 cm, 622 Mbit/s; EDRS 2.8125 Gbit/s over 45,000 km (2.2 W, 135 mm:
  recalled); DSOC.
- Starlink (SPIE Photonics West 2024): 100 Gbit/s, 5,400 km; 266,141 acquisitions a day on 9,000
  lasers, up over 99 % of the time. SCOT80: 10 Gbit/s to 8,000 km. Kuiper: 100 Gbit/s at 1,000 km.
- Suncatcher (arXiv:2511.19468; figures by the reports of it, the paper itself was not at hand).
"""

import numpy as np
import pytest

from dawndusk.calculator import calculate
from dawndusk.constants import C_LIGHT, PLANCK
from dawndusk.data import catalogue
from dawndusk.network.optical import optical_link
from dawndusk.network.parallel_beams import parallel_beams
from dawndusk.network.terminals import acquisition_share, rate_gbps, terminal

BEST = 0.8145  # Klein & Degnan


def bare(range_km, power_w, sender_m, receiver_m, wavelength_nm=1550.0, **other):
    """A link without losses, of one photon per bit."""
    given = {
        "transmit_efficiency": 1.0, "receive_efficiency": 1.0, "illumination_efficiency": BEST,
        "jitter_urad": 0.0, "other_loss_db": 0.0, "photons_per_bit": 1.0, "channels": 1.0,
        "channel_gbps": 1e6, "required_margin_db": 0.0, **other,
    }  # fmt: skip
    return optical_link(range_km, power_w, sender_m, receiver_m, wavelength_nm, **given)


def diffracted_share(range_m: float, diameter_m: float, wavelength_m: float) -> float:
    """Fresnel's integral for a Gaussian beam cut off at 1.12 of its radius, over an equal disc."""
    from scipy.special import j0

    edge = diameter_m / 2.0
    radius = edge / 1.12
    k = 2.0 * np.pi / wavelength_m
    x, weight = np.polynomial.legendre.leggauss(1200)
    r, dr = edge * (x + 1.0) / 2.0, edge * weight / 2.0
    y, weight = np.polynomial.legendre.leggauss(160)
    q, dq = edge * (y + 1.0) / 2.0, edge * weight / 2.0
    field = np.sqrt(2.0 / np.pi) / radius * np.exp(-((r / radius) ** 2))
    phase = np.exp(0.5j * k * r**2 / range_m)
    there = (k / range_m) * (j0(k / range_m * np.outer(q, r)) @ (field * phase * r * dr))
    return float(np.sum(2.0 * np.pi * q * np.abs(there) ** 2 * dq))


@pytest.mark.parametrize(
    ("range_km", "least_db", "most_db"),
    [
        (0.5, 0.40, 0.60),
        (1.0, 0.50, 0.70),
        (2.0, 0.55, 0.75),
        (5.0, -0.15, 0.0),
        (10.0, -0.15, 0.0),
        (50.0, -0.01, 0.01),
        (1000.0, -0.001, 0.001),
    ],
)
def test_against_the_diffraction_integral(range_km, least_db, most_db):
    ours = float(bare(range_km, 1.0, 0.1, 0.1).received_w)
    real = diffracted_share(range_km * 1e3, 0.1, 1550e-9)
    assert least_db < 10.0 * np.log10(ours / real) < most_db


def test_power_that_links_of_starlinks_first_shell_need():
    ranges = np.array([1575.0, 1731.0, 2000.0, 3000.0, 4000.0, 5016.0])
    published_mw = [84.46662, 102.02771, 136.20216, 306.45487, 544.80865, 856.72032]
    sender_gain = 16.0 / 15e-6**2
    receiver_gain = (np.pi * 0.08 / 1550e-9) ** 2
    pointing_db = 10.0 * np.log10(np.e) * (sender_gain + receiver_gain) * 1e-6**2
    sender_m = 1550e-9 / np.pi * np.sqrt(sender_gain)  # of an even aperture with that gain
    budget = bare(
        ranges, 1.0, sender_m, 0.08, transmit_efficiency=0.8, receive_efficiency=0.8,
        illumination_efficiency=1.0, other_loss_db=pointing_db,
    )  # fmt: skip
    needed_mw = 10.0 ** (0.1 * (-35.5 + 3.0 - budget.received_dbm)) * 1e3
    np.testing.assert_allclose(10.0 * np.log10(needed_mw / published_mw), 0.0, atol=1e-3)


def test_worked_budget_at_7000_km():
    budget = bare(
        7000.0, 10.0**0.3, 0.1, 0.1, transmit_efficiency=0.5, receive_efficiency=0.5,
        illumination_efficiency=1.0, other_loss_db=6.0,
    )  # fmt: skip
    assert budget.received_dbm == pytest.approx(-41.827397, abs=1e-3)
    assert round(float(budget.photon_gbps) / 10.0) == 51


def test_worked_crosslink_of_250_km_line_by_line():
    budget = bare(
        250.0, 0.122, 0.1, 0.1, illumination_efficiency=1.0, other_loss_db=9.0,
        photons_per_bit=40.0 / 0.3, channel_gbps=1.0,
    )  # fmt: skip
    assert budget.transmit_gain_db == pytest.approx(106.1, abs=0.05)
    assert budget.receive_gain_db == pytest.approx(106.1, abs=0.05)
    assert budget.space_loss_db == pytest.approx(246.1, abs=0.05)
    assert budget.received_w * 1e6 == pytest.approx(6.303, rel=0.01)
    assert budget.margin_db == pytest.approx(25.66, abs=0.05)


def test_spacedc_spreads_the_light_over_the_whole_cone():
    lasercom = pytest.importorskip("orbitdc.models.lasercom")
    for range_km in (200.0, 5000.0):
        theirs = lasercom.optical_link(
            tx_power_w=1.0, wavelength_m=1550e-9, tx_aperture_m=0.1, rx_aperture_m=0.1,
            range_m=range_km * 1e3, pointing_error_rad=0.0, eta_tx=1.0, eta_rx=1.0,
        )  # fmt: skip
        ours = bare(range_km, 1.0, 0.1, 0.1, illumination_efficiency=BEST)
        assert 10.0 * np.log10(ours.received_w / theirs.rx_power_w) == pytest.approx(4.76, abs=0.01)


def test_dsoc_falls_with_the_square_of_the_range():
    near, middle, far = bare([30.5e6, 226e6, 386e6], 4.0, 0.22, 5.1).photon_gbps
    predicted = 25.0 * far / middle
    assert predicted == pytest.approx(8.57, abs=0.01)
    assert abs(10.0 * np.log10(predicted / 6.25)) < 2.0
    assert 25.0 * near / middle > 3.0 * 267.0  # light was not what kept it to 267 Mbit/s


@pytest.mark.parametrize(
    ("power_w", "sender_m", "receiver_m", "wavelength_nm", "range_km", "gbps", "least", "most"),
    [
        pytest.param(0.5, 0.10, 0.80, 1550, 384_633, 0.622, 20, 100, id="LLCD"),
        pytest.param(2.2, 0.135, 0.135, 1064, 45_000, 2.8125, 100, 500, id="EDRS"),
        pytest.param(4.0, 0.22, 5.10, 1550, 226e6, 0.025, 4, 20, id="DSOC"),
    ],
)
def test_photons_per_bit_of_flown_links(
    power_w, sender_m, receiver_m, wavelength_nm, range_km, gbps, least, most
):
    light = bare(range_km, power_w, sender_m, receiver_m, float(wavelength_nm))
    assert least < light.photon_gbps / gbps < most


def test_long_haul_terminal_does_what_operators_publish():
    one = terminal("isl")
    assert rate_gbps(one, 1000.0) == 100.0  # Kuiper, December 2023
    assert rate_gbps(one, 5400.0) == pytest.approx(100.0, rel=0.02)  # Starlink
    assert rate_gbps(one, 8000.0) > 10.0  # SCOT80
    # "about a microwatt" of an ordinary link between satellites, by Suncatcher
    assert 0.1e-6 < optical_link(5000.0, *one).received_w < 10e-6


def test_starlinks_acquisitions_leave_it_up_over_99_percent():
    between = 86_400.0 / (266_141 / 9_000)
    assert between == pytest.approx(2922, abs=1)
    share = acquisition_share(catalogue()["network.isl.acquisition_s"].value, between)
    assert 12.0 / between < share < 0.01


def test_grazing_height_gives_the_longest_link_of_the_first_shell():
    radius, height, edge = 6378.0, 550.0, catalogue()["network.isl.grazing_height_km"].value
    longest = 2.0 * np.sqrt((radius + height) ** 2 - (radius + edge) ** 2)
    assert longest == pytest.approx(5016.0, abs=1.0)


class TestSuncatcher:
    """10 cm, 24 wavelengths of 400 Gbit/s, satellites 100 to 200 m apart."""

    def test_ten_terabits_per_aperture_pair(self):
        rates = rate_gbps(terminal("cluster"), [0.1, 0.2, 1.0, 10.0])
        np.testing.assert_array_equal(rates, 9600.0)  # spacedc-mdao's band: 9 to 13 Tbit/s
        assert rate_gbps(terminal("cluster"), 100.0) < 1000.0

    def test_modems_want_hundreds_of_microwatts(self):
        one = terminal("cluster")
        energy = PLANCK * C_LIGHT / 1550e-9
        wanted = one.photons_per_bit * energy * one.channel_gbps * 1e9 * one.channels
        assert 100e-6 < wanted < 1000e-6
        assert float(optical_link(0.2, *one).received_w) * one.channels > wanted

    def test_inverse_square_beyond_the_fresnel_limit_and_flat_within(self):
        limit_km = np.pi * 0.05**2 / 1550e-9 / 1e3
        assert limit_km == pytest.approx(5.07, abs=0.01)
        shares = bare(limit_km * np.array([0.05, 0.1, 10.0, 20.0]), 1.0, 0.1, 0.1).received_w
        assert shares[0] / shares[1] == pytest.approx(1.0, abs=0.01)
        assert shares[2] / shares[3] == pytest.approx(4.0, rel=0.02)

    @pytest.mark.parametrize(("beams", "confocal_km"), [(4, 1.27), (16, 0.317)])
    def test_arrays_reach_half_as_far_as_confocal_telescopes(self, beams, confocal_km):
        side = 0.1 / np.sqrt(beams)
        assert np.pi * (side / 2.0) ** 2 / 1550e-9 / 1e3 == pytest.approx(confocal_km, rel=0.01)
        ranges = np.linspace(0.01, 2.0, 20_000)
        counts = parallel_beams(ranges, 0.1, 1550.0, BEST, beams, -25.0)
        reach = ranges[counts == beams].max()
        assert reach / confocal_km == pytest.approx(0.5, abs=0.02)

    def test_sixteen_beams_at_150_metres(self):
        given = {"range_km": 0.15, "beams": 16, "transmit_aperture_m": 0.1}
        given |= {"receive_aperture_m": 0.1, "channels": 24, "channel_gbps": 400}
        outputs = calculate("optical_link", given).outputs
        assert outputs["beams_used"] == 16.0
        assert outputs["rate_gbps"] == pytest.approx(153_600.0)
