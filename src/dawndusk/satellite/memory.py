"""Memory that corrects one flipped bit a word: what scrubbing mends, and what it cannot."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import DAYS_PER_YEAR, FloatArray
from dawndusk.errors import InputError
from dawndusk.limits import require_within
from dawndusk.satellite import Numbers

__all__ = ["Scrubbing", "lost_words", "scrubbing"]

BITS_PER_GBIT: Final = 1e9  # decimal, as the prefix says
MINUTES_PER_DAY: Final = 1440.0
MOST_PER_WORD: Final = 1.0  # upsets of a word between two scrubs; with more nothing is left to mend


class Scrubbing(NamedTuple):
    """Errors that correction and scrubbing leave.

    Attributes
    ----------
    uncorrectable_per_year : ndarray [1/year]
        Words lost, by pairs and by single hits on several bits.
    share_from_pairs : ndarray [1]
        Of these, by two hits between scrubs.
    equal_scrub_minutes : ndarray [minute]
        Interval at which pairs are as many as the hits on several bits.
    """

    uncorrectable_per_year: FloatArray
    share_from_pairs: FloatArray
    equal_scrub_minutes: FloatArray


def lost_words(
    words: Numbers, word_bits: Numbers, upsets_per_bit_day: Numbers, scrub_days: Numbers
) -> FloatArray:
    r"""Words that two separate hits spoil in one scrub interval, exactly.

    .. math::

        E = N\,\big[1 - (1 - p)^w - w\,p\,(1 - p)^{w - 1}\big] = N\,I_p(2, w - 1), \qquad
        p = \tfrac12\,(1 - e^{-2\lambda t})

    Parameters
    ----------
    words : array_like [1]
        N.
    word_bits : array_like [1]
        Data and check bits of a word, w, 2 or more.
    upsets_per_bit_day : array_like [1/day]
        Hits that flip one bit, lambda.
    scrub_days : array_like [day]
        Between two passes that read, correct and write back, t.

    Returns
    -------
    ndarray [1]
        Expected number E of words with two or more flipped bits at the end of the interval; where
        it is small also the probability that there is one.

    Notes
    -----
    A second hit on the same bit flips it back, which is what p holds. Hits are independent: those
    of one particle on neighbouring bits are not in here.

    References
    ----------
    Binomial distribution of flipped bits; Saleh, Serrano and Patel, Reliability of scrubbing
    recovery-techniques for memory systems, IEEE Trans. Reliability 39, 114, 1990.

    Examples
    --------
    A million words of 72 bits, one hit in a million a bit: 72 x 71 / 2 pairs of bits.

    >>> round(float(lost_words(1e6, 72.0, 1e-6, 1.0)), 5)
    0.00256
    """
    from scipy.special import betainc

    w = np.asarray(word_bits, dtype=np.float64)
    p = -0.5 * np.expm1(-2.0 * np.asarray(upsets_per_bit_day, dtype=np.float64) * scrub_days)
    return np.asarray(np.asarray(words) * betainc(2.0, w - 1.0, p))


def scrubbing(
    raw_upsets_per_day_gbit: Numbers,
    gbit: Numbers,
    word_bits: Numbers,
    scrub_minutes: Numbers,
    multi_bit_share: Numbers,
) -> Scrubbing:
    r"""Uncorrectable errors of a memory that mends one flipped bit a word and is scrubbed.

    .. math::

        R = \frac{N\,I_p(2, w - 1)}{t} + m\,\lambda\,N w, \qquad
        t_= \approx \frac{2\,m}{(w - 1)\,\lambda}

    Parameters
    ----------
    raw_upsets_per_day_gbit : array_like [1/day/Gbit]
        Particles that flip a bit or several, before correction, lambda per bit.
    gbit : array_like [Gbit]
        Memory, 1e9 bits each, check bits included, N w.
    word_bits : array_like [1]
        Data and check bits that are corrected together, w; 72 corrects one and detects two.
    scrub_minutes : array_like [minute]
        Between two passes over all of the memory, t.
    multi_bit_share : array_like [1]
        Of the particles, those that flip two bits of one word, m; interleaving keeps it low.

    Returns
    -------
    uncorrectable_per_year : ndarray [1/year]
        Words lost.
    share_from_pairs : ndarray [1]
        Of these, by two particles between scrubs; the rest no scrubbing mends.
    equal_scrub_minutes : ndarray [minute]
        Interval at which both are as many.

    Raises
    ------
    InputError
        Out of range, no upsets at all, or so many that a word gathers one between scrubs.

    Notes
    -----
    Not covered: hits on the control logic of a memory, which spoil a row or bank at once; bits
    that stay stuck, each of which turns every later hit on its word into a lost one; hits on
    caches and registers; codes that mend a whole device. Upsets are even in time; in the anomaly
    and in storms they come tens of times as fast, and pairs with the square.

    References
    ----------
    Saleh, Serrano and Patel, Reliability of scrubbing recovery-techniques for memory systems,
    IEEE Trans. Reliability 39, 114, 1990.

    Examples
    --------
    An accelerator's 256 Gbit, one upset in 100 days and Gbit, scrubbed once a day: pairs are
    nothing beside one particle in a hundred that flips two bits of a word.

    >>> found = scrubbing(0.01, 256.0, 72.0, 1440.0, 0.01)
    >>> round(float(found.uncorrectable_per_year), 2), float(found.share_from_pairs) < 1e-6
    (9.35, True)

    Without such particles all are pairs, whatever the interval:

    >>> float(scrubbing(0.01, 256.0, 72.0, 1440.0, 0.0).equal_scrub_minutes)
    0.0
    """
    require_within(
        raw_upsets_per_day_gbit=(raw_upsets_per_day_gbit, 1e-12, 1e9),
        gbit=(gbit, 1e-9, 1e9),
        word_bits=(word_bits, 2.0, 1e5),
        scrub_minutes=(scrub_minutes, 1e-6, 1e9),
        multi_bit_share=(multi_bit_share, 0.0, 1.0),
    )
    w = np.asarray(word_bits, dtype=np.float64)
    days = np.asarray(scrub_minutes, dtype=np.float64) / MINUTES_PER_DAY
    bits = np.asarray(gbit, dtype=np.float64) * BITS_PER_GBIT
    per_bit = np.asarray(raw_upsets_per_day_gbit, dtype=np.float64) / BITS_PER_GBIT
    share = np.asarray(multi_bit_share, dtype=np.float64)
    if not np.all(w * per_bit * days <= MOST_PER_WORD):
        raise InputError(
            "scrub_minutes is too long: a word gathers more than one upset between scrubs",
            got=scrub_minutes,
            allowed=f"at most {float(np.min(MINUTES_PER_DAY / (w * per_bit))):g} minutes",
        )
    from_pairs = lost_words(bits / w, w, per_bit, days) / days
    from_one = share * per_bit * bits
    total = from_pairs + from_one
    return Scrubbing(
        uncorrectable_per_year=np.asarray(total * DAYS_PER_YEAR),
        share_from_pairs=np.asarray(from_pairs / total),
        equal_scrub_minutes=np.asarray(MINUTES_PER_DAY * 2.0 * share / ((w - 1.0) * per_bit)),
    )
