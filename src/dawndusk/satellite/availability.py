"""Compute that a satellite delivers over a life that nobody repairs: its mean and its last day."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.limits import require_within
from dawndusk.satellite import Numbers
from dawndusk.satellite.reliability import surviving_share

__all__ = [
    "Availability",
    "LifeTimes",
    "availability",
    "compute_share",
    "life_times",
    "mean_over_life",
    "states",
]

NODES: Final = 4  # Gauss-Legendre, on either side of the last spare


class Availability(NamedTuple):
    """What is left of a satellite over and at the end of its life.

    Attributes
    ----------
    survival : ndarray [1]
        Probability that it lives at the end.
    mean_compute_share : ndarray [1]
        Compute over its life, lost satellites included, over that of a new one for as long.
    full_share, above_90_share, above_50_share, below_50_share, lost_share : ndarray [1]
        Of the satellites at the end: all of the compute, nine tenths or more, half or more, less
        than half, lost. They add up to one.
    """

    survival: FloatArray
    mean_compute_share: FloatArray
    full_share: FloatArray
    above_90_share: FloatArray
    above_50_share: FloatArray
    below_50_share: FloatArray
    lost_share: FloatArray


class LifeTimes(NamedTuple):
    """Times in a life at which to ask what works, one leading axis before those of the draws.

    Attributes
    ----------
    years : ndarray [year]
        Since launch, shape (8, ...).
    weight : ndarray [year]
        Of each, adding up to the life.
    """

    years: FloatArray
    weight: FloatArray


def life_times(
    life_years: Numbers,
    chip_loss_per_year: Numbers,
    spare_share: Numbers = 0.0,
    degrading_loss_per_year: Numbers = 0.0,
) -> LifeTimes:
    r"""Times and weights that integrate over a life, on either side of the last spare chip.

    .. math::

        t_s = \min\Big[L, \frac{\ln(1 + s)}{\lambda - \nu}\Big], \qquad
        \int_0^L f\,dt \approx \sum_i w_i\,f(t_i)

    Parameters
    ----------
    life_years : array_like [year]
        L.
    chip_loss_per_year : array_like [1/year]
        Hazard of one chip, lambda.
    spare_share : array_like [1]
        Extra chips on board over the working ones, s.
    degrading_loss_per_year : array_like [1/year]
        Rate at which power and cooling fall, nu.

    Returns
    -------
    LifeTimes
        years [year] and weight [year].

    Notes
    -----
    Gauss-Legendre in the root of the time, as early failures rise steeply from the start, on
    either side of t_s. Within 3e-5 for lives to eight years and losses and interest that add up to
    30 % a year, 1e-3 at ten years and 45 %.

    References
    ----------
    Gauss-Legendre quadrature: Abramowitz and Stegun 1964, 25.4.29.

    Examples
    --------
    >>> times = life_times(5.0, 0.04, 0.05)
    >>> times.years.shape, round(float(times.weight.sum()), 9)
    ((8,), 5.0)
    """
    L, chip, spare, falls = np.broadcast_arrays(
        *(
            np.asarray(x, dtype=np.float64)
            for x in (life_years, chip_loss_per_year, spare_share, degrading_loss_per_year)
        )
    )
    faster = chip > falls
    lasting = np.log1p(spare) / np.where(faster, chip - falls, 1.0)
    last = np.minimum(np.where(faster, lasting, L), L)
    x, w = np.polynomial.legendre.leggauss(NODES)
    column = (-1, *(1,) * L.ndim)
    x, w = 0.5 * (1.0 + x.reshape(column)), 0.5 * w.reshape(column)
    first, whole = np.sqrt(last), np.sqrt(L)
    root = np.concatenate([first * x, first + (whole - first) * x])
    weight = 2.0 * root * np.concatenate([first * w, (whole - first) * w])
    years = root * root
    return LifeTimes(years, weight)


def compute_share(
    years: Numbers,
    chip_loss_per_year: Numbers,
    spare_share: Numbers = 0.0,
    degrading_loss_per_year: Numbers = 0.0,
) -> FloatArray:
    r"""Share of its compute that a living satellite has, in the mean over many.

    .. math:: c(t) = \min\big[e^{-\nu t},\ (1 + s)\,e^{-\lambda t}\big]

    Parameters
    ----------
    years : array_like [year]
        Since launch, t.
    chip_loss_per_year : array_like [1/year]
        Hazard of one chip, lambda.
    spare_share : array_like [1]
        Extra chips on board over the working ones, s.
    degrading_loss_per_year : array_like [1/year]
        Loss of an array string plus loss of a radiator segment, nu; strings and segments that
        fail take their share of power and cooling, as there are none to spare.

    Returns
    -------
    ndarray [1]
        Share c.

    Notes
    -----
    Once more chips than strings have failed, the rest has power to spare: the smaller of both
    counts, not their product. Rare losses of strings and segments add up.

    References
    ----------
    Expectations of binomial counts.

    Examples
    --------
    >>> compute_share(np.array([1.0, 5.0]), 0.04, 0.05, 0.005).round(3)
    array([0.995, 0.86 ])
    """
    t = np.asarray(years, dtype=np.float64)
    fed = np.exp(-np.asarray(degrading_loss_per_year) * t)
    chips = (1.0 + np.asarray(spare_share)) * np.exp(-np.asarray(chip_loss_per_year) * t)
    return np.asarray(np.minimum(fed, chips))


def mean_over_life(
    times: LifeTimes, share: FloatArray, discount_rate_per_year: Numbers = 0.0
) -> FloatArray:
    r"""Mean of a share over the life, weighted by present value.

    .. math:: \bar f = \frac{\sum_i w_i\,e^{-\rho t_i} f(t_i)}{\sum_i w_i\,e^{-\rho t_i}}

    Parameters
    ----------
    times : LifeTimes
        Of the life.
    share : ndarray [1]
        At these times, f; survival times compute share.
    discount_rate_per_year : array_like [1/year]
        Continuous rate rho; 0 gives the plain mean.

    Returns
    -------
    ndarray [1]
        Mean share, without the leading axis.

    References
    ----------
    As :func:`dawndusk.satellite.reliability.surviving_share`, which has it in closed form for
    constant hazards.

    Examples
    --------
    >>> times = life_times(5.0, 0.09, 0.1)
    >>> round(float(mean_over_life(times, compute_share(times.years, 0.09, 0.1))), 4)
    0.8754
    """
    rho = np.asarray(discount_rate_per_year, dtype=np.float64)
    weight = times.weight if np.all(rho == 0.0) else times.weight * np.exp(-rho * times.years)
    return np.asarray(np.sum(weight * share, axis=0) / np.sum(weight, axis=0))


def states(
    survival: Numbers,
    chip_survival: Numbers,
    chips: Numbers,
    spare_share: Numbers,
    string_survival: Numbers,
    strings: Numbers,
    segment_survival: Numbers,
    segments: Numbers,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    r"""Probabilities that a satellite has all, nine tenths or half of its compute or more.

    .. math::

        P(c \ge x) = S\,P[B(n + s n, p_c) \ge x n]\,P[B(a, p_a) \ge x a]\,P[B(r, p_r) \ge x r]

    Parameters
    ----------
    survival : array_like [1]
        Probability S that it lives.
    chip_survival, string_survival, segment_survival : array_like [1]
        Probabilities p that one chip, one array string and one radiator segment work.
    chips, strings, segments : array_like [1]
        That it needs for all of its compute: n, a, r.
    spare_share : array_like [1]
        Spare chips over those needed, s; whole chips, to the nearest.

    Returns
    -------
    full, above_90, above_50 : ndarray [1]
        Probabilities for x of 1, 0.9 and 0.5.

    Notes
    -----
    Exact for independent losses: what is least of chips, power and cooling counts.

    References
    ----------
    Binomial counts: Rausand and Hoyland, System Reliability Theory, 2nd ed., 2004, ch. 4.

    Examples
    --------
    Two chips that work with nine in ten each, nothing else to lose:

    >>> [round(float(p), 2) for p in states(1.0, 0.9, 2.0, 0.0, 1.0, 1.0, 1.0, 1.0)]
    [0.81, 0.81, 0.99]
    """
    from scipy.special import betainc

    fitted = np.rint(np.asarray(chips) * (1.0 + np.asarray(spare_share, dtype=np.float64)))
    counts = (
        (chip_survival, fitted, chips),
        (string_survival, strings, strings),
        (segment_survival, segments, segments),
    )

    def at_least(x: float) -> FloatArray:
        found = np.asarray(survival, dtype=np.float64)
        for alive, units, whole in counts:
            n = np.asarray(units, dtype=np.float64)
            m = np.ceil(x * np.asarray(whole) - 1e-9)  # 0.9 of 10 is 9 and a rounding error
            found = found * betainc(m, n - m + 1.0, np.asarray(alive))
        return np.asarray(found)

    return at_least(1.0), at_least(0.9), at_least(0.5)


def availability(
    life_years: Numbers,
    node_loss_per_year: Numbers,
    chip_loss_per_year: Numbers,
    chips: Numbers,
    spare_share: Numbers,
    strings: Numbers,
    string_loss_per_year: Numbers,
    segments: Numbers,
    segment_loss_per_year: Numbers,
) -> Availability:
    r"""Compute of a satellite over a life without repair, and its states at the end.

    .. math::

        \bar f = \frac1L \int_0^L e^{-\mu t} \min\big[e^{-\nu t}, (1 + s)\,e^{-\lambda t}\big]\,dt,
        \qquad S = e^{-\mu L}

    Parameters
    ----------
    life_years : array_like [year]
        L.
    node_loss_per_year : array_like [1/year]
        Loss of the whole satellite, mu: the constant rate that its parts compose to.
    chip_loss_per_year : array_like [1/year]
        Of one chip, lambda.
    chips : array_like [1]
        Working chips of a new satellite.
    spare_share : array_like [1]
        Spare chips over working ones, s.
    strings : array_like [1]
        Of the solar array.
    string_loss_per_year : array_like [1/year]
        Of one string; nu is that of a string and of a segment together.
    segments : array_like [1]
        Of the radiator, each of which can be shut off.
    segment_loss_per_year : array_like [1/year]
        Of one segment.

    Returns
    -------
    survival : ndarray [1]
        Probability that it lives at the end.
    mean_compute_share : ndarray [1]
        Over the life, lost satellites included.
    full_share : ndarray [1]
        Of the satellites, at the end: all of the compute.
    above_90_share : ndarray [1]
        Nine tenths or more, but not all.
    above_50_share : ndarray [1]
        Half or more, but less than nine tenths.
    below_50_share : ndarray [1]
        Less than half.
    lost_share : ndarray [1]
        None.

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    The mean is of large counts, the states are of whole chips, strings and segments. Losses are
    at random and even over the life; dose and wear of the array are elsewhere.

    References
    ----------
    Rausand and Hoyland, System Reliability Theory, 2nd ed., 2004, ch. 2 and 4.

    Examples
    --------
    Five years at 2 % a year of satellites and 4 % of chips, with 5 % to spare:

    >>> found = availability(5.0, 0.02, 0.04, 50.0, 0.05, 40.0, 0.0, 20.0, 0.0)
    >>> round(float(found.survival), 3), round(float(found.mean_compute_share), 3)
    (0.905, 0.901)
    """
    require_within(
        life_years=(life_years, 1e-3, 1e3),
        node_loss_per_year=(node_loss_per_year, 0.0, 100.0),
        chip_loss_per_year=(chip_loss_per_year, 0.0, 100.0),
        chips=(chips, 1.0, 1e7),
        spare_share=(spare_share, 0.0, 100.0),
        strings=(strings, 1.0, 1e6),
        string_loss_per_year=(string_loss_per_year, 0.0, 100.0),
        segments=(segments, 1.0, 1e6),
        segment_loss_per_year=(segment_loss_per_year, 0.0, 100.0),
    )
    life, node, chip, string, segment = (
        np.asarray(x, dtype=np.float64)
        for x in (
            life_years,
            node_loss_per_year,
            chip_loss_per_year,
            string_loss_per_year,
            segment_loss_per_year,
        )
    )
    falls = string + segment
    # the smaller of both is the first times what of the second falls faster
    mean = surviving_share(life, np.maximum(chip - falls, 0.0), spare_share, node + falls)
    alive = np.exp(-node * life)
    chip, string, segment = (np.exp(-rate * life) for rate in (chip, string, segment))
    full, ninety, half = states(alive, chip, chips, spare_share, string, strings, segment, segments)
    return Availability(
        survival=np.asarray(alive),
        mean_compute_share=mean,
        full_share=full,
        above_90_share=np.asarray(ninety - full),
        above_50_share=np.asarray(half - ninety),
        below_50_share=np.asarray(alive - half),
        lost_share=np.asarray(1.0 - alive),
    )
