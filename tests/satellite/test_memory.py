import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.satellite.memory import lost_words, scrubbing

raw = st.floats(-6.0, 3.0).map(lambda x: 10.0**x)  # a day and Gbit
words = st.sampled_from([8.0, 39.0, 72.0, 144.0, 288.0])
minutes = st.floats(-2.0, 7.0).map(lambda x: 10.0**x)
shares = st.floats(0.0, 0.3)


def pair_rate(words, word_bits, hits, days):
    """First term of the words lost, while hits are rare (Saleh, Serrano and Patel 1990)."""
    return 0.5 * words * word_bits * (word_bits - 1.0) * hits**2 * days


def test_by_hand():
    # 72 Gbit are 1e9 words; 1000 upsets a day and Gbit are 1e-6 a bit, 7.2e-5 a word, in a day
    found = scrubbing(1000.0, 72.0, 72.0, 1440.0, 0.001)
    pairs = 1e9 * (72.0 * 71.0 / 2.0) * 1e-12  # a day
    assert float(found.uncorrectable_per_year) == pytest.approx((pairs + 72.0) * 365.25, rel=1e-4)
    assert float(found.share_from_pairs) == pytest.approx(pairs / (pairs + 72.0), rel=1e-4)


def test_exact_against_throwing_bits():
    rng = np.random.default_rng(3)
    word_bits, hits, n = 12, 0.04, 400_000
    flips = rng.poisson(hits, (n, word_bits)) % 2  # a second hit flips back
    lost = np.count_nonzero(flips.sum(axis=1) >= 2) / n
    exact = float(lost_words(1.0, word_bits, hits, 1.0))
    assert exact == pytest.approx(lost, abs=4.0 * np.sqrt(exact / n))


@pytest.mark.parametrize("word_bits", [2.0, 8.0, 72.0, 288.0])
def test_rare_hits_are_the_first_term(word_bits):
    hits = 1e-4 / word_bits
    exact = float(lost_words(1e9, word_bits, hits, 1.0))
    assert float(pair_rate(1e9, word_bits, hits, 1.0)) == pytest.approx(exact, rel=1e-3)


def test_the_first_term_is_too_high_by_two_thirds_of_the_hits():
    gathered = np.array([1e-3, 1e-2, 1.0 / 70.0])
    ratio = pair_rate(1.0, 72.0, gathered / 72.0, 1.0) / lost_words(1.0, 72.0, gathered / 72.0, 1.0)
    np.testing.assert_allclose(ratio - 1.0, gathered * 2.0 / 3.0, rtol=0.03)


def test_nothing_is_lost_to_rounding_at_real_rates():
    # 7e-10 hits a word and day: 1 - (1 - p)^w - w p (1 - p)^(w-1) itself would give 0
    exact = float(lost_words(1.0, 72.0, 1e-11, 1.0))
    assert exact == pytest.approx(72.0 * 71.0 / 2.0 * 1e-22, rel=1e-6)


@given(raw, words, minutes, shares)
def test_faster_scrubbing_never_loses_more(rate, word_bits, interval, share):
    assume(rate * 1e-9 * word_bits * interval / 1440.0 <= 1.0)
    slow, fast = (scrubbing(rate, 64.0, word_bits, t, share) for t in (interval, interval / 3.0))
    slack = 1.0 + 1e-12
    assert float(fast.uncorrectable_per_year) <= float(slow.uncorrectable_per_year) * slack
    assert float(fast.share_from_pairs) <= float(slow.share_from_pairs) * slack + 1e-15


@given(raw, words, shares)
def test_more_upsets_and_more_neighbours_never_lose_less(rate, word_bits, share):
    here = float(scrubbing(rate, 64.0, word_bits, 60.0, share).uncorrectable_per_year)
    more = scrubbing(2.0 * rate, 64.0, word_bits, 60.0, share).uncorrectable_per_year
    wider = scrubbing(rate, 64.0, word_bits, 60.0, share + 0.1).uncorrectable_per_year
    assert float(more) >= 2.0 * here * (1.0 - 1e-9)
    assert float(wider) >= here


@given(raw, words, st.floats(1e-9, 1e-5))
def test_at_the_equal_interval_half_are_pairs(rate, word_bits, share):
    interval = float(scrubbing(rate, 64.0, word_bits, 1e-3, share).equal_scrub_minutes)
    assume(1e-6 <= interval <= 1e9)
    found = scrubbing(rate, 64.0, word_bits, interval, share)
    assert float(found.share_from_pairs) == pytest.approx(0.5, abs=1e-4)


def test_draws_broadcast():
    found = scrubbing(np.full((4, 1), 0.01), 256.0, 72.0, np.array([1.0, 60.0, 1440.0]), 0.01)
    assert found.uncorrectable_per_year.shape == (4, 3)


@pytest.mark.parametrize(
    ("name", "bad"),
    [("raw_upsets_per_day_gbit", 0.0), ("gbit", -1.0), ("word_bits", 1.0),
     ("scrub_minutes", 0.0), ("multi_bit_share", 1.1), ("gbit", float("nan"))],
)  # fmt: skip
def test_refuses_what_cannot_be(name, bad):
    good = {"raw_upsets_per_day_gbit": 0.01, "gbit": 256.0, "word_bits": 72.0,
            "scrub_minutes": 60.0, "multi_bit_share": 0.01}  # fmt: skip
    with pytest.raises(InputError, match=name):
        scrubbing(**good | {name: bad})


def test_says_how_long_an_interval_may_be():
    with pytest.raises(InputError, match=r"scrub_minutes is too long.*at most 1388\.89 minutes"):
        scrubbing(1e6, 1.0, 1036.8, 1440.0, 0.0)
